"""Where the arrow keys lead: from cell to cell, and from card to card inside one."""

from __future__ import annotations

from cjdesigner.editor.session import Session
from cjdesigner.model import queries


def step(session: Session, dx: int, dy: int) -> None:
    """Select the neighbour of what is selected: the next card up or down in the cell, else the next cell."""
    document = session.document
    if session.map_id not in document.maps:
        return
    shape = queries.structure(document, session.map_id)
    lanes = [lane.id for lane in shape.lanes if not lane.hidden]
    if not lanes or not shape.steps:
        return
    lane_id, step_id, card_id = _current(session)
    if lane_id not in lanes or step_id not in shape.column:
        _enter(session, lanes[0], shape.steps[0].id, first=True)
        return
    here = [card.id for card in queries.cell(document, lane_id, step_id)]
    if dy and card_id in here:
        place = here.index(card_id) + dy
        if 0 <= place < len(here):
            session.select([here[place]])
            return
    column = max(0, min(shape.column[step_id] + dx, len(shape.steps) - 1))
    row = max(0, min(lanes.index(lane_id) + dy, len(lanes) - 1))
    if (lanes[row], shape.steps[column].id) == (lane_id, step_id):
        return
    _enter(session, lanes[row], shape.steps[column].id, first=dy >= 0)


def next_cell(session: Session, back: bool = False) -> None:
    """Select the next cell in reading order, going on in the next lane at the end of a line."""
    document = session.document
    if session.map_id not in document.maps:
        return
    shape = queries.structure(document, session.map_id)
    lanes = [lane.id for lane in shape.lanes if not lane.hidden]
    if not lanes or not shape.steps:
        return
    lane_id, step_id, _ = _current(session)
    count = len(shape.steps)
    if lane_id in lanes and step_id in shape.column:
        place = lanes.index(lane_id) * count + shape.column[step_id] + (-1 if back else 1)
    else:
        place = 0
    place = max(0, min(place, len(lanes) * count - 1))
    _enter(session, lanes[place // count], shape.steps[place % count].id, first=True)


def _current(session: Session) -> tuple[str, str, str]:
    """Lane, step and card of the selection, "" for what there is not."""
    chosen = session.selected_cards()
    if chosen:
        card = session.document.cards[chosen[-1]]
        return card.lane, card.start, card.id
    if session.cell:
        return session.cell[0], session.cell[1], ""
    return "", "", ""


def _enter(session: Session, lane_id: str, step_id: str, first: bool) -> None:
    """Select a card of the cell, or the empty cell."""
    here = queries.cell(session.document, lane_id, step_id)
    if here:
        session.select([here[0 if first else -1].id])
    else:
        session.select([], cell=(lane_id, step_id))
