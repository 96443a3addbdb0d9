"""Pinch, wheel and middle button move the map; everywhere a hint and a context menu say what can be done."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from cjdesigner.edit import cards
from cjdesigner.layout import hits
from cjdesigner.layout.hits import Box, Hit
from cjdesigner.model import queries
from cjdesigner.ui import context_menus
from tests.ui.conftest import send_move

NONE = Qt.KeyboardModifier.NoModifier


def under(canvas, place):
    return canvas.viewportTransform().inverted()[0].map(QPointF(place))


def pinch(canvas, place, value, kind=Qt.NativeGestureType.ZoomNativeGesture):
    at, there = QPointF(place), QPointF(canvas.viewport().mapToGlobal(place))
    event = QNativeGestureEvent(
        kind, QPointingDevice.primaryPointingDevice(), 2, at, at, there, value, QPointF(), 0,
    )  # fmt: skip
    QApplication.sendEvent(canvas.viewport(), event)


def wheel(canvas, place, delta=(0, 120), pixels=(0, 0), held=NONE):
    delta, pixels = QPoint(*delta), QPoint(*pixels)
    event = QWheelEvent(
        QPointF(place), QPointF(canvas.viewport().mapToGlobal(place)), pixels, delta, Qt.MouseButton.NoButton, held,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas.viewport(), event)


def test_a_pinch_zooms_at_the_fingers(hands):
    canvas, place = hands.canvas, QPoint(500, 300)
    canvas.zoom_to(1.0)
    before = under(canvas, place)
    for _ in range(5):
        pinch(canvas, place, 0.1)
    assert canvas.scale_now == pytest.approx(1.1**5)
    after = under(canvas, place)
    assert (after.x(), after.y()) == pytest.approx((before.x(), before.y()), abs=1.5)
    for _ in range(60):
        pinch(canvas, place, -0.2)
    assert canvas.scale_now == pytest.approx(0.08)
    for _ in range(60):
        pinch(canvas, place, 0.2)
    assert canvas.scale_now == pytest.approx(4.0)


def test_other_gestures_of_a_touchpad_do_not_zoom(hands):
    scale = hands.canvas.scale_now
    pinch(hands.canvas, QPoint(300, 300), 0.5, Qt.NativeGestureType.RotateNativeGesture)
    assert hands.canvas.scale_now == scale


def test_the_wheel_scrolls_and_with_ctrl_zooms_at_the_pointer(hands):
    canvas, place = hands.canvas, QPoint(420, 280)
    canvas.zoom_to(1.0)
    canvas.scroll_by(-5000, -5000)
    top = canvas.visible_area().top()
    wheel(canvas, place, (0, -120))
    assert canvas.visible_area().top() > top
    left = canvas.visible_area().left()
    wheel(canvas, place, (0, -120), held=Qt.KeyboardModifier.ShiftModifier)
    assert canvas.visible_area().left() > left
    left, top = canvas.visible_area().left(), canvas.visible_area().top()
    wheel(canvas, place, (0, 0), (-30, -20))
    moved = canvas.visible_area()
    assert (moved.left() - left, moved.top() - top) == pytest.approx((30, 20), abs=1)
    before = under(canvas, place)
    wheel(canvas, place, held=Qt.KeyboardModifier.ControlModifier)
    assert canvas.scale_now > 1.0
    after = under(canvas, place)
    assert (after.x(), after.y()) == pytest.approx((before.x(), before.y()), abs=1.5)


def test_the_middle_button_pans(hands):
    canvas = hands.canvas
    canvas.zoom_to(1.5)
    before, selection = canvas.visible_area(), hands.window.session.selection
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.MiddleButton, NONE, QPoint(500, 400))
    assert canvas.viewport().cursor().shape() == Qt.CursorShape.ClosedHandCursor
    for place in (QPoint(450, 380), QPoint(400, 350)):
        event = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(place), QPointF(canvas.viewport().mapToGlobal(place)),
            Qt.MouseButton.NoButton, Qt.MouseButton.MiddleButton, NONE,
        )  # fmt: skip
        QApplication.sendEvent(canvas.viewport(), event)
    QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.MiddleButton, NONE, QPoint(400, 350))
    after = canvas.visible_area()
    assert after.left() - before.left() == pytest.approx(100 / 1.5, abs=1)
    assert after.top() - before.top() == pytest.approx(50 / 1.5, abs=1)
    assert canvas.viewport().cursor().shape() != Qt.CursorShape.ClosedHandCursor
    assert hands.window.session.selection == selection


@pytest.fixture
def menus(monkeypatch):
    """The menus that would have popped up: the texts of their entries, those of the menus in them with a way."""
    shown: list[list[str]] = []

    def texts(menu, way=""):
        for action in menu.actions():
            text = way + action.text().split("\t")[0]
            yield text if not action.isSeparator() else ""
            if action.menu() is not None:
                yield from texts(action.menu(), text + "/")

    def popup(menu, *arguments):
        entries = list(texts(menu))
        assert entries[0] and entries[-1] and all(one or other for one, other in pairwise(entries))  # lines part
        shown.append([one for one in entries if one])

    monkeypatch.setattr(QMenu, "popup", popup)
    return shown


def ask(hands, place):
    surface = hands.canvas.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, surface.mapToGlobal(place))
    QApplication.sendEvent(surface, event)


def places(hands):
    """A point of every kind of thing on the map, in the viewport."""
    session, canvas = hands.window.session, hands.canvas
    canvas.fit()
    drawing, scene, document = session.drawing(), session.scene(), hands.document
    shape = scene.structure
    rows = {row.id: row for row in drawing.rows}
    by_type = {lane.type: lane.id for lane in shape.lanes}

    def at(x, y):
        return canvas.viewportTransform().map(QPointF(x, y)).toPoint()

    def middle(record):
        box = hits.find(drawing, record)
        return at(box.x + box.width / 2, box.y + box.height / 2)

    def first(kind):
        return next(c.id for step in shape.steps for c in queries.cell(document, by_type[kind], step.id))

    free = next(step for step in shape.steps if not queries.cell(document, by_type["pains"], step.id))
    pains = rows[by_type["pains"]]
    return {
        "card": middle(first("pains")),
        "point": middle(first("emotions")),
        "step": middle(shape.steps[1].id),
        "phase": middle(shape.phases[0].id),
        "cell": at(scene.columns.centre(shape.column[free.id]), pains.y + pains.height / 2),
        "lane": at(scene.columns.track_left + 60, pains.y + pains.height / 2),
        "title": at(scene.columns.track_left + 60, rows["title"].y + 20),
        "beside": at(-40, -40),
    }


@pytest.mark.parametrize(
    "kind, wanted",
    [
        ("card", {"Edit text", "Add card", "Copy", "Select all/Of this type", "Link to…", "Delete"}),
        ("point", {"Name the feeling", "Copy", "Select all/In this lane", "Delete"}),
        ("cell", {"Add card", "Paste", "Select all/In this step", "Add lane/Touchpoints"}),
        ("step", {"Rename", "Size/Make the step wider", "Size/Fit step or lane to its content", "Delete"}),
        ("phase", {"Rename", "Add phase", "Select all in this phase", "Fold the phase", "Delete"}),
        ("lane", {"Rename", "Size/Make the lane higher", "Select all in this lane", "Delete"}),
        ("title", {"Rename the map", "Edit the lens of the map", "Duplicate this map", "Delete this map"}),
        ("beside", {"Add phase", "Paste", "Fit the map"}),
    ],
)
def test_a_context_menu_for_everything_on_the_map(hands, menus, kind, wanted):
    ask(hands, places(hands)[kind])
    (entries,) = menus
    assert wanted <= set(entries)
    assert len([one for one in entries if "/" not in one]) <= 18  # at a glance


def test_entries_by_another_name_do_what_the_action_does(hands):
    session = hands.window.session
    shape = queries.structure(hands.document, session.map_id)
    session.select([shape.phases[0].id])
    menu = QMenu(hands.window)
    hands.window._update_actions()
    context_menus.fill(hands.window, menu, Hit("phase", shape.phases[0].id, Box(0, 0, 1, 1)))
    entry = next(one for one in menu.actions() if one.text().startswith("Add step after this one"))
    assert entry.text().endswith("\tCtrl+Shift+Right") and entry.shortcut().isEmpty()
    entry.trigger()
    hands.key(Qt.Key.Key_Return)
    assert len(queries.structure(hands.document, session.map_id).steps) == len(shape.steps) + 1
    session.select([shape.phases[0].id])
    hands.window.action("fold").trigger()
    hands.window._update_actions()
    menu.clear()
    context_menus.fill(hands.window, menu, Hit("phase", shape.phases[0].id, Box(0, 0, 1, 1)))
    texts = [one.text().split("\t")[0] for one in menu.actions()]
    assert "Unfold the phase" in texts and "Fold the phase" not in texts and "Unfold all phases" in texts


def test_a_menu_leaves_out_what_says_nothing_there(hands):
    session = hands.window.session
    hands.window._update_actions()
    lane = next(one for one in session.document.lanes.values() if one.type == "pains" and one.map == session.map_id)
    pain = next(one for one in session.document.cards.values() if one.lane == lane.id)
    session.select([pain.id])
    hands.window._update_actions()
    menu = QMenu(hands.window)
    context_menus.fill(hands.window, menu, None)
    texts = {one.text().split("\t")[0] for one in menu.actions()}
    assert "Solution to this pain point" in texts
    assert "Over one step more" in texts
    assert not texts & {"Moment of truth", "Crop picture", "Show the whole picture", "Over one step less"}


@pytest.mark.parametrize("kind", ["card", "point", "cell", "step", "phase", "lane"])
def test_a_hint_for_everything_on_the_map(hands, kind):
    where = places(hands)[kind]
    hands.canvas.pointing.hover(hands.canvas.pointing.pointer(QPointF(where), NONE))
    hint = hands.window.status.hint.text()
    assert hint and "·" in hint
    send_move(hands.canvas.viewport(), where)


def test_context_menus_of_tray_palette_and_tabs(hands, menus):
    session = hands.window.session
    document, card = cards.add_parked(hands.document, session.map_id, "pains", "waiting")
    session.commit(document, "Park")
    hands.window.show_tray(True)
    chip = next(chip for chip in hands.window.tray.chips if chip.card_id == card)
    middle = chip.rect().center()
    QApplication.sendEvent(chip, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, chip.mapToGlobal(middle)))
    assert session.selection == (card,)
    assert {"Put on the map", "Cut", "Delete"} <= set(menus.pop())
    block = hands.window.palette_pane.blocks[0]
    QApplication.sendEvent(
        block, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), block.mapToGlobal(QPoint(5, 5)))
    )
    assert [entry.startswith("Add a") for entry in menus.pop()] == [True, True]
    tabs = hands.window.tabs
    tabs._menu_at(tabs.bar.tabRect(0).center())
    assert "Rename" in menus.pop()


def test_parked_cards_are_put_on_the_map(hands):
    session = hands.window.session
    document, card = cards.add_parked(hands.document, session.map_id, "pains", "waiting")
    session.commit(document, "Park", select=[card])
    hands.action("place")
    placed = hands.document.cards[card]
    assert hands.document.lanes[placed.lane].type == "pains" and placed.start in hands.document.steps
    hands.action("undo")
    assert queries.is_parked(hands.document, hands.document.cards[card])
    session.select([next(c.id for c in hands.document.cards.values() if not queries.is_parked(hands.document, c))])
    assert not hands.window.action("place").isEnabled()


def test_a_hint_that_has_no_room_is_told_whole_by_its_tooltip(hands):
    status, words = hands.window.status, "Enter keeps · " * 40
    for text, whole in ((words, False), ("Enter keeps", True)):
        status.show_hint(text)
        status.hint.grab()
        assert status.hint.text() == text
        assert (status.hint.toolTip() == "") == whole
    status.show_hint(words)
    status.hint.grab()
    assert "Enter keeps" in status.hint.toolTip()


@pytest.mark.parametrize("by_key", [True, False])
def test_the_keyboard_gets_the_menu_of_what_is_selected(hands, menus, by_key):
    session = hands.window.session
    document, shape = hands.document, queries.structure(hands.document, session.map_id)
    lane = next(one for one in shape.lanes if one.type == "pains")
    wanted = {
        hands.some_card("pains").id: "Solution to this pain point",
        hands.some_card("emotions").id: "Name the feeling",
        shape.steps[1].id: "Add step after this one",
        shape.phases[1].id: "Fold the phase",
        lane.id: "Hide the lane",
        next(one.id for one in document.links.values() if one.source in document.cards): "Label the link",
        "cell": "Add card",
        "": "Fit the map",
    }
    hands.canvas.setFocus()
    for chosen, entry in wanted.items():
        cell = (lane.id, shape.steps[1].id) if chosen == "cell" else None
        session.select([chosen] if chosen not in ("", "cell") else [], cell=cell)
        if by_key:
            hands.key(Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
        else:
            event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
            QApplication.sendEvent(hands.canvas, event)
        assert entry in menus.pop(), chosen
        assert session.cell == cell
