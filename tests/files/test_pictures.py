"""The size of a picture, told from its header alone."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from cjdesigner.files import pictures


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("size", [(1, 1), (3, 700), (641, 2)])
def test_size_and_kind(form: str, size: tuple[int, int]) -> None:
    stream = io.BytesIO()
    Image.new("RGB", size, "teal").save(stream, form)
    data = stream.getvalue()
    assert pictures.size_of(data) == size
    assert pictures.kind_of(data) == f"image/{form.lower()}"
    for cut in range(min(len(data), 60)):
        pictures.size_of(data[:cut])  # a torn header is no reason to fall over


def test_lossless_and_progressive_forms() -> None:
    picture = Image.new("RGB", (31, 17), "teal")
    for form, options in (("WEBP", {"lossless": True}), ("JPEG", {"progressive": True})):
        stream = io.BytesIO()
        picture.save(stream, form, **options)
        assert pictures.size_of(stream.getvalue()) == (31, 17)


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"<svg/>", b"\xff\xd8", b"\xff\xd8\xff\xc0\0\0", b"RIFF....WEBP"])
def test_other_bytes_have_no_size(data: bytes) -> None:
    assert pictures.size_of(data) is None


def test_bytes_of_a_picture() -> None:
    assert pictures.decoded("QUJD") == b"ABC"
    assert pictures.decoded("Q*JD") is None
    assert pictures.decoded("é") is None
