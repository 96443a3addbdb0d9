"""Fitting a drawing onto paper: page sizes, scale and place, in points."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cjdesigner.draw.shapes import Drawing, Group, Text

POINTS_PER_UNIT = 0.75
"""A scene unit is a CSS pixel, 1/96 inch."""

_MILLIMETRE = 72 / 25.4

SIZES: dict[str, tuple[float, float]] = {
    "A4": (210 * _MILLIMETRE, 297 * _MILLIMETRE),
    "A3": (297 * _MILLIMETRE, 420 * _MILLIMETRE),
    "A2": (420 * _MILLIMETRE, 594 * _MILLIMETRE),
    "A1": (594 * _MILLIMETRE, 841 * _MILLIMETRE),
    "A0": (841 * _MILLIMETRE, 1189 * _MILLIMETRE),
    "letter": (612.0, 792.0),
    "tabloid": (792.0, 1224.0),
}
"""Width and height in points of each paper, upright."""

USUAL_MARGIN = 28.0
"""About one centimetre, which every printer can leave blank."""

ORIENTATIONS = ("auto", "portrait", "landscape")


class Placement(NamedTuple):
    """Where a drawing lies on its page. All lengths in points, measured from the page's top left corner."""

    scale: float
    """Points per scene unit."""
    dx: float
    dy: float
    page_width: float
    page_height: float


def fit(drawing: Drawing, page: str = "map", orientation: str = "auto", margin: float | None = None) -> Placement:
    """Place the whole drawing, centred, on one page.

    ``page`` is "map" for a page of the drawing's own size plus the margin (none unless given), or a name in ``SIZES``.
    ``orientation`` "auto" takes whichever way shows the drawing larger. ``margin`` is in points, and is cut down to a
    third of the paper. On paper a small drawing is enlarged to fill the page.

    Raises ValueError for an unknown page or orientation.
    """
    if orientation not in ORIENTATIONS:
        raise ValueError(f"unknown orientation: {orientation!r}")
    width, height = max(drawing.width, 1.0), max(drawing.height, 1.0)
    if page == "map":
        edge = max(margin or 0.0, 0.0)
        scale = POINTS_PER_UNIT
        page_width, page_height = width * scale + 2 * edge, height * scale + 2 * edge
    else:
        if page not in SIZES:
            raise ValueError(f"unknown page: {page!r}")
        short, long = SIZES[page]
        ways = {"portrait": [(short, long)], "landscape": [(long, short)], "auto": [(short, long), (long, short)]}
        edge = min(USUAL_MARGIN if margin is None else max(margin, 0.0), short / 3)
        scale, page_width, page_height = max(
            (min((w - 2 * edge) / width, (h - 2 * edge) / height), w, h) for w, h in ways[orientation]
        )
    return Placement(
        scale,
        (page_width - width * scale) / 2,
        (page_height - height * scale) / 2,
        page_width,
        page_height,
    )


def smallest_text(drawing: Drawing) -> float:
    """The smallest type size in the drawing, in scene units; 0 if there is no text."""
    seen: dict[int, float] = {}
    for group in _groups(drawing):
        # Equal cards share their shapes, so most groups are answered by identity.
        key = id(group.shapes)
        if key not in seen:
            sizes = (shape.style.size for shape in group.shapes if isinstance(shape, Text) and any(shape.lines))
            seen[key] = min(sizes, default=0.0)
    return min((size for size in seen.values() if size > 0), default=0.0)


def _groups(drawing: Drawing) -> Iterator[Group]:
    for row in drawing.rows:
        yield from row.groups
    yield from drawing.over
