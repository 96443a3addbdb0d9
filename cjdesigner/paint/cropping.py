"""One phase out of a drawing: its columns beside the names of the lanes, rows no higher than they need be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cjdesigner.draw.shapes import Command, Drawing, Group, Path, Picture, Rect, Row, Shape, Text
from cjdesigner.paint.narrowing import narrowed

Point = tuple[float, float]

_PADDING = 12.0
_STEPS = 12
"""Straight pieces that a curve is parted into where it is cut."""
_WHOLE = ("area", "curve", "point")
_LEFT_OUT = ("title", "legend", "visibility")


def phases(drawing: Drawing) -> list[Group]:
    """The heads of the phases, from left to right."""
    return [group for row in drawing.rows for group in row.groups if group.meaning.role == "phase"]


def rows_of(drawing: Drawing, phase: Group) -> list[Row]:
    """What stands in a phase, each row at y = 0, the first column at the right of the lanes' names.

    Cards that begin before it are shown from its left edge; lanes with nothing in it are left out.
    """
    rail = min(group.x for group in phases(drawing))
    left, right = phase.x, phase.x + phase.width
    found = []
    for row in drawing.rows:
        if row.id in _LEFT_OUT:
            continue
        inside = [
            made
            for group in row.groups
            if group.meaning.role not in ("lane", "guide")
            for made in _cut(group, phase, left, right, rail - left)
        ]
        if not inside:
            continue
        inside, lower = _settled(inside)
        lane = next((group for group in row.groups if group.meaning.role == "lane"), None)
        whole = lane is None or any(group.meaning.role in _WHOLE for group in inside)
        height = row.height + lower if whole else _height(lane, inside, rail)
        back = [] if lane is None else [_lane(lane, rail, left, right, height)]
        found.append(Row(row.id, 0.0, height, (*back, *inside)))
    return found


def _settled(groups: Sequence[Group]) -> tuple[list[Group], float]:
    """Cards that were cut, with their texts inside, and what stood below them moved down; by how much all in all."""
    made, moves = [], []
    for group in groups:
        if group.meaning.role == "card" and any(one.lines for one in group.shapes if isinstance(one, Text)):
            fitting = narrowed(group, group.width)
            if fitting.height > group.height:
                moves.append((group.y + group.height, fitting.height - group.height))
                group = fitting
        made.append(group)
    if not moves:
        return made, 0.0
    settled = [
        group.at(group.x, group.y + sum(down for bottom, down in moves if group.y >= bottom - 0.5)) for group in made
    ]
    return settled, sum(down for _, down in moves)


def _height(lane: Group | None, inside: Sequence[Group], rail: float) -> float:
    bottom = max(group.y + group.height for group in inside)
    for one in lane.shapes if lane else ():
        if isinstance(one, Text) and one.x < rail:
            bottom = max(bottom, one.baseline + one.leading * (len(one.lines) - 1) + 4)
    return bottom + _PADDING


def _cut(group: Group, phase: Group, left: float, right: float, shift: float) -> Iterator[Group]:
    """The part of a group between two edges, moved; nothing where there is none."""
    role = group.meaning.role
    if group.x >= right - 0.5 or group.x + group.width <= left + 0.5 or (role == "phase" and group is not phase):
        return
    x = group.x
    if role == "card" and x < left:
        x = left
    # The point of the phase's own arrow reaches a little beyond it.
    whole = group is phase
    shapes = group.shapes if whole else tuple(cut for one in group.shapes for cut in clipped(one, left - x, right - x))
    if role == "card" and x + group.width > right:
        # Its texts are not cut but broken anew: none is lost.
        texts = [one for one in group.shapes if isinstance(one, Text) and one not in shapes]
        shapes = (*shapes, *texts)
    if shapes:
        yield Group(x + shift, group.y, min(group.width, right - x), group.height, shapes, group.meaning)


def _lane(lane: Group, rail: float, left: float, right: float, height: float) -> Group:
    """The lane's name and ground, as wide as the phase and as high as its content."""
    shapes: list[Shape] = []
    width = rail + right - left
    for one in lane.shapes:
        if isinstance(one, Rect):
            shapes.append(
                one._replace(width=min(one.width, width - one.x), height=max(1.0, min(one.height, height - one.y)))
            )
        elif isinstance(one, Path):
            low, high = _reach(one)
            if high > rail + 1 and low < rail:
                points = [min(number, width if place % 2 == 0 else height) for _, n in one.commands
                          for place, number in enumerate(n)]  # fmt: skip
                shapes.append(one._replace(commands=_refilled(one.commands, points)))
            elif high > rail + 1:
                shapes.extend(_moved(cut, rail - left) for cut in clipped(one, left, right))
            else:
                points = [number if place % 2 == 0 else min(number, height) for _, n in one.commands
                          for place, number in enumerate(n)]  # fmt: skip
                shapes.append(one._replace(commands=_refilled(one.commands, points)))
        elif isinstance(one, Text) and one.x <= rail:
            shapes.append(one)
    return Group(lane.x, lane.y, width, height, tuple(shapes), lane.meaning)


def _refilled(commands: Sequence[Command], numbers: list[float]) -> tuple[Command, ...]:
    made = []
    at = 0
    for step, old in commands:
        made.append((step, tuple(numbers[at : at + len(old)])))
        at += len(old)
    return tuple(made)


def _moved(path: Shape, shift: float) -> Shape:
    if not isinstance(path, Path):
        return path
    moved = tuple(
        (step, tuple(number + shift if place % 2 == 0 else number for place, number in enumerate(numbers)))
        for step, numbers in path.commands
    )
    return path._replace(commands=moved)


def _reach(path: Path) -> tuple[float, float]:
    xs = [number for _, numbers in path.commands for number in numbers[::2]]
    return min(xs, default=0.0), max(xs, default=0.0)


def clipped(one: Shape, left: float, right: float) -> Iterator[Shape]:
    """A shape between two x; texts and pictures whole or not at all."""
    if isinstance(one, Rect):
        start, end = max(one.x, left), min(one.x + one.width, right)
        if end > start:
            yield one._replace(x=start, width=end - start)
    elif isinstance(one, (Text, Picture)):
        if left - 1 <= one.x <= right + 1:
            yield one
    else:
        low, high = _reach(one)
        if low >= left - 1 and high <= right + 1:
            yield one
        elif high > left and low < right:
            commands = tuple(_clipped_lines(one, left, right))
            if commands:
                yield one._replace(commands=commands)


def _clipped_lines(path: Path, left: float, right: float) -> Iterator[Command]:
    for line in flattened(path.commands):
        pieces = [_polygon(line, left, right)] if path.fill else _polyline(line, left, right)
        for piece in pieces:
            if len(piece) > 1:
                yield "M", piece[0]
                yield from (("L", point) for point in piece[1:])
                if path.fill:
                    yield "Z", ()


def flattened(commands: Sequence[Command]) -> list[list[Point]]:
    """The subpaths as straight lines."""
    lines: list[list[Point]] = []
    for step, n in commands:
        if step == "M":
            lines.append([(n[0], n[1])])
        elif step == "L":
            lines[-1].append((n[0], n[1]))
        elif step == "C":
            x, y = lines[-1][-1]
            for place in range(1, _STEPS + 1):
                t = place / _STEPS
                a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
                lines[-1].append((a * x + b * n[0] + c * n[2] + d * n[4], a * y + b * n[1] + c * n[3] + d * n[5]))
        elif lines and lines[-1]:
            lines[-1].append(lines[-1][0])
    return lines


def _at(a: Point, b: Point, x: float) -> Point:
    return x, a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0])


def _polyline(line: list[Point], left: float, right: float) -> list[list[Point]]:
    pieces: list[list[Point]] = []
    open_ = False
    for a, b in zip(line, line[1:], strict=False):
        low, high = sorted((a[0], b[0]))
        if high < left or low > right:
            open_ = False
            continue
        start = _at(a, b, left) if a[0] < left else _at(a, b, right) if a[0] > right else a
        end = _at(a, b, left) if b[0] < left else _at(a, b, right) if b[0] > right else b
        if not open_ or start != a:
            pieces.append([start])
        pieces[-1].append(end)
        open_ = end == b
    return pieces


def _polygon(line: list[Point], left: float, right: float) -> list[Point]:
    """The part of a closed outline between the two edges."""
    for edge, sign in ((left, 1.0), (right, -1.0)):
        kept: list[Point] = []
        for a, b in zip(line, [*line[1:], *line[:1]], strict=True):
            a_in, b_in = sign * (a[0] - edge) >= 0, sign * (b[0] - edge) >= 0
            if a_in:
                kept.append(a)
            if a_in != b_in:
                kept.append(_at(a, b, edge))
        line = kept
    return line
