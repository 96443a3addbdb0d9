"""Theme files: complete, readable, and safe to ask for by any name."""

from __future__ import annotations

import re

import pytest

from cjdesigner.draw.colours import readable_on
from cjdesigner.theme import tokens


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture
def theme() -> tokens.Theme:
    return tokens.load("paper")


def test_every_colour_is_one(theme: tokens.Theme) -> None:
    every = [
        *theme.colours._asdict().values(), *theme.phases, *theme.lanes.values(), *theme.channels.values(),
        *theme.emotions, *theme.personas,
    ]  # fmt: skip
    assert all(re.fullmatch(r"#[0-9A-F]{6}", colour) for colour in every)


@pytest.mark.parametrize("name", ["", "gone", "../themes/paper", "/etc/passwd", "window-dark", "a b", "p\0", "x" * 200])
def test_a_theme_that_is_not_there_looks_like_paper(name: str, theme: tokens.Theme) -> None:
    assert tokens.load(name).colours == theme.colours


def test_text_can_be_read_on_its_ground(theme: tokens.Theme) -> None:
    for ground in (theme.colours.sheet, theme.colours.track):
        assert contrast(theme.colours.ink, ground) >= 7
        assert contrast(theme.colours.secondary, ground) >= 4.5
    for colour in theme.phases:
        assert contrast(readable_on(colour, dark=theme.colours.ink), colour) >= 4.5


def test_own_colours_win_and_places_go_round(theme: tokens.Theme) -> None:
    assert theme.phase(0) == theme.phases[0] == theme.phase(len(theme.phases))
    assert theme.phase(3, "#123456") == "#123456"
    assert theme.lane("pains") == theme.lanes["pains"]
    assert theme.lane("novel") == theme.lanes["free"]
    assert theme.lane("pains", "#123456") == "#123456"
    assert theme.persona(len(theme.personas)) == theme.personas[0]


@pytest.mark.parametrize(("value", "place"), [(-2, 0), (-1.4, 1), (0, 2), (0.4, 2), (1, 3), (2, 4), (9, 4), (-9, 0)])
def test_feelings_have_the_colour_of_the_nearest_whole_value(value: float, place: int, theme: tokens.Theme) -> None:
    assert theme.emotion(value) == theme.emotions[place]


def test_lengths_keep_text_on_the_grid(theme: tokens.Theme) -> None:
    sizes = theme.sizes
    for length in (sizes.margin, sizes.card_gap, sizes.lane_gap, sizes.lane_padding, sizes.body_leading):
        assert length % 2 == 0
    assert sizes.meta_leading % 2 == 0 and sizes.card_padding % 2 == 0 and sizes.bar % 2 == 0
