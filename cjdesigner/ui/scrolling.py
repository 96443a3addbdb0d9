"""The area that what is longer than its room is scrolled in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scroll_area(parent: QWidget | None = None, *, takes_keyboard: bool = True) -> QScrollArea:
    """An area without a frame that scrolls downwards only; its content is as wide as it is."""
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    if not takes_keyboard:
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
