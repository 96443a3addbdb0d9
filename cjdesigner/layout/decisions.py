"""The slide that ends a presentation: the solutions of a map by impact and effort, and in order."""

from __future__ import annotations

from collections import defaultdict

from cjdesigner.draw.colours import blend, readable_on
from cjdesigner.draw.shapes import Drawing, Group, Meaning, Path, Rect, Row, Shape, Style, Text
from cjdesigner.draw.text import advance
from cjdesigner.lanes import marks
from cjdesigner.lanes.base import Scene
from cjdesigner.lanes.dates import short_date
from cjdesigner.lanes.solutions import ON_CARD, Solution
from cjdesigner.layout.slide import HEIGHT, MARGIN, TOP, WIDTH, cut, drawing, heading
from cjdesigner.model.document import Document
from cjdesigner.model.records import Card
from cjdesigner.words import translate

MOST = 7
"""Solutions that are listed; the others are counted."""

_CELL = 134.0
_LEFT = MARGIN + 30.0
_LIST = _LEFT + 3 * _CELL + 64.0
_NUMBER = Style(13.0, 700)
_QUIET = Style(14.0, 400)
_STRONG = Style(13.0, 600)


def ranked(document: Document, map_id: str) -> list[Card]:
    """The solutions on a map, best first: most votes, then most impact for least effort; unjudged ones last."""
    found = [
        card
        for card in document.cards.values()
        if card.map == map_id and isinstance(card.payload, Solution) and card.lane in document.lanes
        if card.text.strip()
    ]

    def key(card: Card) -> tuple[object, ...]:
        impact, effort = _levels(card)
        return -card.votes, not (impact and effort), effort - 2 * impact, effort, card.text, card.id

    return sorted(found, key=key)


def _levels(card: Card) -> tuple[int, int]:
    return (card.payload.impact, card.payload.effort) if isinstance(card.payload, Solution) else (0, 0)


def slide(document: Document, map_id: str, scene: Scene) -> Drawing | None:
    """The solutions as a slide; None where there are none."""
    cards = ranked(document, map_id)
    if not cards:
        return None
    title = translate("Decisions", scene.language)
    voted = any(card.votes for card in cards)
    below = translate(
        "Solutions by votes, then by impact and effort" if voted else "Solutions by impact and effort", scene.language
    )
    rows = (
        heading(title, below, scene),
        Row("solutions", TOP, HEIGHT - TOP, (_matrix(cards, scene), *_listed(cards, scene))),
    )
    return drawing(rows, title, scene)


def _matrix(cards: list[Card], scene: Scene) -> Group:
    """Three by three fields: impact upwards, effort to the right."""
    theme, language = scene.theme, scene.language
    colours = theme.colours
    green = theme.lane("solutions")
    shapes: list[Shape] = []
    for right in range(3):
        for up in range(3):
            share = max(0.0, (up - right + 2) / 4) * 0.2 + 0.02
            x, y = _LEFT + right * _CELL, (2 - up) * _CELL
            shapes.append(Rect(x, y, _CELL - 6.0, _CELL - 6.0, 10.0, blend(green, colours.track, share)))
    shapes.append(Text(_LEFT + 12.0, 24.0, (translate("Do first", language),), _STRONG, blend(green, colours.ink, 0.5)))
    bottom = 3 * _CELL
    x = MARGIN + 6.0
    for commands in (
        (("M", (x, bottom - 6.0)), ("L", (x, 2.0)), ("M", (x - 5.0, 8.0)), ("L", (x, 2.0)), ("L", (x + 5.0, 8.0))),
        (
            ("M", (_LEFT, bottom + 14.0)), ("L", (_LEFT + bottom - 8.0, bottom + 14.0)),
            ("M", (_LEFT + bottom - 14.0, bottom + 9.0)), ("L", (_LEFT + bottom - 8.0, bottom + 14.0)),
            ("L", (_LEFT + bottom - 14.0, bottom + 19.0)),
        ),
    ):  # fmt: skip
        shapes.append(Path(commands, stroke=colours.secondary, stroke_width=1.5))
    shapes.append(Text(MARGIN, -12.0, (translate("impact", language),), _STRONG, colours.secondary))
    words = translate("effort", language)
    shapes.append(Text(_LEFT + bottom - 6.0, bottom + 38.0, (words,), _STRONG, colours.secondary, align="right"))
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, card in enumerate(cards, 1):
        impact, effort = _levels(card)
        if impact and effort:
            cells[impact, effort].append(number)
    for (impact, effort), numbers in cells.items():
        x, y = _LEFT + (effort - 1) * _CELL, (3 - impact) * _CELL
        shapes += _discs(numbers, x + (_CELL - 6.0) / 2, y + (_CELL - 6.0) / 2 + 12.0, scene)
    spoken = translate("Solutions by impact and effort", language)
    return Group(0.0, 0.0, _LIST - 20.0, HEIGHT - TOP, tuple(shapes), Meaning("legend", "", spoken))


def _discs(numbers: list[int], x: float, y: float, scene: Scene) -> list[Shape]:
    """The numbers of a field in rows around its middle; where not all have room, how many more."""
    few = len(numbers) <= 6
    across, pitch, radius = (3, 36.0, 14.0) if few else (4, 30.0, 12.5)
    shown = numbers if len(numbers) <= 12 else numbers[:11]
    rows = [shown[at : at + across] for at in range(0, len(shown), across)]
    shapes: list[Shape] = []
    for line, row in enumerate(rows):
        for place, number in enumerate(row):
            cx = x + (place - (min(len(shown), across) - 1) / 2) * pitch
            shapes += disc(number, cx, y + (line - (len(rows) - 1) / 2) * pitch, scene, radius)
    if len(shown) < len(numbers):
        more = f"+{len(numbers) - len(shown)}"
        shapes.append(Text(x + 45.0, y + pitch + 5.0, (more,), _STRONG, scene.theme.colours.secondary, align="centre"))
    return shapes


def disc(number: int, x: float, y: float, scene: Scene, radius: float = 14.0) -> list[Shape]:
    """A number in a disc around (x, y)."""
    colour = blend(scene.theme.lane("solutions"), scene.theme.colours.ink, 0.75)
    ink = readable_on(colour, dark=scene.theme.colours.ink)
    return [
        Path(marks.circle(x, y, radius), fill=colour),
        Text(x, y + 5.0, (str(number),), _NUMBER, ink, align="centre"),
    ]


def _listed(cards: list[Card], scene: Scene) -> list[Group]:
    """The solutions in order; where not all have room, the last line counts the others."""
    few = len(cards) <= 5
    most = len(cards) if len(cards) <= MOST else MOST - 1
    pitch = 92.0 if few else 70.0
    shown = enumerate(cards[:most])
    groups = [_entry(place + 1, card, place * pitch, pitch, few, scene) for place, card in shown]
    if most < len(cards):
        left = len(cards) - most
        words = translate("and {count} more" if left > 1 else "and one more", scene.language, count=left)
        text = Text(44.0, 22.0, (words,), _QUIET, scene.theme.colours.secondary)
        groups.append(Group(_LIST, most * pitch, WIDTH - MARGIN - _LIST, pitch, (text,), Meaning("legend", "", words)))
    return groups


def _entry(number: int, card: Card, y: float, pitch: float, few: bool, scene: Scene) -> Group:
    theme, language = scene.theme, scene.language
    colours = theme.colours
    wide = WIDTH - MARGIN - _LIST
    style = Style(20.0, 600) if few else Style(17.0, 600)
    leading = 27.0 if few else 22.0
    votes = str(card.votes) if card.votes else ""
    room = wide - 44.0 - (advance(votes, style) + 40.0 if votes else 8.0)
    lines = cut(card.text, style, room, 2)
    shapes: list[Shape] = [*disc(number, 14.0, 15.0, scene), Text(44.0, 21.0, lines, style, colours.ink, leading)]
    if votes:
        shapes.append(Path(marks.circle(wide - advance(votes, style) - 16.0, 15.0, 7.0), fill=colours.accent))
        shapes.append(Text(wide, 21.0, (votes,), style, colours.ink, align="right"))
    at = 21.0 + (len(lines) - 1) * leading + 20.0
    x = 44.0
    impact, effort = _levels(card)
    for word, level, colour in (
        (translate("impact", language), impact, theme.lane("solutions")),
        (translate("effort", language), effort, colours.secondary),
    ):
        if level:
            shapes.append(Text(x, at, (word,), _QUIET, colours.secondary))
            x += advance(word, _QUIET) + 6.0
            shapes.extend(marks.row("triangle", level, 3, x, at - 4.5, colour, colours.secondary))
            x += marks.width(3) + 16.0
    facts = cut(_facts(card, language), _QUIET, wide - x, 1)
    if facts:
        shapes.append(Text(x, at, facts, _QUIET, colours.secondary))
    spoken = f"{number}. {card.text}"
    return Group(_LIST, y, wide, pitch - 8.0, tuple(shapes), Meaning("card", card.id, spoken, card.notes))


def _facts(card: Card, language: str) -> str:
    if not isinstance(card.payload, Solution):
        return card.owner
    parts = [translate(ON_CARD[card.payload.status], language)] if card.payload.status else []
    if not (card.payload.impact and card.payload.effort):
        parts.insert(0, translate("not judged yet", language))
    if card.payload.due:
        parts.append(short_date(card.payload.due, language))
    return " · ".join(part for part in (*parts, card.owner) if part)
