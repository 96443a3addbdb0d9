"""One of the two maps that are compared: looked at, not edited."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QCursor, QImage, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from cjdesigner.layout import hits
from cjdesigner.layout.hits import Box
from cjdesigner.layout.sides import Change, Kind, Side
from cjdesigner.ui.appearance import current
from cjdesigner.ui.canvas import pinned
from cjdesigner.ui.canvas.camera import Camera
from cjdesigner.ui.canvas.tiles import Tiles, opaque
from cjdesigner.ui.comparing import marks

_FRAME = 0.004
"""Seconds that one frame may spend on tiles that are missing while the maps move; there are two panes."""
_RESTING_FRAME = 0.03
"""The same once they stand still: on a large screen the marks of a frame take longer than its tiles."""
_STILL = 150
"""Milliseconds without a move until they stand still."""
_PAD = 120.0


class ComparePane(Camera):
    """Drags pan it; the view tells the other pane to follow."""

    chosen = Signal(str)
    """The id of the record that was clicked, or ""."""
    opened = Signal(str)
    """The id of the record that was double-clicked."""

    def __init__(self, place: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        """0 for the left one, 1 for the right one."""
        self._stage = QGraphicsScene(self)
        self.setScene(self._stage)
        self.side: Side | None = None
        self.tiles = Tiles(current().canvas)
        self.marks: list[tuple[Kind, str, Box]] = []
        self.now = ""
        """The record that is chosen."""
        self._gaps: list[QRectF] = []
        self._boxes: dict[str, Box] = {}
        self._since_move = QElapsedTimer()
        self._dragged: QPoint | None = None
        self._pressed = QPoint()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, True)

    def show_side(self, side: Side, changes: tuple[Change, ...], kinds: set[Kind]) -> None:
        """Show a map with its marks."""
        self.side = side
        drawing = side.drawing
        self.tiles.show(drawing)
        self.sheet = Box(0, 0, drawing.width, drawing.height)
        self._stage.setSceneRect(QRectF(-_PAD, -_PAD, drawing.width + 2 * _PAD, drawing.height + 2 * _PAD))
        self._boxes = {}
        for row in drawing.rows:
            for group in row.groups:
                if group.meaning.id and group.meaning.role not in ("curve", "link"):
                    self._boxes.setdefault(group.meaning.id, hits.box_of(row, group))
        self._gaps = list(_gaps(side))
        self.show_marks(changes, kinds)

    def show_marks(self, changes: tuple[Change, ...], kinds: set[Kind]) -> None:
        """Mark the differences of these kinds."""
        self.marks = []
        for change in changes:
            one = change.right if self.place else change.left
            box = self._boxes.get(one)
            if box is not None and change.kind in kinds:
                rail = self.side.scene.columns.rail if self.side else 0.0
                if change.role == "lane":
                    box = Box(box.x + 8.0, box.y, rail, box.height)
                self.marks.append((change.kind, one, box))
        self.viewport().update()

    def box(self, record_id: str) -> Box | None:
        """Where a record stands here; for one of the other map, where it is missing."""
        return self._boxes.get(record_id) or self._boxes.get(f"gap:{record_id}")

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """The map from its tiles, in device pixels."""
        ratio = self.devicePixelRatioF()
        origin = self.viewportTransform().map(QPointF(0, 0)) * ratio
        size = self.viewport().size() * ratio
        painter.save()
        painter.resetTransform()
        painter.scale(1 / ratio, 1 / ratio)
        opaque(painter)
        self.tiles.set_around(current().canvas)
        place = QPointF(round(origin.x()), round(origin.y()))
        moving = self._since_move.isValid() and self._since_move.elapsed() < _STILL
        budget = _FRAME if moving else _RESTING_FRAME
        if not self.tiles.draw(painter, place, size.width() + 1, size.height() + 1, self.scale_now * ratio, budget):
            QTimer.singleShot(0, self.viewport(), self.viewport().update)
        painter.restore()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The maps move: frames are to be quick."""
        self._since_move.start()
        super().scrollContentsBy(dx, dy)

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """The gaps, the marks in sight, and the names that stay in sight."""
        if self.side is None:
            return
        view = self.visible_area()
        area = Box(view.x(), view.y(), view.width(), view.height())
        pixel = 1.0 / self.scale_now
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for gap in self._gaps:
            if gap.intersects(view):
                marks.paint_gap(painter, gap)
        for kind, one, box in self.marks:
            if box.meets(area) and one != self.now:
                marks.paint_mark(painter, kind, box, pixel, now=False)
        for kind, one, box in self.marks:
            if one == self.now:
                marks.paint_mark(painter, kind, box, pixel, now=True)
        if self.now and all(one != self.now for _, one, _ in self.marks):
            self._paint_chosen(painter)
        painter.restore()
        painter.save()
        painter.resetTransform()
        pinned.paint(painter, self.side.drawing, self.side.scene, view, self.scale_now, current(), self.font())
        painter.restore()

    def _paint_chosen(self, painter: QPainter) -> None:
        box = self._boxes.get(self.now)
        if box is not None:
            pen = QPen(QColor("#2F5BEA"), 2.0)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box.x - 2.5, box.y - 2.5, box.width + 5, box.height + 5), 10, 10)

    def settle(self) -> None:
        """Paint every tile in sight now: for pictures of the window."""
        ratio = self.devicePixelRatioF()
        origin = self.viewportTransform().map(QPointF(0, 0)) * ratio
        size = self.viewport().size() * ratio
        image = QImage(8, 8, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        place = QPointF(round(origin.x()), round(origin.y()))
        self.tiles.draw(painter, place, size.width() + 1, size.height() + 1, self.scale_now * ratio, 60.0)
        painter.end()
        self.viewport().update()

    def _at(self, place: QPointF) -> str:
        """The record under a point of the viewport."""
        if self.side is None:
            return ""
        point = self.viewportTransform().inverted()[0].map(place)
        under = hits.hit(self.side.drawing, self.side.scene, point.x(), point.y())
        return under.id if under is not None and under.role not in ("cell", "fold", "title") else ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A drag pans."""
        self._dragged = self._pressed = event.position().toPoint()
        self.viewport().setCursor(QCursor(Qt.CursorShape.ClosedHandCursor))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on panning."""
        if self._dragged is not None:
            here = event.position().toPoint()
            self.scroll_by(self._dragged.x() - here.x(), self._dragged.y() - here.y())
            self._dragged = here

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press that went nowhere chooses what is there."""
        moved = (event.position().toPoint() - self._pressed).manhattanLength()
        self._dragged = None
        self.viewport().unsetCursor()
        if moved < 5 and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self._at(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to what is there."""
        found = self._at(event.position())
        if found:
            self.opened.emit(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys are the view's."""
        event.ignore()


def _gaps(side: Side) -> list[QRectF]:
    """Columns and lanes that only the other map has, in scene units."""
    found = []
    scene, drawing = side.scene, side.drawing
    lanes = [row for row in drawing.rows if row.groups[:1] and row.groups[0].meaning.role == "lane"]
    if not lanes:
        return []
    top = next((row.y for row in drawing.rows if row.id == "steps"), lanes[0].y)
    bottom = lanes[-1].y + lanes[-1].height
    for step, left, wide in zip(scene.structure.steps, scene.columns.left, scene.columns.width, strict=True):
        if step.id in side.gaps:
            found.append(QRectF(left + 2.0, top, wide - 4.0, bottom - top))
    for row in lanes:
        if row.id in side.gaps:
            wide = scene.columns.track_right - scene.columns.track_left
            found.append(QRectF(scene.columns.track_left, row.y, wide, row.height))
    return found
