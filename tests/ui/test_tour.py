"""Making a tour of one's own in the strip below the map: by mouse, by key, each change one step that can be undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from cjdesigner.edit import tours
from cjdesigner.files import project
from cjdesigner.model import queries
from cjdesigner.model.records import Card, Stop
from cjdesigner.ui.presenting.presenter import Presenter
from cjdesigner.ui.tour.pane import TourPane
from tests.helpers.windows import until
from tests.ui.conftest import Hands, send_move

Key = Qt.Key
ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def pane(hands: Hands) -> TourPane:
    hands.action("tour")
    QApplication.processEvents()
    found = hands.window.tour_pane
    assert found is not None and found.isVisible()
    return found


def own(hands: Hands) -> tuple[Stop, ...]:
    return queries.stops(hands.document, hands.window.session.map_id)


def card_of(hands: Hands, kind: str) -> Card:
    shown = hands.window.session.map_id
    return next(one for one in hands.document.cards.values() if one.type == kind and one.start and one.map == shown)


def titles(pane: TourPane) -> list[str]:
    return [f"{stop.title}/{stop.text}" for stop in pane.tour.stops]


def rest(pane: TourPane) -> None:
    """Wait until the strip shows what the document says."""
    QTest.qWait(10)
    until(lambda: not pane.thumbs.busy and not pane._later.isActive())


def middle(pane: TourPane, place: int) -> QPoint:
    strip = pane.strip
    strip.scrollTo(pane.rows.index(place))
    return strip.visualRect(pane.rows.index(place)).center()


def test_the_strip_begins_with_what_the_map_itself_suggests(hands: Hands, pane: TourPane) -> None:
    before = hands.document
    assert len(pane.tour.stops) > 20 and not own(hands)
    assert not pane.generated.isVisible() and "made from the map" in pane.status.text()
    hands.action("tour")
    assert not pane.isVisible() and hands.document is before


def test_a_stop_is_dragged_to_another_place(hands: Hands, pane: TourPane) -> None:
    before, document = titles(pane), hands.document
    view = pane.strip.viewport()
    start, end = middle(pane, 0), middle(pane, 2) + QPoint(60, 0)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, NONE, start)
    for part in range(1, 7):
        send_move(view, start + (end - start) * part / 6)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, NONE, end)
    assert titles(pane)[:4] == [before[1], before[2], before[0], before[3]]
    assert len(own(hands)) == len(before) and pane.strip.places() == [2]
    hands.action("undo")
    rest(pane)
    assert hands.document == document and titles(pane) == before


def test_alt_and_the_arrows_move_what_is_chosen(hands: Hands, pane: TourPane) -> None:
    before = titles(pane)
    pane.strip.choose([3, 4])
    QTest.keyClick(pane.strip, Key.Key_Left, ALT)
    assert titles(pane)[:6] == [*before[:2], before[3], before[4], before[2], before[5]]
    QTest.keyClick(pane.strip, Key.Key_Right, ALT)
    QTest.keyClick(pane.strip, Key.Key_Right, ALT)
    assert titles(pane)[:6] == [*before[:3], before[5], before[3], before[4]]
    assert hands.window.session.history.labels()[0] == ("Move 2 stops",), "pressed again at once it is one step"
    hands.action("undo")
    rest(pane)
    assert titles(pane) == before


def test_delete_rename_skip_and_copy_by_key(hands: Hands, pane: TourPane) -> None:
    before = titles(pane)
    pane.strip.choose([1])
    QTest.keyClick(pane.strip, Key.Key_Delete)
    assert titles(pane) == [before[0], *before[2:]]
    pane.strip.choose([0])
    QTest.keyClick(pane.strip, Key.Key_F2)
    editor = pane.strip.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, "Good morning")
    QTest.keyClick(editor, Key.Key_Return)
    QApplication.processEvents()
    assert pane.tour.stops[0].title == "Good morning" and own(hands)[0].name == "Good morning"
    pane.strip.setFocus()
    pane.strip.choose([2])
    QTest.keyClick(pane.strip, Key.Key_Space)
    assert own(hands)[2].skipped and pane.tour.is_skipped(2)
    QTest.keyClick(pane.strip, Key.Key_Space)
    assert not own(hands)[2].skipped
    QTest.keyClick(pane.strip, Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert len(pane.tour.stops) == len(before) and pane.strip.places() == [3]


def test_what_is_selected_becomes_a_stop(hands: Hands, pane: TourPane) -> None:
    count = len(pane.tour.stops)
    card = card_of(hands, "pains")
    hands.window.session.select([])
    assert not pane.add.isEnabled()
    hands.window.session.select([card.id])
    pane.strip.choose([4])
    QTest.mouseClick(pane.add, Qt.MouseButton.LeftButton)
    assert len(own(hands)) == count + 1 and own(hands)[5].shows == (card.id,)
    assert pane.strip.places() == [5] and pane.tour.stops[5].lit == (card.id,)


def test_lit_zoom_and_notes_are_chosen(hands: Hands, pane: TourPane) -> None:
    card = card_of(hands, "actions")
    hands.window.session.select([card.id])
    pane.strip.choose([1])
    QTest.mouseClick(pane.details.light, Qt.MouseButton.LeftButton)
    assert own(hands)[1].lit == (card.id,) and pane.tour.stops[1].lit == (card.id,)
    QTest.mouseClick(pane.details.unlight, Qt.MouseButton.LeftButton)
    assert own(hands)[1].lit == ()
    place = pane.details.zoom.findData(2.0)
    pane.details.zoom.setCurrentIndex(place)
    pane.details.zoom.activated.emit(place)
    assert own(hands)[1].zoom == 2.0
    pane.details.notes.setFocus()
    QTest.keyClicks(pane.details.notes, "Ask who has seen this")
    hands.window.settle()
    assert own(hands)[1].notes == "Ask who has seen this"
    assert hands.window.session.history.undo_label == "Change speaker notes"


def test_the_generated_tour_comes_back_and_can_be_undone(hands: Hands, pane: TourPane) -> None:
    before = titles(pane)
    pane.strip.choose([0, 1, 2])
    pane.delete()
    changed = titles(pane)
    QTest.mouseClick(pane.generated, Qt.MouseButton.LeftButton)
    assert titles(pane) == before and not own(hands)
    hands.action("undo")
    rest(pane)
    assert titles(pane) == changed


def test_one_stop_stays(hands: Hands, pane: TourPane) -> None:
    pane.strip.choose(list(range(len(pane.tour.stops))))
    QTest.keyClick(pane.strip, Key.Key_Delete)
    assert not own(hands) and "one stop" in hands.window.session.notice


def test_it_is_presented_saved_and_read_again(hands: Hands, pane: TourPane, tmp_path: Path) -> None:
    last = len(pane.tour.stops) - 1
    pane.strip.choose([last])
    QTest.keyClick(pane.strip, Key.Key_Left, ALT)
    pane.strip.choose([0])
    QTest.keyClick(pane.strip, Key.Key_Space)
    title = pane.tour.stops[last - 1].title
    pane.strip.choose([last - 2])
    QTest.keyClick(pane.strip, Key.Key_Space)
    hands.window.preferences.change(reduced_motion=True)
    QTest.keyClick(pane.strip, Key.Key_Return)
    presenter = next(one for one in QApplication.topLevelWidgets() if isinstance(one, Presenter) and one.isVisible())
    assert presenter.walk.stop.title == title and len(presenter.walk.stops) == last - 1
    QTest.keyClick(presenter, Key.Key_Escape)
    project.save(hands.document, tmp_path / "own.cjmap")
    assert queries.stops(project.read(tmp_path / "own.cjmap"), hands.window.session.map_id) == own(hands)


def test_pictures_come_and_follow_the_map(hands: Hands, pane: TourPane, qtbot: QtBot) -> None:
    def settled() -> bool:
        return not pane.thumbs.busy and not pane._later.isActive()

    qtbot.waitUntil(settled)
    keys = [stop.key for stop in pane.tour.stops]
    assert all(pane.thumbs.image(key) is not None for key in keys)
    before = {key: pane.thumbs.image(key) for key in keys}
    pane.strip.choose([0])
    pane.delete()
    qtbot.waitUntil(settled)
    hands.action("undo")
    card = card_of(hands, "actions")
    hands.window.session.select([card.id])
    hands.action("delete")
    qtbot.waitUntil(settled)
    assert pane.thumbs.image(keys[0]) != before[keys[0]]
    assert pane.thumbs.image(keys[-1]) is before[keys[-1]], "what has not changed is not painted again"


def test_another_project_and_another_map_have_their_own(hands: Hands, pane: TourPane) -> None:
    pane.strip.choose([0])
    pane.delete()
    session, first = hands.window.session, hands.window.session.map_id
    other = next(one.id for one in queries.maps(session.document) if one.id != session.map_id)
    session.show_map(other)
    assert not pane.tour.is_own and pane.tour.stops[0].map == other
    hands.window.files.new(tours.forget(hands.document, first))
    assert pane.session is hands.window.session and not pane.tour.is_own


def test_what_the_editor_folds_or_hides_is_presented_all_the_same(hands: Hands, pane: TourPane) -> None:
    before = titles(pane)
    session = hands.window.session
    shape = queries.structure(session.document, session.map_id)
    session.set_look(replace(session.look, folded=frozenset({shape.phases[0].id})))
    pane.read()
    assert titles(pane) == before
    pane.strip.setFocus()
    for place in range(len(before)):
        pane.strip.choose([place])
    presented = shown_by(hands)
    assert [f"{stop.title}/{stop.text}" for stop in presented.walk.stops] == before
    QTest.keyClick(presented, Key.Key_Escape)


def shown_by(hands: Hands) -> Presenter:
    hands.window.preferences.change(reduced_motion=True)
    hands.action("present")
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, Presenter) and one.isVisible())


def test_f6_leads_into_the_strip_and_out_of_it(hands: Hands, pane: TourPane) -> None:
    hands.canvas.setFocus()
    visited = set()
    for _ in range(8):
        hands.action("next_pane")
        focus = QApplication.focusWidget()
        visited.add(focus is not None and pane.isAncestorOf(focus))
    assert visited == {True, False}
    pane.strip.setFocus()
    QTest.keyClick(pane.strip, Key.Key_Escape)
    assert QApplication.focusWidget() is hands.canvas


def test_an_edit_on_the_map_reaches_the_strip_without_stopping_the_user(hands: Hands, pane: TourPane) -> None:
    shape = queries.structure(hands.document, hands.window.session.map_id)
    hands.window.session.select([shape.phases[0].id])
    before = titles(pane)
    hands.action("delete")
    assert titles(pane) == before, "it is made anew off the window's thread"
    rest(pane)
    assert titles(pane) != before and all(stop.title != shape.phases[0].name for stop in pane.tour.stops)
    hands.action("undo")
    rest(pane)
    assert titles(pane) == before


def test_undo_on_another_map_leads_back_to_the_tour(hands: Hands, pane: TourPane) -> None:
    session, first = hands.window.session, hands.window.session.map_id
    pane.strip.choose([0])
    pane.delete()
    session.show_map(next(one.id for one in queries.maps(session.document) if one.id != first))
    hands.action("undo")
    assert session.map_id == first and not own(hands)
