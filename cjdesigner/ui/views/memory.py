"""Maps are as they were when a file is opened again: which is in view, its look, and what of it is in sight."""

from __future__ import annotations

import os
from pathlib import Path
from weakref import WeakSet

from PySide6.QtCore import QObject

from cjdesigner.editor.session import Aspect, Session
from cjdesigner.files import remembered
from cjdesigner.files.remembered import SeenFile
from cjdesigner.model.looks import EVERYTHING
from cjdesigner.ui import background
from cjdesigner.ui.canvas.standpoints import Standpoint, Standpoints
from cjdesigner.ui.pause import pause

_PAUSE = 600
"""Milliseconds after the last change of a look until it is written."""
_REST = 3000
"""The same after the last move over a map."""
_seen: WeakSet[Session] = WeakSet()
"""Sessions that were in view, in whatever window."""
_on_the_way: dict[str, SeenFile] = {}
"""What is to be written, by path: a file may be opened again before it is."""


class LookMemory(QObject):
    """How one session's file is looked at, read before anything of it is shown, and written a moment after a change."""

    def __init__(self, standpoints: Standpoints, parent: QObject) -> None:
        super().__init__(parent)
        self.restored = False
        """Whether the session's maps are looked at as the last time that the file was open."""
        self._standpoints = standpoints
        self._session: Session | None = None
        self._written = SeenFile()
        self._later = pause(self, _PAUSE, self.write)
        self._rest = pause(self, _REST, self.write)

    def set_session(self, session: Session) -> None:
        """Write what is still to be written, and look at the maps of another file as last time.

        A session that was in view before is looked at as it was left. To be called while the canvas shows the other
        one, and nothing shows this one yet.
        """
        self.write()
        if self._session is not None:
            self._session.forget(self._heard)
        self._session = session
        session.listen(self._heard)
        self.restored = False
        if session not in _seen:
            _seen.add(session)
            if session.path is not None:
                self._restore(session, session.path)
        self._written = self._now(session)

    def _restore(self, session: Session, path: Path) -> None:
        known = _on_the_way.get(os.path.abspath(path)) or remembered.load(path)
        maps = session.document.maps
        here = {map_id: seen for map_id, seen in known.maps.items() if map_id in maps}
        for map_id, seen in here.items():
            if seen.look != EVERYTHING or seen.view:
                session.looking.set(map_id, seen.look, seen.view)
                self.restored = True
        places = {one: Standpoint(seen.scale, seen.x, seen.y, seen.room) for one, seen in here.items() if seen.scale}
        self._standpoints.remember(session, places)
        if known.map in maps:
            session.show_map(known.map)
        session.look_restored()

    def camera_moved(self) -> None:
        """Another part of a map is in sight."""
        self._rest.start()

    def _heard(self, aspect: Aspect) -> None:
        if aspect in ("look", "file"):
            self._later.start()
        elif aspect == "map":
            self._rest.start()

    def write(self) -> None:
        """Write it now, in the background."""
        self._later.stop()
        self._rest.stop()
        session = self._session
        if session is None or session.path is None:
            return
        now = self._now(session)
        if now == self._written:
            return
        self._written = now
        path, place = session.path, now.path
        _on_the_way[place] = now

        def keep() -> None:
            remembered.keep(path, now.map, now.maps)
            if _on_the_way.get(place) is now:
                del _on_the_way[place]

        background.later(keep)

    def _now(self, session: Session) -> SeenFile:
        if session.path is None:
            return SeenFile()
        document, looks, places = session.document, session.looking.all(), self._standpoints.known(session)
        maps = {
            map_id: remembered.seen(*looks.get(map_id, (EVERYTHING, "")), *places.get(map_id, ()))
            for map_id in (looks.keys() | places.keys()) & document.maps.keys()
        }
        return SeenFile(path=os.path.abspath(session.path), map=session.map_id, maps=maps)
