"""What is drawn on a presentation by hand, and forgotten with it: the pen's strokes and the laser pointer."""

from __future__ import annotations

from collections import defaultdict

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QRadialGradient

from cjdesigner.ui.presenting.camera import View


class Ink:
    """Strokes in scene units, by what they were drawn on."""

    def __init__(self) -> None:
        self._strokes: dict[str, list[QPainterPath]] = defaultdict(list)

    def begin(self, sheet: str, at: QPointF) -> None:
        """Put the pen down."""
        self._strokes[sheet].append(QPainterPath(at))

    def go_on(self, sheet: str, at: QPointF) -> None:
        """Draw on to a point."""
        self._strokes[sheet][-1].lineTo(at)

    def erase(self, sheet: str) -> None:
        """Wipe one sheet."""
        self._strokes.pop(sheet, None)

    def count(self, sheet: str) -> int:
        """How many strokes are on a sheet."""
        return len(self._strokes.get(sheet, ()))

    def paint(self, painter: QPainter, sheet: str, view: View, colour: str, unit: float) -> None:
        """The strokes of a sheet, as thick at any zoom."""
        strokes = self._strokes.get(sheet)
        if not strokes:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(view.transform(), True)
        pen = QPen(
            QColor(colour), 4.0 * unit, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        )
        pen.setCosmetic(True)
        for stroke in strokes:
            painter.strokePath(stroke, pen)
        painter.restore()


def laser(painter: QPainter, at: QPointF, colour: str, unit: float) -> None:
    """A glowing dot."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    glow = QRadialGradient(at, 16 * unit)
    soft, clear = QColor(colour), QColor(colour)
    soft.setAlpha(150)
    clear.setAlpha(0)
    glow.setColorAt(0.35, soft)
    glow.setColorAt(1.0, clear)
    painter.setBrush(glow)
    painter.drawEllipse(at, 16 * unit, 16 * unit)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(at, 6 * unit, 6 * unit)
    painter.setBrush(QColor("#FFFFFF"))
    painter.drawEllipse(at, 2.2 * unit, 2.2 * unit)
    painter.restore()
