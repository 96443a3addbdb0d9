"""Edits of very many cards are made in the background, can be cancelled, and never overwrite what came meanwhile."""

from __future__ import annotations

import threading
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cjdesigner.edit import cards, clipboard, filling, finding, maps
from cjdesigner.lanes import base
from cjdesigner.model import queries
from cjdesigner.ui import clipboard as board
from cjdesigner.ui import large_edit
from tests.helpers.driver import fresh_drawing
from tests.helpers.notices import offered, press
from tests.helpers.windows import idle, until


@pytest.fixture
def hands(hands_on, monkeypatch):
    monkeypatch.setattr(large_edit, "LARGE", 3)
    monkeypatch.setattr(large_edit, "_SLOW", 0)
    document = maps.blank_document("en")
    shape = queries.structure(document, next(iter(document.maps)))
    for number in range(8):
        document = cards.add(document, shape.lanes[0].id, shape.steps[0].id, f"one {number}")[0]
    return hands_on(document)


def replace_all(hands, old="one", new="two"):
    bar = hands.window.find_bar
    bar.open(replacing=True)
    bar.text.setText(old)
    bar.new.setText(new)
    bar.replace_all()


def test_replace_all_is_made_in_the_background_as_one_step(hands):
    before = hands.document
    replace_all(hands)
    assert hands.document is before, "not while the window waits"
    until(lambda: hands.document is not before)
    assert {card.text for card in hands.document.cards.values()} == {f"two {number}" for number in range(8)}
    session = hands.window.session
    assert session.history.undo_label == "Replace 8 places"
    assert session.drawing() == fresh_drawing(session.document, session.map_id)
    hands.action("undo")
    until(lambda: hands.document == before)


def test_cancelled_it_changes_nothing(hands, monkeypatch):
    before = hands.document
    monkeypatch.setattr(large_edit.Engine, "layout", lambda *arguments: time.sleep(0.3))
    replace_all(hands)
    until(lambda: offered(hands, "Cancel"))
    press(hands, "Cancel")
    until(idle)
    QTest.qWait(20)
    assert hands.document is before


def cancel(hands, calls):
    """Press Cancel in the notice, once the work has begun."""
    until(lambda: calls)
    until(lambda: offered(hands, "Cancel"))
    press(hands, "Cancel")
    until(idle)
    QTest.qWait(20)


def slowed(monkeypatch, module, name):
    """The function takes its time from now on, off the window's thread; the list grows with each call there."""
    calls = []
    usual = getattr(module, name)

    def slow(*arguments, **named):
        if threading.current_thread() is not threading.main_thread():
            calls.append(arguments)
            time.sleep(0.05)
        return usual(*arguments, **named)

    monkeypatch.setattr(module, name, slow)
    return calls


@pytest.mark.parametrize(("module", "name"), [(finding, "texts"), (base, "card_body")], ids=["searches", "draws"])
def test_cancelled_while_it_searches_or_draws_it_stops_there(hands, monkeypatch, module, name):
    before, session = hands.document, hands.window.session
    calls = slowed(monkeypatch, module, name)
    replace_all(hands)
    cancel(hands, calls)
    assert 0 < len(calls) < len(before.cards)
    assert hands.document is before and session.document is before and not session.history.undo_label


def test_a_paste_that_is_cancelled_stops_half_way(hands, monkeypatch):
    monkeypatch.setattr(board, "_AT_ONCE", 3)
    before = hands.document
    calls = slowed(monkeypatch, clipboard, "_retyped")
    board._put_fragment(hands.window, clipboard.copy(before, before.cards), board.Spot())
    cancel(hands, calls)
    assert 0 < len(calls) < len(before.cards)
    assert hands.document is before and not hands.window.session.history.undo_label
    lines = slowed(monkeypatch, filling, "copied")
    board._put_lines(hands.window, [f"line {number}" for number in range(20)], board.Spot())
    cancel(hands, lines)
    assert 0 < len(lines) < 20 and hands.document is before


def test_what_was_changed_meanwhile_stays(hands):
    replace_all(hands)
    session = hands.window.session
    other = cards.change(session.saved_document, list(session.saved_document.cards)[:1], notes="kept")
    session.commit(other, "Other")
    until(idle)
    until(lambda: "meanwhile" in hands.window.notice.text.text())
    assert hands.document is other


def test_another_project_is_left_alone(hands):
    replace_all(hands)
    fresh = maps.blank_document("en")
    hands.window.files.new(fresh)
    until(idle)
    QTest.qWait(20)
    assert hands.document is fresh


def test_a_large_paste_is_one_step_too(hands, monkeypatch):
    monkeypatch.setattr(board, "_AT_ONCE", 3)
    before = hands.document
    fragment = clipboard.copy(before, before.cards)
    board._put_fragment(hands.window, fragment, board.Spot())
    until(lambda: hands.document is not before)
    assert len(hands.document.cards) == 16 and len(hands.window.session.selection) == 8
    hands.action("undo")
    until(lambda: hands.document == before)


def test_the_window_lays_out_none_of_the_cards_of_a_large_paste(hands, monkeypatch):
    monkeypatch.setattr(board, "_AT_ONCE", 3)
    before = hands.document
    drawn = []
    usual = base.card_body

    def noted(*arguments, **named):
        drawn.append(threading.current_thread() is threading.main_thread())
        return usual(*arguments, **named)

    monkeypatch.setattr(base, "card_body", noted)
    board._put_fragment(hands.window, clipboard.copy(before, before.cards), board.Spot())
    until(lambda: hands.document is not before)
    assert hands.window.session.drawing().rows
    assert len(drawn) >= 8 and not any(drawn)
    drawn.clear()
    until(idle)
    hands.action("undo")
    until(lambda: hands.document == before)
    until(idle)
    hands.action("redo")
    until(lambda: hands.document != before)
    until(idle)
    assert not any(drawn)


def test_all_cards_are_deleted_as_one_step(hands):
    document = hands.document
    shape = queries.structure(document, hands.window.session.map_id)
    fresh, _ = cards.add(document, shape.lanes[1].id, shape.steps[0].id, "more")
    hands.window.session.commit(fresh, "More")
    hands.action("select_all")
    hands.action("delete")
    assert not hands.document.cards
    assert hands.window.session.history.undo_label == "Delete 9 cards"


@pytest.mark.parametrize(("action", "label"), [("duplicate", "Duplicate 8 cards"), ("park", "Park 8 cards")])
def test_many_cards_are_duplicated_and_parked_in_the_background(hands, action, label):
    before, session = hands.document, hands.window.session
    hands.action("select_all")
    hands.action(action)
    assert hands.document is before, "not while the window waits"
    until(lambda: hands.document is not before)
    assert session.history.undo_label == label
    assert len(session.selection) == 8
    assert session.drawing() == fresh_drawing(session.document, session.map_id)
    until(idle)


def test_large_steps_are_undone_and_redone_in_the_background(hands):
    before, session = hands.document, hands.window.session
    replace_all(hands)
    until(lambda: hands.document is not before)
    after = hands.document
    hands.action("undo")
    assert hands.document is after, "not while the window waits"
    hands.action("undo")  # pressed again too soon: there is one step only, and it is on its way
    until(lambda: hands.document == before)
    until(idle)
    assert not session.history.undo_label and session.drawing() == fresh_drawing(before, session.map_id)
    hands.action("redo")
    until(lambda: hands.document == after)
    assert session.history.undo_label == "Replace 8 places"
    assert session.drawing() == fresh_drawing(after, session.map_id)


def test_a_large_undo_can_be_cancelled(hands, monkeypatch):
    before = hands.document
    replace_all(hands)
    until(lambda: hands.document is not before)
    after = hands.document
    until(idle)
    calls = slowed(monkeypatch, base, "card_body")
    hands.action("undo")
    cancel(hands, calls)
    assert hands.document is after and hands.window.session.history.undo_label == "Replace 8 places"


def test_the_history_panel_goes_over_large_steps(hands):
    before = hands.document
    replace_all(hands)
    until(lambda: hands.document is not before)
    until(idle)
    hands.action("history")
    panel = hands.window.history
    panel.list.setCurrentIndex(panel.steps.index(panel.steps.row(0)))
    hands.key(Qt.Key.Key_Return)
    until(lambda: hands.document == before)
