"""Moving what is selected by key: cards through cells, steps through phases, phases and lanes among themselves."""

from __future__ import annotations

from typing import Literal

from cjdesigner.edit import cards, lanes, phases
from cjdesigner.edit.clipboard import in_reading_order
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.queries import Structure
from cjdesigner.model.records import Card
from cjdesigner.words import ntr, tr

Way = Literal["up", "down", "left", "right"]
_BACK = ("up", "left")


class Stuck(ValueError):
    """It cannot go further that way; the message is a sentence for the user."""


def moved(
    document: Document, map_id: str, ids: tuple[str, ...], way: Way, by_lane: bool = False
) -> tuple[Document, str]:
    """The document with the records moved one place, and the name of the undo step. Raises Stuck.

    Cards go up and down in their cell and, at its edge, to the next lane, or with ``by_lane`` (in a list of lanes,
    where the next step stands below) to the next step; left and right they go to the step beside.
    """
    shape = queries.structure(document, map_id) if map_id in document.maps else None
    if shape is None or not ids:
        raise Stuck(tr("Nothing that can be moved is selected."))
    chosen = [one for one in ids if one in document.cards and document.cards[one].map == map_id]
    if chosen:
        label = ntr("Move {count} card", "Move {count} cards", len(chosen))
        return _cards(document, shape, in_reading_order(document, chosen), way, by_lane), label
    one = ids[-1]
    if one in shape.column:
        return _step(document, shape, one, way), tr("Move step")
    if one in shape.steps_of:
        return _phase(document, shape, one, way), tr("Move phase")
    if any(lane.id == one for lane in shape.lanes):
        return _lane(document, shape, one, way), tr("Move lane")
    raise Stuck(tr("Nothing that can be moved is selected."))


def _cards(document: Document, shape: Structure, ids: list[str], way: Way, by_lane: bool) -> Document:
    first = document.cards[ids[0]]
    placed = [document.cards[one] for one in ids]
    if any(queries.is_parked(document, card) for card in placed):
        raise Stuck(tr("A parked card has no place to be moved from. Cut it, and paste it into a cell."))
    if way in ("up", "down"):
        inside = _in_cell(document, placed, way)
        if inside is not None:
            return inside
        if by_lane:
            return _to_step(document, shape, ids, -1 if way == "up" else 1, last=way == "up")
        return _to_lane(document, shape, ids, first, -1 if way == "up" else 1)
    return _to_step(document, shape, ids, -1 if way == "left" else 1, last=True)


def _in_cell(document: Document, chosen: list[Card], way: Way) -> Document | None:
    """Moved by one among the cards of their common cell; None at its edge, or where they have none in common."""
    if len({(card.lane, card.start) for card in chosen}) > 1:
        return None
    here = [card.id for card in queries.cell(document, chosen[0].lane, chosen[0].start)]
    places = sorted(here.index(card.id) for card in chosen)
    target = places[0] - 1 if way == "up" else places[0] + 1
    if target < 0 or target + len(chosen) > len(here) or places[-1] - places[0] >= len(chosen):
        return None
    return cards.move(document, [here[place] for place in places], chosen[0].lane, chosen[0].start, target)


def _to_step(document: Document, shape: Structure, ids: list[str], by: int, last: bool) -> Document:
    columns = [shape.column[document.cards[one].start] for one in ids]
    ends = [shape.span(document.cards[one]) or (0, 0) for one in ids]
    if min(columns) + by < 0:
        raise Stuck(tr("This is the first step."))
    if max(end for _, end in ends) + by >= len(shape.steps):
        raise Stuck(tr("This is the last step."))
    first = document.cards[ids[0]]
    step = shape.steps[columns[0] + by].id
    return cards.move(document, ids, first.lane, step, None if last else 0)


def _to_lane(document: Document, shape: Structure, ids: list[str], first: Card, by: int) -> Document:
    shown = [lane.id for lane in shape.lanes if not lane.hidden]
    rows = [shown.index(document.cards[one].lane) for one in ids if document.cards[one].lane in shown]
    if len(rows) < len(ids) or min(rows) + by < 0:
        raise Stuck(tr("This is the first lane."))
    if max(rows) + by >= len(shown):
        raise Stuck(tr("This is the last lane."))
    target = shown[shown.index(first.lane) + by]
    return cards.move(document, ids, target, first.start, 0 if by > 0 else None)


def _step(document: Document, shape: Structure, step_id: str, way: Way) -> Document:
    phase = document.steps[step_id].phase
    siblings = [step.id for step in shape.steps_of[phase]]
    place = siblings.index(step_id)
    order = [one.id for one in shape.phases]
    at = order.index(phase)
    if way in _BACK:
        if place:
            return phases.move_step(document, step_id, phase, place - 1)
        if not at:
            raise Stuck(tr("This is the first step."))
        return phases.move_step(document, step_id, order[at - 1], len(shape.steps_of[order[at - 1]]))
    if place + 1 < len(siblings):
        return phases.move_step(document, step_id, phase, place + 1)
    if at + 1 == len(order):
        raise Stuck(tr("This is the last step."))
    return phases.move_step(document, step_id, order[at + 1], 0)


def _phase(document: Document, shape: Structure, phase_id: str, way: Way) -> Document:
    place = [phase.id for phase in shape.phases].index(phase_id) + (-1 if way in _BACK else 1)
    if place < 0:
        raise Stuck(tr("This is the first phase."))
    if place >= len(shape.phases):
        raise Stuck(tr("This is the last phase."))
    return phases.move_phase(document, phase_id, place)


def _lane(document: Document, shape: Structure, lane_id: str, way: Way) -> Document:
    if way in ("left", "right"):
        raise Stuck(tr("A lane moves up and down."))
    place = [lane.id for lane in shape.lanes].index(lane_id) + (-1 if way == "up" else 1)
    if place < 0:
        raise Stuck(tr("This is the first lane."))
    if place >= len(shape.lanes):
        raise Stuck(tr("This is the last lane."))
    return lanes.move(document, lane_id, place)
