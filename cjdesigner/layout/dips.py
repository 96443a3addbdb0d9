"""The dips of a map's curves as stops: where it hurts most, why, and what would mend it."""

from __future__ import annotations

from collections import defaultdict

from cjdesigner.lanes.emotions import Emotion
from cjdesigner.layout import comparison, lens
from cjdesigner.layout.hits import Box
from cjdesigner.layout.stops import READABLE, Shown, Stop, grown, line, said, trimmed
from cjdesigner.model.records import Card
from cjdesigner.words import translate

MOST_DIPS = 6
_SHALLOW = -0.45
"""A feeling above this is no dip, unless there is none below it."""


def felt(card: Card) -> float:
    """The feeling of a point of a curve, −2 to +2; 0 of anything else."""
    return card.payload.value if isinstance(card.payload, Emotion) else 0.0


def _curves(shown: Shown) -> list[list[Card]]:
    """The points of each curve from left to right."""
    places = {persona.id: place for place, persona in enumerate(shown.scene.personas)}
    curves: dict[tuple[str, int], list[Card]] = defaultdict(list)
    for card in shown.document.cards.values():
        if card.id in shown.boxes and isinstance(card.payload, Emotion):
            curves[card.lane, places.get(card.payload.persona, 0)].append(card)
    for points in curves.values():
        points.sort(key=lambda card: (shown.boxes[card.id].x + shown.boxes[card.id].width / 2, card.id))
    return list(curves.values())


def _lowest(shown: Shown) -> list[list[Card]]:
    """The points where a curve is low, deepest first; those of one step together."""
    found = []
    for points in _curves(shown):
        values = [felt(card) for card in points]
        for place, value in enumerate(values):
            before = values[place - 1] if place else 2.0
            after = values[place + 1] if place + 1 < len(values) else 2.0
            if value < 0 and value <= before and value < after:
                found.append(points[place])
    found.sort(key=lambda card: (felt(card), shown.boxes[card.id].x))
    deep = [card for card in found if felt(card) <= _SHALLOW] or found[:1]
    steps: dict[str, list[Card]] = {}
    for card in deep:
        steps.setdefault(card.start, []).append(card)
    return list(steps.values())[:MOST_DIPS]


def dips(shown: Shown) -> list[Stop]:
    """The deepest points of the curves, deepest first, each with its pains and solutions."""
    found = _lowest(shown)
    return [_dip(shown, points, number, len(found)) for number, points in enumerate(found, 1)]


def _dip(shown: Shown, points: list[Card], number: int, count: int) -> Stop:
    pains = _linked_to(shown, [card.id for card in points], "causes", "pains")
    if not pains:
        pains = _standing_in(shown, points[0].start, "pains")
    solutions = _linked_to(shown, pains, "mends", "solutions")
    over = translate("Dip {number} of {count}", shown.language, number=number, count=count)
    return feeling(shown, [card.id for card in points], pains, solutions, over)


def feeling(shown: Shown, points: list[str], pains: list[str], solutions: list[str], over: str = "") -> Stop:
    """A stop about points of a curve that stand on the map, the first of which it is told of, and what hangs on them.

    ``over`` stands above the words beside it, before the name of the step.
    """
    document, structure, columns = shown.document, shown.scene.structure, shown.scene.columns
    deepest = document.cards[points[0]]
    step = document.steps[deepest.start]
    lit = (*points, *pains, *solutions)
    column = structure.column[step.id]
    near = Box(columns.left[column], shown.boxes[deepest.id].y, columns.width[column], shown.boxes[deepest.id].height)
    box = _around([near, *(shown.boxes[one] for one in lit)], shown)
    row = next((row for row in shown.drawing.rows if row.id == deepest.lane), None)
    if row is not None and box.bottom - row.y <= READABLE * 1.5:
        box = Box(box.x, row.y, box.width, box.bottom - row.y)  # the whole height of the curve
    word = deepest.payload.word if isinstance(deepest.payload, Emotion) else ""
    cause = deepest.payload.cause if isinstance(deepest.payload, Emotion) else ""
    who = [p.name for p in shown.scene.personas if isinstance(deepest.payload, Emotion) and p.id == _persona(deepest)]
    over = " · ".join(part for part in (over, line(step.name)) if part)
    parts = (line(step.name), line(word or deepest.text), signed(felt(deepest), shown))
    title = " · ".join(part for part in parts if part)
    text = ": ".join(part for part in (*map(line, who), line(cause)) if part)
    return Stop(
        f"dip:{deepest.id}",
        "dips",
        title,
        text,
        structure.map.id,
        box,
        lit,
        tuple(grown(shown.boxes[one], 8.0) for one in lit),
        notes=said([document.cards[one].notes for one in lit] + [document.cards[one].evidence for one in lit]),
        panel=lens.of_dip(document, shown.scene, over, deepest, pains, solutions),
        step=step.id,
        card_type="pains",
        shows=lit,
    )


def _persona(card: Card) -> str:
    return card.payload.persona if isinstance(card.payload, Emotion) else ""


def _linked_to(shown: Shown, targets: list[str], kind: str, card_type: str) -> list[str]:
    """The cards of a type that point at any of the targets, as they stand on the map."""
    sources = {link.source for link in shown.document.links.values() if link.kind == kind and link.target in targets}
    cards = shown.document.cards
    return [one for one in shown.boxes if one in sources and one in cards and cards[one].type == card_type]


def _standing_in(shown: Shown, step: str, card_type: str) -> list[str]:
    cards = shown.document.cards
    return [one for one in shown.boxes if one in cards and cards[one].type == card_type and cards[one].start == step]


def _around(boxes: list[Box], shown: Shown) -> Box:
    """The box that holds them, with room around; where they lie too far apart to be read, those near the first."""
    first = boxes[0]
    reach = Box(first.x - READABLE * 1.2, first.y - READABLE * 1.3, READABLE * 2.6, READABLE * 2.6)
    near = [box for box in boxes if reach.holds(box.x, box.y)] or [first]
    left, top = min(box.x for box in near), min(box.y for box in near)
    right, bottom = max(box.right for box in near), max(box.bottom for box in near)
    return trimmed(Box(left - 32.0, top - 24.0, right - left + 64.0, bottom - top + 48.0), shown)


def signed(value: float, shown: Shown) -> str:
    """A feeling as it is written in the project's language: "−1.7", "+0.4"."""
    return comparison.number(value, shown.language, sign=True)
