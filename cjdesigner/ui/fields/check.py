"""A check box whose box can be seen in light and in dark; its text is cut with an ellipsis where the room ends."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from cjdesigner.ui import appearance
from cjdesigner.ui.fields.tick import BOX, paint_box
from cjdesigner.ui.fields.toggle import Toggle
from cjdesigner.ui.plain import tip


class Check(Toggle):
    """Shows text as it is: an & underlines nothing."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = " ".join(words.split())
        self.setAccessibleName(self.words)
        self.setToolTip(tip(self.words))

    def sizeHint(self) -> QSize:
        return QSize(BOX + 10 + self.fontMetrics().horizontalAdvance(self.words), 26)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = appearance.current()
        painter = QPainter(self)
        box = QRectF(1.5, (self.height() - BOX) / 2, BOX, BOX)
        paint_box(painter, box, self.isChecked(), self.isEnabled(), self.underMouse() or self.hasFocus())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(look.focus), 1.5))
            painter.drawRoundedRect(box.adjusted(-0.75, -0.75, 0.75, 0.75), 5, 5)
        painter.setPen(QColor(look.ink if self.isEnabled() else look.disabled))
        room = QRectF(self.rect()).adjusted(BOX + 10, 0, 0, 0)
        text = self.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()
