"""The canvas: shows the map of a session, and turns mouse, touchpad and keyboard into gestures and edits."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from cjdesigner.editor import gestures, walking
from cjdesigner.editor.gestures import Feedback, Gesture, Pointer
from cjdesigner.editor.session import Aspect, Session
from cjdesigner.layout import hits
from cjdesigner.layout.hits import Box, Hit
from cjdesigner.layout.links import drawn_links
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.ui import mime
from cjdesigner.ui.appearance import current
from cjdesigner.ui.canvas import drops, pinned
from cjdesigner.ui.canvas.overlay import HANDLE, Overlay, handle_centre
from cjdesigner.ui.canvas.text_session import TextSession
from cjdesigner.ui.canvas.tiles import Tiles, opaque
from cjdesigner.words import tr

LEAST, MOST = 0.08, 4.0
_FRAME = 0.003
"""Seconds that one frame may spend on tiles that are missing."""
_PAD = 160.0
"""Scene units of empty canvas around the sheet."""


class MapView(QGraphicsView):
    """The map, with everything that is done on it directly."""

    zoomed = Signal(float)
    hinted = Signal(str)
    menu_requested = Signal(object, QPoint)
    """What was clicked (a Hit or None), and where on the screen."""
    files_dropped = Signal(list)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = QGraphicsScene(self)
        self.setScene(self._stage)
        self.overlay = Overlay()
        self._stage.addItem(self.overlay)
        self._tiles = Tiles(current().canvas)
        self._gesture: Gesture | None = None
        self._pressed: Pointer | None = None
        self._panning: QPoint | None = None
        self._space = False
        self._hit: Hit | None = None
        self._last = Pointer(0, 0)
        self.session = session
        self.text: TextSession | None = None
        self._drop: str = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, True)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(250)
        self._idle.timeout.connect(self._prepare)
        self._scroll = QTimer(self)
        self._scroll.setInterval(16)
        self._scroll.timeout.connect(self._auto_scroll)
        self.setAccessibleName(tr("Journey map"))
        session.listen(self._changed)
        self._refresh()

    # --- the document ---------------------------------------------------------------------------------------------

    def set_session(self, session: Session) -> None:
        """Show another project."""
        self.finish_text()
        self.cancel_gesture()
        self.session.forget(self._changed)
        self.session = session
        session.listen(self._changed)
        self._tiles.clear()
        self._hit = None
        self._refresh()
        self.fit()

    def _changed(self, aspect: Aspect) -> None:
        if aspect == "map":
            self.finish_text()
            self._tiles.clear()
            self._refresh()
            self.fit()
        elif aspect == "document":
            self._refresh()
        elif aspect == "selection":
            self._decorate()
            self.viewport().update()

    def _refresh(self) -> None:
        """Take the drawing of the session as it is now."""
        if not self.session.map_id:
            return
        drawing = self.session.drawing()
        self._tiles.show(drawing)
        if self.overlay.drawing is None or (self.overlay.drawing.width, self.overlay.drawing.height) != (
            drawing.width,
            drawing.height,
        ):
            self.overlay.prepareGeometryChange()
            self._stage.setSceneRect(QRectF(-_PAD, -_PAD, drawing.width + 2 * _PAD, drawing.height + 2 * _PAD))
        self.overlay.drawing = drawing
        self._decorate()
        if self.text:
            self.text.place()
        self._idle.start()
        self.viewport().update()

    def _decorate(self) -> None:
        """Put selection, cell and links of the selection into the overlay."""
        overlay, session = self.overlay, self.session
        drawing = overlay.drawing
        if drawing is None:
            return
        boxes = _boxes(drawing, set(session.selection))
        overlay.selected = [(one, boxes[one]) for one in session.selection if one in boxes]
        overlay.cell = self._cell_box() if session.cell else None
        overlay.lit_links = []
        if session.selection and session.document.links:
            chosen = set(session.selection)
            shown = drawn_links(drawing)
            for link in session.document.links.values():
                if (chosen & {link.id, link.source, link.target}) and link.id in shown:
                    overlay.lit_links.append(shown[link.id])

    def _cell_box(self) -> Box | None:
        lane_id, step_id = self.session.cell or ("", "")
        drawing = self.overlay.drawing
        row = next((row for row in drawing.rows if row.id == lane_id), None) if drawing else None
        scene = self.session.scene()
        column = scene.structure.column.get(step_id)
        if row is None or column is None:
            return None
        x, wide = scene.columns.box(column, column)
        return Box(x, row.y + 6, wide, row.height - 12)

    # --- painting -------------------------------------------------------------------------------------------------

    @property
    def scale_now(self) -> float:
        """Logical pixels per scene unit."""
        return self.transform().m11()

    def drawBackground(self, painter: QPainter, rect: QRectF) -> None:
        """The drawing itself, from tiles, in device pixels."""
        self._paint_tiles(painter, _FRAME)

    def _paint_tiles(self, painter: QPainter, budget: float) -> None:
        ratio = self.devicePixelRatioF()
        origin = self.viewportTransform().map(QPointF(0, 0)) * ratio
        origin = QPointF(round(origin.x()), round(origin.y()))
        size = self.viewport().size() * ratio
        painter.save()
        painter.resetTransform()
        painter.scale(1 / ratio, 1 / ratio)
        opaque(painter)
        look = current()
        self._tiles.set_around(look.canvas)
        scale = self.scale_now * ratio
        if not self._tiles.draw(painter, origin, size.width(), size.height(), scale, budget):
            QTimer.singleShot(0, self.viewport().update)
        painter.restore()

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        """The pinned phases and lane names."""
        drawing = self.overlay.drawing
        if drawing is None:
            return
        self.overlay.scale_now = self.scale_now
        painter.save()
        painter.resetTransform()
        pinned.paint(
            painter, drawing, self.session.scene(), self.visible_area(), self.scale_now, current(), self.font()
        )
        painter.restore()

    def visible_area(self) -> QRectF:
        """The part of the scene in sight."""
        top_left = self.mapToScene(QPoint(0, 0))
        size = self.viewport().size()
        return QRectF(top_left.x(), top_left.y(), size.width() / self.scale_now, size.height() / self.scale_now)

    def settle(self) -> None:
        """Paint every tile in sight now: for the first frame, and for pictures of the window."""
        from PySide6.QtGui import QImage

        throwaway = QImage(8, 8, QImage.Format.Format_RGB32)
        painter = QPainter(throwaway)
        ratio = self.devicePixelRatioF()
        origin = self.viewportTransform().map(QPointF(0, 0)) * ratio
        size = self.viewport().size() * ratio
        self._tiles.draw(
            painter,
            QPointF(round(origin.x()), round(origin.y())),
            size.width(),
            size.height(),
            self.scale_now * ratio,
            60.0,
        )
        painter.end()
        self.viewport().update()

    def _prepare(self) -> None:
        """When nothing happens: the overview picture, for the next zoom."""
        if self._gesture is None and self.isVisible() and not self._tiles.prepare_overview(_FRAME):
            QTimer.singleShot(0, self._prepare)

    # --- zoom and pan ---------------------------------------------------------------------------------------------

    def zoom_to(self, scale: float, at: QPointF | None = None) -> None:
        """Another scale, keeping the viewport's point ``at`` (its middle by default) in place."""
        scale = max(LEAST, min(MOST, scale))
        at = at or QPointF(self.viewport().rect().center())
        kept = self.viewportTransform().inverted()[0].map(at)
        self.setTransform(QTransform.fromScale(scale, scale))
        moved = self.viewportTransform().map(kept) - at
        self._scroll_by(moved.x(), moved.y())
        self.overlay.scale_now = scale
        if self.text:
            self.text.place()
        self.zoomed.emit(scale)

    def _scroll_by(self, dx: float, dy: float) -> None:
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() + round(dx))
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + round(dy))

    def fit(self) -> None:
        """The whole sheet in sight, as large as it goes, but not beyond 100 %."""
        drawing = self.overlay.drawing
        if drawing is None:
            return
        self.show_box(Box(0, 0, drawing.width, drawing.height), most=1.0)

    def fit_width(self) -> None:
        """The sheet from edge to edge, from its top."""
        drawing = self.overlay.drawing
        if drawing is None:
            return
        scale = max(LEAST, min(1.0, (self.viewport().width() - 32) / max(drawing.width, 1)))
        self.zoom_to(scale)
        place = self.viewportTransform().map(QPointF(0, 0))
        self._scroll_by(place.x() - 16, place.y() - 12)

    def show_box(self, box: Box, most: float = MOST) -> None:
        """A part of the map in the middle of the window, as large as it fits."""
        room = self.viewport().size()
        scale = min((room.width() - 48) / max(box.width, 1), (room.height() - 48) / max(box.height, 1), most)
        self.zoom_to(scale)
        centre = self.viewportTransform().map(QPointF(box.x + box.width / 2, box.y + box.height / 2))
        middle = QPointF(self.viewport().rect().center())
        self._scroll_by(centre.x() - middle.x(), centre.y() - middle.y())

    def reveal(self, box: Box) -> None:
        """Scroll as little as needed to bring a box into sight, clear of the pinned strips."""
        view = self.visible_area()
        scale = self.scale_now
        left = view.left() + (pinned.rail_width(scale) + 12) / scale
        top = view.top() + (pinned.PHASES_HIGH + pinned.STEPS_HIGH + 12) / scale
        dx = min(0.0, box.x - left) or max(0.0, box.right + 24 / scale - view.right())
        dy = min(0.0, box.y - top) or max(0.0, box.bottom + 24 / scale - view.bottom())
        self._scroll_by(dx * scale, dy * scale)

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
        self._scroll_by(-delta.x(), -delta.y())
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
        elif event.type() == QEvent.Type.Leave:
            self._point_at(None)
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the text field over its card."""
        super().resizeEvent(event)
        if self.text:
            self.text.place()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Keep the text field over its card."""
        super().scrollContentsBy(dx, dy)
        if self.text:
            self.text.place()

    # --- mouse ----------------------------------------------------------------------------------------------------

    def _pointer(self, position: QPointF, held: Qt.KeyboardModifier, released: bool = False) -> Pointer:
        point = self.viewportTransform().inverted()[0].map(position)
        copy = Qt.KeyboardModifier.AltModifier if sys.platform == "darwin" else Qt.KeyboardModifier.ControlModifier
        return Pointer(
            point.x(), point.y(), bool(held & Qt.KeyboardModifier.ShiftModifier), bool(held & copy), released
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select, begin a gesture, or pan."""
        self.setFocus()
        self.finish_text()
        middle = event.button() == Qt.MouseButton.MiddleButton
        if middle or (self._space and event.button() == Qt.MouseButton.LeftButton):
            self._panning = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        if event.button() != Qt.MouseButton.LeftButton or self._gesture:
            return
        pointer = self._pointer(event.position(), event.modifiers())
        self._begin(self._gesture_for(pointer), pointer)

    def _gesture_for(self, pointer: Pointer) -> Gesture | None:
        """The gesture that a press here may become."""
        session = self.session
        drawing = self.overlay.drawing
        if drawing is None:
            return None
        if self.overlay.handle and self._on_handle(pointer):
            source = self._id_at(self.overlay.handle)
            if source:
                return gestures.draw_link(session, source, pointer)
        under = hits.hit(drawing, self.session.scene(), pointer.x, pointer.y)
        border = self._border_at(pointer)
        if border:
            return gestures.resize_step(session, border, pointer)
        if under is None or under.role == "cell":
            edge = self._edge_at(pointer)
            if edge:
                return gestures.stretch_card(session, edge, pointer)
            link = self._link_at(pointer)
            if link:
                session.select([link])
                return None
            if not pointer.extend:
                session.select([], cell=(under.id, under.step) if under else None)
            return gestures.draw_marquee(session, pointer)
        edge = self._edge_at(pointer)
        if edge:
            return gestures.stretch_card(session, edge, pointer)
        if pointer.extend or (pointer.copy and under.id not in session.selection):
            session.toggle(under.id)
        elif under.id not in session.selection:
            session.select([under.id])
        if under.role == "point":
            return gestures.drag_point(session, under.id, pointer)
        if under.role == "card" and session.selected_cards():
            return gestures.drag_cards(session, pointer)
        if under.role == "step":
            return gestures.drag_step(session, under.id, pointer)
        if under.role == "phase":
            return gestures.drag_phase(session, under.id, pointer)
        if under.role == "lane":
            return gestures.drag_lane(session, under.id, pointer)
        return None

    def _begin(self, gesture: Gesture | None, pointer: Pointer) -> None:
        self._pressed = pointer
        self._last = pointer
        if gesture is None:
            return
        self.overlay.source = self.overlay.drawing
        try:
            self.overlay.feedback = next(gesture)
        except StopIteration:
            return
        self._gesture = gesture

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the gesture, or show what is under the pointer."""
        if self._panning is not None:
            here = event.position().toPoint()
            self._scroll_by(self._panning.x() - here.x(), self._panning.y() - here.y())
            self._panning = here
            return
        pointer = self._pointer(event.position(), event.modifiers())
        self._last = pointer
        if self._gesture:
            self._send(pointer)
            near = self._edge_distance(event.position().toPoint())
            if near.isNull():
                self._scroll.stop()
            elif not self._scroll.isActive():
                self._scroll.start()
        elif not event.buttons():
            self._point_at(pointer)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture."""
        if self._panning is not None:
            self._panning = None
            self._cursor()
            return
        if event.button() == Qt.MouseButton.LeftButton and self._gesture:
            pointer = self._pointer(event.position(), event.modifiers(), released=True)
            clicked = self._pressed and not gestures._far(self._pressed, pointer)
            self._send(pointer)
            self._end_gesture()
            if clicked and not pointer.extend and not pointer.copy:
                self._clicked(pointer)
            self._point_at(self._pointer(event.position(), event.modifiers()))

    def _clicked(self, pointer: Pointer) -> None:
        """A click without a drag on one of several selected cards selects it alone."""
        under = self._under(pointer)
        if under and under.role in ("card", "point") and len(self.session.selection) > 1:
            self.session.select([under.id])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit what is there, or add a card where nothing is."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.cancel_gesture()
        pointer = self._pointer(event.position(), event.modifiers())
        border = self._border_at(pointer)
        if border:
            from cjdesigner.edit import phases

            self.session.commit(phases.change(self.session.saved_document, border, width=0.0), tr("Resize step"))
            return
        under = self._under(pointer)
        if under is None:
            return
        if under.role == "cell":
            self.add_card(under.id, under.step, pointer)
        else:
            self.edit_text(under.id)

    def _under(self, pointer: Pointer) -> Hit | None:
        drawing = self.overlay.drawing
        return hits.hit(drawing, self.session.scene(), pointer.x, pointer.y) if drawing else None

    def _send(self, pointer: Pointer) -> None:
        gesture = self._gesture
        if gesture is None:
            return
        try:
            self.overlay.feedback = gesture.send(pointer)
        except StopIteration:
            self._end_gesture()
            return
        feedback = self.overlay.feedback
        self.hinted.emit(feedback.refusal or feedback.hint)
        if feedback.refusal:
            self.viewport().setCursor(Qt.CursorShape.ForbiddenCursor)
        else:
            self._cursor()
        self.viewport().update()

    def _end_gesture(self) -> None:
        self._gesture = None
        self._pressed = None
        self._scroll.stop()
        self.overlay.feedback = Feedback()
        self.overlay.source = None
        self.hinted.emit("")
        self._cursor()
        self._decorate()
        self.viewport().update()

    def cancel_gesture(self) -> None:
        """Drop what is being dragged: nothing has changed."""
        if self._gesture:
            self._gesture.close()
            self._end_gesture()

    def _edge_distance(self, position: QPoint) -> QPoint:
        """How far, and which way, to scroll while something is dragged near the edge."""
        room, near = self.viewport().rect(), 36
        dx = min(0, position.x() - near) or max(0, position.x() - room.right() + near)
        dy = min(0, position.y() - near) or max(0, position.y() - room.bottom() + near)
        return QPoint(dx, dy)

    def _auto_scroll(self) -> None:
        place = self.viewport().mapFromGlobal(self.cursor().pos())
        speed = self._edge_distance(place)
        if self._gesture is None or speed.isNull():
            self._scroll.stop()
            return
        self._scroll_by(max(-40, min(40, speed.x())) * 0.5, max(-40, min(40, speed.y())) * 0.5)
        self._send(self._pointer(QPointF(place), Qt.KeyboardModifier.NoModifier))

    def _cursor(self) -> None:
        shape = Qt.CursorShape.ArrowCursor
        if self._panning is not None:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._space:
            shape = Qt.CursorShape.OpenHandCursor
        elif self._border_at(self._last):
            shape = Qt.CursorShape.SplitHCursor
        elif self._edge_at(self._last):
            shape = Qt.CursorShape.SizeHorCursor
        elif self._hit and self._hit.role == "point":
            shape = Qt.CursorShape.SizeAllCursor
        elif self._hit and self._hit.role in ("step", "phase", "lane"):
            shape = Qt.CursorShape.OpenHandCursor
        self.viewport().setCursor(shape)

    # --- what is under the pointer --------------------------------------------------------------------------------

    def _point_at(self, pointer: Pointer | None) -> None:
        """Show hover, handle and hint for a place; None when the pointer has left."""
        drawing, overlay = self.overlay.drawing, self.overlay
        under = self._under(pointer) if pointer and drawing else None
        if pointer and overlay.handle and self._on_handle(pointer):
            self.hinted.emit(tr("Drag to link this card to another"))
            self.viewport().setCursor(Qt.CursorShape.CrossCursor)
            return
        before = (overlay.hover, overlay.hover_cell, overlay.handle)
        self._hit = under
        overlay.hover = under.box if under and under.role in ("card", "point", "step") else None
        overlay.hover_cell = None
        overlay.handle = None
        if under and under.role in ("card", "point", "step"):
            overlay.handle = under.box
        elif len(self.session.selection) == 1 and overlay.selected and pointer:
            box = overlay.selected[0][1]
            near = Box(box.x - 8, box.y - 8, box.width + 40, box.height + 16)
            if near.holds(pointer.x, pointer.y):
                overlay.handle = box
        if under and under.role == "cell":
            overlay.hover_cell = self._empty_ground(under)
        if before != (overlay.hover, overlay.hover_cell, overlay.handle):
            self.viewport().update()
        self._cursor()
        self.hinted.emit(self._hint(under))

    def _empty_ground(self, under: Hit) -> Box | None:
        """Where the quiet "+" of an empty cell goes."""
        document = self.session.document
        if queries.cell(document, under.id, under.step):
            return None
        return under.box

    def _hint(self, under: Hit | None) -> str:
        if under is None:
            return tr("Drag to select · hold Space to pan · Ctrl and wheel to zoom") if self.underMouse() else ""
        return {
            "cell": tr("Double-click to add a card · drag to select"),
            "card": tr("Drag to move · double-click to edit · drag the round handle to link"),
            "point": tr("Drag to change the feeling · double-click to name it"),
            "step": tr("Double-click to rename · drag to move · drag the right border to resize"),
            "phase": tr("Double-click to rename · drag to move the phase"),
            "lane": tr("Double-click to rename · drag to move the lane"),
            "title": tr("Double-click to rename the map"),
        }.get(under.role, "")

    def _on_handle(self, pointer: Pointer) -> bool:
        box = self.overlay.handle
        if box is None:
            return False
        x, y = handle_centre(box, self.scale_now)
        reach = (HANDLE + 4) / self.scale_now
        return abs(pointer.x - x) <= reach and abs(pointer.y - y) <= reach

    def _id_at(self, box: Box) -> str:
        """The record whose box that is."""
        under = self._under(Pointer(box.x + box.width / 2, box.y + box.height / 2))
        if under and under.role in ("card", "point", "step"):
            return under.id
        return next((one for one, known in self.overlay.selected if known == box), "")

    def _border_at(self, pointer: Pointer) -> str:
        """The step whose right border is under the pointer, in the row of step names."""
        drawing = self.overlay.drawing
        row = hits.row_at(drawing, pointer.y) if drawing else None
        if row is None or row.id != "steps":
            return ""
        columns = self.session.scene().columns
        reach = max(5.0, 4.0 / self.scale_now)
        for step, left, wide in zip(self.session.scene().structure.steps, columns.left, columns.width, strict=True):
            if abs(pointer.x - left - wide) <= reach:
                return step.id
        return ""

    def _edge_at(self, pointer: Pointer) -> str:
        """The selected card whose right edge is under the pointer."""
        if len(self.overlay.selected) != 1:
            return ""
        record, box = self.overlay.selected[0]
        card = self.session.document.cards.get(record)
        if card is None or card.type in ("emotions", "touchpoints"):
            return ""
        reach = 4.0 / self.scale_now
        on_edge = abs(pointer.x - box.right) <= reach and box.y <= pointer.y <= box.bottom
        return record if on_edge else ""

    def _link_at(self, pointer: Pointer) -> str:
        """The link that runs within a few pixels of the pointer."""
        from PySide6.QtGui import QPainterPathStroker

        from cjdesigner.draw.shapes import Path
        from cjdesigner.paint.raster import path

        drawing = self.overlay.drawing
        if drawing is None:
            return ""
        stroker = QPainterPathStroker()
        stroker.setWidth(10.0 / self.scale_now)
        for link_id, group in drawn_links(drawing).items():
            shaft = next((shape for shape in group.shapes if isinstance(shape, Path) and shape.stroke), None)
            if shaft is not None:
                near = stroker.createStroke(path(shaft.commands))
                if near.contains(QPointF(pointer.x - group.x, pointer.y - group.y)):
                    return link_id
        return ""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """A menu for what is under the pointer, or for the selection when called by key."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            pointer = self._pointer(QPointF(event.pos()), event.modifiers())
            under = self._under(pointer)
            link = self._link_at(pointer) if under is None or under.role == "cell" else ""
            if link:
                self.session.select([link])
                under = Hit("link", link, Box(pointer.x, pointer.y, 1, 1))
            elif under and under.role == "cell":
                self.session.select([], cell=(under.id, under.step))
            elif under and under.id not in self.session.selection:
                self.session.select([under.id])
            self.menu_requested.emit(under, event.globalPos())
            return
        box = self.overlay.selected[0][1] if self.overlay.selected else None
        place = self.viewportTransform().map(QPointF(box.x, box.bottom)) if box else QPointF(40, 40)
        self.menu_requested.emit(None, self.viewport().mapToGlobal(place.toPoint()))

    # --- keyboard -------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, edit, type; what is left goes to the window's shortcuts."""
        key, held = event.key(), event.modifiers()
        plain = not held & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        arrows = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        if key == Qt.Key.Key_Escape:
            if self._gesture:
                self.cancel_gesture()
            elif len(self.session.selection) > 0 or self.session.cell:
                self.session.select([])
        elif key == Qt.Key.Key_Space and plain:
            if not event.isAutoRepeat():
                self._space = True
                self._cursor()
        elif key in arrows and plain:
            self._arrow(*arrows[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and plain:
            self._enter()
        elif key == Qt.Key.Key_Tab and plain:
            walking.next_cell(self.session)
            self.reveal_selection()
        elif key == Qt.Key.Key_Backtab:
            walking.next_cell(self.session, back=True)
            self.reveal_selection()
        elif plain and event.text() and event.text().isprintable():
            self.type_text(event.text())
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab walks the cells; F6 leaves the canvas."""
        return False

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go of the hand."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self._cursor()
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A key released elsewhere is released."""
        self._space = False
        super().focusOutEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Composed text begins a card like a typed key."""
        if event.commitString() and self.text is None:
            self.type_text(event.commitString())
            event.accept()
        else:
            super().inputMethodEvent(event)

    def _arrow(self, dx: int, dy: int) -> None:
        chosen = self.session.selected_cards()
        points = [one for one in chosen if self.session.document.cards[one].type == "emotions"]
        if points and dy and len(points) == len(chosen):
            from cjdesigner.edit import cards
            from cjdesigner.lanes.emotions import Emotion

            document = self.session.saved_document
            for one in points:
                payload = document.cards[one].payload
                if isinstance(payload, Emotion):
                    value = max(-2.0, min(2.0, round(payload.value - dy * 0.1, 1)))
                    document = cards.change_payload(document, [one], value=value)
            self.session.commit(document, tr("Change the curve"))
            return
        walking.step(self.session, dx, dy)
        self.reveal_selection()

    def _enter(self) -> None:
        if len(self.session.selection) == 1:
            self.edit_text(self.session.selection[0])
        elif self.session.cell:
            self.add_card(*self.session.cell)

    def type_text(self, text: str) -> None:
        """Typing with a cell selected makes a card there; with a card selected it makes the next one after it."""
        chosen = self.session.selected_cards()
        document = self.session.saved_document
        if self.session.cell:
            self.add_card(*self.session.cell, start=text)
        elif len(chosen) == 1 and chosen[0] in document.cards:
            card = document.cards[chosen[0]]
            if card.lane in document.lanes and card.start in document.steps:
                here = [one.id for one in queries.cell(document, card.lane, card.start)]
                index = here.index(card.id) + 1 if card.id in here else None
                self.add_card(card.lane, card.start, start=text, index=index)

    def reveal_selection(self) -> None:
        """Bring what the keyboard selected into sight."""
        box = self.overlay.selected[-1][1] if self.overlay.selected else self.overlay.cell
        if box:
            self.reveal(box)

    # --- text in place --------------------------------------------------------------------------------------------

    def add_card(
        self, lane_id: str, step_id: str, pointer: Pointer | None = None, start: str = "", index: int | None = None
    ) -> None:
        """A new card in a cell, open for typing; leaving it empty takes it back."""
        self.finish_text()
        document = self.session.saved_document
        new, card_id = drops.new_card(self.session, lane_id, step_id, self.overlay.drawing, pointer, index)
        self.session.preview(new)
        self.session.select([card_id])
        self.text = TextSession.open(self, card_id, before=document, start=start, is_new=True)

    def edit_text(self, record_id: str) -> None:
        """Open the text of a record where it stands."""
        self.finish_text()
        self.text = TextSession.open(self, record_id, before=self.session.saved_document)

    def finish_text(self) -> None:
        """Keep what is being typed."""
        if self.text:
            self.text.finish("focus")

    # --- drops ----------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take building blocks, personas, parked cards, and files."""
        data = event.mimeData()
        if any(data.hasFormat(kind) for kind in (mime.BLOCK, mime.PERSONA, mime.CARDS)) or data.hasUrls():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it would land."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            return
        pointer = self._pointer(event.position(), event.modifiers())
        feedback = drops.feedback(self.session, event.mimeData(), self.overlay.drawing, pointer)
        self.overlay.feedback = feedback
        self.hinted.emit(feedback.refusal or feedback.hint)
        self.viewport().update()
        if feedback.refusal:
            event.ignore()
        else:
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget where it would have landed."""
        self._end_gesture()

    def dropEvent(self, event: QDropEvent) -> None:
        """Land it."""
        data = event.mimeData()
        if data.hasUrls():
            self.files_dropped.emit([url.toLocalFile() for url in data.urls() if url.isLocalFile()])
            event.acceptProposedAction()
            return
        pointer = self._pointer(event.position(), event.modifiers())
        self._end_gesture()
        made = drops.land(self.session, data, self.overlay.drawing, pointer)
        event.acceptProposedAction()
        self.setFocus()
        if made:
            self._open_new(*made)

    def place_block(self, key: str) -> None:
        """A card of a type at the selected cell or card, or in the first step: for a double-click in the palette."""
        session, drawing = self.session, self.overlay.drawing
        shape = queries.structure(session.document, session.map_id)
        chosen = session.selected_cards()
        lane_id, step_id = session.cell or ("", "")
        if chosen:
            card = session.document.cards[chosen[-1]]
            lane_id, step_id = card.lane, card.start
        if step_id not in shape.column and shape.steps:
            step_id = shape.steps[0].id
        lanes = [lane.id for lane in shape.lanes]
        if lane_id not in lanes and lanes:
            lane_id = lanes[-1]
        if not shape.steps or not lanes:
            session.say(tr("Add a step and a lane first."))
            return
        self.finish_text()
        made = drops.place_block(session, key, lane_id, step_id, drawing, None)
        if made:
            self._open_new(*made)

    def _open_new(self, document: Document, card_id: str) -> None:
        """Show a new card and open it for typing; it stays even when left empty."""
        before = self.session.saved_document
        self.session.preview(document)
        self.session.select([card_id])
        self.text = TextSession.open(self, card_id, before=before, is_new=True, keep_empty=True)

    def card_rect(self, box: Box) -> QRect:
        """A box of the scene in pixels of the viewport."""
        return self.viewportTransform().mapRect(QRectF(box.x, box.y, box.width, box.height)).toRect()


def _boxes(drawing, wanted: set[str]) -> dict[str, Box]:  # type: ignore[no-untyped-def]
    """The boxes of the wanted records."""
    found: dict[str, Box] = {}
    if not wanted:
        return found
    for row in drawing.rows:
        if row.id in wanted:
            found[row.id] = Box(4.0, row.y, drawing.width - 8.0, row.height)
        for group in row.groups:
            if group.meaning.id in wanted and group.meaning.role in ("card", "point", "step", "phase", "title"):
                found[group.meaning.id] = hits.box_of(row, group)
    return found
