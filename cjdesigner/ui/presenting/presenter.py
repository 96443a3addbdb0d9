"""The presentation's window: takes keys, clicker, mouse and touch, and shows one stop after the other."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTouchEvent,
    QWheelEvent,
)

from cjdesigner.editor.session import Session
from cjdesigner.ui.presenting.keys import ACTION
from cjdesigner.ui.presenting.show import Show

_TOUCHES = (QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd, QEvent.Type.TouchCancel)


class Presenter(Show):
    """One presentation as a window of its own; see ``Show`` for what it does."""

    def project_closed(self, session: Session) -> None:
        """The presentation ends with its project; another one may come into view meanwhile."""
        if session is self.session:
            self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The presentation ends with the window that it belongs to."""
        if event.type() == QEvent.Type.Hide and not event.spontaneous():
            self.close()
        return False

    def event(self, event: QEvent) -> bool:
        """No shortcut of the editor works here; fingers go on, back, and zoom."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() in _TOUCHES and isinstance(event, QTouchEvent):
            self.pointing.touch(event)
            event.accept()
            return True
        if isinstance(event, QNativeGestureEvent) and self.pointing.gesture(event):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key stands for; a letter that stands for nothing begins to look up a card."""
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        key, text = Qt.Key(event.key()), event.text()
        if held:
            if held == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_Z:
                self.take_back()
            return
        if text.isdigit() and text.isascii():
            if text == "0" and not self.typed:
                self.picture.travel()
                self._went(False)
            elif len(self.typed) < 4:
                self._type(self.typed + text)
        elif key == Qt.Key.Key_V and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.vote(-1)
        elif key in ACTION:
            getattr(self, ACTION[key])()
        elif text.strip() and text.isprintable():
            self.look_up(text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke or a drag; the right button goes back."""
        self._show_cursor()
        self.pointing.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick clicks are two clicks."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw, drag, or move the pointer."""
        self._show_cursor()
        self.pointing.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click that was no drag goes on."""
        self.pointing.release(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer."""
        self.pointing.wheel(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is elsewhere."""
        self.pointing.leave()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The stop as it is now."""
        painter = QPainter(self)
        self.picture.paint(painter)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size may hold more or fewer cards at a time."""
        super().resizeEvent(event)
        if self.walk.aspect != self._aspect():
            self.walk.aspect = self._aspect()
            self.walk.refresh()
        self.picture.refresh()
        self.picture.build(at_once=True)
        self.overlays.place()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go of everything; nothing is left behind in the document."""
        self.picture.stop()
        parent = self.parent()
        if parent is not None:
            parent.removeEventFilter(self)
        self.room.let_go(keep=False)
        self._cursor_timer.stop()
        self._typed_timer.stop()
        if self._listening:
            self._listening = False
            self.session.forget(self._changed)
        self.screens.close()
        super().closeEvent(event)
        self.ended.emit()
