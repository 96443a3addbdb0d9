"""What a presentation looks like at any moment: the map, moving or at rest, and all that lies over it."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QWidget

from cjdesigner.draw.shapes import Drawing
from cjdesigner.layout import lens
from cjdesigner.layout.staging import BESIDE, CAPTION, HEAD, RAIL, framing, has_words, unit_of
from cjdesigner.layout.stops import Stop
from cjdesigner.paint.raster import paint_group
from cjdesigner.ui.appearance import current
from cjdesigner.ui.canvas.tiles import opaque
from cjdesigner.ui.presenting import buildup, caption, dimming, ink, strips, votes
from cjdesigner.ui.presenting.backdrop import Backdrop
from cjdesigner.ui.presenting.camera import View, between, eased
from cjdesigner.ui.presenting.dimming import Dimming
from cjdesigner.ui.presenting.walk import Walk

DURATION = 420
"""Milliseconds of a move from one stop to the next."""
_BUDGET = 0.003
"""Seconds that one frame may spend on tiles that are missing."""
_MOVING = 0.0015
"""The same while the camera moves: what moves may be a little coarser."""
_SLICE = 0.004
"""Seconds of painting ahead at a time while nothing moves."""


class Picture(QObject):
    """Paints a walk on a widget. Points are logical pixels of the widget."""

    arrived = Signal()
    """The camera has come to rest at another stop."""

    def __init__(self, widget: QWidget, walk: Walk, still: bool) -> None:
        super().__init__(widget)
        self.widget = widget
        self.walk = walk
        self.still = still
        self.blank = ""
        """A colour that hides everything, or ""."""
        self.tool = ""
        self.pointer: QPointF | None = None
        self.said = ""
        self.words_hidden = False
        """Whether something else stands where the words beside the map would."""
        self.free = False
        """Whether zoomed or dragged away from the stop."""
        self.ink = ink.Ink()
        self.rise = buildup.Rise()
        self.shown = walk.stop
        self.view = self.view_of(walk.stop)
        self._from = self.view
        self._place_from = float(walk.place)
        self._close_from = 1.0 if walk.stop.close else 0.0
        self._time = 1.0
        self._fade: QPixmap | None = None
        self._dimming = Dimming(walk.stop.bright, walk.stop.bright)
        self._levels: tuple[float, ...] = ()
        self._backdrops: dict[str, Backdrop] = {}
        self._panels: dict[str, QPixmap] = {}
        self._before = walk.stop
        """The stop that it comes from."""
        self._votes: dict[str, votes.Voted] = {}
        self._clock = QElapsedTimer()
        self._ticks = QTimer(self)
        self._ticks.setTimerType(Qt.TimerType.PreciseTimer)
        self._ticks.setInterval(8)
        self._ticks.timeout.connect(self._tick)
        self._builds = QTimer(self)
        self._builds.setTimerType(Qt.TimerType.PreciseTimer)
        self._builds.setInterval(12)
        self._builds.timeout.connect(self._rising)
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.timeout.connect(self._paint_ahead)

    # --- places ---------------------------------------------------------------------------------------------------

    @property
    def unit(self) -> float:
        """Logical pixels per pixel of a window of 1280 × 720."""
        return unit_of(self.widget.width(), self.widget.height())

    @property
    def caption_high(self) -> float:
        """Height of the line at the bottom."""
        return CAPTION * self.unit

    @property
    def sheet(self) -> str:
        """What a pen draws on: the map, or a slide."""
        return self._key(self.shown)

    @property
    def drawing(self) -> Drawing:
        """The map or slide that is shown."""
        return self.walk.drawing(self.shown)

    @property
    def moving(self) -> bool:
        """Whether the camera is on its way."""
        return self._time < 1.0

    @property
    def ready(self) -> bool:
        """Whether nothing is left to paint ahead."""
        return not self.moving and not self._ahead.isActive()

    def view_of(self, stop: Stop, size: QSize | None = None) -> View:
        """Where the camera rests at a stop, in whole pixels."""
        size = size or self.widget.size()
        view = View(*framing(stop, size.width(), size.height()))
        ratio = self.widget.devicePixelRatioF()
        return View(round(view.x * ratio) / ratio, round(view.y * ratio) / ratio, view.scale)

    def _has_panel(self, stop: Stop) -> bool:
        """Whether there is room for the stop's words beside it."""
        return has_words(stop, self.widget.width(), self.widget.height())

    def _key(self, stop: Stop) -> str:
        return stop.key if stop.slide is not None else stop.map

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

    # --- moving ---------------------------------------------------------------------------------------------------

    def travel(self) -> None:
        """On to where the walk is now."""
        self.travel_to(self.view_of(self.walk.stop), free=False)

    def travel_to(self, view: View, free: bool = True) -> None:
        """On to a view, of the stop that the walk is at."""
        stop, before = self.walk.stop, self.shown
        share = eased(self._time)
        self._before = before
        self._from = between(self._from, self.view, share)
        self._place_from = self._number(share)
        self._close_from = self._closeness(share)
        one_sheet = self._key(stop) == self._key(before)
        self._fade = None
        if not self.still and not one_sheet and self.widget.isVisible():
            self._fade = self._grabbed()
        self._dimming = Dimming(before.bright if one_sheet else stop.bright, stop.bright)
        ratio = self.widget.devicePixelRatioF()
        self._levels = tuple(dict.fromkeys((view.scale * ratio, *self._levels[:1], self.view.scale * ratio)))
        self.shown, self.view, self.free = stop, view, free
        if not one_sheet:
            self._from = view
        self._time = 1.0 if self.still else 0.0
        if self.still:
            self._arrive()
        else:
            self._clock.start()
            self._ticks.start()
        self.widget.update()

    def build(self, at_once: bool = False) -> None:
        """On to as many lanes as the walk has built up."""
        self.rise.go(self.walk.lanes_built or 0, at_once or self.still)
        if self.rise.moving:
            self._builds.start()
        self.widget.update()

    def _rising(self) -> None:
        if not self.rise.moving:
            self._builds.stop()
        self.widget.update()

    def hold(self, view: View) -> None:
        """Another view at once: zoomed or dragged by hand."""
        self._end_move()
        self._levels = ()
        self.view, self._from, self.free = view, view, True
        self.widget.update()

    def set_time(self, time: float) -> None:
        """How far the move is, from 0 to 1 of its duration."""
        self._time = min(1.0, time)
        if self._time >= 1.0:
            self._arrive()
        self.widget.update()

    def _tick(self) -> None:
        self.set_time(self._clock.elapsed() / DURATION)

    def _arrive(self) -> None:
        self._end_move()
        self._ahead.start(30)
        self.arrived.emit()

    def _end_move(self) -> None:
        self._ticks.stop()
        self._time = 1.0
        self._fade = None
        self._from, self._place_from = self.view, float(self.walk.place)
        self._close_from = 1.0 if self.shown.close else 0.0
        self._dimming = Dimming(self.shown.bright, self.shown.bright)

    def refresh(self) -> None:
        """The document or the window has changed: stay where it is."""
        self._votes.clear()
        self._panels.clear()
        keep = self.view if self.free else None
        self.shown = self.walk.stop
        self._levels = ()
        self.view = keep or self.view_of(self.shown)
        self._end_move()
        self._ahead.start(30)
        self.widget.update()

    def stop(self) -> None:
        """No more work."""
        self._ticks.stop()
        self._builds.stop()
        self._ahead.stop()

    def _number(self, share: float) -> float:
        return self._place_from + (self.walk.place - self._place_from) * share

    def _closeness(self, share: float) -> float:
        return self._close_from + ((1.0 if self.shown.close else 0.0) - self._close_from) * share

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
        told = stop._replace(text="") if self._has_panel(stop) and not self.free and not self.words_hidden else stop
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
        if self._before is self.shown or self._time >= 1.0:
            self._words(painter, self.shown, 1.0)
        else:
            self._words(painter, self._before, 1.0 - 2.0 * share)
            self._words(painter, self.shown, 2.0 * share - 1.0)

    def _words(self, painter: QPainter, stop: Stop, strength: float) -> None:
        if strength <= 0.0 or self.free or self.words_hidden or stop.panel is None or not self._has_panel(stop):
            return
        unit, ratio = self.unit, self.widget.devicePixelRatioF()
        if stop.key not in self._panels:
            if len(self._panels) > 3:
                self._panels.clear()
            self._panels[stop.key] = _pixmap(stop, unit * ratio, ratio)
        panel = self._panels[stop.key]
        wide, high = lens.WIDTH * unit, stop.panel.height * unit
        top = (HEAD if stop.close else 0.0) * unit
        y = top + (self.widget.height() - self.caption_high - top - high) / 2
        painter.setOpacity(min(1.0, strength))
        painter.drawPixmap(QPointF(round(self.widget.width() - wide - BESIDE * unit), round(y)), panel)
        painter.setOpacity(1.0)

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
        image = QImage(size, QImage.Format.Format_RGB32)
        view = self.view_of(stop, size)
        backdrop = self._backdrop(stop)
        image.fill(QColor(backdrop.around))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        drawing = self.walk.drawing(stop)
        painter.setTransform(view.transform())
        painter.fillRect(QRectF(0, 0, drawing.width, drawing.height), QColor(drawing.background))
        area = QRectF(-view.x / view.scale, -view.y / view.scale, size.width() / view.scale, size.height() / view.scale)
        backdrop._painter.paint(painter, drawing, area, view.scale)
        painter.resetTransform()
        Dimming(stop.bright, stop.bright).paint(painter, view, 1.0, QColor(current().canvas))
        if stop.panel is not None and has_words(stop, size.width(), size.height()):
            unit = unit_of(size.width(), size.height())
            painter.scale(unit, unit)
            painter.translate(size.width() / unit - lens.WIDTH - BESIDE, (size.height() / unit - stop.panel.height) / 2)
            paint_group(painter, stop.panel, {})
        painter.end()
        return image


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
