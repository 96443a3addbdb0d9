"""A document of one's own from a template: the same content under new identities."""

from __future__ import annotations

from typing import Any, TypeVar

from cjdesigner.model.document import Document
from cjdesigner.model.ids import new_id
from cjdesigner.model.records import COLLECTIONS, Asset, Payload, Record, Value

R = TypeVar("R", bound=Value)

# Every field that names another record, over all kinds and payloads. Others keep their text, whatever it reads.
REFERENCES = frozenset(
    {
        "map",
        "phase",
        "lane",
        "start",
        "end",
        "origin",
        "future_of",
        "source",
        "target",
        "persona",
        "personas",
        "targets",
        "hidden_lanes",
        "hidden_steps",
        "hidden_personas",
        "hidden_curves",
        "folded",
        "shows",
        "lit",
        "lanes",
        "record",
    }
)


def fresh_copy(document: Document) -> Document:
    """The document with a new id for everything but pictures, whose ids are the hashes of their bytes.

    Two maps made from the same template can then be merged into one project without a clash.
    """
    renamed = {document.project.id: new_id()}
    for kind in COLLECTIONS:
        if kind is not Asset:
            renamed.update((record_id, new_id()) for record_id in getattr(document, kind.KIND))
    copy = Document(project=_renamed(document.project, renamed), assets=document.assets, unknown=document.unknown)
    return copy.with_records(
        _renamed(record, renamed)
        for kind in COLLECTIONS
        if kind is not Asset
        for record in getattr(document, kind.KIND).values()
    )


def _renamed(value: R, renamed: dict[str, str]) -> R:
    changes: dict[str, Any] = {}
    for name, old in value:
        if isinstance(old, Payload):
            changes[name] = _renamed(old, renamed)
        elif name == "id" and isinstance(value, Record):
            changes[name] = renamed[value.id]
        elif name in REFERENCES and isinstance(old, str):
            changes[name] = renamed.get(old, old)
        elif name in REFERENCES and isinstance(old, tuple):
            changes[name] = tuple(renamed.get(key, key) for key in old)
    return value.model_copy(update=changes)
