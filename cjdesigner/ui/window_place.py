"""Where a window stands on its screen: never larger than it, never out of sight."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QMainWindow

_FRAME = 40
"""Pixels that the title bar and the border of the desktop take at most; before the window is shown, nobody knows."""
_BESIDE = QPoint(32, 32)
_OF_SCREEN = 0.86
"""The part of a small screen that a window takes when it is no longer maximised: enough of it is left to take hold."""


def begin(window: QMainWindow) -> None:
    """The place of a window that has none yet: where the screen is smaller than its size it is maximised."""
    room = window.screen().availableGeometry()
    if not _holds(room, window.size()):
        place(window, QRect(room.topLeft(), window.size()))
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def beside(window: QMainWindow, made: QMainWindow) -> None:
    """Give ``made`` the size of ``window``, a little below and to the right of it where there is room."""
    now = window.normalGeometry() if window.isMaximized() or window.isFullScreen() else window.geometry()
    now = now if now.isValid() else window.geometry()
    made.setWindowState(made.windowState() & ~Qt.WindowState.WindowMaximized)
    place(made, QRect(window.pos() + _BESIDE, now.size()), window.screen().availableGeometry())


def place(window: QMainWindow, wanted: QRect, room: QRect | None = None) -> None:
    """Put the window there; what would stand out of ``room`` (its screen) is moved, and made smaller, into it."""
    found = within(wanted, room or window.screen().availableGeometry())
    window.resize(found.size())
    window.move(found.topLeft())


def within(wanted: QRect, room: QRect) -> QRect:
    """The rectangle, moved and made smaller until it and the frame round it lie on the screen ``room``."""
    size = wanted.size()
    if not _holds(room, size):
        size = size.boundedTo(QSize(round(room.width() * _OF_SCREEN), round(room.height() * _OF_SCREEN)))
    left = max(room.left(), min(wanted.x(), room.left() + room.width() - size.width()))
    top = max(room.top(), min(wanted.y(), room.top() + room.height() - _FRAME - size.height()))
    return QRect(QPoint(left, top), size)


def _holds(room: QRect, size: QSize) -> bool:
    return size.width() <= room.width() and size.height() + _FRAME <= room.height()
