"""What is dragged on the canvas: several cards, long cards, points; and what comes between press and release."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cjdesigner.edit import cards, maps, phases
from cjdesigner.editor.gestures import Pointer
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.layout import hits
from cjdesigner.model import queries
from cjdesigner.model.records import copied
from tests.ui.conftest import send_move

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def grid(steps: int = 6):
    """A map with an actions and an emotions lane, and its steps."""
    document = maps.blank_document("en")
    (phase,) = document.phases
    for number in range(steps - 1):
        document = phases.add_step(document, phase, f"Step {number}")[0]
    shape = queries.structure(document, next(iter(document.maps)))
    lane = next(one.id for one in shape.lanes if one.type == "actions")
    curve = next(one.id for one in shape.lanes if one.type == "emotions")
    return document, lane, curve, [step.id for step in shape.steps]


def middle_of(hands, record_id) -> QPoint:
    box = hits.find(hands.window.session.drawing(), record_id)
    return hands.canvas.card_rect(box).center()


def press(hands, where, button=LEFT):
    QTest.mousePress(hands.canvas.viewport(), button, NONE, where)


def release(hands, where, button=LEFT):
    QTest.mouseRelease(hands.canvas.viewport(), button, NONE, where)


def move_without_buttons(hands, where):
    surface = hands.canvas.viewport()
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(where), QPointF(surface.mapToGlobal(where)), Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton, NONE,
    )  # fmt: skip
    QApplication.sendEvent(surface, event)


def test_the_card_under_the_pointer_leads_the_others(hands_on):
    document, lane, _, steps = grid()
    document, one = cards.add(document, lane, steps[0], "one")
    document, two = cards.add(document, lane, steps[2], "two")
    hands = hands_on(document)
    hands.canvas.fit()
    hands.window.session.select([one, two])
    hands.drag(middle_of(hands, two), middle_of(hands, two) + (hands.cell(lane, steps[3]) - hands.cell(lane, steps[2])))
    assert hands.document.cards[two].start == steps[3]
    assert hands.document.cards[one].start == steps[1]


def test_cards_that_move_together_stay_in_reading_order(hands_on):
    document, lane, _, steps = grid()
    ids = []
    for number in range(3):
        document, made = cards.add(document, lane, steps[0], f"card {number}")
        ids.append(made)
    hands = hands_on(document)
    hands.canvas.fit()
    hands.window.session.select(reversed(ids))
    hands.drag(middle_of(hands, ids[1]), hands.cell(lane, steps[3]))
    assert [card.id for card in queries.cell(hands.document, lane, steps[3])] == ids


def test_a_long_card_does_not_jump_to_where_it_is_held(hands_on):
    document, lane, _, steps = grid()
    document, card = cards.add(document, lane, steps[0], "long")
    document = cards.stretch(document, card, steps[0], steps[2])
    hands = hands_on(document)
    hands.canvas.fit()
    right = middle_of(hands, card) + QPoint(round(220 * hands.canvas.scale_now), 0)
    hands.drag(right, right + QPoint(9, 0))
    assert hands.document == document
    hands.drag(right, right + (hands.cell(lane, steps[3]) - hands.cell(lane, steps[2])))
    assert (hands.document.cards[card].start, hands.document.cards[card].end) == (steps[1], steps[3])


@pytest.mark.parametrize("scale", [0.08, 0.3, 1.0, 4.0])
def test_a_click_changes_nothing_at_any_zoom(hands_on, scale):
    document, lane, _, steps = grid()
    document, card = cards.add(document, lane, steps[2], "short")
    document = phases.change(document, steps[1], width=233.0)
    hands = hands_on(document)
    hands.canvas.zoom_to(scale)
    session = hands.window.session
    box = hits.find(session.drawing(), card)
    row = next(row for row in session.drawing().rows if row.id == "steps")
    columns = session.scene().columns
    spots = [
        (box.x + 8, box.y + 8),
        (box.right, box.y + box.height / 2),
        (box.right - 1, box.bottom - 2),
        (columns.left[1] + columns.width[1], row.y + row.height / 2),
    ]
    for x, y in spots:
        session.select([card])
        hands.canvas.reveal(hits.Box(x, y, 1, 1))
        where = hands.canvas.viewportTransform().map(QPointF(x, y)).toPoint()
        hands.drag(where, where + QPoint(1, 1), steps=2)
        assert hands.document == document, (x, y)
        assert session.document is session.saved_document


def test_a_right_edge_stretches_a_card_over_the_next_step(hands_on):
    document, lane, _, steps = grid()
    document, card = cards.add(document, lane, steps[1], "short")
    hands = hands_on(document)
    hands.canvas.fit()
    hands.window.session.select([card])
    box = hits.find(hands.window.session.drawing(), card)
    edge = hands.canvas.viewportTransform().map(QPointF(box.right, box.bottom - 4)).toPoint()
    wide = hands.cell(lane, steps[2]) - hands.cell(lane, steps[1])
    hands.drag(edge, edge + wide)
    assert (hands.document.cards[card].start, hands.document.cards[card].end) == (steps[1], steps[2])


@pytest.mark.parametrize("scale", [0.3, 0.43, 0.6, 1.0])
def test_a_low_card_can_be_stretched_and_linked_at_any_zoom(hands_on, scale):
    """Its round handle covered all of its edge."""
    document, lane, _, steps = grid()
    document, card = cards.add(document, lane, steps[1], "short")
    document, other = cards.add(document, lane, steps[3], "other")
    hands = hands_on(document)
    hands.canvas.zoom_to(scale)
    hands.window.session.select([card])
    hands.canvas.reveal_selection()
    box = hits.find(hands.window.session.drawing(), card)
    wide = hands.cell(lane, steps[2]) - hands.cell(lane, steps[1])
    for height in (0.5, 0.25) if scale < 0.7 else (0.1,):
        QTest.mouseMove(hands.canvas.viewport(), hands.at(card))
        QApplication.processEvents()
        edge = hands.canvas.viewportTransform().map(QPointF(box.right - 1, box.y + height * box.height)).toPoint()
        hands.drag(edge, edge + wide)
        assert (hands.document.cards[card].start, hands.document.cards[card].end) == (steps[1], steps[2])
        hands.action("undo")
    if box.height * scale >= 12:  # lower ones have no handle
        hands.drag(hands.handle(card), hands.at(other))
        assert [(link.source, link.target) for link in hands.document.links.values()] == [(card, other)]


@pytest.mark.parametrize("scale", [0.3, 0.43])
def test_the_kind_of_a_short_link_does_not_cover_it_while_it_is_drawn(hands_on, scale):
    document, lane, _, steps = grid()
    document, card = cards.add(document, lane, steps[1], "This card is high enough for a handle\n\n\n\nat any zoom")
    document, other = cards.add(document, lane, steps[2], "other")
    hands = hands_on(document)
    hands.canvas.zoom_to(scale)
    hands.window.session.select([card])
    hands.canvas.reveal_selection()
    start, end = hands.handle(card), hands.at(other)
    hands.drag(start, end, drop=False)
    assert hands.canvas.overlay.feedback.tags
    hands.window.grab()
    shown = hands.canvas.viewport().grab().toImage()
    ratio = shown.devicePixelRatio()
    middle = (start + end) / 2
    line = {shown.pixelColor(int(middle.x() * ratio), int((middle.y() + dy) * ratio)).name() for dy in range(-3, 4)}
    assert "#1f2933" not in line
    hands.key(Qt.Key.Key_Escape)


def test_a_left_edge_stretches_a_card_back_and_shortens_it(hands_on):
    document, lane, _, steps = grid()
    document, card = cards.add(document, lane, steps[2], "long")
    document = cards.stretch(document, card, steps[2], steps[3])
    hands = hands_on(document)
    hands.canvas.fit()
    hands.window.session.select([card])

    def edge() -> QPoint:
        box = hits.find(hands.window.session.drawing(), card)
        return hands.canvas.viewportTransform().map(QPointF(box.x, box.bottom - 4)).toPoint()

    def span() -> tuple[str, str]:
        made = hands.document.cards[card]
        return made.start, made.end

    wide = hands.cell(lane, steps[2]) - hands.cell(lane, steps[1])
    hands.drag(edge(), edge() - wide)
    assert span() == (steps[1], steps[3])
    hands.drag(edge(), edge() + wide * 2)
    assert span() == (steps[3], "")
    hands.drag(edge(), edge() + wide * 2)
    assert span() == (steps[3], ""), "not beyond its other edge"
    assert hands.window.session.history.undo_label == "Stretch card"
    hands.action("undo")
    hands.action("undo")
    assert hands.document == document


def test_a_card_held_at_the_edge_moves_the_map_below_it(hands_on, qtbot):
    document, lane, _, steps = grid(14)
    document, card = cards.add(document, lane, steps[0], "travels")
    hands = hands_on(document)
    canvas = hands.canvas
    canvas.zoom_to(1.0)
    start = hands.at(card)
    bar = canvas.horizontalScrollBar()
    before = bar.value()
    edge = QPoint(canvas.viewport().width() - 26, start.y())
    hands.drag(start, edge, drop=False)
    qtbot.waitUntil(lambda: bar.value() > before + 400)
    release(hands, edge)
    assert hands.document.cards[card].start not in (steps[0], steps[1])
    there = bar.value()
    QTest.qWait(60)
    assert bar.value() == there, "let go, it stands still"


def test_points_of_one_step_pass_each_other(hands_on):
    document, _, curve, steps = grid()
    persona = ""
    document, one = cards.add(document, curve, steps[1], payload={"value": 1.0, "word": "one", "persona": persona})
    document, two = cards.add(document, curve, steps[1], payload={"value": -1.0, "word": "two", "persona": persona})
    hands = hands_on(document)
    hands.canvas.zoom_to(1.0)
    start, beyond = hands.at(one), middle_of(hands, two)
    hands.drag(start, QPoint(beyond.x() + 30, start.y()))
    assert [card.id for card in queries.cell(hands.document, curve, steps[1])] == [two, one]
    assert hands.document.cards[one].payload.value == 1.0
    hands.action("undo")
    assert hands.document == document


def test_a_card_keeps_its_fields_on_the_curve_and_back(hands_on):
    document, lane, curve, steps = grid()
    document, card = cards.add(document, lane, steps[1], "Buys", payload={"channel": "shop", "duration": "5 min"})
    hands = hands_on(document)
    hands.canvas.fit()
    hands.drag(middle_of(hands, card), hands.cell(curve, steps[3]))
    assert isinstance(hands.document.cards[card].payload, Emotion)
    back = cards.move(hands.document, [card], lane, steps[1])
    assert back.cards[card].payload == document.cards[card].payload
    assert back.cards[card].text == "Buys"


def test_hundreds_of_cards_move_at_once(hands_on):
    document, lane, _, steps = grid()
    for number in range(300):
        document = cards.add(document, lane, steps[number % 3], f"card {number}")[0]
    hands = hands_on(document)
    hands.canvas.zoom_to(0.5)
    hands.action("select_all")
    first = queries.cell(document, lane, steps[0])[0].id
    start = hands.at(first)
    hands.drag(start, start + QPoint(round(3 * 220 * hands.canvas.scale_now), 0), steps=4)
    moved = hands.document
    assert {card.start for card in moved.cards.values()} == {steps[3], steps[4], steps[5]}
    assert [c.text for c in queries.cell(moved, lane, steps[3])] == [
        c.text for c in queries.cell(document, lane, steps[0])
    ]
    hands.action("undo")
    assert hands.document == document


@pytest.fixture
def dragging(hands):
    """A card in the middle of a drag."""
    card = next(
        one for one in hands.document.cards.values() if one.type == "pains" and one.map == hands.window.session.map_id
    )
    hands.canvas.fit()
    start = hands.at(card.id)
    hands.before = hands.document
    hands.card = card
    steps = queries.structure(hands.document, card.map).steps
    hands.end = hands.cell(card.lane, steps[4 if card.start != steps[4].id else 5].id)
    hands.drag(start, hands.end, drop=False)
    assert hands.window.session.document is not hands.before
    return hands


def test_other_buttons_change_nothing_in_the_middle(dragging):
    for button in (Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton):
        press(dragging, dragging.end, button)
        send_move(dragging.canvas.viewport(), dragging.end + QPoint(3, 0))
        release(dragging, dragging.end, button)
    assert dragging.canvas.pointing.gesture is not None
    release(dragging, dragging.end)
    assert dragging.document.cards[dragging.card.id].start != dragging.card.start
    assert dragging.canvas.pointing.gesture is None


def test_a_middle_drag_outlives_a_left_click(hands):
    hands.canvas.zoom_to(1.5)
    place = QPoint(400, 400)
    press(hands, place, Qt.MouseButton.MiddleButton)
    press(hands, place)
    release(hands, place)
    assert hands.canvas.pointing.busy
    release(hands, place, Qt.MouseButton.MiddleButton)
    assert not hands.canvas.pointing.busy


def test_a_release_that_never_came_ends_the_drag(dragging):
    move_without_buttons(dragging, dragging.end + QPoint(-50, 0))
    assert dragging.canvas.pointing.gesture is None
    assert dragging.window.session.document is dragging.before


@pytest.mark.parametrize("what", ["map", "session", "commit", "undo", "language", "resize", "wheel", "focus", "save"])
def test_whatever_comes_in_the_middle(dragging, what, tmp_path):
    hands, session = dragging, dragging.window.session
    hands.answers.save_path = tmp_path / "map.cjmap"
    other = copied(hands.before.project, notes="x")
    if what == "map":
        session.commit(maps.duplicate(hands.before, session.map_id)[0], "Duplicate")
        session.show_map(queries.maps(session.document)[-1].id)
    elif what == "session":
        hands.window.files.new(maps.blank_document("en"))
    elif what == "commit":
        session.commit(hands.before.with_records([other]), "Other")
    elif what == "undo":
        hands.window.action("undo").trigger()
    elif what == "language":
        hands.window.set_language("nl")
    elif what == "resize":
        hands.window.resize(600, 400)
        QApplication.processEvents()
    elif what == "wheel":
        event = QWheelEvent(
            QPointF(hands.end), QPointF(hands.end), QPoint(), QPoint(0, 120), LEFT,
            Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(hands.canvas.viewport(), event)
    elif what == "focus":
        hands.canvas.clearFocus()
    elif what == "save":
        hands.action("save")
    QApplication.processEvents()
    if what in ("map", "session", "commit", "save"):
        assert hands.canvas.pointing.gesture is None
    send_move(hands.canvas.viewport(), hands.end)
    release(hands, QPoint(-300, 5000))
    assert hands.canvas.pointing.gesture is None
    session = hands.window.session
    assert session.document is session.saved_document
    if what in ("map", "undo", "save"):
        assert session.saved_document.cards[hands.card.id] == hands.card
    if what == "commit":
        assert session.saved_document.project == other
        assert session.saved_document.cards == hands.before.cards


def test_a_gesture_that_fails_leaves_no_preview(dragging, monkeypatch):
    def fail(*arguments, **named):
        raise RuntimeError("no")

    monkeypatch.setattr("cjdesigner.editor.gestures.place_at", fail)
    with pytest.raises(RuntimeError):
        send_move(dragging.canvas.viewport(), dragging.end + QPoint(40, 0))
    assert dragging.canvas.pointing.gesture is None
    assert dragging.window.session.document is dragging.before


def test_ctrl_in_the_middle_copies(dragging):
    QTest.keyPress(dragging.canvas, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    assert len(dragging.window.session.document.cards) == len(dragging.before.cards) + 1
    QTest.keyRelease(dragging.canvas, Qt.Key.Key_Control, NONE)
    assert len(dragging.window.session.document.cards) == len(dragging.before.cards)
    dragging.canvas.cancel_gesture()


def test_an_outline_does_not_stay_behind_a_deleted_card(hands):
    card = next(one for one in hands.document.cards.values() if one.map == hands.window.session.map_id)
    where = hands.at(card.id)
    hands.click(where)
    move_without_buttons(hands, where)
    hands.key(Qt.Key.Key_Delete)
    assert hands.canvas.overlay.hover is None and hands.canvas.overlay.handle is None
    assert hands.canvas.overlay.selected == []


def test_a_pointer_has_less_way_to_go_the_larger_the_map(hands):
    hands.canvas.zoom_to(4.0)
    near = hands.canvas.pointing.pointer(QPointF(10, 10), NONE)
    assert isinstance(near, Pointer) and near.slack == pytest.approx(1.0)


@pytest.mark.parametrize(("at_start", "wanted"), [(False, -1), (True, 0)])
def test_cards_held_at_an_edge_scroll_the_map_until_its_last_cell_is_below_them(hands_on, qtbot, at_start, wanted):
    document, lane, _, steps = grid(20)
    document, card = cards.add(document, lane, steps[10], "one")
    hands = hands_on(document)
    canvas = hands.canvas
    bar = canvas.horizontalScrollBar()
    hands.click(hands.at(card))
    QApplication.processEvents()
    start = hands.at(card)
    inside = canvas._beside_strips(1.0).toRect()
    edge = QPoint(inside.left() + 6 if at_start else canvas.viewport().width() - 6, start.y())
    values = []
    bar.valueChanged.connect(values.append)
    hands.drag(start, edge, drop=False)
    qtbot.waitUntil(lambda: not canvas.pointing._scroll.isActive())
    assert len(values) > 5, "bit by bit"
    release(hands, edge)
    moved = hands.document.cards[card]
    assert (moved.lane, moved.start) == (lane, steps[wanted])


def test_a_card_at_the_edge_of_the_first_cell_does_not_move_the_map(hands_on):
    document, lane, _, steps = grid(20)
    document, card = cards.add(document, lane, steps[0], "one")
    hands = hands_on(document)
    canvas = hands.canvas
    canvas.horizontalScrollBar().setValue(canvas.horizontalScrollBar().minimum())
    start = hands.at(card)
    before = canvas.horizontalScrollBar().value()
    hands.drag(start, start - QPoint(40, 0), drop=False)
    assert not canvas.pointing._scroll.isActive()
    assert canvas.horizontalScrollBar().value() == before
    hands.canvas.cancel_gesture()


def held_over(hands, where, data):
    """Something of another part of the window, or of another program, that is dragged over the canvas."""
    event = QDragMoveEvent(where, Qt.DropAction.CopyAction, data, LEFT, NONE)
    QApplication.sendEvent(hands.canvas.viewport(), event)
    return event


def test_what_comes_in_over_an_edge_does_not_move_the_map_under_the_hand(hands_on, qtbot):
    """On its way from the palette a building block crosses the lane names: the map ran away from it."""
    document, lane, _, steps = grid(20)
    hands = hands_on(document)
    canvas, bar = hands.canvas, hands.canvas.horizontalScrollBar()
    start = hands.cell(lane, steps[12])
    rail = round(canvas._beside_strips(1.0).left())
    assert rail > 40, "the names of the lanes are pinned"
    data = QMimeData()
    data.setText("from elsewhere")
    enter = QDragEnterEvent(QPoint(2, start.y()), Qt.DropAction.CopyAction, data, LEFT, NONE)
    QApplication.sendEvent(canvas.viewport(), enter)
    before = bar.value()
    for x in (4, rail // 2, rail - 10, rail + 10):
        held_over(hands, QPoint(x, start.y()), data)
        QTest.qWait(40)
    held_over(hands, start, data)
    assert bar.value() == before
    held_over(hands, QPoint(rail - 10, start.y()), data)  # back at the edge: that is meant
    qtbot.waitUntil(lambda: bar.value() < before)
    QApplication.sendEvent(canvas.viewport(), QDragLeaveEvent())


def test_what_is_dragged_in_scrolls_the_map_too_until_it_leaves(hands_on, qtbot):
    document, lane, _, steps = grid(20)
    hands = hands_on(document)
    canvas = hands.canvas
    start = hands.cell(lane, steps[5])
    bar = canvas.horizontalScrollBar()
    data = QMimeData()
    data.setText("from elsewhere")
    edge = QPoint(canvas.viewport().width() - 6, start.y())
    enter = QDragEnterEvent(start, Qt.DropAction.CopyAction, data, LEFT, NONE)
    QApplication.sendEvent(canvas.viewport(), enter)
    before = bar.value()
    held_over(hands, edge, data)
    qtbot.waitUntil(lambda: bar.value() > before + 60)
    assert canvas.overlay.feedback.refusal == "" and canvas.overlay.feedback.hint
    QApplication.sendEvent(canvas.viewport(), QDragLeaveEvent())
    assert not canvas.dropping._scroll.isActive()


def test_nothing_is_dropped_on_a_cell_below_pinned_names(hands_on):
    document, lane, _, steps = grid(20)
    hands = hands_on(document)
    canvas = hands.canvas
    start = hands.cell(lane, steps[12])
    data = QMimeData()
    data.setText("from elsewhere")
    inside = canvas._beside_strips(1.0).toRect()
    assert inside.left() > 40, "the names of the lanes are pinned"
    QApplication.sendEvent(canvas.viewport(), QDragEnterEvent(start, Qt.DropAction.CopyAction, data, LEFT, NONE))
    assert held_over(hands, start, data).isAccepted()
    assert not held_over(hands, QPoint(inside.left() - 30, start.y()), data).isAccepted()
    QApplication.sendEvent(canvas.viewport(), QDragLeaveEvent())
