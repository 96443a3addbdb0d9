"""Somebody at a real window: a script in a thread of its own that presses keys and looks, while the window lives."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from cjdesigner.ui.main_window import MainWindow
from tests.ui.rebuilding.x_input import XInput

Seen = TypeVar("Seen")
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta)
_PATIENCE = 60.0


class _Witness(QObject):
    """Counts what has come through the window system to the windows of the program."""

    def __init__(self) -> None:
        super().__init__()
        self.keys = 0
        self.moves = 0
        self.buttons = 0
        self.turns = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyRelease:
            if isinstance(watched, QWindow) and isinstance(event, QKeyEvent) and event.key() not in _MODIFIERS:
                self.keys += 1
        elif kind == QEvent.Type.Wheel:
            self.turns += isinstance(watched, QWindow)
        elif kind in (QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonPress) and (
            isinstance(watched, QWindow) and isinstance(event, QMouseEvent)
        ):
            self.moves += kind == QEvent.Type.MouseMove
            self.buttons += kind != QEvent.Type.MouseMove
        return False


class Person:
    """What a script may do: press keys, move the mouse, and look at the screen with ``see``."""

    def __init__(self, app: QApplication, window: MainWindow) -> None:
        self.app, self.window = app, window
        self.input = XInput()
        self._witness = _Witness()
        self._questions: queue.Queue[tuple[Callable[[], Any], queue.Queue[Any]]] = queue.Queue()
        self._fault: BaseException | None = None
        self._place = QPoint(-1, -1)
        """Where the pointer was put last."""

    def run(self, script: Callable[[Person], None], seconds: float) -> None:
        """Let the script go through while the window lives; what it raises is raised here."""
        self.app.installEventFilter(self._witness)
        timer = QObjectTimer(self._answer)
        thread = threading.Thread(target=self._through, args=(script,), daemon=True)
        thread.start()
        until = time.monotonic() + seconds
        try:
            while thread.is_alive() and time.monotonic() < until:
                self.app.processEvents()
                time.sleep(0.001)
        finally:
            timer.stop()
            self.app.removeEventFilter(self._witness)
        if self._fault is not None:
            raise self._fault
        assert not thread.is_alive(), "the script did not come to its end"
        self.input.close()

    def _through(self, script: Callable[[Person], None]) -> None:
        try:
            script(self)
        except BaseException as fault:
            self._fault = fault

    def _answer(self) -> None:
        while not self._questions.empty():
            look, answer = self._questions.get()
            try:
                answer.put((look(), None))
            except BaseException as fault:
                answer.put((None, fault))

    def see(self, look: Callable[[MainWindow], Seen]) -> Seen:
        """What is on the screen, asked in the thread of the window."""
        answer: queue.Queue[Any] = queue.Queue()
        self._questions.put((lambda: look(self.window), answer))
        found, fault = answer.get(timeout=_PATIENCE)
        if fault is not None:
            raise fault
        seen: Seen = found
        return seen

    def wait_for(self, look: Callable[[MainWindow], Any]) -> None:
        """Wait until something is seen."""
        until = time.monotonic() + _PATIENCE
        while not self.see(look):
            assert time.monotonic() < until, "waited in vain"
            time.sleep(0.02)

    # --- keys -----------------------------------------------------------------------------------------------------

    def key(self, *chords: str) -> None:
        """Press keys one after the other, each when the one before has arrived."""
        for chord in chords:
            before = self._witness.keys
            self.input.key(chord)
            self._arrived(lambda before=before: self._witness.keys > before)  # type: ignore[misc]

    def type(self, text: str) -> None:
        """Type a text; a line break in it is Shift+Enter."""
        self.key(*("shift+Return" if one == "\n" else one for one in text))

    # --- mouse ----------------------------------------------------------------------------------------------------

    def at(self, widget: QWidget, where: QPoint | None = None) -> QPoint:
        """A place in a widget, on the screen; its middle by default."""
        return self.see(lambda window: widget.mapToGlobal(where if where is not None else widget.rect().center()))

    def point(self, place: QPoint) -> None:
        """Move the pointer there, and wait until the window knows."""
        if place != self._place:
            before = self._witness.moves
            self.input.move(place.x(), place.y())
            self._place = place
            self._arrived(lambda: self._witness.moves > before, patience=1.0)
        self.settle(0.005)

    def wheel(self, number: int) -> None:
        """Turn the wheel by one notch: 4 up, 5 down, 6 left, 7 right."""
        before = self._witness.turns
        self.input.button(number, True)
        self.input.button(number, False)
        self._arrived(lambda: self._witness.turns > before)

    def _arrived(self, seen: Callable[[], bool], patience: float = 0.0) -> None:
        """Wait for an event; with ``patience`` no longer than that, since none comes where nothing moved."""
        until = time.monotonic() + (patience or _PATIENCE)
        while not seen() and time.monotonic() < until:
            time.sleep(0.0005)
        assert patience or seen(), "an event did not arrive"

    def settle(self, seconds: float = 0.02) -> None:
        """Give the window a moment, and wait until it has taken what has come."""
        time.sleep(seconds)
        self.see(lambda window: None)

    def press(self, down: bool, number: int = 1) -> None:
        before = self._witness.buttons
        self.input.button(number, down)
        self._arrived(lambda: self._witness.buttons > before)

    def click(self, place: QPoint, number: int = 1) -> None:
        """Move there and click."""
        self.point(place)
        self.press(True, number)
        self.press(False, number)
        self.settle()

    def double_click(self, place: QPoint) -> None:
        """Move there and click twice, after a pause that keeps it apart from the click before."""
        time.sleep(0.45)
        self.point(place)
        for _ in range(2):
            self.press(True)
            self.press(False)
        self.settle()

    def drag(self, start: QPoint, end: QPoint, steps: int = 6) -> None:
        """Press, move, release."""
        self.point(start)
        self.press(True)
        for step in range(1, steps + 1):
            self.point(start + (end - start) * (step / steps))
        self.press(False)
        self.settle()


class QObjectTimer(QObject):
    """Calls a function every few milliseconds, also while a dialog or a menu runs a loop of its own."""

    def __init__(self, run: Callable[[], None]) -> None:
        super().__init__()
        self._run = run
        self._timer = self.startTimer(2)

    def timerEvent(self, event: Any) -> None:
        self._run()

    def stop(self) -> None:
        """No more."""
        self.killTimer(self._timer)
