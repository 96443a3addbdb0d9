"""Breaking text into lines: everything fits, nothing is lost, and it agrees with Qt's own layout."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextLayout, QTextOption

from cjdesigner.draw import fonts, shaping, text
from cjdesigner.draw.shapes import Style

BODY = Style()
MARKS = str.maketrans("", "", "\u200e\u200f")

DUTCH = (
    "de het een klant wacht op antwoord van medewerker omdat pakket niet werd geleverd bestelling website e-mail "
    "telefoon-contact vraagt status/voortgang betaling factuur (snel) graag “duidelijk” geïnformeerd coördinatie, "
    "zo'n 's-avonds €25,50 12:30 24/7 én/of re-integratie AVATAR To. W.A. ja! nee? ... – — 3% a.u.b. foo_bar"
).split()
MIXED = [
    *DUTCH, "Ελλάδα", "Русский", "مرحبا", "بالعالم", "שלום", "עולם", "नमस्ते", "क्षत्रिय", "สวัสดีครับผม",
    "客户旅程地图，测试。", "日本語のテスト「引用」です。", "안녕하세요", "👨‍👩‍👧‍👦", "🇳🇱", "👍🏽", "❤️", "1️⃣", "á́",
    "\u00a0", "க", "\u3000", "\U00013000",
]  # fmt: skip
STYLES = st.builds(Style, st.sampled_from([9.0, 11.0, 13.0, 26.5]), st.sampled_from([400, 600, 700]), st.booleans())
WIDTHS = st.floats(40, 500)
LATIN_TEXTS = st.lists(st.sampled_from(DUTCH), max_size=16).map(" ".join)
TEXTS = st.lists(st.sampled_from(MIXED), max_size=12).flatmap(
    lambda words: st.lists(
        st.sampled_from([" ", " ", " ", "  ", "\n", ""]), min_size=len(words), max_size=len(words)
    ).map(lambda gaps: "".join(word + gap for word, gap in zip(words, gaps, strict=True)))
)
ANYTHING = st.text(st.characters(codec="utf-16", max_codepoint=0x2FFFF), max_size=60)


def reference(paragraph: str, style: Style, width: float) -> list[str]:
    """The lines of Qt's own layout at sixteen times the size."""
    key, _ = fonts.face_for(fonts.MAIN, style.weight, style.italic)
    font = fonts.font(key, int(style.size * 16))
    layout = QTextLayout(paragraph, font)
    option = QTextOption()
    option.setUseDesignMetrics(True)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width * 16)
        lines.append(paragraph[line.textStart() : line.textStart() + line.textLength()].rstrip(" "))
    layout.endLayout()
    return lines or [""]


def test_latin_breaks_where_qt_breaks() -> None:
    chance = random.Random(7)
    for _ in range(600):
        paragraph = " ".join(chance.choice(DUTCH) for _ in range(chance.randint(1, 16)))
        style = Style(chance.choice([11.0, 13.0, 15.0]), chance.choice([400, 600, 700]), chance.random() < 0.2)
        width = chance.uniform(120, 300)
        assert list(text.break_lines(paragraph, style, width)) == reference(paragraph, style, width), paragraph


@given(st.one_of(LATIN_TEXTS, TEXTS, ANYTHING), STYLES, WIDTHS)
def test_every_line_fits_and_nothing_is_lost(body: str, style: Style, width: float) -> None:
    lines = text.break_lines(body, style, width)
    for line in lines:
        assert text.advance(line, style) <= width + 0.1 or is_one_grapheme(line)
        assert text.shape(line, style).width == pytest.approx(text.advance(line, style), abs=0.1)
        assert "\n" not in line and line == line.rstrip(" ")
    kept = "".join("".join(lines).translate(MARKS).split())
    assert kept == "".join(printable(body).translate(MARKS).split())
    assert text.line_count(body, style, width) == len(lines)


def is_one_grapheme(line: str) -> bool:
    from cjdesigner.draw.coverage import graphemes

    return len(graphemes(line.translate(MARKS))) <= 1


def printable(body: str) -> str:
    from cjdesigner.draw.shaping import CONTROLS

    return body.translate(CONTROLS).replace("\u200b", "")


@given(LATIN_TEXTS, STYLES, WIDTHS)
def test_a_greedy_line_could_not_have_held_the_next_word(body: str, style: Style, width: float) -> None:
    lines = text.break_lines(body, style, width)
    for line, after in zip(lines, lines[1:], strict=False):
        first = after.split(" ")[0]
        if len(body) and f"{line} {first}" in body and first in body.split(" "):
            assert text.advance(f"{line} {first}", style) > width - 0.01


def test_paragraphs_and_empty_ones() -> None:
    assert text.break_lines("", BODY, 100) == ("",)
    assert text.break_lines("een\n\ntwee\n", BODY, 100) == ("een", "", "twee", "")
    assert text.break_lines("een\r\ntwee", BODY, 100) == ("een", "twee")
    assert text.break_lines("   ", BODY, 100) == ("",)


def test_spaces_inside_a_line_stay_and_at_its_end_go() -> None:
    assert text.break_lines("  een  twee  ", BODY, 500) == ("  een  twee",)
    assert text.break_lines("een     twee", BODY, text.advance("twee", BODY) + 1) == ("een", "twee")


def test_a_long_compound_is_broken_between_letters_and_the_rest_goes_on() -> None:
    compound = "Arbeidsongeschiktheidsverzekeringsmaatschappijen"
    lines = text.break_lines(f"Bel {compound} nu", BODY, 120)
    assert lines[0] == "Bel" and "".join(lines[1:]).startswith(compound) and lines[-1].endswith(" nu")
    assert len(lines) == 4


def test_hyphens_and_slashes_are_places_to_break() -> None:
    width = text.advance("afhandelings-", BODY) + 1
    assert text.break_lines("afhandelings-procedure", BODY, width) == ("afhandelings-", "procedure")
    assert text.break_lines("klanten/medewerkers", BODY, width) == ("klanten/", "medewerkers")


def test_a_grapheme_is_never_cut() -> None:
    family = "👨‍👩‍👧‍👦"
    assert text.break_lines(family * 3, BODY, 30) == (family * 2, family)
    assert text.break_lines("e\u0301" * 8, BODY, text.advance("eee", BODY) + 0.5) == (
        "e\u0301" * 3,
        "e\u0301" * 3,
        "e\u0301" * 2,
    )


def test_one_grapheme_wider_than_the_width_stands_alone() -> None:
    assert text.break_lines("WM", BODY, 3) == ("W", "M")
    assert text.break_lines("א 客 😀 W", BODY, 3) == ("א", "\u200f客", "\u200f😀", "\u200fW")


@pytest.mark.parametrize(
    "sample", ["これは長い文章です、そして「引用」があります。ちょっと待って", "客户说：“很好”，然后（离开）了。"]
)
def test_no_line_starts_with_closing_or_ends_with_opening_marks(sample: str) -> None:
    for width in range(70, 160, 7):
        for line in text.break_lines(sample, BODY, width)[1:]:
            assert line[0] not in "。、，」）”っょー"
        for line in text.break_lines(sample, BODY, width)[:-1]:
            assert line[-1] not in "「（“"


def test_a_line_keeps_the_direction_of_its_paragraph() -> None:
    lines = text.break_lines("مرحبا Customer service بالعالم", BODY, 60)
    assert len(lines) > 2
    assert all(text.shape(line, BODY).rtl for line in lines)
    lines = text.break_lines("Customer שלום עולם", BODY, 60)
    assert not any(text.shape(line, BODY).rtl for line in lines)


def test_a_soft_hyphen_shows_where_it_breaks_and_only_there() -> None:
    whole, cut = "afhandelings\u00adprocedure", text.break_lines("afhandelings\u00adprocedure", BODY, 90)
    assert len(cut) == 2
    assert text.advance(whole, BODY) == pytest.approx(text.advance("afhandelingsprocedure", BODY), abs=0.5)
    assert text.advance(cut[0], BODY) == pytest.approx(text.advance("afhandelings-", BODY))


@given(st.one_of(LATIN_TEXTS, TEXTS), STYLES, WIDTHS)
def test_elided_text_fits_and_is_a_beginning(body: str, style: Style, width: float) -> None:
    body = body.replace("\n", " ")
    short = text.elide(body, style, width)
    if short != body:
        assert short.endswith("…") and body.startswith(short[:-1])
        assert text.advance(short, style) <= width + 0.1


def test_thai_breaks_between_words() -> None:
    words = ["ยินดี", "ที่", "ได้", "รู้จัก", "ทุกท่าน", "ครับ"]
    ends = {sum(map(len, words[: count + 1])) for count in range(len(words))}
    for width in range(60, 140, 9):
        at = 0
        for line in text.break_lines("".join(words), BODY, width):
            at += len(line)
            assert at in ends


def test_thai_that_no_list_knows_is_still_broken_at_whole_characters() -> None:
    lines = text.break_lines("ฟหกดเาสวงกำลังทำน้ำ" * 6, BODY, 80)
    assert len(lines) > 4
    assert not any(line[0] in "\u0e30\u0e31\u0e32\u0e33\u0e34\u0e48\u0e49" for line in lines)


@pytest.mark.parametrize(
    "unbroken", ["مرحبابك" * 2800, "a-b/c" * 4000, "a" * 20_000], ids=["arabic", "hyphens", "letters"]
)
def test_a_text_without_blanks_is_not_measured_over_and_over(unbroken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    measured = 0
    shape = shaping.shape

    def counting(line: str, style: Style) -> shaping.Shaped:
        nonlocal measured
        measured += len(line)
        return shape(line, style)

    monkeypatch.setattr(shaping, "shape", counting)
    lines = text.break_lines(unbroken, Style(13.5), 164.0)
    assert "".join(lines) == unbroken
    assert measured < 200 * len(unbroken)
