"""A pane beside the canvas that shows the whole map in its own way: the outline, the table."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from cjdesigner.editor.session import Aspect, Session
from cjdesigner.ui.pause import pause

_LAG = 90
"""Milliseconds that it may lag behind what is dragged or typed on a very large map."""
_MANY = 3000
"""Cards that make a map very large."""


class SessionPane(QWidget):
    """Up to date while it is seen; hidden, it waits until somebody looks."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._stale = True
        self._later = pause(self, _LAG, self.update_now)
        session.listen(self._heard)

    def show_session(self) -> None:
        """Bring what is shown up to date."""
        raise NotImplementedError

    def show_selection(self) -> None:
        """Only the selection is another one."""
        raise NotImplementedError

    def may_lag(self) -> bool:
        """Whether nobody waits for this pane: who works elsewhere is not to wait for it."""
        raise NotImplementedError

    def set_session(self, session: Session) -> None:
        """Show another project."""
        self.session.forget(self._heard)
        self.session = session
        session.listen(self._heard)
        if self.isVisible():
            self.update_now()
        else:
            self._stale = True

    def update_now(self) -> None:
        """Bring the pane up to date."""
        self._later.stop()
        self._stale = False
        self.show_session()

    def _heard(self, aspect: Aspect) -> None:
        if aspect not in ("document", "map", "selection"):
            return
        if not self.isVisible():
            self._stale = True
        elif aspect == "selection":
            if not self._later.isActive():
                self.show_selection()
        elif len(self.session.document.cards) > _MANY and self.may_lag():
            if not self._later.isActive():
                self._later.start()
        else:
            self.update_now()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.update_now()
