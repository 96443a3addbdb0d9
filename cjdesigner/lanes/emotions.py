"""The emotions lane: a curve per persona, with a face and a word at each point."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Annotated, NamedTuple

from cjdesigner.draw.colours import blend
from cjdesigner.draw.grid import even
from cjdesigner.draw.shapes import Command, Group, Meaning, Path, Row, Shape, Text
from cjdesigner.draw.text import advance, elide
from cjdesigner.lanes import curve, marks
from cjdesigner.lanes.base import LaneType, Memo, Scene
from cjdesigner.lanes.fields import Field
from cjdesigner.lanes.folds import fold_groups
from cjdesigner.lanes.stack import placed
from cjdesigner.lanes.track import RAIL_PADDING, guides, rail_height, track
from cjdesigner.model import records
from cjdesigner.model.limits import Limits
from cjdesigner.model.records import Card, Lane, Payload
from cjdesigner.words import translate

_HEADROOM = 44.0
"""Scene units above +2 and below −2: half a face and a label."""
_SCALE_ROOM = 18.0
"""Scene units at the right of the rail for the ends of the scale."""


class Emotion(Payload):
    """A point of the curve: from −2 (very bad) to +2 (very good), in tenths, whose it is and what caused it."""

    value: Annotated[float, Limits(ge=-2, le=2)] = 0.0
    word: records.Text = ""
    persona: records.Ref = ""
    cause: records.Text = ""


class Spot(NamedTuple):
    """Where a point stands in its lane, relative to the lane's top left."""

    card: Card
    x: float
    y: float
    persona: int
    """Its persona's place; points of nobody belong to the first curve."""
    column: int


class _Word(NamedTuple):
    """Where the word of a point stands in its lane, with a little room above and below."""

    left: float
    right: float
    top: float
    bottom: float


class Emotions(LaneType):
    """What the customer feels."""

    key = "emotions"
    name = "Emotions"
    card_name = "Emotion"
    hint = "drag on the curve"
    icon = "emotion"
    payload = Emotion
    spans = False
    own_fields = (
        Field("value", "Feeling", "number", low=-2, high=2),
        Field("word", "Word", "line", hint="relieved, annoyed…"),
        Field("persona", "Persona", "persona"),
        Field("cause", "Cause", "text"),
    )

    @property
    def fields(self) -> tuple[Field, ...]:
        """A point says its word rather than a text."""
        return tuple(field for field in super().fields if field.name != "text")

    def least_height(self, lane: Lane, scene: Scene) -> float:
        return scene.theme.sizes.curve_height + 2 * _HEADROOM

    def row(self, lane: Lane, cards: Sequence[Card], scene: Scene, memo: Memo) -> Row:
        """The lane with its neutral line, its curves, and a group for each point."""
        theme = scene.theme
        colour = theme.lane(lane.type, lane.colour)
        note = self.rail_note(lane, cards, scene)
        names = rail_height(lane, note, scene, _SCALE_ROOM)
        hidden = _hidden(lane, scene)
        cells = _cells(cards, scene, hidden)
        used = sorted({whose for _, whose in cells})
        height = max(lane.height, self.least_height(lane, scene), names + len(used) * 20.0 + 16.0)
        zero = _zero(height)
        spots = _spots(cells, scene, height)
        ground = blend(colour, theme.colours.track, 0.025)
        legend = tuple(_legend(used, scene, names)) if len(used) > 1 or (used and hidden) else ()
        sides = _label_sides(spots)
        points = [_point(spot, sides[spot.card.id], ground, scene) for spot in spots]
        scale = _scale(height, scene, _words(spots, points))
        back = track(lane, colour, height, scene, note, (*scale, *legend), _SCALE_ROOM)
        groups = [back, *guides(colour, height, scene), *fold_groups(lane.id, colour, height, scene, 22.0)]
        if used:
            groups.append(_areas([spot for spot in spots if spot.persona == used[0]], zero, ground, height, scene))
        by_persona = {place: [spot for spot in spots if spot.persona == place] for place in used}
        groups.extend(_curve(place, by_persona[place], height, scene) for place in reversed(used))
        groups.extend(points)
        return Row(lane.id, 0.0, height, tuple(groups))


def value_at(y: float, height: float) -> float:
    """The feeling, in tenths, at a y inside an emotions lane of that height."""
    value = (_zero(height) - y) / ((height - 2 * _HEADROOM) / 4)
    return round(max(-2.0, min(2.0, value)), 1)


def y_of(value: float, height: float) -> float:
    """Where a feeling stands inside an emotions lane of that height."""
    return _zero(height) - value * (height - 2 * _HEADROOM) / 4


def _zero(height: float) -> float:
    return even(height / 2)


def _hidden(lane: Lane, scene: Scene) -> frozenset[int]:
    """The places of the personas whose curve is not shown."""
    if not lane.hidden_curves:
        return frozenset()
    return frozenset(place for place, persona in enumerate(scene.personas) if persona.id in lane.hidden_curves)


def _cells(cards: Sequence[Card], scene: Scene, without: frozenset[int]) -> dict[tuple[int, int], list[Card]]:
    """The points by column and by the place of their persona, in order."""
    place = {persona.id: index for index, persona in enumerate(scene.personas)}
    cells: dict[tuple[int, int], list[Card]] = defaultdict(list)
    for first, _, _, _, card in placed(cards, scene):
        whose = place.get(card.payload.persona, 0) if isinstance(card.payload, Emotion) else 0
        if whose not in without:
            cells[(first, whose)].append(card)
    return cells


def _spots(cells: dict[tuple[int, int], list[Card]], scene: Scene, height: float) -> list[Spot]:
    spots = []
    for (column, whose), found in cells.items():
        left, width, parts = scene.columns.left[column], scene.columns.width[column], len(found) + 1
        for index, card in enumerate(found, 1):
            spots.append(Spot(card, left + width * index / parts, y_of(_value(card), height), whose, column))
    spots.sort(key=lambda spot: (spot.x, spot.persona, spot.card.id))
    return _apart(spots, scene)


def _apart(spots: list[Spot], scene: Scene) -> list[Spot]:
    """Points of two personas that would hide each other, moved aside by a little.

    None leaves its column or passes the next point of its own curve, for which x must ascend.
    """
    columns, near = scene.columns, 2 * scene.theme.sizes.face + 2
    ahead: dict[int, float] = {}
    limits: list[float] = []
    for spot in reversed(spots):
        edge = columns.left[spot.column] + columns.width[spot.column]
        limits.append(spot.x + 0.9 * (min(edge, ahead.get(spot.persona, edge)) - spot.x))
        ahead[spot.persona] = spot.x
    moved: list[Spot] = []
    for spot, limit in zip(spots, reversed(limits), strict=True):
        x = spot.x
        while x < limit:
            hidden = [o.x for o in moved[-4:] if abs(o.x - x) < near and abs(o.y - spot.y) < near]
            if not hidden:
                break
            x = min(limit, max(hidden) + near + 2)
        moved.append(spot if x == spot.x else spot._replace(x=x))
    return moved


def _value(card: Card) -> float:
    return card.payload.value if isinstance(card.payload, Emotion) else 0.0


def _word(card: Card) -> str:
    word = card.payload.word if isinstance(card.payload, Emotion) else ""
    return (word or card.text).replace("\n", " ")


def _rising(spots: list[Spot]) -> list[tuple[float, float]]:
    """The points of a curve from left to right; of those that share an x, as in a crowded cell, the last."""
    by_x = {round(spot.x, 2): (spot.x, spot.y) for spot in sorted(spots, key=lambda spot: spot.x)}
    return list(by_x.values())


def _areas(spots: list[Spot], zero: float, ground: str, height: float, scene: Scene) -> Group:
    """The soft fill between the first curve and the neutral line, below all curves."""
    theme = scene.theme
    points = _rising(spots)
    above, below = curve.areas(points, zero)
    shapes: list[Shape] = []
    if above:
        shapes.append(Path(above, fill=blend(theme.emotions[3], ground, 0.2)))
    if below:
        shapes.append(Path(below, fill=blend(theme.emotions[1], ground, 0.22)))
    right = max((x for x, _ in points), default=0.0)
    return Group(0.0, 0.0, right, height, tuple(shapes), Meaning("area"))


def _curve(place: int, spots: list[Spot], height: float, scene: Scene) -> Group:
    theme = scene.theme
    points = _rising(spots)
    shapes: list[Shape] = []
    if len(points) > 1:
        persona = scene.personas[place] if place < len(scene.personas) else None
        ink = _ink(place, persona.colour if persona else "", scene)
        shapes.append(Path(curve.line(points), stroke=ink, stroke_width=theme.sizes.curve, dash=_dash(place)))
    name = scene.personas[place].name if place < len(scene.personas) else ""
    words = ", ".join(_word(spot.card) for spot in spots)
    left = min((x for x, _ in points), default=0.0)
    return Group(
        0.0, 0.0, max((x for x, _ in points), default=left) + 4, height, tuple(shapes),
        Meaning("curve", scene.personas[place].id if name else "", f"{name}: {words}" if name else words),
    )  # fmt: skip


def _ink(place: int, own: str, scene: Scene) -> str:
    """The first curve in ink; the others in their persona's colour, darkened until it stands out."""
    if place == 0:
        return blend(scene.theme.colours.ink, scene.theme.colours.sheet, 0.88)
    return blend(scene.theme.persona(place, own), scene.theme.colours.ink, 0.62)


def _dash(place: int) -> tuple[float, ...]:
    return () if place == 0 else ((7.0, 5.0), (2.0, 5.0), (11.0, 4.0, 2.0, 4.0))[(place - 1) % 3]


def _legend(used: list[int], scene: Scene, top: float) -> list[Shape]:
    theme = scene.theme
    x = scene.columns.track_left + RAIL_PADDING
    shapes: list[Shape] = []
    for index, place in enumerate(used):
        y = even(top) + index * 20.0 + 4.0
        persona = scene.personas[place] if place < len(scene.personas) else None
        ink = _ink(place, persona.colour if persona else "", scene)
        stroke = Path(
            (("M", (x, y)), ("L", (x + 22, y))), stroke=ink, stroke_width=theme.sizes.curve, dash=_dash(place)
        )
        name = elide(persona.name if persona else "", theme.type.meta, scene.columns.rail - 70)
        shapes += [stroke, Text(x + 30, y + 4.0, (name,), theme.type.meta, theme.colours.ink)]
    return shapes


def _words(spots: list[Spot], points: list[Group]) -> dict[int, list[_Word]]:
    """By column, where the words of its points stand."""
    found: dict[int, list[_Word]] = defaultdict(list)
    for spot, group in zip(spots, points, strict=True):
        for shape in group.shapes:
            if isinstance(shape, Text):
                left, y = group.x, group.y + shape.baseline
                found[spot.column].append(_Word(left, left + group.width, y - 12.0, y + 5.0))
    return found


def _guide(x: float, height: float, words: Sequence[_Word]) -> tuple[Command, ...]:
    """A line down the lane that leaves out the words it would strike through."""
    gaps = sorted((word.top, word.bottom) for word in words if word.left < x < word.right)
    line: list[Command] = []
    y, end = 8.0, height - 8.0
    for top, bottom in (*gaps, (end, end)):
        if top - y > 2.0:
            line += [("M", (x, y)), ("L", (x, min(top, end)))]
        y = max(y, bottom)
    return tuple(line)


def _scale(height: float, scene: Scene, words: dict[int, list[_Word]]) -> list[Shape]:
    """The neutral line, the ends of the scale beside it, and a guide at each moment of truth."""
    theme, columns = scene.theme, scene.columns
    zero = _zero(height)
    quiet = theme.colours.secondary
    shapes: list[Shape] = []
    if not columns.left:
        return shapes
    for column, step in enumerate(scene.structure.steps):
        if step.id in scene.truths:
            x = columns.centre(column)
            beside = [word for place in (column - 1, column, column + 1) for word in words.get(place, ())]
            guide = _guide(x, height, beside)
            shapes.append(Path(guide, stroke=theme.colours.truth, stroke_width=1.25, dash=(1.0, 4.0)))
            shapes.append(Path(marks.diamond(x, 10.0, 5.5), fill=theme.colours.truth))
    left = columns.phases[0][0]
    right = columns.left[-1] + columns.width[-1]
    neutral = (("M", (left, zero)), ("L", (right, zero)))
    shapes.append(Path(neutral, stroke=theme.colours.boundary, dash=(5.0, 4.0)))
    for sign, y in (("+2", y_of(2, height)), ("0", zero), ("−2", y_of(-2, height))):
        shapes.append(Text(left - 4.0, even(y) + 4.0, (sign,), theme.type.meta, quiet, align="right"))
    return shapes


def _label_sides(spots: list[Spot]) -> dict[str, bool]:
    """Card id to whether its word stands above: at peaks above, at dips below, and away from other curves."""
    sides: dict[str, bool] = {}
    columns: dict[int, list[Spot]] = defaultdict(list)
    lines: dict[int, list[Spot]] = defaultdict(list)
    for spot in spots:
        columns[spot.column].append(spot)
        lines[spot.persona].append(spot)
    for line in lines.values():
        for index, spot in enumerate(line):
            beside = [line[i].y for i in (index - 1, index + 1) if 0 <= i < len(line)]
            sides[spot.card.id] = spot.y <= sum(beside) / len(beside) if beside else True
    for here in columns.values():
        if len({spot.persona for spot in here}) > 1:
            ranked = sorted(here, key=lambda spot: spot.y)
            for index, spot in enumerate(ranked):
                sides[spot.card.id] = index < len(ranked) / 2
    return sides


def _point(spot: Spot, above: bool, ground: str, scene: Scene) -> Group:
    theme = scene.theme
    value, face = _value(spot.card), theme.sizes.face
    columns = scene.columns
    room = min(columns.width[spot.column] + 40.0, columns.track_right - columns.left[0] - 8.0)
    halo = theme.type.meta_strong
    word = _word(spot.card)
    taken = advance(word, halo)
    if taken > room:
        word = elide(word, halo, room)
        taken = advance(word, halo)
    wide = max(taken + 6.0, 2 * face + 8.0)
    # Words stay off the rail and on the sheet, faces stay where they are.
    low, high = min(columns.left[0], spot.x - face - 4.0), max(columns.track_right, spot.x + face + 4.0)
    left = spot.x - wide / 2
    free = low <= left <= high - wide
    if not free:
        left = max(low, min(left, high - wide))
    top, bottom = spot.y - face - 4.0, spot.y + face + 4.0
    if above:
        top -= 16.0
    else:
        bottom += 16.0
    top = even(top)
    x, y = wide / 2 if free else spot.x - left, spot.y - top
    ring = ground
    place = spot.persona
    if place:
        persona = scene.personas[place] if place < len(scene.personas) else None
        ring = _ink(place, persona.colour if persona else "", scene)
    shapes: list[Shape] = []
    if ring != ground:
        shapes.append(Path(marks.circle(x, y, face + 3.5), fill=ring))
    shapes.extend(marks.face(value, x, y, face, theme.emotion(value), "#FFFFFF"))
    baseline = even(y - face - 8.0 if above else y + face + 16.0)
    ink = blend(theme.emotion(value), theme.colours.ink, 0.25)
    if word:
        shapes.append(Text(wide / 2, baseline, (word,), halo, ink, align="centre"))
    spoken = translate("{word}: {value} of 2", scene.language, word=word, value=f"{value:+g}")
    meaning = Meaning("point", spot.card.id, spoken, spot.card.notes)
    return Group(left, top, wide, bottom - top, tuple(shapes), meaning)
