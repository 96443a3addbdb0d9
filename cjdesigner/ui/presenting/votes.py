"""The dots that cards have been given, as badges at their corners."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from cjdesigner.draw.shapes import Drawing
from cjdesigner.layout.hits import Box
from cjdesigner.model.document import Document
from cjdesigner.ui.appearance import current
from cjdesigner.ui.presenting.camera import View
from cjdesigner.ui.presenting.walk import card_box

Voted = tuple[tuple[Box, int], ...]
"""Boxes of cards in scene units, and how many votes each has."""


def voted(document: Document, map_id: str, drawing: Drawing) -> Voted:
    """The cards of a map that have votes."""
    found = [card for card in document.cards.values() if card.votes and card.map == map_id]
    boxes = [(card_box(drawing, card.id), card.votes) for card in found]
    return tuple((box, votes) for box, votes in boxes if box is not None)


def paint(painter: QPainter, cards: Voted, view: View, unit: float, family: QFont) -> None:
    """A badge over the top right corner of each; ``unit`` is logical pixels per pixel of a window of 720 lines."""
    if not cards:
        return
    font = QFont(family)
    font.setPixelSize(max(10, round(14 * unit)))
    font.setWeight(QFont.Weight.Bold)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    for box, votes in cards:
        corner = view.place(box).topRight()
        text = str(votes)
        wide = max(26 * unit, painter.fontMetrics().horizontalAdvance(text) + 16 * unit)
        badge = QRectF(corner.x() - wide + 8 * unit, corner.y() - 12 * unit, wide, 26 * unit)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(current().accent))
        painter.drawRoundedRect(badge, 13 * unit, 13 * unit)
        painter.setPen(QColor(current().on_accent))
        painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), text)
    painter.restore()
