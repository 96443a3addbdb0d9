"""A page as it will be printed, or a picture as it will be saved, on the colour of the canvas."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
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
from cjdesigner.words import tr

_EDGE = 24
_SQUARE = 8
_NOTCH = 120


class PagePreview(QWidget):
    """Shows one page; paints it in a worker, and shows the one before, stretched, until the new one is there."""

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
        self._task: Task | None = None
        self._stale = False
        self._waiting: float | None = None
        self._pressed: QPoint | None = None
        self._wheel = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(30)
        self._pause.timeout.connect(self._paint_page)
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
        self._page, self._transparent = page, transparent
        self._stale = True
        self._pause.start()
        self.setCursor(Qt.CursorShape.OpenHandCursor if page is not None else Qt.CursorShape.ArrowCursor)
        self.update()

    def show_waiting(self, share: float | None) -> None:
        """Pages are being laid out; None when no more."""
        self._waiting = share
        self.update()

    def page(self) -> Drawing | None:
        """The page asked for."""
        return self._page

    def is_current(self) -> bool:
        """Whether what is shown is what was asked for."""
        return self._image is not None and not self._stale

    def stop(self) -> None:
        """Paint no more."""
        self._pause.stop()
        self._page = None

    def page_box(self) -> QRectF:
        """Where the page lies in the widget."""
        if self._page is None:
            return QRectF()
        room = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        size = QSizeF(self._page.width, self._page.height)
        size.scale(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRectF(0, 0, max(1.0, round(size.width())), max(1.0, round(size.height())))
        box.moveTopLeft((room.center() - box.center()).toPoint())
        return box

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A page of another size needs painting again."""
        super().resizeEvent(event)
        self._stale = True
        self._pause.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A notch of the wheel is a page."""
        self._wheel += event.angleDelta().y() or -event.angleDelta().x()
        while abs(self._wheel) >= _NOTCH:
            step = -1 if self._wheel > 0 else 1
            self._wheel += step * _NOTCH
            self.turned.emit(step)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Perhaps a drag begins."""
        inside = self._page is not None and self.page_box().contains(event.position())
        self._pressed = event.position().toPoint() if inside else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A pull far enough is a drag."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        if (event.position().toPoint() - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            self.dragged.emit(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """No drag."""
        self._pressed = None

    def _paint_page(self) -> None:
        if self._page is None or self._task is not None:
            return  # nothing to paint; or the task that runs will call again
        ratio = self.devicePixelRatioF()
        box = self.page_box()
        self._stale = False
        self._task = page_picture.page_task(
            self._page, round(box.width() * ratio), round(box.height() * ratio), self._transparent
        )
        self._task.done.connect(self._show)
        self._task.failed.connect(self._missed)
        self._task.begin()

    def _show(self, image: QImage) -> None:
        self._task = None
        if self._page is None:
            return
        if not self._stale:
            image.setDevicePixelRatio(self.devicePixelRatioF())
            self._image = image
            self.update()
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
        box = self.page_box()
        if not box.isEmpty():
            self._paint_sheet(painter, box)
        if self._waiting is not None:
            bar = QRectF(self.width() / 2 - 60, self.height() - 16, 120, 4)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.line))
            painter.drawRoundedRect(bar, 2, 2)
            painter.setBrush(QColor(look.accent))
            painter.drawRoundedRect(QRectF(bar.topLeft(), QSizeF(max(4.0, bar.width() * self._waiting), 4)), 2, 2)

    def _paint_sheet(self, painter: QPainter, box: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(box, _squares() if self._transparent else QColor("#FFFFFF"))
        if self._image is not None:
            painter.drawImage(box, self._image)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(appearance.current().edge), 1))
        painter.drawRect(box.adjusted(-1, -1, 0, 0))


def _squares() -> QBrush:
    """Grey and white squares: nothing is there."""
    tile = QPixmap(2 * _SQUARE, 2 * _SQUARE)
    tile.fill(QColor("#FFFFFF"))
    painter = QPainter(tile)
    for x, y in ((0, 0), (_SQUARE, _SQUARE)):
        painter.fillRect(x, y, _SQUARE, _SQUARE, QColor("#E6E8EC"))
    painter.end()
    return QBrush(tile)
