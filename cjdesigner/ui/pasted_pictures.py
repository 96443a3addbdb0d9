"""Pictures from the clipboard and from files, made into assets of a handy size; safe to call on any thread."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader

from cjdesigner.files.names import readable
from cjdesigner.files.pictures import MAX_BYTES, kind_of, size_of
from cjdesigner.model import stopping
from cjdesigner.model.records import Asset
from cjdesigner.words import tr

LARGEST = 1600
"""Pixels of the longer side of a picture that is kept."""
MOST_BYTES = 64_000_000
MOST_PIXELS = 60_000_000
"""What a picture may have before it is made smaller: more than a camera gives, less than Qt refuses to hold."""
_SMALL = 1_000_000
"""Bytes of a PNG beyond which an opaque picture may become a JPEG."""


class PictureRefused(Exception):
    """The picture cannot be taken; the message is a sentence for the user."""


def from_file(path: Path) -> Asset:
    """The picture in a file. Raises PictureRefused."""
    try:
        if not path.is_file():  # a pipe may never end
            raise OSError
        if path.stat().st_size > MOST_BYTES:
            raise _too_big()
        data = path.read_bytes()
    except OSError:
        raise PictureRefused(tr("The picture “{name}” cannot be read.", name=path.name[:60])) from None
    return from_bytes(data, path.stem)


class Read(NamedTuple):
    """What was read of several files, and for the others the name and why not."""

    assets: list[Asset]
    left_out: list[tuple[str, str]]


def from_files(paths: Sequence[Path]) -> Read:
    """The pictures in files. Raises PictureRefused where none can be read."""
    found = Read([], [])
    refused: PictureRefused | None = None
    for path in paths:
        stopping.check()
        try:
            found.assets.append(from_file(path))
        except PictureRefused as reason:
            refused = reason
            found.left_out.append((path.name, str(reason)))
    if refused is not None and not found.assets:
        raise refused
    return found


def from_bytes(data: bytes, name: str = "") -> Asset:
    """The picture in the bytes of a PNG, JPEG or WebP. Its size is read before anything is decoded.

    Raises PictureRefused.
    """
    if len(data) > MOST_BYTES:
        raise _too_big()
    kind, size = kind_of(data), size_of(data)
    if not kind:
        raise PictureRefused(tr("Only PNG, JPEG and WebP pictures can be pasted."))
    if not size:
        raise PictureRefused(tr("The picture is damaged."))
    if size[0] * size[1] > MOST_PIXELS:
        raise _too_many()
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind.removeprefix("image/").encode()))
    reader.setAutoTransform(True)
    turned = reader.transformation() != QImageIOHandler.Transformation.TransformationNone
    fits = max(size) <= LARGEST
    if not fits:
        share = LARGEST / max(size)
        reader.setScaledSize(QSize(max(1, round(size[0] * share)), max(1, round(size[1] * share))))
    image = reader.read()
    if image.isNull():
        raise PictureRefused(tr("The picture is damaged."))
    if fits and not turned and len(data) <= MAX_BYTES:
        return _asset(data, kind, image.width(), image.height(), name)
    return _encoded(image, name, prefer_jpeg=kind == "image/jpeg")


def from_image(image: QImage, name: str = "") -> Asset:
    """A picture that was decoded already. Raises PictureRefused."""
    if image.isNull():
        raise PictureRefused(tr("The picture is damaged."))
    if image.width() * image.height() > MOST_PIXELS:
        raise _too_many()
    if max(image.width(), image.height()) > LARGEST:
        kept, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        image = image.scaled(LARGEST, LARGEST, kept, smooth)
    return _encoded(image, name)


def _encoded(image: QImage, name: str, prefer_jpeg: bool = False) -> Asset:
    """As PNG; as JPEG where nothing is transparent and that is far smaller, as with photographs."""
    opaque = not image.hasAlphaChannel()
    png = b"" if prefer_jpeg and opaque else _saved(image, "PNG")
    if opaque and (not png or len(png) > _SMALL):
        jpeg = _saved(image, "JPEG", 88)
        if jpeg and (not png or len(jpeg) * 2 < len(png)):
            return _asset(jpeg, "image/jpeg", image.width(), image.height(), name)
    if len(png) > MAX_BYTES:  # with transparency, and hardly like a drawing
        raise PictureRefused(tr("The picture is larger than {limit} MB.", limit=MAX_BYTES // 1_000_000))
    return _asset(png, "image/png", image.width(), image.height(), name)


def _saved(image: QImage, form: str, quality: int = -1) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, form, quality)  # type: ignore[call-overload]  # the stub has bytes, which it does not take
    return bytes(buffer.data().data())


def _asset(data: bytes, kind: str, width: int, height: int, name: str) -> Asset:
    return Asset(
        id=hashlib.sha256(data).hexdigest(),
        media_type=kind,  # type: ignore[arg-type]  # one of those that the record knows
        name=readable(name)[:200],
        width=width,
        height=height,
        data=base64.b64encode(data).decode("ascii"),
    )


def _too_big() -> PictureRefused:
    return PictureRefused(tr("The picture is larger than {limit} MB.", limit=MOST_BYTES // 1_000_000))


def _too_many() -> PictureRefused:
    return PictureRefused(tr("The picture has more than {limit} million pixels.", limit=MOST_PIXELS // 1_000_000))
