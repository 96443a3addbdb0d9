"""What a file of content will hold, before it is written: a table, or text."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QPlainTextEdit,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from cjdesigner.exchange.base import ContentFormat, ExchangeError
from cjdesigner.exchange.grid import Grid, grid
from cjdesigner.model.document import Document
from cjdesigner.words import tr

_TABLES = ("csv", "xlsx", "md")
_CHARACTERS, _ROWS, _COLUMNS = 40_000, 80, 40
"""No more is shown: what is written has no such limits."""
_MEASURED = 1_200
"""Cells of which each row is made as high as its text needs; to measure more of them would be felt."""


class ContentPreview(QStackedWidget):
    """A table for formats that hold one, the file's own text for the others."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = GridTable()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName(tr("Preview"))
        self.addWidget(self.table)
        self.addWidget(self.text)

    def show_prepared(self, made: Prepared) -> None:
        """Show what ``prepared`` made."""
        if made.grid is not None:
            self.setCurrentWidget(self.table)
            self.table.show_grid(made.grid)
        else:
            self.setCurrentWidget(self.text)
            self.text.setPlainText(made.text)


class Prepared(NamedTuple):
    """What a map becomes in a format, as far as it is shown."""

    grid: Grid | None
    text: str = ""


def prepared(document: Document, map_id: str, form: ContentFormat) -> Prepared:
    """What a map becomes in a format; for a worker."""
    if form.ending in _TABLES:
        return Prepared(grid(document, map_id))
    file = BytesIO()
    try:
        form.write(document, [map_id], file)
    except ExchangeError as error:
        return Prepared(None, str(error))
    text = file.getvalue().decode("utf-8", "replace")
    lines = [line[:2000] for line in text[:_CHARACTERS].split("\n")]
    return Prepared(None, "\n".join(lines) + (" …" if len(text) > _CHARACTERS else ""))


class GridTable(QTableWidget):
    """A table to look at: phases and steps on top, lanes at the left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(tr("Preview"))
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.setWordWrap(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def show_grid(self, shown: Grid) -> None:
        """Fill the table; very large ones only in part."""
        self.show_rows(shown.rows[:_ROWS], shown.heads)
        column = 1
        for span in shown.spans:
            if span > 1 and column < self.columnCount():
                self.setSpan(0, column, 1, min(span, self.columnCount() - column))
            column += span

    def show_rows(self, rows: Sequence[Sequence[str]], heads: int) -> None:
        """Fill the table with texts; the first rows and the first column are set as headings."""
        self.clear()
        self.clearSpans()
        width = min(_COLUMNS, max((len(row) for row in rows), default=0))
        self.setRowCount(len(rows))
        self.setColumnCount(width)
        for y, row in enumerate(rows):
            for x, text in enumerate(row[:width]):
                item = QTableWidgetItem(text[:500])
                item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
                if y < heads or x == 0:
                    font = item.font()
                    font.setBold(True)
                    item.setFont(font)
                self.setItem(y, x, item)
        for x in range(width):
            self.setColumnWidth(x, 130 if x == 0 else 160)
        if len(rows) * width <= _MEASURED:
            self.resizeRowsToContents()
        else:
            for y in range(len(rows)):
                self.setRowHeight(y, 3 * self.fontMetrics().height())
