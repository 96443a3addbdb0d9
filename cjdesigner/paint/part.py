"""A picture of a part of a drawing: what copying some cards puts on the clipboard."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtGui import QImage, QPainter

from cjdesigner.draw.shapes import Drawing, Group
from cjdesigner.paint.raster import colour, paint_group

MOST_PIXELS = 6_000_000
"""More would take half a second to hand over: other programs are given a PNG."""


def part_image(drawing: Drawing, ids: Collection[str], scale: float = 2.0, margin: float = 12.0) -> QImage | None:
    """The groups that show these records, and nothing around them, on the sheet's colour.

    ``scale`` is pixels per scene unit, less where the picture would be huge. None where nothing of them is drawn.
    """
    wanted = set(ids)
    groups: list[Group] = [
        group.at(group.x, row.y + group.y)
        for row in drawing.rows
        for group in row.groups
        if group.meaning.id in wanted and group.meaning.role in ("card", "point")
    ]
    groups.extend(group for group in drawing.over if group.meaning.id in wanted)
    if not groups:
        return None
    left, top = min(group.x for group in groups) - margin, min(group.y for group in groups) - margin
    wide = max(group.x + group.width for group in groups) + margin - left
    high = max(group.y + group.height for group in groups) + margin - top
    scale = min(scale, (MOST_PIXELS / max(wide * high, 1.0)) ** 0.5, 30_000 / max(wide, high))
    image = QImage(max(1, round(wide * scale)), max(1, round(high * scale)), QImage.Format.Format_RGB32)
    image.fill(colour(drawing.background))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    painter.translate(-left, -top)
    for group in groups:
        paint_group(painter, group, drawing.pictures)
    painter.end()
    return image
