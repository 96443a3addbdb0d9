"""Files that another program changes, replaces, moves or deletes while they are open: real files, a real watch."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cjdesigner import resources, words
from cjdesigner.edit import maps
from cjdesigner.files import project, versions
from cjdesigner.model.records import copied
from cjdesigner.ui import outside, project_commands, starting, watching
from tests.helpers.maps import titled
from tests.helpers.notices import press, said
from tests.helpers.windows import end, until

OPENED, THEIRS = "Opened", "Theirs"
SAMPLE = resources.path("examples", "smartphone.en.cjmap")


def replace(path: Path, data: bytes) -> None:
    """As careful programs write: another file takes the place of the old one."""
    beside = path.with_name("other-program.tmp")
    beside.write_bytes(data)
    os.replace(beside, path)


def looked_at(hands) -> None:  # type: ignore[no-untyped-def]
    """The file was looked at since now, and again: whatever there is to notice is noticed."""
    watch = hands.window.files._watch
    for _ in range(3):
        watch.look_soon()
        until(lambda: not watch._later.isActive() and watch._task is None)


def title(hands) -> str:  # type: ignore[no-untyped-def]
    return hands.window.session.document.project.title


def rename(hands, name: str) -> None:  # type: ignore[no-untyped-def]
    hands.window.session.commit(titled(hands.window.session.saved_document, name), "Rename")


@pytest.fixture(autouse=True)
def quick(request, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """Files are looked at, and believed, sooner than by a user's program; but for the test of how others write."""
    if "way" not in request.fixturenames:
        monkeypatch.setattr(watching, "_SOON", 30)
        monkeypatch.setattr(watching, "_SETTLED", 120)


@pytest.fixture
def path(tmp_path) -> Path:  # type: ignore[no-untyped-def]
    folder = tmp_path / "shared"
    folder.mkdir()
    found = folder / "bakery.cjmap"
    project.save(titled(maps.blank_document("en"), OPENED), found)
    return found


@pytest.fixture
def theirs(path) -> bytes:  # type: ignore[no-untyped-def]
    return project.dump(titled(project.read(path), THEIRS))


@pytest.fixture
def beside(open_, path, tmp_path):  # type: ignore[no-untyped-def]
    """The project of the file, in a tab beside another one that is in view."""
    other = tmp_path / "other.cjmap"
    project.save(titled(maps.blank_document("en"), "Other"), other)
    open_.window.files.open(other)
    return open_.window.files.projects[0]


@pytest.fixture
def open_(hands, path):  # type: ignore[no-untyped-def]
    assert hands.window.files.open(path)
    QApplication.processEvents()
    return hands


@pytest.mark.parametrize("way", ["replaced", "in place", "in parts", "deleted first"])
def test_a_change_is_told_and_nothing_is_loaded_unasked(open_, path, theirs, way) -> None:
    if way == "replaced":
        replace(path, theirs)
    elif way == "in place":
        path.write_bytes(theirs)
    elif way == "in parts":
        with open(path, "wb", buffering=0) as stream:
            stream.write(theirs[:100])
            QTest.qWait(300)
            stream.write(theirs[100:])
    else:
        path.unlink()
        QTest.qWait(100)
        path.write_bytes(theirs)
    until(lambda: said(open_))
    assert said(open_) == "“bakery” was changed by another program."
    assert title(open_) == OPENED and not open_.window.files.unsaved
    assert open_.window.top.state.text() == "changed elsewhere"
    looked_at(open_)
    assert open_.window.files.current.outside == "changed"


def test_every_change_is_noticed_not_only_the_first(open_, path, theirs) -> None:
    for number in range(3):
        replace(path, theirs.replace(THEIRS.encode(), f"Theirs {number}".encode()))
        until(lambda: "was changed" in said(open_))
        press(open_, "Load it")
        assert title(open_) == f"Theirs {number}" and not open_.window.files.unsaved


def test_loading_is_one_step_that_keeps_view_and_selection(open_, path, theirs) -> None:
    window = open_.window
    step = next(iter(window.session.document.steps))
    window.session.select([step])
    open_.canvas.zoom_to(1.4)
    open_.canvas.scroll_by(120, 40)
    QApplication.processEvents()
    place = open_.canvas.visible_area()
    replace(path, theirs)
    until(lambda: said(open_))
    press(open_, "Load it")
    assert title(open_) == THEIRS and not window.files.unsaved
    assert window.session.selection == (step,)
    assert open_.canvas.visible_area() == place
    assert window.top.state.text() == "saved"
    press(open_, "Undo")
    assert title(open_) == OPENED and window.files.unsaved
    open_.action("redo")
    assert title(open_) == THEIRS and not window.files.unsaved


def test_what_they_have_changed_is_counted_and_shown(hands, tmp_path) -> None:
    path = tmp_path / "phone.cjmap"
    path.write_bytes(SAMPLE.read_bytes())
    window = hands.window
    assert window.files.open(path)
    session = window.session
    journeys = list(session.document.maps)
    changed = [one for one in session.document.cards.values() if one.map == journeys[1] and one.start][:2]
    session.show_map(journeys[0])
    replace(path, project.dump(session.document.with_records([copied(one, text="By Anna") for one in changed])))
    until(lambda: "was changed" in said(hands))
    press(hands, "Load it")
    assert said(hands) == "“phone” is shown with 2 changes of the other program."
    assert session.map_id == journeys[0], "what is in view stays"
    press(hands, "Show changes")
    assert session.map_id == journeys[1] and set(session.selection) == {one.id for one in changed}


def test_unsaved_work_is_an_undo_away_after_loading(open_, path, theirs) -> None:
    rename(open_, "Mine")
    replace(path, theirs)
    until(lambda: said(open_))
    assert said(open_) == "“bakery” was changed by another program; you have unsaved changes."
    open_.action("load_changed")
    assert title(open_) == THEIRS
    open_.action("undo")
    assert title(open_) == "Mine"
    open_.action("undo")
    assert title(open_) == OPENED


def test_keeping_mine_leaves_something_to_save_and_never_overwrites_unasked(open_, path, theirs) -> None:
    files = open_.window.files
    replace(path, theirs)
    until(lambda: said(open_))
    press(open_, "Keep mine")
    assert title(open_) == OPENED and files.unsaved and files.current.outside == "changed"
    asked = []
    open_.answers.ask_changed_on_disk = lambda there, _: asked.append(there) or "overwrite"
    looked_at(open_)
    open_.action("save")
    assert asked == [path] and project.read(path).project.title == OPENED
    assert not files.unsaved and not files.current.outside


def test_keeping_mine_is_asked_about_again_when_they_write_once_more(open_, path, theirs) -> None:
    replace(path, theirs)
    until(lambda: said(open_))
    press(open_, "Keep mine")
    looked_at(open_)
    assert not open_.window.files.current.unanswered
    replace(path, theirs.replace(THEIRS.encode(), b"Once more"))
    until(lambda: "another program" in said(open_))
    press(open_, "Load it")
    assert title(open_) == "Once more" and not open_.window.files.unsaved


def test_a_closed_notice_is_not_shown_again_but_the_change_can_still_be_loaded(open_, path, theirs, tmp_path) -> None:
    replace(path, theirs)
    until(lambda: said(open_))
    press(open_, "Close")
    other = tmp_path / "other.cjmap"
    project.save(titled(maps.blank_document("en"), "Other"), other)
    open_.window.files.open(other)
    open_.action("previous_project")
    assert not said(open_) and open_.window.top.state.text() == "changed elsewhere"
    open_.action("load_changed")
    assert title(open_) == THEIRS


def test_our_own_saves_are_no_news(open_, path, tmp_path) -> None:
    files = open_.window.files
    told = []
    files.touched.connect(told.append)
    for number in range(4):
        rename(open_, f"Mine {number}")
        open_.action("save")
        QTest.qWait(150)
    looked_at(open_)
    assert not files.unsaved
    rename(open_, "Elsewhere")
    open_.answers.save_path = tmp_path / "elsewhere.cjmap"
    open_.action("save_as")
    looked_at(open_)
    assert not told and not files.current.outside
    # ...and the watch is still there, at the new place only.
    replace(tmp_path / "elsewhere.cjmap", project.dump(titled(files.session.saved_document, THEIRS)))
    until(lambda: told)
    assert files.current.outside == "changed"


def test_a_save_that_takes_long_is_no_news_either(open_, path, monkeypatch) -> None:
    """The file is another before the save has come back to tell which."""
    files = open_.window.files
    told = []
    files.touched.connect(told.append)
    store = versions.store

    def slow(*given):  # type: ignore[no-untyped-def]
        stored = store(*given)
        time.sleep(2.0)
        return stored

    monkeypatch.setattr(versions, "store", slow)
    rename(open_, "Mine")
    open_.action("save")
    looked_at(open_)
    assert not told and not files.unsaved


def test_a_file_that_is_gone_counts_as_unsaved_and_is_written_again(open_, path) -> None:
    files = open_.window.files
    path.unlink()
    until(lambda: said(open_))
    assert said(open_) == "“bakery” was moved or deleted. Saving writes it again."
    assert files.unsaved and open_.window.top.state.text() == "file gone"
    asked = []
    open_.answers.ask_unsaved = lambda name: asked.append(name) or "cancel"
    open_.window.close()
    assert asked == ["bakery"] and open_.window.isVisible()
    press(open_, "Save")
    assert project.read(path).project.title == OPENED
    assert not files.unsaved and open_.window.top.state.text() == "saved" and not said(open_)
    looked_at(open_)
    assert not files.current.outside


def test_a_file_that_was_given_another_name_is_followed_on_request(open_, path, theirs) -> None:
    window = open_.window
    rename(open_, "Mine")
    new = path.with_name("baker.cjmap")
    path.rename(new)
    until(lambda: said(open_))
    assert said(open_) == "“bakery” is called “baker” now." and window.files.current.outside == "gone"
    assert window.top.state.text() == "renamed"
    press(open_, "Use that name")
    assert window.session.path == new and window.files.name == "baker" and not window.files.current.outside
    assert window.files.unsaved and window.files.recent[0] == new and path not in window.files.recent
    open_.action("undo")
    assert not window.files.unsaved, "the file has it"
    open_.action("redo")
    open_.action("save")
    assert project.read(new).project.title == "Mine" and not path.exists()
    replace(new, theirs)
    until(lambda: window.files.current.outside == "changed")


def test_a_copy_that_lies_beside_it_is_not_taken_for_it(open_, path) -> None:
    for name in ("one", "two"):
        path.with_name(f"{name}.cjmap").write_bytes(path.read_bytes())
    path.unlink()
    until(lambda: said(open_))
    assert "moved or deleted" in said(open_)


def test_a_file_that_comes_back_as_it_was_needs_no_answer(open_, path) -> None:
    away = path.with_name("away.cjmap")
    path.rename(away)
    until(lambda: said(open_))
    away.rename(path)
    until(lambda: not said(open_))
    assert not open_.window.files.unsaved and not open_.window.files.current.outside


def test_a_folder_that_goes_and_comes_back(open_, path, theirs) -> None:
    """As a shared folder that is disconnected for a while."""
    away = path.parent.with_name("disconnected")
    path.parent.rename(away)
    until(lambda: "moved or deleted" in said(open_))
    press(open_, "Save")
    assert open_.window.files.problem, "there is no folder to save in"
    away.rename(path.parent)
    until(lambda: not open_.window.files.current.outside)
    replace(path, theirs)
    until(lambda: open_.window.files.current.outside == "changed")


def test_the_same_content_written_otherwise_is_no_news(open_, path) -> None:
    replace(path, path.read_bytes().replace(b"\n", b"\r\n"))  # as Git may
    looked_at(open_)
    assert not said(open_) and not open_.window.files.current.outside
    rename(open_, "Mine")
    open_.action("save")  # and no question
    assert project.read(path).project.title == "Mine"


def test_what_is_here_unsaved_and_then_in_the_file_is_saved(open_, path, theirs) -> None:
    rename(open_, THEIRS)
    assert open_.window.files.unsaved
    replace(path, theirs)
    until(lambda: not open_.window.files.unsaved)
    assert not open_.window.files.current.outside


def test_a_file_that_cannot_be_read_leaves_what_is_here(open_, path) -> None:
    replace(path, b"<<<<<<< mine\n{}\n=======\n")
    until(lambda: said(open_))
    press(open_, "Load it")
    assert open_.answers.errors and title(open_) == OPENED
    assert open_.window.files.current.outside == "changed"


def test_the_tab_of_a_project_in_the_background_tells_and_coming_to_it_too(open_, path, theirs, beside) -> None:
    window = open_.window
    replace(path, theirs)
    until(lambda: beside.outside)
    assert not said(open_) and "another program" in window.project_tabs.bar.tabToolTip(0)
    assert window.project_tabs.bar.accessibleTabName(0) == "bakery, changed elsewhere"
    open_.action("previous_project")
    assert said(open_) == "“bakery” was changed by another program."
    open_.action("next_project")
    menu = project_commands.menu_for(window, beside)
    next(one for one in menu.actions() if one.text() == "Load the changed file").trigger()
    assert title(open_) == THEIRS and window.session is beside.session
    menu.deleteLater()


def test_a_passing_notice_does_not_take_the_place_for_good(open_, path, theirs) -> None:
    replace(path, theirs)
    until(lambda: said(open_))
    open_.window.notify("Something else")
    open_.window._notice_timer.start(1)
    until(lambda: "another program" in said(open_))


def test_it_is_told_over_pages_too_and_goes_with_them(open_, path, theirs, tmp_path) -> None:
    window = open_.window
    open_.action("project_page")
    replace(path, theirs)
    until(lambda: said(open_))
    assert window.notice.parentWidget() is window.host.page
    other = tmp_path / "other.cjmap"
    project.save(titled(maps.blank_document("en"), "Other"), other)
    window.files.open(other)
    QApplication.processEvents()
    assert not said(open_)
    open_.action("previous_project")
    QApplication.processEvents()
    assert "was changed" in said(open_) and window.notice.parentWidget() is window.host.page
    window.host.close()
    assert "was changed" in said(open_) and window.notice.parentWidget() is open_.canvas
    press(open_, "Load it")
    assert title(open_) == THEIRS


def test_a_notice_behind_the_comparison_is_not_there_any_more_once_it_is_answered(hands, tmp_path) -> None:
    path = tmp_path / "phone.cjmap"
    path.write_bytes(SAMPLE.read_bytes())
    window = hands.window
    assert window.files.open(path)
    hands.action("compare")
    replace(path, project.dump(titled(window.session.document, THEIRS)))
    until(lambda: window.files.current.outside)
    replace(path, SAMPLE.read_bytes())
    until(lambda: not window.files.current.outside)
    hands.action("compare")
    assert not said(hands)


def test_what_is_being_typed_while_they_write_is_kept_in_the_history(open_, path, theirs) -> None:
    session = open_.window.session
    lane = next(one.id for one in session.document.lanes.values() if one.type == "actions")
    session.select([], cell=(lane, next(iter(session.document.steps))))
    open_.canvas.setFocus()
    open_.type("Buy bread")
    assert open_.canvas.text is not None
    replace(path, theirs)
    until(lambda: said(open_))
    assert open_.canvas.text is not None, "nobody is interrupted"
    press(open_, "Load it")
    assert title(open_) == THEIRS and not session.document.cards
    open_.action("undo")
    assert [card.text for card in session.document.cards.values()] == ["Buy bread"]


def test_a_link_to_the_file_is_followed(hands, path, theirs, tmp_path) -> None:
    link = tmp_path / "link.cjmap"
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("no links here")
    assert hands.window.files.open(link)
    replace(path, theirs)
    until(lambda: said(hands))
    press(hands, "Load it")
    assert title(hands) == THEIRS and link.is_symlink()


def test_it_is_told_in_dutch_too(open_, path, theirs) -> None:
    open_.window.set_language("nl")
    replace(path, theirs)
    until(lambda: said(open_))
    assert words.language() == "nl"
    assert said(open_) == "“bakery” is door een ander programma gewijzigd."
    assert outside.can_load(open_.window)
    press(open_, "Laden")
    assert title(open_) == THEIRS


def test_it_is_told_in_the_window_that_the_project_moves_to(open_, path, theirs, beside) -> None:
    window = open_.window
    replace(path, theirs)
    until(lambda: beside.outside)
    project_commands.move_to_window(window, beside)
    made = next(one for one in starting.windows if one is not window)
    try:
        until(lambda: "was changed" in made.notice.text.toolTip() and made.notice.isVisible())
        made.action("load_changed").trigger()
        assert made.session.document.project.title == THEIRS
        told = []
        made.files.touched.connect(told.append)
        replace(path, theirs.replace(THEIRS.encode(), b"Once more"))
        until(lambda: told)
    finally:
        end(made)
