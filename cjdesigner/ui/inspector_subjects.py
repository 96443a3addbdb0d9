"""What the inspector is about: the selection, or the map and the project when nothing is selected."""

from __future__ import annotations

from typing import NamedTuple

from cjdesigner.editor.session import Session
from cjdesigner.lanes import drawn_as
from cjdesigner.lanes.fields import Field
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.records import Card, JourneyMap, Lane, Link, Persona, Phase, Record, Step
from cjdesigner.theme import tokens
from cjdesigner.ui import inspector_records as lists
from cjdesigner.ui import tiles
from cjdesigner.words import ntr, tr


class Subject(NamedTuple):
    """Some records that are looked at together, with the fields that they share."""

    shape: str
    """Subjects of one shape have the same fields, so that one form serves them all."""
    ids: tuple[str, ...]
    fields: tuple[Field, ...]
    title: str
    colour: str = ""
    icon: str = ""
    persona: str = ""
    """The id of the persona whose disc stands in the heading."""


def subjects(session: Session) -> tuple[Subject, ...]:
    """Usually one; the map's lens and the project when nothing is selected; none without a map."""
    document = session.document
    known = document.cards
    records = [found for one in session.selection if (found := known.get(one) or document.find(one)) is not None]
    if all(isinstance(record, JourneyMap) for record in records):
        records = []  # the map's title: the same fields as with nothing selected
    cards = [record for record in records if isinstance(record, Card)]
    if cards:
        return (_cards(document, cards),)
    if len(records) > 1 and len({type(record) for record in records}) > 1:
        return (Subject("several", (), (), ntr("{count} thing", "{count} things", len(records))),)
    if records:
        return (_record(document, session.map_id, records),)
    project = Subject("project", (document.project.id,), lists.PROJECT, tr("Project"))
    journey = document.maps.get(session.map_id)
    if journey is None:
        return (project,)
    return Subject("map", (journey.id,), lists.MAP, tr("Journey map")), project


def _cards(document: Document, cards: list[Card]) -> Subject:
    ids = tuple(card.id for card in cards)
    types = {card.type for card in cards}
    first = cards[0]
    kind = drawn_as(first.type)
    title = tr(kind.card_name) if len(cards) == 1 else ntr("{count} card", "{count} cards", len(cards))
    if len(types) > 1:
        return Subject("cards", ids, lists.COMMON, title)
    theme = tokens.load(document.project.theme)
    lane = document.lanes.get(first.lane)
    colour = theme.lane(first.type, lane.colour if lane and len(cards) == 1 else "")
    return Subject(f"cards:{kind.key}", ids, lists.card_fields(kind), title, colour, tiles.lane_icon(first.type))


def _record(document: Document, map_id: str, records: list[Record]) -> Subject:
    """Steps, phases, lanes, links or personas."""
    ids = tuple(record.id for record in records)
    count = len(records)
    theme = tokens.load(document.project.theme)
    first = records[0]
    if isinstance(first, Step):
        title = tr("Step") if count == 1 else ntr("{count} step", "{count} steps", count)
        colour = _phase_colour(document, document.phases.get(first.phase))
        return Subject("step", ids, lists.STEP, title, colour, "columns-3")
    if isinstance(first, Phase):
        title = tr("Phase") if count == 1 else ntr("{count} phase", "{count} phases", count)
        return Subject("phase", ids, lists.PHASE, title, _phase_colour(document, first), "arrow-right")
    if isinstance(first, Lane):
        kind = tr("Lane: {type}", type=tr(drawn_as(first.type).name))
        title = kind if count == 1 else ntr("{count} lane", "{count} lanes", count)
        return Subject(
            "lane", ids, lists.LANE, title, theme.lane(first.type, first.colour), tiles.lane_icon(first.type)
        )
    if isinstance(first, Link):
        title = tr("Link") if count == 1 else ntr("{count} link", "{count} links", count)
        return Subject("link", ids, lists.LINK, title, theme.colours.link, "link")
    if isinstance(first, Persona):
        title = first.name or tr("Persona")
        if count > 1:
            title = ntr("{count} persona", "{count} personas", count)
        return Subject("persona", ids, lists.PERSONA, title, persona=first.id if count == 1 else "")
    return Subject("several", (), (), ntr("{count} thing", "{count} things", count))


def _phase_colour(document: Document, phase: Phase | None) -> str:
    """The colour in which the map shows a phase."""
    if phase is None or phase.map not in document.maps:
        return ""
    place = queries.structure(document, phase.map).phases.index(phase)
    return tokens.load(document.project.theme).phase(place, phase.colour)
