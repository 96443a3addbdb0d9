"""The keyboard on the canvas: walking cells and cards, changing the curve, and typing that makes cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from cjdesigner.edit import cards
from cjdesigner.editor import walking
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.model import queries
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.canvas.view import MapView

ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


_MODIFIERS = {
    Qt.Key.Key_Shift: Qt.KeyboardModifier.ShiftModifier,
    Qt.Key.Key_Control: Qt.KeyboardModifier.ControlModifier,
    Qt.Key.Key_Alt: Qt.KeyboardModifier.AltModifier,
}


class Keys:
    """The keyboard's part of one canvas."""

    def __init__(self, view: MapView) -> None:
        self.view = view

    def press(self, event: QKeyEvent) -> bool:
        """Walk, edit, type. False for keys that mean nothing here and go to the window's shortcuts."""
        key, held = event.key(), event.modifiers()
        plain = not held & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if self.view.pointing.busy and key != Qt.Key.Key_Escape:
            # The keys arrive before they count among those held.
            extra = _MODIFIERS.get(key)
            self.view.pointing.held(held | extra if extra else held)
            return True
        if key == Qt.Key.Key_Escape:
            if self.view.pointing.gesture:
                self.view.cancel_gesture()
            elif len(self.view.session.selection) > 0 or self.view.session.cell:
                self.view.session.select([])
        elif key == Qt.Key.Key_Space and plain:
            if not event.isAutoRepeat():
                self.view.pointing.space = True
                self.view.pointing.cursor()
        elif key in ARROWS and plain:
            self._arrow(*ARROWS[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and plain:
            self._enter()
        elif key == Qt.Key.Key_Tab and plain:
            walking.next_cell(self.view.session)
            self.view.reveal_selection()
        elif key == Qt.Key.Key_Backtab:
            walking.next_cell(self.view.session, back=True)
            self.view.reveal_selection()
        elif plain and event.text() and event.text().isprintable():
            self.type_text(event.text())
        else:
            return False
        return True

    def release(self, event: QKeyEvent) -> None:
        """Shift and Ctrl count in the middle of a drag; on their release some systems still call them held."""
        extra = _MODIFIERS.get(event.key())
        if extra:
            self.view.pointing.held(event.modifiers() & ~extra)

    def _arrow(self, dx: int, dy: int) -> None:
        chosen = self.view.session.selected_cards()
        points = [one for one in chosen if self.view.session.document.cards[one].type == "emotions"]
        if points and dy and len(points) == len(chosen):
            document = self.view.session.saved_document
            for one in points:
                payload = document.cards[one].payload
                if isinstance(payload, Emotion):
                    value = max(-2.0, min(2.0, round(payload.value - dy * 0.1, 1)))
                    document = cards.change_payload(document, [one], value=value)
            self.view.session.commit(document, tr("Change the curve"))
            return
        walking.step(self.view.session, dx, dy)
        self.view.reveal_selection()

    def _enter(self) -> None:
        if len(self.view.session.selection) == 1:
            self.view.edit_text(self.view.session.selection[0])
        elif self.view.session.cell:
            self.view.add_card(*self.view.session.cell)

    def type_text(self, text: str) -> None:
        """Typing with a cell selected makes a card there; with a card selected it makes the next one after it."""
        chosen = self.view.session.selected_cards()
        document = self.view.session.saved_document
        if self.view.session.cell:
            self.view.add_card(*self.view.session.cell, start=text)
        elif len(chosen) == 1 and chosen[0] in document.cards:
            card = document.cards[chosen[0]]
            if card.lane in document.lanes and card.start in document.steps:
                here = [one.id for one in queries.cell(document, card.lane, card.start)]
                index = here.index(card.id) + 1 if card.id in here else None
                self.view.add_card(card.lane, card.start, start=text, index=index)
