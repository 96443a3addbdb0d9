"""What is left of a shape within a rectangle."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cjdesigner.draw.clipping import clipped
from cjdesigner.draw.shapes import Path, Rect, Style, Text

AREA = (0.0, 0.0, 100.0, 50.0)
NUMBERS = st.floats(-300, 300, allow_nan=False)


def test_what_lies_inside_stays_the_same_object() -> None:
    for one in (
        Rect(1, 1, 20, 20, 4, "#000000"),
        Path((("M", (1, 1)), ("L", (99, 49))), stroke="#000000"),
        Text(5, 20, ("a",), Style(), "#000000"),
    ):
        assert list(clipped(one, AREA)) == [one]


def test_what_lies_outside_is_gone() -> None:
    for one in (
        Rect(120, 1, 20, 20, 4, "#000000"),
        Path((("M", (-1, -1)), ("L", (-99, -49))), stroke="#000000"),
        Path((("M", (-10, 200)), ("L", (200, 201))), stroke="#000000"),
        Text(5, 80, ("a",), Style(), "#000000"),
    ):
        assert list(clipped(one, AREA)) == []


def test_a_line_is_cut_where_it_crosses_and_goes_on_where_it_comes_back() -> None:
    line = Path(
        (("M", (-50, 25)), ("L", (50, 25)), ("L", (50, -25)), ("L", (80, -25)), ("L", (80, 25))), stroke="#1F2933"
    )
    (left,) = clipped(line, AREA)
    assert isinstance(left, Path)
    assert left.commands == (
        ("M", (0.0, 25)),
        ("L", (50, 25)),
        ("L", (50, 0.0)),
        ("M", (80, 0.0)),
        ("L", (80, 25)),
    )


def test_a_filled_outline_keeps_its_common_area() -> None:
    square = Path((("M", (-10, -10)), ("L", (20, -10)), ("L", (20, 20)), ("L", (-10, 20)), ("Z", ())), fill="#1F2933")
    (left,) = clipped(square, AREA)
    assert isinstance(left, Path)
    points = [values for _, values in left.commands if values]
    assert {(round(x), round(y)) for x, y in points} == {(0, 0), (20, 0), (20, 20), (0, 20)}


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=2, max_size=8), st.booleans())
def test_nothing_is_left_outside(points: list[tuple[float, float]], filled: bool) -> None:
    steps = (("M", points[0]), *(("L", point) for point in points[1:]))
    one = Path(steps, fill="#000000" if filled else None, stroke=None if filled else "#000000")
    for left in clipped(one, AREA):
        assert isinstance(left, Path)
        for _, values in left.commands:
            if values:
                assert -1e-6 <= values[0] <= 100 + 1e-6 and -1e-6 <= values[1] <= 50 + 1e-6
