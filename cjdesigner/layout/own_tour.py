"""A tour of one's own: the stops stored with a map, as what the room sees; and the generated ones to begin from.

Ids of records that are gone mean nothing; a stop that shows nothing any more is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable

from cjdesigner.layout.dips import feeling
from cjdesigner.layout.engine import Engine
from cjdesigner.layout.hits import Box
from cjdesigner.layout.stops import (
    ASPECT,
    Shown,
    Stop,
    cards_within,
    grown,
    laid_out,
    line,
    listed,
    said,
    trimmed,
)
from cjdesigner.layout.tour import compared, decided, overview, tour, type_of, whole_phase
from cjdesigner.model import queries, records
from cjdesigner.model.document import Document
from cjdesigner.words import translate

_EDGE = 40.0
"""Scene units around cards that are shown by themselves."""


def told(document: Document, map_id: str, engine: Engine, aspect: float = ASPECT) -> tuple[Stop, ...]:
    """What is presented of a map, never nothing: its own tour where it has one, else the generated one.

    ``aspect`` is width by height of what a close stop is seen in. Raises KeyError where there is no such map.
    """
    own = queries.stops(document, map_id)
    found = _kept(document, map_id, engine, aspect, [one for one in own if not one.skipped]) if own else []
    return tuple(found) or tour(document, map_id, engine, aspect)


def every(document: Document, map_id: str, engine: Engine, aspect: float = ASPECT) -> tuple[Stop, ...]:
    """All stops of a map's own tour, those that are skipped too; the generated ones where it has no tour of its own."""
    own = queries.stops(document, map_id)
    if not own:
        return tour(document, map_id, engine, aspect)
    shown = laid_out(document, map_id, engine, aspect)
    return tuple(_kept_one(shown, engine, one) or _lost(shown, one) for one in own)


def templates(stops: Iterable[Stop]) -> tuple[records.Stop, ...]:
    """Generated stops as records to make a tour of one's own from; names and notes stay those of what is shown."""
    return tuple(records.Stop(id=stop.key[:200], map=stop.map, scene=stop.scene, shows=stop.shows) for stop in stops)


def _kept(document: Document, map_id: str, engine: Engine, aspect: float, own: list[records.Stop]) -> list[Stop]:
    shown = laid_out(document, map_id, engine, aspect)
    found = (_kept_one(shown, engine, one) for one in own)
    return [stop for stop in found if stop is not None]


def _kept_one(shown: Shown, engine: Engine, one: records.Stop) -> Stop | None:
    made = _plain(shown, engine, one)
    if made is None:
        return None
    made = made._replace(
        key=f"stop:{one.id}",
        record=one.id,
        title=line(one.name) or made.title,
        notes=one.notes if one.notes.strip() else made.notes,
    )
    if made.slide is not None:
        return made
    if one.lit:
        made = _lit(shown, made, one.lit)
    return _zoomed(shown, made, one.zoom) if one.zoom else made


def _plain(shown: Shown, engine: Engine, one: records.Stop) -> Stop | None:
    """What is shown, without what was chosen about it."""
    if one.scene == "decisions":
        return decided(shown)
    if one.scene == "comparison":
        return compared(shown, engine)
    if one.scene == "overview":
        maps = shown.document.maps
        other = next((wanted for wanted in one.shows if wanted in maps and wanted != shown.journey.id), "")
        if other:
            return overview(laid_out(shown.document, other, engine, shown.aspect), "states")
        return overview(shown)
    phases = [phase.id for phase in shown.scene.structure.phases]
    known = [wanted for wanted in one.shows if _is_known(shown, wanted)]
    if len(known) == 1 and known[0] in phases:
        return next(whole_phase(shown, phases.index(known[0])), None)
    cards = shown.document.cards
    if known and all(wanted in cards for wanted in known) and cards[known[0]].type == "emotions":
        kinds = {kind: [wanted for wanted in known if cards[wanted].type == kind] for kind in ("emotions", "pains")}
        rest = [wanted for wanted in known if cards[wanted].type not in kinds]
        return feeling(shown, kinds["emotions"], kinds["pains"], rest)
    return _framed(shown, known)


def _is_known(shown: Shown, wanted: str) -> bool:
    """Whether a record can be pointed at on the map."""
    structure = shown.scene.structure
    if wanted in structure.column or wanted in structure.steps_of:
        return True
    return wanted in shown.boxes or any(row.id == wanted for row in shown.lanes)


class _Frame:
    """What some phases, steps, lanes and cards take up together: columns where they meet lanes, and cards."""

    def __init__(self, shown: Shown, wanted: Iterable[str]) -> None:
        structure, columns = shown.scene.structure, shown.scene.columns
        wanted = list(wanted)
        rows = shown.lanes
        self.columns = sorted(
            {structure.column[step.id] for one in wanted for step in structure.steps_of.get(one, ())}
            | {structure.column[one] for one in wanted if one in structure.column}
        )
        self.rows = [
            row
            for row, below in zip(rows, [*rows[1:], *([None] if rows else [])], strict=True)
            # The line of visibility belongs to the lane below it.
            if row.id in wanted or (row.id == "visibility" and below is not None and below.id in wanted)
        ]
        self.cards = [one for one in wanted if one in shown.boxes]
        areas = []
        if rows and (self.columns or self.rows):
            across = [
                (columns.left[run[0]], columns.left[run[-1]] + columns.width[run[-1]]) for run in _runs(self.columns)
            ]
            if not across:
                start = columns.track_left + columns.rail
                across = [(start, columns.track_right)]
            places = _runs([rows.index(row) for row in self.rows]) or [[0, len(rows) - 1]]
            down = [(rows[run[0]].y, rows[run[-1]].y + rows[run[-1]].height) for run in places]
            areas = [Box(left, top, right - left, end - top) for left, right in across for top, end in down]
        self.areas = areas
        self.bright = (*areas, *(grown(shown.boxes[one], 8.0) for one in self.cards))

    @property
    def box(self) -> Box | None:
        """All of it in one box; None where there is nothing."""
        return _union(self.bright)


def _union(boxes: Iterable[Box]) -> Box | None:
    found = list(boxes)
    if not found:
        return None
    left, top = min(box.x for box in found), min(box.y for box in found)
    return Box(left, top, max(box.right for box in found) - left, max(box.bottom for box in found) - top)


def _runs(places: list[int]) -> list[list[int]]:
    """Places in runs without a gap."""
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _framed(shown: Shown, wanted: list[str]) -> Stop | None:
    frame = _Frame(shown, wanted)
    box = frame.box
    if box is None:
        return None
    document, structure = shown.document, shown.scene.structure
    step = structure.steps[frame.columns[0]] if frame.columns else None
    if step is None and frame.cards:
        step = document.steps.get(document.cards[frame.cards[0]].start)
    phase = document.phases.get(step.phase) if step is not None else None
    lanes = {lane.id: lane for lane in structure.lanes}
    names = listed([lanes[row.id].name for row in frame.rows if row.id in lanes])
    whole = [one for one in wanted if one in structure.steps_of]
    steps = listed([document.steps[one].name for one in wanted if one in structure.column])
    if whole:
        title = listed([document.phases[one].name for one in whole])
        text = names or steps
    elif frame.columns:
        title, text = line(phase.name) if phase else steps, names or steps
    elif frame.rows:
        title, text = names, ""
    else:
        card = document.cards[frame.cards[0]]
        title = line(card.text or str(card.payload.get("word", "") or card.payload.get("caption", "")))
        text = line(step.name) if step is not None else ""
    area = frame.areas[0] if len(frame.areas) == 1 and not frame.cards else None
    lit = (
        cards_within(shown, area) if area else [*frame.cards, *(c for a in frame.areas for c in cards_within(shown, a))]
    )
    if not frame.areas:
        box = grown(box, _EDGE)
    return Stop(
        "stop",
        f"phase:{phase.id}" if phase is not None else "own",
        title or translate("Stop", shown.language),
        text,
        structure.map.id,
        trimmed(box, shown, 1.5 if frame.rows else 3.5),
        tuple(dict.fromkeys(lit)),
        frame.bright,
        notes=said([document.cards[one].notes for one in lit if one in document.cards]),
        step=step.id if step is not None else "",
        card_type=type_of(frame.rows, lanes) if frame.rows else "pains",
        shows=tuple(wanted),
    )


def _lit(shown: Shown, stop: Stop, wanted: Iterable[str]) -> Stop:
    """The stop with other records lit; as it was where none of them is left."""
    if stop.map != shown.journey.id:
        return stop
    frame = _Frame(shown, wanted)
    if not frame.bright:
        return stop
    inside = [one for area in frame.areas for one in cards_within(shown, area)]
    return stop._replace(lit=tuple(dict.fromkeys([*frame.cards, *inside])), bright=frame.bright)


def _zoomed(shown: Shown, stop: Stop, zoom: float) -> Stop:
    """The stop so much closer than a tight fit, or farther below 1, around its middle."""
    tight = stop.box if stop.scene == "overview" else _Frame(shown, stop.shows).box or stop.box
    wide, high = tight.width / zoom, tight.height / zoom
    box = Box(tight.x + (tight.width - wide) / 2, tight.y + (tight.height - high) / 2, wide, high)
    return stop._replace(box=box, by_hand=True)


def _lost(shown: Shown, one: records.Stop) -> Stop:
    """What stands in a list for a stop that shows nothing any more."""
    whole = overview(shown)
    title = line(one.name) or translate("Nothing left to show", shown.language)
    return whole._replace(key=f"stop:{one.id}", record=one.id, title=title, text="", shows=(), bright=(), lit=())
