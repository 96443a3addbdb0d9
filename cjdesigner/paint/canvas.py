"""Paints parts of a drawing for the canvas: only the groups in sight, with less detail the smaller they are."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from cjdesigner.draw.shapes import Drawing, Group
from cjdesigner.layout.changes import INK
from cjdesigner.layout.fading import STRENGTH, key_of
from cjdesigner.paint.raster import paint_group, paint_group_blocks

TEXT_FROM = 0.45
"""The scale from which on the text of cards is drawn; below it lines are bars."""

_WIDE = 1200.0
"""Groups wider than this are not found by their left edge but always looked at."""
_ALWAYS_TEXT = ("title", "phase", "step", "lane", "point")
_ALWAYS_FROM = 0.25
_FAINT_BELOW = 0.25
"""Below this scale a dimmed card is a faint block: ten thousand of them are painted in a moment."""
_FAINT = QColor(107, 114, 128, 26)


class RowIndex:
    """The groups of a row by their left edge."""

    def __init__(self, groups: tuple[Group, ...]) -> None:
        self.groups = groups
        narrow = [(group.x, place) for place, group in enumerate(groups) if group.width <= _WIDE]
        narrow.sort()
        self.wide = [place for place, group in enumerate(groups) if group.width > _WIDE]
        self.lefts = [x for x, _ in narrow]
        self.places = [place for _, place in narrow]
        self.widest = max((groups[place].width for place in self.places), default=0.0)

    def between(self, left: float, right: float) -> list[int]:
        """The places of the groups that may be seen between two x, in painting order."""
        first = bisect_left(self.lefts, left - self.widest)
        last = bisect_left(self.lefts, right)
        return sorted([*self.wide, *self.places[first:last]])


class CanvasPainter:
    """Paints any part of a drawing at any scale; keeps an index per row for as long as the row's groups live."""

    def __init__(self) -> None:
        self._indexes: dict[int, RowIndex] = {}
        self.dim: frozenset[str] = frozenset()
        """Groups that are painted faint: see ``layout.fading.key_of``."""

    def _index(self, groups: tuple[Group, ...]) -> RowIndex:
        known = self._indexes.get(id(groups))
        if known is None or known.groups is not groups:
            if len(self._indexes) > 400:
                self._indexes.clear()
            known = self._indexes[id(groups)] = RowIndex(groups)
        return known

    def paint(self, painter: QPainter, drawing: Drawing, area: QRectF, scale: float) -> None:
        """The groups that touch the area (scene units), with the painter already in scene coordinates."""
        left, top = area.left() - INK, area.top() - INK
        right, bottom = area.right() + INK, area.bottom() + INK
        for row in drawing.rows:
            if row.y - 24.0 > bottom or row.y + row.height + 24.0 < top:
                continue
            for place in self._index(row.groups).between(left, right):
                group = row.groups[place]
                y = row.y + group.y
                if y < bottom and y + group.height > top and group.x < right and group.x + group.width > left:
                    self._paint(painter, group, row.y, drawing, scale)
        for group in drawing.over:
            if group.x < right and group.x + group.width > left and group.y < bottom and group.y + group.height > top:
                self._paint(painter, group, 0.0, drawing, scale)

    def _paint(self, painter: QPainter, group: Group, row_y: float, drawing: Drawing, scale: float) -> None:
        if self.dim and key_of(group) in self.dim:
            if scale < _FAINT_BELOW and group.meaning.role in ("card", "point"):
                painter.fillRect(QRectF(group.x, row_y + group.y, group.width, group.height), _FAINT)
                return
            painter.setOpacity(STRENGTH)
            _paint(painter, group, row_y, drawing, scale)
            painter.setOpacity(1.0)
        else:
            _paint(painter, group, row_y, drawing, scale)

    def tile(self, drawing: Drawing, around: str, scale: float, x: int, y: int, size: int) -> QImage:
        """The square of ``size`` pixels whose top left is (x, y) in the pixels of the whole drawing at that scale."""
        image = QImage(size, size, QImage.Format.Format_RGB32)
        image.fill(QColor(around))
        self.repaint(image, drawing, around, scale, x, y, None)
        return image

    def repaint(
        self, image: QImage, drawing: Drawing, around: str, scale: float, x: int, y: int, dirty: QRectF | None
    ) -> None:
        """Paint a tile again, wholly or where ``dirty`` (scene units) touches it."""
        size = image.width()
        area = QRectF(x / scale, y / scale, size / scale, size / scale)
        painter = QPainter(image)
        painter.translate(-x, -y)
        painter.scale(scale, scale)
        if dirty is not None:
            # Whole pixels, or the antialiased edge of the clip would let the old picture shine through.
            left, top = int(dirty.left() * scale) - 1, int(dirty.top() * scale) - 1
            right, bottom = int(dirty.right() * scale) + 2, int(dirty.bottom() * scale) + 2
            area = area.intersected(QRectF(left / scale, top / scale, (right - left) / scale, (bottom - top) / scale))
            painter.setClipRect(area)
            painter.fillRect(area, QColor(around))
        sheet = QRectF(0, 0, drawing.width, drawing.height)
        painter.fillRect(sheet, QColor(drawing.background))
        self.paint(painter, drawing, area, scale)
        painter.end()


def _paint(painter: QPainter, group: Group, row_y: float, drawing: Drawing, scale: float) -> None:
    role = group.meaning.role
    full = scale >= TEXT_FROM or (scale >= _ALWAYS_FROM and role in _ALWAYS_TEXT)
    painter.translate(0.0, row_y)
    if full:
        paint_group(painter, group, drawing.pictures)
    else:
        paint_group_blocks(painter, group, drawing.pictures)
    painter.translate(0.0, -row_y)
