"""A profile: what it is about, and what is known, line by line, with an empty line to go on."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cjdesigner.edit.fields import MIXED
from cjdesigner.lanes.fields import Field
from cjdesigner.model.records import MAX_TEXT
from cjdesigner.ui.fields.base import DraftEditor
from cjdesigner.ui.fields.text import Box
from cjdesigner.ui.plain import tip
from cjdesigner.words import tr


class Cell(QLineEdit):
    """One side of a line."""

    def __init__(self, editor: FactsEditor, parent: QWidget) -> None:
        super().__init__(parent)
        self._editor = editor
        self.setMaxLength(MAX_TEXT)
        self.setMinimumWidth(20)
        self.setTextMargins(-2, 0, 0, 0)
        self.textEdited.connect(editor.typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._editor.dirty:
            self._editor.give_up()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._editor.left()


class Known(Box):
    """The right side: grows with what is known."""

    def __init__(self, editor: FactsEditor) -> None:
        super().__init__(editor, 1, enter_ends=True)
        self._facts = editor

    def _left(self) -> None:
        self._facts.left()


class FactsEditor(DraftEditor):
    """Lines of two. A line whose left side is emptied goes."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.rows: list[tuple[Cell, Known]] = []
        self._holders: list[QWidget] = []
        """What each row stands in."""
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)
        self._fill({})

    def show_value(self, value: Any) -> None:
        if value == self._shown and not self.dirty:
            return
        self.dirty = False
        self._shown = value
        self._fill({} if value in (None, MIXED) else value)

    def _fill(self, facts: dict[str, str]) -> None:
        lines = [*facts.items(), ("", "")]
        while len(self.rows) > len(lines):
            self.rows.pop()
            row = self._holders.pop()
            self._box.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self.rows) < len(lines):
            self._add_row()
        for (left, right), (about, known) in zip(self.rows, lines, strict=True):
            if left.text() != about:
                left.setText(about)
                left.setCursorPosition(0)
            left.setToolTip(tip(about))
            if right.toPlainText() != known:
                right.blockSignals(True)
                right.setPlainText(known)
                right.blockSignals(False)
                right.fit()
        self.retranslate()

    def _add_row(self) -> None:
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        left, right = Cell(self, row), Known(self)
        right.textChanged.connect(self.typed)
        line.addWidget(left, 2, Qt.AlignmentFlag.AlignTop)
        line.addWidget(right, 3)
        self._box.addWidget(row)
        self.rows.append((left, right))
        self._holders.append(row)

    def entered(self) -> dict[str, str]:
        """What the lines say; of two with the same left side the last counts."""
        return {left.text().strip(): right.toPlainText() for left, right in self.rows if left.text().strip()}

    def typed(self) -> None:
        """The user typed somewhere: keep an empty line at the end."""
        self.dirty = True
        if self.rows[-1][0].text() or self.rows[-1][1].toPlainText():
            self._add_row()
            self.retranslate()
        self.drafted.emit(self.entered())

    def left(self) -> None:
        """A cell lost the focus: the line is kept once the focus is in another one, or elsewhere."""
        half = any(right.toPlainText() and not left.text().strip() for left, right in self.rows)
        inside = any(cell.hasFocus() for row in self.rows for cell in row)
        if not (half and inside):
            self.settle()

    def retranslate(self) -> None:
        if not self.rows:
            return
        self.setFocusProxy(self.rows[0][0])
        for left, right in self.rows:
            left.setAccessibleName(tr("{field}: what it is about", field=tr(self.field.label)))
            right.setAccessibleName(tr("{field}: what is known", field=tr(self.field.label)))
            left.setPlaceholderText("")
        self.rows[-1][0].setPlaceholderText(tr("About"))
        self.rows[-1][1].setPlaceholderText(tr("What is known"))
