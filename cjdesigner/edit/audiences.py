"""Audience profiles: what a kind of reader is not to see, and the document without it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from cjdesigner.edit.places import keys_at
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.ids import new_id
from cjdesigner.model.records import (
    COLLECTIONS,
    Asset,
    Audience,
    Card,
    JourneyMap,
    Lane,
    Payload,
    Persona,
    Project,
    Record,
    Stop,
    Value,
    View,
    copied,
)

V = TypeVar("V", bound=Value)


def add(document: Document, name: str, **hides: Any) -> tuple[Document, str]:
    """A new profile after the others; ``hides`` are fields of ``Audience``."""
    siblings = queries.audiences(document)
    keys, mended = keys_at(siblings, len(siblings), 1)
    audience = Audience(id=new_id(), order=keys[0], name=name, **hides)
    return document.with_records([*mended, audience]), audience.id


def change(document: Document, audience_id: str, **changes: Any) -> Document:
    """With fields of a profile changed: its name, what it hides. Raises KeyError where there is no such profile."""
    return document.with_records([copied(document.audiences[audience_id], **changes)])


def delete(document: Document, audience_id: str) -> Document:
    """Without the profile."""
    return document.with_records(without=[document.audiences[audience_id]])


def narrowed(audience: Audience | None, lanes: Iterable[str], personas: Iterable[str]) -> Audience | None:
    """The profile that also leaves out these lanes and personas; None where nothing at all is left out."""
    lanes, personas = tuple(lanes), tuple(personas)
    basis = audience or Audience(id=new_id())
    if not lanes and not personas:
        return audience
    return copied(
        basis,
        lanes=tuple(dict.fromkeys((*basis.lanes, *lanes))),
        personas=tuple(dict.fromkeys((*basis.personas, *personas))),
    )


def hides_nothing(audience: Audience) -> bool:
    """Whether this audience sees everything."""
    blank = Audience(id=audience.id, order=audience.order, name=audience.name)
    return all(getattr(audience, name) == getattr(blank, name) for name in Audience.model_fields)


def for_audience(document: Document, audience: Audience | None, map_ids: Iterable[str] | None = None) -> Document:
    """The document as this audience may have it: what they are not to see is nowhere in it.

    What hangs on something that is left out goes with it: the links of a card, the curve of a persona, the picture
    that nothing shows any more. So do parked cards, which the map does not show either; fields that this version has
    no name for, since nobody knows what they say; and the profiles themselves. With ``map_ids``, other maps are left
    out too, and personas of theirs. None for an audience that sees everything.
    """
    if audience is None or hides_nothing(audience):
        return document
    wanted = set(document.maps if map_ids is None else map_ids)
    lanes = {
        one: lane
        for one, lane in document.lanes.items()
        if lane.map in wanted and one not in audience.lanes and lane.type not in audience.lane_types
    }
    cards = {one: card for one, card in document.cards.items() if _shown(card, lanes, document, wanted, audience)}
    phases = {one: phase for one, phase in document.phases.items() if phase.map in wanted}
    steps = {one: step for one, step in document.steps.items() if step.phase in phases}
    ends = cards.keys() | steps.keys()
    links = [
        link
        for link in document.links.values()
        if link.source in ends and link.target in ends and link.persona not in audience.personas
    ]
    people = {one: record for one, record in document.personas.items() if one not in audience.personas}
    if not wanted >= document.maps.keys():
        # Whoever gets one map learns nothing of the customers of the others.
        present = {one for key in wanted & document.maps.keys() for one in document.maps[key].personas}
        present |= {card.payload.persona for card in cards.values() if isinstance(card.payload, Emotion)}
        people = {one: record for one, record in people.items() if one in present}
    kept: list[Record] = [
        *(journey for one, journey in document.maps.items() if one in wanted),
        *phases.values(),
        *steps.values(),
        *lanes.values(),
        *cards.values(),
        *links,
        *people.values(),
        *(view for view in document.views.values() if view.map in wanted),
        *(stop for stop in document.stops.values() if stop.map in wanted),
    ]
    ids = {record.id for record in kept}
    made = Document(_without(document.project, audience, ids)).with_records(
        _without(record, audience, ids) for record in kept
    )
    return made.with_records(_pictures(document, made))


def _shown(card: Card, lanes: dict[str, Any], document: Document, wanted: set[str], audience: Audience) -> bool:
    if card.map not in wanted or (audience.without_drafts and card.draft) or queries.is_parked(document, card):
        return False
    if card.lane in document.lanes and card.lane not in lanes:
        return False
    if card.type in audience.lane_types:
        return False
    return not (isinstance(card.payload, Emotion) and card.payload.persona in audience.personas)


def _without(record: V, audience: Audience, ids: set[str]) -> V:
    """The record without the fields this audience is not to see, and without the ids of what was left out."""
    changes: dict[str, Any] = {}
    if audience.without_notes and "notes" in type(record).model_fields:
        changes["notes"] = ""
    if isinstance(record, Card):
        if audience.without_owners:
            changes["owner"] = ""
        if audience.without_evidence:
            changes["evidence"] = ""
        if audience.without_tags:
            changes["tags"] = ()
        if audience.without_votes:
            changes["votes"] = 0
        known = type(record.payload) is not Payload
        changes["payload"] = _plain(record.payload, {}) if known else Payload()
    elif isinstance(record, Project):
        if audience.without_owners:
            changes["author"] = ""
    elif isinstance(record, JourneyMap):
        changes["personas"] = tuple(one for one in record.personas if one in ids)
        changes["targets"] = tuple(one for one in record.targets if one in ids)
    elif isinstance(record, Lane):
        changes["hidden_curves"] = tuple(one for one in record.hidden_curves if one in ids)
    elif isinstance(record, View):
        for name in ("hidden_lanes", "hidden_steps", "hidden_personas", "folded", "personas"):
            changes[name] = tuple(one for one in getattr(record, name) if one in ids)
        if audience.without_owners:
            changes["owners"] = ()
        if audience.without_tags:
            changes["tags"] = ()
    elif isinstance(record, Stop):
        changes["shows"] = tuple(one for one in record.shows if one in ids)
        changes["lit"] = tuple(one for one in record.lit if one in ids)
    # A copy's origin may lie in a map that this audience does not get.
    if "origin" in type(record).model_fields and getattr(record, "origin", "") not in ids:
        changes["origin"] = ""
    if isinstance(record, JourneyMap) and record.future_of not in ids:
        changes["future_of"] = ""
    return _plain(record, changes)


def _plain(record: V, changes: dict[str, Any]) -> V:
    """A copy with changes and without fields that have no name here."""
    if not record.model_extra and all(getattr(record, name) == value for name, value in changes.items()):
        return record
    known = {name: getattr(record, name) for name in type(record).model_fields}
    made: V = type(record).model_construct(**{**known, **changes})
    return made


def _pictures(document: Document, made: Document) -> list[Asset]:
    """The pictures that something in the made document still shows."""
    named: set[str] = set()
    for kind in COLLECTIONS:
        for record in made.collection(kind.KIND).values():
            if isinstance(record, Persona):
                named.add(record.picture)
            elif isinstance(record, Card):
                named |= {value for _, value in record.payload if isinstance(value, str)}
    return [asset for one, asset in document.assets.items() if one in named]
