"""The shortcut sheet: every key at a glance, by menu, with a way to change them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cjdesigner.ui import actions, shortcuts
from cjdesigner.ui.canvas.key_names import on_canvas
from cjdesigner.ui.dialogs.frame import fit_screen
from cjdesigner.ui.matching import folded
from cjdesigner.ui.plain import clearable, label
from cjdesigner.ui.scrolling import scroll_area
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow

_COLUMNS = 3
Part = tuple[str, list[tuple[str, str]]]
"""A heading, and below it keys and what they do."""


def parts(own: shortcuts.Own) -> list[Part]:
    """All keys by heading: the actions of each menu that have some, then what only the canvas knows."""
    found: list[Part] = []
    for menu in actions.MENUS:
        rows = [
            (" / ".join(map(shortcuts.shown, keys)), tr(spec.title))
            for spec in actions.ACTIONS
            if spec.id and spec.menu == menu and (keys := shortcuts.keys_of(spec.id, own))
        ]
        if rows:
            found.append((tr(menu), rows))
    found.extend((heading, list(rows)) for heading, rows in on_canvas())
    return found


class ShortcutSheet(QDialog):
    """Stays beside the work until Esc or F1; a search narrows it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search keys and actions"))
        self.search.setAccessibleName(tr("Search keys and actions"))
        clearable(self.search)
        self.search.setMinimumWidth(240)
        self.search.textChanged.connect(self._show)
        change = QPushButton(tr("Change…"))
        change.setToolTip(tr("Give actions other keys, in the preferences"))
        change.setAutoDefault(False)
        change.clicked.connect(self._change)
        top = QHBoxLayout()
        top.addWidget(label(tr("Keyboard shortcuts"), "title"), 1)
        top.addWidget(self.search)
        top.addWidget(change)
        self._scroll = scroll_area()
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setAccessibleName(tr("Keyboard shortcuts"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 16, 16)
        whole.setSpacing(12)
        whole.addLayout(top)
        whole.addWidget(self._scroll, 1)
        fit_screen(self, 1060, 1160)  # all of it, where there is room
        self._show("")

    def _show(self, query: str) -> None:
        wanted = folded(query).split()
        shown = []
        for heading, rows in parts(self._window.preferences.settings.shortcuts):
            fitting = [row for row in rows if all(one in folded(" ".join((heading, *row))) for one in wanted)]
            if fitting:
                shown.append((heading, fitting))
        self._scroll.setWidget(_page(shown))

    def _change(self) -> None:
        self.close()
        self._window.action("preferences").trigger()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 again closes it; Esc empties the search first."""
        if event.key() == Qt.Key.Key_F1:
            self.close()
        elif event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        else:
            super().keyPressEvent(event)


def _page(shown: list[Part]) -> QWidget:
    """The parts in columns that are about equally long, in reading order from top to bottom."""
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 8, 8)
    row.setSpacing(30)
    if not shown:
        row.addWidget(label(tr("No key or action is called that."), "quiet"), 1, Qt.AlignmentFlag.AlignTop)
        return page
    lengths = [len(rows) + 2 for _, rows in shown]
    limit, filled = sum(lengths) / _COLUMNS, 0.0
    columns: list[QVBoxLayout] = []
    for (heading, rows), length in zip(shown, lengths, strict=True):
        place = min(_COLUMNS - 1, len(columns), int((filled + length / 2) / limit))
        while len(columns) <= place:
            columns.append(QVBoxLayout())
            columns[-1].setSpacing(14)
            row.addLayout(columns[-1], 1)
        columns[place].addWidget(_part(heading, rows))
        filled += length
    for column in columns:
        column.addStretch()
    return page


def _part(heading: str, rows: list[tuple[str, str]]) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(label(heading, "heading"))
    for keys, does in rows:
        words = label(does[:1].upper() + does[1:])
        words.setWordWrap(True)
        cap = label(keys, "key")
        cap.setAccessibleName(f"{does}: {keys}")
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(words, 1)
        line.addWidget(cap, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(line)
    return box


def show(window: MainWindow) -> None:
    """Open the sheet, or close it where it is open."""
    known = window.findChild(ShortcutSheet)
    if known is not None:
        known.close()
        return
    ShortcutSheet(window).show()
