"""Keeps unsaved work safe from crashes: snapshots of a session, soon after each edit, off the window's thread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from cjdesigner.editor.session import Aspect, Session
from cjdesigner.files.errors import FileError
from cjdesigner.files.recovery import Snapshots
from cjdesigner.model.document import Document
from cjdesigner.ui import background
from cjdesigner.words import tr

if TYPE_CHECKING:
    from concurrent.futures import Future

AFTER = 1000
"""Milliseconds from the first unsaved edit to its snapshot; with the time to write it, less than two seconds."""


class Safekeeping(QObject):
    """Follows one session at a time, from ``begin`` to ``end``."""

    _unsafe = Signal(str)

    def __init__(self, place: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.base = ""
        """Fingerprint of the session's file as it was last opened or saved."""
        self._place = place
        self._session: Session | None = None
        self._snapshots = Snapshots(place)
        self._kept: Document | None = None
        self._writing: Future[bool] | None = None
        self._warned = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._keep)
        self._unsafe.connect(self._warn)

    def begin(self, session: Session, base: str) -> None:
        """Follow this session."""
        self._session, self.base = session, base
        self._snapshots, self._kept = Snapshots(self._place), None
        session.listen(self._heard)

    def saved(self, base: str) -> None:
        """The session's file holds all of it."""
        self.base = base
        self._clear()

    def soon(self) -> None:
        """Keep what there is within a second."""
        if not self._timer.isActive():
            self._timer.start(AFTER)

    def keep_now(self) -> bool:
        """Keep what there is and wait for it. Whether all that is unsaved is safe."""
        self._timer.stop()
        self._keep(at_once=True)
        return self._writing.result() if self._writing is not None else True

    def end(self, discarded: bool) -> None:
        """The session goes. What is unsaved stays behind for the next start, unless it was ``discarded``."""
        session, snapshots = self._session, self._snapshots
        if session is None:
            return
        session.forget(self._heard)
        if session.changed and not discarded:
            self.keep_now()
        else:
            background.later(snapshots.shelve if discarded else snapshots.clear)
        background.later(snapshots.close)
        self._timer.stop()
        self._session = None

    def _heard(self, aspect: Aspect) -> None:
        if aspect != "document" or self._session is None:
            return
        if _differs(self._session):
            self.soon()
        elif self._kept is not None:
            self._clear()

    def _keep(self, at_once: bool = False) -> None:
        session, snapshots, base = self._session, self._snapshots, self.base
        if session is None:
            return
        # With the preview: what is being typed is worth as much as what was committed.
        document = session.document
        if document is self._kept or not _differs(session):
            return
        if self._writing is not None and not self._writing.done() and not at_once:
            self.soon()
            return
        path = session.path

        def write() -> bool:
            try:
                snapshots.write(document, path, base)
            except (FileError, OSError) as error:
                self._unsafe.emit(str(error))
                return False
            self._warned = False
            return True

        self._kept = document
        self._writing = background.later(write)

    def _clear(self) -> None:
        self._timer.stop()
        self._kept = None
        background.later(self._snapshots.clear)

    def _warn(self, reason: str) -> None:
        self._kept = None
        if not self._warned and self._session is not None:
            self._warned = True
            self._session.say(tr("Unsaved changes are not kept safe from a crash. {reason}", reason=reason))


def _differs(session: Session) -> bool:
    """Whether what is shown is not what the file holds."""
    return session.changed or session.document is not session.saved_document
