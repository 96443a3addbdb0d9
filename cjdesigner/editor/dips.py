"""The dips of the curves: where customers feel worst, what causes it, and a solution for that."""

from __future__ import annotations

from cjdesigner.edit import cards, lanes, links
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.records import Card

_known: tuple[object, object, list[str]] | None = None
"""The last answer: whether there are any is asked after each change of the selection."""


def dips(document: Document, map_id: str) -> list[str]:
    """The feelings of a map below neutral, the worst first, equal ones from left to right."""
    global _known
    if map_id not in document.maps:
        return []
    column = queries.structure(document, map_id).column
    if _known is not None and _known[0] is document.cards and _known[1] is column:
        return _known[2]
    found = [
        (card.payload.value, column[card.start], card.order, card.id)
        for card in document.cards.values()
        if card.map == map_id and isinstance(card.payload, Emotion) and card.payload.value < 0 and card.start in column
    ]
    _known = (document.cards, column, [card_id for *_, card_id in sorted(found)])
    return _known[2]


def any_dips(document: Document, map_id: str) -> bool:
    """Whether a map has any: asked after every edit, so the first one found ends the search."""
    if map_id not in document.maps:
        return False
    column = queries.structure(document, map_id).column
    return any(
        card.type == "emotions" and card.map == map_id and card.start in column
        and isinstance(card.payload, Emotion) and card.payload.value < 0
        for card in document.cards.values()
    )  # fmt: skip


def pains_of(document: Document, card_id: str) -> list[str]:
    """The pain points that cause a feeling: those linked to it, else those of its step. A pain point is its own."""
    card = document.cards.get(card_id)
    if card is None:
        return []
    if card.type == "pains":
        return [card_id]
    linked = linked_pains(document, card_id)
    if linked or not isinstance(card.payload, Emotion):
        return linked
    there = [one for one in document.cards.values() if one.type == "pains" and one.start == card.start and one.lane]
    return [one.id for one in sorted(there, key=queries.by_order)]


def linked_pains(document: Document, card_id: str) -> list[str]:
    """What is linked to a card as its cause."""
    return [
        link.source
        for link in document.links.values()
        if link.target == card_id and link.kind == "causes" and link.source in document.cards
    ]


def add_solution(document: Document, pain_id: str) -> tuple[Document, str]:
    """A solution in the step of a pain point, linked to it, in the first lane of solutions; a lane is added if need be.

    Raises ValueError for a pain point without a place.
    """
    pain: Card = document.cards[pain_id]
    if queries.is_parked(document, pain):
        raise ValueError(pain_id)
    shape = queries.structure(document, pain.map)
    lane_id = next((lane.id for lane in shape.lanes if lane.type == "solutions" and not lane.hidden), "")
    if not lane_id:
        index = [lane.id for lane in shape.lanes].index(pain.lane) + 1
        document, lane_id = lanes.add(document, pain.map, "solutions", index)
    document, made = cards.add(document, lane_id, pain.start)
    document, _ = links.add(document, made, pain_id, "mends")
    return document, made
