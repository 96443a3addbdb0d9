"""Groups without what lies far outside of what is shown: it would make files larger and numbers too large for them."""

from __future__ import annotations

import math
from collections.abc import Iterator

from cjdesigner.draw.clipping import Area, clipped
from cjdesigner.draw.shapes import Group, Path, Rect, Shape, Text


def trimmed(group: Group, area: Area, outlines: bool = True) -> Group:
    """The group without what lies outside the area (left, top, right, bottom), relative to the group's corner.

    Pictures stay whole. Clipped outlines become straight pieces; ``outlines`` False leaves them as they are.
    """
    left, top, right, bottom = area
    if left <= 0 and top <= 0 and right >= group.width and bottom >= group.height:
        return group
    return group._replace(shapes=tuple(part for one in group.shapes for part in _parts(one, area, outlines)))


def _parts(one: Shape, area: Area, outlines: bool) -> Iterator[Shape]:
    if isinstance(one, Text):
        yield from _lines(one, area[1], area[3])
    elif isinstance(one, Rect) or (outlines and isinstance(one, Path)):
        yield from clipped(one, area)
    else:
        yield one


def _lines(text: Text, top: float, bottom: float) -> Iterator[Text]:
    """The lines of a block between two heights."""
    size = text.style.size
    if text.leading <= 0 or len(text.lines) < 2:
        if top <= text.baseline + size and text.baseline - 2 * size <= bottom:
            yield text
        return
    first = max(0, math.floor((top - size - text.baseline) / text.leading))
    last = min(len(text.lines), math.ceil((bottom + 2 * size - text.baseline) / text.leading) + 1)
    if first == 0 and last == len(text.lines):
        yield text
    elif first < last:
        yield text._replace(baseline=text.baseline + first * text.leading, lines=text.lines[first:last])
