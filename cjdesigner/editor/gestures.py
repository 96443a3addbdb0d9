"""What a press, a drag and a release do: one generator per gesture, without a window.

A gesture is started with the pointer where it was pressed. It yields what should be shown meanwhile, is sent a
pointer for each move, and ends by itself with the pointer that is ``released``. Closing it earlier cancels it: then
nothing has changed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import NamedTuple

from cjdesigner.draw.shapes import Drawing
from cjdesigner.edit import cards, curves
from cjdesigner.editor import folding
from cjdesigner.editor.session import Session
from cjdesigner.lanes.base import Scene
from cjdesigner.layout.hits import Box, Place, box_of, find, hit, lane_box, place_at, within
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.words import ntr, tr

START_DISTANCE = 4.0
"""Logical pixels that the pointer must travel before a press becomes a drag."""
COPY_KEY = "Alt" if sys.platform == "darwin" else "Ctrl"
"""The key that makes a copy of what is dragged, as it is called on the keyboard."""


@dataclass(frozen=True)
class Pointer:
    """Where the pointer is, in scene units, and which keys are held."""

    x: float
    y: float
    extend: bool = False
    """Shift."""
    copy: bool = False
    """Ctrl, or Alt on macOS."""
    free: bool = False
    """Alt: nothing draws the pointer to itself."""
    beside: bool = False
    """Not on the map: beside the canvas, or on a strip of pinned names."""
    released: bool = False
    slack: float = START_DISTANCE
    """Scene units that it must travel before a press becomes a drag: fewer the larger the map is shown."""


class Measure(NamedTuple):
    """A line from edge to edge that shows a size, upright or level."""

    x1: float
    y1: float
    x2: float
    y2: float


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
    border: Box | None = None
    """The border that is dragged, as a line without width or height."""
    marquee: Box | None = None
    line: tuple[tuple[float, float], ...] = ()
    """A link under construction."""
    end: str = ""
    """The card, step or lane of the cell that it would end at."""
    refusal: str = ""
    hint: str = ""
    tags: tuple[tuple[float, float, str], ...] = field(default=())
    """Short labels beside the pointer."""
    measures: tuple[Measure, ...] = ()
    """Guides: sizes that are equal."""
    clinging: bool = False
    """The ghosts cling to the canvas: let go beside it they land on it, and they do not leave the window."""


MANY = 1_000
"""Cards from which on the map does not make room while they are dragged, but when they are let go."""


class Edit(NamedTuple):
    """What a drag of very many cards leaves to be done when it has ended, and may be done while the window goes on."""

    cards: int
    label: str
    make: Callable[[Document], tuple[Document, tuple[str, ...]]]
    """The document of the one that the drag began with, and what is selected then."""
    after: Callable[[Document], object] | None = None
    """Called with the document that was made, once it is the present one."""


Gesture = Generator[Feedback, Pointer, None]
Carrying = Generator[Feedback, Pointer, Edit | None]
"""A gesture that may take along very many cards."""


def far(one: Pointer, other: Pointer) -> bool:
    """Whether two points are so far apart that a press at one that comes to the other is a drag."""
    return abs(one.x - other.x) + abs(one.y - other.y) >= one.slack


def under_way(pressed: Pointer) -> Generator[Feedback, Pointer, Pointer | None]:
    """Wait until the press has become a drag; None where it was let go before, as a click."""
    pointer = pressed
    while not far(pressed, pointer):
        pointer = yield Feedback()
        if pointer.released:
            return None
    return pointer


@contextmanager
def shown_meanwhile(session: Session) -> Iterator[None]:
    """Around what a gesture previews: cancelled, it takes the preview back."""
    try:
        yield
    except GeneratorExit:
        session.preview(None)
        raise


def drag_cards(session: Session, pressed: Pointer) -> Carrying:
    """The selected cards to another cell, in front or behind other cards; the map makes room as they go.

    Should the session show another map meanwhile, they land there.
    """
    base = session.saved_document
    drawing = session.drawing()
    home = map_id = session.map_id
    look = session.look
    scene = session.engine.scene(base, map_id)
    group = carried(session, scene, drawing, pressed)
    ids, everything = group.cards, (*group.cards, *group.points)
    many, moved = len(everything), frozenset(everything)
    pointer = yield from under_way(pressed)
    if pointer is None or not ids:
        return None
    shown: tuple[Place, bool] | None = None
    make: Callable[[Document], tuple[Document, tuple[str, ...]]] | None = None
    document, landed, label = base, everything, ""
    feedback = Feedback()
    with shown_meanwhile(session):
        while True:
            if session.map_id != map_id or session.look is not look:
                map_id, look, shown = session.map_id, session.look, None
                session.preview(None)
                drawing, scene = session.drawing(), session.scene()
            x = _start_x(scene, pointer.x, group.grip)
            fixed = frozenset() if pointer.copy else moved
            place = None if pointer.beside else place_at(drawing, scene, x, pointer.y, fixed)
            if place is None:
                document, landed = base, everything
                session.preview(None)
                shown = None
                feedback = Feedback(ids if map_id == home else everything, refusal=refused(scene))
            elif (place, pointer.copy) != shown:
                shown = (place, pointer.copy)
                if pointer.copy:
                    label = ntr("Copy {count} card", "Copy {count} cards", many)
                else:
                    label = ntr("Move {count} card", "Move {count} cards", many)
                make = partial(_dropped, everything, len(ids), place, pointer.copy, map_id == home)
                # At home, points stay on their curves: they are seen there rather than carried.
                seen = len(ids) if map_id == home else many
                boxes: tuple[Box, ...] = ()
                if many <= MANY:
                    document, landed = make(base)
                    session.preview(document)
                    boxes = landings(session.drawing(), landed[:seen])
                row = lane_box(session.drawing(), session.scene(), place.lane)
                if pointer.copy:
                    hint = tr("Drop to copy · Esc cancels")
                elif map_id != home:
                    hint = tr("Drop to move to this map · hold {key} to copy · Esc goes back", key=COPY_KEY)
                else:
                    hint = tr("Drop to move · hold {key} to copy · Esc cancels", key=COPY_KEY)
                mark = boxes[0] if boxes else place.mark
                feedback = Feedback(everything[:seen], landing=boxes, target=row, mark=mark, hint=hint)
            words = feedback.refusal if not pointer.beside else ""
            if shown is not None and pointer.copy:
                words = ntr("Copy {count} card", "Copy {count} cards", many)
            tags = ((pointer.x, pointer.y, words),) if words else ()
            pointer = yield travelled(feedback, pressed, pointer, tags)
            if pointer.released:
                break
    lost = partial(say_lost_links, session, base)
    if shown is None:
        session.preview(None)
    elif many > MANY and make is not None:
        return Edit(many, label, make, lost if map_id != home and not shown[1] else None)
    else:
        session.commit(document, label, select=landed)
        if map_id != home and not shown[1]:
            lost(document)
    return None


def refused(scene: Scene) -> str:
    """Why cards cannot land beside the cells."""
    if not scene.structure.steps or not scene.structure.lanes:
        return tr("This map has no cells yet: it needs a step and a lane.")
    return tr("Cards belong in a lane, below a step.")


def say_lost_links(session: Session, before: Document, after: Document) -> None:
    """Say how many links are gone, since they led to cards that stayed behind on another map."""
    lost = len(before.links) - len(after.links)
    if lost > 0:
        session.say(
            ntr(
                "{count} link to a card that stayed behind is gone. Undo brings it back.",
                "{count} links to cards that stayed behind are gone. Undo brings them back.",
                lost,
            )
        )


def _dropped(
    ids: tuple[str, ...], many: int, place: Place, copy: bool, at_home: bool, base: Document
) -> tuple[Document, tuple[str, ...]]:
    """The cards, or copies of them, at the place where they are let go; and what is selected then."""
    if copy:
        base, copies = cards.duplicate(base, ids)
        ids = tuple(copies)
    return _moved(base, ids, many, place, at_home), ids


def _moved(start: Document, landed: tuple[str, ...], many: int, place: Place, at_home: bool) -> Document:
    """The first ``many`` cards at the place; points of curves after them stay on their curves, as many steps on."""
    if not at_home:
        return cards.move(start, landed, place.lane, place.step, place.before)
    shape = queries.structure(start, start.lanes[place.lane].map)
    lead = shape.span(start.cards[landed[0]])
    document = cards.move(start, landed[:many], place.lane, place.step, place.before)
    further = shape.column[place.step] - lead[0] if lead else 0
    return curves.shift(document, landed[many:], further) if further else document


class Carried(NamedTuple):
    """What a drag takes along."""

    cards: tuple[str, ...]
    points: tuple[str, ...]
    """Points of curves."""
    grip: int
    """How many columns from its start the pressed card is held."""


def carried(session: Session, scene: Scene, drawing: Drawing, pressed: Pointer) -> Carried:
    """The selected cards in sight, the pressed one's cell first; those that share a cell in the order of reading."""
    document, shape = session.saved_document, scene.structure
    rows = {row.id: place for place, row in enumerate(drawing.rows)}
    found: list[tuple[int, int, str, str]] = []
    points: list[tuple[int, int, str, str]] = []
    for one in session.selected_cards():
        card = document.cards.get(one)
        span = shape.span(card) if card and card.lane in rows else None
        if card is not None and span is not None:
            kind = points if card.type == "emotions" else found
            kind.append((rows[card.lane], span[0], card.order, one))
    found.sort()
    along = tuple(one[3] for one in sorted(points))
    under = hit(drawing, scene, pressed.x, pressed.y)
    held = next((place for place in found if under and place[3] == under.id), found[0] if found else None)
    if held is None:
        return Carried((), along, 0)
    first = [one for one in found if one[:2] == held[:2]]
    column = scene.columns.at(pressed.x)
    grip = max(0, column - held[1]) if column is not None else 0
    return Carried(tuple(one[3] for one in [*first, *(one for one in found if one[:2] != held[:2])]), along, grip)


def _start_x(scene: Scene, x: float, grip: int) -> float:
    """Where the start of a card is that is held that many columns further on."""
    column = scene.columns.at(x)
    return x if column is None or not grip else scene.columns.centre(max(0, column - grip))


def landings(drawing: Drawing, ids: tuple[str, ...]) -> tuple[Box, ...]:
    """The boxes of these cards, in their order: hundreds may be dragged, so the drawing is gone through once."""
    wanted = set(ids)
    boxes = {
        group.meaning.id: box_of(row, group)
        for row in drawing.rows
        for group in row.groups
        if group.meaning.id in wanted and group.meaning.role in ("card", "point")
    }
    return tuple(boxes[one] for one in ids if one in boxes)


def travelled(
    feedback: Feedback, pressed: Pointer, pointer: Pointer, tags: tuple[tuple[float, float, str], ...]
) -> Feedback:
    """The same with the ghosts as far from where they were as the pointer is from where it was pressed."""
    return replace(feedback, offset=_offset(pressed, pointer), tags=tags)


def _offset(pressed: Pointer, pointer: Pointer) -> tuple[float, float]:
    return pointer.x - pressed.x, pointer.y - pressed.y


Selected = tuple[tuple[str, ...], tuple[str, str] | None]
"""What is selected: records, or a cell."""


def draw_marquee(session: Session, pressed: Pointer, before: Selected | None = None) -> Gesture:
    """A rectangle that selects every card it touches.

    With Shift they join those selected before, with Ctrl those among them are taken out again. Cancelled, it leaves
    selected what was: ``before``, by default what is selected now.
    """
    chosen, cell = before or (session.selection, session.cell)
    drawing = session.drawing()
    pointer = pressed
    hint = tr("Touch cards to select them · Shift adds · {key} adds or takes out · Esc cancels", key=COPY_KEY)
    try:
        while True:
            area = Box(
                min(pressed.x, pointer.x),
                min(pressed.y, pointer.y),
                abs(pressed.x - pointer.x),
                abs(pressed.y - pointer.y),
            )
            if far(pressed, pointer):
                session.select(_with_touched(chosen, within(drawing, area), pointer))
            pointer = yield Feedback(marquee=area, hint=hint)
            if pointer.released:
                return
    except GeneratorExit:
        session.select(chosen, cell)
        raise


def _with_touched(before: tuple[str, ...], touched: list[str], pointer: Pointer) -> tuple[str, ...]:
    """The selection with the cards under the marquee."""
    if pointer.copy:
        known, under = set(before), set(touched)
        return (*(one for one in before if one not in under), *(one for one in touched if one not in known))
    return (*before, *touched) if pointer.extend else tuple(touched)


def leaving(box: Box, place: tuple[float, float]) -> tuple[float, float]:
    """Where the straight line from the middle of a box to a place leaves it: the place itself where that is inside."""
    x, y = box.x + box.width / 2, box.y + box.height / 2
    dx, dy = place[0] - x, place[1] - y
    reach = max(abs(dx) / (box.width / 2 or 1), abs(dy) / (box.height / 2 or 1), 1.0)
    return x + dx / reach, y + dy / reach


def press_fold(session: Session, phase_id: str, pressed: Pointer) -> Gesture:
    """A click on a folded phase opens it, one on the sign at an open one folds it."""
    pointer = yield from under_way(pressed)
    if pointer is None:
        folding.fold(session, [phase_id], folded=not folding.is_folded(session, phase_id))


def press_hidden(session: Session, kind: str, ids: tuple[str, ...], pressed: Pointer) -> Gesture:
    """A click on the sign of hidden steps, lanes or curves shows them again; with curves the first id is their lane."""
    pointer = yield from under_way(pressed)
    if pointer is None and kind == "curves":
        folding.show_curves(session, ids[0], ids[1:])
    elif pointer is None:
        (folding.show_lanes if kind == "lanes" else folding.show_steps)(session, ids)


def stretch_card(session: Session, card_id: str, pressed: Pointer, left: bool = False) -> Gesture:
    """The right edge of a card, or the left one, over more or fewer steps."""
    base = session.saved_document
    scene = session.engine.scene(base, session.map_id)
    full = queries.structure(base, session.map_id)
    span = full.span(base.cards[card_id])
    box = find(session.drawing(), card_id)
    if span is None or box is None:
        return
    inside = full.steps[span[0] : span[1] + 1]
    shown = [scene.structure.column[step.id] for step in inside if step.id in scene.structure.column] or [0]
    # The other edge stays where it is.
    fixed, kept = (inside[-1].id, shown[-1]) if left else (inside[0].id, shown[0])
    document = base
    pointer = yield from under_way(pressed)
    if pointer is None:
        return
    with shown_meanwhile(session):
        while True:
            edge = box.x + 1.0 if left else box.right - 1.0
            column = scene.columns.at(edge + pointer.x - pressed.x)
            reached = kept if column is None else min(column, kept) if left else max(column, kept)
            if column is not None:
                document = cards.stretch(base, card_id, fixed, scene.structure.steps[reached].id)
                session.preview(document)
            now = find(session.drawing(), card_id) or box
            count = abs(reached - kept) + 1
            pointer = yield Feedback(
                border=Box(now.x if left else now.right, now.y, 0.0, now.height),
                tags=((pointer.x, pointer.y, ntr("{count} step", "{count} steps", count)),),
                hint=tr("Drag over more or fewer steps · Esc cancels"),
            )
            if pointer.released:
                break
    session.commit(document, tr("Stretch card"))
