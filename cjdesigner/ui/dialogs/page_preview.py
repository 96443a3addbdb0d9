"""The page as it will be printed, or the picture as it will be saved, on the colour of the canvas."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cjdesigner.draw.shapes import Drawing
from cjdesigner.layout.pages import Placement
from cjdesigner.ui import appearance
from cjdesigner.ui.background import Task
from cjdesigner.ui.dialogs import export_work
from cjdesigner.words import tr

_EDGE = 24
_SQUARE = 8


class PagePreview(QWidget):
    """Shows one page; paints it in a worker, and shows the one before, stretched, until the new one is there."""

    painted = Signal()
    """The page in view is the one asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing: Drawing | None = None
        self._placement: Placement | None = None
        self._transparent = False
        self._image: QImage | None = None
        self._task: Task | None = None
        self._stale = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(30)
        self._pause.timeout.connect(self._paint_page)
        self.setMinimumSize(360, 300)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Preview of the page"))

    def sizeHint(self) -> QSize:
        """Room for an A4 page on its side."""
        return QSize(620, 480)

    def show_page(self, drawing: Drawing | None, placement: Placement | None, transparent: bool = False) -> None:
        """Show this drawing in its place; None while there is none."""
        same = (drawing, placement, transparent) == (self._drawing, self._placement, self._transparent)
        if drawing is self._drawing and same and self._image is not None:
            return
        if drawing is not self._drawing:
            self._image = None
        self._drawing, self._placement, self._transparent = drawing, placement, transparent
        self._stale = True
        self._pause.start()
        self.update()

    def is_current(self) -> bool:
        """Whether what is shown is what was asked for."""
        return self._image is not None and not self._stale

    def stop(self) -> None:
        """Paint no more."""
        self._pause.stop()
        self._drawing = None

    def page_box(self) -> QRectF:
        """Where the page lies in the widget."""
        placement = self._placement
        if placement is None:
            return QRectF()
        room = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        size = QSizeF(placement.page_width, placement.page_height)
        size.scale(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRectF(0, 0, max(1.0, round(size.width())), max(1.0, round(size.height())))
        box.moveTopLeft((room.center() - box.center()).toPoint())
        return box

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A page of another size needs painting again."""
        super().resizeEvent(event)
        self._stale = True
        self._pause.start()

    def _paint_page(self) -> None:
        if self._drawing is None or self._placement is None or self._task is not None:
            return  # nothing to paint; or the task that runs will call again
        ratio = self.devicePixelRatioF()
        box = self.page_box()
        self._stale = False
        self._task = export_work.page_task(
            self._drawing, self._placement, round(box.width() * ratio), round(box.height() * ratio), self._transparent
        )
        self._task.done.connect(self._show)
        self._task.failed.connect(self._missed)
        self._task.begin()

    def _show(self, image: QImage) -> None:
        self._task = None
        if self._drawing is None:
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
        if box.isEmpty():
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(box, _squares() if self._transparent else QColor("#FFFFFF"))
        if self._image is not None:
            painter.drawImage(box, self._image)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(look.edge), 1))
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
