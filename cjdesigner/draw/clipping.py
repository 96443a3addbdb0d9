"""The part of a shape within a rectangle, for outputs that cannot clip: text and pictures whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cjdesigner.draw.shapes import Command, Path, Picture, Rect, Shape, Text

Point = tuple[float, float]
Area = tuple[float, float, float, float]
"""Left, top, right and bottom in the shape's own units."""

_STEPS = 12
"""Straight pieces that a curve is parted into where it is cut."""


def clipped(one: Shape, area: Area) -> Iterator[Shape]:
    """What is left of a shape within an area; nothing where it lies outside."""
    left, top, right, bottom = area
    if isinstance(one, Rect):
        x, y = max(one.x, left), max(one.y, top)
        width, height = min(one.x + one.width, right) - x, min(one.y + one.height, bottom) - y
        if width > 0 and height > 0:
            whole = (x, y, width, height) == (one.x, one.y, one.width, one.height)
            yield one if whole else one._replace(x=x, y=y, width=width, height=height, radius=0.0)
    elif isinstance(one, Text):
        if left - 1 <= one.x <= right + 1 and top - 1 <= one.baseline <= bottom + 1:
            yield one
    elif isinstance(one, Picture):
        if left <= one.x + one.width / 2 <= right and top <= one.y + one.height / 2 <= bottom:
            yield one
    else:
        yield from _clipped_path(one, area)


def _clipped_path(one: Path, area: Area) -> Iterator[Path]:
    left, top, right, bottom = area
    xs = [value for _, values in one.commands for value in values[::2]]
    ys = [value for _, values in one.commands for value in values[1::2]]
    if not xs or max(xs) < left or min(xs) > right or max(ys) < top or min(ys) > bottom:
        return
    if min(xs) >= left and max(xs) <= right and min(ys) >= top and max(ys) <= bottom:
        yield one
        return
    lines = list(_lines(one.commands))
    if one.fill:
        filled = [command for line in lines for command in _closed(_inside(line, area))]
        if filled:
            yield one._replace(commands=tuple(filled), stroke=None)
    if one.stroke:
        stroked = [command for line in lines for command in _stroked(line, area)]
        if stroked:
            yield one._replace(commands=tuple(stroked), fill=None)


def _lines(commands: Iterable[Command]) -> Iterator[list[Point]]:
    """The outline as lines of straight pieces."""
    line: list[Point] = []
    for step, values in commands:
        if step == "M":
            if len(line) > 1:
                yield line
            line = [(values[0], values[1])]
        elif step == "L":
            line.append((values[0], values[1]))
        elif step == "C":
            line.extend(_bent(line[-1], values))
        elif line:
            line.append(line[0])
    if len(line) > 1:
        yield line


def _bent(start: Point, values: tuple[float, ...]) -> Iterator[Point]:
    x1, y1, x2, y2, x3, y3 = values
    for number in range(1, _STEPS + 1):
        t = number / _STEPS
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        yield a * start[0] + b * x1 + c * x2 + d * x3, a * start[1] + b * y1 + c * y2 + d * y3


def _inside(line: list[Point], area: Area) -> list[Point]:
    """The polygon within the area, cut at one edge after the other."""
    left, top, right, bottom = area
    for axis, limit, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
        made: list[Point] = []
        for before, here in zip([line[-1], *line], line, strict=False):
            was, now = (before[axis] - limit) * sign >= 0, (here[axis] - limit) * sign >= 0
            if was != now:
                made.append(_crossing(before, here, axis, limit))
            if now:
                made.append(here)
        line = made
        if not line:
            break
    return line


def _crossing(one: Point, other: Point, axis: int, limit: float) -> Point:
    share = (limit - one[axis]) / (other[axis] - one[axis])
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def _closed(line: list[Point]) -> Iterator[Command]:
    if len(line) > 2:
        yield "M", line[0]
        yield from (("L", point) for point in line[1:])
        yield "Z", ()


def _stroked(line: list[Point], area: Area) -> Iterator[Command]:
    """The pieces of an open line within the area."""
    end: Point | None = None
    for one, other in zip(line, line[1:], strict=False):
        piece = _piece(one, other, area)
        if piece is None:
            end = None
            continue
        if end != piece[0]:
            yield "M", piece[0]
        yield "L", piece[1]
        end = piece[1]


def _piece(one: Point, other: Point, area: Area) -> tuple[Point, Point] | None:
    """The part of a straight piece within the area (after Liang and Barsky)."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    first, last = 0.0, 1.0
    left, top, right, bottom = area
    for p, q in ((-dx, one[0] - left), (dx, right - one[0]), (-dy, one[1] - top), (dy, bottom - one[1])):
        if p == 0:
            if q < 0:
                return None
        elif p < 0:
            first = max(first, q / p)
        else:
            last = min(last, q / p)
    if first > last:
        return None
    begin = one if first == 0.0 else (one[0] + first * dx, one[1] + first * dy)
    end = other if last == 1.0 else (one[0] + last * dx, one[1] + last * dy)
    return begin, end
