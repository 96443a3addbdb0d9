"""A page of an export as a picture of some size: for the preview and its strip of small pages."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from cjdesigner.draw.shapes import Drawing
from cjdesigner.paint.raster import colour, paint_drawing
from cjdesigner.ui.background import Task


def page_task(page: Drawing, area: QRectF, width: int, height: int, transparent: bool) -> Task:
    """Its result is an area of the page (scene units) as a picture of these device pixels; not begun yet."""
    return Task(lambda task: page_picture(page, width, height, transparent, area))


def page_picture(
    page: Drawing, width: int, height: int, transparent: bool = False, area: QRectF | None = None
) -> QImage:
    """The page, or an area of it; clear where nothing is drawn if ``transparent``."""
    shown = area or QRectF(0, 0, max(page.width, 1.0), max(page.height, 1.0))
    image = QImage(max(1, width), max(1, height), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent if transparent else colour(page.background))
    painter = QPainter(image)
    try:
        painter.scale(image.width() / max(shown.width(), 0.01), image.height() / max(shown.height(), 0.01))
        painter.translate(-shown.topLeft())
        paint_drawing(painter, page, shown, background=False)
    finally:
        painter.end()
    return image
