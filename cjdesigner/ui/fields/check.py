"""A check box whose box can be seen in light and in dark; its text is cut with an ellipsis where the room ends."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from cjdesigner.ui import appearance
from cjdesigner.ui.plain import tip

_BOX = 16.0


class Check(QCheckBox):
    """Shows text as it is: an & underlines nothing."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = " ".join(words.split())
        self.setAccessibleName(self.words)
        self.setToolTip(tip(self.words))

    def sizeHint(self) -> QSize:
        return QSize(round(_BOX) + 10 + self.fontMetrics().horizontalAdvance(self.words), 26)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 26)

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = appearance.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(1.5, (self.height() - _BOX) / 2, _BOX, _BOX)
        on = self.isChecked()
        painter.setPen(
            QPen(QColor(look.accent if on or self.hasFocus() else look.edge), 1.5 if self.hasFocus() else 1.0)
        )
        painter.setBrush(QColor(look.accent if on else look.field))
        painter.drawRoundedRect(box, 4, 4)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(look.focus), 1.0))
            painter.drawRoundedRect(box.adjusted(-1.5, -1.5, 1.5, 1.5), 5, 5)
        if on:
            solid, cap, join = Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
            painter.setPen(QPen(QColor(look.on_accent), 1.8, solid, cap, join))
            x, y = box.x(), box.y()
            painter.drawPolyline([QPointF(x + 4, y + 8.3), QPointF(x + 7, y + 11.2), QPointF(x + 12, y + 5.2)])
        painter.setPen(QColor(look.ink if self.isEnabled() else look.disabled))
        room = QRectF(self.rect()).adjusted(_BOX + 10, 0, 0, 0)
        text = self.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()
