"""Everything worth telling about a file that does open: what `check` prints."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from cjdesigner.files import pictures
from cjdesigner.files.errors import shown
from cjdesigner.files.project import Opened
from cjdesigner.lanes import lane_type
from cjdesigner.model.document import Document
from cjdesigner.model.invariants import findings
from cjdesigner.model.records import Conflict, Record
from cjdesigner.words import tr


def all_findings(opened: Opened) -> Iterator[str]:
    """One sentence per finding."""
    yield from opened.notices
    yield from findings(opened.document)
    yield from map(disputed, opened.document.conflicts.values())
    yield from _unknown(opened.document)
    yield from _pictures(opened.document)


def disputed(conflict: Conflict) -> str:
    """What a merge could not decide."""
    return tr(
        "{record}: {field} was changed on both sides: {ours} is kept, the other has {theirs}.",
        record=shown(conflict.record),
        field=shown(conflict.field),
        ours=shown(conflict.ours, 80),
        theirs=shown(conflict.theirs, 80),
    )


def still_there(record: Record) -> str:
    """What a merge has kept, though one side had deleted it."""
    called = next((text for name in ("text", "name", "title") if (text := getattr(record, name, ""))), "")
    return tr(
        "{kind} {id}: one side deleted “{name}” and the other changed it or put something there; it is kept.",
        kind=record.KIND,
        id=shown(record.id),
        name=shown(called, 60),
    )


def _unknown(document: Document) -> Iterator[str]:
    for lane in document.lanes.values():
        if lane_type(lane.type) is None:
            yield tr("lanes {id}: this version has no lane type “{type}”.", id=shown(lane.id), type=shown(lane.type))
    for card in document.cards.values():
        if lane_type(card.type) is None:
            yield tr("cards {id}: this version has no card type “{type}”.", id=shown(card.id), type=shown(card.type))
    for name in document.unknown:
        yield tr("“{name}”: this version does not know it; it is kept.", name=shown(name))


def _pictures(document: Document) -> Iterator[str]:
    for asset in document.assets.values():
        data = pictures.decoded(asset.data)
        size = pictures.size_of(data) if data else None
        if data is None or size is None:
            yield tr("assets {id}: it is no PNG, JPEG or WebP picture.", id=shown(asset.id))
            continue
        if pictures.kind_of(data) != asset.media_type:
            yield tr("assets {id}: it is not of the kind “{kind}”.", id=shown(asset.id), kind=asset.media_type)
        if hashlib.sha256(data).hexdigest() != asset.id:
            yield tr("assets {id}: its id is not the SHA-256 of its bytes.", id=shown(asset.id))
