"""A drawing behind a presentation, in tiles: exact where the camera rests, stretched while it moves."""

from __future__ import annotations

import time

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QRegion

from cjdesigner.draw.shapes import Drawing
from cjdesigner.ui.canvas.tiles import SIZE, Key, Tiles

KEPT_DARK = 320
"""Dimmed tiles: two screens of 3840 × 2160 pixels, 80 MiB."""

Place = tuple[QRect, QImage, Key]
"""Where a tile goes, in device pixels."""


class Backdrop(Tiles):
    """Tiles that are painted ahead for the next stop. Origins are device pixels, scales device pixels per unit."""

    def __init__(self, around: str) -> None:
        super().__init__(around)
        self._dark: dict[Key, tuple[int, QImage]] = {}
        """Dimmed tiles, with the cache key of what they were made of: most of a map is dimmed while it moves."""

    def paint_area(self, painter: QPainter, drawing: Drawing, area: QRectF, scale: float) -> None:
        """A part of a drawing on the spot, without tiles; both are scene units."""
        self._painter.paint(painter, drawing, area, scale)

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

    def prepare_dark(
        self, origin: QPointF, width: int, height: int, scale: float, wash: QColor, seconds: float
    ) -> bool:
        """Dim the tiles of a view ahead, for that long; True when none is missing. ``wash`` is what lies over them."""
        until = time.perf_counter() + seconds
        for key in list(self._dark):
            if key not in self._tiles:
                del self._dark[key]
        for key in self._wanted(origin, width, height, scale, round(scale * 1e5)):
            image = self._tiles.get(key)
            if image is None or self._dark_of(key, image) is not None or len(self._dark) >= KEPT_DARK:
                continue
            if time.perf_counter() >= until:
                return False
            dark = image.copy()
            painter = QPainter(dark)
            painter.fillRect(dark.rect(), wash)
            painter.end()
            self._dark[key] = image.cacheKey(), dark
        return True

    def _dark_of(self, key: Key, image: QImage) -> QImage | None:
        """The dimmed tile, where there is one of the tile as it is now."""
        known = self._dark.get(key)
        return known[1] if known is not None and known[0] == image.cacheKey() else None

    def move(
        self,
        painter: QPainter,
        origin: QPointF,
        width: int,
        height: int,
        scale: float,
        levels: tuple[float, ...],
        bright: QRegion | None = None,
    ) -> QRegion:
        """Draw a view between two rests from their tiles: ``levels`` are the scales that they were painted at.

        Tiles that do not touch ``bright`` may be drawn dimmed already; where they were is given back.
        """
        done = QRegion()
        if self.drawing is None:
            return done
        plans = [self._stretched(origin, width, height, scale, level) for level in levels]
        sheet = QRectF(origin.x(), origin.y(), self.drawing.width * scale, self.drawing.height * scale)
        self._beside(painter, sheet, width, height)
        first = next((places for places, whole in plans if whole), None)
        if first is not None:
            for place in first:
                done = self._put(painter, place, bright, done)
            return done
        # No level has all of it: the fullest first, then what the others have where it has nothing.
        left = QRegion(0, 0, width + 1, height + 1).intersected(sheet.toAlignedRect())
        painter.save()
        for places, _ in sorted(plans, key=lambda plan: -len(plan[0]) * (plan[0][0][0].width() ** 2 if plan[0] else 0)):
            covered = QRegion()
            painter.setClipRegion(left, Qt.ClipOperation.IntersectClip)
            for place in places:
                if left.intersects(place[0]):
                    done = self._put(painter, place, bright, done, left)
                    covered += QRegion(place[0])
            left -= covered
            if left.isEmpty():
                break
        if not left.isEmpty():
            painter.setClipRegion(left, Qt.ClipOperation.IntersectClip)
            self._under(painter, sheet, width, height)
        painter.restore()
        return done

    def _put(
        self, painter: QPainter, place: Place, bright: QRegion | None, done: QRegion, within: QRegion | None = None
    ) -> QRegion:
        """Draw one tile; where it was dimmed already, that area is added to ``done``."""
        area, image, key = place
        if bright is not None and not bright.intersects(area):
            dark = self._dark_of(key, image)
            if dark is not None:
                painter.drawImage(area, dark)
                return done.united(area if within is None else within.intersected(area))
        painter.drawImage(area, image)
        return done

    def _wanted(self, origin: QPointF, width: int, height: int, scale: float, level: int) -> list[Key]:
        first_x, last_x = int(-origin.x() // SIZE), int((width - origin.x() - 1) // SIZE)
        first_y, last_y = int(-origin.y() // SIZE), int((height - origin.y() - 1) // SIZE)
        keys = [(level, x, y) for y in range(first_y, last_y + 1) for x in range(first_x, last_x + 1)]
        return [key for key in keys if self._on_sheet(key, scale)]

    def _stretched(
        self, origin: QPointF, width: int, height: int, scale: float, level: float
    ) -> tuple[list[Place], bool]:
        """The tiles of a level in sight with their places, and whether none is missing."""
        ratio = scale / level
        there = QPointF(origin.x() / ratio, origin.y() / ratio)
        wanted = self._wanted(there, int(width / ratio) + 1, int(height / ratio) + 1, level, round(level * 1e5))
        places: list[Place] = []
        size = SIZE * ratio
        for key in wanted:
            image = self._tiles.get(key)
            if image is not None:
                # Edges in whole pixels, the same for both neighbours: else there are lines between them.
                left, right = round(origin.x() + key[1] * size), round(origin.x() + (key[1] + 1) * size)
                top, bottom = round(origin.y() + key[2] * size), round(origin.y() + (key[2] + 1) * size)
                places.append((QRect(left, top, right - left, bottom - top), image, key))
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
