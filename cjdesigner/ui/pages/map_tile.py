"""A map of the project as a tile: its picture, its title, its state, for whom it is, and when it is due again."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from cjdesigner.draw.colours import blend
from cjdesigner.model.document import Document
from cjdesigner.model.records import JourneyMap
from cjdesigner.ui import appearance, tiles
from cjdesigner.ui.fields.spoken import shown
from cjdesigner.words import ntr, tr

WIDE, PICTURE, HIGH = 316, 168, 268
"""The usual size of a tile, and the height of the picture on it; a wider one is higher by its picture."""
_SOON = 30
"""Days before its date from which a map is called due."""


def due(journey: JourneyMap, today: date) -> tuple[str, str]:
    """How a map stands with its next review: "", "later", "soon" or "late", and that in words."""
    try:
        day = date.fromisoformat(journey.review_date)
    except ValueError:
        return ("", "") if not journey.review_date else ("later", tr("Review: {date}", date=journey.review_date))
    days = (day - today).days
    if days < 0:
        return "late", ntr("Review was due {count} day ago", "Review was due {count} days ago", -days)
    if days == 0:
        return "soon", tr("Review is due today")
    if days <= _SOON:
        return "soon", ntr("Review due in {count} day", "Review due in {count} days", days)
    return "later", tr("Review by {date}", date=shown(journey.review_date))


class MapTile(QAbstractButton):
    """Enter or a double click opens it, F2 renames it, Alt and the arrows move it."""

    opened = Signal(str)
    rename_asked = Signal(str)
    moved = Signal(str, int)
    menu_asked = Signal(str, QPoint)
    stepped = Signal(str, int)
    """An arrow key: to the tile so many further."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.map_id = ""
        self.image: QImage | None = None
        self._title = self._hint = self._due = ""
        self._due_kind = ""
        self._state, self._future = "", False
        self._people: list[tuple[str, str]] = []
        self._current = False
        self.picture = PICTURE
        self.show_width(WIDE)
        self.setCheckable(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(lambda: self.opened.emit(self.map_id))

    def show_width(self, wide: int) -> None:
        """Make it so many pixels wide."""
        self.picture = round(wide * PICTURE / WIDE)
        self.setFixedSize(wide, self.picture + HIGH - PICTURE)

    def sizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), self.minimumHeight())

    def show_map(self, document: Document, journey: JourneyMap, current: bool, cards: int) -> None:
        """Show a map."""
        self.map_id, self._current = journey.id, current
        self._title = " ".join(journey.title.split()) or tr("Map without a title")
        self._future = journey.state == "future"
        self._state = tr("future state") if self._future else tr("current state")
        self._hint = ntr("{count} card", "{count} cards", cards)
        self._due_kind, self._due = due(journey, date.today())
        self._people = [
            (tiles.persona_colour(document, one, journey.id), one.name)
            for one in (document.personas.get(key) for key in journey.personas[:5]) if one is not None
        ]  # fmt: skip
        self.setAccessibleName(self._title)
        self.setAccessibleDescription(", ".join(part for part in (self._state, self._hint, self._due) if part))
        self.setToolTip(tr("Click opens the map, F2 renames it, Alt and the arrows move it"))
        self.update()

    def title_box(self) -> QRectF:
        """Where the title stands."""
        return QRectF(12, self.picture + 12, self.width() - 24, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = appearance.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.hasFocus():  # to be told from the map in use, which has a mark of its own
            painter.setPen(QPen(QColor(look.focus), 2.0))
        else:
            edge = look.accent if self._current else look.edge if self.underMouse() else look.line
            painter.setPen(QPen(QColor(edge), 1.0))
        painter.setBrush(QColor(look.raised))
        painter.drawRoundedRect(box, 10, 10)
        picture = QRectF(2, 2, self.width() - 4, self.picture)
        painter.save()
        painter.setClipRect(picture.adjusted(6, 6, -6, 0))
        painter.fillRect(picture, QColor("#FFFFFF"))
        if self.image is not None:
            wide = picture.width() - 12
            high = wide * self.image.height() / max(1, self.image.width())
            painter.drawImage(QRectF(picture.x() + 6, picture.y() + 6, wide, high), self.image)
        painter.restore()
        painter.setPen(QColor(look.line))
        painter.drawLine(QPointF(2, self.picture + 2), QPointF(self.width() - 3, self.picture + 2))
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold)
        strong.setPointSizeF(self.font().pointSizeF() * 1.08)
        painter.setFont(strong)
        painter.setPen(QColor(look.ink))
        room = self.title_box()
        title = painter.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, round(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)
        painter.setFont(self.font())
        metrics = painter.fontMetrics()
        y = self.picture + 44.0
        wide = metrics.horizontalAdvance(self._state) + 18
        ground = blend(look.accent if self._future else look.ink, look.raised, 0.12)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(12, y - 1, wide, 21), 10, 10)
        painter.setPen(QColor(blend(look.accent, look.ink, 0.45) if self._future else look.ink))
        painter.drawText(QRectF(12, y - 1, wide, 21), Qt.AlignmentFlag.AlignCenter, self._state)
        painter.setPen(QColor(look.secondary))
        painter.drawText(QPointF(12 + wide + 9, y + metrics.ascent() + 1), self._hint)
        x = self.width() - 12.0 - 20.0
        for colour, name in reversed(self._people):
            tiles.paint_persona(painter, QRectF(x, y - 1, 20, 20), colour, name)
            x -= 15
        if self._due:
            colour = {"late": look.error, "soon": look.warning}.get(self._due_kind, look.secondary)
            sign = appearance.picture("calendar-clock", colour, round(14 * self.devicePixelRatioF()))
            painter.drawPixmap(QRectF(12, y + 27, 14, 14), sign, QRectF(sign.rect()))
            painter.setPen(QColor(colour))
            painter.drawText(QPointF(32, y + 27 + metrics.ascent()), self._due)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.map_id)
        elif key == Qt.Key.Key_F2:
            self.rename_asked.emit(self.map_id)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            (self.moved if alt else self.stepped).emit(self.map_id, -1)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            (self.moved if alt else self.stepped).emit(self.map_id, 1)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(self.map_id, event.globalPos())
