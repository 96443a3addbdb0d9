"""One field of one or several records: what it holds, and the document in which it holds something else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Any, Final

from cjdesigner.edit import cards, personas
from cjdesigner.lanes.fields import Field
from cjdesigner.model.document import Document
from cjdesigner.model.records import Card, Persona, copied


class Mixed(Enum):
    """The one value MIXED."""

    MIXED = "mixed"


MIXED: Final = Mixed.MIXED
"""What a field holds when several records are looked at and they differ."""


def shared(values: Iterable[Any]) -> Any:
    """The value they all have, MIXED where they differ, None where there are none."""
    found: Any = None
    for place, value in enumerate(values):
        if place and value != found:
            return MIXED
        found = value
    return found


def value(document: Document, ids: Sequence[str], field: Field, map_id: str = "") -> Any:
    """What the field holds in all these records. Records that are gone, or have no such field, do not count.

    A card's field is looked for in its payload unless it is common; ``map_id`` is for what a persona does in a map.
    """
    return shared(_values(document, ids, field, map_id))


def _values(document: Document, ids: Sequence[str], field: Field, map_id: str) -> Iterable[Any]:
    journey = document.maps.get(map_id)
    for record_id in ids:
        # Cards first: ten thousand of them can be selected, and looking everywhere takes its time.
        record: Any = document.cards.get(record_id) or document.find(record_id)
        if isinstance(record, Card) and not field.common:
            record = record.payload
        elif isinstance(record, Persona) and field.name in ("takes_part", "target"):
            if journey is not None:
                yield record_id in (journey.personas if field.name == "takes_part" else journey.targets)
            continue
        if record is not None and field.name in type(record).model_fields:
            yield getattr(record, field.name)


def change(document: Document, ids: Sequence[str], field: Field, new: Any, map_id: str = "") -> Document:
    """The document with the field set in all these records that are still there.

    Raises pydantic's ValidationError for a value that does not fit.
    """
    there = [one for one in ids if one in document.cards or document.find(one) is not None]
    in_cards = [record_id for record_id in there if record_id in document.cards]
    if field.common:
        document = cards.change(document, in_cards, **{field.name: new})
    else:
        document = cards.change_payload(document, in_cards, **{field.name: new})
    for record_id in there:
        if record_id in document.cards:
            continue
        if record_id in document.personas and field.name in ("takes_part", "target"):
            document = _in_map(document, record_id, field.name, bool(new), map_id)
        else:
            document = _set(document, record_id, field.name, new)
    return document


def _set(document: Document, record_id: str, name: str, new: Any) -> Document:
    record: Any = document.find(record_id)
    if name not in type(record).model_fields:
        return document
    checked = type(record).model_validate({"id": record_id, name: new})
    return document.with_records([copied(record, **{name: getattr(checked, name)})])


def _in_map(document: Document, persona_id: str, name: str, wanted: bool, map_id: str) -> Document:
    if map_id not in document.maps:
        return document
    if name == "target":
        return personas.set_target(document, map_id, persona_id, wanted)
    take = personas.take_part if wanted else personas.leave
    return take(document, map_id, persona_id)
