"""Reads the sheets of an Excel workbook, within limits that a hostile file cannot pass."""

from __future__ import annotations

import re
import warnings
import zipfile
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl

from cjdesigner.exchange.base import ExchangeError
from cjdesigner.exchange.tables import Sheet
from cjdesigner.words import tr

MOST_UNPACKED = 40 * 2**20
MOST_PARTS = 2_000
MOST_TAGS = 800_000
MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 5_000, 500, 50

_MAY_BE_XML = re.compile(rb"\s|<|\0<|\xef\xbb\xbf|\xff\xfe|\xfe\xff")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def parse(data: bytes) -> tuple[list[Sheet], list[str]]:
    """The cells of every visible sheet, and what was left out. Raises ExchangeError."""
    _check(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
            return _sheets(book)
    except ExchangeError:
        raise
    except Exception as error:  # the library lets anything through that a broken file causes
        raise ExchangeError(tr("It is not an Excel workbook that can be read.")) from error


def _check(data: bytes) -> None:
    """Unpack everything once, within bounds: a small file can claim to hold anything."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            # What is read of a part ends at the size that it states.
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise ExchangeError(tr("The workbook is too large."))
            tags = 0
            for part in parts:
                if part.flag_bits & 1:
                    raise ExchangeError(tr("The workbook is protected with a password."))
                text = archive.read(part)
                if not _MAY_BE_XML.match(text):  # whatever its name: the workbook itself says what a part holds
                    continue
                if b"<!DOCTYPE" in text or b"<!ENTITY" in text or b"\0" in text:
                    raise ExchangeError(tr("It is not an Excel workbook that can be read."))
                tags += text.count(b"<")
            if tags > MOST_TAGS:
                raise ExchangeError(tr("The workbook is too large."))
    except ExchangeError:
        raise
    except Exception as error:
        raise ExchangeError(tr("It is not an Excel workbook that can be read.")) from error


def _sheets(book: Any) -> tuple[list[Sheet], list[str]]:
    found, doubts = [], []
    for sheet in book.worksheets[:MOST_SHEETS]:
        if sheet.sheet_state != "visible":
            doubts.append(tr("The hidden sheet “{name}” was left out.", name=sheet.title[:60]))
            continue
        sheet.reset_dimensions()
        rows: list[list[str]] = []
        cut = False
        for row in sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1, values_only=True):
            texts = [_text(value) for value in row]
            while texts and not texts[-1]:
                texts.pop()
            cut = cut or len(texts) > MOST_COLUMNS or (len(rows) >= MOST_ROWS and bool(texts))
            rows.append(texts[:MOST_COLUMNS])
        if cut:
            raise ExchangeError(
                tr("It has more than {rows} rows or {columns} columns.", rows=MOST_ROWS, columns=MOST_COLUMNS)
            )
        found.append(Sheet(sheet.title, rows))
    return found, doubts


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value))
