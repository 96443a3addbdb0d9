"""Find and replace over all maps, through a real window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cjdesigner.edit import cards, maps
from cjdesigner.model import queries

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def seek(hands, text: str, replacing: bool = False):  # type: ignore[no-untyped-def]
    hands.key(Qt.Key.Key_H if replacing else Qt.Key.Key_F, CTRL)
    bar = hands.window.find_bar
    assert bar.isVisible() and bar.text.hasFocus()
    QTest.keyClicks(bar.text, text)
    return bar


def planted(hands, text: str = "xylophone solo") -> tuple[str, str, str]:  # type: ignore[no-untyped-def]
    """The same word on two cards of the map in view, and on one of a copy of it."""
    session = hands.window.session
    lane = next(one for one in queries.structure(hands.document, session.map_id).lanes if one.type == "actions")
    here = [one.id for one in hands.document.cards.values() if one.lane == lane.id]
    shape = queries.structure(hands.document, session.map_id)
    here.sort(key=lambda one: shape.column[hands.document.cards[one].start])
    document = cards.change(hands.document, [here[0], here[-1]], text=text)
    document, other = maps.add_blank(document, "Other")
    lane = next(one for one in queries.structure(document, other).lanes if one.type == "pains")
    document, far = cards.add(document, lane.id, queries.structure(document, other).steps[0].id, text)
    session.commit(document, "Plant")
    return here[0], here[-1], far


def test_words_light_up_while_typing_and_go_out_on_escape(hands) -> None:  # type: ignore[no-untyped-def]
    planted(hands)
    bar = seek(hands, "xylophon")
    overlay = hands.canvas.overlay
    assert len(overlay.found) == 2 and bar.count.text() == "3 found"
    assert all(0 < box.width < 120 and 0 < box.height < 30 for box in overlay.found)
    QTest.keyClicks(bar.text, "zzz")
    assert overlay.found == [] and bar.count.text() == "Nothing found"
    QTest.keyClick(bar.text, Qt.Key.Key_Escape)
    assert not bar.isVisible() and hands.canvas.hasFocus()


def test_enter_goes_through_all_maps_and_round(hands) -> None:  # type: ignore[no-untyped-def]
    one, two, far = planted(hands)
    session = hands.window.session
    home = session.map_id
    bar = seek(hands, "xylophone")
    seen = []
    for _ in range(4):
        QTest.keyClick(bar.text, Qt.Key.Key_Return)
        seen.append(session.selection)
    assert seen == [(one,), (two,), (far,), (one,)]
    assert session.map_id == home and bar.count.text() == "1 of 3" and bar.text.hasFocus()
    assert len(hands.canvas.overlay.found_now) == 1
    QTest.keyClick(bar.text, Qt.Key.Key_Return, SHIFT)
    assert session.selection == (far,) and session.map_id != home
    hands.key(Qt.Key.Key_F3)
    assert session.selection == (one,)
    hands.key(Qt.Key.Key_F3, SHIFT)
    assert session.selection == (far,)


def test_f3_from_the_canvas_opens_it_again(hands) -> None:  # type: ignore[no-untyped-def]
    one, _, _ = planted(hands)
    bar = seek(hands, "xylophone")
    QTest.keyClick(bar.text, Qt.Key.Key_Escape)
    assert hands.canvas.overlay.found == []
    hands.key(Qt.Key.Key_F3)
    assert bar.isVisible() and hands.window.session.selection == (one,)


def test_case_words_and_filters(hands) -> None:  # type: ignore[no-untyped-def]
    planted(hands, "Xylophones xylophone")
    bar = seek(hands, "xylophone")
    assert len(bar.found) == 6
    bar.case.click()
    assert len(bar.found) == 3
    bar.case.click()
    bar.words.click()
    assert len(bar.found) == 3
    bar.words.click()
    kinds = {action.text(): action for action in bar.filter.menu().actions()}
    kinds["Pain points"].trigger()
    assert len(bar.found) == 2 and bar.filter.isChecked()
    kinds["Owner"].trigger()
    assert bar.found == []
    kinds["Everything"].trigger()
    kinds["All fields"].trigger()
    assert len(bar.found) == 6 and not bar.filter.isChecked()


def test_replace_one_and_go_on_then_all_as_one_step(hands) -> None:  # type: ignore[no-untyped-def]
    one, two, far = planted(hands)
    session = hands.window.session
    before = hands.document
    bar = seek(hands, "xylophone", replacing=True)
    assert bar.new.isVisible()
    QTest.keyClicks(bar.new, "harp")
    QTest.mouseClick(bar.one, Qt.MouseButton.LeftButton)  # goes to the first
    assert session.selection == (one,)
    QTest.mouseClick(bar.one, Qt.MouseButton.LeftButton)
    assert hands.document.cards[one].text == "harp solo" and session.selection == (two,)
    session.undo()
    QTest.mouseClick(bar.all, Qt.MouseButton.LeftButton)
    assert [hands.document.cards[card].text for card in (one, two, far)] == ["harp solo"] * 3
    assert session.history.undo_label == "Replace 3 places"
    assert hands.window.notice.text.text() == "3 places replaced."
    hands.window.session.undo()
    assert hands.document == before


def test_the_keyboard_stays_in_the_bar_when_all_is_replaced(hands, qtbot) -> None:  # type: ignore[no-untyped-def]
    """It went on to the undo button, where Esc no longer closed the bar and the space bar undid the edit."""
    planted(hands)
    bar = seek(hands, "xylophone", replacing=True)
    QTest.keyClicks(bar.new, "organ")
    QTest.mouseClick(bar.all, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not bar.all.isEnabled())
    QApplication.processEvents()
    assert bar.text.hasFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_results_follow_the_document(hands, qtbot) -> None:  # type: ignore[no-untyped-def]
    one, _, _ = planted(hands)
    bar = seek(hands, "xylophone")
    session = hands.window.session
    session.commit(cards.delete(hands.document, [one]), "Delete")
    qtbot.waitUntil(lambda: bar.count.text() == "2 found")
    assert len(hands.canvas.overlay.found) == 1


def test_keys_in_the_field_stay_in_the_field(hands) -> None:  # type: ignore[no-untyped-def]
    planted(hands)
    session = hands.window.session
    bar = seek(hands, "xylophone")
    QTest.keyClick(bar.text, Qt.Key.Key_Return)
    before = hands.document
    for key, held in ((Qt.Key.Key_Backspace, 0), (Qt.Key.Key_D, CTRL), (Qt.Key.Key_A, CTRL), (Qt.Key.Key_Delete, 0)):
        QTest.keyClick(bar.text, key, Qt.KeyboardModifier(held))
    assert hands.document is before and bar.text.text() == "" and len(session.selection) == 1


def test_it_keeps_its_place_and_speaks_dutch(hands) -> None:  # type: ignore[no-untyped-def]
    bar = seek(hands, "a")
    hands.window.set_language("nl")
    assert bar.text.placeholderText() == "Zoeken in alle klantreizen" and "gevonden" in bar.count.text()
    hands.window.resize(1000, 700)
    QApplication.processEvents()
    area = hands.canvas.geometry()
    assert area.contains(bar.geometry())
