"""A card made narrower than it was laid out: its lines are broken again, and what is below them moves down."""

from __future__ import annotations

from cjdesigner.draw.shapes import Group, Path, Picture, Rect, Shape, Text
from cjdesigner.draw.text import advance, break_lines

_INSET = 12.0
"""From the edge of a card to its text."""


def narrowed(group: Group, width: float) -> Group:
    """The group with all its texts within a width, as much higher as that takes; shapes are not cut."""
    moves: list[tuple[float, float]] = []
    texts: dict[int, Text] = {}
    for place, one in enumerate(group.shapes):
        if isinstance(one, Text) and one.align == "left":
            found = _fitted(one, width - _INSET)
            if found is not None:
                texts[place], down = found
                moves.append((one.baseline + one.leading * (len(one.lines) - 1), down))
    if not moves:
        return group

    def below(y: float) -> float:
        return y + sum(down for last, down in moves if y > last + 0.5)

    shapes: list[Shape] = []
    for place, one in enumerate(group.shapes):
        if isinstance(one, Text):
            new = texts.get(place, one)
            shapes.append(new._replace(baseline=new.baseline - one.baseline + below(one.baseline)))
        elif isinstance(one, Rect):
            top = below(one.y)
            shapes.append(one._replace(y=top, height=below(one.y + one.height) - top))
        elif isinstance(one, Picture):
            shapes.append(one._replace(y=below(one.y)))
        elif isinstance(one, Path):
            lowered = tuple(
                (step, tuple(number if at % 2 == 0 else below(number) for at, number in enumerate(numbers)))
                for step, numbers in one.commands
            )
            shapes.append(one._replace(commands=lowered))
    return Group(group.x, group.y, group.width, below(group.height), tuple(shapes), group.meaning)


def _fitted(text: Text, right: float) -> tuple[Text, float] | None:
    """The text with its lines broken at a right edge, and how much lower it ends; None where it fits as it is."""
    if all(text.x + advance(line, text.style) <= right + 0.5 for line in text.lines):
        return None
    leading = text.leading or text.style.size * 1.4
    x, drop = text.x, 0.0
    if text.x > _INSET + 2:
        # It stands behind something else: it goes to a line of its own.
        x, drop = _INSET, leading
    room = max(40.0, right - x)
    lines = tuple(piece for line in text.lines for piece in break_lines(line, text.style, room))
    made = text._replace(x=x, baseline=text.baseline + drop, lines=lines, leading=leading)
    return made, drop + (len(lines) - len(text.lines)) * leading
