"""Halves of characters (lone surrogates): they come in by a paste, and no file can hold them."""

from __future__ import annotations

from typing import Any, TypeVar

from cjdesigner.model.document import Document
from cjdesigner.model.records import COLLECTIONS
from cjdesigner.model.values import Checked

M = TypeVar("M", bound=Checked)


def whole_characters(document: Document) -> Document:
    """The document with U+FFFD for each half of a character; two halves that belong together become one character."""
    return Document(
        project=_record(document.project),
        unknown=_mended(dict(document.unknown)),
        **{
            kind.KIND: {record_id: _record(record) for record_id, record in getattr(document, kind.KIND).items()}
            for kind in COLLECTIONS
        },
    )


def _record(record: M) -> M:
    changes = {name: mended for name, value in record if (mended := _mended(value)) != value}
    return record.model_copy(update=changes) if changes else record


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, Checked):
        return _record(value)
    if isinstance(value, dict):
        return {_mended(key): _mended(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_mended(inner) for inner in value)
    return value
