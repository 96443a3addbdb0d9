"""Many new cards at once: into the cells of a map, which is given more steps and lanes where they run out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cjdesigner.edit import lanes, phases
from cjdesigner.edit.places import keys_at
from cjdesigner.model import queries, stopping
from cjdesigner.model.document import Document
from cjdesigner.model.ids import new_id
from cjdesigner.model.records import Card, Record, Step, copied
from cjdesigner.words import translate


class Placed(NamedTuple):
    """A card, its order still to be given, and where it is to stand."""

    card: Card
    lane: str
    start: str
    end: str = ""


def grown(document: Document, map_id: str, names: Sequence[str]) -> Document:
    """The map with a step of each name after its last one; in a phase of their own where it has none."""
    if not names:
        return document
    language = document.project.language
    shape = queries.structure(document, map_id)
    if not shape.phases:
        document, phase_id = phases.add_phase(document, map_id, translate("Phase", language), steps=())
    else:
        phase_id = shape.phases[-1].id
    siblings = phases.steps_of(document, phase_id)
    keys, mended = keys_at(siblings, len(siblings), len(names))
    usual = translate("New step", language)
    made = [
        Step(id=new_id(), phase=phase_id, order=key, name=name or usual) for key, name in zip(keys, names, strict=True)
    ]
    return document.with_records([*mended, *made])


def visible_lanes(document: Document, map_id: str) -> list[str]:
    """The lanes that can be seen, from top to bottom."""
    return [lane.id for lane in queries.structure(document, map_id).lanes if not lane.hidden]


def lane_of(document: Document, map_id: str, key: str) -> tuple[Document, str]:
    """The first lane of a type, added at the end of the map where there is none in sight."""
    for lane in queries.structure(document, map_id).lanes:
        if lane.type == key and not lane.hidden:
            return document, lane.id
    return lanes.add(document, map_id, key)


def place(document: Document, placed: Iterable[Placed], index: int | None = None) -> Document:
    """The cards in their cells, in the order given, after what stands there; in the first one's cell at an index.

    A card without a lane goes to the parking tray of its map. Raises KeyError for an unknown lane.
    """
    wanted: dict[tuple[str, str], list[Placed]] = defaultdict(list)
    parked: list[Placed] = []
    for one in placed:
        if one.lane:
            wanted[one.lane, one.start].append(one)
        else:
            parked.append(one)
    there: dict[tuple[str, str], list[Card]] = defaultdict(list)
    for card in document.cards.values():
        if (card.lane, card.start) in wanted:
            there[card.lane, card.start].append(card)
    made: list[Record] = []
    for number, ((lane_id, step_id), news) in enumerate(wanted.items()):
        siblings = sorted(there[lane_id, step_id], key=queries.by_order)
        at = index if index is not None and not number else len(siblings)
        keys, mended = keys_at(siblings, at, len(news))
        made.extend(mended)
        for one, key in zip(news, keys, strict=True):
            stopping.check()
            lane = document.lanes[lane_id]
            made.append(copied(one.card, map=lane.map, lane=lane_id, start=step_id, end=one.end, order=key))
    if parked:
        siblings = list(queries.parked(document, parked[0].card.map))
        keys, mended = keys_at(siblings, len(siblings), len(parked))
        made.extend(mended)
        for one, key in zip(parked, keys, strict=True):
            stopping.check()
            made.append(copied(one.card, lane="", start="", end="", order=key))
    return document.with_records(made)


def blank(map_id: str, card_type: str) -> Card:
    """A card to begin with."""
    return Card(id=new_id(), map=map_id, type=card_type)
