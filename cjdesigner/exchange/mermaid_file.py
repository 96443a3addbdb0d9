"""A map as a Mermaid journey: phases are sections, steps are tasks, and a task's score is how the step feels."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import BinaryIO

from cjdesigner.lanes.emotions import Emotion
from cjdesigner.model.document import Document
from cjdesigner.model.queries import by_order, structure
from cjdesigner.model.records import Card, JourneyMap

NO_NAME = "\N{EN DASH}"
"""Mermaid knows no task without a name."""

_SPECIAL = re.compile(r'[#;:%<>&{}"]')
_SPECIAL_IN_ACTORS = re.compile(r'[#;:%<>&{}",]')
_KEYWORD = re.compile(r"^(?:title|section|journey|acc)|^-", re.IGNORECASE)


def write(document: Document, map_ids: Sequence[str], file: BinaryIO) -> None:
    """Write the first of the maps; the format holds one."""
    file.write(journey(document, map_ids[0]).encode("utf-8", "replace"))


def journey(document: Document, map_id: str) -> str:
    """The diagram of a map. Feelings from −2 to +2 become scores from 1 to 5, the mean where there are several."""
    shape = structure(document, map_id)
    lines = ["journey"]
    if shape.map.title.strip():
        lines.append(f"    title {_encoded(shape.map.title)}")
    points = _points(document, map_id)
    for phase in shape.phases:
        lines.append(f"    section {_encoded(phase.name)}".rstrip())
        for step in shape.steps_of[phase.id]:
            name = _encoded(step.name) or NO_NAME
            if _KEYWORD.match(name):
                name = f"#{ord(name[0])};{name[1:]}"
            felt = points.get(step.id, [])
            score = sum(point.value for point in felt) / len(felt) + 3 if felt else 3
            actors = _actors(document, shape.map, felt)
            lines.append(f"      {name}: {round(score, 1):g}" + (f": {actors}" if actors else ""))
    return "\n".join(lines) + "\n"


def _points(document: Document, map_id: str) -> dict[str, list[Emotion]]:
    found: dict[str, list[Emotion]] = defaultdict(list)
    cards: list[Card] = sorted((card for card in document.cards.values() if card.map == map_id), key=by_order)
    for card in cards:
        if isinstance(card.payload, Emotion) and card.lane in document.lanes:
            found[card.start].append(card.payload)
    return found


def _actors(document: Document, shown: JourneyMap, felt: list[Emotion]) -> str:
    """Whose feelings they are; where nobody's, the personas of the map."""
    ids = [point.persona for point in felt if point.persona in document.personas] or list(shown.personas)
    names = [document.personas[one].name for one in dict.fromkeys(ids) if one in document.personas]
    return ", ".join(_encoded(name, _SPECIAL_IN_ACTORS) for name in names if name.strip())


def _encoded(text: str, special: re.Pattern[str] = _SPECIAL) -> str:
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return special.sub(lambda found: f"#{ord(found[0])};", line)
