"""Opening, saving and closing: what goes on between files and the session in the window, such that nothing is lost."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtWidgets import QWidget

from cjdesigner.editor.session import Aspect, Session
from cjdesigner.files import recovery, versions
from cjdesigner.files.errors import FileError, shown
from cjdesigner.files.project import SUFFIX
from cjdesigner.files.recovery import Leftover
from cjdesigner.files.settings import Preferences
from cjdesigner.model.document import Document
from cjdesigner.ui import background
from cjdesigner.ui.paths import documents_folder, dropped, file_name, free_name, same_file
from cjdesigner.ui.questions import QtQuestions, Questions
from cjdesigner.ui.safekeeping import Safekeeping
from cjdesigner.words import tr


class FileFlow(QObject):
    """The file side of one window. It holds the session in view, or None before the first.

    Hooks, to be set by the window: ``settle`` puts an open text field into the document; ``show_elsewhere`` raises
    another window that has the file open, and says whether there is one.
    """

    session_opened = Signal(object)
    """The Session that the window is to show from now on."""
    saved = Signal(object)
    """The Path that now holds the document."""
    failed = Signal(str)
    """The document could not be saved, and why; ``problem`` stays until it can. To be shown with "Save as…"."""
    changed = Signal()
    """Title, problem, whether it may be saved, or the recent files."""
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
        self.questions: Questions = questions or QtQuestions(parent if isinstance(parent, QWidget) else None)
        self.preferences = preferences or Preferences(later=background.later)
        self.session: Session | None = None
        self.problem = ""
        self.read_only = ""
        """Why the file that was opened must not be written, or ""."""
        self.settle: Callable[[], None] = _nothing
        self.show_elsewhere: Callable[[Path], bool] = _nowhere
        self._place = recovery_folder or recovery.folder()
        self._discarding = False
        self._keeping = Safekeeping(self._place, self)

    # What the window shows

    @property
    def unsaved(self) -> bool:
        """Whether there is something to save."""
        return self.session is not None and self.session.changed

    @property
    def name(self) -> str:
        """What the document is called: its file's name, or its title."""
        if self.session is None:
            return ""
        if self.session.path is not None:
            return self.session.path.stem
        return self.session.document.project.title or tr("Untitled")

    @property
    def title(self) -> str:
        """The window's title, with Qt's mark for unsaved changes; "" before there is a document."""
        name = shown(self.name, 80).replace("[*]", "[*][*]")
        if not name:
            return ""
        if self.read_only:
            name = tr("{name} (read only)", name=name)
        return f"{name}[*] — cjdesigner"

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
        """Show a new, untitled document. False where the user keeps the one they have."""
        if not self.may_close():
            return False
        self._take(Session(document), "")
        return True

    def open(self, path: Path | None = None) -> bool:
        """Show the document of a file, or of one that the user picks. False where it is not opened, with a reason."""
        if path is None:
            path = self.questions.ask_open_path(self._folder())
        if path is None:
            return False
        path = Path(os.path.abspath(path))
        if self._is_open(path) or self.show_elsewhere(path):
            return True
        try:
            opened, base, refused = background.waited(lambda: versions.load(path))
        except FileError as error:
            if not os.path.lexists(path):
                self.forget_recent(path)
            self.questions.show_error(str(error))
            return False
        if not self.may_close():
            return False
        session = Session(opened.document, path)
        self._take(session, base, refused)
        self._remember(path)
        notices = [refused, *opened.notices] if refused else opened.notices
        if notices:
            session.say(" ".join(notices))
        return True

    def open_dropped(self, data: QMimeData) -> bool:
        """Open a project that was dropped on the window."""
        path = dropped(data)
        return path is not None and self.open(path)

    # Save

    def save(self) -> bool:
        """Save to the document's file; asks for one where it has none. False where what is here was not saved."""
        if self.session is None:
            return False
        if self.session.path is None or self.read_only:
            return self.save_as()
        return self._save(self.session.path)

    def save_as(self, path: Path | None = None) -> bool:
        """Save under another name, from then on the document's own. False where it is not saved."""
        if self.session is None:
            return False
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
            refusal = self._refusal(target)
            if not refusal:
                break
            self.questions.show_error(refusal)
            if path is not None:
                return False
            suggested = target
        if self._is_open(target) and not self.read_only:
            return self._save(target)
        if not agreed and os.path.lexists(target) and not self.questions.ask_replace(target):
            return False
        return self._save(target, replace=True)

    def _refusal(self, target: Path) -> str:
        if self.read_only and self._is_open(target):
            return tr("{reason} Choose another name: this file is left as it is.", reason=self.read_only)
        if not self._is_open(target) and self.show_elsewhere(target):
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

    def _save(self, path: Path, replace: bool = False) -> bool:
        session = self.session
        assert session is not None
        self.settle()
        allowed = ""
        while True:
            document = session.saved_document
            try:
                stored = background.waited(
                    partial(versions.store, document, path, self._keeping.base, allowed, replace)
                )
            except FileError as error:
                self.problem = str(error)
                self.failed.emit(self.problem)
                self.changed.emit()
                self._keeping.soon()
                return False
            if not stored.conflict:
                return self._stored(session, document, path, stored.base)
            answer = self.questions.ask_changed_on_disk(path)
            if answer == "overwrite":
                # This version and no later one: should it change again, the question is asked again.
                allowed = stored.conflict
            elif answer == "keep_both":
                kept = free_name(path)
                if self._save(kept, replace=True):
                    session.say(tr("Yours is saved as “{name}”, beside theirs.", name=shown(kept.name, 80)))
                    return True
                return False
            elif answer == "theirs":
                return self._load_theirs(session, path)
            else:
                return False

    def _stored(self, session: Session, document: Document, path: Path, base: str) -> bool:
        self.problem = self.read_only = ""
        if session.saved_document is document:
            session.saved(path)
            self._keeping.saved(base)
        else:
            session.path = path
            self._keeping.base = base
        self._remember(path)
        self.saved.emit(path)
        return True

    def _load_theirs(self, session: Session, path: Path) -> bool:
        """Show the file's version. False always: what was here is not saved, so nobody may close the window over it."""
        try:
            opened, base, refused = background.waited(lambda: versions.load(path))
        except FileError as error:
            self.questions.show_error(str(error))
            return False
        if refused or opened.document.unknown != session.saved_document.unknown:
            # Neither can be one step of this session's history; what is here goes to the shelf of discarded work.
            self.snapshot_now()
            self._discarding = True
            self._take(Session(opened.document, path), base, refused)
            return False
        session.commit(opened.document, tr("Show the version in the file"))
        self.problem = ""
        session.saved(path)
        self._keeping.saved(base)
        self.changed.emit()
        return False

    # Close

    def may_close(self) -> bool:
        """Whether the document may go: it is saved, or the user has saved or given up the changes."""
        self.settle()
        if not self.unsaved:
            return True
        answer = self.questions.ask_unsaved(self.name)
        if answer == "save":
            return self.save() and not self.unsaved
        self._discarding = answer == "discard"
        return self._discarding

    def close(self) -> None:
        """The window goes. Without a yes of ``may_close`` before, unsaved changes stay behind as a leftover."""
        if self.session is not None:
            self.session.forget(self._heard)
        self._let_go()
        self.session = None

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

    def recoverable(self) -> list[Leftover]:
        """Unsaved work of earlier runs that no file holds, the latest first."""
        return background.waited(lambda: recovery.leftovers(self._place))

    def recover(self, leftover: Leftover) -> bool:
        """Show unsaved work; it is still unsaved, and Undo goes back to what the file holds."""
        document = leftover.document
        if document is None:
            self.questions.show_error(leftover.problem)
            return False
        if not self.may_close():
            return False
        path, base = leftover.path, leftover.base
        before, refused = background.waited(lambda: versions.before(path, base))
        session = Session(before or Document(document.project), path)
        session.commit(document, tr("Recover unsaved changes"))
        self._take(session, base, refused)
        if self._keeping.keep_now():  # else the leftover is all there is, and stays
            background.waited(lambda: recovery.finish(leftover, shelve=False))
        session.say(tr("These changes were not saved when the program ended. Save them to keep them."))
        return True

    def discard(self, leftover: Leftover) -> None:
        """Offer it no more. The last three discarded ones stay on a shelf in the user's data folder."""
        background.waited(lambda: recovery.finish(leftover))

    def snapshot_now(self) -> None:
        """Keep unsaved work at once and wait for it: before a crash, or when the system ends the program."""
        self._keeping.keep_now()

    # Within

    def _take(self, session: Session, base: str, read_only: str = "") -> None:
        if self.session is not None:
            self.session.forget(self._heard)
        self._let_go()
        self._keeping.begin(session, base)
        self.session, self.read_only, self.problem = session, read_only, ""
        session.listen(self._heard)
        self.session_opened.emit(session)
        self.changed.emit()

    def _let_go(self) -> None:
        """Be done with the document that goes."""
        self._keeping.end(discarded=self._discarding)
        self._discarding = False

    def _heard(self, aspect: Aspect) -> None:
        if aspect == "document":
            self._discarding = False

    def _is_open(self, path: Path) -> bool:
        own = self.session.path if self.session is not None else None
        return own is not None and same_file(own, path)

    def _remember(self, path: Path) -> None:
        self.preferences.remember(path)
        self.changed.emit()

    def _folder(self) -> Path:
        if self.session is not None and self.session.path is not None:
            return self.session.path.parent
        if self.recent:
            return self.recent[0].parent
        return documents_folder()


def _nothing() -> None:
    """No text field is open."""


def _nowhere(path: Path) -> bool:
    """There is no other window."""
    return False
