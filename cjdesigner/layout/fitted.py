"""A whole map as one page of paper, in the measures of that page."""

from __future__ import annotations

from cjdesigner.draw.scaling import Scaler
from cjdesigner.draw.shapes import Drawing, Row
from cjdesigner.layout.pages import POINTS_PER_UNIT, fit


def on_paper(drawing: Drawing, page: str, orientation: str = "auto", margin: float | None = None) -> Drawing:
    """The drawing, placed as ``pages.fit`` places it, as a drawing of the size of the page."""
    place = fit(drawing, page, orientation, margin)
    size = place.page_width / POINTS_PER_UNIT, place.page_height / POINTS_PER_UNIT
    return placed(drawing, place.scale / POINTS_PER_UNIT, place.dx / POINTS_PER_UNIT, place.dy / POINTS_PER_UNIT, size)


def placed(drawing: Drawing, factor: float, dx: float, dy: float, size: tuple[float, float]) -> Drawing:
    """The drawing, scaled and moved, on a page of that width and height; all lengths in scene units."""
    scaler = Scaler(factor)
    rows = tuple(
        Row(row.id, row.y * factor + dy, row.height * factor, tuple(scaler.group(one, dx) for one in row.groups))
        for row in drawing.rows
    )
    over = tuple(scaler.group(one, dx, dy) for one in drawing.over)
    return drawing._replace(width=size[0], height=size[1], rows=rows, over=over)
