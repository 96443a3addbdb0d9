"""Several projects in tabs of one window: shown, closed, ordered, moved and restored, and nothing of any is lost."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDragMoveEvent, QDropEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from cjdesigner import resources
from cjdesigner.edit import maps
from cjdesigner.files import project, recovery
from cjdesigner.files.settings import Preferences, WindowOfSession
from cjdesigner.model.document import Document
from cjdesigner.model.looks import Look
from cjdesigner.model.records import copied
from cjdesigner.ui import app, clipboard, dragging_out, pasting_pictures, project_commands, starting
from cjdesigner.ui.main_window import MainWindow
from cjdesigner.ui.presenting.presenter import Presenter
from tests.helpers.windows import settle, until
from tests.ui.conftest import Hands, send_move

SAMPLE = resources.path("examples", "smartphone.en.cjmap")
ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.usefixtures("no_windows_left")


def titled(title: str) -> Document:
    document = maps.blank_document("en")
    return document.with_records([copied(document.project, title=title)])


def file_in(folder: Path, name: str) -> Path:
    path = folder / f"{name}.cjmap"
    project.save(titled(name), path)
    return path


def rename(window: MainWindow, title: str) -> None:
    session = window.session
    session.commit(session.document.with_records([copied(session.document.project, title=title)]), "Rename")


def names(window: MainWindow) -> list[str]:
    return [one.name for one in window.files.projects]


def tab_texts(window: MainWindow) -> list[str]:
    bar = window.project_tabs.bar
    return [bar.tabText(place) for place in range(bar.count())]


def click_tab(window: MainWindow, place: int, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    bar = window.project_tabs.bar
    none = Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(bar, button, none, bar.tabRect(place).center() - QPoint(20, 0))
    QApplication.processEvents()


def let_go_of(held: list[weakref.ref[object]]) -> bool:
    """Whether nothing keeps these any longer, after a while at the most."""
    end = time.monotonic() + 60
    while any(one() is not None for one in held) and time.monotonic() < end:
        settle()
        starting.free_memory()
        QTest.qWait(10)
    return all(one() is None for one in held)


def freed_by_closing(hands: Hands) -> bool:
    """Close the project in view: whether nothing keeps it any longer."""
    window = hands.window
    window.canvas.settle()
    held = [weakref.ref(one) for one in (window.session, window.session.engine)]
    hands.action("close_project")
    return let_go_of(held)


@pytest.fixture
def two(hands, tmp_path):
    """A window with two files in tabs, "One" and "Two", the second in view."""
    for name in ("One", "Two"):
        assert hands.window.files.open(file_in(tmp_path, name))
    hands.window.activateWindow()  # another test's window may have had the keyboard
    QTest.qWait(1)
    assert hands.canvas.hasFocus()
    return hands


# --- the strip ----------------------------------------------------------------------------------------------------


def test_the_strip_is_away_while_there_is_one_project(hands, tmp_path) -> None:
    window = hands.window
    assert not window.project_tabs.isVisible()
    window.files.open(file_in(tmp_path, "One"))  # in the place of the sample, which nobody has touched
    assert names(window) == ["One"] and not window.project_tabs.isVisible()
    window.files.open(file_in(tmp_path, "Two"))
    assert names(window) == ["One", "Two"] and window.project_tabs.isVisible()
    assert window.session is window.files.projects[1].session
    hands.action("close_project")
    assert names(window) == ["One"] and not window.project_tabs.isVisible()


def test_work_that_was_begun_is_not_replaced(hands, tmp_path) -> None:
    rename(hands.window, "Begun")
    hands.window.files.open(file_in(tmp_path, "One"))
    assert names(hands.window) == ["Begun", "One"]


def test_a_click_brings_the_project_with_all_that_was_going_on_in_it(two) -> None:
    window = two.window
    first, second = (one.session for one in window.files.projects)
    click_tab(window, 0)
    assert window.session is first
    parts = (window.canvas, window.inspector, window.palette_pane, window.tabs, window.tray, window.history)
    assert all(part.session is first for part in parts)
    card = next(iter(first.document.steps))
    first.select([card])
    rename(window, "Renamed")
    click_tab(window, 1)
    assert window.session is second and second.history.undo_label is None
    two.action("next_project")
    assert window.session is first and first.selection == (card,)
    two.action("undo")
    assert first.document.project.title == "One" and second.document.project.title == "Two"


def test_keys_go_from_tab_to_tab(two) -> None:
    window = two.window
    window.activateWindow()
    window.canvas.setFocus()
    QTest.qWait(10)
    QTest.keyClick(window.canvas, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert window.files.name == "One"
    QTest.keyClick(window.canvas, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert window.files.name == "Two"
    ends = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window.canvas, Qt.Key.Key_Backtab, ends)
    assert window.files.name == "One"


def test_the_strip_is_walked_by_key_alone(two) -> None:
    window, bar = two.window, two.window.project_tabs.bar
    bar.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(bar, Qt.Key.Key_Left)
    QApplication.processEvents()
    assert window.files.name == "One" and bar.hasFocus()
    QTest.keyClick(bar, Qt.Key.Key_Delete)
    assert names(window) == ["Two"]
    window.files.new(titled("Three"))
    bar.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(bar, Qt.Key.Key_Return)
    assert window.canvas.hasFocus()


def test_f6_comes_to_the_strip(two) -> None:
    window = two.window
    for _ in range(12):
        two.action("next_pane")
        if window.project_tabs.bar.hasFocus():
            return
    pytest.fail("the strip was not reached")


def test_a_screen_reader_hears_names_and_unsaved_changes(two) -> None:
    window = two.window
    rename(window, "Edited")
    bar = window.project_tabs.bar
    assert bar.accessibleName() == "Open projects"
    read = QAccessible.queryAccessibleInterface(bar)
    assert read.role() == QAccessible.Role.PageTabList
    tabs = [read.child(place) for place in range(2)]
    assert [one.role() for one in tabs] == [QAccessible.Role.PageTab] * 2
    assert [one.text(QAccessible.Text.Name) for one in tabs] == ["One", "Two, unsaved changes"]
    click_tab(window, 0)
    assert window.announcer.said[-1] == "One"


def test_two_projects_with_the_same_ids_have_a_tab_each(hands) -> None:
    window = hands.window
    rename(window, "First")
    window.files.new(hands.document)
    rename(window, "Second")
    assert tab_texts(window) == ["First", "Second"]
    click_tab(window, 0)
    assert window.files.name == "First"


def test_names_are_no_markup_and_namesakes_show_their_folder(hands, tmp_path) -> None:
    window = hands.window
    for folder in ("R&D", "Sales"):
        (tmp_path / folder).mkdir()
        window.files.open(file_in(tmp_path / folder, "Plan"))
    assert tab_texts(window) == ["Plan — R&&D", "Plan — Sales"]
    tip = window.project_tabs.bar.tabToolTip(0)
    assert "R&amp;D" in tip and "Plan.cjmap" in tip


def test_tabs_are_put_in_another_order_and_stay_so(two, tmp_path) -> None:
    window = two.window
    window.files.open(file_in(tmp_path, "Three"))
    bar = window.project_tabs.bar
    bar.moveTab(2, 0)
    bar.dragged.emit()
    assert names(window) == ["Three", "One", "Two"]
    rename(window, "Edited")
    assert tab_texts(window) == ["Three", "One", "Two"]
    two.action("next_project")
    assert window.files.name == "One"


def test_plus_shows_the_start_page_and_a_tab_goes_back(two) -> None:
    window = two.window
    window.project_tabs.add_button.click()
    assert starting.is_shown(window) and window.project_tabs.isVisible()
    click_tab(window, 1)
    assert not starting.is_shown(window) and window.files.name == "Two"
    window.project_tabs.add_button.click()
    two.action("close_project")
    assert not starting.is_shown(window) and len(names(window)) == 2
    window.project_tabs.add_button.click()
    starting.new_blank(window)
    assert len(names(window)) == 3 and not starting.is_shown(window)


def test_focus_mode_hides_the_strip_also_when_another_file_opens(two, tmp_path) -> None:
    window = two.window
    two.action("focus")
    assert not window.project_tabs.isVisible()
    window.files.open(file_in(tmp_path, "Three"))
    assert not window.project_tabs.isVisible()
    window.views.focus.leave()
    assert window.project_tabs.isVisible()


# --- what goes with a project -------------------------------------------------------------------------------------


def test_each_map_is_left_and_found_at_the_same_place(hands, tmp_path) -> None:
    window = hands.window
    rename(window, "Kept")
    first = window.session
    one, other = list(first.document.maps)[:2]
    first.show_map(one)
    hands.canvas.zoom_to(1.2)
    hands.canvas.scroll_by(300, 200)
    there = hands.canvas.scale_now, hands.canvas.visible_area().topLeft()
    first.show_map(other)
    hands.canvas.zoom_to(0.6)
    window.files.open(file_in(tmp_path, "Beside"))
    QApplication.processEvents()
    hands.canvas.zoom_to(2.0)
    click_tab(window, 0)
    assert hands.canvas.scale_now == pytest.approx(0.6)
    first.show_map(one)
    scale, corner = hands.canvas.scale_now, hands.canvas.visible_area().topLeft()
    assert scale == pytest.approx(there[0])
    assert (corner - there[1]).manhattanLength() < 2


def test_hidden_and_folded_parts_stay_as_they_were(two) -> None:
    window = two.window
    session = window.session
    lane = next(one.id for one in session.document.lanes.values() if one.type == "actions")
    look = Look(hidden_lanes=frozenset([lane]))
    session.set_look(look)
    for _ in range(2):
        two.action("next_project")
    assert window.session is session and session.look == look


def test_the_parking_tray_is_open_where_it_was(two) -> None:
    window = two.window
    window.show_tray(True)
    click_tab(window, 0)
    window.show_tray(False)
    click_tab(window, 1)
    assert window.tray.isVisible()
    click_tab(window, 0)
    assert not window.tray.isVisible()


def test_a_tray_that_nobody_asked_for_does_not_go_along(hands, tmp_path) -> None:
    window = hands.window
    assert window.tray.isVisible(), "the sample has parked cards"
    rename(window, "Begun")
    window.files.open(file_in(tmp_path, "One"))
    assert not window.tray.isVisible()
    click_tab(window, 0)
    assert window.tray.isVisible()


def test_text_being_typed_is_kept_in_its_own_project(two) -> None:
    window = two.window
    session = window.session
    lane = next(one.id for one in session.document.lanes.values() if one.type == "actions")
    window.canvas.add_card(lane, next(iter(session.document.steps)))
    assert window.canvas.text is not None
    two.type("Half a word")
    click_tab(window, 0)
    assert window.canvas.text is None
    assert [card.text for card in session.saved_document.cards.values()] == ["Half a word"]
    assert not window.session.document.cards
    assert [one.unsaved for one in window.files.projects] == [False, True]


def test_the_keys_work_while_text_is_being_typed(two) -> None:
    window, control = two.window, Qt.KeyboardModifier.ControlModifier
    session = window.session
    lane = next(one.id for one in session.document.lanes.values() if one.type == "actions")
    window.canvas.add_card(lane, next(iter(session.document.steps)))
    two.type("Typed")
    two.key(Qt.Key.Key_Tab, control)
    QApplication.processEvents()  # as between any two keys of a user
    assert window.files.name == "One" and window.canvas.text is None
    assert [card.text for card in session.saved_document.cards.values()] == ["Typed"]
    window.inspector.focus_first()
    two.type("New title")
    two.key(Qt.Key.Key_Tab, control)
    assert window.session is session
    (journey,) = window.files.projects[0].session.saved_document.maps.values()
    assert "New title" in journey.title
    QApplication.processEvents()
    assert window.canvas.hasFocus()


def test_a_picture_that_is_still_being_read_lands_in_no_other_project(two) -> None:
    window = two.window
    begun, go_on = threading.Event(), threading.Event()

    def slowly() -> object:
        begun.set()
        go_on.wait(10)
        return []

    pasting_pictures.take(window, slowly, clipboard.Spot())
    assert begun.wait(10)
    click_tab(window, 0)
    go_on.set()
    until(window.notice.isVisible)
    assert "Another project" in window.notice.text.text()
    assert not any(one.unsaved for one in window.files.projects)


def test_a_wheel_turned_over_the_strip_brings_no_other_project(two) -> None:
    window, bar = two.window, two.window.project_tabs.bar
    spot = QPointF(bar.rect().center())
    for turn in (120, -120):
        event = QWheelEvent(
            spot, bar.mapToGlobal(spot), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(bar, event)
        assert window.files.name == "Two"


def test_a_drag_is_dropped_by_going_to_another_project(hands, tmp_path) -> None:
    window = hands.window
    rename(window, "Begun")
    window.files.open(file_in(tmp_path, "One"))
    click_tab(window, 0)
    QApplication.processEvents()
    before = hands.document
    cards = [one for one in before.cards.values() if one.type == "actions" and one.map == window.session.map_id]
    at = hands.at(cards[0].id)
    hands.drag(at, at + QPoint(120, 30), drop=False)
    assert window.canvas.pointing.gesture is not None
    hands.action("next_project")
    assert window.canvas.pointing.gesture is None and window.files.name == "One"
    assert window.files.projects[0].session.document is before
    QTest.mouseRelease(window.canvas.viewport(), Qt.MouseButton.LeftButton)


def test_a_notice_about_one_project_cannot_undo_in_another(hands, tmp_path) -> None:
    window = hands.window
    window.session.select([next(iter(window.session.document.cards))])
    hands.action("delete")
    assert window.notice.isVisible()
    window.files.open(file_in(tmp_path, "One"))
    assert not window.notice.isVisible()


def test_what_could_not_be_saved_is_told_again_on_return(two) -> None:
    window = two.window
    rename(window, "Edited")
    window.session.path.chmod(0o444)
    two.action("save")
    problem = window.files.problem
    assert problem and window.notice.text.toolTip() == problem
    click_tab(window, 0)
    assert not window.files.problem and not window.notice.isVisible()
    click_tab(window, 1)
    assert window.files.problem == problem and window.notice.isVisible()


def test_a_presentation_goes_on_until_its_own_project_is_closed(hands, tmp_path) -> None:
    window = hands.window
    rename(window, "Told")
    window.files.open(file_in(tmp_path, "One"))
    click_tab(window, 0)
    hands.action("present")
    presenter = next(one for one in QApplication.topLevelWidgets() if isinstance(one, Presenter) and one.isVisible())
    window.files.show_next()
    assert presenter.isVisible()
    QTest.keyClick(presenter, Qt.Key.Key_Right)
    assert presenter.isVisible() and window.files.name == "One"
    told = window.files.projects[0]
    assert window.files.may_close(told)
    window.files.close_project(told)
    assert not presenter.isVisible()


def test_pages_comparison_table_and_outline_follow(hands, tmp_path) -> None:
    window = hands.window
    rename(window, "First")
    first = window.session
    window.files.open(file_in(tmp_path, "One"))
    for name in ("compare", "project_page", "persona_page", "outline", "table", "tour", "find", "history"):
        click_tab(window, 0)
        assert window.session is first
        if window.action(name).isEnabled():
            window.action(name).trigger()
        QApplication.processEvents()
        click_tab(window, 1)
        assert window.files.name == "One", name
        window.canvas.grab()
        rename(window, f"One {name}")
        QApplication.processEvents()
    assert first.document.project.title == "First"
    assert window.views.comparing.view is None and window.host.page is None
    assert window.table.session is window.outline.session is window.tour_pane.session is window.session


# --- closing ------------------------------------------------------------------------------------------------------


def test_a_cross_closes_and_a_middle_click_too(two, tmp_path) -> None:
    window = two.window
    window.files.open(file_in(tmp_path, "Three"))
    bar = window.project_tabs.bar
    bar.tabButton(0, bar.ButtonPosition.RightSide).click()
    assert names(window) == ["Two", "Three"] and window.files.name == "Three"
    click_tab(window, 0, Qt.MouseButton.MiddleButton)
    assert names(window) == ["Three"]


def test_closing_a_tab_in_the_background_shows_what_it_asks_about_and_comes_back(two) -> None:
    window, seen = two.window, []
    rename(window, "Edited")
    click_tab(window, 0)

    def ask(name: str) -> str:
        seen.append((name, window.files.name))
        return "cancel" if len(seen) == 1 else "discard"

    two.answers.ask_unsaved = ask
    project_commands.close_project(window, window.files.projects[1])
    assert names(window) == ["One", "Two"] and window.files.projects[1].unsaved
    click_tab(window, 0)
    project_commands.close_project(window, window.files.projects[1])
    assert seen == [("Two", "Two")] * 2
    assert names(window) == ["One"]


def test_closing_the_last_tab_closes_the_window(two) -> None:
    two.action("close_project")
    assert two.window.isVisible()
    two.action("close_project")
    assert not two.window.isVisible()


def test_closing_the_window_asks_once_about_all_and_saves_them(two, tmp_path) -> None:
    window, asked = two.window, []
    for place in (0, 1):
        click_tab(window, place)
        rename(window, f"Edited {place}")

    def ask(several: list[str]) -> str:
        asked.append(several)
        return ("cancel", "save")[len(asked) - 1]

    two.answers.ask_unsaved_several = ask
    window.close()
    assert window.isVisible() and len(names(window)) == 2
    window.close()
    assert asked == [["One", "Two"]] * 2 and not window.isVisible()
    titles = [project.read(tmp_path / f"{name}.cjmap").project.title for name in ("One", "Two")]
    assert titles == ["Edited 0", "Edited 1"]


def test_a_save_that_fails_keeps_the_window_and_shows_that_project(two) -> None:
    window = two.window
    for place in (0, 1):
        click_tab(window, place)
        rename(window, f"Edited {place}")
    window.files.projects[0].session.path.chmod(0o444)
    two.answers.unsaved = "save"
    window.close()
    assert window.isVisible() and window.files.name == "One" and window.files.problem


def test_quitting_closes_nothing_before_every_window_may(qapp, tmp_path) -> None:
    preferences = Preferences(tmp_path / "settings.json")
    first = app.open_window([file_in(tmp_path, "One")], preferences)
    second = app.open_window([file_in(tmp_path, "Two")], preferences)
    for window in (first, second):
        rename(window, "Edited")
    said = iter(["discard", "cancel"])
    for window in (first, second):
        window.files.questions.ask_unsaved = lambda name: next(said)
    first.action("quit").trigger()
    assert first.isVisible() and second.isVisible()
    assert not any(one.discarding for one in first.files.projects)


def test_save_all_saves_every_project(two, tmp_path) -> None:
    window = two.window
    for place in (0, 1):
        click_tab(window, place)
        rename(window, f"Edited {place}")
    two.action("save_all")
    assert not any(one.unsaved for one in window.files.projects)
    assert project.read(tmp_path / "One.cjmap").project.title == "Edited 0"


def test_a_closed_project_is_opened_again(two) -> None:
    window = two.window
    starting.windows.append(window)
    window.files.session_closed.connect(starting.note_closed)
    assert not window.action("reopen").isEnabled()
    two.action("close_project")
    assert names(window) == ["One"]
    assert window.action("reopen").isEnabled(), "its keys work at once"
    two.action("reopen")
    assert names(window) == ["One", "Two"]
    two.window.update_actions()
    assert not window.action("reopen").isEnabled()


def test_a_closed_project_is_freed(two) -> None:
    assert freed_by_closing(two)


# --- windows ------------------------------------------------------------------------------------------------------


def test_a_tab_moves_to_a_window_with_its_history_and_its_view(qapp, tmp_path) -> None:
    preferences = Preferences(tmp_path / "settings.json")
    window = app.open_window([file_in(tmp_path, "One"), file_in(tmp_path, "Two")], preferences)
    settle()
    session = window.session
    rename(window, "Edited")
    window.canvas.zoom_to(1.5)
    project_commands.move_to_window(window)
    (made,) = starting.others(window)
    assert names(window) == ["One"] and names(made) == ["Two"]
    assert made.session is session and session.history.undo_label == "Rename"
    assert made.canvas.scale_now == pytest.approx(1.5)
    made.action("undo").trigger()
    assert not made.files.unsaved
    assert not starting._closed
    rename(made, "Edited again")
    made.files.snapshot_now()
    assert "Edited again" in [one.project.title for one in _snapshots()]


def _snapshots() -> list[Document]:
    settle()
    return [project.read(path) for path in recovery.folder().glob("*.cjmap")]


def pull(window: MainWindow, place: int, to: QPoint, drop: bool = True) -> None:
    """Drag a tab to a point of the screen, and let it go there."""
    bar, left, none = window.project_tabs.bar, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    start, end = bar.tabRect(place).center() - QPoint(20, 0), bar.mapFromGlobal(to)
    QTest.mousePress(bar, left, none, start)
    for part in range(1, 6):
        send_move(bar, start + (end - start) * part / 5)
    if drop:
        QTest.mouseRelease(bar, left, none, end)
    QApplication.processEvents()


def test_a_tab_dragged_away_becomes_a_window_and_dragged_to_another_joins_it(qapp, tmp_path) -> None:
    preferences = Preferences(tmp_path / "settings.json")
    paths = [file_in(tmp_path, name) for name in ("One", "Two", "Three")]
    window = app.open_window(paths, preferences)
    window.resize(700, 500)
    window.move(0, 0)
    settle()
    bar = window.project_tabs.bar
    slipped = bar.mapToGlobal(bar.tabRect(0).center()) + QPoint(0, 40)
    pull(window, 0, slipped)
    assert len(starting.windows) == 1, "a hand that slips a little moves nothing"
    away = window.mapToGlobal(QPoint(300, 420))
    pull(window, 0, away, drop=False)
    assert "window of its own" in window.status.hint.text()
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, bar.mapFromGlobal(away))
    (made,) = starting.others(window)
    assert names(window) == ["Two", "Three"] and names(made) == ["One"]
    assert not window.status.hint.text()
    made.resize(400, 300)
    made.move(900, 600)
    settle()
    pull(window, 1, made.mapToGlobal(QPoint(50, 50)))
    assert names(window) == ["Two"] and names(made) == ["One", "Three"]
    assert made.files.name == "Three" and len(starting.windows) == 2


def test_a_file_that_is_open_anywhere_is_brought_forward(qapp, tmp_path) -> None:
    preferences = Preferences(tmp_path / "settings.json")
    one, two, three = (file_in(tmp_path, name) for name in ("One", "Two", "Three"))
    window = app.open_window([one, two], preferences)
    other = app.open_window([three], preferences)
    assert other.files.open(one)
    assert names(other) == ["Three"] and window.files.name == "One"
    assert window.files.open(two) and names(window) == ["One", "Two"] and window.files.name == "Two"
    window.files.questions = answers = type("Answers", (), {"show_error": lambda self, text: self.said.append(text)})()
    answers.said = []
    assert not window.files.save_as(one)
    assert "another tab" in answers.said[0]


def test_by_preference_every_project_has_a_window_of_its_own(qapp, tmp_path) -> None:
    preferences = Preferences(tmp_path / "settings.json")
    preferences.change(projects="windows")
    one, two, three = (file_in(tmp_path, name) for name in ("One", "Two", "Three"))
    window = app.begin([one, two], preferences)
    assert [names(each) for each in starting.windows] == [["One"], ["Two"]]
    assert window.files.open(three)
    assert sorted(sum((names(each) for each in starting.windows), [])) == ["One", "Three", "Two"]
    assert len(starting.windows) == 3


# --- the last session ---------------------------------------------------------------------------------------------


def test_windows_come_back_with_their_tabs_and_the_one_in_view(qapp, tmp_path) -> None:
    preferences = Preferences(tmp_path / "settings.json")
    one, two, three = (file_in(tmp_path, name) for name in ("One", "Two", "Three"))
    window = app.begin([one, two], preferences)
    app.open_window([three], preferences)
    window.files.show_file(one)
    window.action("quit").trigger()
    starting.windows.clear()
    again = app.begin([], Preferences(tmp_path / "settings.json"))
    assert [names(each) for each in starting.windows] == [["One", "Two"], ["Three"]]
    assert again.files.name == "One" and again.session.path == one
    assert not any(each.unsaved for window in starting.windows for each in window.files.projects)


def test_a_file_that_is_gone_is_left_out_of_the_session(qapp, tmp_path) -> None:
    preferences = Preferences(tmp_path / "settings.json")
    paths = [file_in(tmp_path, name) for name in ("One", "Two", "Three")]
    app.begin(paths, preferences).action("quit").trigger()
    starting.windows.clear()
    paths[2].unlink()
    assert names(app.begin([], preferences)) == ["One", "Two"]


def test_what_an_older_version_remembered_comes_back(qapp, tmp_path) -> None:
    one, two = (file_in(tmp_path, name) for name in ("One", "Two"))
    settings = tmp_path / "settings.json"
    settings.write_text(f'{{"session": ["{one}", "{two}"]}}')
    window = app.begin([], Preferences(settings))
    assert names(window) == ["One", "Two"]
    window.action("quit").trigger()
    starting.windows.clear()
    preferences = Preferences(settings)
    # An older version keeps what it does not know, and writes only the flat list.
    preferences.change(windows=(WindowOfSession(files=(str(one),)),), session=(str(two),))
    assert names(app.begin([], preferences)) == ["Two"]


KILLED = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from cjdesigner.files.settings import Preferences
from cjdesigner.model.records import copied
from cjdesigner.ui import app

preferences = Preferences()
window = app.begin([Path(one) for one in sys.argv[1:]], preferences)
for one in window.files.projects:
    window.files.show_project(one)
    known = one.session.document.project
    one.session.commit(one.session.document.with_records([copied(known, title="Unsaved " + one.name)]), "Edit")
print("edited", flush=True)
app.application().exec()
"""


@pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does")
def test_both_tabs_of_a_killed_window_are_recovered_in_their_places(qapp, tmp_path) -> None:
    paths = [file_in(tmp_path, name) for name in ("One", "Two")]
    run = subprocess.Popen([sys.executable, "-c", KILLED, *map(str, paths)], stdout=subprocess.PIPE, text=True)
    try:
        assert run.stdout is not None and run.stdout.readline() == "edited\n"
        until(lambda: len(list(recovery.folder().glob("*.cjmap"))) > 1)
    finally:
        os.kill(run.pid, signal.SIGKILL)
        run.communicate()
    window = app.begin([], Preferences())
    assert names(window) == ["One", "Two"]  # the session came back
    window.files.look_for_leftovers()
    until(window.notice.isVisible)
    assert "2 projects" in window.notice.text.text()
    next(one for one in window.notice.buttons if one.text() == "Recover all").click()
    assert names(window) == ["One", "Two"]
    assert [one.session.document.project.title for one in window.files.projects] == ["Unsaved One", "Unsaved Two"]
    assert all(one.unsaved for one in window.files.projects)
    assert [project.read(path).project.title for path in paths] == ["One", "Two"]


STOPPED = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from cjdesigner.model.records import copied
from cjdesigner.ui import app, starting

def edit():
    files = starting.windows[0].files
    for one in files.projects:
        known = one.session.document.project
        one.session.commit(one.session.document.with_records([copied(known, title="Unsaved " + one.name)]), "Edit")
    print("edited", flush=True)

application = app.application()
QTimer.singleShot(1000, application, edit)
sys.exit(app.run(sys.argv[1:]))
"""


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_a_program_that_is_asked_to_end_keeps_the_work_of_every_tab(qapp, tmp_path) -> None:
    paths = [file_in(tmp_path, name) for name in ("One", "Two")]
    run = subprocess.Popen([sys.executable, "-c", STOPPED, *map(str, paths)], stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None and run.stdout.readline() == "edited\n"
    run.send_signal(signal.SIGTERM)  # at once: sooner than any snapshot that is made by itself
    run.communicate(timeout=60)
    assert sorted(one.title for one in recovery.leftovers()) == ["Unsaved One", "Unsaved Two"]


# --- dragging and copying between projects -------------------------------------------------------------------------


def carried(window: MainWindow) -> QMimeData:
    return dragging_out.offered(window.session, window.session.selected_cards())


def test_cards_dragged_over_a_tab_open_it_and_are_copied_into_that_project(hands, tmp_path) -> None:
    window = hands.window
    rename(window, "From")
    session = window.session
    card = next(one for one in session.document.cards.values() if one.type == "actions" and one.map == session.map_id)
    window.files.new(titled("Into"))
    rename(window, "Into it")
    click_tab(window, 0)
    session.select([card.id])
    data = carried(window)
    window.canvas.dropping.out = session.selected_cards()  # as while they are being dragged
    bar = window.project_tabs.bar
    place, none = bar.tabRect(1).center(), Qt.KeyboardModifier.NoModifier
    copying, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    QApplication.sendEvent(bar, QDragEnterEvent(place, copying, data, left, none))
    QApplication.sendEvent(bar, QDragMoveEvent(place, copying, data, left, none))
    until(lambda: window.files.name == "Into it")
    into = window.session
    lane = next(one for one in into.document.lanes.values() if one.type == "actions")
    spot = hands.cell(lane.id, next(iter(into.document.steps)))
    drop = QDropEvent(QPointF(spot), copying, data, left, none)
    QApplication.sendEvent(window.canvas.viewport(), QDragEnterEvent(spot, copying, data, left, none))
    QApplication.sendEvent(window.canvas.viewport(), drop)
    assert [one.text for one in into.saved_document.cards.values()] == [card.text]
    assert session.document.cards[card.id] == card
    assert session.history.undo_label == "Rename"


def test_a_drag_that_comes_over_the_strip_goes_on_as_one_that_others_take(hands, tmp_path, monkeypatch) -> None:
    window, begun = hands.window, []
    rename(window, "From")
    window.files.open(file_in(tmp_path, "Into"))
    click_tab(window, 0)
    QApplication.processEvents()
    monkeypatch.setattr(dragging_out, "begin", lambda source, session, cards: begun.append(tuple(cards)))
    here = [one for one in hands.document.cards.values() if one.map == window.session.map_id]
    card = next(one for one in here if one.type == "actions")
    at = hands.at(card.id)
    bar = window.project_tabs.bar
    tab = window.canvas.viewport().mapFromGlobal(bar.mapToGlobal(bar.tabRect(1).center()))
    hands.drag(at, tab, drop=False, steps=30)
    assert begun == [(card.id,)]
    assert window.canvas.pointing.gesture is None
    assert hands.document.cards[card.id] == card
    QTest.mouseRelease(window.canvas.viewport(), Qt.MouseButton.LeftButton)


def test_copied_cards_are_pasted_into_another_project(hands) -> None:
    window = hands.window
    rename(window, "From")
    session = window.session
    card = next(one for one in session.document.cards.values() if one.type == "pains" and one.map == session.map_id)
    session.select([card.id])
    window.canvas.setFocus()
    hands.action("copy")
    window.files.new(titled("Into"))
    QApplication.processEvents()
    window.canvas.setFocus()
    hands.action("paste")
    assert [one.text for one in window.session.document.cards.values()] == [card.text]


def test_files_dropped_on_the_strip_open(two, tmp_path) -> None:
    window, bar = two.window, two.window.project_tabs.bar
    data = QMimeData()
    paths = [file_in(tmp_path, name) for name in ("Three", "Four")]
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    none, copying, left = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    spot = bar.rect().center()
    QApplication.sendEvent(bar, QDragEnterEvent(spot, copying, data, left, none))
    QApplication.sendEvent(bar, QDropEvent(QPointF(spot), copying, data, left, none))
    assert names(window) == ["One", "Two", "Three", "Four"]


# --- menus and the large ------------------------------------------------------------------------------------------


def test_the_menu_of_a_tab(two, tmp_path) -> None:
    window = two.window
    menu = project_commands.menu_for(window, window.files.projects[0])
    entries = {one.text(): one for one in menu.actions() if one.text()}
    entries["Copy the path"].trigger()
    assert QApplication.clipboard().text() == str(tmp_path / "One.cjmap")
    entries["Close the others"].trigger()
    assert names(window) == ["One"]
    menu = project_commands.menu_for(window, window.files.projects[0])
    assert not next(one for one in menu.actions() if one.text() == "Move to a new window").isEnabled()


def test_the_window_menu_lists_every_open_project(two) -> None:
    window = two.window
    rename(window, "Edited")
    menu = QMenu()
    project_commands.fill_open(window, menu)
    assert [(one.text(), one.isChecked()) for one in menu.actions()] == [("One", False), ("Two •", True)]
    menu.actions()[0].trigger()
    assert window.files.name == "One"


def test_a_project_of_ten_thousand_cards_in_the_other_tab(hands, make_large: Callable[[], Document]) -> None:
    window = hands.window
    rename(window, "Small")
    small = window.session
    large = make_large()
    window.files.new(large)
    rename(window, "Large")
    QApplication.processEvents()
    window.canvas.settle()
    click_tab(window, 0)
    assert window.session is small
    window.canvas.settle()
    held = [one.session for one in window.files.projects]
    assert held[1].document.cards == large.cards
    hands.action("next_project")
    assert window.session is held[1]
    window.canvas.grab()
    hands.action("undo")
    assert window.session.document == large


@pytest.fixture
def make_large() -> Callable[[], Document]:
    spec = importlib.util.spec_from_file_location("bench_maps", ROOT / "packaging" / "bench_maps.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return lambda: module.build(10_000)


# --- closed without a file ----------------------------------------------------------------------------------------


@pytest.fixture
def untitled(two):
    """A third tab, "Draft", that has no file and something in its history."""
    window = two.window
    starting.windows.append(window)
    window.files.session_closed.connect(starting.note_closed)
    window.files.new(titled("New"))
    rename(window, "First idea")
    rename(window, "Draft")
    QApplication.processEvents()
    yield two
    starting.windows.remove(window)  # it is closed by whoever has made it


def test_a_project_without_a_file_is_opened_again_with_its_history(untitled) -> None:
    window = untitled.window
    untitled.canvas.zoom_to(1.7)
    document = window.session.saved_document
    untitled.answers.unsaved = "discard"
    untitled.action("close_project")
    assert names(window) == ["One", "Two"]
    untitled.action("reopen")
    QApplication.processEvents()
    assert names(window)[-1] == "Draft" and window.session.saved_document is document
    assert window.files.unsaved and untitled.canvas.scale_now == pytest.approx(1.7)
    untitled.action("undo")
    assert window.session.document.project.title == "First idea"
    untitled.action("redo")
    click_tab(window, names(window).index("One"))
    window.files.open(window.files.projects[1].session.path)  # no other project takes its place
    assert "Draft" in names(window)


def test_what_was_given_up_and_opened_again_is_kept_safe_and_asked_about(untitled) -> None:
    window = untitled.window
    untitled.action("close_project")
    settle()
    assert "Draft" not in [one.project.title for one in _snapshots()]
    untitled.action("reopen")
    until(lambda: "Draft" in [one.project.title for one in _snapshots()])
    asked = []
    untitled.answers.ask_unsaved = lambda name: asked.append(name) or "cancel"
    untitled.action("close_project")
    assert asked == ["Draft"] and names(window)[-1] == "Draft"
    del untitled.answers.ask_unsaved


def test_closed_projects_come_back_in_their_order_files_or_not(untitled, tmp_path) -> None:
    window = untitled.window
    untitled.action("close_project")
    click_tab(window, 1)
    window.files.open(file_in(tmp_path, "Three"))
    untitled.action("close_project")  # Three
    untitled.action("reopen")
    assert window.files.name == "Three"
    untitled.action("reopen")
    assert window.files.name == "Draft"
    window.update_actions()
    assert not window.action("reopen").isEnabled()


def test_what_nobody_would_miss_is_not_opened_again(hands, tmp_path) -> None:
    window = hands.window
    starting.windows.append(window)
    window.files.session_closed.connect(starting.note_closed)
    window.files.open(file_in(tmp_path, "One"))  # in the place of the sample
    window.files.new(titled("Blank"))
    hands.action("close_project")
    assert not starting.can_reopen(window)


def test_a_project_without_a_file_that_moves_to_a_window_is_not_closed(untitled) -> None:
    project_commands.move_to_window(untitled.window)
    settle()
    assert not starting.can_reopen(untitled.window)


def test_only_the_last_few_without_a_file_are_kept(untitled) -> None:
    window = untitled.window
    for number in range(8):
        window.files.new(titled("New"))
        rename(window, f"Idea {number}")
        untitled.action("close_project")
    back = []
    while starting.can_reopen(window):
        untitled.action("reopen")
        back.append(window.files.name)
    assert back == ["Idea 7", "Idea 6", "Idea 5", "Idea 4", "Idea 3"]


def test_the_layouts_of_a_closed_project_without_a_file_are_freed(untitled) -> None:
    assert freed_by_closing(untitled)
