"""Shapes and groups made larger or smaller as a whole: a map on a page keeps its line breaks and proportions."""

from __future__ import annotations

from cjdesigner.draw.shapes import Command, Drawing, Group, Path, Rect, Row, Shape, Text


class Scaler:
    """Scales by one factor; shapes that many groups share are scaled once and stay shared."""

    def __init__(self, factor: float) -> None:
        self.factor = factor
        self._known: dict[int, tuple[tuple[Shape, ...], tuple[Shape, ...]]] = {}

    def group(self, group: Group, dx: float = 0.0, dy: float = 0.0) -> Group:
        """The group, its place scaled as well and then moved by (dx, dy)."""
        f = self.factor
        return Group(
            group.x * f + dx, group.y * f + dy, group.width * f, group.height * f, self.shapes(group.shapes),
            group.meaning,
        )  # fmt: skip

    def shapes(self, shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
        """The shapes, around their group's corner."""
        known = self._known.get(id(shapes))
        # The old tuple is kept, so that no other can be given its address.
        if known is None or known[0] is not shapes:
            known = self._known[id(shapes)] = shapes, tuple(scaled(one, self.factor) for one in shapes)
        return known[1]


def scaled_drawing(drawing: Drawing, factor: float) -> Drawing:
    """A whole drawing."""
    scaler = Scaler(factor)
    rows = tuple(
        Row(row.id, row.y * factor, row.height * factor, tuple(scaler.group(one) for one in row.groups))
        for row in drawing.rows
    )
    over = tuple(scaler.group(one) for one in drawing.over)
    return drawing._replace(width=drawing.width * factor, height=drawing.height * factor, rows=rows, over=over)


def scaled(one: Shape, factor: float) -> Shape:
    """One shape, around (0, 0)."""
    f = factor
    if isinstance(one, Text):
        style = one.style._replace(size=one.style.size * f)
        return Text(one.x * f, one.baseline * f, one.lines, style, one.fill, one.leading * f, one.align)
    if isinstance(one, Rect):
        return Rect(
            one.x * f, one.y * f, one.width * f, one.height * f, one.radius * f, one.fill, one.stroke,
            one.stroke_width * f,
        )  # fmt: skip
    if isinstance(one, Path):
        commands = tuple((step, tuple([value * f for value in values])) for step, values in one.commands)
        return Path(commands, one.fill, one.stroke, one.stroke_width * f, tuple([part * f for part in one.dash]))
    return one._replace(x=one.x * f, y=one.y * f, width=one.width * f, height=one.height * f, radius=one.radius * f)


def moved(one: Shape, dx: float, dy: float) -> Shape:
    """One shape at another place."""
    if isinstance(one, Text):
        return one._replace(x=one.x + dx, baseline=one.baseline + dy)
    if isinstance(one, Path):
        return one._replace(commands=moved_steps(one.commands, dx, dy))
    return one._replace(x=one.x + dx, y=one.y + dy)


def moved_steps(commands: tuple[Command, ...], dx: float, dy: float) -> tuple[Command, ...]:
    """An outline at another place."""
    return tuple(
        (step, tuple([value + (dy if place % 2 else dx) for place, value in enumerate(values)]))
        for step, values in commands
    )
