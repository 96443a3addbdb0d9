"""Which cards stand in which cell of a map, kept up by differences: an edit costs what it changes, not the map."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from cjdesigner.model import queries
from cjdesigner.model.diff import Change, diff
from cjdesigner.model.document import Document
from cjdesigner.model.queries import Structure
from cjdesigner.model.records import Card

Cell = tuple[str, str]
"""Lane id and step id; ("", "") is the parking tray."""
TRAY: Cell = ("", "")


class News(NamedTuple):
    """What is different since the last look."""

    everything: bool = False
    """Another map, or rows and columns came, went or changed places: nothing known before holds."""
    cells: frozenset[Cell] = frozenset()
    """Cells that hold other cards, or the same in another order."""
    records: frozenset[str] = frozenset()
    """Ids of records that stayed in their place and say something else."""

    def __bool__(self) -> bool:
        return self.everything or bool(self.cells) or bool(self.records)


class Cells:
    """The cards of one map by cell, in order."""

    def __init__(self) -> None:
        self.document: Document | None = None
        self.map_id = ""
        self.shape: Structure | None = None
        self._cells: dict[Cell, tuple[Card, ...]] = {}
        self._where: dict[str, Cell] = {}

    def at(self, lane_id: str, step_id: str) -> tuple[Card, ...]:
        """The cards that start in a cell."""
        return self._cells.get((lane_id, step_id), ())

    @property
    def parked(self) -> tuple[Card, ...]:
        """The cards without a place."""
        return self._cells.get(TRAY, ())

    def where(self, card_id: str) -> Cell | None:
        """The cell of a card; TRAY for a parked one, None for one of another map or of none."""
        return self._where.get(card_id)

    def place(self, card_id: str) -> int:
        """A card's place in its cell, from 0; −1 for one that is not in this map."""
        here = self._cells.get(self._where.get(card_id, TRAY), ())
        return next((number for number, card in enumerate(here) if card.id == card_id), -1)

    def show(self, document: Document, map_id: str) -> News:
        """Take the document as it is now, and tell what is new."""
        old, self.document = self.document, document
        if document is old and map_id == self.map_id:
            return News()
        same_map = old is not None and map_id == self.map_id and map_id in document.maps
        self.map_id = map_id
        if not same_map or old is None:
            return self._all(document)
        shape = queries.structure(document, map_id)
        before, self.shape = self.shape, shape
        if before is None or (before is not shape and _frame(before) != _frame(shape)):
            return self._all(document)
        return self._some(diff(old, document).changes)

    def _all(self, document: Document) -> News:
        self._cells, self._where = {}, {}
        known = self.map_id in document.maps
        self.shape = queries.structure(document, self.map_id) if known else None
        found: dict[Cell, list[Card]] = defaultdict(list)
        for card in document.cards.values():
            if card.map == self.map_id:
                found[self._cell_of(card)].append(card)
        for cell, here in found.items():
            self._cells[cell] = tuple(sorted(here, key=queries.by_order))
            for card in here:
                self._where[card.id] = cell
        return News(everything=True)

    def _cell_of(self, card: Card) -> Cell:
        document, shape = self.document, self.shape
        if document is None or shape is None or card.lane not in document.lanes or card.start not in shape.column:
            return TRAY
        return card.lane, card.start

    def _some(self, changes: tuple[Change, ...]) -> News:
        touched: dict[Cell, dict[str, Card | None]] = defaultdict(dict)
        records: set[str] = set()
        for change in changes:
            if change.kind != Card.KIND:
                records.add(change.id)
                continue
            after = change.after if isinstance(change.after, Card) and change.after.map == self.map_id else None
            was = self._where.pop(change.id, None)
            if after is None:
                if was is not None:
                    touched[was][change.id] = None
                continue
            now = self._cell_of(after)
            self._where[change.id] = now
            if was is not None and was != now:
                touched[was][change.id] = None
            touched[now][change.id] = after
            records.add(change.id)
        cells = set()
        for cell, fresh in touched.items():
            before = self._cells.get(cell, ())
            kept = [fresh.pop(card.id, card) for card in before]
            here = tuple(sorted((card for card in (*kept, *fresh.values()) if card), key=queries.by_order))
            self._cells[cell] = here
            if [card.id for card in here] != [card.id for card in before]:
                cells.add(cell)
        return News(False, frozenset(cells), frozenset(records))


def _frame(shape: Structure) -> tuple[object, ...]:
    """What decides the rows and columns."""
    return (
        tuple(phase.id for phase in shape.phases),
        tuple((step.id, step.phase) for step in shape.steps),
        tuple((lane.id, lane.hidden) for lane in shape.lanes),
    )
