"""Reads a large project file in one go, from its bytes to records, where all of it is plainly sound.

What is not plain is neither accepted nor refused here: None leaves it to `project`, which goes part by part and knows
what to say. What is accepted becomes the very same that `project` would make of it.
"""

from __future__ import annotations

import functools
from math import isfinite
from typing import Annotated, Any, Literal, Required, Union

from pydantic import ConfigDict, FailFast, Field, TypeAdapter, ValidationError, with_config
from typing_extensions import TypedDict

from cjdesigner.files.migrations import FORMAT, VERSION
from cjdesigner.lanes import LANE_TYPES
from cjdesigner.model.checking import special
from cjdesigner.model.records import COLLECTIONS, Card, Persona, Project

_EXACT = 2**63
_DEEP = 16
_FIELDS = ("format", "version", Project.KIND, *(kind.KIND for kind in COLLECTIONS))


def parts(data: bytes) -> dict[str, Any] | None:
    """The fields of the file: its project, lists of records, and what is unknown as plain data."""
    try:
        found: dict[str, Any] = reader().validate_json(data)
    except ValidationError:
        return None
    keys, beside = _told(found)
    # A key is followed by one colon. No more colons than keys, no key twice: of two that are the same one is gone.
    if data.count(b":") != keys and _colons(data) != keys:
        return None
    return found if _is_plain(beside) else None


@functools.cache
def reader() -> TypeAdapter[Any]:
    """What reads a file whose cards are all of known types."""
    cards = [
        special(Card, {"type": Literal[lane.key], "payload": lane.payload}, {"payload": lane.payload()})
        for lane in LANE_TYPES
    ]
    annotated: Any = Annotated  # types that are put together here, which no type checker can follow
    listed: Any = list
    card = annotated[Union[tuple(cards)], Field(discriminator="type")]  # noqa: UP007
    lists = {kind.KIND: annotated[listed[card if kind is Card else kind], FailFast()] for kind in COLLECTIONS}
    version = annotated[int, Field(ge=VERSION, le=VERSION)]  # a literal 1 would take true
    head = {"format": Required[Literal[FORMAT]], "version": Required[version], Project.KIND: Required[Project]}
    file: Any = TypedDict("file", {**head, **lists}, total=False)  # type: ignore[misc]
    return TypeAdapter(with_config(ConfigDict(extra="allow", strict=True))(file))


def _told(found: dict[str, Any]) -> tuple[int, list[Any]]:
    """How many keys the objects of the file have, and what is kept of unknown fields, whose own keys do not count."""
    keys = len(found)
    beside = [value for name, value in found.items() if name not in _FIELDS]
    payloads = [one.payload for one in found.get(Card.KIND, ())]
    for records in ([found[Project.KIND]], *[found[name] for name in _FIELDS[3:] if name in found], payloads):
        for one in records:
            keys += len(one.__pydantic_fields_set__)
            if one.__pydantic_extra__:
                beside += one.__pydantic_extra__.values()
    for one in found.get(Persona.KIND, ()):
        keys += len(one.objective) + len(one.subjective)
    return keys, beside


def _colons(data: bytes) -> int:
    """How many colons there are, at most, that follow a key: those behind a quotation mark or a space."""
    return sum([data.count(mark) for mark in (b'":', b" :", b"\n:", b"\t:", b"\r:")])


def _is_plain(values: list[Any]) -> bool:
    """Whether there are no objects inside, whose keys were not counted, nothing deep, and no numbers too large."""
    for _ in range(_DEEP):
        if not values:
            return True
        inner: list[Any] = []
        for value in values:
            if type(value) is list:
                inner += value
            elif type(value) is float:
                if not isfinite(value):
                    return False
            elif type(value) is int:
                if not -_EXACT < value < _EXACT:
                    return False
            elif value is not None and type(value) not in (str, bool):
                return False
        values = inner
    return False
