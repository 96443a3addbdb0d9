"""The people of the storyboard, and what they hold."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QPainterPath, QPainterPathStroker, QTransform
from storyboard_frame import (
    FAR,
    INK,
    LINE,
    MIST,
    PAPER,
    STONE,
    THIN,
    WARM,
    Frame,
    Point,
    box,
    outline,
    oval,
    tube,
)


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
