"""A map as a table of texts: steps as columns under their phases, lanes as rows, one card a cell."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from cjdesigner.exchange import feelings
from cjdesigner.exchange.lane_names import labelled
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.lanes.measures import Measure
from cjdesigner.model.document import Document
from cjdesigner.model.queries import by_order, cards_by_lane, structure
from cjdesigner.model.records import Card, Lane
from cjdesigner.words import translate

NO_NAME = "\N{EN DASH}"
"""Stands for a phase without a name; a blank in its place would mean that the phase before goes on."""


class Grid(NamedTuple):
    """A table; all rows are equally long."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    """Phases, steps, then lanes; a lane with several cards in a step goes on in rows without a name."""
    heads: int = 2
    """How many rows stand above the lanes."""
    spans: tuple[int, ...] = ()
    """Of how many columns each phase is wide."""


def grid(document: Document, map_id: str) -> Grid:
    """The table of a map. Cards stand in the step where they begin; those without a text are left out.

    Raises KeyError where there is no such map.
    """
    shape = structure(document, map_id)
    language = document.project.language
    phases: list[str] = []
    steps: list[str] = []
    spans: list[int] = []
    place: dict[str, int] = {}
    for phase in shape.phases:
        own = shape.steps_of[phase.id]
        for offset, step in enumerate(own):
            place[step.id] = len(steps) + offset
        width = max(1, len(own))
        phases += [phase.name or NO_NAME, *[""] * (width - 1)]
        steps += [step.name for step in own] or [""]
        spans.append(width)
    rows = [(translate("Phase", language), *phases), (translate("Step", language), *steps)]
    cards = cards_by_lane(document, map_id)
    for lane in shape.lanes:
        rows += _lane(document, lane, cards.get(lane.id, []), place, len(steps))
    return Grid(shape.map.title, tuple(rows), 2, tuple(spans))


def _lane(
    document: Document, lane: Lane, cards: list[Card], place: dict[str, int], width: int
) -> list[tuple[str, ...]]:
    stacks: dict[int, list[str]] = defaultdict(list)
    for card in sorted(cards, key=by_order):
        text = cell(document, card)
        if text and card.start in place:
            stacks[place[card.start]].append(text)
    height = max((len(stack) for stack in stacks.values()), default=1)
    name = labelled(lane.name, lane.type, document.project.language)
    return [
        (
            name if row == 0 else "",
            *(stacks[column][row] if row < len(stacks.get(column, ())) else "" for column in range(width)),
        )
        for row in range(height)
    ]


def cell(document: Document, card: Card) -> str:
    """What a card says in one cell."""
    data = card.payload
    if isinstance(data, Emotion):
        owner = document.personas.get(data.persona)
        return feelings.said(data.word or card.text, data.value, owner.name if owner else "")
    if isinstance(data, Measure):
        figure = " ".join(part for part in (data.value, data.unit) if part)
        return " · ".join(part for part in (figure, card.text) if part)
    return card.text
