"""A few buttons of which one is down."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Choice(QWidget):
    """Tab goes to the button that is down, the arrow keys choose its neighbours."""

    chosen = Signal()
    """By the user."""

    def __init__(self, options: Iterable[tuple[str, str]], across: int = 3, parent: QWidget | None = None) -> None:
        """Options are value and label, the label in the window's language; so many stand ``across``."""
        super().__init__(parent)
        self._buttons: dict[str, QPushButton] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for place, (value, name) in enumerate(options):
            button = _Button(name)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setProperty("kind", "choice")
            button.clicked.connect(lambda _=False, value=value: self._take(value))
            button.stepped.connect(self._step)
            self._buttons[value] = button
            grid.addWidget(button, place // across, place % across)
        self.choose("")

    def value(self) -> str:
        """The value of the button that is down."""
        return next((value for value, button in self._buttons.items() if button.isChecked()), "")

    def choose(self, value: str) -> None:
        """Press the button of that value, or the first one where there is none; tells nobody."""
        wanted = value if value in self._buttons else next(iter(self._buttons), "")
        for each, button in self._buttons.items():
            button.setChecked(each == wanted)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each == wanted else Qt.FocusPolicy.ClickFocus)

    def button(self, value: str) -> QPushButton:
        """The button of that value. Raises KeyError where there is none."""
        return self._buttons[value]

    def _take(self, value: str) -> None:
        self.choose(value)
        self.chosen.emit()

    def _step(self, step: int) -> None:
        values = list(self._buttons)
        value = values[(values.index(self.value()) + step) % len(values)]
        self._buttons[value].setFocus(Qt.FocusReason.TabFocusReason)
        self._take(value)


class _Button(QPushButton):
    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            self.stepped.emit(_STEPS[event.key()])
        else:
            super().keyPressEvent(event)
