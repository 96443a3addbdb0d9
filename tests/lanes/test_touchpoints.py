"""Chips are as wide as their longest line, and their text is broken as it would be in just that width."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from cjdesigner.draw.shapes import Text
from cjdesigner.draw.text import advance, break_lines
from cjdesigner.lanes.touchpoints import Touchpoint, Touchpoints
from cjdesigner.model.records import Card
from cjdesigner.theme import tokens

THEME = tokens.load("paper")
CHIP = Touchpoints()
BESIDE, DIAMOND = 38.0, 18.0
"""What a chip takes beside its text, and what the mark of a moment of truth takes."""

words = st.lists(
    st.sampled_from(["shop", "door-to-door", "a", "café", "web/app", "Donaudampfschifffahrt", "日本語", "x\ny"]),
    max_size=9,
).map(" ".join)


@given(words, st.floats(84.0, 320.0), st.booleans())
@example("shop shop shop", 84.0, False)
@example("Donaudampfschifffahrt", 96.0, True)
def test_a_chip_fits_its_text(text: str, width: float, truth: bool) -> None:
    card = Card(id="c", type="touchpoints", text=text, payload=Touchpoint(moment_of_truth=truth))
    drawn = CHIP.draw(card, width, "#0EA5B7", (), THEME, "en")
    assert drawn.width == CHIP.natural_width(card, width, THEME) <= width
    lines = next(shape.lines for shape in drawn.shapes if isinstance(shape, Text))
    room = drawn.width - BESIDE - (DIAMOND if truth else 0.0)
    style = THEME.type.body
    assert lines == (break_lines(text, style, room + 1.0) if text else ("",))
    if drawn.width < width and text:
        assert abs(max(advance(line, style) for line in lines) - room) <= 1.0
