"""One project that is open in a window: its session, what keeps it safe, and what stands in the way of saving it."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Signal

from cjdesigner.editor.session import Aspect, Session
from cjdesigner.files.errors import shown
from cjdesigner.model.document import Document
from cjdesigner.ui.safekeeping import Safekeeping
from cjdesigner.words import tr

_LONGEST = 80
"""Characters of a name that titles and messages show."""
_numbers = count(1)


class OpenProject(QObject):
    """Lives from being opened to being closed, whichever project is in view and in whichever window it is."""

    restated = Signal()
    """What its tab shows has changed: its name, or whether there is something to save."""
    noticed = Signal(str)
    """Its session has something to tell the user."""

    def __init__(
        self, session: Session, place: Path, base: str = "", read_only: str = "", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.key = next(_numbers)
        """Tells it from the others while the program runs."""
        self.problem = ""
        """Why it could not be saved, until it can; "" where nothing is wrong."""
        self.read_only = read_only
        """Why the file that was opened must not be written, or ""."""
        self.outside: Literal["", "changed", "gone"] = ""
        """What another program has done to its file since it was opened or saved here, as far as it is known."""
        self.saving = False
        """Its file is being written just now."""
        self.theirs = ""
        """The fingerprint that its file has, as last seen; "" for no file."""
        self.renamed: Path | None = None
        """Where its file stands now, if that was only given another name in its folder."""
        self._answered: str | None = None
        """Which of these the user wants nothing of."""
        self._left: str | None = None
        """Which of these the user has seen and left for later."""
        self.in_file: Document | None = session.saved_document if base and not session.changed else None
        """What its file held when it was last opened or saved here; None where that is not known."""
        self.discarding = False
        """The user has given up the unsaved changes; the next edit takes that back."""
        self._keeping = Safekeeping(place, self)
        self._keeping.begin(session, base)
        if session.changed:
            self._keeping.soon()
        self._stated: tuple[object, ...] = self._state()
        session.listen(self._heard)

    @property
    def unsaved(self) -> bool:
        """Whether there is something to save."""
        return self.session.changed

    @property
    def untouched(self) -> bool:
        """Whether nobody would miss it: it has no file, and nothing was ever done in it."""
        session, history = self.session, self.session.history
        fresh = session.path is None and session.document is session.saved_document
        return fresh and not session.changed and history.undo_label is None and history.redo_label is None

    @property
    def name(self) -> str:
        """What it is called: its file's name, or its title."""
        if self.session.path is not None:
            return self.session.path.stem
        return self.session.document.project.title or tr("Untitled")

    @property
    def title(self) -> str:
        """What a window that shows it is called, with Qt's mark for unsaved changes."""
        name = shown(self.name, _LONGEST).replace("[*]", "[*][*]")
        if self.read_only:
            name = tr("{name} (read only)", name=name)
        return f"{name}[*] — cjdesigner"

    @property
    def base(self) -> str:
        """Fingerprint of its file as it was last opened or saved."""
        return self._keeping.base

    # Kept safe

    def stored(self, path: Path, base: str, all_of_it: bool, document: Document | None = None) -> None:
        """The file holds it; unless ``all_of_it``: edited while it was written, it is ``document`` that is there."""
        self.in_file = self.session.saved_document if all_of_it else document
        self.problem = self.read_only = self.outside = ""
        self._answered = self._left = self.renamed = None
        if all_of_it:
            self.session.saved(path)
            self._keeping.saved(base)
        else:
            self.session.path = path
            self._keeping.base = base
            self.session.set_adrift(False)
        self._restate()

    def merged(self, base: str, in_file: Document) -> None:
        """What the file has now, with this fingerprint, is in what is here, which is still to be saved."""
        self.outside = ""
        self.in_file = in_file
        self._answered = self._left = self.renamed = None
        self._keeping.base = base
        self.session.file_is_elsewhere()
        self._keeping.soon()
        self._restate()

    def failed(self, problem: str) -> None:
        """It could not be saved: it is kept safe all the same."""
        self.problem = problem
        self._keeping.soon()
        self._restate()

    def keep_now(self) -> bool:
        """Keep what is unsaved and wait for it. Whether all of it is safe."""
        return self._keeping.keep_now()

    # Its file, as another program has left it

    @property
    def unanswered(self) -> bool:
        """Whether another program has touched its file and the user has not said what is to be done about it."""
        return bool(self.outside) and self.theirs not in (self._answered, self._left)

    def sighted(self, there: str, renamed: Path | None = None) -> None:
        """Its file has this fingerprint now, "" for no file; ``renamed`` is where it stands instead."""
        self.theirs = there
        self.renamed = renamed
        if there == self.base:
            self._answered = self._left = None
            self.outside = ""
        else:
            self.outside = "changed" if there else "gone"
        # Who closes a project whose file is gone would lose it; who keeps theirs has one more to save.
        self.session.set_adrift(self.outside == "gone" or (bool(self.outside) and self._answered == there))
        if self.session.history.adrift:
            self._keeping.soon()
        self._restate()

    def follow(self) -> None:
        """Go on with its file under the name that it has now."""
        if self.renamed is not None:
            self.session.set_adrift(False)
            self.stored(self.renamed, self.base, not self.session.changed, self.in_file)

    def leave_for_now(self) -> None:
        """The user has seen what was told of its file: it is not told again."""
        self._left = self.theirs

    def keep_mine(self) -> None:
        """What is here is to stay, whatever is in the file: there is something to save."""
        self._answered = self.theirs
        if self.outside:
            self.session.set_adrift(True)
            self._keeping.soon()
        self._restate()

    def end(self) -> None:
        """It is closed. What is unsaved stays behind for the next start, unless it was given up."""
        self.session.forget(self._heard)
        self._keeping.end(discarded=self.discarding)

    # Within

    def _heard(self, aspect: Aspect) -> None:
        if aspect == "notice":
            self.noticed.emit(self.session.notice)
            return
        if aspect == "document":
            self.discarding = False
        if aspect in ("document", "file"):
            self._restate()

    def _restate(self) -> None:
        state = self._state()
        if state != self._stated:
            self._stated = state
            self.restated.emit()

    def _state(self) -> tuple[object, ...]:
        return self.name, self.session.path, self.unsaved, self.problem, self.read_only, self.outside
