"""Dragging a border: what is beside it follows, is drawn to equal sizes, and is kept when the border is let go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from cjdesigner.editor.gestures import Feedback, Gesture, Pointer, shown_meanwhile
from cjdesigner.editor.session import Session
from cjdesigner.model.document import Document
from cjdesigner.model.records import Lane, Step

_REACH = 1.75
"""How far a size is drawn to an equal one, in lengths of a press that becomes a drag: about 7 pixels."""
GRID = 5.0
"""Scene units that sizes are rounded to where nothing draws them."""


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
        return Size(round(wanted / GRID) * GRID)
    return Size(close, tuple(one for one, size in known if abs(size - close) < 0.5), close == usual)


class Border(NamedTuple):
    """A border that is dragged: what steps and lanes have of their own."""

    every: list[str]
    """All that can be resized together, in their order."""
    together: list[str]
    """Those that are, without Shift."""
    there: dict[str, float]
    """The sizes before."""
    before: float
    """That of the one whose border it is."""
    usual: float
    """What the others are drawn to beside one another's size."""
    wanted: Callable[[Pointer], float]
    bounded: Callable[[Size], Size]
    resized: Callable[[Document, list[str], float], Document]
    """0 for the size that comes by itself."""
    shown: Callable[[Pointer, Sequence[str], str], Feedback]
    """What to draw: with the ids to measure, and what to say beside the pointer."""
    words: tuple[str, str]
    """For all of them, and for the size that comes by itself."""
    counted: Callable[[int], str]
    labels: tuple[str, str]
    """The name of the change, for one and for several."""


def drag(session: Session, pointer: Pointer, border: Border) -> Gesture:
    """Follow the pointer with the border until it is let go, then keep the sizes."""
    base = document = session.saved_document
    chosen = border.together
    with shown_meanwhile(session):
        while True:
            chosen = border.every if pointer.extend else border.together
            fixed = set(chosen)
            others = [(one, size) for one, size in border.there.items() if one not in fixed]
            size = border.bounded(nearest(border.wanted(pointer), others, border.usual, pointer))
            document = base
            if size.value != border.before or len(chosen) > 1:
                document = border.resized(base, chosen, 0.0 if size.usual else size.value)
            session.preview(document if document is not base else None)
            marked = [*size.equal, *chosen] if size.equal or len(chosen) > 1 else []
            every, usual = border.words
            words = _words(base, size, len(others), len(chosen), every, usual, border.counted)
            pointer = yield border.shown(pointer, marked, words)
            if pointer.released:
                break
    session.commit(document, border.labels[0 if len(chosen) == 1 else 1])


def _words(
    document: Document,
    size: Size,
    others: int,
    chosen: int,
    every: str,
    usual: str,
    counted: Callable[[int], str],
) -> str:
    """The size, and what it is equal to: "240 = Compare"."""
    number = f"{size.value:.0f}"
    if not others and chosen > 1:
        return f"{number} = {every}"
    if size.equal:
        record = document.find(size.equal[0])
        name = " ".join(record.name.split())[:24] if isinstance(record, Step | Lane) else ""
        if others > 1 and len(size.equal) == others:
            return f"{number} = {every}"
        return f"{number} = {name if len(size.equal) == 1 and name else counted(len(size.equal))}"
    return f"{number} · {usual}" if size.usual else number
