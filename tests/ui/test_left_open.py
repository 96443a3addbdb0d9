"""What is open in a project is open again when one comes back to its tab, as it was left: pages, comparison, find."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cjdesigner import resources
from cjdesigner.edit import maps
from cjdesigner.files import project
from cjdesigner.model.records import copied
from cjdesigner.ui import project_commands, starting
from cjdesigner.ui.pages.persona_page import PersonaPage
from cjdesigner.ui.pages.project_page import ProjectPage
from tests.helpers.windows import settle
from tests.ui.conftest import Hands

SAMPLE = resources.path("examples", "smartphone.en.cjmap")
NONE = Qt.KeyboardModifier.NoModifier

pytestmark = pytest.mark.usefixtures("no_windows_left")


def show(hands: Hands, place: int) -> None:
    """By a click on the tab."""
    bar = hands.window.project_tabs.bar
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, NONE, bar.tabRect(place).center() - QPoint(20, 0))
    settle()


def away_and_back(hands: Hands) -> None:
    show(hands, 1)
    assert hands.window.host.page is None and hands.window.views.comparing.view is None
    assert hands.canvas.isVisible() and hands.canvas.hasFocus()
    show(hands, 0)


@pytest.fixture
def two(hands: Hands, tmp_path: Path) -> Hands:
    """A window with the sample and another project in tabs, the sample in view."""
    for name in ("phone", "other"):
        path = tmp_path / f"{name}.cjmap"
        path.write_bytes(SAMPLE.read_bytes()) if name == "phone" else project.save(maps.blank_document("en"), path)
        assert hands.window.files.open(path)
        settle()
    hands.window.activateWindow()
    show(hands, 0)
    return hands


def test_the_page_of_a_persona_comes_back_where_it_was_scrolled(two: Hands) -> None:
    window = two.window
    window.resize(1200, 620)
    who = list(window.session.document.personas)[-1]
    window.host.open_persona(who)
    settle()
    bar = window.host.page.area.verticalScrollBar()
    bar.setValue(180)
    assert bar.value() == 180
    away_and_back(two)
    page = window.host.page
    assert isinstance(page, PersonaPage) and page.persona_id == who and page.isVisible()
    QTest.qWait(50)
    assert page.area.verticalScrollBar().value() == 180
    assert not window.inspector.isVisible()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    settle()
    assert window.host.page is None and window.inspector.isVisible()
    away_and_back(two)
    assert window.host.page is None, "it was closed here"


def test_the_page_of_the_project_comes_back(two: Hands) -> None:
    two.action("project_page")
    settle()
    away_and_back(two)
    assert isinstance(two.window.host.page, ProjectPage)
    assert two.window.host.page.session is two.window.session


def test_a_comparison_comes_back_with_what_was_chosen_and_in_sight(two: Hands) -> None:
    window = two.window
    two.action("compare")
    settle()
    view = window.views.comparing.view
    view.swap_sides()
    view.turn_round()
    kind = next(kind for kind, chip in view.chips.items() if chip.isEnabled())
    QTest.mouseClick(view.chips[kind], Qt.MouseButton.LeftButton)
    view.step(1)
    view.step(1)
    view.panes[0].zoom_to(0.9)
    view.panes[0].scroll_by(140, 60)
    settle()
    before = view.left()
    assert before.chosen
    away_and_back(two)
    again = window.views.comparing.view
    assert again is not None and again is not view and again.isVisible()
    after = again.left()
    assert after[:4] == before[:4]
    assert after[4:] == pytest.approx(before[4:], abs=2)
    assert again.panes[1].scale_now == pytest.approx(before.scale)
    assert window.status.percent.text() == "90 %" and window.status.hint.text().startswith("Drag to pan both maps")
    assert not two.canvas.isVisible() and again.list.hasFocus()
    QTest.keyClick(again.list, Qt.Key.Key_Escape)
    settle()
    assert two.canvas.isVisible() and window.left_pane.isVisible() and window.inspector.isVisible()


def test_a_comparison_of_a_map_that_is_gone_stays_away(two: Hands) -> None:
    window = two.window
    two.action("compare")
    settle()
    session, gone = window.session, window.views.comparing.view.maps[1]
    show(two, 1)
    session.commit(maps.delete(session.saved_document, gone), "Delete map")
    show(two, 0)
    assert window.views.comparing.view is None and two.canvas.isVisible()


def test_every_project_looks_for_its_own(two: Hands) -> None:
    window = two.window
    two.action("replace")
    bar = window.find_bar
    bar.text.setText("phone")
    bar.new.setText("handset")
    bar.case.setChecked(True)
    bar._limit_field("text")
    bar.step(1)
    bar.step(1)
    said, lights = bar.count.text(), len(two.canvas.overlay.found)
    assert said.startswith("2 of ") and lights
    bar.text.setFocus()
    show(two, 1)
    assert not bar.isVisible() and not two.canvas.overlay.found and two.canvas.hasFocus()
    two.action("find")
    assert bar.isVisible() and not bar.new.isVisible()
    assert bar.text.text() == "phone" and bar.text.selectedText() == "phone", "it can be looked for here as well"
    bar.text.setText("Actions")
    bar.case.setChecked(False)
    assert bar.count.text() == "1 found" or "found" in bar.count.text()
    show(two, 0)
    assert bar.isVisible() and bar.new.isVisible() and bar.text.hasFocus()
    assert (bar.text.text(), bar.new.text(), bar.query.case, bar.query.field) == ("phone", "handset", True, "text")
    assert bar.count.text() == said and len(two.canvas.overlay.found) == lights and bar.filter.isChecked()
    show(two, 1)
    assert (bar.text.text(), bar.query.case, bar.isVisible()) == ("Actions", False, True)
    bar.close_()
    show(two, 0)
    show(two, 1)
    assert not bar.isVisible() and bar.text.text() == "Actions"


def test_what_is_found_follows_what_was_changed_in_the_meantime(two: Hands) -> None:
    window = two.window
    session = window.session
    two.action("find")
    window.find_bar.text.setText("smartphone")
    before = len(window.find_bar.found)
    show(two, 1)
    step = next(iter(session.document.steps.values()))
    session.commit(session.saved_document.with_records([copied(step, name="A smartphone more")]), "Rename")
    show(two, 0)
    assert len(window.find_bar.found) == before + 1


def test_a_project_takes_along_what_is_open_in_it_to_its_own_window(two: Hands) -> None:
    window = two.window
    starting.windows.append(window)
    two.action("project_page")
    settle()
    project_commands.move_to_window(window)
    settle()
    (made,) = starting.others(window)
    assert isinstance(made.host.page, ProjectPage) and made.host.page.isVisible()
    assert window.host.page is None


def test_walking_the_strip_by_key_stays_in_the_strip(two: Hands) -> None:
    window = two.window
    two.action("compare")
    settle()
    bar = window.project_tabs.bar
    bar.setFocus()
    for there in (1, 0, 1):
        QTest.keyClick(bar, Qt.Key.Key_Right if there else Qt.Key.Key_Left)
        settle()
        assert bar.currentIndex() == there and bar.hasFocus()
        assert (window.views.comparing.view is not None) == (there == 0)


def test_the_map_alone_stays_alone_and_what_waits_comes_afterwards(two: Hands) -> None:
    window = two.window
    two.action("compare")
    settle()
    show(two, 1)
    two.action("focus")
    settle()
    two.action("next_project")
    settle()
    assert window.views.focus.on and window.views.comparing.view is None and two.canvas.isVisible()
    two.action("next_project")
    settle()
    two.action("focus")
    settle()
    two.action("next_project")
    settle()
    assert window.views.comparing.view is not None
