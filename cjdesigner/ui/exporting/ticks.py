"""A list of records of which some are ticked."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from cjdesigner.ui.fields.tick import ROW, TickDelegate

_MOST_ROWS = 6


class Ticks(QListWidget):
    """Ticks by mouse and space bar; as high as its entries, up to a few."""

    ticked = Signal()

    def __init__(self, name: str, most: int = _MOST_ROWS, parent: QWidget | None = None) -> None:
        """``name`` is what a screen reader calls the list; beyond ``most`` entries it scrolls."""
        super().__init__(parent)
        self._most = most
        self.setItemDelegate(TickDelegate(self))
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.itemChanged.connect(lambda _: self.ticked.emit())

    def show_entries(self, entries: Iterable[tuple[str, str, bool]]) -> None:
        """Entries are id, name and whether it is ticked; tells nobody."""
        self.blockSignals(True)
        self.clear()
        for key, name, on in entries:
            item = QListWidgetItem(" ".join(name.split()))
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.addItem(item)
        self.setFixedHeight(min(self._most, max(1, self.count())) * ROW + 6)
        self.blockSignals(False)

    def keys(self, on: bool) -> tuple[str, ...]:
        """The ids of the entries that are ticked, or that are not."""
        wanted = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        items = [self.item(row) for row in range(self.count())]
        return tuple(item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == wanted)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click anywhere on an entry ticks it."""
        item = self.itemAt(event.position().toPoint())
        if item is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self.setCurrentItem(item)
        on = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Where all entries are in sight the wheel scrolls the page."""
        if self.verticalScrollBar().maximum() == 0:
            event.ignore()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is the dialog's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)
