"""The line at the bottom of a presentation: the stop's title, where one is, and a thin line of progress."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from cjdesigner.layout.stops import Stop
from cjdesigner.ui.appearance import Look
from cjdesigner.ui.presenting.strips import elided

_LINE = 3.0


def paint(
    painter: QPainter,
    area: QRectF,
    stop: Stop,
    stops: tuple[Stop, ...],
    place: float,
    aside: str,
    look: Look,
    font: QFont,
    unit: float,
) -> None:
    """Paint it into an area of logical pixels. ``place`` is the number of the stop, between two while it moves.

    ``aside`` stands at the right instead of the number: a number being typed.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(area, QColor(look.window))
    painter.setPen(QPen(QColor(look.line), 1))
    painter.drawLine(area.topLeft(), area.topRight())
    middle = QRectF(area.left() + 24 * unit, area.top(), area.width() - 48 * unit, area.height() - _LINE * unit)
    number = aside or f"{round(place) + 1} / {len(stops)}"
    quiet = QFont(font)
    quiet.setPixelSize(max(9, round(14 * unit)))
    wide = QFontMetricsF(quiet).horizontalAdvance(number)
    painter.setFont(quiet)
    painter.setPen(QColor(look.accent if aside else look.secondary))
    painter.drawText(middle, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), number)
    strong = QFont(font)
    strong.setPixelSize(max(10, round(20 * unit)))
    strong.setWeight(QFont.Weight.Bold)
    metrics = QFontMetricsF(strong)
    room = middle.width() - wide - 28 * unit
    title = elided(strong, metrics, stop.title, room * (0.62 if stop.text else 1.0))
    painter.setFont(strong)
    painter.setPen(QColor(look.ink))
    painter.drawText(middle, int(Qt.AlignmentFlag.AlignVCenter), title)
    used = metrics.horizontalAdvance(title) + 20 * unit
    if stop.text:
        quiet.setPixelSize(max(9, round(16 * unit)))
        painter.setFont(quiet)
        painter.setPen(QColor(look.secondary))
        rest = QRectF(middle.left() + used, middle.top() + 1.5 * unit, room - used, middle.height())
        text = elided(quiet, QFontMetricsF(quiet), stop.text, rest.width())
        painter.drawText(rest, int(Qt.AlignmentFlag.AlignVCenter), text)
    _progress(painter, area, stops, place, look, unit)
    painter.restore()


def _progress(painter: QPainter, area: QRectF, stops: tuple[Stop, ...], place: float, look: Look, unit: float) -> None:
    high = _LINE * unit
    top = area.bottom() - high
    wide = area.width()
    painter.fillRect(QRectF(area.left(), top, wide, high), QColor(look.line))
    painter.fillRect(QRectF(area.left(), top, wide * (place + 1) / len(stops), high), QColor(look.accent))
    painter.setPen(QPen(QColor(look.window), max(2.0, 2 * unit)))
    for number in range(1, len(stops)):
        if stops[number].section != stops[number - 1].section:
            x = area.left() + wide * number / len(stops)
            painter.drawLine(QPointF(x, top), QPointF(x, area.bottom()))
