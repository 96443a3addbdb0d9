"""The start page and the last session: what was open comes back, and everything can be begun from pictures."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cjdesigner import resources
from cjdesigner.edit.templates import made_template
from cjdesigner.files import own_templates
from cjdesigner.files.settings import Preferences
from cjdesigner.model import queries
from cjdesigner.ui import app, starting
from cjdesigner.ui.start_page import StartPage
from tests.helpers.windows import until

SAMPLE = resources.path("examples", "smartphone.en.cjmap")


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def page_of(window) -> StartPage:
    page = window.pages.currentWidget()
    assert isinstance(page, StartPage)
    return page


def file_in(folder: Path, name: str) -> Path:
    return Path(shutil.copy(SAMPLE, folder / f"{name}.cjmap"))


def test_a_recent_file_is_opened_by_the_keyboard_alone(hands, tmp_path) -> None:
    window = hands.window
    for name in ("Older", "Newer"):
        window.preferences.remember(file_in(tmp_path, name))
    window.action("start").trigger()
    page = page_of(window)
    QTest.keyClick(page.recent, Qt.Key.Key_Right)
    QTest.keyClick(page.recent, Qt.Key.Key_Return)
    assert window.session.path.stem == "Older"
    assert not starting.is_shown(window)


def test_escape_goes_back_to_the_map_as_it_was(hands) -> None:
    window = hands.window
    session, chosen = window.session, next(iter(window.session.document.cards))
    session.select([chosen])
    window.action("start").trigger()
    QTest.keyClick(page_of(window).usual, Qt.Key.Key_Escape)
    assert not starting.is_shown(window)
    assert window.session is session
    assert session.selection == (chosen,)


def test_a_template_is_started_as_a_new_project(hands) -> None:
    window = hands.window
    window.action("start").trigger()
    page = page_of(window)
    grid = page.usual
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert window.session.path is None
    assert not starting.is_shown(window)


def test_a_map_saved_as_a_template_is_offered_started_from_and_deleted(hands, monkeypatch) -> None:
    window = hands.window
    monkeypatch.setattr(
        "cjdesigner.ui.dialogs.save_template.SaveTemplate.ask", lambda name, parent: ("House style", "For all")
    )
    title = queries.maps(window.session.document)[0].title
    hands.action("save_template")
    hands.action("start")
    page = page_of(window)
    assert page.sections["own"].isVisibleTo(page)
    page.own.setFocus()
    QTest.keyClick(page.own, Qt.Key.Key_Return)
    assert [one.title for one in queries.maps(window.session.document)] == [title]
    assert window.session.path is None
    hands.action("start")
    page = page_of(window)
    page.own.setFocus()
    QTest.keyClick(page.own, Qt.Key.Key_Delete)
    assert own_templates.own_templates() == []
    assert not page.sections["own"].isVisibleTo(page)
    page._side._undo.click()
    assert [one.path.stem for one in own_templates.own_templates()] == ["House style"]


@pytest.mark.parametrize(("wide", "across"), [(1280, 3), (1920, 5), (3840, 6)])
def test_pictures_fill_the_width_and_grow_on_a_large_screen(hands, wide: int, across: int) -> None:
    hands.window.resize(wide, 800)
    hands.action("start")
    page = page_of(hands.window)
    QApplication.processEvents()
    grid = page.usual

    def in_the_first_row() -> bool:
        tops = [grid.visualRect(grid.model().index(row, 0)).top() for row in range(grid.model().rowCount())]
        return tops.count(tops[0]) == min(across, len(tops))

    until(in_the_first_row)
    last = grid.visualRect(grid.model().index(across - 1, 0)).right()
    assert grid.width() - 60 < last <= grid.width()
    assert grid.picture.width() > 480 if wide == 3840 else 270 < grid.picture.width() < 340


def test_a_file_that_is_gone_is_not_offered_and_one_can_be_taken_off(hands, tmp_path) -> None:
    window = hands.window
    gone, there = file_in(tmp_path, "Gone"), file_in(tmp_path, "There")
    for path in (there, gone):
        window.preferences.remember(path)
    gone.unlink()
    hands.action("start")
    page = page_of(window)
    assert [one.path for one in page.recent.sources()] == [there]
    QTest.keyClick(page.recent, Qt.Key.Key_Delete)
    assert there not in window.files.recent
    assert there.exists()


def test_a_template_that_cannot_be_read_says_so(hands) -> None:
    folder = own_templates.folder()
    folder.mkdir(parents=True)
    (folder / "Broken.cjmap").write_text("{")
    hands.action("start")
    page = page_of(hands.window)
    page.own.setFocus()
    QTest.keyClick(page.own, Qt.Key.Key_Return)
    assert hands.answers.errors
    assert starting.is_shown(hands.window)


def test_an_action_on_the_map_brings_the_map_back(hands) -> None:
    hands.action("start")
    hands.action("zoom_fit")
    assert not starting.is_shown(hands.window)


@pytest.fixture
def preferences(tmp_path) -> Preferences:
    return Preferences(tmp_path / "settings.json")


def closed(window) -> None:
    window.close()
    window.deleteLater()
    QApplication.processEvents()


def test_what_was_open_is_opened_again(qapp, tmp_path, preferences) -> None:
    path = file_in(tmp_path, "Work")
    window = app.open_window([path], preferences)
    closed(window)
    assert preferences.settings.session == (str(path),)
    again = app.begin([], preferences)
    assert again.session.path == path
    closed(again)


def test_two_windows_quit_together_come_back_together(qapp, tmp_path, preferences) -> None:
    one, two = file_in(tmp_path, "One"), file_in(tmp_path, "Two")
    windows = [app.open_window([path], preferences) for path in (one, two)]
    windows[0].action("quit").trigger()
    assert set(preferences.settings.session) == {str(one), str(two)}
    assert not any(window.isVisible() for window in windows)
    for window in windows:
        window.deleteLater()


def test_a_window_closed_by_itself_is_not_opened_again(qapp, tmp_path, preferences) -> None:
    one, two = file_in(tmp_path, "One"), file_in(tmp_path, "Two")
    windows = [app.open_window([path], preferences) for path in (one, two)]
    closed(windows[0])
    assert preferences.settings.session == (str(two),)
    closed(windows[1])
    assert preferences.settings.session == (str(two),)


def test_the_very_first_start_shows_the_sample_and_later_ones_the_start_page(qapp, tmp_path, preferences) -> None:
    first = app.open_window([], preferences)
    assert not starting.is_shown(first)
    assert first.session.document.cards
    closed(first)
    preferences.remember(file_in(tmp_path, "Work"))
    later = app.open_window([], preferences)
    assert starting.is_shown(later)
    closed(later)


def test_a_new_window_stands_beside_the_first(hands) -> None:
    before = set(starting.windows)
    hands.action("new_window")
    (made,) = set(starting.windows) - before
    assert made.isVisible()
    assert starting.is_shown(made)
    assert made.session is not hands.window.session
    closed(made)
    assert made not in starting.windows


def test_a_template_has_the_map_alone(hands) -> None:
    document = hands.document
    made = made_template(document, queries.maps(document)[0].id, "A")
    assert len(made.maps) == 1
