"""Resizing steps and lanes at their borders, with guides to equal sizes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cjdesigner.edit import sizes
from cjdesigner.editor.borders import GRID, Border, Size, drag
from cjdesigner.editor.fitting import fitting_widths
from cjdesigner.editor.gestures import COPY_KEY, Feedback, Gesture, Measure, Pointer, under_way
from cjdesigner.editor.session import Session
from cjdesigner.layout.hits import Box
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.theme.tokens import Theme
from cjdesigner.words import ntr, tr


def resize_step(session: Session, step_id: str, pressed: Pointer) -> Gesture:
    """The right border of a step to another width; of all selected steps with it, and of all there are with Shift."""
    scene = session.engine.scene(session.saved_document, session.map_id)
    columns, shape = scene.columns, scene.structure
    column = shape.column[step_id]
    left, before = columns.left[column], columns.width[column]
    grip = pressed.x - left - before
    together = _together(session, step_id, shape.column)
    names = next((row for row in session.drawing().rows if row.id == "steps"), None)
    below = names.y + names.height + 6.0 if names else pressed.y
    hint = tr("Shift: all steps · {key}: without guides · Esc cancels", key=COPY_KEY)
    pointer = yield from under_way(pressed)
    if pointer is None:
        return

    def shown(pointer: Pointer, marked: Sequence[str], words: str) -> Feedback:
        now = session.scene().columns
        lines = tuple(
            Measure(now.left[place], below, now.left[place] + now.width[place], below)
            for place in sorted(shape.column[one] for one in marked)
        )
        top = names.y if names else 0.0
        border = Box(now.left[column] + now.width[column], top, 0.0, _down(session) - top)
        # Over the names, not on them.
        said = (pointer.x, top if top <= pointer.y <= below else pointer.y, words)
        return Feedback(tags=(said,), measures=lines, border=border, hint=hint)

    yield from drag(session, pointer, Border(
        every=list(shape.column),
        together=together,
        there={step.id: columns.width[place] for place, step in enumerate(shape.steps)},
        before=before,
        usual=scene.theme.sizes.column,
        wanted=lambda pointer: pointer.x - grip - left,
        bounded=lambda size: size._replace(value=max(sizes.LEAST_WIDTH, min(sizes.MOST_WIDTH, size.value))),
        resized=sizes.widen,
        shown=shown,
        words=(tr("all steps"), tr("usual width")),
        counted=_step_count,
        labels=(tr("Resize step"), tr("Resize steps")),
    ))  # fmt: skip


def resize_lane(session: Session, lane_id: str, pressed: Pointer) -> Gesture:
    """The lower border of a lane to another height, never less than its content; with others as steps are."""
    base = session.saved_document
    shape = queries.structure(base, session.map_id)
    lanes = [lane.id for lane in shape.lanes if not lane.hidden]
    columns = session.scene().columns
    beside = columns.track_left + columns.rail - 8.0
    rows = {row.id: row for row in session.drawing().rows}
    together = _together(session, lane_id, lanes)
    hint = tr("Shift: all lanes · {key}: without guides · Esc cancels", key=COPY_KEY)
    pointer = yield from under_way(pressed)
    if pointer is None or lane_id not in rows:
        return
    top, before = rows[lane_id].y, rows[lane_id].height
    grip = pressed.y - top - before
    fitting = _least(session, base, lanes)

    def bounded(size: Size) -> Size:
        if size.value <= fitting[lane_id]:
            return Size(fitting[lane_id], usual=True)
        return Size(min(sizes.MOST_HEIGHT, size.value), size.equal)

    def shown(pointer: Pointer, marked: Sequence[str], words: str) -> Feedback:
        now = {row.id: row for row in session.drawing().rows}
        lines = tuple(Measure(beside, row.y, beside, row.y + row.height) for one, row in now.items() if one in marked)
        edge = now[lane_id].y + now[lane_id].height
        border = Box(columns.track_left, edge, columns.track_right - columns.track_left, 0.0)
        return Feedback(tags=((pointer.x, pointer.y, words),), measures=lines, border=border, hint=hint)

    yield from drag(session, pointer, Border(
        every=lanes,
        together=together,
        there={one: rows[one].height for one in lanes},
        before=before,
        usual=fitting[lane_id],
        wanted=lambda pointer: pointer.y - grip - top,
        bounded=bounded,
        resized=sizes.heighten,
        shown=shown,
        words=(tr("all lanes"), tr("fits the content")),
        counted=_lane_count,
        labels=(tr("Resize lane"), tr("Resize lanes")),
    ))  # fmt: skip


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
    return sizes.widen(session.saved_document, step_ids, round(sum(there) / len(there) / GRID) * GRID)


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
