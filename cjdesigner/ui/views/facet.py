"""One part of the filter as a button: its menu has every value with its count, and stays open while one chooses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from cjdesigner.ui import appearance
from cjdesigner.ui.plain import caption
from cjdesigner.words import number

_LONGEST = 40
"""Characters of a value that a menu or a chip shows."""


def shortened(text: str) -> str:
    """A value in one line that is never longer than a chip should be."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


class StayingMenu(QMenu):
    """A menu of checks that stays open when one of them is changed; Esc or a click beside it closes it."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Change a check without closing."""
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter do the same."""
        action = self.activeAction()
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)


class FacetButton(QToolButton):
    """Opens the values of one part of the filter."""

    def __init__(self, choose: Callable[[Any], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choose = choose
        self._actions: dict[Any, QAction] = {}
        self.setProperty("kind", "facet")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow behind the name
        self.setIconSize(QSize(13, 13))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._menu = StayingMenu(self)
        self._menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setMenu(self._menu)

    def show_values(self, name: str, values: list[tuple[Any, str, int, bool]]) -> None:
        """Its name, and each value with its own name, its count and whether it is chosen."""
        chosen = sum(on for *_, on in values)
        self.setText(f"{caption(name)} · {chosen}" if chosen else caption(name))
        self.setAccessibleName(name)
        self.setIcon(appearance.icon("chevron-down", appearance.current().secondary))
        self.setVisible(bool(values))
        if [value for value, *_ in values] != list(self._actions):
            self._menu.clear()
            self._actions = {}
            for value, *_ in values:
                action = self._actions[value] = self._menu.addAction("")
                action.setCheckable(True)
                action.triggered.connect(lambda _=False, value=value: self._choose(value))
        for value, text, count, on in values:
            action = self._actions[value]
            action.setText(f"{caption(shortened(text))}\t{number(count)}")
            action.setChecked(on)


class Chip(QPushButton):
    """One value of the filter: on or off."""

    def __init__(self, choose: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "chip")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda: choose())

    def show_value(self, text: str, count: int, on: bool, says: str) -> None:
        """Its name and its count; ``says`` is its name for a screen reader."""
        self.setText(f"{caption(shortened(text))}  {number(count)}")
        self.setToolTip("" if len(text) <= _LONGEST else text)
        self.setChecked(on)
        self.setAccessibleName(f"{says}: {text}, {number(count)}")
