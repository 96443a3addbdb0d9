"""A parked card as a chip: its colour, its text on one line; to be selected, or dragged to its place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDrag,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from cjdesigner.draw.colours import blend
from cjdesigner.ui import appearance
from cjdesigner.ui.draggable import Draggable
from cjdesigner.ui.plain import tip
from cjdesigner.words import number

_WIDEST, _NARROWEST = 380, 132
_BAR = 4.0


class Chip(Draggable):
    """One parked card."""

    chosen = Signal(bool)
    """It was clicked, or Enter was pressed; True with Ctrl or Shift: together with what is selected already."""

    # Moved within the program; other programs get copies, and the cards stay.
    actions_offered = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    action_usual = Qt.DropAction.MoveAction
    key_back, key_on = Qt.Key.Key_Left, Qt.Key.Key_Right

    def __init__(
        self, parent: QWidget, together: Callable[[str], list[str]], carried: Callable[[list[str]], QMimeData]
    ) -> None:
        """``together`` says which cards are dragged with one, ``carried`` makes of them what is dragged."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.card_id = ""
        self.words = ""
        self.colour = "#8D99A8"
        self._together, self._carried = together, carried
        self.clicked.connect(lambda: self.chosen.emit(False))

    def show_card(self, card_id: str, words: str, colour: str, kind: str) -> None:
        """Stand for a card."""
        if (card_id, words, colour) != (self.card_id, self.words, self.colour):
            self.card_id, self.words, self.colour = card_id, words, colour
            self.updateGeometry()
            self.update()
        self.setAccessibleName(words)
        self.setAccessibleDescription(kind)
        self.setToolTip(tip(f"{kind}: {words}"))

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        return QSize(round(min(_WIDEST, max(56.0, metrics.horizontalAdvance(self.words) + 28))), 30)

    def minimumSizeHint(self) -> QSize:
        """Chips grow narrower before the tray has to be scrolled."""
        wanted = self.sizeHint()
        return QSize(min(wanted.width(), _NARROWEST), wanted.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look = appearance.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ground = blend(self.colour, look.window, 0.14 if self.underMouse() else 0.07)
        edge = look.focus if self.hasFocus() or self.marked else blend(self.colour, look.window, 0.3)
        painter.setPen(QPen(QColor(edge), 1.5 if self.marked else 1.0))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(frame, 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.colour))
        painter.drawRoundedRect(QRectF(6, 7, _BAR, self.height() - 14), 2, 2)
        painter.setPen(QColor(look.ink))
        room = QRectF(self.rect()).adjusted(16, 0, -8, 0)
        text = QFontMetricsF(self.font()).elidedText(self.words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()

    def drag(self) -> QDrag:
        """The drag of this card, or of all selected ones it belongs to, not yet under way."""
        cards = self._together(self.card_id)
        words = self.words if len(cards) == 1 else f"{self.words} +{number(len(cards) - 1)}"
        return self.dragged(self._carried(cards), words, self.colour, self.font())

    def let_go(self, keys: Qt.KeyboardModifier) -> None:
        self.chosen.emit(bool(keys & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)))

    def entered(self) -> None:
        self.chosen.emit(False)
