"""From lines to glyphs: every script has its font, positions are exact, indexes count code points."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjdesigner.draw import fonts, shaping, text
from cjdesigner.draw.shapes import Style

BODY = Style()
SAMPLES = {
    "nl": ("Geïnformeerd über naïeve reïntegratie: “ijsvrij” €5", "CJ Sans"),
    "el": ("Ο πελάτης περιμένει απάντηση", "CJ Sans"),
    "ru": ("Клиент ждёт ответа", "CJ Sans"),
    "ar": ("العميل ينتظر الرد", "CJ Sans Arabic"),
    "he": ("הלקוח מחכה לתשובה", "CJ Sans Hebrew"),
    "hi": ("ग्राहक उत्तर की प्रतीक्षा में है", "CJ Sans Devanagari"),
    "th": ("ลูกค้ากำลังรอคำตอบ", "CJ Sans Thai"),
    "zh": ("客户正在等待答复", "CJ Sans Chinese"),
    "ja": ("お客様は返事を待っています", "CJ Sans Japanese"),
    "ko": ("고객이 답변을 기다립니다 漢字", "CJ Sans Korean"),
    "emoji": ("👨‍👩‍👧‍👦🇳🇱👍🏽❤️🏳️‍🌈1️⃣🏴󠁧󠁢󠁥󠁮󠁧󠁿", "CJ Sans Emoji"),
}


@pytest.mark.parametrize("language", SAMPLES)
@pytest.mark.parametrize("weight", [400, 700])
def test_every_script_is_drawn_with_its_own_bundled_font(language: str, weight: int) -> None:
    sample, family = SAMPLES[language]
    assert text.uncovered(sample) == ()
    shaped = text.shape(sample, Style(weight=weight))
    assert {fonts.face(run.face).family for run in shaped.runs} <= {family, fonts.MAIN}
    assert family in {fonts.face(run.face).family for run in shaped.runs}
    assert all(glyph for run in shaped.runs for glyph in run.glyphs)
    assert shaped.rtl == (language in ("ar", "he"))
    assert 0 < shaped.width == pytest.approx(text.advance(sample, Style(weight=weight)))


def test_ideographs_follow_the_language_around_them() -> None:
    assert text.shape("漢字", BODY).runs[0].face == "CJSansChinese-Regular"
    assert {run.face for run in text.shape("漢字かな", BODY).runs} == {"CJSansJapanese-Regular"}
    assert {run.face for run in text.shape("漢字한국", BODY).runs} == {"CJSansKorean-Regular"}


@pytest.mark.parametrize("emoji", ["👨‍👩‍👧‍👦", "🇳🇱", "👍🏽", "❤️", "🏳️‍🌈", "1️⃣", "👩🏽‍💻", "☺️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "👁️‍🗨️"])
def test_an_emoji_sequence_is_one_glyph_one_em_wide(emoji: str) -> None:
    shaped = text.shape(f"a{emoji}b", BODY)
    pictures = [run for run in shaped.runs if run.face == "CJSansEmoji-Regular"]
    assert [run.clusters for run in pictures] == [(1,)]
    assert shaped.runs[-1].clusters == (1 + len(emoji),)
    assert shaped.width == pytest.approx(text.advance("a", BODY) + 13 + text.advance("b", BODY), abs=0.01)


@pytest.mark.parametrize("around", ["नमस्ते", "नमस्ते ", "எ", "สวัสดี", "שלום ", "客"])
def test_emoji_stay_whole_beside_any_script(around: str) -> None:
    for emoji in ("👨‍👩‍👧‍👦", "🇳🇱", "👍🏽", "❤️", "1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"):
        shaped = text.shape(f"{around}{emoji} {around}", BODY)
        pictures = [run for run in shaped.runs if run.face == "CJSansEmoji-Regular"]
        assert [run.clusters for run in pictures] == [(len(around),)]


def test_a_plain_sign_stays_text_unless_asked() -> None:
    assert text.shape("❤", BODY).runs[0].face != "CJSansEmoji-Regular"
    assert text.shape("❤\ufe0e", BODY).runs[0].face != "CJSansEmoji-Regular"
    assert text.shape("⭐", BODY).runs[0].face == "CJSansEmoji-Regular"


def test_what_no_font_has_is_a_visible_box_and_reported() -> None:
    sample = "aக\u1000b\U00013000க"
    assert text.uncovered(sample) == ("க", "\u1000", "\U00013000")
    shaped = text.shape(sample, BODY)
    boxes = [glyph for run in shaped.runs for glyph in run.glyphs if glyph == 0]
    assert len(boxes) == 4
    assert not fonts.raw_font(shaped.runs[0].face, 20).pathForGlyph(0).isEmpty()


def test_bold_is_made_only_where_there_is_none() -> None:
    assert text.shape("客", Style(weight=700)).runs[0].synthetic_bold
    assert not text.shape("客", BODY).runs[0].synthetic_bold
    assert not text.shape("ab", Style(weight=700)).runs[0].synthetic_bold
    assert text.advance("客户", Style(weight=700)) == text.advance("客户", BODY)


def test_only_the_main_family_is_slanted() -> None:
    shaped = text.shape("ab שלום", Style(italic=True))
    assert {run.face for run in shaped.runs} == {"CJSans-Italic", "CJSansHebrew-Regular"}


def test_right_to_left_text_runs_from_the_right() -> None:
    shaped = text.shape("שלום ABC", BODY)
    letters = next(run for run in shaped.runs if run.face == "CJSansHebrew-Regular")
    assert shaped.rtl and letters.rtl
    assert list(letters.clusters) == sorted(letters.clusters) and list(letters.xs) == sorted(letters.xs, reverse=True)
    assert shaped.runs[0].clusters[-1] == 7, "the Latin word stands at the left"
    assert min(x for run in shaped.runs for x in run.xs) == pytest.approx(0, abs=0.01)


def test_positions_grow_with_the_size_and_start_at_the_baseline() -> None:
    small, large = text.shape("Klant wacht, AVATAR", BODY), text.shape("Klant wacht, AVATAR", Style(26.0))
    assert large.width == pytest.approx(2 * small.width)
    assert large.runs[0].xs == pytest.approx([2 * x for x in small.runs[0].xs])
    assert set(small.runs[0].ys) == {0.0}
    assert text.advance("AV", BODY) < text.advance("A", BODY) + text.advance("V", BODY), "kerned"


WORDS = st.one_of(
    st.text(st.sampled_from("AVToWa.,-'“”/éïß1234567890()& →✓e\u0301"), max_size=30),
    st.text(st.sampled_from("Ελάδς. (),12“”"), max_size=20),
    st.text(st.sampled_from("РуГёй. (),12“”"), max_size=20),
)


@given(WORDS, st.sampled_from([Style(), Style(weight=600), Style(11.0, 700), Style(15.0, italic=True)]))
def test_remembered_words_place_glyphs_as_a_fresh_layout_does(line: str, style: Style) -> None:
    quick, slow = text.shape(line, style), shaping._any_line(line, style)
    flat = [
        (g, c, x, y) for run in quick.runs for g, x, y, c in zip(run.glyphs, run.xs, run.ys, run.clusters, strict=True)
    ]
    full = [
        (g, c, x, y) for run in slow.runs for g, x, y, c in zip(run.glyphs, run.xs, run.ys, run.clusters, strict=True)
    ]
    assert [one[:2] for one in flat] == [one[:2] for one in full]
    assert [one[2] for one in flat] == pytest.approx([one[2] for one in full], abs=0.02)
    assert [one[3] for one in flat] == pytest.approx([one[3] for one in full], abs=0.02)
    assert quick.width == pytest.approx(slow.width, abs=0.02)


def test_what_was_seen_before_changes_nothing() -> None:
    key, _ = fonts.face_for(fonts.MAIN, 400, False)
    words = ["n(ά", "(ά", "Τ(T", "T(а", "(а", "1а"]
    forwards, backwards = shaping.MainFace(key), shaping.MainFace(key)
    there = [forwards.width(word) for word in words]
    assert there == [backwards.width(word) for word in reversed(words)][::-1]


@given(st.text(max_size=40))
def test_any_text_can_be_shaped(line: str) -> None:
    shaped = text.shape(line, BODY)
    assert shaped.width >= 0
    for run in shaped.runs:
        assert len(run.glyphs) == len(run.xs) == len(run.ys) == len(run.clusters) > 0
        assert all(0 <= cluster < len(line) for cluster in run.clusters)


def test_control_characters_and_halves_of_pairs_do_no_harm() -> None:
    assert text.shape("a\tb", BODY).width == pytest.approx(text.advance("a b", BODY))
    assert text.shape("a\ud800b", BODY).width > 0
    assert text.break_lines("a\ud800b\x00c", BODY, 500)


def test_threads_get_the_same_glyphs() -> None:
    lines = [sample for sample, _ in SAMPLES.values()]
    expected = [text.shape(line, Style(17.0)) for line in lines]
    results: dict[int, list[text.Shaped]] = {}

    def work(number: int) -> None:
        raws = [fonts.raw_font(run.face, 17.0 + number) for shaped in expected for run in shaped.runs]
        assert all(raw.isValid() for raw in raws)
        results[number] = [
            shaping._plain_line(line, Style(17.0)) or shaping._any_line(line, Style(17.0)) for line in lines
        ]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [results[number] for number in range(4)] == [expected] * 4


def test_metrics_are_positive() -> None:
    measures = text.metrics(BODY)
    assert 0 < measures.ascent < 13
    assert 0 < measures.descent < 13
