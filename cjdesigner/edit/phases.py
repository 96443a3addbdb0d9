"""Edits of phases and steps: add, change, move, delete; cards are clamped or go along."""

from __future__ import annotations

from typing import Any

from cjdesigner.edit.cards import delete as delete_cards
from cjdesigner.edit.places import keys_at, moved, stays
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.ids import new_id
from cjdesigner.model.records import Phase, Record, Step, copied


def add_phase(
    document: Document, map_id: str, name: str = "", index: int | None = None, steps: tuple[str, ...] = ("",)
) -> tuple[Document, str]:
    """A phase with steps of these names, at an index among the phases (last by default)."""
    siblings = queries.structure(document, map_id).phases
    keys, mended = keys_at(siblings, len(siblings) if index is None else index, 1)
    phase = Phase(id=new_id(), map=map_id, order=keys[0], name=name)
    document = document.with_records([*mended, phase])
    for step in steps:
        document, _ = add_step(document, phase.id, step)
    return document, phase.id


def add_step(document: Document, phase_id: str, name: str = "", index: int | None = None) -> tuple[Document, str]:
    """A step in a phase, at an index among its steps (last by default)."""
    siblings = steps_of(document, phase_id)
    keys, mended = keys_at(siblings, len(siblings) if index is None else index, 1)
    step = Step(id=new_id(), phase=phase_id, order=keys[0], name=name)
    return document.with_records([*mended, step]), step.id


def steps_of(document: Document, phase_id: str) -> tuple[Step, ...]:
    """The steps of a phase in order."""
    return tuple(sorted((s for s in document.steps.values() if s.phase == phase_id), key=queries.by_order))


def change(document: Document, record_id: str, **fields: Any) -> Document:
    """Fields of any one record set, checked as in a file. Raises KeyError, or pydantic's ValidationError."""
    record = document.find(record_id)
    if record is None:
        raise KeyError(record_id)
    checked: Record = type(record).model_validate({"id": record.id, **fields})
    return document.with_records([copied(record, **{name: getattr(checked, name) for name in fields})])


def move_phase(document: Document, phase_id: str, index: int) -> Document:
    """The phase with all it holds to an index among the others."""
    phase = document.phases[phase_id]
    placed = moved(document, queries.structure(document, phase.map).phases, [phase], index)
    return document if placed is document else _turned(placed, phase.map)


def move_step(document: Document, step_id: str, phase_id: str, index: int) -> Document:
    """The step with its cards to an index among the other steps of a phase."""
    step = document.steps[step_id]
    siblings = [one for one in steps_of(document, phase_id) if one.id != step_id]
    if step.phase == phase_id and stays(siblings, index, [step]):
        return document
    keys, mended = keys_at(siblings, index, 1)
    document = document.with_records([*mended, copied(step, phase=phase_id, order=keys[0])])
    return _turned(document, document.phases[phase_id].map)


def _turned(document: Document, map_id: str) -> Document:
    """With cards that would end before they start turned round: they start where they are seen to start."""
    column = queries.structure(document, map_id).column
    return document.with_records(
        copied(card, start=card.end, end=card.start)
        for card in document.cards.values()
        if card.end in column and card.start in column and column[card.end] < column[card.start]
    )


def delete_step(document: Document, step_id: str) -> Document:
    """Without the step: cards that span further are clamped to what is left of their span, the others go along."""
    step = document.steps[step_id]
    map_id = queries.map_of(document, step)
    shape = queries.structure(document, map_id) if map_id in document.maps else None
    gone = []
    clamped = []
    for card in document.cards.values():
        if shape is None or step_id not in (card.start, card.end):
            continue
        span = shape.span(card)
        if span is None or span[0] == span[1]:
            if card.start == step_id:
                gone.append(card.id)
            else:
                clamped.append(copied(card, end=""))
            continue
        place = shape.column[step_id]
        first, last = (span[0] + 1, span[1]) if place == span[0] else (span[0], span[1] - 1)
        end = shape.steps[last].id if last > first else ""
        clamped.append(copied(card, start=shape.steps[first].id, end=end))
    document = delete_cards(document.with_records(clamped), gone)
    links = [link for link in document.links.values() if step_id in (link.source, link.target)]
    return document.with_records(without=[step, *links])


def delete_phase(document: Document, phase_id: str) -> Document:
    """Without the phase, its steps and what stands in them."""
    for step in steps_of(document, phase_id):
        document = delete_step(document, step.id)
    return document.with_records(without=[document.phases[phase_id]])
