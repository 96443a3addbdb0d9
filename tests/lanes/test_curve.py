"""The emotion curve: smooth, never above a peak nor below a dip, and split at the neutral line."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjdesigner.draw.shapes import Command, Group, Path, Text
from cjdesigner.edit import cards, lanes, personas, phases
from cjdesigner.lanes import curve
from cjdesigner.lanes.emotions import value_at, y_of
from tests.helpers.driver import fresh_drawing
from tests.helpers.maps import documents, only_map, small_map

level = st.one_of(st.integers(-20, 20).map(lambda tenths: tenths * 6.6), st.floats(-200, 200))


@st.composite
def points(draw: st.DrawFn) -> list[curve.Point]:
    gaps = draw(st.lists(st.floats(0.05, 400), min_size=1, max_size=12))
    x = 0.0
    found = []
    for gap in gaps:
        x += gap
        found.append((x, draw(level)))
    return found


def bezier(piece: curve.Piece, t: float) -> curve.Point:
    u = 1 - t
    weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
    x = sum(w * p[0] for w, p in zip(weights, piece, strict=True))
    return x, sum(w * p[1] for w, p in zip(weights, piece, strict=True))


@given(points())
def test_between_two_points_it_is_never_beyond_either(found: list[curve.Point]) -> None:
    pieces = curve.segments(found)
    assert len(pieces) == len(found) - 1
    for piece, (one, other) in zip(pieces, pairwise(found), strict=True):
        assert piece[0] == one and piece[3] == other
        low, high = sorted((one[1], other[1]))
        walked = [bezier(piece, step / 50) for step in range(51)]
        assert all(low - 1e-6 <= y <= high + 1e-6 for _, y in walked)
        assert all(a[0] <= b[0] + 1e-9 for a, b in pairwise(walked))
        rising = 1 if other[1] >= one[1] else -1
        assert all((b[1] - a[1]) * rising >= -1e-6 for a, b in pairwise(walked))


@given(points())
def test_it_bends_without_a_corner(found: list[curve.Point]) -> None:
    for before, after in pairwise(curve.segments(found)):
        into = (before[3][1] - before[2][1]) / (before[3][0] - before[2][0])
        out = (after[1][1] - after[0][1]) / (after[1][0] - after[0][0])
        assert into == pytest.approx(out, rel=1e-6, abs=1e-6)


@given(points(), st.floats(-150, 150))
def test_the_areas_lie_on_their_side_of_the_neutral_line(found: list[curve.Point], zero: float) -> None:
    less, more = curve.areas(found, zero)
    for commands, sign in ((less, -1), (more, 1)):
        for y in _ordinates(commands):
            assert (y - zero) * sign >= -0.02 or y == pytest.approx(zero, abs=0.02)
        assert all(name != "Z" for name, _ in commands[:1])
    height = max(abs(y - zero) for _, y in found)
    if len(found) > 1 and height > 1 and all((y - zero) > 1 for _, y in found):
        assert more and not less


def _ordinates(commands: tuple[Command, ...]) -> list[float]:
    """The y of an outline at its corners and along its curves; a control point may lie beyond a curve that does not."""
    found: list[float] = []
    y = 0.0
    for name, values in commands:
        if name == "C":
            b, c, d = values[1], values[3], values[5]
            for step in range(1, 9):
                t = step / 8
                u = 1 - t
                found.append(u**3 * y + 3 * u * u * t * b + 3 * u * t * t * c + t**3 * d)
        if values:
            y = values[-1]
            found.append(y)
    return found


def test_one_point_is_no_line() -> None:
    assert curve.segments([(1.0, 2.0)]) == []
    assert curve.areas([(1.0, 2.0)], 0.0) == ((), ())
    assert curve.line([]) == ()


@given(st.integers(-20, 20), st.sampled_from([220.0, 231.0, 400.5, 99.0 + 132]))
def test_a_feeling_is_found_again_where_it_stands(tenths: int, height: float) -> None:
    assert value_at(y_of(tenths / 10, height), height) == tenths / 10


def curves(document: object) -> list[Group]:
    drawing = fresh_drawing(document, only_map(document))  # type: ignore[arg-type]
    return [group for row in drawing.rows for group in row.groups if group.meaning.role == "curve"]


def ascends(group: Group) -> bool:
    ends = [values[-2] for each in group.shapes if isinstance(each, Path) for _, values in each.commands]
    return all(a < b for a, b in pairwise(ends))


@given(documents(linked=False))
def test_drawn_curves_run_from_left_to_right(document: object) -> None:
    assert all(ascends(group) for group in curves(document))


def test_points_that_meet_are_moved_aside_without_a_crossing() -> None:
    named = small_map()
    document = cards.delete(named.document, [named.cards["emotions"]])
    lane, step = named.lanes["emotions"], named.steps[0]
    document = phases.change(document, step, width=112.0)
    for whose, values in ((named.personas[0], (0.0, 2.0, 2.0)), (named.personas[1], (0.0, -2.0, -2.0))):
        for value in values:
            document, _ = cards.add(document, lane, step, payload={"value": value, "persona": whose})
    assert len(curves(document)) == 2
    assert all(ascends(group) for group in curves(document))


def test_many_equal_points_stay_in_their_column() -> None:
    named = small_map()
    document = named.document
    lane, step = named.lanes["emotions"], named.steps[-1]
    for name in "abcdefghijkl":
        document, whose = personas.add(document, name, named.map)
        document, _ = cards.add(document, lane, step, payload={"value": 1.0, "word": "glad", "persona": whose})
    drawing = fresh_drawing(document, named.map)
    groups = [group for row in drawing.rows for group in row.groups if group.meaning.role == "point"]
    assert len(groups) == 13
    assert all(group.x + group.width <= drawing.width for group in groups)


def test_a_lane_without_points_has_no_curve() -> None:
    named = small_map()
    document = cards.delete(named.document, [named.cards["emotions"]])
    assert curves(document) == []
    document = lanes.delete(document, named.lanes["emotions"])
    assert curves(document) == []


@pytest.mark.parametrize("values", [(0.5,), (2.0,), (-2.0,), (0.3, -1.2)])
def test_the_guide_of_a_moment_of_truth_strikes_no_word_through(values: tuple[float, ...]) -> None:
    named = small_map()
    document = cards.delete(named.document, [named.cards["emotions"]])
    lane, step = named.lanes["emotions"], named.steps[1]
    for value, whose in zip(values, named.personas, strict=False):
        payload = {"value": value, "word": "worried", "persona": whose}
        document, _ = cards.add(document, lane, step, payload=payload)
    document = phases.change(document, step, moment_of_truth=True)
    row = next(row for row in fresh_drawing(document, named.map).rows if row.id == lane)
    [guide] = [
        shape for shape in row.groups[0].shapes if isinstance(shape, Path) and shape.dash and shape.dash[0] == 1.0
    ]
    ends = [place for _, place in guide.commands]
    pieces = [(a[1], b[1]) for a, b in zip(ends[::2], ends[1::2], strict=True)]
    points = [group for group in row.groups if group.meaning.role == "point"]
    words = [group.y + shape.baseline for group in points for shape in group.shapes if isinstance(shape, Text)]
    assert len(words) == len(values)
    for baseline in words:
        assert all(bottom <= baseline - 8.0 or baseline + 2.0 <= top for top, bottom in pieces)
    assert sum(bottom - top for top, bottom in pieces) > row.height - 16.0 - 20.0 * len(words)
