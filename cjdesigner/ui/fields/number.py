"""A number on a scale: for a feeling the handle is the face that the map will show."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from cjdesigner.draw.colours import blend
from cjdesigner.edit.fields import MIXED
from cjdesigner.lanes import marks
from cjdesigner.lanes.fields import Field
from cjdesigner.paint.raster import paint_shapes
from cjdesigner.theme import tokens
from cjdesigner.ui import appearance
from cjdesigner.ui.fields import spoken
from cjdesigner.ui.fields.base import DraftEditor, mixed_words
from cjdesigner.ui.pause import pause
from cjdesigner.ui.plain import label
from cjdesigner.words import tr

_FACE = 11.0
_PAUSE = 900
"""Milliseconds after the last key before a number counts as chosen."""


class Scale(QSlider):
    """A slider in tenths; the click goes where the mouse is."""

    def __init__(self, editor: NumberEditor, low: float, high: float) -> None:
        super().__init__(Qt.Orientation.Horizontal, editor)
        self._editor = editor
        self.feeling = (low, high) == (-2.0, 2.0)
        self.unknown = False
        self.setRange(round(low * 10), round(high * 10))
        self.setSingleStep(1)
        self.setPageStep(5)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(30)

    def sizeHint(self) -> QSize:
        return QSize(160, 30)

    def _place(self, value: float) -> float:
        share = (value - self.minimum()) / max(1, self.maximum() - self.minimum())
        return _FACE + 3 + share * (self.width() - 2 * (_FACE + 3))

    def _value_at(self, x: float) -> int:
        room = max(1.0, self.width() - 2 * (_FACE + 3))
        share = max(0.0, min(1.0, (x - _FACE - 3) / room))
        return round(self.minimum() + share * (self.maximum() - self.minimum()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.setSliderDown(True)
            self._editor.moved(self._value_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._editor.moved(self._value_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self.setSliderDown(False)
            self._editor.settle()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._editor.dirty:
            self._editor.give_up()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._editor.settle()
        else:
            before = self.value()
            super().keyPressEvent(event)
            if self.value() != before:
                self._editor.moved(self.value())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._editor.settle()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, theme = appearance.current(), tokens.load("paper")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y = self.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        if self.feeling:
            self._paint_ground(painter, y, look.window)
        else:
            painter.setBrush(QColor(look.line))
            painter.drawRoundedRect(QRectF(_FACE, y - 2, self.width() - 2 * _FACE, 4), 2, 2)
        x = self._place((self.minimum() + self.maximum()) / 2 if self.unknown else self.value())
        if self.hasFocus():
            painter.setPen(QPen(QColor(look.focus), 1.5))
            painter.setBrush(QColor(look.window))
            painter.drawEllipse(QPointF(x, y), _FACE + 2.5, _FACE + 2.5)
        if self.unknown:
            painter.setPen(QPen(QColor(look.edge), 1.5, Qt.PenStyle.DashLine))
            painter.setBrush(QColor(look.window))
            painter.drawEllipse(QPointF(x, y), _FACE - 1, _FACE - 1)
        elif self.feeling:
            value = self.value() / 10
            paint_shapes(painter, marks.face(value, x, y, _FACE, theme.emotion(value), "#FFFFFF"), {})
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.accent))
            painter.drawEllipse(QPointF(x, y), 7, 7)
        painter.end()

    def _paint_ground(self, painter: QPainter, y: float, under: str) -> None:
        """Five stretches in the colours of the five faces."""
        theme = tokens.load("paper")
        for whole in range(-2, 3):
            left = self._place(max(-20, whole * 10 - 5))
            right = self._place(min(20, whole * 10 + 5))
            painter.setBrush(QColor(blend(theme.emotion(whole), under, 0.45)))
            gap = 0.0 if whole == 2 else 1.5
            painter.drawRoundedRect(QRectF(left, y - 2.5, right - left - gap, 5), 2.5, 2.5)


class NumberEditor(DraftEditor):
    """A number between two ends, in tenths."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._drafted = 0
        self.scale = Scale(self, field.low, field.high)
        self.figure = label(kind="figure")
        self.figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.figure.setMinimumWidth(self.fontMetrics().horizontalAdvance("+0,0") + 4)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.scale, 1)
        line.addWidget(self.figure)
        self._pause = pause(self, _PAUSE, self._paused)
        self.retranslate()

    def show_value(self, value: Any) -> None:
        if value == self._shown and not self.dirty:
            return
        self.dirty = False
        self._shown = value
        self.scale.unknown = value in (None, MIXED)
        self.scale.setValue(0 if self.scale.unknown else round(value * 10))
        self._say()

    def moved(self, tenths: int) -> None:
        """The user put the handle there."""
        if self.dirty and tenths == self._drafted:
            return
        self.dirty = True
        self._drafted = tenths
        self.scale.unknown = False
        self.scale.setValue(tenths)
        self._say()
        self._pause.start()
        self.drafted.emit(tenths / 10)

    def _paused(self) -> None:
        if not self.scale.isSliderDown():
            self.settle()

    def entered(self) -> Any:
        return self.scale.value() / 10

    def settle(self) -> None:
        self._pause.stop()
        super().settle()

    def give_up(self) -> None:
        self._pause.stop()
        super().give_up()

    def _say(self) -> None:
        value = self.scale.value() / 10
        self.figure.setText("–" if self.scale.unknown else spoken.figure(value))
        self.scale.setToolTip(mixed_words() if self._shown is MIXED else "")
        self.scale.update()

    def retranslate(self) -> None:
        self._name(self.scale)
        self.scale.setAccessibleDescription(tr("From −2, very bad, to +2, very good") if self.scale.feeling else "")
        self._say()
