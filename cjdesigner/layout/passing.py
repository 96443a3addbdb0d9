"""Ways up and down a map between its cards: along the gaps between columns, and around cards that span them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import NamedTuple

from cjdesigner.draw.shapes import Group, Row
from cjdesigner.lanes.base import Scene
from cjdesigner.lanes.columns import Columns

Point = tuple[float, float]
_APART = 4.0
"""Scene units that a link may keep from the middle of a gap."""


class Wide(NamedTuple):
    """A card that spans gaps between columns."""

    top: float
    bottom: float
    before: int
    """The gap beside its left edge, and beside its right edge: between them are those that it spans."""
    behind: int


class Obstacles:
    """The spanning cards of each row, relative to it: found once for as long as a row stays the same."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[tuple[Group, ...], Columns, tuple[Wide, ...]]] = {}

    def of(self, row: Row, columns: Columns) -> tuple[Wide, ...]:
        """Those of one row."""
        known = self._known.get(row.id)
        if known and known[0] is row.groups and known[1] == columns:
            return known[2]
        found = tuple(_wide(row, columns.left))
        self._known[row.id] = (row.groups, columns, found)
        return found


def _wide(row: Row, left: tuple[float, ...]) -> list[Wide]:
    found = []
    for group in row.groups:
        if group.meaning.role == "card":
            after = bisect_right(left, group.x + 1.0)
            behind = bisect_left(left, group.x + group.width - 1.0)
            if after < behind:
                found.append(Wide(group.y, group.y + group.height, after - 1, behind))
    return found


class Way:
    """The passages of one drawing. The gap with a number is the one left of that column; the last is right of all."""

    def __init__(self, rows: tuple[Row, ...], scene: Scene, known: Obstacles) -> None:
        self.rows = rows
        columns = scene.columns
        self._margin = scene.theme.sizes.card_gap / 2
        self._edges = [*columns.left, columns.left[-1] + columns.width[-1]] if columns.left else []
        self._in: dict[int, list[tuple[float, Wide]]] = defaultdict(list)
        """By gap, the bottoms of the cards that span it, from top to bottom, in scene coordinates."""
        for row in rows:
            y = row.y
            for top, bottom, before, behind in known.of(row, columns):
                card = Wide(y + top, y + bottom, before, behind)
                for gap in range(before + 1, behind):
                    self._in[gap].append((card.bottom, card))

    def free(self, x: float, start: float, end: float) -> bool:
        """Whether nothing stands in the way straight up or down the gap at x."""
        return not self._in or self._blocking(self._gap_at(x), start, end) is None

    def climb(self, x: float, start: float, end: float, towards: float) -> list[Point]:
        """Corner points up or down from (x, start) to the level ``end``, past spanning cards on the shorter side.

        Directly above and below a spanning card is always room, and so is beside it: cards keep a gap to one another.
        """
        points = [(x, start)]
        if self._in:
            gap, y, down = self._gap_at(x), start, end > start
            shift = x - self._edges[gap] if abs(x - self._edges[gap]) <= _APART else 0.0
            while (card := self._blocking(gap, y, end)) is not None:
                one, other = self._edges[card.before], self._edges[card.behind]
                nearer = abs(one - x) + abs(one - towards) < abs(other - x) + abs(other - towards)
                gap = card.before if nearer else card.behind
                level = card.top - self._margin if down else card.bottom + self._margin
                points.append((x, level))
                x = self._edges[gap] + shift
                points.append((x, level))
                y = card.bottom if down else card.top
        return [*points, (x, end)]

    def _blocking(self, gap: int, start: float, end: float) -> Wide | None:
        """The first card in the way along a gap from one level to the other."""
        cards = self._in.get(gap)
        if not cards:
            return None
        if end > start:
            place = bisect_right(cards, start, key=lambda one: one[0])
            return cards[place][1] if place < len(cards) and cards[place][1].top < end else None
        place = bisect_left(cards, start, key=lambda one: one[1].top) - 1
        return cards[place][1] if place >= 0 and cards[place][0] > end else None

    def _gap_at(self, x: float) -> int:
        """The number of the gap at x, give or take what keeps parallel links apart."""
        return min(bisect_left(self._edges, x - _APART), len(self._edges) - 1)
