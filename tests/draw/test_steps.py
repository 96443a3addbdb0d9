"""The tables of steps beside the fonts say what Qt's shaper would."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjdesigner.draw import fonts
from cjdesigner.draw.shaping import MainFace

MAIN = [face.key for face in fonts.faces().values() if face.family == fonts.MAIN]


@pytest.mark.parametrize("key", MAIN)
def test_every_face_of_the_main_family_has_a_table(key: str) -> None:
    table = fonts.steps(key)
    assert table is not None
    assert set(map(chr, range(0x21, 0x7F))) <= set(table["advances"]) == set(table["glyphs"])
    fresh = MainFace(key, known=False)
    assert (table["space"], table["blank"]) == (fresh.space, fresh.blank)
    for character in table["advances"]:
        known, word = MainFace(key).word(character), fresh.word(character)
        assert known == word


@given(st.sampled_from(MAIN), st.data())
def test_words_of_the_table_are_those_of_the_shaper(key: str, data: st.DataObject) -> None:
    table = fonts.steps(key)
    assert table is not None
    pairs = st.sampled_from(sorted(table["kerning"]))
    word = "".join(data.draw(st.lists(st.one_of(pairs, st.sampled_from(sorted(table["advances"]))), max_size=6)))
    assert MainFace(key).word(word) == MainFace(key, known=False).word(word)


@given(st.sampled_from(MAIN), st.data())
def test_a_line_of_such_words_is_put_together_without_the_shaper(key: str, data: st.DataObject) -> None:
    table = fonts.steps(key)
    assert table is not None
    words = st.text(st.sampled_from(sorted(table["advances"])), min_size=1, max_size=5)
    line = " ".join(data.draw(st.lists(words, min_size=1, max_size=4)))
    found, fresh = MainFace(key).line(line, 16.0), MainFace(key, known=False)
    for word in line.split(" "):
        fresh.word(word)
    assert found is not None
    assert found == fresh.line(line, 16.0)
