"""What a screen reader says: about a record, where it stands, and what an edit has done."""

from __future__ import annotations

from cjdesigner.edit.clipboard import text_of
from cjdesigner.editor import dips
from cjdesigner.lanes import drawn_as
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.layout.comparison import number
from cjdesigner.model import queries
from cjdesigner.model.diff import diff
from cjdesigner.model.document import Document
from cjdesigner.model.records import Card, JourneyMap, Lane, Link, Persona, Phase, Step
from cjdesigner.words import language, ntr, tr

_LONGEST = 300


def short(text: str) -> str:
    """The text on one line, and not longer than anyone listens."""
    line = " ".join(text[: 2 * _LONGEST].split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def name(document: Document, record_id: str) -> str:
    """What a record is called: "Pain point: Parcel is late"."""
    record = document.find(record_id)
    if isinstance(record, Card):
        kind = tr(drawn_as(record.type).card_name)
        text = short(text_of(record)) or tr("no text")
        return tr("{kind}: {name}", kind=kind, name=text)
    if isinstance(record, Link):
        return tr("Link")
    kinds = {
        Phase.KIND: tr("Phase"), Step.KIND: tr("Step"), Lane.KIND: tr("Lane"), Persona.KIND: tr("Persona"),
        JourneyMap.KIND: tr("Journey map"),
    }  # fmt: skip
    kind = kinds.get(record.KIND if record is not None else "", tr("Project"))
    said = short(getattr(record, "name", "") or getattr(record, "title", "")) or tr("No name")
    return tr("{kind}: {name}", kind=kind, name=said)


def place(document: Document, card: Card) -> str:
    """Where a card stands: "step Compare, lane Pain points, 2 of 3"."""
    if queries.is_parked(document, card):
        return tr("parking tray")
    here = [one.id for one in queries.cell(document, card.lane, card.start)]
    step, lane = short(document.steps[card.start].name), short(document.lanes[card.lane].name)
    said = tr("step {step}, lane {lane}, {number} of {count}",
              step=step, lane=lane, number=here.index(card.id) + 1, count=len(here))  # fmt: skip
    if card.end in document.steps and card.end != card.start:
        said = tr("{place}, up to step {step}", place=said, step=short(document.steps[card.end].name))
    return said


def details(document: Document, card: Card) -> str:
    """What a card holds beside its text, as far as it is set: "severity High, owner Delivery team"."""
    parts = []
    if isinstance(card.payload, Emotion):
        parts.append(tr("feeling {value}", value=number(card.payload.value, language(), sign=True)))
        person = document.personas.get(card.payload.persona)
        if person is not None:
            parts.append(short(person.name))
        if dips.dips(document, card.map)[:1] == [card.id]:
            parts.append(tr("deepest dip"))
        causes = [short(text_of(document.cards[one])) for one in dips.linked_pains(document, card.id)]
        if causes:
            parts.append(tr("caused by {what}", what="; ".join(causes)))
    links = queries.links_of(document, card.id) if document.links else ()
    into = sum(1 for link in links if link.target == card.id and link.kind == "mends")
    mends = [short(text_of(document.cards[link.target])) for link in links
             if link.source == card.id and link.kind == "mends" and link.target in document.cards]  # fmt: skip
    if mends:
        parts.append(tr("mends {what}", what="; ".join(mends)))
    if card.type == "pains":
        parts.append(ntr("{count} solution", "{count} solutions", into) if into else tr("no solution yet"))
    others = len(links) - into - len(mends)
    if others:
        parts.append(ntr("{count} link", "{count} links", others))
    return ", ".join(parts)


def told(before: Document, after: Document, label: str) -> str:
    """What an edit has done, in a sentence: where a single card went, else the name of the undo step."""
    changes = [change for change in diff(before, after) if change.kind == Card.KIND]
    if len(changes) == 1 and changes[0].after is not None:
        card, was = changes[0].after, changes[0].before
        assert isinstance(card, Card)
        if was is None:
            return tr("Added: {name}, {place}", name=name(after, card.id), place=place(after, card))
        if isinstance(was, Card) and (was.lane, was.start, was.order) != (card.lane, card.start, card.order):
            return tr("Moved to {place}", place=place(after, card))
        if isinstance(was, Card) and text_of(was) != text_of(card):
            return tr("{label}: {words}", label=label, words=short(text_of(card)) or tr("no text"))
    moved = [
        change.after for change in diff(before, after)
        if change.before is not None and isinstance(change.after, Step | Phase | Lane)
        and getattr(change.before, "order", "") != change.after.order
    ]  # fmt: skip
    if len(moved) == 1:
        return _standing(after, moved[0])
    return label


def _standing(document: Document, record: Step | Phase | Lane) -> str:
    shape = queries.structure(document, queries.map_of(document, record))
    row = {Step: shape.steps, Phase: shape.phases, Lane: shape.lanes}[type(record)]
    number = next(place for place, one in enumerate(row, 1) if one.id == record.id)
    return tr("{name} moved: {number} of {count}", name=name(document, record.id), number=number, count=len(row))
