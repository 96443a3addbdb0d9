"""Drawing shaped lines: in their colour, whole at any scale, bolder where bold is made up."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from cjdesigner.draw import glyphs, text
from cjdesigner.draw.shapes import Style


def picture(line: str, style: Style, scale: float, colour: str = "#000000") -> QImage:
    image = QImage(int(60 * scale), int(30 * scale), QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    glyphs.draw_line(painter, text.shape(line, style), 5, 20, colour)
    assert painter.transform().m11() == pytest.approx(scale)
    painter.end()
    return image


def pixels(image: QImage) -> list[tuple[int, int, QColor]]:
    return [
        (x, y, image.pixelColor(x, y))
        for y in range(image.height())
        for x in range(image.width())
        if image.pixelColor(x, y) != QColor("#FFFFFF")
    ]


def ink(image: QImage) -> float:
    return sum(255 - colour.lightness() for _, _, colour in pixels(image))


@pytest.mark.parametrize("scale", [0.5, 1.0, 1.7, 2.0, 4.0])
def test_an_emoji_is_whole_and_in_colour_at_any_scale(scale: float) -> None:
    drawn = pixels(picture("😀", Style(20.0), scale))
    yellow = [one for one in drawn if one[2].red() > 200 and one[2].green() > 150 and one[2].blue() < 140]
    assert len(yellow) > len(drawn) * 0.3
    xs, ys = [x / scale for x, _, _ in drawn], [y / scale for _, y, _ in drawn]
    assert min(xs) == pytest.approx(5, abs=2 / scale + 1) and max(xs) == pytest.approx(25, abs=2 / scale + 1)
    assert max(ys) - min(ys) == pytest.approx(20, abs=2 / scale + 1)


@pytest.mark.parametrize("size", [20.0, 13.37])
def test_text_is_drawn_at_any_scale(size: float) -> None:
    one = ink(picture("HH", Style(size), 1))
    for scale in (0.5, 2, 4, 6):
        assert ink(picture("HH", Style(size), scale)) == pytest.approx(one * scale * scale, rel=0.15)


def test_text_takes_the_colour_and_the_place() -> None:
    drawn = pixels(picture("HH", Style(20.0), 4, "#B23A1E"))
    assert any(colour == QColor("#B23A1E") for _, _, colour in drawn)
    assert max(y for _, y, _ in drawn) == pytest.approx(80, abs=1), "the letters stand on the baseline"


def test_made_up_bold_has_more_ink() -> None:
    assert ink(picture("客", Style(20.0, 700), 2)) > 1.15 * ink(picture("客", Style(20.0), 2))


def test_the_painter_is_left_as_it_was() -> None:
    image = QImage(50, 30, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setPen(QColor("#123456"))
    glyphs.draw_line(painter, text.shape("客 a 😀", Style(weight=700)), 0, 20, "#FF0000")
    assert painter.pen().color() == QColor("#123456")
    assert painter.transform().isIdentity()
    painter.end()
