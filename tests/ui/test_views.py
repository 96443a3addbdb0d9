"""Views as a user meets them: the filter bar, folding, hiding, saved views, and what is remembered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjdesigner.editor import folding
from cjdesigner.files import project
from cjdesigner.layout import hits
from cjdesigner.model import queries
from cjdesigner.model.looks import EVERYTHING, Look
from cjdesigner.ui.jumping import jump
from cjdesigner.ui.views.naming import NameLine
from tests.ui.conftest import Hands, send_move

POPUPS = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
"""What the offscreen platform says of every panel that closes with a click beside it."""


@pytest.fixture
def shape(hands: Hands) -> queries.Structure:
    return queries.structure(hands.document, hands.window.session.map_id)


def header(hands: Hands, phase_id: str) -> QPoint:
    """The middle of a phase's name on the canvas."""
    return hands.at(phase_id)


def texts(menu) -> list[str]:  # type: ignore[no-untyped-def]
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions() if action.text()]


def choose(menu, text: str) -> None:  # type: ignore[no-untyped-def]
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == text).trigger()


def name_view(name: str) -> None:
    panel = next(one for one in QApplication.topLevelWidgets() if isinstance(one, NameLine) and one.isVisible())
    panel.line.selectAll()
    QTest.keyClicks(panel.line, name)
    QTest.keyClick(panel.line, Qt.Key.Key_Return)


def test_a_phase_is_folded_by_key_and_unfolded_by_a_click(hands: Hands, shape: queries.Structure) -> None:
    phase = shape.phases[1]
    hands.click(hands.at(shape.steps_of[phase.id][0].id))
    hands.action("fold")
    session = hands.window.session
    assert session.look.folded == {phase.id}
    box = hits.find(session.drawing(), phase.id)
    assert box is not None and box.width < 140
    assert not hands.window.session.changed
    hands.click(header(hands, phase.id))
    assert session.look == EVERYTHING


def test_enter_unfolds_a_folded_phase(hands: Hands, shape: queries.Structure) -> None:
    session = hands.window.session
    folding.fold(session, [shape.phases[0].id])
    session.select([shape.phases[0].id])
    hands.key(Qt.Key.Key_Return)
    assert not session.look.folded and hands.canvas.text is None


def test_a_card_dropped_on_a_folded_phase_is_shown_there(hands: Hands, shape: queries.Structure) -> None:
    session = hands.window.session
    phase = shape.phases[1]
    card = next(c for c in hands.document.cards.values() if c.start == shape.steps[0].id and c.type == "actions")
    folding.fold(session, [phase.id])
    start = hands.at(card.id)
    place = next(
        (left, wide)
        for (left, wide), one in zip(session.scene().columns.phases, shape.phases, strict=True)
        if one.id == phase.id
    )
    row = next(row for row in session.drawing().rows if row.id == card.lane)
    end = hands.canvas.card_rect(hits.Box(place[0], row.y + 20, place[1], 10)).center()
    hands.drag(start, end)
    assert hands.document.cards[card.id].start == shape.steps_of[phase.id][0].id
    assert phase.id not in session.look.folded
    assert phase.name in hands.window.notice.text.text()
    assert hits.find(session.drawing(), card.id) is not None
    assert session.undo() == "Move 1 card"


def test_the_keyboard_walks_only_what_is_shown(hands: Hands, shape: queries.Structure) -> None:
    session = hands.window.session
    session.set_look(Look(hidden_steps=frozenset({shape.steps[1].id})))
    lane = next(lane for lane in shape.lanes if lane.type == "free" or lane.type == "messages")
    session.select([], cell=(lane.id, shape.steps[0].id))
    hands.key(Qt.Key.Key_Right)
    at = session.cell[1] if session.cell else session.document.cards[session.selection[0]].start
    assert at == shape.steps[2].id


def test_what_a_view_hides_is_no_longer_selected(hands: Hands, shape: queries.Structure) -> None:
    session = hands.window.session
    card = next(c for c in hands.document.cards.values() if c.start == shape.steps[1].id and not c.end)
    session.select([card.id])
    hands.action("hide_step")
    assert session.selection == ()
    assert shape.steps[1].id in session.look.hidden_steps
    session.select([card.id])  # as from the search or the outline
    assert session.look.hidden_steps == frozenset()
    assert shape.steps[1].name in hands.window.notice.text.text()


def test_the_filter_bar_dims_the_rest_and_counts(hands: Hands) -> None:
    session, bar = hands.window.session, hands.window.views.bar
    hands.action("filter")
    assert bar.isVisible()
    chip = next(chip for (facet, value), chip in bar._chips.items() if (facet, value) == ("severities", 3))
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    pains = [c for c in hands.document.cards.values() if getattr(c.payload, "severity", 0) == 3 and c.start]
    lit = [c for c in pains if c.map == session.map_id]
    assert bar.said.text().startswith(f"{len(lit)} of ")
    assert {c.id for c in lit}.isdisjoint(session.dim)
    assert len(session.dim) > 20
    drawing = session.drawing()
    assert hits.find(drawing, lit[0].id)
    QTest.mouseClick(bar.clear, Qt.MouseButton.LeftButton)
    assert not session.dim and not session.look.filters
    assert session.drawing() is drawing  # dimming lays nothing out again


@POPUPS
def test_the_filter_by_keyboard_alone(hands: Hands) -> None:
    session, bar = hands.window.session, hands.window.views.bar
    hands.action("filter")
    first = bar.buttons["tags"]
    assert QApplication.focusWidget() is first
    menu = first.menu()
    tag = menu.actions()[0]
    menu.setActiveAction(tag)
    menu.show()
    QTest.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible() and session.look.tags
    QTest.keyClick(menu, Qt.Key.Key_Space)
    assert not session.look.tags
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    hands.key(Qt.Key.Key_Escape)
    assert not bar.isVisible() and QApplication.focusWidget() is hands.canvas


def test_a_new_card_under_a_filter_is_lit_and_said(hands: Hands, shape: queries.Structure) -> None:
    session = hands.window.session
    session.set_look(replace(session.look, tags=frozenset({"delivery"})))
    lane = next(lane for lane in shape.lanes if lane.type == "messages")
    hands.canvas.add_card(lane.id, shape.steps[2].id)
    hands.type("Seen")
    assert session.selection[0] not in session.dim
    hands.canvas.finish_text()
    made = session.selection[0]
    assert hands.document.cards[made].text == "Seen" and made not in session.dim
    assert "does not match the filter" in hands.window.notice.text.text()
    session.set_look(replace(session.look, tags=frozenset({"set-up"})))
    assert made in session.dim


def test_a_lane_is_hidden_in_the_file_and_undone(hands: Hands, shape: queries.Structure) -> None:
    session = hands.window.session
    lane = next(lane for lane in shape.lanes if lane.type == "messages")
    session.select([lane.id])
    hands.action("hide_lane")
    assert hands.document.lanes[lane.id].hidden and hits.find(session.drawing(), lane.id) is None
    assert session.selection == ()
    assert session.undo() == "Hide lane"
    assert hits.find(session.drawing(), lane.id) is not None


@POPUPS
def test_saved_views_are_in_the_file_and_undoable(hands: Hands, shape: queries.Structure) -> None:
    session, window = hands.window.session, hands.window
    folding.fold(session, [shape.phases[0].id])
    hands.action("save_view")
    name_view("For the board")
    assert [v.name for v in queries.views(hands.document, session.map_id)] == ["For the board"]
    assert "For the board" in window.top.views.text()
    choose(window.top.views.menu(), "Whole map")
    assert session.look == EVERYTHING
    choose(window.top.views.menu(), "For the board")
    assert session.look.folded == {shape.phases[0].id}
    hands.action("unfold_all")
    hands.action("update_view")
    assert next(iter(hands.document.views.values())).folded == ()
    hands.action("rename_view")
    name_view("For all")
    assert next(iter(hands.document.views.values())).name == "For all"
    hands.action("delete_view")
    assert not hands.document.views
    assert [session.undo() for _ in range(4)] == ["Delete view", "Rename view", "Update view", "Save view"]
    assert "Save as a view…" in texts(window.top.views.menu())


@POPUPS
def test_a_view_decides_which_lanes_are_hidden(hands: Hands, shape: queries.Structure) -> None:
    session = hands.window.session
    lane = next(lane for lane in shape.lanes if lane.type == "messages")
    hands.action("save_view")
    name_view("All")
    session.select([lane.id])
    hands.action("hide_lane")
    assert not hands.document.lanes[lane.id].hidden  # only in this view
    assert hits.find(session.drawing(), lane.id) is None
    hands.action("update_view")
    choose(hands.window.top.views.menu(), "Whole map")
    assert hits.find(session.drawing(), lane.id) is not None
    choose(hands.window.top.views.menu(), "All")
    assert hits.find(session.drawing(), lane.id) is None
    hands.action("show_everything")
    assert hits.find(session.drawing(), lane.id) is not None


def test_lanes_steps_and_personas_are_shown_and_hidden_from_a_list(hands: Hands, shape: queries.Structure) -> None:
    session, window = hands.window.session, hands.window
    persona = hands.document.personas[shape.map.personas[1]]
    choose(window.action("personas_shown").menu(), persona.name)
    assert session.look.hidden_personas == {persona.id}
    choose(window.action("personas_shown").menu(), persona.name)
    assert session.look == EVERYTHING
    choose(window.action("steps_shown").menu(), shape.steps[2].name)
    assert session.look.hidden_steps == {shape.steps[2].id}


def test_looks_are_remembered_per_file_and_never_in_it(hands: Hands, tmp_path: Path, qtbot: QtBot) -> None:
    window = hands.window
    hands.answers.save_path = tmp_path / "map.cjmap"
    window.files.save()
    qtbot.waitUntil(lambda: window.session.path is not None)
    shape = queries.structure(hands.document, window.session.map_id)
    written = (tmp_path / "map.cjmap").read_bytes()
    folding.fold(window.session, [shape.phases[1].id])
    window.session.set_look(replace(window.session.look, tags=frozenset({"delivery"})))
    window.views.memory.write()
    window.files.new(project.read(tmp_path / "map.cjmap"))
    assert window.session.look == EVERYTHING
    window.files.open(tmp_path / "map.cjmap")
    qtbot.waitUntil(lambda: window.session.path is not None)
    assert window.session.look.folded == {shape.phases[1].id}
    assert window.session.look.tags == {"delivery"}
    assert (tmp_path / "map.cjmap").read_bytes() == written
    assert not window.session.changed


def test_zooming_to_phases_by_key(hands: Hands, shape: queries.Structure) -> None:
    session = hands.window.session
    session.select([shape.phases[0].id])
    hands.action("zoom_phase")
    hands.action("next_phase")
    assert session.selection == (shape.phases[1].id,)
    left, wide = session.scene().columns.phases[1]
    view = hands.canvas.visible_area()
    assert view.left() <= left and left + wide <= view.right()
    hands.action("previous_phase")
    assert session.selection == (shape.phases[0].id,)


def test_selecting_many_takes_only_what_is_shown(hands: Hands, shape: queries.Structure) -> None:
    session = hands.window.session
    folding.fold(session, [shape.phases[1].id])
    lane = next(lane for lane in shape.lanes if lane.type == "actions")
    session.select([lane.id])
    hands.action("select_lane")
    inside = {step.id for step in shape.steps_of[shape.phases[1].id]}
    chosen = [hands.document.cards[one] for one in session.selection]
    assert chosen and not {card.start for card in chosen} & inside
    assert session.look.folded == {shape.phases[1].id}


def test_the_lit_cards_are_selected_at_once(hands: Hands) -> None:
    session = hands.window.session
    session.set_look(replace(session.look, tags=frozenset({"delivery"})))
    hands.action("select_lit")
    assert session.selection
    assert all("delivery" in hands.document.cards[one].tags for one in session.selection)


def test_going_to_a_card_in_a_hidden_lane_offers_to_show_it(hands: Hands, shape: queries.Structure) -> None:
    window, session = hands.window, hands.window.session
    lane = next(lane for lane in shape.lanes if lane.type == "messages")
    folding.hide_lanes(session, [lane.id])
    card = next(card for card in hands.document.cards.values() if card.lane == lane.id)
    jump(window, card.id)
    assert lane.name in window.notice.text.text()
    QTest.mouseClick(window.notice.buttons[0], Qt.MouseButton.LeftButton)
    assert hits.find(session.drawing(), card.id) is not None


def test_lit_cards_are_walked_by_key(hands: Hands) -> None:
    session = hands.window.session
    session.set_look(replace(session.look, severities=frozenset({3})))
    lit = {card.id for card in hands.document.cards.values() if card.map == session.map_id} - session.dim
    drawn = [one for one in hits.drawn_cards(session.drawing()) if one in lit]
    QTest.keyClick(hands.canvas, Qt.Key.Key_F4)
    assert session.selection == (drawn[0],)
    QTest.keyClick(hands.canvas, Qt.Key.Key_F4)
    assert session.selection == (drawn[1],)
    view = hands.canvas.visible_area()
    box = hits.find(session.drawing(), drawn[1])
    assert box is not None and view.contains(box.x + 5, box.y + 5)
    QTest.keyClick(hands.canvas, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    assert session.selection == (drawn[0],)


def test_cards_held_over_a_folded_phase_open_it_and_go_on(hands: Hands, shape: queries.Structure, qtbot: QtBot) -> None:
    session = hands.window.session
    phase = shape.phases[1]
    card = next(
        c for c in hands.document.cards.values() if c.start == shape.steps[0].id and c.type == "actions" and not c.end
    )
    folding.fold(session, [phase.id])
    start = hands.at(card.id)
    left, wide = session.scene().columns.phases[1]
    row = next(row for row in session.drawing().rows if row.id == card.lane)
    over = hands.canvas.card_rect(hits.Box(left, row.y + 20, wide, 10)).center()
    hands.drag(start, over, drop=False)
    qtbot.waitUntil(lambda: not session.look.folded)
    assert hands.canvas.pointing.gesture is not None
    step = shape.steps_of[phase.id][1].id
    column = session.scene().structure.column[step]
    x, room = session.scene().columns.box(column, column)
    row = next(row for row in session.drawing().rows if row.id == card.lane)
    there = hands.canvas.card_rect(hits.Box(x, row.y + 20, room, 10)).center()
    send_move(hands.canvas.viewport(), there)
    QTest.mouseRelease(hands.canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, there)
    assert hands.document.cards[card.id].start == step
    assert session.undo() == "Move 1 card"
