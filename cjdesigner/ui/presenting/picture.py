"""What a presentation looks like at any moment: the map, moving or at rest, and all that lies over it."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QWidget

from cjdesigner.layout.staging import HEAD, RAIL, has_words
from cjdesigner.layout.stops import Stop
from cjdesigner.ui.appearance import current
from cjdesigner.ui.canvas.tiles import opaque
from cjdesigner.ui.presenting import buildup, caption, dimming, ink, strips, votes
from cjdesigner.ui.presenting.backdrop import Backdrop
from cjdesigner.ui.presenting.beside import Beside, still
from cjdesigner.ui.presenting.camera import View, between, eased
from cjdesigner.ui.presenting.motion import Motion
from cjdesigner.ui.presenting.walk import Walk

_BUDGET = 0.003
"""Seconds that one frame may spend on tiles that are missing."""
_MOVING = 0.0015
"""The same while the camera moves: what moves may be a little coarser."""
_SLICE = 0.004
"""Seconds of painting ahead at a time while nothing moves."""


class Picture(Motion):
    """Paints a walk on a widget. Points are logical pixels of the widget."""

    def __init__(self, widget: QWidget, walk: Walk, still: bool) -> None:
        super().__init__(widget, walk, still)
        self.blank = ""
        """A colour that hides everything, or ""."""
        self.tool = ""
        self.pointer: QPointF | None = None
        self.said = ""
        self.words_hidden = False
        """Whether something else stands where the words beside the map would."""
        self.ink = ink.Ink()
        self._beside = Beside(widget)
        self._backdrops: dict[str, Backdrop] = {}
        self._votes: dict[str, votes.Voted] = {}

    def refresh(self) -> None:
        """The document or the window has changed: stay where it is."""
        self._votes.clear()
        self._beside.clear()
        super().refresh()

    def _backdrop(self, stop: Stop) -> Backdrop:
        key = self._key(stop)
        found = self._backdrops.get(key)
        drawing = self.walk.drawing(stop)
        around = drawing.background if stop.slide is not None else current().canvas
        if found is None:
            found = self._backdrops[key] = Backdrop(around)
        found.set_around(around)
        found.show(drawing)
        return found

    def _paint_ahead(self) -> None:
        """While nothing happens: the small picture of the whole, then the tiles of what may come next."""
        if self.moving or not self.widget.isVisible():
            return
        done = self._backdrop(self.shown).prepare_overview(_SLICE)
        for stop in self.walk.soon():
            done = done and self._backdrop(stop).prefetch(*self._pixels(self.view_of(stop)), _SLICE)
        shade = dimming.wash(QColor(current().canvas))
        for stop in (self.shown, *self.walk.soon()[:1]):
            if stop.slide is None:
                done = done and self._backdrop(stop).prepare_dark(*self._pixels(self.view_of(stop)), shade, _SLICE)
        if not done:
            self._ahead.start(0)

    def _pixels(self, view: View) -> tuple[QPointF, int, int, float]:
        ratio = self.widget.devicePixelRatioF()
        size = self.widget.size() * ratio
        return QPointF(view.x * ratio, view.y * ratio), size.width(), size.height(), view.scale * ratio

    # --- painting -------------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter) -> None:
        """One frame."""
        wide, high = self.widget.width(), self.widget.height()
        if self.blank:
            painter.fillRect(QRectF(0, 0, wide, high), QColor(self.blank))
            return
        share = eased(self._time)
        view = between(self._from, self.view, share)
        stop, look, unit = self.shown, current(), self.unit
        pen = self.walk.scene(stop).theme.lane("pains")
        if self._fade is None or share > 0.0:
            painter.setClipRect(self._stage())
            floors = self._floors(stop)
            done = self._map(painter, view, dim_too=not floors)
            if floors:
                buildup.paint(painter, self.drawing, floors, self.rise.value, view)
            self._dim(painter, view, share, done)
            painter.setClipping(False)
            if stop.slide is None and not floors:
                votes.paint(painter, self._voted(stop), view, unit, self.widget.font())
            self.ink.paint(painter, self.sheet, view, pen, unit)
        if self._fade is not None:
            painter.setOpacity(1.0 - share)
            painter.drawPixmap(0, 0, self._fade)
            painter.setOpacity(1.0)
        if self.tool == "spotlight" and self.pointer is not None:
            dimming.spotlight(painter, QRectF(0, 0, wide, high), self.pointer, 150 * unit)
        font = self.widget.font()
        below = high - self.caption_high
        if stop.slide is None:
            risen = self._risen(stop)
            edges = strips.Edges(self.walk.drawing(stop), self.walk.scene(stop), stop, look, QFont(font), unit, risen)
            strips.paint(painter, edges, view, wide, below, self._closeness(share))
        self._panel(painter, share)
        area = QRectF(0, below, wide, high - below)
        number = self._number(share)
        told = (
            stop._replace(text="") if has_words(stop, wide, high) and not self.free and not self.words_hidden else stop
        )
        caption.paint(painter, area, told, self.walk.stops, number, self.said, look, QFont(font), unit)
        if self.tool == "laser" and self.pointer is not None:
            ink.laser(painter, self.pointer, pen, unit)

    def _floors(self, stop: Stop) -> list[buildup.Floor]:
        """The lanes of a stop that is being built up, while some of them are missing."""
        if self.walk.lanes_built is None or stop.slide is not None or stop is not self.walk.stop:
            return []
        found = buildup.floors(self.walk.drawing(stop), self.walk.scene(stop))
        return found if self.rise.value < len(found) else []

    def _risen(self, stop: Stop) -> Callable[[str], float] | None:
        """How much of each lane can be seen, where a stop is being built up."""
        floors = self._floors(stop)
        if not floors:
            return None
        places = {one: place for place, floor in enumerate(floors) for one in floor.ids}
        built = self.rise.value
        return lambda row: buildup.strength(places.get(row, 0), built)

    def _stage(self) -> QRect:
        """The part of the window that no strip hides."""
        area = QRect(0, 0, self.widget.width(), math.ceil(self.widget.height() - self.caption_high))
        if self.shown.close and self.shown.slide is None and self._close_from >= 1.0:
            area.setLeft(math.floor(RAIL * self.unit) - 1)
            area.setTop(math.floor(HEAD * self.unit) - 1)
        return area

    def _dim(self, painter: QPainter, view: View, share: float, done: QRegion) -> None:
        """The wash over what the stop is not about; ``done`` is dimmed already, in device pixels."""
        colour = QColor(current().canvas)
        if self._time >= 1.0:
            self._dimming.paint(painter, view, share, colour)
            return
        painter.save()
        self._to_device(painter)
        self._dimming.paint_moving(painter, self._in_device(view), share, colour, self._stage_in_device(), done)
        painter.restore()

    def _in_device(self, view: View) -> View:
        ratio = self.widget.devicePixelRatioF()
        return View(view.x * ratio, view.y * ratio, view.scale * ratio)

    def _stage_in_device(self) -> QRect:
        ratio, stage = self.widget.devicePixelRatioF(), self._stage()
        left, top = math.floor(stage.left() * ratio), math.floor(stage.top() * ratio)
        return QRect(
            left, top, math.ceil((stage.right() + 1) * ratio) - left, math.ceil((stage.bottom() + 1) * ratio) - top
        )

    def _to_device(self, painter: QPainter) -> None:
        """From here on the painter's units are device pixels."""
        ratio = self.widget.devicePixelRatioF()
        painter.scale(1 / ratio, 1 / ratio)
        # At 150 % a pixel of the window may begin between two of the screen: tiles put there would leave gaps.
        place = painter.deviceTransform()
        painter.translate(round(place.dx()) - place.dx(), round(place.dy()) - place.dy())

    def _voted(self, stop: Stop) -> votes.Voted:
        if stop.map not in self._votes:
            self._votes[stop.map] = votes.voted(self.walk.document, stop.map, self.walk.drawing(stop))
        return self._votes[stop.map]

    def _map(self, painter: QPainter, view: View, dim_too: bool = False) -> QRegion:
        """The tiles, in device pixels; where they were drawn dimmed already."""
        origin, wide, high, scale = self._pixels(view)
        backdrop = self._backdrop(self.shown)
        done = QRegion()
        painter.save()
        self._to_device(painter)
        wide, high = wide + 1, high + 1
        opaque(painter)
        if self._time < 1.0 and self._fade is None:
            backdrop.prefetch(*self._pixels(self.view), _MOVING)
            bright = self._dimming.bright_region(self._in_device(view), self._stage_in_device()) if dim_too else None
            done = backdrop.move(painter, origin, wide, high, scale, self._levels, bright)
        else:
            origin = QPointF(round(origin.x()), round(origin.y()))
            if not backdrop.draw(painter, origin, wide, high, scale, _MOVING if self._fade else _BUDGET):
                QTimer.singleShot(0, self.widget, self.widget.update)
        painter.restore()
        return done

    def _panel(self, painter: QPainter, share: float) -> None:
        """The words beside the map: those of before go, then those of now come."""
        if self.free or self.words_hidden:
            return
        if self._before is self.shown or self._time >= 1.0:
            self._beside.paint(painter, self.shown, 1.0)
        else:
            self._beside.paint(painter, self._before, 1.0 - 2.0 * share)
            self._beside.paint(painter, self.shown, 2.0 * share - 1.0)

    def settle(self) -> None:
        """Arrive, and paint every tile in sight now: for pictures of the window."""
        self.set_time(1.0)
        self._backdrop(self.shown).prefetch(*self._pixels(self.view), 60.0)

    def _grabbed(self) -> QPixmap:
        """The last frame, to fade out of."""
        ratio = self.widget.devicePixelRatioF()
        grabbed = QPixmap(self.widget.size() * ratio)
        grabbed.setDevicePixelRatio(ratio)
        painter = QPainter(grabbed)
        self._frame(painter)
        painter.end()
        return grabbed

    def _frame(self, painter: QPainter) -> None:
        wide, high = self.widget.width(), self.widget.height()
        share = eased(self._time)
        view = between(self._from, self.view, share)
        look = current()
        painter.fillRect(QRectF(0, 0, wide, high), QColor(look.canvas))
        self._map(painter, view)
        self._dim(painter, view, share, QRegion())

    def still_of(self, stop: Stop, size: QSize) -> QImage:
        """A small picture of a stop as the room sees it, without the edges, fitted into a size."""
        size = self.widget.size().scaled(size, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(16, 9))
        return still(stop, self.walk.drawing(stop), self._backdrop(stop), self.view_of(stop, size), size)
