"""Command search: every action by its name, and every record of the project to go to, from one field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFocusEvent, QFont, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from cjdesigner.edit.clipboard import text_of
from cjdesigner.lanes import drawn_as
from cjdesigner.model import queries
from cjdesigner.ui import actions, also_called, appearance
from cjdesigner.ui.jumping import jump, place_of
from cjdesigner.ui.matching import folded, matches
from cjdesigner.words import ntr, tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow

WIDTH = 640
_ROW = 34
_SHOWN = 11
_RECENT = 12
_ALSO = 0.8
"""What a match with another name for an action is worth, beside its own name."""
_ENTRY = Qt.ItemDataRole.UserRole


class Entry(NamedTuple):
    """One thing to run or to go to."""

    id: str
    name: str
    detail: str
    keys: str
    icon: str
    enabled: bool
    run: Callable[[], object]


class _Field(QLineEdit):
    """A line that asks the panel about each key first, and tells when it is left."""

    left = Signal()
    key_pressed: Callable[[QKeyEvent], bool] = staticmethod(lambda event: False)

    def event(self, event: QEvent) -> bool:
        # Tab would otherwise leave the field before anyone sees the key.
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.key_pressed(event):
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.left.emit()


class CommandSearch(QFrame):
    """A light panel over the window: type, choose with the arrows, Enter runs, Esc closes."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window_ = window
        self.setObjectName("CommandSearch")
        self.field = _Field(self)
        self.field.setObjectName("CommandField")
        self.list = QListWidget(self)
        self.list.setObjectName("CommandList")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_Row(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.nothing = QLabel(self)
        self.nothing.setTextFormat(Qt.TextFormat.PlainText)
        self.nothing.setProperty("kind", "quiet")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setFixedHeight(_ROW * 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addWidget(self.list)
        column.addWidget(self.nothing)
        self.field.textChanged.connect(self._fill)
        self.field.key_pressed = self._key
        self.field.left.connect(self.close_)
        self.list.itemClicked.connect(lambda item: self._choose(item))
        self.list.itemEntered.connect(self.list.setCurrentItem)
        self._entries: list[Entry] = []
        self._names: list[str] = []
        self._also: list[str] = []
        self._before: QWidget | None = None
        self.hide()

    def open(self) -> None:
        """Show it with what was used last, ready for typing."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self.field.setPlaceholderText(tr("Search or run a command…"))
        self.field.setAccessibleName(tr("Search or run a command"))
        self.list.setAccessibleName(tr("Results"))
        self.nothing.setText(tr("Nothing matches"))
        self._entries = list(entries(self.window_))
        self._names = [folded(entry.name) for entry in self._entries]
        also = also_called.names()
        self._also = [folded(also.get(entry.id, "")) for entry in self._entries]
        self.field.clear()
        self._fill("")
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_(self) -> None:
        """Hide it, and give the keyboard back to where it was."""
        if not self.isVisible():
            return
        before, self._before = self._before, None
        now = QApplication.focusWidget()
        inside = now is None or self.isAncestorOf(now)
        self.hide()
        self._entries, self._names, self._also = [], [], []
        if inside:
            (before if before is not None and before.isVisible() else self.window_.canvas).setFocus()

    def place(self) -> None:
        """Below the top bar, in the middle."""
        centre = self.window_.centralWidget()
        assert centre is not None
        area = centre.geometry()
        wide = min(WIDTH, area.width() - 24)
        rows = min(_SHOWN, max(2, (area.height() - 120) // _ROW), max(self.list.count(), 1))
        self.list.setFixedHeight(rows * _ROW + 4)
        self.setFixedWidth(wide)
        self.adjustSize()
        tabs = self.window_.project_tabs
        above = (tabs.height() if tabs.isVisible() else 0) + self.window_.top.height()
        self.move(area.x() + (area.width() - wide) // 2, area.y() + above + 6)

    def _key(self, event: QKeyEvent) -> bool:
        moves = {
            Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _SHOWN - 1, Qt.Key.Key_PageUp: 1 - _SHOWN,
            Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1,
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.close_()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentItem())
        elif key in moves:
            self._move(moves[key])
        else:
            return False
        return True

    def _move(self, by: int) -> None:
        count = self.list.count()
        if not count:
            return
        row = self.list.currentRow() + by
        self.list.setCurrentRow(row % count if abs(by) == 1 else max(0, min(row, count - 1)))

    def _fill(self, text: str) -> None:
        recent = {one: place for place, one in enumerate(self.window_.preferences.settings.commands)}
        if text.strip():
            found = matches(text, self._names)
            known = {place for _, place in found}
            found += [(score * _ALSO, place) for score, place in matches(text, self._also) if place not in known]
            chosen = [(score, self._entries[place]) for score, place in found]
            chosen.sort(key=lambda one: (-one[0], not one[1].enabled, recent.get(one[1].id, len(recent))))
            shown = [entry for _, entry in chosen]
        else:
            runs = [entry for entry in self._entries if entry.id in recent or _is_offered(entry)]
            runs.sort(key=lambda entry: (recent.get(entry.id, len(recent)), not entry.enabled))
            shown = runs[:60]
        self.list.clear()
        for entry in shown:
            item = QListWidgetItem(entry.name, self.list)
            item.setData(_ENTRY, entry)
            spoken = ", ".join(part for part in (entry.name, entry.detail, entry.keys) if part)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            item.setSizeHint(QSize(0, _ROW))
            if not entry.enabled:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
        first = next((row for row, entry in enumerate(shown) if entry.enabled), -1)
        self.list.setCurrentRow(first)
        self.list.setVisible(bool(shown))
        self.nothing.setVisible(not shown)
        self.field.setAccessibleDescription(ntr("{count} result", "{count} results", len(shown)))
        self.place()

    def _choose(self, item: QListWidgetItem | None) -> None:
        entry = item.data(_ENTRY) if item is not None else None
        if entry is None or not entry.enabled:
            return
        kept = [one for one in self.window_.preferences.settings.commands if one != entry.id]
        if not entry.id.startswith("record:"):
            self.window_.preferences.change(commands=(entry.id, *kept)[:_RECENT])
        self.close_()
        entry.run()


def _is_offered(entry: Entry) -> bool:
    """Whether it is shown before anything is typed: actions and recent files, not what other submenus hold."""
    recent = entry.id.startswith("recent:&") and entry.id[8:9].isdigit()
    return recent or bool(entry.keys) or not (entry.detail or ":" in entry.id)


def entries(window: MainWindow) -> Iterator[Entry]:
    """Every action with what its submenu holds, then everything on the maps."""
    window._update_actions()
    specs = {spec.id: spec for spec in actions.ACTIONS}
    for key, action in window._made.items():
        name = _plain(action)
        icon = specs[key].icon
        if key == "search":
            continue
        if specs[key].menu == "Insert":
            name = f"{tr('Insert')}: {name}"
        if key not in actions.WITH_MENU:
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            yield Entry(key, name, "", keys, icon, action.isEnabled(), action.trigger)
            continue
        menu = window.submenu(key)
        menu.aboutToShow.emit()
        # What a submenu only says, and what stands in the menus by itself, is nothing to run from here.
        own = window._made.values()
        offered = [one for one in menu.actions() if one.isEnabled() and not one.isSeparator() and one not in own]
        for inner in offered:
            inside = f"{name} · {_plain(inner)}" if ": " in name else f"{name}: {_plain(inner)}"
            yield Entry(f"{key}:{inner.text()}", inside, "", "", icon, action.isEnabled(), inner.trigger)
        if not offered:
            yield Entry(key, name, "", "", icon, False, menu.show)
    yield from _records(window)


def _plain(action: QAction) -> str:
    named = action.property("plain")
    if named:
        return str(named)
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")


def _records(window: MainWindow) -> Iterator[Entry]:
    document = window.session.document

    def entry(record_id: str, name: str, kind: str, icon: str) -> Entry:
        where = place_of(window, record_id)
        detail = f"{kind} · {where}" if where else kind
        return Entry(f"record:{record_id}", name, detail, "", icon, True, partial(jump, window, record_id))

    for kind, icon, records in (
        (tr("Map"), "spline", [(one.id, one.title) for one in queries.maps(document)]),
        (tr("Persona"), "user", [(one.id, one.name) for one in queries.personas(document)]),
        (tr("Phase"), "arrow-right", [(one.id, one.name) for one in document.phases.values()]),
        (tr("Step"), "columns-3", [(one.id, one.name) for one in document.steps.values()]),
        (tr("Lane"), "rows-3", [(one.id, one.name) for one in document.lanes.values()]),
    ):
        for record_id, name in records:
            if name.strip():
                yield entry(record_id, " ".join(name.split())[:200], kind, icon)
    names: dict[str, str] = {}
    for card in document.cards.values():
        text = " ".join(text_of(card)[:200].split())
        if text:
            kind = names.get(card.type) or names.setdefault(card.type, tr(drawn_as(card.type).card_name))
            yield entry(card.id, text, kind, "sticky-note")


class _Row(QStyledItemDelegate):
    """Icon and name at the left, kind and place or shortcut at the right."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry = index.data(_ENTRY)
        look = appearance.current()
        area = option.rect.adjusted(2, 1, -2, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.accent_tint))
            painter.drawRoundedRect(area, 6, 6)
        ink = QColor(look.ink if entry.enabled else look.disabled)
        if entry.icon:
            icon = appearance.icon(entry.icon, look.secondary if entry.enabled else look.disabled)
            icon.paint(painter, QRect(area.x() + 10, area.center().y() - 8, 17, 17))
        font = QFont(option.font)
        small = QFont(font)
        small.setPointSizeF(max(7.5, font.pointSizeF() - 1))
        right = entry.keys or entry.detail
        painter.setFont(small)
        room = area.adjusted(38, 0, -12, 0)
        metrics = painter.fontMetrics()
        right = metrics.elidedText(right, Qt.TextElideMode.ElideRight, room.width() * 2 // 5)
        wide = metrics.horizontalAdvance(right)
        painter.setPen(QColor(look.secondary if entry.enabled else look.disabled))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), right)
        painter.setFont(font)
        painter.setPen(ink)
        room.setRight(room.right() - wide - 16)
        name = painter.fontMetrics().elidedText(entry.name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), name)
        painter.restore()
