"""New steps and phases behind the one whose name is being typed: how they begin, and what they are called in undo."""

from __future__ import annotations

from cjdesigner.edit import phases
from cjdesigner.model import queries
from cjdesigner.model.document import Document
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
    return tr("Add phase") if record_id in document.phases else tr("Add card")
