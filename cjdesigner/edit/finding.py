"""Finding text anywhere in a project, and replacing it: by field, by kind, with or without regard to case and words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from cjdesigner.lanes import drawn_as
from cjdesigner.model import queries, stopping
from cjdesigner.model.document import Document
from cjdesigner.model.records import Card, Record, copied

FIELDS = ("text", "notes", "owner", "evidence", "tags", "details")
"""What a search can be limited to: texts and names, notes, owner, evidence, tags, and all other fields."""
KINDS = ("maps", "phases", "steps", "lanes", "links", "personas")
"""Kinds of records a search can be limited to, beside the types of cards."""

_OWN: dict[str, tuple[tuple[str, str], ...]] = {
    "maps": (
        *(("title", "text"), ("scenario", "details"), ("scope", "details"), ("goals", "details"), ("notes", "notes")),
    ),
    "phases": (("name", "text"), ("description", "details"), ("goal", "details")),
    "steps": (("name", "text"), ("notes", "notes")),
    "lanes": (("name", "text"), ("note", "notes")),
    "cards": (
        *(("text", "text"), ("notes", "notes"), ("owner", "owner"), ("evidence", "evidence"), ("tags", "tags")),
    ),
    "links": (("label", "text"),),
    "personas": (
        *(("name", "text"), ("role", "details"), ("age", "details"), ("quote", "details"), ("notes", "notes")),
        *(("behaviour", "details"), ("timing", "details"), ("goals", "details"), ("frustrations", "details")),
    ),
}


class Query(NamedTuple):
    """What to look for. A blank in ``text`` stands for any blanks and line breaks."""

    text: str
    case: bool = False
    words: bool = False
    field: str = ""
    """One of FIELDS; "" for all."""
    kind: str = ""
    """One of KINDS, or a type of cards; "" for everything."""

    def pattern(self) -> re.Pattern[str] | None:
        """The regular expression; None where there is nothing to look for."""
        parts = [re.escape(part) for part in self.text.split()]
        if not parts:
            return None
        found = r"\s+".join(parts)
        if self.words:
            found = rf"(?<!\w){found}(?!\w)"
        return re.compile(found, 0 if self.case else re.IGNORECASE)


class Found(NamedTuple):
    """One place where the text stands: which record, field and entry of it, and which characters."""

    id: str
    field: str
    entry: int
    """Place in a list such as tags; 0 for a plain text."""
    start: int
    end: int


def find(document: Document, query: Query, most: int = 0) -> list[Found]:
    """All places, or about so many of them, map by map in reading order, personas last."""
    pattern = query.pattern()
    if pattern is None:
        return []
    found: dict[str, list[Found]] = {}
    count = 0
    for kind in _OWN:
        if query.kind and query.kind != kind and (kind != "cards" or query.kind in KINDS):
            continue
        for record in document.collection(kind).values():
            stopping.check()
            if kind == "cards" and query.kind and record.type != query.kind:
                continue
            here = [
                Found(record.id, name, entry, match.start(), match.end())
                for name, entry, text in texts(record, query.field)
                for match in pattern.finditer(text)
            ]
            if here:
                found[record.id] = here
                count += len(here)
                if most and count >= most:
                    break
    ranks: dict[str, int] = {}
    for one in _in_order(document, set(found)):
        ranks.setdefault(one, len(ranks))
    return [place for one in sorted(found, key=ranks.__getitem__) for place in found[one]]


def texts(record: Record, field: str = "") -> Iterator[tuple[str, int, str]]:
    """(field, entry, text) of every text of a record, in those fields that a search is limited to."""
    for name, group in _OWN.get(record.KIND, ()):
        if not field or field == group:
            value = getattr(record, name)
            if isinstance(value, str):
                if value:
                    yield name, 0, value
            else:
                yield from ((name, entry, text) for entry, text in enumerate(value))
    if isinstance(record, Card):
        for own in drawn_as(record.type).own_fields:
            group = "text" if own.name == "word" else "details"
            if own.kind in ("line", "text") and (not field or field == group):
                text = getattr(record.payload, own.name, "")
                if isinstance(text, str) and text:
                    yield f"payload.{own.name}", 0, text


def replace(document: Document, places: Sequence[Found], query: Query, new: str) -> tuple[Document, int]:
    """The document with the text in those places replaced, and in how many; places that have changed are left alone.

    Raises pydantic's ValidationError where a text would become too long.
    """
    pattern = query.pattern()
    by_record: dict[str, list[Found]] = defaultdict(list)
    for place in places:
        by_record[place.id].append(place)
    changed = []
    count = 0
    for record_id, here in by_record.items():
        stopping.check()
        record = document.find(record_id)
        if record is None or pattern is None:
            continue
        now = {(name, entry): text for name, entry, text in texts(record)}
        fresh: dict[tuple[str, int], str] = {}
        for place in sorted(here, key=lambda one: -one.start):
            key = place.field, place.entry
            text = fresh.get(key, now.get(key, ""))
            match = pattern.match(text, place.start)
            if match is not None and match.end() == place.end:
                fresh[key] = text[: place.start] + new + text[place.end :]
                count += 1
        changed.append(_with(record, fresh))
    return document.with_records(changed), count


def _with(record: Record, fresh: dict[tuple[str, int], str]) -> Record:
    changes: dict[str, Any] = {}
    payload: dict[str, str] = {}
    for (name, entry), text in fresh.items():
        if name.startswith("payload."):
            payload[name.removeprefix("payload.")] = text
            continue
        value = changes.get(name, getattr(record, name))
        if isinstance(value, str):
            changes[name] = text
        else:
            changes[name] = (*value[:entry], text, *value[entry + 1 :])
    checked: Any = type(record).model_validate({"id": record.id, **changes})
    values = {name: getattr(checked, name) for name in changes}
    if payload and isinstance(record, Card):
        typed = type(record.payload).model_validate(payload)
        values["payload"] = record.payload.model_copy(update={name: getattr(typed, name) for name in payload})
    return copied(record, **values) if values else record


def _in_order(document: Document, wanted: set[str]) -> Iterator[str]:
    """The wanted records, map by map as one reads them."""
    cards: dict[str, list[Card]] = defaultdict(list)
    for one in wanted:
        card = document.cards.get(one)
        if card is not None:
            cards[card.map].append(card)
    links = [link for one in wanted if (link := document.links.get(one)) is not None]
    for journey in queries.maps(document):
        shape = queries.structure(document, journey.id)
        lane = {one.id: place for place, one in enumerate(shape.lanes)}
        nowhere = len(lane)
        yield journey.id
        yield from (one.id for one in (*shape.phases, *shape.steps))
        standing = sorted(
            cards[journey.id],
            key=lambda card: (lane.get(card.lane, nowhere), (shape.span(card) or (0, 0))[0], card.order, card.id),
        )
        by_lane: dict[str, list[str]] = defaultdict(list)
        for card in standing:
            by_lane[card.lane].append(card.id)
        for row in shape.lanes:
            yield row.id
            yield from by_lane.pop(row.id, ())
        for parked in by_lane.values():
            yield from parked
        yield from (link.id for link in links if link.map == journey.id)
    yield from (one.id for one in queries.personas(document))
    yield from sorted(wanted)  # what belongs to no map of this project
