"""Puts a document together from what an importer reads, in the order in which it comes."""

from __future__ import annotations

from typing import Any

from cjdesigner.exchange.base import ExchangeError
from cjdesigner.lanes import drawn_as
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.lanes.measures import Measure
from cjdesigner.model import order
from cjdesigner.model.document import Document
from cjdesigner.model.ids import new_id
from cjdesigner.model.records import (
    MAX_TEXT,
    Card,
    JourneyMap,
    Lane,
    Payload,
    Persona,
    Phase,
    Project,
    Record,
    Step,
    copied,
)
from cjdesigner.words import tr

MOST_RECORDS = 20_000


class Builder:
    """A project under construction."""

    def __init__(self, language: str, title: str = "") -> None:
        self.project = Project(id=new_id(), title=checked(title), language=language)
        self.maps: list[MapBuilder] = []
        self._records: list[Record] = []
        self._personas: dict[str, str] = {}
        self._last: dict[str, str] = {}

    def map(self, title: str) -> MapBuilder:
        """Begin another map."""
        made = MapBuilder(self, title)
        self.maps.append(made)
        return made

    def persona(self, name: str) -> str:
        """The id of the persona of that name, made where there is none."""
        if name not in self._personas:
            persona = Persona(id=new_id(), order=self.key("personas"), name=checked(name))
            self.add(persona)
            self._personas[name] = persona.id
        return self._personas[name]

    def key(self, collection: str) -> str:
        """The next order key of a collection."""
        self._last[collection] = order.between(self._last.get(collection), None)
        return self._last[collection]

    def add(self, record: Record) -> None:
        """Take a record in. Raises ExchangeError where there are too many."""
        self._records.append(record)
        if len(self._records) > MOST_RECORDS:
            raise ExchangeError(tr("It holds more than {most} records; that is too much for one project.",
                                   most=MOST_RECORDS))  # fmt: skip

    def document(self) -> Document:
        """What has been built. Raises ExchangeError where that is nothing."""
        if not self.maps:
            raise ExchangeError(
                tr(
                    "There is no journey map in it. A map is read from a table: phases or steps along one side, lanes"
                    " along the other."
                )
            )
        title = self.project.title or self.maps[0].title
        records = [*self._records, *(each.record() for each in self.maps)]
        return Document(copied(self.project, title=title)).with_records(records)


class MapBuilder:
    """One map under construction: phases, steps and lanes are added at the end."""

    def __init__(self, builder: Builder, title: str) -> None:
        self.title = checked(title)
        self.id = new_id()
        self.steps: list[str] = []
        self.lanes: dict[str, str] = {}
        """Id of the first lane of each name."""
        self._types: dict[str, str] = {}
        self._order = builder.key("maps")
        self._builder = builder
        self._personas: dict[str, None] = {}
        self._phase = ""

    def phase(self, name: str) -> str:
        """Begin a phase."""
        made = Phase(id=new_id(), map=self.id, order=self._builder.key("phases"), name=checked(name))
        self._builder.add(made)
        self._phase = made.id
        return made.id

    def step(self, name: str, notes: str = "") -> str:
        """Add a step to the phase begun last; one without a name is made where there is none."""
        if not self._phase:
            self.phase("")
        made = Step(
            id=new_id(), phase=self._phase, order=self._builder.key("steps"), name=checked(name), notes=checked(notes)
        )
        self._builder.add(made)
        self.steps.append(made.id)
        return made.id

    def lane(self, name: str, type_key: str) -> str:
        """Add a lane."""
        made = Lane(id=new_id(), map=self.id, order=self._builder.key("lanes"), type=type_key, name=checked(name))
        self._builder.add(made)
        self.lanes.setdefault(name, made.id)
        self._types[made.id] = type_key
        return made.id

    def card(self, lane: str, step: str, text: str, notes: str = "") -> None:
        """Add a card of its lane's type."""
        self._card(lane, step, drawn_as(self._types[lane]).new_payload(), text=checked(text), notes=checked(notes))

    def measure(self, lane: str, step: str, value: str, text: str) -> None:
        """Add a figure."""
        self._card(lane, step, Measure(value=checked(value)), text=checked(text))

    def feeling(self, lane: str, step: str, value: float, word: str = "", persona: str = "", notes: str = "") -> None:
        """Add a point of the curve; values beyond −2 and +2 are cut."""
        whose = self._builder.persona(persona) if persona else ""
        if whose:
            self._personas[whose] = None
        tenths = round(max(-2.0, min(2.0, value)), 1) + 0.0
        self._card(lane, step, Emotion(value=tenths, word=checked(word), persona=whose), notes=checked(notes))

    def _card(self, lane: str, step: str, payload: Payload, **fields: Any) -> None:
        self._builder.add(
            Card(
                id=new_id(),
                map=self.id,
                lane=lane,
                type=self._types[lane],
                start=step,
                order=self._builder.key("cards"),
                payload=payload,
                **fields,
            )
        )

    def record(self) -> JourneyMap:
        """The map itself."""
        return JourneyMap(id=self.id, order=self._order, title=self.title, personas=tuple(self._personas))


def checked(text: str) -> str:
    """A text that a record can hold. Raises ExchangeError where it is too long."""
    if len(text) > MAX_TEXT:
        raise ExchangeError(
            tr("A text in it has {count} characters; at most {most} are possible.", count=len(text), most=MAX_TEXT)
        )
    return text.encode("utf-8", "replace").decode() if not text.isascii() else text
