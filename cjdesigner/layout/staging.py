"""Where a stop stands in a window or on a page: the room that edges and caption leave it, and how large it gets.

Lengths are logical pixels of a window of 1280 × 720, which grow with the window.
"""

from __future__ import annotations

from typing import NamedTuple

from cjdesigner.layout import lens
from cjdesigner.layout.hits import Box
from cjdesigner.layout.stops import Stop

WIDTH, HEIGHT = 1280.0, 720.0
PHASES, STEPS, RAIL = 36.0, 28.0, 164.0
"""Heights and width of the names at the edges of a close stop."""
HEAD = PHASES + STEPS
CAPTION = 60.0
"""The line at the bottom."""
LARGEST = 1.9
"""The largest scale of a stop, unless somebody chose how close it is."""
LEAST, MOST = 0.02, 8.0
"""The smallest and the largest scale there is, in logical pixels per scene unit."""
BESIDE = 28.0
"""Between the words beside a stop and the edge."""
_YIELDING = 0.86
"""How much smaller a map may be to make room for words beside it."""


class Framing(NamedTuple):
    """Where the scene's origin stands, and logical pixels per scene unit."""

    x: float
    y: float
    scale: float


def unit_of(wide: float, high: float) -> float:
    """How much larger a window is than 1280 × 720."""
    return max(0.4, min(wide / WIDTH, high / HEIGHT))


def close_aspect(wide: float, high: float) -> float:
    """Width by height of what is left for a close stop in a window of that size."""
    unit = unit_of(wide, high)
    room = (wide - RAIL * unit) / max(1.0, high - (HEAD + CAPTION) * unit)
    return max(0.6, min(4.0, room))


def framing(stop: Stop, wide: float, high: float) -> Framing:
    """Where a stop rests in a window of that size."""
    unit = unit_of(wide, high)
    left, top, pad = (RAIL, HEAD, 16.0) if stop.close else (0.0, 0.0, 20.0)
    if stop.slide is not None:
        pad = 0.0
    room = Box(
        (left + pad) * unit,
        (top + pad) * unit,
        wide - (left + 2 * pad) * unit,
        high - (top + CAPTION + 2 * pad) * unit,
    )
    most = 10.0 if stop.slide is not None else MOST if stop.by_hand else LARGEST * unit
    found = _framed(stop.box, room, most)
    if stop.panel is not None:
        narrower = room._replace(width=room.width - (lens.WIDTH + BESIDE) * unit)
        beside = _framed(stop.box, narrower, most)
        # Room for the words is taken from what is empty, not from the map.
        if beside.scale >= found.scale * _YIELDING:
            found = beside
    return found


def has_words(stop: Stop, wide: float, high: float) -> bool:
    """Whether there is room for the stop's words beside it."""
    if stop.panel is None:
        return False
    unit = unit_of(wide, high)
    middle = wide / 2 if not stop.close else (wide + RAIL * unit) / 2
    place = framing(stop, wide, high)
    return place.x + (stop.box.x + stop.box.width / 2) * place.scale < middle - lens.WIDTH * unit / 4


def _framed(box: Box, room: Box, most: float) -> Framing:
    """A box in the middle of a room, as large as it fits, but not beyond a scale."""
    scale = min(room.width / max(box.width, 1.0), room.height / max(box.height, 1.0), most, MOST)
    scale = max(scale, LEAST)
    x = room.x + room.width / 2 - (box.x + box.width / 2) * scale
    y = room.y + room.height / 2 - (box.y + box.height / 2) * scale
    return Framing(x, y, scale)
