"""A store of painted squares of the drawing, so that panning and zooming move pictures instead of drawing cards."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Collection

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from cjdesigner.draw.shapes import Drawing
from cjdesigner.layout.changes import boxes_of
from cjdesigner.layout.hits import Box
from cjdesigner.layout.moves import Moves, moves
from cjdesigner.paint.canvas import CanvasPainter
from cjdesigner.ui.canvas.moving import Key, move

SIZE = 256
"""Device pixels: small, so that painting one never takes a whole frame."""
_TILE_BYTES = SIZE * SIZE * 4
_CACHE_BYTES = 64 << 20
"""What the tiles and the overview may take together, beside the tiles in sight."""
_RINGS = 4
"""Tiles around what is in sight that are painted ahead, as far as the cache goes: a pan of a thousand pixels."""
_MANY = 800
"""Changed places beyond which tiles are painted anew, a few a frame, instead of where they have changed."""
_CHUNK = 128
"""Pixels of the overview that are painted at a time."""
_OVERVIEW_PIXELS = 7_000_000
"""Most pixels of the overview picture, which stands in while tiles are painted: 28 MB."""
OVERVIEW_BELOW = 0.25
_IN_QUARTERS_BELOW = 0.3
"""The scale below which one tile holds so many cards that painting it would take a frame too long."""
_FEW = 60
"""Groups whose dimming is changed one by one; with more, all is painted again."""
_RENEWING = 0.006
"""Seconds that a frame may spend on tiles whose cards are dimmed otherwise now."""


class _Unfinished:
    """A picture of a part of a drawing while it is being painted, a square at a time."""

    def __init__(
        self, drawing: Drawing, painter: CanvasPainter, around: str, scale: float, area: QRect, square: int
    ) -> None:
        """``area`` is in the pixels of the whole drawing at that scale; ``square`` is the side of a square."""
        self.drawing = drawing
        self._painter = painter
        self._around = around
        self.scale = scale
        self._area, self._square = area, square
        self.image = QImage(area.size(), QImage.Format.Format_RGB32)
        rows, columns = range(0, area.height(), square), range(0, area.width(), square)
        self._left = [(x, y) for y in rows for x in columns][::-1]

    def go_on(self, until: float) -> bool:
        """Paint squares until that moment of ``time.perf_counter``; True when all are done."""
        while self._left and time.perf_counter() < until:
            x, y = self._left.pop()
            left, top = self._area.x() + x, self._area.y() + y
            square = self._painter.tile(self.drawing, self._around, self.scale, left, top, self._square)
            painter = QPainter(self.image)
            painter.drawImage(x, y, square)
            painter.end()
        return not self._left


class Tiles:
    """The tiles of one drawing. ``scale`` is device pixels per scene unit."""

    def __init__(self, around: str) -> None:
        self.around = around
        self.drawing: Drawing | None = None
        self._painter = CanvasPainter()
        self._tiles: OrderedDict[Key, QImage] = OrderedDict()
        self._dirty: dict[Key, QRectF] = {}
        self._old: dict[Key, None] = {}
        """Tiles that show what was dimmed before: they stand in for the new ones for a few frames."""
        self._sight: list[Key] = []
        """What was in sight of the last frame."""
        self._begun: tuple[Key, _Unfinished] | None = None
        """The tile that was begun in an earlier frame."""
        self._level = 0
        self._previous = 0
        self._overview: QImage | None = None
        self._overview_scale = 1.0
        self._overview_stale = True
        self._making: _Unfinished | None = None

    def show(self, drawing: Drawing) -> None:
        """Take a new drawing: tiles where nothing has changed stay."""
        old, self.drawing = self.drawing, drawing
        if old is drawing:
            return
        self._overview_stale = True
        self._begun = None
        way = moves(old, drawing) if old is not None else None
        if way is None:
            self.clear()
        elif len(way.boxes) > _MANY:
            # Painting all of it again in one frame would take too long: the overview stands in meanwhile.
            self._tiles.clear()
            self._dirty.clear()
        else:
            self._follow(way, drawing.width)

    @property
    def _kept(self) -> int:
        """How many tiles are kept."""
        overview = self._overview.sizeInBytes() if self._overview is not None else 0
        return (_CACHE_BYTES - overview) // _TILE_BYTES

    def _follow(self, way: Moves, width: float) -> None:
        """Move the pixels in sight of what stands elsewhere now; what is out of sight is painted when it is seen."""
        sight = {key for key in self._sight if key[0] == self._level and key in self._tiles}
        if not way.bands or not sight:
            self._spoil(way.painted(width))
            return
        moved = move(self._tiles, self._dirty, sight, way.bands, set(self._old))
        self._old.update(dict.fromkeys(moved))
        self._spoil(way.boxes, only=sight)
        self._spoil(way.painted(width), without=sight)

    def _spoil(self, boxes: list[Box], without: Collection[Key] = (), only: Collection[Key] | None = None) -> None:
        """These parts of the drawing look otherwise now."""
        for key in [key for key in self._tiles if key[0] != self._level]:
            del self._tiles[key]
            self._dirty.pop(key, None)
        if not self._tiles:
            return
        level, side = self._level, SIZE / (self._level / 1e5)
        columns, rows = [key[1] for key in self._tiles], [key[2] for key in self._tiles]
        edges = min(columns), max(columns), min(rows), max(rows)
        for box in boxes:
            first_x, last_x = max(math.floor(box.x / side), edges[0]), min(math.floor(box.right / side), edges[1])
            first_y, last_y = max(math.floor(box.y / side), edges[2]), min(math.floor(box.bottom / side), edges[3])
            area = QRectF(box.x, box.y, box.width, box.height)
            for y in range(first_y, last_y + 1):
                for x in range(first_x, last_x + 1):
                    key = (level, x, y)
                    if key in self._tiles and key not in without and (only is None or key in only):
                        touched = area.intersected(QRectF(x * side, y * side, side, side))
                        if not touched.isEmpty():
                            known = self._dirty.get(key)
                            self._dirty[key] = touched if known is None else known.united(touched)

    def set_dim(self, dim: frozenset[str]) -> None:
        """Paint these groups faint from now on: what is in sight with the next frame, the rest when it is looked at."""
        if dim == self._painter.dim:
            return
        changed = dim ^ self._painter.dim
        self._painter.dim = dim
        self._overview_stale = True
        self._making = self._begun = None
        if self.drawing is not None and len(changed) <= _FEW:
            self._spoil(boxes_of(self.drawing, changed))
            return
        for key in list(self._tiles):
            if key[0] == self._level:
                self._dirty.pop(key, None)
                self._old[key] = None
            else:
                del self._tiles[key]
                self._dirty.pop(key, None)

    def show_nothing(self) -> None:
        """There is no drawing."""
        self.drawing = self._making = None
        self._overview_stale = True
        self.clear()

    def clear(self) -> None:
        """Forget every tile."""
        self._tiles.clear()
        self._dirty.clear()
        self._old.clear()
        self._overview = self._begun = None

    def set_around(self, colour: str) -> None:
        """Another colour around the sheet: that of the window's theme."""
        if colour != self.around:
            self.around = colour
            self.clear()

    def draw(self, painter: QPainter, origin: QPointF, width: int, height: int, scale: float, budget: float) -> bool:
        """Blit what is in sight: ``origin`` is the device pixel of the scene's (0, 0), the painter in device pixels.

        Tiles that are missing are painted for at most ``budget`` seconds (changed ones always), and none in the first
        frame at another scale; False says that some are missing and a coarser picture stands in for them.
        """
        if self.drawing is None:
            painter.fillRect(QRectF(0, 0, width + 1, height + 1), QColor(self.around))
            return True
        level = round(scale * 1e5)
        if level != self._level:
            if any(key[0] == self._level for key in self._tiles):
                self._previous = self._level
            self._level = level
            if budget < 1.0 and self._previous:
                budget = 0.0
        wanted = self._sight = self._in_sight(origin, width, height, scale)
        self._fill_around(painter, wanted, origin, width, height)
        missing = [key for key in wanted if key not in self._tiles]
        few = len(missing) <= len(wanted) // 2
        if not few:
            last = wanted[-1]
            area = QRectF(wanted[0][1], wanted[0][2], last[1] + 1 - wanted[0][1], last[2] + 1 - wanted[0][2])
            self._fill_below(painter, area, origin)
            self._draw_stand_in(painter, origin, width, height, scale)
        started = time.perf_counter()
        if self._begun is not None and self._begun[0] in missing:
            missing.insert(0, self._begun[0])
        for key in missing:
            if key not in self._tiles and not self._go_on(key, scale, started + budget):
                break
        complete = True
        for key in wanted:
            image = self._tiles.get(key)
            if image is None:
                complete = False
                if few:
                    self._draw_coarse(painter, key, origin, scale)
                continue
            if key in self._old:
                if time.perf_counter() - started < max(budget, _RENEWING):
                    image = self._made(key, scale)
                else:
                    complete = False
            elif key in self._dirty:
                self._painter.repaint(
                    image, self.drawing, self.around, scale, key[1] * SIZE, key[2] * SIZE, self._dirty.pop(key)
                )
            self._tiles.move_to_end(key)
            painter.drawImage(QPointF(origin.x() + key[1] * SIZE, origin.y() + key[2] * SIZE), image)
        keep = max(self._kept, len(wanted) + 8)
        while len(self._tiles) > keep:
            gone, _ = self._tiles.popitem(last=False)
            self._dirty.pop(gone, None)
        return complete

    def _draw_coarse(self, painter: QPainter, key: Key, origin: QPointF, scale: float) -> None:
        """A single missing tile from the overview: at the edge of a pan."""
        assert self.drawing is not None
        target = QRectF(origin.x() + key[1] * SIZE, origin.y() + key[2] * SIZE, SIZE, SIZE)
        sheet = QRectF(origin.x(), origin.y(), self.drawing.width * scale, self.drawing.height * scale)
        on_sheet = target.intersected(sheet)
        if on_sheet != target:
            painter.fillRect(target, QColor(self.around))
        if self._overview is None:
            painter.fillRect(on_sheet, QColor(self.drawing.background))
        else:
            share = self._overview_scale / scale
            source = on_sheet.translated(-origin.x(), -origin.y())
            part = QRectF(source.x() * share, source.y() * share, source.width() * share, source.height() * share)
            painter.drawImage(on_sheet, self._overview, part)

    def _in_sight(self, origin: QPointF, width: int, height: int, scale: float, ring: int = 0) -> list[Key]:
        """The tiles that hold a part of the sheet and are in sight, or within so many tiles of it."""
        first_x, last_x = int(-origin.x() // SIZE) - ring, int((width - origin.x() - 1) // SIZE) + ring
        first_y, last_y = int(-origin.y() // SIZE) - ring, int((height - origin.y() - 1) // SIZE) + ring
        keys = ((self._level, x, y) for y in range(first_y, last_y + 1) for x in range(first_x, last_x + 1))
        return [key for key in keys if self._on_sheet(key, scale)]

    def prepare_around(self, origin: QPointF, width: int, height: int, scale: float, seconds: float) -> bool:
        """Go on painting the tiles just beyond what is in sight, for the next pan; True when they are all there."""
        if self.drawing is None or round(scale * 1e5) != self._level:
            return True
        until = time.perf_counter() + seconds
        wanted: list[Key] = []
        for ring in range(2, _RINGS + 1):
            wider = self._in_sight(origin, width, height, scale, ring)
            if wanted and len(wider) > self._kept:
                break
            wanted = wider
        missing = [key for key in wanted if key not in self._tiles or key in self._old]
        keep = set(wanted)
        for key in missing:
            if time.perf_counter() >= until:
                return False
            if len(self._tiles) >= self._kept and key not in self._tiles:
                oldest = next(iter(self._tiles))
                if oldest in keep:
                    break
                del self._tiles[oldest]
                self._dirty.pop(oldest, None)
            self._made(key, scale)
        return True

    def _fill_around(self, painter: QPainter, wanted: list[Key], origin: QPointF, width: int, height: int) -> None:
        """The colour around the sheet where no tile will come: filling it all would cost as much as the tiles."""
        colour = QColor(self.around)
        if not wanted:
            painter.fillRect(QRectF(0, 0, width + 1, height + 1), colour)
            return
        left, top = origin.x() + wanted[0][1] * SIZE, origin.y() + wanted[0][2] * SIZE
        right, bottom = origin.x() + (wanted[-1][1] + 1) * SIZE, origin.y() + (wanted[-1][2] + 1) * SIZE
        for area in (
            QRectF(0, 0, width + 1, top),
            QRectF(0, bottom, width + 1, height + 1 - bottom),
            QRectF(0, top, left, bottom - top),
            QRectF(right, top, width + 1 - right, bottom - top),
        ):
            if area.width() > 0 and area.height() > 0:
                painter.fillRect(area, colour)

    def _fill_below(self, painter: QPainter, tiles: QRectF, origin: QPointF) -> None:
        """The colour around the sheet where tiles are missing: some reach beyond the sheet."""
        place = QRectF(origin.x() + tiles.x() * SIZE, origin.y() + tiles.y() * SIZE, 0, 0)
        place.setSize(tiles.size() * SIZE)
        painter.fillRect(place, QColor(self.around))

    def _on_sheet(self, key: Key, scale: float) -> bool:
        assert self.drawing is not None
        left, top = key[1] * SIZE, key[2] * SIZE
        return (
            left < self.drawing.width * scale
            and top < self.drawing.height * scale
            and left + SIZE > 0
            and top + SIZE > 0
        )

    def _go_on(self, key: Key, scale: float, until: float) -> bool:
        """Paint a tile that is missing, far out a quarter at a time; False where there was no time to finish it."""
        if scale >= _IN_QUARTERS_BELOW or self._scaled_from_overview(scale):
            if time.perf_counter() < until:
                self._made(key, scale)
            return key in self._tiles
        assert self.drawing is not None
        if self._begun is None or self._begun[0] != key:
            area = QRect(key[1] * SIZE, key[2] * SIZE, SIZE, SIZE)
            self._begun = key, _Unfinished(self.drawing, self._painter, self.around, scale, area, SIZE // 2)
        if not self._begun[1].go_on(until):
            return False
        self._keep(key, self._begun[1].image)
        self._begun = None
        return True

    def _scaled_from_overview(self, scale: float) -> bool:
        ready = self._overview is not None and not self._overview_stale
        return scale < OVERVIEW_BELOW and ready and self._overview_scale >= scale

    def _keep(self, key: Key, image: QImage) -> None:
        self._tiles[key] = image
        self._dirty.pop(key, None)
        self._old.pop(key, None)

    def _made(self, key: Key, scale: float) -> QImage:
        assert self.drawing is not None
        x, y = key[1] * SIZE, key[2] * SIZE
        overview = self._overview
        if overview is not None and self._scaled_from_overview(scale):
            image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
            image.fill(self.around)
            painter = QPainter(image)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            share = self._overview_scale / scale
            source = QRectF(x * share, y * share, SIZE * share, SIZE * share)
            painter.drawImage(QRectF(0, 0, SIZE, SIZE), overview, source)
            painter.end()
        else:
            image = self._painter.tile(self.drawing, self.around, scale, x, y, SIZE)
        self._keep(key, image)
        return image

    def prepare_overview(self, seconds: float) -> bool:
        """Go on painting the small picture of the whole drawing for that long; True when it is up to date."""
        drawing = self.drawing
        if drawing is None or (self._overview is not None and not self._overview_stale):
            return True
        if self._making is None or self._making.drawing is not drawing:
            scale = min(OVERVIEW_BELOW, math.sqrt(_OVERVIEW_PIXELS / max(drawing.width * drawing.height, 1.0)))
            area = QRect(0, 0, max(1, round(drawing.width * scale)), max(1, round(drawing.height * scale)))
            self._making = _Unfinished(drawing, self._painter, drawing.background, scale, area, _CHUNK)
        if self._making.go_on(time.perf_counter() + seconds):
            self._overview, self._overview_scale = self._making.image, self._making.scale
            self._making, self._overview_stale = None, False
            return True
        return False

    @property
    def overview(self) -> QImage | None:
        """The small picture of the whole drawing, as far as it is ready."""
        return self._overview

    def _draw_stand_in(self, painter: QPainter, origin: QPointF, width: int, height: int, scale: float) -> None:
        """What is known of the picture at other scales, stretched."""
        assert self.drawing is not None
        ratio = scale / (self._previous / 1e5) if self._previous and self._previous != self._level else 0.0
        stretched: list[tuple[QRectF, QImage]] = []
        covered = 0.2 < ratio < 5
        if covered:
            size = SIZE * ratio
            sheet_x = (self.drawing.width * self._previous / 1e5 - 1) // SIZE
            sheet_y = (self.drawing.height * self._previous / 1e5 - 1) // SIZE
            for y in range(max(0, int(-origin.y() // size)), int(min((height - origin.y()) // size, sheet_y)) + 1):
                for x in range(max(0, int(-origin.x() // size)), int(min((width - origin.x()) // size, sheet_x)) + 1):
                    image = self._tiles.get((self._previous, x, y))
                    if image is None:
                        covered = False
                    else:
                        stretched.append((QRectF(origin.x() + x * size, origin.y() + y * size, size, size), image))
        if not covered:
            target = QRectF(origin.x(), origin.y(), self.drawing.width * scale, self.drawing.height * scale)
            painter.fillRect(target, QColor(self.drawing.background))
            if self._overview is not None:
                painter.drawImage(target, self._overview)
        for place, image in stretched:
            painter.drawImage(place, image)


def opaque(painter: QPainter) -> None:
    """Blits replace what is below: tiles have no transparency."""
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    painter.setPen(Qt.PenStyle.NoPen)
