"""A check box whose box can be seen in every look, alone and in a list."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cjdesigner.ui import appearance

BOX = 16
ROW = 28
"""Pixels of an entry."""
_GAP = 9


def paint_box(painter: QPainter, box: QRectF, on: bool, enabled: bool = True, lit: bool = False) -> None:
    """The box with its tick."""
    look = appearance.current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = look.accent if on or lit else look.edge
    painter.setPen(QPen(QColor(edge if enabled else look.line), 1.2))
    painter.setBrush(QColor((look.accent if enabled else look.pressed) if on else look.field))
    painter.drawRoundedRect(box.adjusted(0.6, 0.6, -0.6, -0.6), 4, 4)
    if on:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        solid, cap, join = Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(QColor(look.on_accent if enabled else look.disabled), 2.0, solid, cap, join))
        x, y = box.x(), box.y()
        painter.drawPolyline([QPointF(x + 4.2, y + 8.4), QPointF(x + 7.0, y + 11.2), QPointF(x + 11.8, y + 5.2)])


class Tick(QCheckBox):
    """A box and its words."""

    def sizeHint(self) -> QSize:
        """As wide as the words."""
        wide = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(BOX + _GAP + wide + 6, max(24, self.fontMetrics().height() + 6))

    def minimumSizeHint(self) -> QSize:
        """The words are never cut."""
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:
        """The words too."""
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, words, and a frame where the keyboard is."""
        look = appearance.current()
        painter = QPainter(self)
        top = (self.height() - BOX) / 2
        box = QRectF(1, top, BOX, BOX)
        paint_box(painter, box, self.isChecked(), self.isEnabled(), self.underMouse())
        if self.hasFocus():
            painter.setPen(QPen(QColor(look.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75), 5, 5)
        painter.setPen(QColor(look.ink if self.isEnabled() else look.disabled))
        painter.drawText(self.rect().adjusted(BOX + _GAP, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())


class TickDelegate(QStyledItemDelegate):
    """Entries of a list, each with a box."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The entry without the style's own box, then ours."""
        look = appearance.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area: QRect = option.rect
        state = option.state
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if over or focused:
            painter.setPen(QPen(QColor(look.accent), 1.2) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.hover))
            painter.drawRoundedRect(QRectF(area).adjusted(1.5, 1.5, -1.5, -1.5), 5, 5)
        on = index.data(Qt.ItemDataRole.CheckStateRole)
        checked = on in (Qt.CheckState.Checked, Qt.CheckState.Checked.value)
        top = area.y() + (area.height() - BOX) / 2
        paint_box(painter, QRectF(area.x() + 9, top, BOX, BOX), checked)
        painter.setPen(QColor(look.ink))
        words = area.adjusted(9 + BOX + _GAP, 0, -6, 0)
        text = option.fontMetrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The same height for every entry."""
        return QSize(super().sizeHint(option, index).width(), ROW)
