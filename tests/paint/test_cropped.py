"""A cropped picture shows the same part of itself in every output."""

from __future__ import annotations

import base64
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
from cjdesigner.paint.pptx import write_pptx
from cjdesigner.paint.svg import write_svg
from cjdesigner.paint.trimming import trimmed

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
    out = io.BytesIO()
    write_svg(drawing((0.5, 0.25, 0.5, 0.5)), out, False, nothing)
    svg = out.getvalue().decode()
    placed = re.search(r'<use [^>]*transform="translate\(([-\d.]+) ([-\d.]+)\) scale\(([\d.]+) ([\d.]+)\)"', svg)
    assert placed is not None
    assert [float(number) for number in placed.groups()] == pytest.approx([-80, -10, 200, 120])
    assert re.search(r'<clipPath[^>]*><rect x="20" y="20" width="100" height="60"', svg)


def test_a_slide_crops_as_the_slides_program_does() -> None:
    out = io.BytesIO()
    write_pptx([drawing((0.5, 0.25, 0.5, 0.5))], out, Options(), nothing)
    xml = zipfile.ZipFile(io.BytesIO(out.getvalue())).read("ppt/slides/slide1.xml").decode()
    assert '<a:srcRect l="50000" t="25000" b="25000"/>' in xml


@pytest.mark.parametrize("ending", ["svg", "html", "pptx", "pdf"])
def test_what_is_cropped_away_is_nowhere_in_a_file_for_others(ending: str) -> None:
    data = written(drawing((0.5, 0.0, 0.5, 0.5)), ending)
    if ending == "pptx":
        package = zipfile.ZipFile(io.BytesIO(data))
        found = [package.read(name) for name in package.namelist() if name.startswith("ppt/media/")]
    elif ending == "pdf":
        page = pypdfium2.PdfDocument(data)[0]
        images = [one for one in page.get_objects() if isinstance(one, pypdfium2.PdfImage)]
        assert [one.get_px_size() for one in images] == [(40, 40)]
        return
    else:
        text = data.decode()
        found = [base64.b64decode(one) for one in re.findall(r"data:image/\w+;base64,([A-Za-z0-9+/=]+)", text)]
    pictures = [QImage.fromData(one) for one in found]
    assert [(one.width(), one.height()) for one in pictures] == [(40, 40)]
    assert {pictures[0].pixelColor(x, y).name() for x in range(40) for y in range(40)} == {"#00ff00"}
    assert base64.b64encode(quarters()) not in data


def test_drawings_without_cropped_pictures_stay_the_same() -> None:
    one = drawing((0.0, 0.0, 1.0, 1.0))
    assert trimmed([one])[0] is one
    several = trimmed([drawing((0.5, 0.0, 0.5, 0.5)), drawing((0.5, 0.0, 0.5, 0.5))])
    assert [len(each.pictures) for each in several] == [1, 1]
    (first,), (second,) = (each.pictures.values() for each in several)
    assert first is second or first == second


def test_a_scaled_drawing_keeps_the_part() -> None:
    part = (0.1, 0.2, 0.3, 0.4)
    assert scaled(Picture(1, 2, 3, 4, "a", 1.0, part), 2.0) == Picture(2, 4, 6, 8, "a", 2.0, part)
