"""Pictures from documents are read as what they are, or not at all."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from cjdesigner.draw.shapes import Drawing
from cjdesigner.paint import pictures


def encoded(width: int, height: int, kind: str = "PNG", mode: str = "RGB") -> bytes:
    out = BytesIO()
    Image.new(mode, (width, height), "red").save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_the_three_kinds_are_read(kind: str) -> None:
    data = encoded(30, 20, kind)
    assert pictures.kind(data) == kind.lower()
    read = pictures.image(data)
    assert (read.width(), read.height()) == (30, 20)
    assert read.pixelColor(10, 10).red() > 250


def test_svg_is_not_read_whatever_it_pulls_in(tmp_path: Path) -> None:
    inside = tmp_path / "secret.png"
    inside.write_bytes(encoded(9, 9))
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><image href='{inside}'/></svg>".encode()
    assert pictures.kind(svg) is None
    assert pictures.image(svg).isNull()


def bomb() -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("data", [None, b"", b"\xff\xd8\xff", b"RIFF0000WEBP", b"GIF89a", bomb()])
def test_what_cannot_be_read_is_null(data: bytes | None) -> None:
    assert pictures.image(data).isNull()
    assert pictures.image(data, 100).isNull()


@pytest.mark.parametrize(
    ("asked", "given"), [(400, 400), (201, 400), (200, 200), (120, 200), (30, 50), (0, 1), (9e9, 400)]
)
def test_a_width_gets_the_nearest_halving_above_it(asked: float, given: int) -> None:
    data = encoded(400, 100)
    assert pictures.image(data, asked).width() == given
    assert pictures.image(data).width() == 400


def test_the_full_size_goes_into_a_pdf(drawing: Drawing) -> None:
    data = drawing.pictures["png"]
    pictures.image(data, 10)
    assert pictures.image(data).width() == 120


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_MOST_BYTES", 100_000)
    for size in range(100, 140):
        pictures.image(encoded(size, size))
    held = sum(each.sizeInBytes() for _, sizes in pictures._kept.values() for each in sizes)
    assert held <= 100_000
