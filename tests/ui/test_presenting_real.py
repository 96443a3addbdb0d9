"""A presentation on a real display, driven by keys from the X server: every stop, and back to the editor."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from cjdesigner.edit import maps
from cjdesigner.files.settings import Preferences
from cjdesigner.model.document import Document
from cjdesigner.ui import appearance
from cjdesigner.ui.main_window import MainWindow
from cjdesigner.ui.presenting.presenter import Presenter
from tests.helpers.shipped import sample
from tests.ui.conftest import Answers
from tests.ui.test_presenting import SAMPLES, looks_blank, written
from tests.ui.test_real_window import Outside

pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.skipif(shutil.which("xdotool") is None, reason="xdotool is not installed"),
]

PICTURES = os.environ.get("CJDESIGNER_PICTURES", "")
"""A folder for a picture of each stop, to be looked at."""


def opened(qapp: QApplication, document: Document) -> MainWindow:
    appearance.apply(qapp, "light")
    preferences = Preferences()
    preferences.change(reduced_motion=False, present_to="", build_up=False)
    window = MainWindow(preferences, Answers())
    window.files.new(document)
    window.move(0, 0)
    window.resize(1200, 700)
    window.show()
    Outside(qapp).rest(0.4)
    window.activateWindow()
    window.canvas.setFocus()
    Outside(qapp).rest(0.2)
    return window


def shown(qapp: QApplication) -> Presenter | None:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, Presenter) and one.isVisible()]
    return found[-1] if found else None


def state(window: MainWindow) -> tuple[object, ...]:
    session, canvas = window.session, window.canvas
    panes = (window.panes_shown, window.tray_shown, window.size().toTuple(), window.pos().toTuple())
    return session.selection, session.map_id, canvas.scale_now, canvas.visible_area(), panes, session.changed


def picture(presenter: Presenter, out: Outside, name: str, place: int) -> QImage:
    """What is on the screen, once the camera has come to rest there."""
    for _ in range(400):
        if presenter.picture.ready:
            break
        out.rest(0.02)
    presenter.picture.settle()
    image = presenter.grab().toImage()
    if PICTURES:
        folder = Path(PICTURES)
        folder.mkdir(parents=True, exist_ok=True)
        image.save(str(folder / f"{name}-{place + 1:03}.png"))
    return image


def walk_through(name: str, qapp: QApplication, tmp_path: Path, most: int | None = None) -> None:
    """F5, Page Down through the stops, Esc; the editor and the document's bytes are as before."""
    window = opened(qapp, SAMPLES[name]())
    out = Outside(qapp)
    window.session.select(list(window.session.document.cards)[:2])
    window.canvas.zoom_to(0.63)
    out.rest(0.2)
    before, document = state(window), window.session.saved_document
    content = written(document, tmp_path / "before.cjmap")
    out.do("key", "F5")
    out.rest(0.5)
    presenter = shown(qapp)
    assert presenter is not None and presenter.isFullScreen()
    assert presenter.size() == presenter.screen().size()
    count = len(presenter.walk.stops)
    for place in range(min(count, most or count)):
        assert presenter.walk.place == place
        assert not looks_blank(picture(presenter, out, name, place)), presenter.walk.stop.key
        out.do("key", "Next")
    assert presenter.walk.place == min(most or count, count - 1)
    out.do("key", "Escape")
    out.rest(0.3)
    assert shown(qapp) is None
    assert state(window) == before and window.session.saved_document is document
    assert written(document, tmp_path / "after.cjmap") == content
    window.close()
    qapp.processEvents()


@pytest.mark.parametrize("name", ["english", "empty"])
def test_keys_lead_through_every_stop_and_back(name: str, qapp: QApplication, tmp_path: Path) -> None:
    walk_through(name, qapp, tmp_path)


def test_a_thousand_cards_begin_well(qapp: QApplication, tmp_path: Path) -> None:
    walk_through("thousand", qapp, tmp_path, most=4)


@pytest.mark.soak
@pytest.mark.parametrize("name", ["dutch", "thousand"])
def test_keys_lead_through_every_stop_of_long_tours(name: str, qapp: QApplication, tmp_path: Path) -> None:
    walk_through(name, qapp, tmp_path)


def test_escape_leads_back_from_anything(qapp: QApplication) -> None:
    window = opened(qapp, sample())
    out = Outside(qapp)
    before, document = state(window), window.session.saved_document
    ways: tuple[tuple[str, ...], ...] = (
        (),
        ("Next",),  # while the camera moves
        ("End",),
        ("b",),
        ("l",),
        ("s", "Next"),
        ("z",),
        ("n",),
        ("r", "Next", "Next"),
        ("1", "2"),
    )
    for keys in ways:
        out.do("key", "F5")
        out.rest(0.3)
        presenter = shown(qapp)
        assert presenter is not None, keys
        for key in keys:
            out.do("key", key)
        if "r" in keys:
            out.do("key", "r")
        out.do("key", "Escape")
        out.rest(0.2)
        assert shown(qapp) is None, keys
        assert state(window) == before and window.session.saved_document is document, keys
    window.close()
    qapp.processEvents()


def test_the_room_adds_a_card_and_takes_it_back(qapp: QApplication) -> None:
    window = opened(qapp, maps.blank_document("en"))
    out = Outside(qapp)
    document = window.session.saved_document
    out.do("key", "F5")
    out.rest(0.3)
    out.do("key", "c")
    out.do("type", "--delay", 15, "What about returns?")
    out.do("key", "Return")
    out.rest(0.2)
    assert [card.text for card in window.session.saved_document.cards.values()] == ["What about returns?"]
    out.do("key", "ctrl+z")
    assert window.session.saved_document == document
    out.do("key", "Escape")
    out.rest(0.2)
    assert shown(qapp) is None
    window.close()
    qapp.processEvents()


def test_a_stop_is_dragged_in_the_strip_and_told_in_its_place(qapp: QApplication) -> None:
    window = opened(qapp, sample())
    out = Outside(qapp)
    out.do("key", "ctrl+F5")
    out.rest(0.5)
    pane = window.tour_pane
    assert pane is not None and pane.isVisible()
    before = [stop.title for stop in pane.tour.stops]
    strip = pane.strip
    first, second = (strip.visualRect(pane.rows.index(place)).center() for place in (0, 1))
    out.drag((strip.viewport(), first), (strip.viewport(), second + QPoint(40, 0)))
    out.do("key", "F5")
    out.rest(0.4)
    presenter = shown(qapp)
    assert presenter is not None
    assert [stop.title for stop in presenter.walk.stops][:3] == [before[1], before[0], before[2]]
    assert presenter.walk.place == 0
    out.do("key", "Escape")
    out.rest(0.3)
    out.do("key", "ctrl+z")
    out.rest(0.8)
    assert [stop.title for stop in pane.tour.stops] == before and not window.session.saved_document.stops
    window.close()
    qapp.processEvents()
