"""Modes of the whole window: the canvas alone, and two maps beside each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from cjdesigner.model import queries
from cjdesigner.ui.jumping import jump
from cjdesigner.ui.pause import pause
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.comparing.view import CompareView, ComparisonLeft
    from cjdesigner.ui.main_window import MainWindow


_SETTLING = 1200
"""Milliseconds that a desktop may take to make a window as large as its screen, or small again."""


class Curtain:
    """Widgets that are out of sight for a while; those that were shown come back."""

    def __init__(self, widgets: Iterable[QWidget]) -> None:
        self._hidden = [widget for widget in widgets if not widget.isHidden()]
        for widget in self._hidden:
            widget.hide()

    def lift(self) -> None:
        """Show them again."""
        for widget in self._hidden:
            widget.show()
        self._hidden = []


class Focus(QObject):
    """The canvas alone over the whole screen; Esc or the same key brings everything back."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self._curtain: Curtain | None = None
        self._state = Qt.WindowState.WindowNoState
        self._top: float | None = None
        """Where the map began, in scene units, while it is fitted to a window that changes its size; None for not."""
        self._fitted = pause(self, _SETTLING, self._stop_fitting)
        window.canvas.installEventFilter(self)

    @property
    def on(self) -> bool:
        """Whether only the canvas is shown."""
        return self._curtain is not None

    def toggle(self) -> None:
        """In or out."""
        if self.on:
            self.leave()
        else:
            self.enter()

    def enter(self) -> None:
        """Hide all but the canvas."""
        window = self.window
        window.views.comparing.close_()
        self._begin_fitting()
        self._state = window.windowState()
        # Without its menu bar, a window answers to the keys of actions only where they are its own.
        for action in window._made.values():
            if action.shortcutContext() == Qt.ShortcutContext.WindowShortcut:
                window.addAction(action)
        self._curtain = Curtain(
            [
                *(window.menuBar(), window.project_tabs, window.top, window.tabs, window.left_pane, window.inspector),
                *(window.tray, *window.made_of("table"), window.status, *window.views.made_of("bar")),
            ]
        )
        window.setWindowState(self._state | Qt.WindowState.WindowFullScreen)
        window.canvas.setFocus()
        keys = window.action("focus").shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        if keys:
            window.notify(tr("Only the map is shown. {keys} or Esc brings everything back.", keys=keys))
        else:
            window.notify(tr("Only the map is shown. Esc brings everything back."))
        window._update_actions()

    def leave(self) -> None:
        """Everything as it was."""
        if self._curtain is None:
            return
        window = self.window
        self._begin_fitting()
        self._curtain.lift()
        self._curtain = None
        for action in window._made.values():
            window.removeAction(action)
        window.project_tabs.refresh()
        window.setWindowState(self._state)
        window.notice.hide()
        window.canvas.setFocus()
        window._update_actions()

    def _begin_fitting(self) -> None:
        """Before the canvas gets another size: where the whole width is in sight, it is to be afterwards."""
        seen, sheet = self.window.canvas.visible_area(), self.window.canvas.sheet
        if self._top is None and seen.left() <= 0 and seen.right() >= sheet.width:
            self._top = seen.top()
        self._fitted.start()

    def _fit(self) -> None:
        canvas = self.window.canvas
        if self._top is not None:
            canvas.fit_width()
            canvas.scroll_by(0, (self._top - canvas.visible_area().top()) * canvas.scale_now)

    def _stop_fitting(self) -> None:
        self._top = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc leaves, once nothing is selected, dragged or typed; a map that was seen in full width stays so."""
        if event.type() == QEvent.Type.Resize and self._top is not None:
            QTimer.singleShot(0, self, self._fit)
        if not self.on:
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            canvas, session = self.window.canvas, self.window.session
            if not (canvas.text or canvas.pointing.busy or session.selection or session.cell):
                self.leave()
                return True
        return False


class Comparing(QObject):
    """Opens and closes the comparison of two maps in the middle of the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self.view: CompareView | None = None
        self._curtain: Curtain | None = None

    def pair(self) -> tuple[str, str] | None:
        """The maps to compare at first: the one in view, with the one it improves on or the one that improves on it."""
        session = self.window.session
        document = session.document
        maps = queries.maps(document)
        if len(maps) < 2 or session.map_id not in document.maps:
            return None
        here = document.maps[session.map_id]
        if here.future_of in document.maps and here.future_of != here.id:
            return here.future_of, here.id
        after = next((one for one in maps if one.future_of == here.id), None)
        if after is None:
            place = [one.id for one in maps].index(here.id)
            after = maps[place + 1] if place + 1 < len(maps) else maps[place - 1]
        return here.id, after.id

    def come_back(self, left: ComparisonLeft, focus: bool = True) -> None:
        """Compare two maps again as they were left, where both are still there."""
        if all(one in self.window.session.document.maps for one in left.maps):
            self.open(left.maps, focus)
            if self.view is not None:
                self.view.come_back(left)

    def open(self, pair: tuple[str, str] | None = None, focus: bool = True) -> None:
        """Compare two maps: by default the one in view with its counterpart."""
        pair = pair or self.pair()
        window = self.window
        if pair is None or self.view is not None:
            return
        from cjdesigner.ui.comparing.view import CompareView

        window.settle()
        window.views.focus.leave()
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self.view = CompareView(window, *pair)
        finally:
            QApplication.restoreOverrideCursor()
        self.view.closed.connect(self.close_)
        self.view.went.connect(self._go)
        self._curtain = Curtain(
            [
                *(window.tabs, window.panes.halves, window.tray, window.left_pane, window.inspector),
                *window.views.made_of("bar"),
            ]
        )
        window.middle.addWidget(self.view)
        self.view.show()
        if focus:
            self.view.list.setFocus()
        self.tell()
        window._update_actions()

    def tell(self) -> None:
        """What the bar at the bottom says while two maps are compared."""
        if self.view is not None:
            hint = tr("Drag to pan both maps · arrows walk through the differences · Enter goes to the card")
            self.window.status.show_hint(hint)
            self.window.status.show_zoom(self.view.panes[0].scale_now)

    def close_(self) -> None:
        """Back to the map."""
        view, self.view = self.view, None
        if view is None or self._curtain is None:
            return
        view.stop()
        view.hide()
        self.window.middle.removeWidget(view)
        view.deleteLater()
        self._curtain.lift()
        self._curtain = None
        self.window.status.show_hint("")
        self.window.status.show_zoom(self.window.canvas.scale_now)
        self.window.canvas.setFocus()
        self.window._update_actions()

    def _go(self, record_id: str) -> None:
        self.close_()
        jump(self.window, record_id)
