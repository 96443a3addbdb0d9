"""What can be dragged out of a pane or chosen where it stands: the rows of the palette, the chips of the tray."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDrag,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from cjdesigner.draw.colours import blend
from cjdesigner.theme import tokens

_HELD_AT = QPoint(20, 16)
"""Where the mouse holds the picture of what is dragged."""


def drag_picture(text: str, colour: str, ratio: float, font: QFont) -> QPixmap:
    """A small card with a coloured bar and one line of text, to be carried under the mouse."""
    wide, high = 152, 42
    pixmap = QPixmap(round(wide * ratio), round(high * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    theme = tokens.load("paper").colours
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    card = QRectF(1, 1, wide - 2, high - 2)
    painter.setPen(QPen(QColor(blend(colour, theme.sheet, 0.35)), 1))
    painter.setBrush(QColor(blend(colour, theme.sheet, 0.06)))
    painter.drawRoundedRect(card, 7, 7)
    painter.setClipRect(QRectF(0, 0, wide, 6))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(card, 7, 7)
    painter.setClipping(False)
    painter.setFont(font)
    painter.setPen(QColor(theme.ink))
    room = QRectF(11, 7, wide - 22, high - 9)
    fitting = QFontMetricsF(font).elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitting)
    painter.end()
    return pixmap


class Draggable(QAbstractButton):
    """Its own mouse handling: a press is not a choice, a drag may be coming."""

    menu_asked = Signal(QPoint)
    """The context menu is called for, at a point of the screen."""

    actions_offered = Qt.DropAction.CopyAction
    action_usual = Qt.DropAction.CopyAction
    key_back, key_on = Qt.Key.Key_Up, Qt.Key.Key_Down
    """The arrow keys that lead to its neighbours."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.marked = False
        """Whether what it stands for is selected."""
        self._pressed_at: QPoint | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def mark(self, on: bool) -> None:
        """Show whether what it stands for is selected."""
        if self.marked != on:
            self.marked = on
            self.update()

    def drag(self) -> QDrag:
        """The drag that starts here, not yet under way."""
        raise NotImplementedError

    def let_go(self, keys: Qt.KeyboardModifier) -> None:
        """A click without a drag, with these keys held."""

    def entered(self) -> None:
        """Enter was pressed."""

    def dragged(self, data: QMimeData, words: str, colour: str, font: QFont) -> QDrag:
        """A drag of ``data``, under the picture of a card with these words."""
        made = QDrag(self)
        made.setMimeData(data)
        made.setPixmap(drag_picture(words, colour, self.devicePixelRatioF(), font))
        made.setHotSpot(_HELD_AT)
        return made

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        far = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if far >= QApplication.startDragDistance():
            self._pressed_at = None
            self.drag().exec(self.actions_offered, self.action_usual)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is not None and event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = None
            if self.rect().contains(event.position().toPoint()):
                self.let_go(event.modifiers())
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered()
        elif event.key() == self.key_on:
            self.focusNextChild()
        elif event.key() == self.key_back:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)
