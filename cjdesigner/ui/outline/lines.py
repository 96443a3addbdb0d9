"""How a line of the outline looks: a sign in the colour of what it is, its words, and a quiet word at the end."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cjdesigner.lanes.emotions import Emotion
from cjdesigner.theme import tokens
from cjdesigner.ui import appearance, tiles
from cjdesigner.ui.outline.model import OutlineModel
from cjdesigner.ui.outline.tree import Node
from cjdesigner.ui.row_ground import paint_row_ground
from cjdesigner.words import number

HIGH = 28
_SIGN = 16
_ROOMY = 330
"""Pixels of a line beyond which it also says who owns a card."""


class Lines(QStyledItemDelegate):
    """Paints without a style sheet: 40 lines at a time, each in a few strokes."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, max(HIGH, option.fontMetrics.height() + 10))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        node = model.node(index) if isinstance(model, OutlineModel) else None
        if node is None or not isinstance(model, OutlineModel):
            return
        look = appearance.current()
        box: QRect = option.rect
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        over, focused = state & QStyle.StateFlag.State_MouseOver, state & QStyle.StateFlag.State_HasFocus
        paint_row_ground(painter, box, chosen, bool(over), bool(focused))
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        sign = QRectF(box.x() + 6, box.y() + (box.height() - _SIGN) / 2, _SIGN, _SIGN)
        if mirrored:
            sign.moveRight(box.right() - 6)
        self._sign(painter, sign, model, node)
        font = QFont(option.font)
        if node.kind in ("map", "phase", "lane", "tray"):
            font.setWeight(QFont.Weight.DemiBold)
        quiet = QFont(option.font)
        quiet.setPointSizeF(max(7.5, quiet.pointSizeF() * 0.88))
        beside = self._beside(model, node, roomy=box.width() > _ROOMY)
        room = QRect(box.adjusted(30, 0, -8, 0) if not mirrored else box.adjusted(8, 0, -30, 0))
        words = model.words(node)
        metrics, small = QFontMetrics(font), QFontMetrics(quiet)
        most = room.width() // 3 if node.kind == "card" else room.width()
        tail = small.elidedText(beside, Qt.TextElideMode.ElideRight, most) if beside else ""
        wide = small.horizontalAdvance(tail) + 10 if tail else 0
        if room.width() - wide < 60:
            tail, wide = "", 0
        hidden = node.kind == "lane" and self._hidden(model, node)
        painter.setFont(font)
        painter.setPen(QColor(look.disabled if hidden else look.ink))
        area = room.adjusted(0, 0, -wide, 0) if not mirrored else room.adjusted(wide, 0, 0, 0)
        option_ = QTextOption(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        option_.setWrapMode(QTextOption.WrapMode.NoWrap)
        option_.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.drawText(QRectF(area), metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width()), option_)
        if tail:
            painter.setFont(quiet)
            painter.setPen(QColor(look.secondary))
            side = Qt.AlignmentFlag.AlignLeft if mirrored else Qt.AlignmentFlag.AlignRight
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | side, tail)
        painter.restore()

    def _hidden(self, model: OutlineModel, node: Node) -> bool:
        lane = model.session.document.lanes.get(node.id)
        return lane is not None and lane.hidden

    def _beside(self, model: OutlineModel, node: Node, roomy: bool) -> str:
        """The quiet words at the end of a line."""
        card = model.card(node)
        document = model.session.document
        if card is None:
            return number(model.count(node)) if node.kind != "map" else ""
        if node.parent is not None and node.parent.kind == "lane":
            step = document.steps.get(card.start)
            return " ".join(step.name.split()) if step is not None else ""
        if isinstance(card.payload, Emotion) and len(document.personas) > 1:
            person = document.personas.get(card.payload.persona)
            return " ".join(person.name.split()) if person is not None else ""
        return card.owner if roomy and card.type in ("solutions", "pains", "backstage") else ""

    def _sign(self, painter: QPainter, box: QRectF, model: OutlineModel, node: Node) -> None:
        document = model.session.document
        theme = tokens.load(document.project.theme)
        look = appearance.current()
        if node.kind in ("map", "tray"):
            _icon(painter, box, "route" if node.kind == "map" else "inbox", look.secondary)
        elif node.kind == "phase":
            place = node.row
            phase: Any = document.phases.get(node.id)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.phase(place, phase.colour if phase is not None else "")))
            painter.drawRoundedRect(box.adjusted(0, 3, 0, -3), 3, 3)
        elif node.kind == "step":
            step = document.steps.get(node.id)
            _icon(painter, box, "diamond" if step is not None and step.moment_of_truth else "columns-3",
                  theme.colours.truth if step is not None and step.moment_of_truth else look.secondary)  # fmt: skip
        else:
            card = model.card(node)
            lane = document.lanes.get(card.lane if card is not None else node.id)
            key = card.type if card is not None else lane.type if lane is not None else "free"
            colour = theme.lane(key, lane.colour if lane is not None else "")
            tiles.paint_tile(painter, box, colour, tiles.lane_icon(key))


def _icon(painter: QPainter, box: QRectF, name: str, colour: str) -> None:
    ratio = painter.device().devicePixelRatioF()
    picture = appearance.picture(name, colour, round(box.width() * ratio))
    painter.drawPixmap(box, picture, QRectF(picture.rect()))
