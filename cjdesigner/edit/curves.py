"""Edits of emotion curves, one per persona and lane: whose a point is, copying, hiding."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from cjdesigner.edit import cards
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.records import Card, copied


def people(document: Document, map_id: str) -> tuple[str, ...]:
    """The personas of a map that can have a curve, in order."""
    journey = document.maps.get(map_id)
    return tuple(one for one in journey.personas if one in document.personas) if journey else ()


def owner(document: Document, map_id: str, persona_id: str) -> str:
    """The persona on whose curve points of ``persona_id`` are shown: the first one's, where it is not in the map."""
    there = people(document, map_id)
    return persona_id if persona_id in there else there[0] if there else ""


def whose(document: Document, card: Card) -> str:
    """The persona on whose curve a point is shown; "" where the map has no personas."""
    return owner(document, card.map, card.payload.persona if isinstance(card.payload, Emotion) else "")


def shown(document: Document, card: Card) -> bool:
    """Whether the curve of a point is not hidden in its lane."""
    lane = document.lanes.get(card.lane)
    return lane is None or not lane.hidden_curves or whose(document, card) not in lane.hidden_curves


def points(document: Document, lane_id: str, persona_id: str) -> tuple[Card, ...]:
    """The points of a persona's curve in a lane, from left to right."""
    lane = document.lanes[lane_id]
    column = queries.structure(document, lane.map).column
    own = owner(document, lane.map, persona_id)
    found = [
        card
        for card in document.cards.values()
        if card.lane == lane_id and card.start in column and whose(document, card) == own
    ]
    return tuple(sorted(found, key=lambda card: (column[card.start], *queries.by_order(card))))


def drawn(document: Document, lane_id: str) -> tuple[str, ...]:
    """The personas that have points in a lane, in the order of the map."""
    lane = document.lanes[lane_id]
    there = {whose(document, card) for card in document.cards.values() if card.lane == lane_id}
    return tuple(one for one in people(document, lane.map) if one in there)


def hidden(document: Document, lane_id: str, unseen: Collection[str] = ()) -> tuple[str, ...]:
    """The personas that have points in a lane and no curve: it is hidden there, or they are ``unseen`` everywhere."""
    away = {*document.lanes[lane_id].hidden_curves, *unseen}
    return tuple(one for one in drawn(document, lane_id) if one in away) if away else ()


def copy(document: Document, lane_id: str, source: str, target: str) -> tuple[Document, list[str]]:
    """The curve of a persona for another one too, in place of the curve that it had; and the ids of the new points.

    Value, word, cause and notes are copied; links and evidence are not, since they tell of somebody else.
    """
    lane = document.lanes[lane_id]
    if owner(document, lane.map, source) == owner(document, lane.map, target):
        return document, []
    before = points(document, lane_id, source)
    document = cards.delete(document, [card.id for card in points(document, lane_id, target)])
    made = []
    for card in before:
        own = {"persona": target, "value": _emotion(card).value, "word": _emotion(card).word}
        own["cause"] = _emotion(card).cause
        document, card_id = cards.add(document, lane_id, card.start, card.text, payload=own)
        made.append(card_id)
    return document, made


def show(document: Document, lane_id: str, persona_id: str, wanted: bool) -> Document:
    """The curve of a persona shown in a lane, or hidden with its points."""
    lane = document.lanes[lane_id]
    others = tuple(one for one in lane.hidden_curves if one != persona_id)
    return document.with_records([copied(lane, hidden_curves=others if wanted else (*others, persona_id))])


def change_values(document: Document, card_ids: Iterable[str], by: float, halves: bool = False) -> Document:
    """The points higher or lower by a value, or at the next half that way; none leaves the scale."""
    for card_id in card_ids:
        payload = document.cards[card_id].payload
        if isinstance(payload, Emotion):
            value = payload.value + by
            if halves:
                doubled = payload.value * 2
                value = (int(doubled // 1) + 1 if by > 0 else -(int(-doubled // 1) + 1)) / 2
            value = max(-2.0, min(2.0, round(value, 1))) + 0.0
            document = cards.change_payload(document, [card_id], value=value)
    return document


def _emotion(card: Card) -> Emotion:
    return card.payload if isinstance(card.payload, Emotion) else Emotion()


def shift(document: Document, card_ids: Iterable[str], columns: int) -> Document:
    """Points as many columns further on along their curves, or back; those that would leave the map stop at its edge.

    They stand behind what their new step holds already.
    """
    lanes: dict[str, list[Card]] = {}
    for one in card_ids:
        card = document.cards.get(one)
        if card is not None and card.lane in document.lanes:
            lanes.setdefault(card.lane, []).append(card)
    for lane_id, row in lanes.items():
        shape = queries.structure(document, document.lanes[lane_id].map)
        row = [card for card in row if card.start in shape.column]
        row.sort(key=lambda one: (shape.column[one.start], one.order))
        last = len(shape.steps) - 1
        free = next((card for card in row if 0 <= shape.column[card.start] + columns <= last), None)
        if free is not None:  # the others keep their distance to it, as far as the map goes
            there = shape.steps[shape.column[free.start] + columns].id
            document = cards.move(document, [free.id, *(card.id for card in row if card is not free)], lane_id, there)
        elif row:
            edge = shape.steps[0 if columns < 0 else last].id
            for card in row:
                if card.start != edge:
                    document = cards.move(document, [card.id], lane_id, edge)
    return document
