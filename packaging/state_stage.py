"""The hands and the camera of ``states.py``: a window with the sample, real mouse events on it, and pictures of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragMoveEvent,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPixmap,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget

from cjdesigner.layout import hits
from cjdesigner.model import queries
from cjdesigner.model.looks import Look
from cjdesigner.ui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


class Stage:
    """One window, and what states need to bring it about."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.canvas = window.canvas
        self.session = window.session
        self.surface = window.canvas.viewport()
        self.shape = queries.structure(self.session.document, self.session.map_id)
        self.lanes = {lane.type: lane.id for lane in self.shape.lanes}
        self.steps = [step.id for step in self.shape.steps]
        self.carried: tuple[QPixmap, QPoint, QPoint] | None = None
        """What is dragged from beside the canvas: its picture, the spot it is held at, and its place in the window."""

    # What there is

    def cards(self, key: str) -> list[str]:
        """The ids of the cards of the lane of a type, from left to right."""
        document = self.session.saved_document
        return [card.id for step in self.steps for card in queries.cell(document, self.lanes[key], step)]

    def box(self, record: str) -> hits.Box:
        """Where a record stands, in scene units."""
        found = hits.find(self.session.drawing(), record)
        assert found is not None, record
        return found

    def place(self, x: float, y: float) -> QPoint:
        """A place of the map on the canvas."""
        return self.canvas.viewportTransform().map(QPointF(x, y)).toPoint()

    def middle(self, record: str) -> QPoint:
        """The middle of a record on the canvas, in sight."""
        self.canvas.reveal(self.box(record))
        return self.canvas.card_rect(self.box(record)).center()

    def free_cell(self, key: str) -> QPoint:
        """The middle of an empty cell of the lane of a type."""
        document = self.session.document
        free = next(step for step in self.steps if not queries.cell(document, self.lanes[key], step))
        row = next(row for row in self.session.drawing().rows if row.id == self.lanes[key])
        columns = self.session.scene().columns
        return self.place(columns.centre(self.shape.column[free]), row.y + row.height / 2)

    def border(self, step: int) -> QPoint:
        """The right border of a step, among the names of the steps."""
        columns = self.session.scene().columns
        row = next(row for row in self.session.drawing().rows if row.id == "steps")
        return self.place(columns.left[step] + columns.width[step], row.y + row.height / 2)

    # The hands

    def look(self, scale: float = 0.8, across: int = 0, down: int = 0) -> None:
        """Show the top left of the map at a scale, moved on by some pixels."""
        self.canvas.zoom_to(scale)
        self.canvas.scroll_by(-9000, -9000)
        self.canvas.scroll_by(150 * scale + across, 150 * scale + down)

    def move(self, where: QPoint, held: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NONE) -> None:
        """The pointer to a place of the canvas."""
        at, there = QPointF(where), QPointF(self.surface.mapToGlobal(where))
        event = QMouseEvent(QEvent.Type.MouseMove, at, there, Qt.MouseButton.NoButton, held, keys)
        QApplication.sendEvent(self.surface, event)

    def hover(self, where: QPoint) -> None:
        """The pointer to a place of the canvas, without a button."""
        self.move(where, Qt.MouseButton.NoButton)

    def handle(self, record: str) -> QPoint:
        """The round handle of a record, with the pointer on that record."""
        self.hover(self.middle(record))
        shown = self.canvas.overlay.handle
        assert shown is not None, "it is too small for a handle"
        return self.place(*shown.centre(self.canvas.scale_now))

    def click(self, where: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
        """A click on the canvas, with the pointer resting there."""
        QTest.mouseClick(self.surface, LEFT, keys, where)
        self.hover(where)

    def double_click(self, where: QPoint) -> None:
        """A double click on the canvas."""
        QTest.mouseClick(self.surface, LEFT, NONE, where)
        QTest.mouseDClick(self.surface, LEFT, NONE, where)
        QTest.mouseRelease(self.surface, LEFT, NONE, where)

    def drag(self, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
        """Press, and move without letting go."""
        self.hover(start)
        QTest.mousePress(self.surface, LEFT, keys, start)
        for part in range(1, 9):
            self.move(start + (end - start) * part / 8, LEFT, keys)

    def let_go(self, where: QPoint) -> None:
        """Release what is dragged."""
        QTest.mouseRelease(self.surface, LEFT, NONE, where)

    def carry(self, drag: QDrag, where: QPoint) -> None:
        """What is dragged from beside the canvas, over a place of it."""
        data, copy = drag.mimeData(), Qt.DropAction.CopyAction
        QApplication.sendEvent(self.surface, QDragEnterEvent(where, copy, data, LEFT, NONE))
        QApplication.sendEvent(self.surface, QDragMoveEvent(where, copy, data, LEFT, NONE))
        self.carried = drag.pixmap(), drag.hotSpot(), self.surface.mapTo(self.window, where)

    def carry_data(self, data: QMimeData, where: QPoint) -> None:
        """What another program drags over a place of the canvas."""
        drag = QDrag(self.window)
        drag.setMimeData(data)
        drag.setPixmap(QPixmap(1, 1))
        self.carry(drag, where)

    def menu(self, where: QPoint, widget: QWidget | None = None) -> None:
        """The context menu at a place of the canvas, or of another widget, with its second entry lit."""
        asked = widget or self.surface
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, asked.mapToGlobal(where))
        QApplication.sendEvent(asked, event)
        QApplication.processEvents()
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            entries = [one for one in menu.actions() if one.isEnabled() and not one.isSeparator()]
            menu.setActiveAction(entries[min(1, len(entries) - 1)])

    def tip(self, widget: QWidget) -> None:
        """The tooltip of a widget."""
        at = widget.rect().center()
        QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at)))

    # The camera

    def picture(self) -> QPixmap:
        """The window with the menus and tooltips that lie over it, and what is dragged."""
        shot = self.window.grab()
        painter = QPainter(shot)
        for widget in self._over():
            # ``grab`` paints what the style sheet leaves out of a round corner: menus have square ones.
            painter.drawPixmap(self.window.mapFromGlobal(widget.pos()), widget.grab())
        if self.carried is not None:
            pixmap, spot, where = self.carried
            painter.drawPixmap(where - spot, pixmap)
        painter.end()
        return shot

    def _over(self) -> Iterable[QWidget]:
        for widget in QApplication.topLevelWidgets():
            if widget.isVisible() and (isinstance(widget, QMenu) or type(widget) is QLabel or _is_tip(widget)):
                yield widget

    def shoot(self, path: Path) -> None:
        """Take the picture when everything is painted."""
        self.canvas.settle()
        for _ in range(8):
            QApplication.processEvents()
        self.picture().save(str(path))
        print(path)

    def tidy(self) -> None:
        """As it was before the state."""
        from PySide6.QtWidgets import QToolTip

        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        QToolTip.hideText()
        if self.carried is not None:
            self.carried = None
            self.canvas.pointing.end()
        self.canvas.cancel_gesture()
        if self.canvas.crop:
            self.canvas.crop.cancel()
        if self.canvas.text:
            self.canvas.text.cancel()
        self.canvas.lens.finish()
        self.let_go(QPoint(0, 0))
        while self.session.undo():
            pass
        self.session.show_map(self.shape.map.id)
        self.session.set_look(Look())
        self.session.select([])
        self.window.notice.hide()
        self.canvas.pointing.hover(None)
        QApplication.processEvents()


def _is_tip(widget: QWidget) -> bool:
    return bool(widget.metaObject().className() == "QTipLabel")
