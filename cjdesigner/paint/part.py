"""A part of a drawing on its own: what copying puts on the clipboard, and what is dragged out."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from cjdesigner.draw.shapes import Drawing, Group, Row
from cjdesigner.paint import cropping
from cjdesigner.paint.raster import colour, paint_drawing

MOST_PIXELS = 6_000_000
"""More would take half a second to hand over: other programs are given a PNG."""


def part_drawing(drawing: Drawing, ids: Collection[str], margin: float = 12.0) -> Drawing | None:
    """The groups that show these records, and nothing around them, as a drawing of their own.

    Of a lane that is all its row; of one phase its columns beside the names of the lanes; of a step nothing: ask for
    its cards. None where nothing of them is drawn.
    """
    wanted = set(ids)
    heads = [group for group in cropping.phases(drawing) if group.meaning.id in wanted]
    if len(heads) == 1 and not wanted - {heads[0].meaning.id}:
        return _phase(drawing, heads[0], margin)
    groups: list[Group] = []
    for row in drawing.rows:
        whole = row.id in wanted
        groups += [
            group.at(group.x, row.y + group.y)
            for group in row.groups
            if whole or (group.meaning.id in wanted and group.meaning.role in ("card", "point"))
        ]
    groups.extend(group for group in drawing.over if group.meaning.id in wanted)
    if not groups:
        return None
    left, top = min(group.x for group in groups) - margin, min(group.y for group in groups) - margin
    wide = max(group.x + group.width for group in groups) + margin - left
    high = max(group.y + group.height for group in groups) + margin - top
    row = Row("part", 0.0, high, tuple(group.at(group.x - left, group.y - top) for group in groups))
    return drawing._replace(width=wide, height=high, rows=(row,), over=(), name="")


def _phase(drawing: Drawing, phase: Group, margin: float) -> Drawing:
    rows: list[Row] = []
    y = margin
    for row in cropping.rows_of(drawing, phase):
        rows.append(row._replace(y=y))
        y += row.height + 8.0
    # What was cut keeps the box that it had: how far the columns reach is told by their heads and the names beside.
    groups = [group for row in rows for group in row.groups if group.meaning.role in ("lane", "phase", "step")]
    left = min(group.x for group in groups) - margin
    right = max(group.x + group.width for group in groups) + margin
    moved = tuple(
        row._replace(groups=tuple(group.at(group.x - left, group.y) for group in row.groups)) for row in rows
    )
    title = phase.meaning.text or drawing.title
    return drawing._replace(width=right - left, height=y - 8.0 + margin, rows=moved, over=(), title=title, name="")


def part_image(drawing: Drawing, ids: Collection[str], scale: float = 2.0, margin: float = 12.0) -> QImage | None:
    """The same as a picture, on the sheet's colour, of at most ``MOST_PIXELS``.

    ``scale`` is pixels per scene unit, less where the picture would be huge. None where nothing of them is drawn.
    """
    part = part_drawing(drawing, ids, margin)
    return None if part is None else image_of(part, scale)


def image_of(drawing: Drawing, scale: float = 2.0, most: int = MOST_PIXELS) -> QImage:
    """A whole drawing as a picture of at most so many pixels."""
    wide, high = max(drawing.width, 1.0), max(drawing.height, 1.0)
    scale = min(scale, (most / (wide * high)) ** 0.5, 30_000 / max(wide, high))
    image = QImage(max(1, round(wide * scale)), max(1, round(high * scale)), QImage.Format.Format_RGB32)
    image.fill(colour(drawing.background))
    painter = QPainter(image)
    try:
        painter.scale(scale, scale)
        paint_drawing(painter, drawing, QRectF(0, 0, wide, high), background=False)
    finally:
        painter.end()
    return image
