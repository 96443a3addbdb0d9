"""The table below the canvas, with its heading and the way out."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from cjdesigner.editor.session import Aspect, Session
from cjdesigner.ui import appearance
from cjdesigner.ui.pause import pause
from cjdesigner.ui.plain import label
from cjdesigner.ui.table.view import TableGrid
from cjdesigner.words import tr

_LAG = 90
_MANY = 3000
_LEAST = 120


class TablePane(QWidget):
    """A slim heading over the grid."""

    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("TablePane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumHeight(_LEAST)
        self.session = session
        self._stale = True
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
        self._later = pause(self, _LAG, self.update_now)
        session.listen(self._heard)
        self.retranslate()

    def sizeHint(self) -> QSize:
        return QSize(800, 300)

    def set_session(self, session: Session) -> None:
        """Show another project."""
        self.session.forget(self._heard)
        self.session = session
        session.listen(self._heard)
        if self.isVisible():
            self.update_now()
        else:
            self._stale = True

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

    def _heard(self, aspect: Aspect) -> None:
        if aspect not in ("document", "map", "selection"):
            return
        if not self.isVisible():
            self._stale = True
        elif aspect == "selection":
            if not self._later.isActive():
                self.grid.show_selection()
        else:
            session = self.session
            previewed = session.document is not session.saved_document
            if previewed and len(session.document.cards) > _MANY and not self.grid.typing.active:
                if not self._later.isActive():
                    self._later.start()
            else:
                self.update_now()

    def update_now(self) -> None:
        """Bring the grid up to date."""
        self._later.stop()
        self._stale = False
        self.grid.show_session(self.session)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.update_now()
