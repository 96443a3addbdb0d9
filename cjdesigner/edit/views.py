"""Edits of saved views: add, change what they show, rename, order, delete."""

from __future__ import annotations

from typing import Any

from cjdesigner.edit.places import keys_at, moved
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.ids import new_id
from cjdesigner.model.looks import Look, fields_of
from cjdesigner.model.records import View, copied
from cjdesigner.words import translate


def add(document: Document, map_id: str, name: str, look: Look) -> tuple[Document, str]:
    """A new view of a map after its others. Raises KeyError for an unknown map, ValidationError for too long a name."""
    siblings = queries.views(document, map_id)
    keys, mended = keys_at(siblings, len(siblings), 1)
    view = View(id=new_id(), map=document.maps[map_id].id, order=keys[0], name=name, **_kept(document, map_id, look))
    return document.with_records([*mended, view]), view.id


def update(document: Document, view_id: str, look: Look) -> Document:
    """The view shows its map in this way from now on."""
    view = document.views[view_id]
    return document.with_records([copied(view, **_kept(document, view.map, look))])


def rename(document: Document, view_id: str, name: str) -> Document:
    """The view under another name. Raises pydantic's ValidationError for one that is too long."""
    view = document.views[view_id]
    return document.with_records([copied(view, name=View(id=view.id, name=name).name)])


def move(document: Document, view_id: str, index: int) -> Document:
    """The view at an index among the others of its map."""
    view = document.views[view_id]
    return moved(document, queries.views(document, view.map), [view], index)


def delete(document: Document, view_id: str) -> Document:
    """Without the view; what it showed stays."""
    return document.with_records(without=[document.views[view_id]])


def free_name(document: Document, map_id: str, wanted: str = "") -> str:
    """A name that no view of the map has yet, in the project's language where none is wanted."""
    taken = {view.name for view in queries.views(document, map_id)}
    base = wanted or translate("New view", document.project.language)
    return next(name for number in range(1, len(taken) + 2) if (name := _numbered(base, number)) not in taken)


def _numbered(base: str, number: int) -> str:
    return base if number == 1 else f"{base} {number}"


def _kept(document: Document, map_id: str, look: Look) -> dict[str, Any]:
    """The fields of a view: lanes that the map itself hides stay hidden, what is gone is left out."""
    if look.hidden_lanes is None:
        lanes = queries.structure(document, map_id).lanes
        look = Look(**{**vars(look), "hidden_lanes": frozenset(lane.id for lane in lanes if lane.hidden)})
    there = {
        "hidden_lanes": document.lanes,
        "hidden_steps": document.steps,
        "hidden_personas": document.personas,
        "folded": document.phases,
        "personas": document.personas,
    }
    return {
        name: tuple(one for one in values if name not in there or one in there[name])
        for name, values in fields_of(look).items()
    }
