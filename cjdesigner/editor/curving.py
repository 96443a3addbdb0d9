"""Points set on a curve with the mouse, where it passes."""

from __future__ import annotations

import math
from typing import NamedTuple

from cjdesigner.draw.shapes import Command, Drawing, Path
from cjdesigner.edit import cards, curves
from cjdesigner.editor.gestures import Feedback, Gesture, Pointer, shown_meanwhile, under_way
from cjdesigner.editor.session import Session
from cjdesigner.lanes.base import Scene
from cjdesigner.lanes.emotions import value_at, y_of
from cjdesigner.layout.comparison import number
from cjdesigner.layout.hits import row_at
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.words import language, tr


class Spot(NamedTuple):
    """A place on a curve where a point may be set."""

    lane: str
    step: str
    persona: str
    place: int
    """Before how many cards of the cell it would stand."""
    x: float
    y: float
    value: float


def spot_at(document: Document, drawing: Drawing, scene: Scene, x: float, y: float, reach: float) -> Spot | None:
    """The place on the nearest curve within reach of a point of the scene; None where no curve passes."""
    row, column = row_at(drawing, y), scene.columns.at(x)
    if row is None or column is None:
        return None
    found: list[tuple[float, str, tuple[Command, ...]]] = []
    for group in row.groups:
        if group.meaning.role == "curve":
            for shape in group.shapes:
                if isinstance(shape, Path):
                    there = _height(shape.commands, x)
                    if there is not None and (away := abs(row.y + there[0] - y) / math.hypot(1, there[1])) <= reach:
                        found.append((away, group.meaning.id, shape.commands))
    if not found:
        return None
    _, persona, commands = min(found)
    step = scene.structure.steps[column].id
    own = [card for card in curves.points(document, row.id, persona) if card.start == step]
    centres = {group.meaning.id: group.x + group.width / 2 for group in row.groups if group.meaning.role == "point"}
    before = sum(1 for card in own if centres.get(card.id, x) < x)
    landing = scene.columns.left[column] + scene.columns.width[column] * (before + 1) / (len(own) + 2)
    height = _height(commands, landing) or _height(commands, x)
    assert height is not None
    here = [card.id for card in queries.cell(document, row.id, step)]
    index = here.index(own[before].id) if before < len(own) else len(here)
    value = value_at(height[0], row.height)
    return Spot(row.id, step, persona, index, landing, row.y + y_of(value, row.height), value)


def _height(commands: tuple[Command, ...], x: float) -> tuple[float, float] | None:
    """How high a curve is at x, and how steep; None beside it. Its pieces run from left to right at an even pace."""
    x0 = y0 = 0.0
    for name, values in commands:
        if name == "C":
            _, b, _, c, x1, d = values
            if x0 <= x <= x1 and x1 > x0:
                t = (x - x0) / (x1 - x0)
                u = 1 - t
                y = u**3 * y0 + 3 * u * u * t * b + 3 * u * t * t * c + t**3 * d
                slope = 3 * (u * u * (b - y0) + 2 * u * t * (c - b) + t * t * (d - c)) / (x1 - x0)
                return y, slope
            x0, y0 = x1, d
        elif name == "M":
            x0, y0 = values
    return None


def with_point(document: Document, spot: Spot) -> tuple[Document, str]:
    """The document with a point there, still without a word."""
    own = {"value": spot.value, "persona": spot.persona}
    return cards.add(document, spot.lane, spot.step, index=spot.place, payload=own)


def pull_point(session: Session, spot: Spot, pressed: Pointer) -> Gesture:
    """A new point pulled out of the curve; a click without a drag leaves it to the window to ask for its word."""
    base = session.saved_document
    row = row_at(session.drawing(), spot.y)
    pointer = yield from under_way(pressed)
    if pointer is None or row is None:
        return
    document, card_id = with_point(base, spot)
    with shown_meanwhile(session):
        while True:
            value = value_at(pointer.y - row.y, row.height)
            if pointer.extend:
                value = round(value * 2) / 2
            document = cards.change_payload(document, [card_id], value=value)
            session.preview(document)
            label = number(value, language(), sign=True) if value else "0"
            hint = tr("Shift snaps to halves · Esc cancels")
            pointer = yield Feedback(tags=((pointer.x, pointer.y, label),), hint=hint)
            if pointer.released:
                break
    session.commit(document, tr("Add a point to the curve"), select=[card_id])
