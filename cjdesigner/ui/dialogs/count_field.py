"""A field for a whole number; arrow keys change it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class CountField(QLineEdit):
    """Holds a number between two limits. What is typed on the way there, such as nothing, counts as the nearest one."""

    changed = Signal()

    def __init__(self, least: int, most: int, step: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least, self._most, self._step = least, most, step
        self.setValidator(QIntValidator(0, most, self))
        self.textChanged.connect(lambda _: self.changed.emit())
        self.editingFinished.connect(self._tidy)

    def value(self) -> int:
        """The number."""
        text = self.text().strip()
        return max(self._least, min(self._most, int(text) if text.isdecimal() else self._least))

    def set_value(self, value: int) -> None:
        """Show the number, or the limit that is nearest to it."""
        self.setText(str(max(self._least, min(self._most, value))))

    def _tidy(self) -> None:
        self.set_value(self.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go by steps."""
        steps: dict[int, int] = {Qt.Key.Key_Up: self._step, Qt.Key.Key_Down: -self._step}
        step = steps.get(event.key(), 0)
        if step:
            self.set_value(self.value() + step)
        else:
            super().keyPressEvent(event)
