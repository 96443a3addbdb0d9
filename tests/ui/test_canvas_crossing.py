"""Cards dragged to another map over its tab; edits undone on the map that they were made on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cjdesigner.edit import cards, links, maps
from cjdesigner.layout import hits
from cjdesigner.model import queries
from cjdesigner.model.invariants import findings
from tests.helpers.windows import until
from tests.ui.conftest import send_move

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def lane_of(document, map_id, key):
    return next(lane for lane in queries.structure(document, map_id).lanes if lane.type == key)


@pytest.fixture
def two(hands_on):
    """A window on a map with a linked pain and solution, and another map beside it."""
    document = maps.blank_document("en")
    (home,) = document.maps
    step = queries.structure(document, home).steps[0].id
    document, pain = cards.add(document, lane_of(document, home, "pains").id, step, "Slow")
    document, solution = cards.add(document, lane_of(document, home, "solutions").id, step, "Hurry")
    document, action = cards.add(document, lane_of(document, home, "actions").id, step, "Waits")
    document, _ = links.add(document, solution, pain)
    document, _ = links.add(document, action, pain, kind="refers_to")
    document, away = maps.add_blank(document, "Away")
    hands = hands_on(document)
    hands.home, hands.away, hands.pain, hands.solution, hands.action_card = home, away, pain, solution, action
    hands.before = hands.document
    return hands


def tab(hands, map_id) -> QPoint:
    """The middle of a map's tab, as the canvas sees it."""
    bar = hands.window.tabs.bar
    place = bar.mapToGlobal(bar.tabRect(hands.window.tabs.map_ids().index(map_id)).center())
    return hands.canvas.viewport().mapFromGlobal(place)


def carry_over(hands, chosen):
    """Drag the chosen cards over the tab of the other map until it opens."""
    hands.canvas.zoom_to(0.9)
    hands.window.session.select(chosen)
    moment = hands.window.tabs.bar._moment
    usual = moment.interval()
    moment.setInterval(3_600_000)  # on a busy machine the moment may be over before we look
    hands.drag(hands.at(chosen[0]), tab(hands, hands.away), drop=False)
    assert hands.window.session.map_id == hands.home
    assert moment.isActive()
    moment.setInterval(usual)
    until(lambda: hands.window.session.map_id == hands.away)


def let_go(hands, where, held=NONE):
    send_move(hands.canvas.viewport(), where)
    QTest.mouseRelease(hands.canvas.viewport(), LEFT, held, where)
    QApplication.processEvents()


def test_held_over_a_tab_cards_land_on_its_map_in_one_step(two):
    carry_over(two, [two.pain, two.solution])
    shape = queries.structure(two.before, two.away)
    let_go(two, two.cell(lane_of(two.before, two.away, "pains").id, shape.steps[0].id))
    document = two.document
    assert {document.cards[one].map for one in (two.pain, two.solution)} == {two.away}
    assert document.cards[two.action_card].map == two.home
    (link,) = document.links.values()
    assert (link.source, link.target, link.map) == (two.solution, two.pain, two.away)
    assert not list(findings(document))
    assert "gone" in two.window.notice.text.text()
    assert two.window.session.map_id == two.away
    assert set(two.window.session.selection) == {two.pain, two.solution}
    two.action("undo")
    assert two.document == two.before
    assert not two.window.session.history.undo_label


def test_with_ctrl_copies_land_there(two):
    carry_over(two, [two.pain])
    shape = queries.structure(two.before, two.away)
    where = two.cell(lane_of(two.before, two.away, "pains").id, shape.steps[0].id)
    send_move(two.canvas.viewport(), where)
    QTest.keyPress(two.canvas, Qt.Key.Key_Control, CTRL)
    QTest.mouseRelease(two.canvas.viewport(), LEFT, CTRL, where)
    made = [card for card in two.document.cards.values() if card.map == two.away]
    assert [card.text for card in made] == ["Slow"]
    assert two.document.cards[two.pain] == two.before.cards[two.pain]
    assert two.document.links == two.before.links


def test_escape_goes_back_to_where_the_cards_came_from(two):
    carry_over(two, [two.pain])
    two.key(Qt.Key.Key_Escape)
    assert two.window.session.map_id == two.home
    assert two.window.session.selection == (two.pain,)
    assert two.document is two.before and two.window.session.document is two.before
    assert two.window.tabs.bar.lit == -1
    QTest.mouseRelease(two.canvas.viewport(), LEFT, NONE, QPoint(50, 50))
    assert two.document is two.before


def test_let_go_where_nothing_can_land_they_are_back_too(two):
    carry_over(two, [two.pain])
    let_go(two, QPoint(5, 5))
    assert two.window.session.map_id == two.home
    assert two.document is two.before and two.window.session.document is two.before


def test_passing_over_a_tab_opens_nothing(two):
    two.drag(two.at(two.pain), tab(two, two.away), drop=False)
    assert two.window.tabs.bar.lit >= 0
    send_move(two.canvas.viewport(), QPoint(300, 300))
    assert two.window.tabs.bar.lit == -1
    two.key(Qt.Key.Key_Escape)
    assert two.window.session.map_id == two.home


def test_undo_and_redo_show_the_map_they_change(two):
    session = two.window.session
    session.commit(cards.change(session.saved_document, [two.pain], text="Slower"), "Edit text")
    session.show_map(two.away)
    two.action("undo")
    assert session.map_id == two.home
    session.show_map(two.away)
    two.action("redo")
    assert session.map_id == two.home
    assert two.document.cards[two.pain].text == "Slower"


def test_undo_brings_what_it_changes_into_sight(two):
    session = two.window.session
    session.commit(cards.change(session.saved_document, [two.pain], text="Slower"), "Edit text")
    two.canvas.zoom_to(3.0)
    two.canvas.scroll_by(-9000, -9000)
    box = hits.find(session.drawing(), two.pain)
    assert not two.canvas.viewport().rect().contains(two.canvas.card_rect(box).center())
    two.action("undo")
    assert two.canvas.viewport().rect().contains(two.canvas.card_rect(box).center())


def test_undo_of_what_all_maps_share_stays_on_the_map_in_view(two):
    session = two.window.session
    session.commit(two.before.with_records([two.before.project.model_copy(update={"title": "x"})]), "Change title")
    session.show_map(two.away)
    two.action("undo")
    assert session.map_id == two.away


def test_a_marquee_with_ctrl_takes_cards_out_and_escape_restores(two):
    session = two.window.session
    two.canvas.fit()
    chosen = (two.pain, two.action_card)
    session.select(chosen)
    box = two.canvas.card_rect(next(box for one, box in two.canvas.overlay.selected if one == two.pain))
    corner, end = box.topLeft() - QPoint(2, 4), box.center()
    surface = two.canvas.viewport()
    QTest.mousePress(surface, LEFT, CTRL, corner)
    send_move(surface, end)
    two.canvas.pointing.held(CTRL)
    assert session.selection == (two.action_card,)
    two.key(Qt.Key.Key_Escape)
    assert session.selection == chosen
    QTest.mouseRelease(surface, LEFT, NONE, end)
    assert session.selection == chosen
    two.drag(corner, end, drop=False)
    assert session.selection == (two.pain,)
    two.key(Qt.Key.Key_Escape)
    assert session.selection == chosen


@pytest.fixture
def feeling(two):
    """A point of the curve on the map at home."""
    document = two.document
    step = queries.structure(document, two.home).steps[0].id
    own = {"value": 0.5, "word": "hopeful"}
    document, point = cards.add(document, lane_of(document, two.home, "emotions").id, step, payload=own)
    two.window.session.commit(document, "Add")
    two.before = document
    return point


def test_a_point_held_over_a_tab_lands_on_the_curve_of_its_map(two, feeling):
    carry_over(two, [feeling])
    shape = queries.structure(two.before, two.away)
    lane = lane_of(two.before, two.away, "emotions").id
    let_go(two, two.cell(lane, shape.steps[0].id))
    card = two.document.cards[feeling]
    assert (card.map, card.lane) == (two.away, lane)
    assert card.payload.word == "hopeful" and card.payload.value < 0, "let go at the foot of the lane"
    assert two.window.session.history.undo_label == "Move 1 card"
    two.action("undo")
    assert two.document == two.before


def test_cards_and_points_go_to_another_map_together(two, feeling):
    carry_over(two, [two.pain, feeling])
    shape = queries.structure(two.before, two.away)
    let_go(two, two.cell(lane_of(two.before, two.away, "pains").id, shape.steps[0].id))
    document = two.document
    assert document.cards[two.pain].lane == lane_of(two.before, two.away, "pains").id
    assert document.cards[feeling].lane == lane_of(two.before, two.away, "emotions").id
    assert document.cards[feeling].payload == two.before.cards[feeling].payload
    assert not list(findings(document))
    two.action("undo")
    assert two.document == two.before


def test_escape_brings_a_point_back(two, feeling):
    carry_over(two, [feeling])
    two.key(Qt.Key.Key_Escape)
    assert two.window.session.map_id == two.home
    assert two.document is two.before and two.window.session.selection == (feeling,)


def test_a_point_dragged_beyond_the_canvas_still_lands_on_its_curve(two, feeling):
    two.canvas.zoom_to(0.9)
    two.window.session.select([feeling])
    start = two.at(feeling)
    two.drag(start, QPoint(start.x(), -4))
    assert two.document.cards[feeling].payload.value == 2.0


def test_a_point_let_go_over_the_tray_is_parked(two, feeling):
    two.window.show_tray(True)
    QApplication.processEvents()
    two.canvas.zoom_to(0.9)
    two.window.session.select([feeling])
    tray = two.window.tray
    place = two.canvas.viewport().mapFromGlobal(tray.mapToGlobal(tray.rect().center()))
    two.drag(two.at(feeling), place)
    assert queries.is_parked(two.document, two.document.cards[feeling])


def test_the_tray_is_lit_while_cards_are_held_over_it(two):
    tray = two.window.tray
    two.window.show_tray(True)
    QApplication.processEvents()
    over = two.canvas.viewport().mapFromGlobal(tray.mapToGlobal(tray.rect().center()))
    before = tray.grab().toImage().pixelColor(3, 3)
    two.drag(two.at(two.pain), over, drop=False)
    assert tray.grab().toImage().pixelColor(3, 3) != before
    send_move(two.canvas.viewport(), QPoint(300, 200))
    assert tray.grab().toImage().pixelColor(3, 3) == before
    send_move(two.canvas.viewport(), over)
    two.canvas.cancel_gesture()
    assert tray.grab().toImage().pixelColor(3, 3) == before


def test_what_is_carried_stays_in_sight_beside_the_canvas(two):
    two.window.show_tray(True)
    QApplication.processEvents()
    carried = two.window.carried
    two.window.session.select([two.pain, two.solution])
    two.drag(two.at(two.pain), tab(two, two.away), drop=False)
    assert carried.isVisible()
    place = two.canvas.viewport().mapToGlobal(tab(two, two.away))
    assert (carried.pos() - two.window.mapFromGlobal(place)).manhattanLength() < 60
    assert two.window.rect().contains(carried.geometry())
    send_move(two.canvas.viewport(), QPoint(300, 200))
    assert not carried.isVisible()
    send_move(two.canvas.viewport(), tab(two, two.away))
    assert carried.isVisible()
    two.key(Qt.Key.Key_Escape)
    assert not carried.isVisible()


def test_what_is_carried_beside_the_canvas_is_not_shown_on_it_as_well(two):
    two.window.show_tray(True)
    QApplication.processEvents()
    surface, tray = two.canvas.viewport(), two.window.tray
    edge = surface.mapFromGlobal(tray.mapToGlobal(QPoint(tray.width() // 3, 2)))
    two.drag(two.at(two.pain), edge, drop=False)
    before = surface.grab().toImage()
    send_move(surface, edge + QPoint(160, 0))
    assert surface.grab().toImage() == before
    send_move(surface, QPoint(300, 200))
    assert surface.grab().toImage() != before
    two.key(Qt.Key.Key_Escape)
