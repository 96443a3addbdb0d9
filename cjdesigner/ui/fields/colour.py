"""A colour: that of the theme, one of its set, or one of one's own."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QColorDialog, QGridLayout, QPushButton, QWidget

from cjdesigner.edit.fields import MIXED
from cjdesigner.lanes.fields import Field
from cjdesigner.theme import tokens
from cjdesigner.ui import appearance
from cjdesigner.ui.fields.base import Editor
from cjdesigner.words import tr

_ACROSS = 8


def swatches(name: str) -> tuple[str, ...]:
    """The theme's colours that suit a field: ``name`` is what it colours."""
    theme = tokens.load("paper")
    if name == "phase":
        return theme.phases
    if name == "persona":
        return theme.personas
    return tuple(dict.fromkeys(theme.lanes.values()))


class Swatch(QPushButton):
    """A round button in a colour; without one it stands for the theme's choice, or for any other."""

    def __init__(self, colour: str, sign: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.colour = colour
        self._sign = sign
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        return QSize(26, 26)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = appearance.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRectF(5, 5, 16, 16)
        painter.setPen(QPen(QColor(look.edge), 1.0) if not self.colour else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.colour) if self.colour else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(disc)
        if not self.colour and self._sign:
            painter.setPen(QPen(QColor(look.secondary), 1.5))
            if self._sign == "none":
                painter.drawLine(9, 17, 17, 9)
            else:
                painter.drawLine(10, 13, 16, 13)
                painter.drawLine(13, 10, 13, 16)
        if self.isChecked() or self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(look.accent if self.hasFocus() else look.ink), 1.75))
            painter.drawEllipse(disc.adjusted(-3, -3, 3, 3))
        painter.end()


class ColourEditor(Editor):
    """Swatches. ``field.hint`` says what is coloured: phase, lane or persona."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._shown: Any = None
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2)
        self.buttons: list[Swatch] = []
        for place, colour in enumerate(("", *swatches(field.hint))):
            button = Swatch(colour, "none", self)
            button.clicked.connect(lambda _=False, colour=colour: self._choose(colour))
            self.buttons.append(button)
            grid.addWidget(button, place // _ACROSS, place % _ACROSS)
        self.own = Swatch("", "plus", self)
        self.own.clicked.connect(self._ask)
        place = len(self.buttons)
        grid.addWidget(self.own, place // _ACROSS, place % _ACROSS)
        grid.setColumnStretch(_ACROSS, 1)
        self.setFocusProxy(self.buttons[0])
        self.retranslate()

    def show_value(self, value: Any) -> None:
        self._shown = value
        known = False
        for button in self.buttons:
            button.setChecked(value not in (None, MIXED) and button.colour.lower() == value.lower())
            known = known or button.isChecked()
        other = value not in (None, MIXED) and not known and QColor(value).isValid()
        self.own.colour = value if other else ""
        self.own.setChecked(other)
        self.own.update()

    def _choose(self, colour: str) -> None:
        self.show_value(colour)
        self.finished.emit(colour)

    def _ask(self) -> None:
        start = QColor(self._shown if isinstance(self._shown, str) and self._shown else "#5B7CFA")
        chosen = QColorDialog.getColor(start, self.window(), tr("Choose a colour"))
        self._choose(chosen.name().upper()) if chosen.isValid() else self.show_value(self._shown)

    def retranslate(self) -> None:
        for button in self.buttons:
            name = tr("Colour {value}", value=button.colour) if button.colour else tr("The theme’s colour")
            button.setToolTip(name)
            button.setAccessibleName(f"{tr(self.field.label)}: {name}")
        self.own.setToolTip(tr("Another colour…"))
        self.own.setAccessibleName(tr("Another colour…"))
