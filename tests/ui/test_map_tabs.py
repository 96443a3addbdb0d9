"""The tabs of the maps: showing, ordering, renaming, copying and deleting them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from cjdesigner.edit import maps, phases
from cjdesigner.editor.session import Session
from cjdesigner.model import queries
from cjdesigner.ui.map_tabs import MapTabs
from tests.helpers.notices import press, said
from tests.ui.conftest import Hands


@pytest.fixture
def tabs(qtbot: QtBot, session: Session) -> MapTabs:
    pane = MapTabs(session)
    qtbot.addWidget(pane)
    pane.resize(900, 34)
    pane.show()
    qtbot.waitExposed(pane)
    return pane


def choose(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()


def order(session: Session) -> list[str]:
    return [one.id for one in queries.maps(session.document)]


def test_a_tab_per_map_with_the_future_marked(tabs: MapTabs, session: Session) -> None:
    assert tabs.map_ids() == order(session)
    assert tabs.bar.tabText(0) == "Buying a new smartphone"
    assert tabs.bar.tabText(1).endswith("· future")


def test_a_click_shows_the_map(qtbot: QtBot, tabs: MapTabs, session: Session) -> None:
    place = tabs.bar.tabRect(1).center()
    qtbot.mouseClick(tabs.bar, Qt.MouseButton.LeftButton, pos=place)
    assert session.map_id == order(session)[1]
    session.show_map(order(session)[0])
    assert tabs.bar.currentIndex() == 0


def test_dragging_a_tab_is_one_undo_step(qtbot: QtBot, tabs: MapTabs, session: Session) -> None:
    first, second = order(session)
    start, end = tabs.bar.tabRect(0).center(), tabs.bar.tabRect(1).center() + QPoint(60, 0)
    qtbot.mousePress(tabs.bar, Qt.MouseButton.LeftButton, pos=start)
    for part in range(1, 11):
        qtbot.mouseMove(tabs.bar, start + (end - start) * part / 10)
    qtbot.mouseRelease(tabs.bar, Qt.MouseButton.LeftButton, pos=end)
    qtbot.waitUntil(lambda: order(session) == [second, first])
    assert session.undo() == "Move map"
    assert tabs.map_ids() == [first, second]


def test_rename_in_place(qtbot: QtBot, tabs: MapTabs, session: Session) -> None:
    first = order(session)[0]
    qtbot.mouseDClick(tabs.bar, Qt.MouseButton.LeftButton, pos=tabs.bar.tabRect(0).center())
    line = tabs.focusWidget()
    line.selectAll()
    qtbot.keyClicks(line, "This & that")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert session.document.maps[first].title == "This & that"
    assert tabs.bar.tabText(0) == "This && that"
    assert session.history.labels()[0] == ("Rename map",)


def test_escape_keeps_the_old_name(qtbot: QtBot, tabs: MapTabs, session: Session) -> None:
    first = order(session)[0]
    before = session.document.maps[first].title
    tabs.rename(first)
    qtbot.keyClicks(tabs.focusWidget(), "zzz")
    qtbot.keyClick(tabs.focusWidget(), Qt.Key.Key_Escape)
    assert session.document.maps[first].title == before


def test_leaving_the_line_keeps_the_name(qtbot: QtBot, tabs: MapTabs, session: Session) -> None:
    first = order(session)[0]
    tabs.rename(first)
    tabs.focusWidget().selectAll()
    qtbot.keyClicks(tabs.focusWidget(), "Left")
    tabs.bar.setFocus()
    assert session.document.maps[first].title == "Left"


def test_duplicate_and_future_state(hands: Hands) -> None:
    tabs, session = hands.window.tabs, hands.window.session
    first, second = order(session)
    choose(tabs.menu_for(first), "Make a future-state map")
    copy = session.map_id
    assert order(session) == [first, copy, second]
    assert session.document.maps[copy].future_of == first
    assert tabs.bar.currentIndex() == 1
    choose(tabs.menu_for(first), "Duplicate")
    assert session.document.maps[session.map_id].title.endswith("(copy)")
    session.undo()
    session.undo()
    assert tabs.map_ids() == [first, second]


def test_delete_says_so_and_can_be_undone(hands: Hands) -> None:
    tabs, session = hands.window.tabs, hands.window.session
    first, second = order(session)
    choose(tabs.menu_for(first), "Delete")
    assert order(session) == [second]
    assert session.map_id == second
    assert "Buying a new smartphone" in said(hands)
    press(hands, "Undo")
    assert tabs.map_ids() == [first, second]


def test_a_map_that_is_not_in_view_is_copied_and_deleted_too(hands: Hands) -> None:
    tabs, session = hands.window.tabs, hands.window.session
    first, second = order(session)
    assert session.map_id == first
    choose(tabs.menu_for(second), "Delete")
    assert order(session) == [first] and session.map_id == first
    session.undo()
    session.show_map(first)
    choose(tabs.menu_for(second), "Duplicate")
    assert order(session) == [first, second, session.map_id]


def test_the_last_map_cannot_be_deleted(qtbot: QtBot) -> None:
    session = Session(maps.blank_document("en"))
    tabs = MapTabs(session)
    qtbot.addWidget(tabs)
    delete = next(one for one in tabs.menu_for(session.map_id).actions() if one.text() == "Delete")
    assert not delete.isEnabled()


def test_plus_asks_for_a_new_map(qtbot: QtBot, tabs: MapTabs) -> None:
    with qtbot.waitSignal(tabs.new_map_requested):
        qtbot.mouseClick(tabs.add_button, Qt.MouseButton.LeftButton)


def test_titles_follow_the_document(tabs: MapTabs, session: Session) -> None:
    first = order(session)[0]
    session.preview(phases.change(session.saved_document, first, title="<i>New</i>"))
    assert tabs.bar.tabText(0) == "<i>New</i>"
    assert "&lt;i&gt;" in tabs.bar.tabToolTip(0)
    session.preview(None)
    assert tabs.bar.tabText(0) == "Buying a new smartphone"
    tabs.set_session(None)
    assert tabs.map_ids() == []


def test_names_are_measured_as_the_one_in_use_is_drawn(hands: Hands) -> None:
    """Bold letters that were measured as light ones ran out of their tab at both ends."""
    assert hands.window.tabs.bar.font().weight() == QFont.Weight.DemiBold


def test_every_tab_has_room_for_its_name_in_bold(hands: Hands) -> None:
    """Light names were cut as if they were bold, in tabs that were measured for light ones."""
    bar = hands.window.tabs.bar
    hands.window.resize(1600, 800)
    QApplication.processEvents()
    for place in range(bar.count()):
        assert bar.tabRect(place).width() - 28 >= bar.fontMetrics().horizontalAdvance(bar.tabText(place)), place
