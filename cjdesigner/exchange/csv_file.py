"""Maps as comma-separated values, one table below the other."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO
from typing import BinaryIO

from cjdesigner.exchange.grid import grid
from cjdesigner.exchange.inert import guarded
from cjdesigner.model.document import Document
from cjdesigner.words import translate

_BOM = b"\xef\xbb\xbf"
"""Without it Excel takes the file for one in the system's old encoding."""


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
