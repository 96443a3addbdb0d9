"""The project as nested JSON and as an outline: for programs and people who do not want to join records by id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cjdesigner.lanes import lane_type
from cjdesigner.model.document import Document
from cjdesigner.model.queries import Structure, by_order, is_parked, maps, parked, personas, structure
from cjdesigner.model.records import Card, JourneyMap, Link, Record
from cjdesigner.words import tr

Nested = dict[str, Any]

# Said by the place in the tree instead, or a detail of how the file keeps order.
_PLACE = frozenset({"map", "lane", "type", "start", "end", "order", "payload", "phase"})


def nested(document: Document) -> Nested:
    """The whole project: maps hold phases with steps, and lanes with cards, each in its order.

    Phases and steps count from 0, steps over the whole map. Links, personas and origins are named by id. Of every
    record the fields that are set are given, unknown ones too; pictures are given without their bytes.
    """
    return {
        **_fields(document.project),
        "title": document.project.title,
        "language": document.project.language,
        "personas": [{**_fields(persona), "name": persona.name} for persona in personas(document)],
        "maps": [_map(document, journey) for journey in maps(document)],
        "assets": [_fields(asset, {"data"}) for asset in sorted(document.assets.values(), key=lambda asset: asset.id)],
    }


def outline(document: Document) -> str:
    """The project as text to be read: one line per record, indented."""
    lines = [document.project.title or tr("Untitled project")]
    for journey in maps(document):
        lines.append("")
        lines.extend(_outline_map(document, journey))
    return "\n".join(_one_line(line) for line in lines) + "\n"


def _map(document: Document, journey: JourneyMap) -> Nested:
    shape = structure(document, journey.id)
    phase_of = {step.id: index for index, phase in enumerate(shape.phases) for step in shape.steps_of[phase.id]}
    return {
        **_fields(journey),
        "title": journey.title,
        "state": journey.state,
        "personas": list(journey.personas),
        "phases": [
            {
                **_fields(phase),
                "name": phase.name,
                "steps": [{**_fields(step), "name": step.name} for step in shape.steps_of[phase.id]],
            }
            for phase in shape.phases
        ],
        "lanes": [
            {
                **_fields(lane),
                "type": lane.type,
                "name": lane.name,
                "cards": [_card(card, shape, phase_of) for card in _cards(document, lane.id, shape)],
            }
            for lane in shape.lanes
        ],
        "parked": [_card(card, shape, phase_of) for card in parked(document, journey.id)],
        "links": [_link(link) for link in _links(document, journey)],
    }


def _card(card: Card, shape: Structure, phase_of: Mapping[str, int]) -> Nested:
    found: Nested = {"id": card.id, "type": card.type, "text": card.text}
    span = shape.span(card)
    if span:
        found |= {"phase": phase_of[shape.steps[span[0]].id], "step": span[0], "span": span[1] - span[0] + 1}
    own = _payload(card)
    common = _fields(card)
    # A payload of an unknown type may use a name that every card has; nothing of it is lost.
    hidden = {name: value for name, value in own.items() if name in Card.model_fields or name in found}
    found |= common | {name: value for name, value in own.items() if name not in hidden}
    if hidden:
        found["payload"] = hidden
    return found


def _payload(card: Card) -> Nested:
    known = lane_type(card.type)
    plain: Nested = card.payload.model_dump(mode="json")
    if known and isinstance(card.payload, known.payload):
        return plain
    return dict(card.payload.__pydantic_extra__ or {}) or plain


def _link(link: Link) -> Nested:
    found = {"id": link.id, "kind": link.kind, "from": link.source, "to": link.target}
    rest = {name: value for name, value in _fields(link).items() if name not in ("source", "target", "kind")}
    return found | rest


def _cards(document: Document, lane_id: str, shape: Structure) -> list[Card]:
    cards = [card for card in document.cards.values() if card.lane == lane_id and not is_parked(document, card)]
    return sorted(cards, key=lambda card: (shape.span(card) or (len(shape.steps), 0))[0:1] + by_order(card))


def _links(document: Document, journey: JourneyMap) -> list[Link]:
    return sorted((link for link in document.links.values() if link.map == journey.id), key=lambda link: link.id)


def _fields(record: Record, without: frozenset[str] | set[str] = frozenset()) -> Nested:
    found: Nested = record.model_dump(mode="json", exclude_defaults=True, exclude=set(_PLACE | without))
    return found


def _outline_map(document: Document, journey: JourneyMap) -> Iterator[str]:
    shape = structure(document, journey.id)
    state = {"current": tr("current state"), "future": tr("future state")}[journey.state]
    yield f"{journey.title or tr('Untitled map')} ({state})"
    names = [document.personas[key].name for key in journey.personas if key in document.personas]
    if names:
        yield f"  {tr('Personas')}: {', '.join(names)}"
    for phase in shape.phases:
        steps = ", ".join(step.name for step in shape.steps_of[phase.id])
        yield f"  {tr('Phase')}: {phase.name}" + (f" – {steps}" if steps else "")
    for lane in shape.lanes:
        yield f"  {lane.name or lane.type}"
        for card in _cards(document, lane.id, shape):
            first, last = shape.span(card) or (0, 0)
            place = shape.steps[first].name + (f" … {shape.steps[last].name}" if last > first else "")
            yield f"    {place}: {_said(card)}"
    tray = parked(document, journey.id)
    if tray:
        yield f"  {tr('Parked')}"
        for card in tray:
            yield f"    {_said(card)}"
    links = _links(document, journey)
    if links:
        yield f"  {tr('Links')}"
        verbs = {"causes": tr("causes"), "mends": tr("mends"), "leads_to": tr("leads to"), "refers_to": tr("refers to")}
        for link in links:
            yield f"    {_named(document, link.source)} {verbs[link.kind]} {_named(document, link.target)}"


def _said(card: Card) -> str:
    word = card.payload.get("word", "") if card.type == "emotions" else ""
    value = card.payload.get("value", None) if card.type == "emotions" else None
    feeling = f"{value:{'+' if value else ''}g} {word}".strip() if isinstance(value, (int, float)) else ""
    return " · ".join(part for part in (feeling, card.text) if part) or "–"


def _named(document: Document, record_id: str) -> str:
    card = document.cards.get(record_id)
    if card:
        return f"“{_said(card)}”"
    step = document.steps.get(record_id)
    return f"“{step.name}”" if step else record_id


def _one_line(text: str) -> str:
    """Text from a file must not break the outline's lines, nor reach the terminal's controls."""
    return "".join(character if character.isprintable() else " " for character in text)
