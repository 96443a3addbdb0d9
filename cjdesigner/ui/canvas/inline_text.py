"""Editing text where it stands: a plain text field over the canvas, line for line on the text it stands for."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from cjdesigner.draw import fonts
from cjdesigner.draw.colours import contrast
from cjdesigner.draw.shapes import Style
from cjdesigner.draw.text import from_right
from cjdesigner.model.records import MAX_TEXT
from cjdesigner.ui import mime
from cjdesigner.ui.text_drags import DragsText

_FRAME = 12
"""Pixels that the frame takes from the width of a text which is not edited on the spot, and at most from its height."""
_AIR = 4
"""Pixels of ground around a text on the spot: room for the cursor behind the longest line."""
_SLACK = 0.75
"""Pixels that a line may be wider than on the map: Qt's sums differ in the last digits."""
_TRIED = (0, 1, -1, 2, -2, 0)
"""Pixels that lines are made shorter by, in turn, until they break as on the map: a hair decides now and then."""
_LONG = 4000
"""Characters of a text that is not broken into lines again and again with every key."""
_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value
_BASELINE = 0.8
"""Where Qt puts the baseline in a line of fixed height."""
_ENDING = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape)


def _whole(text: str) -> str:
    """Without halves of characters, which no record can hold."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _clean(text: str) -> str:
    """Pasted text as a card can show it: line breaks of one kind, and no control characters."""
    text = _whole(text).replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n").replace("\u2028", "\n")
    return "".join(one for one in text.replace("\t", " ") if one >= " " and not "\x7f" <= one < "\xa0" or one == "\n")


class InlineText(DragsText, QTextEdit):
    """Enter finishes, Shift+Enter breaks the line, Esc restores; Tab and Enter tell where to go next.

    Plain text in a rich editor: only that one sets lines as far apart as the map does.
    """

    edited = Signal(str)
    finished = Signal(str)
    """How: "enter", "tab", "backtab", "split" or "focus"."""
    cancelled = Signal()
    cut_off = Signal()
    """What was pasted did not fit."""
    pictured = Signal(object)
    """A picture was pasted, which no text can hold: its data."""
    undone = Signal()
    """A step back or forth was made in the field: it may need its dress again."""

    def __init__(self, parent: QWidget, single_line: bool) -> None:
        super().__init__(parent)
        self.single_line = single_line
        self.centred = False
        self._done = False
        self._leading = 0.0
        self._edge = 0
        self._inset = QPointF()
        self._narrower = 0
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(0)
        self.setTabChangesFocus(False)
        self.setObjectName("InlineText")
        self.textChanged.connect(lambda: self.edited.emit(self.text()))
        self.document().contentsChanged.connect(self._align)
        self._align()

    def _align(self) -> None:
        """At the edge where the text begins, all of it, as on the map."""
        text = next((one for one in self.document().toRawText()[:2000].split("\u2029") if one.strip()), "")
        side = Qt.AlignmentFlag.AlignRight if from_right(text) else Qt.AlignmentFlag.AlignLeft
        # Absolute: for Qt the "left" of a paragraph from right to left is its right.
        wanted = Qt.AlignmentFlag.AlignHCenter if self.centred else side | Qt.AlignmentFlag.AlignAbsolute
        option = self.document().defaultTextOption()
        if option.alignment() != wanted:
            option.setAlignment(wanted)
            self.document().setDefaultTextOption(option)

    def setPlainText(self, text: str) -> None:
        """All of the text anew, with lines as far apart as before."""
        super().setPlainText(text)
        self._inset = QPointF()
        self._space_lines()

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
        """Type and colours as the map has them, at a scale, in a frame: where the text is not edited on the spot."""
        self._leading = 0.0
        self._set_font(style, style.size * scale)
        self._space_lines()
        self._colour(ink, ground, accent, f"border: 2px solid {accent}; border-radius: 6px; padding: 3px 4px;")

    def dress_on_the_spot(
        self, style: Style, scale: float, leading: float, colours: tuple[str, str, str], align: str, frame: str = ""
    ) -> None:
        """Exactly as the map shows the text: ``leading`` in scene units, ``colours`` of ink, ground and what is marked.

        ``frame`` is the colour of a fine line around it, for a text that nothing else shows to be edited.
        """
        self.centred = align == "centre"
        self._align()
        self._set_font(style, style.size * scale)
        self._leading = leading * scale
        self._space_lines()
        self._edge = 1 if frame else 0
        border = f"border: 1px solid {frame}; border-radius: 4px;" if frame else "border: none; border-radius: 0;"
        self._colour(*colours, f"{border} padding: 0;")

    def _colour(self, ink: str, ground: str, accent: str, rest: str) -> None:
        marked, on_it = accent, "#FFFFFF"
        if contrast("#FFFFFF", ground) > contrast("#1F2933", ground):
            marked, on_it = ink, ground  # on the colour of a phase the accent would hardly be seen
        self.setStyleSheet(
            f"QTextEdit#InlineText {{ background: {ground}; color: {ink}; selection-background-color: {marked};"
            f" selection-color: {on_it}; {rest} }}"
        )

    def _set_font(self, style: Style, pixels: float) -> None:
        """The map's type. Qt rounds sizes to whole pixels: the step from letter to letter makes up for it."""
        whole = max(1, round(pixels))
        font = fonts.editing_font(style, whole)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100.0 * pixels / whole)
        self.setFont(font)
        self.document().setDefaultFont(font)

    def _space_lines(self) -> None:
        """Lines as far apart as the map has them."""
        wanted = QTextBlockFormat()
        if self._leading:
            wanted.setLineHeight(self._leading, _FIXED)
        else:
            wanted.setLineHeight(100.0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        self._quietly(lambda: cursor.mergeBlockFormat(wanted))

    def _move_text(self, inset: QPointF, narrower: int = 0) -> None:
        """The text that far from the corner of the field, to parts of a pixel; its lines shorter by whole ones."""
        if (inset - self._inset).manhattanLength() < 0.02 and narrower == self._narrower:
            return
        self._inset, self._narrower = inset, narrower
        frame = self.document().rootFrame()
        margins = frame.frameFormat()
        right = bool(self.document().defaultTextOption().alignment() & Qt.AlignmentFlag.AlignRight)
        margins.setLeftMargin(inset.x() + (narrower if right else 0))
        margins.setTopMargin(inset.y())
        margins.setRightMargin(_AIR + (0 if right else narrower))
        margins.setBottomMargin(_AIR)
        self._quietly(lambda: frame.setFrameFormat(margins))

    def _quietly(self, change: Callable[[], None]) -> None:
        """Change how the text looks: nothing was typed."""
        document = self.document()
        blocked, fresh = self.blockSignals(True), not document.isUndoAvailable()
        if fresh:
            document.setUndoRedoEnabled(False)
        change()
        if fresh:
            document.setUndoRedoEnabled(True)
        self.blockSignals(blocked)

    def _line_count(self) -> int:
        """In how many lines the text is broken."""
        self.document().size()  # it breaks them when it is asked for something that it needs them for
        count, block = 0, self.document().begin()
        while block.isValid():
            count += block.layout().lineCount()
            block = block.next()
        return count

    def put(self, box: QRectF, baseline: float, lines: int) -> None:
        """Over the room of a text, in pixels of the parent: its first line on the baseline, as high as it needs.

        ``lines`` is how many the map makes of it.
        """
        around = _AIR + self._edge
        x, y = box.x() - around, baseline - _BASELINE * self._leading - around
        left, top = int(x // 1), int(y // 1)
        wide, inset = round(box.width() + _SLACK + 2 * around), QPointF(_AIR + x - left, _AIR + y - top)
        self._move_text(inset, self._narrower)
        if self.document().textWidth() != wide - 2 * self._edge:  # by itself it waits until it is shown
            self.document().setTextWidth(wide - 2 * self._edge)
        doubtful = self.document().characterCount() < _LONG and self._line_count() != lines
        for narrower in _TRIED if doubtful else ():
            self._move_text(inset, narrower)
            if self._line_count() == lines:
                break
        high = self.document().size().height()
        self.setGeometry(left, top, wide, round(high + 2 * self._edge))
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)

    def fitted(self, box: QRect) -> QRect:
        """The box, made higher until the whole text is in sight."""
        document = self.document()
        if not self.isVisible():  # until it is seen Qt does not know of its frame, and breaks lines without it
            document = document.clone()
            document.setTextWidth(box.width() - _FRAME)
        high = ceil(document.size().height()) + _FRAME
        return QRect(box.x(), box.y(), box.width(), max(box.height(), high))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that end the editing; all others are the field's own."""
        key, held = event.key(), event.modifiers()
        if event.matches(QKeySequence.StandardKey.Undo):
            self._step(self.undo, self.document().isUndoAvailable)
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._step(self.redo, self.document().isRedoAvailable)
        elif key == Qt.Key.Key_Escape:
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
        elif key == Qt.Key.Key_Backspace and not held and not event.isAutoRepeat() and self.document().isEmpty():
            self._finish("erase")
        elif key == Qt.Key.Key_F2 and not held:
            event.accept()  # what is open is open
        else:
            super().keyPressEvent(event)

    def _step(self, turn: Callable[[], None], possible: Callable[[], bool]) -> None:
        """Undo or redo what was typed; Qt also counts how far the lines are apart, which zooming has changed."""
        before = self.text()
        while possible() and self.text() == before:
            turn()
        self.undone.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field keeps what was typed."""
        super().focusOutEvent(event)
        if self.isVisible() and not self._popup_open():
            self._finish("focus")

    def _popup_open(self) -> bool:
        from PySide6.QtWidgets import QApplication

        return QApplication.activePopupWidget() is not None

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Plain text only: pasted markup stays data. A picture is for the map."""
        if mime.is_picture(source):
            self.pictured.emit(source)
        elif source.hasText():
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
