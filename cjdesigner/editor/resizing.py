"""Resizing steps and lanes at their borders, with guides to equal sizes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from cjdesigner.edit import sizes
from cjdesigner.editor.fitting import fitting_widths
from cjdesigner.editor.gestures import COPY_KEY, Feedback, Gesture, Measure, Pointer, shown_meanwhile, under_way
from cjdesigner.editor.session import Session
from cjdesigner.layout.hits import Box
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.records import Lane, Step
from cjdesigner.theme.tokens import Theme
from cjdesigner.words import ntr, tr

_REACH = 1.75
"""How far a size is drawn to an equal one, in lengths of a press that becomes a drag: about 7 pixels."""
_GRID = 5.0


class Size(NamedTuple):
    """A size under the pointer, and what it is equal to."""

    value: float
    equal: tuple[str, ...] = ()
    """Ids of the steps or lanes that are as large."""
    usual: bool = False


def nearest(wanted: float, others: Iterable[tuple[str, float]], usual: float, pointer: Pointer) -> Size:
    """The wanted size, drawn to an equal one nearby; with the copying key or Alt to the unit, and to none."""
    if pointer.copy or pointer.free:
        return Size(float(round(wanted)))
    known = list(others)
    sizes_there = {usual, *(size for _, size in known)}
    close = min(sizes_there, key=lambda size: abs(size - wanted))
    if abs(close - wanted) > _REACH * pointer.slack:
        return Size(round(wanted / _GRID) * _GRID)
    return Size(close, tuple(one for one, size in known if abs(size - close) < 0.5), close == usual)


def resize_step(session: Session, step_id: str, pressed: Pointer) -> Gesture:
    """The right border of a step to another width; of all selected steps with it, and of all there are with Shift."""
    base = session.saved_document
    scene = session.engine.scene(base, session.map_id)
    columns, shape = scene.columns, scene.structure
    column = shape.column[step_id]
    left, before = columns.left[column], columns.width[column]
    grip = pressed.x - left - before
    together = _together(session, step_id, shape.column)
    names = next((row for row in session.drawing().rows if row.id == "steps"), None)
    below = names.y + names.height + 6.0 if names else pressed.y
    pointer = yield from under_way(pressed)
    if pointer is None:
        return
    document = base
    hint = tr("Shift: all steps · {key}: without guides · Esc cancels", key=COPY_KEY)
    with shown_meanwhile(session):
        while True:
            chosen = list(shape.column) if pointer.extend else together
            fixed = set(chosen)
            others = [(step.id, columns.width[place]) for place, step in enumerate(shape.steps) if step.id not in fixed]
            size = nearest(pointer.x - grip - left, others, scene.theme.sizes.column, pointer)
            width = max(sizes.LEAST_WIDTH, min(sizes.MOST_WIDTH, size.value))
            document = base
            if width != before or len(chosen) > 1:
                document = sizes.widen(base, chosen, 0.0 if size.usual else width)
            session.preview(document if document is not base else None)
            now = session.scene().columns
            marked = [*size.equal, *chosen] if size.equal or len(chosen) > 1 else ()
            lines = tuple(
                Measure(now.left[place], below, now.left[place] + now.width[place], below)
                for place in sorted(shape.column[one] for one in marked)
            )
            words = _words(base, width, size, len(others), len(chosen), tr("all steps"), tr("usual width"), _step_count)
            edge = now.left[column] + now.width[column]
            top = names.y if names else 0.0
            border = Box(edge, top, 0.0, _down(session) - top)
            # Over the names, not on them.
            said = (pointer.x, top if top <= pointer.y <= below else pointer.y, words)
            pointer = yield Feedback(tags=(said,), measures=lines, border=border, hint=hint)
            if pointer.released:
                break
    label = tr("Resize step") if len(chosen) == 1 else tr("Resize steps")
    session.commit(document, label)


def resize_lane(session: Session, lane_id: str, pressed: Pointer) -> Gesture:
    """The lower border of a lane to another height, never less than its content; with others as steps are."""
    base = session.saved_document
    drawing = session.drawing()
    shape = queries.structure(base, session.map_id)
    shown = [lane.id for lane in shape.lanes if not lane.hidden]
    columns = session.scene().columns
    beside = columns.track_left + columns.rail - 8.0
    rows = {row.id: row for row in drawing.rows}
    together = _together(session, lane_id, shown)
    pointer = yield from under_way(pressed)
    if pointer is None or lane_id not in rows:
        return
    top, before = rows[lane_id].y, rows[lane_id].height
    grip = pressed.y - top - before
    fitting = _least(session, base, shown)
    document = base
    hint = tr("Shift: all lanes · {key}: without guides · Esc cancels", key=COPY_KEY)
    with shown_meanwhile(session):
        while True:
            chosen = shown if pointer.extend else together
            fixed = set(chosen)
            others = [(one, rows[one].height) for one in shown if one not in fixed]
            size = nearest(pointer.y - grip - top, others, fitting[lane_id], pointer)
            fits = size.value <= fitting[lane_id]
            height = max(fitting[lane_id], min(sizes.MOST_HEIGHT, size.value))
            document = base
            if height != before or len(chosen) > 1:
                document = sizes.heighten(base, chosen, 0.0 if fits else height)
            session.preview(document if document is not base else None)
            now = {row.id: row for row in session.drawing().rows}
            marked = [*size.equal, *chosen] if (size.equal and not fits) or len(chosen) > 1 else ()
            lines = tuple(
                Measure(beside, row.y, beside, row.y + row.height) for one, row in now.items() if one in marked
            )
            size = size._replace(usual=fits, equal=() if fits else size.equal)
            words = _words(
                base, height, size, len(others), len(chosen), tr("all lanes"), tr("fits the content"), _lane_count
            )
            edge = now[lane_id].y + now[lane_id].height
            border = Box(columns.track_left, edge, columns.track_right - columns.track_left, 0.0)
            pointer = yield Feedback(tags=((pointer.x, pointer.y, words),), measures=lines, border=border, hint=hint)
            if pointer.released:
                break
    label = tr("Resize lane") if len(chosen) == 1 else tr("Resize lanes")
    session.commit(document, label)


def _down(session: Session) -> float:
    """Where the lowest lane ends."""
    lanes = session.document.lanes
    return max((row.y + row.height for row in session.drawing().rows if row.id in lanes), default=0.0)


def _together(session: Session, record_id: str, known: Iterable[str]) -> list[str]:
    """The record, with the selected ones of its kind where it is one of them."""
    there = set(known)
    chosen = [one for one in session.selection if one in there]
    return chosen if record_id in chosen else [record_id]


def _least(session: Session, document: Document, lane_ids: list[str]) -> dict[str, float]:
    """How high the lanes are when nothing but their content decides."""
    bare = sizes.heighten(document, lane_ids, 0.0)
    return {row.id: row.height for row in session.engine.layout(bare, session.map_id).rows}


def _step_count(count: int) -> str:
    return ntr("{count} step", "{count} steps", count)


def _lane_count(count: int) -> str:
    return ntr("{count} lane", "{count} lanes", count)


def _words(
    document: Document,
    value: float,
    size: Size,
    others: int,
    chosen: int,
    every: str,
    usual: str,
    counted: Callable[[int], str],
) -> str:
    """The size, and what it is equal to: "240 = Compare"."""
    number = f"{value:.0f}"
    if not others and chosen > 1:
        return f"{number} = {every}"
    if size.equal:
        record = document.find(size.equal[0])
        name = " ".join(record.name.split())[:24] if isinstance(record, Step | Lane) else ""
        if others > 1 and len(size.equal) == others:
            return f"{number} = {every}"
        return f"{number} = {name if len(size.equal) == 1 and name else counted(len(size.equal))}"
    return f"{number} · {usual}" if size.usual else number


# --- without the mouse --------------------------------------------------------------------------------------------


def fitted(session: Session, record_ids: Iterable[str]) -> Document:
    """The document of the session with steps and lanes as large as their content needs: see ``fit``."""
    return fit(session.saved_document, record_ids, session.engine.theme)


def fit(document: Document, record_ids: Iterable[str], theme: Theme) -> Document:
    """Steps as wide as their content needs, lanes as high; steps that are so already get the usual width."""
    ids = list(record_ids)
    for one, wide in fitting_widths(document, [one for one in ids if one in document.steps], theme).items():
        document = sizes.widen(document, [one], 0.0 if document.steps[one].width == wide else wide)
    return sizes.heighten(document, [one for one in ids if one in document.lanes], 0.0)


def equal_widths(session: Session, step_ids: list[str]) -> Document:
    """The steps equally wide: together they take the room that they have."""
    scene = session.engine.scene(session.saved_document, session.map_id)
    there = [scene.columns.width[scene.structure.column[one]] for one in step_ids]
    if not there:
        return session.saved_document
    return sizes.widen(session.saved_document, step_ids, round(sum(there) / len(there) / _GRID) * _GRID)


def equal_heights(session: Session, lane_ids: list[str]) -> Document:
    """The lanes as high as the highest of them."""
    rows = {row.id: row.height for row in session.drawing().rows}
    there = [rows[one] for one in lane_ids if one in rows]
    if not there:
        return session.saved_document
    return sizes.heighten(session.saved_document, lane_ids, max(there))


def stepped(session: Session, record_ids: Iterable[str], by: float) -> Document:
    """Steps wider and lanes higher by a number of scene units, on the grid."""
    document = session.saved_document
    scene = session.engine.scene(document, session.map_id)
    rows = {row.id: row.height for row in session.drawing().rows}
    for one in record_ids:
        if one in scene.structure.column:
            now = scene.columns.width[scene.structure.column[one]]
            document = sizes.widen(document, [one], max(sizes.LEAST_WIDTH, _next(now, by)))
        elif one in rows and one in document.lanes:
            least = _least(session, document, [one])[one]
            high = _next(rows[one], by)
            document = sizes.heighten(document, [one], 0.0 if high <= least else high)
    return document


def _next(now: float, by: float) -> float:
    """The next multiple of the step in its direction."""
    count = now / abs(by)
    return (int(count + 1e-6) + 1) * by if by > 0 else (int(-(-count // 1)) - 1) * -by
