"""Maps as an Excel workbook, a sheet for each; every cell is text, so that nothing in it can run."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from cjdesigner.exchange.base import ExchangeError
from cjdesigner.exchange.grid import Grid, grid
from cjdesigner.model.document import Document
from cjdesigner.words import tr, translate

MOST_COLUMNS, MOST_ROWS, MOST_CHARACTERS = 16_384, 1_048_576, 32_767
"""What a sheet and a cell can hold."""

_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_FONT = "Calibri"
_FIRST, _WIDE = 20, 26
"""Width of the columns, in digits."""
_ON_ONE_PAGE = 12
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
    bold, plain = Font(name=_FONT, size=11, bold=True), Font(name=_FONT, size=11)
    _put(sheet, 1, 1, label, bold)
    _put(sheet, 1, 2, table.title, Font(name=_FONT, size=14, bold=True))
    wrap = Alignment(vertical="top", wrap_text=True)
    edge = Border(top=Side("thin", color="FFCDD3DC"))
    tint = PatternFill("solid", start_color="FFE9EDF5")
    for row, texts in enumerate(table.rows, 2):
        above = row < 2 + table.heads
        begins = not above and bool(texts[0])
        lines = 1
        for column, text in enumerate(texts, 1):
            if text or above or begins:
                cell = _put(sheet, row, column, text, bold if above or column == 1 else plain)
                cell.alignment = wrap
                if above:
                    cell.fill = tint
                if begins:
                    cell.border = edge  # between the lanes
                # A merged phase has the room of its steps.
                wide = _FIRST if column == 1 else _WIDE * max(1, _span(table, column) if row == 2 else 1)
                lines = max(lines, _lines(text, wide))
        # Not every program makes rows as high as their text needs.
        sheet.row_dimensions[row].height = min(409.0, 15.0 * lines + 1.5)
    column = 2
    for span in table.spans:
        if span > 1:
            sheet.merge_cells(start_row=2, end_row=2, start_column=column, end_column=column + span - 1)
        column += span
    sheet.column_dimensions["A"].width = _FIRST
    for place in range(2, len(table.rows[0]) + 1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDE
    sheet.freeze_panes = sheet.cell(2 + table.heads, 2)
    _paper(sheet, table)


def _span(table: Grid, column: int) -> int:
    """How many columns the phase that begins in this one is wide; 1 where none begins."""
    at = 2
    for span in table.spans:
        if at == column:
            return span
        at += span
    return 1


def _lines(text: str, wide: float) -> int:
    """About how many lines a text takes in a column so many digits wide."""
    return sum(max(1, math.ceil(sum(1.9 if each >= "\u1100" else 1.0 for each in line) / wide))
               for line in text.split("\n"))  # fmt: skip


def _paper(sheet: Any, table: Grid) -> None:
    """On paper: across, with phases, steps and lanes on every page; a small map on one page in width."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_margins = PageMargins(0.4, 0.4, 0.5, 0.5)
    sheet.print_title_rows = f"1:{1 + table.heads}"
    sheet.print_title_cols = "A:A"
    if len(table.rows[0]) <= _ON_ONE_PAGE:
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.fitToHeight = 0


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
