"""What is dragged off the canvas: drawn below the pointer, over tabs, the tray and the strip of projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

from cjdesigner.ui import commands
from cjdesigner.ui.draggable import drag_picture
from cjdesigner.ui.fields.links import end_text
from cjdesigner.words import number, tr

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

    def over(self, place: QPoint | None) -> bool:
        """Cards are dragged beside the canvas: over a tab they wait for its map, over the tray they can be parked.

        Over the strip of projects they become what other programs and projects take: a copy to be let go there.
        ``place`` is a point of the screen, None when nothing is dragged any more. Whether anything there takes them.
        """
        window = self._window
        if place is not None and window.project_tabs.holds(place):
            carried = tuple(window.canvas.overlay.feedback.ghosts)
            window.canvas.cancel_gesture()
            window.status.show_hint(tr("Stay for a moment to open this project; the cards are copied into it"))
            window.canvas.drag_out(carried)
            return True
        over_tray = place is not None and self._over_tray(place)
        window.tray.light(over_tray)
        self.follow(place)
        if window.tabs.held_over(place):
            window.status.show_hint(tr("Stay for a moment to open this map"))
            return True
        if over_tray:
            window.status.show_hint(tr("Drop to park the cards"))
            return True
        return False

    def stay_over_tab(self, map_id: str) -> None:
        """Show the map of a tab that something is held over, and go on dragging there."""
        canvas, session = self._window.canvas, self._window.session
        if canvas.carries_cards():
            canvas.pointing.cross(map_id)
        elif map_id in session.document.maps:
            session.show_map(map_id)

    def let_go(self, place: QPoint) -> None:
        """Cards let go over the tray are parked there; anywhere else they stay where they were."""
        if self._over_tray(place):
            commands.park(self._window)

    def _over_tray(self, place: QPoint) -> bool:
        tray = self._window.tray
        return tray.isVisible() and tray.rect().contains(tray.mapFromGlobal(place))

    def follow(self, place: QPoint | None) -> None:
        """Cards are at a point of the screen; None when no more. On the canvas the map shows them itself."""
        surface = self._window.canvas.viewport()
        overlay, beside = self._window.canvas.overlay, place is not None
        if place is not None and surface.rect().contains(surface.mapFromGlobal(place)):
            beside = False
        if overlay.carried_beside != beside:
            overlay.carried_beside = beside  # shown once: here, or on the map
            surface.update()
        if place is None or not beside:
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
