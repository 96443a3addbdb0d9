"""The table as rows and columns: a lane takes as many rows as its fullest cell has cards, and one to write in."""

from __future__ import annotations

from typing import NamedTuple

from cjdesigner.editor.cells import Cells
from cjdesigner.model.records import Card, Lane


class Spot(NamedTuple):
    """A row of the table: the lane, and which card of each of its cells."""

    lane: str
    place: int


class Grid:
    """The rows of the lanes in sight, kept up with the cells."""

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        self.rows: list[Spot] = []
        self.lanes: tuple[Lane, ...] = ()
        self._first: dict[str, int] = {}

    def rebuild(self) -> None:
        """Every row anew: lanes or steps have come, gone or changed places."""
        shape = self.cells.shape
        self.lanes = tuple(lane for lane in shape.lanes if not lane.hidden) if shape is not None else ()
        self.rows = [Spot(lane.id, place) for lane in self.lanes for place in range(self.height(lane.id))]
        self._number()

    def rename(self) -> None:
        """The same lanes, which may be called something else."""
        shape = self.cells.shape
        self.lanes = tuple(lane for lane in shape.lanes if not lane.hidden) if shape is not None else ()

    def _number(self) -> None:
        self._first = {}
        for row, spot in enumerate(self.rows):
            self._first.setdefault(spot.lane, row)

    def height(self, lane_id: str) -> int:
        """How many rows a lane needs."""
        shape = self.cells.shape
        steps = shape.steps if shape is not None else ()
        return 1 + max((len(self.cells.at(lane_id, step.id)) for step in steps), default=0)

    def rows_of(self, lane_id: str) -> tuple[int, int]:
        """The first row of a lane, and how many it has; (−1, 0) for a lane that is not in sight."""
        first = self._first.get(lane_id, -1)
        if first < 0:
            return -1, 0
        count = 0
        while first + count < len(self.rows) and self.rows[first + count].lane == lane_id:
            count += 1
        return first, count

    def resized(self, lane_id: str, count: int) -> None:
        """The lane has that many rows from now on."""
        first, before = self.rows_of(lane_id)
        self.rows[first : first + before] = [Spot(lane_id, place) for place in range(count)]
        self._number()

    def card(self, row: int, column: int) -> Card | None:
        """The card in a row and column; None for a free place."""
        shape = self.cells.shape
        if shape is None or not 0 <= row < len(self.rows) or not 0 <= column < len(shape.steps):
            return None
        spot = self.rows[row]
        here = self.cells.at(spot.lane, shape.steps[column].id)
        return here[spot.place] if spot.place < len(here) else None

    def find(self, card_id: str) -> tuple[int, int] | None:
        """Row and column of a card; None where the table does not show it."""
        cell, shape = self.cells.where(card_id), self.cells.shape
        if cell is None or shape is None or cell[0] not in self._first:
            return None
        return self._first[cell[0]] + self.cells.place(card_id), shape.column[cell[1]]

    def free(self, lane_id: str, step_id: str) -> tuple[int, int] | None:
        """Row and column of the first free place of a cell."""
        shape = self.cells.shape
        if shape is None or lane_id not in self._first or step_id not in shape.column:
            return None
        return self._first[lane_id] + len(self.cells.at(lane_id, step_id)), shape.column[step_id]
