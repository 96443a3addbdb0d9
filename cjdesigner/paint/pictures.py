"""Reading the pictures of a drawing: what kind the bytes are, and their pixels, safely and in handy sizes."""

from __future__ import annotations

import struct
from collections import OrderedDict
from threading import Lock

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageReader

MOST_PIXELS = 40_000_000

_SIZED = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""JPEG markers of a frame header, which tells the size."""

_MOST_BYTES = 256 * 1024 * 1024

Sizes = list[QImage]
"""A picture at full size, at half of it, at a quarter, … as far as has been asked for."""

_kept: OrderedDict[int, tuple[bytes, Sizes]] = OrderedDict()
"""By identity of the bytes; the entry keeps them alive, so that another picture cannot get their identity."""
_lock = Lock()


def kind(data: bytes) -> str | None:
    """The kind of picture, "png", "jpeg" or "webp", by its first bytes; None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return None


def jpeg_header(data: bytes) -> tuple[int, int, int] | None:
    """Width, height and number of channels of an 8-bit JPEG; None if it is damaged or of another depth."""
    at = 2
    while at + 10 <= len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker in _SIZED:
            depth, height, width, channels = struct.unpack_from(">BHHB", data, at + 4)
            return (width, height, channels) if depth == 8 and width and height else None
        if marker == 0xFF:
            at += 1
        elif marker == 0x01 or 0xD0 <= marker <= 0xD8:
            at += 2
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None


def image(data: bytes | None, width: float | None = None) -> QImage:
    """The picture's pixels; a null image if the bytes are missing, damaged, too large or of another kind.

    With ``width`` at least so many pixels wide, but no more than twice as many if it can be helped: cheaper to paint,
    and smoother, than the full size. Images are shared between threads; treat them as read-only.
    """
    if not data:
        return QImage()
    with _lock:
        entry = _kept.get(id(data))
        if entry is None:
            entry = _kept[id(data)] = data, [_decode(data)]
        _kept.move_to_end(id(data))
        sizes = entry[1]
        level = 0
        while width is not None and sizes[level].width() // 2 >= max(width, 1):
            level += 1
            if level == len(sizes):
                sizes.append(_half(sizes[-1]))
        found = sizes[level]
        _make_room()
    return found


def forget() -> None:
    """Let go of all pixels that are kept: those that are still needed are read again."""
    with _lock:
        _kept.clear()


def _make_room() -> None:
    while len(_kept) > 1 and sum(each.sizeInBytes() for _, sizes in _kept.values() for each in sizes) > _MOST_BYTES:
        _kept.popitem(last=False)


def _half(full: QImage) -> QImage:
    return full.scaled(
        max(1, full.width() // 2),
        max(1, full.height() // 2),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


def _decode(data: bytes) -> QImage:
    # The kind is settled before Qt sees the bytes: left to guess, Qt would also read SVG, which pulls in local files.
    found = kind(data)
    if found is None or (found == "jpeg" and jpeg_header(data) is None):
        return QImage()
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(found.encode()))
    reader.setDecideFormatFromContent(False)
    size = reader.size()
    if size.isEmpty() or size.width() * size.height() > MOST_PIXELS:
        return QImage()
    pixels = reader.read()
    if pixels.isNull():
        return pixels
    # What QPainter draws fastest.
    return pixels.convertToFormat(
        QImage.Format.Format_ARGB32_Premultiplied if pixels.hasAlphaChannel() else QImage.Format.Format_RGB32
    )
