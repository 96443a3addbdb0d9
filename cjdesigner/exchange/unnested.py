"""Nested JSON back to records."""

from __future__ import annotations

from typing import Any, TypeVar

from cjdesigner.exchange.base import ExchangeError
from cjdesigner.exchange.building import MOST_RECORDS
from cjdesigner.lanes import lane_type
from cjdesigner.model import invalid
from cjdesigner.model.document import Document
from cjdesigner.model.ids import new_id
from cjdesigner.model.order import spread
from cjdesigner.model.records import (
    Asset,
    Card,
    JourneyMap,
    Lane,
    Link,
    Payload,
    Persona,
    Phase,
    Project,
    Record,
    Step,
)
from cjdesigner.words import tr

R = TypeVar("R", bound=Record)
Json = dict[str, Any]


def unnested(whole: Json) -> Document:
    """The document that ``nested`` made this of; missing ids are made. Raises ExchangeError where it does not fit."""
    return _Reader().document(whole)


class _Reader:
    def __init__(self) -> None:
        self._records: dict[str, Record] = {}

    def document(self, whole: Json) -> Document:
        project = self._make(Project, {k: v for k, v in whole.items() if k not in ("personas", "maps", "assets")}, "")
        personas = _list(whole, "personas", "")
        for key, persona in zip(spread(len(personas)), personas, strict=True):
            self._add(Persona, persona, "personas", order=key)
        journeys = _list(whole, "maps", "")
        for place, (key, journey) in enumerate(zip(spread(len(journeys)), journeys, strict=True)):
            self._map(journey, key, f"maps[{place}]")
        if not journeys:
            raise ExchangeError(tr("There is no journey map in it."))
        for asset in _list(whole, "assets", ""):
            # The bytes are not in such a file, and a picture without them is none.
            if asset.get("data"):
                self._add(Asset, asset, "assets")
        return Document(project).with_records(self._records.values())

    def _map(self, journey: Json, key: str, where: str) -> None:
        inside = ("phases", "lanes", "parked", "links")
        made = self._add(JourneyMap, {k: v for k, v in journey.items() if k not in inside}, where, order=key)
        steps: list[str] = []
        phases = _list(journey, "phases", where)
        for phase_key, phase in zip(spread(len(phases)), phases, strict=True):
            own = {k: v for k, v in phase.items() if k != "steps"}
            phase_id = self._add(Phase, own, f"{where}.phases", map=made.id, order=phase_key).id
            inner = _list(phase, "steps", f"{where}.phases")
            for step_key, step in zip(spread(len(inner)), inner, strict=True):
                steps.append(self._add(Step, step, f"{where}.steps", phase=phase_id, order=step_key).id)
        lanes = _list(journey, "lanes", where)
        for lane_key, lane in zip(spread(len(lanes)), lanes, strict=True):
            own = {k: v for k, v in lane.items() if k != "cards"}
            row = self._add(Lane, own, f"{where}.lanes", map=made.id, order=lane_key)
            cards = _list(lane, "cards", f"{where}.lanes")
            for card_key, card in zip(spread(len(cards)), cards, strict=True):
                self._card(card, made.id, row.id, row.type, card_key, steps, f"{where}.cards")
        parked = _list(journey, "parked", where)
        for card_key, card in zip(spread(len(parked)), parked, strict=True):
            self._card(card, made.id, "", "", card_key, [], f"{where}.parked")
        for link in _list(journey, "links", where):
            fields = {k: v for k, v in link.items() if k not in ("from", "to")}
            self._add(Link, fields, f"{where}.links", map=made.id, source=link.get("from"), target=link.get("to"))

    def _card(self, card: Json, map_id: str, lane: str, kind: str, key: str, steps: list[str], where: str) -> None:
        common = {k: v for k, v in card.items() if k in Card.model_fields and k != "payload"}
        place = ("phase", "step", "span")
        own = {k: v for k, v in card.items() if k not in Card.model_fields and not (steps and k in place)}
        if isinstance(card.get("payload"), dict):
            own |= card["payload"]
        card_type = common.pop("type", kind) or kind
        known = lane_type(card_type) if isinstance(card_type, str) else None
        try:
            payload = (known.payload if known else Payload).model_validate(own)
        except invalid.ValidationError as error:
            raise _refusal(error, where) from error
        step, span = card.get("step"), card.get("span", 1)
        start = end = ""
        if isinstance(step, int) and isinstance(span, int) and 0 <= step < len(steps):
            start = steps[step]
            end = steps[min(len(steps), step + max(1, span)) - 1] if span > 1 else ""
        fields = {**common, "type": card_type, "start": start, "end": end, "payload": payload}
        self._add(Card, fields, where, map=map_id, lane=lane, order=key)

    def _add(self, kind: type[R], fields: Json, where: str, **set_fields: Any) -> R:
        made = self._make(kind, fields | set_fields, where)
        if made.id in self._records:
            raise ExchangeError(tr("{where}: the id “{id}” is there twice.", where=where, id=made.id[:40]))
        if len(self._records) >= MOST_RECORDS:
            raise ExchangeError(
                tr("It holds more than {most} records; that is too much for one project.", most=MOST_RECORDS)
            )
        self._records[made.id] = made
        return made

    def _make(self, kind: type[R], fields: Json, where: str) -> R:
        try:
            return kind.model_validate({"id": new_id(), **fields})
        except invalid.ValidationError as error:
            raise _refusal(error, where) from error


def _refusal(error: invalid.ValidationError, where: str) -> ExchangeError:
    place = ".".join(str(part) for part in error.errors(include_url=False)[0]["loc"])[:80]
    return ExchangeError(tr("{where}: “{field}” does not hold what it should.", where=where or "–", field=place))


def _list(holder: Json, name: str, where: str) -> list[Json]:
    found = holder.get(name, [])
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise ExchangeError(tr("{where}: “{field}” does not hold what it should.", where=where or "–", field=name))
    return found
