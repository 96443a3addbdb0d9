"""Maps as Markdown tables, each under its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import BinaryIO

from cjdesigner.exchange.grid import grid
from cjdesigner.model.document import Document
from cjdesigner.words import translate

OWN = "<!-- cjdesigner -->"
"""The first line of what is written here: in these tables ``<br>`` is a line break of a text, not a new card."""

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&$]")
_BLANK_ENDS = re.compile(r"^[ \t\u00a0]|[ \t\u00a0]$|[\x00-\x09\x0b-\x1f]")


def write(document: Document, map_ids: Sequence[str], file: BinaryIO) -> None:
    """Write UTF-8 text; whatever Markdown would take for markup is escaped."""
    lines = [OWN, ""]
    if document.project.title:
        lines += [f"# {_heading(document.project.title)}", ""]
    for map_id in map_ids:
        table = grid(document, map_id)
        title = table.title or translate("Journey map", document.project.language)
        lines += [f"## {_heading(title)}", ""]
        first, *rest = table.rows
        lines.append(_row(first))
        lines.append("|" + " --- |" * len(first))
        lines += [_row(row) for row in rest]
        lines.append("")
    file.write("\n".join(lines).encode("utf-8", "replace"))


def _row(texts: Sequence[str]) -> str:
    return "| " + " | ".join(escaped(text) for text in texts) + " |"


def _heading(text: str) -> str:
    return escaped(" ".join(text.split()))


def escaped(text: str) -> str:
    """The text for a cell: nothing in it is markup, and its line breaks are ``<br>``."""
    safe = _SPECIAL.sub(r"\\\g<0>", text.replace("\r\n", "\n"))
    safe = _BLANK_ENDS.sub(lambda found: f"&#{ord(found[0])};", safe)
    return safe.replace("\n", "<br>")
