"""The history panel: all steps by name, and a click that goes there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cjdesigner.edit import phases

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def steps(hands, count: int) -> list[object]:  # type: ignore[no-untyped-def]
    """Documents from the opened one on, after so many steps."""
    session = hands.window.session
    seen = [session.saved_document]
    for number in range(count):
        document = phases.change(session.saved_document, session.map_id, title=f"Title {number}")
        session.commit(document, f"Step {number}")
        seen.append(session.saved_document)
    return seen


def rows(hands) -> list[str]:  # type: ignore[no-untyped-def]
    model = hands.window.history.steps
    return [model.index(row).data() for row in range(model.rowCount())]


def click(hands, row: int) -> None:  # type: ignore[no-untyped-def]
    panel = hands.window.history
    place = panel.list.visualRect(panel.steps.index(row)).center()
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_click_goes_to_any_state_and_back(hands, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    hands.window.session.saved(tmp_path / "map.cjmap")
    seen = steps(hands, 4)
    hands.key(Qt.Key.Key_H, CTRL | SHIFT)
    assert hands.window.history.isVisible()
    assert rows(hands) == ["Step 3", "Step 2", "Step 1", "Step 0", "As it was opened · saved"]
    for row in (3, 4, 0, 2):
        click(hands, row)
        assert hands.document == seen[4 - row]
        assert rows(hands)[0] == "Step 3"
    assert hands.window.session.history.redo_label == "Step 2"


def test_a_new_step_takes_the_place_of_the_undone(hands) -> None:  # type: ignore[no-untyped-def]
    steps(hands, 3)
    hands.action("history")
    click(hands, 2)
    session = hands.window.session
    session.commit(phases.change(hands.document, session.map_id, title="Other"), "Another way")
    assert rows(hands)[:2] == ["Another way", "Step 0"]
    assert hands.window.history.list.currentIndex().row() == 0


def test_by_keyboard_and_closed_again(hands) -> None:  # type: ignore[no-untyped-def]
    seen = steps(hands, 2)
    hands.action("history")
    panel = hands.window.history
    assert panel.list.hasFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert hands.document == seen[1]
    QTest.keyClick(panel.list, Qt.Key.Key_Escape)
    assert not panel.isVisible() and hands.canvas.hasFocus()


def test_going_far_tells_the_window_once(hands) -> None:  # type: ignore[no-untyped-def]
    seen = steps(hands, 200)
    heard: list[str] = []
    session = hands.window.session
    session.listen(heard.append)
    session.go_to(0)
    assert heard.count("document") == 1 and hands.document == seen[0]
    session.go_to(10_000)
    assert heard.count("document") == 2 and hands.document == seen[-1]
    session.go_to(200)
    session.go_to(-5)
    session.go_to(0)
    assert heard.count("document") == 3


def test_another_project_has_its_own(hands) -> None:  # type: ignore[no-untyped-def]
    steps(hands, 2)
    hands.action("history")
    hands.window.open_sample()
    assert len(rows(hands)) == 1


def test_the_names_of_steps_follow_the_language(hands) -> None:  # type: ignore[no-untyped-def]
    session = hands.window.session
    chosen = [card.id for card in session.saved_document.cards.values() if card.map == session.map_id][:2]
    session.select(chosen)
    hands.action("delete")
    session.commit(phases.change(session.saved_document, session.map_id, title="Another"), "Typed by a person")
    hands.action("history")
    assert rows(hands)[:2] == ["Typed by a person", "Delete 2 cards"]
    hands.window.set_language("nl")
    assert rows(hands)[:2] == ["Typed by a person", "2 kaarten verwijderen"]
    hands.key(Qt.Key.Key_Z, CTRL)
    assert hands.window.action("undo").text() == "Ongedaan maken: 2 kaarten verwijderen"
    hands.key(Qt.Key.Key_Z, CTRL)
    hands.window.set_language("en")
    assert hands.window.action("redo").text() == "Redo: Delete 2 cards"
