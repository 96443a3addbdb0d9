"""Where each map was left: going back to it, or to its project, shows it at the same place in the same size."""

from __future__ import annotations

from typing import NamedTuple
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, QPointF

from cjdesigner.editor.session import Aspect, Session
from cjdesigner.ui.canvas.view import MapView


class Standpoint(NamedTuple):
    """What of a map is in sight."""

    scale: float
    """Logical pixels per scene unit."""
    x: float
    y: float
    """The scene's point in the top left corner of the viewport."""


_left: WeakKeyDictionary[Session, dict[str, Standpoint]] = WeakKeyDictionary()
"""By session, and not by window: a project takes them along to another window."""


class Standpoints(QObject):
    """Follows one canvas. ``leave`` comes before the canvas is given another session, ``enter`` after."""

    def __init__(self, canvas: MapView) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._session: Session | None = None
        self._map_id = ""

    def leave(self, session: Session) -> None:
        """The canvas is about to show another session. What it shows is remembered, and so are later changes of map."""
        if self._session is not None:
            self._keep()
            self._session.forget(self._before)
            self._session.forget(self._after)
        self._session, self._map_id = session, session.map_id
        session.listen(self._before)  # the canvas itself listens after it

    def enter(self) -> bool:
        """The canvas shows the session: show its map as it was left. False where it was never seen."""
        if self._session is not None:
            self._session.listen(self._after)
        return self.restore()

    def restore(self) -> bool:
        """Show the map in view as it was left. False where it was never seen."""
        known = _left.get(self._session, {}).get(self._map_id) if self._session is not None else None
        if known is None:
            return False
        canvas = self._canvas
        canvas.zoom_to(known.scale)
        corner = canvas.viewportTransform().map(QPointF(known.x, known.y))
        canvas.scroll_by(corner.x(), corner.y())
        return True

    def _keep(self) -> None:
        area = self._canvas.visible_area()
        shown = self._canvas.window().isVisible()  # else the canvas has no size yet
        if self._session is not None and self._map_id and shown:
            kept = _left.setdefault(self._session, {})
            kept[self._map_id] = Standpoint(self._canvas.scale_now, area.x(), area.y())

    def _before(self, aspect: Aspect) -> None:
        if aspect == "map" and self._session is not None and self._map_id != self._session.map_id:
            self._keep()
            self._map_id = self._session.map_id

    def _after(self, aspect: Aspect) -> None:
        if aspect == "map" and not self._canvas.pointing.crossing:
            self.restore()
