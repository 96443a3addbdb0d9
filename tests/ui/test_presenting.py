"""Presenting by key and mouse: F5 in, a story through, Escape back to the editor as it was."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjdesigner.edit import maps
from cjdesigner.files import project
from cjdesigner.layout.hits import find
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.ui.presenting.presenter import Presenter
from tests.helpers.presenting import present
from tests.ui.conftest import Hands, send_move

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging"))
import bench_maps  # noqa: E402

from tests.helpers.shipped import sample

Key = Qt.Key


def written(document: Document, path: Path) -> bytes:
    project.save(document, path)
    return path.read_bytes()


def press(presenter: Presenter, *keys: Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(
            QApplication.focusWidget()
            if presenter.isAncestorOf(QApplication.focusWidget() or presenter)
            else presenter,
            key,
            held,
        )


def type_(presenter: Presenter, text: str) -> None:
    for character in text:
        focus = QApplication.focusWidget()
        QTest.keyClicks(focus if focus is not None and presenter.isAncestorOf(focus) else presenter, character)


def click(presenter: Presenter, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    QTest.mouseClick(presenter, button, Qt.KeyboardModifier.NoModifier, QPoint(300, 300))


def point_at(presenter: Presenter, where: QPoint) -> None:
    send_move(presenter, where)


def on_map(presenter: Presenter, record_id: str) -> QPoint:
    box = find(presenter.picture.drawing, record_id)
    assert box is not None
    return presenter.picture.view.place(box).center().toPoint()


def looks_blank(image: QImage) -> bool:
    """Whether all of the map's part of the picture has one colour."""
    colours = {image.pixel(x, y) for x in range(200, image.width() - 20, 7) for y in range(80, image.height() - 90, 7)}
    return len(colours) < 3


def closed(presenter: Presenter) -> bool:
    QApplication.sendPostedEvents(None, 0)
    try:
        return not presenter.isVisible()
    except RuntimeError:
        return True


SAMPLES = {
    "english": sample,
    "dutch": lambda: sample("nl"),
    "empty": lambda: maps.blank_document("en"),
    "thousand": lambda: bench_maps.build(1_000),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_way_through_leaves_the_editor_as_it_was(
    name: str, hands_on: Callable[[Document], Hands], tmp_path: Path
) -> None:
    hands = hands_on(SAMPLES[name]())
    session = hands.window.session
    session.select(list(session.document.cards)[:2])
    hands.canvas.zoom_to(0.63)
    QApplication.processEvents()
    selection, area = session.selection, hands.canvas.visible_area()
    before, document = written(hands.document, tmp_path / "a.cjmap"), hands.document
    presenter = present(hands)
    count = len(presenter.walk.stops)
    for number in range(count):
        assert presenter.walk.place == number
        presenter.picture.settle()
        assert not looks_blank(presenter.grab().toImage()), presenter.walk.stop.key
        press(presenter, Key.Key_PageDown)
    assert presenter.walk.place == count - 1
    press(presenter, Key.Key_Escape)
    assert closed(presenter)
    assert hands.document is document and written(hands.document, tmp_path / "b.cjmap") == before
    assert session.selection == selection and not session.changed
    assert hands.canvas.scale_now == pytest.approx(0.63) and hands.canvas.visible_area() == area


def test_escape_ends_at_any_stop(hands: Hands) -> None:
    for number in (0, 1, 5, 20):
        presenter = present(hands)
        type_(presenter, str(number + 1))
        press(presenter, Key.Key_Return)
        assert presenter.walk.place == number
        press(presenter, Key.Key_Escape)
        assert closed(presenter)


def test_keys_clicker_and_mouse_walk(hands: Hands) -> None:
    presenter = present(hands)
    walk = presenter.walk
    press(presenter, Key.Key_Right, Key.Key_Space, Key.Key_PageDown)
    assert walk.place == 3
    press(presenter, Key.Key_Left, Key.Key_PageUp)
    assert walk.place == 1
    press(presenter, Key.Key_Backspace, Key.Key_Left)
    assert walk.place == 0
    click(presenter)
    assert walk.place == 1
    click(presenter, Qt.MouseButton.RightButton)
    assert walk.place == 0
    press(presenter, Key.Key_End)
    assert walk.stop.section == "decisions"
    press(presenter, Key.Key_Right)
    assert walk.stop.section == "decisions"
    press(presenter, Key.Key_Home, Key.Key_Down)
    second = walk.stop.section
    press(presenter, Key.Key_Down)
    assert walk.stop.section not in ("overview", second)
    press(presenter, Key.Key_Up)
    assert walk.stop.section == second
    type_(presenter, "12")
    press(presenter, Key.Key_Backspace)
    press(presenter, Key.Key_Enter)
    assert walk.place == 0
    press(presenter, Key.Key_Escape)


def test_it_begins_at_the_selection(hands: Hands) -> None:
    document = hands.document
    shape = queries.structure(document, hands.window.session.map_id)
    hands.window.session.select([shape.phases[2].id])
    presenter = present(hands, "present_here")
    assert presenter.walk.stop.key == f"phase:{shape.phases[2].id}"
    press(presenter, Key.Key_Escape)
    pain = next(card for card in document.cards.values() if card.type == "pains" and card.map == shape.map.id)
    hands.window.session.select([pain.id])
    presenter = present(hands, "present_here")
    assert pain.id in presenter.walk.stop.lit
    press(presenter, Key.Key_Escape)


def test_zoom_and_drag_at_any_time_and_back(hands: Hands) -> None:
    presenter = present(hands)
    press(presenter, Key.Key_Right, Key.Key_Right)
    rest, place = presenter.picture.view, presenter.walk.place
    press(presenter, Key.Key_Z)
    assert presenter.picture.view.scale == pytest.approx(rest.scale * 2)
    press(presenter, Key.Key_Z)
    assert presenter.picture.view == rest
    press(presenter, Key.Key_Plus)
    press(presenter, Key.Key_0)
    assert presenter.picture.view == rest
    QTest.mousePress(presenter, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(600, 300))
    QTest.mouseMove(presenter, QPoint(640, 300))
    QTest.mouseMove(presenter, QPoint(700, 340))
    QTest.mouseRelease(presenter, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(700, 340))
    assert presenter.picture.view.x == pytest.approx(rest.x + 100) and presenter.walk.place == place
    press(presenter, Key.Key_0)
    assert presenter.picture.view == rest
    press(presenter, Key.Key_Escape)


def test_black_and_white_screens(hands: Hands) -> None:
    presenter = present(hands)
    press(presenter, Key.Key_B)
    assert presenter.grab().toImage().pixelColor(400, 300) == QColor("#000000")
    press(presenter, Key.Key_W)
    assert presenter.grab().toImage().pixelColor(400, 300) == QColor("#FFFFFF")
    press(presenter, Key.Key_Right)
    assert presenter.picture.blank == "" and presenter.walk.place == 1
    press(presenter, Key.Key_Escape)


def test_pen_laser_and_spotlight_leave_no_trace(hands: Hands) -> None:
    document = hands.document
    presenter = present(hands)
    presenter.picture.settle()
    clean = presenter.grab().toImage()
    press(presenter, Key.Key_P)
    QTest.mousePress(presenter, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(500, 200))
    QTest.mouseMove(presenter, QPoint(600, 300))
    QTest.mouseRelease(presenter, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(600, 300))
    assert presenter.walk.place == 0 and presenter.picture.ink.count(presenter.picture.sheet) == 1
    assert presenter.grab().toImage() != clean
    press(presenter, Key.Key_E, Key.Key_P)
    assert presenter.grab().toImage() == clean
    for key in (Key.Key_L, Key.Key_S):
        press(presenter, key)
        point_at(presenter, QPoint(640, 360))
        assert presenter.grab().toImage() != clean
        press(presenter, key)
    press(presenter, Key.Key_Escape)
    assert hands.document is document


@pytest.mark.parametrize("opening", ["g", ""])
def test_a_card_is_looked_up_by_typing(hands: Hands, opening: str) -> None:
    card = next(card for card in hands.document.cards.values() if card.text.startswith("Word of mouth"))
    presenter = present(hands)
    press(presenter, Key.Key_Right)
    type_(presenter, f"{opening}ord of mouth" if not opening else "gword of mouth")
    assert presenter.look_up_panel.isVisible()
    press(presenter, Key.Key_Return)
    assert not presenter.look_up_panel.isVisible()
    assert presenter.walk.stop.lit == (card.id,)
    press(presenter, Key.Key_Left)
    assert presenter.walk.place == 1 and presenter.walk.aside is None
    press(presenter, Key.Key_Escape)


def test_looking_up_what_is_not_there_says_so_and_return_stays(hands: Hands) -> None:
    presenter = present(hands)
    type_(presenter, "gqqqq")
    found = presenter.look_up_panel.found
    assert found.isVisible() and [found.item(row).text() for row in range(found.count())] == ["Nothing found"]
    press(presenter, Key.Key_Return)
    assert presenter.look_up_panel.isVisible()
    press(presenter, Key.Key_Escape)
    press(presenter, Key.Key_Escape)


def test_escape_in_a_field_closes_the_field_alone(hands: Hands) -> None:
    presenter = present(hands)
    for opening in ("g", "c"):
        type_(presenter, opening)
        type_(presenter, "bwlspevnz 12")
        press(presenter, Key.Key_Escape)
        assert presenter.isVisible() and presenter.walk.place == 0
    press(presenter, Key.Key_Escape)
    assert closed(presenter)


def test_a_card_from_the_room_is_one_step_linked_to_its_dip(hands: Hands) -> None:
    session, before = hands.window.session, hands.document
    presenter = present(hands)
    dip = next(n for n, stop in enumerate(presenter.walk.stops) if stop.section == "dips")
    type_(presenter, str(dip + 1))
    press(presenter, Key.Key_Return)
    point = presenter.walk.stop.lit[0]
    type_(presenter, "cNobody calls back")
    press(presenter, Key.Key_Return)
    made = next(card for card in hands.document.cards.values() if card.text == "Nobody calls back")
    assert made.type == "pains" and made.start == before.cards[point].start
    assert any(link.source == made.id and link.target == point for link in hands.document.links.values())
    assert made.id in presenter.walk.stop.lit and presenter.walk.stop.key == f"dip:{point}"
    press(presenter, Key.Key_Z, held=Qt.KeyboardModifier.ControlModifier)
    assert hands.document == before
    press(presenter, Key.Key_Z, held=Qt.KeyboardModifier.ControlModifier)
    assert hands.document == before and not session.history.undo_label
    press(presenter, Key.Key_Escape)


def test_without_a_step_a_card_from_the_room_waits_in_the_tray(hands: Hands) -> None:
    presenter = present(hands)
    type_(presenter, "cAn idea")
    press(presenter, Key.Key_Return)
    parked = queries.parked(hands.document, hands.window.session.map_id)
    assert [card.text for card in parked][-1] == "An idea"
    press(presenter, Key.Key_Escape)
    hands.action("undo")
    assert all(card.text != "An idea" for card in hands.document.cards.values())


def test_votes_are_counted_kept_and_undone(hands: Hands, tmp_path: Path) -> None:
    presenter = present(hands)
    press(presenter, Key.Key_End)
    groups = [group for row in presenter.picture.drawing.rows for group in row.groups if group.meaning.role == "card"]
    last = groups[-1].meaning.id
    point_at(presenter, on_map(presenter, last))
    press(presenter, Key.Key_V)
    assert hands.document.cards[last].votes == 1
    again = [group for row in presenter.picture.drawing.rows for group in row.groups if group.meaning.role == "card"]
    assert again[0].meaning.id == last
    project.save(hands.document, tmp_path / "voted.cjmap")
    assert project.read(tmp_path / "voted.cjmap").cards[last].votes == 1
    point_at(presenter, on_map(presenter, last))
    press(presenter, Key.Key_V, held=Qt.KeyboardModifier.ShiftModifier)
    assert hands.document.cards[last].votes == 0
    press(presenter, Key.Key_Escape)
    hands.action("undo")
    assert hands.document.cards[last].votes == 1


def test_notes_and_keys_are_shown_on_demand(hands: Hands) -> None:
    presenter = present(hands)
    assert not presenter.notes_panel.isVisible()
    press(presenter, Key.Key_N)
    assert presenter.notes_panel.isVisible()
    assert presenter.walk.stops[1].title in presenter.notes_panel.next.text()
    press(presenter, Key.Key_N, Key.Key_F1)
    assert not presenter.notes_panel.isVisible() and presenter.help_panel.isVisible()
    press(presenter, Key.Key_Escape)
    assert presenter.isVisible() and not presenter.help_panel.isVisible()
    press(presenter, Key.Key_Escape)


def test_no_shortcut_of_the_editor_reaches_it(hands: Hands) -> None:
    before = hands.document
    hands.window.session.select(list(before.cards)[:1])
    presenter = present(hands)
    press(presenter, Key.Key_Delete)
    for key in (Key.Key_D, Key.Key_A, Key.Key_T):
        press(presenter, key, held=Qt.KeyboardModifier.ControlModifier)
    assert hands.document is before and presenter.isVisible()
    press(presenter, Key.Key_Escape)


def test_the_camera_moves_unless_motion_is_reduced(hands: Hands, qtbot: QtBot) -> None:
    presenter = present(hands, still=False)
    press(presenter, Key.Key_Right)
    assert presenter.picture.moving
    presenter.picture.set_time(0.5)
    assert not looks_blank(presenter.grab().toImage())
    qtbot.waitUntil(lambda: not presenter.picture.moving)
    press(presenter, Key.Key_End)
    assert presenter.picture.moving
    presenter.picture.set_time(0.5)
    assert not looks_blank(presenter.grab().toImage())
    press(presenter, Key.Key_Escape)
    presenter = present(hands, still=True)
    press(presenter, Key.Key_Right)
    assert not presenter.picture.moving
    press(presenter, Key.Key_Escape)


def test_it_ends_with_the_window_it_belongs_to(hands: Hands) -> None:
    presenter = present(hands)
    hands.window.close()
    assert closed(presenter)


def test_it_ends_when_its_map_is_gone(hands: Hands) -> None:
    presenter = present(hands)
    hands.action("delete_map")
    assert closed(presenter)


def test_the_middle_of_a_zoom_stays_under_the_pointer(hands: Hands) -> None:
    presenter = present(hands)
    at = QPointF(400, 250)
    before = presenter.picture.view.scene(at)
    after = presenter.picture.view.zoomed(3.0, at).scene(at)
    assert (after.x(), after.y()) == pytest.approx((before.x(), before.y()))
    press(presenter, Key.Key_Escape)


def test_a_feeling_is_dragged_in_front_of_the_room(hands: Hands) -> None:
    before = hands.document
    presenter = present(hands)
    dip = next(n for n, stop in enumerate(presenter.walk.stops) if stop.section == "dips")
    type_(presenter, str(dip + 1))
    press(presenter, Key.Key_Return)
    point = presenter.walk.stop.lit[0]
    start = on_map(presenter, point) - QPoint(0, 8)
    for end, key in ((QPoint(0, -120), None), (QPoint(0, -90), Key.Key_Escape)):
        QTest.mousePress(presenter, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
        for part in range(1, 7):
            send_move(presenter, start + end * part / 6)
        assert hands.window.session.document.cards[point] != before.cards[point]
        assert hands.document == before, "only shown until the button is released"
        if key is None:
            QTest.mouseRelease(presenter, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start + end)
            assert hands.document.cards[point].payload.value > before.cards[point].payload.value  # type: ignore[attr-defined]
            press(presenter, Key.Key_Z, held=Qt.KeyboardModifier.ControlModifier)
            assert hands.document == before
            type_(presenter, str(dip + 1))
            press(presenter, Key.Key_Return)
            start = on_map(presenter, point) - QPoint(0, 8)
        else:
            press(presenter, key)
    assert closed(presenter) and hands.window.session.document == before


def test_at_a_dip_a_vote_goes_to_its_one_solution_and_shows_on_the_map(hands: Hands) -> None:
    presenter = present(hands)
    dip = next(n for n, stop in enumerate(presenter.walk.stops) if stop.section == "dips")
    type_(presenter, str(dip + 1))
    press(presenter, Key.Key_Return)
    presenter.picture.settle()
    before = presenter.grab().toImage()
    solution = next(one for one in presenter.walk.stop.lit if hands.document.cards[one].type == "solutions")
    press(presenter, Key.Key_V)
    assert hands.document.cards[solution].votes == 1
    presenter.picture.settle()
    assert presenter.grab().toImage() != before
    press(presenter, Key.Key_Escape)


def test_a_click_beside_a_field_closes_the_field(hands: Hands) -> None:
    presenter = present(hands)
    type_(presenter, "c")
    click(presenter)
    assert not presenter.capture_panel.isVisible() and presenter.walk.place == 0
    press(presenter, Key.Key_Escape)
    assert closed(presenter)


def test_another_project_ends_it_and_may_be_opened_after_it(hands: Hands) -> None:
    presenter = present(hands)
    press(presenter, Key.Key_Escape)
    assert closed(presenter)
    hands.window.files.new(maps.blank_document("en"))
    presenter = present(hands)
    assert len(presenter.walk.stops) == 2
    hands.window.files.new(SAMPLES["dutch"]())
    assert closed(presenter)


def test_projector_sizes_show_every_stop_within_the_window(hands: Hands) -> None:
    for size in ((1280, 720), (1920, 1080), (1024, 768), (3840, 2160)):
        presenter = present(hands, size=size)
        assert (presenter.width(), presenter.height()) == size
        for number, stop in enumerate(presenter.walk.stops):
            presenter.walk.go(number)
            presenter.picture.travel()
            place = presenter.picture.view.place(stop.box)
            assert presenter.rect().toRectF().adjusted(-1, -1, 1, 1).contains(place), (size, stop.key)
            assert place.bottom() <= presenter.height() - presenter.picture.caption_high + 1
        press(presenter, Key.Key_Escape)
