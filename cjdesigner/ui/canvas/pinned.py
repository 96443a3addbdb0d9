"""Phases and lane names that stay in sight while the map scrolls, at a size that can be read at any zoom."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QStaticText

from cjdesigner.draw.colours import readable_on
from cjdesigner.draw.shapes import Drawing
from cjdesigner.lanes.base import Scene
from cjdesigner.ui.appearance import Look

PHASES_HIGH = 26.0
STEPS_HIGH = 22.0


_SET: dict[tuple[str, float, int, int], QStaticText] = {}


def _set(font: QFont, metrics: QFontMetricsF, text: str, width: float) -> QStaticText:
    """The text cut to a width and laid out; remembered, since the strips are painted with every frame."""
    key = (text, metrics.height(), font.weight(), int(width))
    if key not in _SET:
        if len(_SET) > 2000:
            _SET.clear()
        made = QStaticText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(width)))
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.prepare(font=font)
        _SET[key] = made
    return _SET[key]


def rail_width(scale: float) -> float:
    """Logical pixels of the pinned rail, whole and even ones: never more than the names need."""
    return round(max(132.0, min(168.0, 168.0 * scale)) / 2) * 2.0


def header_shown(drawing: Drawing, view: QRectF) -> bool:
    """Whether the phases have scrolled out at the top. ``view`` is the visible part in scene units."""
    row = next((row for row in drawing.rows if row.id in ("phases", "steps")), None)
    return row is not None and view.top() > row.y + row.height * 0.35


def header_high(scene: Scene, scale: float) -> float:
    """Logical pixels of the pinned header: phases, and steps where they are wide enough to be named."""
    steps = any(width * scale > 64 for width in scene.columns.width)
    return PHASES_HIGH + (STEPS_HIGH if steps else 0.0)


def rail_shown(scene: Scene, view: QRectF) -> bool:
    """Whether the lane names have scrolled out at the left."""
    return view.left() > scene.columns.track_left + 40.0


def paint(
    painter: QPainter,
    drawing: Drawing,
    scene: Scene,
    view: QRectF,
    scale: float,
    look: Look,
    font: QFont,
    lit: str = "",
) -> None:
    """Both strips, in logical pixels of the viewport, where they are needed; ``lit`` is a step that is pointed at."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    wide, high = view.width() * scale, view.height() * scale
    rail = rail_shown(scene, view)
    header = header_shown(drawing, view)
    left = rail_width(scale) if rail else 0.0
    if rail:
        _rail(painter, drawing, scene, view, scale, look, font, high, header_high(scene, scale) if header else 0.0)
    if header:
        _header(painter, scene, view, scale, look, font, wide, left, lit)
    painter.restore()


def _rail(
    painter: QPainter,
    drawing: Drawing,
    scene: Scene,
    view: QRectF,
    scale: float,
    look: Look,
    font: QFont,
    high: float,
    above: float,
) -> None:
    """The names of the lanes; those that have scrolled as far as the phases, ``above`` pixels high, end there."""
    wide = rail_width(scale)
    painter.fillRect(QRectF(0, 0, wide, high), QColor(look.window))
    painter.setPen(QPen(QColor(look.line), 1))
    painter.drawLine(QPointF(wide - 0.5, 0), QPointF(wide - 0.5, high))
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    bold.setPixelSize(12)
    metrics = QFontMetricsF(bold)
    painter.setFont(bold)
    lanes = {lane.id: lane for lane in scene.structure.lanes}
    for row in drawing.rows:
        lane = lanes.get(row.id)
        if lane is None or row.y > view.bottom() or row.y + row.height < view.top():
            continue
        top = max((row.y - view.top()) * scale, above)
        bottom = min((row.y + row.height - view.top()) * scale, high)
        if bottom <= top:
            continue
        colour = QColor(scene.theme.lane(lane.type, lane.colour))
        painter.fillRect(QRectF(0, top + 2, 4, max(bottom - top - 4, 2)), colour)
        if bottom - top < metrics.height():
            continue
        painter.setPen(QColor(look.ink))
        y = min(top + 8 + metrics.ascent(), bottom - metrics.descent() - 1)
        painter.drawStaticText(QPointF(12, y - metrics.ascent()), _set(bold, metrics, lane.name, wide - 18))


def _header(
    painter: QPainter,
    scene: Scene,
    view: QRectF,
    scale: float,
    look: Look,
    font: QFont,
    wide: float,
    left: float,
    lit: str,
) -> None:
    columns = scene.columns
    high = header_high(scene, scale)
    steps = high > PHASES_HIGH
    painter.fillRect(QRectF(left, 0, wide - left, high), QColor(look.window))
    painter.setClipRect(QRectF(left, 0, wide - left, high + 1))
    bold = QFont(font)
    bold.setWeight(QFont.Weight.Bold)
    bold.setPixelSize(12)
    metrics = QFontMetricsF(bold)
    painter.setFont(bold)
    origin = view.left()
    for place, ((x, width), phase) in enumerate(zip(columns.phases, scene.structure.phases, strict=True)):
        start, end = (x - origin) * scale, (x + width - origin) * scale
        if end < left or start > wide:
            continue
        colour = scene.theme.phase(place, phase.colour)
        box = QRectF(start + 1, 0, end - start - 2, PHASES_HIGH)
        painter.fillRect(box, QColor(colour))
        shown = QRectF(max(start, left) + 10, 0, min(end, wide) - max(start, left) - 16, PHASES_HIGH)
        if shown.width() > 20:
            painter.setPen(QColor(readable_on(colour)))
            top = (PHASES_HIGH - metrics.height()) / 2
            painter.drawStaticText(QPointF(shown.left(), top), _set(bold, metrics, phase.name, shown.width()))
    if steps:
        light = QFont(font)
        light.setPixelSize(11)
        light.setWeight(QFont.Weight.DemiBold)
        painter.setFont(light)
        metrics = QFontMetricsF(light)
        painter.setPen(QColor(look.ink))
        first = max(bisect_right(columns.left, origin + left / scale) - 1, 0)
        last = bisect_right(columns.left, origin + wide / scale)
        for place in range(first, last):
            x, width, step = columns.left[place], columns.width[place], scene.structure.steps[place]
            start, end = (x - origin) * scale, (x + width - origin) * scale
            if step.id == lit:
                box = QRectF(start + 1.5, PHASES_HIGH + 1.5, end - start - 3, STEPS_HIGH - 3)
                painter.fillRect(box, QColor(look.accent_tint))
                painter.setPen(QPen(QColor(look.accent), 1.5))
                painter.drawRect(box)
                painter.setPen(QColor(look.ink))
            room = min(end, wide) - max(start, left) - 14
            if room < 24:
                continue
            top = PHASES_HIGH + (STEPS_HIGH - metrics.height()) / 2
            painter.drawStaticText(QPointF(max(start, left) + 10, top), _set(light, metrics, step.name, room))
    painter.setClipping(False)
    painter.setPen(QPen(QColor(look.line), 1))
    painter.drawLine(QPointF(0, high + 0.5), QPointF(wide, high + 0.5))
