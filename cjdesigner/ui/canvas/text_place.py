"""Where the text of a record stands on the map, so that it can be edited on the spot: same place, type and colours."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF

from cjdesigner.draw.shapes import Drawing, Group, Path, Rect, Style, Text
from cjdesigner.draw.text import advance
from cjdesigner.lanes import drawn_as
from cjdesigner.lanes.base import Scene
from cjdesigner.lanes.track import RAIL_PADDING
from cjdesigner.layout.heading import ARROW
from cjdesigner.layout.hits import Box
from cjdesigner.model.document import Document
from cjdesigner.model.records import Card, JourneyMap, Lane, Link, Phase, Step
from cjdesigner.paint.raster import path

_MARKS = str.maketrans("", "", " \n\u200e\u200f\t\r")
"""What breaking into lines adds or takes away."""
_CHIP_RIGHT, _TRUTH = 12.0, 18.0
_BESIDE = 24.0
"""Scene units of room beside a centred word: the word may grow by a few letters before its place is known again."""

_ROOM, _LEAST = 60.0, 240.0
"""Scene units behind a title, which has the width of the map to itself, and that it takes at least."""


class TextPlace(NamedTuple):
    """A block of text on the map, in scene units."""

    x: float
    """The left edge of its room."""
    baseline: float
    """Of the first line."""
    width: float
    leading: float
    style: Style
    ink: str
    ground: str
    """The colour it stands on."""
    align: str
    lines: int

    @property
    def box(self) -> Box:
        """The room of its lines."""
        return Box(self.x, self.baseline - 0.8 * self.leading, self.width, self.lines * self.leading)


def text_place(drawing: Drawing, scene: Scene, document: Document, record_id: str, text: str) -> TextPlace | None:
    """Where that text of a record stands; None where it does not, as when it is empty or shortened."""
    record = document.find(record_id)
    wanted = text.translate(_MARKS)
    row_id = {Step: "steps", Phase: "phases", JourneyMap: "title"}.get(type(record), record_id)
    if isinstance(record, Card):
        row_id = record.lane
    rows = [(row.y, row.groups) for row in drawing.rows if row.id == row_id]
    for y, groups in rows or ((0.0, drawing.over),):
        for group in groups:
            if group.meaning.id != record_id:
                continue
            for shape in group.shapes:
                if isinstance(shape, Text) and "".join(shape.lines).translate(_MARKS) == wanted:
                    return _placed(drawing, scene, record, group, y, shape)
    return None


@lru_cache(maxsize=4096)
def _advance(line: str, style: Style) -> float:
    """The width of a line in scene units; a key that is typed changes few of the lines of a long text."""
    return advance(line, style)


def _placed(drawing: Drawing, scene: Scene, record: object, group: Group, y: float, shape: Text) -> TextPlace:
    widest = max(_advance(line, shape.style) for line in shape.lines)
    x, room = _room(scene, record, group, shape)
    if shape.align == "centre":
        room = max(0.0 if isinstance(record, Link) else room, widest + _BESIDE)  # a link may cross the whole map
        x = shape.x - room / 2
    elif shape.align == "left":
        room = max(room, widest)
    if isinstance(record, JourneyMap) and len(shape.lines) == 1:
        room = min(room, max(widest + _ROOM, _LEAST))
    leading = shape.leading or round(shape.style.size * 1.4)
    left, baseline = group.x + x, y + group.y + shape.baseline
    ground = _ground(drawing, left + min(2.0, room / 2), baseline - shape.style.size * 0.3)
    return TextPlace(left, baseline, room, leading, shape.style, shape.fill, ground, shape.align, len(shape.lines))


def _room(scene: Scene, record: object, group: Group, shape: Text) -> tuple[float, float]:
    """The left edge of the room, relative to the group, and its width: that in which the layout broke the text."""
    columns = scene.columns
    if shape.align == "right":
        left = group.width - shape.x
        return left, shape.x - left
    if shape.align == "centre":
        return shape.x - group.width / 2, group.width
    if isinstance(record, Phase):
        return shape.x, group.width - 2 * ARROW - 20.0
    if isinstance(record, Lane):
        return shape.x, columns.rail - RAIL_PADDING - 18.0
    if isinstance(record, JourneyMap):
        return shape.x, columns.track_right - columns.track_left
    if isinstance(record, Step):
        return shape.x, group.width - 2 * shape.x - (16.0 if record.id in scene.truths else 0.0)
    if isinstance(record, Card) and drawn_as(record.type).chips:
        truth = _TRUTH if getattr(record.payload, "moment_of_truth", False) else 0.0
        return shape.x, group.width - shape.x - _CHIP_RIGHT - truth
    return shape.x, group.width - 2 * shape.x


def _ground(drawing: Drawing, x: float, y: float) -> str:
    """The colour that is painted last at a point, text and pictures aside."""
    colour = drawing.background
    row = next((row for row in drawing.rows if row.y <= y < row.y + row.height), None)
    for group in row.groups if row is not None else ():
        left, top = x - group.x, y - (row.y if row is not None else 0.0) - group.y
        if not (0.0 <= left < group.width and 0.0 <= top < group.height):
            continue
        for shape in group.shapes:
            if isinstance(shape, Rect) and shape.fill:
                inside = shape.x <= left < shape.x + shape.width and shape.y <= top < shape.y + shape.height
                colour = shape.fill if inside else colour
            elif isinstance(shape, Path) and shape.fill and path(shape.commands).contains(QPointF(left, top)):
                colour = shape.fill
    return colour
