"""Edits of a map's own tour: begin it from the generated one, add, move, change, skip and remove stops."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from cjdesigner.edit.places import keys_at, moved
from cjdesigner.model import order, queries
from cjdesigner.model.document import Document
from cjdesigner.model.ids import new_id
from cjdesigner.model.records import Stop, copied


def begin(document: Document, map_id: str, templates: Iterable[Stop]) -> tuple[Document, list[str]]:
    """A tour of the map's own, of copies of these stops in this order, instead of any that it had; the copies' ids."""
    wanted = list(templates)
    keys = order.spread(len(wanted))
    made = [
        copied(one, id=new_id(), map=map_id, order=key, skipped=False) for one, key in zip(wanted, keys, strict=True)
    ]
    return forget(document, map_id).with_records(made), [one.id for one in made]


def forget(document: Document, map_id: str) -> Document:
    """Without a tour of the map's own: it is presented by the generated one."""
    return document.with_records(without=queries.stops(document, map_id))


def add(document: Document, map_id: str, index: int | None = None, **fields: Any) -> tuple[Document, str]:
    """A stop at an index among the others (last by default); ``fields`` are those of ``Stop``, checked as in a file.

    Raises pydantic's ValidationError.
    """
    siblings = queries.stops(document, map_id)
    keys, mended = keys_at(siblings, len(siblings) if index is None else index, 1)
    stop = Stop.model_validate({"id": new_id(), **fields, "map": map_id, "order": keys[0]})
    return document.with_records([*mended, stop]), stop.id


def change(document: Document, stop_ids: Iterable[str], **fields: Any) -> Document:
    """Fields of these stops set, checked as in a file. Raises KeyError, or pydantic's ValidationError."""
    checked = Stop.model_validate({"id": "checked", **fields})
    values = {name: getattr(checked, name) for name in fields}
    return document.with_records(copied(document.stops[one], **values) for one in stop_ids)


def move(document: Document, stop_ids: Sequence[str], index: int) -> Document:
    """These stops, in the order they have, to an index among the others of their map."""
    if not stop_ids:
        return document
    row = queries.stops(document, document.stops[stop_ids[0]].map)
    return moved(document, row, [stop for stop in row if stop.id in stop_ids], index)


def duplicate(document: Document, stop_ids: Sequence[str]) -> tuple[Document, list[str]]:
    """Copies of these stops after the last of them; their ids."""
    row = queries.stops(document, document.stops[stop_ids[0]].map)
    sources = [stop for stop in row if stop.id in stop_ids]
    keys, mended = keys_at(row, row.index(sources[-1]) + 1, len(sources))
    made = [copied(stop, id=new_id(), order=key) for stop, key in zip(sources, keys, strict=True)]
    return document.with_records([*mended, *made]), [stop.id for stop in made]


def delete(document: Document, stop_ids: Iterable[str]) -> Document:
    """Without these stops; without any left, the map is presented by the generated tour."""
    return document.with_records(without=[document.stops[one] for one in stop_ids])
