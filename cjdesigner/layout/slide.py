"""What the drawn slides of a presentation share: their size, their heading, and lines cut to a length."""

from __future__ import annotations

from cjdesigner.draw.shapes import Drawing, Group, Meaning, Row, Shape, Style, Text
from cjdesigner.draw.text import break_lines, elide
from cjdesigner.lanes.base import Scene

WIDTH, HEIGHT = 1280.0, 660.0
"""Scene units; the rest of a wide screen belongs to the caption."""
MARGIN = 64.0
TOP = 148.0
"""Where the content begins, below the heading."""

_TITLE = Style(32.0, 700)
_BELOW = Style(16.0, 400)


def heading(title: str, below: str, scene: Scene) -> Row:
    """The title of a slide and a quiet line below it."""
    colours = scene.theme.colours
    room = WIDTH - 2 * MARGIN
    shapes: tuple[Shape, ...] = (
        Text(MARGIN, 70.0, (elide(" ".join(title[:400].split()), _TITLE, room),), _TITLE, colours.ink),
        Text(MARGIN, 100.0, (elide(" ".join(below[:400].split()), _BELOW, room),), _BELOW, colours.secondary),
    )
    return Row("title", 0.0, TOP, (Group(0.0, 0.0, WIDTH, TOP, shapes, Meaning("title", "", title)),))


def drawing(rows: tuple[Row, ...], title: str, scene: Scene) -> Drawing:
    """The rows as a slide in the theme of the map."""
    return Drawing(WIDTH, HEIGHT, scene.theme.colours.sheet, rows, (), title, "", scene.language, {})


def cut(text: str, style: Style, room: float, most: int) -> tuple[str, ...]:
    """The text in at most so many lines, the last one with an ellipsis where there is more."""
    lines = break_lines(" ".join(text[:1000].split()), style, room) if text.strip() else ()
    if len(lines) <= most:
        return lines
    return (*lines[: most - 1], elide(f"{lines[most - 1].rstrip()} {lines[most]}…", style, room))
