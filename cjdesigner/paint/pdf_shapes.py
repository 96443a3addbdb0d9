"""Shapes as operators of a PDF's content stream, in scene units with y downwards."""

from __future__ import annotations

import re
from typing import NamedTuple

from cjdesigner.draw.shapes import Command, Path, Picture, Rect, Shape, Text
from cjdesigner.paint.pdf_font import FontBook
from cjdesigner.paint.pdf_objects import number, rgb
from cjdesigner.paint.pdf_picture import PictureBook
from cjdesigner.paint.pdf_text import text_block

_ROUND = 0.5522847498
"""Length of the handle of a cubic curve that draws a quarter circle of radius 1."""

_MISSING = "#C9CED6"

# Kana before ideographs: Japanese has both.
_SCRIPTS = tuple(
    (re.compile(f"[{characters}]"), language)
    for characters, language in (
        ("\u3041-\u30ff", "ja"),
        ("\uac00-\ud7a3", "ko"),
        ("\u4e00-\u9fff", "zh"),
        ("\u0e01-\u0e5b", "th"),
        ("\u05d0-\u05ea", "he"),
        ("\u0900-\u097f", "hi"),
        ("\u0391-\u03c9", "el"),
    )
)


class Piece(NamedTuple):
    """Operators of neighbouring shapes of one kind."""

    kind: str
    """text, picture, or art: what is only there to be seen."""
    operators: str
    language: str = ""
    """Of a text, where its script tells it."""


def pieces(
    shapes: tuple[Shape, ...],
    pictures: dict[str, bytes],
    fonts: FontBook,
    images: PictureBook,
    under: str,
    apart: bool = False,
    known: dict[int, tuple[Shape, str]] | None = None,
) -> list[Piece]:
    """The operators of a group's shapes in painting order; ``under`` is the colour that the group lies on.

    ``apart`` keeps the first text apart from those that follow it: it is a heading. ``known`` remembers the operators
    of shapes that many groups share, by identity.
    """
    found: list[Piece] = []
    kind = language = ""
    parts: list[str] = []
    for shape in shapes:
        spoken = ""
        if type(shape) is Text:
            own, made = "text", text_block(shape, fonts)
            spoken = language_of(shape.lines)
        elif type(shape) is Rect or type(shape) is Path:
            own = "art"
            there = known.get(id(shape)) if known is not None else None
            if there is not None and there[0] is shape:
                made = there[1]
            else:
                made = _rect(shape) if isinstance(shape, Rect) else _path(shape)
                if known is not None:
                    known[id(shape)] = shape, made
            if isinstance(shape, Rect) and shape.fill is not None:
                under = shape.fill
        elif type(shape) is Picture:
            own, made = "picture", _picture(shape, images.name(pictures.get(shape.asset), under))
        else:
            continue
        if not made:
            continue
        if parts and (own != kind or spoken != language or own == "picture" or (apart and kind == "text")):
            found.append(Piece(kind, "\n".join(parts), language))
            parts = []
        kind, language = own, spoken
        parts.append(made)
    if parts:
        found.append(Piece(kind, "\n".join(parts), language))
    return found


def language_of(lines: tuple[str, ...]) -> str:
    """The language of a text whose script is used for one alone; "" where it does not tell."""
    if all(line.isascii() for line in lines):
        return ""
    for pattern, language in _SCRIPTS:
        if any(pattern.search(line) for line in lines):
            return language
    return ""


def _rect(rect: Rect) -> str:
    paint = _painting(rect.fill, rect.stroke, rect.stroke_width)
    if not paint or rect.width <= 0 or rect.height <= 0:
        return ""
    set_up, end = paint
    return f"{set_up}{outline(rect.x, rect.y, rect.width, rect.height, rect.radius)} {end}"


def outline(x: float, y: float, width: float, height: float, radius: float) -> str:
    """The path of a rectangle with rounded corners."""
    radius = min(radius, width / 2, height / 2)
    if radius <= 0:
        return f"{x:.3f} {y:.3f} {width:.3f} {height:.3f} re"
    handle = radius * (1 - _ROUND)
    right, bottom = x + width, y + height
    x0, x1, x2, x3, x4, x5 = (
        f"{value:.3f}" for value in (x, x + handle, x + radius, right - radius, right - handle, right)
    )
    y0, y1, y2, y3, y4, y5 = (
        f"{value:.3f}" for value in (y, y + handle, y + radius, bottom - radius, bottom - handle, bottom)
    )
    return (
        f"{x2} {y0} m {x3} {y0} l {x4} {y0} {x5} {y1} {x5} {y2} c {x5} {y3} l {x5} {y4} {x4} {y5} {x3} {y5} c "
        f"{x2} {y5} l {x1} {y5} {x0} {y4} {x0} {y3} c {x0} {y2} l {x0} {y1} {x1} {y0} {x2} {y0} c h"
    )


def _path(path: Path) -> str:
    paint = _painting(path.fill, path.stroke, path.stroke_width)
    if not paint or not path.commands:
        return ""
    set_up, end = paint
    steps = " ".join(_step(command) for command in path.commands)
    if path.stroke is None:
        return f"{set_up}{steps} {end}"
    dash = " ".join(number(length) for length in path.dash)
    return f"q {set_up}1 J 1 j [{dash}] 0 d {steps} {end} Q"


def _step(command: Command) -> str:
    step, numbers = command
    if step == "Z":
        return "h"
    return " ".join(f"{value:.3f}" for value in numbers) + " " + step.lower()


def _painting(fill: str | None, stroke: str | None, width: float) -> tuple[str, str] | None:
    """Operators that set the colours, and the one that paints; None if nothing is to be seen."""
    if stroke is None or width <= 0:
        return None if fill is None else (f"{rgb(fill)} rg ", "f")
    line = f"{rgb(stroke)} RG {number(width)} w "
    return (line, "S") if fill is None else (f"{rgb(fill)} rg {line}", "B")


def _picture(picture: Picture, name: str | None) -> str:
    shape = outline(picture.x, picture.y, picture.width, picture.height, picture.radius)
    if name is None:
        return f"{rgb(_MISSING)} rg {shape} f"
    left, top, wide, high = picture.part
    across, down = picture.width / wide, picture.height / high
    x, bottom = picture.x - left * across, picture.y - top * down + down
    place = f"{number(across)} 0 0 {number(-down)} {number(x)} {number(bottom)} cm"
    return f"q {shape} W n {place} /{name} Do Q"
