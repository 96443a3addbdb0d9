"""The canvas through a window's own events: select, edit, add, move, link, undo."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cjdesigner.edit import maps
from cjdesigner.lanes.emotions import Emotion, y_of
from cjdesigner.layout import hits
from cjdesigner.model import queries
from tests.ui.conftest import send_move


def shape(hands):
    return queries.structure(hands.document, hands.window.session.map_id)


def lane(hands, key):
    return next(one for one in shape(hands).lanes if one.type == key)


def cards_of(hands, key):
    return [card for card in hands.document.cards.values() if card.lane == lane(hands, key).id]


def test_click_selects_and_escape_lets_go(hands):
    card = cards_of(hands, "pains")[0]
    hands.click(hands.at(card.id))
    assert hands.window.session.selection == (card.id,)
    hands.key(Qt.Key.Key_Escape)
    assert hands.window.session.selection == ()


def test_double_click_in_an_empty_cell_adds_a_card_and_typing_fills_it(hands):
    place = next(
        step for step in shape(hands).steps if not queries.cell(hands.document, lane(hands, "thoughts").id, step.id)
    )
    before = len(hands.document.cards)
    hands.double_click(hands.cell(lane(hands, "thoughts").id, place.id))
    hands.type("I wish it would just work")
    hands.key(Qt.Key.Key_Tab)
    added = queries.cell(hands.document, lane(hands, "thoughts").id, place.id)
    assert [card.text for card in added] == ["I wish it would just work"]
    assert len(hands.document.cards) == before + 1
    hands.action("undo")
    assert len(hands.document.cards) == before
    assert hands.window.session.history.undo_label is None


def test_a_card_left_empty_is_no_card(hands):
    before = hands.document
    free = next(
        step for step in shape(hands).steps if not queries.cell(hands.document, lane(hands, "thoughts").id, step.id)
    )
    hands.double_click(hands.cell(lane(hands, "thoughts").id, free.id))
    hands.key(Qt.Key.Key_Escape)
    assert hands.document == before
    assert not hands.window.session.changed


def test_escape_restores_the_text(hands):
    card = cards_of(hands, "pains")[0]
    hands.double_click(hands.at(card.id))
    hands.type("something else")
    hands.key(Qt.Key.Key_Escape)
    assert hands.document.cards[card.id] == card
    assert hands.window.session.document is hands.document


def test_dragging_a_card_to_another_step_moves_it_in_one_step(hands):
    card = cards_of(hands, "pains")[0]
    target = shape(hands).steps[1]
    hands.canvas.fit_width()
    hands.drag(hands.at(card.id), hands.cell(card.lane, target.id))
    assert hands.document.cards[card.id].start == target.id
    hands.action("undo")
    assert hands.document.cards[card.id] == card


def test_escape_in_the_middle_of_a_drag_changes_nothing(hands):
    card = cards_of(hands, "pains")[0]
    before = hands.document
    hands.canvas.fit_width()
    hands.drag(hands.at(card.id), hands.cell(card.lane, shape(hands).steps[2].id), drop=False)
    assert hands.window.session.document is not before
    hands.key(Qt.Key.Key_Escape)
    assert hands.window.session.document is before


def test_an_undo_key_in_the_middle_of_a_drag_does_no_harm(hands):
    card = cards_of(hands, "pains")[0]
    before = hands.document
    hands.canvas.fit_width()
    hands.drag(hands.at(card.id), hands.cell(card.lane, shape(hands).steps[2].id), drop=False)
    hands.window.action("undo").trigger()
    hands.window.action("delete").trigger()
    QApplication.processEvents()
    hands.canvas.cancel_gesture()
    while hands.window.session.undo():
        pass
    assert hands.document == before


def test_dragging_a_point_changes_the_feeling(hands):
    card = next(card for card in cards_of(hands, "emotions") if isinstance(card.payload, Emotion))
    start = hands.at(card.id)
    hands.click(start)
    box = hits.find(hands.window.session.drawing(), card.id)
    row = next(row for row in hands.window.session.drawing().rows if row.id == card.lane)
    y = row.y + y_of(card.payload.value, row.height)
    start = hands.canvas.viewportTransform().map(QPointF(box.x + box.width / 2, y))
    end = start + QPointF(0, -40 * hands.canvas.scale_now)
    hands.drag(start.toPoint(), end.toPoint())
    changed = hands.document.cards[card.id].payload
    assert changed.value > card.payload.value
    assert changed.word == card.payload.word


def test_the_handle_beside_a_card_draws_a_link_of_the_proposed_kind(hands):
    solution = cards_of(hands, "solutions")[0]
    mended = {link.target for link in hands.document.links.values() if link.kind == "mends"}
    pain = next(card for card in cards_of(hands, "pains") if card.id not in mended)
    hands.canvas.fit()
    grip = hands.handle(solution.id)
    end = hands.canvas.card_rect(hits.find(hands.window.session.drawing(), pain.id)).center()
    hands.drag(grip, end)
    made = [link for link in hands.document.links.values() if (link.source, link.target) == (solution.id, pain.id)]
    assert [link.kind for link in made] == ["mends"]


def test_marquee_selects_what_it_touches(hands):
    hands.canvas.fit()
    drawing = hands.window.session.drawing()
    row = next(row for row in drawing.rows if row.id == lane(hands, "pains").id)
    scene = hands.window.session.scene()
    start = hands.canvas.viewportTransform().map(QPointF(scene.columns.left[0] + 12, row.y + row.height - 6)).toPoint()
    end = hands.canvas.viewportTransform().map(QPointF(scene.columns.left[-1] + 190, row.y + 20)).toPoint()
    hands.drag(start, end)
    assert set(hands.window.session.selection) == {card.id for card in cards_of(hands, "pains")}


def test_delete_takes_the_links_along_and_one_undo_brings_all_back(hands):
    before = hands.document
    pain = next(card for card in cards_of(hands, "pains") if queries.links_of(before, card.id))
    hands.click(hands.at(pain.id))
    hands.key(Qt.Key.Key_Delete)
    assert pain.id not in hands.document.cards
    assert not any(pain.id in (link.source, link.target) for link in hands.document.links.values())
    hands.action("undo")
    assert hands.document == before


def test_arrows_walk_cells_and_cards(hands):
    first = queries.cell(hands.document, lane(hands, "actions").id, shape(hands).steps[0].id)
    hands.click(hands.at(first[0].id))
    hands.key(Qt.Key.Key_Right)
    chosen = hands.window.session.selected_cards()
    cell = hands.window.session.cell
    step = hands.document.cards[chosen[0]].start if chosen else cell[1]
    assert step == shape(hands).steps[1].id
    hands.key(Qt.Key.Key_Left)
    hands.key(Qt.Key.Key_Down)
    chosen = hands.window.session.selected_cards()
    assert chosen and chosen[0] != first[0].id


def test_typing_with_a_cell_selected_makes_a_card_and_enter_the_next(hands):
    thoughts = lane(hands, "thoughts")
    free = next(step for step in shape(hands).steps if not queries.cell(hands.document, thoughts.id, step.id))
    hands.window.session.select([], cell=(thoughts.id, free.id))
    hands.canvas.setFocus()
    hands.type("First")
    hands.key(Qt.Key.Key_Return)
    hands.type("Second")
    hands.key(Qt.Key.Key_Tab)
    assert [card.text for card in queries.cell(hands.document, thoughts.id, free.id)] == ["First", "Second"]


def test_space_pans_and_never_types(hands):
    thoughts = lane(hands, "thoughts")
    free = next(step for step in shape(hands).steps if not queries.cell(hands.document, thoughts.id, step.id))
    hands.window.session.select([], cell=(thoughts.id, free.id))
    before = hands.document
    hands.canvas.zoom_to(1.5)
    left = hands.canvas.visible_area().left()
    QTest.keyPress(hands.canvas, Qt.Key.Key_Space)
    hands.drag(QPoint(500, 300), QPoint(300, 300))
    QTest.keyRelease(hands.canvas, Qt.Key.Key_Space)
    assert hands.canvas.visible_area().left() > left
    assert hands.document is before and hands.window.session.document is before


def test_ctrl_wheel_zooms_at_the_pointer(hands):
    place = QPointF(400, 300)
    before = hands.canvas.viewportTransform().inverted()[0].map(place)
    event = QWheelEvent(
        place, QPointF(hands.canvas.viewport().mapToGlobal(place.toPoint())), QPoint(), QPoint(0, 240),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    scale = hands.canvas.scale_now
    QApplication.sendEvent(hands.canvas.viewport(), event)
    after = hands.canvas.viewportTransform().inverted()[0].map(place)
    assert hands.canvas.scale_now > scale
    assert abs(after.x() - before.x()) < 2 and abs(after.y() - before.y()) < 2


def test_adding_a_step_and_naming_it(hands):
    count = len(shape(hands).steps)
    hands.window.session.select([shape(hands).steps[0].id])
    hands.action("add_step")
    hands.type("Asks a friend")
    hands.key(Qt.Key.Key_Return)
    assert len(shape(hands).steps) == count + 1
    assert shape(hands).steps[1].name == "Asks a friend"


def test_renaming_steps_with_tab_goes_on_to_the_next(hands):
    first, second = shape(hands).steps[:2]
    hands.double_click(hands.at(first.id))
    hands.type("One")
    hands.key(Qt.Key.Key_Tab)
    hands.type("Two")
    hands.key(Qt.Key.Key_Return)
    assert [hands.document.steps[one.id].name for one in (first, second)] == ["One", "Two"]


def test_dragging_a_lane_by_its_name_reorders(hands):
    hands.canvas.fit()
    lanes = shape(hands).lanes
    drawing = hands.window.session.drawing()
    first = next(row for row in drawing.rows if row.id == lanes[0].id)
    third = next(row for row in drawing.rows if row.id == lanes[2].id)
    x = hands.window.session.scene().columns.track_left + 60
    to_view = hands.canvas.viewportTransform()
    hands.drag(
        to_view.map(QPointF(x, first.y + 30)).toPoint(), to_view.map(QPointF(x, third.y + third.height * 0.8)).toPoint()
    )
    assert [lane.id for lane in shape(hands).lanes][:3] == [lanes[1].id, lanes[2].id, lanes[0].id]


def test_the_keyboard_reaches_every_pane_and_comes_back(hands):
    seen = []
    for _ in range(4):
        hands.action("next_pane")
        focus = QApplication.focusWidget()
        seen.append(
            next(
                name
                for name, pane in (
                    ("canvas", hands.window.canvas),
                    ("inspector", hands.window.inspector),
                    ("tray", hands.window.tray),
                    ("palette", hands.window.palette_pane),
                )
                if focus is pane or pane.isAncestorOf(focus)
            )
        )
    assert seen == ["inspector", "tray", "palette", "canvas"]


def test_the_pinned_names_are_what_is_clicked_not_the_cards_behind_them(hands):
    hands.canvas.zoom_to(1.2)
    hands.canvas.scroll_by(700, 500)
    QApplication.processEvents()
    hands.click(QPoint(40, 200))
    chosen = hands.window.session.selection
    assert len(chosen) == 1 and chosen[0] in hands.document.lanes
    hands.click(QPoint(500, 12))
    assert hands.window.session.selection[0] in hands.document.phases
    hands.click(QPoint(500, 36))
    assert hands.window.session.selection[0] in hands.document.steps


def test_a_card_dragged_onto_the_tray_is_parked(hands):
    card = cards_of(hands, "pains")[0]
    start = hands.at(card.id)
    tray = hands.window.tray
    assert tray.isVisible()
    target = hands.canvas.viewport().mapFromGlobal(tray.mapToGlobal(tray.rect().center()))
    hands.drag(start, target)
    assert card.id in {one.id for one in queries.parked(hands.document, card.map)}
    hands.action("undo")
    assert hands.document.cards[card.id] == card


def test_a_map_a_little_narrower_than_the_window_stands_in_its_middle(hands):
    canvas, window = hands.canvas, hands.window
    window.resize(window.width() + round(canvas.sheet.width) + 200 - canvas.viewport().width(), 900)
    QApplication.processEvents()
    canvas.fit_width()
    assert canvas.scale_now == 1.0
    left = canvas.viewportTransform().map(QPointF(0, 0)).x()
    right = canvas.viewport().width() - canvas.viewportTransform().map(QPointF(canvas.sheet.width, 0)).x()
    assert left > 80 and abs(left - right) <= 2


def test_a_map_is_shown_larger_than_life_on_a_large_screen(hands):
    hands.window.resize(3840, 2160)
    QApplication.processEvents()
    hands.canvas.fit_width()
    assert hands.canvas.scale_now > 1.4


def _edges(canvas) -> tuple[float, float, float, float]:
    """Pixels left, right, above and below the sheet."""
    seen, room = canvas.card_rect(canvas.sheet), canvas.viewport().rect()
    return seen.left(), room.right() - seen.right(), seen.top(), room.bottom() - seen.bottom()


def test_a_map_that_is_narrower_than_the_window_stands_in_its_middle(hands_on):
    hands = hands_on(maps.blank_document("en"))
    hands.window.resize(3800, 2000)
    QApplication.processEvents()
    for name in ("zoom_fit", "zoom_width"):
        hands.action(name)
        left, right, above, below = _edges(hands.canvas)
        assert left > 500 and abs(left - right) < 6
        assert abs(above - below) < 6 if name == "zoom_fit" else above == 12
    seen = hands.canvas.visible_area()
    assert seen.contains(QRectF(0, 0, hands.canvas.sheet.width, hands.canvas.sheet.height))


def test_a_small_map_is_zoomed_at_the_pointer_and_never_leaves_the_window(hands_on):
    hands = hands_on(maps.blank_document("en"))
    canvas = hands.canvas
    hands.window.resize(3800, 2000)
    QApplication.processEvents()
    hands.action("zoom_fit")
    place = QPointF(canvas.card_rect(canvas.sheet).topLeft()) + QPointF(300, 200)
    for scale in (0.8, 1.1, 0.6, 1.0):
        before = canvas.viewportTransform().inverted()[0].map(place)
        canvas.zoom_to(scale, place)
        after = canvas.viewportTransform().inverted()[0].map(place)
        assert (after - before).manhattanLength() < 3
    for far in (-9000, 9000):
        canvas.scroll_by(far, far)
        assert min(_edges(canvas)) >= -4


def test_a_small_map_stays_where_it_stands_when_it_grows(hands_on):
    hands = hands_on(maps.blank_document("en"))
    hands.window.resize(3800, 2000)
    QApplication.processEvents()
    hands.action("zoom_fit")
    corner = hands.canvas.card_rect(hands.canvas.sheet).topLeft()
    before = hands.canvas.sheet.width
    hands.window.session.select([shape(hands).steps[0].id])
    hands.action("add_step")
    assert hands.canvas.sheet.width > before
    assert hands.canvas.card_rect(hands.canvas.sheet).topLeft() == corner


def test_a_card_that_is_pressed_twice_and_pulled_is_dragged_not_edited(hands):
    card = hands.some_card("actions")
    steps = [step.id for step in hands.window.session.scene().structure.steps]
    target = steps[(steps.index(card.start) + 2) % len(steps)]
    place, there, surface = hands.at(card.id), hands.cell(card.lane, target), hands.canvas.viewport()
    place = hands.at(card.id)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    hands.click(place)
    again = QMouseEvent(
        QEvent.Type.MouseButtonDblClick, QPointF(place), QPointF(surface.mapToGlobal(place)), left, left, none
    )
    QApplication.sendEvent(surface, again)
    assert hands.canvas.text is None
    for share in range(1, 9):
        send_move(surface, place + (there - place) * share / 8)
    QTest.mouseRelease(surface, left, none, there)
    assert hands.canvas.text is None and hands.document.cards[card.id].start == target
    hands.double_click(hands.at(card.id))
    assert hands.canvas.text is not None
