"""Two maps side by side: laid out on one grid, so that what belongs together stands at the same place, and compared."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal, NamedTuple

from cjdesigner.draw.shapes import Drawing, Group, Meaning, Path, Row
from cjdesigner.lanes.base import Scene
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.layout.engine import Engine
from cjdesigner.layout.matching import Matches, Slot, merged
from cjdesigner.model import order
from cjdesigner.model.document import Document
from cjdesigner.model.queries import Structure, structure
from cjdesigner.model.records import Card, Lane, Phase, Step, copied

Kind = Literal["added", "removed", "changed", "moved"]
KINDS: tuple[Kind, ...] = ("added", "removed", "changed", "moved")
_GAP = "gap:"
_FIELDS = ("text", "notes", "tags", "owner", "evidence", "draft")


class Change(NamedTuple):
    """One difference; "" for the side on which there is nothing."""

    kind: Kind
    role: str
    """card, step, phase or lane."""
    left: str
    right: str
    name: str
    before: str = ""
    """What it was called on the left, where that differs."""
    place: str = ""
    """Its lane and its step."""


class Side(NamedTuple):
    """One of the two maps on the common grid."""

    drawing: Drawing
    scene: Scene
    gaps: frozenset[str]
    """Ids of steps, phases and lanes that stand for something of the other map only."""


class Sides(NamedTuple):
    """Both maps, equally wide and high from the first lane on, and what differs."""

    left: Side
    right: Side
    changes: tuple[Change, ...]
    """In reading order."""
    pairs: dict[str, str]
    """Left id to right id of what is the same."""


def side_by_side(document: Document, left_id: str, right_id: str, engines: tuple[Engine, Engine]) -> Sides:
    """Two maps of a document, each laid out by its own engine. Raises KeyError for an unknown map."""
    shapes = structure(document, left_id), structure(document, right_id)
    matches = Matches(document, *shapes)
    slots = _slots(shapes, matches.pairs)
    sides = [_on_grid(document, shape, place, slots, engines[place]) for place, shape in enumerate(shapes)]
    heights = _heights(sides[0][1], sides[1][1], slots.lanes)
    drawn = []
    for place, (made, _) in enumerate(sides):
        lanes = {
            lane.id: copied(lane, height=heights[index])
            for index, lane in enumerate(_lanes(slots, place, shapes[place]))
        }
        tall = replace(made, lanes={**made.lanes, **lanes})
        engine, map_id = engines[place], shapes[place].map.id
        drawn.append((engine.layout(tall, map_id), engine.scene(tall, map_id)))
    (left, left_scene), (right, right_scene) = drawn
    ghosts = _with_curve(left, right, slots, left_scene), _with_curve(right, left, slots, right_scene)
    left, right = _level(*ghosts)
    gaps = slots.gaps()
    return Sides(
        Side(left, left_scene, gaps),
        Side(right, right_scene, gaps),
        tuple(_changes(document, shapes, matches, slots)),
        matches.pairs,
    )


class _Slots(NamedTuple):
    phases: list[Slot[Phase]]
    steps: list[list[Slot[Step]]]
    """By place of the phase."""
    lanes: list[Slot[Lane]]

    def gaps(self) -> frozenset[str]:
        rows: list[Slot[Any]] = [*self.phases, *(slot for own in self.steps for slot in own), *self.lanes]
        found = {_GAP + one.id for one, other in rows if one is not None and other is None}
        return frozenset(found | {_GAP + other.id for one, other in rows if one is None and other is not None})


def _slots(shapes: tuple[Structure, Structure], pairs: dict[str, str]) -> _Slots:
    left, right = shapes
    phases = merged(left.phases, right.phases, pairs)
    steps = [
        merged(left.steps_of[one.id] if one else (), right.steps_of[other.id] if other else (), pairs)
        for one, other in phases
    ]
    own, other = ([lane for lane in shape.lanes if not lane.hidden] for shape in shapes)
    return _Slots(phases, steps, merged(own, other, pairs))


def _lanes(slots: _Slots, place: int, shape: Structure) -> list[Lane]:
    """The lanes of one side in order, with those that stand for lanes of the other."""
    keys = order.spread(len(slots.lanes)) if slots.lanes else []
    made = []
    for key, slot in zip(keys, slots.lanes, strict=True):
        own, other = slot[place], slot[1 - place]
        if own is not None:
            made.append(copied(own, order=key))
        elif other is not None:
            made.append(Lane(id=_GAP + other.id, map=shape.map.id, order=key, type=other.type, name=other.name))
    return made


def _on_grid(
    document: Document, shape: Structure, place: int, slots: _Slots, engine: Engine
) -> tuple[Document, Drawing]:
    """One map with a gap for each phase, step and lane that only the other has, and its drawing."""
    theme, map_id = engine.theme, shape.map.id
    phases: dict[str, Phase] = {}
    steps: dict[str, Step] = {}
    number = {phase.id: index for index, phase in enumerate(shape.phases)}
    for key, slot, own_steps in zip(order.spread(len(slots.phases)), slots.phases, slots.steps, strict=True):
        own, other = slot[place], slot[1 - place]
        if own is not None:
            phase = copied(own, order=key, colour=theme.phase(number[own.id], own.colour))
        else:
            assert other is not None
            phase = Phase(id=_GAP + other.id, map=map_id, order=key, name=other.name, colour="#C9CED6")
        phases[phase.id] = phase
        for inner, pair in zip(order.spread(len(own_steps)), own_steps, strict=True):
            mine, theirs = pair[place], pair[1 - place]
            wide = max(step.width or theme.sizes.column for step in pair if step is not None)
            if mine is not None:
                step = copied(mine, order=inner, phase=phase.id, width=wide)
            else:
                assert theirs is not None
                step = Step(id=_GAP + theirs.id, phase=phase.id, order=inner, width=wide, name=theirs.name)
            steps[step.id] = step
    lanes = {lane.id: lane for lane in _lanes(slots, place, shape)}
    cards = {one: card for one, card in document.cards.items() if card.map == map_id}
    made = replace(document, phases=phases, steps=steps, lanes=lanes, cards=cards)
    return made, engine.layout(made, map_id)


def _heights(left: Drawing, right: Drawing, slots: list[Slot[Lane]]) -> list[float]:
    """How high each lane must be on both sides."""
    rows = [{row.id: row.height for row in drawing.rows} for drawing in (left, right)]
    found = []
    for slot in slots:
        ids = [_id(slot, place) for place in (0, 1)]
        found.append(max(rows[place].get(one, 0.0) for place, one in enumerate(ids)))
    return found


def _id(slot: Slot[Lane], place: int) -> str:
    """The id of a lane on one side, or of what stands for the other's."""
    own, other = slot[place], slot[1 - place]
    return own.id if own is not None else _GAP + (other.id if other is not None else "")


def _level(left: Drawing, right: Drawing) -> tuple[Drawing, Drawing]:
    """Both with their first lane at the same height, and equally large."""
    tops = [next((row.y for row in drawing.rows if row.groups[:1] and row.groups[0].meaning.role == "lane"), 0.0)
            for drawing in (left, right)]  # fmt: skip
    moved = [_down(drawing, max(tops) - top) for drawing, top in zip((left, right), tops, strict=True)]
    wide, high = max(one.width for one in moved), max(one.height for one in moved)
    first, second = (one._replace(width=wide, height=high) for one in moved)
    return first, second


def _down(drawing: Drawing, by: float) -> Drawing:
    if by <= 0:
        return drawing
    rows = tuple(row._replace(y=row.y + by) for row in drawing.rows)
    over = tuple(group.at(group.x, group.y + by) for group in drawing.over)
    return drawing._replace(rows=rows, over=over, height=drawing.height + by)


def _with_curve(drawing: Drawing, other: Drawing, slots: _Slots, scene: Scene) -> Drawing:
    """The drawing with the curves of the other map, faint, below its own in the same lane."""
    theirs = {row.id: row for row in other.rows}
    partner: dict[str, str] = {}
    for one, two in slots.lanes:
        if one is not None and two is not None and one.type == two.type == "emotions":
            partner[one.id], partner[two.id] = two.id, one.id
    colour = scene.theme.colours.secondary
    rows: list[Row] = []
    for row in drawing.rows:
        found = theirs.get(partner.get(row.id, ""))
        ghosts = (
            tuple(_ghost(group, colour) for group in found.groups if group.meaning.role == "curve") if found else ()
        )
        at = next((i for i, group in enumerate(row.groups) if group.meaning.role in ("area", "curve", "point")), None)
        if ghosts and at is not None:
            row = row._replace(groups=(*row.groups[: at + 1], *ghosts, *row.groups[at + 1 :]))
        elif ghosts:
            row = row._replace(groups=(*row.groups, *ghosts))
        rows.append(row)
    return drawing._replace(rows=tuple(rows))


def _ghost(group: Group, colour: str) -> Group:
    shapes = tuple(
        shape._replace(stroke=colour, stroke_width=1.75, dash=(3.0, 5.0)) if isinstance(shape, Path) else shape
        for shape in group.shapes
    )
    return group._replace(shapes=shapes, meaning=Meaning("guide"))


def _changes(document: Document, shapes: tuple[Structure, Structure], matches: Matches, slots: _Slots) -> list[Change]:
    """What differs: phases, steps and lanes first, then cards from left to right and from top to bottom."""
    found: list[Change] = []
    rows: list[tuple[str, list[Slot[Any]]]] = [
        ("phase", list(slots.phases)), ("step", [slot for own in slots.steps for slot in own]),
        ("lane", list(slots.lanes)),
    ]  # fmt: skip
    pairs = matches.pairs
    back = {right: left for left, right in pairs.items()}
    for role, row in rows:
        for one, other in row:
            if one is None and other is not None:
                moved = back.get(other.id, "")
                if not moved:
                    found.append(Change("added", role, "", other.id, _line(other.name)))
            elif one is not None and other is None:
                moved = pairs.get(one.id, "")
                found.append(Change("moved" if moved else "removed", role, one.id, moved, _line(one.name)))
            elif one is not None and other is not None and _told(one) != _told(other):
                before = _line(one.name) if one.name != other.name else ""
                found.append(Change("changed", role, one.id, other.id, _line(other.name), before))
    cards = _card_changes(document, shapes, matches)
    column: dict[str, float] = {}
    for index, slot in enumerate(slot for own in slots.steps for slot in own):
        column.update({step.id: float(index) for step in slot if step is not None})
    lanes = {lane.id: index for index, slot in enumerate(slots.lanes) for lane in slot if lane is not None}

    def key(change: Change) -> tuple[float, int, str]:
        card = document.cards[change.right or change.left]
        return column.get(card.start, 1e9), lanes.get(card.lane, 999), card.order

    return [*found, *sorted(cards, key=key)]


def _card_changes(document: Document, shapes: tuple[Structure, Structure], matches: Matches) -> list[Change]:
    pairs = matches.pairs
    theirs = {card.id: card for card in matches.cards[1]}
    columns = shapes[0].column, shapes[1].column
    found = []
    for card in matches.cards[0]:
        other = theirs.pop(pairs.get(card.id, ""), None)
        if other is None:
            if card.start in columns[0]:
                found.append(Change("removed", "card", card.id, "", _said(card), "", _place(document, card)))
            continue
        before = _said(card) if _said(card) != _said(other) else ""
        if _content(card) != _content(other):
            kind: Kind = "changed"
        elif _moved(card, other, pairs):
            kind = "moved"
        else:
            continue
        found.append(Change(kind, "card", card.id, other.id, _said(other), before, _place(document, other)))
    for other in theirs.values():
        if other.start in columns[1]:
            found.append(Change("added", "card", "", other.id, _said(other), "", _place(document, other)))
    return found


def _moved(card: Card, other: Card, pairs: dict[str, str]) -> bool:
    """Whether a card stands in another lane or under other steps than its counterpart."""
    ends = (card.lane, card.start, card.end or card.start), (other.lane, other.start, other.end or other.start)
    return any(pairs.get(mine, "") != theirs for mine, theirs in zip(*ends, strict=True))


def _content(card: Card) -> tuple[Any, ...]:
    payload = card.payload
    if isinstance(payload, Emotion):
        payload = payload.model_copy(update={"persona": ""})
    return (*(getattr(card, name) for name in _FIELDS), payload)


def _told(record: Any) -> tuple[Any, ...]:
    names = ("name", "description", "goal", "moment_of_truth", "type")
    return tuple(getattr(record, name, None) for name in names)


def _said(card: Card) -> str:
    if isinstance(card.payload, Emotion):
        number = f"{card.payload.value:+.1f}".replace("-", "−")
        return f"{_line(card.payload.word or card.text)} {number}".strip()
    return _line(card.text)


def _place(document: Document, card: Card) -> str:
    lane, step = document.lanes.get(card.lane), document.steps.get(card.start)
    return " · ".join(_line(one.name) for one in (lane, step) if one is not None and one.name)


def _line(text: str) -> str:
    return " ".join(text.split())[:200]
