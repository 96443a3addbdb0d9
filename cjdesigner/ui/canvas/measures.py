"""Guides to equal sizes: a line with an end mark at each edge, for every step or lane that is as large."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from cjdesigner.editor.gestures import Measure

_INSET = 3.0
"""Pixels that a line keeps from both edges, so that neighbours do not run into one another."""
_MARK = 5.0


def paint_measures(painter: QPainter, measures: Iterable[Measure], colour: QColor, pixel: float) -> None:
    """The lines in scene coordinates; ``pixel`` is a logical pixel in scene units."""
    painter.setPen(QPen(colour, 1.5 * pixel, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    inset, mark = _INSET * pixel, _MARK * pixel
    for one in measures:
        level = one.y1 == one.y2
        if level:
            start, end = one.x1 + inset, one.x2 - inset
            painter.drawLine(QLineF(start, one.y1, end, one.y1))
            for x in (start, end):
                painter.drawLine(QLineF(x, one.y1 - mark, x, one.y1 + mark))
        else:
            start, end = one.y1 + inset, one.y2 - inset
            painter.drawLine(QLineF(one.x1, start, one.x1, end))
            for y in (start, end):
                painter.drawLine(QLineF(one.x1 - mark, y, one.x1 + mark, y))
