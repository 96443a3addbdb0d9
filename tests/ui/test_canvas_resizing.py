"""Steps and lanes resized with the mouse and by actions, in a real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cjdesigner.edit import cards, maps, phases, sizes
from cjdesigner.model import queries
from tests.ui.conftest import send_move

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def hands(hands_on):
    document = maps.blank_document("en")
    (phase,) = document.phases
    for number in range(5):
        document = phases.add_step(document, phase, f"Step {number}")[0]
    shape = queries.structure(document, next(iter(document.maps)))
    for lane in shape.lanes:
        for step in shape.steps[:3]:
            document = cards.add(document, lane.id, step.id, f"in {lane.name}")[0]
    hands = hands_on(document)
    hands.steps = [step.id for step in shape.steps]
    hands.lanes = {lane.type: lane.id for lane in shape.lanes}
    return hands


def on_screen(hands, x, y) -> QPoint:
    return hands.canvas.viewportTransform().map(QPointF(x, y)).toPoint()


def from_the_corner(hands):
    """The top left of the map at 100 %."""
    hands.canvas.zoom_to(1.0)
    hands.canvas.scroll_by(-5000, -5000)
    QApplication.processEvents()


def step_border(hands, step) -> QPoint:
    scene, drawing = hands.window.session.scene(), hands.window.session.drawing()
    column = scene.structure.column[step]
    row = next(row for row in drawing.rows if row.id == "steps")
    return on_screen(hands, scene.columns.left[column] + scene.columns.width[column], row.y + row.height / 2)


def lane_border(hands, lane) -> QPoint:
    row = next(row for row in hands.window.session.drawing().rows if row.id == lane)
    return on_screen(hands, hands.window.session.scene().columns.track_left + 60, row.y + row.height)


def hover(hands, where):
    canvas = hands.canvas
    canvas.pointing._last = canvas.pointing.pointer(QPointF(where), NONE)
    canvas.pointing.hover(canvas.pointing._last)
    return canvas.viewport().cursor().shape(), hands.window.status.hint.text()


def test_borders_say_what_the_mouse_would_do(hands):
    hands.canvas.fit()
    shape, hint = hover(hands, step_border(hands, hands.steps[1]))
    assert shape == Qt.CursorShape.SplitHCursor and "double-click fits" in hint
    shape, hint = hover(hands, lane_border(hands, hands.lanes["pains"]))
    assert shape == Qt.CursorShape.SplitVCursor and "double-click fits" in hint


def test_a_border_that_can_be_dragged_is_drawn_below_the_pointer_and_only_there(hands):
    hands.canvas.zoom_to(0.8)
    from_the_corner(hands)
    surface = hands.canvas.viewport()

    def drawn():
        hands.canvas.settle()
        QApplication.processEvents()
        return surface.grab().toImage()

    hover(hands, QPoint(4, 4))
    before, place = drawn(), step_border(hands, hands.steps[0])
    hover(hands, place)
    lit = drawn()
    assert lit.pixelColor(place) != before.pixelColor(place)
    hover(hands, place + QPoint(40, 0))
    assert drawn().pixelColor(place) == before.pixelColor(place)


def test_a_step_is_resized_by_its_border_and_fitted_by_a_double_click(hands):
    from_the_corner(hands)
    start = step_border(hands, hands.steps[0])
    hands.drag(start, start + QPoint(100, 0))
    assert hands.document.steps[hands.steps[0]].width == 300.0
    hands.double_click(step_border(hands, hands.steps[0]))
    fitted = hands.document.steps[hands.steps[0]].width
    assert 120.0 <= fitted < 300.0
    hands.action("undo")
    assert hands.document.steps[hands.steps[0]].width == 300.0


def test_in_the_pinned_header_a_step_has_a_border_too(hands):
    document = hands.document
    for lane in hands.lanes.values():
        document = sizes.heighten(document, [lane], 600.0)
    hands.window.session.commit(document, "High")
    from_the_corner(hands)
    hands.canvas.scroll_by(0, 700)
    QApplication.processEvents()
    x = step_border(hands, hands.steps[0]).x()
    hands.drag(QPoint(x, 36), QPoint(x + 60, 36))
    assert hands.document.steps[hands.steps[0]].width == 260.0


def test_a_lane_is_resized_by_its_lower_border_in_the_rail(hands):
    from_the_corner(hands)
    lane = hands.lanes["actions"]
    start = lane_border(hands, lane)
    hands.drag(start, start + QPoint(0, 90))
    row = next(row for row in hands.window.session.drawing().rows if row.id == lane)
    assert hands.document.lanes[lane].height == row.height > 150
    assert [one.id for one in queries.structure(hands.document, row and hands.window.session.map_id).lanes][0] == lane
    hands.double_click(lane_border(hands, lane))
    assert hands.document.lanes[lane].height == 0.0
    hands.action("undo")
    hands.action("undo")
    assert hands.document.lanes[lane].height == 0.0


def test_escape_leaves_a_lane_as_it_was(hands):
    from_the_corner(hands)
    start = lane_border(hands, hands.lanes["actions"])
    before = hands.document
    hands.drag(start, start + QPoint(0, 90), drop=False)
    assert hands.canvas.overlay.feedback.tags and hands.window.session.document is not before
    hands.key(Qt.Key.Key_Escape)
    assert hands.window.session.document is before
    QTest.mouseRelease(hands.canvas.viewport(), LEFT, NONE, start)


def test_by_keyboard_steps_and_lanes_change_size(hands):
    hands.window.session.select([hands.steps[1]])
    hands.action("wider")
    assert hands.document.steps[hands.steps[1]].width == 220.0
    hands.action("narrower")
    hands.action("narrower")
    assert hands.document.steps[hands.steps[1]].width == 180.0
    assert not hands.window.action("higher").isEnabled()
    hands.action("equal_widths")
    assert {hands.document.steps[one].width for one in hands.steps} == {195.0}
    hands.window.session.select([hands.lanes["pains"]])
    hands.action("higher")
    assert hands.document.lanes[hands.lanes["pains"]].height > 64
    hands.action("equal_heights")
    drawing = hands.window.session.drawing()
    assert len({row.height for row in drawing.rows if row.id in hands.lanes.values()}) == 1
    hands.action("fit_content")
    assert hands.document.lanes[hands.lanes["pains"]].height == 0.0
    assert hands.window.session.history.undo_label == "Fit to content"


def test_cards_are_chosen_by_lane_step_phase_type_and_tag(hands):
    session = hands.window.session
    first = queries.cell(hands.document, hands.lanes["pains"], hands.steps[0])[0]
    second = queries.cell(hands.document, hands.lanes["actions"], hands.steps[1])[0]
    document = cards.change(hands.document, [first.id], tags=("Web shop",))
    document = cards.change(document, [second.id], tags=("web  shop", "x"))
    document = cards.stretch(document, first.id, hands.steps[0], hands.steps[1])
    session.commit(document, "Tag")
    of = session.document.cards

    def chosen(action, *ids):
        session.select(ids)
        hands.action(action)
        return {of[one] for one in session.selection}

    assert chosen("select_tag", first.id) == {of[first.id], of[second.id]}
    assert {card.lane for card in chosen("select_lane", first.id)} == {hands.lanes["pains"]}
    assert chosen("select_type", first.id) == {card for card in of.values() if card.type == "pains"}
    there = chosen("select_step", second.id)
    assert of[first.id] in there and {card.start for card in there} == {hands.steps[0], hands.steps[1]}
    assert len(chosen("select_phase", hands.steps[0])) == len(of)
    assert not hands.window.action("select_tag").isEnabled() or session.selected_cards()
    session.select([], cell=(hands.lanes["pains"], hands.steps[5]))
    hands.action("select_lane")
    assert len(session.selection) == 3


def test_a_tap_with_ctrl_adds_and_takes_out(hands):
    hands.canvas.fit()
    ids = [queries.cell(hands.document, hands.lanes["pains"], one)[0].id for one in hands.steps[:2]]
    hands.click(hands.at(ids[0]))
    hands.click(hands.at(ids[1]), Qt.KeyboardModifier.ControlModifier)
    assert hands.window.session.selection == tuple(ids)
    hands.click(hands.at(ids[0]), Qt.KeyboardModifier.ControlModifier)
    assert hands.window.session.selection == (ids[1],)
    hands.click(hands.at(ids[0]), Qt.KeyboardModifier.ControlModifier)
    assert hands.window.session.selection == (ids[1], ids[0])
    send_move(hands.canvas.viewport(), hands.at(ids[1]))
    hands.click(hands.at(ids[1]), Qt.KeyboardModifier.ShiftModifier)
    assert hands.window.session.selection == (ids[0],)
