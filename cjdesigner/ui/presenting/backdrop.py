"""A drawing behind a presentation, in tiles: exact where the camera rests, stretched while it moves."""

from __future__ import annotations

import time

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from cjdesigner.ui.canvas.tiles import SIZE, Key, Tiles


class Backdrop(Tiles):
    """Tiles that are painted ahead for the next stop. Origins are device pixels, scales device pixels per unit."""

    def prefetch(self, origin: QPointF, width: int, height: int, scale: float, seconds: float) -> bool:
        """Paint tiles of a view that is not shown yet for that long; True when none is missing."""
        until = time.perf_counter() + seconds
        for key in self._wanted(origin, width, height, scale, round(scale * 1e5)):
            if key in self._tiles:
                self._tiles.move_to_end(key)
            elif time.perf_counter() < until:
                self._made(key, scale)
            else:
                return False
        return True

    def move(
        self, painter: QPainter, origin: QPointF, width: int, height: int, scale: float, levels: tuple[float, ...]
    ) -> None:
        """Draw a view between two rests from their tiles: ``levels`` are the scales that they were painted at."""
        if self.drawing is None:
            return
        plans = [self._stretched(origin, width, height, scale, level) for level in levels]
        whole = [plan for plan in plans if plan[1]]
        chosen = whole[:1] or plans[::-1]
        sheet = QRectF(origin.x(), origin.y(), self.drawing.width * scale, self.drawing.height * scale)
        self._beside(painter, sheet, width, height)
        if not whole:
            self._under(painter, sheet, width, height)
        for places, _ in chosen:
            for place, image in places:
                painter.drawImage(place, image)

    def _wanted(self, origin: QPointF, width: int, height: int, scale: float, level: int) -> list[Key]:
        first_x, last_x = int(-origin.x() // SIZE), int((width - origin.x() - 1) // SIZE)
        first_y, last_y = int(-origin.y() // SIZE), int((height - origin.y() - 1) // SIZE)
        keys = [(level, x, y) for y in range(first_y, last_y + 1) for x in range(first_x, last_x + 1)]
        return [key for key in keys if self._on_sheet(key, scale)]

    def _stretched(
        self, origin: QPointF, width: int, height: int, scale: float, level: float
    ) -> tuple[list[tuple[QRectF, object]], bool]:
        """The tiles of a level in sight with their places, and whether none is missing."""
        ratio = scale / level
        there = QPointF(origin.x() / ratio, origin.y() / ratio)
        wanted = self._wanted(there, int(width / ratio) + 1, int(height / ratio) + 1, level, round(level * 1e5))
        places: list[tuple[QRectF, object]] = []
        size = SIZE * ratio
        for key in wanted:
            image = self._tiles.get(key)
            if image is not None:
                # Edges in whole pixels, the same for both neighbours: else there are lines between them.
                left, right = round(origin.x() + key[1] * size), round(origin.x() + (key[1] + 1) * size)
                top, bottom = round(origin.y() + key[2] * size), round(origin.y() + (key[2] + 1) * size)
                places.append((QRectF(left, top, right - left, bottom - top), image))
        return places, len(places) == len(wanted)

    def _beside(self, painter: QPainter, sheet: QRectF, width: int, height: int) -> None:
        """The colour around the sheet, only where the sheet is not."""
        colour = QColor(self.around)
        inner = sheet.intersected(QRectF(0, 0, width, height))
        if inner.isEmpty():
            painter.fillRect(QRectF(0, 0, width, height), colour)
            return
        for area in (
            QRectF(0, 0, width, inner.top()),
            QRectF(0, inner.bottom(), width, height - inner.bottom()),
            QRectF(0, inner.top(), inner.left(), inner.height()),
            QRectF(inner.right(), inner.top(), width - inner.right(), inner.height()),
        ):
            if area.width() > 0 and area.height() > 0:
                painter.fillRect(area.adjusted(-1, -1, 1, 1), colour)

    def _under(self, painter: QPainter, sheet: QRectF, width: int, height: int) -> None:
        """The small picture of the whole where tiles are missing, or the bare sheet."""
        assert self.drawing is not None
        seen = sheet.intersected(QRectF(0, 0, width, height))
        if self.overview is None:
            painter.fillRect(seen, QColor(self.drawing.background))
            return
        across, down = self.overview.width() / sheet.width(), self.overview.height() / sheet.height()
        part = QRectF(
            (seen.x() - sheet.x()) * across, (seen.y() - sheet.y()) * down, seen.width() * across, seen.height() * down
        )
        painter.drawImage(seen, self.overview, part)
