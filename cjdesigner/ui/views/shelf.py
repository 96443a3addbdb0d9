"""The list of saved views as hands meet it: click to look, drag or Alt and the arrows to order, F2 to rename."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView, QWidget

from cjdesigner.ui import appearance
from cjdesigner.ui.views.rows import Painted, Rows

_NEAR_EDGE = 14
_ALONG = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_OWN = (
    *(Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_F2, Qt.Key.Key_Escape, Qt.Key.Key_Space),
    *(Qt.Key.Key_Return, Qt.Key.Key_Enter),
)


class Shelf(QListView):
    """One view is chosen at a time."""

    opened = Signal(str)
    """Look at the map as this view says; "" for the whole map."""
    moved = Signal(str, int)
    """This view to an index among the others, as it was dragged."""
    stepped = Signal(str, int)
    """The same by a key, which may be held."""
    deleted = Signal(str)
    menu_asked = Signal(str, QPoint)
    left = Signal()

    def __init__(self, rows: Rows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = rows
        self.setModel(rows)
        self.setItemDelegate(Painted(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._pressed: QPoint | None = None
        self._carried = ""
        self._target: int | None = None
        """The gap that what is dragged would go into: 0 is before the first view."""

    @property
    def dragging(self) -> bool:
        """Whether a view is being dragged."""
        return self._target is not None

    def chosen(self) -> str:
        """The id of the view that the keyboard is on; "" for the whole map."""
        return self.rows.view(self.currentIndex())

    def choose(self, view_id: str) -> None:
        """Put the keyboard on a view."""
        index = self.rows.index(self.rows.row(view_id))
        self.setCurrentIndex(index)
        self.scrollTo(index)

    # --- dragging -------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        self._pressed = at if event.button() == Qt.MouseButton.LeftButton and index.isValid() else None
        self._carried = self.rows.view(index) if self._pressed is not None else ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag a view up or down; the whole map stays at the top."""
        at = event.position().toPoint()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if not self._carried or (self._target is None and not far):
            return
        bar = self.verticalScrollBar()
        if at.y() < _NEAR_EDGE:
            bar.setValue(bar.value() - 12)
        elif at.y() > self.viewport().height() - _NEAR_EDGE:
            bar.setValue(bar.value() + 12)
        self._target = self.gap_at(at)
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put what was dragged where the mark is, or look at what was clicked."""
        target, carried, pressed = self._target, self._carried, self._pressed
        self._end_drag()
        super().mouseReleaseEvent(event)
        if pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if target is not None:
            self._move_to(carried, target)
        elif self.indexAt(event.position().toPoint()) == self.indexAt(pressed):
            self.opened.emit(self.rows.view(self.indexAt(pressed)))

    def _end_drag(self) -> None:
        self._target, self._pressed, self._carried = None, None, ""
        self.viewport().unsetCursor()
        self.viewport().update()

    def gap_at(self, at: QPoint) -> int:
        """The gap between views that is nearest to a point."""
        for gap in range(len(self.rows.views)):
            if at.y() < self.visualRect(self.rows.index(gap + 1)).center().y():
                return gap
        return len(self.rows.views)

    def _move_to(self, view_id: str, gap: int) -> None:
        place = self.rows.row(view_id) - 1
        index = gap - (gap > place)
        if place >= 0 and index != place:
            self.moved.emit(view_id, index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The views, and a mark where what is dragged would go."""
        super().paintEvent(event)
        if self._target is None:
            return
        beside = self.visualRect(self.rows.index(self._target))
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(appearance.current().accent))
        painter.drawRoundedRect(QRectF(beside.left() + 6, beside.bottom() - 0.5, beside.width() - 12, 3), 1.5, 1.5)
        painter.end()

    # --- keys -----------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """The keys of the list are its own, whatever the window does with them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            alone = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            moving = event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in _ALONG
            if moving or (alone and event.key() in _OWN):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the list."""
        key, view = Qt.Key(event.key()), self.chosen()
        if key == Qt.Key.Key_Escape:
            if self._target is not None:
                self._end_drag()
            else:
                self.left.emit()
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and key in _ALONG:
            index = self.rows.row(view) - 1 + _ALONG[key]
            if view and 0 <= index < len(self.rows.views):
                self.stepped.emit(view, index)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            if view:
                self.deleted.emit(view)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(view)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if mouse else self.currentIndex()
        if index.isValid():
            below = self.visualRect(index).bottomLeft() + QPoint(24, 0)
            at = event.globalPos() if mouse else self.viewport().mapToGlobal(below)
            self.menu_asked.emit(self.rows.view(index), at)

    def rename(self, view_id: str) -> None:
        """Open the name of a view for typing."""
        index: QModelIndex = self.rows.index(self.rows.row(view_id))
        if view_id:
            self.setCurrentIndex(index)
            self.edit(index)
