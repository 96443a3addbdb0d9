"""Maps as an Excel workbook, a sheet for each; every cell is text, so that nothing in it can run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from cjdesigner.exchange.base import ExchangeError
from cjdesigner.exchange.grid import Grid, grid
from cjdesigner.model.document import Document
from cjdesigner.words import tr, translate

MOST_COLUMNS, MOST_ROWS, MOST_CHARACTERS = 16_384, 1_048_576, 32_767
"""What a sheet and a cell can hold."""

_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_MADE = datetime(2000, 1, 1)
"""Instead of the time of writing, which is nobody's business."""


def write(document: Document, map_ids: Sequence[str], file: BinaryIO) -> None:
    """Write a workbook. Raises ExchangeError where a map has more steps than a sheet has columns."""
    book = Workbook()
    book.properties.created = book.properties.modified = _MADE
    book.properties.creator = _plain(document.project.author)
    book.properties.title = _plain(document.project.title)
    if book.active is not None:
        book.remove(book.active)
    used: set[str] = set()
    for map_id in map_ids:
        table = grid(document, map_id)
        name = _name(table.title, used) or translate("Journey map", document.project.language)
        _sheet(book.create_sheet(name), table, translate("Journey map", document.project.language))
    # The library leaves its archive open where the disk fails, and writes to it again when nobody listens any more.
    whole = BytesIO()
    book.save(whole)
    file.write(whole.getbuffer())


def _sheet(sheet: Any, table: Grid, label: str) -> None:
    if len(table.rows[0]) > MOST_COLUMNS or len(table.rows) + 1 > MOST_ROWS:
        raise ExchangeError(tr("“{title}” has more steps than an Excel sheet has columns.", title=table.title[:80]))
    _put(sheet, 1, 1, label, Font(bold=True))
    _put(sheet, 1, 2, table.title, Font(bold=True, size=14))
    wrap = Alignment(vertical="top", wrap_text=True)
    head = Font(bold=True)
    tint = PatternFill("solid", start_color="FFE9EDF5")
    for row, texts in enumerate(table.rows, 2):
        for column, text in enumerate(texts, 1):
            above = row < 2 + table.heads
            if text or above:
                cell = _put(sheet, row, column, text, head if above or column == 1 else None)
                cell.alignment = wrap
                if above:
                    cell.fill = tint
    column = 2
    for span in table.spans:
        if span > 1:
            sheet.merge_cells(start_row=2, end_row=2, start_column=column, end_column=column + span - 1)
        column += span
    sheet.column_dimensions["A"].width = 22
    for place in range(2, len(table.rows[0]) + 1):
        sheet.column_dimensions[get_column_letter(place)].width = 30
    sheet.freeze_panes = sheet.cell(2 + table.heads, 2)


def _put(sheet: Any, row: int, column: int, text: str, font: Font | None = None) -> Any:
    cell = sheet.cell(row, column)
    if text:
        cell.value = escaped(text)
        # A text that begins with "=" would become a formula, one that begins with "#" an error.
        cell.data_type = "s"
        cell.quotePrefix = text[0] in "=+-@\t\r'"
    if font is not None:
        cell.font = font
    return cell


def escaped(text: str) -> str:
    """The text as a cell can hold it: characters that XML cannot are written by their number, as Excel does."""
    safe = _ESCAPE.sub("_x005F_", text)
    safe = _UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", safe)
    return safe[:MOST_CHARACTERS]


def _plain(text: str) -> str:
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)[:255]


def _name(title: str, used: set[str]) -> str:
    """A sheet's name: at most 31 characters, some forbidden, none twice."""
    base = " ".join(_NOT_IN_NAMES.sub(" ", title).split()).strip("'")[:31].strip("' ")
    name, number = base, 1
    while name.casefold() in used:
        number += 1
        ending = f" {number}"
        name = base[: 31 - len(ending)] + ending
    used.add(name.casefold())
    return name
