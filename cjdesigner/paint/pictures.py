"""Reading the pictures of a drawing: what kind the bytes are, and their pixels, safely."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader

MOST_PIXELS = 40_000_000

_KEPT = 32
_images: OrderedDict[int, tuple[bytes, QImage]] = OrderedDict()
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


def image(data: bytes | None) -> QImage:
    """The picture's pixels; a null image if the bytes are missing, damaged, too large or of another kind.

    The kind is settled before Qt sees the bytes: left to guess, Qt would also read SVG, which can pull in local files.
    Images are shared between threads; treat them as read-only.
    """
    found = kind(data) if data else None
    if data is None or found is None:
        return QImage()
    key = id(data)
    with _lock:
        hit = _images.get(key)
        if hit is not None and hit[0] is data:
            _images.move_to_end(key)
            return hit[1]
    decoded = _decode(data, found)
    with _lock:
        _images[key] = (data, decoded)
        while len(_images) > _KEPT:
            _images.popitem(last=False)
    return decoded


def _decode(data: bytes, found: str) -> QImage:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(found.encode()))
    reader.setDecideFormatFromContent(False)
    size = reader.size()
    if size.isEmpty() or size.width() * size.height() > MOST_PIXELS:
        return QImage()
    return reader.read()
