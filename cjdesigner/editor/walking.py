"""Where the arrow keys lead: through headings and cells as in a spreadsheet, and from card to card inside a cell."""

from __future__ import annotations

from typing import NamedTuple

from cjdesigner.edit import curves
from cjdesigner.editor.session import Session
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.queries import Structure
from cjdesigner.model.records import Card


class Stand(NamedTuple):
    """Where the keyboard is: on a record, or in an empty cell."""

    record: str = ""
    cell: tuple[str, str] | None = None


def step(session: Session, dx: int, dy: int) -> None:
    """Select the neighbour of what is selected: the next card up or down in the cell, else the next cell or heading."""
    if session.map_id in session.document.maps:
        shape = session.scene().structure
        _go(session, neighbour(session.document, session.map_id, stand(session), dx, dy, session.curve, shape))


def lane(session: Session, dy: int) -> None:
    """Select the nearest card or cell of the lane below or above, past whatever else is in this cell."""
    if session.map_id not in session.document.maps:
        return
    document, shape = session.document, session.scene().structure
    lanes = [lane.id for lane in shape.lanes if not lane.hidden]
    lane_id, step_id, _ = _place(document, stand(session))
    if lane_id not in lanes or step_id not in shape.column:
        step(session, 0, dy)
        return
    row = lanes.index(lane_id) + dy
    if row < 0:
        _go(session, Stand(step_id))
    elif row < len(lanes):
        _go(session, _entered(document, lanes[row], step_id, dy > 0, session.curve))


def edge(session: Session, dx: int, whole: bool = False) -> None:
    """Select the first or last cell of the lane, heading of its row, or with ``whole`` cell of the map."""
    if session.map_id not in session.document.maps:
        return
    shape = session.scene().structure
    here = stand(session)
    for row in (shape.steps, shape.phases):
        if not whole and here.record in {one.id for one in row}:
            _go(session, Stand(row[0 if dx < 0 else -1].id))
            return
    lanes = [lane.id for lane in shape.lanes if not lane.hidden]
    if not lanes or not shape.steps:
        return
    lane = _place(session.document, here)[0]
    if whole or lane not in lanes:
        lane = here.record if here.record in lanes and not whole else lanes[0 if dx < 0 else -1]
    _go(session, _entered(session.document, lane, shape.steps[0 if dx < 0 else -1].id, dx < 0, session.curve))


def next_cell(session: Session, back: bool = False) -> None:
    """Select the next cell in reading order, going on in the next lane at the end of a line."""
    document = session.document
    if session.map_id not in document.maps:
        return
    shape = session.scene().structure
    lanes = [lane.id for lane in shape.lanes if not lane.hidden]
    if not lanes or not shape.steps:
        return
    lane_id, step_id, _ = _place(document, stand(session))
    count = len(shape.steps)
    if lane_id in lanes and step_id in shape.column:
        place = lanes.index(lane_id) * count + shape.column[step_id] + (-1 if back else 1)
    else:
        place = 0
    place = max(0, min(place, len(lanes) * count - 1))
    _go(session, _entered(document, lanes[place // count], shape.steps[place % count].id, True, session.curve))


def stand(session: Session) -> Stand:
    """Where the keyboard is in a session."""
    if session.selection:
        return Stand(session.selection[-1])
    return Stand(cell=session.cell)


def neighbour(
    document: Document,
    map_id: str,
    here: Stand,
    dx: int,
    dy: int,
    curve: str | None = None,
    shape: Structure | None = None,
) -> Stand | None:
    """What is next to something; None where there is nothing further.

    ``curve`` names the persona whose points count in an emotions lane; with None all do. ``shape`` is the map as it is
    shown; None for the whole map.
    """
    if map_id not in document.maps:
        return None
    shape = shape or queries.structure(document, map_id)
    lanes = [lane.id for lane in shape.lanes if not lane.hidden]
    if here.record:
        heading = _from_heading(document, shape, lanes, here.record, dx, dy, curve)
        if heading is not None:
            return heading if heading != here else None
    if not lanes or not shape.steps:
        first = shape.steps[0].id if shape.steps else shape.phases[0].id if shape.phases else ""
        return Stand(first) if first and not here.record else None
    lane_id, step_id, card_id = _place(document, here)
    if lane_id not in lanes or step_id not in shape.column:
        return _entered(document, lanes[0], shape.steps[0].id, True, curve)
    inside = [card.id for card in _cards(document, lane_id, step_id, curve)]
    if dy < 0 and inside and not card_id:
        return Stand(inside[-1])  # the ground of a cell lies below its cards
    if dy and card_id in inside:
        place = inside.index(card_id) + dy
        if 0 <= place < len(inside):
            return Stand(inside[place])
    row, column = lanes.index(lane_id) + dy, shape.column[step_id] + dx
    if row < 0:
        return Stand(step_id)
    if column < 0:
        return Stand(lane_id)
    if row >= len(lanes) or column >= len(shape.steps):
        return None
    return _entered(document, lanes[row], shape.steps[column].id, dy >= 0, curve)


def _from_heading(
    document: Document, shape: Structure, lanes: list[str], record: str, dx: int, dy: int, curve: str | None
) -> Stand | None:
    """From the title, a phase, a step or a lane's name; the same place at the edge, None for any other record."""
    same = Stand(record)
    if record == shape.map.id:
        below = shape.phases[0].id if shape.phases else lanes[0] if lanes else ""
        return Stand(below) if dy > 0 and below else same
    for row in (shape.phases, shape.steps):
        ids = [one.id for one in row]
        if dx and record in ids:
            return Stand(ids[max(0, min(ids.index(record) + dx, len(ids) - 1))])
    if record in shape.steps_of:
        own = shape.steps_of[record]
        below = own[0].id if own else lanes[0] if lanes else record
        return Stand(shape.map.id if dy < 0 else below)
    if record in shape.column:
        if dy < 0:
            return Stand(document.steps[record].phase)
        return _entered(document, lanes[0], record, True, curve) if lanes else same
    if record in document.lanes and record in lanes:
        if dx:
            return _entered(document, record, shape.steps[0].id, True, curve) if dx > 0 and shape.steps else same
        place = lanes.index(record) + dy
        if place < 0:
            return Stand(shape.phases[0].id if shape.phases else shape.map.id)
        return Stand(lanes[min(place, len(lanes) - 1)])
    return None


def _place(document: Document, here: Stand) -> tuple[str, str, str]:
    """Lane, step and card, "" for what there is not."""
    card = document.cards.get(here.record)
    if card is not None:
        return card.lane, card.start, card.id
    return (*here.cell, "") if here.cell else ("", "", "")


def _cards(document: Document, lane_id: str, step_id: str, curve: str | None) -> tuple[Card, ...]:
    """The cards of a cell that the keyboard comes by: of a curve, the points of one persona."""
    here = queries.cell(document, lane_id, step_id)
    lane = document.lanes[lane_id]
    if lane.type != "emotions":
        return here
    own = curves.owner(document, lane.map, curve) if curve is not None else None
    return tuple(
        card for card in here if curves.shown(document, card) and (own is None or curves.whose(document, card) == own)
    )


def _entered(document: Document, lane_id: str, step_id: str, first: bool, curve: str | None) -> Stand:
    """A card of the cell, or the empty cell."""
    here = _cards(document, lane_id, step_id, curve)
    return Stand(here[0 if first else -1].id) if here else Stand(cell=(lane_id, step_id))


def _go(session: Session, there: Stand | None) -> None:
    if there is not None:
        session.select([there.record] if there.record else [], cell=there.cell)
