"""What is shown over the drawing and never exported: selection, hover, ghosts, marks, links under construction."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from cjdesigner.draw.shapes import Drawing, Group
from cjdesigner.editor.curving import Spot
from cjdesigner.editor.gestures import Feedback
from cjdesigner.lanes import marks
from cjdesigner.layout.hits import Box
from cjdesigner.paint.raster import paint_group, paint_shapes
from cjdesigner.theme.tokens import load
from cjdesigner.ui.appearance import current
from cjdesigner.ui.canvas import hidden_marks
from cjdesigner.ui.canvas.hidden_marks import HiddenMark
from cjdesigner.ui.canvas.measures import paint_measures

HANDLE = 6.0
"""Radius of the link handle, in logical pixels."""


def handle_centre(box: Box, scale: float) -> tuple[float, float]:
    """Where the link handle of a card stands, in scene units: on the middle of its right edge."""
    return box.right + 1.0 / scale, box.y + box.height / 2


class Overlay(QGraphicsItem):
    """One item over the whole map. The view sets its fields and asks for a repaint."""

    def __init__(self) -> None:
        super().__init__()
        self.drawing: Drawing | None = None
        self.source: Drawing | None = None
        """The drawing in which ghosts are looked up: as it was when the drag began."""
        self.scale_now = 1.0
        self.selected: list[tuple[str, Box]] = []
        self.cell: Box | None = None
        self.hover: Box | None = None
        self.hover_cell: Box | None = None
        self.handle: Box | None = None
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
        self._carried: tuple[Drawing, tuple[str, ...], list[Group]] | None = None
        self.setZValue(10)

    def forget_hover(self) -> None:
        """Nothing is under the pointer: something is being dragged or typed."""
        self.hover = self.hover_cell = self.handle = self.spot = self.hover_link = None
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
        if self.cell:
            self._outline(painter, self.cell, accent, 1.5, 8.0, dashed=True)
        if self.hover:
            soft = QColor(accent)
            soft.setAlpha(110)
            self._outline(painter, self.hover, soft, 1.5, 9.0)
        for box in self.joined:
            self._outline(painter, box, accent, 1.5, 10.0, grow=2.5, dashed=True)
        for _, box in self.selected:
            self._outline(painter, box, accent, 2.0, 10.0, grow=2.5)
        if self.handle and not self.feedback.line:
            self._handle(painter, self.handle, accent, pixel)
        self._gesture(painter, accent, pixel)
        if self.over is not None:
            self.over(painter, accent, pixel)

    def _outline(
        self,
        painter: QPainter,
        box: Box,
        colour: QColor,
        width: float,
        radius: float,
        grow: float = 1.0,
        dashed: bool = False,
    ) -> None:
        pen = QPen(colour, width)
        pen.setCosmetic(True)
        if dashed:
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        area = QRectF(box.x - grow, box.y - grow, box.width + 2 * grow, box.height + 2 * grow)
        painter.drawRoundedRect(area, radius, radius)

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
        self._tag(painter, spot.x, spot.y, f"{spot.value:+.1f}".replace("-", "−") if spot.value else "0", pixel, False)

    def _handle(self, painter: QPainter, box: Box, colour: QColor, pixel: float) -> None:
        x, y = handle_centre(box, self.scale_now)
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
                shape._replace(stroke_width=2.5) if hasattr(shape, "stroke_width") and shape.stroke else shape
                for shape in group.shapes
            )
            paint_group(painter, group._replace(shapes=strong), self.drawing.pictures)
            painter.restore()

    def _gesture(self, painter: QPainter, accent: QColor, pixel: float) -> None:
        feedback = self.feedback
        refused = QColor(current().error) if feedback.refusal else accent
        if feedback.target:
            wash = QColor(refused)
            wash.setAlpha(16)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(wash)
            box = feedback.target
            # Only what is in sight of it: a lane may be tens of thousands of pixels long.
            seen = painter.worldTransform().inverted()[0].mapRect(QRectF(painter.viewport())).adjusted(-20, -20, 20, 20)
            painter.drawRoundedRect(QRectF(box.x, box.y, box.width, box.height).intersected(seen), 10, 10)
            if box.width < 600:
                self._outline(painter, box, refused, 2.0, 9.0)
        for box in feedback.landing:
            wash = QColor(accent)
            wash.setAlpha(24)
            painter.setPen(QPen(accent, 1.5 * pixel, Qt.PenStyle.DashLine))
            painter.setBrush(wash)
            painter.drawRoundedRect(QRectF(box.x, box.y, box.width, box.height), 8, 8)
        if feedback.mark and not feedback.landing:
            box = feedback.mark
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawRoundedRect(QRectF(box.x, box.y, box.width, box.height), 1.5, 1.5)
        if feedback.ghosts and self.source is not None:
            self._ghosts(painter, feedback)
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
            self._tag(painter, x, y, text, pixel, bool(feedback.refusal))

    def _ghosts(self, painter: QPainter, feedback: Feedback) -> None:
        assert self.source is not None
        if self._carried is None or self._carried[0] is not self.source or self._carried[1] != feedback.ghosts:
            self._carried = (self.source, feedback.ghosts, _groups(self.source, set(feedback.ghosts)))
        painter.save()
        painter.setOpacity(0.72)
        painter.translate(*feedback.offset)
        for group in self._carried[2]:
            paint_group(painter, group, self.source.pictures)
        painter.restore()

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

    def _tag(self, painter: QPainter, x: float, y: float, text: str, pixel: float, refused: bool) -> None:
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
        if place.y() < 90:
            box.moveTop(26)
        if place.x() + box.right() > room.width() - 8:
            box.moveRight(max(room.width() - 8 - place.x(), box.width() - place.x() + 8))
        painter.setPen(Qt.PenStyle.NoPen)
        # Dark in every look of the window, as the sheet below it is light in all of them.
        painter.setBrush(QColor("#B3261E" if refused else "#1F2933"))
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(QColor("#FFFFFF"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
        painter.restore()


def _groups(drawing: Drawing, wanted: set[str]) -> list[Group]:
    """What shows the wanted records, in scene coordinates."""
    found: list[Group] = []
    for row in drawing.rows:
        chosen = row.groups if row.id in wanted else [group for group in row.groups if group.meaning.id in wanted]
        found.extend(group.at(group.x, group.y + row.y) for group in chosen)
    return found
