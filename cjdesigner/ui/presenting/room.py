"""What the room does to the map while it looks on: cards, votes and feelings in the real document."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from cjdesigner.editor.session import Session
from cjdesigner.model import queries
from cjdesigner.model.records import Lane
from cjdesigner.ui.presenting import workshop
from cjdesigner.ui.presenting.picture import Picture
from cjdesigner.ui.presenting.walk import Walk, card_at, words_of
from cjdesigner.ui.presenting.workshop import Feeling
from cjdesigner.words import again


class Room:
    """The room's hands. Each thing it does is one step in the session's history."""

    def __init__(self, session: Session, picture: Picture) -> None:
        self.session, self.picture = session, picture
        self.feeling: Feeling | None = None
        """The point of the curve that is being dragged."""
        self._steps = 0

    @property
    def walk(self) -> Walk:
        """The stops, and where it is."""
        return self.picture.walk

    def card_under(self, at: QPointF) -> str:
        """The card at a point of the window, or ""."""
        place = self.picture.view.scene(at)
        return card_at(self.picture.drawing, place.x(), place.y())

    # --- cards ----------------------------------------------------------------------------------------------------

    def cards(self) -> list[tuple[str, str]]:
        """The cards that can be looked up: ids and what they say, as this audience may know them."""
        document = self.walk.document
        found = [card for card in document.cards.values() if card.map == self.walk.map_id]
        said = [(card.id, words_of(document, card.id)) for card in found if not queries.is_parked(document, card)]
        return [(one, text) for one, text in said if text.strip()]

    def lanes(self) -> tuple[list[Lane], int]:
        """The lanes that a card can be added to, and which of them is offered first."""
        lanes = workshop.lanes_for(self.walk.document, self.walk.map_id)
        return lanes, workshop.lane_first(lanes, self.walk.stop)

    def add(self, text: str, lane: Lane | None) -> None:
        """A card with what the room says."""
        self._steps += 1
        workshop.capture(self.session, self.walk.stop, self.walk.map_id, lane, text)

    # --- votes ----------------------------------------------------------------------------------------------------

    def vote(self, by: int) -> bool:
        """A dot for the card under the pointer, or for the one that was looked up; False where there is none."""
        card_id = self._card_to_vote()
        if card_id:
            self._steps += 1
            workshop.vote(self.session, card_id, by)
        return bool(card_id)

    def _card_to_vote(self) -> str:
        cards = self.session.document.cards
        if self.picture.pointer is not None:
            under = self.card_under(self.picture.pointer)
            if under in cards:
                return under
        lit = [one for one in self.walk.stop.lit if one in cards]
        only = lit if self.walk.aside else [one for one in lit if cards[one].type == "solutions"]
        return only[0] if len(only) == 1 else ""

    # --- feelings -------------------------------------------------------------------------------------------------

    def take_hold(self, at: QPointF) -> None:
        """Take hold of the point of a curve under the pointer, if there is one."""
        stop = self.walk.stop
        if stop.slide is None and stop.map == self.walk.map_id:
            height = self.picture.view.scene(at).y()
            self.feeling = Feeling.at(self.session, self.card_under(at), height, self.picture.drawing)

    def drag(self, at: QPointF) -> bool:
        """Drag it there; False where nothing is held."""
        if self.feeling is None:
            return False
        self.feeling.move(self.picture.view.scene(at).y())
        return True

    def let_go(self, keep: bool) -> None:
        """Make what was dragged one step, or let it go back."""
        feeling, self.feeling = self.feeling, None
        if feeling is None:
            return
        if keep and feeling.keep():
            self._steps += 1
        elif not keep:
            self.session.preview(None)

    # --- back -----------------------------------------------------------------------------------------------------

    def take_back(self) -> str | None:
        """Undo what the room did last, and nothing from before; what it was called, or None."""
        if not self._steps:
            return None
        self._steps -= 1
        return again(self.session.undo() or "")
