"""What two maps must have in common to count as equal, read from their documents alone."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from cjdesigner.edit import curves
from cjdesigner.lanes import drawn_as
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.records import Card

ELSEWHERE = ("text", "word", "persona", "links", "crop")
"""Fields of cards that are compared by a part of their own."""
LENS = ("scenario", "goals", "scope", "review_date")


def content(document: Document, map_id: str) -> dict[str, Any]:
    """Phases, steps, lanes, cards with their places, curves per persona, and links, without any id."""
    return _content(document, map_id)[0]


def fields(document: Document, map_id: str) -> dict[str, Any]:
    """What else the map holds: the lens, and the fields of phases, steps, lanes, cards and links, without any id."""
    shape, names = queries.structure(document, map_id), _content(document, map_id)[1]
    return {
        "lens": lens(document, map_id),
        "phases": [(phase.description, phase.goal) for phase in shape.phases],
        "truths": [number for number, step in enumerate(shape.steps) if step.moment_of_truth],
        "lanes": [lane.note for lane in shape.lanes],
        "cards": {
            names.get(card.id, f"parked {card.type}: {card.text}"): held
            for card in document.cards.values()
            if card.map == map_id and (held := details(card))
        },
        "links": sorted(
            (names[link.source], names[link.target], link.label, whose(document, link.persona))
            for link in document.links.values()
            if link.map == map_id and link.source in names and link.target in names
        ),
    }


def _content(document: Document, map_id: str) -> tuple[dict[str, Any], dict[str, str]]:
    """The content, and a name for every step, card and point that tells it by its place."""
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
                name = document.personas[persona].name
                lines[f"{lanes[lane.id]}: {name}"] = [
                    (shape.column[point.start], point.payload.value, point.payload.word)  # type: ignore[attr-defined]
                    for point in points
                ]
                for number, point in enumerate(points):
                    names[point.id] = f"point {number} of {name}"
    for card in sorted((one for one in document.cards.values() if one.map == map_id), key=queries.by_order):
        if card.id in names:
            continue
        span = shape.span(card)
        if queries.is_parked(document, card) or span is None:
            parked.append(f"{card.type}: {card.text}")
            continue
        cells[lanes[card.lane], *span].append(f"{card.type}: {card.text}")
        names[card.id] = f"{lanes[card.lane]}, step {span[0]}: {card.text}"
    found = {
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
    return found, names


def lens(document: Document, map_id: str) -> dict[str, Any]:
    """The fields of the map itself that are written, beside its title."""
    journey = document.maps[map_id]
    return {name: value for name in LENS if (value := getattr(journey, name))}


def details(card: Card) -> dict[str, Any]:
    """What a card holds beside its text and its place, by field; not what is so by itself."""
    kind = drawn_as(card.type)
    usual = kind.payload()
    found: dict[str, Any] = {}
    for field in kind.fields:
        if field.name in ELSEWHERE or (card.type == "emotions" and field.name == "value"):
            continue
        value = getattr(card if field.common else card.payload, field.name, None)
        if value and (field.common or value != getattr(usual, field.name)):
            found[field.name] = value
    return found


def whose(document: Document, persona: str) -> str:
    """The name of a persona; "" for nobody's."""
    return document.personas[persona].name if persona in document.personas else ""


def written(value: Any) -> str:
    """A value as somebody types it; "" for what is chosen rather than written."""
    if isinstance(value, tuple):
        return ", ".join(value)
    return value if isinstance(value, str) else ""


def texts(document: Document, map_id: str) -> int:
    """How many characters stand on the map, its phases, lanes, cards, points and links, in all fields that are written.

    Names of phases, steps and lanes count for nothing, as what is chosen rather than written does.
    """
    shape = queries.structure(document, map_id)
    here = [card for card in document.cards.values() if card.map == map_id]
    words = [link.label for link in document.links.values() if link.map == map_id]
    words += [text for phase in shape.phases for text in (phase.description, phase.goal)]
    words += [lane.note for lane in shape.lanes]
    words += [written(value) for value in lens(document, map_id).values()]
    for card in here:
        words.append(getattr(card.payload, "word", "") if card.type == "emotions" else card.text)
        words += [written(value) for name, value in details(card).items() if name in typed(card.type)]
    return sum(map(len, words))


def typed(card_type: str) -> set[str]:
    """The fields of a type whose values are written."""
    kinds = ("line", "text", "tags", "date")
    return {field.name for field in drawn_as(card_type).fields if field.kind in kinds}


def things(document: Document, map_id: str) -> int:
    """How many cards, points and links a map has."""
    return sum(1 for one in (*document.cards.values(), *document.links.values()) if one.map == map_id)
