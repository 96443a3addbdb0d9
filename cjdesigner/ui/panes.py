"""Where the panes of the window stand: left pane, map with the table below it, inspector; and how large they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from cjdesigner.ui.pause import pause

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow

_KEEP = 700
"""Milliseconds after a splitter was moved before its place is written down."""
_OUTLINE, _TABLE, _INSPECTOR = 300, 300, 284
"""Pixels that the panes have before anybody has moved them."""


class Panes(QObject):
    """The two splitters of a window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window_ = window
        self.sides = QSplitter(Qt.Orientation.Horizontal)
        self.halves = QSplitter(Qt.Orientation.Vertical)
        self._later = pause(self, _KEEP, self.keep)
        for splitter in (self.sides, self.halves):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
            splitter.splitterMoved.connect(lambda: self._later.start())

    def arrange(self, middle: QWidget) -> QWidget:
        """The whole body, with ``middle`` between the side panes."""
        window = self.window_
        stage = QWidget()
        stage.setObjectName("Stage")
        box = QVBoxLayout(stage)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(window.canvas)
        self.halves.addWidget(stage)
        self.halves.setStretchFactor(0, 1)
        self.sides.addWidget(window.left_pane)
        self.sides.addWidget(middle)
        self.sides.addWidget(window.inspector)
        for place, stretch in enumerate((0, 1, 0)):
            self.sides.setStretchFactor(place, stretch)
        return self.sides

    def add_table(self, table: QWidget) -> None:
        """The table below the map, not in sight yet."""
        table.hide()
        self.halves.addWidget(table)
        self.halves.setStretchFactor(1, 0)

    def restore(self) -> None:
        """As they were when the program last ended."""
        shown = self.window_.preferences.settings.panes
        self.window_.left_pane.show_outline(shown.get("outline", False))
        if shown.get("table", False):
            self.window_.table.setVisible(True)
        self._fit_left()
        self._fit_inspector()

    def turned(self) -> None:
        """The outline came to the front or went behind."""
        self._fit_left()
        self.remember("outline", self.window_.left_pane.outline_shown)

    def remember(self, name: str, shown: bool) -> None:
        """Keep in the preferences whether a pane is shown."""
        preferences = self.window_.preferences
        if preferences.settings.panes.get(name, False) != shown:
            preferences.change(panes={**preferences.settings.panes, name: shown})

    def show_table(self, shown: bool) -> None:
        """Show or hide the table, as high as it was."""
        if shown or self.window_.made("table") is not None:
            self.window_.table.setVisible(shown)
        if shown:
            high = self.window_.preferences.settings.sizes.get("table", _TABLE)
            whole = max(self.halves.height(), 300)
            high = max(120, min(high, whole - 160))
            self.halves.setSizes([whole - high, high])
        self.remember("table", shown)

    def _fit_left(self) -> None:
        window = self.window_
        least, most = window.left_pane.minimumWidth(), window.left_pane.maximumWidth()
        name = "outline" if window.left_pane.outline_shown else "blocks"
        wanted = window.preferences.settings.sizes.get(name, _OUTLINE if name == "outline" else least)
        self._set(0, max(least, min(wanted, most)))

    def _fit_inspector(self) -> None:
        wanted = self.window_.preferences.settings.sizes.get("inspector", _INSPECTOR)
        self._set(2, max(self.window_.inspector.minimumWidth(), min(wanted, 640)))

    def _set(self, place: int, width: int) -> None:
        sizes = self.sides.sizes()
        whole = sum(sizes)
        if not whole:  # not shown yet
            whole = max(self.window_.width(), 900)
            sizes = [197, whole - 197 - _INSPECTOR, _INSPECTOR]
        change = width - sizes[place]
        sizes[place] = width
        sizes[1] = max(200, sizes[1] - change)
        self.sides.setSizes(sizes)

    def keep(self) -> None:
        """Write down where the splitters stand."""
        window = self.window_
        sizes = dict(window.preferences.settings.sizes)
        if window.left_pane.isVisible():
            sizes["outline" if window.left_pane.outline_shown else "blocks"] = window.left_pane.width()
        if window.inspector.isVisible():
            sizes["inspector"] = window.inspector.width()
        for table in window.made_of("table"):
            if table.isVisible():
                sizes["table"] = table.height()
        if sizes != window.preferences.settings.sizes:
            window.preferences.change(sizes=sizes)
