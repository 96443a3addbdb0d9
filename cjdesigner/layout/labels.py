"""Where the labels of links stand: beside their own line, where they cover no card and no other label."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from cjdesigner.draw.grid import even
from cjdesigner.draw.shapes import Row, Text
from cjdesigner.draw.text import advance, elide
from cjdesigner.lanes.base import Scene
from cjdesigner.layout.standing import Area, Known, Standing, cells, meet
from cjdesigner.model.records import Link

Point = tuple[float, float]
Route = tuple[Link, list[Point]]
"""A link and the corner points that it runs through."""
_UP, _DOWN = 9.5, 2.5
"""How far the ink of a label stands above and below its baseline, in scene units."""
_WIDEST = 320.0
"""How wide a label may be."""
_SHORTER = (180.0, 110.0, 56.0)
"""How wide what is left of a label may be where the whole of it has no room."""
_LEAST = 20.0
"""A shorter piece of a label says nothing."""
_END = 10.0
"""What a label keeps from both ends of a part."""
_AROUND = 3.0
CLEAR = 7.0
"""What a label keeps from a line that crosses its own."""
_BY = 6.0
"""How far beside an upright line a label begins."""
_SHORT, _FAR = 64.0, 160.0
"""A link with no longer part than this may have its label farther away, at the end of a fine line, but not farther."""


class Label(NamedTuple):
    """A label in scene coordinates."""

    text: Text
    leader: tuple[Point, Point] | None = None
    """A fine line from the link to the label, where that does not stand beside it."""


class _Place(NamedTuple):
    x: float
    baseline: float
    align: Literal["left", "centre", "right"] = "centre"
    leader: tuple[Point, Point] | None = None


class _Ground:
    """What stands on a map: cards and the like, which no label may cover, and lines, which it should not."""

    def __init__(self, rows: Sequence[tuple[float, float, Standing]], scene: Scene) -> None:
        self._rows = [(y, y + height, standing) for y, height, standing in rows]
        self._tops = [y for y, *_ in rows]
        self._left = scene.columns.left[0] if scene.columns.left else scene.columns.track_left
        self._right = scene.columns.track_right
        self._labels: dict[tuple[int, int], list[Area]] = defaultdict(list)
        self._lines: dict[tuple[int, int], list[tuple[str, Area]]] = defaultdict(list)

    def run(self, link_id: str, points: Sequence[Point]) -> None:
        """A link runs there."""
        for (ax, ay), (bx, by) in pairwise(points):
            line = (min(ax, bx), min(ay, by), max(ax, bx) + 0.1, max(ay, by) + 0.1)
            for cell in cells(line):
                self._lines[cell].append((link_id, line))

    def take(self, area: Area) -> None:
        """A label stands there."""
        for cell in cells(area):
            self._labels[cell].append(area)

    def free(self, area: Area) -> bool:
        """Whether nothing stands there."""
        left, top, right, bottom = area
        if left < self._left or right > self._right:
            return False
        taken = self._labels
        for cell in cells(area):
            if cell in taken and any(meet(area, other) for other in taken[cell]):
                return False
        for y, foot, standing in self._rows[max(0, bisect_right(self._tops, top) - 1) :]:
            if y > bottom:
                break
            if foot > top and standing.meets((left, top - y, right, bottom - y)):
                return False
        return True

    def struck(self, area: Area, link_id: str) -> int:
        """How many parts of other links run through it."""
        left, top, right, bottom = area
        inner = (left, top + 1.0, right, bottom - 1.5)
        lines = self._lines
        near = (each for cell in cells(area) if cell in lines for each in lines[cell])
        return len({line for one, line in near if one != link_id and meet(inner, line)})


class Labels:
    """The labels of a map; found anew only where a link runs otherwise, or something else stands in the way."""

    def __init__(self) -> None:
        self._known = Known()
        self._last: tuple[object, dict[str, Label]] = (None, {})

    def of(self, routes: Sequence[Route], rows: Sequence[Row], scene: Scene) -> dict[str, Label]:
        """The labels by link. Those of short links find their place first, since they have the least choice.

        Where all of a label has no room it is shortened; where that has none either, it is left out.
        """
        named = [(link, points) for link, points in routes if link.label.strip()]
        if not named:
            return {}
        there = [(row.y, row.height, self._known.of(row)) for row in rows]
        told = [(link.id, link.label, points) for link, points in routes], there, scene.columns, scene.theme
        if self._last[0] != told:
            self._last = (told, _found(routes, named, _Ground(there, scene), scene))
        return self._last[1]


def _found(routes: Sequence[Route], named: list[Route], ground: _Ground, scene: Scene) -> dict[str, Label]:
    for link, points in routes:
        ground.run(link.id, points)
    found = {}
    for link, points in sorted(named, key=lambda one: (_longest(one[1]), one[0].id)):
        label = _placed(link, points, scene, ground)
        if label is not None:
            found[link.id] = label
    return found


def _placed(link: Link, points: Sequence[Point], scene: Scene, ground: _Ground) -> Label | None:
    """Where all of a label fits, or a piece of it: rather a piece under no line than all of it under several."""
    style, words = scene.theme.type.meta, " ".join(link.label.split())
    whole = advance(words, style)
    longest = min(whole, _WIDEST)
    chosen: tuple[int, _Place, Area, str] | None = None
    for most in (longest, *(one for one in _SHORTER if one < longest)):
        shown = elide(words, style, most)
        wide = advance(shown, style)
        if wide < min(_LEAST, whole):
            break
        best = _best(_places(points, wide, most == longest, ground), wide, link.id, ground)
        if best is not None and (chosen is None or not best[0]):
            chosen = (*best, shown)
        if chosen is not None and chosen[0] <= 1:
            break
    if chosen is None:
        return None
    _, place, area, shown = chosen
    ground.take(area)
    ink = scene.theme.colours.secondary
    return Label(Text(place.x, place.baseline, (shown,), style, ink, align=place.align), place.leader)


def _best(places: Iterable[_Place], wide: float, link_id: str, ground: _Ground) -> tuple[int, _Place, Area] | None:
    """The first free place that no other link runs through, else that which the fewest do, and how many."""
    best: tuple[int, _Place, Area] | None = None
    for place in places:
        area = _area(place, wide)
        if ground.free(area):
            struck = ground.struck(area, link_id)
            if best is None or struck < best[0]:
                best = struck, place, area
            if not struck:
                break
    return best


def _area(place: _Place, wide: float) -> Area:
    """What a label takes, with a little air on both sides."""
    left = place.x - (0.0 if place.align == "left" else wide if place.align == "right" else wide / 2)
    return left - _AROUND, place.baseline - _UP, left + wide + _AROUND, place.baseline + _DOWN


def _longest(points: Sequence[Point]) -> float:
    return max(math.dist(a, b) for a, b in pairwise(points))


def _places(points: Sequence[Point], wide: float, led: bool, ground: _Ground) -> Iterator[_Place]:
    """Where a label so wide could stand, the best first: over a level part, under it, beside an upright one.

    With ``led`` the label of a short link also below and above it, at the end of a fine line.
    """
    parts = sorted(pairwise(points), key=lambda part: -math.dist(*part))
    level = [(a, b) for a, b in parts if abs(a[1] - b[1]) < 0.5]
    for above in (True, False):
        for (ax, y), (bx, _) in level:
            baseline = even(y - 5.0) if above else even(y + 11.0)
            for x in _along(min(ax, bx) + _END, max(ax, bx) - _END, wide):
                yield _Place(x, baseline)
    for (x, ay), (bx, by) in parts:
        if abs(x - bx) < 0.5:
            for middle in _along(min(ay, by), max(ay, by), _UP + _DOWN + 4.0):
                baseline = even(middle + 3.0)
                yield _Place(x + _BY, baseline, "left")
                yield _Place(x - _BY, baseline, "right")
    if led and _longest(points) <= _SHORT:
        yield from _led((level or parts)[0], wide, ground)


def _along(low: float, high: float, wide: float) -> Iterator[float]:
    """Middles of what is so wide between two ends: from the middle outwards."""
    spare = (high - low - wide) / 2
    if spare < 0:
        return
    middle = (low + high) / 2
    yield middle
    step = max(24.0, spare / 6)
    for number in range(1, int(spare / step + 1e-6) + 1):
        yield middle - number * step
        yield middle + number * step


def _led(part: tuple[Point, Point], wide: float, ground: _Ground) -> Iterator[_Place]:
    """Below and above a short link, at the end of a fine line that itself covers nothing."""
    (ax, ay), (bx, by) = part
    x, y = (ax + bx) / 2, (ay + by) / 2
    for down in (True, False):
        for far in range(14, int(_FAR), 4):
            baseline = even(y + far + _UP if down else y - far - _DOWN)
            end = baseline - _UP - 2.5 if down else baseline + _DOWN + 2.0
            if not ground.free((x - 0.5, min(y, end), x + 0.5, max(y, end))):
                break
            for aside in (0.0, -0.25, 0.25, -0.5, 0.5):
                yield _Place(x + aside * max(0.0, wide - 16.0), baseline, "centre", ((x, y), (x, end)))
            beside = (x, y), (x, baseline - 4.0)
            yield _Place(x + _BY, baseline, "left", beside)
            yield _Place(x - _BY, baseline, "right", beside)


def clear_part(low: float, high: float, wide: float, crossing: Iterable[float]) -> tuple[float, float]:
    """Of a level line from ``low`` to ``high``, the part to set a label so wide on, between the lines that cross it.

    The whole line where nothing crosses the label there, else the part next to its middle that has room; the widest
    one where none has.
    """
    middle = (low + high) / 2
    marks = sorted(crossing)
    if not any(abs(x - middle) < wide / 2 + CLEAR for x in marks):
        return low, high
    parts = list(pairwise([low, *marks, high]))
    roomy = [part for part in parts if part[1] - part[0] >= wide + 2 * CLEAR]
    if roomy:
        return min(roomy, key=lambda part: abs((part[0] + part[1]) / 2 - middle))
    return max(parts, key=lambda part: part[1] - part[0])
