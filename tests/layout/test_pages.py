"""A drawing is placed whole, centred and as large as the page allows."""

from __future__ import annotations

import pytest

from cjdesigner.draw.shapes import Drawing, Group, Meaning, Row, Style, Text
from cjdesigner.layout.pages import SIZES, fit, smallest_text


def drawn(width: float, height: float, *sizes: float) -> Drawing:
    texts = tuple(Text(0, 20, ("words",), Style(size), "#000000") for size in sizes)
    row = Row("a", 0, height, (Group(0, 0, width, height, texts, Meaning("card")),))
    return Drawing(width, height, "#FFFFFF", (row,), (), "", "", "en", {})


def test_a_page_of_the_map_is_as_large_as_the_map() -> None:
    place = fit(drawn(2000, 800, 13, 11))
    assert place == (0.75, 0, 0, 1500, 600)


def test_a_margin_goes_round_the_map() -> None:
    place = fit(drawn(2000, 800), margin=20)
    assert (place.dx, place.dy, place.page_width, place.page_height) == (20, 20, 1540, 640)


@pytest.mark.parametrize("page", SIZES)
@pytest.mark.parametrize("orientation", ["auto", "portrait", "landscape"])
@pytest.mark.parametrize("size", [(3000, 900), (500, 2000), (10, 10), (60_000, 4_000)])
def test_on_paper_it_is_centred_inside_the_margin_and_touches_it(
    page: str, orientation: str, size: tuple[int, int]
) -> None:
    place = fit(drawn(*size), page, orientation, 30)
    width, height = size[0] * place.scale, size[1] * place.scale
    assert place.dx * 2 + width == pytest.approx(place.page_width)
    assert place.dy * 2 + height == pytest.approx(place.page_height)
    assert min(place.dx, place.dy) == pytest.approx(30)
    paper = (place.page_width, place.page_height)
    assert sorted(paper) == sorted(SIZES[page])
    if orientation != "auto":
        assert (paper[0] > paper[1]) == (orientation == "landscape")


def test_auto_turns_the_paper_the_way_the_map_lies() -> None:
    wide, tall = fit(drawn(3000, 900), "A4"), fit(drawn(900, 3000), "A4")
    assert wide.page_width > wide.page_height
    assert tall.page_width < tall.page_height


def test_papers_have_their_sizes_in_points() -> None:
    assert SIZES["A4"] == pytest.approx((595.276, 841.890), abs=0.001)
    assert SIZES["letter"] == (612, 792)
    assert SIZES["tabloid"] == (792, 1224)


def test_the_smallest_text_of_a_drawing() -> None:
    assert smallest_text(drawn(2000, 800, 13, 11, 26)) == 11
    assert smallest_text(drawn(2000, 800)) == 0


def test_margins_never_eat_the_page() -> None:
    assert fit(drawn(2000, 800), "A4", margin=10_000).scale > 0


@pytest.mark.parametrize(("page", "orientation"), [("A9", "auto"), ("A4", "sideways")])
def test_unknown_names_are_refused(page: str, orientation: str) -> None:
    with pytest.raises(ValueError, match="unknown"):
        fit(drawn(10, 10), page, orientation)
