"""Links by keyboard and mouse: finding the other end, following, selecting, another kind."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cjdesigner.edit import cards, links, phases
from cjdesigner.layout import hits
from cjdesigner.layout.links import drawn_links, label_box, label_ink, shown_label
from cjdesigner.ui.canvas import pinned
from cjdesigner.ui.canvas.overlay import HANDLE
from tests.helpers.maps import two_steps

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(hands_on):
    """A window with a pain, two solutions and two points over two steps."""
    document, of, first, second = two_steps()
    document, low = cards.add(document, of["emotions"], first, payload={"value": -1.5, "word": "worried"})
    document, high = cards.add(document, of["emotions"], second, payload={"value": 1.0, "word": "glad"})
    document, pain = cards.add(document, of["pains"], first, "Nobody answers")
    document, one = cards.add(document, of["solutions"], first, "Call back")
    document, two = cards.add(document, of["solutions"], second, "Write at once")
    hands = hands_on(document)
    hands.canvas.fit()
    hands.low, hands.high, hands.pain, hands.one, hands.two = low, high, pain, one, two
    hands.steps, hands.of = (first, second), of
    return hands


def begin(hands, record):
    hands.window.session.select([record])
    hands.canvas.setFocus()
    hands.action("link_to")


def made(hands):
    return {(link.kind, link.source, link.target) for link in hands.document.links.values()}


def test_enter_links_what_is_proposed(desk):
    begin(desk, desk.one)
    desk.key(Qt.Key.Key_Return)
    assert made(desk) == {("mends", desk.one, desk.pain)}
    begin(desk, desk.pain)
    desk.key(Qt.Key.Key_Return)
    assert ("causes", desk.pain, desk.low) in made(desk)
    assert desk.canvas.linking is None
    desk.action("undo")
    desk.action("undo")
    assert made(desk) == set()


def test_letters_find_the_target_and_backspace_takes_them_back(desk):
    begin(desk, desk.pain)
    desk.type("gl")
    assert desk.canvas.linking.target == desk.high
    desk.key(Qt.Key.Key_Backspace)
    desk.key(Qt.Key.Key_Backspace)
    assert desk.canvas.linking.target == desk.low, "what is proposed comes back"
    assert desk.document.cards[desk.pain].text == "Nobody answers", "no letter went into a card"
    desk.key(Qt.Key.Key_Escape)
    assert made(desk) == set() and desk.canvas.linking is None
    assert desk.pain in desk.document.cards, "Backspace deleted nothing"


def test_the_arrows_walk_to_the_target(desk):
    begin(desk, desk.one)
    desk.key(Qt.Key.Key_Up)
    assert desk.canvas.linking.target == desk.low
    desk.key(Qt.Key.Key_Right)
    assert desk.canvas.linking.target == desk.high
    begin(desk, desk.pain)
    desk.canvas.linking.target = ""
    desk.key(Qt.Key.Key_Down)
    desk.key(Qt.Key.Key_Return)
    assert made(desk) == {("mends", desk.one, desk.pain)}, "drawn from the pain, it is still the solution that mends"


def test_tab_chooses_another_kind(desk):
    begin(desk, desk.pain)
    first = desk.canvas.linking.proposed()
    desk.key(Qt.Key.Key_Tab)
    second = desk.canvas.linking.proposed()
    desk.key(Qt.Key.Key_Return)
    ((kind, source, _),) = made(desk)
    assert first == "causes" and kind == second != first and source == desk.pain


def test_links_are_chained_and_fanned_out(desk):
    begin(desk, desk.one)
    desk.key(Qt.Key.Key_Return, SHIFT)  # goes on from the pain
    assert desk.window.session.selection == (desk.pain,)
    desk.key(Qt.Key.Key_Return, CONTROL)  # and stays there for one more
    desk.type("glad")
    desk.key(Qt.Key.Key_Return)
    assert made(desk) == {
        ("mends", desk.one, desk.pain),
        ("causes", desk.pain, desk.low),
        ("causes", desk.pain, desk.high),
    }


def test_linking_goes_on_from_what_is_being_typed(desk):
    desk.canvas.edit_text(desk.one)
    desk.type("Call back within a day")
    desk.window.session.select([desk.one])
    desk.action("link_to")
    desk.key(Qt.Key.Key_Return)
    assert desk.document.cards[desk.one].text == "Call back within a day"
    assert made(desk) == {("mends", desk.one, desk.pain)}


def test_a_link_that_cannot_be_says_why(desk):
    begin(desk, desk.one)
    desk.key(Qt.Key.Key_Return)
    begin(desk, desk.one)
    desk.type("nobody")
    desk.key(Qt.Key.Key_Return)
    assert len(made(desk)) == 1
    assert "linked already" in desk.canvas.linking.bar.help.text()
    desk.canvas.cancel_gesture()
    assert desk.canvas.linking is None


def test_a_click_picks_the_target(desk):
    begin(desk, desk.two)
    desk.click(desk.at(desk.pain))
    assert made(desk) == {("mends", desk.two, desk.pain)}


def test_several_cards_are_linked_to_one(desk):
    desk.window.session.select([desk.one, desk.two, desk.low])
    desk.canvas.setFocus()
    desk.action("link_to")
    desk.type("nobody")
    desk.key(Qt.Key.Key_Return)
    assert {source for _, source, _ in made(desk)} == {desk.one, desk.two, desk.pain}
    assert len(desk.window.session.history.labels()[0]) == 1


def test_changes_elsewhere_end_the_search(desk):
    begin(desk, desk.one)
    session = desk.window.session
    session.commit(cards.delete(session.saved_document, [desk.pain]), "Gone")
    assert desk.canvas.linking is None


def test_a_parked_card_cannot_be_linked(desk):
    desk.window.session.select([desk.one])
    desk.action("park")
    desk.window._update_actions()
    assert not desk.window.action("link_to").isEnabled()


@pytest.fixture
def linked(desk):
    """The same with three links: solutions mend the pain, the pain causes the feeling."""
    session = desk.window.session
    document, desk.first = links.add(session.saved_document, desk.one, desk.pain)
    document, desk.second = links.add(document, desk.two, desk.pain)
    document, desk.third = links.add(document, desk.pain, desk.low)
    session.commit(document, "Link")
    return desk


def test_a_key_goes_along_links_and_on(linked):
    linked.window.session.select([linked.one])
    linked.action("follow_link")
    assert linked.window.session.selection == (linked.pain,)
    linked.action("follow_link")
    assert linked.window.session.selection == (linked.low,), "on, not back"


def test_links_of_a_card_are_selected_in_turn(linked):
    session = linked.window.session
    session.select([linked.pain])
    seen = []
    for _ in range(4):
        linked.action("next_link")
        seen.append(session.selection[0])
    assert seen[0] == linked.third and set(seen) == {linked.first, linked.second, linked.third}
    assert seen[3] == seen[0]
    linked.key(Qt.Key.Key_Return)
    assert session.selection == (linked.low,)
    linked.action("next_link")
    linked.key(Qt.Key.Key_Delete)
    assert linked.third not in linked.document.links and linked.low in linked.document.cards


def test_the_arrows_leave_a_link_at_its_ends(linked):
    session = linked.window.session
    session.select([linked.third])
    linked.canvas.setFocus()
    linked.key(Qt.Key.Key_Up)
    assert session.selection == (linked.low,)
    session.select([linked.third])
    linked.key(Qt.Key.Key_Down)
    assert session.selection == (linked.pain,)


def test_kind_direction_and_label_of_a_link(linked):
    session = linked.window.session
    session.select([linked.third])
    linked.canvas.setFocus()
    linked.action("turn_kind")
    assert linked.document.links[linked.third].kind == "mends"
    linked.action("turn_link")
    assert linked.document.links[linked.third].source == linked.low
    linked.type("why")
    linked.key(Qt.Key.Key_Return)
    assert linked.document.links[linked.third].label == "why"
    menu = linked.window.action("link_kind").menu()
    menu.aboutToShow.emit()
    entry = next(one for one in menu.actions() if one.text() == "Refers to")
    entry.trigger()
    assert linked.document.links[linked.third].kind == "refers_to"
    for _ in range(4):
        linked.action("undo")
    assert linked.document.links[linked.third].kind == "causes"


def test_a_double_click_goes_along_a_link(linked):
    group = drawn_links(linked.window.session.drawing())[linked.third]
    box = label_box(group)
    low = hits.find(linked.window.session.drawing(), linked.low)
    # Near the feeling: the pain is at the far end.
    spot = hits.Box(box.x + box.width / 2, low.bottom + 6, 0.1, 0.1)
    place: QPoint = linked.canvas.card_rect(spot).topLeft()
    linked.double_click(place)
    QApplication.processEvents()
    assert linked.window.session.selection == (linked.pain,)


def test_a_link_under_the_pointer_lights_up(linked):
    box = label_box(drawn_links(linked.window.session.drawing())[linked.third])
    low = hits.find(linked.window.session.drawing(), linked.low)
    place = linked.canvas.card_rect(hits.Box(box.x + box.width / 2, low.bottom + 6, 0.1, 0.1)).topLeft()
    for where in (QPoint(5, 5), place):
        QTest.mouseMove(linked.canvas.viewport(), where)
        QApplication.processEvents()
    lit = linked.canvas.overlay.hover_link
    assert lit is not None and lit.meaning.id == linked.third
    assert "double-click goes along it" in linked.window.status.hint.text()
    linked.canvas.grab()
    linked.click(place)
    assert linked.window.session.selection == (linked.third,)
    QTest.mouseMove(linked.canvas.viewport(), QPoint(3, 3))
    QApplication.processEvents()
    assert linked.canvas.overlay.hover_link is None


def _on_the_label(linked) -> QPoint:
    """Where its label stands, clear of its line."""
    session = linked.window.session
    session.commit(phases.change(session.saved_document, linked.third, label="because of this"), "Label the link")
    linked.canvas.zoom_to(1.0)
    linked.canvas.reveal(label_box(drawn_links(session.drawing())[linked.third]))
    ink = label_ink(drawn_links(session.drawing())[linked.third])
    return linked.canvas.card_rect(hits.Box(ink.right - 4, ink.y + ink.height / 2, 0.1, 0.1)).topLeft()


def test_the_label_of_a_link_is_part_of_it(linked):
    place = _on_the_label(linked)
    for where in (QPoint(5, 5), place):
        QTest.mouseMove(linked.canvas.viewport(), where)
        QApplication.processEvents()
    assert "double-click to change its label" in linked.window.status.hint.text()
    linked.click(place)
    assert linked.window.session.selection == (linked.third,)


def test_a_double_click_on_a_label_opens_it(linked):
    linked.double_click(_on_the_label(linked))
    assert linked.canvas.text is not None
    linked.canvas.text.field.selectAll()
    linked.type("so there")
    linked.key(Qt.Key.Key_Return)
    assert linked.document.links[linked.third].label == "so there"


def test_a_label_that_is_not_all_drawn_is_told_under_the_pointer(linked):
    place = _on_the_label(linked)
    session = linked.window.session
    words = "because of this and of that, and of all that came in between and nobody wanted to tell before"
    session.commit(phases.change(session.saved_document, linked.third, label=words), "Label the link")
    group = drawn_links(session.drawing())[linked.third]
    assert shown_label(group) != words
    x, y = group.shapes[0].commands[0][1]
    place = linked.canvas.card_rect(hits.Box(group.x + x, group.y + y - 9, 0.1, 0.1)).topLeft()
    for where in (QPoint(5, 5), place):
        QTest.mouseMove(linked.canvas.viewport(), where)
        QApplication.processEvents()
    assert words[:60] in linked.window.status.hint.text()


def test_a_card_too_small_to_be_seen_behind_it_has_no_handle(desk):
    for scale, there in ((1.0, True), (0.12, False)):
        desk.canvas.zoom_to(scale)
        where = desk.at(desk.pain)
        desk.canvas.pointing.hover(desk.canvas.pointing.pointer(QPointF(where), Qt.KeyboardModifier.NoModifier))
        assert (desk.canvas.overlay.handle is not None) == there


@pytest.mark.parametrize("scale", [1.0, 0.43])
def test_a_step_is_linked_by_its_handle_and_its_border_is_free_beside_it(desk, scale):
    first, second = desk.steps
    desk.canvas.zoom_to(scale)
    grip = desk.handle(first)
    desk.drag(grip, desk.at(second))
    assert made(desk) == {("leads_to", first, second)}
    session = desk.window.session
    columns, wide = session.scene().columns, session.document.steps[first].width
    desk.handle(first)
    border = desk.canvas.viewportTransform().map(QPointF(columns.left[0] + columns.width[0], 0)).toPoint()
    border.setY(desk.at(first).y())
    desk.drag(border, border + QPoint(40, 0))
    assert len(made(desk)) == 1 and desk.document.steps[first].width != wide


def test_nothing_is_linked_from_a_phase(desk):
    phase = next(iter(desk.document.phases))
    desk.window.session.select([phase])
    where = desk.canvas.card_rect(hits.find(desk.window.session.drawing(), phase))
    for place in (where.center(), where.center() + QPoint(0, where.height() // 2 + 4)):
        desk.canvas.pointing.hover(desk.canvas.pointing.pointer(QPointF(place), Qt.KeyboardModifier.NoModifier))
        shown = desk.canvas.overlay.handle
        assert shown is None or shown.record != phase


def test_deleting_a_link_says_so_in_the_menu(hands):
    session = hands.window.session
    first, second = (one.id for one in list(hands.document.links.values())[:2])
    session.select([first])
    hands.action("delete")
    assert session.history.undo_label == "Delete 1 link"
    session.undo()
    session.select([first, second])
    hands.action("delete")
    assert session.history.undo_label == "Delete 2 links"


def test_deleting_what_has_no_name_is_not_called_by_it(hands):
    session = hands.window.session
    step = next(iter(hands.document.steps))
    session.commit(phases.change(hands.document, step, name=""), "x")
    session.select([step])
    hands.action("delete")
    assert session.history.undo_label == "Delete selection"


@pytest.fixture
def below_names(desk):
    """The map scrolled until the names of phases and steps are pinned over it."""
    desk.canvas.zoom_to(2.0)
    desk.at(desk.one)
    bar = desk.canvas.verticalScrollBar()
    bar.setValue(bar.maximum())
    QApplication.processEvents()
    scene, drawing = desk.window.session.scene(), desk.window.session.drawing()
    assert pinned.header_shown(drawing, desk.canvas.visible_area())
    x, wide = scene.columns.box(0, 0)
    across = desk.canvas.viewportTransform().map(QPointF(x + wide / 2, 0)).toPoint().x()
    desk.pinned_step = QPoint(across, int(pinned.PHASES_HIGH + pinned.STEPS_HIGH / 2))
    desk.pinned_phase = QPoint(across, int(pinned.PHASES_HIGH / 2))
    return desk


def test_a_link_drawn_to_a_pinned_step_ends_at_that_step_not_at_what_lies_below(below_names):
    desk = below_names
    desk.drag(desk.handle(desk.one), desk.pinned_step)
    assert made(desk) == {("refers_to", desk.one, desk.steps[0])}


def test_a_link_drawn_to_a_pinned_phase_is_refused_with_a_word(below_names):
    desk = below_names
    before = desk.document
    desk.drag(desk.handle(desk.one), desk.pinned_phase, drop=False)
    assert desk.canvas.overlay.feedback.refusal
    QTest.mouseRelease(desk.canvas.viewport(), Qt.MouseButton.LeftButton, pos=desk.pinned_phase)
    assert desk.document is before and desk.canvas.text is None


def test_a_link_let_go_in_a_cell_begins_a_card_there_that_is_linked_in_one_step(desk):
    before = desk.document
    lane = desk.of["actions"]
    desk.drag(desk.handle(desk.low), desk.cell(lane, desk.steps[1]))
    desk.type("A line that is open all night")
    desk.key(Qt.Key.Key_Tab)
    card = next(one for one in desk.document.cards.values() if one.text == "A line that is open all night")
    assert (card.lane, card.start) == (lane, desk.steps[1])
    assert {(link.source, link.target) for link in desk.document.links.values()} == {(desk.low, card.id)}
    desk.action("undo")
    assert desk.document == before


def test_a_card_begun_with_a_link_and_left_empty_leaves_nothing(desk):
    before = desk.document
    desk.drag(desk.handle(desk.pain), desk.cell(desk.of["actions"], desk.steps[1]))
    assert desk.canvas.text is not None
    desk.key(Qt.Key.Key_Escape)
    assert desk.document == before and desk.window.session.document == before


def test_a_click_on_the_handle_begins_nothing(desk):
    before = desk.document
    desk.click(desk.handle(desk.pain))
    assert desk.canvas.text is None and desk.document is before


@pytest.mark.parametrize("scale", [1.0, 0.5])
def test_the_handle_of_a_step_leaves_its_diamond_in_sight_and_links_from_there(desk, scale):
    first, second = desk.steps
    session = desk.window.session
    session.commit(phases.change(desk.document, first, moment_of_truth=True), "Truth")
    desk.canvas.zoom_to(scale)
    grip = desk.handle(first)
    box = hits.find(session.drawing(), first)
    diamond = desk.canvas.card_rect(box).right() - 20.5 * scale
    assert grip.x() + HANDLE < diamond
    desk.drag(grip, desk.at(second))
    assert made(desk) == {("leads_to", first, second)}
