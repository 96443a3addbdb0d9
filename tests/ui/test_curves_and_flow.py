"""Curves by hand, and maps typed without the mouse: headings, steps one after the other, spans, levels."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from cjdesigner.edit import cards, curves, maps, personas, phases
from cjdesigner.editor import folding
from cjdesigner.editor.curving import spot_at
from cjdesigner.layout import hits
from cjdesigner.layout.hits import Box, Hit
from cjdesigner.model import queries
from cjdesigner.ui import context_menus
from cjdesigner.ui.canvas import hidden_marks

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def blank(hands_on):
    """A window with a blank page."""
    hands = hands_on(maps.blank_document("en"))
    hands.canvas.setFocus()
    return hands


def shape(hands):
    return queries.structure(hands.document, hands.window.session.map_id)


def test_headings_are_reached_with_the_arrows_and_named_by_typing(blank):
    session = blank.window.session
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up):
        blank.key(key)
    assert session.selection == (shape(blank).steps[0].id,)
    blank.type("Looks")
    blank.key(Qt.Key.Key_Return)
    blank.key(Qt.Key.Key_Up)
    blank.type("Start")
    blank.key(Qt.Key.Key_Return)
    blank.key(Qt.Key.Key_Up)
    assert session.selection == (session.map_id,)
    blank.key(Qt.Key.Key_Down)
    blank.key(Qt.Key.Key_Down)
    blank.key(Qt.Key.Key_Down)
    blank.key(Qt.Key.Key_Left)
    assert session.selection == (shape(blank).lanes[0].id,)
    assert [step.name for step in shape(blank).steps] == ["Looks"]
    assert [phase.name for phase in shape(blank).phases] == ["Start"]


def test_ten_steps_are_named_without_the_mouse(blank):
    blank.window.session.select([shape(blank).steps[0].id])
    for number in range(10):
        blank.type(f"step {number}")
        blank.key(Qt.Key.Key_Tab)
    blank.key(Qt.Key.Key_Escape)
    assert [step.name for step in shape(blank).steps] == [f"step {number}" for number in range(10)]
    for _ in range(10):
        blank.action("undo")
    assert [step.name for step in shape(blank).steps] == ["Step"]


def test_control_enter_names_another_step_of_the_same_phase(blank):
    blank.action("add_phase")
    blank.type("Next")
    blank.key(Qt.Key.Key_Return)  # on to its first step
    blank.type("one")
    blank.key(Qt.Key.Key_Return, CONTROL)
    blank.type("two")
    blank.key(Qt.Key.Key_Return)
    blank.key(Qt.Key.Key_Escape)
    made = shape(blank).phases[1]
    assert made.name == "Next"
    assert [step.name for step in shape(blank).steps_of[made.id]] == ["one", "two"]


def test_a_new_step_is_one_undo_step_and_escape_takes_it_back(blank):
    before = blank.document
    blank.action("add_step")
    blank.type("Asks around")
    blank.key(Qt.Key.Key_Tab)
    assert blank.window.session.history.undo_label == "Add step"
    blank.key(Qt.Key.Key_Escape)
    blank.action("undo")
    assert blank.document == before
    blank.action("add_phase")
    blank.key(Qt.Key.Key_Escape)
    assert blank.document == before


@pytest.fixture
def felt(hands_on):
    """A window with a curve of two personas over three steps; the second persona has no point yet."""
    document = maps.blank_document("en")
    (map_id,) = document.maps
    (phase,) = document.phases
    for name in ("Second", "Third"):
        document, _ = phases.add_step(document, phase, name)
    document, ann = personas.add(document, "Ann", map_id)
    document, bob = personas.add(document, "Bob", map_id)
    form = queries.structure(document, map_id)
    lane = next(one.id for one in form.lanes if one.type == "emotions")
    for step, value in ((form.steps[0].id, -1.0), (form.steps[2].id, 1.0)):
        document, _ = cards.add(document, lane, step, payload={"value": value, "word": "x", "persona": ann})
    hands = hands_on(document)
    hands.lane, hands.ann, hands.bob, hands.steps = lane, ann, bob, [step.id for step in form.steps]
    hands.canvas.fit()
    hands.canvas.setFocus()
    return hands


def curve(hands, persona):
    return [
        (card.start, card.payload.value, card.payload.word)
        for card in curves.points(hands.document, hands.lane, persona)
    ]


def test_a_feeling_is_typed_with_its_value(felt):
    felt.window.session.select([], cell=(felt.lane, felt.steps[1]))
    felt.type("-1,5 worried")
    felt.key(Qt.Key.Key_Return)
    assert (felt.steps[1], -1.5, "worried") in curve(felt, felt.ann)
    felt.key(Qt.Key.Key_F2)
    felt.type("+2 two minds")
    felt.key(Qt.Key.Key_Return)
    assert (felt.steps[1], 2.0, "two minds") in curve(felt, felt.ann)
    felt.key(Qt.Key.Key_F2)
    felt.key(Qt.Key.Key_Return)
    assert (felt.steps[1], 2.0, "two minds") in curve(felt, felt.ann)


def test_a_second_curve_is_typed_from_step_to_step(felt):
    felt.window.session.select([], cell=(felt.lane, felt.steps[0]))
    felt.action("next_curve")
    felt.action("next_curve")
    assert felt.window.session.curve == felt.bob
    felt.key(Qt.Key.Key_Home)
    for word in ("-.5 low", "0 so", "2 great"):
        felt.type(word)
        felt.key(Qt.Key.Key_Tab)
    assert [one[1:] for one in curve(felt, felt.bob)] == [(-0.5, "low"), (0.0, "so"), (2.0, "great")]
    assert len(curve(felt, felt.ann)) == 2


def test_up_and_down_change_the_value_and_shift_goes_by_halves(felt):
    point = curves.points(felt.document, felt.lane, felt.ann)[0]
    felt.window.session.select([point.id])
    felt.key(Qt.Key.Key_Up)
    assert felt.document.cards[point.id].payload.value == -0.9
    felt.key(Qt.Key.Key_Up, SHIFT)
    assert felt.document.cards[point.id].payload.value == -0.5
    felt.key(Qt.Key.Key_Down, SHIFT)
    felt.key(Qt.Key.Key_Down, SHIFT)
    assert felt.document.cards[point.id].payload.value == -1.5
    for _ in range(8):
        felt.key(Qt.Key.Key_Down, SHIFT)
    assert felt.document.cards[point.id].payload.value == -2.0


def test_holding_a_key_on_a_point_is_one_step_and_a_pause_begins_another(felt):
    session, now = felt.window.session, [0.0]
    session.clock = lambda: now[0]
    before, steps = felt.document, session.history.position
    point = curves.points(felt.document, felt.lane, felt.ann)[0]
    session.select([point.id])
    for _ in range(5):
        felt.key(Qt.Key.Key_Up)
        now[0] += 0.04
    assert felt.document.cards[point.id].payload.value == pytest.approx(point.payload.value + 0.5)
    assert session.history.position == steps + 1
    assert felt.window.announcer.said[-1] == "Change the curve"
    now[0] += 2
    felt.key(Qt.Key.Key_Down)
    assert session.history.position == steps + 2
    felt.action("undo")
    felt.action("undo")
    assert felt.document == before


@pytest.mark.parametrize("key, count", [("wider", 4), ("higher", 3), ("longer", 2), ("move_right", 2)])
def test_an_action_pressed_again_is_one_step(hands, key, count):
    session = hands.window.session
    first = queries.structure(hands.document, session.map_id).steps[0].id
    card = next(one for one in hands.document.cards.values() if one.type == "actions" and one.start == first)
    session.clock = lambda: 0.0
    session.select([card.id])
    before = hands.document
    for _ in range(count):
        hands.action(key)
    assert session.history.position == 1
    hands.action("undo")
    assert hands.document == before and session.selection == (card.id,)


def on_curve(hands, step):
    """A place of the canvas where Ann's curve passes, left of the middle of a step."""
    session = hands.window.session
    drawing, scene = session.drawing(), session.scene()
    row = next(row for row in drawing.rows if row.id == hands.lane)
    x = scene.columns.left[scene.structure.column[step]] + 20
    y = row.y
    while spot_at(hands.document, drawing, scene, x, y, 2.0) is None:
        y += 1.0
        assert y < row.y + row.height
    hands.canvas.reveal(hits.Box(x, y, 1, 1))
    return hands.canvas.viewportTransform().map(QPointF(x, y)).toPoint()


def test_a_click_on_the_curve_sets_a_point_and_asks_for_its_word(felt):
    before = felt.document
    place = on_curve(felt, felt.steps[1])
    for where in (QPoint(5, 5), place):  # a mouse that is there already would not tell
        QTest.mouseMove(felt.canvas.viewport(), where)
        QApplication.processEvents()
    spot = felt.canvas.overlay.spot
    assert spot is not None and spot.persona == felt.ann and abs(spot.value) <= 0.1, "half way from −1 to 1"
    felt.canvas.grab()
    felt.click(place)
    felt.type("turning")
    felt.key(Qt.Key.Key_Return)
    assert (felt.steps[1], spot.value, "turning") in curve(felt, felt.ann)
    felt.action("undo")
    assert felt.document == before


def test_a_point_is_pulled_out_of_the_curve(felt):
    place = on_curve(felt, felt.steps[1])
    felt.drag(place, place + QPointF(0, -40).toPoint())
    ((_, value, word),) = [one for one in curve(felt, felt.ann) if one[0] == felt.steps[1]]
    assert value > 0.3 and word == ""
    assert felt.window.session.history.undo_label == "Add a point to the curve"
    felt.action("undo")
    felt.drag(place, place + QPointF(0, -40).toPoint(), drop=False)
    felt.key(Qt.Key.Key_Escape)
    assert len(curve(felt, felt.ann)) == 2 and felt.window.session.document is felt.window.session.saved_document


def choose(hands, action, text):
    menu = hands.window.action(action).menu()
    menu.aboutToShow.emit()
    entry = next(one for one in menu.actions() if one.text() == text)
    assert entry.isEnabled()
    entry.trigger()


def test_a_curve_is_copied_to_another_persona_in_place_of_hers(felt):
    felt.window.session.select([], cell=(felt.lane, felt.steps[0]))
    choose(felt, "copy_curve", "Ann to Bob")
    assert [one[1] for one in curve(felt, felt.bob)] == [-1.0, 1.0]
    assert len(curve(felt, felt.ann)) == 2
    choose(felt, "copy_curve", "Ann to Bob")
    assert len(curve(felt, felt.bob)) == 2
    assert "2 points were replaced" in felt.window.notice.text.text()
    felt.action("undo")
    felt.action("undo")
    assert curve(felt, felt.bob) == []


def test_a_curve_is_hidden_and_shown_again(felt):
    choose(felt, "copy_curve", "Ann to Bob")
    drawn = {group.meaning.id for row in felt.window.session.drawing().rows for group in row.groups}
    point = curves.points(felt.document, felt.lane, felt.bob)[0].id
    assert point in drawn
    choose(felt, "curves", "Bob")
    drawn = {group.meaning.id for row in felt.window.session.drawing().rows for group in row.groups}
    assert point not in drawn and curves.points(felt.document, felt.lane, felt.ann)[0].id in drawn
    felt.window.session.select([], cell=(felt.lane, felt.steps[1]))
    felt.key(Qt.Key.Key_Left)
    assert felt.window.session.selection != (point,), "the keyboard does not come by what is hidden"
    choose(felt, "curves", "Bob")
    assert felt.document.lanes[felt.lane].hidden_curves == ()


def test_points_are_given_to_another_persona(felt):
    felt.window.session.select([curves.points(felt.document, felt.lane, felt.ann)[0].id])
    choose(felt, "give_points", "Bob")
    assert [one[1] for one in curve(felt, felt.bob)] == [-1.0]


def test_cards_span_more_steps_by_key(felt):
    lane = next(one.id for one in shape(felt).lanes if one.type == "pains")
    felt.window.session.select([], cell=(lane, felt.steps[0]))
    felt.type("Too long")
    felt.action("longer")
    felt.action("longer")
    felt.action("longer")
    (card,) = [one for one in felt.document.cards.values() if one.text == "Too long"]
    assert (card.start, card.end) == (felt.steps[0], felt.steps[2])
    felt.action("shorter")
    assert felt.document.cards[card.id].end == felt.steps[1]
    felt.action("level_3")
    assert felt.document.cards[card.id].payload.severity == 3
    felt.action("level_0")
    assert felt.document.cards[card.id].payload.severity == 0


def test_moments_of_truth_are_marked_by_key(felt):
    felt.window.session.select([felt.steps[1]])
    felt.action("truth")
    assert felt.document.steps[felt.steps[1]].moment_of_truth
    felt.window._update_actions()
    assert felt.window.action("truth").isChecked()
    felt.action("truth")
    assert not felt.document.steps[felt.steps[1]].moment_of_truth


def test_lanes_are_chosen_by_a_letter(felt):
    felt.window.session.select([shape(felt).lanes[0].id])
    felt.action("add_lane")
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, Qt.Key.Key_H)
    QApplication.processEvents()
    assert shape(felt).lanes[1].type == "thoughts"


def test_escape_in_the_inspector_goes_back_to_the_map(felt):
    felt.action("add_persona")
    felt.type("Cas")
    felt.key(Qt.Key.Key_Return)
    felt.key(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is felt.canvas
    assert "Cas" in {one.name for one in felt.document.personas.values()}


def sign_of_curves(hands):
    """The sign of hidden curves in the lane, and where a click meets it."""
    (mark,) = [one for one in hands.canvas.overlay.hidden if one.kind == "curves"]
    box = hidden_marks.box_of(mark, hands.canvas.scale_now, hands.canvas.font())
    hands.canvas.reveal(box)
    return mark, hands.canvas.card_rect(box).center()


@pytest.mark.parametrize("where", ["in the file", "in this look"])
def test_a_hidden_curve_leaves_a_sign_in_its_lane_that_shows_it_again(felt, where):
    session = felt.window.session
    session.commit(curves.copy(session.saved_document, felt.lane, felt.ann, felt.bob)[0], "Copy")
    before = felt.document
    assert felt.canvas.overlay.hidden == []
    if where == "in the file":
        session.commit(curves.show(before, felt.lane, felt.bob, False), "Hide the curve")
    else:
        folding.hide_personas(session, [felt.bob])
    mark, spot = sign_of_curves(felt)
    assert mark.text == "1 curve hidden" and "Bob" in mark.says
    row = next(row for row in session.drawing().rows if row.id == felt.lane)
    assert row.y < mark.y < row.y + row.height
    drawn = {text for group in row.groups for shape in group.shapes for text in getattr(shape, "lines", ())}
    assert not any("hidden" in text for text in drawn), "no export shows it"
    felt.click(spot)
    assert felt.canvas.overlay.hidden == []
    assert felt.document == before and not session.look.hidden_personas
    if where == "in the file":
        assert session.undo() == "Show the curve"
        assert sign_of_curves(felt)


def test_hidden_curves_are_shown_by_the_menu_and_only_those_with_points_count(felt):
    session = felt.window.session
    document = session.saved_document
    for one in (felt.ann, felt.bob):
        document = curves.show(document, felt.lane, one, False)
    session.commit(document, "Hide")
    mark, _ = sign_of_curves(felt)
    assert mark.ids == (felt.lane, felt.ann), "the other has no point"
    menu = QMenu()
    felt.window.update_actions()
    context_menus.fill(felt.window, menu, Hit("lane", felt.lane, Box(0, 0, 1, 1)))
    next(one for one in menu.actions() if one.text() == "Show the hidden curves").trigger()
    assert felt.document.lanes[felt.lane].hidden_curves == (felt.bob,)
    assert not felt.window.action("show_curves").isEnabled()


def press(hands, key, held=Qt.KeyboardModifier.NoModifier, again=False):
    """A key that goes down; ``again`` as systems tell of one that is held."""
    QApplication.sendEvent(hands.canvas, QKeyEvent(QEvent.Type.KeyPress, key, held, "", again))


def press_as_x11(hands, key, number):
    """A key that is held, told of as let go and pressed in the same millisecond."""
    for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier)
        event.setTimestamp(1000 + 33 * number)
        QApplication.sendEvent(hands.canvas, event)


@pytest.mark.parametrize("told", ["again", "as new"])
def test_an_arrow_that_is_held_walks_as_far_as_a_point_and_leaves_its_value(blank, told):
    of = {lane.type: lane.id for lane in shape(blank).lanes}
    document, point = cards.add(blank.document, of["emotions"], shape(blank).steps[0].id, payload={"value": 0.5})
    blank.window.session.commit(document, "Add card")
    blank.window.session.select([], cell=(shape(blank).lanes[0].id, shape(blank).steps[0].id))
    press(blank, Qt.Key.Key_Down)
    for number in range(12):
        if told == "again":
            press(blank, Qt.Key.Key_Down, again=True)
        else:
            press_as_x11(blank, Qt.Key.Key_Down, number)
    assert blank.window.session.selection == (point,)
    assert blank.document.cards[point].payload.value == 0.5
    press(blank, Qt.Key.Key_Down)
    press(blank, Qt.Key.Key_Down, again=True)
    assert blank.document.cards[point].payload.value == pytest.approx(0.3)


def test_control_and_an_arrow_go_from_lane_to_lane_also_past_the_curve(blank):
    session, step = blank.window.session, shape(blank).steps[0].id
    of = {lane.type: lane.id for lane in shape(blank).lanes}
    document, point = cards.add(blank.document, of["emotions"], step, payload={"value": 0.5})
    document, first = cards.add(document, of["touchpoints"], step, "Shop")
    document, _ = cards.add(document, of["touchpoints"], step, "Site")
    session.commit(document, "Add cards")
    session.select([first])
    order = [lane.id for lane in shape(blank).lanes]
    press(blank, Qt.Key.Key_Down, CONTROL)
    assert session.selection == (point,)
    press(blank, Qt.Key.Key_Down, CONTROL)
    assert session.cell == (order[order.index(of["emotions"]) + 1], step)
    press(blank, Qt.Key.Key_Up, CONTROL)
    press(blank, Qt.Key.Key_Up, CONTROL)
    assert len(session.selection) == 1 and blank.document.cards[session.selection[0]].lane == of["touchpoints"]
    for _ in range(order.index(of["touchpoints"]) + 1):
        press(blank, Qt.Key.Key_Up, CONTROL)
    assert session.selection == (step,)
    assert blank.document.cards[point].payload.value == 0.5
