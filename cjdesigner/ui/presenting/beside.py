"""The words beside a map while presenting, painted once a stop; and a stop as a small picture for the speaker."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from cjdesigner.draw.shapes import Drawing
from cjdesigner.layout import lens
from cjdesigner.layout.staging import BESIDE, CAPTION, HEAD, has_words, unit_of
from cjdesigner.layout.stops import Stop
from cjdesigner.paint.raster import paint_group
from cjdesigner.ui.appearance import current
from cjdesigner.ui.presenting.backdrop import Backdrop
from cjdesigner.ui.presenting.camera import View
from cjdesigner.ui.presenting.dimming import Dimming

_KEPT = 4


class Beside:
    """The words of the last few stops, as pictures."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._painted: dict[str, QPixmap] = {}

    def clear(self) -> None:
        """Forget them: the words or the size have changed."""
        self._painted.clear()

    def paint(self, painter: QPainter, stop: Stop, strength: float) -> None:
        """Paint the words of a stop, so strongly, where there is room for them."""
        wide, high = self._widget.width(), self._widget.height()
        if strength <= 0.0 or stop.panel is None or not has_words(stop, wide, high):
            return
        unit, ratio = unit_of(wide, high), self._widget.devicePixelRatioF()
        if stop.key not in self._painted:
            if len(self._painted) >= _KEPT:
                self._painted.clear()
            self._painted[stop.key] = _pixmap(stop, unit * ratio, ratio)
        top = (HEAD if stop.close else 0.0) * unit
        x = wide - (lens.WIDTH + BESIDE) * unit
        y = top + (high - CAPTION * unit - top - stop.panel.height * unit) / 2
        painter.setOpacity(min(1.0, strength))
        painter.drawPixmap(QPointF(round(x), round(y)), self._painted[stop.key])
        painter.setOpacity(1.0)


def _pixmap(stop: Stop, scale: float, ratio: float) -> QPixmap:
    """The words of a stop, painted once."""
    assert stop.panel is not None
    made = QPixmap(math.ceil(stop.panel.width * scale), math.ceil(stop.panel.height * scale))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.scale(scale, scale)
    paint_group(painter, stop.panel, {})
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def still(stop: Stop, drawing: Drawing, backdrop: Backdrop, view: View, size: QSize) -> QImage:
    """A stop in a picture of that size, seen from a view of it, without the names at the edges."""
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor(backdrop.around))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setTransform(view.transform())
    painter.fillRect(QRectF(0, 0, drawing.width, drawing.height), QColor(drawing.background))
    area = QRectF(-view.x / view.scale, -view.y / view.scale, size.width() / view.scale, size.height() / view.scale)
    backdrop.paint_area(painter, drawing, area, view.scale)
    painter.resetTransform()
    Dimming(stop.bright, stop.bright).paint(painter, view, 1.0, QColor(current().canvas))
    if stop.panel is not None and has_words(stop, size.width(), size.height()):
        unit = unit_of(size.width(), size.height())
        painter.scale(unit, unit)
        painter.translate(size.width() / unit - lens.WIDTH - BESIDE, (size.height() / unit - stop.panel.height) / 2)
        paint_group(painter, stop.panel, {})
    painter.end()
    return image
