"""What a drop on the canvas does: building blocks become cards or lanes, personas join, parked cards find a place."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QMimeData

from cjdesigner.draw.shapes import Drawing
from cjdesigner.edit import cards, lanes, links, personas
from cjdesigner.editor.gestures import Feedback, Pointer
from cjdesigner.editor.session import Session
from cjdesigner.lanes import lane_type
from cjdesigner.lanes.emotions import Emotion, value_at
from cjdesigner.layout.hits import Box, lane_box, place_at, row_at
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.ui import mime
from cjdesigner.words import tr


def new_card(
    session: Session,
    lane_id: str,
    step_id: str,
    drawing: Drawing | None,
    pointer: Pointer | None,
    index: int | None = None,
    base: Document | None = None,
) -> tuple[Document, str]:
    """A document with an empty card in a cell; on a curve, at the height of the pointer and for the first persona."""
    document = base or session.saved_document
    lane = document.lanes[lane_id]
    payload: dict[str, object] = {}
    if lane.type == "emotions":
        journey = document.maps[lane.map]
        taken = {
            card.payload.persona
            for card in queries.cell(document, lane_id, step_id)
            if isinstance(card.payload, Emotion)
        }
        free = [one for one in journey.personas if one not in taken] or list(journey.personas)
        if pointer is None and session.curve in journey.personas:
            payload["persona"] = session.curve
        elif free:
            payload["persona"] = free[0]
        row = row_at(drawing, pointer.y) if drawing and pointer else None
        if row is not None and pointer is not None and row.id == lane_id:
            payload["value"] = value_at(pointer.y - row.y, row.height)
    elif pointer is not None and drawing is not None and index is None:
        scene = session.engine.scene(document, session.map_id)
        place = place_at(drawing, scene, pointer.x, pointer.y)
        if place and place.lane == lane_id and place.step == step_id:
            index = place.before
    return cards.add(document, lane_id, step_id, index=index, payload=payload)


def linked_card(
    session: Session, source: str, lane_id: str, step_id: str, drawing: Drawing | None, pointer: Pointer
) -> tuple[Document, str]:
    """A document with an empty card in a cell, and a link to it from a card or step."""
    document, card_id = new_card(session, lane_id, step_id, drawing, pointer)
    return links.add(document, source, card_id)[0], card_id


def feedback(session: Session, data: QMimeData, drawing: Drawing | None, pointer: Pointer) -> Feedback:
    """What to show while something is dragged over the canvas; why it cannot land there, beside the pointer too."""
    shown = _feedback(session, data, drawing, pointer)
    return replace(shown, tags=((pointer.x, pointer.y, shown.refusal),)) if shown.refusal else shown


def _feedback(session: Session, data: QMimeData, drawing: Drawing | None, pointer: Pointer) -> Feedback:
    if drawing is None:
        return Feedback(refusal=tr("There is no map to drop it on."))
    if data.hasFormat(mime.PERSONA):
        journey = session.document.maps[session.map_id]
        if mime.content(data, mime.PERSONA) in journey.personas:
            return Feedback(refusal=tr("This persona takes part in the map already."))
        return Feedback(target=Box(0, 0, drawing.width, drawing.height), hint=tr("Drop to let the persona take part"))
    scene = session.scene()
    place = place_at(drawing, scene, pointer.x, pointer.y)
    if place is None:
        return Feedback(refusal=tr("Cards belong in a lane, below a step."))
    key = mime.content(data, mime.BLOCK)
    lane = session.document.lanes[place.lane]
    row = next(row for row in drawing.rows if row.id == place.lane)
    if key and lane.type != key:
        home = _lane_of(session, key)
        if home is None:
            kind = lane_type(key)
            name = tr(kind.name) if kind else key
            columns = scene.columns
            line = Box(columns.track_left, row.y + row.height + 2.5, columns.track_right - columns.track_left, 3)
            return Feedback(mark=line, hint=tr("Drop to add the lane “{name}” here", name=name))
        there = next((one for one in drawing.rows if one.id == home), row)
        column = scene.structure.column.get(place.step)
        x, wide = scene.columns.box(column, column) if column is not None else (place.mark.x, place.mark.width)
        spot = Box(x, there.y + 8, wide, there.height - 16)
        lit = lane_box(drawing, scene, home)
        name = session.document.lanes[home].name
        return Feedback(landing=(spot,), target=lit, hint=tr("Drop to add it to the lane “{name}”", name=name))
    return Feedback(mark=place.mark, target=lane_box(drawing, scene, row.id), hint=tr("Drop to add it here"))


def land(session: Session, data: QMimeData, drawing: Drawing | None, pointer: Pointer) -> tuple[Document, str] | None:
    """Do it; for a building block the document with its card, to be kept when its text has been typed."""
    if drawing is None:
        return None
    document = session.saved_document
    persona = mime.content(data, mime.PERSONA)
    if persona:
        if persona in document.personas:
            session.commit(personas.take_part(document, session.map_id, persona), tr("Add persona to the map"))
        return None
    scene = session.engine.scene(document, session.map_id)
    place = place_at(drawing, scene, pointer.x, pointer.y)
    if place is None:
        return None
    parked = mime.content(data, mime.CARDS).split()
    if parked:
        known = [one for one in parked if one in document.cards]
        moved = cards.move(document, known, place.lane, place.step, place.before)
        session.commit(moved, tr("Place parked card"), select=known)
        return None
    return place_block(session, mime.content(data, mime.BLOCK), place.lane, place.step, drawing, pointer)


def place_block(
    session: Session, key: str, lane_id: str, step_id: str, drawing: Drawing | None, pointer: Pointer | None
) -> tuple[Document, str] | None:
    """A card of a type near a cell: in the lane of that type, which is added below where the map has none."""
    if lane_type(key) is None:
        return None
    document = session.saved_document
    if document.lanes[lane_id].type != key:
        home = _lane_of(session, key)
        if home is None:
            shape = queries.structure(document, session.map_id)
            index = next(i for i, lane in enumerate(shape.lanes) if lane.id == lane_id) + 1
            document, home = lanes.add(document, session.map_id, key, index)
        lane_id, pointer = home, None
    return new_card(session, lane_id, step_id, drawing, pointer, base=document)


def _lane_of(session: Session, key: str) -> str | None:
    """The first lane of a type in the shown map."""
    shape = queries.structure(session.document, session.map_id)
    return next((lane.id for lane in shape.lanes if lane.type == key and not lane.hidden), None)
