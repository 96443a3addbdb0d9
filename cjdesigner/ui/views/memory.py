"""Looks are as they were when a file is opened again: read with it, and written a moment after they change."""

from __future__ import annotations

from pathlib import Path
from weakref import WeakSet

from PySide6.QtCore import QObject

from cjdesigner.editor.session import Aspect, Session
from cjdesigner.files import remembered
from cjdesigner.ui import background
from cjdesigner.ui.pause import pause

_PAUSE = 600
"""Milliseconds after the last change until it is written."""
_seen: WeakSet[Session] = WeakSet()
"""Sessions that were in view, in whatever window."""


class LookMemory(QObject):
    """The looks of one session's file."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._written: tuple[Path | None, dict[str, remembered.Seen]] = (None, {})
        self._later = pause(self, _PAUSE, self.write)

    def set_session(self, session: Session) -> bool:
        """Write what is still to be written, and look at the maps of another file as last time.

        False where the session was in view before: its looks are as they were left.
        """
        self.write()
        if self._session is not None:
            self._session.forget(self._heard)
        self._session = session
        session.listen(self._heard)
        if session in _seen:
            self._written = (session.path, self._now(session))
            return False
        _seen.add(session)
        self._written = (session.path, {})
        if session.path is None:
            return True
        known = remembered.load(session.path)
        for map_id, seen in known.items():
            if map_id in session.document.maps:
                session.looking.set(map_id, seen.look, seen.view)
        self._written = (session.path, self._now(session))
        session.look_restored()
        return True

    def _heard(self, aspect: Aspect) -> None:
        if aspect in ("look", "file"):
            self._later.start()

    def write(self) -> None:
        """Write it now, in the background."""
        self._later.stop()
        session = self._session
        if session is None or session.path is None:
            return
        path, maps = session.path, self._now(session)
        if self._written != (path, maps):
            self._written = (path, maps)
            background.later(lambda: remembered.keep(path, maps))

    def _now(self, session: Session) -> dict[str, remembered.Seen]:
        document = session.document
        return {
            map_id: remembered.seen(look, view)
            for map_id, (look, view) in session.looking.all().items()
            if map_id in document.maps
        }
