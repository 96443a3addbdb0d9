"""Redraws the storyboard of the sample maps and puts it into both of them.

    python packaging/storyboard.py [FOLDER]

With FOLDER the pictures are only written there as PNG files, to be looked at. The same drawing gives the same bytes, so
that a sample changes only where its picture does. Lengths are pixels of a picture of 752 × 470.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QGuiApplication,
    QImage,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QTransform,
)

from cjdesigner.files import project
from cjdesigner.model.document import Document
from cjdesigner.model.records import Record, copied

EXAMPLES = Path(__file__).resolve().parent.parent / "resources" / "examples"
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


# -- people ------------------------------------------------------------------------------------------------------------


def head(
    frame: Frame, who: str, at: Point, size: float, facing: float = 0.6, mood: float = 0.0, down: bool = False
) -> None:
    """A head of half height ``size``, looking left (below 0) or right; ``mood`` from −1 to 1, ``down`` lowers the eyes.

    Heads are drawn for the right and mirrored for the left, so that hair falls on the same side of the face.
    """
    place = QTransform().translate(*at).scale(-size if facing < 0 else size, size)
    turn = abs(facing)

    def put(text: str) -> QPainterPath:
        return place.map(outline(text))

    def ring(x: float, y: float, rx: float, ry: float) -> QPainterPath:
        return place.map(oval(x, y, rx, ry))

    face = put(
        "M -0.78 -0.1 C -0.82 -0.7 -0.45 -1 0.05 -1 C 0.58 -1 0.84 -0.62 0.82 -0.1 "
        "C 0.82 0.2 0.8 0.42 0.66 0.66 C 0.5 0.93 0.28 1 0.1 1 C -0.2 1 -0.48 0.86 -0.64 0.56 "
        "C -0.74 0.36 -0.77 0.15 -0.78 -0.1 Z"
    )
    detail = max(size * 0.085, 2.6)
    if who == "sanne":
        frame.shape(ring(-0.72, -0.86, 0.42, 0.4), INK)
    if who == "girl":
        for side in (-0.86, 0.86):
            frame.shape(ring(side + 0.02, -0.2, 0.25, 0.3), WARM, detail)
    frame.shape(face, PAPER)
    ear = -0.62 + 0.16 * turn
    x = 0.24 * turn
    spread = 0.34 - 0.05 * turn
    eyes = -0.02
    for side in (-1, 1):
        middle = x + side * spread
        if down:
            frame.line(
                put(f"M {middle - 0.11} {eyes + 0.06} Q {middle} {eyes + 0.18} {middle + 0.11} {eyes + 0.06}"), detail
            )
        else:
            frame.fill(ring(middle, eyes + 0.04, 0.085, 0.1), INK)
    if mood < -0.4:
        for side in (-1, 1):
            middle = x + side * spread
            frame.line(put(f"M {middle - 0.14} {-0.24 - side * -0.06} L {middle + 0.14} {-0.24 + side * 0.06}"), detail)
    nose = x + 0.1 * turn
    if who != "joris":
        frame.line(put(f"M {nose} 0.06 Q {nose + 0.17} 0.26 {nose - 0.01} 0.28"), detail)
        wide = 0.2 if mood >= 0 else 0.16
        low = 0.53
        frame.line(
            put(f"M {x - wide} {low - 0.1 * mood} Q {x} {low + 0.22 * mood} {x + wide} {low - 0.1 * mood}"), detail
        )
    if who == "sanne":
        frame.shape(
            put(
                "M -0.66 0.42 C -1.06 0.1 -1.02 -0.62 -0.62 -0.92 C -0.3 -1.16 0.32 -1.2 0.64 -0.86 "
                "C 0.82 -0.68 0.9 -0.42 0.86 -0.16 C 0.74 -0.42 0.58 -0.58 0.36 -0.68 "
                "C 0.1 -0.42 -0.24 -0.3 -0.46 -0.28 "
                "C -0.5 0 -0.5 0.24 -0.66 0.42 Z"
            ),
            INK,
            detail,
        )
    elif who == "joris":
        frame.shape(
            put(
                "M -0.8 -0.34 C -1.06 0 -1 0.5 -0.66 0.6 "
                "C -0.56 0.3 -0.5 0.1 -0.52 -0.3 C -0.6 -0.42 -0.72 -0.44 -0.8 -0.34 Z"
            ),
            STONE,
            detail,
        )
        frame.shape(ring(-0.46, 0.12, 0.13, 0.19), PAPER, detail)
        for side in (-1, 1):
            frame.line(ring(x + side * (spread + 0.04), eyes + 0.06, 0.26, 0.25), detail)
        frame.line(put(f"M {x - 0.06} {eyes + 0.02} Q {x} {eyes - 0.05} {x + 0.06} {eyes + 0.02}"), detail)
        frame.line(put(f"M {x - spread - 0.3} {eyes + 0.02} L -0.5 {eyes - 0.02}"), detail)
        frame.shape(
            put(
                f"M {x} 0.36 C {x + 0.16} 0.26 {x + 0.42} 0.36 {x + 0.46} 0.6 C {x + 0.28} 0.64 {x + 0.1} 0.6 {x} 0.52 "
                f"C {x - 0.1} 0.6 {x - 0.28} 0.64 {x - 0.46} 0.6 C {x - 0.42} 0.36 {x - 0.16} 0.26 {x} 0.36 Z"
            ),
            STONE,
            detail,
        )
        if mood > 0.2:
            frame.line(put(f"M {x - 0.13} 0.7 Q {x} 0.8 {x + 0.13} 0.7"), detail)
    elif who == "adviser":
        frame.shape(
            put(
                "M -0.72 0.14 C -0.98 -0.2 -0.98 -0.84 -0.5 -1.06 C -0.1 -1.28 0.5 -1.3 0.86 -0.98 "
                "C 0.96 -0.8 0.92 -0.56 0.84 -0.38 C 0.6 -0.56 0.2 -0.52 -0.2 -0.56 "
                "C -0.36 -0.46 -0.44 -0.3 -0.46 -0.08 "
                "C -0.54 -0.14 -0.68 -0.06 -0.72 0.14 Z"
            ),
            INK,
            detail,
        )
        frame.shape(ring(ear - 0.04, 0.12, 0.13, 0.19), PAPER, detail)
    elif who == "neighbour":
        frame.shape(
            put(
                "M -0.8 0.02 C -1 -0.7 -0.5 -1.14 0.06 -1.12 C 0.6 -1.12 0.9 -0.76 0.84 -0.44 "
                "L -0.6 -0.44 C -0.6 -0.2 -0.66 0 -0.8 0.02 Z"
            ),
            MIST,
            detail,
        )
        frame.shape(
            put(
                "M -0.86 -0.46 C -0.2 -0.34 0.7 -0.36 1.2 -0.34 "
                "C 1.2 -0.5 1 -0.6 0.84 -0.6 C 0.3 -0.62 -0.4 -0.66 -0.86 -0.62 Z"
            ),
            STONE,
            detail,
        )
        frame.shape(ring(-0.46, 0.12, 0.13, 0.19), PAPER, detail)
    elif who == "girl":
        frame.shape(
            put(
                "M -0.84 0.08 C -1 -0.6 -0.6 -1.12 0.04 -1.12 "
                "C 0.66 -1.12 1 -0.6 0.86 0.08 C 0.8 -0.2 0.7 -0.4 0.56 -0.5 "
                "C 0.2 -0.4 -0.2 -0.42 -0.54 -0.5 C -0.72 -0.4 -0.78 -0.2 -0.84 0.08 Z"
            ),
            WARM,
            detail,
        )
    elif who == "boy":
        frame.shape(
            put(
                "M -0.84 0.12 C -1.02 -0.6 -0.6 -1.16 0.04 -1.16 "
                "C 0.7 -1.16 1 -0.6 0.84 0 C 0.78 -0.22 0.72 -0.36 0.6 -0.44 "
                "C 0.42 -0.36 0.34 -0.48 0.2 -0.42 C 0.02 -0.34 -0.1 -0.46 -0.28 -0.4 "
                "C -0.42 -0.34 -0.5 -0.4 -0.6 -0.36 "
                "C -0.72 -0.2 -0.78 0 -0.84 0.12 Z"
            ),
            INK,
            detail,
        )


def hand(frame: Frame, x: float, y: float, size: float = 15.0) -> None:
    frame.shape(oval(x, y, size, size * 0.92))


def phone(
    frame: Frame, at: Point, height: float, turn: float = 0.0, screen: str = PAPER, body: str = INK
) -> QTransform:
    """A phone around its middle; gives the place of its screen, 100 high and 50 wide."""
    scale = height / 100
    place = QTransform().translate(*at).rotate(turn).scale(scale, scale)
    frame.shape(place.map(box(-28, -54, 56, 108, 11)), body, 3.0)
    frame.fill(place.map(box(-22, -46, 44, 92, 5)), screen)
    return place


def bubble(frame: Frame, x: float, y: float, width: float, height: float, tip: Point) -> None:
    """A speech bubble with its tail out of the side towards ``tip``."""
    body = box(x, y, width, height, 26)
    side = x + 5 if tip[0] <= x else x + width - 5
    base = ((side, y + height * 0.5), (side, y + height * 0.5 + 34))
    tail = QPainterPath(QPointF(*base[0]))
    tail.lineTo(*tip)
    tail.lineTo(*base[1])
    tail.closeSubpath()
    frame.shape(body.united(tail))


def cup(frame: Frame, x: float, y: float, steam: bool = True) -> None:
    """A cup that stands at ``y``."""
    frame.line(oval(x + 24, y - 22, 11, 11))
    frame.shape(
        f"M {x - 23} {y - 40} L {x + 23} {y - 40} L {x + 19} {y - 6} Q {x + 18} {y} {x + 12} {y} "
        f"L {x - 12} {y} Q {x - 18} {y} {x - 19} {y - 6} Z"
    )
    if steam:
        for dx in (-9, 9):
            frame.line(
                f"M {x + dx} {y - 52} C {x + dx - 9} {y - 62} {x + dx + 9} {y - 70} {x + dx} {y - 82}", THIN, FAR
            )


def sleeve(frame: Frame, body: QPainterPath, points: Iterable[Point], width: float, colour: str) -> None:
    """An arm in front of its body, growing out of the shoulder without a seam."""
    through = list(points)
    whole = tube(through, width)
    seam = QPainterPathStroker()
    seam.setWidth(LINE)
    cap = oval(*through[0], width / 2 + LINE, width / 2 + LINE)
    frame.fill(whole.subtracted(cap), colour)
    frame.fill(whole.intersected(cap).subtracted(seam.createStroke(body)), colour)
    edge = whole.toFillPolygon().toList()[:-1]
    free = [QLineF(point, QPointF(*through[0])).length() > width * 0.62 for point in edge]
    first = next(i for i, is_free in enumerate(free) if is_free and not free[i - 1])
    turned = zip(edge[first:] + edge[:first], free[first:] + free[:first], strict=True)
    run = [point for point, is_free in turned if is_free]
    path = QPainterPath(run[0])
    for point in run[1:]:
        path.lineTo(point)
    frame.line(path)


def trunk(frame: Frame, who: str, at: Point, size: float, colour: str, foot: float) -> QPainterPath:
    """Neck, shoulders and chest under a head of that place and size, down to ``foot``; gives their outline."""
    x, y = at
    s = size
    body = outline(
        f"M {x - 0.5 * s} {y + 1.16 * s} "
        f"C {x - s} {y + 1.26 * s} {x - 1.46 * s} {y + 1.4 * s} {x - 1.62 * s} {y + 2.1 * s} "
        f"L {x - 1.8 * s} {foot} L {x + 1.8 * s} {foot} L {x + 1.62 * s} {y + 2.1 * s} "
        f"C {x + 1.46 * s} {y + 1.4 * s} {x + s} {y + 1.26 * s} {x + 0.5 * s} {y + 1.16 * s} Z"
    )
    frame.shape(body, colour)
    neck = f"M {x - 0.34 * s} {y + 0.6 * s} L {x - 0.34 * s} {y + 1.2 * s} "
    frame.shape(neck + f"Q {x} {y + 1.62 * s} {x + 0.34 * s} {y + 1.2 * s} L {x + 0.34 * s} {y + 0.6 * s} Z", PAPER)
    if who == "sanne":
        frame.shape(
            f"M {x - 0.52 * s} {y + 1.1 * s} "
            f"C {x - 0.4 * s} {y + 1.5 * s} {x + 0.4 * s} {y + 1.5 * s} {x + 0.52 * s} {y + 1.1 * s} "
            f"C {x + 0.8 * s} {y + 1.3 * s} {x + 0.7 * s} {y + 1.6 * s} {x + 0.4 * s} {y + 1.72 * s} "
            f"C {x + 0.1 * s} {y + 1.8 * s} {x - 0.2 * s} {y + 1.8 * s} {x - 0.42 * s} {y + 1.7 * s} "
            f"C {x - 0.72 * s} {y + 1.58 * s} {x - 0.78 * s} {y + 1.3 * s} {x - 0.52 * s} {y + 1.1 * s} Z",
            PAPER,
        )
    else:
        for side in (-1, 1):
            frame.shape(
                f"M {x + side * 0.36 * s} {y + 0.98 * s} L {x + side * 0.74 * s} {y + 1.3 * s} "
                f"L {x + side * 0.38 * s} {y + 1.72 * s} L {x} {y + 1.46 * s} Z",
                PAPER,
            )
    return body


# -- scenes ------------------------------------------------------------------------------------------------------------


def badge(frame: Frame, x: float, y: float) -> None:
    """An assistant's badge on its ribbon, hanging from the collar."""
    frame.line(f"M {x - 26} {y} L {x - 6} {y + 60} L {x + 18} {y + 6}", THIN)
    frame.shape(box(x - 26, y + 58, 40, 29, 5), PAPER, THIN)


def stand(frame: Frame, x: float, y: float) -> None:
    """What a phone stands in, on a table at ``y``."""
    frame.shape(f"M {x - 25} {y} L {x - 16} {y - 22} L {x + 16} {y - 22} L {x + 25} {y} Z")


def school_gate(frame: Frame) -> None:
    """She needs her phone at the school gate, and it is dying."""
    far = THIN
    frame.shape("M 34 404 L 34 188 L 150 116 L 266 188 L 266 404 Z", MIST, far, FAR)
    frame.shape(oval(150, 184, 22, 22), PAPER, far, FAR)
    frame.line("M 150 198 L 150 184 L 160 190", far, FAR)
    for x in (70, 182):
        frame.shape(box(x, 236, 48, 56, 4), PAPER, far, FAR)
        frame.line(f"M {x + 24} 236 L {x + 24} 292", far, FAR)
    frame.line("M 694 404 L 694 330", 10, STONE)
    frame.shape(oval(696, 286, 46, 62), MIST, far, FAR)
    frame.fill(box(0, 404, WIDTH, 66), MIST)
    frame.line(f"M 0 404 L {WIDTH} 404", far, STONE)
    for x in range(-6, 300, 30):
        frame.line(f"M {x} 330 L {x} 428", far, FAR)
    frame.line("M -6 346 L 294 346", far, FAR)
    frame.line("M -6 414 L 294 414", far, FAR)
    frame.shape(box(290, 312, 18, 122, 5), STONE, far, FAR)

    for x in (404, 452):
        frame.shape(box(x - 17, 396, 34, 90, 6), INK)
    coat = outline(
        "M 398 172 C 368 178 350 194 344 224 C 336 282 326 350 320 412 Q 424 432 530 412 C 526 350 514 268 500 214 "
        "C 490 188 472 176 448 172 Z"
    )
    frame.shape(coat.united(tube([(478, 208), (552, 244), (588, 176)], 44)), WARM)
    frame.shape("M 402 146 L 402 176 Q 424 198 446 176 L 446 146 Z", PAPER)
    frame.shape(
        "M 386 168 C 398 192 450 192 462 168 C 478 178 476 204 456 214 "
        "C 436 222 410 220 394 212 C 374 202 372 180 386 168 Z"
    )
    frame.line("M 428 220 L 428 424", THIN)
    for y in (262, 312):
        frame.fill(oval(444, y, 5.5, 5.5), INK)
    sleeve(frame, coat, [(376, 222), (346, 290), (352, 350)], 40, WARM)
    hand(frame, 353, 372, 17)
    head(frame, "sanne", (424, 104), 60, 0.75, -0.7)
    place = phone(frame, (616, 112), 126, 9)
    frame.line(place.map(box(-17, -14, 31, 26, 4)), 4.5, INK)
    frame.fill(place.map(box(14, -6, 4, 10, 1)), INK)
    frame.fill(place.map(box(-12.5, -9, 6, 16, 1)), PAIN)
    frame.line("M 674 66 L 700 52", 6, PAIN)
    frame.line("M 684 106 L 714 108", 6, PAIN)
    frame.line("M 676 146 L 700 160", 6, PAIN)
    frame.shape(oval(592, 166, 20, 18))

    for x in (278, 310):
        frame.shape(box(x - 13, 430, 26, 50, 4), INK)
    dress = outline("M 270 346 C 252 352 246 380 240 444 Q 292 454 346 444 C 342 390 336 352 318 346 Z")
    frame.shape(dress, COOL)
    sleeve(frame, dress, [(312, 368), (334, 386), (350, 400)], 26, COOL)
    hand(frame, 358, 408, 13)
    head(frame, "girl", (293, 292), 50, 0.5, 0.4)
    shirt = outline("M 572 400 C 552 406 548 430 544 490 L 640 490 C 638 430 632 406 612 400 Z")
    frame.shape(shirt, COOL)
    sleeve(frame, shirt, [(576, 430), (546, 422), (524, 404)], 25, COOL)
    hand(frame, 516, 396, 13)
    head(frame, "boy", (591, 350), 48, -0.5, 0.7)


def bird(frame: Frame, x: float, y: float, size: float, colour: str) -> None:
    """A bird on a twig, around its breast."""
    place = QTransform().translate(x, y).scale(size, size)
    frame.line(place.map(outline("M -1.5 0.86 C -0.6 0.7 0.6 1 1.5 0.78")), 4.5)
    frame.line(place.map(outline("M -0.1 0.5 L -0.16 0.84 M 0.2 0.5 L 0.18 0.84")), 4)
    frame.shape(
        place.map(
            outline(
                "M 1.28 -0.5 L 0.94 -0.36 C 0.98 0.2 0.6 0.62 0.06 0.6 C -0.36 0.58 -0.6 0.4 -0.86 0.2 L -1.5 0.36 "
                "L -1.3 -0.02 C -0.8 -0.1 -0.3 -0.3 0.02 -0.62 C 0.2 -0.9 0.62 -1 0.86 -0.74 Z"
            )
        ),
        colour,
        4.5,
    )
    frame.line(place.map(outline("M -0.7 0.1 C -0.3 0.34 0.16 0.26 0.34 -0.1")), 4, PAPER)
    frame.fill(place.map(oval(0.58, -0.5, 0.1, 0.1)), PAPER)


def good_advice(frame: Frame) -> None:
    """An assistant asks what he uses it for: birds."""
    for y in (92, 196, 300):
        frame.line(f"M -6 {y} L {WIDTH + 6} {y}", THIN, STONE)
        for x in range(20 + (y % 40), WIDTH, 58):
            frame.shape(box(x, y - 48, 26, 46, 5), MIST if (x + y) % 3 else PAPER, THIN, STONE)
    frame.fill(box(258, 10, 226, 140, 30), GROUND)
    joris = trunk(frame, "joris", (176, 176), 66, COOL, 480)
    head(frame, "joris", (176, 172), 66, 0.85, 0.6)
    adviser = trunk(frame, "adviser", (600, 168), 64, MIST, 480)
    head(frame, "adviser", (600, 162), 64, -0.85, 0.8)
    badge(frame, 600, 258)
    bubble(frame, 280, 20, 196, 128, (250, 150))
    bird(frame, 378, 84, 43, GAIN)
    frame.shape(box(-20, 392, WIDTH + 40, 110, 0), STONE)
    for x, turn in ((354, -4), (424, 4)):
        stand(frame, x, 392)
        phone(frame, (x, 322), 96, turn)
    sleeve(frame, joris, [(106, 306), (120, 388), (216, 384)], 48, COOL)
    hand(frame, 246, 378, 20)
    sleeve(frame, adviser, [(668, 300), (660, 398), (570, 392)], 46, MIST)
    hand(frame, 540, 388, 19)


def at_the_window(frame: Frame) -> None:
    """The van drives past her house."""
    frame.fill(box(0, 0, WIDTH, HEIGHT), MIST)
    frame.fill(box(286, 44, 428, 306), PAPER)
    for x, top in ((296, 132), (392, 104), (488, 138), (584, 110), (676, 136)):
        frame.shape(
            f"M {x - 50} 260 L {x - 50} {top + 34} L {x} {top} L {x + 46} {top + 34} L {x + 46} 260 Z",
            GROUND,
            THIN,
            STONE,
        )
        frame.shape(box(x - 26, top + 52, 20, 26, 2), MIST, THIN, STONE)
        frame.shape(box(x + 8, top + 52, 20, 26, 2), MIST, THIN, STONE)
    frame.fill(box(286, 258, 428, 92), STONE)
    for x in (330, 430, 530, 630):
        frame.line(f"M {x} 322 L {x + 46} 322", 5, PAPER)
    # the van
    for y, start in ((192, 330), (224, 352), (256, 324)):
        frame.line(f"M {start} {y} L {start + 62} {y}", LINE, PAIN)
    frame.shape("M 432 160 L 582 160 L 582 280 L 432 280 Q 424 280 424 272 L 424 168 Q 424 160 432 160 Z", PAIN)
    frame.shape("M 582 186 L 628 186 Q 638 186 644 196 L 664 234 L 664 272 Q 664 280 656 280 L 582 280 Z", PAPER)
    frame.shape("M 596 200 L 624 200 L 642 234 L 596 234 Z", MIST)
    frame.shape("M 476 206 L 504 194 L 532 206 L 532 236 L 504 248 L 476 236 Z", PAPER, 4)
    frame.line("M 476 206 L 504 218 L 532 206 M 504 218 L 504 248", 4)
    for x in (470, 620):
        frame.shape(oval(x, 282, 25, 25), INK)
        frame.fill(oval(x, 282, 10, 10), PAPER)
    # the window
    for path in ("M 286 44 L 714 44 L 714 350 L 286 350 Z", "M 286 112 L 714 112"):
        frame.line(path, 16, INK)
        frame.line(path, 7, PAPER)
    frame.shape(box(258, 350, 500, 20, 4))
    # the clock
    frame.shape(oval(58, 66, 38, 38))
    frame.line("M 58 66 L 58 42 M 58 66 L 76 76", LINE)
    sanne = trunk(frame, "sanne", (182, 184), 70, WARM, 490)
    head(frame, "sanne", (182, 178), 70, 1.0, -0.6)
    sleeve(frame, sanne, [(108, 326), (122, 436), (232, 450)], 50, WARM)
    sleeve(frame, sanne, [(254, 326), (268, 432), (326, 388)], 50, WARM)
    cup(frame, 356, 398, steam=False)
    hand(frame, 338, 378, 21)


def locked_out(frame: Frame) -> None:
    """A code goes to the phone that is wiped already."""
    frame.fill(box(0, 0, WIDTH, HEIGHT), STONE)
    frame.fill(outline("M 366 96 L 130 352 L 690 352 L 454 96 Z"), GROUND)
    frame.shape(box(570, 46, 128, 138, 4), INK, LINE)
    frame.line("M 634 46 L 634 184 M 570 114 L 698 114", LINE, STONE)
    frame.fill(oval(668, 82, 15, 15).subtracted(oval(661, 77, 13, 13)), PAPER)
    frame.shape(oval(96, 106, 44, 44))
    frame.line("M 96 106 L 76 88 M 96 106 L 130 108", LINE)
    frame.line("M 410 -4 L 410 44")
    frame.shape("M 384 44 L 436 44 Q 470 64 474 100 L 346 100 Q 350 64 384 44 Z", COOL)
    joris = trunk(frame, "joris", (270, 206), 66, COOL, 480)
    head(frame, "joris", (276, 204), 66, 0.7, -0.8, down=True)
    frame.shape(box(-20, 372, WIDTH + 40, 120, 0), PAPER)
    sleeve(frame, joris, [(198, 340), (152, 426), (214, 330)], 48, COOL)
    frame.shape(outline("M 202 300 C 196 270 210 254 226 250 C 240 252 244 268 240 290 C 238 310 214 318 202 300 Z"))
    sleeve(frame, joris, [(346, 336), (372, 416), (300, 430)], 48, COOL)
    hand(frame, 276, 430, 20)
    # two phones on the table, a cable between them
    frame.line("M 468 352 C 470 420 568 420 566 356", LINE)
    phone(frame, (468, 296), 128, -6, STONE)
    place = phone(frame, (568, 296), 128, 6, PAPER)
    frame.shape(place.map(box(-13, -6, 26, 22, 4)), PAIN, 3.5)
    frame.line(place.map(outline("M -8 -6 L -8 -14 C -8 -24 8 -24 8 -14 L 8 -6")), 4.5)
    cup(frame, 660, 400, steam=False)
    frame.shape("M 404 424 L 500 416 L 514 458 L 410 466 Z", GROUND, THIN)
    for x, y in ((430, 443), (448, 441), (466, 440), (484, 438)):
        frame.fill(oval(x, y, 4.5, 4.5), INK)


def message_in_time(frame: Frame) -> None:
    """A message on her watch; no need to hurry home."""
    frame.fill(oval(628, 118, 46, 46), WARM)
    frame.fill(outline("M 0 300 C 120 250 260 262 380 286 C 520 310 640 270 752 284 L 752 430 L 0 430 Z"), MIST)
    for x, high in ((96, 96), (650, 84), (706, 60)):
        frame.line(f"M {x} 330 L {x} {330 - high * 0.5}", 8, STONE)
        frame.shape(oval(x, 300 - high * 0.6, high * 0.32, high * 0.48), GROUND, THIN, FAR)
    frame.fill(box(0, 424, WIDTH, 60), STONE)
    frame.line(f"M 0 426 L {WIDTH} 426", THIN, FAR)
    # wheels
    for x, radius in ((176, 66), (628, 44)):
        y = 428 - radius
        frame.shape(oval(x, y, radius, radius), GROUND, 7)
        for dx, dy in ((1, 0), (0, 1), (0.7, 0.7), (0.7, -0.7)):
            r = radius - 8
            frame.line(f"M {x - dx * r} {y - dy * r} L {x + dx * r} {y + dy * r}", 2, FAR)
        frame.fill(oval(x, y, 8, 8), INK)
    # the far leg, then the frame of the cycle
    frame.shape(tube([(240, 258), (316, 282), (296, 352)], 40), STONE)
    frame.line("M 176 362 L 286 386 L 340 402 L 400 402", 8)
    frame.line("M 286 386 L 232 264", 8)
    frame.line("M 176 362 L 240 286", 7)
    frame.line("M 286 386 L 372 300 L 352 218", 8)
    frame.line("M 320 222 L 352 216 L 362 226", 9)
    frame.shape(box(204, 248, 62, 18, 9), INK)
    # the children and their box
    for who, x, y, facing, mood in (("girl", 462, 236, 0.5, 0.9), ("boy", 556, 252, 0.6, 0.9)):
        frame.shape(box(x - 42, y + 40, 84, 80, 24), COOL)
        head(frame, who, (x, y), 48, facing, mood)
    frame.shape("M 388 298 L 640 298 L 606 404 L 406 404 Z", PAPER)
    frame.line("M 400 338 L 628 338", THIN)
    frame.line("M 606 330 L 628 384", 8)
    # Sanne
    body = outline("M 246 160 C 214 166 202 200 200 264 Q 236 282 282 266 C 290 220 294 186 282 166 Z")
    frame.shape(tube([(238, 262), (318, 304), (284, 386)], 42), INK)
    frame.shape(box(268, 388, 60, 20, 10), PAPER)
    frame.shape(tube([(262, 196), (300, 236), (340, 220)], 30), WARM)
    hand(frame, 350, 216, 13)
    frame.shape(body, WARM)
    frame.shape("M 250 128 L 246 160 Q 264 176 284 160 L 282 128 Z")
    head(frame, "sanne", (268, 88), 50, 0.9, 0.9)
    sleeve(frame, body, [(244, 192), (286, 232), (346, 168)], 34, WARM)
    frame.line("M 338 162 L 352 178", 13, INK)
    hand(frame, 360, 152, 15)
    bubble(frame, 408, 30, 150, 106, (372, 132))
    frame.line("M 450 84 L 474 108 L 518 58", 13, GAIN)


def side_by_side(frame: Frame) -> None:
    """They move his things across together."""
    frame.line("M 376 -4 L 376 44", THIN, FAR)
    frame.shape("M 354 44 L 398 44 Q 430 62 434 96 L 318 96 Q 322 62 354 44 Z", MIST, THIN, FAR)
    frame.line("M -6 112 L 84 112 M 680 112 L 760 112", THIN, FAR)
    for x in (10, 46, 696):
        frame.shape(box(x, 52, 28, 58, 6), MIST, THIN, FAR)
    joris = trunk(frame, "joris", (156, 178), 66, COOL, 480)
    head(frame, "joris", (156, 174), 66, 0.75, 0.7, down=True)
    adviser = trunk(frame, "adviser", (598, 170), 64, MIST, 480)
    head(frame, "adviser", (598, 164), 64, -0.75, 0.8)
    badge(frame, 598, 260)
    frame.shape(box(-20, 384, WIDTH + 40, 110, 0), PAPER)
    sleeve(frame, joris, [(88, 306), (80, 404), (166, 412)], 48, COOL)
    hand(frame, 197, 412, 20)
    sleeve(frame, adviser, [(666, 300), (676, 406), (590, 412)], 46, MIST)
    hand(frame, 560, 412, 20)
    frame.line("M 322 384 C 322 446 430 446 430 384")
    for x in (322, 430):
        stand(frame, x, 392)
    old = phone(frame, (322, 312), 122, -5)
    new = phone(frame, (430, 312), 122, 5)
    for place in (old, new):
        frame.line(place.map(outline("M -14 18 L -3 -2 L 5 9 L 9 3 L 15 18 Z")), 4)
        frame.fill(place.map(oval(9, -14, 5, 5)), INK)
    frame.line("M 328 218 C 346 178 404 176 424 208", 8, GAIN)
    frame.line("M 428 184 L 426 212 L 399 209", 8, GAIN)
    cup(frame, 252, 458)
    cup(frame, 494, 458)


def two_left(frame: Frame) -> None:
    """Four questions on the sofa, and two phones left."""
    frame.line("M 90 380 L 90 150", 6, FAR)
    frame.shape("M 58 90 L 122 90 L 142 150 L 38 150 Z", MIST, THIN, FAR)
    frame.shape(box(120, 214, 540, 220, 46), COOL)
    sanne = trunk(frame, "sanne", (322, 160), 62, WARM, 420)
    head(frame, "sanne", (322, 156), 62, 0.7, 0.9, down=True)
    # a blanket over her knees, a bear that fell asleep first
    frame.shape(
        "M 196 372 C 240 336 420 340 470 380 C 520 410 540 440 548 480 L 170 480 C 168 440 176 396 196 372 Z", PAPER
    )
    for x in (250, 330, 410):
        frame.line(f"M {x} 372 L {x - 10} 470", THIN, STONE)
    frame.line("M 186 420 L 530 424", THIN, STONE)
    sleeve(frame, sanne, [(254, 284), (250, 366), (326, 358)], 46, WARM)
    sleeve(frame, sanne, [(390, 284), (420, 366), (368, 352)], 46, WARM)
    phone(frame, (348, 322), 84, 6, PAPER)
    hand(frame, 328, 350, 18)
    hand(frame, 372, 348, 18)
    frame.shape(box(92, 300, 82, 170, 36), COOL)
    frame.shape(box(610, 300, 82, 170, 36), COOL)
    bubble(frame, 444, 34, 270, 136, (404, 176))
    for x, kept in ((486, False), (546, True), (612, True), (672, False)):
        colour = GAIN if kept else STONE
        frame.shape(box(x - 20, 62, 40, 78, 9), PAPER, 6 if kept else 5, colour)
        if kept:
            frame.line(f"M {x - 9} 102 L {x - 2} 110 L {x + 10} 92", 6, GAIN)
    # the bear
    for x in (532, 578):
        frame.shape(oval(x, 290, 13, 13), WARM)
    frame.shape(oval(556, 392, 40, 46), WARM)
    frame.shape(oval(555, 314, 37, 34), WARM)
    frame.shape(oval(555, 326, 16, 12), PAPER, THIN)
    frame.fill(oval(555, 321, 5, 4), INK)
    for x in (540, 570):
        frame.line(f"M {x - 6} 306 Q {x} 312 {x + 6} 306", 4)


def brings_a_neighbour(frame: Frame) -> None:
    """Back at the shop, with a neighbour."""
    frame.shape(box(430, 96, 292, 400, 0), MIST, THIN, FAR)
    frame.shape(box(470, 130, 212, 380, 4), GROUND, THIN, FAR)
    frame.fill(box(0, 430, WIDTH, 40), MIST)
    for i in range(6):
        x = 396 + i * 60
        frame.shape(
            f"M {x} 34 L {x + 60} 34 L {x + 60} 84 C {x + 60} 112 {x} 112 {x} 84 Z", GAIN if i % 2 else PAPER, LINE
        )
    frame.line("M 396 34 L 760 34")
    neighbour = trunk(frame, "neighbour", (104, 204), 58, WARM, 480)
    head(frame, "neighbour", (104, 200), 58, 0.9, 0.5)
    joris = trunk(frame, "joris", (272, 196), 62, COOL, 480)
    head(frame, "joris", (272, 192), 62, 0.7, 0.8)
    sleeve(frame, neighbour, [(60, 320), (64, 420), (74, 500)], 42, WARM)
    sleeve(frame, joris, [(208, 316), (206, 420), (212, 500)], 46, COOL)
    adviser = trunk(frame, "adviser", (586, 210), 60, MIST, 480)
    head(frame, "adviser", (586, 204), 60, -0.8, 0.9)
    badge(frame, 586, 298)
    sleeve(frame, adviser, [(648, 332), (652, 420), (646, 500)], 44, MIST)
    sleeve(frame, adviser, [(526, 330), (492, 400), (438, 374)], 44, MIST)
    sleeve(frame, joris, [(336, 318), (364, 392), (412, 372)], 46, COOL)
    frame.shape(oval(433, 364, 19, 17))
    frame.shape(oval(417, 367, 20, 16))
    frame.line("M 420 352 Q 434 346 441 356", LINE)


SCENES: dict[str, Callable[[Frame], None]] = {
    "school-gate": school_gate,
    "good-advice": good_advice,
    "at-the-window": at_the_window,
    "locked-out": locked_out,
    "two-left": two_left,
    "message-in-time": message_in_time,
    "side-by-side": side_by_side,
    "brings-a-neighbour": brings_a_neighbour,
}


def drawn(name: str) -> bytes:
    """The scene of that name as a PNG file."""
    frame = Frame()
    SCENES[name](frame)
    return frame.png()


def redrawn(document: Document) -> Document:
    """The document with each picture that is named after a scene drawn anew, and its cards showing the new one."""
    records: list[Record] = []
    outdated: list[Record] = []
    for asset in document.assets.values():
        name = asset.name.removesuffix(".png")
        if name not in SCENES:
            continue
        data = drawn(name)
        key = hashlib.sha256(data).hexdigest()
        if key == asset.id:
            continue
        encoded = base64.b64encode(data).decode("ascii")
        records.append(copied(asset, id=key, width=WIDTH, height=HEIGHT, data=encoded))
        for card in document.cards.values():
            if getattr(card.payload, "asset", "") == asset.id:
                records.append(copied(card, payload=card.payload.model_copy(update={"asset": key})))
        outdated.append(asset)
    return document.with_records(records, outdated)


def main(arguments: list[str]) -> int:
    if arguments:
        folder = Path(arguments[0])
        folder.mkdir(parents=True, exist_ok=True)
        for name in SCENES:
            (folder / f"{name}.png").write_bytes(drawn(name))
        return 0
    for path in sorted(EXAMPLES.glob(f"*{project.SUFFIX}")):
        project.save(redrawn(project.read(path)), path)
    return 0


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    sys.exit(main(sys.argv[1:]))
