"""Differences between two documents: what undo, recovery, compare and merge are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress
from operator import eq, is_not
from weakref import ref

from cjdesigner.model.document import Document
from cjdesigner.model.records import KINDS, Project, Record


@dataclass(frozen=True)
class Change:
    """One record before and after: None before means it was added, None after that it was removed."""

    kind: str
    id: str
    before: Record | None
    after: Record | None


@dataclass(frozen=True)
class Diff:
    """The changed records between two documents; empty when they are equal."""

    changes: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes)

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def squashed(self, later: Diff) -> Diff:
        """This difference and a later one as a single one; what cancels out is gone."""
        merged = {(change.kind, change.id): change for change in self.changes}
        for change in later.changes:
            key = (change.kind, change.id)
            earlier = merged.pop(key, None)
            before = earlier.before if earlier else change.before
            if before is not change.after and before != change.after:
                merged[key] = Change(change.kind, change.id, before, change.after)
        return Diff(tuple(merged.values()))

    def apply(self, document: Document) -> Document:
        """The document with every changed record put in its state after the change."""
        return document.with_records(
            [change.after for change in self.changes if change.after is not None],
            [change.before for change in self.changes if change.after is None and change.before is not None],
        )

    def take_back(self, document: Document) -> Document:
        """The document with every changed record put in its state before the change."""
        return document.with_records(
            [change.before for change in reversed(self.changes) if change.before is not None],
            [change.after for change in reversed(self.changes) if change.before is None and change.after is not None],
        )


_last: tuple[ref[Document], ref[Document], Diff] | None = None
"""The last answer: history, outline, table and announcer ask the same after each edit."""


def diff(old: Document, new: Document) -> Diff:
    """What changed, found by identity first, so that untouched collections cost nothing."""
    global _last
    known = _last
    if known is not None and known[0]() is old and known[1]() is new:
        return known[2]
    found = _compared(old, new)
    _last = (ref(old), ref(new), found)
    return found


def _compared(old: Document, new: Document) -> Diff:
    changes: list[Change] = []
    for kind in KINDS:
        if kind == Project.KIND:
            if old.project is not new.project and old.project != new.project:
                changes.append(Change(kind, new.project.id, old.project, new.project))
            continue
        before, after = getattr(old, kind), getattr(new, kind)
        if before is after:
            continue
        if len(before) == len(after) and all(map(eq, before, after)):
            # As after most edits: the same records in the same order. Ten thousand are gone through without a loop.
            for record_id in compress(after, map(is_not, before.values(), after.values())):
                if before[record_id] != after[record_id]:
                    changes.append(Change(kind, record_id, before[record_id], after[record_id]))
            continue
        for record_id, record in after.items():
            previous = before.get(record_id)
            if previous is not record and previous != record:
                changes.append(Change(kind, record_id, previous, record))
        changes.extend(
            Change(kind, record_id, record, None) for record_id, record in before.items() if record_id not in after
        )
    return Diff(tuple(changes))
