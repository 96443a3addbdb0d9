"""The signs below the text of a card: the dot of a channel stands before its word, on cards as on chips."""

from __future__ import annotations

import pytest

from cjdesigner.draw.shapes import Path, Shape, Text
from cjdesigner.draw.text import advance
from cjdesigner.lanes.actions import Action, Actions
from cjdesigner.lanes.base import LaneType
from cjdesigner.lanes.solutions import Solution, Solutions
from cjdesigner.lanes.touchpoints import Touchpoint, Touchpoints
from cjdesigner.model.records import Card
from cjdesigner.theme import tokens

THEME = tokens.load("paper")


def drawn(lane: LaneType, card: Card, width: float, language: str = "en") -> tuple[Shape, ...]:
    return lane.draw(card, width, "#5B7CFA", (), THEME, language).shapes


def sides(shape: Path) -> tuple[float, float, float]:
    """Left, right and middle of a path."""
    xs = [x for _, values in shape.commands for x in values[0::2]]
    ys = [y for _, values in shape.commands for y in values[1::2]]
    return min(xs), max(xs), (min(ys) + max(ys)) / 2


@pytest.mark.parametrize("width", [60.0, 90.0, 188.0])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_dot_of_a_channel_stands_before_its_word(width: float, language: str) -> None:
    colour = THEME.channels["digital"]
    card = Card(id="a", type="actions", text="Orders", payload=Action(channel="digital", duration="3 min"))
    shapes = drawn(Actions(), card, width, language)
    (dot,) = [each for each in shapes if isinstance(each, Path) and each.fill == colour]
    word = next(each for each in shapes if isinstance(each, Text) and "".join(each.lines).startswith("digit"))
    _, right, middle = sides(dot)
    assert 0 < word.x - right < 10
    assert word.baseline - 12 < middle < word.baseline, "on its first line"
    assert word.x + max(advance(line, word.style) for line in word.lines) <= width
    others = [each for each in shapes if isinstance(each, Text) and each is not word]
    assert all(each.baseline != word.baseline or abs(each.x - word.x) > 20 for each in others)


def test_as_on_a_chip() -> None:
    card = Card(id="c", type="touchpoints", text="Web", payload=Touchpoint(channel="digital"))
    chip = drawn(Touchpoints(), card, 90.0)
    (dot,) = [each for each in chip if isinstance(each, Path) and each.fill == THEME.channels["digital"]]
    assert sides(dot)[1] < next(each.x for each in chip if isinstance(each, Text))


def test_a_grade_stands_behind_its_name() -> None:
    card = Card(id="s", type="solutions", text="A guide", payload=Solution(impact=3))
    shapes = drawn(Solutions(), card, 188.0)
    name = next(each for each in shapes if isinstance(each, Text) and each.lines == ("impact",))
    marks = [each for each in shapes if isinstance(each, Path) and abs(sides(each)[2] - (name.baseline - 4)) < 3]
    assert marks and all(sides(each)[0] > name.x + advance("impact", name.style) for each in marks)
