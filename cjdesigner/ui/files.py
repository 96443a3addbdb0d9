"""Opening, saving and closing: what goes on between files and the projects of a window, such that nothing is lost."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtWidgets import QWidget

from cjdesigner.editor.session import Session
from cjdesigner.files import recovery, versions
from cjdesigner.files.errors import FileError, shown
from cjdesigner.files.project import SUFFIX, Opened
from cjdesigner.files.recovery import Leftover
from cjdesigner.files.settings import Preferences
from cjdesigner.model.diff import diff
from cjdesigner.model.document import Document
from cjdesigner.model.records import Conflict
from cjdesigner.ui import background
from cjdesigner.ui.open_project import OpenProject
from cjdesigner.ui.open_projects import OpenProjects
from cjdesigner.ui.paths import documents_folder, dropped, file_name, free_name
from cjdesigner.ui.watching import Watch
from cjdesigner.words import ntr, tr

if TYPE_CHECKING:
    from cjdesigner.ui.questions import Questions


class FileFlow(OpenProjects):
    """The file side of one window.

    Hooks, to be set by the window, besides ``settle``: ``show_elsewhere`` raises another window that has the file
    open, and says whether there is one; ``elsewhere`` makes a window for a project that is to have one of its own.
    """

    failed = Signal(str)
    """The document could not be saved, and why; ``problem`` stays until it can. To be shown with "Save as…"."""
    touched = Signal(object)
    """An OpenProject whose file another program has changed or taken away, or brought back: see its ``outside``."""
    leftovers_found = Signal(list)
    """Unsaved work of earlier runs, after ``look_for_leftovers``: a list of Leftover, never empty."""

    def __init__(
        self,
        questions: Questions | None = None,
        preferences: Preferences | None = None,
        recovery_folder: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        if questions is not None:
            self.questions = questions
        self.preferences = preferences or Preferences(later=background.later)
        self.show_elsewhere: Callable[[Path], bool] = _nowhere
        self.elsewhere: Callable[[], FileFlow | None] = _no_window
        self._place = recovery_folder or recovery.folder()
        self._watch = Watch(self)
        self._watch.changed.connect(self.touched)

    @cached_property
    def questions(self) -> Questions:
        """Asks the user, by dialogs where nothing else was given; most starts ask nothing."""
        from cjdesigner.ui.questions import QtQuestions

        parent = self.parent()
        return QtQuestions(parent if isinstance(parent, QWidget) else None)

    # Recent files

    @property
    def recent(self) -> tuple[Path, ...]:
        """The files that were open before, the last one first."""
        return tuple(map(Path, self.preferences.settings.recent))

    def forget_recent(self, path: Path | None = None) -> None:
        """Take one file, or all, off the list."""
        self.preferences.forget(path)
        self.changed.emit()

    # New and open

    def new(self, document: Document) -> bool:
        """Show a new, untitled document. True always."""
        return self._receiver()._take(Session(document), "")

    def take_back(self, session: Session) -> bool:
        """Show a project that was closed and has no file; what is unsaved in it is kept safe again. True always."""
        return self._receiver()._take(session, "")

    def open(self, path: Path | None = None, behind: bool = False) -> bool:
        """Show the document of a file, or of those that the user picks. False where it is not opened, with a reason.

        With ``behind`` it gets a tab at the end, and what is in view stays there.
        """
        if path is None:
            return self.open_all(self.questions.ask_open_paths(self._folder()))
        path = Path(os.path.abspath(path))
        if behind and self.project_of(path) is not None:
            return True
        if self.show_file(path) or self.show_elsewhere(path):
            return True
        try:
            opened, base, refused = background.waited(lambda: versions.load(path))
        except FileError as error:
            if not os.path.lexists(path):
                self.forget_recent(path)
            self.questions.show_error(str(error))
            return False
        session = Session(opened.document, path)
        if behind:
            self._accept(OpenProject(session, self._place, base, refused), behind=True)
        else:
            self._receiver()._take(session, base, refused)
        self._remember(path)
        notices = [refused, *opened.notices] if refused else list(opened.notices)
        if opened.document.conflicts:
            notices.append(in_dispute(len(opened.document.conflicts)))
        if notices:
            session.say(" ".join(notices))
        return True

    def open_dropped(self, data: QMimeData) -> bool:
        """Open the projects that were dropped on the window; whether there was one that opened."""
        return self.open_all(dropped(data))

    def open_all(self, paths: Iterable[Path]) -> bool:
        """Open several files, one after the other; whether one of them opened."""
        opened = [self.open(path) for path in paths]
        return any(opened)

    def _receiver(self) -> FileFlow:
        """Who takes another project: this window, or where the user prefers that, one of its own."""
        if self.current is None or self.current.untouched or self.preferences.settings.projects == "tabs":
            return self
        return self.elsewhere() or self

    # Save

    def save(self, project: OpenProject | None = None) -> bool:
        """Save to the document's file; asks for one where it has none. False where what is here was not saved.

        Without a project it is the one in view.
        """
        project = project or self.current
        if project is None:
            return False
        if project.session.path is None or project.read_only:
            return self.save_as(project=project)
        return self._save(project, project.session.path)

    def save_all(self) -> bool:
        """Save every project that has something to save. False where one was not; it is then in view."""
        self.settle()
        return all(self.save(one) and not one.unsaved for one in self.projects if one.unsaved)

    def save_as(self, path: Path | None = None, project: OpenProject | None = None) -> bool:
        """Save under another name, from then on the document's own. False where it is not saved."""
        project = project or self.current
        if project is None:
            return False
        self.show_project(project)
        agreed = False
        suggested = self.suggested_path()
        while True:
            target = path or self.questions.ask_save_path(suggested)
            if target is None:
                return False
            agreed = path is None
            target = Path(os.path.abspath(target))
            if target.suffix.lower() != SUFFIX:
                target = target.with_name(target.name + SUFFIX)
                agreed = False
            refusal = self._refusal(project, target)
            if not refusal:
                break
            self.questions.show_error(refusal)
            if path is not None:
                return False
            suggested = target
        if self.project_of(target) is project and not project.read_only:
            return self._save(project, target)
        if not agreed and os.path.lexists(target) and not self.questions.ask_replace(target):
            return False
        return self._save(project, target, replace=True)

    def _refusal(self, project: OpenProject, target: Path) -> str:
        there = self.project_of(target)
        if project.read_only and there is project:
            return tr("{reason} Choose another name: this file is left as it is.", reason=project.read_only)
        if there is not None and there is not project:
            return tr("“{name}” is open in another tab.", name=shown(target.name, 80))
        if there is None and self.show_elsewhere(target):
            return tr("“{name}” is open in another window.", name=shown(target.name, 80))
        return ""

    def suggested_path(self) -> Path:
        """Where Save As starts: beside the file it has, or in the folder used last, named after the title."""
        session = self.session
        if session is not None and session.path is not None and not self.read_only:
            return session.path
        title = self.name if session is not None else ""
        name = file_name(title)
        if self.read_only:
            name = file_name(tr("{title} (copy)", title=title))
        return self._folder() / (name + SUFFIX)

    def _save(self, project: OpenProject, path: Path, replace: bool = False) -> bool:
        session = project.session
        if project is self.current:
            self.settle()
        allowed = ""
        while True:
            document = session.saved_document
            project.saving = True
            try:
                stored = background.waited(partial(versions.store, document, path, project.base, allowed, replace))
            except FileError as error:
                self.show_project(project)
                project.failed(str(error))
                self.failed.emit(project.problem)
                self.changed.emit()
                return False
            finally:
                project.saving = False
            if not stored.conflict:
                project.stored(path, stored.base, session.saved_document is document, document)
                self._remember(path)
                return True
            self.show_project(project)
            answer = self.questions.ask_changed_on_disk(path, project.in_file is not None)
            if answer == "overwrite":
                # This version and no later one: should it change again, the question is asked again.
                allowed = stored.conflict
            elif answer == "keep_both":
                kept = free_name(path)
                if self._save(project, kept, replace=True):
                    session.say(tr("Yours is saved as “{name}”, beside theirs.", name=shown(kept.name, 80)))
                    return True
                return False
            elif answer == "theirs":
                return self._load_theirs(project, path)
            elif answer == "merge":
                if not self._merge(project, path):
                    return False
            else:
                return False

    def follow(self, project: OpenProject) -> None:
        """Go on with a file under the name that another program has given it."""
        old, new = project.session.path, project.renamed
        if old is None or new is None:
            return
        if self.project_of(new) is not None or self.show_elsewhere(new):
            self.questions.show_error(tr("“{name}” is open already.", name=shown(new.name, 80)))
            return
        project.follow()
        self.preferences.forget(old)
        self._remember(new)

    def load_theirs(self, project: OpenProject) -> bool:
        """Show what another program has left in a project's file, as one step; whether that is what is shown now."""
        self.show_project(project)
        self.settle()
        path = project.session.path
        if path is not None:
            self._load_theirs(project, path)
        return self.current is not project or not project.outside

    def _loaded(self, path: Path) -> tuple[Opened, str, str] | None:
        """What `versions.load` finds; None where it finds nothing, which is told."""
        try:
            return background.waited(lambda: versions.load(path))
        except FileError as error:
            self.questions.show_error(str(error))
            return None

    def _load_theirs(self, project: OpenProject, path: Path) -> bool:
        """Show the file's version. False always: what was here is not saved, so nobody may close the window over it."""
        session = project.session
        loaded = self._loaded(path)
        if loaded is None:
            return False
        opened, base, refused = loaded
        if refused or opened.document.unknown != session.saved_document.unknown:
            # Neither can be one step of this session's history; what is here goes to the shelf of discarded work.
            project.keep_now()
            project.discarding = True
            self._take(Session(opened.document, path), base, refused, instead=project)
            return False
        session.commit(opened.document, tr("Show the version in the file"))
        project.stored(path, base, all_of_it=True)
        self.changed.emit()
        return False

    def merge_theirs(self, project: OpenProject) -> None:
        """Put what another program has left in a project's file together with what is here, as one step."""
        self.show_project(project)
        self.settle()
        if project.session.path is not None:
            self._merge(project, project.session.path)

    def _merge(self, project: OpenProject, path: Path) -> bool:
        """Whether all of it came together, so that it can be saved over the file."""
        from cjdesigner.edit.merging import merge

        session = project.session
        ours = session.saved_document
        loaded = self._loaded(path)
        if loaded is None:
            return False
        opened, base, refused = loaded
        if refused:
            self.questions.show_error(refused)
            return False
        document, conflicts, kept = background.waited(lambda: merge(project.in_file, ours, opened.document))
        count = sum(change.kind != Conflict.KIND for change in diff(ours, document))
        if document == opened.document:
            if not session.commit(document, tr("Merge with the file")) and document.unknown != ours.unknown:
                return self._load_theirs(project, path)
            project.stored(path, base, all_of_it=True)
        else:
            session.commit(document, tr("Merge with the file"))
            project.merged(base, opened.document)
        self.changed.emit()
        said = [ntr("{count} change of theirs came in.", "{count} changes of theirs came in.", count)]
        if kept:
            said.append(ntr("{count} deleted thing stays, as the other side has used it.",
                            "{count} deleted things stay, as the other side has used them.", len(kept)))  # fmt: skip
        if conflicts:
            said.append(in_dispute(len(conflicts)))
        session.say(" ".join(said))
        return not conflicts

    # Close

    def may_close(self, *projects: OpenProject) -> bool:
        """Whether these projects may go, or all: each is saved, or the user has saved or given up the changes."""
        self.settle()
        asked = [one for one in projects or self.projects if one.unsaved and not one.discarding]
        if len(asked) > 1:
            answer = self.questions.ask_unsaved_several([one.name for one in asked])
            if answer == "save":
                return self._settled(all(self.save(one) and not one.unsaved for one in asked))
            if answer == "discard":
                for one in asked:
                    one.discarding = True
                return True
            if answer != "review":
                return self._settled(False)
        return self._settled(all(self._may_go(one) for one in asked))

    def _may_go(self, project: OpenProject) -> bool:
        self.show_project(project)  # one sees what is asked about
        answer = self.questions.ask_unsaved(project.name)
        if answer == "save":
            return self.save(project) and not project.unsaved
        project.discarding = answer == "discard"
        return project.discarding

    def _settled(self, agreed: bool) -> bool:
        if not agreed:
            self.stay()
        return agreed

    def stay(self) -> None:
        """Nothing is closed after all: what the user had given up for that is as unsaved as before."""
        for one in self._projects:
            one.discarding = False

    def close_project(self, project: OpenProject) -> None:
        """A project goes. Without a yes of ``may_close`` before, unsaved changes stay behind as a leftover."""
        self._drop(project)
        self._release(project)

    def close(self) -> None:
        """The window goes, and with it its projects; see ``close_project``."""
        projects, self._projects, self.current = self._projects, [], None
        for one in projects:
            self._release(one)

    # Recovery

    def look_for_leftovers(self) -> None:
        """Look for unsaved work of earlier runs, in the background; ``leftovers_found`` tells."""
        place = self._place
        task = background.Task(lambda _: recovery.leftovers(place))
        task.done.connect(self._found)
        task.begin()

    def _found(self, leftovers: list[Leftover]) -> None:
        if leftovers:
            self.leftovers_found.emit(leftovers)

    def recover(self, leftover: Leftover) -> bool:
        """Show unsaved work; it is still unsaved, and Undo goes back to what the file holds.

        It takes the place of its file where that is open here.
        """
        document = leftover.document
        if document is None:
            self.questions.show_error(leftover.problem)
            return False
        path, base = leftover.path, leftover.base
        there = self.project_of(path) if path is not None else None
        if there is not None and not self.may_close(there):
            return False
        before, refused = background.waited(lambda: versions.before(path, base))
        session = Session(before or Document(document.project), path)
        session.commit(document, tr("Recover unsaved changes"))
        receiver = self if there is not None else self._receiver()
        receiver._take(session, base, refused, instead=there)
        assert receiver.current is not None
        if receiver.current.keep_now():  # else the leftover is all there is, and stays
            background.waited(lambda: recovery.finish(leftover, shelve=False))
        session.say(tr("These changes were not saved when the program ended. Save them to keep them."))
        return True

    def discard(self, leftover: Leftover) -> None:
        """Offer it no more. The last three discarded ones stay on a shelf in the user's data folder."""
        background.waited(lambda: recovery.finish(leftover))

    def snapshot_now(self) -> None:
        """Keep all unsaved work at once and wait for it: before a crash, or when the system ends the program."""
        for one in self._projects:
            one.keep_now()

    # Within

    def _take(self, session: Session, base: str, read_only: str = "", instead: OpenProject | None = None) -> bool:
        self.settle()
        self._accept(OpenProject(session, self._place, base, read_only), instead)
        return True

    def _remember(self, path: Path) -> None:
        self.preferences.remember(path)
        self.changed.emit()

    def _folder(self) -> Path:
        if self.session is not None and self.session.path is not None:
            return self.session.path.parent
        if self.recent:
            return self.recent[0].parent
        return documents_folder()


def in_dispute(count: int) -> str:
    """A sentence about values that a merge could not decide, with where to settle them."""
    return ntr(
        "{count} value was changed on both sides and is yours for now: File → Settle conflicts.",
        "{count} values were changed on both sides and are yours for now: File → Settle conflicts.",
        count,
    )


def _nowhere(path: Path) -> bool:
    """There is no other window."""
    return False


def _no_window() -> FileFlow | None:
    """There can be no other window."""
    return None
