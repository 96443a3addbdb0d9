"""The small chip that tells on a card how much is linked to it: "1 solution" on a pain, "mends 2 pain points" there."""

from __future__ import annotations

from collections.abc import Sequence

from cjdesigner.draw.colours import blend
from cjdesigner.draw.shapes import Command, Path, Rect, Shape, Text
from cjdesigner.draw.text import advance
from cjdesigner.theme.tokens import Theme

HIGH = 17.0
_LEFT, _SIGN, _BESIDE, _RIGHT = 7.0, 9.0, 5.0, 8.0


def width(text: str, theme: Theme) -> float:
    """How wide the chip is, in scene units."""
    return _LEFT + _SIGN + _BESIDE + advance(text, theme.type.meta) + _RIGHT


def chip(text: str, x: float, y: float, under: str, theme: Theme) -> tuple[Shape, ...]:
    """A spanner and the words on a green ground, from its top left corner; ``under`` is the colour it lies on."""
    green = theme.lane("solutions")
    ground = blend(green, under, 0.14)
    return (
        Rect(x, y, width(text, theme), HIGH, HIGH / 2, ground),
        Path(_spanner(x + _LEFT, y + (HIGH - _SIGN) / 2), stroke=green, stroke_width=1.3),
        Text(x + _LEFT + _SIGN + _BESIDE, y + 12.5, (text,), theme.type.meta, blend(theme.colours.ink, ground, 0.8)),
    )


def found(shapes: Sequence[Shape]) -> Rect | None:
    """Where the chip stands among the shapes of a card; None for a card without one."""
    for shape in shapes:
        if isinstance(shape, Rect) and shape.height == HIGH and shape.radius == HIGH / 2:
            return shape
    return None


def _spanner(x: float, y: float) -> tuple[Command, ...]:
    """An open spanner that points to the top right, in a square of 9 units: its handle, then its jaw."""
    return (
        ("M", (x + 0.7, y + 8.3)),
        ("L", (x + 4.3, y + 4.7)),
        ("M", (x + 6.4, y + 0.7)),
        ("C", (x + 4.2, y + 0.6, x + 2.9, y + 3.0, x + 4.3, y + 4.7)),
        ("C", (x + 6.0, y + 6.1, x + 8.4, y + 4.8, x + 8.3, y + 2.6)),
        ("L", (x + 6.5, y + 3.9)),
        ("L", (x + 5.1, y + 2.5)),
        ("L", (x + 6.4, y + 0.7)),
    )
