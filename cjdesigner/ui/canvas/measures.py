"""Guides to equal sizes: a line with an end mark at each edge, for every step or lane that is as large."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from cjdesigner.editor.gestures import Measure

_INSET = 3.0
"""Pixels that a line keeps from both edges, so that neighbours do not run into one another."""
_MARK = 5.0
_CLEAR_X, _CLEAR_Y = 180.0, 58.0
"""Pixels from the edges of the window within which pinned names may cover the map."""
_NAMES = 112.0
"""Scene units from the pinning of the names of lanes to the line beside them."""


def paint_measures(painter: QPainter, measures: Iterable[Measure], colour: QColor, pixel: float) -> None:
    """The lines in scene coordinates; ``pixel`` is a logical pixel in scene units."""
    seen = painter.worldTransform().inverted()[0].mapRect(QRectF(painter.viewport()))
    least_x, least_y = seen.left() + _CLEAR_X * pixel, seen.top() + _CLEAR_Y * pixel
    painter.setPen(QPen(colour, 1.5 * pixel, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    inset, mark = _INSET * pixel, _MARK * pixel
    for one in measures:
        level = one.y1 == one.y2
        if level:
            start, end, y = one.x1 + inset, one.x2 - inset, max(one.y1, least_y)
            painter.drawLine(QLineF(start, y, end, y))
            for x in (start, end):
                painter.drawLine(QLineF(x, y - mark, x, y + mark))
        else:
            # Beside the names of the lanes, and beside the pinned ones where these have scrolled out.
            x = max(one.x1, least_x) if seen.left() > one.x1 - _NAMES else one.x1
            start, end = one.y1 + inset, one.y2 - inset
            painter.drawLine(QLineF(x, start, x, end))
            for y in (start, end):
                painter.drawLine(QLineF(x - mark, y, x + mark, y))
