"""Puts what was copied on the clipboard."""

from __future__ import annotations

import atexit

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

_FREED_TOO_LATE = ("offscreen", "minimal")
"""Platforms without a clipboard of their own: Qt frees what is on it when Python is gone already, and crashes."""


def offer(data: QMimeData) -> None:
    """Put it on the clipboard, in the place of what is there."""
    if QGuiApplication.platformName() in _FREED_TOO_LATE:
        atexit.unregister(_withdraw)
        atexit.register(_withdraw)
    QGuiApplication.clipboard().setMimeData(data)


def _withdraw() -> None:
    if QGuiApplication.instance() is not None:
        QGuiApplication.clipboard().clear()
