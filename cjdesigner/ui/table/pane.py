"""The table below the canvas, with its heading and the way out."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from cjdesigner.editor.session import Session
from cjdesigner.ui import appearance
from cjdesigner.ui.plain import label
from cjdesigner.ui.session_pane import SessionPane
from cjdesigner.ui.table.view import TableGrid
from cjdesigner.words import tr

_LEAST = 120


class TablePane(SessionPane):
    """A slim heading over the grid."""

    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("TablePane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumHeight(_LEAST)
        self.title = label(kind="section", parent=self)
        self.hint = label(kind="quiet", parent=self)
        self.shut = QToolButton(self)
        self.shut.setIconSize(QSize(14, 14))
        self.shut.clicked.connect(self.closed)
        self.grid = TableGrid(session, self)
        head = QHBoxLayout()
        head.setContentsMargins(12, 3, 6, 3)
        head.setSpacing(10)
        head.addWidget(self.title)
        head.addWidget(self.hint, 1)
        head.addWidget(self.shut)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.grid, 1)
        self.retranslate()

    def sizeHint(self) -> QSize:
        return QSize(800, 300)

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.title.setText(tr("Table").upper())
        self.hint.setText(tr("Typing replaces · F2 edits · Tab and Enter go on · the last row of a lane adds a card"))
        self.shut.setIcon(appearance.icon("x", appearance.current().secondary))
        self.shut.setToolTip(tr("Hide the table"))
        self.shut.setAccessibleName(tr("Hide the table"))
        self.grid.setAccessibleName(tr("Table of lanes and steps"))
        self.grid.setAccessibleDescription(
            tr("Typing replaces a text, F2 edits it, Ctrl+Enter adds a card, Delete deletes, Alt and the arrows move.")
        )
        self.grid.step_heads.setAccessibleName(tr("Phases and steps"))
        self.grid.lane_heads.setAccessibleName(tr("Lanes"))
        self.grid.viewport().update()

    def settle(self) -> None:
        """Keep what is being typed."""
        self.grid.typing.finish("focus")
        for typing in self.grid.head_typing.values():
            typing.finish("focus")

    def focus_first(self) -> None:
        """Put the keyboard into the grid."""
        self.grid.setFocus(Qt.FocusReason.TabFocusReason)

    def may_lag(self) -> bool:
        return self.session.document is not self.session.saved_document and not self.grid.typing.active

    def show_selection(self) -> None:
        self.grid.show_selection()

    def show_session(self) -> None:
        self.grid.show_session(self.session)
