"""Points of a curve dragged with the mouse: to another feeling, to another step, and to the curve of another map."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from cjdesigner.draw.shapes import Drawing
from cjdesigner.edit import cards, lanes
from cjdesigner.editor.gestures import (
    COPY_KEY,
    MANY,
    Carried,
    Carrying,
    Edit,
    Feedback,
    Pointer,
    carried,
    landings,
    refused,
    say_lost_links,
    shown_meanwhile,
    travelled,
    under_way,
)
from cjdesigner.editor.session import Session
from cjdesigner.lanes.base import Scene
from cjdesigner.lanes.emotions import Emotion, value_at, y_of
from cjdesigner.layout.comparison import number
from cjdesigner.layout.hits import Place, find, lane_box, place_at
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.records import Card
from cjdesigner.words import language, ntr, tr


def drag_point(session: Session, card_id: str, pressed: Pointer) -> Carrying:
    """A point of the curve up and down to another feeling, and sideways to another step; Shift snaps to halves.

    The other selected points go up and down along with it, and all selected cards sideways. Should the session show
    another map meanwhile, all of them land there.
    """
    base = session.saved_document
    drawing = session.drawing()
    scene = session.engine.scene(base, session.map_id)
    home = map_id = session.map_id
    look = session.look
    card = base.cards[card_id]
    row = next((row for row in drawing.rows if row.id == card.lane), None)
    payload = card.payload
    if row is None or not isinstance(payload, Emotion):
        return None
    unit = y_of(0.0, row.height) - y_of(1.0, row.height)
    chosen = carried(session, scene, drawing, pressed)
    group = Carried((card_id, *(one for one in (*chosen.points, *chosen.cards) if one != card_id)), (), 0)
    pointer = yield from under_way(pressed)
    if pointer is None:
        return None
    document, landed, label = base, group.cards, tr("Change the curve")
    # Of thousands only the one that is held is seen to change; the others follow when it is let go.
    shown = group.cards if len(group.cards) <= MANY else group.cards[:1]
    make: Callable[[Document, tuple[str, ...]], tuple[Document, tuple[str, ...]]]
    with shown_meanwhile(session):
        while True:
            if session.map_id != map_id or session.look is not look:
                map_id, look = session.map_id, session.look
                session.preview(None)
                drawing, scene = session.drawing(), session.scene()
            if map_id == home:
                column = scene.columns.at(pointer.x)
                step = scene.structure.steps[column].id if column is not None else card.start
                value = payload.value + (pressed.y - pointer.y) / unit
                make = partial(_felt, drawing=drawing, step=step, value=value, pointer=pointer)
                document, landed = make(base, shown)
                label = tr("Change the curve")
                hint = tr("Shift snaps to halves · hold {key} to copy · Esc cancels", key=COPY_KEY)
                # Beside the canvas they may be held over the tab of another map, or over the tray.
                feedback = Feedback(group.cards if pointer.beside else (), hint=hint, clinging=True)
            else:
                place = None if pointer.beside else place_at(drawing, scene, pointer.x, pointer.y)
                found = place is not None
                make = partial(_elsewhere, drawing=drawing, scene=scene, place=place, pointer=pointer)
                document, landed = make(base, shown)
                label = ntr("Move {count} card", "Move {count} cards", len(group.cards))
                hint = tr("Drop to move to this map · hold {key} to copy · Esc goes back", key=COPY_KEY)
                feedback = Feedback(group.cards, hint=hint) if found else Feedback(group.cards, refusal=refused(scene))
            if pointer.copy and document is not base:
                label, hint = (
                    ntr("Copy {count} card", "Copy {count} cards", len(group.cards)),
                    tr("Drop to copy · Esc cancels"),
                )
                feedback = replace(feedback, hint=hint)
            session.preview(document if document is not base else None)
            if map_id != home and document is not base:
                lane = lane_box(session.drawing(), session.scene(), document.cards[landed[0]].lane)
                feedback = Feedback(group.cards, landing=landings(session.drawing(), landed), target=lane, hint=hint)
            pointer = yield _shown(feedback, document.cards[landed[0]], pressed, pointer)
            if pointer.released:
                break
    lost = partial(say_lost_links, session, base) if map_id != home and not pointer.copy else None
    if len(shown) < len(group.cards):
        session.preview(None)
        return Edit(len(group.cards), label, partial(make, ids=group.cards), lost) if document is not base else None
    if session.commit(document, label, select=landed) and lost is not None:
        lost(document)
    return None


def _shown(feedback: Feedback, card: Card, pressed: Pointer, pointer: Pointer) -> Feedback:
    """With the feeling and its word beside the pointer, or why it cannot land there."""
    words = feedback.refusal if not pointer.beside else ""
    if not feedback.refusal and isinstance(card.payload, Emotion):
        value = card.payload.value
        figure = number(value, language(), sign=True) if value else "0"
        word = card.payload.word or card.text
        words = f"{figure} · {word}" if word else figure
    tags = ((pointer.x, pointer.y, words),) if words else ()
    return travelled(feedback, pressed, pointer, tags)


def _felt(
    base: Document, ids: tuple[str, ...], drawing: Drawing, step: str, value: float, pointer: Pointer
) -> tuple[Document, tuple[str, ...]]:
    """The first point with that feeling, the other points as much higher or lower, all as many steps further on."""
    document = base
    if pointer.copy:
        document, copies = cards.duplicate(base, ids)
        ids = tuple(copies)
    card = document.cards[ids[0]]
    document = _valued(document, ids, value, pointer)
    index = _point_index(document, drawing, card, card.lane, step, pointer.x)
    if index is not None or step != card.start:
        document = cards.move(document, ids, card.lane, step, index)
    return document, ids


def _valued(document: Document, ids: tuple[str, ...], value: float, pointer: Pointer) -> Document:
    """The first point with that feeling, within the scale and with Shift a half; the other points as much further."""
    value = max(-2.0, min(2.0, round(value, 1)))
    if pointer.extend:
        value = round(value * 2) / 2
    first = document.cards[ids[0]].payload
    more = value - first.value if isinstance(first, Emotion) else 0.0
    by_value: dict[float, list[str]] = {}
    for one in ids:
        payload = document.cards[one].payload
        if more and isinstance(payload, Emotion):
            by_value.setdefault(max(-2.0, min(2.0, round(payload.value + more, 1))), []).append(one)
    for felt, alike in by_value.items():
        document = cards.change_payload(document, alike, value=felt)
    return document


def _elsewhere(
    base: Document, ids: tuple[str, ...], drawing: Drawing, scene: Scene, place: Place | None, pointer: Pointer
) -> tuple[Document, tuple[str, ...]]:
    """The points on the curve of the map in view, which gets a lane for it where it has none; beside its
    cells they stay where they were.

    Over the curve they take the feeling there, elsewhere in the column they keep theirs.
    """
    if place is None:
        return base, ids
    document = base
    if pointer.copy:
        document, copies = cards.duplicate(base, ids)
        ids = tuple(copies)
    card = document.cards[ids[0]]
    shown = [lane for lane in scene.structure.lanes if not lane.hidden]
    over = base.lanes[place.lane].type == "emotions"
    lane_id = place.lane if over else next((lane.id for lane in shown if lane.type == "emotions"), "")
    if not lane_id:
        map_id = base.lanes[place.lane].map
        at = [lane.id for lane in queries.structure(base, map_id).lanes].index(place.lane) + 1
        document, lane_id = lanes.add(document, map_id, "emotions", at)
    index = _point_index(document, drawing, card, lane_id, place.step, pointer.x)
    document = cards.move(document, ids, lane_id, place.step, index)
    row = next((row for row in drawing.rows if row.id == lane_id), None)
    if over and row is not None:
        document = _valued(document, ids, value_at(pointer.y - row.y, row.height), pointer)
    return document, ids


def _point_index(base: Document, drawing: Drawing, card: Card, lane_id: str, step_id: str, x: float) -> int | None:
    """Where a point at x belongs among the others in a step; None where its curve has no others there."""
    persona = card.payload.get("persona", "")
    others = [one for one in queries.cell(base, lane_id, step_id) if one.id != card.id]
    index = None
    for place, other in enumerate(others):
        if other.payload.get("persona", "") == persona:
            box = find(drawing, other.id)
            beyond = box is not None and x > box.x + box.width / 2
            index = place + 1 if beyond else place if index is None else index
    return index
