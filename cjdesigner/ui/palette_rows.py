"""The rows of the palette: a building block or a persona, to be dragged onto the map or chosen with the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDrag,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QScrollArea, QWidget

from cjdesigner.draw.colours import blend
from cjdesigner.lanes import LaneType
from cjdesigner.theme import tokens
from cjdesigner.ui import appearance, mime, tiles
from cjdesigner.ui.draggable import Draggable
from cjdesigner.words import tr

_SIGN = 24.0
_EDGE, _BESIDE, _END = 8.0, 8.0, 3.0
"""Pixels before the sign, between it and the text, and behind the text."""


class PaletteRow(Draggable):
    """A sign, a name and a quiet line."""

    chosen = Signal()
    """Enter, Space, a double click, or a screen reader's press."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = ""
        self.hint = ""
        self.clicked.connect(self.chosen)

    def say(self, title: str, hint: str, tooltip: str) -> None:
        """Set all words of the row."""
        self.title, self.hint = " ".join(title.split()), " ".join(hint.split())
        self.setAccessibleName(self.title)
        self.setAccessibleDescription(self.hint)
        self.setToolTip(tooltip)
        self.updateGeometry()
        self.update()

    def carried(self) -> tuple[str, str]:
        """Kind and content of what is dragged."""
        raise NotImplementedError

    def colour(self) -> str:
        """The colour of the sign."""
        raise NotImplementedError

    def paint_sign(self, painter: QPainter, box: QRectF) -> None:
        """Draw what stands before the name."""
        raise NotImplementedError

    def text_room(self) -> float:
        """How wide name and hint may be, in pixels."""
        return self.width() - _EDGE - _SIGN - _BESIDE - _END

    def fonts(self) -> tuple[QFont, QFont]:
        """Those of the name and of the hint."""
        strong, quiet = QFont(self.font()), QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold)
        quiet.setPointSizeF(max(7.5, self.font().pointSizeF() * 0.86))
        return strong, quiet

    def sizeHint(self) -> QSize:
        strong, quiet = self.fonts()
        lines = QFontMetricsF(strong).height() + (QFontMetricsF(quiet).height() if self.hint else 0)
        return QSize(160, max(38, round(lines + 9)))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look = appearance.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ground, edge = (
            (look.accent_tint, blend(look.accent, look.window, 0.35)) if self.marked else (look.field, look.line)
        )
        if self.underMouse() and not self.marked:
            ground, edge = look.hover, look.line
        painter.setPen(QPen(QColor(look.focus if self.hasFocus() else edge), 1.0))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(frame, 7, 7)
        middle = self.height() / 2
        self.paint_sign(painter, QRectF(_EDGE, middle - _SIGN / 2, _SIGN, _SIGN))
        left = _EDGE + _SIGN + _BESIDE
        room = self.text_room()
        strong, quiet = self.fonts()
        bold, plain = QFontMetricsF(strong), QFontMetricsF(quiet)
        block = bold.height() + (plain.height() if self.hint else 0)
        top = middle - block / 2
        painter.setFont(strong)
        painter.setPen(QColor(look.ink))
        title = bold.elidedText(self.title, Qt.TextElideMode.ElideRight, room - self.trailing())
        painter.drawText(QPointF(left, top + bold.ascent()), title)
        if self.hint:
            painter.setFont(quiet)
            painter.setPen(QColor(look.secondary))
            hint = plain.elidedText(self.hint, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QPointF(left, top + bold.height() + plain.ascent()), hint)
        self.paint_trailing(painter, QRectF(self.width() - 24, top + (bold.height() - 14) / 2, 14, 14))
        painter.end()

    def trailing(self) -> float:
        """The room that a mark at the end of the first line takes, in pixels."""
        return 0.0

    def paint_trailing(self, painter: QPainter, box: QRectF) -> None:
        """Draw the mark at the end of the first line."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = None
            self.chosen.emit()
        event.accept()

    def drag(self) -> QDrag:
        return self.dragged(mime.carrying(*self.carried()), self.title, self.colour(), self.fonts()[0])

    def entered(self) -> None:
        self.chosen.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            area = self.parentWidget()
            while area is not None and not isinstance(area, QScrollArea):
                area = area.parentWidget()
            if area is not None:
                area.ensureWidgetVisible(self, 0, 8)


class BlockRow(PaletteRow):
    """A lane type: its cards are dragged from here."""

    def __init__(self, lane_type: LaneType, parent: QWidget) -> None:
        super().__init__(parent)
        self.lane_type = lane_type
        self.retranslate()

    def retranslate(self) -> None:
        """Name and hint in the language in use."""
        tooltip = tr("Drag it onto the map, or press Enter to add one at the selection")
        self.say(tr(self.lane_type.card_name), tr(self.lane_type.hint), tooltip)

    def colour(self) -> str:
        return tokens.load("paper").lane(self.lane_type.key)

    def carried(self) -> tuple[str, str]:
        return mime.BLOCK, self.lane_type.key

    def paint_sign(self, painter: QPainter, box: QRectF) -> None:
        tiles.paint_tile(painter, box, self.colour(), tiles.lane_icon(self.lane_type.key))


class PersonaRow(PaletteRow):
    """A persona: a click selects it, a double click opens its page, a drag lets it take part in the map."""

    opened = Signal()

    def __init__(self, persona_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.persona_id = persona_id
        self.target = False
        self.letter = ""
        self.disc = "#8D99A8"
        self.portrait: QPixmap | None = None

    def colour(self) -> str:
        return self.disc

    def carried(self) -> tuple[str, str]:
        return mime.PERSONA, self.persona_id

    def let_go(self, keys: Qt.KeyboardModifier) -> None:
        self.chosen.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()

    def paint_sign(self, painter: QPainter, box: QRectF) -> None:
        tiles.paint_persona(painter, box.adjusted(-2, -2, 2, 2), self.disc, self.letter, self.portrait)

    def trailing(self) -> float:
        return 20.0 if self.target else 0.0

    def paint_trailing(self, painter: QPainter, box: QRectF) -> None:
        if self.target:
            ratio = self.devicePixelRatioF()
            star = appearance.picture("star-filled", tokens.load("paper").colours.truth, round(14 * ratio))
            painter.drawPixmap(box, star, QRectF(star.rect()))
