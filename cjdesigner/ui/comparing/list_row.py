"""One difference in the list: its sign, what it is about, and where."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cjdesigner.layout.sides import Change
from cjdesigner.ui import appearance
from cjdesigner.ui.comparing import marks
from cjdesigner.words import tr


class ChangeRow(QStyledItemDelegate):
    """Two lines: the name, and below it the lane and the step."""

    HIGH = 44

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        change: Change = index.data(Qt.ItemDataRole.UserRole)
        look = appearance.current()
        area = option.rect.adjusted(2, 1, -2, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QColor(look.accent) if look.scheme == "contrast" else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.accent_tint))
            painter.drawRoundedRect(area, 6, 6)
        disc = QRectF(area.x() + 8, area.y() + 11, 20, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(marks.COLOURS[change.kind]))
        painter.drawEllipse(disc)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.Bold)
        painter.setFont(bold)
        painter.setPen(QColor("#FFFFFF"))
        painter.drawText(disc, int(Qt.AlignmentFlag.AlignCenter), marks.SIGNS[change.kind])
        text = area.adjusted(38, 4, -8, -4)
        painter.setFont(option.font)
        painter.setPen(QColor(look.ink))
        name = change.name or tr("Without text")
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), shown)
        small = QFont(option.font)
        small.setPointSizeF(max(7.5, small.pointSizeF() - 1))
        painter.setFont(small)
        painter.setPen(QColor(look.secondary))
        below = change.place or _role(change.role)
        below = painter.fontMetrics().elidedText(below, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), below)
        painter.restore()


def _role(role: str) -> str:
    return {"phase": tr("Phase"), "step": tr("Step"), "lane": tr("Lane")}.get(role, "")
