"""A map as a view shows it: without what is hidden, with folded phases as narrow columns, the rest dimmed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from cjdesigner.lanes.emotions import Emotion
from cjdesigner.lanes.folds import Fold
from cjdesigner.model.document import Document
from cjdesigner.model.looks import Look
from cjdesigner.model.queries import Structure, structure
from cjdesigner.model.records import Card, Lane, Step, copied


class Arranged(NamedTuple):
    """What is left of a map to be laid out."""

    document: Document
    structure: Structure
    folds: Mapping[str, Fold]
    """What lies in each folded phase, by its id."""


class Arranging:
    """Takes from a map what a look hides, remembering cut cards and lanes so that they stay the same objects."""

    def __init__(self) -> None:
        self._shapes: dict[str, tuple[Structure, Look, Structure]] = {}
        self._cut: dict[str, tuple[Card, Card]] = {}
        self._lanes: dict[str, tuple[Lane, Lane]] = {}
        self._last: tuple[Document, str, Look, Arranged] | None = None

    def of(self, document: Document, map_id: str, look: Look) -> Arranged:
        """The map under a look. Raises KeyError where there is no such map."""
        if self._last and self._last[0] is document and self._last[1:3] == (map_id, look):
            return self._last[3]
        found = self._arranged(document, map_id, look)
        self._last = (document, map_id, look, found)
        return found

    def _arranged(self, document: Document, map_id: str, look: Look) -> Arranged:
        full = structure(document, map_id)
        shape = self._shape(full, look)
        folded = {phase.id for phase in full.phases if phase.id in look.folded and full.steps_of[phase.id]}
        if len(shape.steps) == len(full.steps) and not look.hidden_personas:
            return Arranged(document, shape, {})
        counts: dict[str, Counter[str]] = {phase: Counter() for phase in folded}
        cards = self._cards(document, full, shape, look, counts)
        folds = {
            phase.id: Fold(
                _landing(full.steps_of[phase.id], look), sum(counts[phase.id].values()), dict(counts[phase.id])
            )
            for phase in full.phases
            if phase.id in folded
        }
        return Arranged(replace(document, cards=cards), shape, folds)

    def _shape(self, full: Structure, look: Look) -> Structure:
        known = self._shapes.get(full.map.id)
        arrangement = look.arrangement
        if known and known[0] is full and known[1] == arrangement:
            return known[2]
        lanes = full.lanes
        if look.hidden_lanes is not None:
            lanes = tuple(self._lane(lane, lane.id in look.hidden_lanes) for lane in full.lanes)
        steps_of: dict[str, tuple[Step, ...]] = {}
        for phase in full.phases:
            own = full.steps_of[phase.id]
            shown = tuple(step for step in own if step.id not in look.hidden_steps)
            steps_of[phase.id] = () if phase.id in look.folded else shown
        steps = tuple(step for phase in full.phases for step in steps_of[phase.id])
        column = {step.id: place for place, step in enumerate(steps)}
        shape = replace(full, lanes=lanes, steps=steps, column=column, steps_of=steps_of)
        self._shapes[full.map.id] = (full, arrangement, shape)
        return shape

    def _lane(self, lane: Lane, hidden: bool) -> Lane:
        if lane.hidden == hidden:
            return lane
        known = self._lanes.get(lane.id)
        if known is None or known[0] is not lane:
            known = self._lanes[lane.id] = (lane, copied(lane, hidden=hidden))
        return known[1]

    def _cards(
        self, document: Document, full: Structure, shape: Structure, look: Look, counts: dict[str, Counter[str]]
    ) -> dict[str, Card]:
        shown = shape.column
        unseen = full.column.keys() - shown.keys()
        people = look.hidden_personas
        first = full.map.personas[0] if full.map.personas else ""
        kept: dict[str, Card] = {}
        phase_of = {step.id: step.phase for step in full.steps}
        for key, card in document.cards.items():
            if people and isinstance(card.payload, Emotion):
                whose = card.payload.persona if card.payload.persona in full.map.personas else first
                if whose in people and card.map == full.map.id:
                    continue
            if card.start in unseen or card.end in unseen:
                cut = self._fitted(card, full, shape)
                if cut is None:
                    phase = phase_of.get(card.start, "")
                    if phase in counts:
                        counts[phase][card.lane] += 1
                    continue
                card = cut
            kept[key] = card
        if len(self._cut) > 2 * len(document.cards) + 1000:
            self._cut.clear()
        return kept

    def _fitted(self, card: Card, full: Structure, shape: Structure) -> Card | None:
        """The card cut to the columns that are shown; None where none of its columns is."""
        span = full.span(card)
        if span is None:
            return card
        inside = [step.id for step in full.steps[span[0] : span[1] + 1] if step.id in shape.column]
        if not inside:
            return None
        start, end = inside[0], inside[-1] if len(inside) > 1 else ""
        known = self._cut.get(card.id)
        if known and known[0] is card and (known[1].start, known[1].end) == (start, end):
            return known[1]
        made = copied(card, start=start, end=end)
        self._cut[card.id] = (card, made)
        return made


def _landing(steps: tuple[Step, ...], look: Look) -> str:
    """The first step of a phase that is not hidden for itself."""
    return next((step.id for step in steps if step.id not in look.hidden_steps), steps[0].id)


def without_hidden(document: Document, map_id: str, look: Look) -> Document:
    """The document in which a map has lost what a look hides: lanes, steps, and the curves of personas.

    Cards that reach into a hidden step are cut. Folded phases are whole, and nothing is dimmed. For outputs that are
    made of the document rather than of a drawing. Raises KeyError where there is no such map.
    """
    if not look.unfolded.arranges:
        return document
    full = structure(document, map_id)
    left = Arranging().of(document, map_id, look.unfolded)
    hidden = {lane.id for lane in left.structure.lanes if lane.hidden}
    fresh: list[Any] = [lane for lane in left.structure.lanes if not lane.hidden]
    gone: list[Any] = [step for step in full.steps if step.id not in left.structure.column]
    gone += [lane for lane in full.lanes if lane.id in hidden]
    cards = {one: card for one, card in left.document.cards.items() if card.lane not in hidden}
    journey = full.map
    shown = copied(
        journey,
        personas=tuple(one for one in journey.personas if one not in look.hidden_personas),
        targets=tuple(one for one in journey.targets if one not in look.hidden_personas),
    )
    made = replace(left.document, cards=cards).with_records([*fresh, shown], gone)
    lost = (document.cards.keys() - cards.keys()) | {one.id for one in gone}
    links = [
        link
        for link in made.links.values()
        if link.source in lost or link.target in lost or (link.map == map_id and link.persona in look.hidden_personas)
    ]
    return made.with_records(without=links)
