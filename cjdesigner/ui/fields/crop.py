"""How much of a picture is cut off at each edge, in per cent, beside cropping it on the map; and another picture."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QWidget

from cjdesigner.edit.fields import MIXED
from cjdesigner.lanes.fields import Field
from cjdesigner.lanes.pictures import LEAST_PART
from cjdesigner.ui.fields import spoken
from cjdesigner.ui.fields.base import DraftEditor, mixed_words
from cjdesigner.ui.plain import label
from cjdesigner.words import tr

_NOTHING = (0.0, 0.0, 0.0, 0.0)


def _written(share: float) -> str:
    """A share in per cent with at most one decimal, as the language writes it."""
    text = f"{share * 100:.1f}".removesuffix(".0")
    return text.replace(".", spoken.locale().decimalPoint())


class Percent(QLineEdit):
    """One edge: a number that Up and Down change, with Shift by ten."""

    def __init__(self, editor: CropEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self.setMaxLength(6)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setMinimumSize(40, 30)
        self.textEdited.connect(editor.typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down change the number, Enter keeps it, Escape restores."""
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            by = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            self._editor.step(self, by if key == Qt.Key.Key_Up else -by)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._editor.settle()
        elif key == Qt.Key.Key_Escape and self._editor.dirty:
            self._editor.give_up()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was typed."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._editor.settle()


class CropEditor(DraftEditor):
    """Four edges and a button that shows the whole picture."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._shown = _NOTHING
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(6)
        self.names = [label(kind="quiet", parent=self) for _ in range(4)]
        self.edges = [Percent(self) for _ in range(4)]
        for place, (name, edge) in enumerate(zip(self.names, self.edges, strict=True)):
            # Left and right beside each other, top and bottom below them.
            row, column = place % 2, place // 2
            grid.addWidget(name, row, 2 * column)
            grid.addWidget(edge, row, 2 * column + 1)
            name.setBuddy(edge)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self.choose = QPushButton(self)
        self.choose.setMinimumHeight(30)
        self.choose.clicked.connect(self._choose)
        grid.addWidget(self.choose, 3, 0, 1, 4)
        self.all = QPushButton(self)
        self.all.setMinimumHeight(30)
        self.all.clicked.connect(self._show_all)
        grid.addWidget(self.all, 2, 0, 1, 4)
        self.setFocusProxy(self.edges[0])
        self.retranslate()

    def show_value(self, value: Any) -> None:
        """Show the edges; nothing in them where pictures differ."""
        if value == self._shown and not self.dirty and self.edges[0].text():
            return
        self.dirty = False
        self._shown = value
        known = isinstance(value, tuple)
        for place, edge in enumerate(self.edges):
            edge.setText(_written(value[place]) if known else "")
            edge.setPlaceholderText("–" if value is MIXED else "")
            edge.setToolTip(mixed_words() if value is MIXED else "")
        self.all.setEnabled(value is MIXED or (known and value != _NOTHING))
        self.refused.emit("")

    def entered(self) -> tuple[float, ...] | None:
        """What is typed; None where it is no crop."""
        found = []
        for place, edge in enumerate(self.edges):
            try:
                share = float(edge.text().strip().rstrip("%").replace(",", ".") or 0) / 100
            except ValueError:
                return None
            if isinstance(self._shown, tuple) and edge.text() == _written(self._shown[place]):
                share = self._shown[place]  # to the hair as it was dragged, not as it is written
            if not 0 <= share <= 1 - LEAST_PART:
                return None
            found.append(round(share, 4))
        fits = found[0] + found[2] <= 1 - LEAST_PART + 1e-9 and found[1] + found[3] <= 1 - LEAST_PART + 1e-9
        return tuple(found) if fits else None

    def typed(self) -> None:
        """Something was typed: show it on the map where it is a crop, else say what would be."""
        self.dirty = True
        value = self.entered()
        self.refused.emit("" if value else tr("From 0 to 95 %, and something of the picture must be left."))
        if value:
            self.drafted.emit(value)

    def step(self, edge: Percent, by: int) -> None:
        """An edge in or out by some per cent, as far as there is something left."""
        before = edge.text()
        try:
            now = float(before.replace(",", ".") or 0)
        except ValueError:
            return
        edge.setText(_written(max(0.0, now + by) / 100))
        if self.entered() is None:
            edge.setText(before)
        else:
            self.typed()

    def settle(self) -> None:
        """Keep what was typed where it is a crop, else what was."""
        if self.dirty and self.entered() is None:
            self.give_up()
        else:
            super().settle()

    def _show_all(self) -> None:
        self.dirty = False
        self._shown = None
        self.finished.emit(_NOTHING)

    def _choose(self) -> None:
        """As the action of the window does, which the menus and the keyboard have too."""
        window = self.window()
        if hasattr(window, "action"):
            window.action("choose_picture").trigger()

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        for name, edge, words in zip(
            self.names, self.edges, (tr("Left"), tr("Top"), tr("Right"), tr("Bottom")), strict=True
        ):
            name.setText(words)
            edge.setAccessibleName(tr("{field}: {edge}, in per cent", field=tr(self.field.label), edge=words))
        self.all.setText(tr("Show the whole picture"))
        self.choose.setText(tr("Choose picture…"))
