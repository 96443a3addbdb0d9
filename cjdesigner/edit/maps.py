"""Edits of whole maps: add, copy as the future state, reorder, delete."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cjdesigner.edit.places import keys_at, moved
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.model import queries, stopping
from cjdesigner.model.document import Document
from cjdesigner.model.ids import new_id
from cjdesigner.model.records import JourneyMap, Project, Record, Stop, View, copied
from cjdesigner.words import translate


def blank_document(language: str) -> Document:
    """A project with one map: one phase with one step, and the lanes that every map has."""
    document = Document(Project(id=new_id(), language=language))
    document, _ = add_blank(document)
    return document


def add_blank(document: Document, title: str = "") -> tuple[Document, str]:
    """A new map at the end, with a phase, a step and the five usual lanes."""
    from cjdesigner.edit import lanes, phases

    language = document.project.language
    siblings = queries.maps(document)
    keys, mended = keys_at(siblings, len(siblings), 1)
    journey = JourneyMap(id=new_id(), order=keys[0], title=title or translate("New journey map", language))
    document = document.with_records([*mended, journey])
    document, _ = phases.add_phase(
        document, journey.id, translate("Phase", language), steps=(translate("Step", language),)
    )
    for key in ("actions", "touchpoints", "emotions", "pains", "solutions"):
        document, _ = lanes.add(document, journey.id, key)
    return document, journey.id


def insert(document: Document, source: Document, map_id: str) -> tuple[Document, str]:
    """A map of another document (a template), with the personas it needs, at the end and with ids of its own."""
    return _copy(document, source, map_id, {}, keep_origin=False)


def duplicate(document: Document, map_id: str, as_future: bool = False) -> tuple[Document, str]:
    """A copy of a map, right behind it; as its future state it remembers of which map it is one.

    The document and the id of the copy. Raises KeyError where there is no such map.
    """
    place = queries.maps(document).index(document.maps[map_id]) + 1
    document, copy_id = _copy(document, document, map_id, {}, keep_origin=True)
    copy = document.maps[copy_id]
    if as_future:
        copy = copied(copy, state="future", future_of=map_id)
    else:
        title = translate("{title} (copy)", document.project.language, title=copy.title)
        copy = copied(copy, title=title)
    return move(document.with_records([copy]), copy_id, place), copy_id


def _copy(
    document: Document, source: Document, map_id: str, renamed: dict[str, str], keep_origin: bool
) -> tuple[Document, str]:
    journey = source.maps[map_id]
    shape = queries.structure(source, map_id)
    cards = [card for card in source.cards.values() if card.map == map_id]
    links = [link for link in source.links.values() if link.map == map_id]
    named = {*journey.personas, *journey.targets, *(link.persona for link in links)}
    named |= {card.payload.persona for card in cards if isinstance(card.payload, Emotion)}
    personas = [persona for persona in queries.personas(source) if persona.id in named]
    fresh_people = [] if source is document else personas
    for record in (journey, *shape.phases, *shape.steps, *shape.lanes, *cards, *links, *fresh_people):
        renamed[record.id] = new_id()

    def name(record_id: str) -> str:
        return renamed.get(record_id, record_id)

    siblings = queries.maps(document)
    keys, mended = keys_at(siblings, len(siblings), 1)
    made: list[Record] = [*mended]
    made.append(
        copied(
            journey,
            id=name(journey.id),
            order=keys[0],
            personas=tuple(map(name, journey.personas)),
            targets=tuple(map(name, journey.targets)),
            future_of="" if source is not document else journey.future_of,
        )
    )
    for phase in shape.phases:
        made.append(copied(phase, id=name(phase.id), map=name(map_id), origin=phase.id if keep_origin else ""))
    for step in shape.steps:
        made.append(copied(step, id=name(step.id), phase=name(step.phase), origin=step.id if keep_origin else ""))
    for lane in shape.lanes:
        hidden = tuple(map(name, lane.hidden_curves))
        origin = lane.id if keep_origin else ""
        made.append(copied(lane, id=name(lane.id), map=name(map_id), hidden_curves=hidden, origin=origin))
    for card in cards:
        stopping.check()
        payload = card.payload
        if isinstance(payload, Emotion) and payload.persona:
            payload = payload.model_copy(update={"persona": name(payload.persona)})
        made.append(
            copied(
                card,
                id=name(card.id),
                map=name(map_id),
                lane=name(card.lane),
                start=name(card.start),
                end=name(card.end),
                origin=card.id if keep_origin else "",
                payload=payload,
            )
        )
    for link in links:
        made.append(
            copied(
                link,
                id=name(link.id),
                map=name(map_id),
                source=name(link.source),
                target=name(link.target),
                persona=name(link.persona),
            )
        )
    made.extend(_looks(source, map_id, name))
    made.extend(copied(persona, id=name(persona.id)) for persona in fresh_people)
    made.extend(asset for asset in source.assets.values() if source is not document)
    return document.with_records(made), name(map_id)


def _looks(source: Document, map_id: str, name: Callable[[str], str]) -> Iterator[View | Stop]:
    """The map's saved views and the stops of its tour, for its copy."""
    for view in queries.views(source, map_id):
        lists = ("hidden_lanes", "hidden_steps", "hidden_personas", "folded", "personas")
        refs = {key: tuple(map(name, getattr(view, key))) for key in lists}
        yield copied(view, id=new_id(), map=name(map_id), **refs)
    for stop in queries.stops(source, map_id):
        shows, lit = tuple(map(name, stop.shows)), tuple(map(name, stop.lit))
        yield copied(stop, id=new_id(), map=name(map_id), shows=shows, lit=lit)


def move(document: Document, map_id: str, index: int) -> Document:
    """The map's tab to an index among the others."""
    return moved(document, queries.maps(document), [document.maps[map_id]], index)


def delete(document: Document, map_id: str) -> Document:
    """Without the map and all that is in it; personas stay."""
    shape = queries.structure(document, map_id)
    cards = [card for card in document.cards.values() if card.map == map_id]
    links = [link for link in document.links.values() if link.map == map_id]
    futures = [copied(one, future_of="") for one in document.maps.values() if one.future_of == map_id]
    looks = (*queries.views(document, map_id), *queries.stops(document, map_id))
    gone: list[Record] = [shape.map, *shape.phases, *shape.steps, *shape.lanes, *cards, *links, *looks]
    return document.with_records(futures, gone)
