"""The ground of a row in a list or tree that paints its rows itself."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from cjdesigner.ui import appearance


def paint_row_ground(painter: QPainter, box: QRect, chosen: bool, over: bool, focused: bool) -> None:
    """Tinted where the row is chosen or the mouse is over it, with a ring where the keyboard is."""
    look = appearance.current()
    if chosen or over:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.accent_tint if chosen else look.hover))
        painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 5, 5)
    if focused:
        painter.setPen(QPen(QColor(look.focus), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(box).adjusted(1.5, 1.5, -1.5, -1.5), 5, 5)
