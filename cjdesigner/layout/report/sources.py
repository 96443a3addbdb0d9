"""The sources of a map: every piece of evidence once, with the cards that rest on it."""

from __future__ import annotations

import re
from collections import defaultdict

from cjdesigner.draw.shapes import Drawing, Group, Shape, Text
from cjdesigner.draw.text import break_lines
from cjdesigner.lanes import drawn_as
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.layout.leaf import set_lines
from cjdesigner.layout.report.flow import BODY_LEADING, QUIET, QUIET_LEADING, STRONG, Flow, Subject, said
from cjdesigner.layout.report.pains import in_order
from cjdesigner.model.records import Card
from cjdesigner.words import translate

_INDENT = 34.0
_BETWEEN = 32.0
_SHOWN = 6
"""Cards that are named below a source."""


def source_pages(subject: Subject) -> list[Drawing]:
    """The list in the order of the alphabet; none for a map without evidence."""
    found: dict[str, list[Card]] = defaultdict(list)
    for card in in_order(subject):
        source = " ".join(card.evidence.split())
        if source:
            found[source].append(card)
    if not found:
        return []
    language = subject.language
    flow = Flow(subject, translate("Sources", language), f"sources:{subject.scene.structure.map.id}")
    flow.heading(translate("What the map rests on", language))
    half = (subject.frame.room - _BETWEEN) / 2
    entries = list(enumerate(sorted(found, key=_natural), 1))
    for at in range(0, len(entries), 2):
        pair = entries[at : at + 2]
        made = [
            _entry(subject, number, source, found[source], side * (half + _BETWEEN), half)
            for side, (number, source) in enumerate(pair)
        ]
        if max(group.height for group in made) <= flow.whole:
            flow.beside(made)
        else:
            for number, source in pair:
                flow.text(source, STRONG, x=_INDENT, number=f"{number}.")
                for card in found[source][:_SHOWN]:
                    flow.text(_called(card, language), QUIET, flow.colours.secondary, QUIET_LEADING, x=_INDENT)
        flow.gap(14.0)
    return flow.end()


def _entry(subject: Subject, number: int, source: str, cards: list[Card], x: float, width: float) -> Group:
    """A source with its number, and the cards that rest on it."""
    colours, language = subject.scene.theme.colours, subject.language
    room = width - _INDENT
    lines = break_lines(source, STRONG, room)
    shapes: list[Shape] = [
        Text(_INDENT - 8.0, 14.0, (f"{number}.",), STRONG, colours.secondary, align="right"),
        set_lines(_INDENT, 14.0, lines, STRONG, colours.ink, BODY_LEADING, room),
    ]
    y = len(lines) * BODY_LEADING + 2.0
    told = [_called(card, language) for card in cards[:_SHOWN]]
    more = len(cards) - _SHOWN
    if more > 0:
        told.append(translate("and {count} more" if more > 1 else "and one more", language, count=more))
    for one in told:
        lines = break_lines(one, QUIET, room)
        shapes.append(set_lines(_INDENT, y + 12.0, lines, QUIET, colours.secondary, QUIET_LEADING, room))
        y += len(lines) * QUIET_LEADING
    return said(shapes, "item", ". ".join((source, *told)), x, width, y + 2.0)


def _natural(text: str) -> tuple[object, ...]:
    """Interview 2 comes before interview 11."""
    parts = re.split(r"(\d+)", text.casefold())
    return tuple((part.isdigit(), int(part[:15]) if part.isdigit() else 0, part) for part in parts), text


def _called(card: Card, language: str) -> str:
    """A card by its kind and its first words."""
    text = card.text
    if not text.strip() and isinstance(card.payload, Emotion):
        text = card.payload.word or card.payload.cause
    text = " ".join(text.split())
    if len(text) > 140:
        text = text[:139].rstrip() + "…"
    kind = translate(drawn_as(card.type).card_name, language)
    return f"{kind}: {text}" if text else kind
