"""Of a group only what lies near what is shown is kept, where it stands."""

from __future__ import annotations

from cjdesigner.draw.shapes import Group, Meaning, Path, Rect, Style, Text
from cjdesigner.draw.trimming import trimmed

LINES = tuple(f"line {number}" for number in range(1000))


def group(*shapes: Rect | Text | Path) -> Group:
    return Group(0, 0, 500, 20_000, shapes, Meaning("card", "c"))


def test_a_group_within_the_area_stays_the_same() -> None:
    one = group(Rect(0, 0, 500, 20_000))
    assert trimmed(one, (-1, -1, 500, 20_000)) is one


def test_lines_far_away_are_left_out_and_the_others_stay_in_place() -> None:
    text = Text(0, 20, LINES, Style(13), "#000000", 20)
    (left,) = trimmed(group(text), (0, 4_000, 500, 4_200)).shapes
    assert isinstance(left, Text)
    assert 10 <= len(left.lines) < 20
    assert left.baseline == 20 + LINES.index(left.lines[0]) * 20
    shown = [20 + LINES.index(line) * 20 for line in left.lines]
    assert min(shown) <= 4_000 and max(shown) >= 4_200


def test_a_text_of_one_line_is_kept_or_not() -> None:
    near, far = Text(0, 20, ("near",), Style(), "#000000"), Text(0, 9_000, ("far",), Style(), "#000000")
    assert trimmed(group(near, far), (0, 0, 500, 100)).shapes == (near,)


def test_rectangles_are_cut_and_curves_only_on_demand() -> None:
    curve = Path((("M", (0, 0)), ("C", (0, 9_000, 500, 9_000, 500, 20_000))), stroke="#000000")
    rect, kept = trimmed(group(Rect(0, 0, 500, 20_000, fill="#FFFFFF"), curve), (0, 0, 500, 100), outlines=False).shapes
    assert isinstance(rect, Rect) and rect.height == 100
    assert kept == curve
    assert trimmed(group(curve), (0, 0, 500, 100)).shapes != (curve,)
