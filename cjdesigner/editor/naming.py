"""What editing in place changes: which field of a record is its text on the map."""

from __future__ import annotations

import re
from typing import NamedTuple

from cjdesigner.draw.shapes import Style
from cjdesigner.edit import cards, phases
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.model.document import Document
from cjdesigner.model.records import Card, JourneyMap, Lane, Link, Persona, Phase, Step
from cjdesigner.theme.tokens import Theme
from cjdesigner.words import tr

_FEELING = re.compile(r"\s*([+\-−–]?)(\d+(?:[.,]\d*)?|[.,]\d+)(?:\s+(.*))?", re.DOTALL)
"""A value, and perhaps a word behind it: "−1.5 worried"."""


class Editable(NamedTuple):
    """The text of a record that can be edited where it stands."""

    text: str
    style: Style
    label: str
    """The name of the undo step."""
    single_line: bool


def map_name(journey: JourneyMap, longest: int = 120) -> str:
    """What a map is called in lists of maps, on one line: that of the future bears the title of the one it came from.

    ``longest`` is in characters of its title.
    """
    title = " ".join(journey.title.split()) or tr("Map without a title")
    short = title if len(title) <= longest else title[: longest - 1] + "…"
    return tr("{title} · future", title=short) if journey.state == "future" else short


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
    if isinstance(record, Link):
        return Editable(record.label, kinds.meta, tr("Label the link"), True)
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
    if isinstance(record, Link):
        return phases.change(document, record_id, label=text)
    return phases.change(document, record_id, name=text)


def typed(document: Document, record_id: str, text: str) -> Document:
    """The document with what was typed on the record: of a feeling also its value, as in "−1.5 worried".

    Raises pydantic's ValidationError for too long a text.
    """
    record = document.find(record_id)
    if isinstance(record, Card) and isinstance(record.payload, Emotion):
        value, word = feeling(text)
        if value is not None:
            document = cards.change_payload(document, [record_id], value=value)
        return cards.change_payload(document, [record_id], word=word)
    return with_text(document, record_id, text)


def feeling(text: str) -> tuple[float | None, str]:
    """The value that a text begins with, from −2 to 2 in tenths, and the word; None and all of it where it has none."""
    found = _FEELING.fullmatch(text)
    if found is None:
        return None, text
    sign, digits, word = found.groups()
    value = round(float(digits.replace(",", ".")), 1)
    if value > 2:
        return None, text
    return (-value if sign and sign != "+" else value) + 0.0, word or ""
