"""A page as it will be printed, or a picture as it will be saved, on the colour of the canvas."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QCursor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from cjdesigner.draw.shapes import Drawing
from cjdesigner.ui import appearance
from cjdesigner.ui.background import Task
from cjdesigner.ui.exporting import page_picture
from cjdesigner.ui.pause import pause
from cjdesigner.words import tr

_EDGE = 24
_SQUARE = 8
_NOTCH = 120
_CLOSE = 1.0
"""Pixels per unit of the page when it is looked at closely: as large as on the canvas at 100 %."""


class PagePreview(QWidget):
    """Shows one page; paints it in a worker, and shows the one before, stretched, until the new one is there.

    A click looks closer, another one looks at the whole page again; a pull takes the page out of the window, or moves
    it where it is looked at closely.
    """

    painted = Signal()
    """The page in view is the one asked for."""
    turned = Signal(int)
    """The wheel asks for a page further on, or before."""
    dragged = Signal(QPoint)
    """The page is pulled, to be taken out of the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: Drawing | None = None
        self._transparent = False
        self._image: QImage | None = None
        self._area = QRectF()
        """What of the page the image shows."""
        self._asked = QRectF()
        self._near: QPointF | None = None
        """The point of the page in the middle, where it is looked at closely."""
        self._task: Task | None = None
        self._stale = False
        self._waiting: float | None = None
        self._pressed: QPointF | None = None
        self._held = QPointF()
        self._wheel = 0
        self._pause = pause(self, 30, self._paint_page)
        self.setMinimumSize(360, 260)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Preview of the page"))

    def sizeHint(self) -> QSize:
        """Room for an A4 page on its side."""
        return QSize(620, 440)

    def show_page(self, page: Drawing | None, transparent: bool = False) -> None:
        """Show this page; None while there is none."""
        if page is self._page and transparent == self._transparent and self._image is not None:
            return
        if page is None or self._page is None or (page.width, page.height) != (self._page.width, self._page.height):
            self._image = None
            self._near = None
        self._page, self._transparent = page, transparent
        self._renew()
        self._show_cursor()
        tip = tr("Click to look closer, drag to take it into another program") if page is not None else ""
        self.setToolTip(tip)

    def show_waiting(self, share: float | None) -> None:
        """Pages are being laid out; None when no more."""
        self._waiting = share
        self.update()

    def page(self) -> Drawing | None:
        """The page asked for."""
        return self._page

    def is_current(self) -> bool:
        """Whether what is shown is what was asked for."""
        return self._image is not None and not self._stale and self._task is None

    def is_near(self) -> bool:
        """Whether the page is looked at closely."""
        return self._near is not None

    def stop(self) -> None:
        """Paint no more."""
        self._pause.stop()
        self._page = None

    def look_closer(self, where: QPointF | None) -> None:
        """Look closely at that point of the widget; None for the whole page."""
        if self._page is None:
            return
        if where is None:
            self._near = None
        else:
            scale, origin = self._transform()
            self._near = (where - origin) / scale
        self._show_cursor()
        self._renew()

    def page_box(self) -> QRectF:
        """Where the whole page lies in the widget when it is not looked at closely."""
        if self._page is None:
            return QRectF()
        room = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        size = QSizeF(self._page.width, self._page.height)
        size.scale(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRectF(0, 0, max(1.0, round(size.width())), max(1.0, round(size.height())))
        box.moveTopLeft((room.center() - box.center()).toPoint())
        return box

    def _transform(self) -> tuple[float, QPointF]:
        """Pixels per unit of the page, and where its corner lies."""
        page = self._page
        assert page is not None
        box = self.page_box()
        fitting = box.width() / max(page.width, 1.0)
        if self._near is None:
            return fitting, box.topLeft()
        scale = max(_CLOSE, fitting * 2)
        origin = QRectF(self.rect()).center() - self._near * scale
        return scale, QPointF(
            _kept(origin.x(), page.width * scale, self.width()), _kept(origin.y(), page.height * scale, self.height())
        )

    def _renew(self) -> None:
        self._stale = True
        self._pause.start()
        self.update()

    def _show_cursor(self) -> None:
        if self._page is None:
            self.unsetCursor()
        elif self._near is not None:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.setCursor(QCursor(appearance.picture("zoom-in", appearance.current().ink, 24), 10, 10))

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A page of another size needs painting again."""
        super().resizeEvent(event)
        self._renew()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A notch of the wheel is a page; closely it moves the page."""
        if self._near is not None:
            self._move_by(QPointF(event.angleDelta()) / 2)
            event.accept()
            return
        self._wheel += event.angleDelta().y() or -event.angleDelta().x()
        while abs(self._wheel) >= _NOTCH:
            step = -1 if self._wheel > 0 else 1
            self._wheel += step * _NOTCH
            self.turned.emit(step)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click or a pull begins."""
        inside = self._page is not None and (self._near is not None or self.page_box().contains(event.position()))
        self._pressed = self._held = event.position()
        if not inside or event.button() != Qt.MouseButton.LeftButton:
            self._pressed = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A pull far enough is a drag, or moves the page."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        far = (event.position() - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if self._near is not None and (far or self._held != self._pressed):
            self._move_by(event.position() - self._held)
            self._held = event.position()
        elif far:
            self._pressed = None
            self.dragged.emit(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click looks closer, or at the whole page again."""
        if self._pressed is not None and self._held == self._pressed:
            self.look_closer(None if self._near is not None else event.position())
        self._pressed = None

    def _move_by(self, pixels: QPointF) -> None:
        scale, origin = self._transform()
        middle = (QRectF(self.rect()).center() - origin) / scale
        self._near = middle - pixels / scale
        self._renew()

    # Painting

    def _paint_page(self) -> None:
        if self._page is None or self._task is not None:
            return  # nothing to paint; or the task that runs will call again
        ratio = self.devicePixelRatioF()
        scale, origin = self._transform()
        seen = QRectF(self.rect()).translated(-origin)
        seen = QRectF(seen.topLeft() / scale, seen.size() / scale)
        self._asked = seen.intersected(QRectF(0, 0, self._page.width, self._page.height))
        self._stale = False
        wide, high = self._asked.width() * scale * ratio, self._asked.height() * scale * ratio
        self._task = page_picture.page_task(self._page, self._asked, round(wide), round(high), self._transparent)
        self._task.done.connect(self._show)
        self._task.failed.connect(self._missed)
        self._task.begin()

    def _show(self, image: QImage) -> None:
        self._task = None
        if self._page is None:
            return
        self._image, self._area = image, self._asked
        self.update()
        if not self._stale:
            self.painted.emit()
        else:
            self._paint_page()

    def _missed(self, error: BaseException) -> None:
        # A preview is a courtesy: the export itself says what is wrong.
        self._task = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page, or an empty one, with a fine edge."""
        look = appearance.current()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.canvas))
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        if self._page is not None:
            self._paint_sheet(painter, self._page)
        if self._waiting is not None:
            bar = QRectF(self.width() / 2 - 60, self.height() - 16, 120, 4)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.line))
            painter.drawRoundedRect(bar, 2, 2)
            painter.setBrush(QColor(look.accent))
            painter.drawRoundedRect(QRectF(bar.topLeft(), QSizeF(max(4.0, bar.width() * self._waiting), 4)), 2, 2)

    def _paint_sheet(self, painter: QPainter, page: Drawing) -> None:
        scale, origin = self._transform()
        box = QRectF(origin, QSizeF(page.width * scale, page.height * scale))
        painter.setClipRect(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(box, _squares() if self._transparent else QColor("#FFFFFF"))
        if self._image is not None:
            there = QRectF(self._area.topLeft() * scale + origin, self._area.size() * scale)
            painter.drawImage(there, self._image)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(appearance.current().edge), 1))
        painter.drawRect(box.adjusted(-1, -1, 0, 0))


def _kept(start: float, length: float, room: float) -> float:
    """Where something begins so that it covers the room, or lies in its middle where it is smaller."""
    if length <= room:
        return (room - length) / 2
    return min(_EDGE / 2, max(room - length - _EDGE / 2, start))


def _squares() -> QBrush:
    """Grey and white squares: nothing is there."""
    tile = QPixmap(2 * _SQUARE, 2 * _SQUARE)
    tile.fill(QColor("#FFFFFF"))
    painter = QPainter(tile)
    for x, y in ((0, 0), (_SQUARE, _SQUARE)):
        painter.fillRect(x, y, _SQUARE, _SQUARE, QColor("#E6E8EC"))
    painter.end()
    return QBrush(tile)
