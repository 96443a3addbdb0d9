"""When Python's garbage collector looks through the program's memory: between two events, and on this thread only.

Left to itself it runs wherever something is made. Among what it frees are widgets that nobody holds any more: freed on
another thread, or while Qt goes through all widgets to dress them anew, they take the program down with them.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer

from cjdesigner.model import collecting
from cjdesigner.paint import pictures

_EVERY = 500
"""Milliseconds."""
_YOUNG = 5_000
"""New objects that are worth a look."""
_TOO_MANY = 400_000
"""New objects that are looked at even while something moves."""
_STILL = 0.4
"""Seconds without a movement after which nobody feels a look."""
_LOOKS = 10
"""After so many looks at the young, those of middle age are looked at too, and after as many of these the old."""
_FELT = 0.03
"""Seconds of looking at the old beyond which what is left of them is passed over: there is a large document among."""


_moved = -_STILL


def moving() -> None:
    """The map moves under the user's hand: looks wait until it stands still."""
    global _moved
    _moved = time.monotonic()


def watch(application: QObject) -> None:
    """Take the collector's work over for as long as the application lives."""
    gc.disable()
    timer = QTimer(application)
    timer.setInterval(_EVERY)
    timer.timeout.connect(look)
    timer.start()


def look() -> None:
    """Collect what is worth it, now."""
    young, middle, old = gc.get_count()
    if young < _YOUNG or (young < _TOO_MANY and time.monotonic() - _moved < _STILL):
        return
    began = time.perf_counter()
    gc.collect(0 if middle < _LOOKS else 1 if old < _LOOKS else 2)
    if time.perf_counter() - began > _FELT:
        collecting.pass_over()


def free_memory() -> None:
    """Let go of what nobody needs any more: after a window or a project has been closed."""
    pictures.forget()
    collecting.look_through()
