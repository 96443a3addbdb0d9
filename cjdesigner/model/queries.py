"""Questions about a document: what stands where, in which order."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from cjdesigner.model.document import Document
from cjdesigner.model.records import (
    Audience,
    Card,
    JourneyMap,
    Lane,
    Link,
    Persona,
    Phase,
    Record,
    Step,
    Stop,
    View,
)


def by_order(
    record: JourneyMap | Phase | Step | Lane | Card | Persona | View | Stop | Audience,
) -> tuple[str, str]:
    """The sort key of anything ordered: order key, ties broken by id."""
    return record.order, record.id


@dataclass(frozen=True)
class Structure:
    """The rows and columns of one map, in order."""

    map: JourneyMap
    phases: tuple[Phase, ...]
    steps: tuple[Step, ...]
    """Over all phases, left to right."""
    lanes: tuple[Lane, ...]
    """Top to bottom, hidden ones too."""
    column: dict[str, int]
    """Step id to its place in ``steps``."""
    steps_of: dict[str, tuple[Step, ...]]
    """Phase id to its own steps."""

    def span(self, card: Card) -> tuple[int, int] | None:
        """First and last column of a card, or None where it has no place. An unknown end is clamped to the start."""
        start = self.column.get(card.start)
        if start is None:
            return None
        end = self.column.get(card.end, start)
        return (start, end) if end >= start else (end, start)


_structures: dict[str, tuple[tuple[object, ...], Structure]] = {}


def structure(document: Document, map_id: str) -> Structure:
    """Rows and columns of a map; remembered for as long as phases, steps and lanes stay the same objects.

    Raises KeyError where there is no such map.
    """
    journey = document.maps[map_id]
    basis = (journey, document.phases, document.steps, document.lanes)
    known = _structures.get(map_id)
    if known and all(a is b for a, b in zip(known[0], basis, strict=True)):
        return known[1]
    phases = tuple(sorted((p for p in document.phases.values() if p.map == map_id), key=by_order))
    steps_by_phase: dict[str, list[Step]] = defaultdict(list)
    for step in document.steps.values():
        steps_by_phase[step.phase].append(step)
    steps_of = {phase.id: tuple(sorted(steps_by_phase[phase.id], key=by_order)) for phase in phases}
    steps = tuple(step for phase in phases for step in steps_of[phase.id])
    found = Structure(
        map=journey,
        phases=phases,
        steps=steps,
        lanes=tuple(sorted((lane for lane in document.lanes.values() if lane.map == map_id), key=by_order)),
        column={step.id: column for column, step in enumerate(steps)},
        steps_of=steps_of,
    )
    if len(_structures) > 64:
        _structures.clear()
    _structures[map_id] = (basis, found)
    return found


def maps(document: Document) -> tuple[JourneyMap, ...]:
    """The maps in the order of their tabs."""
    return tuple(sorted(document.maps.values(), key=by_order))


def personas(document: Document) -> tuple[Persona, ...]:
    """The personas of the project in order."""
    return tuple(sorted(document.personas.values(), key=by_order))


def views(document: Document, map_id: str) -> tuple[View, ...]:
    """The saved views of a map in order."""
    return tuple(sorted((view for view in document.views.values() if view.map == map_id), key=by_order))


def stops(document: Document, map_id: str) -> tuple[Stop, ...]:
    """The stops of a map's own tour in order; none where it has no tour of its own."""
    return tuple(sorted((stop for stop in document.stops.values() if stop.map == map_id), key=by_order))


def audiences(document: Document) -> tuple[Audience, ...]:
    """The audience profiles of the project in order."""
    return tuple(sorted(document.audiences.values(), key=by_order))


def cards_by_lane(document: Document, map_id: str) -> dict[str, list[Card]]:
    """The cards of a map by the id of their lane ("" for parked ones), in no particular order."""
    found: dict[str, list[Card]] = defaultdict(list)
    for card in document.cards.values():
        if card.map == map_id:
            found[card.lane].append(card)
    return found


def cell(document: Document, lane_id: str, step_id: str) -> tuple[Card, ...]:
    """The cards of a lane that start in a step, in order."""
    return tuple(sorted((c for c in document.cards.values() if c.lane == lane_id and c.start == step_id), key=by_order))


def is_parked(document: Document, card: Card) -> bool:
    """Whether the card has no place in its map: no known lane, or no known step."""
    return card.lane not in document.lanes or card.start not in document.steps


def parked(document: Document, map_id: str) -> tuple[Card, ...]:
    """The cards in a map's parking tray, in order."""
    return tuple(
        sorted((c for c in document.cards.values() if c.map == map_id and is_parked(document, c)), key=by_order)
    )


def links_of(document: Document, record_id: str) -> tuple[Link, ...]:
    """The links that start or end at a card or step."""
    return tuple(link for link in document.links.values() if record_id in (link.source, link.target))


def map_of(document: Document, record: Record) -> str:
    """The id of the map that a record belongs to, or ""."""
    if isinstance(record, Step):
        phase = document.phases.get(record.phase)
        return phase.map if phase else ""
    if isinstance(record, JourneyMap):
        return record.id
    found: str = getattr(record, "map", "")
    return found
