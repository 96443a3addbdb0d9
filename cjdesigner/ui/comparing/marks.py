"""How differences look: a colour and a sign for each kind, and a hatch where the other map has something."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from cjdesigner.layout.hits import Box
from cjdesigner.layout.sides import Kind
from cjdesigner.words import tr

COLOURS: dict[Kind, str] = {"added": "#22754A", "removed": "#B23A1E", "changed": "#1F5FA8", "moved": "#7A5A0A"}
"""Dark enough on the light sheet; the sign says it without colour."""
SIGNS: dict[Kind, str] = {"added": "+", "removed": "−", "changed": "≠", "moved": "→"}


def counted(kind: Kind, count: int) -> str:
    """So many of a kind, in words."""
    words = {
        "added": tr("{count} added", count=count),
        "removed": tr("{count} removed", count=count),
        "changed": tr("{count} changed", count=count),
        "moved": tr("{count} moved", count=count),
    }
    return words[kind]


def named(kind: Kind) -> str:
    """A kind, in a word."""
    return {"added": tr("added"), "removed": tr("removed"), "changed": tr("changed"), "moved": tr("moved")}[kind]


def paint_mark(painter: QPainter, kind: Kind, box: Box, pixel: float, now: bool) -> None:
    """An outline with a sign at its corner, the painter in scene coordinates; stronger for the one that is chosen."""
    colour = QColor(COLOURS[kind])
    wash = QColor(colour)
    wash.setAlpha(46 if now else 16)
    grow = 3.0 if now else 1.5
    area = QRectF(box.x - grow, box.y - grow, box.width + 2 * grow, box.height + 2 * grow)
    style = Qt.PenStyle.DashLine if kind == "removed" else Qt.PenStyle.SolidLine
    pen = QPen(colour, 3.0 if now else 1.75, style)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.setBrush(wash)
    painter.drawRoundedRect(area, 9.0, 9.0)
    size = min(pixel, 1.3)
    if 16.0 * size > max(box.width, box.height):
        return
    painter.save()
    painter.translate(area.right() + 1.0 * size, area.top() - 1.0 * size)
    painter.scale(size, size)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(0.0, 0.0), 8.0, 8.0)
    painter.setPen(QPen(QColor("#FFFFFF"), 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for (x1, y1), (x2, y2) in _STROKES[kind]:
        painter.drawLine(QPointF(x1, y1), QPointF(x2, y2))
    painter.restore()


_STROKES: dict[Kind, tuple[tuple[tuple[float, float], tuple[float, float]], ...]] = {
    "added": (((-3.5, 0.0), (3.5, 0.0)), ((0.0, -3.5), (0.0, 3.5))),
    "removed": (((-3.5, 0.0), (3.5, 0.0)),),
    "changed": (((-3.5, -1.8), (3.5, -1.8)), ((-3.5, 1.8), (3.5, 1.8)), ((-2.0, 4.0), (2.0, -4.0))),
    "moved": (((-3.5, 0.0), (3.5, 0.0)), ((0.8, -2.8), (3.5, 0.0)), ((0.8, 2.8), (3.5, 0.0))),
}


def paint_gap(painter: QPainter, area: QRectF) -> None:
    """The other map has a column or a lane here."""
    painter.fillRect(area, QColor(244, 245, 247, 205))
    hatch = QBrush(QColor(107, 114, 128, 70), Qt.BrushStyle.BDiagPattern)
    painter.fillRect(area, hatch)
