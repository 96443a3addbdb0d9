"""Errors that nobody caught: unsaved work is kept first, the window stays, and a notice says what happened."""

from __future__ import annotations

import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication

from cjdesigner.ui.main_window import MainWindow
from cjdesigner.words import tr

_told: set[tuple[str, int]] = set()
"""Where errors came from that were told: one in painting would come back with every frame."""
_busy = False


def watch() -> None:
    """From now on look after every error that reaches the event loop."""
    sys.excepthook = caught


def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Keep the unsaved work of every window, say so, and go on. An interrupt from the terminal ends the program."""
    global _busy
    traceback.print_exception(kind, error, trace)
    application = QApplication.instance()
    if issubclass(kind, KeyboardInterrupt):
        if application is not None:
            application.quit()
        return
    on_window_thread = application is not None and QThread.currentThread() == application.thread()
    if _busy or not on_window_thread or not isinstance(application, QApplication):
        return
    _busy = True
    try:
        for widget in application.topLevelWidgets():
            if isinstance(widget, MainWindow) and widget.isVisible():
                _look_after(widget, _place(trace))
    finally:
        _busy = False


def _look_after(window: MainWindow, place: tuple[str, int]) -> None:
    try:
        window.files.snapshot_now()
        if place not in _told:
            _told.add(place)
            window.notify(tr("Something went wrong. Your work is kept safe; save it under another name to be sure."))
    except Exception:  # nothing that goes wrong here may hide the error itself
        traceback.print_exc()


def _place(trace: TracebackType | None) -> tuple[str, int]:
    frames = traceback.extract_tb(trace)
    return (frames[-1].filename, frames[-1].lineno or 0) if frames else ("", 0)
