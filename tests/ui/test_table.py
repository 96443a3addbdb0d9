"""The table: lanes and steps as a spreadsheet of the same map, with the same selection."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from cjdesigner.draw.shapes import Text
from cjdesigner.edit import cards, lanes, phases
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.model import queries
from cjdesigner.ui.table.model import TableModel
from tests.ui.conftest import Hands

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def grid(hands: Hands):  # type: ignore[no-untyped-def]
    hands.action("table")
    QApplication.processEvents()
    return hands.window.table.grid


def texts(model: TableModel) -> list[list[str]]:
    return [[model.index(row, column).data() or "" for column in range(model.columnCount())]
            for row in range(model.rowCount())]  # fmt: skip


def fresh(hands: Hands) -> list[list[str]]:
    model = TableModel(hands.window.session)
    model.update(hands.window.session)
    return texts(model)


def go_to(grid, card_id: str) -> None:  # type: ignore[no-untyped-def]
    grid.setCurrentIndex(grid.lines.index(*grid.lines.grid.find(card_id)))


def test_every_card_of_the_map_in_sight_stands_in_the_table(hands: Hands, grid) -> None:  # type: ignore[no-untyped-def]
    session = hands.window.session
    for card in session.document.cards.values():
        placed = card.map == session.map_id and card.lane and card.start
        assert (grid.lines.grid.find(card.id) is not None) == bool(placed)
    shape = session.scene().structure
    assert [grid.model().headerData(0, Qt.Orientation.Horizontal)] == [shape.steps[0].name]


def test_the_selection_is_the_same_everywhere(hands: Hands, grid) -> None:  # type: ignore[no-untyped-def]
    pain = hands.some_card("pains")
    hands.click(hands.at(pain.id))
    assert grid._current_card() == pain.id
    grid.setFocus()
    hands.key(Qt.Key.Key_Right)
    session = hands.window.session
    shape = session.scene().structure
    assert session.cell or session.selection
    step = session.cell[1] if session.cell else session.document.cards[session.selection[0]].start
    assert shape.column[step] == shape.column[pain.start] + 1


def test_typing_replaces_and_enter_goes_down_in_one_step(hands: Hands, grid) -> None:  # type: ignore[no-untyped-def]
    action = hands.some_card("actions")
    go_to(grid, action.id)
    grid.setFocus()
    row = grid.currentIndex().row()
    hands.type("Looks around")
    assert hands.window.session.document.cards[action.id].text == "Looks around"
    hands.key(Qt.Key.Key_Return)
    assert hands.document.cards[action.id].text == "Looks around"
    assert grid.currentIndex().row() == row + 1
    hands.action("undo")
    assert hands.document.cards[action.id] == action
    assert texts(grid.lines) == fresh(hands)


def test_f2_edits_and_tab_goes_right(hands: Hands, grid) -> None:  # type: ignore[no-untyped-def]
    action = hands.some_card("actions")
    go_to(grid, action.id)
    grid.setFocus()
    column = grid.currentIndex().column()
    hands.key(Qt.Key.Key_F2)
    hands.key(Qt.Key.Key_End)
    hands.type("!")
    hands.key(Qt.Key.Key_Tab)
    assert hands.document.cards[action.id].text == action.text + "!"
    assert grid.currentIndex().column() == column + 1 and grid.hasFocus()


def test_typing_in_a_free_place_adds_a_card_and_escape_takes_it_back(hands: Hands, grid) -> None:  # type: ignore[no-untyped-def]
    lane = next(lane for lane in hands.window.session.scene().structure.lanes if lane.type == "pains")
    first, count = grid.lines.grid.rows_of(lane.id)
    grid.setCurrentIndex(grid.lines.index(first + count - 1, 0))
    grid.setFocus()
    before = hands.document
    step = grid.lines.steps[0].id
    assert hands.window.session.cell == (lane.id, step)
    hands.type("gone")
    hands.key(Qt.Key.Key_Escape)
    assert hands.window.session.document == before and texts(grid.lines) == fresh(hands)
    hands.type("No news")
    hands.key(Qt.Key.Key_Return)
    assert queries.cell(hands.document, lane.id, step)[-1].text == "No news"
    assert texts(grid.lines) == fresh(hands)


def test_a_feeling_is_typed_with_its_figure(hands: Hands, grid) -> None:  # type: ignore[no-untyped-def]
    point = hands.some_card("emotions")
    go_to(grid, point.id)
    grid.setFocus()
    hands.type("-1,5 lost")
    hands.key(Qt.Key.Key_Return)
    payload = hands.document.cards[point.id].payload
    assert isinstance(payload, Emotion) and (payload.value, payload.word) == (-1.5, "lost")


def test_a_range_goes_to_a_spreadsheet_and_comes_back_into_its_places(hands: Hands, grid) -> None:  # type: ignore[no-untyped-def]
    lane = next(lane for lane in hands.window.session.scene().structure.lanes if lane.type == "actions")
    first, _ = grid.lines.grid.rows_of(lane.id)
    grid.setCurrentIndex(grid.lines.index(first, 0))
    grid.setFocus()
    hands.key(Qt.Key.Key_Right, SHIFT)
    hands.action("copy")
    words = [grid.lines.index(first, column).data() for column in (0, 1)]
    assert QGuiApplication.clipboard().text().strip() == "\t".join(words)
    QGuiApplication.clipboard().setText("one\ttwo")
    before = len(hands.document.cards)
    hands.action("paste")
    assert [grid.lines.index(first, column).data() for column in (0, 1)] == ["one", "two"]
    assert len(hands.document.cards) == before
    hands.action("undo")
    assert [grid.lines.index(first, column).data() for column in (0, 1)] == words


def test_one_text_is_pasted_into_every_chosen_place(hands: Hands, grid) -> None:  # type: ignore[no-untyped-def]
    lane = next(lane for lane in hands.window.session.scene().structure.lanes if lane.type == "pains")
    first, count = grid.lines.grid.rows_of(lane.id)
    grid.setCurrentIndex(grid.lines.index(first + count - 1, 0))
    flag = QItemSelectionModel.SelectionFlag.Select
    for column in range(3):
        grid.selectionModel().select(grid.lines.index(first + count - 1, column), flag)
    grid.setFocus()
    QGuiApplication.clipboard().setText("the same")
    hands.action("paste")
    made = [card for card in hands.document.cards.values() if card.text == "the same"]
    assert {card.start for card in made} == {step.id for step in grid.lines.steps[:3]}
    assert {card.type for card in made} == {"pains"}


def test_above_the_first_row_are_steps_and_phases_to_be_renamed(hands: Hands, grid) -> None:  # type: ignore[no-untyped-def]
    grid.setCurrentIndex(grid.lines.index(0, 1))
    grid.setFocus()
    hands.key(Qt.Key.Key_Up)
    step = grid.lines.steps[1]
    assert hands.window.session.selection == (step.id,)
    hands.key(Qt.Key.Key_F2)
    hands.type("Looks")
    hands.key(Qt.Key.Key_Return)
    assert hands.document.steps[step.id].name == "Looks"
    hands.key(Qt.Key.Key_Up)
    assert hands.window.session.selection == (step.phase,)
    hands.key(Qt.Key.Key_Down)
    hands.key(Qt.Key.Key_Down)
    assert grid.currentIndex().row() == 0 and not grid.head
    hands.key(Qt.Key.Key_Home)
    hands.key(Qt.Key.Key_Left)
    assert hands.window.session.selection == (grid.lines.grid.lanes[0].id,)


def test_ctrl_and_arrows_jump_over_what_is_filled(hands: Hands, grid) -> None:  # type: ignore[no-untyped-def]
    grid.setCurrentIndex(grid.lines.index(0, 0))
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Right, CONTROL)
    row = texts(grid.lines)[0]
    assert all(row[: grid.currentIndex().column() + 1])
    assert grid.currentIndex().column() + 1 == len(row) or not row[grid.currentIndex().column() + 1]


def test_delete_and_move_by_key(hands: Hands, grid) -> None:  # type: ignore[no-untyped-def]
    pain = hands.some_card("pains")
    go_to(grid, pain.id)
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Right, ALT)
    assert hands.document.cards[pain.id].start != pain.start
    assert grid._current_card() == pain.id
    hands.key(Qt.Key.Key_Delete)
    assert pain.id not in hands.document.cards
    assert texts(grid.lines) == fresh(hands)


def test_every_edit_leaves_the_table_as_one_made_anew(hands: Hands, grid) -> None:  # type: ignore[no-untyped-def]
    session = hands.window.session
    tester = QAbstractItemModelTester(grid.lines, QAbstractItemModelTester.FailureReportingMode.Warning)
    shape = session.scene().structure
    pain = hands.some_card("pains")
    document = session.saved_document
    two = [card.id for card in queries.cell(document, pain.lane, pain.start)]
    for edited in (
        cards.move(document, two, pain.lane, shape.steps[-1].id, 0),
        cards.move(document, two, shape.lanes[0].id, shape.steps[0].id, 1),
        cards.park(document, two),
        cards.duplicate(document, two)[0],
        phases.move_step(document, shape.steps[0].id, shape.phases[-1].id, 1),
        phases.delete_phase(document, shape.phases[1].id),
        lanes.move(document, shape.lanes[0].id, 3),
        phases.change(document, shape.lanes[0].id, hidden=True),
        lanes.delete(document, pain.lane),
    ):
        session.commit(edited, "edit")
        assert texts(grid.lines) == fresh(hands)
        session.undo()
        assert texts(grid.lines) == fresh(hands)
    del tester


def _side(field) -> Qt.AlignmentFlag:  # type: ignore[no-untyped-def]
    """The edge of a field at which the cursor stands before its text."""
    cursor = field.textCursor()
    cursor.movePosition(cursor.MoveOperation.Start)
    near = field.cursorRect(cursor).x() < field.viewport().width() / 2
    return Qt.AlignmentFlag.AlignLeft if near else Qt.AlignmentFlag.AlignRight


def test_texts_from_right_to_left_begin_at_the_right_in_every_field(hands: Hands, grid) -> None:  # type: ignore[no-untyped-def]
    arabic = "الطرد متأخر"
    action = hands.some_card("actions")
    hands.window.session.select([action.id])
    QApplication.processEvents()
    box = hands.window.inspector.form().rows["text"].editor.box
    right, left = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft
    assert box.document().defaultTextOption().alignment() == left
    hands.window.session.commit(cards.change(hands.document, [action.id], text=arabic), "x")
    assert box.document().defaultTextOption().alignment() == right
    grid.setFocus()
    hands.key(Qt.Key.Key_F2)
    assert _side(grid.typing.field) == right
    hands.type("abc")
    hands.key(Qt.Key.Key_A, CONTROL)
    hands.type("plain")
    assert _side(grid.typing.field) == left
    hands.key(Qt.Key.Key_Escape)
    hands.canvas.edit_text(action.id)
    assert _side(hands.canvas.text.field) == right
    hands.key(Qt.Key.Key_Escape)
    drawn = next(group for row in hands.window.session.drawing().rows for group in row.groups
                 if group.meaning.id == action.id)  # fmt: skip
    assert next(shape for shape in drawn.shapes if isinstance(shape, Text)).align == "right"


def test_the_table_comes_back_as_high_as_it_was(hands: Hands, grid) -> None:  # type: ignore[no-untyped-def]
    window = hands.window
    whole = window.panes.halves.height()
    window.panes.halves.setSizes([whole - 240, 240])
    QApplication.processEvents()
    window.panes.keep()
    high = window.table.height()
    assert abs(high - 240) <= 4 and window.preferences.settings.sizes["table"] == high
    hands.action("table")
    assert not window.preferences.settings.panes["table"] and hands.canvas.hasFocus()
    hands.action("table")
    QApplication.processEvents()
    assert abs(window.table.height() - high) <= 2 and grid.hasFocus()
