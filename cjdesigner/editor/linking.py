"""Finding the other end of a link by keyboard: what could be meant, what is likely, and what the arrows lead to."""

from __future__ import annotations

from cjdesigner.draw.shapes import Drawing
from cjdesigner.edit import links
from cjdesigner.editor.walking import Stand, neighbour
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.records import Card, LinkKind
from cjdesigner.words import tr

ENDS = ("card", "point", "step")
"""Roles of what a link may join."""
KINDS: tuple[LinkKind, ...] = ("causes", "mends", "leads_to", "refers_to")
_MEANT = {
    "solutions": ("pains",),
    "pains": ("emotions",),
    "backstage": ("pains",),
    "emotions": ("pains",),
    "measures": ("solutions", "pains"),
    "messages": ("touchpoints", "pains"),
    "thoughts": ("emotions", "pains"),
}
"""What cards of a type are usually about, likeliest first."""


def kind_word(kind: str) -> str:
    """How a link of a kind is read: "A causes B"."""
    return {
        "causes": tr("causes"),
        "mends": tr("mends"),
        "leads_to": tr("leads to"),
        "refers_to": tr("refers to"),
    }[kind]


def targets(drawing: Drawing) -> list[str]:
    """Everything in sight on the map that a link may end at, in reading order."""
    found = [group.meaning.id for row in drawing.rows for group in row.groups if group.meaning.role in ENDS]
    return list(dict.fromkeys(found))


def can_link(document: Document, sources: tuple[str, ...], target: str) -> str:
    """Why none of the sources can be linked to the target, as a sentence; "" when one can."""
    first = ""
    for source in sources:
        reason = links.refusal(document, source, target)
        if not reason:
            return ""
        first = first or reason
    return first


def likely(document: Document, map_id: str, source: str) -> str:
    """The card or step that the source is most likely about, or "" where nothing suggests itself.

    A solution mends the pain of its step, a pain causes the lowest feeling there; what is linked already, or has its
    solution, comes last.
    """
    shape = queries.structure(document, map_id)
    if source in shape.column:
        place = shape.column[source] + 1
        return shape.steps[place].id if place < len(shape.steps) else ""
    card = document.cards.get(source)
    span = shape.span(card) if card is not None else None
    if card is None or span is None:
        return ""
    shown = {lane.id for lane in shape.lanes if not lane.hidden}
    mended = {link.target for link in document.links.values() if link.kind == "mends"}
    found = []
    for rank, kind in enumerate(_MEANT.get(card.type, ())):
        for other in document.cards.values():
            there = shape.span(other) if other.type == kind and other.lane in shown and other.map == map_id else None
            if there is None or links.refusal(document, source, other.id):
                continue
            away = max(0, there[0] - span[1], span[0] - there[1])
            value = other.payload.value if isinstance(other.payload, Emotion) else 0.0
            found.append((away, rank, card.type == "solutions" and other.id in mended, value, other.order, other.id))
    nearest = min(found, default=None)
    return nearest[-1] if nearest is not None and nearest[0] <= 1 else ""


def onwards(document: Document, map_id: str, here: str, dx: int, dy: int) -> str:
    """The next card or step from one that way, past empty cells; the same where there is none."""
    there = neighbour(document, map_id, Stand(here), dx, dy)
    while there is not None:
        if there.record in document.cards or there.record in document.steps:
            return there.record
        if there.record:
            break  # beyond the steps: phases, lanes and titles are not linked
        there = neighbour(document, map_id, there, dx, dy)
    return here


def distance(document: Document, map_id: str, one: str, other: str) -> int:
    """How many steps lie between two cards or steps."""
    shape = queries.structure(document, map_id)

    def columns(record_id: str) -> tuple[int, int]:
        record = document.cards.get(record_id)
        if isinstance(record, Card):
            return shape.span(record) or (0, 0)
        place = shape.column.get(record_id, 0)
        return place, place

    first, second = columns(one), columns(other)
    return max(0, second[0] - first[1], first[0] - second[1])
