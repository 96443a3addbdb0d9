"""The names of phases, steps and lanes at the edges of a presentation, in sight at every close stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextOption

from cjdesigner.draw.colours import blend, readable_on
from cjdesigner.draw.shapes import Drawing
from cjdesigner.lanes.base import Scene
from cjdesigner.layout.staging import HEAD, PHASES, RAIL, STEPS
from cjdesigner.layout.stops import Stop
from cjdesigner.layout.tour_edges import is_bright, phase_of
from cjdesigner.ui.appearance import Look
from cjdesigner.ui.presenting.camera import View


class Edges(NamedTuple):
    """What the strips are painted from."""

    drawing: Drawing
    scene: Scene
    stop: Stop
    look: Look
    font: QFont
    unit: float
    """Logical pixels per pixel of a window of 720 lines."""
    risen: Callable[[str], float] | None = None
    """How much of a lane has been built up, 0 to 1, by its id; None where all are."""


def paint(painter: QPainter, edges: Edges, view: View, wide: float, high: float, share: float) -> None:
    """Both strips in logical pixels; ``share`` of them is in sight while they come or go."""
    if share <= 0.0:
        return
    unit = edges.unit
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    columns = edges.scene.columns
    edge = view.x + (columns.track_left + columns.rail) * view.scale
    lanes = {lane.id for lane in edges.scene.structure.lanes}
    first = next((row.y for row in edges.drawing.rows if row.id in lanes), 0.0)
    above = view.y + first * view.scale - 3
    painter.setOpacity(share)
    left, top = RAIL * unit * share, HEAD * unit * share
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for area in (
        QRectF(left - 1, top - 1, edge - left + 1, high - top + 1),
        QRectF(left - 1, top - 1, wide, above - top + 1),
    ):
        if area.width() > 0 and area.height() > 0:  # the names at the edges stand in for the map's own
            painter.fillRect(area.toRect(), QColor(edges.look.canvas))
    painter.setOpacity(1.0)
    painter.save()
    painter.translate(-(1.0 - share) * RAIL * unit, 0.0)
    _rail(painter, edges, view, high)
    painter.restore()
    painter.translate(0.0, -(1.0 - share) * HEAD * unit)
    _header(painter, edges, view, wide)
    painter.restore()


def _font(edges: Edges, size: float, weight: QFont.Weight) -> QFont:
    font = QFont(edges.font)
    font.setPixelSize(max(9, round(size * edges.unit)))
    font.setWeight(weight)
    return font


_elided: dict[tuple[str, str, int], str] = {}


def elided(font: QFont, metrics: QFontMetricsF, text: str, width: float) -> str:
    """The text cut to a width; remembered, since it is painted with every frame."""
    key = (text, font.key(), int(width))
    if key not in _elided:
        if len(_elided) > 4000:
            _elided.clear()
        flat = " ".join(text[:400].split())
        _elided[key] = metrics.elidedText(flat, Qt.TextElideMode.ElideRight, int(width))
    return _elided[key]


def _rail(painter: QPainter, edges: Edges, view: View, high: float) -> None:
    unit, look = edges.unit, edges.look
    wide = RAIL * unit
    painter.fillRect(QRectF(0, HEAD * unit - 1, wide, high - HEAD * unit + 1).toRect(), QColor(look.window))
    painter.setPen(QPen(QColor(look.line), 1))
    painter.drawLine(QPointF(wide - 0.5, 0), QPointF(wide - 0.5, high))
    font = _font(edges, 14.0, QFont.Weight.DemiBold)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    lanes = {lane.id: lane for lane in edges.scene.structure.lanes}
    least = HEAD * unit
    for row in edges.drawing.rows:
        lane = lanes.get(row.id)
        top, bottom = view.y + row.y * view.scale, view.y + (row.y + row.height) * view.scale
        if lane is None or bottom < least or top > high:
            continue
        top, bottom = max(top, least), min(bottom, high)
        bright = is_bright(edges.stop, row.y + row.height / 2, row.height)
        colour = edges.scene.theme.lane(lane.type, lane.colour)
        if edges.risen is not None:
            painter.setOpacity(edges.risen(row.id))
        painter.fillRect(
            QRectF(0, top + 2, 5 * unit, max(bottom - top - 4, 2)),
            QColor(colour if bright else blend(colour, look.window, 0.35)),
        )
        if bottom - top < metrics.height() * 1.1:
            continue
        painter.setPen(QColor(look.ink if bright else look.disabled))
        area = QRectF(16 * unit, top + 8 * unit, wide - 24 * unit, bottom - top - 10 * unit)
        if area.height() < metrics.height() * 2.2:
            text = elided(font, metrics, lane.name, area.width())
            painter.drawText(QPointF(area.left(), min(area.top() + metrics.ascent(), bottom - 3)), text)
        else:
            painter.drawText(area, " ".join(lane.name[:200].split()), _broken())
    painter.setOpacity(1.0)


def _broken() -> QTextOption:
    """Lines that end between words, or within one that is too long for a line."""
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _header(painter: QPainter, edges: Edges, view: View, wide: float) -> None:
    unit, look, scene = edges.unit, edges.look, edges.scene
    left = RAIL * unit
    columns, structure = scene.columns, scene.structure
    high = HEAD * unit
    painter.fillRect(QRectF(0, 0, wide, high).toRect(), QColor(look.window))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    here = phase_of(scene, edges.stop)
    painter.save()
    painter.setClipRect(QRectF(left, 0, wide - left, high))
    font = _font(edges, 15.0, QFont.Weight.Bold)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    for place, ((x, width), phase) in enumerate(zip(columns.phases, structure.phases, strict=True)):
        start, end = view.x + x * view.scale, view.x + (x + width) * view.scale
        if end < left or start > wide:
            continue
        colour = scene.theme.phase(place, phase.colour)
        if here and phase.id != here:
            colour = blend(colour, look.window, 0.3)
        painter.fillRect(QRectF(start + 1, 0, end - start - 2, PHASES * unit), QColor(colour))
        shown = QRectF(max(start, left) + 12 * unit, 0, min(end, wide) - max(start, left) - 20 * unit, PHASES * unit)
        if shown.width() > 30 * unit:
            painter.setPen(QColor(readable_on(colour)))
            text = elided(font, metrics, phase.name, shown.width())
            painter.drawText(shown, int(Qt.AlignmentFlag.AlignVCenter), text)
    font = _font(edges, 13.0, QFont.Weight.DemiBold)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    for x, width, step in zip(columns.left, columns.width, structure.steps, strict=True):
        start, end = view.x + x * view.scale, view.x + (x + width) * view.scale
        room = min(end, wide) - max(start, left) - 18 * unit
        if end < left or start > wide or room < 36 * unit:
            continue
        text = elided(font, metrics, step.name, room)
        if text.endswith("…") and room < 84 * unit:
            continue
        bright = not edges.stop.bright or any(box.x < x + width / 2 < box.right for box in edges.stop.bright)
        painter.setPen(QColor(look.ink if bright else look.disabled))
        box = QRectF(max(start, left) + 12 * unit, PHASES * unit, room, STEPS * unit)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), text)
    painter.restore()
    painter.setPen(QPen(QColor(look.line), 1))
    painter.drawLine(QPointF(0, high - 0.5), QPointF(wide, high - 0.5))
