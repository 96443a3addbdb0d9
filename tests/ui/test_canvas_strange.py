"""Maps and windows that nobody would draw on purpose: they show, they can be pointed at, and nothing raises."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cjdesigner.edit import cards, lanes, maps, personas, phases
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.layout import hits
from cjdesigner.model import queries
from cjdesigner.model.records import copied
from tests.ui.conftest import send_move


def blank():
    return maps.blank_document("en")


def of(document, kind):
    return next(lane.id for lane in document.lanes.values() if lane.type == kind)


def no_map():
    document = blank()
    return maps.delete(document, next(iter(document.maps)))


def no_lanes():
    document = blank()
    for lane in list(document.lanes):
        document = lanes.delete(document, lane)
    return document


def no_phases():
    document = blank()
    return phases.delete_phase(document, next(iter(document.phases)))


def all_hidden():
    document = blank()
    for lane in list(document.lanes):
        document = phases.change(document, lane, hidden=True)
    return document


def unknown_lane():
    document = blank()
    document, lane = lanes.add(document, next(iter(document.maps)), "from-the-future", name="?")
    return cards.add(document, lane, next(iter(document.steps)), "kept")[0]


def sixty_phases():
    document = blank()
    for number in range(60):
        document = phases.add_phase(document, next(iter(document.maps)), f"Phase {number}")[0]
    return document


def crowded_cell():
    document = blank()
    for number in range(300):
        document = cards.add(document, of(document, "pains"), next(iter(document.steps)), f"card {number}")[0]
    return document


def endless_word():
    document = blank()
    return cards.add(document, of(document, "pains"), next(iter(document.steps)), "x" * 20_000)[0]


def backwards():
    document = blank()
    document, _ = phases.add_step(document, next(iter(document.phases)), "Last")
    first, last = (step.id for step in queries.structure(document, next(iter(document.maps))).steps)
    document, card = cards.add(document, of(document, "pains"), last, "backwards")
    return document.with_records([copied(document.cards[card], end=first)])


def dangling():
    document = blank()
    document, card = cards.add(document, of(document, "pains"), next(iter(document.steps)), "dangling")
    return document.with_records([copied(document.cards[card], end="nowhere", lane="gone")])


MAPS = (
    no_map, no_lanes, no_phases, all_hidden, unknown_lane, sixty_phases, crowded_cell, endless_word, backwards,
    dangling,
)  # fmt: skip


@pytest.mark.parametrize("make", MAPS, ids=lambda one: one.__name__)
def test_strange_maps_can_be_shown_and_pointed_at(hands_on, make):
    document = make()
    hands = hands_on(document)
    canvas, surface = hands.canvas, hands.canvas.viewport()
    for scale in (0.01, 0.08, 0.3, 1.0, 4.0, 40.0):
        canvas.zoom_to(scale)
        canvas.settle()
        QApplication.processEvents()
        for where in (QPoint(5, 5), QPoint(300, 120), QPoint(300, 400), surface.rect().bottomRight()):
            canvas.pointing.hover(canvas.pointing.pointer(QPointF(where), Qt.KeyboardModifier.NoModifier))
            hands.click(where)
            for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Escape):
                QTest.keyClick(canvas, key)
            hands.drag(where, where + QPoint(40, 30))
            hands.action("undo") if hands.window.session.history.undo_label else None
    canvas.fit()
    canvas.fit_width()
    hands.window.settle()
    assert hands.window.session.document is hands.window.session.saved_document
    while hands.window.session.undo():
        pass
    assert hands.document == document


@pytest.mark.parametrize("size", [(1, 1), (120, 60), (3840, 2160)])
def test_windows_of_any_size(hands, size):
    hands.canvas.setMinimumSize(0, 0)
    hands.canvas.resize(*size)
    hands.canvas.fit()
    hands.canvas.fit_width()
    hands.canvas.settle()
    assert 0.08 <= hands.canvas.scale_now <= 4.0
    assert hands.canvas.grab().size().width() == size[0]


def test_a_deleted_map_that_is_shown_comes_back_with_undo(hands_on):
    document = blank()
    document, copy = maps.duplicate(document, next(iter(document.maps)))
    hands = hands_on(document)
    hands.window.session.show_map(copy)
    hands.action("delete_map")
    assert copy not in hands.document.maps
    hands.action("undo")
    assert hands.document == document
    hands.action("redo")
    QApplication.processEvents()
    assert hands.window.session.map_id in hands.document.maps
    assert hands.canvas.overlay.drawing is hands.window.session.drawing()


def test_the_last_map_may_vanish_while_it_is_shown(hands_on):
    document = blank()
    hands = hands_on(document)
    session = hands.window.session
    card, _ = cards.add(document, of(document, "pains"), next(iter(document.steps)), "x")
    session.commit(card, "Add")
    session.select(list(session.document.cards))
    session.commit(maps.delete(session.saved_document, session.map_id), "Delete")
    hands.canvas.settle()
    hands.click(QPoint(300, 300))
    send_move(hands.canvas.viewport(), QPoint(310, 310))
    assert hands.canvas.overlay.selected == [] and hands.canvas.overlay.drawing is None
    hands.action("undo")
    assert hands.canvas.overlay.drawing is not None
    assert hits.find(session.drawing(), next(iter(session.document.cards))) is not None


def test_a_persona_goes_while_her_point_is_dragged(hands_on):
    document = blank()
    document, persona = personas.add(document, "Kim", next(iter(document.maps)))
    step = next(iter(document.steps))
    document, point = cards.add(document, of(document, "emotions"), step, payload={"persona": persona})
    assert isinstance(document.cards[point].payload, Emotion)
    hands = hands_on(document)
    start = hands.at(point)
    hands.drag(start, start + QPoint(0, 30), drop=False)
    hands.window.session.commit(personas.delete(hands.window.session.saved_document, persona), "Delete")
    assert hands.canvas.pointing.gesture is None
    assert point not in hands.document.cards
    assert hands.window.session.document is hands.window.session.saved_document
