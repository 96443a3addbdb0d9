"""Writes a drawing as a PNG picture, in bands, so that a large one needs little memory."""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from cjdesigner.draw import fonts
from cjdesigner.draw.shapes import Drawing
from cjdesigner.paint.base import PaintError, Progress, nothing
from cjdesigner.paint.raster import colour, paint_drawing
from cjdesigner.words import tr

MOST_PIXELS_A_SIDE = 16_384

_BAND_BYTES = 16 * 1024 * 1024
_LEVEL = 3
_TRANSPARENT = QImage.Format.Format_ARGB32_Premultiplied
_UNITS_PER_INCH = 96.0
_INCHES_PER_METRE = 1 / 0.0254


def write_png(
    drawing: Drawing,
    file: BinaryIO,
    *,
    dpi: float | None = None,
    width: int | None = None,
    transparent: bool = False,
    progress: Progress = nothing,
) -> None:
    """Write the drawing at ``dpi`` (96 is one pixel per scene unit, the default) or ``width`` pixels wide.

    Raises PaintError if a side would be longer than 16,384 pixels.
    """
    scale, columns, rows = picture_size(drawing, dpi, width)
    fonts.application()
    bands = _bands(drawing, scale, columns, rows, transparent, progress)
    encode(file, columns, rows, scale * _UNITS_PER_INCH, 4 if transparent else 3, bands)
    progress(1.0)


def picture_size(drawing: Drawing, dpi: float | None = None, width: int | None = None) -> tuple[float, int, int]:
    """Pixels per scene unit, width and height in pixels.

    Raises PaintError if a side would be longer than 16,384 pixels.
    """
    wanted = _UNITS_PER_INCH if dpi is None else dpi
    scale = wanted / _UNITS_PER_INCH if width is None else width / drawing.width
    if not 0 < scale < math.inf:
        raise PaintError(tr("The picture must be at least one pixel wide."))
    columns = _whole(drawing.width * scale) if width is None else width
    rows = _whole(drawing.height * scale)
    if max(columns, rows) > MOST_PIXELS_A_SIDE:
        raise PaintError(
            tr(
                "The picture would be {columns} by {rows} pixels; at most {most} a side are possible. "
                "Choose fewer dots per inch or a smaller width.",
                columns=columns,
                rows=rows,
                most=MOST_PIXELS_A_SIDE,
            )
        )
    return scale, columns, rows


def _whole(length: float) -> int:
    """Whole pixels that hold a length; rounding errors add none."""
    return max(1, math.ceil(length - 1e-6))


def _bands(
    drawing: Drawing, scale: float, columns: int, rows: int, transparent: bool, progress: Progress
) -> Iterator[memoryview]:
    """Rendered bands from top to bottom, each row behind the zero that says it is not filtered.

    All are painted and handed out in the same two places: what was given before does not last.
    """
    height = max(1, min(rows, _BAND_BYTES // (columns * 4)))
    channels = 4 if transparent else 3
    stride = 1 + columns * channels
    canvas = QImage(columns, height, _TRANSPARENT if transparent else QImage.Format.Format_RGB32)
    if canvas.isNull():
        raise MemoryError
    packed = memoryview(bytearray(height * stride))
    # Painted onto the very bytes that are deflated, the pixels lose their fourth byte without a copy in between.
    # Rows of four bytes a pixel would have to be aligned for that.
    tight = None if transparent else QImage(packed[1:], columns, height, stride, QImage.Format.Format_RGB888)
    for top in range(0, rows, height):
        progress(top / rows)
        band = min(height, rows - top)
        canvas.fill(0 if transparent else colour(drawing.background).rgb())
        painter = QPainter(canvas)
        try:
            painter.translate(0, -top)
            painter.scale(scale, scale)
            clip = QRectF(0, top / scale, columns / scale, band / scale)
            paint_drawing(painter, drawing, clip, background=False)
        finally:
            painter.end()
        if tight is not None:
            painter = QPainter(tight)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            painter.drawImage(0, 0, canvas)
            painter.end()
        else:
            pixels = canvas.convertToFormat(QImage.Format.Format_RGBA8888)
            straight = memoryview(pixels.constBits()).cast("B")
            for row in range(band):
                begins = row * pixels.bytesPerLine()
                packed[row * stride + 1 : (row + 1) * stride] = straight[begins : begins + stride - 1]
        yield packed[: band * stride]


def encode(
    file: BinaryIO,
    columns: int,
    rows: int,
    dpi: float,
    channels: int,
    bands: Iterable[memoryview | bytes],
) -> None:
    """Write 8-bit pixels as PNG, RGB (3 channels) or RGBA (4): whole rows, each behind its filter's number."""
    file.write(b"\x89PNG\r\n\x1a\n")
    _chunk(file, b"IHDR", struct.pack(">IIBBBBB", columns, rows, 8, 2 if channels == 3 else 6, 0, 0, 0))
    _chunk(file, b"sRGB", b"\0")
    per_metre = round(dpi * _INCHES_PER_METRE)
    _chunk(file, b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))
    packer = compressor()
    for band in bands:
        packed = packer.compress(band)
        if packed:
            _chunk(file, b"IDAT", packed)
    _chunk(file, b"IDAT", packer.flush())
    _chunk(file, b"IEND", b"")


def compressor() -> Any:
    """What deflates: zlib-ng, else the slower zlib.

    Of a map 8192 pixels wide, beside Qt's writer (time and size): zlib-ng at 4 takes 0.12 and 1.00, at 3 0.10 and 1.05;
    isal at 1 0.04 and 1.20, at 3 0.21 and 1.13; zlib at 1 0.40 and 1.16, at 6 0.68 and 0.88. No filter: flat areas and
    the edges of glyphs repeat, which deflate finds by itself.
    """
    try:
        from zlib_ng import zlib_ng
    except ImportError:
        return zlib.compressobj(6)
    return zlib_ng.compressobj(_LEVEL)


def _chunk(file: BinaryIO, name: bytes, data: bytes) -> None:
    file.write(struct.pack(">I", len(data)))
    file.write(name)
    file.write(data)
    file.write(struct.pack(">I", zlib.crc32(data, zlib.crc32(name))))
