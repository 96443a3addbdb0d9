"""What travels with the pointer in a drag: as it stands on the map, or as plain blocks where that is thousands."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from cjdesigner.draw.shapes import Drawing, Group, Rect
from cjdesigner.layout.changes import INK
from cjdesigner.layout.hits import Box
from cjdesigner.paint.raster import paint_group

MOST = 400
"""Cards in sight that are painted as they are; more of them are blocks, which are told apart no worse at that scale."""
_SHADOWED = 60
"""Cards in sight that cast a shadow."""
_ROUND = 8.0
"""Scene units: how round cards are."""
_PLAIN = ("#FFFFFF", "#C9CFD8")
"""The fill and the edge of a block whose card says nothing about either."""


class Ghosts:
    """The groups of one drag, looked up once."""

    def __init__(self, source: Drawing, ids: tuple[str, ...]) -> None:
        self.source, self.ids = source, ids
        wanted = set(ids)
        self.groups: list[Group] = []
        for row in source.rows:
            chosen = row.groups if row.id in wanted else [one for one in row.groups if one.meaning.id in wanted]
            self.groups.extend([one.at(one.x, one.y + row.y) for one in chosen])
        self._solid = frozenset(
            one.meaning.id for one in self.groups if one.meaning.role in ("card", "step") and one.meaning.id in wanted
        )

    def shows(self, source: Drawing, ids: tuple[str, ...]) -> bool:
        """Whether these are the ghosts of that drag."""
        return self.source is source and (self.ids is ids or self.ids == ids)

    def in_sight(self, area: Box) -> list[Group]:
        """The groups that touch an area of the map, at their own places."""
        left, top, right, bottom = area.x - INK, area.y - INK, area.right + INK, area.bottom + INK
        return [
            one
            for one in self.groups
            if one.x < right and one.y < bottom and left < one.x + one.width and top < one.y + one.height
        ]

    def paint(self, painter: QPainter, offset: tuple[float, float], refused: bool, pixel: float) -> None:
        """In scene coordinates, so far from where they stood; ``pixel`` in scene units."""
        painter.save()
        painter.translate(*offset)
        seen = painter.worldTransform().inverted()[0].mapRect(QRectF(painter.viewport()))
        shown = self.in_sight(Box(seen.x(), seen.y(), seen.width(), seen.height()))
        if len(shown) > MOST:
            painter.setOpacity(0.5 if refused else 0.85)
            _blocks(painter, shown)
        else:
            for group in shown:
                self._one(painter, group, refused, pixel, len(shown) <= _SHADOWED)
        painter.restore()

    def _one(self, painter: QPainter, group: Group, refused: bool, pixel: float, shadow: bool) -> None:
        solid = group.meaning.id in self._solid and group.meaning.role in ("card", "step")
        if solid and shadow and not refused:
            _shadow(painter, group, pixel)
        # Whole lanes and phases let through what they are dragged over; a card covers it, as paper would.
        painter.setOpacity(0.5 if refused else 0.94 if solid else 0.72)
        paint_group(painter, group, self.source.pictures)
        painter.setOpacity(1.0)


def _blocks(painter: QPainter, groups: list[Group]) -> None:
    """A plain rectangle for each, all of one colour at once."""
    by_colour: dict[tuple[str, str], list[QRectF]] = {}
    for one in groups:
        base = next((shape for shape in one.shapes if type(shape) is Rect and shape.fill), None)
        colours = _PLAIN if base is None else (base.fill or _PLAIN[0], base.stroke or _PLAIN[1])
        by_colour.setdefault(colours, []).append(QRectF(one.x, one.y, one.width, one.height))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for (fill, edge), boxes in by_colour.items():
        pen = QPen(QColor(edge), 1.0)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(QColor(fill))
        painter.drawRects(boxes)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)


def _shadow(painter: QPainter, group: Group, pixel: float) -> None:
    """What is carried lies above the rest: three soft edges are enough, and cost next to nothing."""
    painter.setPen(Qt.PenStyle.NoPen)
    place, radius = QRectF(group.x, group.y, group.width, group.height), min(_ROUND, group.height / 2)
    for reach, dark in ((7.0, 9), (4.0, 13), (1.5, 20)):
        painter.setBrush(QColor(31, 41, 51, dark))
        grown = reach * pixel
        painter.drawRoundedRect(
            place.adjusted(-grown, -grown, grown, grown).translated(0, 3 * pixel), radius + grown, radius + grown
        )
