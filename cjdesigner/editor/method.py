"""The eight steps of the method around a map, and which of them a map has taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from cjdesigner.lanes.emotions import Emotion
from cjdesigner.model.document import Document
from cjdesigner.model.records import Card, JourneyMap


class MethodStep(NamedTuple):
    """One step. ``title`` and ``hint`` are English; the window translates them."""

    title: str
    hint: str
    action: str
    """The id of an action that helps with it, or "" for the lens of the map."""
    taken: Callable[[Document, JourneyMap, list[Card]], bool]


def _cards(kind: str, least: int) -> Callable[[Document, JourneyMap, list[Card]], bool]:
    return lambda document, journey, cards: sum(card.type == kind for card in cards) >= least


def _decided(document: Document, journey: JourneyMap, cards: list[Card]) -> bool:
    solutions = [card for card in cards if card.type == "solutions"]
    dated = [card for card in solutions if card.owner and card.payload.get("due", "")]
    return bool(dated) and bool(journey.review_date)


STEPS: tuple[MethodStep, ...] = (
    MethodStep(
        "State the goals",
        "What should the map help you decide? Write it in the lens, at the right.",
        "",
        lambda document, journey, cards: bool(journey.goals),
    ),
    MethodStep(
        "Know the personas",
        "Who travels? Give each a profile and mark the targets with a star.",
        "add_persona",
        lambda document, journey, cards: bool(journey.targets),
    ),
    MethodStep(
        "List the touchpoints",
        "Every contact counts, also the ones that are not yours.",
        "",
        _cards("touchpoints", 3),
    ),
    MethodStep(
        "Choose what the map shows",
        "Name the phases and steps; write in the lens what is in scope.",
        "add_step",
        lambda document, journey, cards: bool(journey.scope) and len(_steps(document, journey)) >= 3,
    ),
    MethodStep(
        "Say what it takes",
        "Backstage activities and measures: which resources are needed, which are there?",
        "add_lane",
        lambda document, journey, cards: any(card.type in ("backstage", "measures") for card in cards),
    ),
    MethodStep(
        "Walk the journey yourself",
        "Note on the curve what you feel in each step.",
        "",
        lambda document, journey, cards: sum(isinstance(card.payload, Emotion) for card in cards) >= 3,
    ),
    MethodStep(
        "Collect evidence",
        "Cite interviews, surveys and figures in the evidence of the cards.",
        "",
        lambda document, journey, cards: any(card.evidence for card in cards),
    ),
    MethodStep(
        "Decide and keep it alive",
        "Give solutions an owner and a due date, and the map a date to look at it again.",
        "present",
        _decided,
    ),
)


def taken(document: Document, map_id: str) -> tuple[bool, ...]:
    """Which of ``STEPS`` the map has taken, in their order; what is only a draft does not count.

    Raises KeyError where there is no such map.
    """
    journey = document.maps[map_id]
    cards = [card for card in document.cards.values() if card.map == map_id and not card.draft]
    return tuple(step.taken(document, journey, cards) for step in STEPS)


def _steps(document: Document, journey: JourneyMap) -> list[str]:
    phases = {phase.id for phase in document.phases.values() if phase.map == journey.id}
    return [step.id for step in document.steps.values() if step.phase in phases]
