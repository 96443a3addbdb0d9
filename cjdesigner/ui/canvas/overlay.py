"""What is shown over the drawing and never exported: selection, hover, ghosts, marks, links under construction."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from cjdesigner.draw.shapes import Drawing, Group, Path, Rect
from cjdesigner.editor.curving import Spot
from cjdesigner.editor.gestures import Feedback
from cjdesigner.lanes import marks
from cjdesigner.layout.comparison import number
from cjdesigner.layout.hits import Box
from cjdesigner.paint.raster import paint_group, paint_shapes
from cjdesigner.theme.tokens import load
from cjdesigner.ui.appearance import current
from cjdesigner.ui.canvas import hidden_marks
from cjdesigner.ui.canvas.arrows import paint_outline
from cjdesigner.ui.canvas.ghosts import Ghosts
from cjdesigner.ui.canvas.hidden_marks import HiddenMark
from cjdesigner.ui.canvas.measures import paint_measures
from cjdesigner.words import language

HANDLE = 6.0
"""Radius of the link handle, in logical pixels."""
_INWARDS = 15.0
"""Logical pixels from the right edge of a step to the middle of its handle."""
_DIAMOND = 21.0
"""Scene units at the right end of a step that the diamond of a moment of truth takes."""
_LOW, _BESIDE = 34.0, 15.0
"""Logical pixels: below that height the handle of a card that can be stretched stands so far beside its right edge."""
_CARRIES = 140.0
"""Logical pixels that a line must be long to carry the kind of a link on its middle while it is drawn."""
_LEAST_HIGH, _LEAST_WIDE = 12.0, 36.0
"""Logical pixels that something must measure to have a handle: on smaller ones it would be all that is seen."""
_ROUND, _CHIP = 8.0, 30.0
"""Scene units: how round cards are, and how high a card may be that is round all the way, as chips are."""
_MANY = 800
"""Outlines in sight from which on they are plain rectangles: so many are small."""
_REFUSED = "#B3261E"
"""Dark enough for the sheet, which is light in every look of the window."""
_SLOT = QColor(255, 255, 255)


class Handle(NamedTuple):
    """The round handle that links are drawn from, on the middle of the right edge of a card."""

    record: str
    box: Box
    inside: bool = False
    """Within the edge, which is free for what else it does: the right edge of a step is dragged to resize it."""
    beside: bool = False
    """Clear of the edge where it would cover most of that: the right edge of a card is dragged to stretch it."""
    kept: float = 0.0
    """Scene units at the right edge where something else stands, and is not to be covered."""

    def centre(self, scale: float) -> tuple[float, float]:
        """In scene units."""
        low = self.beside and self.box.height * scale < _LOW
        aside = -_INWARDS if self.inside else _BESIDE if low else 1.0
        if self.kept:
            aside = min(aside, -self.kept * scale - HANDLE - 3.0)
        return self.box.right + aside / scale, self.box.y + self.box.height / 2

    def holds(self, x: float, y: float, scale: float) -> bool:
        """Whether a place in scene units is on it, or so near that it is meant."""
        of_x, of_y = self.centre(scale)
        return abs(x - of_x) <= (HANDLE + (2 if self.inside else 4)) / scale and abs(y - of_y) <= (HANDLE + 4) / scale


def handle_for(
    record: str, role: str, box: Box, scale: float, stretches: bool = False, truth: bool = False
) -> Handle | None:
    """The handle of a record, unless that is shown too small for one.

    ``stretches`` where its edges can be dragged; ``truth`` where a step has the diamond of a moment of truth.
    """
    if box.height * scale < _LEAST_HIGH or box.width * scale < _LEAST_WIDE:
        return None
    return Handle(record, box, inside=role == "step", beside=stretches, kept=_DIAMOND if truth else 0.0)


class Overlay(QGraphicsItem):
    """One item over the whole map. The view sets its fields and asks for a repaint."""

    def __init__(self) -> None:
        super().__init__()
        self.drawing: Drawing | None = None
        self.source: Drawing | None = None
        """The drawing in which ghosts are looked up: as it was when the drag began."""
        self.scale_now = 1.0
        self.selected: list[tuple[str, Box]] = []
        self.arrows: dict[str, QPainterPath] = {}
        """The shapes of the phases among the selected."""
        self.cell: Box | None = None
        self.hover: Box | None = None
        self.border: Box | None = None
        """The border of a step or lane below the pointer, as a line without width or height."""
        self.hover_cell: Box | None = None
        self.handle: Handle | None = None
        self.spot: Spot | None = None
        """Where a click would set a point on a curve."""
        self.theme = load("paper")
        """The theme of the map, for what is shown before it is there."""
        self.feedback = Feedback()
        self.lit_links: list[Group] = []
        self.hover_link: Group | None = None
        self.joined: list[Box] = []
        """What the selection is linked to."""
        self.found: list[Box] = []
        """Words that a search has found; those of the result that is selected are in ``found_now``."""
        self.found_now: list[Box] = []
        self.hidden: list[HiddenMark] = []
        """Signs where something is hidden; the one below the pointer is ``hidden_lit``."""
        self.hidden_lit: HiddenMark | None = None
        self.fold_sign: tuple[str, Box] | None = None
        """The phase below the pointer, and the button in it that folds it."""
        self.over: Callable[[QPainter, QColor, float], None] | None = None
        """Paints what is worked on in place, such as the frame of a picture: colour, and a pixel in scene units."""
        self.carried_beside = False
        """What is dragged has left the canvas, and is shown there by the window."""
        self._carried: Ghosts | None = None
        self.setZValue(10)

    def forget_hover(self) -> None:
        """Nothing is under the pointer: something is being dragged or typed."""
        self.hover = self.hover_cell = self.handle = self.spot = self.hover_link = self.border = None
        self.hidden_lit = self.fold_sign = None

    def boundingRect(self) -> QRectF:
        """Everything: the viewport is painted as a whole anyway."""
        if self.drawing is None:
            return QRectF()
        return QRectF(-4000, -4000, self.drawing.width + 8000, self.drawing.height + 8000)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """In scene coordinates; line widths are kept in pixels."""
        look = current()
        accent = QColor(look.accent if look.scheme == "dark" else "#2F5BEA")  # it lies on the light sheet
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pixel = 1.0 / self.scale_now
        if self.hidden:
            hidden_marks.paint(painter, self.hidden, self.scale_now, painter.font(), self.hidden_lit)
        if self.fold_sign:
            hidden_marks.paint_fold(painter, self.fold_sign[1], pixel)
        for group in (*self.lit_links, *((self.hover_link,) if self.hover_link else ())):
            self._link(painter, group)
        if self.found or self.found_now:
            self._found(painter, pixel)
        if self.hover_cell:
            self._plus(painter, self.hover_cell, pixel)
        if self.spot:
            self._new_point(painter, self.spot, accent, pixel)
        if self.border:
            soft = QColor(accent)
            soft.setAlpha(150)
            self._border(painter, self.border, soft)
        if self.cell:
            self._outlines(painter, [self.cell], accent, 1.5, dashed=True)
        # What is dragged lands in the place that is marked: another outline around that would say nothing.
        landing = set(self.feedback.landing)
        strong = look.scheme == "contrast"
        if self.hover and all(box != self.hover for _, box in self.selected):
            soft = QColor(accent)
            soft.setAlpha(255 if strong else 110)
            self._outlines(painter, [self.hover], soft, 2.0)
        self._outlines(painter, self.joined, accent, 2.0 if strong else 1.5, grow=2.5, dashed=True)
        width, grow = (4.0, 3.0) if strong else (2.0, 2.5)
        chosen = [box for one, box in self.selected if one not in self.arrows and not (landing and box in landing)]
        self._outlines(painter, chosen, accent, width, grow=grow)
        for one, _ in self.selected if self.arrows else ():
            if one in self.arrows:
                paint_outline(painter, self.arrows[one], accent, width * pixel, grow * pixel)
        if self.handle and not self.feedback.line:
            self._handle(painter, self.handle, accent, pixel)
        self._gesture(painter, accent, pixel)
        if self.over is not None:
            self.over(painter, accent, pixel)

    def _outlines(
        self,
        painter: QPainter,
        boxes: Sequence[Box],
        colour: QColor,
        width: float,
        grow: float = 0.0,
        dashed: bool = False,
    ) -> None:
        """Lines around boxes, ``grow`` pixels off and as round as what they surround; on whole pixels, so sharp."""
        place, ratio = painter.worldTransform(), painter.device().devicePixelRatioF()
        seen = QRectF(painter.viewport()).adjusted(-20, -20, 20, 20)
        inside = place.inverted()[0].mapRect(seen)
        left, top, right, bottom = inside.left(), inside.top(), inside.right(), inside.bottom()
        # Ten thousand may be selected: what is out of sight is passed over at once.
        boxes = [one for one in boxes if one.x < right and one.y < bottom and left < one.right and top < one.bottom]
        if not boxes:
            return
        pen = QPen(colour, width)
        if dashed:
            pen.setDashPattern([4, 3])
        half = 0.5 / ratio if round(width * ratio) % 2 else 0.0
        painter.save()
        painter.resetTransform()
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if len(boxes) > _MANY and not dashed:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            at, dx, dy = place.m11(), place.dx() - grow, place.dy() - grow
            wider = 2 * grow
            painter.drawRects(
                [
                    QRectF(one.x * at + dx, one.y * at + dy, one.width * at + wider, one.height * at + wider)
                    for one in boxes
                ]
            )
            boxes = []
        for box in boxes:
            area = place.mapRect(QRectF(box.x, box.y, box.width, box.height)).adjusted(-grow, -grow, grow, grow)
            left, top = round(area.left() * ratio) / ratio + half, round(area.top() * ratio) / ratio + half
            right, bottom = round(area.right() * ratio) / ratio - half, round(area.bottom() * ratio) / ratio - half
            chip = box.height <= _CHIP
            radius = (box.height / 2 if chip else _ROUND) * self.scale_now + grow
            painter.drawRoundedRect(QRectF(left, top, right - left, bottom - top), radius, radius)
        painter.restore()

    def _border(self, painter: QPainter, line: Box, accent: QColor) -> None:
        """The border of a step or lane that can be dragged from here: a line as wide as two pixels, wherever it is."""
        place = painter.worldTransform()
        area = place.mapRect(QRectF(line.x, line.y, line.width, line.height))
        painter.save()
        painter.resetTransform()
        if line.height >= line.width:
            painter.fillRect(QRectF(round(area.center().x()) - 1.0, area.top(), 2.0, area.height()), accent)
        else:
            painter.fillRect(QRectF(area.left(), round(area.center().y()) - 1.0, area.width(), 2.0), accent)
        painter.restore()

    def _found(self, painter: QPainter, pixel: float) -> None:
        """Light over found words: the sheet is light in every look of the window, so amber is seen on all of it."""
        seen = painter.worldTransform().inverted()[0].mapRect(QRectF(painter.viewport()))
        area = Box(seen.x(), seen.y(), seen.width(), seen.height())
        for boxes, fill, edge in ((self.found, "#FFC53D", "#C98A00"), (self.found_now, "#FF9F1C", "#8A4B00")):
            wash = QColor(fill)
            wash.setAlpha(95)
            painter.setPen(QPen(QColor(edge), 1.0 * pixel))
            painter.setBrush(wash)
            for box in boxes:
                if box.meets(area):
                    painter.drawRoundedRect(QRectF(box.x, box.y, box.width, box.height), 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _plus(self, painter: QPainter, box: Box, pixel: float) -> None:
        half = 6.0 * pixel
        centre = QPointF(box.x + box.width / 2, box.y + box.height / 2)
        colour = QColor("#8A93A0")
        painter.setPen(QPen(colour, 1.6 * pixel, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(centre.x() - half, centre.y()), QPointF(centre.x() + half, centre.y()))
        painter.drawLine(QPointF(centre.x(), centre.y() - half), QPointF(centre.x(), centre.y() + half))

    def _new_point(self, painter: QPainter, spot: Spot, accent: QColor, pixel: float) -> None:
        """The face that a click would set there, half in sight, with its value."""
        theme, colour = self.theme, self.theme.emotion(spot.value)
        painter.save()
        painter.setOpacity(0.6)
        paint_shapes(painter, marks.face(spot.value, spot.x, spot.y, theme.sizes.face, colour, "#FFFFFF"), {})
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(accent, 1.5 * pixel))
        painter.drawEllipse(QPointF(spot.x, spot.y), theme.sizes.face + 3.0, theme.sizes.face + 3.0)
        figure = number(spot.value, language(), sign=True) if spot.value else "0"
        self._tag(painter, spot.x, spot.y, figure, pixel, False)

    def _handle(self, painter: QPainter, handle: Handle, colour: QColor, pixel: float) -> None:
        x, y = handle.centre(self.scale_now)
        r = HANDLE * pixel
        painter.setPen(QPen(colour, 1.5 * pixel))
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawEllipse(QPointF(x, y), r, r)
        painter.drawLine(QPointF(x - 2.6 * pixel, y), QPointF(x + 2.6 * pixel, y))
        painter.drawLine(QPointF(x + 0.4 * pixel, y - 2.2 * pixel), QPointF(x + 2.6 * pixel, y))
        painter.drawLine(QPointF(x + 0.4 * pixel, y + 2.2 * pixel), QPointF(x + 2.6 * pixel, y))

    def _link(self, painter: QPainter, group: Group) -> None:
        if self.drawing is not None:
            painter.save()
            strong = tuple(
                shape._replace(stroke_width=2.5) if isinstance(shape, (Rect, Path)) and shape.stroke else shape
                for shape in group.shapes
            )
            paint_group(painter, group._replace(shapes=strong), self.drawing.pictures)
            painter.restore()

    def _gesture(self, painter: QPainter, accent: QColor, pixel: float) -> None:
        feedback = self.feedback
        refused = QColor(_REFUSED) if feedback.refusal else accent
        if feedback.target:
            wash = QColor(refused)
            wash.setAlpha(16)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(wash)
            box = feedback.target
            # Only what is in sight of it: a lane may be tens of thousands of pixels long.
            seen = painter.worldTransform().inverted()[0].mapRect(QRectF(painter.viewport())).adjusted(-20, -20, 20, 20)
            painter.drawRoundedRect(QRectF(box.x, box.y, box.width, box.height).intersected(seen), 10, 10)
            if box.width < 600 and not feedback.ghosts:
                self._outlines(painter, [box], refused, 2.0)
        self._slots(painter, feedback, accent)
        if feedback.border:
            self._border(painter, feedback.border, accent)
        if feedback.ghosts and self.source is not None and not self.carried_beside:
            self._ghosts(painter, feedback)
        if feedback.mark and not feedback.landing:  # over what is carried: a lane hides all of it otherwise
            box = feedback.mark
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawRoundedRect(QRectF(box.x, box.y, box.width, box.height), 1.5, 1.5)
        if feedback.marquee:
            box = feedback.marquee
            wash = QColor(accent)
            wash.setAlpha(24)
            painter.setPen(QPen(accent, 1.0 * pixel))
            painter.setBrush(wash)
            painter.drawRect(QRectF(box.x, box.y, box.width, box.height))
        if feedback.line:
            self._line(painter, feedback.line, refused, pixel)
        if feedback.measures:
            paint_measures(painter, feedback.measures, accent, pixel)
        for x, y, text in feedback.tags:
            if feedback.line and not feedback.refusal:
                # The kind of a link stands on its middle, as its label will, and not on the card that it leads to.
                # Where the line is too short to carry it, below the pointer: it would hide both the line and the card.
                (ax, ay), (bx, by) = feedback.line[0], feedback.line[-1]
                if math.dist((ax, ay), (bx, by)) < _CARRIES * pixel:
                    self._tag(painter, bx, by, text, pixel, False, below=True)
                else:
                    self._tag(painter, (ax + bx) / 2, (ay + by) / 2, text, pixel, False, centred=True)
            else:
                # Below the picture of what is dragged from elsewhere.
                below = bool(feedback.refusal) and not feedback.ghosts and not feedback.line
                self._tag(painter, x, y, text, pixel, bool(feedback.refusal), below=below)

    def _slots(self, painter: QPainter, feedback: Feedback, accent: QColor) -> None:
        """Where cards would land: empty places, since the cards themselves are in the hand."""
        if not feedback.landing:
            return
        ground = QColor(accent)
        ground.setAlpha(24)
        seen = painter.worldTransform().inverted()[0].mapRect(QRectF(painter.viewport()))
        area = Box(seen.x(), seen.y(), seen.width(), seen.height())
        shown = [box for box in feedback.landing if box.meets(area)]
        painter.setPen(Qt.PenStyle.NoPen)
        for box in shown:
            place = QRectF(box.x, box.y, box.width, box.height).adjusted(-0.5, -0.5, 0.5, 0.5)
            radius = min(_ROUND, box.height / 2)
            for fill in (_SLOT, ground) if feedback.ghosts else (ground,):
                painter.setBrush(fill)
                painter.drawRoundedRect(place, radius, radius)
        self._outlines(painter, shown, accent, 1.5, dashed=True)

    def _ghosts(self, painter: QPainter, feedback: Feedback) -> None:
        assert self.source is not None
        if self._carried is None or not self._carried.shows(self.source, feedback.ghosts):
            self._carried = Ghosts(self.source, feedback.ghosts)
        self._carried.paint(painter, feedback.offset, bool(feedback.refusal), 1.0 / self.scale_now)

    def _line(self, painter: QPainter, points: tuple[tuple[float, float], ...], colour: QColor, pixel: float) -> None:
        (ax, ay), (bx, by) = points[0], points[-1]
        painter.setPen(QPen(colour, 2.0 * pixel, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(ax, ay), QPointF(bx, by))
        length = math.hypot(bx - ax, by - ay) or 1.0
        ux, uy = (bx - ax) / length, (by - ay) / length
        size = 9.0 * pixel
        head = QPainterPath(QPointF(bx, by))
        head.lineTo(bx - ux * size - uy * size * 0.5, by - uy * size + ux * size * 0.5)
        head.lineTo(bx - ux * size + uy * size * 0.5, by - uy * size - ux * size * 0.5)
        head.closeSubpath()
        painter.fillPath(head, colour)

    def tag(self, painter: QPainter, x: float, y: float, text: str, pixel: float) -> None:
        """A short label beside a place of the map."""
        self._tag(painter, x, y, text, pixel, False, below=True)

    def _tag(
        self,
        painter: QPainter,
        x: float,
        y: float,
        text: str,
        pixel: float,
        refused: bool,
        centred: bool = False,
        below: bool = False,
    ) -> None:
        painter.save()
        painter.translate(x, y)
        painter.scale(pixel, pixel)
        font = QFont(painter.font())
        font.setPixelSize(12)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        box = QRectF(16, -30, metrics.horizontalAdvance(text) + 16, 22)
        # Within the window, and clear of the pinned names that are painted over it.
        place, room = painter.worldTransform().map(QPointF(0, 0)), painter.viewport()
        if centred:
            box.moveCenter(QPointF(0, 0))
        elif below or place.y() < 90:
            box.moveTop(34 if below else 26)
        if place.x() + box.right() > room.width() - 8:
            box.moveRight(max(room.width() - 8 - place.x(), box.width() - place.x() + 8))
        painter.setPen(Qt.PenStyle.NoPen)
        # Dark in every look of the window, as the sheet below it is light in all of them.
        painter.setBrush(QColor(_REFUSED if refused else "#1F2933"))
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(QColor("#FFFFFF"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
        painter.restore()
