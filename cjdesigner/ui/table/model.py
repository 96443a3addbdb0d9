"""The table as Qt sees it: one card in each place, changed place by place."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from cjdesigner.editor import telling
from cjdesigner.editor.cells import Cells
from cjdesigner.editor.session import Session
from cjdesigner.model.records import Card, Lane, Step
from cjdesigner.ui.pane_typing import text_to_type
from cjdesigner.ui.plain import tip
from cjdesigner.ui.table.grid import Grid
from cjdesigner.words import tr

Index = QModelIndex | QPersistentModelIndex
NONE = QModelIndex()
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable


class TableModel(QAbstractTableModel):
    """Lanes down, steps across. ``update`` brings it up to date with the session."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.cells = Cells()
        self.grid = Grid(self.cells)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The columns."""
        return self.cells.shape.steps if self.cells.shape is not None else ()

    def rowCount(self, parent: Index = NONE) -> int:
        return 0 if parent.isValid() else len(self.grid.rows)

    def columnCount(self, parent: Index = NONE) -> int:
        return 0 if parent.isValid() else len(self.steps)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _FLAGS

    def card_at(self, index: Index) -> Card | None:
        """The card at an index."""
        return self.grid.card(index.row(), index.column()) if index.isValid() else None

    def cell_at(self, index: Index) -> tuple[str, str] | None:
        """Lane and step at an index."""
        if not index.isValid() or index.row() >= len(self.grid.rows) or index.column() >= len(self.steps):
            return None
        return self.grid.rows[index.row()].lane, self.steps[index.column()].id

    def words(self, card: Card) -> str:
        """What stands in a place."""
        return text_to_type(self.session.document, card.id)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            card = self.card_at(index)
            return self.words(card) if card is not None else None
        if role == Qt.ItemDataRole.ToolTipRole:
            card = self.card_at(index)
            return tip(card.text or self.words(card)) if card is not None else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(index)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            card = self.card_at(index)
            return telling.details(self.session.document, card) if card is not None else ""
        return None

    def spoken(self, index: Index) -> str:
        """What a screen reader says of a place."""
        card, cell = self.card_at(index), self.cell_at(index)
        document = self.session.document
        if card is not None:
            return f"{telling.name(document, card.id)}, {telling.place(document, card)}"
        if cell is None:
            return ""
        step, lane = telling.short(document.steps[cell[1]].name), telling.short(document.lanes[cell[0]].name)
        return tr("Empty, step {step}, lane {lane}", step=step, lane=lane)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return None
        spoken = role == Qt.ItemDataRole.AccessibleTextRole
        if orientation == Qt.Orientation.Horizontal:
            if section >= len(self.steps):
                return None
            step = self.steps[section]
            name = " ".join(step.name.split()) or tr("No name")
            phase = self.session.document.phases.get(step.phase)
            if spoken and phase is not None:
                return tr("{step}, phase {phase}", step=name, phase=telling.short(phase.name))
            return tip(name) if role == Qt.ItemDataRole.ToolTipRole else name
        lane = self.lane_of(section)
        name = (" ".join(lane.name.split()) or tr("No name")) if lane is not None else ""
        return tip(name) if role == Qt.ItemDataRole.ToolTipRole else name

    def lane_of(self, row: int) -> Lane | None:
        """The lane that a row belongs to."""
        if not 0 <= row < len(self.grid.rows):
            return None
        return self.session.document.lanes.get(self.grid.rows[row].lane)

    # --- changes --------------------------------------------------------------------------------------------------

    def update(self, session: Session) -> bool:
        """Take the session's document. True where everything is new."""
        if session is not self.session:
            self.session = session
            self.cells.document = None
        news = self.cells.show(session.document, session.map_id)
        if news.everything:
            self.beginResetModel()
            self.grid.rebuild()
            self.endResetModel()
            return True
        if news.records:
            self.grid.rename()
        for lane_id in {lane for lane, _ in news.cells if lane}:
            self._fit(lane_id)
        shape = self.cells.shape
        for lane_id, step_id in news.cells:
            first, count = self.grid.rows_of(lane_id)
            if shape is not None and first >= 0 and step_id in shape.column:
                column = shape.column[step_id]
                self.dataChanged.emit(self.index(first, column), self.index(first + count - 1, column))
        self._say_again(news.records)
        return False

    def _fit(self, lane_id: str) -> None:
        """Give a lane the rows that it needs now, or take away those it does not."""
        first, count = self.grid.rows_of(lane_id)
        wanted = self.grid.height(lane_id)
        if first < 0 or wanted == count:
            return
        if wanted > count:
            self.beginInsertRows(QModelIndex(), first + count, first + wanted - 1)
            self.grid.resized(lane_id, wanted)
            self.endInsertRows()
        else:
            self.beginRemoveRows(QModelIndex(), first + wanted, first + count - 1)
            self.grid.resized(lane_id, wanted)
            self.endRemoveRows()

    def _say_again(self, records: frozenset[str]) -> None:
        document, shape = self.session.document, self.cells.shape
        for record_id in records:
            if record_id in document.cards:
                place = self.grid.find(record_id)
                if place is not None:
                    index = self.index(*place)
                    self.dataChanged.emit(index, index)
            elif shape is not None and record_id in shape.column:
                column = shape.column[record_id]
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, column, column)
            elif record_id in document.phases:
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(0, len(self.steps) - 1))
            elif record_id in document.lanes:
                first, count = self.grid.rows_of(record_id)
                if first >= 0:
                    self.headerDataChanged.emit(Qt.Orientation.Vertical, first, first + count - 1)
