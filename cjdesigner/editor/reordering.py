"""Steps, phases and lanes dragged by their names to another place."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TypeVar

from cjdesigner.draw.shapes import Drawing
from cjdesigner.edit import lanes, phases
from cjdesigner.editor import folding
from cjdesigner.editor.gestures import Feedback, Gesture, Pointer, travelled, under_way
from cjdesigner.editor.session import Session
from cjdesigner.lanes.base import Scene
from cjdesigner.layout.hits import Box, find, row_at
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.words import tr

T = TypeVar("T")


def drag_step(session: Session, step_id: str, pressed: Pointer) -> Gesture:
    """A step by its name to another place, also into another phase."""
    base = session.saved_document
    drawing = session.drawing()
    scene = session.engine.scene(base, session.map_id)
    pointer = yield from under_way(pressed)
    if pointer is None:
        return
    hint = tr("Drop to move the step with its cards · Esc cancels")
    phase_id, index = yield from _dragged_along(
        step_id, pressed, pointer, drawing, hint, lambda x: _step_place(base, scene, step_id, x)
    )
    session.commit(phases.move_step(base, step_id, phase_id, index), tr("Move step"))


def drag_phase(session: Session, phase_id: str, pressed: Pointer) -> Gesture:
    """A phase with all its steps to another place; a click opens it where it is folded."""
    base = session.saved_document
    drawing = session.drawing()
    scene = session.engine.scene(base, session.map_id)
    pointer = yield from under_way(pressed)
    if pointer is None:
        if phase_id in scene.folds and not pressed.extend and not pressed.copy:
            folding.fold(session, [phase_id], folded=False)
        return
    hint = tr("Drop to move the phase with its steps · Esc cancels")
    index = yield from _dragged_along(
        phase_id, pressed, pointer, drawing, hint, lambda x: _phase_place(scene, phase_id, x)
    )
    session.commit(phases.move_phase(base, phase_id, index), tr("Move phase"))


def drag_lane(session: Session, lane_id: str, pressed: Pointer) -> Gesture:
    """A lane by its name to another place."""
    base = session.saved_document
    drawing, columns = session.drawing(), session.scene().columns
    shape = queries.structure(base, session.map_id)
    boxes = {row.id: Box(0.0, row.y, drawing.width, row.height) for row in drawing.rows}
    pointer = yield from under_way(pressed)
    if pointer is None:
        return
    while True:
        index, y = _lane_place(shape, boxes, lane_id, pointer.y)
        row = row_at(drawing, pressed.y)
        pointer = yield Feedback(
            (row.id,) if row else (),
            (0.0, pointer.y - pressed.y),
            mark=Box(columns.track_left, y + 2.5, columns.track_right - columns.track_left, 3.0),
            hint=tr("Drop to move the lane with its cards · Esc cancels"),
        )
        if pointer.released:
            break
    session.commit(lanes.move(base, lane_id, index), tr("Move lane"))


def _dragged_along(
    name: str,
    pressed: Pointer,
    pointer: Pointer,
    drawing: Drawing,
    hint: str,
    landing: Callable[[float], tuple[T, float]],
) -> Generator[Feedback, Pointer, T]:
    """A name from the top of the map until it is let go: where it lands, of what ``landing`` says of a place in x.

    ``landing`` also says where the mark stands that shows it.
    """
    own = _along(drawing, name)
    while True:
        place, x = landing(pointer.x)
        mark = Box(x - 1.5, drawing.rows[0].height, 3.0, drawing.height)
        pointer = yield travelled(Feedback((name,), target=own, mark=mark, hint=hint), pressed, pointer, ())
        if pointer.released:
            return place


def _along(drawing: Drawing, name: str) -> Box | None:
    """All that goes along with a step or phase: from its name down to the legend."""
    box = find(drawing, name)
    last = next((row for row in drawing.rows if row.id == "legend"), None)
    bottom = last.y - 8.0 if last is not None else drawing.rows[-1].y + drawing.rows[-1].height
    return Box(box.x, box.y, box.width, bottom - box.y) if box is not None else None


def _step_place(base: Document, scene: Scene, step_id: str, x: float) -> tuple[tuple[str, int], float]:
    """The phase and the index among its other steps, and the edge that it lands at."""
    shape, columns = scene.structure, scene.columns
    place = 0
    while place < len(columns.phases) - 1 and x >= columns.phases[place + 1][0]:
        place += 1
    phase = shape.phases[place]
    index, edge = 0, columns.phases[place][0]
    others = 0
    for step in queries.structure(base, shape.map.id).steps_of[phase.id]:
        # Hidden steps have no column, but stand among the others.
        others += step.id != step_id
        column = shape.column.get(step.id)
        if column is not None and x > columns.centre(column):
            edge = columns.left[column] + columns.width[column]
            index = others
    return (phase.id, others if phase.id in scene.folds else index), edge


def _phase_place(scene: Scene, phase_id: str, x: float) -> tuple[int, float]:
    """The index among the other phases, and the edge that it lands at."""
    index, edge = 0, scene.columns.phases[0][0]
    for phase, (left, wide) in zip(scene.structure.phases, scene.columns.phases, strict=True):
        if x > left + wide / 2:
            edge = left + wide
            index += phase.id != phase_id
    return index, edge


def _lane_place(shape: queries.Structure, boxes: dict[str, Box], lane_id: str, y: float) -> tuple[int, float]:
    """The index among the other lanes, and the edge that it lands at."""
    index, edge = 0, min((boxes[lane.id].y for lane in shape.lanes if lane.id in boxes), default=0.0)
    others = 0
    for lane in shape.lanes:
        # Hidden lanes have no box, but stand among the others.
        others += lane.id != lane_id
        box = boxes.get(lane.id)
        if box and y > box.y + box.height / 2:
            edge = box.bottom
            index = others
    return index, edge
