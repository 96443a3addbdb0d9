"""The document: one immutable value that holds every record of a project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cjdesigner.model.records import (
    KINDS,
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
    Record,
    Step,
    Stop,
    View,
)


@dataclass(frozen=True, eq=False)
class Document:
    """Records by id, one mapping per kind. Nobody changes a mapping after it is made: edits make new ones.

    ``unknown`` keeps top-level fields of the file that this version has no name for, as they were read.
    """

    project: Project
    maps: Mapping[str, JourneyMap] = field(default_factory=dict)
    phases: Mapping[str, Phase] = field(default_factory=dict)
    steps: Mapping[str, Step] = field(default_factory=dict)
    lanes: Mapping[str, Lane] = field(default_factory=dict)
    cards: Mapping[str, Card] = field(default_factory=dict)
    links: Mapping[str, Link] = field(default_factory=dict)
    personas: Mapping[str, Persona] = field(default_factory=dict)
    views: Mapping[str, View] = field(default_factory=dict)
    stops: Mapping[str, Stop] = field(default_factory=dict)
    audiences: Mapping[str, Audience] = field(default_factory=dict)
    conflicts: Mapping[str, Conflict] = field(default_factory=dict)
    assets: Mapping[str, Asset] = field(default_factory=dict)
    unknown: Mapping[str, Any] = field(default_factory=dict)

    def collection(self, kind: str) -> Mapping[str, Any]:
        """The records of a kind by id; the project itself as a collection of one."""
        if kind == Project.KIND:
            return {self.project.id: self.project}
        found: Mapping[str, Any] = getattr(self, kind)
        return found

    def find(self, record_id: str) -> Record | None:
        """The record with this id, of whatever kind, or None."""
        for kind in KINDS:
            record: Record | None = self.collection(kind).get(record_id)
            if record is not None:
                return record
        return None

    def with_records(self, records: Iterable[Record] = (), without: Iterable[Record] = ()) -> Document:
        """A document in which these records are added or replaced, and those are gone; itself when nothing differs."""
        changed: dict[str, Any] = {}

        def mapping(kind: str) -> dict[str, Any]:
            if kind not in changed:
                changed[kind] = dict(getattr(self, kind))
            found: dict[str, Any] = changed[kind]
            return found

        for record in without:
            if record.id in self.collection(record.KIND):
                mapping(record.KIND).pop(record.id, None)
        for record in records:
            if isinstance(record, Project):
                if record is not self.project:
                    changed["project"] = record
            elif self.collection(record.KIND).get(record.id) is not record or record.KIND in changed:
                mapping(record.KIND)[record.id] = record
        return replace(self, **changed) if changed else self

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Document):
            return NotImplemented
        return self is other or (
            all(self.collection(kind) == other.collection(kind) for kind in KINDS) and self.unknown == other.unknown
        )

    __hash__ = object.__hash__
