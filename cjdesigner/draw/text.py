"""Text layout for every output, in one place: breaking, measuring, shaping.

Lengths are scene units. Text is data: nothing in it is markup. Needs a Qt application object (``fonts.application``);
may be called from any thread.
"""

from __future__ import annotations

import unicodedata

from cjdesigner.draw import coverage
from cjdesigner.draw.breaking import break_lines, line_count
from cjdesigner.draw.breaking import measure as advance
from cjdesigner.draw.coverage import uncovered
from cjdesigner.draw.shapes import Style
from cjdesigner.draw.shaping import Metrics, Run, Shaped, metrics, shape

__all__ = [
    "Metrics",
    "Run",
    "Shaped",
    "advance",
    "break_lines",
    "elide",
    "from_right",
    "line_count",
    "metrics",
    "shape",
    "uncovered",
]


def elide(text: str, style: Style, width: float) -> str:
    """The text itself if it fits, else as many graphemes as fit with an ellipsis behind them."""
    if advance(text, style) <= width:
        return text
    pieces = coverage.graphemes(text)
    low, high = 0, len(pieces)
    while low < high:
        middle = (low + high + 1) // 2
        if advance("".join(pieces[:middle]).rstrip() + "…", style) <= width:
            low = middle
        else:
            high = middle - 1
    return "".join(pieces[:low]).rstrip() + "…"


def from_right(text: str) -> bool:
    """Whether the first letter of a text belongs to a script that is written from right to left."""
    if text.isascii():
        return False
    for one in text:
        side = unicodedata.bidirectional(one)
        if side in ("R", "AL"):
            return True
        if side == "L":
            return False
    return False
