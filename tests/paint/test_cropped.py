"""A cropped picture shows the same part of itself in every output."""

from __future__ import annotations

import io
import re
import zipfile

import pypdfium2
import pytest
from PySide6.QtCore import QBuffer, QIODevice, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from cjdesigner.draw.scaling import scaled
from cjdesigner.draw.shapes import Drawing, Group, Meaning, Picture, Row
from cjdesigner.paint import raster
from cjdesigner.paint.base import Options, format_for, nothing

QUARTERS = (("#FF0000", 0, 0), ("#00FF00", 1, 0), ("#0000FF", 0, 1), ("#FFFF00", 1, 1))


def quarters() -> bytes:
    """A picture of four colours."""
    image = QImage(80, 80, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for colour, x, y in QUARTERS:
        painter.fillRect(x * 40, y * 40, 40, 40, QColor(colour))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def drawing(part: tuple[float, float, float, float], radius: float = 0.0) -> Drawing:
    shape = Picture(20, 20, 100, 60, "quarters", radius, part)
    group = Group(0, 0, 140, 100, (shape,), Meaning("card", "c", "picture"))
    return Drawing(140, 100, "#FFFFFF", (Row("r", 0, 100, (group,)),), (), "t", "a", "en", {"quarters": quarters()})


def written(one: Drawing, ending: str) -> bytes:
    form = format_for(ending)
    assert form is not None
    out = io.BytesIO()
    form.write([one], out, Options(dpi=96), nothing)
    return out.getvalue()


def close(seen: tuple[int, ...], colour: str) -> bool:
    wanted = QColor(colour)
    return all(abs(a - b) < 40 for a, b in zip(seen[:3], wanted.toTuple()[:3], strict=True))


@pytest.mark.parametrize("radius", [0.0, 8.0])
@pytest.mark.parametrize("colour, x, y", QUARTERS)
def test_pixels_show_the_part(colour: str, x: int, y: int, radius: float) -> None:
    one = drawing((x / 2, y / 2, 0.5, 0.5), radius)
    surface = QImage(140, 100, QImage.Format.Format_RGB32)
    painter = QPainter(surface)
    raster.paint_drawing(painter, one, QRectF(0, 0, 140, 100))
    painter.end()
    page = pypdfium2.PdfDocument(written(one, "pdf"))[0]
    pdf = page.render(scale=140 / page.get_width()).to_pil().convert("RGB")
    for at in ((30, 30), (70, 50), (110, 70)):
        assert close(surface.pixelColor(*at).toTuple(), colour), at
        assert close(pdf.getpixel(at), colour), at
    for at in ((10, 50), (130, 50), (70, 10), (70, 90)):
        assert close(surface.pixelColor(*at).toTuple(), "#FFFFFF"), at
        assert close(pdf.getpixel(at), "#FFFFFF"), at


def test_an_svg_clips_it_to_its_frame() -> None:
    svg = written(drawing((0.5, 0.25, 0.5, 0.5)), "svg").decode()
    placed = re.search(r'<use [^>]*transform="translate\(([-\d.]+) ([-\d.]+)\) scale\(([\d.]+) ([\d.]+)\)"', svg)
    assert placed is not None
    assert [float(number) for number in placed.groups()] == pytest.approx([-80, -10, 200, 120])
    assert re.search(r'<clipPath[^>]*><rect x="20" y="20" width="100" height="60"', svg)


def test_a_slide_crops_as_the_slides_program_does() -> None:
    slides = zipfile.ZipFile(io.BytesIO(written(drawing((0.5, 0.25, 0.5, 0.5)), "pptx")))
    xml = slides.read("ppt/slides/slide1.xml").decode()
    assert '<a:srcRect l="50000" t="25000" b="25000"/>' in xml


def test_a_scaled_drawing_keeps_the_part() -> None:
    part = (0.1, 0.2, 0.3, 0.4)
    assert scaled(Picture(1, 2, 3, 4, "a", 1.0, part), 2.0) == Picture(2, 4, 6, 8, "a", 2.0, part)
