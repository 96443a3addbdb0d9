"""The tour of a map that the program makes by itself: what to look at, what stays bright, and what to say about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cjdesigner.draw.shapes import Row
from cjdesigner.layout import comparison, decisions, lens
from cjdesigner.layout.dips import dips
from cjdesigner.layout.engine import Engine
from cjdesigner.layout.evenly import evenly
from cjdesigner.layout.hits import Box
from cjdesigner.layout.stops import (
    ASPECT,
    READABLE,
    STRETCH,
    Shown,
    Stop,
    cards_within,
    laid_out,
    line,
    listed,
    said,
    trimmed,
)
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.records import Lane, Phase
from cjdesigner.words import translate

_ROOMY = 1.15
"""Width by height of a map that leaves room for words beside it."""


def tour(document: Document, map_id: str, engine: Engine, aspect: float = ASPECT) -> tuple[Stop, ...]:
    """The stops of a map, never none: overview, phases, dips, the other state, decisions.

    ``aspect`` is width by height of what a close stop is seen in. Raises KeyError where there is no such map.
    """
    shown = laid_out(document, map_id, engine, aspect)
    stops = [overview(shown)]
    if any(card.map == map_id for card in document.cards.values()) or shown.scene.structure.steps:
        stops += [stop for place in range(len(shown.scene.structure.phases)) for stop in whole_phase(shown, place)]
    stops += dips(shown)
    stops += _other_state(shown, engine)
    last = decided(shown)
    return (*stops, last) if last is not None else tuple(stops)


def decided(shown: Shown) -> Stop | None:
    """The solutions by impact and effort; None where the map has none."""
    slide = decisions.slide(shown.document, shown.journey.id, shown.scene)
    if slide is None:
        return None
    return Stop(
        "decisions",
        "decisions",
        translate("Decisions", shown.language),
        translate("What brings most for least comes first", shown.language),
        shown.journey.id,
        Box(0.0, 0.0, slide.width, slide.height),
        close=False,
        slide=slide,
        card_type="solutions",
        scene="decisions",
    )


# --- overview -----------------------------------------------------------------------------------------------------


def overview(shown: Shown, section: str = "overview") -> Stop:
    """The whole map; of one that is far too high or wide, its beginning."""
    journey, drawing = shown.journey, shown.drawing
    wide, high = drawing.width, drawing.height
    if high > wide * 2.0:
        high = max(wide * 1.2, READABLE * STRETCH)
    elif wide > high * 4.5:
        wide = max(high * 3.0, READABLE * shown.aspect)
    title = journey.title or shown.document.project.title or translate("Journey map", shown.language)
    notes = [*(f"• {goal}" for goal in journey.goals), journey.notes]
    return Stop(
        f"{section}:{journey.id}",
        section,
        line(title),
        line(journey.scenario),
        journey.id,
        Box(0.0, 0.0, min(wide, drawing.width), min(high, drawing.height)),
        close=False,
        notes=said(notes),
        panel=lens.of_map(shown.document, shown.scene),
        scene="overview",
        shows=(journey.id,) if section == "states" else (),
    )


# --- phases -------------------------------------------------------------------------------------------------------


def whole_phase(shown: Shown, place: int) -> Iterator[Stop]:
    """A phase as a whole, then closer, so many lanes and steps at a time that they can be read.

    What is closer is worked out only when it is asked for.
    """
    structure, columns = shown.scene.structure, shown.scene.columns
    phase = structure.phases[place]
    left, width = columns.phases[place]
    lanes = shown.lanes
    if not lanes:
        return
    top, bottom = lanes[0].y, lanes[-1].y + lanes[-1].height
    whole = Box(left, top, width, bottom - top)
    steps = structure.steps_of[phase.id]
    lanes_wide = columns.track_right - columns.track_left - columns.rail
    seen = whole
    if lanes_wide <= _ROOMY * whole.height and whole.height > READABLE * STRETCH:
        # The whole map fits beside the words: the camera need not move from phase to phase.
        seen = Box(columns.track_left + columns.rail, top, lanes_wide, bottom - top)
    notes = said([phase.goal, phase.description, *(step.notes for step in steps)])
    first = Stop(
        f"phase:{phase.id}",
        f"phase:{phase.id}",
        line(phase.name) or translate("Phase {number}", shown.language, number=place + 1),
        line(phase.goal or phase.description),
        structure.map.id,
        trimmed(seen, shown),
        bright=(whole,),
        notes=notes,
        panel=lens.of_phase(shown.scene, place, shown.starting),
        step=steps[0].id if steps else "",
        shows=(phase.id,),
    )
    yield first
    if whole.height > READABLE * STRETCH or whole.width > READABLE * shown.aspect * STRETCH:
        yield from _closer(shown, phase, first)


def _closer(shown: Shown, phase: Phase, first: Stop) -> list[Stop]:
    structure, columns = shown.scene.structure, shown.scene.columns
    names = {lane.id: lane for lane in structure.lanes}
    own = [structure.column[step.id] for step in structure.steps_of[phase.id]]
    bands = _bands(shown.lanes)
    stops = []
    for number, part in enumerate(_column_groups(own, shown)):
        left = columns.left[part[0]]
        right = columns.left[part[-1]] + columns.width[part[-1]]
        for band in bands:
            box = Box(left, band[0].y, right - left, band[-1].y + band[-1].height - band[0].y)
            cards = cards_within(shown, box)
            if not cards:
                continue
            stops.append(
                Stop(
                    f"closer:{phase.id}:{number}:{band[0].id}",
                    first.section,
                    first.title,
                    listed([names[row.id].name for row in band if row.id in names]),
                    structure.map.id,
                    trimmed(box, shown, 1.5),
                    tuple(cards),
                    (box,),
                    notes=said([shown.document.cards[card].notes for card in cards if card in shown.document.cards]),
                    step=structure.steps[part[0]].id,
                    card_type=type_of(band, names),
                    shows=(*(structure.steps[one].id for one in part), *(row.id for row in band if row.id in names)),
                )
            )
    return stops if len(stops) > 1 else []


def type_of(band: list[Row], lanes: dict[str, Lane]) -> str:
    """The lane type that a card added there has at first."""
    types = [lanes[row.id].type for row in band if row.id in lanes]
    return next((kind for kind in ("pains", "solutions") if kind in types), types[0] if types else "pains")


def _bands(rows: list[Row]) -> list[list[Row]]:
    """The rows in as few bands as can be read, about equally high."""
    limit = READABLE * STRETCH
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


def _column_groups(own: list[int], shown: Shown) -> Sequence[Sequence[int]]:
    """The columns of a phase in groups that can be read, about equally many in each."""
    if not own:
        return []
    columns = shown.scene.columns
    room = READABLE * shown.aspect * STRETCH
    wide = sum(columns.width[column] for column in own)
    return evenly(own, min(len(own), max(1, -int(-wide // room))))


# --- current against future ---------------------------------------------------------------------------------------


def _other_state(shown: Shown, engine: Engine) -> list[Stop]:
    """The map of the other state and what differs, where both exist."""
    other = state_beside(shown)
    comparing = compared(shown, engine)
    if not other or comparing is None:
        return []
    return [overview(laid_out(shown.document, other, engine, shown.aspect), "states"), comparing]


def state_beside(shown: Shown) -> str:
    """The id of the map that shows the other state, current or future, or ""."""
    maps, journey = shown.document.maps, shown.journey
    other = next((one.id for one in queries.maps(shown.document) if one.future_of == journey.id), "")
    if not other and journey.future_of in maps and journey.future_of != journey.id:
        other = journey.future_of
    return other


def compared(shown: Shown, engine: Engine) -> Stop | None:
    """What differs between the current and the future state; None where there is but one."""
    other, journey = state_beside(shown), shown.journey
    if not other:
        return None
    pair = (journey.id, other) if shown.document.maps[other].future_of == journey.id else (other, journey.id)
    scenes = {journey.id: shown.scene, other: engine.scene(shown.document, other)}
    slide = comparison.slide(shown.document, scenes[pair[0]], scenes[pair[1]])
    return Stop(
        f"compare:{other}",
        "states",
        translate("From current to future", shown.language),
        line(shown.document.maps[pair[1]].title),
        journey.id,
        Box(0.0, 0.0, slide.width, slide.height),
        close=False,
        slide=slide,
        card_type="solutions",
        scene="comparison",
    )
