"""A part of a map as a document of its own, to be laid out for itself: some phases, steps and lanes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from cjdesigner.model.document import Document
from cjdesigner.model.queries import structure
from cjdesigner.model.records import Card, copied
from cjdesigner.theme.tokens import Theme


def excerpt(
    document: Document,
    map_id: str,
    theme: Theme,
    steps: Collection[str],
    widths: Mapping[str, float],
    lanes: Collection[str] | None = None,
    heights: Mapping[str, float] | None = None,
) -> Document:
    """The map with only these steps and their phases, in columns of these widths (scene units, by step id).

    ``lanes`` are those to keep; None keeps the ones that have a card there. ``heights`` are least heights by lane id.
    Cards that reach further are cut off at the steps that are kept. Phases keep their colours.
    """
    shape = structure(document, map_id)
    kept = [step for step in shape.steps if step.id in set(steps)]
    columns = [shape.column[step.id] for step in kept]
    cards: dict[str, Card] = {}
    filled: set[str] = set()
    for card in document.cards.values():
        span = shape.span(card) if card.map == map_id else None
        if span is None or not columns or card.lane not in document.lanes:
            continue
        inside = [column for column in columns if span[0] <= column <= span[1]]
        if not inside:
            continue
        start, end = shape.steps[inside[0]].id, shape.steps[inside[-1]].id
        cards[card.id] = copied(card, start=start, end="" if start == end and not card.end else end)
        filled.add(card.lane)
    wanted = filled if lanes is None else set(lanes)
    places = {phase.id: place for place, phase in enumerate(shape.phases)}
    phases = {step.phase for step in kept}
    return replace(
        document,
        maps={map_id: shape.map},
        phases={
            one: copied(document.phases[one], colour=theme.phase(places[one], document.phases[one].colour))
            for one in places
            if one in phases
        },
        steps={step.id: copied(step, width=widths.get(step.id, step.width)) for step in kept},
        lanes={
            lane.id: copied(lane, height=(heights or {}).get(lane.id, lane.height))
            for lane in shape.lanes
            if lane.id in wanted and not lane.hidden
        },
        cards={one: card for one, card in cards.items() if card.lane in wanted},
    )
