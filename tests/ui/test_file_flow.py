"""Opening, saving and closing, with the questions answered by the test and real files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from cjdesigner.edit import maps
from cjdesigner.editor.session import Session
from cjdesigner.files import project, recovery, remembered
from cjdesigner.files.settings import Preferences
from cjdesigner.model.document import Document
from cjdesigner.model.records import copied
from cjdesigner.ui import background, recent
from cjdesigner.ui.files import FileFlow
from cjdesigner.ui.paths import file_name
from tests.helpers.maps import titled


class Answers:
    """Questions answered in advance; a question that was not expected fails the test."""

    def __init__(self) -> None:
        self.open_path: Path | None = None
        self.save_paths: list[Path | None] = []
        self.unsaved: list[str] = []
        self.several: list[str] = []
        self.asked: list[tuple[str, ...]] = []
        self.changed: list[str | Callable[[], str]] = []
        self.replace: list[bool] = []
        self.errors: list[str] = []
        self.suggested: list[Path] = []

    def ask_open_paths(self, folder: Path) -> list[Path]:
        return [self.open_path] if self.open_path else []

    def ask_save_path(self, suggested: Path) -> Path | None:
        self.suggested.append(suggested)
        return self.save_paths.pop(0)

    def ask_unsaved(self, name: str) -> str:
        self.asked.append((name,))
        return self.unsaved.pop(0)

    def ask_unsaved_several(self, names: Sequence[str]) -> str:
        self.asked.append(tuple(names))
        return self.several.pop(0)

    def ask_changed_on_disk(self, path: Path, can_merge: bool = False) -> str:
        answer = self.changed.pop(0)
        return answer() if callable(answer) else answer

    def ask_replace(self, path: Path) -> bool:
        return self.replace.pop(0)

    def show_error(self, message: str) -> None:
        self.errors.append(message)

    def all_asked(self) -> bool:
        return not (self.save_paths or self.unsaved or self.several or self.changed or self.replace)


@pytest.fixture
def answers() -> Iterator[Answers]:
    made = Answers()
    yield made
    assert made.all_asked()


@pytest.fixture
def flow(qapp: object, tmp_path: Path, answers: Answers) -> Iterator[FileFlow]:
    made = FileFlow(answers, Preferences(tmp_path / "settings.json"), tmp_path / "recovery")
    yield made
    made.close()
    settle()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "bakery.cjmap"
    project.save(titled(maps.blank_document("en"), "Bakery"), found)
    return found


def rename(flow: FileFlow, title: str) -> None:
    assert flow.session is not None
    flow.session.commit(titled(flow.session.document, title), "Rename")


def settle() -> None:
    """Everything that was put off to the files' thread is done."""
    background.later(lambda: None).result()


def snapshots(tmp_path: Path) -> list[str]:
    settle()
    return [project.read(one).project.title for one in sorted((tmp_path / "recovery").glob("*.cjmap"))]


def session_of(flow: FileFlow) -> Session:
    assert flow.session is not None
    return flow.session


# Open


def test_opening_shows_the_document_and_remembers_the_file(flow: FileFlow, path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(flow.session_opened) as shown:
        assert flow.open(path)
    assert shown.args == [flow.session]
    assert session_of(flow).document == project.read(path)
    assert flow.title == "bakery[*] — cjdesigner"
    assert flow.recent == (path,)
    assert not flow.unsaved


def test_the_path_may_be_asked_for(flow: FileFlow, answers: Answers, path: Path) -> None:
    assert not flow.open()
    answers.open_path = path
    assert flow.open()
    assert session_of(flow).path == path


def test_a_file_whose_name_is_no_text_is_a_file_like_others(flow: FileFlow, path: Path, tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.cjmap"))
    try:
        os.rename(path, odd)
    except OSError:
        pytest.skip("the file system takes only names that are text")
    assert flow.open(odd)
    rename(flow, "Changed")
    assert flow.current is not None and flow.current.keep_now()
    assert flow.save()
    assert project.read(odd).project.title == "Changed"
    assert flow.title.isprintable()
    assert flow.recent == (), "settings hold text only"
    remembered.keep(odd, "m", {"m": remembered.Seen(scale=2.0)})
    assert remembered.load(odd).maps["m"].scale == 2.0


def test_opening_never_writes(flow: FileFlow, path: Path) -> None:
    before = path.read_bytes(), os.stat(path).st_mtime_ns
    flow.open(path)
    assert (path.read_bytes(), os.stat(path).st_mtime_ns) == before


def test_a_file_that_cannot_be_opened_leaves_everything_as_it_is(
    flow: FileFlow, answers: Answers, path: Path, tmp_path: Path
) -> None:
    flow.open(path)
    session = flow.session
    rename(flow, "Edited")
    broken = tmp_path / "broken.cjmap"
    broken.write_text('{"format": "cjdesigner/map",\n "version": }')
    assert not flow.open(broken)
    assert "broken.cjmap" in answers.errors[0] and "line 2" in answers.errors[0]
    assert flow.session is session and flow.unsaved
    assert flow.recent == (path,)
    answers.unsaved = ["discard"]
    assert flow.may_close()


def test_a_recent_file_that_is_gone_is_taken_off_the_list(
    flow: FileFlow, answers: Answers, path: Path, tmp_path: Path
) -> None:
    flow.preferences.remember(tmp_path / "gone.cjmap")
    assert not flow.open(tmp_path / "gone.cjmap")
    assert answers.errors and flow.recent == ()


def test_opening_another_project_leaves_the_first_as_it_is(flow: FileFlow, path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.cjmap"
    project.save(maps.blank_document("en"), other)
    flow.open(path)
    rename(flow, "Edited")
    first = session_of(flow)
    assert flow.open(other)
    assert session_of(flow).path == other and not flow.unsaved
    assert [one.session.path for one in flow.projects] == [path, other]
    assert flow.open(path)
    assert session_of(flow) is first and flow.unsaved
    assert len(flow.projects) == 2


def test_the_file_in_view_is_not_opened_again(flow: FileFlow, path: Path, tmp_path: Path) -> None:
    flow.open(path)
    session = flow.session
    link = tmp_path / "link.cjmap"
    link.symlink_to(path)
    assert flow.open(path) and flow.open(link)
    assert flow.session is session


def test_another_window_that_has_it_is_raised_instead(flow: FileFlow, path: Path) -> None:
    asked = []
    flow.show_elsewhere = lambda one: bool(asked.append(one)) or True
    assert flow.open(path)
    assert asked == [path] and flow.session is None


def test_a_dropped_project_opens(flow: FileFlow, path: Path, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a.cjmap"), QUrl.fromLocalFile(str(tmp_path / "picture.png"))])
    assert not flow.open_dropped(data)
    data.setUrls([*data.urls(), QUrl.fromLocalFile(str(path))])
    assert flow.open_dropped(data)
    assert session_of(flow).path == path


# Save


def test_saving_writes_the_document(flow: FileFlow, path: Path, qtbot: QtBot) -> None:
    flow.open(path)
    rename(flow, "Baker’s dozen")
    assert flow.unsaved
    with qtbot.waitSignal(flow.changed):
        assert flow.save()
    assert project.read(path).project.title == "Baker’s dozen"
    assert not flow.unsaved
    rename(flow, "Again")
    assert flow.save()
    assert project.read(path).project.title == "Again"


def test_a_new_document_asks_where_and_suggests_its_title(flow: FileFlow, answers: Answers, tmp_path: Path) -> None:
    flow.new(titled(maps.blank_document("en"), "Bread: who / what?"))
    answers.save_paths = [None, tmp_path / "loaf"]
    assert not flow.save()
    assert flow.save()
    assert answers.suggested[0].name == "Bread who what.cjmap"
    assert session_of(flow).path == tmp_path / "loaf.cjmap"
    assert project.read(tmp_path / "loaf.cjmap") == session_of(flow).document
    assert flow.recent[0] == tmp_path / "loaf.cjmap"


def test_an_ending_that_was_added_does_not_replace_a_file_unasked(
    flow: FileFlow, answers: Answers, path: Path, tmp_path: Path
) -> None:
    before = path.read_bytes()
    flow.new(maps.blank_document("en"))
    answers.save_paths, answers.replace = [path.with_suffix("")], [False]
    assert not flow.save()
    assert path.read_bytes() == before


def test_what_is_being_typed_is_saved_too(flow: FileFlow, path: Path) -> None:
    flow.open(path)
    flow.settle = lambda: rename(flow, "Typed")
    assert flow.save()
    assert project.read(path).project.title == "Typed"


def test_a_save_that_fails_changes_nothing_and_stays_in_sight(
    flow: FileFlow, answers: Answers, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    flow.open(path)
    rename(flow, "Edited")
    before = path.read_bytes()
    path.chmod(0o444)
    with qtbot.waitSignal(flow.failed) as told:
        assert not flow.save()
    assert "permission" in told.args[0] and flow.problem == told.args[0]
    assert path.read_bytes() == before and flow.unsaved
    answers.save_paths = [tmp_path / "elsewhere.cjmap"]
    assert flow.save_as()
    assert flow.problem == "" and not flow.unsaved
    assert project.read(tmp_path / "elsewhere.cjmap").project.title == "Edited"
    assert path.read_bytes() == before


def test_save_as_leaves_the_old_file(flow: FileFlow, path: Path, tmp_path: Path) -> None:
    flow.open(path)
    rename(flow, "Copy")
    before = path.read_bytes()
    assert flow.save_as(tmp_path / "copy.cjmap")
    assert path.read_bytes() == before
    rename(flow, "Copy of it")
    assert flow.save()
    assert project.read(tmp_path / "copy.cjmap").project.title == "Copy of it"


# Someone else changed the file


@pytest.fixture
def contested(flow: FileFlow, path: Path) -> FileFlow:
    flow.open(path)
    rename(flow, "Mine")
    stat = os.stat(path)
    project.save(titled(project.read(path), "Theirs"), path)
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    return flow


def test_a_changed_file_is_never_overwritten_unasked(contested: FileFlow, answers: Answers, path: Path) -> None:
    answers.changed = ["cancel"]
    assert not contested.save()
    assert project.read(path).project.title == "Theirs"
    assert contested.unsaved


def test_keeping_both_saves_beside_it(contested: FileFlow, answers: Answers, path: Path, tmp_path: Path) -> None:
    answers.changed = ["keep_both"]
    assert contested.save()
    assert project.read(path).project.title == "Theirs"
    assert project.read(tmp_path / "bakery (2).cjmap").project.title == "Mine"
    assert session_of(contested).path == tmp_path / "bakery (2).cjmap"


def test_overwriting_replaces_only_the_version_that_was_asked_about(
    contested: FileFlow, answers: Answers, path: Path
) -> None:
    def meanwhile() -> str:
        project.save(titled(project.read(path), "Theirs, later"), path)
        return "overwrite"

    answers.changed = [meanwhile, "cancel"]
    assert not contested.save()
    assert project.read(path).project.title == "Theirs, later"
    answers.changed = ["overwrite"]
    assert contested.save()
    assert project.read(path).project.title == "Mine"


def test_their_version_can_be_shown_and_undone(contested: FileFlow, answers: Answers, path: Path) -> None:
    answers.changed = ["theirs"]
    assert not contested.save()
    session = session_of(contested)
    assert session.document.project.title == "Theirs" and not contested.unsaved
    session.undo()
    assert session.document.project.title == "Mine" and contested.unsaved
    assert contested.save()
    assert project.read(path).project.title == "Mine"


def note(document: Document, notes: str) -> Document:
    return document.with_records([copied(document.project, notes=notes)])


def test_merging_saves_both_and_is_one_step(flow: FileFlow, answers: Answers, path: Path) -> None:
    flow.open(path)
    rename(flow, "Mine")
    project.save(note(project.read(path), "Theirs"), path)
    answers.changed = ["merge"]
    assert flow.save()
    both = project.read(path)
    assert (both.project.title, both.project.notes) == ("Mine", "Theirs")
    session = session_of(flow)
    assert session.document == both and not flow.unsaved
    session.undo()
    assert (session.document.project.title, session.document.project.notes) == ("Mine", "")
    assert flow.unsaved, "the file has more"
    session.undo()
    assert session.document.project.title == "Bakery" and flow.unsaved, "the file holds no such state any more"


def test_what_both_changed_is_not_saved_before_it_is_seen(contested: FileFlow, answers: Answers, path: Path) -> None:
    answers.changed = ["merge"]
    assert not contested.save()
    session = session_of(contested)
    assert project.read(path).project.title == "Theirs"
    assert session.document.project.title == "Mine" and len(session.document.conflicts) == 1
    assert "1 value was changed on both sides" in session.notice
    assert contested.unsaved
    assert contested.save(), "there is nothing more to ask"
    assert len(project.read(path).conflicts) == 1
    contested.close_project(contested.current)
    assert contested.open(path)
    assert "1 value was changed on both sides" in session_of(contested).notice


def test_merging_where_nothing_was_changed_here_shows_theirs(flow: FileFlow, answers: Answers, path: Path) -> None:
    flow.open(path)
    project.save(note(project.read(path), "Theirs"), path)
    assert flow.current is not None
    flow.merge_theirs(flow.current)
    assert session_of(flow).document.project.notes == "Theirs"
    assert not flow.unsaved


def test_a_broken_file_is_not_merged(contested: FileFlow, answers: Answers, path: Path) -> None:
    path.write_bytes(b"<<<<<<< ours")
    answers.changed = ["merge"]
    assert not contested.save()
    assert "Git has left its conflict marks" in answers.errors[0]
    assert session_of(contested).document.project.title == "Mine" and contested.unsaved


def test_the_same_content_by_someone_else_is_no_question(flow: FileFlow, path: Path) -> None:
    flow.open(path)
    rename(flow, "Agreed")
    project.save(session_of(flow).document, path)
    assert flow.save()


def test_a_file_that_has_gone_is_written_again(flow: FileFlow, path: Path) -> None:
    flow.open(path)
    rename(flow, "Back")
    path.unlink()
    assert flow.save()
    assert project.read(path).project.title == "Back"


# A newer format


@pytest.fixture
def newer(path: Path) -> Path:
    path.write_bytes(path.read_bytes().replace(b'"version": 1', b'"version": 999'))
    return path


def test_a_newer_file_is_shown_and_never_written(flow: FileFlow, answers: Answers, newer: Path, tmp_path: Path) -> None:
    before = newer.read_bytes()
    assert flow.open(newer)
    assert "999" in flow.read_only and "999" in session_of(flow).notice
    assert "read only" in flow.title
    rename(flow, "Edited")
    answers.save_paths = [newer, tmp_path / "own.cjmap"]
    assert flow.save()
    assert "Choose another name" in answers.errors[0]
    assert newer.read_bytes() == before
    assert project.read(tmp_path / "own.cjmap").project.title == "Edited"
    assert not flow.read_only


def test_recovered_work_on_a_newer_file_does_not_overwrite_it_either(
    flow: FileFlow, answers: Answers, newer: Path, tmp_path: Path
) -> None:
    before = newer.read_bytes()
    crash(flow, newer, "Edited")
    assert flow.recover(recoverable(flow)[0])
    answers.save_paths = [None]
    assert not flow.save()
    assert newer.read_bytes() == before


# Close


def test_closing_asks_only_about_unsaved_changes(flow: FileFlow, answers: Answers, path: Path) -> None:
    assert flow.may_close()
    flow.open(path)
    assert flow.may_close()
    rename(flow, "Edited")
    answers.unsaved = ["cancel", "save"]
    assert not flow.may_close()
    assert flow.may_close()
    assert project.read(path).project.title == "Edited"


def test_closing_stops_where_saving_fails(flow: FileFlow, answers: Answers, path: Path) -> None:
    flow.open(path)
    rename(flow, "Edited")
    path.chmod(0o444)
    answers.unsaved = ["save"]
    assert not flow.may_close()


# Recovery


def recoverable(flow: FileFlow) -> list[recovery.Leftover]:
    """What the next start would offer."""
    settle()
    return recovery.leftovers(flow._place)


def crash(flow: FileFlow, path: Path | None, title: str) -> None:
    """Leave the state that a killed window leaves."""
    if path is not None:
        flow.open(path)
    else:
        flow.new(maps.blank_document("en"))
    rename(flow, title)
    flow.close()
    settle()


def test_unsaved_work_is_kept_by_itself_and_let_go_when_saved(
    flow: FileFlow, answers: Answers, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    flow.open(path)
    assert snapshots(tmp_path) == []
    rename(flow, "Edited")
    qtbot.waitUntil(lambda: snapshots(tmp_path) == ["Edited"], timeout=60_000)
    assert project.read(path).project.title == "Bakery"
    flow.save()
    assert snapshots(tmp_path) == []


def test_what_is_typed_and_not_yet_committed_is_kept_as_well(flow: FileFlow, path: Path, tmp_path: Path) -> None:
    flow.open(path)
    session_of(flow).preview(titled(session_of(flow).document, "Half a wo"))
    flow.snapshot_now()
    assert snapshots(tmp_path) == ["Half a wo"]
    session_of(flow).preview(None)
    assert snapshots(tmp_path) == []


def test_undoing_back_to_the_file_needs_no_snapshot(flow: FileFlow, path: Path, tmp_path: Path) -> None:
    flow.open(path)
    rename(flow, "Edited")
    flow.snapshot_now()
    assert snapshots(tmp_path) == ["Edited"]
    session_of(flow).undo()
    assert snapshots(tmp_path) == []


def test_recovered_work_is_unsaved_and_can_be_undone_and_saved(flow: FileFlow, path: Path, tmp_path: Path) -> None:
    crash(flow, path, "Edited")
    (leftover,) = recoverable(flow)
    assert flow.recover(leftover)
    session = session_of(flow)
    assert session.document.project.title == "Edited" and flow.unsaved and session.path == path
    assert recoverable(flow) == [] and snapshots(tmp_path) == ["Edited"]
    session.undo()
    assert session.document.project.title == "Bakery" and not flow.unsaved
    session.redo()
    assert flow.save()
    assert project.read(path).project.title == "Edited"
    assert snapshots(tmp_path) == []


def test_untitled_work_is_recovered(flow: FileFlow, answers: Answers, tmp_path: Path) -> None:
    crash(flow, None, "Never saved")
    (leftover,) = recoverable(flow)
    assert flow.recover(leftover)
    assert session_of(flow).document.project.title == "Never saved" and session_of(flow).map_id
    assert flow.unsaved
    answers.save_paths = [tmp_path / "now.cjmap"]
    assert flow.save()
    assert project.read(tmp_path / "now.cjmap").project.title == "Never saved"


def test_a_file_that_changed_after_the_crash_is_not_overwritten_by_what_is_recovered(
    flow: FileFlow, answers: Answers, path: Path
) -> None:
    crash(flow, path, "Mine")
    project.save(titled(project.read(path), "Theirs"), path)
    flow.recover(recoverable(flow)[0])
    answers.changed = ["cancel"]
    assert not flow.save()
    assert project.read(path).project.title == "Theirs"


def test_leftovers_are_told_without_waiting_for_them(flow: FileFlow, path: Path, qtbot: QtBot) -> None:
    crash(flow, path, "Edited")
    with qtbot.waitSignal(flow.leftovers_found, timeout=60_000) as told:
        flow.look_for_leftovers()
    assert [one.title for one in told.args[0]] == ["Edited"]


def test_discarded_changes_are_not_offered_but_stay_on_the_shelf(
    flow: FileFlow, answers: Answers, path: Path, tmp_path: Path
) -> None:
    flow.open(path)
    rename(flow, "Given up")
    flow.snapshot_now()
    answers.unsaved = ["discard"]
    assert flow.may_close()
    flow.close()
    settle()
    assert recoverable(flow) == []
    (kept,) = (tmp_path / "recovery" / "discarded").iterdir()
    assert project.read(kept).project.title == "Given up"


def test_a_leftover_that_is_not_wanted_is_offered_no_more(flow: FileFlow, path: Path) -> None:
    crash(flow, path, "Edited")
    flow.discard(recoverable(flow)[0])
    assert recoverable(flow) == []


def test_where_no_snapshot_can_be_kept_the_user_is_told_once(
    flow: FileFlow, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "recovery").write_text("in the way")
    notices: list[str] = []
    flow.open(path)
    session = session_of(flow)
    session.listen(lambda aspect: notices.append(session.notice) if aspect == "notice" else None)
    for title in ("One", "Two"):
        rename(flow, title)
        flow.snapshot_now()
        qtbot.wait(10)
    assert len(notices) == 1 and "not kept safe" in notices[0]


# Names and menus


@pytest.mark.parametrize(
    ("title", "name"),
    [("", "Journey map"), ("  a/b\\c:d  ", "a b c d"), ("con", "con_"), ("...", "Journey map"), ("x" * 200, "x" * 80)],
)
def test_titles_become_file_names(title: str, name: str) -> None:
    assert file_name(title) == name


def test_titles_of_windows_show_names_as_they_are(flow: FileFlow) -> None:
    flow.new(titled(maps.blank_document("en"), "a[*]b"))
    assert flow.title == "a[*][*]b[*] — cjdesigner"


def test_the_recent_menu_opens_files_and_clears_itself(flow: FileFlow, path: Path, tmp_path: Path) -> None:
    odd = tmp_path / "R&D" / "bakery.cjmap"
    odd.parent.mkdir()
    project.save(maps.blank_document("en"), odd)
    flow.preferences.remember(path)
    flow.preferences.remember(odd)
    menu = QMenu()
    recent.fill(menu, flow)
    texts = [action.text() for action in menu.actions() if action.text()]
    assert "R&&D" in texts[0] and texts[0].startswith("&1 ")
    menu.actions()[1].trigger()
    assert session_of(flow).path == path
    menu.actions()[-1].trigger()
    recent.fill(menu, flow)
    assert [action.isEnabled() for action in menu.actions()] == [False]


def test_the_shelf_and_slots_are_in_the_users_data_folder(own_folders: Path) -> None:
    assert recovery.folder().is_relative_to(own_folders)
