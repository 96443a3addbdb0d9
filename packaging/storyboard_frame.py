"""What the storyboard is drawn with: its colours, its lines and a frame for one picture. Lengths are pixels."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPainterPathStroker, QPen

WIDTH, HEIGHT = 752, 470
LINE, THIN = 5.0, 3.5
"""A sample's column shows a picture at a quarter of its size: thinner lines would turn grey there."""

GROUND = "#FCFBF8"
PAPER = "#FFFFFF"
INK = "#1F2933"
FAR = "#A9B2BD"
"""Lines of what stands behind the people."""
MIST = "#EDEFF3"
STONE = "#DCE1E8"
WARM = "#F9D9B4"
COOL = "#BFDDE1"
PAIN = "#E5484D"
GAIN = "#2F5BEA"
COLOURS = (GROUND, PAPER, INK, FAR, MIST, STONE, WARM, COOL, PAIN, GAIN)

Point = tuple[float, float]


def outline(text: str) -> QPainterPath:
    """A path from SVG's letters M, L, C, Q and Z with absolute coordinates."""
    path = QPainterPath()
    for letter, rest in re.findall(r"([MLCQZ])([^MLCQZ]*)", text):
        n = [float(number) for number in rest.split()]
        if letter == "M":
            path.moveTo(n[0], n[1])
        elif letter == "L":
            for i in range(0, len(n), 2):
                path.lineTo(n[i], n[i + 1])
        elif letter == "C":
            for i in range(0, len(n), 6):
                path.cubicTo(*n[i : i + 6])
        elif letter == "Q":
            for i in range(0, len(n), 4):
                path.quadTo(*n[i : i + 4])
        else:
            path.closeSubpath()
    return path


def smooth(points: Iterable[Point]) -> QPainterPath:
    """An open path that bends gently through the points."""
    through = list(points)
    path = QPainterPath(QPointF(*through[0]))
    for i, (x, y) in enumerate(through[1:], start=1):
        before, start = through[max(i - 2, 0)], through[i - 1]
        after = through[min(i + 1, len(through) - 1)]
        path.cubicTo(
            start[0] + (x - before[0]) / 6,
            start[1] + (y - before[1]) / 6,
            x - (after[0] - start[0]) / 6,
            y - (after[1] - start[1]) / 6,
            x,
            y,
        )
    return path


def oval(x: float, y: float, rx: float, ry: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), rx, ry)
    return path


def box(x: float, y: float, width: float, height: float, radius: float = 0.0) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(x, y, width, height), radius, radius)
    return path


def tube(points: Iterable[Point], width: float) -> QPainterPath:
    """An arm or a leg: the outline of a thick line with round ends."""
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    # Where it bends sharply the stroke crosses itself; only the outermost edge is the arm's.
    edges = stroker.createStroke(smooth(points)).simplified().toSubpathPolygons()
    path = QPainterPath()
    path.addPolygon(max(edges, key=lambda edge: edge.boundingRect().width() * edge.boundingRect().height()))
    path.closeSubpath()
    return path


class Frame:
    """One picture being drawn."""

    def __init__(self) -> None:
        self.image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
        self.image.fill(QColor(GROUND))
        self.painter = QPainter(self.image)
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def fill(self, path: QPainterPath, colour: str) -> None:
        self.painter.fillPath(path, QColor(colour))

    def line(self, path: QPainterPath | str, width: float = LINE, colour: str = INK) -> None:
        pen = QPen(QBrush(QColor(colour)), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self.painter.strokePath(outline(path) if isinstance(path, str) else path, pen)

    def shape(self, path: QPainterPath | str, fill: str = PAPER, width: float = LINE, colour: str = INK) -> None:
        drawn = outline(path) if isinstance(path, str) else path
        self.fill(drawn, fill)
        self.line(drawn, width, colour)

    def png(self) -> bytes:
        """The picture's bytes, in few colours."""
        self.painter.end()
        reduced = self.image.convertToFormat(
            QImage.Format.Format_Indexed8,
            _table(),
            Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither,
        )
        held = QByteArray()
        buffer = QBuffer(held)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        reduced.save(buffer, "PNG", 0)  # type: ignore[call-overload]
        return bytes(held.data())


def _table() -> list[int]:
    """The colours of the pictures and the blends along their edges."""
    found: dict[int, None] = {}
    for first in COLOURS:
        for second in COLOURS:
            steps = 6 if INK in (first, second) else 3
            for step in range(steps + 1):
                a, b, share = QColor(first), QColor(second), step / steps
                red = a.red() + (b.red() - a.red()) * share
                green = a.green() + (b.green() - a.green()) * share
                blue = a.blue() + (b.blue() - a.blue()) * share
                found[QColor(round(red), round(green), round(blue)).rgb()] = None
    return list(found)[:256]
