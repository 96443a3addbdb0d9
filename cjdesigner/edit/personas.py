"""Edits of personas, which all maps of a project share."""

from __future__ import annotations

from cjdesigner.edit.cards import delete as delete_cards
from cjdesigner.edit.places import keys_at, moved
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.ids import new_id
from cjdesigner.model.records import Asset, Persona, Record, copied


def add(document: Document, name: str, map_id: str = "") -> tuple[Document, str]:
    """A persona, taking part in a map where one is named."""
    siblings = queries.personas(document)
    keys, mended = keys_at(siblings, len(siblings), 1)
    persona = Persona(id=new_id(), order=keys[0], name=name)
    document = document.with_records([*mended, persona])
    return (take_part(document, map_id, persona.id) if map_id else document), persona.id


def take_part(document: Document, map_id: str, persona_id: str) -> Document:
    """The persona among those of the map, after the others."""
    journey = document.maps[map_id]
    if persona_id in journey.personas:
        return document
    return document.with_records([copied(journey, personas=(*journey.personas, persona_id))])


def leave(document: Document, map_id: str, persona_id: str) -> Document:
    """The persona no longer in the map; its points stay in the file, shown with the first curve."""
    journey = document.maps[map_id]
    return document.with_records(
        [
            copied(
                journey,
                personas=tuple(one for one in journey.personas if one != persona_id),
                targets=tuple(one for one in journey.targets if one != persona_id),
            )
        ]
    )


def set_target(document: Document, map_id: str, persona_id: str, target: bool) -> Document:
    """The persona among those the map is made for, or not; a target takes part in the map."""
    if target:
        document = take_part(document, map_id, persona_id)
    journey = document.maps[map_id]
    if (persona_id in journey.targets) == target:
        return document
    others = tuple(one for one in journey.targets if one != persona_id)
    return document.with_records([copied(journey, targets=(*others, persona_id) if target else others)])


def set_picture(document: Document, persona_id: str, asset: Asset | None) -> Document:
    """The persona with another picture, or without one; a picture that nothing shows any more goes."""
    persona = document.personas[persona_id]
    changed = copied(persona, picture=asset.id if asset is not None else "")
    records: list[Record] = [changed]
    if asset is not None and asset.id not in document.assets:
        records.append(asset)
    document = document.with_records(records)
    before = document.assets.get(persona.picture)
    if before is None or before.id == changed.picture or _is_shown(document, before.id):
        return document
    return document.with_records(without=[before])


def _is_shown(document: Document, asset_id: str) -> bool:
    return any(one.picture == asset_id for one in document.personas.values()) or any(
        card.payload.get("asset", "") == asset_id for card in document.cards.values()
    )


def move(document: Document, persona_id: str, index: int) -> Document:
    """The persona to an index among the others of the project."""
    persona = document.personas[persona_id]
    return moved(document, queries.personas(document), [persona], index)


def delete(document: Document, persona_id: str) -> Document:
    """Without the persona, its points on the curves and its paths."""
    points = [
        card.id
        for card in document.cards.values()
        if isinstance(card.payload, Emotion) and card.payload.persona == persona_id
    ]
    document = delete_cards(document, points)
    for journey in document.maps.values():
        document = leave(document, journey.id, persona_id)
    for lane in document.lanes.values():
        if persona_id in lane.hidden_curves:
            others = tuple(one for one in lane.hidden_curves if one != persona_id)
            document = document.with_records([copied(lane, hidden_curves=others)])
    links = [link for link in document.links.values() if link.persona == persona_id]
    return document.with_records(without=[document.personas[persona_id], *links])
