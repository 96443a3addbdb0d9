"""Small pictures of the templates, drawn from the real ones by the real layout, off the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from cjdesigner.draw.shapes import Drawing
from cjdesigner.files.errors import FileError
from cjdesigner.files.own_templates import Source
from cjdesigner.layout.engine import Engine
from cjdesigner.model import queries
from cjdesigner.paint.canvas import CanvasPainter
from cjdesigner.paint.raster import paint_drawing
from cjdesigner.theme import tokens
from cjdesigner.ui.background import Task


class Drawn(NamedTuple):
    """The picture of one template or project; it is none of its business who shows it."""

    template: Source
    image: QImage


_NO_TYPE = 0.15
"""Pixels per scene unit below which lines of text are bars: type of one or two pixels says nothing, and takes long."""
_LARGER = 2.2
"""How much larger than whole a high drawing may be shown."""

_known: dict[tuple[Source, int, int], QImage] = {}
_MOST_KNOWN = 96


def known(template: Source, width: int, height: int) -> QImage | None:
    """A picture that was drawn before, or None."""
    return _known.get((template, width, height))


def drawing_task(templates: Sequence[Source], width: int, height: int) -> Task:
    """A task that tells one Drawn after the other, each within these device pixels; not begun yet."""

    def work(task: Task) -> None:
        for template in templates:
            if task.cancelled():
                return
            try:
                document = template.load()
            except FileError:
                continue  # choosing it says what is wrong with it
            found = queries.maps(document)
            if found:
                drawing = Engine(tokens.load(document.project.theme)).layout(document, found[0].id)
                image = picture(drawing, width, height)
                while len(_known) >= _MOST_KNOWN:
                    _known.pop(next(iter(_known)), None)
                _known[template, width, height] = image
                task.tell(Drawn(template, image))

    return Task(work)


def picture(drawing: Drawing, width: int, height: int) -> QImage:
    """The drawing as large as it goes within these pixels; of one that is too high the upper part, so that it reads."""
    whole = min(width / drawing.width, height / drawing.height)
    scale = min(width / drawing.width, _LARGER * whole)
    high = min(drawing.height, height / scale)
    # Twice as large and then smaller: type of three pixels becomes an even grey instead of noise.
    image = QImage(
        max(1, round(drawing.width * scale * 2)),
        max(1, round(high * scale * 2)),
        QImage.Format.Format_RGB32,
    )
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    try:
        larger = image.width() / drawing.width
        painter.scale(larger, larger)
        if larger < _NO_TYPE:
            painter.fillRect(QRectF(0, 0, drawing.width, high), QColor(drawing.background))
            CanvasPainter().paint(painter, drawing, QRectF(0, 0, drawing.width, high), larger)
        else:
            paint_drawing(painter, drawing, QRectF(0, 0, drawing.width, high))
    finally:
        painter.end()
    return _halved(image)


def _halved(image: QImage) -> QImage:
    return image.scaled(
        max(1, image.width() // 2),
        max(1, image.height() // 2),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
