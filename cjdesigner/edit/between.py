"""Cards from one map of the project to another: they stay the same cards, and keep their places to one another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cjdesigner.edit import cards, clipboard, personas
from cjdesigner.edit.placing import Placed, place
from cjdesigner.lanes import lane_type
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.records import Lane, copied


def move(document: Document, card_ids: Iterable[str], lane_id: str, step_id: str, index: int | None = None) -> Document:
    """The first card to a cell of another map, at an index among the cards there; the others keep their distance to it.

    Distances are counted in columns, up to the edges of the map; cards of other lanes go to a lane of their type, which
    is added where the map has none. Links among the cards go along; links to cards left behind are gone, since both
    ends of a link lie in one map. Personas whose points are moved take part in the map.
    """
    ids = list(dict.fromkeys(card_ids))
    map_id = document.lanes[lane_id].map
    fragment = clipboard.copy(document, ids)
    lead = next(one for one in fragment.cards if one.card.id == ids[0])
    rest = cards.delete(document, ids)
    rest, lane_of = clipboard.lanes_for(rest, fragment, map_id, lane_id, lead.row)
    shape = queries.structure(rest, map_id)
    base, last = shape.column[step_id], len(shape.steps) - 1
    placed = []
    for one in fragment.cards:
        lane = rest.lanes[lane_of[one.row]] if one.row is not None else rest.lanes[lane_id]
        shift = one.column - lead.column if one.row is not None and lead.row is not None else 0
        column = max(0, min(base + shift, last))
        kind = lane_type(lane.type)
        spans = one.span > 0 and (kind is None or kind.spans)
        end = min(column + one.span, last) if spans else column
        made = copied(one.card, **_as_in(lane, one.card))
        placed.append(Placed(made, lane.id, shape.steps[column].id, shape.steps[end].id if end > column else ""))
        if isinstance(made.payload, Emotion) and made.payload.persona in rest.personas:
            rest = personas.take_part(rest, map_id, made.payload.persona)
    placed.sort(key=lambda one: (one.lane, one.start) != (lane_id, step_id))
    # The lead's own cell is the first one: the index counts there.
    rest = place(rest, placed, index)
    return rest.with_records(copied(link, map=map_id) for link in fragment.links)


def _as_in(lane: Lane, card: Any) -> dict[str, Any]:
    """What changes in a card when it comes into a lane of perhaps another type."""
    changes: dict[str, Any] = {"map": lane.map}
    if lane.type != card.type:
        changes |= {"type": lane.type, "payload": cards.as_type(lane.type, card)}
    return changes
