"""What lies under a point of a drawing: a record, a cell, a place among its cards."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from cjdesigner.draw.shapes import Drawing, Group, Row
from cjdesigner.lanes.base import Scene

_CARDS = ("card", "point")
_BAR = 2.0
"""Scene units that the bar of a lane stands out of its sheet; at the other end as much is left, for the balance."""
_LAST = 1_000_000
"""More cards than a cell ever holds."""


class Box(NamedTuple):
    """A rectangle in scene units."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The bottom edge."""
        return self.y + self.height

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.x <= x < self.right and self.y <= y < self.bottom

    def meets(self, other: Box) -> bool:
        """Whether two rectangles overlap."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def covers(self, other: Box) -> bool:
        """Whether all of another rectangle lies inside."""
        across = self.x <= other.x and other.right <= self.right
        return across and self.y <= other.y and other.bottom <= self.bottom


class Hit(NamedTuple):
    """A record under the pointer, and its box."""

    role: str
    """card, point, step, phase, title, lane (its rail), cell (empty ground of a lane), fold (a folded phase in a lane),
    or link."""
    id: str
    box: Box
    step: str = ""
    """The step of the column, for a cell."""


class Place(NamedTuple):
    """Where a card would land: the cell, and how many cards of it come before."""

    lane: str
    step: str
    before: int
    mark: Box
    """A flat box where the insertion mark belongs."""


def row_at(drawing: Drawing, y: float) -> Row | None:
    """The row at y, or None between rows."""
    index = bisect_right(drawing.rows, y, key=lambda row: row.y) - 1
    if index < 0:
        return None
    row = drawing.rows[index]
    return row if y < row.y + row.height else None


def box_of(row: Row, group: Group) -> Box:
    """The box of a group in scene coordinates."""
    return Box(group.x, row.y + group.y, group.width, group.height)


def find(drawing: Drawing, record_id: str) -> Box | None:
    """The box of the group that shows a record; None where it is not drawn."""
    for row in drawing.rows:
        if row.id == record_id:
            return Box(0.0, row.y, drawing.width, row.height)
        for group in row.groups:
            if group.meaning.id == record_id and group.meaning.role != "curve":
                return box_of(row, group)
    for group in drawing.over:
        if group.meaning.id == record_id:
            return Box(group.x, group.y, group.width, group.height)
    return None


def lane_box(drawing: Drawing, scene: Scene, lane_id: str) -> Box | None:
    """The sheet of a lane with its bar, in scene units, without the margins of the map; None where it is not drawn."""
    left, right = scene.columns.track_left - _BAR, scene.columns.track_right + _BAR
    row = next((row for row in drawing.rows if row.id == lane_id), None)
    return Box(left, row.y, right - left, row.height) if row is not None else None


def hit(drawing: Drawing, scene: Scene, x: float, y: float) -> Hit | None:
    """What the pointer is on."""
    row = row_at(drawing, y)
    if row is None:
        return None
    for group in reversed(row.groups):
        if group.meaning.role in ("card", "point", "step", "phase", "title"):
            box = box_of(row, group)
            if box.holds(x, y):
                return Hit(group.meaning.role, group.meaning.id, box)
    if not row.groups or row.groups[0].meaning.role != "lane":
        return None
    columns = scene.columns
    column = columns.at(x)
    if column is not None:
        box = Box(columns.left[column], row.y, columns.width[column], row.height)
        return Hit("cell", row.id, box, scene.structure.steps[column].id)
    fold = fold_at(scene, x)
    if fold is not None:
        return Hit("fold", fold[0], Box(fold[1], row.y, fold[2], row.height), scene.folds[fold[0]].landing)
    if columns.track_left - 4 <= x < columns.track_left + columns.rail:
        return Hit("lane", row.id, Box(columns.track_left, row.y, columns.rail, row.height))
    return None


def fold_at(scene: Scene, x: float) -> tuple[str, float, float] | None:
    """The folded phase at x, its left edge and its width; None beside all of them."""
    if scene.folds:
        for (left, wide), phase in zip(scene.columns.phases, scene.structure.phases, strict=True):
            if phase.id in scene.folds and left <= x < left + wide:
                return phase.id, left, wide
    return None


def drawn_cards(drawing: Drawing) -> list[str]:
    """The cards and points of a drawing, in reading order."""
    return [group.meaning.id for row in drawing.rows for group in row.groups if group.meaning.role in _CARDS]


def within(drawing: Drawing, area: Box) -> list[str]:
    """The cards and points that a marquee touches, in reading order."""
    return [
        group.meaning.id
        for row in drawing.rows
        if row.y < area.bottom and row.y + row.height > area.y
        for group in row.groups
        if group.meaning.role in _CARDS and box_of(row, group).meets(area)
    ]


def place_at(drawing: Drawing, scene: Scene, x: float, y: float, moved: frozenset[str] = frozenset()) -> Place | None:
    """The place where a card dropped at a point would land, not counting the cards that are being moved."""
    row = row_at(drawing, y) or _nearest_lane(drawing, y)
    column = scene.columns.at(x)
    if row is None or not row.groups or row.groups[0].meaning.role != "lane":
        return None
    if column is None:
        fold = fold_at(scene, x)
        if fold is None:
            return None
        middle = Box(fold[1] + 8.0, row.y + row.height - 14.0, fold[2] - 16.0, 3.0)
        return Place(row.id, scene.folds[fold[0]].landing, _LAST, middle)
    step = scene.structure.steps[column]
    starts = {card.meaning.id: card for card in row.groups if card.meaning.role in _CARDS}
    left, width = scene.columns.box(column, column)
    inside = [
        group
        for group in starts.values()
        if group.meaning.id not in moved and abs(group.x - left) < 1.0 and group.meaning.role == "card"
    ]
    inside.sort(key=lambda group: group.y)
    local = y - row.y
    index = sum(1 for group in inside if local > group.y + group.height / 2)
    if index < len(inside):
        at = inside[index].y - scene.theme.sizes.card_gap / 2
    elif inside:
        at = inside[-1].y + inside[-1].height + scene.theme.sizes.card_gap / 2
    else:
        at = scene.theme.sizes.lane_padding
    return Place(row.id, step.id, index, Box(left, row.y + at - 1.5, width, 3.0))


def _nearest_lane(drawing: Drawing, y: float) -> Row | None:
    """The lane above a gap, so that the gap between two lanes is no hole."""
    index = bisect_right(drawing.rows, y, key=lambda row: row.y) - 1
    if index < 0 or index == len(drawing.rows) - 1:
        return None
    row = drawing.rows[index]
    return row if row.groups and row.groups[0].meaning.role == "lane" else None
