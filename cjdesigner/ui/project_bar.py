"""The tabs of open projects: as wide as their names, with a cross or a dot, lit by what is held over them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy, QTabBar, QToolButton, QWidget

from cjdesigner.ui import appearance, mime
from cjdesigner.ui.map_tabs import Bar
from cjdesigner.ui.open_project import OpenProject
from cjdesigner.ui.paths import dropped

_WIDEST, _READABLE, _NARROWEST = 230, 170, 110
"""Pixels of a tab: of one with a long name, the least of one where many are open, and of one with a short name."""
_MARK, _MARGIN = 18, 6
"""Pixels of the side of the cross, and of what is left free beside it."""


class CloseMark(QAbstractButton):
    """The cross that closes a project; a dot in its place while there is something to save, or to know of its file."""

    def __init__(self, bar: ProjectBar, project: OpenProject) -> None:
        super().__init__(bar)
        self._bar = bar
        self.project = project
        self.setFixedSize(_MARK + _MARGIN, _MARK)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = appearance.current()
        place = self._bar.place_of(self.project)
        over, near = self.underMouse(), place == self._bar.hovered
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.pressed if self.isDown() else look.hover))
            painter.drawRoundedRect(QRectF(0, 0, _MARK, _MARK), 5, 5)
        middle = QPointF(_MARK / 2, _MARK / 2)
        if (self.project.unsaved or self.project.outside) and not over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.warning if self.project.problem or self.project.outside else look.secondary))
            painter.drawEllipse(middle, 3.5, 3.5)
        elif over or near or place == self._bar.currentIndex():
            pen = QPen(QColor(look.ink if over else look.secondary), 1.4)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            for dx in (-1, 1):
                painter.drawLine(middle + QPointF(-3.6 * dx, -3.6), middle + QPointF(3.6 * dx, 3.6))
        painter.end()


class ProjectBar(Bar):
    """The tabs themselves. Middle click and Delete close; what is held over a tab opens it."""

    close_asked = Signal(int)
    files_dropped = Signal(list)
    left = Signal()
    """Enter or Esc: the keyboard goes to the map."""
    pulled = Signal(QPoint)
    """The tab in use is being dragged; where on the screen the pointer is."""
    let_go = Signal(int, QPoint)
    """The tab at that place was dragged and let go; where on the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hovered = -1
        """The place of the tab under the pointer."""
        self._middle = -1
        self._pressed_at: QPoint | None = None
        self._is_pulled = False
        self.setMouseTracking(True)
        self.setMovable(True)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setSelectionBehaviorOnRemove(QTabBar.SelectionBehavior.SelectLeftTab)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def place_of(self, project: OpenProject) -> int:
        """The place of a project's tab; −1 where it has none."""
        return next((one for one in range(self.count()) if self.tabData(one) == project.key), -1)

    def tabSizeHint(self, index: int) -> QSize:
        """As wide as the name, within limits."""
        hint = super().tabSizeHint(index)
        return QSize(max(_NARROWEST, min(hint.width(), _WIDEST)), hint.height())

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Narrower than that nobody reads the names: the strip scrolls."""
        hint = self.tabSizeHint(index)
        return QSize(min(hint.width(), _READABLE), hint.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.MiddleButton:
            self._middle = self.tabAt(event.position().toPoint())
            return
        if event.button() == Qt.MouseButton.LeftButton and self.tabAt(event.position().toPoint()) >= 0:
            self._pressed_at = event.globalPosition().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.MiddleButton:
            pressed, self._middle = self._middle, -1
            if pressed >= 0 and pressed == self.tabAt(event.position().toPoint()):
                self.close_asked.emit(pressed)
            return
        was_pulled = self._is_pulled
        self._pressed_at, self._is_pulled = None, False
        super().mouseReleaseEvent(event)
        if was_pulled:
            self.let_go.emit(self.currentIndex(), event.globalPosition().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        here = event.globalPosition().toPoint()
        if self._pressed_at is not None and event.buttons() & Qt.MouseButton.LeftButton:
            far = (here - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
            self._is_pulled = self._is_pulled or far
            if self._is_pulled:
                self.pulled.emit(here)
        self._hover(self.tabAt(event.position().toPoint()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the strip where it is too long; a wheel turned by chance brings no other project."""
        turn = event.angleDelta().y() or -event.angleDelta().x()
        button = self.findChild(QToolButton, "ScrollLeftButton" if turn > 0 else "ScrollRightButton")
        if button is not None and button.isVisible() and button.isEnabled():
            button.click()
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, place: int) -> None:
        if place != self.hovered:
            self.hovered = place
            self.update()
            for mark in self.findChildren(CloseMark):
                mark.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.close_asked.emit(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files open; what can land in another project opens the tab that it is held over."""
        if dropped(event.mimeData()) or _crosses(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if dropped(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dragMoveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        files = dropped(event.mimeData())
        super().dropEvent(event)
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)


def _crosses(data: QMimeData) -> bool:
    """Whether what is dragged can land in another project than the one it comes from."""
    return not (data.hasFormat(mime.PERSONA) or data.hasFormat(mime.CARDS))
