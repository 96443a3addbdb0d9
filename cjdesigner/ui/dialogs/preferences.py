"""The preferences: everything in one searchable dialog, in force as soon as it is changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cjdesigner.files.settings import Preferences
from cjdesigner.ui.dialogs.frame import fit_screen
from cjdesigner.ui.dialogs.preference_rows import KEYS, PREFERENCES, SECTIONS, Preference
from cjdesigner.ui.dialogs.shortcut_table import ShortcutTable
from cjdesigner.ui.fields.choice import Quiet
from cjdesigner.ui.fields.switch import Switch
from cjdesigner.ui.matching import folded
from cjdesigner.ui.plain import clearable, label
from cjdesigner.ui.scrolling import scroll_area
from cjdesigner.words import tr


class PreferencesDialog(QDialog):
    """Sections at the left, the preferences of one at the right; a search shows what matches, from all of them.

    Every change is kept at once and told to ``changed``, so that there is nothing to confirm.
    """

    def __init__(self, preferences: Preferences, changed: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preferences = preferences
        self.changed = changed
        self.setWindowTitle(tr("Preferences"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search the preferences"))
        self.search.setAccessibleName(tr("Search the preferences"))
        clearable(self.search)
        self.search.textChanged.connect(self._filter)
        self.sections = QListWidget()
        self.sections.setAccessibleName(tr("Sections"))
        self.sections.setObjectName("Sections")
        self.sections.setFixedWidth(170)
        self.rows: dict[str, _Row] = {}
        self.heads: dict[str, QLabel] = {}
        self.nothing = label(tr("No preference is called that."), "quiet")
        self.nothing.hide()
        self.problem = label(preferences.notice, "warning")
        self.problem.setWordWrap(True)
        self.problem.setVisible(bool(preferences.notice))
        self.shortcuts = ShortcutTable(preferences)
        self.shortcuts.changed.connect(self._told)

        self._page = QWidget()
        column = QVBoxLayout(self._page)
        column.setContentsMargins(4, 0, 0, 8)
        column.setSpacing(10)
        for section in SECTIONS:
            self._add_head(section, column)
            for each in PREFERENCES:
                if each.section == section:
                    row = _Row(each, preferences, self._told)
                    self.rows[each.name] = row
                    column.addWidget(row)
        self._add_head(KEYS, column)
        column.addWidget(self.shortcuts, 1)
        column.addWidget(self.nothing)
        self._ground = QWidget()
        column.addWidget(self._ground, 1)
        self._scroll = scroll_area(takes_keyboard=False)
        self._scroll.setWidget(self._page)
        self.sections.setCurrentRow(0)
        self.sections.currentRowChanged.connect(self._go)
        self._arrange()
        self._filter("")
        self.search.setFocus()

    def _arrange(self) -> None:
        folder = QPushButton(tr("Show the folder"))
        folder.setToolTip(tr("The folder with the file that these preferences are kept in"))
        folder.setAutoDefault(False)
        folder.clicked.connect(self._show_folder)
        close = QPushButton(tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        top = QHBoxLayout()
        top.addWidget(label(tr("Preferences"), "title"), 1)
        self.search.setMinimumWidth(260)
        top.addWidget(self.search)
        middle = QHBoxLayout()
        middle.setSpacing(18)
        middle.addWidget(self.sections)
        middle.addWidget(self._scroll, 1)
        foot = QHBoxLayout()
        foot.addWidget(folder)
        foot.addStretch()
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(14)
        whole.addLayout(top)
        whole.addWidget(self.problem)
        whole.addLayout(middle, 1)
        whole.addLayout(foot)
        fit_screen(self, 820, 620)

    def _add_head(self, section: str, column: QVBoxLayout) -> None:
        head = label(tr(section), "heading")
        head.setContentsMargins(0, 0, 0, 2)
        self.heads[section] = head
        column.addWidget(head)
        item = QListWidgetItem(tr(section))
        item.setSizeHint(QSize(0, self.fontMetrics().height() + 16))
        self.sections.addItem(item)

    def _go(self, place: int) -> None:
        """Show a section, and no longer what was searched for."""
        if place >= 0:
            self.search.clear()
            self._filter("")
            self._scroll.verticalScrollBar().setValue(0)

    def _filter(self, query: str) -> None:
        """The preferences that hold every word, or those of the chosen section."""
        wanted = folded(query).split()
        names = list(self.heads)
        if wanted:
            self.sections.setCurrentRow(-1)
        elif self.sections.currentRow() < 0:
            self.sections.setCurrentRow(0)
            return  # which comes back here
        shown = set(names) if wanted else {names[self.sections.currentRow()]}
        found = False
        for section in SECTIONS:
            rows = [row for row in self.rows.values() if row.preference.section == section]
            for row in rows:
                row.setVisible(section in shown and row.matches(wanted))
            some = section in shown and any(row.matches(wanted) for row in rows)
            # The first heading in sight stands level with the list of sections, whichever it is.
            self.heads[section].setContentsMargins(0, 10 if found else 0, 0, 2)
            self.heads[section].setVisible(some)
            found = found or some
        keys = self.shortcuts.narrow([] if all(one in folded(tr(KEYS)) for one in wanted) else wanted)
        keys = keys and KEYS in shown
        self.heads[KEYS].setContentsMargins(0, 10 if found else 0, 0, 2)
        self.heads[KEYS].setVisible(keys)
        self.shortcuts.setVisible(keys)
        self._ground.setVisible(not keys)
        self.nothing.setVisible(not found and not keys)

    def _told(self) -> None:
        self.changed()
        clearable(self.search)
        self.problem.setText(self.preferences.notice)
        self.problem.setVisible(bool(self.preferences.notice))

    def _show_folder(self) -> None:
        folder = self.preferences.path.parent
        folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the search before it closes; Ctrl+F goes there."""
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        elif event.key() == Qt.Key.Key_F and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.search.setFocus()
            self.search.selectAll()
        else:
            super().keyPressEvent(event)


class _Row(QWidget):
    """One preference: what it is called, what it does, and its control."""

    def __init__(self, preference: Preference, preferences: Preferences, told: Callable[[], None]) -> None:
        super().__init__()
        self.preference = preference
        self._preferences = preferences
        self._told = told
        name, hint = tr(preference.label), tr(preference.hint)
        self._words = folded(" ".join((name, hint, tr(preference.section), *self._names())))
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(label(name))
        explained = label(hint, "label")
        explained.setWordWrap(True)
        texts.addWidget(explained)
        self.control = self._control()
        self.control.setAccessibleName(name)
        self.control.setAccessibleDescription(hint)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(16)
        line.addLayout(texts, 1)
        line.addWidget(self.control, 0, Qt.AlignmentFlag.AlignVCenter)

    def _names(self) -> list[str]:
        own = self.preference.own_names
        return [name if own else tr(name) for _, name in self.preference.choices]

    def _control(self) -> QWidget:
        value = getattr(self._preferences.settings, self.preference.name)
        if self.preference.kind == "switch":
            switch = Switch()
            switch.setChecked(value)
            switch.toggled.connect(self._keep)
            return switch
        box = Quiet()
        box.setMinimumWidth(210)
        for (key, _), name in zip(self.preference.choices, self._names(), strict=True):
            box.addItem(name, key)
        known = box.findData(str(value))
        if known < 0:  # set by hand in the file
            box.addItem(f"{value} %", str(value))
            known = box.count() - 1
        box.setCurrentIndex(known)
        box.activated.connect(lambda place: self._keep(box.itemData(place)))
        return box

    def _keep(self, value: object) -> None:
        if self.preference.kind == "percent":
            value = int(str(value))
        self._preferences.change(**{self.preference.name: value})
        self._told()

    def matches(self, wanted: list[str]) -> bool:
        """Whether every word of a search is in it."""
        return all(one in self._words for one in wanted)


def ask(preferences: Preferences, changed: Callable[[], None], parent: QWidget | None = None) -> None:
    """Show the dialog until it is closed."""
    dialog = PreferencesDialog(preferences, partial(changed), parent)
    try:
        dialog.exec()
    finally:
        dialog.deleteLater()
