"""A page for each phase: its steps laid out anew in reading size, lane by lane, over as many pages as they need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cjdesigner.draw.colours import blend
from cjdesigner.draw.scaling import Scaler
from cjdesigner.draw.shapes import Drawing, Group, Meaning, Rect, Row, Shape, Style, Text
from cjdesigner.draw.text import elide
from cjdesigner.layout.engine import Engine
from cjdesigner.layout.evenly import evenly
from cjdesigner.layout.excerpt import excerpt
from cjdesigner.layout.leaf import Frame, Leaf, baseline, running
from cjdesigner.layout.parting import parts_of
from cjdesigner.model.document import Document
from cjdesigner.model.queries import structure
from cjdesigner.model.records import Step
from cjdesigner.words import translate

_SCALES = (1.06, 1.0, 0.94, 0.88, 0.82)
"""From roomy to the smallest that reads well: 8 points for the text of cards."""
_FLOWING = 0.92
"""The scale of phases that take several pages anyway."""
_MANY = 4
"""A phase of more pages is not tried at other scales."""
_NARROWEST = 172.0
"""Scene units of a column in reading size."""
_BESIDE = 28.0
"""Between two stacks of lanes."""
_WIDEST = 320.0
_OVER = Style(12.0, 600)
_NAME = Style(30.0, 700)
_AGAIN = Style(18.0, 700)
_SAID = Style(14.0, 400)
_NOTHING = Style(14.0, 400, True)


class Opened(NamedTuple):
    """Some columns of a phase, laid out: rows below one another, the first with the names of the steps."""

    scale: float
    steps: Row | None
    lanes: tuple[Row, ...]
    over: tuple[Group, ...]
    left: float
    """Where the names of the lanes begin in the rows."""
    stacks: int = 1
    """So many stacks of lanes stand beside each other on a page."""
    width: float = 0.0
    """That of a stack on the page."""


def phase_pages(
    document: Document, map_id: str, engine: Engine, drawing: Drawing, frame: Frame, place: int
) -> list[Drawing]:
    """The pages of the phase at ``place``; ``drawing`` is the whole map as laid out."""
    shape = structure(document, map_id)
    phase = shape.phases[place]
    own = shape.steps_of[phase.id]
    title = phase.name or translate("Phase {number}", drawing.language, number=place + 1)
    pages: list[Drawing] = []
    room = frame.bottom - frame.top - _heading_height(document, map_id, place, frame, engine, drawing.language, False)
    for opened in _opened(document, map_id, engine, frame, own, room):
        waiting = list(opened.lanes)
        steps = opened.steps
        while waiting or not pages:
            again = bool(pages)
            leaf = Leaf(frame, engine.theme, drawing.language, f"phase:{phase.id}" if not again else "")
            y = _heading(leaf, document, map_id, place, again)
            top = y
            for stack in range(opened.stacks):
                left = frame.left + stack * (opened.width + _BESIDE)
                share = _share(opened, waiting, frame.bottom - top) if again and not stack else len(waiting)
                y, rest, whole = _fill(leaf, opened, steps, waiting[:share], top, left)
                waiting = [*rest, *waiting[share:]]
                if not waiting:
                    break
            if not opened.lanes:
                _nothing(leaf, y)
            over = _links(opened, leaf, whole) if whole else ()
            pages.append(leaf.drawing(title, drawing, over))
            if not opened.lanes:
                break
    if not pages:
        leaf = Leaf(frame, engine.theme, drawing.language, f"phase:{phase.id}")
        y = _heading(leaf, document, map_id, place, False)
        _nothing(leaf, y)
        pages.append(leaf.drawing(title, drawing))
    return pages


def _nothing(leaf: Leaf, y: float) -> None:
    words = translate("Nothing has been told about this phase yet.", leaf.language)
    leaf.words(words, _NOTHING, leaf.theme.colours.secondary, (leaf.frame.left, y), leaf.frame.room, 20.0)


# --- layout of the columns ----------------------------------------------------------------------------------------


def _opened(
    document: Document, map_id: str, engine: Engine, frame: Frame, own: Sequence[Step], room: float
) -> list[Opened]:
    """The phase in one piece as large as fits a page, or else in pieces that can be read."""
    if not own:
        return []
    best: tuple[int, Opened] | None = None
    beside = {scale: _stacks(own, frame, engine, scale) for scale in _SCALES}
    for scale in _SCALES:
        if len(_parted(own, frame, engine, scale)) > 1 or beside[scale] < max(beside.values()):
            continue
        made = _laid(document, map_id, engine, frame, own, scale, beside[scale])
        count = _pages(made, room, frame)
        if count == 1:
            return [made]
        if best is None or count < best[0]:
            best = count, made
        if count > _MANY:
            break  # no scale would change much
    if best is not None and best[0] <= _MANY:
        return [best[1]]
    parts = _parted(own, frame, engine, _FLOWING)
    return [_laid(document, map_id, engine, frame, part, _FLOWING) for part in parts]


def _stacks(own: Sequence[Step], frame: Frame, engine: Engine, scale: float) -> int:
    """Two on a wide page where the columns of a phase have room in half of it."""
    half = (frame.room - _BESIDE) / 2 / scale - engine.theme.sizes.rail
    return 2 if frame.width > frame.height and half >= len(own) * _NARROWEST else 1


def _pages(opened: Opened, room: float, frame: Frame) -> int:
    """About how many pages it takes: lanes are not parted here. ``room`` is that of the first one."""
    later = frame.bottom - frame.top - 64.0
    steps = (opened.steps.height + 12.0) * opened.scale if opened.steps else 0.0
    count, left = 1, room - steps
    for row in opened.lanes:
        high = row.height * opened.scale
        if high > left:
            count += 1 + int(high // max(later - steps, 1.0))
            left = (room if count <= opened.stacks else later) - steps
        left -= high + 8.0 * opened.scale
    return -(-count // opened.stacks)


def _parted(own: Sequence[Step], frame: Frame, engine: Engine, scale: float) -> list[Sequence[Step]]:
    """The steps in as few groups as have room beside the lanes' names, about equally many in each."""
    most = max(1, int((frame.room / scale - engine.theme.sizes.rail) // _NARROWEST))
    return evenly(own, -(-len(own) // most))


def _laid(
    document: Document, map_id: str, engine: Engine, frame: Frame, own: Sequence[Step], scale: float, stacks: int = 1
) -> Opened:
    sizes = engine.theme.sizes
    width = (frame.room - (stacks - 1) * _BESIDE) / stacks
    room = width / scale - sizes.rail - sizes.card_gap / 2
    wide = min(room / len(own), _WIDEST)
    part = excerpt(document, map_id, engine.theme, {step.id for step in own}, {step.id: wide for step in own})
    drawing = Engine(engine.theme, engine.looks, engine.fading).layout(part, map_id)
    steps = next((row for row in drawing.rows if row.id == "steps"), None)
    lanes = tuple(row for row in drawing.rows if row.id in part.lanes or row.id == "visibility")
    return Opened(scale, steps, lanes, drawing.over, sizes.margin, stacks, width)


def _share(opened: Opened, waiting: Sequence[Row], room: float) -> int:
    """How many of the last lanes stand in the first stack: about half, where one stack would hold all of them."""
    gap = 8.0
    steps = opened.steps.height + 12.0 if opened.steps else 0.0
    high = [row.height + gap for row in waiting]
    places = [place for place in range(1, len(high)) if waiting[place - 1].id != "visibility"]
    if opened.stacks < 2 or not places or (steps + sum(high)) * opened.scale > room:
        return len(waiting)
    return min(places, key=lambda place: (max(sum(high[:place]), sum(high[place:])), -place))


def _fill(
    leaf: Leaf, opened: Opened, steps: Row | None, waiting: list[Row], y: float, left: float
) -> tuple[float, list[Row], dict[str, tuple[float, float]] | None]:
    """Puts the steps and as many lanes as fit below each other from (left, y) on.

    Gives where they end, what is left over, and where all lanes stand if they all do.
    """
    frame, scale = leaf.frame, opened.scale
    gap = leaf.theme.sizes.lane_gap * scale
    first = len(waiting) == len(opened.lanes)
    moved: dict[str, tuple[float, float]] = {}

    def put(row: Row, factor: float, at: float) -> None:
        scaler = Scaler(factor)
        dx = left - opened.left * factor
        moved[row.id] = row.y, at
        leaf.row(Row(row.id, at, row.height * factor, tuple(scaler.group(one, dx) for one in row.groups)))

    if steps is not None:
        put(steps, scale, y)
        y += steps.height * scale + 12.0 * scale
    begun = False
    while waiting:
        row = waiting[0]
        room = frame.bottom - y
        needed = row.height * scale
        if row.id == "visibility" and len(waiting) > 1:
            needed += gap + min(waiting[1].height * scale, 120.0)
        if needed <= room:
            put(row, scale, y)
            y += row.height * scale + gap
            waiting = waiting[1:]
            begun = True
            continue
        parts = parts_of(row, room / scale) if room > 160.0 or not begun else None
        if parts is not None:
            put(parts[0], scale, y)
            return frame.bottom, [parts[1], *waiting[1:]], None
        if not begun:
            # One card or curve higher than a page: there it has to be smaller.
            put(row, room / row.height, y)
            return frame.bottom, waiting[1:], None
        return y, waiting, None
    return y, waiting, moved if first else None


def _links(opened: Opened, leaf: Leaf, moved: dict[str, tuple[float, float]]) -> list[Group]:
    """The arrows between the cards, where all lanes stand on one page as they stand on the map."""
    lanes = [moved[row.id] for row in opened.lanes]
    shifts = {round(at - y * opened.scale, 3) for y, at in lanes}
    if len(shifts) != 1:
        return []
    scaler = Scaler(opened.scale)
    dx = leaf.frame.left - opened.left * opened.scale
    return [scaler.group(one, dx, shifts.copy().pop()) for one in opened.over]


# --- heading ------------------------------------------------------------------------------------------------------


def _heading_height(
    document: Document, map_id: str, place: int, frame: Frame, engine: Engine, language: str, again: bool
) -> float:
    return _heading(Leaf(frame, engine.theme, language), document, map_id, place, again) - frame.top


def _heading(leaf: Leaf, document: Document, map_id: str, place: int, again: bool) -> float:
    """The way through the phases, and the name of this one with what it is about; where the content begins."""
    shape = structure(document, map_id)
    frame, colours, language = leaf.frame, leaf.theme.colours, leaf.language
    phase = shape.phases[place]
    colour = leaf.theme.phase(place, phase.colour)
    ink = blend(colour, colours.ink, 0.75)
    title = shape.map.title or document.project.title
    over = translate("Phase {number} of {count}", language, number=place + 1, count=len(shape.phases))
    side = over if again else document.project.title if title != document.project.title else ""
    running(leaf, title, side, f"#whole:{map_id}")
    y = _way(leaf, document, map_id, place, frame.top - 14.0)
    name = phase.name or over
    if again:
        words = translate("{name} (continued)", language, name=name)
        shown = Text(0.0, baseline(_AGAIN, 26.0), (elide(words, _AGAIN, frame.room),), _AGAIN, ink)
        leaf.put((shown,), "furniture", at=(frame.left, y), size=(frame.room, 26.0))
        return y + 36.0
    y += leaf.words(over, _OVER, ink, (frame.left, y), frame.room, 18.0)
    y += leaf.words(name, _NAME, colours.ink, (frame.left, y), frame.room, 38.0, "heading", 3, id=phase.id, level=2)
    half = min(frame.room, 720.0)
    y += 2.0
    if phase.description:
        y += leaf.words(phase.description, _SAID, colours.secondary, (frame.left, y), half, 21.0, most=6)
    if phase.goal:
        y += leaf.words(
            f"{translate('Goal', language)}: {phase.goal}", Style(14.0, 600), ink, (frame.left, y + 2.0), half, 21.0,
            most=6,
        ) + 2.0  # fmt: skip
    return y + 18.0


def _way(leaf: Leaf, document: Document, map_id: str, place: int, y: float) -> float:
    """Bars for all phases, this one strong; each leads to its page."""
    shape = structure(document, map_id)
    frame, colours = leaf.frame, leaf.theme.colours
    count = len(shape.phases)
    gap = 6.0 if count < 20 else 2.0
    wide = (frame.room - gap * (count - 1)) / count
    for at, phase in enumerate(shape.phases):
        colour = leaf.theme.phase(at, phase.colour)
        here = at == place
        shapes: list[Shape] = [Rect(0.0, 0.0, wide, 5.0, 2.5, colour if here else blend(colour, colours.sheet, 0.32))]
        if wide > 40.0:
            style = Style(10.5, 600 if here else 400)
            ink = blend(colour, colours.ink, 0.7) if here else colours.secondary
            words = " ".join(phase.name.split())
            shapes.append(Text(0.0, 19.0, (elide(words, style, wide - 4.0),), style, ink))
        target = "" if here else f"#phase:{phase.id}"
        meaning = Meaning("furniture", "", phase.name, "", target)
        leaf.put_group(Group(frame.left + at * (wide + gap), y, wide, 24.0, tuple(shapes), meaning))
    return y + 42.0
