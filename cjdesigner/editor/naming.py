"""What editing in place changes: which field of a record is its text on the map."""

from __future__ import annotations

from typing import NamedTuple

from cjdesigner.draw.shapes import Style
from cjdesigner.edit import cards, phases
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.model.document import Document
from cjdesigner.model.records import Card, JourneyMap, Lane, Persona, Phase, Step
from cjdesigner.theme.tokens import Theme
from cjdesigner.words import tr


class Editable(NamedTuple):
    """The text of a record that can be edited where it stands."""

    text: str
    style: Style
    label: str
    """The name of the undo step."""
    single_line: bool


def editable(document: Document, record_id: str, theme: Theme) -> Editable | None:
    """What can be edited in place of a record; None where nothing can."""
    record = document.find(record_id)
    kinds = theme.type
    if isinstance(record, Card):
        if isinstance(record.payload, Emotion):
            return Editable(record.payload.word, kinds.meta_strong, tr("Name the feeling"), True)
        return Editable(record.text, kinds.body, tr("Edit text"), False)
    if isinstance(record, Phase):
        return Editable(record.name, kinds.phase, tr("Rename phase"), True)
    if isinstance(record, Step):
        return Editable(record.name, kinds.step, tr("Rename step"), True)
    if isinstance(record, Lane):
        return Editable(record.name, kinds.lane, tr("Rename lane"), True)
    if isinstance(record, JourneyMap):
        return Editable(record.title, kinds.title, tr("Rename map"), True)
    if isinstance(record, Persona):
        return Editable(record.name, kinds.body, tr("Rename persona"), True)
    return None


def with_text(document: Document, record_id: str, text: str) -> Document:
    """The document with that text on the record. Raises pydantic's ValidationError for too long a text."""
    record = document.find(record_id)
    if isinstance(record, Card):
        if isinstance(record.payload, Emotion):
            return cards.change_payload(document, [record_id], word=text)
        return cards.change(document, [record_id], text=text)
    if isinstance(record, JourneyMap):
        return phases.change(document, record_id, title=text)
    return phases.change(document, record_id, name=text)
