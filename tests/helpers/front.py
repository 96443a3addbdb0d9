"""A window brought to the front of a real display."""

from __future__ import annotations

import time

from PySide6.QtWidgets import QApplication, QWidget


def to_front(application: QApplication, window: QWidget, seconds: float = 20.0) -> None:
    """Wait until the window has the keyboard, for so long at most."""
    until = time.monotonic() + seconds
    while not window.isActiveWindow() and time.monotonic() < until:
        window.activateWindow()
        application.processEvents()
        time.sleep(0.01)
