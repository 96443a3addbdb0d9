"""The part of the window that is about views: its bar, its menus, and what is remembered."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QTimer

from cjdesigner.editor import folding
from cjdesigner.editor.session import Aspect, Session
from cjdesigner.ui.canvas.camera import Camera
from cjdesigner.ui.views import commands
from cjdesigner.ui.views.memory import LookMemory
from cjdesigner.ui.views.minimap import Minimap
from cjdesigner.ui.views.modes import Comparing, Focus
from cjdesigner.ui.views.naming import NameLine
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.actions import Action
    from cjdesigner.ui.main_window import MainWindow
    from cjdesigner.ui.views.filter_bar import FilterBar
    from cjdesigner.ui.views.panel import ViewsPanel


_IN_BUTTON = (
    *("", "view_list", "save_view", "update_view", "rename_view", "delete_view", "", "filter", "clear_filter", ""),
    *("lanes_shown", "steps_shown", "personas_shown", "unfold_all", "", "show_everything"),
)
"""What the button at the top offers below the saved views."""


_BESIDE = ("File", "View", "Help")
"""Menus whose actions work while two maps are compared."""


class Views(QObject):
    """Made once with its window, after its panes."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self.memory = LookMemory(window.standpoints, self)
        self.memory.set_session(window.session)
        window.canvas.moved.connect(self.memory.camera_moved)
        self.minimap = Minimap(window.canvas)
        window.notice.corner = self.minimap
        window.canvas.corners.append(self.minimap)
        self.minimap.shut.clicked.connect(lambda: self.show_minimap(False))
        self.minimap.wanted = window.preferences.settings.panes.get("minimap", True)
        self.focus = Focus(window)
        self.comparing = Comparing(window)
        self._session: Session | None = None
        views = window.submenu("views")
        views.aboutToShow.connect(lambda: commands.fill_views(window, views))
        window.top.views.menu().aboutToShow.connect(self._fill_button)
        for key in ("lanes_shown", "steps_shown", "personas_shown"):
            window.submenu(key).aboutToShow.connect(partial(commands.fill_shown, window, key))
        self.set_session(window.session)

    def made_of(self, *names: str) -> list[Any]:
        """Those of the late parts that are made."""
        return [part for name in names if (part := vars(self).get(name)) is not None]

    @cached_property
    def bar(self) -> FilterBar:
        """The filter, below the tabs of the maps; out of sight at first."""
        from cjdesigner.ui.views.filter_bar import FilterBar

        bar = FilterBar(self.window)
        bar.hide()
        column = self.window.middle
        column.insertWidget(column.indexOf(self.window.tabs) + 1, bar)
        bar.set_session(self.window.session)
        bar.retranslate()
        return bar

    @cached_property
    def panel(self) -> ViewsPanel:
        """The list of saved views, over the canvas; out of sight at first."""
        from cjdesigner.ui.views.panel import ViewsPanel

        panel = ViewsPanel(self.window)
        panel.set_session(self.window.session)
        panel.retranslate()
        return panel

    def set_session(self, session: Session) -> None:
        """Another project in the window, after its memory was."""
        if self._session is not None:
            self._session.forget(self._heard)
        self._session = session
        self.comparing.close_()
        session.listen(self._heard)
        for part in self.made_of("bar", "panel"):
            part.set_session(session)
        self.minimap.set_session(session)
        if self.memory.restored and folding.described(session):
            QTimer.singleShot(0, self, self._tell_restored)
        self._tell()

    def _tell_restored(self) -> None:
        """A map that is shown as last time may lack what one looks for: say so."""
        window, off = self.window, folding.described(self.window.session)
        if off and not window.notice.isVisible():
            said = tr("Shown as last time: {what}.", what=off)
            window.notify(said, tr("Show everything"), lambda: commands.show_everything(window))

    def _heard(self, aspect: Aspect) -> None:
        if aspect in ("look", "map", "document"):
            self._tell()

    def _fill_button(self) -> None:
        """The menu at the top: the saved views, then all that can be done about them."""
        menu = self.window.top.views.menu()
        commands.fill_views(self.window, menu)
        self.window._update_actions()
        for key in _IN_BUTTON:
            if key:
                menu.addAction(self.window.action(key))
            else:
                menu.addSeparator()

    def _tell(self) -> None:
        """What the button at the top says."""
        self.window.top.show_view(*commands.summary(self.window))

    def retranslate(self) -> None:
        """The texts in the language in use, and the icons in the look in use."""
        for part in self.made_of("bar", "panel"):
            part.retranslate()
        self.minimap.retranslate()
        if self.comparing.view is not None:
            self.comparing.view.retranslate()
        self._tell()

    @property
    def camera(self) -> Camera:
        """What zooms and pans now: the canvas, or the maps that are compared."""
        view = self.comparing.view
        return self.window.canvas if view is None else view.panes[0]

    def make_way(self, spec: Action) -> None:
        """Leave the comparison for an action that would do something out of sight."""
        if self.comparing.view is not None and spec.menu not in _BESIDE and spec.id not in ("undo", "redo", "search"):
            self.comparing.close_()

    def show_minimap(self, shown: bool) -> None:
        """Show the map overview, or hide it; remembered."""
        self.minimap.show_wanted(shown)
        panes = self.window.preferences.settings.panes
        self.window.preferences.change(panes={**panes, "minimap": shown})
        self.window._update_actions()

    def ask_name(self, title: str, name: str, keep: Callable[[str], object]) -> None:
        """Ask for the name of a view, at the button of the views."""
        panel = NameLine(title, name, keep, self.window)
        button = self.window.top.views
        panel.open_at(button.mapToGlobal(QPoint(button.width(), button.height())))
