"""The curve of a report: the whole of it, as a sketch or in full, and what its peaks and dips are about."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from cjdesigner.draw.colours import blend, readable_on
from cjdesigner.draw.scaling import Scaler
from cjdesigner.draw.shapes import Drawing, Group, Meaning, Path, Rect, Row, Shape, Style, Text
from cjdesigner.draw.text import break_lines, elide
from cjdesigner.lanes import marks
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.layout.comparison import number
from cjdesigner.layout.engine import Engine
from cjdesigner.layout.evenly import evenly
from cjdesigner.layout.excerpt import excerpt
from cjdesigner.layout.leaf import set_lines
from cjdesigner.layout.report.flow import BODY, BODY_LEADING, QUIET, QUIET_LEADING, STRONG, Flow, Subject, said
from cjdesigner.model.records import Card
from cjdesigner.words import translate

_FACES = 18
"""More points than these are not all given a face in a sketch."""
_SMALLEST = 0.62
"""Below this scale the curve is parted into bands."""
_HIGH = 330.0
_EDGE = 14.0
_SHALLOW = 0.4
"""A feeling nearer to the neutral line is no peak and no dip, unless there is nothing else."""


class Turn(NamedTuple):
    """A point where a curve turns, with its place on the map."""

    card: Card
    persona: int
    value: float


def rows_with_curves(drawing: Drawing) -> list[Row]:
    """The lanes of emotions."""
    return [row for row in drawing.rows if any(group.meaning.role == "curve" for group in row.groups)]


def turns(subject: Subject) -> list[Turn]:
    """Peaks above and dips below the neutral line, in the order of the journey."""
    places = {persona.id: place for place, persona in enumerate(subject.scene.personas)}
    found: list[tuple[float, Turn]] = []
    for row in rows_with_curves(subject.drawing):
        curves: dict[int, list[tuple[float, Card]]] = defaultdict(list)
        for group in row.groups:
            card = subject.document.cards.get(group.meaning.id) if group.meaning.role == "point" else None
            if card is not None and isinstance(card.payload, Emotion):
                curves[places.get(card.payload.persona, 0)].append((_face(group, subject)[0] + group.x, card))
        for persona, points in curves.items():
            points.sort(key=lambda each: (each[0], each[1].id))
            values = [_value(card) for _, card in points]
            for place, (x, card) in enumerate(points):
                beside = [values[other] for other in (place - 1, place + 1) if 0 <= other < len(values)]
                value = values[place]
                peak = value > 0 and all(value >= other for other in beside)
                dip = value < 0 and all(value <= other for other in beside)
                if peak or dip:
                    found.append((x, Turn(card, persona, value)))
    found.sort(key=lambda each: (each[0], each[1].persona, each[1].card.id))
    every = [turn for _, turn in found]
    strong = [turn for turn in every if abs(turn.value) >= _SHALLOW]
    return strong or every


def _value(card: Card) -> float:
    return card.payload.value if isinstance(card.payload, Emotion) else 0.0


def _face(group: Group, subject: Subject) -> tuple[float, float]:
    """The middle of a point's face within its group."""
    r = subject.scene.theme.sizes.face
    for one in group.shapes:
        if isinstance(one, Path) and one.fill in subject.scene.theme.emotions and one.commands[0][0] == "M":
            x, y = one.commands[0][1]
            return x - r, y
    return group.width / 2, group.height / 2


# --- a sketch for the cover ---------------------------------------------------------------------------------------


def sketch(subject: Subject, width: float, height: float) -> Group | None:
    """The first lane of emotions from the first to the last step, in that size; None where there is no curve."""
    rows = rows_with_curves(subject.drawing)
    columns = subject.scene.columns
    if not rows or not columns.left:
        return None
    row = rows[0]
    left, right = columns.left[0], columns.left[-1] + columns.width[-1]
    faces = [
        _face(group, subject)[1] + group.y for group in row.groups if group.meaning.role == "point"
    ] or [row.height / 2]  # fmt: skip
    # From the highest to the lowest point, the neutral line always among them.
    low, top = max(*faces, row.height / 2 + 30.0), min(*faces, row.height / 2 - 30.0)
    wide, high = width / (right - left), (height - 2 * _EDGE) / (low - top)
    zero = (row.height / 2 - top) * high + _EDGE
    boundary = subject.scene.theme.colours.boundary
    shapes: list[Shape] = [Path((("M", (0.0, zero)), ("L", (width, zero))), stroke=boundary, dash=(4.0, 4.0))]
    points = [group for group in row.groups if group.meaning.role == "point"]
    for group in row.groups:
        if group.meaning.role not in ("area", "curve"):
            continue
        for one in group.shapes:
            if isinstance(one, Path):
                dx, dy = group.x - left, group.y - top
                steps = tuple(
                    (step, tuple((value + dy) * high + _EDGE if place % 2 else (value + dx) * wide
                                 for place, value in enumerate(values)))
                    for step, values in one.commands
                )  # fmt: skip
                shapes.append(one._replace(commands=steps))
    shown = {turn.card.id for turn in turns(subject)} if len(points) > _FACES else None
    theme = subject.scene.theme
    for group in points:
        card = subject.document.cards.get(group.meaning.id)
        if card is None or (shown is not None and card.id not in shown):
            continue
        x, y = _face(group, subject)
        value = _value(card)
        at = (x + group.x - left) * wide, (y + group.y - top) * high + _EDGE
        shapes.extend(marks.face(value, *at, 9.0, theme.emotion(value), theme.colours.sheet))
    return Group(0.0, 0.0, width, height, tuple(shapes), Meaning("figure", "", spoken(subject)))


def spoken(subject: Subject) -> str:
    """The curve in words."""
    parts = []
    for persona, points in _by_persona(subject).items():
        name = subject.scene.personas[persona].name if persona < len(subject.scene.personas) else ""
        words = ", ".join(f"{_word(card)} ({number(_value(card), subject.language, sign=True)})" for card in points)
        parts.append(f"{name}: {words}" if name else words)
    return f"{translate('The curve of emotions', subject.language)}. " + ". ".join(parts)


def _by_persona(subject: Subject) -> dict[int, list[Card]]:
    places = {persona.id: place for place, persona in enumerate(subject.scene.personas)}
    curves: dict[int, list[tuple[float, Card]]] = defaultdict(list)
    for row in rows_with_curves(subject.drawing):
        for group in row.groups:
            card = subject.document.cards.get(group.meaning.id) if group.meaning.role == "point" else None
            if card is not None and isinstance(card.payload, Emotion):
                curves[places.get(card.payload.persona, 0)].append((group.x, card))
    return {one: [card for _, card in sorted(points, key=lambda each: (each[0], each[1].id))]
            for one, points in sorted(curves.items())}  # fmt: skip


def _word(card: Card) -> str:
    word = card.payload.word if isinstance(card.payload, Emotion) else ""
    return " ".join((word or card.text).split())


def phase_bar(subject: Subject, width: float) -> list[Group]:
    """The phases as bars as wide as their share of the map, each leading to its page."""
    scene = subject.scene
    columns = scene.columns
    if not columns.phases:
        return []
    start = columns.phases[0][0]
    wide = width / max(columns.phases[-1][0] + columns.phases[-1][1] - start, 1.0)
    groups = []
    style = Style(12.0, 600)
    for place, (phase, (left, across)) in enumerate(zip(scene.structure.phases, columns.phases, strict=True)):
        colour = scene.theme.phase(place, phase.colour)
        room = across * wide - 3.0
        shapes: list[Shape] = [Rect(0.0, 0.0, room, 26.0, 5.0, colour)]
        name = " ".join(phase.name.split())
        if room > 34.0 and name:
            ink = readable_on(colour, dark=scene.theme.colours.ink)
            shapes.append(Text(10.0, 17.5, (elide(name, style, room - 16.0),), style, ink))
        meaning = Meaning("item", "", name, "", f"#phase:{phase.id}")
        groups.append(Group((left - start) * wide, 0.0, room, 26.0, tuple(shapes), meaning))
    return groups


# --- the page -----------------------------------------------------------------------------------------------------


def curve_pages(subject: Subject, engine: Engine) -> list[Drawing]:
    """The curve as large as the page allows, then its peaks and dips; none for a map without a curve."""
    if not rows_with_curves(subject.drawing):
        return []
    flow = Flow(subject, translate("How it feels", subject.language), f"curve:{subject.scene.structure.map.id}")
    flow.heading(translate("The curve of emotions, from step to step", subject.language))
    for band in _bands(subject, engine):
        flow.need(sum(row.height for row in band) + 12.0)
        for place, row in enumerate(band):
            if place:
                flow.need(row.height)  # several lanes together may be higher than a page
            if row.height > flow.room:
                row = _smaller(row, flow.room / row.height, subject.frame.left)
            flow.leaf.row(row._replace(y=flow.y))
            flow.y += row.height + 4.0
        flow.y += 14.0
        flow._fresh = False
    found = turns(subject)
    peaks = [turn for turn in found if turn.value > 0]
    dips = [turn for turn in found if turn.value < 0]
    box = subject.frame
    half = (box.room - 32.0) / 2
    for title, some, colour in (
        (translate("Peaks", subject.language), peaks, subject.scene.theme.emotions[4]),
        (translate("Dips", subject.language), dips, subject.scene.theme.emotions[0]),
    ):
        if some:
            flow.part(title, colour)
        for at in range(0, len(some), 2):
            pair = [_told(subject, turn, side * (half + 32.0), half) for side, turn in enumerate(some[at : at + 2])]
            flow.beside(pair)
            flow.gap(12.0)
    return flow.end()


def _bands(subject: Subject, engine: Engine) -> list[list[Row]]:
    """Phases, steps and curve in rows as wide as the page: in one band where it can be read, else in several."""
    sizes = engine.theme.sizes
    box, shape = subject.frame, subject.scene.structure
    lanes = [row.id for row in rows_with_curves(subject.drawing)]
    room = box.room
    wide = sizes.column
    count = len(shape.steps)
    scale = min(1.0, room / (sizes.rail + count * max(wide * 0.62, 110.0)))
    most = count
    if scale < _SMALLEST:
        scale = _SMALLEST
        most = max(1, int((room / scale - sizes.rail) // 120.0))
    parts = -(-count // most)
    bands = []
    for some in evenly(shape.steps, parts):
        across = (room / scale - sizes.rail - sizes.card_gap / 2) / max(len(some), 1)
        high = max(_HIGH, sizes.curve_height) if parts == 1 else 240.0
        piece = excerpt(
            subject.document, shape.map.id, engine.theme, {step.id for step in some},
            {step.id: across for step in some}, lanes, dict.fromkeys(lanes, high),
        )  # fmt: skip
        drawing = Engine(engine.theme, engine.looks, engine.fading).layout(piece, shape.map.id)
        scaler = Scaler(scale)
        dx = box.left - sizes.margin * scale
        bands.append(
            [
                Row(row.id, 0.0, row.height * scale, tuple(scaler.group(_silent(group), dx) for group in row.groups))
                for row in drawing.rows
                if row.id in ("phases", "steps", *lanes)
            ]
        )
    return bands


def _smaller(row: Row, scale: float, left: float) -> Row:
    """A row that a page has room for, from its left edge on."""
    scaler = Scaler(scale)
    groups = tuple(scaler.group(group, left * (1.0 - scale)) for group in row.groups)
    return Row(row.id, row.y, row.height * scale, groups)


def _silent(group: Group) -> Group:
    """Phases lead to their pages from here too."""
    if group.meaning.role == "phase":
        return group._replace(meaning=group.meaning._replace(target=f"#phase:{group.meaning.id}"))
    return group


def _told(subject: Subject, turn: Turn, x: float, width: float) -> Group:
    """A peak or dip: its face, word and figure, where it is and what causes it."""
    theme, language = subject.scene.theme, subject.language
    colours = theme.colours
    card, value = turn.card, turn.value
    colour = theme.emotion(value)
    shapes: list[Shape] = list(marks.face(value, 14.0, 15.0, 13.0, colour, colours.sheet))
    left, room = 42.0, width - 42.0
    figure = number(value, language, sign=True)
    title = " · ".join(part for part in (_word(card), figure) if part)
    y = 0.0
    lines = break_lines(title, STRONG, room)
    ink = blend(colour, colours.ink, 0.4)
    shapes.append(set_lines(left, 14.0, lines, STRONG, ink, BODY_LEADING, room))
    y += len(lines) * BODY_LEADING
    where = place_of(subject, card)
    persona = subject.scene.personas[turn.persona].name if turn.persona < len(subject.scene.personas) else ""
    about = " · ".join(part for part in (persona if len(subject.scene.personas) > 1 else "", where) if part.strip())
    if about:
        lines = break_lines(about, QUIET, room)
        shapes.append(set_lines(left, y + 11.5, lines, QUIET, colours.secondary, QUIET_LEADING, room))
        y += len(lines) * QUIET_LEADING
    cause = card.payload.cause if isinstance(card.payload, Emotion) else ""
    if cause:
        lines = break_lines(cause, BODY, room)
        shapes.append(set_lines(left, y + 17.0, lines, BODY, colours.ink, BODY_LEADING, room))
        y += len(lines) * BODY_LEADING + 3.0
    words = ". ".join(part for part in (title, about, cause) if part)
    return said(shapes, "item", words, x, width, max(y, 32.0) + 4.0, id=card.id)


def place_of(subject: Subject, card: Card) -> str:
    """The step and phase of a card: "Waits for the parcel (Purchase)"."""
    step = subject.document.steps.get(card.start)
    if step is None:
        return ""
    phase = subject.document.phases.get(step.phase)
    name = " ".join(step.name.split())
    return f"{name} ({' '.join(phase.name.split())})" if phase and phase.name.strip() else name
