"""The characters of drawings that no bundled font has: they show as boxes, and the user is told before an export."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cjdesigner.draw import coverage
from cjdesigner.draw.shapes import Drawing, Group, Text

_CALLED = 60
"""Characters of a line that are told."""


class Uncovered(NamedTuple):
    """A character that is drawn as a box."""

    character: str
    code: str
    """As Unicode writes it: "U+1F9FF"."""
    name: str
    """Its name in Unicode, "" where it has none."""
    line: str
    """The beginning of the first line that has it."""


def uncovered(drawings: Iterable[Drawing]) -> tuple[Uncovered, ...]:
    """Each such character once, in the order in which they are met."""
    lines: dict[str, str] = {}
    missing: dict[str, bool] = {}
    for line in _lines(drawings):
        if line.isascii():
            continue
        for character in line:
            if character not in missing:
                missing[character] = bool(coverage.uncovered(character))
            if missing[character]:
                lines.setdefault(character, line[:_CALLED])
    return tuple(
        Uncovered(one, f"U+{ord(one):04X}", unicodedata.name(one, ""), line) for one, line in lines.items()
    )


def _lines(drawings: Iterable[Drawing]) -> Iterator[str]:
    for drawing in drawings:
        for group in _groups(drawing):
            for shape in group.shapes:
                if isinstance(shape, Text):
                    yield from shape.lines


def _groups(drawing: Drawing) -> Iterator[Group]:
    for row in drawing.rows:
        yield from row.groups
    yield from drawing.over
