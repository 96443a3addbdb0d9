"""Moves pixels between the tiles of the canvas, for the parts of a drawing that only moved up or down."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, MutableMapping
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from cjdesigner.layout.moves import Band

Key = tuple[int, int, int]
"""Scale in thousandths of a percent, column and row."""
Dirty = MutableMapping[Key, QRectF]
"""What has to be painted again of each tile, in scene units."""


class _Strip(NamedTuple):
    """Rows of pixels, in those of the whole drawing, that stood ``by`` pixels higher; ``units`` in scene units."""

    top: int
    bottom: int
    by: int
    units: float


def move(
    tiles: MutableMapping[Key, QImage], dirty: Dirty, sight: Collection[Key], bands: Collection[Band], stale: set[Key]
) -> set[Key]:
    """Move the bands within the tiles in sight (all of one scale); ``dirty`` then says what of them is still missing.

    ``stale`` tiles show something else than they should: what is taken from one of them makes another one stale too.
    These are returned, with those that were moved by whole pixels where it should be by parts of one.
    """
    blurred: set[Key] = set()
    level = next(iter(sight))[0]
    scale = level / 1e5
    size = tiles[next(iter(sight))].width()
    strips = [strip for band in bands if (strip := _strip(band, scale)).bottom > strip.top]
    exact = all(abs(strip.by - strip.units * scale) < 1e-3 for strip in strips)
    columns: dict[int, list[int]] = {}
    for _, x, y in sight:
        columns.setdefault(x, []).append(y)
    spare: list[QImage] = []
    for x, ys in columns.items():
        made: dict[Key, QImage] = {}
        spoiled: dict[Key, QRectF | None] = {}
        for y in ys:
            parts = list(_parts(strips, y * size, size))
            if not parts:
                continue
            key = (level, x, y)
            image = spare.pop() if spare else QImage(size, size, QImage.Format.Format_RGB32)
            spoiled[key] = _compose(image, key, parts, tiles, dirty, stale, blurred)
            made[key] = image
            if not exact:
                blurred.add(key)
        for key, image in made.items():
            spare.append(tiles[key])
            tiles[key] = image
            area = spoiled[key]
            dirty.pop(key, None)
            if area is not None:
                dirty[key] = area
    return blurred


def _strip(band: Band, scale: float) -> _Strip:
    top, bottom = math.ceil(band.top * scale - 1e-6), math.floor(band.bottom * scale + 1e-6)
    return _Strip(top, bottom, round(band.by * scale), band.by)


def _parts(strips: list[_Strip], top: int, size: int) -> Iterator[_Strip]:
    """The strips within a tile that begins at ``top``."""
    for strip in strips:
        start, stop = max(strip.top, top), min(strip.bottom, top + size)
        if stop > start:
            yield _Strip(start, stop, strip.by, strip.units)


def _compose(
    image: QImage,
    key: Key,
    parts: list[_Strip],
    tiles: MutableMapping[Key, QImage],
    dirty: Dirty,
    stale: set[Key],
    blurred: set[Key],
) -> QRectF | None:
    """Fill a tile from what is known; the part of it, in scene units, that still has to be painted."""
    level, x, y = key
    scale, size = level / 1e5, image.width()
    line = image.bytesPerLine()
    top, target = y * size, image.bits()
    assert isinstance(target, memoryview)  # of an image that can be written to
    left, wide = x * size / scale, size / scale
    missing: QRectF | None = None

    def spoil(area: QRectF) -> None:
        nonlocal missing
        missing = area if missing is None else missing.united(area)

    own, known = tiles[key].constBits(), dirty.get(key)
    edges = [top, *(edge for part in parts for edge in (part.top, part.bottom)), top + size]
    for start, stop in zip(edges[::2], edges[1::2], strict=True):  # what has not moved
        if stop > start:
            target[(start - top) * line : (stop - top) * line] = own[(start - top) * line : (stop - top) * line]
            if known is not None:
                kept = known.intersected(QRectF(left, start / scale, wide, (stop - start) / scale))
                if not kept.isEmpty():
                    spoil(kept)
    for part in parts:
        at = part.top
        while at < part.bottom:
            place = (at - part.by) // size
            stop = min(part.bottom, (place + 1) * size + part.by)
            other = (level, x, place)
            source = tiles.get(other)
            if source is None:
                spoil(QRectF(left, at / scale, wide, (stop - at) / scale))
            else:
                skip = (at - part.by - place * size) * line
                taken = source.constBits()[skip : skip + (stop - at) * line]
                target[(at - top) * line : (stop - top) * line] = taken
                if other in stale:
                    blurred.add(key)
                if other in dirty:
                    area = QRectF(left, (at - part.by) / scale, wide, (stop - at) / scale)
                    area = area.intersected(dirty[other])
                    if not area.isEmpty():
                        spoil(area.translated(0.0, part.by / scale))
            at = stop
    return missing
