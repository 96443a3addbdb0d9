"""Cards from what other programs hand over: lines of text, tables, pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cjdesigner.edit import lanes
from cjdesigner.edit.placing import Placed, blank, grown, lane_of, place, visible_lanes
from cjdesigner.lanes import drawn_as
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.lanes.pictures import PictureCard
from cjdesigner.model import queries, stopping
from cjdesigner.model.document import Document
from cjdesigner.model.records import MAX_TEXT, Asset, Card, copied

_EMPTY = ("", "-", "–", "—")
"""What stands in cells that hold nothing."""
_LEAST_RATIO, _MOST_RATIO = 0.05, 20.0


def add_lines(
    document: Document,
    map_id: str,
    lane_id: str,
    step_id: str,
    texts: Sequence[str],
    index: int | None = None,
    parked: str = "free",
) -> tuple[Document, list[str]]:
    """A card for each text in a cell, at an index among its cards; without a lane parked, of that type."""
    key = document.lanes[lane_id].type if lane_id else parked
    persona = _first_persona(document, map_id)
    made = [_card(map_id, key, text, persona) for text in texts]
    document = place(document, [Placed(card, lane_id, step_id if lane_id else "") for card in made], index)
    return document, [card.id for card in made]


def fill(
    document: Document, map_id: str, lane_id: str, step_id: str, rows: Sequence[Sequence[str]]
) -> tuple[Document, list[str]]:
    """A table into the cells from a lane and a step on: rows down the lanes, columns over the steps.

    Each line of a cell makes a card. Lanes and steps that the map lacks are added. Without a lane or a step the table
    begins in the first one.
    """
    shape = queries.structure(document, map_id)
    wide = max((len(row) for row in rows), default=0)
    base = shape.column.get(step_id, 0)
    document = grown(document, map_id, [""] * (base + wide - len(shape.steps)))
    shown = visible_lanes(document, map_id)
    top = shown.index(lane_id) if lane_id in shown else 0
    while len(shown) < top + len(rows):
        document, made_lane = lanes.add(document, map_id, "free")
        shown.append(made_lane)
    steps = queries.structure(document, map_id).steps
    persona = _first_persona(document, map_id)
    placed = []
    for row, lane in zip(rows, shown[top:], strict=False):
        key = document.lanes[lane].type
        for column, content in enumerate(row):
            for text in lines_of(content):
                placed.append(Placed(_card(map_id, key, text, persona), lane, steps[base + column].id))
    return place(document, placed), [one.card.id for one in placed]


def count(rows: Sequence[Sequence[str]]) -> int:
    """How many cards a table makes."""
    return sum(len(lines_of(cell)) for row in rows for cell in row)


def texts_of(rows: Sequence[Sequence[str]]) -> list[str]:
    """What the cards say that a table makes, row by row."""
    return [line for row in rows for cell in row for line in lines_of(cell)]


def lines_of(content: str) -> list[str]:
    """The lines of a cell that say something."""
    lines = (line.strip() for line in content.split("\n"))
    return [line for line in lines if line not in _EMPTY]


def add_picture(
    document: Document, map_id: str, asset: Asset, lane_id: str = "", step_id: str = "", index: int | None = None
) -> tuple[Document, str]:
    """A card with a picture in a cell of a pictures lane: the one given, else the first, added where there is none."""
    if lane_id not in document.lanes or document.lanes[lane_id].type != "pictures":
        document, lane_id = lane_of(document, map_id, "pictures")
        index = None
    shape = queries.structure(document, map_id)
    if not shape.steps:
        document = grown(document, map_id, [""])
        shape = queries.structure(document, map_id)
    start = step_id if step_id in shape.column else shape.steps[0].id
    document, card = _pictured(document, map_id, asset)
    return place(document, [Placed(card, lane_id, start)], index), card.id


def waiting_for_picture(document: Document, lane_id: str, step_id: str) -> str:
    """The first card of a cell that is for a picture and has none; "" where there is no such card."""
    for card in queries.cell(document, lane_id, step_id) if lane_id and step_id else ():
        if isinstance(card.payload, PictureCard) and card.payload.asset not in document.assets:
            return card.id
    return ""


def with_picture(document: Document, card_id: str, asset: Asset) -> Document:
    """The document in which a picture card shows this picture, the whole of it. Raises KeyError."""
    card = document.cards[card_id]
    document, made = _pictured(document, card.map, asset)
    shown = made.payload
    assert isinstance(shown, PictureCard)
    if isinstance(card.payload, PictureCard):
        shown = copied(card.payload, asset=shown.asset, ratio=shown.ratio, crop=(0.0, 0.0, 0.0, 0.0))
    return document.with_records([copied(card, payload=shown)])


def _pictured(document: Document, map_id: str, asset: Asset) -> tuple[Document, Card]:
    """A card with a picture, without a place yet, and the document that knows the picture."""
    ratio = asset.height / asset.width if asset.width and asset.height else 0.625
    payload = PictureCard(asset=asset.id, ratio=max(_LEAST_RATIO, min(_MOST_RATIO, ratio)))
    if asset.id not in document.assets:
        document = document.with_records([asset])
    return document, copied(blank(map_id, "pictures"), payload=payload)


def add_pictures(
    document: Document,
    map_id: str,
    assets: Sequence[Asset],
    lane_id: str = "",
    step_id: str = "",
    index: int | None = None,
) -> tuple[Document, list[str]]:
    """A card for each picture, one below the other in their cell."""
    made: list[str] = []
    for asset in assets:
        stopping.check()
        at = index if index is None else index + len(made)
        document, card_id = add_picture(document, map_id, asset, lane_id, step_id, at)
        made.append(card_id)
    return document, made


def park_pictures(document: Document, map_id: str, assets: Sequence[Asset]) -> tuple[Document, list[str]]:
    """A card for each picture in the parking tray."""
    made: list[Card] = []
    for asset in assets:
        stopping.check()
        document, card = _pictured(document, map_id, asset)
        made.append(card)
    return place(document, [Placed(card, "", "") for card in made]), [card.id for card in made]


def retexted(document: Document, texts: Mapping[str, str]) -> Document:
    """The document with these texts on those of the cards that are still there."""
    changed = []
    for card_id, text in texts.items():
        card = document.cards.get(card_id)
        if card is None:
            continue
        if isinstance(card.payload, Emotion):
            changed.append(copied(card, payload=copied_word(card.payload, text)))
        else:
            changed.append(copied(card, text=text[:MAX_TEXT]))
    return document.with_records(changed)


def copied_word(payload: Emotion, word: str) -> Emotion:
    """The feeling with another word."""
    return payload if payload.word == word else payload.model_copy(update={"word": word[:MAX_TEXT]})


def _first_persona(document: Document, map_id: str) -> str:
    """Whose feelings are meant where nothing else is said."""
    known = (one for one in document.maps[map_id].personas if one in document.personas)
    return next(known, "")


def _card(map_id: str, key: str, text: str, persona: str) -> Card:
    stopping.check()
    card = blank(map_id, key)
    text = text[:MAX_TEXT]
    if key != "emotions":
        return copied(card, text=text, payload=drawn_as(key).payload())
    value = _feeling(text)
    said = {"word": text} if value is None else {"value": value}
    return copied(card, payload=Emotion(persona=persona, **said))


def card(document: Document, map_id: str, key: str, text: str) -> Card:
    """A card of a type that says a text, without a place yet; a feeling is that of the first persona."""
    return _card(map_id, key, text, _first_persona(document, map_id))


def _feeling(text: str) -> float | None:
    """A number on the scale of feelings, with a point or a comma; None for anything else."""
    try:
        value = float(text.replace(",", ".").replace("−", "-"))
    except ValueError:
        return None
    return round(value, 1) if -2.0 <= value <= 2.0 else None
