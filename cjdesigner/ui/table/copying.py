"""Ranges of the table over the clipboard: out as a table, in as texts that go into the places they are pasted on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

from cjdesigner.edit import spreading
from cjdesigner.edit.spreading import Written
from cjdesigner.exchange import clipboard as foreign
from cjdesigner.model.records import MAX_TEXT
from cjdesigner.ui import mime
from cjdesigner.ui.table.view import chosen_range
from cjdesigner.words import ntr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow
    from cjdesigner.ui.table.view import TableGrid

_MOST_ROWS, _MOST_COLUMNS = 2_000, 500
_MOST_TEXT = 300_000
"""Characters that are read before anyone notices; pasting on the canvas takes more, and says how much is too much."""


def rows_of(grid: TableGrid) -> list[list[str]]:
    """The texts of the selected range, free places as empty ones."""
    chosen = grid.selectionModel().selectedIndexes()
    area = chosen_range(chosen)
    if area is None:
        return []
    picked = {(index.row(), index.column()) for index in chosen}
    top, bottom, left, right = area
    rows = []
    for row in range(top, bottom + 1):
        cells = []
        for column in range(left, right + 1):
            card = grid.lines.grid.card(row, column) if (row, column) in picked else None
            cells.append(grid.lines.words(card) if card is not None else "")
        rows.append(cells)
    return rows


def add_range(data: QMimeData, grid: TableGrid) -> None:
    """Put the selected range beside the cards, as spreadsheets understand it."""
    rows = rows_of(grid)
    if len(rows) > 1 or (rows and len(rows[0]) > 1):
        data.setText(foreign.write_tsv(rows))
        data.setHtml(foreign.write_html(rows))
        data.setData("text/tab-separated-values", foreign.write_tsv(rows).encode("utf-8", "replace"))


def taken(window: MainWindow, data: QMimeData | None) -> bool:
    """Write texts of another program into the places from the current one on; False for what is no text."""
    grid = window.table.grid
    if data is None or data.hasFormat(mime.FRAGMENT) or data.hasImage() or not data.hasText() or data.hasUrls():
        return False
    text = data.text()
    if len(text) > _MOST_TEXT or foreign.is_junk(text) or not grid.currentIndex().isValid():
        return False
    table = foreign.read_tsv(text) or [[line] for line in foreign.clean(text).strip("\n").split("\n")]
    table = [row[:_MOST_COLUMNS] for row in table[:_MOST_ROWS]]
    chosen = grid.selectionModel().selectedIndexes()
    area = chosen_range(chosen)
    if area is None:
        return False
    top, bottom, left, right = area
    one = len(table) == 1 and len(table[0]) == 1
    if one:  # one text into every selected place
        places = [(index.row(), index.column(), table[0][0]) for index in chosen]
    else:
        places = [
            (top + row, left + column, cell) for row, cells in enumerate(table) for column, cell in enumerate(cells)
        ]
    high, wide = len(grid.lines.grid.rows), len(grid.lines.steps)
    if any(row >= high or column >= wide for row, column, _ in places):
        return False  # the map must grow: that is what pasting on the canvas does
    texts = []
    for row, column, cell in places:
        card = grid.lines.grid.card(row, column)
        spot = grid.lines.grid.rows[row]
        step = grid.lines.steps[column].id
        texts.append(Written(cell.strip()[:MAX_TEXT], card.id if card is not None else "", spot.lane, step))
    session = window.session
    document, ids = spreading.write(session.saved_document, session.map_id, texts)
    session.commit(document, ntr("Paste into {count} place", "Paste into {count} places", len(ids)), select=ids)
    return True
