"""A few buttons of which one is down, or several where that is asked for."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

_STEPS: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Choice(QWidget):
    """Tab goes to the button that is down, the arrow keys choose its neighbours."""

    chosen = Signal()
    """By the user."""

    def __init__(self, options: Iterable[tuple[str, str]], across: int = 3, parent: QWidget | None = None) -> None:
        """Options are value and label, the label in the window's language; so many stand ``across``."""
        super().__init__(parent)
        self._buttons: dict[str, QPushButton] = {}
        self._several = False
        self._lead = ""
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
        """The value of the button that is down; of several, the one pressed last."""
        return self._lead

    def values(self) -> tuple[str, ...]:
        """The values of all buttons that are down, in the order of the buttons."""
        return tuple(value for value, button in self._buttons.items() if button.isChecked())

    def set_several(self, several: bool) -> None:
        """Allow more than one button to be down; where no more, only the last one stays. Tells nobody."""
        self._several = several
        if not several:
            self.choose(self._lead)

    def choose(self, value: str) -> None:
        """Press the button of that value, or the first one where there is none; tells nobody."""
        self.choose_all((value,))

    def choose_all(self, values: Iterable[str]) -> None:
        """Press these buttons, the first of them leading; tells nobody."""
        known = [value for value in values if value in self._buttons] or list(self._buttons)[:1]
        self._lead = known[0] if known else ""
        for each, button in self._buttons.items():
            button.setChecked(each in known if self._several else each == self._lead)
            self._set_focus_policy(each, button)

    def _set_focus_policy(self, value: str, button: QPushButton) -> None:
        own = value == self._lead
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if own else Qt.FocusPolicy.ClickFocus)

    def button(self, value: str) -> QPushButton:
        """The button of that value. Raises KeyError where there is none."""
        return self._buttons[value]

    def _take(self, value: str) -> None:
        if self._several:
            self._toggle(value)
        else:
            self.choose(value)
        self.chosen.emit()

    def _toggle(self, value: str) -> None:
        """What was pressed is down or up already; the last one stays down."""
        down = self.values()
        if not down:
            self._buttons[value].setChecked(True)
            down = (value,)
        self._lead = value if value in down else down[0]
        for each, button in self._buttons.items():
            self._set_focus_policy(each, button)

    def _step(self, step: int) -> None:
        values = [value for value, button in self._buttons.items() if not button.isHidden() and button.isEnabled()]
        focused = next((value for value in values if self._buttons[value].hasFocus()), self.value())
        here = values.index(focused) if focused in values else 0
        value = values[(here + step) % len(values)]
        if self._several:
            self._buttons[value].setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._buttons[value].setFocus(Qt.FocusReason.TabFocusReason)
        if not self._several:
            self._take(value)


class _Button(QPushButton):
    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            self.stepped.emit(_STEPS[event.key()])
        else:
            super().keyPressEvent(event)
