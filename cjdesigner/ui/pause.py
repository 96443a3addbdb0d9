"""Waiting a moment before something is done: who goes on typing, scrolling or dragging is not waited for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def pause(owner: QObject, milliseconds: int, run: Callable[[], object]) -> QTimer:
    """A timer that runs something once, so long after it was last started. It is not started yet."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(run)
    return timer
