"""What a line and a box of text have in common: a value that is written, and read again, as text."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from cjdesigner.edit.fields import MIXED
from cjdesigner.ui.fields.base import DraftEditor, mixed_words
from cjdesigner.words import tr


class WordedEditor(DraftEditor):
    """A value as text; the text itself unless a kind of value says how it is written."""

    def written(self, value: Any) -> str:
        """The value as it stands in the field."""
        return value

    def read(self, text: str) -> Any:
        """What the field says."""
        return text

    def text(self) -> str:
        """The text that stands in the field."""
        raise NotImplementedError

    def put(self, text: str) -> None:
        """Let this text stand in the field, as if nobody had typed it."""
        raise NotImplementedError

    def entry(self) -> QWidget:
        """Where the text is typed."""
        raise NotImplementedError

    def entered(self) -> Any:
        return self.read(self.text())

    def show_value(self, value: Any) -> None:
        if value == self._shown and not self.dirty:
            return
        self.dirty = False
        self._shown = value
        text = "" if value in (None, MIXED) else self.written(value)
        if text != self.text():
            self.put(text)
        self.retranslate()

    def placeholder(self) -> str:
        """What stands in the empty field."""
        if self._shown is MIXED:
            return mixed_words()
        return tr(self.field.hint) if self.field.hint else ""
