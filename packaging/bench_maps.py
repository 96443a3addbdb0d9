"""The maps that speed is measured on: 100, 1,000 or 10,000 cards, the same bytes every time."""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from typing import Any, NamedTuple

from cjdesigner.files import project
from cjdesigner.lanes import lane_type
from cjdesigner.model.document import Document
from cjdesigner.model.ids import ALPHABET
from cjdesigner.model.order import BASE, DIGITS
from cjdesigner.model.records import Card, JourneyMap, Lane, Persona, Phase, Project, Record, Step

SEED = 20_260_101


class Size(NamedTuple):
    """How a map is divided. Every step holds ``halves`` half cards in each lane: 5 is 2 and 3 by turns."""

    lanes: int
    phases: int
    steps: int
    halves: int


SIZES = {100: Size(5, 5, 10, 4), 1_000: Size(10, 8, 40, 5), 10_000: Size(20, 20, 100, 10)}

_TYPES = (
    "actions", "touchpoints", "thoughts", "emotions", "pains", "solutions", "messages", "measures", "backstage", "free",
)  # fmt: skip
_WORDS = {
    "en": (
        "the customer compares prices and asks a friend before she calls the shop again about the parcel that did not "
        "arrive on Friday because nobody told the driver which entrance to use while the web shop still says delivered "
        "so she waits until evening looks for the receipt and decides to order somewhere else next time unless the "
        "helpdesk answers within a day with a real name a clear promise and no form to fill in"
    ).split(),
    "nl": (
        "de klant vergelijkt prijzen en vraagt een vriendin om raad voordat ze de winkel opnieuw belt over het pakket "
        "dat vrijdag niet aankwam omdat niemand de bezorger vertelde welke ingang hij moest nemen terwijl de webwinkel "
        "nog steeds bezorgd meldt dus wacht ze tot de avond zoekt de bon en besluit de volgende keer elders te kopen "
        "tenzij de klantenservice binnen een dag antwoordt met een echte naam en zonder formulier"
    ).split(),
}  # fmt: skip


def build(cards: int) -> Document:
    """The map of 100, 1,000 or 10,000 cards. Raises KeyError for any other number."""
    size = SIZES[cards]
    make = _Maker()
    personas = [
        Persona(id=make.id(), order=key, name=name) for key, name in zip(make.keys(2), ("Sanne", "Joris"), strict=True)
    ]
    journey = JourneyMap(
        id=make.id(),
        order=make.keys(1)[0],
        title=f"{cards} cards",
        scenario=make.text("en"),
        personas=tuple(persona.id for persona in personas),
        targets=(personas[0].id,),
    )
    phases = [
        Phase(id=make.id(), map=journey.id, order=key, name=f"Phase {place}", description=make.text("nl"))
        for place, key in enumerate(make.keys(size.phases), 1)
    ]
    steps = [
        Step(id=make.id(), phase=phases[place * size.phases // size.steps].id, order=key, name=f"Step {place + 1}")
        for place, key in enumerate(make.keys(size.steps))
    ]
    lanes = [
        # One curve only: beyond the first ten lanes the types come round again.
        Lane(id=make.id(), map=journey.id, order=key, type=_type(place), name=f"Lane {place + 1}")
        for place, key in enumerate(make.keys(size.lanes))
    ]
    records: list[Record] = [*personas, journey, *phases, *steps, *lanes]
    for place, lane in enumerate(lanes):
        for column, step in enumerate(steps):
            count = (size.halves + (place + column) % 2) // 2
            for index, key in enumerate(make.keys(count)):
                whose = personas[index % 2].id
                records.append(make.card(journey, lane, step, key, whose))
    return Document(Project(id=make.id(), title=journey.title, language="en")).with_records(records)


def _type(place: int) -> str:
    kind = _TYPES[place % len(_TYPES)]
    return "thoughts" if kind == "emotions" and place >= len(_TYPES) else kind


class _Maker:
    """Ids, keys and texts from one seed."""

    def __init__(self) -> None:
        self._random = random.Random(SEED)
        self._turn = 0

    def id(self) -> str:
        return "".join(self._random.choices(ALPHABET, k=12))

    def keys(self, count: int) -> list[str]:
        """Ascending order keys with jitter, as `order.spread` would make them."""
        found, value = [], BASE**5 // 2
        for _ in range(count):
            value += self._random.randint(BASE**2 // 2, BASE**2 * 2)
            value += value % BASE == 0
            found.append(_key(value))
        return found

    def text(self, language: str) -> str:
        """A sentence of 40 to 90 characters."""
        wanted = self._random.randint(45, 85)
        words: list[str] = []
        start = self._random.randrange(len(_WORDS[language]))
        while len(" ".join(words)) < wanted - 4:
            words.append(_WORDS[language][(start + len(words)) % len(_WORDS[language])])
        return " ".join(words).capitalize()[:90].rstrip()

    def card(self, journey: JourneyMap, lane: Lane, step: Step, key: str, persona: str) -> Card:
        kind = lane_type(lane.type)
        assert kind is not None
        self._turn += 1
        values: dict[str, dict[str, Any]] = {
            "emotions": {"value": self._random.randint(-20, 20) / 10, "word": "calm", "persona": persona},
            "pains": {"severity": self._random.randint(1, 3)},
            "solutions": {"impact": self._random.randint(1, 3), "effort": self._random.randint(1, 3)},
            "touchpoints": {"channel": self._random.choice(("digital", "physical", "human"))},
            "actions": {"channel": self._random.choice(("digital", "physical", "human"))},
            "messages": {"medium": "e-mail"},
            "measures": {"value": str(self._random.randint(1, 99)), "unit": "%"},
        }
        return Card(
            id=self.id(),
            map=journey.id,
            lane=lane.id,
            type=lane.type,
            start=step.id,
            order=key,
            text=self.text("en" if self._turn % 2 else "nl"),
            payload=kind.new_payload(**values.get(lane.type, {})),
        )


def _key(value: int) -> str:
    digits = ""
    while value:
        value, rest = divmod(value, BASE)
        digits = DIGITS[rest] + digits
    return digits.rjust(5, "0")


def main() -> None:
    """Write one of the maps as a project file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cards", type=int, choices=sorted(SIZES))
    parser.add_argument("output", type=Path)
    arguments = parser.parse_args()
    project.save(build(arguments.cards), arguments.output)


if __name__ == "__main__":
    main()
