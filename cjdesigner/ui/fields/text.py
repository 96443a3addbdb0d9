"""Several lines of text in a box that grows with them, and lists with one entry a line."""

from __future__ import annotations

from math import ceil
from typing import Any

from PySide6.QtCore import QMimeData, QRect, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from cjdesigner.lanes.fields import Field
from cjdesigner.model.records import MAX_TEXT
from cjdesigner.ui.direction import follow
from cjdesigner.ui.fields.base import DraftEditor
from cjdesigner.ui.fields.worded import WordedEditor
from cjdesigner.ui.pause import pause
from cjdesigner.ui.text_drags import DragsText
from cjdesigner.words import tr

_MOST_LINES = 14
"""Beyond it the box scrolls instead of growing."""
_EDGES = 14
"""Pixels around the lines of a box that is not shown yet: with one line it is as high as a field of one line."""
_LONG = 2_000
"""Characters beyond which a text that is typed elsewhere is shown here only once the typing pauses."""
_LAG = 200
"""Milliseconds of that pause."""
_SAMPLE = 200
"""Characters by which such a text is known again."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Box(DragsText, QPlainTextEdit):
    """Plain text, as high as its lines; Tab goes on to the next field."""

    def __init__(self, editor: DraftEditor, least: int, enter_ends: bool) -> None:
        super().__init__(editor)
        self._editor = editor
        self._least = least
        self._enter_ends = enter_ends
        self._coming: str | None = None
        """What is to stand here in a moment."""
        self._later: QTimer | None = None
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self.fit)
        follow(self)
        self.fit()

    def whole(self) -> str:
        """The text that stands here, or is about to."""
        return self.toPlainText() if self._coming is None else self._coming

    def put(self, text: str) -> None:
        """Let this text stand here, as if nobody had typed it; a long one that is typed elsewhere in a moment."""
        if len(text) > _LONG and self.isVisible() and not self.hasFocus() and _same(text, self.whole()):
            self._coming = text
            self._later = self._later or pause(self, _LAG, self.catch_up)
            self._later.start()
            return
        self._show(text)

    def catch_up(self) -> None:
        """Show what was to wait."""
        if self._coming is not None:
            self._show(self._coming)

    def _show(self, text: str) -> None:
        self._coming = None
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)
        self.fit()

    def fit(self, *_: object) -> None:
        """Take the height that the lines need; an empty box that of what it says it is for."""
        lines = max(self._least, ceil(self.document().size().height()), self._lines_said())
        taller = self._text_height() - lines * self.fontMetrics().lineSpacing()
        edges = self.height() - self.viewport().height() if self.isVisible() else _EDGES
        shown = min(lines, _MOST_LINES)
        high = shown * self.fontMetrics().lineSpacing() + round(2 * self.document().documentMargin()) + max(edges, 12)
        if lines <= _MOST_LINES:  # other scripts may be higher than the font of the field
            high += max(0, taller)
        scroll = Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines > _MOST_LINES else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self.verticalScrollBarPolicy() != scroll:
            self.setVerticalScrollBarPolicy(scroll)
        if self.minimumHeight() != high or self.maximumHeight() != high:
            self.setFixedHeight(high)

    def _lines_said(self) -> int:
        """The lines of what stands in the empty box."""
        said = self.placeholderText()
        if not said or not self.document().isEmpty() or not self.isVisible():
            return 0
        room, words = QRect(0, 0, self.viewport().width(), 10_000), int(Qt.TextFlag.TextWordWrap)
        return round(self.fontMetrics().boundingRect(room, words, said).height() / self.fontMetrics().lineSpacing())

    def _text_height(self) -> int:
        """Pixels from the first line to the last."""
        last = self.document().lastBlock()
        if not self.isVisible() or self.document().blockCount() > _MOST_LINES:
            return 0
        return ceil(self.blockBoundingGeometry(last).bottom())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pasted text comes in as text, whatever else the clipboard holds."""
        if source.hasText():
            self.catch_up()
            # More than this is too much in any case, and would keep the window busy: the field says so.
            self.textCursor().insertText(source.text()[: 2 * MAX_TEXT])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape and self._editor.dirty:
            self._editor.give_up()
        elif event.key() in _ENTER and (control or (self._enter_ends and not shift)):
            self._editor.settle()
        elif event.key() in _ENTER:
            self.textCursor().insertText("\n")
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.catch_up()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._left()

    def _left(self) -> None:
        """The focus went elsewhere, not just to a menu."""
        self._editor.settle()


class TextEditor(WordedEditor):
    """Text. On a card's own text Enter ends, as on the map; in longer texts Enter breaks the line."""

    least = 1
    long = ("notes", "scenario", "description")

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        long = field.name in self.long or field.kind == "lines"
        self.box = Box(self, 3 if field.name == "notes" else 2 if field.name == "text" else self.least, not long)
        self._long = long
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box)
        self.box.textChanged.connect(self._typed)
        self.retranslate()

    def text(self) -> str:
        return self.box.whole()

    def put(self, text: str) -> None:
        self.box.put(text)

    def entry(self) -> QWidget:
        return self.box

    def _typed(self) -> None:
        self.dirty = True
        self.drafted.emit(self.entered())

    def retranslate(self) -> None:
        self._name(self.box)
        self.box.setPlaceholderText(self.placeholder())
        self.box.fit()
        ends = tr("Ctrl+Enter keeps it, Escape takes it back") if self._long else tr(
            "Enter keeps it, Shift+Enter breaks the line, Escape takes it back"
        )  # fmt: skip
        self.box.setToolTip(ends)


def _same(one: str, other: str) -> bool:
    """Whether a long text is the other one, edited in one place."""
    return len(other) > _LONG and (one[:_SAMPLE] == other[:_SAMPLE] or one[-_SAMPLE:] == other[-_SAMPLE:])


class LinesEditor(TextEditor):
    """A list with one entry a line; empty lines are no entries."""

    least = 2

    def written(self, value: Any) -> str:
        return "\n".join(value)

    def read(self, text: str) -> Any:
        return tuple(line.strip() for line in text.split("\n") if line.strip())
