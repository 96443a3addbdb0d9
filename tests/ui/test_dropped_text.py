"""What Esc drops of a text comes back with one click: on the map, and in the outline or the table."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cjdesigner.edit import cards, lanes, maps
from cjdesigner.model import queries
from cjdesigner.ui.dropped_text import new_letters
from tests.ui.conftest import Hands

LONG = "Nobody answers the phone"


@pytest.fixture
def blank(hands_on) -> Hands:
    document = maps.blank_document("en")
    hands = hands_on(document)
    hands.lane = next(one.id for one in document.lanes.values() if one.type == "pains")
    hands.step = next(iter(document.steps))
    hands.window.session.select([], cell=(hands.lane, hands.step))
    hands.canvas.setFocus()
    return hands


def keep(hands: Hands) -> None:
    button = next(one for one in hands.window.notice.buttons if one.text() == "Keep it")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def test_a_new_card_that_esc_dropped_is_kept_after_all_as_one_step(blank: Hands) -> None:
    before = blank.document
    blank.type(LONG)
    blank.key(Qt.Key.Key_Escape)
    assert blank.document == before and blank.window.notice.isVisible()
    keep(blank)
    (card,) = queries.cell(blank.document, blank.lane, blank.step)
    assert card.text == LONG and blank.window.session.selection == (card.id,)
    blank.action("undo")
    assert blank.document == before


def test_it_goes_into_the_document_as_it_is_by_then(blank: Hands) -> None:
    blank.type(LONG)
    blank.key(Qt.Key.Key_Escape)
    session = blank.window.session
    document, other = cards.add(session.saved_document, blank.lane, blank.step, "meanwhile")
    session.commit(document, "Add card")
    keep(blank)
    assert {one.text for one in queries.cell(blank.document, blank.lane, blank.step)} == {LONG, "meanwhile"}
    assert blank.document.cards[other].text == "meanwhile"


def test_where_its_place_has_gone_it_says_so(blank: Hands) -> None:
    blank.type(LONG)
    blank.key(Qt.Key.Key_Escape)
    session = blank.window.session
    session.commit(lanes.delete(session.saved_document, blank.lane), "Delete lane")
    before = blank.document
    keep(blank)
    assert blank.document == before
    assert "place" in blank.window.notice.text.text()


def test_a_name_that_was_written_anew_is_kept_too(blank: Hands) -> None:
    blank.canvas.edit_text(blank.step)
    blank.type("Calls the help desk")
    blank.key(Qt.Key.Key_Escape)
    keep(blank)
    assert blank.document.steps[blank.step].name == "Calls the help desk"


def test_of_a_few_letters_nobody_is_told(blank: Hands) -> None:
    blank.type("Nobo")
    blank.key(Qt.Key.Key_Escape)
    assert not any(one.text() == "Keep it" for one in blank.window.notice.buttons)


def test_a_text_in_the_table_comes_back_as_well(blank: Hands) -> None:
    blank.action("table")
    QApplication.processEvents()
    grid = blank.window.table.grid
    grid.setFocus()
    QTest.keyClicks(grid, LONG[0])
    QTest.keyClicks(grid.typing.field, LONG[1:])
    QTest.keyClick(grid.typing.field, Qt.Key.Key_Escape)
    assert not any(one.text == LONG for one in blank.document.cards.values())
    keep(blank)
    assert any(one.text == LONG for one in blank.document.cards.values())


@pytest.mark.parametrize(
    ("before", "text", "new"),
    [("", "abc", 3), ("abc", "abc", 0), ("abcd", "ad", 0), ("abc", "abxxc", 2), ("aaa", "aaaa", 1), ("one", "two", 3)],
)
def test_how_much_of_a_text_is_new(before: str, text: str, new: int) -> None:
    assert new_letters(before, text) == new
