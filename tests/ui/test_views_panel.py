"""The list of saved views: shown, ordered by mouse and keyboard, renamed, brought up to date and deleted in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from cjdesigner.editor import folding
from cjdesigner.model import queries
from cjdesigner.model.looks import EVERYTHING
from cjdesigner.ui.views import commands
from cjdesigner.ui.views.shelf import Shelf
from tests.ui.conftest import Hands, send_move

Key, ALT, NONE = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def shelf(hands: Hands) -> Shelf:
    """Three views, the last in use, and the list open with the keyboard in it."""
    session = hands.window.session
    shape = queries.structure(hands.document, session.map_id)
    for name, phase in zip("ABC", shape.phases, strict=False):
        folding.fold(session, [phase.id])
        commands.save_view_as(hands.window, name)
    hands.action("view_list")
    QApplication.processEvents()
    return hands.window.views.panel.list


def names(hands: Hands) -> str:
    return "".join(view.name for view in queries.views(hands.document, hands.window.session.map_id))


def listed(shelf: Shelf) -> str:
    return "".join(shelf.rows.index(row).data() for row in range(1, shelf.rows.rowCount()))


def row(shelf: Shelf, name: str):  # type: ignore[no-untyped-def]
    return next(index for place in range(shelf.rows.rowCount()) if (index := shelf.rows.index(place)).data() == name)


def middle(shelf: Shelf, name: str) -> QPoint:
    return shelf.visualRect(row(shelf, name)).center()


def drag(shelf: Shelf, start: QPoint, end: QPoint, drop: bool = True) -> None:
    surface = shelf.viewport()
    QTest.mousePress(surface, LEFT, NONE, start)
    for step in range(1, 6):
        send_move(surface, start + (end - start) * step / 5)
    if drop:
        QTest.mouseRelease(surface, LEFT, NONE, end)


def test_the_list_shows_the_views_in_order_with_the_one_in_use(hands: Hands, shelf: Shelf) -> None:
    assert QApplication.focusWidget() is shelf
    assert shelf.rows.index(0).data() == "Whole map"
    assert listed(shelf) == names(hands) == "ABC"
    spoken = [shelf.rows.index(place).data(Qt.ItemDataRole.AccessibleTextRole) for place in range(4)]
    assert spoken == ["Whole map", "A", "B", "C, shown"]
    assert shelf.chosen() == commands.view_shown(hands.window)
    hands.action("unfold_all")
    assert row(shelf, "C").data(Qt.ItemDataRole.AccessibleTextRole) == "C, shown, changed"


def test_a_view_is_dragged_to_its_place_as_one_step(hands: Hands, shelf: Shelf) -> None:
    steps = hands.window.session.history.position
    drag(shelf, middle(shelf, "C"), middle(shelf, "A") - QPoint(0, 8))
    assert names(hands) == listed(shelf) == "CAB"
    drag(shelf, middle(shelf, "C"), shelf.visualRect(row(shelf, "B")).bottomLeft() + QPoint(40, 30))
    assert names(hands) == listed(shelf) == "ABC"
    assert hands.window.session.history.labels()[0][steps:] == ("Move view", "Move view")
    drag(shelf, middle(shelf, "A"), middle(shelf, "B") + QPoint(0, 8))
    assert names(hands) == "BAC" and hands.window.session.history.undo_label == "Move view"
    hands.action("undo")
    assert names(hands) == listed(shelf) == "ABC"


def test_nothing_is_dragged_above_the_whole_map_and_esc_gives_a_drag_up(hands: Hands, shelf: Shelf) -> None:
    drag(shelf, middle(shelf, "B"), shelf.visualRect(row(shelf, "Whole map")).topLeft())
    assert names(hands) == "BAC"
    drag(shelf, middle(shelf, "Whole map"), middle(shelf, "C"))
    assert names(hands) == "BAC"
    drag(shelf, middle(shelf, "C"), middle(shelf, "B"), drop=False)
    hands.key(Key.Key_Escape)
    QTest.mouseRelease(shelf.viewport(), LEFT, NONE, middle(shelf, "B"))
    assert names(hands) == "BAC" and shelf.isVisible()


def test_alt_and_the_arrows_order_and_a_held_key_is_one_step(hands: Hands, shelf: Shelf) -> None:
    steps = hands.window.session.history.position
    for _ in range(4):  # one more than there is room for
        hands.key(Key.Key_Up, ALT)
    assert names(hands) == listed(shelf) == "CAB"
    assert hands.window.session.history.labels()[0][steps:] == ("Move view",)
    assert row(shelf, "C") == shelf.currentIndex()
    hands.action("undo")
    assert names(hands) == "ABC" and row(shelf, "C") == shelf.currentIndex()


def test_views_are_looked_at_by_key_and_click(hands: Hands, shelf: Shelf) -> None:
    session = hands.window.session
    hands.key(Key.Key_Home)
    hands.key(Key.Key_Return)
    assert session.look == EVERYTHING and commands.view_shown(hands.window) == ""
    QTest.mouseClick(shelf.viewport(), LEFT, NONE, middle(shelf, "B"))
    assert len(session.look.folded) == 2 and "B" in hands.window.top.views.text()
    hands.action("next_view")
    assert len(session.look.folded) == 3
    hands.action("next_view")
    assert session.look == EVERYTHING and session.notice == "View: Whole map"
    hands.action("previous_view")
    assert len(session.look.folded) == 3
    hands.key(Key.Key_Escape)
    assert not hands.window.views.panel.isVisible() and QApplication.focusWidget() is hands.canvas


def test_a_name_is_changed_in_place(hands: Hands, shelf: Shelf) -> None:
    hands.key(Key.Key_F2)
    field = shelf.findChild(QLineEdit)
    assert field is not None and field.text() == "C"
    QTest.keyClicks(field, "Z & co")
    QTest.keyClick(field, Key.Key_Return)
    QApplication.processEvents()
    assert names(hands) == listed(shelf) == "ABZ & co"
    assert hands.window.session.undo() == "Rename view"
    assert listed(shelf) == "ABC"


def test_a_view_is_deleted_and_undo_puts_it_in_use_again(hands: Hands, shelf: Shelf) -> None:
    session, shown = hands.window.session, commands.view_shown(hands.window)
    folded = session.look.folded
    hands.key(Key.Key_Delete)
    assert names(hands) == listed(shelf) == "AB"
    assert session.look.folded == folded and commands.view_shown(hands.window) == ""
    hands.action("undo")
    assert names(hands) == listed(shelf) == "ABC" and commands.view_shown(hands.window) == shown
    hands.key(Key.Key_Home)
    hands.key(Key.Key_Down)
    hands.key(Key.Key_Delete)
    assert names(hands) == "BC" and commands.view_shown(hands.window) == shown, "another one than that in use"


def test_what_is_changed_is_kept_with_the_button_of_the_panel(hands: Hands, shelf: Shelf) -> None:
    button = hands.window.views.panel.update_
    assert not button.isVisible()
    hands.action("unfold_all")
    assert button.isVisible()
    button.click()
    assert not button.isVisible()
    assert [view.folded for view in hands.document.views.values() if view.name == "C"] == [()]


def test_another_map_has_views_of_its_own(hands: Hands, shelf: Shelf) -> None:
    session = hands.window.session
    other = next(one for one in hands.document.maps if one != session.map_id)
    session.show_map(other)
    assert listed(shelf) == "" and hands.window.views.panel.hint.isVisible()
