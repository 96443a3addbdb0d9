"""What QPainter draws of each shape, at pixels that can be predicted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from cjdesigner.draw.shapes import Drawing, Group, Meaning, Path, Picture, Rect, Shape, Style, Text
from cjdesigner.paint import raster

Painting = Callable[[QPainter], None]


def painted(paint: Painting, width: int = 120, height: int = 80, scale: float = 1.0) -> QImage:
    surface = QImage(width, height, QImage.Format.Format_RGB32)
    surface.fill(0xFFFFFFFF)
    painter = QPainter(surface)
    painter.scale(scale, scale)
    paint(painter)
    painter.end()
    return surface


def shapes(*all_of_them: Shape, pictures: dict[str, bytes] | None = None) -> Painting:
    return lambda painter: raster.paint_shapes(painter, all_of_them, pictures or {})


def at(surface: QImage, x: int, y: int) -> str:
    return surface.pixelColor(x, y).name().upper()


def ink(surface: QImage, area: tuple[int, int, int, int]) -> int:
    left, top, right, bottom = area
    return sum(at(surface, x, y) != "#FFFFFF" for x in range(left, right) for y in range(top, bottom))


def test_a_rectangle_is_filled_and_its_corners_are_round() -> None:
    surface = painted(shapes(Rect(10, 10, 60, 40, 12, fill="#2F9E62")))
    assert at(surface, 40, 30) == "#2F9E62"
    assert at(surface, 10, 10) == at(surface, 69, 49) == "#FFFFFF"
    assert at(surface, 10, 30) == "#2F9E62"


def test_a_stroke_is_centred_on_the_edge_and_its_corners_are_square() -> None:
    surface = painted(shapes(Rect(10, 10, 60, 40, stroke="#E5484D", stroke_width=4)))
    assert at(surface, 8, 8) == at(surface, 9, 30) == at(surface, 11, 30) == "#E5484D"
    assert at(surface, 7, 30) == at(surface, 12, 30) == "#FFFFFF"


def test_a_path_winds_so_that_overlaps_stay_filled() -> None:
    twice = (("M", (10, 10)), ("L", (50, 10)), ("L", (50, 50)), ("L", (10, 50)), ("Z", ())) * 2
    assert at(painted(shapes(Path(twice, fill="#3557D6"))), 30, 30) == "#3557D6"


def test_dashes_are_measured_in_scene_units() -> None:
    line = Path((("M", (10, 20)), ("L", (110, 20))), stroke="#1F2933", stroke_width=2, dash=(20, 20))
    surface = painted(shapes(line))
    assert [at(surface, x, 20) == "#1F2933" for x in (20, 40, 60, 80, 100)] == [True, False, True, False, True]


def test_text_stands_on_its_baseline_at_the_side_asked_for() -> None:
    def columns(align: str) -> list[int]:
        surface = painted(shapes(Text(60, 40, ("Hill",), Style(20), "#1F2933", 24, align)))
        assert ink(surface, (0, 42, 120, 80)) == 0
        return [x for x in range(120) if ink(surface, (x, 0, x + 1, 80))]

    left, centre, right = columns("left"), columns("centre"), columns("right")
    assert 60 <= left[0] <= 63
    assert 57 <= right[-1] <= 60
    assert centre[0] + centre[-1] == pytest.approx(119, abs=3)
    assert left[-1] - left[0] == pytest.approx(right[-1] - right[0], abs=1)


def test_lines_follow_at_the_leading() -> None:
    surface = painted(shapes(Text(5, 20, ("H", "H"), Style(14), "#1F2933", 30)))
    first, second = ink(surface, (0, 0, 120, 22)), ink(surface, (0, 30, 120, 52))
    assert first == second > 20


def test_emoji_are_whole_and_in_colour_at_every_scale() -> None:
    for scale in (0.7, 1.0, 1.7):
        surface = painted(shapes(Text(5, 30, ("😀",), Style(30), "#1F2933")), scale=scale)
        box = [round(scale * edge) for edge in (8, 8, 38, 34)]
        colours = {at(surface, x, y) for x in range(box[0], box[2]) for y in range(box[1], box[3])}
        assert "#FFCC4D" in colours
        rows = [y for y in range(80) if ink(surface, (0, y, 120, y + 1))]
        columns = [x for x in range(120) if ink(surface, (x, 0, x + 1, 80))]
        assert len(rows) == pytest.approx(len(columns), abs=3)
        assert len(rows) > 28 * scale


def test_text_that_comes_first_lies_under_what_comes_later() -> None:
    words = Text(5, 40, ("HHHHHH",), Style(30), "#1F2933")
    cover = Rect(0, 0, 120, 80, fill="#FFFFFF")
    assert ink(painted(shapes(words, cover)), (0, 0, 120, 80)) == 0
    assert ink(painted(shapes(cover, words)), (0, 0, 120, 80)) > 0


def test_pictures_fill_their_rectangle_with_round_corners(drawing: Drawing) -> None:
    surface = painted(shapes(Picture(10, 10, 100, 60, "jpeg", 12), pictures=drawing.pictures))
    assert at(surface, 10, 10) == "#FFFFFF"
    for x, y in ((12, 40), (107, 40), (60, 12), (60, 67)):
        red, green, blue = surface.pixelColor(x, y).toTuple()[:3]
        assert (red, green, blue) == pytest.approx((40, 90, 160), abs=6)


def test_what_is_not_a_picture_shows_a_plain_field_and_is_never_read_as_svg(drawing: Drawing) -> None:
    hostile = {
        "svg": b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>"
    }
    for name, pictures in (("svg", hostile), ("none", {}), ("damaged", {"damaged": b"\x89PNG\r\n\x1a\nnothing more"})):
        surface = painted(shapes(Picture(10, 10, 100, 60, name), pictures=pictures))
        assert at(surface, 60, 40) == "#C9CED6"


def test_only_groups_that_touch_the_clip_are_painted(drawing: Drawing) -> None:
    clip = QRectF(0, 0, drawing.width, 110)
    rows_only = drawing._replace(over=())
    top = painted(lambda painter: raster.paint_drawing(painter, rows_only, clip), 976, 300)
    assert ink(top, (0, 0, 976, 110)) > 10_000
    assert ink(top, (0, 115, 976, 300)) == 0


def test_a_group_is_painted_at_its_place_and_the_painter_stays_where_it_was() -> None:
    group = Group(30, 20, 20, 20, (Rect(0, 0, 20, 20, fill="#0EA5B7"),), Meaning("card"))

    def twice(painter: QPainter) -> None:
        raster.paint_group(painter, group, {})
        raster.paint_group_blocks(painter, group.at(60, 20), {})
        assert painter.worldTransform().isIdentity()

    surface = painted(twice)
    assert at(surface, 40, 30) == at(surface, 70, 30) == "#0EA5B7"
    assert at(surface, 55, 30) == at(surface, 10, 10) == "#FFFFFF"


def test_blocks_show_a_bar_for_each_line_and_nothing_for_an_empty_one() -> None:
    words = Text(10, 20, ("A longer line", "", "short"), Style(14), "#000000", 20)
    group = Group(0, 0, 120, 80, (words,), Meaning("card"))
    surface = painted(lambda painter: raster.paint_group_blocks(painter, group, {}))
    long, none, short = (ink(surface, (0, y, 120, y + 1)) for y in (16, 36, 56))
    assert long > short > 20
    assert none == 0
    assert at(surface, 20, 16) not in ("#000000", "#FFFFFF")


def test_equal_places_of_other_shapes_are_not_mixed_up() -> None:
    # The memo goes by identity: shapes that are gone must not lend their drawing to new ones at the same address.
    for number in range(300):
        fill = f"#{number:06X}"
        assert at(painted(shapes(Rect(0, 0, 50, 50, fill=fill)), 60, 60), 20, 20) == fill


# --- glyphs -------------------------------------------------------------------------------------------------------


def word(text: str, style: Style, scale: float, colour: str = "#000000") -> QImage:
    line = Text(5, 20, (text,), style, colour)
    return painted(shapes(line), round(60 * scale), round(30 * scale), scale)


def inked(surface: QImage) -> list[tuple[int, int, QColor]]:
    return [
        (x, y, surface.pixelColor(x, y))
        for y in range(surface.height())
        for x in range(surface.width())
        if surface.pixelColor(x, y) != QColor("#FFFFFF")
    ]


def darkness(surface: QImage) -> float:
    return sum(255 - colour.lightness() for _, _, colour in inked(surface))


@pytest.mark.parametrize("scale", [0.5, 1.0, 1.7, 2.0, 4.0])
def test_an_emoji_is_whole_and_in_colour_at_any_scale(scale: float) -> None:
    drawn = inked(word("😀", Style(20.0), scale))
    yellow = [one for one in drawn if one[2].red() > 200 and one[2].green() > 150 and one[2].blue() < 140]
    assert len(yellow) > len(drawn) * 0.3
    xs, ys = [x / scale for x, _, _ in drawn], [y / scale for _, y, _ in drawn]
    assert min(xs) == pytest.approx(5, abs=2 / scale + 1) and max(xs) == pytest.approx(25, abs=2 / scale + 1)
    assert max(ys) - min(ys) == pytest.approx(20, abs=2 / scale + 1)


@pytest.mark.parametrize("size", [20.0, 13.37])
def test_text_is_drawn_at_any_scale(size: float) -> None:
    """Also where a size that is not whole becomes more than 64 pixels high, as on pages of a report at 600 dpi."""
    one = darkness(word("HH", Style(size), 1))
    for scale in (0.5, 2, 4, 6):
        assert darkness(word("HH", Style(size), scale)) == pytest.approx(one * scale * scale, rel=0.15)


@pytest.mark.parametrize("size", [20.0, 13.5])
def test_what_comes_after_text_stands_where_it_belongs(size: float) -> None:
    line = Text(5, 20, ("HH",), Style(size), "#000000")
    surface = painted(shapes(line, Rect(40, 40, 20, 20, fill="#2F9E62")))
    assert at(surface, 40, 40) == at(surface, 59, 59) == "#2F9E62"
    assert at(surface, 39, 39) == at(surface, 60, 60) == "#FFFFFF"


def test_text_takes_the_colour_and_the_place() -> None:
    drawn = inked(word("HH", Style(20.0), 4, "#B23A1E"))
    assert any(colour == QColor("#B23A1E") for _, _, colour in drawn)
    assert max(y for _, y, _ in drawn) == pytest.approx(80, abs=1), "the letters stand on the baseline"


def test_made_up_bold_has_more_ink() -> None:
    assert darkness(word("客", Style(20.0, 700), 2)) > 1.15 * darkness(word("客", Style(20.0), 2))
