"""Windows as the program itself opens them: waiting for what they still do, and ending them after a test."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cjdesigner.ui import background, starting
from cjdesigner.ui.main_window import MainWindow


def until(met: Callable[[], object], seconds: float = 60.0) -> None:
    """Let windows go on until it is so; fails where that takes longer, also on a busy machine."""
    end = time.monotonic() + seconds
    while not met() and time.monotonic() < end:
        QTest.qWait(5)
    assert met()


def idle() -> bool:
    """Whether nothing is done in the background."""
    return not background._running


def settle() -> None:
    """What was begun in the background is done, and what is to be deleted is gone."""
    background.later(lambda: None).result()
    for _ in range(4):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def end(window: MainWindow) -> None:
    """Close a window, without a question about what is unsaved in it."""
    for one in window.files.projects:
        one.session.history.mark_saved()
    window.close()
    if window in starting.windows:
        starting.windows.remove(window)
    window.deleteLater()
    settle()


def end_all() -> None:
    """No window is left, and none can be opened again."""
    for window in list(starting.windows):
        end(window)
    starting._closed.clear()
