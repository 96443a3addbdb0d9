"""Glyphs of the bundled faces as outlines in font units, and the layers that coloured glyphs are made of."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from PySide6.QtGui import QPainterPath, QRawFont

from cjdesigner.draw import fonts
from cjdesigner.draw.colours import blend
from cjdesigner.paint.pdf_cff import Segment

Layers = dict[int, tuple[tuple[int, str | None], ...]]
"""By glyph its outline glyphs from bottom to top, each with its colour (None: the text's own)."""

_FOREGROUND = 0xFFFF
_layers: dict[str, Layers | None] = {}


def em_font(face: str) -> tuple[QRawFont, int]:
    """The face at one pixel per font unit, and its units to the em. For the calling thread."""
    units = round(fonts.raw_font(face, 16.0).unitsPerEm()) or 1000
    return fonts.raw_font(face, float(units)), units


def advance(raw: QRawFont, glyph: int) -> int:
    """How far a glyph moves the pen, in whole font units."""
    return round(raw.advancesForGlyphIndexes([glyph])[0].x())


def segments(path: QPainterPath) -> Iterator[Segment]:
    """The path's segments, y turned upwards."""
    index, count = 0, path.elementCount()
    while index < count:
        element = path.elementAt(index)
        x, y = element.x, -element.y
        if element.isCurveTo():
            second, third = path.elementAt(index + 1), path.elementAt(index + 2)
            yield "C", (x, y, second.x, -second.y, third.x, -third.y)
            index += 3
        else:
            yield "M" if element.isMoveTo() else "L", (x, y)
            index += 1


def colour_layers(face: str) -> Layers | None:
    """The coloured glyphs of a face, from its COLR (version 0) and CPAL tables; None if it has none."""
    if face not in _layers:
        raw = fonts.raw_font(face, 16.0)
        colr, cpal = bytes(raw.fontTable("COLR").data()), bytes(raw.fontTable("CPAL").data())
        _layers[face] = _read(colr, _palette(cpal)) if colr and cpal else None
    return _layers[face]


def _read(colr: bytes, colours: list[str]) -> Layers:
    _, bases, bases_at, layers_at, _ = struct.unpack_from(">HHIIH", colr)
    layers: Layers = {}
    for glyph, first, count in struct.iter_unpack(">HHH", colr[bases_at : bases_at + 6 * bases]):
        parts = struct.iter_unpack(">HH", colr[layers_at + 4 * first : layers_at + 4 * (first + count)])
        layers[glyph] = tuple((part, None if ink == _FOREGROUND else colours[ink]) for part, ink in parts)
    return layers


def _palette(cpal: bytes) -> list[str]:
    """The first palette; a see-through colour is blended onto white, as no output here has transparency."""
    _, entries, _, _, records_at, first = struct.unpack_from(">HHHHIH", cpal)
    records = struct.iter_unpack("4B", cpal[records_at + 4 * first :][: 4 * entries])
    return [blend(f"#{red:02X}{green:02X}{blue:02X}", "#FFFFFF", alpha / 255) for blue, green, red, alpha in records]
