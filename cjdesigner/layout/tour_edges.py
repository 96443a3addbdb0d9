"""What a page of a tour has around the map: the names of phases, steps and lanes, and the line at the bottom."""

from __future__ import annotations

from collections.abc import Iterator

from cjdesigner.draw.colours import blend, readable_on
from cjdesigner.draw.shapes import Drawing, Group, Meaning, Rect, Shape, Style, Text
from cjdesigner.draw.text import advance, break_lines, elide
from cjdesigner.lanes.base import Scene
from cjdesigner.layout.staging import CAPTION, HEAD, HEIGHT, PHASES, RAIL, STEPS, WIDTH, Framing
from cjdesigner.layout.stops import Stop

_PHASE = Style(15.0, 700)
_STEP = Style(13.0, 600)
_LANE = Style(14.0, 600)
_TITLE = Style(20.0, 700)
_SAID = Style(16.0, 400)
_NUMBER = Style(14.0, 400)
_PROGRESS = 3.0
_FURNITURE = Meaning("furniture")


def names(drawing: Drawing, scene: Scene, stop: Stop, place: Framing) -> list[Group]:
    """The names at the left and at the top, over the map."""
    shapes = (
        *_covered(drawing, scene, place),
        *_rail(drawing, scene, stop, place),
        *_header(scene, stop, place),
    )
    return [Group(0.0, 0.0, WIDTH, HEIGHT - CAPTION, shapes, _FURNITURE)]


def _covered(drawing: Drawing, scene: Scene, place: Framing) -> Iterator[Shape]:
    """Ground over the map's own names, which those at the edges stand in for."""
    columns, canvas = scene.columns, scene.theme.colours.canvas
    lanes = {lane.id for lane in scene.structure.lanes}
    right = min(place.x + (columns.track_left + columns.rail) * place.scale, WIDTH)
    below = min(place.y + next((r.y for r in drawing.rows if r.id in lanes), 0.0) * place.scale - 3.0, HEIGHT - CAPTION)
    if right > RAIL:
        yield Rect(RAIL, HEAD, right - RAIL, HEIGHT - CAPTION - HEAD, 0.0, canvas)
    if below > HEAD:
        yield Rect(RAIL, HEAD, WIDTH - RAIL, below - HEAD, 0.0, canvas)


def _flat(text: str) -> str:
    return " ".join(text[:400].split())


def _rail(drawing: Drawing, scene: Scene, stop: Stop, place: Framing) -> Iterator[Shape]:
    colours = scene.theme.colours
    bottom = HEIGHT - CAPTION
    yield Rect(0.0, 0.0, RAIL, bottom, 0.0, colours.sheet)
    yield Rect(RAIL - 1.0, 0.0, 1.0, bottom, 0.0, colours.hairline)
    lanes = {lane.id: lane for lane in scene.structure.lanes}
    for row in drawing.rows:
        lane = lanes.get(row.id)
        top, end = place.y + row.y * place.scale, place.y + (row.y + row.height) * place.scale
        if lane is None or end < HEAD or top > bottom:
            continue
        top, end = max(top, HEAD), min(end, bottom)
        bright = is_bright(stop, row.y + row.height / 2, row.height)
        colour = scene.theme.lane(lane.type, lane.colour)
        yield Rect(
            0.0, top + 2, 5.0, max(end - top - 4, 2.0), 0.0, colour if bright else blend(colour, colours.sheet, 0.35)
        )
        if end - top < 20.0:
            continue
        most = max(1, int((end - top - 8.0) // 18.0))
        lines = break_lines(_flat(lane.name), _LANE, RAIL - 24.0) if lane.name.strip() else ()
        if len(lines) > most:
            lines = (*lines[: most - 1], elide(" ".join(lines[most - 1 :]), _LANE, RAIL - 24.0))
        if lines:
            yield Text(16.0, top + 21.0, lines, _LANE, _ink(scene, bright), 18.0)


def is_bright(stop: Stop, middle: float, high: float) -> bool:
    """Whether a row is one of those that the stop is about."""
    if not stop.bright:
        return True
    return any(box.y - high / 2 < middle < box.bottom + high / 2 for box in stop.bright)


def phase_of(scene: Scene, stop: Stop) -> str:
    """The phase that the stop is in, or "" where it is in none."""
    if not stop.step:
        kind, _, phase = stop.section.partition(":")
        return phase if kind == "phase" else ""
    structure = scene.structure
    place = structure.column.get(stop.step)
    return structure.steps[place].phase if place is not None else ""


def _ink(scene: Scene, bright: bool) -> str:
    colours = scene.theme.colours
    return colours.ink if bright else blend(colours.secondary, colours.sheet, 0.55)


def _header(scene: Scene, stop: Stop, place: Framing) -> Iterator[Shape]:
    colours, columns, structure = scene.theme.colours, scene.columns, scene.structure
    yield Rect(0.0, 0.0, WIDTH, HEAD, 0.0, colours.sheet)
    here = phase_of(scene, stop)
    for number, ((x, width), phase) in enumerate(zip(columns.phases, structure.phases, strict=True)):
        start, end = max(place.x + x * place.scale, RAIL), min(place.x + (x + width) * place.scale, WIDTH)
        if end - start < 2.0:
            continue
        colour = scene.theme.phase(number, phase.colour)
        if here and phase.id != here:
            colour = blend(colour, colours.sheet, 0.3)
        yield Rect(start + 1, 0.0, end - start - 2, PHASES, 0.0, colour)
        if end - start > 50.0 and phase.name.strip():
            name = elide(_flat(phase.name), _PHASE, end - start - 20.0)
            yield Text(start + 12.0, 23.5, (name,), _PHASE, readable_on(colour))
    for x, width, step in zip(columns.left, columns.width, structure.steps, strict=True):
        start, end = max(place.x + x * place.scale, RAIL), min(place.x + (x + width) * place.scale, WIDTH)
        room = end - start - 18.0
        if room < 36.0 or not step.name.strip():
            continue
        name = elide(_flat(step.name), _STEP, room)
        if name.endswith("…") and room < 84.0:
            continue
        bright = not stop.bright or any(box.x < x + width / 2 < box.right for box in stop.bright)
        yield Text(start + 12.0, PHASES + STEPS / 2 + 4.5, (name,), _STEP, _ink(scene, bright))
    yield Rect(0.0, HEAD - 1.0, WIDTH, 1.0, 0.0, colours.hairline)


def caption(scene: Scene, stop: Stop, number: int, sections: list[str], with_text: bool) -> list[Group]:
    """The stop's title and text, its number, and a line of progress through ``sections``, one entry a stop."""
    colours = scene.theme.colours
    top, count = HEIGHT - CAPTION, len(sections)
    ground: list[Shape] = [
        Rect(0.0, top, WIDTH, CAPTION, 0.0, colours.sheet),
        Rect(0.0, top, WIDTH, 1.0, 0.0, colours.hairline),
        Rect(0.0, HEIGHT - _PROGRESS, WIDTH, _PROGRESS, 0.0, colours.hairline),
        Rect(0.0, HEIGHT - _PROGRESS, WIDTH * (number + 1) / count, _PROGRESS, 0.0, colours.accent),
    ]
    for place in range(1, count):
        if sections[place] != sections[place - 1]:
            ground.append(Rect(WIDTH * place / count - 1.0, HEIGHT - _PROGRESS, 2.0, _PROGRESS, 0.0, colours.sheet))
    words = f"{number + 1} / {count}"
    ground.append(Text(WIDTH - 24.0, top + 33.0, (words,), _NUMBER, colours.secondary, align="right"))
    room = WIDTH - 48.0 - advance(words, _NUMBER) - 28.0
    text = _flat(stop.text) if with_text else ""
    title = elide(_flat(stop.title), _TITLE, room * (0.62 if text else 1.0))
    used = advance(title, _TITLE) + 20.0
    head = Text(0.0, 24.0, (title,), _TITLE, colours.ink)
    groups = [
        Group(0.0, 0.0, WIDTH, HEIGHT, tuple(ground), _FURNITURE),
        Group(24.0, top + 11.0, used, 34.0, (head,), Meaning("heading", "", stop.title, stop.notes)),
    ]
    if text and room - used > 60.0:
        line = Text(0.0, 23.0, (elide(text, _SAID, room - used),), _SAID, colours.secondary)
        groups.append(Group(24.0 + used, top + 11.0, room - used, 34.0, (line,), Meaning("paragraph", "", text)))
    return groups
