"""Where each map was left: going back to it, or to its project, shows it at the same place in the same size."""

from __future__ import annotations

from typing import NamedTuple
from weakref import WeakKeyDictionary

from PySide6.QtCore import QEvent, QObject, QPointF, QTimer

from cjdesigner.editor.session import Aspect, Session
from cjdesigner.ui.canvas.view import MapView
from cjdesigner.ui.pause import pause


class Standpoint(NamedTuple):
    """What of a map is in sight."""

    scale: float
    """Logical pixels per scene unit."""
    x: float
    y: float
    """The scene's point in the top left corner of the viewport."""
    room: float = 0.0
    """Logical pixels that the viewport was wide; 0 where it is not known."""


_SETTLING = 1200
"""Milliseconds that a desktop may take to give a new window its size."""
_SLIGHTLY = 3.0
"""Pixels that nobody notices."""
_left: WeakKeyDictionary[Session, dict[str, Standpoint]] = WeakKeyDictionary()
"""By session, and not by window: a project takes them along to another window."""


def pass_on(session: Session, heir: Session) -> None:
    """Where the maps of a session were left is where they are found in the one that takes its place."""
    if session in _left:
        _left[heir] = _left[session]


class Standpoints(QObject):
    """Follows one canvas. ``leave`` comes before the canvas is given another session, ``enter`` after."""

    def __init__(self, canvas: MapView) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._session: Session | None = None
        self._map_id = ""
        self._looked = False
        """The session was shown as it was left, or as a whole: what is in sight is what the user has come to."""
        self._first: tuple[float, QPointF] | None = None
        """What the first look has brought into sight, while the window may still come to its size."""
        self._settling = pause(self, _SETTLING, self._settled)
        self._across: tuple[float, QPointF] | None = None
        """What is in sight of a map whose width is to fit again, now that there is another room for it."""
        canvas.installEventFilter(self)

    def known(self, session: Session) -> dict[str, Standpoint]:
        """Where each map of a session is or was left, by map id."""
        if session is self._session:
            self._keep()
        return dict(_left.get(session, {}))

    def remember(self, session: Session, known: dict[str, Standpoint]) -> None:
        """Where each map of a session was left another time; before it is first shown."""
        _left[session] = known

    def leave(self, session: Session) -> None:
        """The canvas is about to show another session. What it shows is remembered, and so are later changes of map."""
        if self._session is not None:
            self._keep()
            self._session.forget(self._before)
            self._session.forget(self._after)
        self._session, self._map_id = session, session.map_id
        self._looked = False
        self._settled()
        session.listen(self._before)  # the canvas itself listens after it

    def enter(self) -> bool:
        """The canvas shows the session: show its map as it was left. False where it was never seen."""
        if self._session is not None:
            self._session.listen(self._after)
        return self.restore()

    def first_look(self) -> None:
        """Show the map in view as it was left, or for the first time; again should the window only now get its size."""
        if not self.restore():
            self._canvas.fit_width()
        self._looked = True
        self._first = self._camera()
        self._settling.start()

    def restore(self) -> bool:
        """Show the map in view as it was left. False where it was never seen."""
        known = _left.get(self._session, {}).get(self._map_id) if self._session is not None else None
        if known is None:
            return False
        canvas = self._canvas
        room, wide = canvas.viewport().width(), canvas.sheet.width
        whole = known.room > 0 and known.x <= 0 and known.x + known.room / known.scale >= wide
        if whole and abs(room - known.room) > _SLIGHTLY:  # all of its width was in sight: so it is to be
            canvas.fit_width()
            canvas.scroll_by(0, (known.y - canvas.visible_area().top()) * canvas.scale_now)
        else:
            canvas.zoom_to(known.scale)
            corner = canvas.viewportTransform().map(QPointF(known.x, known.y))
            canvas.scroll_by(corner.x(), corner.y())
        return True

    def _camera(self) -> tuple[float, QPointF]:
        return self._canvas.scale_now, self._canvas.visible_area().topLeft()

    def _settled(self) -> None:
        self._settling.stop()
        self._first = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window comes to its size: the first look is taken again, unless the user has moved on.

        Later on a pane opens or the window grows: what fitted the width fits it afterwards too.
        """
        if event.type() != QEvent.Type.Resize:
            return False
        if self._first is not None and self._camera() == self._first:
            QTimer.singleShot(0, self, self._look_again)
            return False
        self._settled()
        if self._across is None and self._looked and self._canvas.fits_width and not self._busy():
            self._across = self._camera()
            QTimer.singleShot(0, self, self._fit_again)
        return False

    def _busy(self) -> bool:
        return self._canvas.pointing.busy or self._canvas.text is not None

    def _fit_again(self) -> None:
        """Unless what made the room has also shown another part of the map."""
        before, self._across = self._across, None
        canvas = self._canvas
        if before is None or self._busy() or abs(canvas.scale_now - before[0]) > 1e-6:
            return
        top = canvas.visible_area().top()
        if abs(top - before[1].y()) * before[0] <= _SLIGHTLY:
            canvas.fit_width()
            canvas.scroll_by(0, (top - canvas.visible_area().top()) * canvas.scale_now)

    def _look_again(self) -> None:
        if self._first is not None:
            self.first_look()

    def _keep(self) -> None:
        area = self._canvas.visible_area()
        shown = self._canvas.window().isVisible()  # else the canvas has no size yet
        if self._session is not None and self._map_id and shown and self._looked:
            kept = _left.setdefault(self._session, {})
            room = self._canvas.viewport().width()
            kept[self._map_id] = Standpoint(self._canvas.scale_now, area.x(), area.y(), room)

    def _before(self, aspect: Aspect) -> None:
        if aspect == "map" and self._session is not None and self._map_id != self._session.map_id:
            self._keep()
            self._map_id = self._session.map_id

    def _after(self, aspect: Aspect) -> None:
        if aspect == "map" and not self._canvas.pointing.crossing:
            self.restore()
