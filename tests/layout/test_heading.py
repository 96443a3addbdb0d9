"""The top of a map: what stands beside and below its title."""

from __future__ import annotations

import pytest

from cjdesigner.draw.shapes import Drawing, Path, Text
from cjdesigner.draw.text import advance
from cjdesigner.edit import phases
from tests.helpers.driver import fresh_drawing
from tests.helpers.maps import small_map

SCOPE = "One phone without contract, through our shops and web shop"


def title_shapes(drawing: Drawing) -> tuple[object, ...]:
    return next(row for row in drawing.rows if row.id == "title").groups[0].shapes


def dots(drawing: Drawing) -> list[float]:
    """The middles of the small dots between facts, from left to right."""
    found = [one for one in title_shapes(drawing) if isinstance(one, Path) and one.fill and not one.stroke]
    across = [[x for _, points in one.commands for x in points[-2:-1]] for one in found]
    return [(min(xs) + max(xs)) / 2 for xs in across if 0 < max(xs) - min(xs) <= 4.0]


@pytest.mark.parametrize(
    ("facts", "count"),
    [
        ({}, 0),
        ({"segment": "new"}, 0),
        ({"segment": "new", "scope": SCOPE}, 1),
    ],
)
def test_a_dot_stands_only_between_two_facts(facts: dict[str, str], count: int) -> None:
    named = small_map()
    drawing = fresh_drawing(phases.change(named.document, named.map, **facts), named.map)
    assert len(dots(drawing)) == count


def test_a_dot_is_as_far_from_the_fact_before_it_as_from_the_one_after() -> None:
    named = small_map()
    drawing = fresh_drawing(phases.change(named.document, named.map, segment="new", scope=SCOPE), named.map)
    texts = {one.lines[0]: one for one in title_shapes(drawing) if isinstance(one, Text)}
    before, after, dot = texts["new customers"], texts[SCOPE], dots(drawing)[0]
    assert dot - (before.x + advance(before.lines[0], before.style)) == pytest.approx(after.x - dot, abs=0.5)


def test_no_line_of_the_scenario_is_left_with_a_word_or_two() -> None:
    named = small_map()
    scenario = "She wants a phone that just works, and has two free evenings to find one that she can afford. " * 2
    drawing = fresh_drawing(phases.change(named.document, named.map, scenario=f"{scenario}Fast."), named.map)
    told = next(one for one in title_shapes(drawing) if isinstance(one, Text) and one.lines[0].startswith("She wants"))
    wide = [advance(line, told.style) for line in told.lines]
    assert len(wide) > 1 and min(wide) > max(wide) / 3
