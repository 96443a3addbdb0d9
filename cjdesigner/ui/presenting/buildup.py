"""A map that is built up lane by lane: how many of its lanes are there already, and what hides the others."""

from __future__ import annotations

import time
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from cjdesigner.draw.shapes import Drawing
from cjdesigner.lanes.base import Scene
from cjdesigner.layout.stops import Stop
from cjdesigner.ui.presenting.camera import View

DURATION = 0.32
"""Seconds in which a lane comes."""
_EDGE = 4.0
"""Scene units: lanes' grounds reach a little beyond their rows."""


class Floor(NamedTuple):
    """One lane with what belongs to it, in scene units."""

    top: float
    bottom: float
    ids: tuple[str, ...]


def floors(drawing: Drawing, scene: Scene) -> list[Floor]:
    """The lanes from top to bottom; the line of visibility comes with the lane below it."""
    lanes = {lane.id for lane in scene.structure.lanes}
    found: list[Floor] = []
    above: float | None = None
    for row in drawing.rows:
        if row.id == "visibility":
            above = row.y
        elif row.id in lanes:
            found.append(Floor(row.y if above is None else above, row.y + row.height, (row.id,)))
            above = None
    return found


def can_build(stop: Stop) -> bool:
    """Whether a stop shows a map or a phase as a whole."""
    whole_phase = stop.section.startswith("phase:") and stop.panel is not None
    return stop.slide is None and (stop.scene == "overview" or whole_phase)


class Rise:
    """How many lanes are there, on its way from one number to the next."""

    def __init__(self) -> None:
        self._from = self._to = 0.0
        self._since = 0.0

    def go(self, to: int, at_once: bool) -> None:
        """Towards so many lanes."""
        self._from = float(to) if at_once else self.value
        self._to = float(to)
        self._since = time.monotonic()

    @property
    def value(self) -> float:
        """How many lanes are there now; the part of one is how much it can be seen."""
        share = min(1.0, (time.monotonic() - self._since) / DURATION)
        return self._from + (self._to - self._from) * share

    @property
    def moving(self) -> bool:
        """Whether a lane is coming or going."""
        return self._from != self._to and time.monotonic() - self._since < DURATION


def strength(place: int, built: float) -> float:
    """How much of the lane at a place can be seen, 0 to 1."""
    return max(0.0, min(1.0, built - place))


def paint(painter: QPainter, drawing: Drawing, found: list[Floor], built: float, view: View) -> None:
    """Hide the lanes that are not there yet, under the colour of the sheet."""
    if built >= len(found):
        return
    colour = QColor(drawing.background)
    first = int(built)
    after = found[first + 1 :]
    pieces = [(found[first].top, after[0].top if after else found[-1].bottom, 1.0 - strength(first, built))]
    if after:
        pieces.append((after[0].top, after[-1].bottom, 1.0))
    for top, bottom, share in pieces:
        colour.setAlphaF(share)
        bottom = bottom + _EDGE if bottom == found[-1].bottom else bottom
        area = QRectF(
            view.x, view.y + (top - _EDGE) * view.scale, drawing.width * view.scale, (bottom - top) * view.scale
        )
        painter.fillRect(area, colour)
