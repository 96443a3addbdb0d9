"""Zoom and pan: what part of the map is in sight, and how large."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QNativeGestureEvent, QPalette, QResizeEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView, QScrollBar, QWidget

from cjdesigner.layout.hits import Box
from cjdesigner.ui import collector
from cjdesigner.ui.canvas import pinned

LEAST, MOST = 0.08, 4.0
"""The smallest and the largest scale, in logical pixels per scene unit."""
_USUAL_HEIGHT = 1000
"""Pixels of a view in which a map at 100 % looks right; in a higher one it may be shown larger."""
_BELOW = 176
"""Pixels below the sheet that can be scrolled to, so that its end can stand above what lies over the corners."""
_NARROW = 1.3
"""The most for a map that is narrower than the view all the same."""


class Camera(QGraphicsView):
    """A graphics view that is moved by wheel, touchpad and keys; ``sheet`` is what "fit" fits, in scene units."""

    zoomed = Signal(float)
    moved = Signal()
    """The visible part has changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = Box(0, 0, 1, 1)
        self.corners: list[QWidget] = []
        """What lies over the map in the corners of the view: what is revealed stands clear of it."""
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setViewport(_ground())
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)

    def setScene(self, scene: QGraphicsScene | None) -> None:
        """Show a scene; its rectangle says how far a sheet that is larger than the view can be scrolled."""
        super().setScene(scene)
        if scene is not None:
            scene.sceneRectChanged.connect(self._give_room)

    @property
    def sheet(self) -> Box:
        """What "fit" fits, in scene units."""
        return self._sheet

    @sheet.setter
    def sheet(self, sheet: Box) -> None:
        self._sheet = sheet
        self._give_room()

    def _give_room(self) -> None:
        """A sheet that is smaller than the view may stand anywhere in it: in the middle, or where a zoom leaves it."""
        around, size = self.scene().sceneRect(), self.viewport().size()
        beside = size.width() / self.scale_now - (around.width() + self._sheet.width) / 2
        above = size.height() / self.scale_now - (around.height() + self._sheet.height) / 2
        beside, above = max(0.0, beside), max(0.0, above)
        under = self._sheet.bottom + _BELOW / self.scale_now - around.bottom() if self.corners else 0.0
        self.setSceneRect(around.adjusted(-beside, -above, beside, max(above, under)))

    @property
    def scale_now(self) -> float:
        """Logical pixels per scene unit."""
        return self.transform().m11()

    def visible_area(self) -> QRectF:
        """The part of the scene in sight."""
        top_left = self.mapToScene(QPoint(0, 0))
        size = self.viewport().size()
        return QRectF(top_left.x(), top_left.y(), size.width() / self.scale_now, size.height() / self.scale_now)

    def zoom_to(self, scale: float, at: QPointF | None = None) -> None:
        """Another scale, keeping the viewport's point ``at`` (its middle by default) in place."""
        scale = max(LEAST, min(MOST, scale))
        at = at or QPointF(self.viewport().rect().center())
        kept = self.viewportTransform().inverted()[0].map(at)
        self.setTransform(QTransform.fromScale(scale, scale))
        self._give_room()
        moved = self.viewportTransform().map(kept) - at
        self.scroll_by(moved.x(), moved.y())
        collector.moving()
        self.moved.emit()
        self.zoomed.emit(scale)

    def scroll_by(self, dx: float, dy: float) -> None:
        """Move what is in sight, in logical pixels."""
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() + round(dx))
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + round(dy))

    def fit(self) -> None:
        """The whole sheet in sight, as large as it goes, but not beyond 100 %."""
        self.show_box(self.sheet, most=1.0)

    def fit_width(self) -> None:
        """The sheet from edge to edge, from its top; a narrow one in the middle, larger than life on a large screen."""
        scale, beside = self._across()
        self.zoom_to(scale)
        place = self.viewportTransform().map(QPointF(0, 0))
        self.scroll_by(place.x() - beside, place.y() - 12)

    @property
    def fits_width(self) -> bool:
        """Whether the sheet is seen as ``fit_width`` leaves it, however far it was scrolled down since."""
        scale, beside = self._across()
        place = self.viewportTransform().map(QPointF(0, 0))
        return abs(scale - self.scale_now) < 1e-6 and abs(place.x() - beside) <= 2

    def _across(self) -> tuple[float, float]:
        """The scale that fits the width, and the pixels that are then left of the sheet."""
        room = self.viewport().size()
        most = max(1.0, min(2.0, room.height() / _USUAL_HEIGHT))
        scale = max(LEAST, (room.width() - 32) / max(self.sheet.width, 1))
        if scale > most:  # far from filling the window: no reason to be that large
            scale = min(most, _NARROW)
        return scale, max(16.0, (room.width() - self.sheet.width * scale) / 2)

    def show_box(self, box: Box, most: float = MOST) -> None:
        """A part of the map in the middle of the window, as large as it fits."""
        room = self.viewport().size()
        scale = min((room.width() - 48) / max(box.width, 1), (room.height() - 48) / max(box.height, 1), most)
        self.zoom_to(scale)
        centre = self.viewportTransform().map(QPointF(box.x + box.width / 2, box.y + box.height / 2))
        middle = QPointF(self.viewport().rect().center())
        self.scroll_by(centre.x() - middle.x(), centre.y() - middle.y())

    def show_columns(self, box: Box) -> None:
        """Some columns as wide as they fit beside the lane names, in a size that can be read, from their top."""
        room = self.viewport().width() - pinned.rail_width(1.0)
        scale = max(0.45, min(1.3, (room - 32) / max(box.width, 1)))
        turned = abs(scale - self.scale_now) > 1e-6
        self.zoom_to(scale)
        place = self.viewportTransform().map(QPointF(box.x, box.y))
        beside = pinned.rail_width(scale) + max(16.0, (room - box.width * scale) / 2)
        self.scroll_by(place.x() - beside, place.y() - 12 if turned else 0.0)

    def reveal(self, box: Box) -> None:
        """Scroll as little as needed to bring a box into sight, clear of the pinned strips."""
        view = self.visible_area()
        scale = self.scale_now
        strips = self._strips()
        left, top = view.left() + strips.x() / scale, view.top() + strips.y() / scale
        dx = min(0.0, box.x - left) or max(0.0, box.right + 24 / scale - view.right())
        dy = min(0.0, box.y - top) or max(0.0, box.bottom + 24 / scale - view.bottom())
        self.scroll_by(dx * scale, dy * scale)
        for corner in self.corners:
            if corner.isVisible():
                self._clear(box, QRect(self.viewport().mapFromGlobal(corner.mapToGlobal(QPoint())), corner.size()))

    def _strips(self) -> QPoint:
        """Where what is revealed may begin, beside and below the pinned strips, in pixels of the viewport."""
        return QPoint(round(pinned.rail_width(self.scale_now)) + 12, round(pinned.PHASES_HIGH + pinned.STEPS_HIGH) + 12)

    def _clear(self, box: Box, corner: QRect) -> None:
        """Scroll a box out from below a corner, the shorter way, unless the pinned strips would hide it instead."""
        rect = self.card_rect(box)
        if not rect.intersects(corner):
            return
        strips = self._strips()
        free = self.viewport().rect().adjusted(strips.x(), strips.y(), -24, -24)
        at_left = corner.center().x() < free.center().x()
        dx = rect.left() - corner.right() - 12 if at_left else rect.right() - corner.left() + 12
        dy = rect.bottom() - corner.top() + 12
        across, along = self.horizontalScrollBar(), self.verticalScrollBar()
        ways = []
        if free.left() <= rect.left() - dx and rect.right() - dx <= free.right() and _reaches(across, dx):
            ways.append((abs(dx), dx, 0))
        if free.top() <= rect.top() - dy and _reaches(along, dy):
            ways.append((dy, 0, dy))
        if ways:
            _, dx, dy = min(ways)
            self.scroll_by(dx, dy)

    def card_rect(self, box: Box) -> QRect:
        """A box of the scene in pixels of the viewport."""
        return self.viewportTransform().mapRect(QRectF(box.x, box.y, box.width, box.height)).toRect()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom at the pointer; else the wheel scrolls, with Shift sideways."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turn = event.angleDelta().y() or event.pixelDelta().y() * 4
            self.zoom_to(self.scale_now * 1.0015**turn, event.position())
            event.accept()
            return
        pixels = event.pixelDelta()
        delta = QPointF(pixels) if not pixels.isNull() else QPointF(event.angleDelta()) * 0.6
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not delta.x():
            delta = QPointF(delta.y(), 0)
        self.scroll_by(-delta.x(), -delta.y())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Pinches arrive at the viewport."""
        if event.type() == QEvent.Type.NativeGesture and isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_to(self.scale_now * (1 + event.value()), event.position())
                return True
        elif event.type() == QEvent.Type.Gesture:
            pinch = event.gesture(Qt.GestureType.PinchGesture)  # type: ignore[attr-defined]
            if pinch:
                self.zoom_to(
                    self.scale_now * pinch.scaleFactor(), QPointF(self.mapFromGlobal(pinch.hotSpot().toPoint()))
                )
                return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the map where it is, and tell what lies over it."""
        place = self.viewportTransform().map(QPointF(0, 0))
        super().resizeEvent(event)
        if self.scene() is not None:
            self._give_room()
            moved = self.viewportTransform().map(QPointF(0, 0)) - place
            self.scroll_by(moved.x(), moved.y())
        self.moved.emit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Tell what lies over the map."""
        super().scrollContentsBy(dx, dy)
        collector.moving()
        self.moved.emit()


def _reaches(bar: QScrollBar, pixels: int) -> bool:
    """Whether there is so much left to scroll."""
    return bar.minimum() <= bar.value() + pixels <= bar.maximum()


def _ground() -> QWidget:
    """A viewport like Qt's own. Asked for that one, the bindings would first look through every widget there is."""
    ground = QWidget()
    ground.setObjectName("qt_scrollarea_viewport")
    ground.setBackgroundRole(QPalette.ColorRole.Base)
    ground.setAutoFillBackground(True)
    return ground
