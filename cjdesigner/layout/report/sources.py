"""The sources of a map: every piece of evidence once, with the cards that rest on it."""

from __future__ import annotations

import re
from collections import defaultdict

from cjdesigner.draw.shapes import Drawing
from cjdesigner.lanes import drawn_as
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.layout.report.flow import QUIET, QUIET_LEADING, STRONG, Flow, Subject
from cjdesigner.layout.report.pains import in_order
from cjdesigner.model.records import Card
from cjdesigner.words import translate

_INDENT = 34.0
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
    for number, source in enumerate(sorted(found, key=_natural), 1):
        flow.need(44.0)
        flow.text(source, STRONG, x=_INDENT, number=f"{number}.")
        for card in found[source][:_SHOWN]:
            flow.text(_called(card, language), QUIET, flow.colours.secondary, QUIET_LEADING, x=_INDENT)
        more = len(found[source]) - _SHOWN
        if more > 0:
            words = translate("and {count} more" if more > 1 else "and one more", language, count=more)
            flow.text(words, QUIET, flow.colours.secondary, QUIET_LEADING, x=_INDENT)
        flow.gap(12.0)
    return flow.end()


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
