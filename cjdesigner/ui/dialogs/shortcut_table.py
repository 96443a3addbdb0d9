"""Every action with its keys, to be changed one at a time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cjdesigner.files.settings import Preferences
from cjdesigner.ui import actions, shortcuts
from cjdesigner.ui.matching import folded
from cjdesigner.ui.plain import clearable, label
from cjdesigner.words import tr

_ID = Qt.ItemDataRole.UserRole


class ShortcutTable(QWidget):
    """A list of actions by menu. Below it, the keys of the chosen one: record new ones, take them off, or reset."""

    changed = Signal()

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preferences = preferences
        self.list = QTreeWidget()
        self.list.setAccessibleName(tr("Actions and their keys"))
        self.list.setColumnCount(3)
        self.list.setHeaderLabels([tr("Command"), tr("Menu"), tr("Keys")])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setMinimumHeight(200)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setStretchLastSection(False)
        for spec in actions.ACTIONS:
            if spec.id:
                item = QTreeWidgetItem([tr(spec.title), tr(spec.menu), ""])
                item.setData(0, _ID, spec.id)
                self.list.addTopLevelItem(item)
        self.recorder = _Recorder()
        self.recorder.setAccessibleName(tr("New keys"))
        self.recorder.keySequenceChanged.connect(self._judge)
        self.use = _button(tr("Use these keys"), self._use)
        self.use.setProperty("kind", "primary")
        self.clear = _button(tr("No keys"), self._clear)
        self.clear.setToolTip(tr("Take the keys off this action"))
        self.reset = _button(tr("Reset"), self._reset)
        self.reset.setToolTip(tr("Back to the usual keys"))
        self.verdict = label("", "label")
        self.verdict.setWordWrap(True)
        line = QHBoxLayout()
        line.addWidget(self.recorder, 1)
        line.addWidget(self.use)
        line.addWidget(self.clear)
        line.addWidget(self.reset)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.list, 1)
        column.addLayout(line)
        column.addWidget(self.verdict)
        self.list.currentItemChanged.connect(lambda *_: self._chosen())
        self.list.itemActivated.connect(lambda *_: self.recorder.setFocus(Qt.FocusReason.OtherFocusReason))
        self._fill()
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)

    @property
    def action_id(self) -> str:
        """The id of the chosen action."""
        item = self.list.currentItem()
        return item.data(0, _ID) if item else ""

    def choose(self, action_id: str) -> None:
        """Choose an action of the list."""
        for item in self._items():
            if item.data(0, _ID) == action_id:
                self.list.setCurrentItem(item)

    def narrow(self, wanted: list[str]) -> bool:
        """Show the actions whose name, menu or keys hold every word; whether there is one."""
        some = False
        for item in self._items():
            text = folded(" ".join(item.text(column) for column in range(3)))
            match = all(one in text for one in wanted)
            item.setHidden(not match)
            some = some or match
        current = self.list.currentItem()
        if some and (current is None or current.isHidden()):
            self.list.setCurrentItem(next(item for item in self._items() if not item.isHidden()))
        return some

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.list.topLevelItem(place) for place in range(self.list.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _fill(self) -> None:
        own = self.preferences.settings.shortcuts
        for item in self._items():
            action_id = item.data(0, _ID)
            item.setText(2, ", ".join(map(shortcuts.shown, shortcuts.keys_of(action_id, own))))
            font = item.font(2)
            font.setBold(action_id in own)
            item.setFont(2, font)
        self._judge()

    def _chosen(self) -> None:
        keys = shortcuts.keys_of(self.action_id, self.preferences.settings.shortcuts)
        self.recorder.setKeySequence(QKeySequence(keys[0] if keys else ""))
        self._judge()

    def _recorded(self) -> str:
        return self.recorder.keySequence().toString(QKeySequence.SequenceFormat.PortableText)

    def _judge(self) -> None:
        """Say what would happen, and allow what can."""
        own = self.preferences.settings.shortcuts
        key, action_id = self._recorded(), self.action_id
        present = shortcuts.keys_of(action_id, own)
        mine = shortcuts.same(key) in map(shortcuts.same, present)
        refused = shortcuts.refusal(key)
        loser = shortcuts.holder(key, own, action_id) if key else ""
        if key and refused:
            words = refused
        elif loser:
            holder = next(spec for spec in actions.ACTIONS if spec.id == loser)
            words = tr("“{action}” has these keys now and would lose them.", action=tr(holder.title))
        else:
            words = "" if key else tr("Click here and press the keys that are to run the action.")
        self.verdict.setText(words)
        self.use.setEnabled(bool(action_id) and not refused and not mine)
        self.clear.setEnabled(bool(present))
        self.reset.setEnabled(action_id in own)

    def _use(self) -> None:
        self._keep(shortcuts.given(self.preferences.settings.shortcuts, self.action_id, (self._recorded(),)))

    def _clear(self) -> None:
        self._keep(shortcuts.given(self.preferences.settings.shortcuts, self.action_id, ()))

    def _reset(self) -> None:
        self._keep(shortcuts.reset(self.preferences.settings.shortcuts, self.action_id))

    def _keep(self, own: dict[str, tuple[str, ...]]) -> None:
        self.preferences.change(shortcuts=own)
        self._fill()
        self._chosen()
        self.changed.emit()


class _Recorder(QKeySequenceEdit):
    """Takes one combination of keys. Tab and Esc keep their meaning, so that the keyboard is not caught in it."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaximumSequenceLength(1)
        line = self.findChild(QLineEdit)
        assert line is not None  # which Qt makes with it
        clearable(line)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.ignore()
                return False
            if event.type() == QEvent.Type.KeyPress and event.key() != Qt.Key.Key_Escape:
                return self.focusNextPrevChild(event.key() == Qt.Key.Key_Tab)
            event.ignore()
            return False
        return super().event(event)


def _button(words: str, run: object) -> QPushButton:
    button = QPushButton(words)
    button.setAutoDefault(False)
    button.clicked.connect(run)
    return button
