"""The strip of projects under a real mouse: cards dragged from one project into another, tabs put in order and closed.

Runs in the Xvfb lane only.
"""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import QPoint, Qt

from cjdesigner.edit import cards, maps
from cjdesigner.files.settings import Preferences
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.records import copied
from cjdesigner.ui import appearance, starting
from cjdesigner.ui.main_window import MainWindow
from tests.helpers.front import to_front
from tests.ui.conftest import Answers
from tests.ui.test_real_drags import Place

pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.skipif(shutil.which("xdotool") is None, reason="xdotool is not installed"),
]


def made(title: str, text: str) -> Document:
    document = maps.blank_document("en")
    document = document.with_records([copied(document.project, title=title)])
    shape = queries.structure(document, next(iter(document.maps)))
    lane = next(lane.id for lane in shape.lanes if lane.type == "actions")
    return cards.add(document, lane, shape.steps[0].id, text)[0]


@pytest.fixture
def place(qapp, tmp_path):
    appearance.apply(qapp, "light")
    answers = Answers()
    window = MainWindow(Preferences(), answers)
    for title in ("One", "Two", "Three"):
        window.files.new(made(title, f"Card of {title}"))
        window.session.commit(window.session.document.with_records(
            [copied(window.session.document.project, notes="begun")]), "Note")  # fmt: skip
    window.move(0, 0)
    window.resize(1200, 900)
    window.show()
    to_front(qapp, window)
    window.files.show_project(window.files.projects[0])
    window.canvas.fit()
    found = Place(qapp, window, tmp_path)
    found.out.rest(0.5)
    yield found
    window.canvas.cancel_gesture()
    window.close()
    window.deleteLater()
    qapp.processEvents()


def tab(place: Place, number: int) -> QPoint:
    bar = place.window.project_tabs.bar
    return bar.mapToGlobal(bar.tabRect(number).center() - QPoint(15, 0))


def names(place: Place) -> list[str]:
    return [one.name for one in place.window.files.projects]


def test_a_card_is_dragged_into_another_project(place) -> None:
    window, before = place.window, place.document
    (card,) = before.cards.values()
    into = window.files.projects[1].session
    there = QPoint(window.canvas.viewport().mapToGlobal(window.canvas.viewport().rect().center()))
    held = tab(place, 1)
    # Over the tab until it opens, then to the middle of the other project's map.
    place.drag(place.at(card.id), held, held, held, there)
    assert window.session is into
    texts = sorted(one.text for one in into.saved_document.cards.values())
    assert texts == ["Card of One", "Card of Two"], "it was copied"
    assert window.files.projects[0].session.saved_document is before
    assert window.canvas.pointing.gesture is None
    window.action("undo").trigger()
    assert len(into.saved_document.cards) == 1


def test_tabs_are_dragged_into_another_order(place) -> None:
    start = tab(place, 0)
    place.drag(start, tab(place, 2) + QPoint(30, 0))
    assert names(place) == ["Two", "Three", "One"]
    assert place.window.files.name == "One"


def test_a_tab_dragged_out_becomes_a_window(place) -> None:
    session = place.window.files.projects[1].session
    place.drag(tab(place, 1), place.window.mapToGlobal(QPoint(1300, 500)))
    assert names(place) == ["One", "Three"]
    (made,) = starting.others(place.window)
    try:
        assert made.session is session and session.history.undo_label == "Note"
    finally:
        session.history.mark_saved()
        made.close()
        made.deleteLater()
        starting.windows.clear()


def test_a_middle_click_closes_and_a_click_on_the_cross_too(place) -> None:
    for one in place.window.files.projects:
        one.session.history.mark_saved()
    place.out.do("mousemove", tab(place, 1).x(), tab(place, 1).y(), "click", 2)
    assert names(place) == ["One", "Three"]
    bar = place.window.project_tabs.bar
    cross = bar.tabButton(1, bar.ButtonPosition.RightSide)
    spot = cross.mapToGlobal(QPoint(9, 9))
    place.out.do("mousemove", spot.x(), spot.y(), "sleep", 0.1, "click", 1)
    assert names(place) == ["One"]
    assert not place.window.project_tabs.isVisible()


def test_keys_of_the_window_system_go_from_tab_to_tab(place) -> None:
    place.window.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
    place.out.do("key", "ctrl+Tab")
    assert place.window.files.name == "Two"
    place.out.do("key", "ctrl+shift+Tab")
    place.out.do("key", "ctrl+shift+Tab")
    assert place.window.files.name == "Three"
