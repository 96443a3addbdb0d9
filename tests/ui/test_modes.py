"""Two maps beside each other, the canvas alone, and the map overview, by mouse and by key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjdesigner.edit import cards
from cjdesigner.layout import hits
from cjdesigner.model import queries
from cjdesigner.ui.comparing.view import CompareView
from tests.ui.conftest import Hands, send_move


@pytest.fixture
def comparing(hands: Hands) -> CompareView:
    hands.action("compare")
    QApplication.processEvents()
    view = hands.window.views.comparing.view
    assert view is not None and view.isVisible()
    return view


def test_the_current_map_stands_beside_its_future(hands: Hands, comparing: CompareView) -> None:
    shown = queries.maps(hands.document)
    assert comparing.maps == [shown[0].id, shown[1].id]
    assert not hands.canvas.isVisible() and not hands.window.inspector.isVisible()
    QTest.keyClick(comparing.list, Qt.Key.Key_Escape)
    assert hands.canvas.isVisible() and hands.window.inspector.isVisible()
    assert hands.window.views.comparing.view is None


def test_a_map_and_its_future_of_the_same_title_are_told_apart_in_the_lists(hands: Hands) -> None:
    """Both lists read the same, and so nothing said which side was to be."""
    hands.action("future_map")
    QApplication.processEvents()
    hands.action("compare")
    view = hands.window.views.comparing.view
    assert view is not None
    shown = [box.itemText(place) for box in view.pick for place in range(box.count())]
    assert len(set(shown)) == 3 and sum(one.endswith("· future") for one in set(shown)) == 2


def test_both_pan_and_zoom_together(hands: Hands, comparing: CompareView) -> None:
    left, right = comparing.panes
    hands.action("zoom_100")
    assert left.scale_now == right.scale_now == 1.0
    start = left.viewport().rect().center()
    QTest.mousePress(left.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    send_move(left.viewport(), start - QPoint(160, 90))
    QTest.mouseRelease(left.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    assert left.visible_area().topLeft() == right.visible_area().topLeft() != QPointF(0, 0)
    right.scroll_by(-70, 30)
    assert left.visible_area().topLeft() == right.visible_area().topLeft()


def test_on_a_wide_screen_both_maps_begin_at_the_same_place(hands: Hands, comparing: CompareView) -> None:
    hands.window.resize(3800, 1500)
    QApplication.processEvents()
    left, right = comparing.panes
    right.sheet = left.sheet._replace(width=left.sheet.width * 1.6)  # as if steps had been added
    right.scene().setSceneRect(-120, -120, right.sheet.width + 240, right.sheet.height + 240)
    for one in comparing.panes:
        one.zoom_to(0.4)
        one.fit()
        places = [pane.viewportTransform().map(QPointF(0, 0)) for pane in comparing.panes]
        assert places[0] == places[1]


def test_walking_through_the_differences_by_key(hands: Hands, comparing: CompareView) -> None:
    assert comparing.list.count() > 20
    QTest.keyClick(comparing.list, Qt.Key.Key_End)
    change = comparing.chosen()
    assert change is not None and change.role == "card"
    pane = comparing.panes[1 if change.right else 0]
    box = pane.box(change.right or change.left)
    assert box is not None
    view = pane.visible_area()
    assert view.left() <= box.x and box.y < view.bottom()
    QTest.keyClick(comparing.list, Qt.Key.Key_Return)
    assert hands.canvas.isVisible()
    assert hands.window.session.selection == (change.right or change.left,)


def test_kinds_are_shown_and_hidden(comparing: CompareView) -> None:
    assert comparing.sides is not None
    removed = sum(change.kind == "removed" for change in comparing.sides.changes)
    whole = comparing.list.count()
    QTest.mouseClick(comparing.chips["removed"], Qt.MouseButton.LeftButton)
    assert comparing.list.count() == whole - removed > 0
    assert all(kind != "removed" for kind, *_ in comparing.panes[0].marks)


def test_an_undo_beside_the_maps_is_compared_again(hands: Hands, qtbot: QtBot) -> None:
    session = hands.window.session
    card = next(card for card in hands.document.cards.values() if card.map == session.map_id and card.text)
    session.commit(cards.change(hands.document, [card.id], text="Quite another text"), "Edit text")
    hands.action("compare")
    view = hands.window.views.comparing.view
    assert view is not None and view.sides is not None
    assert any(
        change.before == "Quite another text" or change.name == "Quite another text" for change in view.sides.changes
    )
    hands.action("undo")
    qtbot.waitUntil(lambda: not any("Quite" in change.before + change.name for change in view.sides.changes))


def test_going_to_a_record_leaves_the_comparison(hands: Hands, comparing: CompareView) -> None:
    hands.action("add_step")
    assert hands.window.views.comparing.view is None and hands.canvas.isVisible()


def test_a_click_chooses_the_counterpart_too(hands: Hands, comparing: CompareView) -> None:
    assert comparing.sides is not None
    left, right = next((one, other) for one, other in comparing.sides.pairs.items() if one in hands.document.cards)
    pane = comparing.panes[0]
    box = pane.box(left)
    assert box is not None
    pane.reveal(box)
    QTest.mouseClick(
        pane.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, pane.card_rect(box).center()
    )
    assert (comparing.panes[0].now, comparing.panes[1].now) == (left, right)


def test_focus_mode_shows_only_the_map(hands: Hands) -> None:
    window = hands.window
    chrome = (window.menuBar(), window.top, window.tabs, window.left_pane, window.inspector, window.status)
    hands.action("focus")
    assert all(not widget.isVisible() for widget in chrome) and hands.canvas.isVisible()
    card = next(card for card in hands.document.cards.values() if card.map == window.session.map_id and card.start)
    window.session.select([card.id])
    QTest.keyClick(hands.canvas, Qt.Key.Key_Escape)
    assert window.session.selection == () and not window.top.isVisible()
    QTest.keyClick(hands.canvas, Qt.Key.Key_Escape)
    assert all(widget.isVisible() for widget in chrome)


def test_keys_work_in_focus_mode(hands: Hands) -> None:
    hands.action("focus")
    before = hands.canvas.scale_now
    QTest.keyClick(hands.canvas, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert hands.canvas.scale_now > before
    QTest.keyClick(hands.canvas, Qt.Key.Key_F11)
    assert hands.window.top.isVisible()


def test_the_overview_jumps_drags_and_zooms(hands: Hands) -> None:
    minimap = hands.window.views.minimap
    hands.canvas.zoom_to(1.0)
    QApplication.processEvents()
    assert minimap.isVisible()
    place = QPoint(minimap.width() - 16, minimap.height() - 16)
    QTest.mouseClick(minimap, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    area = hands.canvas.visible_area()
    drawing = hands.window.session.drawing()
    assert area.center().x() > drawing.width * 0.6 and area.center().y() > drawing.height * 0.6
    frame = minimap.frame().center().toPoint()
    QTest.mousePress(minimap, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, frame)
    send_move(minimap, frame - QPoint(20, 20))
    QTest.mouseRelease(minimap, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, frame - QPoint(20, 20))
    moved = hands.canvas.visible_area()
    assert moved.x() < area.x() and moved.y() < area.y()


def test_the_overview_goes_and_comes_by_key(hands: Hands) -> None:
    minimap = hands.window.views.minimap
    hands.action("minimap")
    assert not minimap.isVisible()
    assert hands.window.preferences.settings.panes["minimap"] is False
    hands.action("minimap")
    assert minimap.isVisible()


def test_a_sign_shows_hidden_steps_again(hands: Hands) -> None:
    session = hands.window.session
    shape = queries.structure(hands.document, session.map_id)
    session.select([shape.steps[2].id])
    hands.action("hide_step")
    mark = hands.canvas.overlay.hidden[0]
    assert mark.ids == (shape.steps[2].id,) and shape.steps[2].name in mark.says
    hands.canvas.reveal(hits.Box(mark.x - 40, mark.y - 20, 80, 40))
    place = hands.canvas.card_rect(hits.Box(mark.x - 1, mark.y - 1, 2, 2)).center()
    hands.click(place)
    assert not session.look.hidden_steps and not hands.canvas.overlay.hidden


def test_the_button_in_a_phase_folds_it(hands: Hands) -> None:
    session = hands.window.session
    phase = queries.structure(hands.document, session.map_id).phases[2]
    QTest.mouseMove(hands.canvas.viewport(), hands.at(phase.id))
    sign = hands.canvas.overlay.fold_sign
    assert sign is not None and sign[0] == phase.id
    hands.click(hands.canvas.card_rect(sign[1]).center())
    assert session.look.folded == {phase.id}


def test_a_map_that_fits_the_width_fits_it_again_when_a_pane_makes_room_or_takes_it(hands, qtbot: QtBot) -> None:
    """The outline cut its right edge off, and what the pane left was an empty stretch beside it."""
    hands.action("zoom_width")
    hands.canvas.scroll_by(0, 40)
    QApplication.processEvents()
    top, before = hands.canvas.visible_area().top(), hands.canvas.viewport().width()
    for key in ("panes", "panes", "outline", "outline"):
        hands.action(key)
        qtbot.waitUntil(lambda old=before: hands.canvas.viewport().width() != old)
        before = hands.canvas.viewport().width()
        qtbot.waitUntil(lambda: hands.canvas.fits_width)
        assert hands.canvas.visible_area().top() == pytest.approx(top, abs=4)


@pytest.mark.parametrize("scale", [0.3, 1.2])
def test_a_map_in_another_size_stays_where_it_is_when_a_pane_makes_room(hands, qtbot: QtBot, scale: float) -> None:
    hands.action("zoom_width")
    hands.canvas.zoom_to(scale)
    QApplication.processEvents()
    place, before = hands.canvas.viewportTransform().map(QPointF(0, 0)), hands.canvas.viewport().width()
    hands.action("panes")
    qtbot.waitUntil(lambda: hands.canvas.viewport().width() != before)
    for _ in range(5):
        QApplication.processEvents()
    now = hands.canvas.viewportTransform().map(QPointF(0, 0))
    assert hands.canvas.scale_now == scale
    assert (now - place).manhattanLength() <= 3


def test_focus_mode_keeps_the_whole_width_in_sight_and_the_notice_at_the_bottom(hands, qtbot: QtBot) -> None:
    window, canvas = hands.window, hands.canvas
    canvas.fit_width()

    def fits() -> bool:
        return abs(canvas.scale_now - (canvas.viewport().width() - 32) / canvas.sheet.width) < 0.01

    assert fits()
    hands.action("focus")
    QTest.qWait(100)
    qtbot.waitUntil(fits)
    seen = canvas.visible_area()
    assert seen.left() <= 0 and seen.right() >= canvas.sheet.width
    assert canvas.height() - window.notice.geometry().bottom() < 30
    hands.action("focus")
    QTest.qWait(100)
    qtbot.waitUntil(fits)


def test_focus_mode_leaves_a_map_that_is_looked_at_closely_as_large_as_it_is(hands) -> None:
    canvas = hands.canvas
    canvas.zoom_to(1.5)
    hands.action("focus")
    QTest.qWait(100)
    assert canvas.scale_now == 1.5
    hands.action("focus")


@pytest.mark.parametrize("scale", [0.45, 0.8, 1.0])
def test_what_the_keyboard_comes_to_stands_clear_of_the_overview(hands: Hands, scale: float) -> None:
    session, canvas, overview = hands.window.session, hands.canvas, hands.window.views.minimap
    assert overview.isVisible()
    canvas.zoom_to(scale)
    last = {step.id for step in queries.structure(session.document, session.map_id).steps[-3:]}
    seen = 0
    for card in session.document.cards.values():
        if card.map == session.map_id and card.start in last:
            session.select([card.id])
            canvas.reveal_selection()
            rect = canvas.card_rect(hits.find(session.drawing(), card.id))
            assert canvas.viewport().rect().contains(rect.center())
            assert not rect.intersects(overview.geometry()), card.text
            seen += 1
    assert seen > 10
