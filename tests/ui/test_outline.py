"""The outline: the same map as a tree, with the same selection, edited by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from cjdesigner.edit import cards, lanes, phases
from cjdesigner.layout import hits
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.ui import mime
from cjdesigner.ui.outline.model import OutlineModel
from tests.helpers.maps import small_map
from tests.ui.conftest import Hands

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def tree(hands: Hands):  # type: ignore[no-untyped-def]
    hands.action("outline")
    QApplication.processEvents()
    return hands.window.outline.tree


def lines(model: OutlineModel, parent: QModelIndex | None = None, depth: int = 0) -> list[str]:
    """Every line, with its depth, looking into everything."""
    found = []
    parent = QModelIndex() if parent is None else parent
    if model.canFetchMore(parent):
        model.fetchMore(parent)
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        found.append("  " * depth + index.data())
        found += lines(model, index, depth + 1)
    return found


def shown(tree) -> list[str]:  # type: ignore[no-untyped-def]
    """The lines that the view goes through from top to bottom."""
    found = []
    index = tree.model().index(0, 0)
    while index.isValid():
        depth, above = 0, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        found.append("  " * depth + index.data())
        index = tree.indexBelow(index)
    return found


def fresh(hands: Hands, order: str = "steps") -> list[str]:
    """The lines of an outline that is made anew."""
    model = OutlineModel(hands.window.session)
    model.set_order(order)  # type: ignore[arg-type]
    model.update(hands.window.session)
    return lines(model)


def test_a_card_chosen_on_the_canvas_is_chosen_in_the_outline_and_back(hands: Hands, tree) -> None:  # type: ignore[no-untyped-def]
    pain = hands.some_card("pains")
    hands.click(hands.at(pain.id))
    assert tree.chosen_ids() == [pain.id]
    tree.setFocus()
    hands.key(Qt.Key.Key_Up)
    assert hands.window.session.selection and hands.window.session.selection != (pain.id,)
    assert tree.chosen_ids() == list(hands.window.session.selection)


def test_renaming_in_place_is_one_step_and_shows_on_the_canvas_while_typing(hands: Hands, tree) -> None:  # type: ignore[no-untyped-def]
    step = hands.window.session.scene().structure.steps[1]
    hands.window.session.select([step.id])
    tree.setFocus()
    hands.key(Qt.Key.Key_F2)
    hands.type("Sees it")
    assert hands.window.session.document.steps[step.id].name == "Sees it"
    assert hands.document.steps[step.id].name == step.name
    hands.key(Qt.Key.Key_Return)
    assert hands.document.steps[step.id].name == "Sees it"
    assert tree.hasFocus()
    hands.action("undo")
    assert hands.document.steps[step.id] == step
    assert lines(tree.lines) == fresh(hands)


def test_escape_while_renaming_changes_nothing(hands: Hands, tree) -> None:  # type: ignore[no-untyped-def]
    before = hands.document
    hands.window.session.select([hands.some_card("pains").id])
    tree.setFocus()
    hands.key(Qt.Key.Key_Return)
    hands.type("nonsense")
    hands.key(Qt.Key.Key_Escape)
    assert hands.window.session.document == before


def test_ctrl_enter_adds_cards_one_after_the_other_until_one_is_left_empty(hands: Hands, tree) -> None:  # type: ignore[no-untyped-def]
    pain = hands.some_card("pains")
    hands.window.session.select([pain.id])
    tree.setFocus()
    count = len(hands.document.cards)
    QTest.keyClick(tree, Qt.Key.Key_Return, CONTROL)
    hands.type("one")
    hands.key(Qt.Key.Key_Return)
    hands.type("two")
    hands.key(Qt.Key.Key_Return)
    hands.key(Qt.Key.Key_Return)
    here = [card.text for card in queries.cell(hands.document, pain.lane, pain.start)]
    assert here[here.index(pain.text) + 1 :][:2] == ["one", "two"]
    assert len(hands.document.cards) == count + 2
    assert lines(tree.lines) == fresh(hands)


@pytest.mark.parametrize("order", ["steps", "lanes"])
def test_alt_and_arrows_move_a_card_and_the_selection_stays_on_it(hands: Hands, tree, order: str) -> None:  # type: ignore[no-untyped-def]
    hands.window.outline.set_order(order)
    pain = hands.some_card("pains")
    hands.window.session.select([pain.id])
    tree.setFocus()
    QTest.keyClick(tree, Qt.Key.Key_Right, ALT)
    shape = queries.structure(hands.document, pain.map)
    assert shape.column[hands.document.cards[pain.id].start] == shape.column[pain.start] + 1
    assert tree.chosen_ids() == [pain.id]
    assert lines(tree.lines) == fresh(hands, order)
    hands.action("undo")
    assert hands.document.cards[pain.id] == pain
    assert lines(tree.lines) == fresh(hands, order)


def test_a_move_that_cannot_be_is_said_and_changes_nothing(hands: Hands, tree) -> None:  # type: ignore[no-untyped-def]
    first = hands.window.session.scene().structure.phases[0]
    hands.window.session.select([first.id])
    tree.setFocus()
    before = hands.document
    QTest.keyClick(tree, Qt.Key.Key_Up, ALT)
    assert hands.document is before
    assert hands.window.session.notice == "This is the first phase."


def test_delete_deletes_what_is_selected(hands: Hands, tree) -> None:  # type: ignore[no-untyped-def]
    pain = hands.some_card("pains")
    hands.window.session.select([pain.id])
    tree.setFocus()
    hands.key(Qt.Key.Key_Delete)
    assert pain.id not in hands.document.cards
    assert lines(tree.lines) == fresh(hands)


def test_the_filter_keeps_what_holds_all_its_words_with_all_above(hands: Hands, tree) -> None:  # type: ignore[no-untyped-def]
    pain = hands.some_card("pains")
    word = max(pain.text.split(), key=len).strip(".,").upper()
    hands.window.outline.filter.setText(word)
    hands.window.outline.filter.setFocus()
    hands.key(Qt.Key.Key_Down)
    found = [line.strip() for line in lines(tree.lines)]
    assert " ".join(pain.text.split()) in found
    step = hands.document.steps[pain.start]
    assert step.name in found and hands.document.phases[step.phase].name in found
    unmatched = [line for line in lines(tree.lines) if line.startswith("      ") and word.lower() not in line.lower()]
    assert not unmatched
    assert tree.hasFocus()
    hands.window.outline.filter.clear()
    hands.window.outline._filter()
    assert lines(tree.lines) == fresh(hands)


def test_every_edit_leaves_the_outline_as_one_made_anew(hands: Hands, tree) -> None:  # type: ignore[no-untyped-def]
    """Structure and cards, edited and undone, while all branches are open; what the view shows is what there is."""
    session = hands.window.session
    tester = QAbstractItemModelTester(tree.lines, QAbstractItemModelTester.FailureReportingMode.Warning)
    tester.setUseFetchMore(False)  # it would in the midst of what comes in
    tree.expandAll()
    shape = queries.structure(session.document, session.map_id)
    pain = hands.some_card("pains")

    def edits(document: Document) -> list[Document]:
        two = [card.id for card in queries.cell(document, pain.lane, pain.start)]
        return [
            cards.move(document, two, pain.lane, shape.steps[-1].id, 0),
            cards.park(document, two),
            phases.move_step(document, shape.steps[0].id, shape.phases[-1].id, 1),
            phases.move_phase(document, shape.phases[0].id, 2),
            phases.delete_phase(document, shape.phases[1].id),
            lanes.move(document, shape.lanes[0].id, 3),
            lanes.delete(document, pain.lane),
            phases.add_phase(document, session.map_id, "New", 1, steps=("a", "b"))[0],
        ]

    for order in ("steps", "lanes"):
        hands.window.outline.set_order(order)
        tree.expandAll()
        for edited in edits(session.saved_document):
            session.commit(edited, "edit")
            tree.expandAll()
            assert shown(tree) == lines(tree.lines) == fresh(hands, order)
            session.undo()
            tree.expandAll()
            assert shown(tree) == lines(tree.lines) == fresh(hands, order)
    del tester


def test_a_move_asks_nothing_of_the_lines_it_does_not_touch(
    hands: Hands, tree, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    """With ten thousand lines open, a question to each would be felt at every key."""
    tree.expandAll()
    QApplication.processEvents()
    hands.window.session.select([hands.some_card("pains").id])
    tree.setFocus()
    asked = set()
    known = OutlineModel.node

    def node(model: OutlineModel, index: QModelIndex):  # type: ignore[no-untyped-def]
        found = known(model, index)
        if found is not None and not tree.visualRect(index).intersects(tree.viewport().rect()):
            asked.add(found.key)
        return found

    hidden = [one for one in hands.document.cards if tree.lines.tree.known(("card", one)) is not None]
    monkeypatch.setattr(OutlineModel, "node", node)
    hands.key(Qt.Key.Key_Right, ALT)
    tree.executeDelayedItemsLayout()
    monkeypatch.undo()
    assert sum(kind == "card" for kind, _ in asked) <= 3 < len(hidden)


def test_typing_changes_no_rows_but_the_one(hands: Hands, tree) -> None:  # type: ignore[no-untyped-def]
    seen: list[str] = []
    tree.expandAll()
    tree.lines.modelReset.connect(lambda: seen.append("reset"))
    tree.lines.rowsInserted.connect(lambda *_: seen.append("inserted"))
    tree.lines.dataChanged.connect(lambda *_: seen.append("changed"))
    pain = hands.some_card("pains")
    hands.canvas.edit_text(pain.id)
    hands.type("abc")
    assert set(seen) == {"changed"}
    hands.key(Qt.Key.Key_Escape)


def test_the_outline_is_remembered(hands: Hands, tree) -> None:  # type: ignore[no-untyped-def]
    assert hands.window.preferences.settings.panes["outline"]
    hands.action("outline")
    assert not hands.window.preferences.settings.panes["outline"]
    assert hands.canvas.hasFocus()


def test_a_document_without_steps_is_an_outline_too(hands_on: Callable[[Document], Hands]) -> None:
    document = small_map().document
    for phase in list(document.phases):
        document = phases.delete_phase(document, phase)
    hands = hands_on(document)
    hands.action("outline")
    hands.action("table")
    tree = hands.window.outline.tree
    assert lines(tree.lines) == fresh(hands)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_F2, Qt.Key.Key_Insert):
        QTest.keyClick(tree, key)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_F2, Qt.Key.Key_A, Qt.Key.Key_Delete):
        QTest.keyClick(hands.window.table.grid, key)


def test_cards_are_dragged_to_another_step_and_before_another_card(hands: Hands, tree) -> None:  # type: ignore[no-untyped-def]
    tree.expandAll()
    session = hands.window.session
    pain = hands.some_card("pains")
    steps = session.scene().structure.steps
    target = next(step for step in steps if step.id != pain.start)
    session.select([pain.id])
    index = tree.lines.index_of(tree.lines.tree.find(target.id))
    tree.scrollTo(index)
    data = tree.lines.mimeData([tree.lines.index_of(tree.lines.tree.find(pain.id))])
    assert mime.content(data, mime.CARDS) == pain.id
    where = tree.visualRect(index).center()
    drop = QDropEvent(where.toPointF(), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton,
                      Qt.KeyboardModifier.NoModifier)  # fmt: skip
    button, held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(tree.viewport(), QDragEnterEvent(where, Qt.DropAction.MoveAction, data, button, held))
    QApplication.sendEvent(tree.viewport(), drop)
    assert (hands.document.cards[pain.id].lane, hands.document.cards[pain.id].start) == (pain.lane, target.id)
    assert drop.dropAction() == Qt.DropAction.IgnoreAction  # else the view would take the line out by itself
    assert lines(tree.lines) == fresh(hands)


def middle(hands: Hands, record_id: str) -> QPoint:
    """The middle of a record on the canvas as it stands now."""
    box = hits.find(hands.window.session.drawing(), record_id)
    assert box is not None
    return hands.canvas.card_rect(box).center()


def test_what_is_chosen_in_the_outline_or_the_table_comes_into_sight_on_the_canvas(hands: Hands, tree) -> None:  # type: ignore[no-untyped-def]
    hands.canvas.zoom_to(1.5)
    hands.action("table")
    tree.expandAll()
    session = hands.window.session
    sight = hands.canvas.viewport().rect()
    ends = session.scene().structure.steps[0].id, session.scene().structure.steps[-2].id
    far = [card for card in session.document.cards.values()
           if card.map == session.map_id and card.type == "solutions" and card.start in ends]  # fmt: skip
    assert far
    for card in (*far, hands.some_card("actions")):
        tree.setCurrentIndex(tree.lines.index_of(tree.lines.tree.find(card.id)))
        assert session.selection == (card.id,)
        assert sight.contains(middle(hands, card.id))
    grid = hands.window.table.grid
    for card in (*far, hands.some_card("actions")):
        grid.setCurrentIndex(grid.lines.index(*grid.lines.grid.find(card.id)))
        assert session.selection == (card.id,)
        assert sight.contains(middle(hands, card.id))
