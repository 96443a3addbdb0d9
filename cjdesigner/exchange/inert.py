"""Cells that no spreadsheet runs: what looks like a formula gets an apostrophe in front, and loses it again on reading.

A program that parts a line at other separators than it was written with sees new cells begin inside a text, so what
follows a semicolon, a tab or a line break is guarded as well.
"""

from __future__ import annotations

import re

_BEGINS = r"(^|[;\t\r\n])"
_RISKY = r"(['\s\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r])"
_GUARD = re.compile(_BEGINS + r"(?=" + _RISKY + r")")
_GUARDED = re.compile(_BEGINS + r"'(?=" + _RISKY + r")")


def guarded(text: str) -> str:
    """The text with an apostrophe wherever a cell could begin that a spreadsheet would run."""
    return _GUARD.sub(r"\1'", text)


def unguarded(text: str) -> str:
    """What ``guarded`` was given."""
    return _GUARDED.sub(r"\1", text)
