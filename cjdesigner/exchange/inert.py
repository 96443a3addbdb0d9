"""Cells that no spreadsheet runs: what looks like a formula gets an apostrophe in front, and loses it again on reading.

A program that parts a line at other separators than it was written with sees new cells begin inside a text, so what
follows a semicolon, a tab or a line break is guarded as well.
"""

from __future__ import annotations

import re

_SIGN = r"[=+\-@\uff1d\uff0b\uff0d\uff20]"
# Blanks that are separators themselves are looked behind on their own; a run of them would be gone through for each.
_AT_START = rf"^(?=X(?:['\ufeff]|[^\S\t\r\n])*{_SIGN}|X'*[\t\r])"
# Where a separator was none, a quotation mark of the text begins a quoted cell.
_WITHIN = rf"(?<=[;\t\r\n])(?=X(?:['\"\ufeff]|[^\S\t\r\n])*{_SIGN}|X'*[\t\r])"
_GUARD = re.compile(f"{_AT_START}|{_WITHIN}".replace("X", ""))
_GUARDED = re.compile(f"(?:{_AT_START}|{_WITHIN})'".replace("X", "'"))


def guarded(text: str) -> str:
    """The text with an apostrophe wherever a cell could begin that a spreadsheet would run."""
    return _GUARD.sub("'", text)


def unguarded(text: str) -> str:
    """What ``guarded`` was given."""
    return _GUARDED.sub("", text)
