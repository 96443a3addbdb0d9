"""Edits of cards: add, place, change, stretch, duplicate, delete."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from cjdesigner.edit.places import keys_at, stays
from cjdesigner.lanes import LANE_TYPES, lane_type
from cjdesigner.model import invalid, queries, stopping
from cjdesigner.model.document import Document
from cjdesigner.model.ids import new_id
from cjdesigner.model.records import Card, Payload, copied


def add(
    document: Document,
    lane_id: str,
    step_id: str,
    text: str = "",
    index: int | None = None,
    payload: Mapping[str, Any] | None = None,
) -> tuple[Document, str]:
    """A new card in a cell, at an index among its cards (last by default). Raises KeyError for an unknown lane."""
    lane = document.lanes[lane_id]
    siblings = queries.cell(document, lane_id, step_id)
    keys, mended = keys_at(siblings, len(siblings) if index is None else index, 1)
    card = Card(
        id=new_id(),
        map=lane.map,
        lane=lane_id,
        type=lane.type,
        start=step_id,
        order=keys[0],
        text=text,
        payload=_payload(lane.type, payload or {}),
    )
    return document.with_records([*mended, card]), card.id


def add_parked(document: Document, map_id: str, card_type: str, text: str = "") -> tuple[Document, str]:
    """A new card in the map's parking tray, for a thought that has no place yet."""
    siblings = queries.parked(document, map_id)
    keys, mended = keys_at(siblings, len(siblings), 1)
    card = Card(id=new_id(), map=map_id, type=card_type, order=keys[0], text=text, payload=_payload(card_type, {}))
    return document.with_records([*mended, card]), card.id


def move(document: Document, card_ids: Iterable[str], lane_id: str, step_id: str, index: int | None = None) -> Document:
    """The first card to a cell, at an index among the cards that stay there; the others keep their distance to it.

    Distances are counted in columns and, between lanes, in lanes that are shown; cards that would leave the map stop
    at its edge. A card takes the type of the lane it comes to, and keeps the fields that the type does not know.
    Cards of another map come as ``edit.between`` says.
    """
    moved = [document.cards[card_id] for card_id in card_ids]
    if not moved:
        return document
    lane = document.lanes[lane_id]
    foreign = [card for card in moved if card.map != lane.map]
    if foreign:
        from cjdesigner.edit import between

        document = between.move(document, [card.id for card in foreign], lane_id, step_id, index)
        moved = [card for card in moved if card.map == lane.map]
        if not moved:
            return document
    shape = queries.structure(document, lane.map)
    lanes = [one.id for one in shape.lanes if not one.hidden or one.id == lane_id]
    base = shape.column[step_id]
    lead = shape.span(moved[0])
    lead_lane = lanes.index(moved[0].lane) if moved[0].lane in lanes else None
    targets: dict[tuple[str, int], list[Card]] = {}
    for card in moved:
        span = shape.span(card)
        column = base + (span[0] - lead[0] if span and lead else 0)
        row = lanes.index(lane_id)
        if lead_lane is not None and card.lane in lanes:
            row += lanes.index(card.lane) - lead_lane
        place = lanes[max(0, min(row, len(lanes) - 1))], max(0, min(column, len(shape.steps) - 1))
        targets.setdefault(place, []).append(card)
    gone = {card.id for card in moved}
    standing: dict[tuple[str, str], list[Card]] = {(one, shape.steps[at].id): [] for one, at in targets}
    for card in document.cards.values():  # once: ten thousand cards come to thousands of cells
        cell = standing.get((card.lane, card.start))
        if cell is not None and card.id not in gone:
            cell.append(card)
    made: list[Card] = []
    for (target_lane, column), cards in targets.items():
        stopping.check()
        step = shape.steps[column].id
        siblings = sorted(standing[target_lane, step], key=queries.by_order)
        at = index if index is not None and (target_lane, column) == (lane_id, base) else len(siblings)
        there = all(card.lane == target_lane and card.start == step for card in cards)
        keys: list[str] = [card.order for card in cards]
        mended: list[Card] = []
        if not (there and stays(siblings, at, cards)):
            keys, mended = keys_at(siblings, at, len(cards))
        made += mended
        made += [_at(document, card, target_lane, column, key) for card, key in zip(cards, keys, strict=True)]
    return document.with_records(made)


def _at(document: Document, card: Card, lane_id: str, column: int, key: str) -> Card:
    lane = document.lanes[lane_id]
    shape = queries.structure(document, lane.map)
    span = shape.span(card)
    end = ""
    if span and span[1] > span[0]:
        last = min(column + span[1] - span[0], len(shape.steps) - 1)
        end = shape.steps[last].id if last > column else ""
    changes: dict[str, Any] = {
        "map": lane.map, "lane": lane_id, "start": shape.steps[column].id, "end": end, "order": key,
    }  # fmt: skip
    if lane.type != card.type:
        changes |= {"type": lane.type, "payload": as_type(lane.type, card)}
    return copied(card, **changes)


def park(document: Document, card_ids: Iterable[str]) -> Document:
    """The cards taken off the map, into its parking tray."""
    chosen: dict[str, dict[str, Card]] = {}
    for card_id in card_ids:
        card = document.cards[card_id]
        chosen.setdefault(card.map, {})[card_id] = card
    for map_id, cards in chosen.items():
        siblings = [one for one in queries.parked(document, map_id) if one.id not in cards]
        keys, mended = keys_at(siblings, len(siblings), len(cards))
        parked = [
            copied(one, lane="", start="", end="", order=key) for one, key in zip(cards.values(), keys, strict=True)
        ]
        document = document.with_records([*mended, *parked])
    return document


def change(document: Document, card_ids: Iterable[str], **fields: Any) -> Document:
    """Common fields of all the cards set. Raises pydantic's ValidationError for a value that does not fit."""
    changed = []
    values: dict[str, Any] | None = None
    for card_id in card_ids:
        stopping.check()
        card = document.cards[card_id]
        if values is None:  # the same for all of them, of which there may be ten thousand
            checked = Card.model_validate({"id": card.id, **fields})
            values = {name: getattr(checked, name) for name in fields}
        changed.append(copied(card, **values))
    return document.with_records(changed)


def change_payload(document: Document, card_ids: Iterable[str], **fields: Any) -> Document:
    """Fields of the cards' own type set; cards whose type has no such field are left alone."""
    changed = []
    checked: dict[type[Payload], dict[str, Any]] = {}
    for card_id in card_ids:
        stopping.check()
        card = document.cards[card_id]
        kind = type(card.payload)
        if kind not in checked:
            known = {name: value for name, value in fields.items() if name in kind.model_fields}
            sound = kind.model_validate(known) if known else None
            checked[kind] = {name: getattr(sound, name) for name in known}
        values = checked[kind]
        if values:
            payload = card.payload.model_copy(update=values)
            if payload != card.payload:
                changed.append(copied(card, payload=payload))
    return document.with_records(changed)


def stretch(document: Document, card_id: str, first: str, last: str) -> Document:
    """The card from one step to another; the order of the two does not matter."""
    card = document.cards[card_id]
    shape = queries.structure(document, card.map)
    low, high = sorted((shape.column[first], shape.column[last]))
    end = shape.steps[high].id if high > low else ""
    return document.with_records([copied(card, start=shape.steps[low].id, end=end)])


def lengthen(document: Document, card_ids: Iterable[str], by: int) -> Document:
    """The cards over so many steps more, or fewer below 0; at least over one, at most to the last of their map."""
    changed = []
    for card_id in card_ids:
        stopping.check()
        card = document.cards[card_id]
        shape = queries.structure(document, card.map)
        span = shape.span(card)
        if span is not None:
            last = max(span[0], min(span[1] + by, len(shape.steps) - 1))
            end = shape.steps[last].id if last > span[0] else ""
            changed.append(copied(card, start=shape.steps[span[0]].id, end=end))
    return document.with_records(changed)


def duplicate(document: Document, card_ids: Iterable[str]) -> tuple[Document, list[str]]:
    """A copy of each card right after it, and the copies' ids; links among the copied are copied too."""
    fresh = {card_id: new_id() for card_id in card_ids}
    chosen = [document.cards[card_id] for card_id in fresh]
    placed: dict[str, Card] = {}
    for row in _rows(document, {_row_of(document, card) for card in chosen}):
        for place in reversed(range(len(row))):
            card = row[place]
            if card.id not in fresh:
                continue
            keys, mended = keys_at(row, place + 1, 1)
            if mended:
                row[:] = mended
                placed |= {one.id: one for one in mended}
            copy = copied(row[place], id=fresh[card.id], order=keys[0])
            row.insert(place + 1, copy)
            placed[copy.id] = copy
    document = document.with_records(placed.values())
    links = [
        copied(link, id=new_id(), source=fresh[link.source], target=fresh[link.target])
        for link in document.links.values()
        if link.source in fresh and link.target in fresh
    ]
    return document.with_records(links), list(fresh.values())


def _row_of(document: Document, card: Card) -> tuple[str, str]:
    """What tells the cell of a card, or the parking tray of its map, from all others."""
    return (card.map, "") if queries.is_parked(document, card) else (card.lane, card.start)


def _rows(document: Document, wanted: Collection[tuple[str, str]]) -> Iterable[list[Card]]:
    """The cards of each of these cells and trays, in order: found in one go, as ten thousand may be meant."""
    rows: dict[tuple[str, str], list[Card]] = {one: [] for one in wanted}
    for card in document.cards.values():
        row = rows.get(_row_of(document, card))
        if row is not None:
            row.append(card)
    return [sorted(row, key=queries.by_order) for row in rows.values()]


def delete(document: Document, card_ids: Collection[str]) -> Document:
    """Without the cards, and without the links that started or ended at them."""
    gone = set(card_ids)
    cards = [document.cards[card_id] for card_id in gone if card_id in document.cards]
    links = [link for link in document.links.values() if link.source in gone or link.target in gone]
    return document.with_records(without=[*cards, *links])


def as_type(card_type: str, card: Card) -> Payload:
    """The card's payload as that of another type.

    What the other type does not know is kept beside. So is what it knows by the same name but cannot hold, under a
    name that tells whose it is: moved back, the card has it again.
    """
    values = card.payload.model_dump(mode="json", exclude_defaults=True)  # what is kept beside is as in a file
    prefix = f"{card_type}."
    back = {name.removeprefix(prefix): values.pop(name) for name in list(values) if name.startswith(prefix)}
    kept = _payload(card_type, values)
    lost = {
        f"{_owner(card, name, value)}.{name}": value
        for name, value in values.items()
        if _plain(kept.model_dump().get(name)) != _plain(value)
    }
    return _payload(card_type, values | lost | back) if lost or back else kept


def _plain(value: Any) -> Any:
    """The value as a file has it: there a list is all the same a tuple."""
    return list(value) if isinstance(value, tuple) else value


def _owner(card: Card, name: str, value: Any) -> str:
    """The type that a value was written for: the card's own, or where it is only kept there, one that can hold it."""
    if name not in type(card.payload).model_fields:
        for kind in LANE_TYPES:
            if name in kind.payload.model_fields and _plain(getattr(_payload(kind.key, {name: value}), name)) == _plain(
                value
            ):
                return kind.key
    return card.type


def _payload(card_type: str, values: Mapping[str, Any]) -> Payload:
    """A payload of the type with what fits of the values; what the type does not know is kept beside."""
    known = lane_type(card_type)
    kind = known.payload if known else Payload
    try:
        return kind.model_validate(dict(values))
    except invalid.ValidationError as fault:
        bad = {error["loc"][0] for error in fault.errors() if error["loc"]}
        return kind.model_validate({name: value for name, value in values.items() if name not in bad})
