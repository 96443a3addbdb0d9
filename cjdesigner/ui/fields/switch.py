"""Yes or no, as a switch beside its name."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cjdesigner.edit.fields import MIXED
from cjdesigner.lanes.fields import Field
from cjdesigner.ui import appearance
from cjdesigner.ui.fields.base import Editor, mixed_words
from cjdesigner.ui.fields.toggle import Toggle


class Switch(Toggle):
    """A check box that looks like a switch; half-way where records differ."""

    def sizeHint(self) -> QSize:
        return QSize(38, 22)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = appearance.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(2, 2, 34, 18)
        state = self.checkState()
        on = state != Qt.CheckState.Unchecked
        if self.hasFocus():
            painter.setPen(QPen(QColor(look.focus), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(0.75, 0.75, 36.5, 20.5), 10.25, 10.25)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.accent if state == Qt.CheckState.Checked else look.edge))
        if not self.isEnabled():
            painter.setBrush(QColor(look.pressed))
        painter.drawRoundedRect(track, 9, 9)
        x = {Qt.CheckState.Unchecked: 4.0, Qt.CheckState.PartiallyChecked: 12.0}.get(state, 20.0)
        painter.setBrush(QColor(look.on_accent))
        painter.drawEllipse(QRectF(x, 4, 14, 14))
        if on and state == Qt.CheckState.PartiallyChecked:
            painter.setPen(QPen(QColor(look.edge), 1.5))
            painter.drawLine(int(x) + 4, 11, int(x) + 10, 11)
        painter.end()


class SwitchEditor(Editor):
    """A switch."""

    inline = True

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.switch = Switch(self)
        self._mixed = False
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addStretch(1)
        line.addWidget(self.switch)
        self.switch.clicked.connect(self._clicked)
        self.retranslate()

    def show_value(self, value: Any) -> None:
        self._mixed = value is MIXED
        self.switch.setTristate(self._mixed)
        state = Qt.CheckState.PartiallyChecked if self._mixed else Qt.CheckState.Checked
        self.switch.setCheckState(state if value else Qt.CheckState.Unchecked)
        self.switch.setToolTip(mixed_words() if self._mixed else "")

    def _clicked(self) -> None:
        # Where records differ, the first click switches all of them on.
        wanted = True if self._mixed else self.switch.checkState() == Qt.CheckState.Checked
        self.show_value(wanted)
        self.finished.emit(wanted)

    def retranslate(self) -> None:
        self._name(self.switch)
