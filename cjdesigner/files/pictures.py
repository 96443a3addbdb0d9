"""The pictures inside a file: how big they are, told from their first bytes, before anything decodes them."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from cjdesigner.files.errors import FileError, shown
from cjdesigner.words import tr

MAX_BYTES = 10_000_000
MAX_PIXELS = 40_000_000
_JPEG_SIZES = frozenset({*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)})


def check(assets: Mapping[str, Any]) -> None:
    """Refuse pictures that are too big to be shown safely. Raises FileError."""
    for asset in assets.values():
        where = f"assets “{shown(asset.id)}”"
        if len(asset.data) > MAX_BYTES * 4 // 3 + 4:
            raise FileError(tr("The picture is larger than {limit} MB.", limit=MAX_BYTES // 1_000_000), where=where)
        size = size_of(decoded(asset.data) or b"")
        if size and size[0] * size[1] > MAX_PIXELS:
            raise FileError(
                tr("The picture has more than {limit} million pixels.", limit=MAX_PIXELS // 1_000_000), where=where
            )


def decoded(data: str) -> bytes | None:
    """The bytes of a picture from its base64; None where it is none."""
    try:
        return base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        return None


def size_of(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels from the header of a PNG, JPEG or WebP; None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR" and len(data) >= 24:
        return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _webp(data)
    return None


def kind_of(data: bytes) -> str:
    """The media type of a picture from its first bytes; "" for anything but PNG, JPEG and WebP."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    return ""


def _jpeg(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker == 0xFF:  # fill bytes before a marker
            at += 1
            continue
        if marker in _JPEG_SIZES:
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        if marker in (0xD8, 0x01) or 0xD0 <= marker <= 0xD7:  # markers without a length
            at += 2
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if length < 2:
            return None
        at += 2 + length
    return None


def _webp(data: bytes) -> tuple[int, int] | None:
    form = data[12:16]
    if form == b"VP8X" and len(data) >= 30:
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if form == b"VP8L" and len(data) >= 25:
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if form == b"VP8 " and len(data) >= 30:
        return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF
    return None
