"""Undo and redo without limit: a list of named differences and a place in it."""

from __future__ import annotations

from dataclasses import dataclass

from cjdesigner.model.diff import Diff, diff
from cjdesigner.model.document import Document
from cjdesigner.words import again


@dataclass(frozen=True)
class Entry:
    """One undoable step: what it was called, and what it changed."""

    label: str
    diff: Diff


class History:
    """The document as it is now, and the way it came here."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._done: list[Entry] = []
        self._undone: list[Entry] = []
        self._saved_at: int | None = 0
        self.adrift = False
        """The file holds no state of this any more: it is gone, or what someone else has put there does not count."""

    def commit(self, document: Document, label: str, join: bool = False) -> Diff:
        """Take the document as the new state; an edit that changed nothing leaves no step.

        With ``join`` it goes into the step before, under the new name: as long as that step is the last one and the
        file does not hold the state after it. Where the two together change nothing, neither leaves a step.
        """
        change = diff(self.document, document)
        if change and join and self._done and not self._undone and self._saved_at != len(self._done):
            whole = self._done.pop().diff.squashed(change)
            if whole:
                self._done.append(Entry(label, whole))
            self.document = document
        elif change:
            if self._saved_at is not None and self._saved_at > len(self._done):
                self._saved_at = None  # the saved state was among the undone ones: no longer reachable
            self._done.append(Entry(label, change))
            self._undone.clear()
            self.document = document
        return change

    def undo(self) -> Entry | None:
        """Go one step back; None at the start."""
        if not self._done:
            return None
        entry = self._done.pop()
        self._undone.append(entry)
        self.document = entry.diff.take_back(self.document)
        return entry

    def redo(self) -> Entry | None:
        """Go one step forward again; None at the end."""
        if not self._undone:
            return None
        entry = self._undone.pop()
        self._done.append(entry)
        self.document = entry.diff.apply(self.document)
        return entry

    @property
    def position(self) -> int:
        """How many steps are done: 0 at the start."""
        return len(self._done)

    def changes_to(self, position: int) -> int:
        """How many changes of records lie between here and a position: what it costs to go there."""
        return sum(len(entry.diff.changes) for entry in self._between(position))

    def at(self, position: int) -> Document:
        """The document as it was or will be at a position; the history stays where it is."""
        document = self.document
        back = position < self.position
        for entry in self._between(position):
            document = entry.diff.take_back(document) if back else entry.diff.apply(document)
        return document

    def _between(self, position: int) -> list[Entry]:
        """The steps on the way to a position, the next one first."""
        if position < self.position:
            return self._done[max(0, position) :][::-1]
        return self._undone[::-1][: position - self.position]

    @property
    def saved_position(self) -> int | None:
        """The position that the file holds; None where it cannot be reached any more."""
        return None if self.adrift else self._saved_at

    @property
    def latest(self) -> Diff:
        """What the step changed that undo would take back; empty where there is none."""
        return self._done[-1].diff if self._done else Diff()

    @property
    def undo_label(self) -> str | None:
        """What undo would take back, in the language in use."""
        return again(self._done[-1].label) if self._done else None

    @property
    def redo_label(self) -> str | None:
        """What redo would do again, in the language in use."""
        return again(self._undone[-1].label) if self._undone else None

    def mark_saved(self) -> None:
        """The document as it is now is what the file holds."""
        self._saved_at = len(self._done)
        self.adrift = False

    def mark_elsewhere(self) -> None:
        """The file holds none of the states that undo and redo lead to."""
        self._saved_at = None
        self.adrift = False

    @property
    def changed(self) -> bool:
        """Whether the document differs from what was last saved or opened."""
        return self.adrift or self._saved_at != len(self._done)

    def labels(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The steps done, oldest first, and those undone, next first, in the language in use."""
        return tuple(again(e.label) for e in self._done), tuple(again(e.label) for e in reversed(self._undone))
