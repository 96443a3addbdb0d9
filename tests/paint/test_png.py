"""A PNG holds the drawing at the size asked for, whatever bands it was painted in."""

from __future__ import annotations

import struct
import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from PIL import Image, ImageChops
from PySide6.QtGui import QImage, QPainter

from cjdesigner.draw.shapes import Drawing, Group, Meaning, Path, Rect, Row
from cjdesigner.paint import png
from cjdesigner.paint.base import PaintError
from cjdesigner.paint.raster import paint_drawing


def written(drawing: Drawing, **wishes: object) -> Image.Image:
    out = BytesIO()
    png.write_png(drawing, out, **wishes)  # type: ignore[arg-type]
    out.seek(0)
    return Image.open(out)


def plain(width: float, height: float) -> Drawing:
    box = Group(10, 10, 20, 20, (Rect(0, 0, 20, 20, fill="#E5484D"),), Meaning("card"))
    return Drawing(width, height, "#F4F5F7", (Row("a", 0, height, (box,)),), (), "", "", "en", {})


def test_a_pixel_is_a_unit_unless_asked_otherwise() -> None:
    picture = written(plain(100, 50))
    assert picture.size == (100, 50)
    assert picture.mode == "RGB"
    assert picture.getpixel((20, 20)) == (0xE5, 0x48, 0x4D)
    assert picture.getpixel((60, 20)) == (0xF4, 0xF5, 0xF7)


@pytest.mark.parametrize(("dpi", "size"), [(48, (50, 26)), (96, (100, 51)), (144, (150, 76)), (300, (313, 157))])
def test_dots_per_inch_give_the_size_and_are_told(dpi: int, size: tuple[int, int]) -> None:
    picture = written(plain(100, 50.2), dpi=dpi)
    assert picture.size == size
    assert picture.info["dpi"] == pytest.approx((dpi, dpi), abs=0.05)


def test_a_width_in_pixels_wins_over_dots_per_inch() -> None:
    assert written(plain(100, 50), dpi=300, width=640).size == (640, 320)


def test_a_transparent_background_lets_through_what_is_not_drawn() -> None:
    picture = written(plain(100, 50), transparent=True)
    assert picture.mode == "RGBA"
    assert picture.getpixel((20, 20)) == (0xE5, 0x48, 0x4D, 255)
    assert picture.getpixel((60, 20))[3] == 0


def test_bands_leave_no_trace(drawing: Drawing, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = written(drawing, dpi=150)
    monkeypatch.setattr(png, "_BAND_BYTES", 150_000)
    difference = ImageChops.difference(whole, written(drawing, dpi=150))
    # A stroke's antialiasing is computed from its place on the surface: a trace nobody can see.
    assert max(most for _, most in difference.getextrema()) <= 8


def test_dashes_along_a_curve_go_on_from_band_to_band(monkeypatch: pytest.MonkeyPatch) -> None:
    line = (
        ("M", (324.0, 116.6)),
        ("C", (390.6666666666667, 116.6, 457.3333333333333, 103.4, 524.0, 103.4)),
        ("C", (581.3333333333334, 103.4, 638.6666666666666, 152.9, 696.0, 152.9)),
        ("C", (762.6666666666666, 152.9, 829.3333333333334, 63.8, 896.0, 63.8)),
    )
    curve = Path(line, stroke="#5B8189", stroke_width=2.75, dash=(7.0, 5.0))
    group = Group(0, 0, 2030, 220, (curve,), Meaning("curve"))
    sheet = Drawing(2030, 220, "#FFFFFF", (Row("a", 0, 220, (group,)),), (), "", "", "en", {})
    whole = written(sheet, dpi=192)
    monkeypatch.setattr(png, "_BAND_BYTES", 4060 * 4 * 261)
    difference = ImageChops.difference(whole, written(sheet, dpi=192)).convert("L")
    assert sum(difference.histogram()[49:]) < 10


def test_progress_rises_to_one(drawing: Drawing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png, "_BAND_BYTES", 500_000)
    told: list[float] = []
    png.write_png(drawing, BytesIO(), progress=told.append)
    assert told == sorted(told)
    assert len(told) > 4
    assert told[-1] == 1.0


def test_the_largest_side_is_possible_and_one_more_is_not() -> None:
    assert png.picture_size(plain(100, 50), width=16_384) == (163.84, 16_384, 8_192)
    with pytest.raises(PaintError, match="16,385 by 8,193.*16,384"):
        png.picture_size(plain(100, 50), width=16_385)


@pytest.mark.parametrize("wishes", [{"width": 0}, {"dpi": 0}, {"dpi": -1}, {"dpi": float("nan")}])
def test_a_size_of_nothing_is_refused(wishes: dict[str, float]) -> None:
    with pytest.raises(PaintError, match="at least one pixel"):
        png.picture_size(plain(100, 50), **wishes)  # type: ignore[arg-type]


def test_a_worker_thread_paints_the_same(drawing: Drawing) -> None:
    def paint(_: int) -> bytes:
        out = BytesIO()
        png.write_png(drawing, out, dpi=120)
        return out.getvalue()

    with ThreadPoolExecutor(3) as pool:
        assert {*pool.map(paint, range(6))} == {paint(0)}


@pytest.mark.parametrize("transparent", [False, True])
@pytest.mark.parametrize("compressor", ["fast", "plain"])
def test_every_pixel_is_the_painters_own(
    drawing: Drawing, transparent: bool, compressor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if compressor == "plain":
        monkeypatch.setitem(sys.modules, "zlib_ng", None)
    made = written(drawing, width=drawing.width + 1, transparent=transparent)
    scale, columns, rows = png.picture_size(drawing, width=int(drawing.width) + 1)
    surface = QImage(columns, rows, png._TRANSPARENT if transparent else QImage.Format.Format_RGB32)
    surface.fill(0 if transparent else 0xFFFFFFFF)
    painter = QPainter(surface)
    painter.scale(scale, scale)
    paint_drawing(painter, drawing, background=False)
    painter.end()
    pixels = surface.convertToFormat(QImage.Format.Format_RGBA8888)
    whole = Image.frombuffer("RGBA", (columns, rows), bytes(pixels.constBits()), "raw", "RGBA", 0, 1)
    assert made.tobytes() == whole.convert(made.mode).tobytes()


def test_colours_and_size_are_told_before_the_pixels(drawing: Drawing) -> None:
    out = BytesIO()
    png.write_png(drawing, out, dpi=300)
    data = out.getvalue()
    chunks = []
    at = 8
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        chunks.append((data[at + 4 : at + 8], data[at + 8 : at + 8 + length]))
        at += length + 12
    names = [name for name, _ in chunks]
    assert names[:3] == [b"IHDR", b"sRGB", b"pHYs"] and names[-1] == b"IEND"
    assert set(names[3:-1]) == {b"IDAT"}
    assert chunks[2][1] == struct.pack(">IIB", 11811, 11811, 1)
