"""The grid of the table: keys as in a good spreadsheet, and the same selection as the canvas."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from cjdesigner.editor.session import Session
from cjdesigner.model.document import Document
from cjdesigner.ui.canvas import drops
from cjdesigner.ui.pane_typing import PaneTyping
from cjdesigner.ui.table.heads import Heads, LaneHeads, StepHeads
from cjdesigner.ui.table.model import TableModel
from cjdesigner.ui.table.places import Places

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ROW, _LAST_ROW = 42, 25
"""Pixels: a card on two lines, and the free row below the cards of a lane."""
_COLUMN, _WIDEST = 184, 340
"""Pixels of a column, as it comes and where there is room."""
_WAYS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class TableGrid(QTableView):
    """Arrows and Tab walk, typing replaces, F2 and Enter edit, Delete deletes; above the first row are the heads."""

    menu_asked = Signal(str, str, str, QPoint)
    """Kind, id and step of what the menu is for, and where on the screen."""
    walked = Signal()
    """Somebody has chosen something here: the canvas shows it."""
    head_reached = Signal(str)
    """The keyboard is on the head of a step, phase or lane."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("TableGrid")
        self.session = session
        self.head = ""
        """The id of the step, phase or lane whose head the keyboard is on; "" in the grid."""
        self._syncing = False
        self._own_widths = False
        self.lines = TableModel(session)
        self.setModel(self.lines)
        self.step_heads, self.lane_heads = StepHeads(self, self.lines), LaneHeads(self, self.lines)
        self.setHorizontalHeader(self.step_heads)
        self.setVerticalHeader(self.lane_heads)
        self.setItemDelegate(Places(self))
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(True)
        self.setCornerButtonEnabled(False)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, True)
        self.typing = PaneTyping(self, lambda: self.session, self._rect_of)
        self.typing.ended.connect(self._typed)
        self.head_typing: dict[Heads, PaneTyping] = {}
        for heads in (self.step_heads, self.lane_heads):
            heads.now = lambda: self.head if self.hasFocus() else ""
            heads.chosen.connect(self._head_chosen)
            heads.rename_asked.connect(self.rename)
            typing = PaneTyping(heads, lambda: self.session, heads.edit_box)
            typing.ended.connect(lambda how, record_id: self._head_typed(how, record_id))
            self.head_typing[heads] = typing
        self.step_heads.sectionResized.connect(self._section_resized)
        self.lines.modelReset.connect(self._heights)
        self.lines.modelReset.connect(self._widths)
        self.lines.rowsInserted.connect(lambda *_: self._heights())
        self.lines.rowsRemoved.connect(lambda *_: self._heights())
        self.selectionModel().selectionChanged.connect(self._chosen)
        self.selectionModel().currentChanged.connect(lambda now, before: self._chosen())
        self.show_session(session)

    # --- the document ---------------------------------------------------------------------------------------------

    def show_session(self, session: Session) -> None:
        """Show the document as it is now."""
        if session is not self.session:
            self.typing.cancel()
            for typing in self.head_typing.values():
                typing.cancel()
            self.head = ""
        self.session = session
        place = self.currentIndex().row(), self.currentIndex().column()
        before = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        self._syncing = True
        try:
            anew = self.lines.update(session)
            if anew and place[0] >= 0:
                index = self.lines.index(*place)
                if index.isValid():
                    self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
                self.horizontalScrollBar().setValue(before[0])
                self.verticalScrollBar().setValue(before[1])
        finally:
            self._syncing = False
        for typing in (self.typing, *self.head_typing.values()):
            typing.document_changed()
        self.show_selection()

    def _heights(self) -> None:
        """Free rows are lower than those with cards."""
        line = self.fontMetrics().lineSpacing()
        row, last = max(_ROW, 2 * line + 8), max(_LAST_ROW, line + 6)
        heads = self.lane_heads
        if heads.defaultSectionSize() != row:
            heads.setDefaultSectionSize(row)
        rows = self.lines.grid.rows
        for number, spot in enumerate(rows):
            is_last = number + 1 == len(rows) or rows[number + 1].place == 0
            wanted = last if is_last and spot.place else row
            if heads.sectionSize(number) != wanted:
                heads.resizeSection(number, wanted)

    # --- selection ------------------------------------------------------------------------------------------------

    def show_selection(self) -> None:
        """Select what the session has selected, and bring it into sight."""
        if self._syncing:
            return
        session = self.session
        wanted = session.selection
        self.step_heads.viewport().update()
        self.lane_heads.viewport().update()
        flag = QItemSelectionModel.SelectionFlag
        self._syncing = True
        try:
            if session.cell is not None:
                if self.lines.cell_at(self.currentIndex()) != session.cell or self._current_card() is not None:
                    free = self.lines.grid.free(*session.cell)
                    if free is not None:
                        self.selectionModel().setCurrentIndex(self.lines.index(*free), flag.ClearAndSelect)
                return
            places = [found for one in wanted if (found := self.lines.grid.find(one)) is not None]
            if not places:
                if wanted:
                    self.selectionModel().clearSelection()
                return
            if set(self._chosen_cards()) == {one for one in wanted if one in session.document.cards}:
                return
            self.head = ""
            chosen = QItemSelection()
            for column, first, last in _stretches(places):
                chosen.select(self.lines.index(first, column), self.lines.index(last, column))
            self.selectionModel().setCurrentIndex(self.lines.index(*places[-1]), flag.NoUpdate)
            self.selectionModel().select(chosen, flag.ClearAndSelect)
            if len(places) < 200:
                self.scrollTo(self.lines.index(*places[-1]))
        finally:
            self._syncing = False

    def _current_card(self) -> str | None:
        card = self.lines.card_at(self.currentIndex())
        return card.id if card is not None else None

    def _chosen_cards(self) -> list[str]:
        found = []
        for index in self.selectionModel().selectedIndexes():
            card = self.lines.card_at(index)
            if card is not None:
                found.append(card.id)
        return found

    def _chosen(self) -> None:
        if self._syncing:
            return
        self.head = ""
        chosen = self._chosen_cards()
        current = self._current_card()
        if current in chosen:
            chosen.remove(current)
            chosen.append(current)
        cell = self.lines.cell_at(self.currentIndex()) if not chosen else None
        self._syncing = True
        try:
            self.session.select(chosen, cell=cell)
        finally:
            self._syncing = False
        self.walked.emit()

    # --- typing ---------------------------------------------------------------------------------------------------

    def _rect_of(self, record_id: str) -> QRect:
        place = self.lines.grid.find(record_id)
        if place is None:
            return QRect()
        index = self.lines.index(*place)
        return self.visualRect(index).adjusted(-1, -1, 0, 0)

    def rename(self, record_id: str = "") -> None:
        """Open the text of the current card, of a named one, or of a head; in a free place begin a card."""
        record_id = record_id or self.head or self._current_card() or ""
        for heads, typing in self.head_typing.items():
            if not heads.box_of(record_id).isEmpty():
                self.head = record_id
                typing.open(record_id)
                return
        if not record_id:
            self.begin_card()
            return
        place = self.lines.grid.find(record_id)
        if place is not None:
            self.scrollTo(self.lines.index(*place))
            self.typing.open(record_id)

    def type_text(self, text: str) -> None:
        """Typing replaces what a card says, and begins a card in a free place."""
        card = self._current_card()
        if card is not None:
            self.scrollTo(self.currentIndex())
            self.typing.open(card, start=text)
        else:
            self.begin_card(text)

    def begin_card(self, start: str | None = None, index: int | None = None) -> None:
        """A new card in the current cell, open for typing."""
        cell = self.lines.cell_at(self.currentIndex())
        if cell is None:
            return
        self.typing.finish("focus")
        session = self.session
        before = session.saved_document
        document, made = drops.new_card(session, *cell, None, None, index)
        session.preview(document)
        session.select([made])
        place = self.lines.grid.find(made)
        if place is not None:
            self.scrollTo(self.lines.index(*place))
        if not self.typing.open(made, start=start, before=before):
            session.preview(None)

    def open_new(self, document: Document, record_id: str, keep_empty: bool = False) -> None:
        """Show a new card, and open it for typing."""
        self.typing.open_new(document, record_id)

    def add_card(self) -> None:
        """A card after the current one, or in the free place."""
        card = self._current_card()
        cells = self.lines.cells
        self.begin_card(index=cells.place(card) + 1 if card is not None else None)

    def _typed(self, how: str, record_id: str) -> None:
        if how == "split":
            self.add_card()
        elif how in ("enter", "tab", "backtab"):
            row, column = {"enter": (1, 0), "tab": (0, 1), "backtab": (0, -1)}[how]
            self._go(row, column)

    def _head_typed(self, how: str, record_id: str) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if how in ("tab", "backtab") and self._walk_heads(0, -1 if how == "backtab" else 1):
            self.rename()

    # --- walking --------------------------------------------------------------------------------------------------

    def _go(self, rows: int, columns: int) -> None:
        index = self.currentIndex()
        row = max(0, min(index.row() + rows, self.lines.rowCount() - 1))
        column = max(0, min(index.column() + columns, self.lines.columnCount() - 1))
        self.setCurrentIndex(self.lines.index(row, column))

    def _jump(self, rows: int, columns: int) -> None:
        """To the end of what is filled that way, or to the next filled place, as spreadsheets do."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        high, wide = self.lines.rowCount(), self.lines.columnCount()

        def filled(at_row: int, at_column: int) -> bool:
            return self.lines.grid.card(at_row, at_column) is not None

        def inside(at_row: int, at_column: int) -> bool:
            return 0 <= at_row < high and 0 <= at_column < wide

        if not inside(row, column):
            return
        along = filled(row, column) and inside(row + rows, column + columns) and filled(row + rows, column + columns)
        while inside(row + rows, column + columns):
            if along and not filled(row + rows, column + columns):
                break
            row, column = row + rows, column + columns
            if not along and filled(row, column):
                break
        self.setCurrentIndex(self.lines.index(row, column))

    def _to_head(self, way: tuple[int, int]) -> bool:
        """Up from the first row to the head of the step, left from the first column to the head of the lane."""
        index = self.currentIndex()
        cell = self.lines.cell_at(index)
        if cell is None:
            return False
        if way == (-1, 0) and index.row() == 0:
            self._head_chosen(cell[1])
        elif way == (0, -1) and index.column() == 0:
            self._head_chosen(cell[0])
        else:
            return False
        return True

    def _walk_heads(self, rows: int, columns: int) -> bool:
        """Among the heads, and back into the grid. Whether the keyboard is still on a head."""
        shape = self.lines.cells.shape
        document, head = self.session.document, self.head
        if shape is None or not head:
            return False
        if head in shape.column:
            column = shape.column[head]
            if rows < 0:
                self._head_chosen(document.steps[head].phase)
            elif rows > 0:
                self._enter_grid(0, column)
            else:
                self._head_chosen(shape.steps[max(0, min(column + columns, len(shape.steps) - 1))].id)
        elif head in shape.steps_of:
            order = [phase.id for phase in shape.phases]
            if rows > 0 and shape.steps_of[head]:
                self._head_chosen(shape.steps_of[head][0].id)
            elif not rows:
                self._head_chosen(order[max(0, min(order.index(head) + columns, len(order) - 1))])
        else:
            shown = [lane.id for lane in self.lines.grid.lanes]
            if columns > 0 and head in shown:
                self._enter_grid(self.lines.grid.rows_of(head)[0], 0)
            elif rows and head in shown:
                self._head_chosen(shown[max(0, min(shown.index(head) + rows, len(shown) - 1))])
        return bool(self.head)

    def _enter_grid(self, row: int, column: int) -> None:
        self.head = ""
        self.setCurrentIndex(self.lines.index(row, column))
        self._chosen()

    def _head_chosen(self, record_id: str) -> None:
        self.head = record_id
        self._syncing = True
        try:
            self.selectionModel().clearSelection()
            self.session.select([record_id])
        finally:
            self._syncing = False
        shape = self.lines.cells.shape
        index = self.currentIndex()
        if shape is not None and record_id in shape.column:
            self.scrollTo(self.lines.index(max(index.row(), 0), shape.column[record_id]))
        elif record_id in self.session.document.lanes:
            self.scrollTo(self.lines.index(self.lines.grid.rows_of(record_id)[0], max(index.column(), 0)))
        self.step_heads.viewport().update()
        self.lane_heads.viewport().update()
        self.walked.emit()
        self.head_reached.emit(record_id)

    # --- events ---------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        bare = held == Qt.KeyboardModifier.NoModifier
        if self.head and key in _WAYS and bare:
            self._walk_heads(*_WAYS[key])
        elif self.head and key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._walk_heads(0, 1 if key == Qt.Key.Key_Tab else -1)
        elif key in _WAYS and bare and self._to_head(_WAYS[key]):
            pass
        elif key in _WAYS and held == Qt.KeyboardModifier.ControlModifier:
            self._jump(*_WAYS[key])
        elif (key in _ENTER and bare) or key == Qt.Key.Key_F2:
            self.rename()
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        elif self._types(event) and not self.head:
            self.type_text(event.text())
        else:
            super().keyPressEvent(event)

    def _types(self, event: QKeyEvent) -> bool:
        other = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
        return bool(event.text()) and event.text().isprintable() and not event.modifiers() & other

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Composed text begins a card like a typed key."""
        if event.commitString() and not self.head:
            self.type_text(event.commitString())
            event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.setCurrentIndex(index)
            self.rename()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if mouse else self.currentIndex()
        at = event.globalPos() if mouse else self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        card, cell = self.lines.card_at(index), self.lines.cell_at(index)
        if card is not None:
            self.menu_asked.emit("card", card.id, "", at)
        elif cell is not None:
            self.menu_asked.emit("cell", cell[0], cell[1], at)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """There is always a place to begin from."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.lines.rowCount() and self.lines.columnCount():
            self.setCurrentIndex(self.lines.index(0, 0))
        for heads in (self.step_heads, self.lane_heads):
            heads.viewport().update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        for typing in (self.typing, *self.head_typing.values()):
            typing.place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._widths()

    def _widths(self) -> None:
        """Steps fill a wide table, unless somebody has given them widths."""
        count = self.lines.columnCount()
        wide = max(_COLUMN, min(self.viewport().width() // count, _WIDEST)) if count else _COLUMN
        heads = self.step_heads
        if self._own_widths or heads.defaultSectionSize() == wide:
            return
        heads.blockSignals(True)
        heads.setDefaultSectionSize(wide)
        heads.blockSignals(False)
        self.updateGeometries()
        self.viewport().update()

    def _section_resized(self, column: int, before: int, now: int) -> None:
        if QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self._own_widths = True
        for typing in (self.typing, *self.head_typing.values()):
            typing.place()


def _stretches(places: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """(row, column) as (column, first row, last row) of those that stand below one another."""
    found: list[tuple[int, int, int]] = []
    for row, column in sorted(places, key=lambda place: (place[1], place[0])):
        if found and found[-1][0] == column and found[-1][2] + 1 == row:
            found[-1] = (column, found[-1][1], row)
        else:
            found.append((column, row, row))
    return found


def chosen_range(index_list: Sequence[QModelIndex]) -> tuple[int, int, int, int] | None:
    """First and last row, first and last column of some places."""
    if not index_list:
        return None
    rows, columns = [one.row() for one in index_list], [one.column() for one in index_list]
    return min(rows), max(rows), min(columns), max(columns)
