"""The outline with its filter and its order: what stands on the second tab of the left pane."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from cjdesigner.editor.session import Session
from cjdesigner.ui.outline.tree import Order
from cjdesigner.ui.outline.view import OutlineView
from cjdesigner.ui.pause import pause
from cjdesigner.ui.plain import label
from cjdesigner.ui.session_pane import SessionPane
from cjdesigner.words import tr

_PAUSE = 60
"""Milliseconds after a key in the filter: who types on is not waited for."""


class FilterLine(QLineEdit):
    """Escape empties it, then leaves; Down goes to the tree."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Outline(SessionPane):
    """A filter, a choice of order, and the tree."""

    order_chosen = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.filter = FilterLine(self)
        self.filter.setClearButtonEnabled(True)
        self._pause = pause(self, _PAUSE, self._filter)
        self.filter.textChanged.connect(lambda: self._pause.start())
        self.filter.left.connect(self._into_tree)
        self.by_steps, self.by_lanes = QPushButton(self), QPushButton(self)
        for button, order in ((self.by_steps, "steps"), (self.by_lanes, "lanes")):
            button.setCheckable(True)
            button.setProperty("kind", "choice")
            button.setProperty("order", order)
            button.clicked.connect(lambda _=False, button=button: self.set_order(button.property("order")))
        self.tree = OutlineView(session, self)
        self.nothing = label(kind="quiet", parent=self)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.nothing.setWordWrap(True)
        choice = QHBoxLayout()
        choice.setSpacing(6)
        choice.addWidget(self.by_steps, 1)
        choice.addWidget(self.by_lanes, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 10, 4, 6)
        column.setSpacing(7)
        head = QVBoxLayout()
        head.setContentsMargins(2, 0, 6, 0)
        head.setSpacing(7)
        head.addWidget(self.filter)
        head.addLayout(choice)
        column.addLayout(head)
        column.addWidget(self.nothing)
        column.addWidget(self.tree, 1)
        self.nothing.hide()
        self.set_order("steps")
        self.retranslate()

    def sizeHint(self) -> QSize:
        return QSize(300, 600)

    def set_session(self, session: Session) -> None:
        """Show another project."""
        self.filter.clear()
        self._pause.stop()
        self.tree.set_query("")
        super().set_session(session)

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.filter.setPlaceholderText(tr("Filter the outline"))
        self.filter.setAccessibleName(tr("Filter the outline"))
        self.by_steps.setText(tr("By step"))
        self.by_steps.setToolTip(tr("Phases, their steps, and the cards of each step"))
        self.by_lanes.setText(tr("By lane"))
        self.by_lanes.setToolTip(tr("Lanes, and the cards of each lane from left to right"))
        self.tree.setAccessibleName(tr("Outline"))
        self.tree.setAccessibleDescription(
            tr("Enter renames, Ctrl+Enter adds a card, Delete deletes, Alt and the arrows move.")
        )
        self.nothing.setText(tr("Nothing holds these words."))
        self.tree.lines.said_anew()
        self.tree.viewport().update()

    def set_order(self, order: Order) -> None:
        """By steps, or by lanes."""
        self.by_steps.setChecked(order == "steps")
        self.by_lanes.setChecked(order == "lanes")
        self.tree.set_order(order)
        self.order_chosen.emit(order)

    def settle(self) -> None:
        """Keep what is being typed."""
        self.tree.typing.finish("focus")

    def focus_first(self) -> None:
        """Put the keyboard into the tree."""
        self.tree.setFocus(Qt.FocusReason.TabFocusReason)

    def _filter(self) -> None:
        self.tree.set_query(self.filter.text())
        self._tell()

    def _tell(self) -> None:
        kept = self.tree.lines.tree.kept
        self.nothing.setVisible(kept is not None and len(kept) <= 1)

    def _into_tree(self) -> None:
        self._pause.stop()
        self._filter()
        self.tree.setFocus(Qt.FocusReason.TabFocusReason)

    def may_lag(self) -> bool:
        # Of ten thousand open lines Qt looks at each when one comes or goes.
        return not self.tree.typing.active and not self.tree.hasFocus()

    def show_selection(self) -> None:
        self.tree.show_selection()

    def show_session(self) -> None:
        self.tree.show_session(self.session)
        if self.filter.text():
            self._tell()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.update()


__all__ = ["Outline"]
