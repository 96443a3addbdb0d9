"""Edits of lanes: add, move, delete with their cards."""

from __future__ import annotations

from cjdesigner.edit.cards import delete as delete_cards
from cjdesigner.edit.places import keys_at, moved
from cjdesigner.lanes import lane_type
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.ids import new_id
from cjdesigner.model.records import Lane
from cjdesigner.words import translate


def add(
    document: Document, map_id: str, type_key: str, index: int | None = None, name: str = ""
) -> tuple[Document, str]:
    """A lane of a type, named in the project's language unless a name is given, at an index among the lanes."""
    siblings = queries.structure(document, map_id).lanes
    keys, mended = keys_at(siblings, len(siblings) if index is None else index, 1)
    kind = lane_type(type_key)
    title = name or (translate(kind.name, document.project.language) if kind else type_key)
    lane = Lane(id=new_id(), map=map_id, order=keys[0], type=type_key, name=title)
    return document.with_records([*mended, lane]), lane.id


def move(document: Document, lane_id: str, index: int) -> Document:
    """The lane with its cards to an index among the others."""
    lane = document.lanes[lane_id]
    return moved(document, queries.structure(document, lane.map).lanes, [lane], index)


def delete(document: Document, lane_id: str) -> Document:
    """Without the lane and its cards."""
    document = delete_cards(document, [card.id for card in document.cards.values() if card.lane == lane_id])
    return document.with_records(without=[document.lanes[lane_id]])
