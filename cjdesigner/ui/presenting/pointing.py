"""Mouse and fingers on a presentation: a click or a tap goes on, a drag moves the map, two fingers zoom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QTouchEvent, QWheelEvent

from cjdesigner.ui.pause import pause

if TYPE_CHECKING:
    from cjdesigner.ui.presenting.show import Show

_CLICK = 6.0
"""Logical pixels beyond which a click is a drag."""
_TAP = 14.0
"""The same for a finger, at 720 lines."""
_SWIPE = 60.0
"""Logical pixels at 720 lines that a finger has to go for another stop."""
_EDGE = 0.14
"""Share of the window at its left where a tap goes back."""
_HELD = 600
"""Milliseconds that a finger rests for the menu."""


class Pointing:
    """What a mouse or a finger is doing."""

    def __init__(self, presenter: Show) -> None:
        self.presenter = presenter
        self.picture, self.room = presenter.picture, presenter.room
        self._drag: QPointF | None = None
        self._dragged = False
        self._inking = False
        self._touch = Touch(self)

    # --- mouse ----------------------------------------------------------------------------------------------------

    def press(self, event: QMouseEvent) -> None:
        """Begin a stroke or a drag; the right button goes back."""
        if event.button() == Qt.MouseButton.RightButton:
            self.presenter.back()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._dragged = False
            self._drag = event.position()
            if not self.begin_ink(event.position()):
                self.room.take_hold(event.position())

    def move(self, event: QMouseEvent) -> None:
        """Draw, drag, or move the pointer."""
        at = event.position()
        self.picture.pointer = at
        if self.go_on_with_ink(at):
            return
        if self._drag is not None:
            moved = at - self._drag
            if self._dragged or moved.manhattanLength() > _CLICK:
                self._dragged = True
                if not self.room.drag(at):
                    self.picture.hold(self.picture.view.moved(moved.x(), moved.y()))
                    self._drag = at
        elif self.picture.tool in ("laser", "spotlight"):
            self.presenter.update()

    def release(self, event: QMouseEvent) -> None:
        """A click that was no drag goes on."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        clicked = self._drag is not None and not self._dragged and not self._inking
        self.room.let_go(keep=self._dragged)
        self._drag, self._inking = None, False
        if clicked:
            self.presenter.clicked()

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom at the pointer."""
        turn = event.angleDelta().y() or event.pixelDelta().y() * 4
        self.picture.hold(self.picture.view.zoomed(1.0015**turn, event.position()))
        event.accept()

    def gesture(self, event: QNativeGestureEvent) -> bool:
        """Two fingers on a touch pad zoom; False where it was something else."""
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self.picture.hold(self.picture.view.zoomed(1.0 + event.value(), event.position()))
        return True

    def leave(self) -> None:
        """The pointer is elsewhere."""
        self.picture.pointer = None
        self.presenter.update()

    # --- pen ------------------------------------------------------------------------------------------------------

    def begin_ink(self, at: QPointF) -> bool:
        """Put the pen down, where it is the tool in use."""
        if self.picture.tool != "pen":
            return False
        self._inking = True
        self.picture.ink.begin(self.picture.sheet, self.picture.view.scene(at))
        return True

    def go_on_with_ink(self, at: QPointF) -> bool:
        """Draw on, while the pen is down."""
        if self._inking:
            self.picture.ink.go_on(self.picture.sheet, self.picture.view.scene(at))
            self.presenter.update()
        return self._inking

    def end_ink(self) -> None:
        """Lift the pen."""
        self._inking = False

    # --- fingers --------------------------------------------------------------------------------------------------

    def touch(self, event: QTouchEvent) -> None:
        """Fingers come, move and go."""
        self._touch.event(event)


Doing = Literal["", "tap", "swipe", "pan", "pinch", "point", "ink", "feeling", "menu"]


class Touch:
    """What fingers are doing, from the first that comes to the last that goes."""

    def __init__(self, pointing: Pointing) -> None:
        self.pointing = pointing
        self.presenter, self.picture, self.room = pointing.presenter, pointing.picture, pointing.room
        self.doing: Doing = ""
        self._start = QPointF()
        self._last = QPointF()
        self._apart = 0.0
        self._held = pause(self.presenter, _HELD, self._menu)

    def event(self, event: QTouchEvent) -> None:
        """Take one event of the fingers."""
        points = event.points()
        kind = event.type()
        if kind == QEvent.Type.TouchCancel or not points:
            self._end(None)
            return
        at = points[0].position()
        if kind == QEvent.Type.TouchBegin:
            self._begin(at)
        if len(points) > 1:
            self._pinch(points[0].position(), points[1].position())
        elif kind == QEvent.Type.TouchUpdate:
            self._move(at)
        if kind == QEvent.Type.TouchEnd:
            self._end(at)

    def _begin(self, at: QPointF) -> None:
        self.doing, self._start, self._last, self._apart = "tap", at, at, 0.0
        self.picture.pointer = at if self.picture.tool in ("laser", "spotlight") else None
        if self.pointing.begin_ink(at):
            self.doing = "ink"
        elif self.picture.tool:
            self.doing = "point"
        else:
            self._held.start()
            self.room.take_hold(at)
        self.presenter.update()

    def _move(self, at: QPointF) -> None:
        moved, unit = at - self._start, self.picture.unit
        if self.doing == "tap" and moved.manhattanLength() > _TAP * unit:
            self._held.stop()
            upright = abs(moved.y()) > abs(moved.x())
            self.doing = "feeling" if self.room.feeling and upright else "pan" if self.picture.free else "swipe"
        if self.doing == "ink":
            self.pointing.go_on_with_ink(at)
        elif self.doing == "point":
            self.picture.pointer = at
            self.presenter.update()
        elif self.doing == "feeling":
            self.room.drag(at)
        elif self.doing in ("pan", "pinch"):
            by = at - self._last
            if self.doing == "pan":
                self.picture.hold(self.picture.view.moved(by.x(), by.y()))
        self._last = at

    def _pinch(self, one: QPointF, other: QPointF) -> None:
        """Two fingers: what is between them grows, shrinks and moves with them."""
        middle, apart = (one + other) / 2, (one - other).manhattanLength()
        self._held.stop()
        if self.doing != "pinch":
            self.pointing.end_ink()
            self.room.let_go(keep=False)
            self.doing, self._last, self._apart = "pinch", middle, max(apart, 1.0)
            return
        by = middle - self._last
        view = self.picture.view.moved(by.x(), by.y())
        self.picture.hold(view.zoomed(max(apart, 1.0) / self._apart, middle))
        self._last, self._apart = middle, max(apart, 1.0)

    def _end(self, at: QPointF | None) -> None:
        doing, self.doing = self.doing, ""
        self._held.stop()
        self.pointing.end_ink()
        self.room.let_go(keep=doing == "feeling" and at is not None)
        if at is None:
            return
        if doing == "tap":
            self._tapped(at)
        elif doing == "swipe":
            self._swiped(at - self._start)

    def _tapped(self, at: QPointF) -> None:
        if at.x() < self.presenter.width() * _EDGE and not self.presenter.overlays.leave():
            self.presenter.back()
        elif at.x() >= self.presenter.width() * _EDGE:
            self.presenter.clicked()

    def _swiped(self, by: QPointF) -> None:
        far = _SWIPE * self.picture.unit
        if max(abs(by.x()), abs(by.y())) < far:
            return
        if abs(by.x()) >= abs(by.y()):
            (self.presenter.forward if by.x() < 0 else self.presenter.back)()
        else:
            (self.presenter.next_section if by.y() < 0 else self.presenter.previous_section)()

    def _menu(self) -> None:
        if self.doing == "tap":
            self.doing = "menu"
            self.presenter.menu(self._start)
