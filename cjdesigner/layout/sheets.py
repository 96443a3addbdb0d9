"""Where a map is cut into sheets of paper: between steps and between cards, with as few cards cut as can be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cjdesigner.draw.shapes import Drawing
from cjdesigner.lanes.base import Scene
from cjdesigner.layout.parting import cuts

MOST_SHEETS = 2_000
"""More are no poster but a mistake."""
_LARGEST = 4.0
"""A small map is not blown up further than this."""
_SMALLEST = 0.005
_LEAST_FILLED = 0.6
"""How much of a sheet is filled before a better place to cut is no longer looked for."""


class Break(NamedTuple):
    """A place to cut, and how bad it is: 0 between lanes or steps, more for every card it cuts."""

    at: float
    cost: float


class Area(NamedTuple):
    """What a sheet can show of a map, in units of the page: the first of a row or column has no repeated names."""

    width: float
    height: float
    rail: float
    """Taken from the width where lane names are repeated."""
    head: float
    """Taken from the height where phases and steps are repeated."""
    overlap: float


class Cuts(NamedTuple):
    """The sheets: edges in scene units of the map, one more than there are sheets in that direction."""

    scale: float
    """Units of the page per unit of the map."""
    xs: tuple[float, ...]
    ys: tuple[float, ...]

    @property
    def sheets(self) -> int:
        """How many sheets there are."""
        return (len(self.xs) - 1) * (len(self.ys) - 1)


class Breaks(NamedTuple):
    """Where a map may be cut."""

    width: float
    height: float
    upright: tuple[Break, ...]
    level: tuple[Break, ...]

    @classmethod
    def of(cls, drawing: Drawing, scene: Scene) -> Breaks:
        """Looks through the whole drawing once."""
        cards = [
            (group.x, group.x + group.width)
            for row in drawing.rows
            for group in row.groups
            if group.meaning.role == "card"
        ]
        upright = [
            Break(left, float(sum(1 for start, end in cards if start < left - 1 and end > left + 1)))
            for left in scene.columns.left[1:]
        ]
        level: list[Break] = []
        kept = False
        for row in drawing.rows[1:]:
            if not kept:
                level.append(Break(row.y - 4.0, 0.0))
            # What the line of visibility parts belongs below it; phases and steps stay together.
            kept = row.id in ("phases", "visibility")
            level += [Break(row.y + at, 0.25) for at in cuts(row)]
        return cls(drawing.width, drawing.height, tuple(upright), tuple(level))


def cut_at(breaks: Breaks, area: Area, scale: float) -> Cuts:
    """The sheets at a scale."""
    return Cuts(
        scale,
        _cut(breaks.upright, breaks.width, area.width / scale, area.rail / scale, area.overlap / scale),
        _cut(breaks.level, breaks.height, area.height / scale, area.head / scale, area.overlap / scale),
    )


def cut_into(breaks: Breaks, area: Area, columns: int, rows: int) -> Cuts:
    """The largest scale at which so many sheets do."""
    low, high = _SMALLEST, _LARGEST
    best = cut_at(breaks, area, low)
    for step in range(24):
        scale = high if step == 0 else (low + high) / 2
        found = cut_at(breaks, area, scale)
        if len(found.xs) - 1 <= columns and len(found.ys) - 1 <= rows:
            best, low = found, scale
        else:
            high = scale
        if high - low < 0.0005:
            break
    return best


def _cut(breaks: Sequence[Break], whole: float, room: float, repeated: float, overlap: float) -> tuple[float, ...]:
    edges = [0.0]
    while True:
        start = edges[-1]
        here = room - (repeated if start else 0.0)
        if start + here >= whole - 0.5 or len(edges) > MOST_SHEETS:
            return (*edges, whole)
        reach = start + max(here - overlap, here / 3)
        near = [one for one in breaks if start + _LEAST_FILLED * (reach - start) <= one.at <= reach]
        if not near:
            near = [one for one in breaks if start + 0.2 * (reach - start) < one.at <= reach]
        edges.append(min(near, key=lambda one: (one.cost, -one.at)).at if near else reach)
