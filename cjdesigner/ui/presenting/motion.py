"""How a presentation moves: from stop to stop, from lane to lane, and by hand."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from cjdesigner.draw.shapes import Drawing
from cjdesigner.layout.staging import CAPTION, framing, unit_of
from cjdesigner.layout.stops import Stop
from cjdesigner.ui.presenting import buildup
from cjdesigner.ui.presenting.camera import View, between, eased
from cjdesigner.ui.presenting.dimming import Dimming
from cjdesigner.ui.presenting.walk import Walk

DURATION = 420
"""Milliseconds of a move from one stop to the next."""


class Motion(QObject):
    """The camera on a walk, and what else moves. Points are logical pixels of the widget."""

    arrived = Signal()
    """The camera has come to rest at another stop."""

    def __init__(self, widget: QWidget, walk: Walk, still: bool) -> None:
        super().__init__(widget)
        self.widget = widget
        self.walk = walk
        self.still = still
        self.free = False
        """Whether zoomed or dragged away from the stop."""
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
        self._before = walk.stop
        """The stop that it comes from."""
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

    def _key(self, stop: Stop) -> str:
        return stop.key if stop.slide is not None else stop.map

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
        """While nothing happens: get ready for what comes next."""

    def _grabbed(self) -> QPixmap:
        """The last frame, to fade out of."""
        raise NotImplementedError
