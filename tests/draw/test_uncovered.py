"""The characters that will show as boxes are told, each once, with where it stands."""

from __future__ import annotations

from cjdesigner.draw.shapes import Drawing, Group, Meaning, Row, Style, Text
from cjdesigner.draw.uncovered import uncovered


def drawn(*lines: str) -> Drawing:
    text = Text(0, 20, lines, Style(), "#000000", 18)
    group = Group(0, 0, 100, 100, (text,), Meaning("card"))
    return Drawing(100, 100, "#FFFFFF", (Row("a", 0, 100, (group,)),), (group,), "", "", "en", {})


def test_what_no_bundled_font_has_is_told_with_its_line() -> None:
    found = uncovered([drawn("plain words", "runes ᚠᚢᚠ here")])
    assert [(one.character, one.code) for one in found] == [("ᚠ", "U+16A0"), ("ᚢ", "U+16A2")]
    assert found[0].name == "RUNIC LETTER FEHU FEOH FE F"
    assert found[0].line == "runes ᚠᚢᚠ here"


def test_nothing_is_told_of_what_is_covered() -> None:
    lines = ("Æsop’s Straße", "Πού", "Где", "איפה", "أين", "कहाँ", "ที่ไหน", "客户", "荷物", "소포", "👩‍💻 🇳🇱")
    assert uncovered([drawn(*lines)]) == ()


def test_a_character_without_a_name_is_told_too() -> None:
    assert [(one.code, one.name) for one in uncovered([drawn("\U0010fffd")])] == [("U+10FFFD", "")]
