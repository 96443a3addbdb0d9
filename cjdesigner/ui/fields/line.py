"""A line of text, and tags as words between commas."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from cjdesigner.lanes.fields import Field
from cjdesigner.model.records import MAX_TEXT
from cjdesigner.ui import appearance
from cjdesigner.ui.fields.worded import WordedEditor


class Line(QLineEdit):
    """A line edit that tells its editor of Enter, Escape and leaving, each once."""

    def __init__(self, editor: LineEditor) -> None:
        super().__init__(editor)
        self._editor = editor

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._editor.dirty:
            self._editor.give_up()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._editor.settle()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._editor.settle()


class LineEditor(WordedEditor):
    """A single line."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.line = Line(self)
        self.line.setMaxLength(MAX_TEXT)
        self.line.setTextMargins(-2, 0, 0, 0)  # text begins where that of the boxes and lists does
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self.line)
        self.line.textEdited.connect(self._typed)
        self.retranslate()

    def text(self) -> str:
        return self.line.text()

    def put(self, text: str) -> None:
        self.line.setText(text)
        self.line.setCursorPosition(0)

    def entry(self) -> QWidget:
        return self.line

    def _typed(self, text: str) -> None:
        self.dirty = True
        self.drafted.emit(self.read(text))

    def give_up(self) -> None:
        super().give_up()
        self.line.selectAll()

    def retranslate(self) -> None:
        self._name(self.line)
        self.line.setPlaceholderText(self.placeholder())


class TagsEditor(LineEditor):
    """Words between commas; order kept, doubles dropped."""

    def written(self, value: Any) -> str:
        return ", ".join(value)

    def read(self, text: str) -> Any:
        return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


class CheckedLineEditor(LineEditor):
    """A line that not every text fits: what is no value is refused by the field and never kept."""

    def parsed(self, text: str) -> Any:
        """The value that the text stands for, or None where it stands for none."""
        raise NotImplementedError

    def complaint(self) -> str:
        """What is wrong with a text that stands for no value."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        if value != self._shown or self.dirty:
            super().show_value(value)
            self._mark(bool(self.line.text()) and self.parsed(self.line.text()) is None)

    def _typed(self, text: str) -> None:
        self.dirty = True
        self._mark(False)  # nobody is told off while still typing
        found = self.parsed(text)
        if found is not None:
            self.drafted.emit(found)

    def settle(self) -> None:
        if not self.dirty:
            return
        found = self.parsed(self.line.text())
        self._mark(found is None)
        if found is not None:
            self.dirty = False
            self._shown = found
            self.line.setText(self.written(found))
            self.finished.emit(found)

    def give_up(self) -> None:
        super().give_up()
        self._mark(False)

    def _mark(self, wrong: bool) -> None:
        if bool(self.line.property("wrong")) != wrong:
            appearance.wear(self.line, "wrong", wrong)
        self.refused.emit(self.complaint() if wrong else "")
