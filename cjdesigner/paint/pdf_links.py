"""Links of a PDF: to other pages of the file, and to web and mail addresses, which are all that is let out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

from cjdesigner.draw.shapes import Group, Text
from cjdesigner.draw.text import advance

LONGEST = 2_000
"""Characters of an address."""
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"“”«»\\^`{|}\u200b]+", re.IGNORECASE)
_AFTER = ".,;:!?…'’)]"


class Spot(NamedTuple):
    """A place that leads to an address; a box from (x0, y0) to (x1, y1) relative to its group."""

    x0: float
    y0: float
    x1: float
    y1: float
    address: str


def address(text: str) -> str:
    """The address that a text begins with, fit for a file; "" where it is none that may be followed."""
    found = _ADDRESS.match(text.strip())
    return _clean(found[0]) if found else ""


def _clean(found: str) -> str:
    while found and found[-1] in _AFTER and not (found[-1] == ")" and found.count("(") >= found.count(")")):
        found = found[:-1]
    scheme, _, rest = found.partition(":")
    if not rest.strip("/") or len(found) > LONGEST:
        return ""
    return quote(f"{scheme.lower()}:{rest}".encode("utf-8", "replace"), safe="%/:?#[]@!$&'()*+,;=~-._")


def spots(group: Group) -> Iterator[Spot]:
    """The addresses in the texts of a group; one that goes on on the next line has a box on each."""
    for one in group.shapes:
        if isinstance(one, Text) and any("://" in line or "mailto:" in line.lower() for line in one.lines):
            yield from _in_text(one, group.meaning.text)


def _in_text(text: Text, spoken: str) -> Iterator[Spot]:
    whole = [found[0] for found in _ADDRESS.finditer(spoken)]
    number = 0
    while number < len(text.lines):
        line = text.lines[number]
        for found in _ADDRESS.finditer(line):
            shown = found[0]
            at_end = found.end() == len(line.rstrip())
            # What is spoken has the address in one piece.
            full = next((each for each in whole if each.startswith(shown) and len(each) > len(shown)), shown)
            led = _clean(full if at_end else shown)
            if not led:
                continue
            yield _spot(text, number, found.start(), found.start() + len(shown), led)
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
    left = text.x
    if text.align != "left":
        wide = advance(line, text.style)
        left -= wide if text.align == "right" else wide / 2
    baseline = text.baseline + number * text.leading
    size = text.style.size
    x0 = left + (advance(line[:start], text.style) if start else 0.0)
    return Spot(x0, baseline - size, left + advance(line[:end], text.style), baseline + size * 0.3, led)
