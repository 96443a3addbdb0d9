"""The whole file as one model: its fields in file order, which is all that writing it takes."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, FailFast, TypeAdapter

from cjdesigner.model.records import (
    Asset,
    Audience,
    Card,
    Conflict,
    JourneyMap,
    Lane,
    Link,
    Persona,
    Phase,
    Project,
    Step,
    Stop,
    View,
)

T = TypeVar("T")
# After the first fault the rest need not be looked at: a hostile file may hold a million of them.
Collection = Annotated[list[T], FailFast()]


class Container(BaseModel):
    """A project file, version 1. Collections are sorted by id; what is empty is left out."""

    model_config = ConfigDict(extra="allow", strict=True, title="cjdesigner project file")

    format: str
    version: int
    project: Project
    maps: Collection[JourneyMap] = []
    phases: Collection[Phase] = []
    steps: Collection[Step] = []
    lanes: Collection[Lane] = []
    cards: Collection[Card] = []
    links: Collection[Link] = []
    personas: Collection[Persona] = []
    views: Collection[View] = []
    stops: Collection[Stop] = []
    audiences: Collection[Audience] = []
    conflicts: Collection[Conflict] = []
    assets: Collection[Asset] = []


READERS: dict[str, TypeAdapter[Any]] = {
    Project.KIND: TypeAdapter(Project),
    "maps": TypeAdapter(Collection[JourneyMap]),
    "phases": TypeAdapter(Collection[Phase]),
    "steps": TypeAdapter(Collection[Step]),
    "lanes": TypeAdapter(Collection[Lane]),
    "cards": TypeAdapter(Collection[Card]),
    "links": TypeAdapter(Collection[Link]),
    "personas": TypeAdapter(Collection[Persona]),
    "views": TypeAdapter(Collection[View]),
    "stops": TypeAdapter(Collection[Stop]),
    "audiences": TypeAdapter(Collection[Audience]),
    "conflicts": TypeAdapter(Collection[Conflict]),
    "assets": TypeAdapter(Collection[Asset]),
}
"""What checks each part of a file and makes records of it."""

assert {"format", "version", *READERS} == set(Container.model_fields)  # a new kind of record needs a reader
