"""The filter of a view: which cards it lets through, and how many there are of each tag, owner and so on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from typing import Any, NamedTuple

from cjdesigner.lanes.emotions import Emotion
from cjdesigner.lanes.pains import Pain
from cjdesigner.model.document import Document
from cjdesigner.model.looks import Look
from cjdesigner.model.queries import is_parked
from cjdesigner.model.records import Card, JourneyMap

FACETS = ("tags", "owners", "types", "severities", "personas")
"""The parts of the filter, in the order in which they are offered."""


class Sifted(NamedTuple):
    """What a filter does to a map."""

    lit: int
    """Cards on the map that it lets through."""
    all: int
    """Cards on the map."""
    values: dict[str, dict[Any, int]]
    """By part of the filter: each value there is, and how many of the cards that other parts let through have it."""


def matches(card: Card, look: Look, journey: JourneyMap) -> bool:
    """Whether the filter lets a card of that map through; parts of one kind widen it, different kinds narrow it."""
    return _test(look, journey)(card)


def _test(look: Look, journey: JourneyMap) -> Callable[[Card], bool]:
    """The same for many cards: only the parts that are in use are looked at."""
    if look.types and not (look.tags or look.owners or look.severities or look.personas):
        types = look.types
        return lambda card: card.type in types
    active = [facet for facet in FACETS if getattr(look, facet)]
    if active == ["tags"]:
        tags = look.tags
        return lambda card: bool(card.tags) and not tags.isdisjoint(_values("tags", card, journey))
    if active == ["severities"]:
        levels = look.severities
        return lambda card: isinstance(card.payload, Pain) and card.payload.severity in levels
    return lambda card: all(_passes(facet, card, look, journey) for facet in active)


def dimmed(document: Document, map_id: str, look: Look, keep: Collection[str] = ()) -> frozenset[str]:
    """What is dimmed on a map: ids of cards and links, those of personas for their curves, "area" and "curve".

    Cards in ``keep`` stay lit whatever the filter says.
    """
    if not look.filters or map_id not in document.maps:
        return frozenset()
    journey = document.maps[map_id]
    cards = [card for card in document.cards.values() if card.map == map_id]
    lets_through = _test(look, journey)
    dim = {card.id for card in cards if card.id not in keep and not lets_through(card)}
    felt = {_whose(card, journey) for card in cards if isinstance(card.payload, Emotion) and card.id not in dim}
    people = {persona or "curve" for persona in (*journey.personas, "")}
    dark = people - {persona or "curve" for persona in felt}
    dim |= dark
    if not people - dark:
        dim.add("area")
    for link in document.links.values():
        if link.map == map_id and (
            link.source in dim
            or link.target in dim
            or (look.personas and link.persona and link.persona not in look.personas)
        ):
            dim.add(link.id)
    return frozenset(dim)


def sifted(document: Document, map_id: str, look: Look, keep: Collection[str] = ()) -> Sifted:
    """The counts for a filter. Raises KeyError where there is no such map."""
    journey = document.maps[map_id]
    counts: dict[str, Counter[Any]] = {facet: Counter() for facet in FACETS}
    lit = whole = 0
    active = [facet for facet in FACETS if getattr(look, facet)]
    for card in document.cards.values():
        if card.map != map_id or is_parked(document, card):
            continue
        whole += 1
        failed = [facet for facet in active if not _passes(facet, card, look, journey)]
        lit += not failed or card.id in keep
        if len(failed) > 1:
            continue
        for facet in failed or FACETS:
            for value in _values(facet, card, journey):
                counts[facet][value] += 1
    for facet in active:
        for value in getattr(look, facet):
            counts[facet].setdefault(value, 0)
    return Sifted(lit, whole, {facet: dict(counts[facet]) for facet in FACETS})


def _whose(card: Card, journey: JourneyMap) -> str:
    """The persona of a point; points of nobody belong to the first curve."""
    persona = card.payload.persona if isinstance(card.payload, Emotion) else ""
    return persona if persona in journey.personas else (journey.personas[0] if journey.personas else "")


def _values(facet: str, card: Card, journey: JourneyMap) -> tuple[Any, ...]:
    """What a card has of one part of the filter."""
    if facet == "tags":
        return tuple(dict.fromkeys(tag for tag in map(str.strip, card.tags) if tag))
    if facet == "owners":
        return (card.owner.strip(),)
    if facet == "severities":
        return (card.payload.severity,) if isinstance(card.payload, Pain) and card.payload.severity else ()
    if facet == "types":
        return (card.type,)
    return (_whose(card, journey),) if isinstance(card.payload, Emotion) and journey.personas else ()


def _passes(facet: str, card: Card, look: Look, journey: JourneyMap) -> bool:
    wanted = getattr(look, facet)
    if facet == "personas" and not isinstance(card.payload, Emotion):
        return True  # what belongs to no persona belongs to none of the others either
    return not wanted.isdisjoint(_values(facet, card, journey))
