"""Presenting to an audience, lane by lane, by touch and from the menu; and what strange maps look like."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from cjdesigner.edit import audiences, cards, maps, tours
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.records import Asset, copied
from cjdesigner.ui.presenting.presenter import Presenter
from tests.helpers.presenting import present
from tests.helpers.shipped import sample
from tests.ui.conftest import Hands

Key = Qt.Key
NO_GRAB = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)
"""Said by the offscreen platform for every menu."""
CONTROL = Qt.KeyboardModifier.ControlModifier


def press(presenter: Presenter, *keys: Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(presenter, key, held)


def leave(presenter: Presenter) -> None:
    presenter.close()
    QApplication.processEvents()


# --- who looks on -----------------------------------------------------------------------------------------------------


def with_audience() -> tuple[Document, str]:
    document = sample()
    person = queries.personas(document)[1]
    document, _ = audiences.add(
        document, "Board", without_owners=True, without_notes=True, lane_types=("backstage",), personas=(person.id,)
    )
    return document, person.id


def shown_lanes(presenter: Presenter) -> set[str]:
    return {lane.type for lane in presenter.walk.scene(presenter.walk.stops[0]).structure.lanes}


def test_an_audience_sees_what_it_may_see_and_is_remembered(hands_on: Callable[[Document], Hands]) -> None:
    document, person = with_audience()
    hands = hands_on(document)
    real = hands.document
    presenter = present(hands)
    assert "backstage" in shown_lanes(presenter) and any(stop.notes for stop in presenter.walk.stops)
    presenter.show_to("Board")
    assert "backstage" not in shown_lanes(presenter) and person not in presenter.walk.document.personas
    assert not any(card.owner or card.notes for card in presenter.walk.document.cards.values())
    leave(presenter)
    assert hands.document is real and not hands.window.session.changed
    presenter = present(hands)
    assert "backstage" not in shown_lanes(presenter)
    presenter.show_to("")
    assert "backstage" in shown_lanes(presenter)
    leave(presenter)


def test_what_the_room_does_goes_into_the_real_document(hands_on: Callable[[Document], Hands]) -> None:
    document, _ = with_audience()
    hands = hands_on(document)
    before = hands.document
    presenter = present(hands)
    presenter.show_to("Board")
    dip = next(n for n, stop in enumerate(presenter.walk.stops) if stop.section == "dips")
    presenter.go(dip)
    press(presenter, Key.Key_C)
    QTest.keyClicks(presenter.capture_panel.line, "Nobody calls back")
    QTest.keyClick(presenter.capture_panel.line, Key.Key_Return)
    assert any(card.text == "Nobody calls back" for card in hands.document.cards.values())
    assert len(hands.document.cards) == len(before.cards) + 1 and hands.document.audiences
    assert any(card.type == "backstage" for card in hands.document.cards.values())
    shown = presenter.walk.map_id
    solution = next(
        one for one in hands.document.cards.values() if one.type == "solutions" and one.map == shown and one.start
    )
    presenter.show_card(solution.id)
    press(presenter, Key.Key_V)
    assert hands.document.cards[solution.id] == copied(solution, votes=1), "nothing that was left out got lost"
    press(presenter, Key.Key_Z, held=CONTROL)
    press(presenter, Key.Key_Z, held=CONTROL)
    assert hands.document == before
    leave(presenter)


def test_lanes_and_personas_are_left_out_live(hands: Hands) -> None:
    presenter = present(hands)
    lane = next(
        one for one in hands.document.lanes.values() if one.type == "pains" and one.map == presenter.walk.map_id
    )
    presenter.turn_lane(lane.id)
    assert "pains" not in shown_lanes(presenter)
    presenter.turn_lane(lane.id)
    assert "pains" in shown_lanes(presenter)
    person = hands.document.maps[presenter.walk.map_id].personas[0]
    presenter.turn_persona(person)
    points = [card.payload for card in presenter.walk.document.cards.values() if isinstance(card.payload, Emotion)]
    assert points and all(one.persona != person for one in points)
    presenter.turn_persona(person)
    leave(presenter)


# --- lane by lane -----------------------------------------------------------------------------------------------------


def test_maps_are_built_up_lane_by_lane(hands: Hands, qtbot: QtBot) -> None:
    presenter = present(hands)
    press(presenter, Key.Key_R)
    lanes = presenter.walk.lanes_here
    pictures = []
    for built in range(1, lanes + 1):
        assert (presenter.walk.place, presenter.walk.built) == (0, built)
        presenter.picture.settle()
        pictures.append(presenter.grab().toImage())
        press(presenter, Key.Key_PageDown)
    assert presenter.walk.place == 1 and presenter.walk.built == 1
    assert all(one != other for one, other in zip(pictures, pictures[1:], strict=False))
    press(presenter, Key.Key_PageDown, Key.Key_PageUp)
    assert presenter.walk.place == 1 and presenter.walk.built == 1
    press(presenter, Key.Key_PageUp)
    assert presenter.walk.place == 0 and presenter.walk.built == lanes, "back to a map that is whole"
    press(presenter, Key.Key_R)
    press(presenter, Key.Key_PageDown)
    assert presenter.walk.place == 1 and not presenter.walk.build_up
    leave(presenter)
    presenter = present(hands, still=False)
    press(presenter, Key.Key_R, Key.Key_PageDown)
    assert presenter.picture.rise.moving and 1 <= presenter.picture.rise.value < 2
    qtbot.waitUntil(lambda: not presenter.picture.rise.moving)
    press(presenter, Key.Key_R)
    leave(presenter)
    presenter = present(hands, still=True)
    press(presenter, Key.Key_R, Key.Key_PageDown)
    assert not presenter.picture.rise.moving and presenter.picture.rise.value == 2
    press(presenter, Key.Key_R)
    leave(presenter)


# --- fingers and the clicker ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def screen(qapp: QApplication) -> QPointingDevice:
    return QTest.createTouchDevice()


def tap(presenter: Presenter, screen: QPointingDevice, at: QPoint) -> None:
    QTest.touchEvent(presenter, screen).press(0, at)
    QTest.touchEvent(presenter, screen).release(0, at)


def swipe(presenter: Presenter, screen: QPointingDevice, start: QPoint, end: QPoint) -> None:
    QTest.touchEvent(presenter, screen).press(0, start)
    for part in range(1, 6):
        QTest.touchEvent(presenter, screen).move(0, start + (end - start) * part / 5)
    QTest.touchEvent(presenter, screen).release(0, end)


def test_taps_and_swipes_walk(hands: Hands, screen: QPointingDevice) -> None:
    presenter = present(hands)
    tap(presenter, screen, QPoint(900, 400))
    assert presenter.walk.place == 1
    tap(presenter, screen, QPoint(40, 400))
    assert presenter.walk.place == 0
    swipe(presenter, screen, QPoint(900, 400), QPoint(500, 410))
    assert presenter.walk.place == 1 and not presenter.picture.free
    swipe(presenter, screen, QPoint(500, 400), QPoint(900, 410))
    assert presenter.walk.place == 0
    swipe(presenter, screen, QPoint(700, 600), QPoint(700, 300))
    section = presenter.walk.stop.section
    swipe(presenter, screen, QPoint(700, 600), QPoint(700, 300))
    assert presenter.walk.stop.section not in ("overview", section)
    leave(presenter)


def test_two_fingers_zoom_and_one_moves_what_is_zoomed(hands: Hands, screen: QPointingDevice) -> None:
    presenter = present(hands)
    before = presenter.picture.view
    QTest.touchEvent(presenter, screen).press(0, QPoint(600, 300)).press(1, QPoint(700, 300))
    for part in range(1, 5):
        away = 20 * part
        QTest.touchEvent(presenter, screen).move(0, QPoint(600 - away, 300)).move(1, QPoint(700 + away, 300))
    QTest.touchEvent(presenter, screen).release(0, QPoint(520, 300)).release(1, QPoint(780, 300))
    zoomed = presenter.picture.view
    assert zoomed.scale == pytest.approx(before.scale * 2.6, rel=0.05) and presenter.picture.free
    middle = before.scene(QPointF(650, 300))
    assert zoomed.scene(QPointF(650, 300)).x() == pytest.approx(middle.x(), abs=8)
    swipe(presenter, screen, QPoint(600, 300), QPoint(700, 350))
    assert presenter.walk.place == 0 and presenter.picture.view.x > zoomed.x + 50
    press(presenter, Key.Key_0)
    assert presenter.picture.view == before
    leave(presenter)


@NO_GRAB
def test_a_finger_that_rests_opens_the_menu(hands: Hands, screen: QPointingDevice, qtbot: QtBot) -> None:
    presenter = present(hands)
    QTest.touchEvent(presenter, screen).press(0, QPoint(640, 300))
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(one for one in menu.actions() if one.text().startswith("Next")).trigger()
    menu.close()
    QTest.touchEvent(presenter, screen).release(0, QPoint(640, 300))
    assert presenter.walk.place == 1
    leave(presenter)


def test_a_finger_draws_with_the_pen(hands: Hands, screen: QPointingDevice) -> None:
    document = hands.document
    presenter = present(hands)
    press(presenter, Key.Key_P)
    swipe(presenter, screen, QPoint(500, 200), QPoint(700, 350))
    assert presenter.picture.ink.count(presenter.picture.sheet) == 1 and presenter.walk.place == 0
    leave(presenter)
    assert hands.document is document


def test_all_that_clickers_send(hands: Hands) -> None:
    presenter = present(hands)
    press(presenter, Key.Key_PageDown, Key.Key_PageDown, Key.Key_PageUp)
    assert presenter.walk.place == 1
    press(presenter, Key.Key_Period)
    assert presenter.picture.blank == "#000000"
    press(presenter, Key.Key_B)
    assert presenter.picture.blank == ""
    press(presenter, Key.Key_F5)
    QApplication.sendPostedEvents(None, 0)
    assert not any(isinstance(one, Presenter) and one.isVisible() for one in QApplication.topLevelWidgets())


@NO_GRAB
def test_the_menu_does_what_the_keys_do(hands: Hands) -> None:
    presenter = present(hands)
    press(presenter, Key.Key_M)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = [one.text().partition("\t")[0] for one in menu.actions() if one.text()]
    assert texts[:3] == ["Next", "Back", "Go to"] and texts[-1] == "End the presentation"
    parts = next(one.menu() for one in menu.actions() if one.text() == "Go to")
    parts.actions()[-1].trigger()
    menu.close()
    assert presenter.walk.stop.section == "decisions"
    leave(presenter)


# --- strange maps -----------------------------------------------------------------------------------------------------


def without_curve() -> Document:
    document = sample()
    return cards.delete(document, [card.id for card in document.cards.values() if card.type == "emotions"])


def one_phase() -> Document:
    from cjdesigner.edit import phases

    document = sample()
    for phase in queries.structure(document, queries.maps(document)[0].id).phases[1:]:
        document = phases.delete_phase(document, phase.id)
    return document


def sixty_steps() -> Document:
    from cjdesigner.edit import phases

    document = sample()
    last = queries.structure(document, queries.maps(document)[0].id).phases[-1]
    for number in range(60):
        document, _ = phases.add_step(document, last.id, f"Step {number}")
    return document


def huge_texts() -> Document:
    document = sample()
    long = "An endless sentence that nobody wanted to end " * 400
    changed = [copied(card, text=long[:18_000]) for card in list(document.cards.values())[::7]]
    phase = next(iter(document.phases.values()))
    return document.with_records([*changed, copied(phase, name=long[:5000], goal=long[:5000], description="W" * 9000)])


def missing_picture() -> Document:
    document = sample()
    return document.with_records(
        copied(asset, data="AAAA") if place % 2 else Asset(id=asset.id)
        for place, asset in enumerate(document.assets.values())
    )


def dangling_tour() -> Document:
    document = sample()
    map_id = queries.maps(document)[0].id
    document, _ = tours.add(document, map_id, shows=("gone",))
    document, _ = tours.add(document, map_id, shows=("gone",), lit=("gone",), zoom=9.0)
    return document


STRANGE = {
    "empty": lambda: maps.blank_document("en"),
    "without a curve": without_curve,
    "one phase": one_phase,
    "sixty steps": sixty_steps,
    "huge texts": huge_texts,
    "missing picture": missing_picture,
    "dangling tour": dangling_tour,
}


@pytest.mark.parametrize("name", STRANGE)
def test_strange_maps_are_told_too(name: str, hands_on: Callable[[Document], Hands]) -> None:
    hands = hands_on(STRANGE[name]())
    before = hands.document
    presenter = present(hands)
    assert presenter.walk.stops
    for place in range(len(presenter.walk.stops)):
        presenter.go(place)
        presenter.picture.settle()
        image = presenter.grab().toImage()
        colours = {image.pixel(x, y) for x in range(30, 1260, 11) for y in range(10, 650, 7)}
        assert len(colours) > 3, presenter.walk.stop.key
        assert presenter.walk.stop.title.strip()
    leave(presenter)
    assert hands.document is before


# --- pictures that are exact ------------------------------------------------------------------------------------------


def test_tiles_that_are_dimmed_ahead_look_as_if_they_were_dimmed_now(hands: Hands) -> None:
    presenter = present(hands, still=False)
    press(presenter, Key.Key_PageDown)
    presenter.picture.settle()
    while not presenter.picture.ready:
        QApplication.processEvents()
    press(presenter, Key.Key_PageDown)
    presenter.picture.set_time(0.4)
    ahead = presenter.grab().toImage()
    backdrop = presenter.picture._backdrop(presenter.walk.stop)
    assert backdrop._dark
    backdrop._dark.clear()
    presenter.picture.set_time(0.4)
    now = presenter.grab().toImage()
    worst = max(
        abs(QColor(ahead.pixel(x, y)).lightness() - QColor(now.pixel(x, y)).lightness())
        for x in range(0, 1280, 9)
        for y in range(0, 720, 7)
    )
    assert worst <= 3
    leave(presenter)


GAPS = """
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtCore import Qt
from cjdesigner import resources
from cjdesigner.editor.session import Session
from cjdesigner.files import project
from cjdesigner.ui import app, appearance
from cjdesigner.ui.presenting.presenter import Presenter

application = app.application()
appearance.apply(application, "dark")
document = project.read(resources.path("examples", "smartphone.en.cjmap"))
presenter = Presenter(Session(document))
presenter.resize(853, 481)
presenter.show()
application.processEvents()
dark = 0
for place, time in ((0, 1.0), (0, 1.0), (1, 0.3), (1, 0.55), (1, 1.0), (2, 0.37), (2, 1.0), (3, 0.61)):
    presenter.go(place)
    presenter.picture.settle()
    if time < 1.0:
        presenter.go(place - 1)
        presenter.picture.settle()
        presenter.go(place)
    presenter.picture._dimming = type(presenter.picture._dimming)((), ())
    presenter.picture.set_time(time)
    presenter.picture._dimming = type(presenter.picture._dimming)((), ())
    image = presenter.grab().toImage()
    assert image.devicePixelRatio() == 1.5, image.devicePixelRatio()
    stage = presenter.picture._stage()
    around = QColor(appearance.current().canvas).rgb()
    sheet = presenter.picture.drawing
    shown = presenter.picture
    from cjdesigner.ui.presenting.camera import between, eased
    view = between(shown._from, shown.view, eased(shown._time))
    columns = presenter.walk.scene(presenter.walk.stop).columns
    row = next(row for row in sheet.rows if row.id in document.lanes)
    begin = view.x + (columns.track_left + columns.rail) * view.scale
    left = int((max(begin, stage.left()) + 3) * 1.5)
    top = int((max(view.y + row.y * view.scale, stage.top()) + 3) * 1.5)
    right = int((min(view.x + sheet.width * view.scale, stage.right()) - 3) * 1.5)
    bottom = int((min(view.y + sheet.height * view.scale, stage.bottom()) - 3) * 1.5)
    for x in range(left, right):
        column = sum(image.pixel(x, y) == around for y in range(top, bottom, 3))
        dark = max(dark, column / max(1, len(range(top, bottom, 3))))
    for y in range(top, bottom):
        row = sum(image.pixel(x, y) == around for x in range(left, right, 3))
        dark = max(dark, row / max(1, len(range(left, right, 3))))
print("dark", dark, flush=True)
import os
os._exit(0)
"""


def test_no_gaps_between_tiles_at_150_per_cent(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "1.5"}
    done = subprocess.run(
        [sys.executable, "-c", GAPS], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert float(done.stdout.split()[-1]) < 0.1, "a line of the canvas shines through the sheet"


@NO_GRAB
def test_who_looks_on_is_chosen_at_the_start(hands_on: Callable[[Document], Hands]) -> None:
    document, _ = with_audience()
    hands = hands_on(document)
    hands.window.preferences.change(reduced_motion=True)
    hands.action("present_to")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(one for one in menu.actions() if one.text() == "Board").trigger()
    menu.close()
    presenter = next(one for one in QApplication.topLevelWidgets() if isinstance(one, Presenter) and one.isVisible())
    assert "backstage" not in shown_lanes(presenter) and "Board" in presenter.picture.said
    presenter.show_to("")
    leave(presenter)


def test_the_tour_is_handed_out_from_the_menu(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(type(hands.window), "export", lambda window: asked.append(window.preferences.settings.export))
    hands.action("export_tour")
    assert [(one.pages, one.format) for one in asked] == [("tour", "pdf")]
