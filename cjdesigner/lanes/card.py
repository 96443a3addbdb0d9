"""How a card looks: a tinted sheet with a coloured bar, its text, and a line of markers below."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from cjdesigner.draw.colours import blend
from cjdesigner.draw.grid import even
from cjdesigner.draw.shapes import Path, Rect, Shape, Style, Text, new
from cjdesigner.draw.text import advance, break_lines, from_right
from cjdesigner.lanes import marks, tally
from cjdesigner.theme.tokens import Theme, load

QUOTE = Style(13.0, 400, italic=True)


class Mark(NamedTuple):
    """A piece of the meta line: a word, a row of marks, or both."""

    text: str = ""
    sign: str = ""
    """"dot" stands before the text, "triangle" behind it; "tally" sets the text as a chip."""
    level: int = 0
    of: int = 3
    colour: str = ""


class Body(NamedTuple):
    """What stands on a card."""

    text: str
    marks: tuple[Mark, ...] = ()
    footer: str = ""
    """One more quiet text, below the marks."""
    italic: bool = False
    spoken: str = ""


def card_body(body: Body, width: float, colour: str, draft: bool, theme: Theme) -> tuple[float, tuple[Shape, ...]]:
    """Height in scene units and shapes of a card of that width; its text is never clipped: the card grows."""
    sizes, colours = theme.sizes, theme.colours
    pad = sizes.card_padding
    room = width - 2 * pad
    style = QUOTE if body.italic else theme.type.body
    text = body.text
    lines = break_lines(text, style, room) if text else ()
    y = sizes.bar + pad - 2.0
    shapes: list[Shape] = []
    if lines:
        ink = colours.ink if not draft else blend(colours.ink, colours.sheet, 0.75)
        right = not text.isascii() and from_right(text)
        x = pad + room if right else pad
        leading = sizes.body_leading
        shapes.append(new(Text, (x, y + 14.0, lines, style, ink, leading, "right" if right else "left")))
        y += len(lines) * leading
    if body.marks:
        y += 6.0 if lines else 0.0
        tint = colours.sheet if draft else _tint(colour, colours.sheet)
        more, y = _mark_lines(body.marks, pad, y, room, tint, theme)
        shapes.extend(more)
    if body.footer:
        y += 4.0 if lines or body.marks else 0.0
        quiet = theme.type.meta
        small = break_lines(body.footer, quiet, room)
        shapes.append(Text(pad, y + 12.0, small, quiet, colours.secondary, sizes.meta_leading))
        y += len(small) * sizes.meta_leading
    if not lines and not body.marks and not body.footer:
        y += sizes.body_leading
    height = even(y + pad - 3.0)
    return height, (*_sheet(width, height, colour, draft, theme.name), *shapes)


@lru_cache(maxsize=1024)
def _sheet(width: float, height: float, colour: str, draft: bool, theme_name: str) -> tuple[Shape, ...]:
    """The card without its text: many cards have the same."""
    theme = load(theme_name)
    colours, radius = theme.colours, theme.sizes.card_radius
    tint = _tint(colour, colours.sheet)
    edge = blend(colour, colours.sheet, 0.22)
    if draft:
        outline = rounded(0.5, 0.5, width - 1, height - 1, radius)
        return (Path(outline, fill=colours.sheet, stroke=blend(colour, colours.sheet, 0.6), dash=(4.0, 3.0)),)
    bar = theme.sizes.bar
    return (
        Rect(0.5, 0.5, width - 1, height - 1, radius, tint, edge),
        Path(_bar(width, bar, min(radius, bar + 2)), fill=colour),
    )


def _tint(colour: str, sheet: str) -> str:
    return blend(colour, sheet, 0.06)


def _bar(width: float, bar: float, radius: float) -> tuple[tuple[str, tuple[float, ...]], ...]:
    k = radius * 0.4477
    return (
        ("M", (0.0, bar)),
        ("C", (0.0, k, k, 0.0, radius, 0.0)),
        ("L", (width - radius, 0.0)),
        ("C", (width - k, 0.0, width, k, width, bar)),
        ("Z", ()),
    )


def rounded(
    x: float, y: float, width: float, height: float, radius: float
) -> tuple[tuple[str, tuple[float, ...]], ...]:
    """The outline of a rounded rectangle, clockwise from its top left."""
    r = min(radius, width / 2, height / 2)
    k = r * 0.4477
    right, bottom = x + width, y + height
    return (
        ("M", (x + r, y)),
        ("L", (right - r, y)),
        ("C", (right - k, y, right, y + k, right, y + r)),
        ("L", (right, bottom - r)),
        ("C", (right, bottom - k, right - k, bottom, right - r, bottom)),
        ("L", (x + r, bottom)),
        ("C", (x + k, bottom, x, bottom - k, x, bottom - r)),
        ("L", (x, y + r)),
        ("C", (x, y + k, x + k, y, x + r, y)),
        ("Z", ()),
    )


@lru_cache(maxsize=4096)
def _mark_lines(
    items: tuple[Mark, ...], left: float, y: float, room: float, ground: str, theme: Theme
) -> tuple[tuple[Shape, ...], float]:
    """The shapes of the markers, and where they end: many cards have the same."""
    shapes: list[Shape] = []
    style, colours, leading = theme.type.meta, theme.colours, theme.sizes.meta_leading
    x = left
    for item in items:
        if item.sign == "tally":
            whole = tally.width(item.text, theme)
            if whole <= room:
                if x > left and x + whole > left + room + 0.1:
                    x, y = left, y + leading + 3.0
                shapes.extend(tally.chip(item.text, x, y - 0.5, ground, theme))
                x += whole + 10.0
                continue
            item = Mark(item.text)  # a column too narrow for a chip
        signs = marks.width(item.of) if item.sign else 0.0
        beside = 5.0 if item.text and item.sign else 0.0
        wide = advance(item.text, style) if item.text else 0.0
        whole = wide + beside + signs
        if x > left and x + whole > left + room + 0.1:
            x = left
            y += leading
        colour = item.colour or colours.secondary
        leads = item.sign == "dot"
        sign_x, text_x = (x, x + signs + beside) if leads else (x + wide + beside, x)
        sign_y = y
        if whole > room:
            text_x = left + (signs + beside if leads else 0.0)
            lines = break_lines(item.text, style, left + room - text_x)
            shapes.append(Text(text_x, y + 12.0, lines, style, colours.secondary, leading))
            below = bool(item.sign) and not leads
            y += leading * (len(lines) - (0 if below else 1))
            if below:
                sign_x, sign_y = left, y
            x = left + (signs if below else room)
        else:
            if item.text:
                shapes.append(Text(text_x, y + 12.0, (item.text,), style, colours.secondary))
            x += whole
        if item.sign:
            shapes.extend(marks.row(item.sign, item.level, item.of, sign_x, sign_y + 8.0, colour, colours.secondary))
        x += 10.0
    return tuple(shapes), y + leading
