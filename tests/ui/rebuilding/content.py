"""What two maps must have in common to count as equal, read from their documents alone."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from cjdesigner.edit import curves
from cjdesigner.model import queries
from cjdesigner.model.document import Document


def content(document: Document, map_id: str) -> dict[str, Any]:
    """Phases, steps, lanes, cards with their places, curves per persona, and links, without any id."""
    shape = queries.structure(document, map_id)
    cells: dict[tuple[str, int, int], list[str]] = defaultdict(list)
    parked = []
    names: dict[str, str] = {step.id: f"step {number}: {step.name}" for number, step in enumerate(shape.steps)}
    lines: dict[str, list[tuple[int, float, str]]] = {}
    lanes = {lane.id: f"{number} {lane.name}" for number, lane in enumerate(shape.lanes)}
    for lane in shape.lanes:
        if lane.type == "emotions":
            for persona in curves.people(document, map_id):
                points = curves.points(document, lane.id, persona)
                whose = document.personas[persona].name
                lines[f"{lanes[lane.id]}: {whose}"] = [
                    (shape.column[point.start], point.payload.value, point.payload.word)  # type: ignore[attr-defined]
                    for point in points
                ]
                for number, point in enumerate(points):
                    names[point.id] = f"point {number} of {whose}"
    for card in sorted((one for one in document.cards.values() if one.map == map_id), key=queries.by_order):
        if card.id in names:
            continue
        span = shape.span(card)
        if queries.is_parked(document, card) or span is None:
            parked.append(f"{card.type}: {card.text}")
            continue
        cells[lanes[card.lane], *span].append(f"{card.type}: {card.text}")
        names[card.id] = f"{lanes[card.lane]}, step {span[0]}: {card.text}"
    return {
        "phases": [(phase.name, [step.name for step in shape.steps_of[phase.id]]) for phase in shape.phases],
        "lanes": [(lane.type, lane.name) for lane in shape.lanes],
        "personas": [document.personas[one].name for one in curves.people(document, map_id)],
        "cells": dict(cells),
        "parked": sorted(parked),
        "curves": lines,
        "links": sorted(
            (link.kind, names[link.source], names[link.target])
            for link in document.links.values()
            if link.map == map_id and link.source in names and link.target in names
        ),
    }


def texts(document: Document, map_id: str) -> int:
    """How many characters stand on the cards and points of a map."""
    return sum(
        len(getattr(card.payload, "word", "") if card.type == "emotions" else card.text)
        for card in document.cards.values()
        if card.map == map_id
    )


def things(document: Document, map_id: str) -> int:
    """How many cards, points and links a map has."""
    return sum(1 for one in (*document.cards.values(), *document.links.values()) if one.map == map_id)
