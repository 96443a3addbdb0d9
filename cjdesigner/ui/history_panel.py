"""The history panel: every step by its name, the newest first; a click goes to the state after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent
from PySide6.QtWidgets import QListView, QVBoxLayout

from cjdesigner.editor.session import Aspect, Session
from cjdesigner.ui import appearance, stepping
from cjdesigner.ui.canvas_panel import CanvasPanel
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow

_WIDE, _HIGH = 270, 360
_Index = QModelIndex | QPersistentModelIndex


class Steps(QAbstractListModel):
    """The states of a session, the newest in the first row and the opened one in the last."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.labels: tuple[str, ...] = ()
        self.now = 0
        self.saved: int | None = None
        self.read()

    def read(self) -> None:
        """Take the history as it is now."""
        self.beginResetModel()
        done, undone = self.session.history.labels()
        self.labels = (*done, *undone)
        self.now = len(done)
        self.saved = self.session.history.saved_position
        self.endResetModel()

    def position(self, row: int) -> int:
        """How many steps are done in the state of a row."""
        return len(self.labels) - row

    def row(self, position: int) -> int:
        """The row of the state after so many steps."""
        return len(self.labels) - position

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.labels) + 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        position = self.position(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            name = " ".join(self.labels[position - 1].split())[:120] if position else tr("As it was opened")
            if position == self.saved and self.session.path is not None:
                name = tr("{name} · saved", name=name)
            if role == Qt.ItemDataRole.AccessibleTextRole and position == self.now:
                name = tr("{name} · now", name=name)
            return name
        if role == Qt.ItemDataRole.ForegroundRole and position > self.now:
            return QColor(appearance.current().disabled)
        if role == Qt.ItemDataRole.FontRole and position == self.now:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        return None


class _List(QListView):
    """Enter and Space choose, Esc leaves."""

    chosen = Signal(QModelIndex)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class HistoryPanel(CanvasPanel):
    """The steps of the project in view."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "HistoryPanel")
        self.list = _List(self)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.clicked.connect(self._go)
        self.list.chosen.connect(self._go)
        self.list.left.connect(self.close_)
        self.steps = Steps(self.session)
        self.list.setModel(self.steps)
        self.session.listen(self._heard)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 7, 7, 8)
        column.setSpacing(4)
        column.addLayout(self.head())
        column.addWidget(self.list)

    def set_session(self, session: Session) -> None:
        """The history of another project."""
        self.steps.session = session
        super().set_session(session)

    def retranslate(self) -> None:
        super().retranslate()
        self.title.setText(tr("History"))
        self.list.setAccessibleName(tr("History"))
        self.read()

    def take_keyboard(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def place(self) -> None:
        """At the right of the canvas, below the find bar where that is in sight."""
        area, top = self.window_.canvas.geometry(), self.top()
        wanted = self.steps.rowCount() * max(self.list.sizeHintForRow(0), 20) + self.title.sizeHint().height() + 44
        self.resize(_WIDE, max(120, min(wanted, _HIGH, area.bottom() - top - 76)))
        self.move(max(area.x(), area.right() - self.width() - 22), top)

    def _heard(self, aspect: Aspect) -> None:
        # A preview changes no history: looking at the ends is enough to know.
        history = self.session.history
        if aspect == "file" or (aspect == "document" and (
            history.position != self.steps.now or history.undo_label != self._label_now() or self._undone_changed()
        )):  # fmt: skip
            self.read()

    def _label_now(self) -> str | None:
        return self.steps.labels[self.steps.now - 1] if self.steps.now else None

    def _undone_changed(self) -> bool:
        rest = self.steps.labels[self.steps.now :]
        return self.session.history.redo_label != (rest[0] if rest else None)

    def read(self) -> None:
        """Show the history as it is now."""
        if not self.isVisible():
            return
        self.steps.read()
        self.place()
        index = self.steps.index(self.steps.row(self.steps.now))
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def _go(self, index: QModelIndex) -> None:
        if index.isValid():
            position = self.steps.position(index.row())
            self.window_.settle()
            stepping.go_to(self.window_, position)
