"""Maps as comma-separated values, one table below the other."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from io import StringIO
from typing import BinaryIO

from cjdesigner.exchange.base import ExchangeError
from cjdesigner.exchange.grid import grid
from cjdesigner.exchange.inert import guarded, unguarded
from cjdesigner.model.document import Document
from cjdesigner.words import tr, translate

_QUOTED_FIRST = re.compile(r'"(?:[^"]|""){0,2000}+"([,;\t|])')
_BOM = b"\xef\xbb\xbf"
"""Without it Excel takes the file for one in the system's old encoding."""

MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 20_000, 2_000, 500_000


def write(document: Document, map_ids: Sequence[str], file: BinaryIO) -> None:
    """Write UTF-8 with lines that end in CR LF; cells that look like formulas are made inert."""
    out = StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    label = translate("Journey map", document.project.language)
    for number, map_id in enumerate(map_ids):
        table = grid(document, map_id)
        if number:
            out.write("\r\n")
        writer.writerow([label, guarded(table.title)])
        writer.writerows([guarded(text) for text in row] for row in table.rows)
    file.write(_BOM)
    file.write(out.getvalue().encode("utf-8", "replace"))


def parse(text: str) -> list[list[str]]:
    """The cells of a text, at whatever separator it uses. Raises ExchangeError with the line."""
    first, _, rest = text.partition("\n")
    told = re.fullmatch(r'"?sep=(.)"?\s*', first)
    delimiter = told[1] if told else _delimiter(text)
    body = rest if told else text
    reader = csv.reader(StringIO(body, newline=""), delimiter=delimiter)
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in reader:
            cells += len(row)
            if len(rows) >= MOST_ROWS or len(row) > MOST_COLUMNS:
                raise ExchangeError(
                    tr("It has more than {rows} rows or {columns} columns.", rows=MOST_ROWS, columns=MOST_COLUMNS),
                    reader.line_num,
                )
            if cells > MOST_CELLS:
                raise ExchangeError(tr("It has more than {most} cells.", most=MOST_CELLS), reader.line_num)
            rows.append([unguarded(cell) for cell in row])
    except csv.Error as error:  # nothing else stops a reader that is not strict
        most = csv.field_size_limit()
        raise ExchangeError(tr("A cell has more than {most} characters.", most=most), reader.line_num) from error
    return rows


def _delimiter(text: str) -> str:
    """The separator behind a quoted first cell, else the one that parts most lines into equally many cells."""
    told = _QUOTED_FIRST.match(text)
    if told:
        return told[1]
    sample = text[:20_000]
    best, most = ",", 0.0
    for delimiter in ",;\t|":
        try:
            rows = [row for row in csv.reader(StringIO(sample, newline=""), delimiter=delimiter) if any(row)][:30]
        except csv.Error:
            continue
        widths = [len(row) for row in rows]
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        score = (usual - 1) * widths.count(usual) / max(1, len(widths))
        if score > most:
            best, most = delimiter, score
    return best
