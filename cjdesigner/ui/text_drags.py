"""Text dragged out of our own fields: a field hears of the end of its drag, and nothing is changed before that."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer
from PySide6.QtGui import QDropEvent, QMouseEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractScrollArea

    class _Field(QAbstractScrollArea):
        """What a QTextEdit and a QPlainTextEdit have in common."""

        def createMimeDataFromSelection(self) -> QMimeData: ...
else:
    _Field = object


class DragsText(_Field):
    """Mixed into a field of several lines. Qt's own are not told that the mouse was let go after a drag.

    They believe it to be held outside of them, and go on scrolling after it, which begins the drag anew.
    """

    _dragged = False
    _after: tuple[Callable[[], None], ...] = ()

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selected text, for the clipboard or to be dragged."""
        self._dragged = True
        return super().createMimeDataFromSelection()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select, or drag what is selected: that comes back when it was let go."""
        self._dragged = False
        super().mouseMoveEvent(event)
        if self._dragged:
            kind, none = QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton
            places = event.position(), event.globalPosition()
            super().mouseReleaseEvent(QMouseEvent(kind, *places, none, none, event.modifiers()))
        waiting, self._after = self._after, ()
        for one in waiting:
            QTimer.singleShot(0, one)

    def once_back(self, what: Callable[[], None]) -> None:
        """Do it when the drag that is under way is over."""
        self._after = (*self._after, what)


def copies(event: QDropEvent) -> None:
    """Take a copy of what is dragged: a text dragged out of a field stays in it."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def when_over(event: QDropEvent, take: Callable[[QMimeData], None]) -> None:
    """Take what was let go; a text of our own fields only once its drag is over.

    Until then Qt still works on the field that it came from, which the change may take away.
    """
    source, data = event.source(), event.mimeData()
    field = source.parent() if source is not None else None
    if not isinstance(field, DragsText):
        take(data)
        return
    kept = QMimeData()
    for form in data.formats():
        kept.setData(form, data.data(form))
    field.once_back(lambda: take(kept))
