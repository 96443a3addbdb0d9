"""Work off the window's thread: a task with progress and a way to stop it, and waiting without a frozen window."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QThread, Signal, Slot
from PySide6.QtGui import QCursor, QGuiApplication

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")

_WIRED = "cjdesigner-finishes-tasks"
_running: set[Task] = set()


class Task(QThread):
    """One piece of work on a thread of its own. Its signals arrive on the thread that made it.

    The work is called with the task, so that it can ``tell`` and ask whether it was ``cancelled``.
    """

    told = Signal(object)
    """Whatever the work tells on its way: a share done, a picture."""
    done = Signal(object)
    """The work's result."""
    failed = Signal(object)
    """The exception that ended the work."""

    def __init__(self, work: Callable[[Task], Any]) -> None:
        super().__init__()  # without a parent: deleting one would abort the thread
        self._work = work
        self._cancelled = False
        self.result: Any = None
        self.error: BaseException | None = None
        self.finished.connect(self._forget, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> Task:
        """Start working. The task is kept alive until it ends, whoever forgets it."""
        application = QCoreApplication.instance()
        if application is not None and not application.property(_WIRED):
            application.setProperty(_WIRED, True)
            application.aboutToQuit.connect(finish_all)
        _running.add(self)
        self.start()
        return self

    def cancel(self) -> None:
        """Ask the work to stop; it ends when it next looks."""
        self._cancelled = True

    def cancelled(self) -> bool:
        """Whether the work is asked to stop."""
        return self._cancelled

    def tell(self, what: Any) -> None:
        """Send something to whoever watches; from the work."""
        self.told.emit(what)

    def run(self) -> None:
        """On the worker's thread."""
        try:
            self.result = self._work(self)
        except BaseException as error:
            self.error = error
            self.failed.emit(error)
        else:
            self.done.emit(self.result)
        finally:
            self._work = _nothing

    @Slot()
    def _forget(self) -> None:
        self.wait()
        _running.discard(self)


def waited(work: Callable[[], T]) -> T:
    """The result of the work, or its exception. The window goes on painting; what the user types meanwhile waits.

    Short work is simply waited for, so that nothing else happens in between.
    """
    task = Task(lambda _: work())
    loop = QEventLoop()
    task.finished.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
    task.begin()
    if not task.wait(60):
        QGuiApplication.setOverrideCursor(QCursor(Qt.CursorShape.BusyCursor))
        try:
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
            task.wait()
        finally:
            QGuiApplication.restoreOverrideCursor()
    _running.discard(task)
    if task.error is not None:
        raise task.error
    return task.result


@cache
def _line() -> ThreadPoolExecutor:
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(1, thread_name_prefix="cjdesigner-files")


def later(work: Callable[[], T]) -> Future[T]:
    """Do the work on the one thread for small files: settings and snapshots, one after the other, in this order.

    What is still to do when the program ends is done before it ends.
    """
    return _line().submit(work)


def finish_all(seconds: float = 10.0) -> None:
    """Stop and wait for every task: before the application ends."""
    for task in list(_running):
        task.cancel()
    for task in list(_running):
        if task.wait(int(seconds * 1000)):  # one that is let go of while it still works takes the program down
            _running.discard(task)


def _nothing(task: Task) -> None:
    """What a task keeps of its work when it has ended."""
