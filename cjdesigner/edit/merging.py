"""Three-way merge by meaning: two documents that began as one become one again, and nothing of either is dropped."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from cjdesigner.lanes import lane_type
from cjdesigner.model.document import Document
from cjdesigner.model.ids import new_id
from cjdesigner.model.records import KINDS, MAX_TEXT, Conflict, Payload, Project, Record, copied

PLACE = "place"
_PLACE = ("map", "phase", "lane", "start", "end", "order")
"""Where a record stands is one value: half of one side's and half of the other's would be a place that nobody chose."""
_NEEDED = ("map", "phase", "lane", "start", "end", "source", "target", "persona", "picture")
"""Fields that name what a record would be lost without."""
_NONE: Any = object()


class Merged(NamedTuple):
    """What became of the two."""

    document: Document
    conflicts: tuple[Conflict, ...]
    """Those of this merge; the document holds them too."""
    kept: tuple[Record, ...]
    """What one side had deleted and the other had changed, or had put something into: it is still there."""


def merge(base: Document | None, ours: Document, theirs: Document) -> Merged:
    """Both sets of changes to ``base``; where both changed one value differently it is ours, with a conflict beside it.

    Without a base everything of both is there. What each alone had deleted is gone, unless the other changed it or put
    something into it.
    """
    work = _Merge(base or Document(Project(id=ours.project.id)), ours, theirs)
    return work.merged()


class _Merge:
    def __init__(self, base: Document, ours: Document, theirs: Document) -> None:
        self.base, self.ours, self.theirs = base, ours, theirs
        self.conflicts: list[Conflict] = []
        self.kept: dict[str, Record] = {}

    def merged(self) -> Merged:
        collections: dict[str, dict[str, Record]] = {}
        for kind in KINDS:
            if kind != Project.KIND:
                collections[kind] = self._collection(kind)
        project = self._record(self.base.project, self.ours.project, self.theirs.project)
        self._restore(collections)
        unknown = self._mapping(
            dict(self.base.unknown), dict(self.ours.unknown), dict(self.theirs.unknown), self.ours.project.id, ""
        )
        document = Document(project=project, unknown=unknown, **collections)  # type: ignore[arg-type]
        return Merged(document.with_records(self.conflicts), tuple(self.conflicts), tuple(self.kept.values()))

    def _collection(self, kind: str) -> dict[str, Record]:
        base, ours, theirs = (getattr(one, kind) for one in (self.base, self.ours, self.theirs))
        found: dict[str, Record] = {}
        for record_id in {**ours, **theirs}:
            before, mine, other = base.get(record_id), ours.get(record_id), theirs.get(record_id)
            if mine is None or other is None:
                there: Record = other if mine is None else mine
                if before is None:
                    found[record_id] = there
                elif there != before:
                    found[record_id] = self.kept[record_id] = there
            else:
                found[record_id] = self._record(before, mine, other)
        return found

    def _restore(self, collections: dict[str, dict[str, Record]]) -> None:
        """Bring back what one side deleted and something that is still there stands in, or leads to."""
        gone = {
            record.id: (kind, record)
            for document in (self.theirs, self.ours)
            for kind in collections
            for record in getattr(document, kind).values()
            if record.id not in collections[kind]
        }
        waiting = [record for records in collections.values() for record in records.values()] if gone else []
        while waiting:
            for reference in _needs(waiting.pop()):
                kind, record = gone.pop(reference, ("", None))
                if record is not None:
                    collections[kind][record.id] = self.kept[record.id] = record
                    waiting.append(record)

    # One record

    def _record(self, base: Any, ours: Any, theirs: Any) -> Any:
        if ours is theirs or ours == theirs or base == theirs:
            return ours
        if base == ours:
            return theirs
        return self._value(base, ours, theirs, ours.id, "")

    def _value(self, base: Any, ours: Any, theirs: Any, record_id: str, within: str) -> Any:
        """A record or payload, field by field."""
        names = list(type(ours).model_fields)
        changes: dict[str, Any] = {}
        if not within:
            names = [name for name in names if name not in (*_PLACE, "id", "payload")]
            changes |= self._together(base, ours, theirs, _PLACE, PLACE)
            if hasattr(ours, "payload"):
                changes |= self._payload(base, ours, theirs)
        for name in names:
            changes[name] = self._field(
                _of(base, name), getattr(ours, name), getattr(theirs, name), record_id, within + name
            )
        before, mine, other = (getattr(one, "__pydantic_extra__", None) or {} for one in (base, ours, theirs))
        extra = self._mapping(before, mine, other, record_id, within)
        made = copied(ours, **changes)
        if extra != mine:
            made = type(ours).model_validate({**made.__dict__, **extra})
        return made

    def _together(
        self, base: Any, ours: Any, theirs: Any, names: tuple[str, ...], called: str
    ) -> dict[str, Any]:
        """Fields that are one value."""
        known = [name for name in names if name in type(ours).model_fields]
        before, mine, other = ({name: _of(one, name) for name in known} for one in (base, ours, theirs))
        if mine == other or before == other:
            return {}
        if before != mine:
            self._conflict(ours.id, called, before if base is not None else _NONE, mine, other)
            return {}
        return other

    def _payload(self, base: Any, ours: Any, theirs: Any) -> dict[str, Any]:
        payload = _of(base, "payload")
        kinds = {type(one) for one in (payload, ours.payload, theirs.payload) if one is not _NONE}
        if len(kinds) > 1:
            return self._together(base, ours, theirs, ("type", "payload"), "payload")
        before = payload if isinstance(payload, Payload) else None
        if ours.payload == theirs.payload or before == theirs.payload:
            return {}
        if before == ours.payload:
            return {"payload": theirs.payload}
        return {"payload": self._value(before, ours.payload, theirs.payload, ours.id, "payload.")}

    def _field(self, base: Any, ours: Any, theirs: Any, record_id: str, name: str) -> Any:
        if _same(ours, theirs) or _same(base, theirs):
            return ours
        if _same(base, ours):
            return theirs
        if isinstance(ours, dict) and isinstance(theirs, dict):
            return self._mapping(base if isinstance(base, dict) else {}, ours, theirs, record_id, name + ".")
        if isinstance(ours, tuple) and isinstance(theirs, tuple) and _are_sets(base, ours, theirs):
            return _union(base if isinstance(base, tuple) else (), ours, theirs)
        self._conflict(record_id, name, base, ours, theirs)
        return ours

    def _mapping(
        self, base: Mapping[str, Any], ours: Mapping[str, Any], theirs: Mapping[str, Any], record_id: str, within: str
    ) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name in {**ours, **theirs}:
            before, mine, other = (side.get(name, _NONE) for side in (base, ours, theirs))
            if mine is _NONE or other is _NONE:
                there = other if mine is _NONE else mine
                if before is _NONE or not _same(before, there):
                    found[name] = there
            else:
                found[name] = self._field(before, mine, other, record_id, within + name)
        return found

    def _conflict(self, record_id: str, name: str, base: Any, ours: Any, theirs: Any) -> None:
        values = {"base": _json(base), "ours": _json(ours), "theirs": _json(theirs)}
        self.conflicts.append(Conflict(id=new_id(), record=record_id, field=name[:MAX_TEXT], **values))


def settled(document: Document, theirs: Mapping[str, bool]) -> Document:
    """The document without these conflicts, by id: with their value where that is wanted, else with ours as it is.

    Raises ValueError where a value of theirs is none that its field can have.
    """
    for conflict_id, wanted in theirs.items():
        conflict = document.conflicts.get(conflict_id)
        if conflict is None:
            continue
        record = document.find(conflict.record)
        document = document.with_records(without=[conflict])
        if wanted and isinstance(record, Project) and conflict.field in document.unknown:
            document = replace(document, unknown={**document.unknown, conflict.field: _plain(conflict.theirs)})
        elif wanted and record is not None:
            document = document.with_records([_with(record, conflict.field, _plain(conflict.theirs))])
    return document


def _with(record: Record, name: str, value: Any) -> Record:
    """The record with a field, or what stands for several, set to a plain value.

    Raises ValueError, pydantic's among them, for a value that it cannot have: a file may say anything.
    """
    fields = dict(record)
    parts = name.split(".")
    if name == PLACE or (name == "payload" and isinstance(value, dict) and "type" in value):
        wanted = _PLACE if name == PLACE else ("type", "payload")
        fields |= {one: value[one] for one in wanted if isinstance(value, dict) and one in value}
    elif name == "id":
        raise ValueError(name)
    else:
        inside = fields
        for step in parts[:-1]:
            known = inside.get(step)
            if not isinstance(known, (dict, Payload)):
                raise ValueError(name)
            inside[step] = dict(known)
            inside = inside[step]
        inside[parts[-1]] = value
    payload = fields.get("payload")
    if isinstance(payload, dict):
        known = lane_type(fields["type"])
        fields["payload"] = (known.payload if known else Payload).model_validate(payload)
    return type(record).model_validate(fields)


def _plain(text: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _needs(record: Record) -> Iterator[str]:
    for value in (record, getattr(record, "payload", None)):
        for name in _NEEDED:
            reference = getattr(value, name, "")
            if isinstance(reference, str) and reference:
                yield reference


def _of(value: Any, name: str) -> Any:
    return _NONE if value is None else getattr(value, name, _NONE)


def _same(one: Any, other: Any) -> bool:
    return one is other or (type(one) is type(other) and bool(one == other))


def _are_sets(*sides: Any) -> bool:
    return all(len(set(side)) == len(side) for side in sides if isinstance(side, tuple))


def _union(base: tuple[Any, ...], ours: tuple[Any, ...], theirs: tuple[Any, ...]) -> tuple[Any, ...]:
    """Ours with what they added, and without what they took out."""
    out = set(base) - set(theirs)
    return (*(one for one in ours if one not in out), *(one for one in theirs if one not in base and one not in ours))


def _json(value: Any) -> str:
    if value is _NONE:
        return ""
    return json.dumps(value, ensure_ascii=False, default=lambda one: one.model_dump(mode="json"))
