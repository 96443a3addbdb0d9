"""A text that is being typed into a record, above a document that may change meanwhile."""

from __future__ import annotations

from cjdesigner.editor import naming
from cjdesigner.model import invalid
from cjdesigner.model.diff import diff
from cjdesigner.model.document import Document
from cjdesigner.model.records import MAX_TEXT, Card, Phase, Step


class Draft:
    """``base`` is what the text goes into: ``before``, where the record is a new one with that record."""

    def __init__(self, record_id: str, before: Document, base: Document, first: str = "") -> None:
        """``first`` is the text as the field showed it at first: left as it is, it changes nothing."""
        self.record_id = record_id
        self.before = before
        self.base = base
        self.first = first

    def typed(self, text: str) -> Document:
        """The document with the text. Raises pydantic's ValidationError where it is too long."""
        return self.base if text == self.first else naming.typed(self.base, self.record_id, text)

    def kept(self, text: str) -> tuple[Document, bool]:
        """The document with as much of the text as a record holds, and whether that is all of it."""
        try:
            return self.typed(text), True
        except invalid.ValidationError:
            return naming.typed(self.base, self.record_id, text[:MAX_TEXT]), False

    @property
    def has_place(self) -> bool:
        """Whether the record is still there, and a new one still has where it stands."""
        record = self.base.find(self.record_id)
        if self.before.find(self.record_id) is None:
            if isinstance(record, Card):
                return record.lane in self.base.lanes and record.start in self.base.steps
            if isinstance(record, Step):
                return record.phase in self.base.phases
            if isinstance(record, Phase):
                return record.map in self.base.maps
        return record is not None

    def follow(self, saved: Document) -> bool:
        """Go on above another saved document; False where it is the one known already."""
        if saved is self.before:
            return False
        change = diff(self.before, self.base)
        self.before, self.base = saved, change.apply(saved)
        return True
