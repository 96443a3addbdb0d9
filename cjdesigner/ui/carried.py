"""What is dragged off the canvas, drawn below the pointer: over tabs and the tray the map cannot show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

from cjdesigner.ui.draggable import drag_picture
from cjdesigner.ui.fields.links import end_text
from cjdesigner.words import number

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow

_BESIDE = QPoint(14, 16)
"""From the pointer: what is below that stays legible."""


class Carried(QLabel):
    """A small card over the whole window, which the mouse goes through."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._shown: tuple[str, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def follow(self, place: QPoint | None) -> None:
        """Cards are at a point of the screen; None when no more. On the canvas the map shows them itself."""
        surface = self._window.canvas.viewport()
        if place is None or surface.rect().contains(surface.mapFromGlobal(place)):
            self.hide()
            return
        self._draw(self._window.canvas.overlay.feedback.ghosts)
        corner, room = self._window.mapFromGlobal(place) + _BESIDE, self._window.rect()
        self.move(min(corner.x(), room.right() - self.width()), min(corner.y(), room.bottom() - self.height()))
        self.setVisible(bool(self._shown))
        self.raise_()

    def _draw(self, ids: tuple[str, ...]) -> None:
        session = self._window.session
        card = session.document.cards.get(ids[0]) if ids else None
        if ids == self._shown or card is None:
            return
        self._shown = ids
        words = end_text(session.document, card.id) + (f" +{number(len(ids) - 1)}" if len(ids) > 1 else "")
        colour = session.engine.theme.lane(card.type)
        self.setPixmap(drag_picture(words, colour, self.devicePixelRatioF(), self.font()))
        self.adjustSize()
