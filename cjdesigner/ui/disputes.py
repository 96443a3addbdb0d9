"""Values that a merge could not decide, in words."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from cjdesigner.edit.merging import PLACE
from cjdesigner.editor import telling
from cjdesigner.lanes import drawn_as
from cjdesigner.lanes.fields import Field
from cjdesigner.model.document import Document
from cjdesigner.model.records import Card, Conflict, Record
from cjdesigner.ui import inspector_records as forms
from cjdesigner.words import tr

_FORMS: dict[str, tuple[Field, ...]] = {
    "project": forms.PROJECT_PAGE,
    "maps": forms.MAP,
    "phases": forms.PHASE,
    "steps": forms.STEP,
    "lanes": forms.LANE,
    "links": forms.LINK,
    "personas": forms.PERSONA,
}
_LONGEST = 300


class Dispute(NamedTuple):
    """A conflict as the user reads it."""

    conflict: Conflict
    subject: str
    """What it is about: a card by its text, a step by its name."""
    field: str
    ours: str
    theirs: str


def disputes(document: Document) -> list[Dispute]:
    """All that is in dispute, what is about one thing together."""
    found = [_dispute(document, one) for one in document.conflicts.values()]
    return sorted(found, key=lambda one: (one.subject, one.conflict.record, one.field, one.conflict.id))


def _dispute(document: Document, conflict: Conflict) -> Dispute:
    record = document.find(conflict.record)
    field = _field(record, conflict.field)
    label = tr("Place") if conflict.field == PLACE else tr(field.label) if field else conflict.field.rpartition(".")[2]
    ours, theirs = (_shown(document, field, conflict, text) for text in (conflict.ours, conflict.theirs))
    subject = telling.name(document, record.id) if record is not None else tr("Something that was deleted")
    return Dispute(conflict, subject, label, ours, theirs)


def _field(record: Record | None, name: str) -> Field | None:
    if record is None:
        return None
    fields = drawn_as(record.type).fields if isinstance(record, Card) else _FORMS.get(record.KIND, ())
    return next((one for one in fields if one.name == name.removeprefix("payload.").partition(".")[0]), None)


def _shown(document: Document, field: Field | None, conflict: Conflict, text: str) -> str:
    try:
        value: Any = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    if conflict.field == PLACE and isinstance(value, dict):
        ids = [value.get(name) for name in ("map", "lane", "phase", "start", "end")]
        records = [document.find(one) for one in ids if isinstance(one, str) and one]
        names = [getattr(one, "name", "") or getattr(one, "title", "") for one in records]
        return " · ".join(name for name in names if name) or tr("In another order")
    choices = dict(field.choices) if field else {}
    if isinstance(value, bool):
        return tr("Yes") if value else tr("No")
    if isinstance(value, (str, int)) and str(value) in choices:
        return tr(choices[str(value)])
    if isinstance(value, str):
        known = document.find(value) if value else None
        value = getattr(known, "name", "") or value
    elif isinstance(value, list):
        value = ", ".join(map(str, value))
    elif isinstance(value, dict):
        value = ", ".join(f"{name}: {one}" for name, one in value.items())
    shown = str(value).strip() or tr("(empty)")
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
