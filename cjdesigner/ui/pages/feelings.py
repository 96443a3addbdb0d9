"""How a persona feels along a map: a small curve, to be looked at and clicked."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from cjdesigner.lanes.emotions import Emotion
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.theme import tokens
from cjdesigner.ui import appearance
from cjdesigner.ui.fields.spoken import figure
from cjdesigner.words import tr


def feelings(document: Document, map_id: str, persona_id: str) -> list[tuple[int, float, str]]:
    """(column, value, word) of a persona's points, from left to right."""
    column = queries.structure(document, map_id).column
    found = [
        (column[card.start], card.payload.value, card.payload.word)
        for card in document.cards.values()
        if card.map == map_id and isinstance(card.payload, Emotion) and card.payload.persona == persona_id
        and card.start in column
    ]  # fmt: skip
    return sorted(found)


class FeelingLine(QAbstractButton):
    """A map by its title, with the persona's curve on it; a click opens the map."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.map_id = ""
        self._title = self._hint = ""
        self._colour = "#8D99A8"
        self._points: list[tuple[int, float, str]] = []
        self._columns = 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_map(self, document: Document, map_id: str, persona_id: str, colour: str) -> None:
        """Show a persona's way through a map."""
        journey = document.maps[map_id]
        self.map_id, self._colour = map_id, colour
        self._title = " ".join(journey.title.split()) or tr("Map without a title")
        self._points = feelings(document, map_id, persona_id)
        self._columns = max(1, len(queries.structure(document, map_id).steps) - 1)
        state = tr("future state") if journey.state == "future" else tr("current state")
        parts = [tr("target") if persona_id in journey.targets else "", state]
        if self._points:
            mean = sum(value for _, value, _ in self._points) / len(self._points)
            parts.append(tr("average feeling {value}", value=figure(mean)))
        self._hint = " · ".join(part for part in parts if part)
        self.setAccessibleName(self._title)
        self.setAccessibleDescription(self._hint)
        self.setToolTip(tr("Open this map"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 62)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = appearance.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(look.accent if self.hasFocus() else look.line), 1.0))
        painter.setBrush(QColor(look.hover if self.underMouse() else look.field))
        painter.drawRoundedRect(box, 7, 7)
        curve = min(240.0, box.width() * 0.42)
        room = QRectF(box.x() + 14, box.y(), box.width() - curve - 34, box.height())
        bold = self.font()
        bold.setWeight(bold.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(QColor(look.ink))
        metrics = painter.fontMetrics()
        middle = box.center().y()
        title = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, round(room.width()))
        painter.drawText(QPointF(room.x(), middle - 4), title)
        painter.setFont(self.font())
        painter.setPen(QColor(look.secondary))
        hint = painter.fontMetrics().elidedText(self._hint, Qt.TextElideMode.ElideRight, round(room.width()))
        painter.drawText(QPointF(room.x(), middle + metrics.height() - 2), hint)
        self._paint_curve(painter, QRectF(box.right() - curve - 14, box.y() + 12, curve, box.height() - 24))
        painter.end()

    def _paint_curve(self, painter: QPainter, area: QRectF) -> None:
        look = appearance.current()
        painter.setPen(QPen(QColor(look.line), 1.0, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(area.left(), area.center().y()), QPointF(area.right(), area.center().y()))
        if not self._points:
            return
        spots = [
            QPointF(area.left() + column / self._columns * area.width(), area.center().y() - value / 4 * area.height())
            for column, value, _ in self._points
        ]
        path = QPainterPath(spots[0])
        for before, spot in zip(spots, spots[1:], strict=False):
            half = (before.x() + spot.x()) / 2
            path.cubicTo(QPointF(half, before.y()), QPointF(half, spot.y()), spot)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._colour), 2.0))
        painter.drawPath(path)
        theme = tokens.load("paper")
        painter.setPen(QPen(QColor(look.field), 1.5))
        for spot, (_, value, _word) in zip(spots, self._points, strict=True):
            painter.setBrush(QColor(theme.emotion(value)))
            painter.drawEllipse(spot, 4.5, 4.5)
