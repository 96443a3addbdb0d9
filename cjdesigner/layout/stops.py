"""One stop of a presentation, and what every way to make one needs: the map laid out, boxes, lines of words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from cjdesigner.draw.shapes import Drawing, Group, Row
from cjdesigner.lanes.base import Scene
from cjdesigner.layout.engine import Engine
from cjdesigner.layout.hits import Box, box_of
from cjdesigner.model.document import Document
from cjdesigner.model.records import Card, JourneyMap

READABLE = 590.0
"""Scene units from top to bottom at which the text of cards can be read from the back of a room."""
ASPECT = 1.87
"""Width by height of what a stop is seen in, on a wide screen with the names of phases and lanes at its edges."""
STRETCH = 1.15
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
    scene: Literal["records", "overview", "comparison", "decisions"] = "records"
    """What kind of picture it is, as in a record of a stop."""
    shows: tuple[str, ...] = ()
    """The ids of the records that it frames; a stop of one's own can be made from them."""
    record: str = ""
    """The id of the record that it was made from, in a tour of one's own."""
    by_hand: bool = False
    """Whether somebody chose how close it is: then it may be shown larger than is usual."""


_SQUARE = 400.0
"""Scene units across of a square in which cards are looked up."""


class Shown(NamedTuple):
    """One map, laid out."""

    document: Document
    scene: Scene
    drawing: Drawing
    boxes: dict[str, Box]
    aspect: float
    lanes: list[Row]
    """The lanes in sight, and the line of visibility between them."""
    squares: Mapping[tuple[int, int], list[tuple[int, str, Box]]]
    """By square of the map, what lies in it: the place in ``boxes``, the id and the box."""
    starting: Mapping[str, list[Card]]
    """The cards in lanes, of all maps, by the step in which they start."""

    @property
    def language(self) -> str:
        """The language that the stops speak: that of the project."""
        return self.scene.language

    @property
    def journey(self) -> JourneyMap:
        """The map that is told of."""
        return self.scene.structure.map


def laid_out(document: Document, map_id: str, engine: Engine, aspect: float) -> Shown:
    """Lay a map out for its stops. Raises KeyError where there is no such map."""
    drawing = engine.layout(document, map_id)
    boxes = {
        group.meaning.id: box_of(row, group)
        for row in drawing.rows
        for group in row.groups
        if group.meaning.role in ("card", "point")
    }
    scene = engine.scene(document, map_id)
    lanes = {lane.id for lane in scene.structure.lanes} | {"visibility"}
    rows = [row for row in drawing.rows if row.id in lanes]
    squares: dict[tuple[int, int], list[tuple[int, str, Box]]] = defaultdict(list)
    for place, (one, box) in enumerate(boxes.items()):
        for square in _squares(box):
            squares[square].append((place, one, box))
    starting: dict[str, list[Card]] = defaultdict(list)
    for card in document.cards.values():
        if card.lane in document.lanes:
            starting[card.start].append(card)
    return Shown(document, scene, drawing, boxes, aspect, rows, squares, starting)


def _squares(box: Box) -> Iterator[tuple[int, int]]:
    """The squares that a box lies in, or touches."""
    x, y, wide, high = box
    down = range(int(y // _SQUARE), int((y + high) // _SQUARE) + 1)
    for across in range(int(x // _SQUARE), int((x + wide) // _SQUARE) + 1):
        for row in down:
            yield across, row


def trimmed(box: Box, shown: Shown, times: float = 3.5) -> Box:
    """What the camera looks at: of something far too high or wide, as much from its start as can be told apart."""
    wide = min(box.width, max(box.height, READABLE) * shown.aspect * 1.6)
    return box._replace(width=wide, height=min(box.height, max(wide / shown.aspect, READABLE) * times))


def cards_within(shown: Shown, area: Box) -> list[str]:
    """The cards and points that lie in an area, or a part of them."""
    left, top, right, bottom = area.x, area.y, area.right, area.bottom
    found = {
        place: one
        for square in _squares(area)
        for place, one, (x, y, wide, high) in shown.squares.get(square, ())
        if x < right and y < bottom and left < x + wide and top < y + high
    }
    return [found[place] for place in sorted(found)]


def grown(box: Box, by: float) -> Box:
    """The box with an edge of that width around it."""
    return Box(box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by)


def line(text: str) -> str:
    """A text as one line of at most 400 characters."""
    flat = " ".join(text[:1200].split())
    return flat if len(flat) <= 400 else flat[:399].rstrip() + "…"


def listed(names: list[str]) -> str:
    """Names in one line."""
    return " · ".join(line(name) for name in names if name.strip())


def said(parts: list[str]) -> str:
    """Notes one below the other, each once."""
    return "\n\n".join(dict.fromkeys(part.strip() for part in parts if part.strip()))[:20_000]
