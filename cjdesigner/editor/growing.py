"""What grows behind the text that is being typed: new steps and phases, halves; and what they are called in undo."""

from __future__ import annotations

from cjdesigner.edit import cards, phases
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.records import Card
from cjdesigner.words import tr


def after(document: Document, record_id: str) -> tuple[Document, str] | None:
    """The document with an empty step or phase behind one of its kind, and its id; None for anything else."""
    if record_id in document.steps:
        phase = document.steps[record_id].phase
        index = [step.id for step in phases.steps_of(document, phase)].index(record_id) + 1
        return phases.add_step(document, phase, "", index)
    if record_id in document.phases:
        map_id = document.phases[record_id].map
        index = [phase.id for phase in queries.structure(document, map_id).phases].index(record_id) + 1
        return phases.add_phase(document, map_id, "", index, steps=(tr("New step"),))
    return None


def split(document: Document, record_id: str, front: str, behind: str) -> tuple[Document, str] | None:
    """Of one card, step or phase two: its text ends after ``front``, and ``behind`` is a new one's, whose id comes too.

    None for anything else.
    """
    record = document.find(record_id)
    if isinstance(record, Card):
        if record.lane not in document.lanes:
            return None
        document = cards.change(document, [record_id], text=front)
        here = [one.id for one in queries.cell(document, record.lane, record.start)]
        return cards.add(document, record.lane, record.start, behind, here.index(record_id) + 1)
    grown = after(document, record_id)
    if grown is None:
        return None
    document, made = grown
    return phases.change(phases.change(document, record_id, name=front), made, name=behind), made


def before(document: Document, record_id: str) -> str:
    """The sibling in front of a step or phase, for when it is not wanted after all; "" for none."""
    step = document.steps.get(record_id)
    if step is not None:
        row = [one.id for one in phases.steps_of(document, step.phase)]
    elif record_id in document.phases:
        row = [one.id for one in queries.structure(document, document.phases[record_id].map).phases]
    else:
        return ""
    return row[row.index(record_id) - 1] if row.index(record_id) else ""


def label(document: Document, record_id: str) -> str:
    """The name of the undo step that adds the record."""
    if record_id in document.steps:
        return tr("Add step")
    if record_id in document.phases:
        return tr("Add phase")
    card = document.cards.get(record_id)
    return tr("Add a point to the curve") if card is not None and card.type == "emotions" else tr("Add card")


def split_label(document: Document, record_id: str) -> str:
    """The name of the undo step that makes a record of the end of another one's text."""
    if record_id in document.steps:
        return tr("Split step")
    return tr("Split phase") if record_id in document.phases else tr("Split card")
