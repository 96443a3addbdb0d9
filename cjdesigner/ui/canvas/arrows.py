"""The outline of what is no rectangle: a phase is an arrow, and the next one begins in its notch."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from cjdesigner.draw.shapes import Drawing, Path
from cjdesigner.paint import raster

_SHEET = QColor("#FFFFFF")
"""Between an arrow and its outline, in every look of the window."""


def arrows_of(drawing: Drawing, phases: Collection[str]) -> dict[str, QPainterPath]:
    """The shapes of some phases, in scene units."""
    found: dict[str, QPainterPath] = {}
    for row in drawing.rows:
        for group in row.groups if row.id == "phases" else ():
            shape = group.shapes[0] if group.shapes else None
            if group.meaning.id in phases and isinstance(shape, Path):
                found[group.meaning.id] = raster.path(shape.commands).translated(group.x, row.y + group.y)
    return found


def paint_outline(painter: QPainter, arrow: QPainterPath, colour: QColor, width: float, off: float) -> None:
    """A line ``width`` wide around an arrow, ``off`` from it, in scene units; the arrow itself stays as it is."""
    around = QPainterPath()
    around.addRect(arrow.boundingRect().adjusted(-40, -40, 40, 40))
    painter.save()
    painter.setClipPath(around.subtracted(arrow), Qt.ClipOperation.IntersectClip)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ink, wide in ((colour, 2 * (off + width)), (_SHEET, 2 * off)):
        painter.setPen(QPen(ink, wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.drawPath(arrow)
    painter.restore()
