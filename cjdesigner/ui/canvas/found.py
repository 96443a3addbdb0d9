"""Where found text stands on the canvas: the words themselves where they can be seen, else what holds them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator

from cjdesigner.draw.shapes import Drawing, Group, Text
from cjdesigner.draw.text import advance
from cjdesigner.layout.hits import Box

_MOST = 2_000
"""Groups beyond which only what holds the words is marked."""
_COMPACT = ("card", "point", "step", "phase")
"""What is marked as a whole when the words themselves are not in sight, as with notes."""
_ROLES = (*_COMPACT, "lane", "title", "link")


def word_boxes(drawing: Drawing, ids: Collection[str], pattern: re.Pattern[str]) -> dict[str, list[Box]]:
    """The boxes of the found words by the id of their record, in scene units."""
    found: dict[str, list[Box]] = {}
    exact = len(ids) <= _MOST
    rows = [(row.y, row.groups) for row in drawing.rows]
    for y, groups in (*rows, (0.0, drawing.over)):
        for group in groups:
            one = group.meaning.id
            if one in ids and group.meaning.role in _ROLES:
                words = list(_words(group, y, pattern)) if exact else []
                if not words and group.meaning.role in _COMPACT:
                    words = [Box(group.x, y + group.y, group.width, group.height)]
                found.setdefault(one, []).extend(words)
    return found


def _words(group: Group, y: float, pattern: re.Pattern[str]) -> Iterator[Box]:
    for shape in group.shapes:
        if not isinstance(shape, Text):
            continue
        for number, line in enumerate(shape.lines):
            for match in pattern.finditer(line):
                start, end = match.span()
                if any(unicodedata.bidirectional(one) in ("R", "AL") for one in line):
                    start, end = 0, len(line)  # where a part of such a line stands, only shaping knows
                wide = advance(line, shape.style)
                left = shape.x - {"centre": wide / 2, "right": wide}.get(shape.align, 0.0)
                before, upto = advance(line[:start], shape.style), advance(line[:end], shape.style)
                baseline = shape.baseline + number * shape.leading
                high = shape.style.size * 1.3
                yield Box(
                    group.x + left + before - 1.0,
                    y + group.y + baseline - shape.style.size * 1.02,
                    upto - before + 2.0,
                    high,
                )
