"""One picture read in the background: says when it takes long, and can be cancelled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from cjdesigner.model import stopping
from cjdesigner.ui.background import Task
from cjdesigner.ui.pause import pause

_SLOW = 300
"""Milliseconds after which the user is told that it goes on."""
_AGAIN = 50
"""Milliseconds between two looks whether a drag has ended."""


class PictureTaking(QObject):
    """Calls ``keep`` with the result of the work, or ``refuse`` with its exception, on the window's thread."""

    slow = Signal()
    ended = Signal()
    """After ``slow``: it is done, refused or cancelled."""

    def __init__(
        self,
        parent: QObject,
        work: Callable[[], Any],
        keep: Callable[[Any], None],
        refuse: Callable[[Any], None],
        busy: Callable[[], bool] = bool,
    ) -> None:
        """``busy`` tells whether the user is in the middle of a drag, which the result waits for."""
        super().__init__(parent)
        self._busy = busy
        self._waiting = pause(self, _AGAIN, self._finished)
        self._keep, self._refuse = keep, refuse
        self._task = Task(lambda task: _stoppable(task, work))
        self._task.finished.connect(self._finished, Qt.ConnectionType.QueuedConnection)
        self._told = False
        self._timer = pause(self, _SLOW, self._late)

    def begin(self) -> None:
        """Start reading."""
        self._timer.start()
        self._task.begin()

    def cancel(self) -> None:
        """Whatever comes of it is not wanted any more."""
        self._task.cancel()

    def _late(self) -> None:
        self._told = True
        self.slow.emit()

    @Slot()
    def _finished(self) -> None:
        self._timer.stop()
        task = self._task
        if self._busy() and not task.cancelled():
            self._waiting.start()
            return
        if self._told:
            self.ended.emit()
        if not task.cancelled():
            if task.error is not None:
                self._refuse(task.error)
            else:
                self._keep(task.result)
        self.deleteLater()


def _stoppable(task: Task, work: Callable[[], Any]) -> Any:
    with stopping.when(task.cancelled):
        return work()
