"""The area that what is longer than its room is scrolled in, and going back to where one was scrolled."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QWidget
from shiboken6 import isValid

_SETTLED = 800
"""Milliseconds in which panes come to their height."""


def scroll_area(parent: QWidget | None = None, *, takes_keyboard: bool = True) -> QScrollArea:
    """An area without a frame that scrolls downwards only; its content is as wide as it is."""
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    if not takes_keyboard:
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def go_back(bar: QScrollBar, value: int) -> None:
    """Scroll there. Fields take their height from their text only once they have their width: as soon as there is room.

    Nothing comes of it where the pane goes in the meantime.
    """
    back = partial(_go_back, bar, value)
    back()
    bar.rangeChanged.connect(back)
    # The bar is the one that is waited for: a window may be closed in the meantime.
    QTimer.singleShot(_SETTLED, bar, partial(bar.rangeChanged.disconnect, back))


def _go_back(bar: QScrollBar, value: int, *_: int) -> None:
    # A pane that is being taken away still changes the range of its scroll bars.
    if isValid(bar) and bar.maximum() >= value:
        bar.setValue(value)
