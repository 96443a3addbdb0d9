"""Links of a PDF: to other pages of the file, and to web and mail addresses, which are all that is let out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cjdesigner.draw import addresses
from cjdesigner.draw.shapes import Group, Text
from cjdesigner.draw.text import advance


class Spot(NamedTuple):
    """A place that leads to an address; a box from (x0, y0) to (x1, y1) relative to its group."""

    x0: float
    y0: float
    x1: float
    y1: float
    address: str


def spots(group: Group) -> Iterator[Spot]:
    """The addresses in the texts of a group; one that goes on on the next line has a box on each."""
    for one in group.shapes:
        if isinstance(one, Text) and any("://" in line or "mailto:" in line.lower() for line in one.lines):
            yield from _in_text(one, group.meaning.text)


def _in_text(text: Text, spoken: str) -> Iterator[Spot]:
    whole = [one[0] for one in addresses.found(spoken)]
    number = 0
    while number < len(text.lines):
        line = text.lines[number]
        for one in addresses.found(line):
            shown = one[0]
            at_end = one.end() == len(line.rstrip())
            # What is spoken has the address in one piece.
            full = next((each for each in whole if each.startswith(shown) and len(each) > len(shown)), shown)
            led = addresses.cleaned(full if at_end else shown)
            if not led:
                continue
            yield _spot(text, number, one.start(), one.start() + len(shown), led)
            rest = full[len(shown) :] if at_end else ""
            below = number + 1
            while rest and below < len(text.lines):
                part = text.lines[below].strip()
                size = next((n for n in range(min(len(part), len(rest)), 0, -1) if part[:n] == rest[:n]), 0)
                if not size:
                    break
                yield _spot(text, below, 0, size, led)
                rest = rest[size:]
                below += 1
        number += 1


def _spot(text: Text, number: int, start: int, end: int, led: str) -> Spot:
    line = text.lines[number]
    left = text.left_edge(advance(line, text.style))
    baseline = text.baseline + number * text.leading
    size = text.style.size
    x0 = left + (advance(line[:start], text.style) if start else 0.0)
    return Spot(x0, baseline - size, left + advance(line[:end], text.style), baseline + size * 0.3, led)
