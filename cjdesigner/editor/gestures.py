"""What a press, a drag and a release do: one generator per gesture, without a window.

A gesture is started with the pointer where it was pressed. It yields what should be shown meanwhile, is sent a
pointer for each move, and ends by itself with the pointer that is ``released``. Closing it earlier cancels it: then
nothing has changed.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field, replace

from cjdesigner.edit import cards, lanes, links, phases
from cjdesigner.editor.session import Session
from cjdesigner.lanes.base import Scene
from cjdesigner.lanes.emotions import Emotion, value_at
from cjdesigner.layout.hits import Box, Place, find, hit, place_at, row_at, within
from cjdesigner.model import queries
from cjdesigner.words import ntr, tr

START_DISTANCE = 4.0
"""Scene units that the pointer must travel before a press becomes a drag."""


@dataclass(frozen=True)
class Pointer:
    """Where the pointer is, in scene units, and which keys are held."""

    x: float
    y: float
    extend: bool = False
    """Shift."""
    copy: bool = False
    """Ctrl, or Alt on macOS."""
    released: bool = False


@dataclass(frozen=True)
class Feedback:
    """What the overlay shows during a gesture; all of it in scene units."""

    ghosts: tuple[str, ...] = ()
    """Cards that travel with the pointer."""
    offset: tuple[float, float] = (0.0, 0.0)
    landing: tuple[Box, ...] = ()
    """Where they would land."""
    target: Box | None = None
    """The lane or card that is lit."""
    mark: Box | None = None
    """The insertion mark."""
    marquee: Box | None = None
    line: tuple[tuple[float, float], ...] = ()
    """A link under construction."""
    refusal: str = ""
    hint: str = ""
    tags: tuple[tuple[float, float, str], ...] = field(default=())
    """Short labels beside the pointer."""


Gesture = Generator[Feedback, Pointer, None]


def far(one: Pointer, other: Pointer) -> bool:
    return abs(one.x - other.x) + abs(one.y - other.y) >= START_DISTANCE


def _under_way(pressed: Pointer) -> Generator[Feedback, Pointer, Pointer | None]:
    """Wait until the press has become a drag; None where it was let go before, as a click."""
    pointer = pressed
    while not far(pressed, pointer):
        pointer = yield Feedback()
        if pointer.released:
            return None
    return pointer


def drag_cards(session: Session, pressed: Pointer) -> Gesture:
    """The selected cards to another cell, in front or behind other cards; the map makes room as they go."""
    ids = tuple(one for one in session.selected_cards() if not _is_point(session, one))
    base = session.saved_document
    drawing = session.drawing()
    scene = session.engine.scene(base, session.map_id)
    moved = frozenset(ids)
    pointer = yield from _under_way(pressed)
    if pointer is None:
        return
    shown: tuple[Place, bool] | None = None
    document, landed, label = base, ids, ""
    feedback = Feedback()
    try:
        while True:
            place = place_at(drawing, scene, pointer.x, pointer.y, frozenset() if pointer.copy else moved)
            if place is None:
                document, landed = base, ids
                session.preview(None)
                shown = None
                feedback = Feedback(ids, refusal=tr("Cards belong in a lane, below a step."))
            elif (place, pointer.copy) != shown:
                shown = (place, pointer.copy)
                start = base
                if pointer.copy:
                    start, copies = cards.duplicate(base, ids)
                    landed = tuple(copies)
                    label = ntr("Copy {count} card", "Copy {count} cards", len(ids))
                else:
                    landed = ids
                    label = ntr("Move {count} card", "Move {count} cards", len(ids))
                document = cards.move(start, landed, place.lane, place.step, place.before)
                session.preview(document)
                boxes = tuple(box for box in (find(session.drawing(), one) for one in landed) if box)
                row = find(session.drawing(), place.lane)
                hint = tr("Drop to copy") if pointer.copy else tr("Drop to move · hold Ctrl to copy · Esc cancels")
                feedback = Feedback(ids, landing=boxes, target=row, mark=boxes[0] if boxes else place.mark, hint=hint)
            pointer = yield replace(feedback, offset=_offset(pressed, pointer))
            if pointer.released:
                break
    except GeneratorExit:
        session.preview(None)
        raise
    if shown is None:
        session.preview(None)
    else:
        session.commit(document, label, select=landed)


def _is_point(session: Session, card_id: str) -> bool:
    return session.document.cards[card_id].type == "emotions"


def _offset(pressed: Pointer, pointer: Pointer) -> tuple[float, float]:
    return pointer.x - pressed.x, pointer.y - pressed.y


def drag_point(session: Session, card_id: str, pressed: Pointer) -> Gesture:
    """A point of the curve up and down to another feeling, and sideways to another step; Shift snaps to halves."""
    base = session.saved_document
    drawing = session.drawing()
    scene = session.engine.scene(base, session.map_id)
    card = base.cards[card_id]
    row = next((row for row in drawing.rows if row.id == card.lane), None)
    payload = card.payload
    if row is None or not isinstance(payload, Emotion):
        return
    grip = value_at(pressed.y - row.y, row.height) - payload.value
    pointer = yield from _under_way(pressed)
    if pointer is None:
        return
    document = base
    try:
        while True:
            value = max(-2.0, min(2.0, round(value_at(pointer.y - row.y, row.height) - grip, 1)))
            if pointer.extend:
                value = round(value * 2) / 2
            document = cards.change_payload(base, [card_id], value=value)
            column = scene.columns.at(pointer.x)
            if column is not None and scene.structure.steps[column].id != card.start:
                document = cards.move(document, [card_id], card.lane, scene.structure.steps[column].id)
            session.preview(document if document is not base else None)
            label = f"{value:+.1f}".replace("-", "−") if value else "0"
            word = payload.word or card.text
            tag = f"{label} · {word}" if word else label
            pointer = yield Feedback(
                tags=((pointer.x, pointer.y, tag),), hint=tr("Shift snaps to halves · Esc cancels")
            )
            if pointer.released:
                break
    except GeneratorExit:
        session.preview(None)
        raise
    if not session.commit(document, tr("Change the curve"), select=[card_id]):
        session.preview(None)


def draw_marquee(session: Session, pressed: Pointer) -> Gesture:
    """A rectangle that selects every card it touches; with Shift they join those selected before."""
    before = session.selection if pressed.extend else ()
    drawing = session.drawing()
    pointer = pressed
    while True:
        area = Box(
            min(pressed.x, pointer.x), min(pressed.y, pointer.y), abs(pressed.x - pointer.x), abs(pressed.y - pointer.y)
        )
        if far(pressed, pointer):
            session.select((*before, *within(drawing, area)))
        pointer = yield Feedback(marquee=area, hint=tr("Touch cards to select them"))
        if pointer.released:
            return


def draw_link(session: Session, source: str, pressed: Pointer) -> Gesture:
    """An arrow from a card or step to another."""
    base = session.saved_document
    drawing = session.drawing()
    scene = session.engine.scene(base, session.map_id)
    box = find(drawing, source)
    if box is None:
        return
    start = (box.x + box.width, box.y + box.height / 2)
    pointer = pressed
    while True:
        under = hit(drawing, scene, pointer.x, pointer.y)
        refusal, hint, target = "", tr("Release on the card that this one is about"), None
        if under and under.role in ("card", "point", "step") and under.id != source:
            refusal = links.refusal(base, source, under.id)
            target = under.box
            if not refusal:
                words = {
                    "causes": tr("causes"),
                    "mends": tr("mends"),
                    "leads_to": tr("leads to"),
                    "refers_to": tr("refers to"),
                }
                hint = words[links.proposed_kind(base, source, under.id)]
        pointer = yield Feedback(line=(start, (pointer.x, pointer.y)), target=target, refusal=refusal, hint=hint)
        if pointer.released:
            break
    under = hit(drawing, scene, pointer.x, pointer.y)
    if under and under.role in ("card", "point", "step") and not links.refusal(base, source, under.id):
        document, _ = links.add(base, source, under.id)
        session.commit(document, tr("Link cards"))


def drag_step(session: Session, step_id: str, pressed: Pointer) -> Gesture:
    """A step by its name to another place, also into another phase."""
    base = session.saved_document
    drawing = session.drawing()
    scene = session.engine.scene(base, session.map_id)
    pointer = yield from _under_way(pressed)
    if pointer is None:
        return
    while True:
        phase_id, index, x = _step_place(scene, step_id, pointer.x)
        mark = Box(x - 1.5, drawing.rows[0].height, 3.0, drawing.height)
        pointer = yield Feedback(
            (step_id,),
            _offset(pressed, pointer),
            mark=mark,
            hint=tr("Drop to move the step with its cards · Esc cancels"),
        )
        if pointer.released:
            break
    session.commit(phases.move_step(base, step_id, phase_id, index), tr("Move step"))


def _step_place(scene: Scene, step_id: str, x: float) -> tuple[str, int, float]:
    shape, columns = scene.structure, scene.columns
    place = 0
    while place < len(columns.phases) - 1 and x >= columns.phases[place + 1][0]:
        place += 1
    phase = shape.phases[place]
    index, edge = 0, columns.phases[place][0]
    for step in shape.steps_of[phase.id]:
        column = shape.column[step.id]
        if x > columns.centre(column):
            edge = columns.left[column] + columns.width[column]
            index += step.id != step_id
    return phase.id, index, edge


def drag_phase(session: Session, phase_id: str, pressed: Pointer) -> Gesture:
    """A phase with all its steps to another place."""
    base = session.saved_document
    drawing = session.drawing()
    scene = session.engine.scene(base, session.map_id)
    pointer = yield from _under_way(pressed)
    if pointer is None:
        return
    while True:
        index, x = 0, scene.columns.phases[0][0]
        for phase, (left, wide) in zip(scene.structure.phases, scene.columns.phases, strict=True):
            if pointer.x > left + wide / 2:
                x = left + wide
                index += phase.id != phase_id
        mark = Box(x - 1.5, drawing.rows[0].height, 3.0, drawing.height)
        pointer = yield Feedback(
            (phase_id,),
            _offset(pressed, pointer),
            mark=mark,
            hint=tr("Drop to move the phase with its steps · Esc cancels"),
        )
        if pointer.released:
            break
    session.commit(phases.move_phase(base, phase_id, index), tr("Move phase"))


def drag_lane(session: Session, lane_id: str, pressed: Pointer) -> Gesture:
    """A lane by its name to another place."""
    base = session.saved_document
    drawing = session.drawing()
    shape = queries.structure(base, session.map_id)
    boxes = {row.id: Box(0.0, row.y, drawing.width, row.height) for row in drawing.rows}
    pointer = yield from _under_way(pressed)
    if pointer is None:
        return
    while True:
        index, y = 0, min((boxes[lane.id].y for lane in shape.lanes if lane.id in boxes), default=0.0)
        others = 0
        for lane in shape.lanes:
            # Hidden lanes have no box, but stand among the others.
            others += lane.id != lane_id
            box = boxes.get(lane.id)
            if box and pointer.y > box.y + box.height / 2:
                y = box.bottom
                index = others
        mark = Box(0.0, y + 2.5, drawing.width, 3.0)
        row = row_at(drawing, pressed.y)
        pointer = yield Feedback(
            (row.id,) if row else (),
            (0.0, pointer.y - pressed.y),
            mark=mark,
            hint=tr("Drop to move the lane with its cards · Esc cancels"),
        )
        if pointer.released:
            break
    session.commit(lanes.move(base, lane_id, index), tr("Move lane"))


def resize_step(session: Session, step_id: str, pressed: Pointer) -> Gesture:
    """The right border of a step to another width."""
    base = session.saved_document
    scene = session.engine.scene(base, session.map_id)
    column = scene.structure.column[step_id]
    left, before = scene.columns.left[column], scene.columns.width[column]
    grip = pressed.x - left - before
    pointer = pressed
    width = before
    try:
        while True:
            width = float(max(120.0, min(900.0, round((pointer.x - grip - left) / 5) * 5)))
            document = phases.change(base, step_id, width=width)
            session.preview(document if width != before else None)
            pointer = yield Feedback(
                tags=((pointer.x, pointer.y, f"{width:.0f}"),), hint=tr("Double-click the border for the usual width")
            )
            if pointer.released:
                break
    except GeneratorExit:
        session.preview(None)
        raise
    if width == before or not session.commit(phases.change(base, step_id, width=width), tr("Resize step")):
        session.preview(None)


def stretch_card(session: Session, card_id: str, pressed: Pointer) -> Gesture:
    """The right edge of a card over more or fewer steps."""
    base = session.saved_document
    scene = session.engine.scene(base, session.map_id)
    card = base.cards[card_id]
    span = scene.structure.span(card)
    if span is None:
        return
    pointer = pressed
    document = base
    try:
        while True:
            column = scene.columns.at(pointer.x)
            if column is not None:
                last = scene.structure.steps[max(column, span[0])].id
                document = cards.stretch(base, card_id, scene.structure.steps[span[0]].id, last)
                session.preview(document)
            pointer = yield Feedback(hint=tr("Stretch the card over more steps"))
            if pointer.released:
                break
    except GeneratorExit:
        session.preview(None)
        raise
    if not session.commit(document, tr("Stretch card")):
        session.preview(None)
