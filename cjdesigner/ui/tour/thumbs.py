"""Small pictures of stops, painted off the window's thread and kept for as long as what they show stays the same."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter

from cjdesigner.draw.shapes import Drawing
from cjdesigner.layout import own_tour
from cjdesigner.layout.engine import Engine
from cjdesigner.layout.stops import Stop
from cjdesigner.layout.tour_pages import miniature
from cjdesigner.model.document import Document
from cjdesigner.paint.raster import paint_drawing
from cjdesigner.theme.tokens import Theme
from cjdesigner.ui.background import Task

KEPT = 400
"""Pictures that are kept."""
_SMALLER = 2
"""Painted so much larger first, so that type of a few pixels becomes an even grey."""


class Job(NamedTuple):
    """What one run of the worker paints, in this order."""

    document: Document
    map_id: str
    theme: Theme
    stops: tuple[Stop, ...] | None
    """None where the worker is to make them first."""
    size: QSize
    """Device pixels."""


class Thumbs(QObject):
    """The pictures by the keys of their stops."""

    made = Signal(str)
    """The picture of the stop with that key is there, or another one than before."""
    found = Signal(object, object)
    """A document, and the stops that the worker made of it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._images: OrderedDict[str, QImage] = OrderedDict()
        self._basis: dict[str, tuple[Any, ...]] = {}
        self._task: Task | None = None
        self._next: Job | None = None
        self._engine: Engine | None = None
        """Of the worker: it remembers from one run to the next."""

    def image(self, key: str) -> QImage | None:
        """The picture of a stop as far as it is there, perhaps an old one."""
        return self._images.get(key)

    def paint(self, job: Job) -> None:
        """Paint what is missing or has changed; what is being painted for an older job is given up."""
        self._next = job
        if self._task is not None:
            self._task.cancel()
        else:
            self._begin()

    def stop(self) -> None:
        """No more work: waits until the picture under way is done."""
        self._next = None
        if self._task is not None:
            self._task.cancel()
            self._task.wait(1000)

    @property
    def busy(self) -> bool:
        """Whether pictures are still being painted."""
        return self._task is not None

    def _begin(self) -> None:
        job, self._next = self._next, None
        if job is None:
            return
        known = dict(self._basis)
        if self._engine is None or self._engine.theme is not job.theme:
            self._engine = Engine(job.theme)
        engine = self._engine
        task = self._task = Task(lambda task: _work(task, job, engine, known))
        task.told.connect(self._take)
        task.finished.connect(self._ended)
        task.begin()

    def _take(self, told: tuple[Any, ...]) -> None:
        if isinstance(told[0], Document):
            self.found.emit(*told)
            return
        key, basis, image = told
        self._images[key], self._basis[key] = image, basis
        self._images.move_to_end(key)
        while len(self._images) > KEPT:
            gone, _ = self._images.popitem(last=False)
            self._basis.pop(gone, None)
        self.made.emit(key)

    def _ended(self) -> None:
        self._task = None
        self._begin()


def _work(task: Task, job: Job, engine: Engine, known: dict[str, tuple[Any, ...]]) -> None:
    stops = job.stops
    if stops is None:
        stops = own_tour.every(job.document, job.map_id, engine) if job.map_id in job.document.maps else ()
        task.tell((job.document, stops))
    drawings: dict[str, Drawing] = {}
    for stop in stops:
        if task.cancelled():
            return
        if stop.map not in drawings:
            drawings[stop.map] = engine.layout(job.document, stop.map)
        basis = _basis(stop, drawings[stop.map], job)
        if known.get(stop.key) != basis:
            page = miniature(stop, drawings[stop.map], job.theme.colours.canvas)
            task.tell((stop.key, basis, picture(page, job.size)))


def _basis(stop: Stop, drawing: Drawing, job: Job) -> tuple[Any, ...]:
    """What the picture depends on: compared by value, since another layout makes other objects."""
    if stop.slide is not None:
        return stop.box, hash((stop.slide.rows, stop.slide.over)), job.theme.name, job.size.width()
    box = stop.box
    seen = tuple(
        hash((group.x, row.y + group.y, group.shapes))
        for row in drawing.rows
        if row.y < box.bottom + 200 and row.y + row.height > box.y - 200
        for group in row.groups
        if group.x < box.right + 400 and group.x + group.width > box.x - 400
    )
    return box, stop.bright, hash(seen), job.theme.name, job.size.width()


def picture(page: Drawing, size: QSize) -> QImage:
    """A page within so many device pixels."""
    image = QImage(size * _SMALLER, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    try:
        painter.scale(image.width() / page.width, image.height() / page.height)
        paint_drawing(painter, page, QRectF(0, 0, page.width, page.height))
    finally:
        painter.end()
    return image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
