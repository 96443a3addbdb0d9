"""One session of cropping a picture in place: from a double-click to Enter, Esc or a click elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen

from cjdesigner.editor import cropping
from cjdesigner.editor.cropping import NOTHING, Cropped
from cjdesigner.editor.gestures import Pointer
from cjdesigner.layout.hits import Box
from cjdesigner.paint.pictures import image
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.canvas.view import MapView

_AIR = 16.0
"""Scene units around the frame that are brought into sight with it."""
_REACH = 9.0
"""Logical pixels around an edge in which it can be taken."""
_FINE, _COARSE = 0.01, 0.1
"""Shares of the picture that an arrow key moves an edge, and with Shift."""
_SHAPES = {
    "left": Qt.CursorShape.SizeHorCursor,
    "right": Qt.CursorShape.SizeHorCursor,
    "top": Qt.CursorShape.SizeVerCursor,
    "bottom": Qt.CursorShape.SizeVerCursor,
    "left top": Qt.CursorShape.SizeFDiagCursor,
    "right bottom": Qt.CursorShape.SizeFDiagCursor,
    "right top": Qt.CursorShape.SizeBDiagCursor,
    "left bottom": Qt.CursorShape.SizeBDiagCursor,
    "all": Qt.CursorShape.SizeAllCursor,
    "": Qt.CursorShape.ArrowCursor,
}
_WITH_KEYS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class CropSession:
    """The frame over the whole picture. The document changes once, at the end."""

    def __init__(self, view: MapView, card_id: str, start: Cropped) -> None:
        self.view = view
        self.card_id = card_id
        self.before = view.session.saved_document
        self.start = start
        self.now = start
        self.grip = "all"
        """The edge that the arrow keys move."""
        self._pressed: tuple[Pointer, Cropped] | None = None

    @classmethod
    def open(cls, view: MapView, card_id: str) -> CropSession | None:
        """Begin cropping; None where the card shows no picture."""
        found = cropping.cropped(view.session.drawing(), card_id)
        if found is None:
            return None
        made = cls(view, card_id, found)
        view.session.select([card_id])
        view.overlay.forget_hover()
        box = found.frame
        view.reveal(Box(box.x - _AIR, box.y - _AIR, box.width + 2 * _AIR, box.height + 2 * _AIR))
        view.crop = made
        made._show()
        return made

    def _show(self) -> None:
        self.view.hinted.emit(
            tr("Drag the edges · Tab and arrows by keyboard · Enter keeps · Esc restores · Backspace shows all of it")
        )
        self.view.viewport().update()

    # The mouse

    def press(self, pointer: Pointer) -> bool:
        """Take an edge, a corner or the frame; False beside it, where the session has ended."""
        grip = cropping.grip_at(self.now, pointer.x, pointer.y, _REACH / self.view.scale_now)
        if not grip:
            self.finish()
            return False
        if " " not in grip:
            self.grip = grip
        self._pressed = (pointer, self.now)
        return True

    def move(self, pointer: Pointer) -> None:
        """Go on with the edge that is held, or show what could be taken."""
        reach = _REACH / self.view.scale_now
        if self._pressed is None:
            self.view.viewport().setCursor(_SHAPES[cropping.grip_at(self.now, pointer.x, pointer.y, reach)])
            return
        start, then = self._pressed
        grip = cropping.grip_at(then, start.x, start.y, reach)
        dx, dy = (pointer.x - start.x) / then.whole.width, (pointer.y - start.y) / then.whole.height
        self.now = then._replace(edges=cropping.dragged(then.edges, grip, dx, dy, pointer.extend))
        self._show()

    def release(self) -> None:
        """Let go of the edge."""
        self._pressed = None

    # The keyboard

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key means something here, whatever else it means."""
        known = (*_ARROWS, Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Tab, Qt.Key.Key_Escape)
        return event.key() in known and not event.modifiers() & ~_WITH_KEYS

    def key(self, event: QKeyEvent) -> bool:
        """Enter keeps, Esc restores, arrows move an edge; everything else is left to nobody."""
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Escape:
            self.cancel()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.finish()
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.now = self.now._replace(edges=NOTHING)
            self._show()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.grip = cropping.next_grip(self.grip, back=key == Qt.Key.Key_Backtab)
            self._show()
        elif key in _ARROWS:
            dx, dy = _ARROWS[Qt.Key(key)]
            by = _COARSE if shift else _FINE
            self.now = self.now._replace(edges=cropping.dragged(self.now.edges, self.grip, dx * by, dy * by))
            self._show()
        elif event.modifiers() & ~_WITH_KEYS:
            return False  # a shortcut of the window
        return True

    # The end

    def finish(self) -> None:
        """Keep the frame, as one undo step."""
        if self._close() and self.now.edges != self.start.edges:
            session = self.view.session
            document = cropping.with_edges(session.saved_document, self.card_id, self.now.edges)
            session.commit(document, tr("Crop picture"))

    def cancel(self) -> None:
        """As if nothing had been cropped."""
        self._close()

    def document_changed(self) -> None:
        """Something else has changed the document: go on above it, unless the picture itself has changed."""
        card = self.view.session.document.cards.get(self.card_id)
        known = self.before.cards[self.card_id]
        found = cropping.cropped(self.view.session.drawing(), self.card_id) if card is not None else None
        if card is None or found is None or card.payload != known.payload:
            self.cancel()
        else:
            self.now = self.now._replace(whole=found.whole)

    def _close(self) -> bool:
        if self.view.crop is not self:
            return False
        self.view.crop = None
        self.view.hinted.emit("")
        self.view.viewport().unsetCursor()
        self.view.decorate()
        self.view.viewport().update()
        return self.card_id in self.view.session.saved_document.cards

    # What it looks like

    def paint(self, painter: QPainter, accent: QColor, pixel: float) -> None:
        """The whole picture, dim outside the frame; the frame with its grips and thirds."""
        drawing = self.view.overlay.drawing
        data = drawing.pictures.get(self.now.asset) if drawing is not None else None
        whole, box = self.now.whole, self.now.frame
        pixels = image(data, whole.width / pixel)
        area, frame = _rect(whole), _rect(box)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(area, pixels)
        painter.fillRect(area, QColor(255, 255, 255, 150))
        painter.setClipRect(frame)
        painter.drawImage(area, pixels)
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(255, 255, 255, 150), 1.0 * pixel))
        for third in (1, 2):
            x, y = box.x + box.width * third / 3, box.y + box.height * third / 3
            painter.drawLine(QPointF(x, box.y), QPointF(x, box.bottom))
            painter.drawLine(QPointF(box.x, y), QPointF(box.right, y))
        painter.setPen(QPen(QColor("#FFFFFF"), 3.5 * pixel))
        painter.drawRect(frame)
        painter.setPen(QPen(accent, 1.5 * pixel))
        painter.drawRect(frame)
        for grip in cropping.GRIPS:
            self._grip(painter, grip, accent, pixel)
        if self._pressed is not None:
            share = f"{100 * box.width / whole.width:.0f} × {100 * box.height / whole.height:.0f} %"
            self.view.overlay.tag(painter, box.right, box.bottom, share, pixel)

    def _grip(self, painter: QPainter, grip: str, accent: QColor, pixel: float) -> None:
        box = self.now.frame
        x = box.x if "left" in grip else box.right if "right" in grip else box.x + box.width / 2
        y = box.y if "top" in grip else box.bottom if "bottom" in grip else box.y + box.height / 2
        wide, high = 4.5, 4.5
        if grip in ("left", "right"):
            wide, high = 3.0, 9.0
        elif grip in ("top", "bottom"):
            wide, high = 9.0, 3.0
        held = grip == self.grip
        painter.setPen(QPen(accent, 1.5 * pixel))
        painter.setBrush(accent if held else QColor("#FFFFFF"))
        painter.drawRoundedRect(
            QRectF(x - wide * pixel, y - high * pixel, 2 * wide * pixel, 2 * high * pixel), 2 * pixel, 2 * pixel
        )


def _rect(box: Box) -> QRectF:
    return QRectF(box.x, box.y, box.width, box.height)
