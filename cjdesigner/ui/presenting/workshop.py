"""What a room adds while a map is presented: cards, votes, a feeling. Each is one step that can be undone."""

from __future__ import annotations

from cjdesigner.draw.shapes import Drawing
from cjdesigner.edit import cards, links
from cjdesigner.editor.session import Session
from cjdesigner.lanes.emotions import Emotion, value_at
from cjdesigner.layout.stops import Stop
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.records import Lane
from cjdesigner.words import tr


def lanes_for(document: Document, map_id: str) -> list[Lane]:
    """The lanes that a card of words can be added to."""
    shape = queries.structure(document, map_id)
    return [lane for lane in shape.lanes if lane.type not in ("emotions", "pictures") and not lane.hidden]


def lane_first(lanes: list[Lane], stop: Stop) -> int:
    """Which of the lanes is offered first at a stop."""
    kinds = [lane.type for lane in lanes]
    return next((kinds.index(kind) for kind in (stop.card_type, "pains", "free") if kind in kinds), 0)


def capture(session: Session, stop: Stop, map_id: str, lane: Lane | None, text: str) -> str:
    """A card with what the room says, where the stop is; without a place it waits in the tray. The card's id.

    At a dip a new pain is linked to the feeling that it causes.
    """
    document = session.saved_document
    shape = queries.structure(document, map_id)
    kind = lane.type if lane is not None else "free"
    if lane is not None and stop.step in shape.column:
        document, made = cards.add(document, lane.id, stop.step, text)
        if kind == "pains" and stop.section == "dips" and stop.lit:
            document, _ = links.add(document, made, stop.lit[0])
    else:
        document, made = cards.add_parked(document, map_id, kind, text)
    session.commit(document, tr("Add a card from the room"))
    return made


def vote(session: Session, card_id: str, by: int) -> int:
    """Give a card a dot, or take one back; how many it has then."""
    card = session.saved_document.cards[card_id]
    votes = max(0, card.votes + by)
    session.commit(cards.change(session.saved_document, [card_id], votes=votes), tr("Vote"))
    return votes


class Feeling:
    """A point of the curve that is dragged up or down in front of the room: shown at once, kept at the end."""

    def __init__(self, session: Session, card_id: str, row: str, y: float, drawing: Drawing) -> None:
        self.session = session
        self.card_id = card_id
        lane = next(one for one in drawing.rows if one.id == row)
        self._top, self._high = lane.y, lane.height
        payload = session.saved_document.cards[card_id].payload
        before = payload.value if isinstance(payload, Emotion) else 0.0
        self._grip = value_at(y - self._top, self._high) - before

    @staticmethod
    def at(session: Session, card_id: str, y: float, drawing: Drawing) -> Feeling | None:
        """The point under the pointer, or None where there is none."""
        card = session.saved_document.cards.get(card_id)
        if card is None or not isinstance(card.payload, Emotion):
            return None
        return Feeling(session, card_id, card.lane, y, drawing)

    def move(self, y: float) -> None:
        """Show the feeling at a height in scene units."""
        value = round(max(-2.0, min(2.0, value_at(y - self._top, self._high) - self._grip)), 1)
        self.session.preview(cards.change_payload(self.session.saved_document, [self.card_id], value=value))

    def keep(self) -> bool:
        """Make what is shown one step; False where nothing has changed."""
        return self.session.commit(self.session.document, tr("Change the curve"))
