"""What lies over the map while presenting: a wash that leaves what a stop is about bright, and a spotlight."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QRegion

from cjdesigner.layout.hits import Box
from cjdesigner.ui.presenting.camera import View

STRENGTH = 0.8
"""Opacity of the wash."""
_FAR = 1e5
_RADIUS = 10.0


class Dimming:
    """The wash on its way from one stop's bright boxes to another's."""

    def __init__(self, before: tuple[Box, ...], after: tuple[Box, ...]) -> None:
        self.before, self.after = before, after
        one, other = _lit(before), _lit(after)
        everything = QPainterPath()
        everything.addRect(QRectF(-_FAR, -_FAR, 2 * _FAR, 2 * _FAR))
        self.still = None if one is None or other is None else everything.subtracted(one.united(other))
        """Dark before and after."""
        self.dawning = _less(everything, one, other)
        """Dark before, bright after."""
        self.fading = _less(everything, other, one)
        """Bright before, dark after."""

    def bright_region(self, view: View, window: QRect) -> QRegion:
        """Where it is bright before or after, in whole pixels."""
        whole = QRegion(window)
        return _region(self.before, view, whole).united(_region(self.after, view, whole))

    def paint_moving(
        self, painter: QPainter, view: View, share: float, colour: QColor, window: QRect, done: QRegion
    ) -> None:
        """The same with square corners, in half the time, except where it is ``done``: frames nobody looks at."""
        whole = QRegion(window)
        one, other = _region(self.before, view, whole), _region(self.after, view, whole)
        for region, strength in (
            (whole.subtracted(one).subtracted(other).subtracted(done), 1.0),
            (other.subtracted(one), 1.0 - share),
            (one.subtracted(other), share),
        ):
            if strength <= 0.01:
                continue
            shade = wash(colour, strength)
            for area in region:  # type: ignore[attr-defined]  # the stub has no iteration of regions
                painter.fillRect(area, shade)

    def paint(self, painter: QPainter, view: View, share: float, colour: QColor) -> None:
        """Lay the wash over the map, at a share of the way."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(view.transform(), True)
        for path, strength in ((self.still, 1.0), (self.dawning, 1.0 - share), (self.fading, share)):
            if path is not None and strength > 0.0:
                painter.fillPath(path, wash(colour, strength))
        painter.restore()


def wash(colour: QColor, strength: float = 1.0) -> QColor:
    """What lies over what a stop is not about."""
    made = QColor(colour)
    made.setAlphaF(STRENGTH * strength)
    return made


def _region(boxes: tuple[Box, ...], view: View, whole: QRegion) -> QRegion:
    """The bright boxes in whole pixels of the window."""
    if not boxes:
        return whole
    region = QRegion()
    for box in boxes:
        region = region.united(view.place(box).toRect())
    return region.intersected(whole)


def _lit(boxes: tuple[Box, ...]) -> QPainterPath | None:
    """The bright boxes as one outline; None where all is bright."""
    if not boxes:
        return None
    path = QPainterPath()
    for box in boxes:
        one = QPainterPath()
        one.addRoundedRect(QRectF(box.x, box.y, box.width, box.height), _RADIUS, _RADIUS)
        path = path.united(one)
    return path


def _less(everything: QPainterPath, dark: QPainterPath | None, bright: QPainterPath | None) -> QPainterPath | None:
    """What is outside ``dark``'s bright boxes but inside the other's."""
    if dark is None:
        return None
    if bright is None:
        return everything.subtracted(dark)
    found = bright.subtracted(dark)
    return None if found.isEmpty() else found


def spotlight(painter: QPainter, size: QRectF, at: QPointF, radius: float) -> None:
    """Darken everything but a disc around a point of the window."""
    path = QPainterPath()
    path.addRect(size)
    path.addEllipse(at, radius, radius)
    painter.fillPath(path, QColor(0, 0, 0, 175))
