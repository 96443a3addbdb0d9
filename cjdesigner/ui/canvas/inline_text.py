"""Editing text where it stands: a plain text field over the canvas, as large as the text it stands for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QInputMethodEvent, QKeyEvent, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from cjdesigner.draw import fonts
from cjdesigner.draw.shapes import Style
from cjdesigner.model.records import MAX_TEXT
from cjdesigner.ui.direction import follow

_ENDING = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape)


def _whole(text: str) -> str:
    """Without halves of characters, which no record can hold."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _clean(text: str) -> str:
    """Pasted text as a card can show it: line breaks of one kind, and no control characters."""
    text = _whole(text).replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n").replace("\u2028", "\n")
    return "".join(one for one in text.replace("\t", " ") if one >= " " and not "\x7f" <= one < "\xa0" or one == "\n")


class InlineText(QPlainTextEdit):
    """Enter finishes, Shift+Enter breaks the line, Esc restores; Tab and Enter tell where to go next."""

    edited = Signal(str)
    finished = Signal(str)
    """How: "enter", "tab", "backtab", "split" or "focus"."""
    cancelled = Signal()
    cut_off = Signal()
    """What was pasted did not fit."""

    def __init__(self, parent: QWidget, single_line: bool) -> None:
        super().__init__(parent)
        self.single_line = single_line
        self._done = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(0)
        self.setTabChangesFocus(False)
        self.setObjectName("InlineText")
        self.textChanged.connect(lambda: self.edited.emit(self.text()))
        follow(self)

    def text(self) -> str:
        """What stands in the field. Not Qt's plain text, which makes ordinary blanks of those that do not break."""
        return _whole(self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n"))

    def halves(self) -> tuple[str, str]:
        """What stands before and behind the cursor."""
        units = self.document().toRawText().encode("utf-16-le", "surrogatepass")
        place = self.textCursor().position() * 2
        before, behind = (part.decode("utf-16-le", "replace") for part in (units[:place], units[place:]))
        return before.replace("\u2029", "\n"), behind.replace("\u2029", "\n")

    def event(self, event: QEvent) -> bool:
        """The keys that end the field are its own, whatever shortcut the window has for them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter or (event.key() in _ENDING and not event.modifiers() & Qt.KeyboardModifier.ControlModifier):
                event.accept()
                return True
        return super().event(event)

    def dress(self, style: Style, scale: float, ink: str, ground: str, accent: str) -> None:
        """Set type and colours as the map has them, at the canvas's scale."""
        fonts.raw_font("CJSans-Regular", 16.0)
        font = QFont(fonts.face("CJSans-Regular").family)
        font.setPixelSize(max(9, round(style.size * scale)))
        font.setWeight(QFont.Weight(style.weight))
        font.setItalic(style.italic)
        self.setFont(font)
        self.setStyleSheet(
            f"QPlainTextEdit#InlineText {{ background: {ground}; color: {ink}; border: 2px solid {accent};"
            f" border-radius: 6px; padding: 3px 4px; font-size: {font.pixelSize()}px; font-weight: {style.weight}; }}"
        )

    def fitted(self, box: QRect) -> QRect:
        """The box, made higher until the whole text is in sight."""
        metrics = QFontMetricsF(self.font())
        lines = 0
        block = self.document().begin()
        while block.isValid():
            lines += max(1, block.layout().lineCount())
            block = block.next()
        high = round(lines * metrics.lineSpacing() + 16)
        return QRect(box.x(), box.y(), box.width(), max(box.height(), high))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that end the editing; all others are the field's own."""
        key, held = event.key(), event.modifiers()
        if key == Qt.Key.Key_Escape:
            self._finish("")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if held & Qt.KeyboardModifier.ShiftModifier and not self.single_line:
                self.insertPlainText("\n")
            else:
                self._finish("split" if held & Qt.KeyboardModifier.ControlModifier else "enter")
        elif key == Qt.Key.Key_Tab:
            self._finish("tab")
        elif key == Qt.Key.Key_Backtab:
            self._finish("backtab")
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QEvent) -> None:
        """Leaving the field keeps what was typed."""
        super().focusOutEvent(event)  # type: ignore[arg-type]
        if self.isVisible() and not self._popup_open():
            self._finish("focus")

    def _popup_open(self) -> bool:
        from PySide6.QtWidgets import QApplication

        return QApplication.activePopupWidget() is not None

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Plain text only: pasted markup stays data."""
        if source.hasText():
            room = MAX_TEXT - len(self.text()) + len(self.textCursor().selectedText())
            pasted = source.text()
            text = _clean(pasted[: 2 * MAX_TEXT])
            if len(text) > room or len(pasted) > 2 * MAX_TEXT:
                text = text[: max(room, 0)]
                self.cut_off.emit()
            self.insertPlainText(" ".join(text.split("\n")) if self.single_line else text)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Composed characters arrive here, from the first key on."""
        super().inputMethodEvent(event)

    def _finish(self, how: str) -> None:
        if self._done:
            return
        self._done = True
        if how:
            self.finished.emit(how)
        else:
            self.cancelled.emit()
