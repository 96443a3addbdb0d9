"""Small marks drawn as shapes: severity dots, impact triangles, the diamond of a moment of truth, faces."""

from __future__ import annotations

from functools import lru_cache

from cjdesigner.draw.shapes import Command, Path, Shape

PITCH = 10.0
_KAPPA = 0.5523


def circle(x: float, y: float, r: float) -> tuple[Command, ...]:
    """The outline of a circle around (x, y)."""
    k = r * _KAPPA
    return (
        ("M", (x + r, y)),
        ("C", (x + r, y + k, x + k, y + r, x, y + r)),
        ("C", (x - k, y + r, x - r, y + k, x - r, y)),
        ("C", (x - r, y - k, x - k, y - r, x, y - r)),
        ("C", (x + k, y - r, x + r, y - k, x + r, y)),
        ("Z", ()),
    )


def diamond(x: float, y: float, r: float) -> tuple[Command, ...]:
    """A square standing on its corner, around (x, y)."""
    return (("M", (x, y - r)), ("L", (x + r, y)), ("L", (x, y + r)), ("L", (x - r, y)), ("Z", ()))


def _triangle(x: float, y: float, r: float) -> tuple[Command, ...]:
    return (("M", (x, y - r)), ("L", (x + r, y + r * 0.85)), ("L", (x - r, y + r * 0.85)), ("Z", ()))


def width(of: int) -> float:
    """How wide a row of marks is, in scene units."""
    return of * PITCH - 2.0


@lru_cache(maxsize=4096)
def row(sign: str, level: int, of: int, x: float, y: float, colour: str, empty: str) -> tuple[Shape, ...]:
    """Filled marks up to the level, open ones up to ``of``, from x on, centred on y: an outline for each kind.

    Remembered, since the cards of a map have few different ones.
    """
    outline = circle if sign == "dot" else _triangle
    marks = [outline(x + 4.0 + place * PITCH, y, 3.6) for place in range(of)]
    filled = tuple(command for mark in marks[:level] for command in mark)
    hollow = tuple(command for mark in marks[level:] for command in mark)
    shapes: list[Shape] = []
    if filled:
        shapes.append(Path(filled, fill=colour, stroke=colour))
    if hollow:
        shapes.append(Path(hollow, stroke=empty))
    return tuple(shapes)


def shifted(commands: tuple[Command, ...], dx: float, dy: float) -> tuple[Command, ...]:
    """The same outline elsewhere."""
    return tuple(
        (name, tuple(value + (dy if place % 2 else dx) for place, value in enumerate(values)))
        for name, values in commands
    )


@lru_cache(maxsize=1024)
def face(value: float, x: float, y: float, r: float, colour: str, ring: str) -> tuple[Shape, ...]:
    """A face for a feeling from −2 to +2: a coloured disc in a ring, two eyes, a mouth that bends with the value."""
    bend = max(-1.0, min(1.0, value / 2)) * r * 0.62
    mouth_y = y + r * 0.36 - bend * 0.25
    half = r * 0.46
    shapes: list[Shape] = [
        Path(circle(x, y, r + 2.0), fill=ring),
        Path(circle(x, y, r), fill=colour),
        Path(circle(x - r * 0.34, y - r * 0.22, r * 0.12), fill=ring),
        Path(circle(x + r * 0.34, y - r * 0.22, r * 0.12), fill=ring),
        Path(
            (
                ("M", (x - half, mouth_y)),
                ("C", (x - half * 0.5, mouth_y + bend, x + half * 0.5, mouth_y + bend, x + half, mouth_y)),
            ),
            stroke=ring,
            stroke_width=max(1.2, r * 0.13),
        ),
    ]
    return tuple(shapes)
