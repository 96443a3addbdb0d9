"""The stops of a presentation, made from a map: what to look at, what stays bright, and what to say about it."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from cjdesigner.draw.shapes import Drawing, Group, Row
from cjdesigner.lanes.base import Scene
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.layout import comparison, decisions, lens
from cjdesigner.layout.engine import Engine
from cjdesigner.layout.hits import Box, box_of
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.records import Card, JourneyMap, Lane, Phase
from cjdesigner.words import translate

READABLE = 590.0
"""Scene units from top to bottom at which the text of cards can be read from the back of a room."""
ASPECT = 1.87
"""Width by height of what a stop is seen in, on a wide screen with the names of phases and lanes at its edges."""
MOST_DIPS = 6
_SHALLOW = -0.45
"""A feeling above this is no dip, unless there is none below it."""
_ROOMY = 1.15
"""Width by height of a map that leaves room for words beside it."""
_STRETCH = 1.15
"""How much more than READABLE a stop may hold before it becomes two."""


class Stop(NamedTuple):
    """One thing to show. Boxes are scene units of the drawing of ``map``, or of ``slide`` where there is one."""

    key: str
    """Stays the same when the map changes a little, so that a presentation can go on where it was."""
    section: str
    """Stops of one section follow one another: a phase, the dips."""
    title: str
    text: str
    map: str
    box: Box
    lit: tuple[str, ...] = ()
    """Ids of the cards that it is about."""
    bright: tuple[Box, ...] = ()
    """What stays bright; none leaves everything bright."""
    close: bool = True
    """Whether the names of phases and lanes are kept in sight at the edges."""
    notes: str = ""
    slide: Drawing | None = None
    panel: Group | None = None
    """A sheet of words to stand beside it where there is room, in units of a window of 720 lines."""
    step: str = ""
    """The step that a card added at this stop goes to, or ""."""
    card_type: str = "pains"
    """The lane type that such a card has at first."""


class _Shown(NamedTuple):
    """One map, laid out."""

    document: Document
    scene: Scene
    drawing: Drawing
    boxes: dict[str, Box]
    aspect: float

    @property
    def language(self) -> str:
        return self.scene.language

    @property
    def journey(self) -> JourneyMap:
        return self.scene.structure.map


def tour(document: Document, map_id: str, engine: Engine, aspect: float = ASPECT) -> tuple[Stop, ...]:
    """The stops of a map, never none: overview, phases, dips, the other state, decisions.

    ``aspect`` is width by height of what a close stop is seen in. Raises KeyError where there is no such map.
    """
    shown = _laid_out(document, map_id, engine, aspect)
    stops = [_overview(shown)]
    if any(card.map == map_id for card in document.cards.values()) or shown.scene.structure.steps:
        stops += [stop for place in range(len(shown.scene.structure.phases)) for stop in _phase(shown, place)]
    stops += _dips(shown)
    stops += _other_state(shown, engine)
    slide = decisions.slide(document, map_id, shown.scene)
    if slide is not None:
        stops.append(
            Stop(
                "decisions",
                "decisions",
                translate("Decisions", shown.language),
                translate("What brings most for least comes first", shown.language),
                map_id,
                Box(0.0, 0.0, slide.width, slide.height),
                close=False,
                slide=slide,
                card_type="solutions",
            )
        )
    return tuple(stops)


def _laid_out(document: Document, map_id: str, engine: Engine, aspect: float) -> _Shown:
    drawing = engine.layout(document, map_id)
    boxes = {
        group.meaning.id: box_of(row, group)
        for row in drawing.rows
        for group in row.groups
        if group.meaning.role in ("card", "point")
    }
    return _Shown(document, engine.scene(document, map_id), drawing, boxes, aspect)


# --- overview -----------------------------------------------------------------------------------------------------


def _overview(shown: _Shown, section: str = "overview") -> Stop:
    """The whole map; of one that is far too high or wide, its beginning."""
    journey, drawing = shown.journey, shown.drawing
    wide, high = drawing.width, drawing.height
    if high > wide * 2.0:
        high = max(wide * 1.2, READABLE * _STRETCH)
    elif wide > high * 4.5:
        wide = max(high * 3.0, READABLE * shown.aspect)
    title = journey.title or shown.document.project.title or translate("Journey map", shown.language)
    notes = [*(f"• {goal}" for goal in journey.goals), journey.notes]
    return Stop(
        f"{section}:{journey.id}",
        section,
        _line(title),
        _line(journey.scenario),
        journey.id,
        Box(0.0, 0.0, min(wide, drawing.width), min(high, drawing.height)),
        close=False,
        notes=_said(notes),
        panel=lens.of_map(shown.document, shown.scene),
    )


# --- phases -------------------------------------------------------------------------------------------------------


def _phase(shown: _Shown, place: int) -> list[Stop]:
    """A phase as a whole, then closer, so many lanes and steps at a time that they can be read."""
    structure, columns = shown.scene.structure, shown.scene.columns
    phase = structure.phases[place]
    left, width = columns.phases[place]
    lanes = _lane_rows(shown)
    if not lanes:
        return []
    top, bottom = lanes[0].y, lanes[-1].y + lanes[-1].height
    whole = Box(left, top, width, bottom - top)
    steps = structure.steps_of[phase.id]
    lanes_wide = columns.track_right - columns.track_left - columns.rail
    seen = whole
    if lanes_wide <= _ROOMY * whole.height and whole.height > READABLE * _STRETCH:
        # The whole map fits beside the words: the camera need not move from phase to phase.
        seen = Box(columns.track_left + columns.rail, top, lanes_wide, bottom - top)
    notes = _said([phase.goal, phase.description, *(step.notes for step in steps)])
    first = Stop(
        f"phase:{phase.id}",
        f"phase:{phase.id}",
        _line(phase.name) or translate("Phase {number}", shown.language, number=place + 1),
        _line(phase.goal or phase.description),
        structure.map.id,
        _trimmed(seen, shown),
        bright=(whole,),
        notes=notes,
        panel=lens.of_phase(shown.document, shown.scene, place),
        step=steps[0].id if steps else "",
    )
    if whole.height <= READABLE * _STRETCH and whole.width <= READABLE * shown.aspect * _STRETCH:
        return [first]
    return [first, *_closer(shown, phase, first)]


def _closer(shown: _Shown, phase: Phase, first: Stop) -> list[Stop]:
    structure, columns = shown.scene.structure, shown.scene.columns
    names = {lane.id: lane for lane in structure.lanes}
    own = [structure.column[step.id] for step in structure.steps_of[phase.id]]
    bands = _bands(_lane_rows(shown))
    stops = []
    for number, part in enumerate(_column_groups(own, shown)):
        left = columns.left[part[0]]
        right = columns.left[part[-1]] + columns.width[part[-1]]
        for band in bands:
            box = Box(left, band[0].y, right - left, band[-1].y + band[-1].height - band[0].y)
            cards = _cards_within(shown, box)
            if not cards:
                continue
            stops.append(
                Stop(
                    f"closer:{phase.id}:{number}:{band[0].id}",
                    first.section,
                    first.title,
                    _listed([names[row.id].name for row in band if row.id in names]),
                    structure.map.id,
                    _trimmed(box, shown, 1.5),
                    tuple(cards),
                    (box,),
                    notes=_said([shown.document.cards[card].notes for card in cards if card in shown.document.cards]),
                    step=structure.steps[part[0]].id,
                    card_type=_type_of(band, names),
                )
            )
    return stops if len(stops) > 1 else []


def _lane_rows(shown: _Shown) -> list[Row]:
    """The lanes in sight, and the line of visibility between them."""
    ids = {lane.id for lane in shown.scene.structure.lanes} | {"visibility"}
    return [row for row in shown.drawing.rows if row.id in ids]


def _type_of(band: list[Row], lanes: dict[str, Lane]) -> str:
    types = [lanes[row.id].type for row in band if row.id in lanes]
    return next((kind for kind in ("pains", "solutions") if kind in types), types[0] if types else "pains")


def _bands(rows: list[Row]) -> list[list[Row]]:
    """The rows in as few bands as can be read, about equally high."""
    limit = READABLE * _STRETCH
    wanted = len(_packed(rows, limit))
    low, high = 0.0, limit
    for _ in range(16):
        middle = (low + high) / 2
        if len(_packed(rows, middle)) <= wanted:
            high = middle
        else:
            low = middle
    return _packed(rows, high)


def _packed(rows: list[Row], limit: float) -> list[list[Row]]:
    bands: list[list[Row]] = []
    above: list[Row] = []
    for row in rows:
        unit = [*above, row]
        above = unit if row.id == "visibility" else []  # it stands above the lane that it belongs to
        if above:
            continue
        if bands and row.y + row.height - bands[-1][0].y <= limit:
            bands[-1] += unit
        else:
            bands.append(unit)
    return bands


def _column_groups(own: list[int], shown: _Shown) -> list[list[int]]:
    """The columns of a phase in groups that can be read, about equally many in each."""
    if not own:
        return []
    columns = shown.scene.columns
    room = READABLE * shown.aspect * _STRETCH
    wide = sum(columns.width[column] for column in own)
    parts = min(len(own), max(1, -int(-wide // room)))
    size, more = divmod(len(own), parts)
    groups, at = [], 0
    for part in range(parts):
        count = size + (1 if part < more else 0)
        groups.append(own[at : at + count])
        at += count
    return groups


def _trimmed(box: Box, shown: _Shown, times: float = 3.5) -> Box:
    """What the camera looks at: of something far too high or wide, as much from its start as can be told apart."""
    wide = min(box.width, max(box.height, READABLE) * shown.aspect * 1.6)
    return box._replace(width=wide, height=min(box.height, max(wide / shown.aspect, READABLE) * times))


def _cards_within(shown: _Shown, area: Box) -> list[str]:
    return [one for one, box in shown.boxes.items() if box.meets(area)]


# --- dips ---------------------------------------------------------------------------------------------------------


def _value(card: Card) -> float:
    return card.payload.value if isinstance(card.payload, Emotion) else 0.0


def _curves(shown: _Shown) -> list[list[Card]]:
    """The points of each curve from left to right."""
    places = {persona.id: place for place, persona in enumerate(shown.scene.personas)}
    curves: dict[tuple[str, int], list[Card]] = defaultdict(list)
    for card in shown.document.cards.values():
        if card.id in shown.boxes and isinstance(card.payload, Emotion):
            curves[card.lane, places.get(card.payload.persona, 0)].append(card)
    for points in curves.values():
        points.sort(key=lambda card: (shown.boxes[card.id].x + shown.boxes[card.id].width / 2, card.id))
    return list(curves.values())


def _lowest(shown: _Shown) -> list[list[Card]]:
    """The points where a curve is low, deepest first; those of one step together."""
    found = []
    for points in _curves(shown):
        values = [_value(card) for card in points]
        for place, value in enumerate(values):
            before = values[place - 1] if place else 2.0
            after = values[place + 1] if place + 1 < len(values) else 2.0
            if value < 0 and value <= before and value < after:
                found.append(points[place])
    found.sort(key=lambda card: (_value(card), shown.boxes[card.id].x))
    deep = [card for card in found if _value(card) <= _SHALLOW] or found[:1]
    steps: dict[str, list[Card]] = {}
    for card in deep:
        steps.setdefault(card.start, []).append(card)
    return list(steps.values())[:MOST_DIPS]


def _dips(shown: _Shown) -> list[Stop]:
    found = _lowest(shown)
    return [_dip(shown, points, number, len(found)) for number, points in enumerate(found, 1)]


def _dip(shown: _Shown, points: list[Card], number: int, count: int) -> Stop:
    document, structure, columns = shown.document, shown.scene.structure, shown.scene.columns
    deepest = points[0]
    step = document.steps[deepest.start]
    pains = _linked_to(shown, [card.id for card in points], "causes", "pains")
    if not pains:
        pains = _standing_in(shown, deepest.start, "pains")
    solutions = _linked_to(shown, pains, "mends", "solutions")
    lit = (*(card.id for card in points), *pains, *solutions)
    column = structure.column[step.id]
    near = Box(columns.left[column], shown.boxes[deepest.id].y, columns.width[column], shown.boxes[deepest.id].height)
    box = _around([near, *(shown.boxes[one] for one in lit)], shown)
    row = next((row for row in shown.drawing.rows if row.id == deepest.lane), None)
    if row is not None and box.bottom - row.y <= READABLE * 1.5:
        box = Box(box.x, row.y, box.width, box.bottom - row.y)  # the whole height of the curve
    word = deepest.payload.word if isinstance(deepest.payload, Emotion) else ""
    cause = deepest.payload.cause if isinstance(deepest.payload, Emotion) else ""
    who = [p.name for p in shown.scene.personas if isinstance(deepest.payload, Emotion) and p.id == _persona(deepest)]
    over = translate("Dip {number} of {count}", shown.language, number=number, count=count)
    over = " · ".join(part for part in (over, _line(step.name)) if part)
    parts = (_line(step.name), _line(word or deepest.text), signed(_value(deepest), shown))
    title = " · ".join(part for part in parts if part)
    text = ": ".join(part for part in (*map(_line, who), _line(cause)) if part)
    return Stop(
        f"dip:{deepest.id}",
        "dips",
        title,
        text,
        structure.map.id,
        box,
        lit,
        tuple(_grown(shown.boxes[one], 8.0) for one in lit),
        notes=_said([document.cards[one].notes for one in lit] + [document.cards[one].evidence for one in lit]),
        panel=lens.of_dip(document, shown.scene, over, deepest, pains, solutions),
        step=step.id,
        card_type="pains",
    )


def _persona(card: Card) -> str:
    return card.payload.persona if isinstance(card.payload, Emotion) else ""


def _linked_to(shown: _Shown, targets: list[str], kind: str, card_type: str) -> list[str]:
    """The cards of a type that point at any of the targets, as they stand on the map."""
    sources = {link.source for link in shown.document.links.values() if link.kind == kind and link.target in targets}
    cards = shown.document.cards
    return [one for one in shown.boxes if one in sources and one in cards and cards[one].type == card_type]


def _standing_in(shown: _Shown, step: str, card_type: str) -> list[str]:
    cards = shown.document.cards
    return [one for one in shown.boxes if one in cards and cards[one].type == card_type and cards[one].start == step]


def _around(boxes: list[Box], shown: _Shown) -> Box:
    """The box that holds them, with room around; where they lie too far apart to be read, those near the first."""
    first = boxes[0]
    reach = Box(first.x - READABLE * 1.2, first.y - READABLE * 1.3, READABLE * 2.6, READABLE * 2.6)
    near = [box for box in boxes if reach.holds(box.x, box.y)] or [first]
    left, top = min(box.x for box in near), min(box.y for box in near)
    right, bottom = max(box.right for box in near), max(box.bottom for box in near)
    return _trimmed(Box(left - 32.0, top - 24.0, right - left + 64.0, bottom - top + 48.0), shown)


def _grown(box: Box, by: float) -> Box:
    return Box(box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by)


def signed(value: float, shown: _Shown) -> str:
    """A feeling as it is written in the project's language: "−1.7", "+0.4"."""
    return comparison.number(value, shown.language, sign=True)


# --- current against future ---------------------------------------------------------------------------------------


def _other_state(shown: _Shown, engine: Engine) -> list[Stop]:
    """The map of the other state and what differs, where both exist."""
    maps = shown.document.maps
    journey = shown.journey
    other = next((one.id for one in queries.maps(shown.document) if one.future_of == journey.id), "")
    pair = (journey.id, other)
    if not other and journey.future_of in maps and journey.future_of != journey.id:
        other = journey.future_of
        pair = (other, journey.id)
    if not other:
        return []
    beside = _laid_out(shown.document, other, engine, shown.aspect)
    scenes = {journey.id: shown.scene, other: beside.scene}
    slide = comparison.slide(shown.document, scenes[pair[0]], scenes[pair[1]])
    comparing = Stop(
        f"compare:{other}",
        "states",
        translate("From current to future", shown.language),
        _line(maps[pair[1]].title),
        journey.id,
        Box(0.0, 0.0, slide.width, slide.height),
        close=False,
        slide=slide,
        card_type="solutions",
    )
    return [_overview(beside, "states"), comparing]


# --- words --------------------------------------------------------------------------------------------------------


def _line(text: str) -> str:
    """A text as one line of at most 400 characters."""
    flat = " ".join(text[:1200].split())
    return flat if len(flat) <= 400 else flat[:399].rstrip() + "…"


def _listed(names: list[str]) -> str:
    return " · ".join(_line(name) for name in names if name.strip())


def _said(parts: list[str]) -> str:
    """Notes one below the other, each once."""
    return "\n\n".join(dict.fromkeys(part.strip() for part in parts if part.strip()))[:20_000]
