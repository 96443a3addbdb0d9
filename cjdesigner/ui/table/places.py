"""How a place of the table looks: the card's words on two lines, in the colour of its lane."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cjdesigner.draw.colours import blend
from cjdesigner.draw.text import from_right
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.theme import tokens
from cjdesigner.ui import appearance
from cjdesigner.ui.table.model import TableModel
from cjdesigner.words import tr

LINES = 2


class Places(QStyledItemDelegate):
    """Paints a few hundred places at a time: what costs is remembered."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        if not isinstance(model, TableModel):
            return
        look = appearance.current()
        box: QRect = option.rect
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        here = bool(state & QStyle.StateFlag.State_HasFocus)
        document = model.session.document
        lane = model.lane_of(index.row())
        colour = tokens.load(document.project.theme).lane(lane.type, lane.colour) if lane is not None else look.line
        card = model.card_at(index)
        painter.save()
        ground = blend(colour, look.field, 0.07) if card is not None else look.field
        painter.fillRect(box, QColor(blend(look.accent, ground, 0.16) if chosen else ground))
        last_of_lane = index.row() + 1 >= len(model.grid.rows) or model.grid.rows[index.row() + 1].place == 0
        painter.setPen(QColor(look.line))
        painter.drawLine(box.topRight(), box.bottomRight())
        painter.setPen(QColor(look.edge if last_of_lane else look.line))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        room = box.adjusted(10, 2, -7, -3)
        font = option.font
        if card is not None:
            painter.fillRect(QRect(box.x() + 1, box.y() + 1, 3, box.height() - 3), QColor(colour))
            if isinstance(card.payload, Emotion):
                theme = tokens.load(document.project.theme)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(theme.emotion(card.payload.value)))
                painter.drawEllipse(QRectF(room.x(), room.center().y() - 5, 11, 11))
                room.setX(room.x() + 18)
            tail = _until(model, card.end, card.start)
            if tail:
                quiet = QFont(font)
                quiet.setPointSizeF(max(7.5, quiet.pointSizeF() * 0.85))
                metrics = QFontMetrics(quiet)
                words = metrics.elidedText(tail, Qt.TextElideMode.ElideRight, room.width() // 2)
                painter.setFont(quiet)
                painter.setPen(QColor(look.secondary))
                painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, words)
                room.setRight(room.right() - metrics.horizontalAdvance(words) - 8)
            painter.setPen(QColor(look.ink))
            _paint_lines(painter, room, model.words(card), font)
        elif here:
            painter.setPen(QColor(look.secondary))
            painter.setFont(font)
            hint = QFontMetrics(font).elidedText(tr("Type to add a card"), Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, hint)
        if here:
            painter.setPen(QPen(QColor(look.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(box).adjusted(1, 1, -2, -2))
        painter.restore()


def _until(model: TableModel, end: str, start: str) -> str:
    """Up to which step a card reaches that spans several."""
    step = model.session.document.steps.get(end)
    return tr("→ {step}", step=" ".join(step.name.split())) if step is not None and end != start else ""


def _paint_lines(painter: QPainter, room: QRect, text: str, font: QFont) -> None:
    metrics = QFontMetrics(font)
    fits = max(1, min(LINES, room.height() // max(1, metrics.lineSpacing())))
    lines, mirrored = _broken(text[:600], font.key(), room.width(), fits)
    painter.setFont(font)
    y = room.y() + (room.height() - len(lines) * metrics.lineSpacing()) / 2 + metrics.ascent()
    for line in lines:
        x = room.right() - metrics.horizontalAdvance(line) if mirrored else room.x()
        painter.drawText(QPointF(x, y), line)
        y += metrics.lineSpacing()


@lru_cache(maxsize=20_000)
def _broken(text: str, font_key: str, width: int, most: int) -> tuple[tuple[str, ...], bool]:
    """The lines of a text, the last one cut off where there are more; and whether it runs from right to left."""
    font = QFont()
    font.fromString(font_key)
    words = " ".join(text.split())
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 20))
        # Qt counts in UTF-16 units.
        start = line.textStart()
        if len(lines) == most - 1:
            rest = _slice(words, start, None)
            lines.append(QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, max(width, 20)))
            break
        lines.append(_slice(words, start, start + line.textLength()).rstrip())
    layout.endLayout()
    return tuple(lines), from_right(words)


def _slice(text: str, start: int, end: int | None) -> str:
    if text.isascii():
        return text[start:end]
    units = text.encode("utf-16-le", "surrogatepass")
    return units[start * 2 : None if end is None else end * 2].decode("utf-16-le", "replace")
