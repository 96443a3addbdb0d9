"""Cards as a value of their own: taken out of a document, carried as JSON, and put into another one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Any

from cjdesigner.edit import lanes, personas
from cjdesigner.edit.placing import Placed, grown, place
from cjdesigner.lanes import lane_type
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.lanes.pictures import PictureCard
from cjdesigner.model import invalid, queries, stopping
from cjdesigner.model.document import Document
from cjdesigner.model.ids import new_id
from cjdesigner.model.limits import Limits
from cjdesigner.model.queries import Structure
from cjdesigner.model.records import Asset, Card, Link, Payload, Persona, Ref, Text, Value, copied

MOST = 100_000
_Count = Annotated[int, Limits(ge=0, le=MOST)]


class Row(Value):
    """A lane that cards were taken from, and its place among the lanes in sight."""

    id: Ref = ""
    type: Ref = ""
    name: Text = ""
    place: _Count = 0


class Column(Value):
    """A step between the first and the last that cards were taken from."""

    id: Ref = ""
    name: Text = ""


class Carried(Value):
    """A card, and where it stood among the others; ``row`` is None for one from the parking tray."""

    card: Card
    row: _Count | None = None
    column: _Count = 0
    span: _Count = 0
    """How many columns further it reaches."""


class Fragment(Value):
    """Cards with all that they need to stand elsewhere."""

    project: Ref = ""
    map: Ref = ""
    first: _Count = 0
    """The column of the first step."""
    rows: Annotated[tuple[Row, ...], Limits(max_length=MOST)] = ()
    columns: Annotated[tuple[Column, ...], Limits(max_length=MOST)] = ()
    cards: Annotated[tuple[Carried, ...], Limits(max_length=MOST)] = ()
    """In reading order."""
    links: Annotated[tuple[Link, ...], Limits(max_length=MOST)] = ()
    personas: Annotated[tuple[Persona, ...], Limits(max_length=MOST)] = ()
    """Whom points and links belong to, known again by name."""
    assets: Annotated[tuple[Asset, ...], Limits(max_length=MOST)] = ()


def copy(document: Document, card_ids: Iterable[str]) -> Fragment:
    """The cards, the links among them, and the pictures and personas that they refer to."""
    chosen = [document.cards[one] for one in dict.fromkeys(card_ids) if one in document.cards]
    if not chosen:
        return Fragment()
    map_id = chosen[0].map
    shape = queries.structure(document, map_id)
    seen = [lane for lane in shape.lanes if not lane.hidden or any(card.lane == lane.id for card in chosen)]
    position = {lane.id: number for number, lane in enumerate(seen)}
    order = in_reading_order(document, [card.id for card in chosen])
    spans = {card.id: _span(shape, position, card) for card in chosen}
    used = sorted({position[card.lane] for card in chosen if spans[card.id]})
    rows = {place: number for number, place in enumerate(used)}
    columns = [end for span in spans.values() if span for end in span]
    low, high = (min(columns), max(columns)) if columns else (0, -1)
    carried = []
    for card_id in order:
        card, span = document.cards[card_id], spans[card_id]
        if span is None:
            carried.append(Carried(card=card))
        else:
            row = rows[position[card.lane]]
            carried.append(Carried(card=card, row=row, column=span[0] - low, span=span[1] - span[0]))
    ids = set(order)
    links = tuple(link for link in document.links.values() if link.source in ids and link.target in ids)
    people = {card.payload.persona for card in chosen if isinstance(card.payload, Emotion)}
    people |= {link.persona for link in links}
    pictures = {card.payload.asset for card in chosen if isinstance(card.payload, PictureCard)}
    return Fragment(
        project=document.project.id,
        map=map_id,
        first=low,
        rows=tuple(Row(id=seen[at].id, type=seen[at].type, name=seen[at].name, place=at) for at in used),
        columns=tuple(Column(id=step.id, name=step.name) for step in shape.steps[low : high + 1]),
        cards=tuple(carried),
        links=links,
        personas=tuple(
            Persona(id=one.id, name=one.name, role=one.role, colour=one.colour)
            for one in queries.personas(document)
            if one.id in people
        ),
        assets=tuple(asset for key, asset in document.assets.items() if key in pictures),
    )


def paste(
    document: Document, fragment: Fragment, map_id: str, lane_id: str = "", step_id: str = "", index: int | None = None
) -> tuple[Document, list[str]]:
    """The cards of a fragment in a map, and their new ids. They keep their places relative to one another.

    With a lane and a step the first column goes there, and the row of the lane's type, or else the first row, goes into
    the lane; ``index`` counts among the cards of that cell. Without them the cards go where they were taken from.
    Rows go to lanes of their own type; steps and lanes that the map lacks are added.
    """
    document, people = _people(document, fragment, map_id)
    document, lane_of = lanes_for(document, fragment, map_id, lane_id)
    document, column_of = _columns(document, fragment, map_id, step_id)
    shape = queries.structure(document, map_id)
    fresh = {one.card.id: new_id() for one in fragment.cards}
    future = document.maps[map_id].future_of == fragment.map and fragment.map != ""
    placed = []
    for one in fragment.cards:
        stopping.check()
        card = one.card
        origin = card.id if future and card.id in document.cards else ""
        if fragment.project == document.project.id:
            origin = origin or card.origin
        new = {"id": fresh[card.id], "map": map_id, "origin": origin}
        if one.row is not None and one.row < len(lane_of):
            lane = document.lanes[lane_of[one.row]]
            start = shape.steps[column_of(one.column)]
            end = shape.steps[max(column_of(one.column + one.span), column_of(one.column))]
            spans = lane_type(lane.type)
            reaches = end is not start and (spans is None or spans.spans)
            card = _retyped(card, lane.type, people, new)
            placed.append(Placed(card, lane.id, start.id, end.id if reaches else ""))
        elif lane_id and step_id:
            placed.append(Placed(_retyped(card, document.lanes[lane_id].type, people, new), lane_id, step_id))
        else:
            placed.append(Placed(_retyped(card, card.type, people, new), "", ""))
    if index is not None:
        placed.sort(key=lambda one: (one.lane, one.start) != (lane_id, step_id))
        if not placed or (placed[0].lane, placed[0].start) != (lane_id, step_id):
            index = None
    document = place(document, placed, index)
    links = [
        copied(
            link,
            id=new_id(),
            map=map_id,
            source=fresh[link.source],
            target=fresh[link.target],
            persona=people.get(link.persona, ""),
        )
        for link in fragment.links
        if link.source in fresh and link.target in fresh
    ]
    assets = [asset for asset in fragment.assets if asset.id not in document.assets]
    return document.with_records([*links, *assets]), [fresh[one.card.id] for one in fragment.cards]


def text_of(card: Card) -> str:
    """What a card says: its text, or the word of a feeling, or its value."""
    if isinstance(card.payload, Emotion):
        return card.payload.word or card.text or f"{card.payload.value:+g}"
    return card.text


def in_reading_order(document: Document, card_ids: Iterable[str]) -> list[str]:
    """The cards lane by lane, in each from left to right; parked ones last."""
    chosen = [document.cards[one] for one in card_ids if one in document.cards]
    if not chosen:
        return []
    shape = queries.structure(document, chosen[0].map)
    position = {lane.id: number for number, lane in enumerate(shape.lanes)}

    def key(card: Card) -> tuple[int, int, tuple[str, str]]:
        span = _span(shape, position, card)
        return (position[card.lane], span[0], queries.by_order(card)) if span else (MOST, 0, queries.by_order(card))

    return [card.id for card in sorted(chosen, key=key)]


def grid(fragment: Fragment) -> list[list[str]]:
    """The texts as a table: a row for each lane, a column for each step from the first to the last.

    Cards of one cell stand below one another; parked cards come in rows of their own.
    """
    wide = max(len(fragment.columns), 1)
    cells: list[list[list[str]]] = [[[] for _ in range(wide)] for _ in fragment.rows]
    parked = []
    for one in fragment.cards:
        if one.row is None:
            parked.append([text_of(one.card), *[""] * (wide - 1)])
        else:
            cells[one.row][one.column].append(text_of(one.card))
    return [["\n".join(texts) for texts in row] for row in cells] + parked


def _span(shape: Structure, position: dict[str, int], card: Card) -> tuple[int, int] | None:
    return shape.span(card) if card.lane in position else None


def _people(document: Document, fragment: Fragment, map_id: str) -> tuple[Document, dict[str, str]]:
    """The persona of this document for each of the fragment's, known by name or else added, all taking part."""
    found: dict[str, str] = {}
    by_name = {one.name.casefold(): one.id for one in reversed(queries.personas(document))}
    for one in fragment.personas:
        same = fragment.project == document.project.id and one.id in document.personas
        known = one.id if same else by_name.get(one.name.casefold(), "")
        if not known:
            document, known = personas.add(document, one.name)
            document = document.with_records([copied(document.personas[known], role=one.role, colour=one.colour)])
        document = personas.take_part(document, map_id, known)
        found[one.id] = known
    return document, found


def lanes_for(
    document: Document, fragment: Fragment, map_id: str, lane_id: str, anchor: int | None = None
) -> tuple[Document, list[str]]:
    """The lane for each row: the one at the same distance where its type fits, else the nearest of the type.

    ``anchor`` is the row that goes into the lane; by default the first one of the lane's type.
    """
    shape = queries.structure(document, map_id)
    shown = [lane for lane in shape.lanes if not lane.hidden or lane.id == lane_id]
    position = {lane.id: number for number, lane in enumerate(shown)}
    rows = fragment.rows
    shift = 0
    if lane_id in position and rows:
        kind = document.lanes[lane_id].type
        if anchor is None:
            anchor = next((number for number, row in enumerate(rows) if row.type == kind), 0)
        shift = position[lane_id] - rows[anchor].place
    found: list[str] = []
    for number, row in enumerate(rows):
        wanted = row.place + shift
        home = ""
        if number == anchor:
            home = lane_id
        elif anchor is None and row.id in position:
            home = row.id
        elif wanted in range(len(shown)) and shown[wanted].type == row.type and shown[wanted].id not in found:
            home = shown[wanted].id
        else:
            alike = [lane for lane in shown if lane.type == row.type and lane.id not in (*found, lane_id)]
            alike.sort(key=lambda lane: (lane.name != row.name, abs(position[lane.id] - wanted)))
            home = alike[0].id if alike else ""
        if not home:
            after = found[-1] if found else ""
            lane_ids = [lane.id for lane in queries.structure(document, map_id).lanes]
            at = lane_ids.index(after) + 1 if after in lane_ids else None
            document, home = lanes.add(document, map_id, row.type, at, row.name)
        found.append(home)
    return document, found


def _columns(
    document: Document, fragment: Fragment, map_id: str, step_id: str
) -> tuple[Document, Callable[[int], int]]:
    """The map with as many steps as the fragment needs, and which of them each of its columns is."""
    shape = queries.structure(document, map_id)
    wide = len(fragment.columns)
    if step_id not in shape.column and wide and all(column.id in shape.column for column in fragment.columns):
        places = [shape.column[column.id] for column in fragment.columns]
        return document, lambda column: places[min(column, wide - 1)]
    last = max(0, len(shape.steps) - wide)
    base = shape.column.get(step_id, min(fragment.first, last))
    lacking = base + wide - len(shape.steps) if fragment.rows else 0
    names = [column.name for column in fragment.columns[wide - lacking :]] if lacking > 0 else []
    return grown(document, map_id, names), lambda column: base + min(column, max(wide - 1, 0))


def _retyped(card: Card, key: str, people: dict[str, str], new: dict[str, str]) -> Card:
    """The card as one of another type, with the personas of this document and new values for some fields."""
    values = card.payload.model_dump(exclude_defaults=True)
    text = card.text
    if card.type == "emotions" and key != "emotions":
        text = text or text_of(card)
    elif card.type != "emotions" and key == "emotions":
        values.setdefault("word", " ".join(text.split()))
    if isinstance(values.get("persona"), str):
        values["persona"] = people.get(values["persona"], "")
    return card.model_copy(update={**new, "type": key, "text": text, "payload": _payload(key, values)})


def _payload(key: str, values: dict[str, Any]) -> Payload:
    """A payload of the type; values that do not fit are left out, those it does not know are kept."""
    known = lane_type(key)
    kind = known.payload if known else Payload
    try:
        return kind.model_validate(values)
    except invalid.ValidationError as fault:
        bad = {error["loc"][0] for error in fault.errors() if error["loc"]}
        return kind.model_validate({name: value for name, value in values.items() if name not in bad})


def limited(fragment: Fragment, most: int) -> Fragment:
    """The first cards of a fragment."""
    return fragment.model_copy(update={"cards": fragment.cards[:most]})


def unplaced(fragment: Fragment) -> Fragment:
    """The cards of a fragment as if all had been in the parking tray."""
    cards = tuple(one.model_copy(update={"row": None}) for one in fragment.cards)
    return fragment.model_copy(update={"rows": (), "columns": (), "cards": cards})
