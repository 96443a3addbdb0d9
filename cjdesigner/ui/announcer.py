"""What the program says aloud to a screen reader: where something was moved, what was undone, what was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from cjdesigner.editor import telling
from cjdesigner.editor.session import Aspect, Session
from cjdesigner.ui.canvas import reading
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow

_KEPT = 50


class Announcer(QObject):
    """Listens to the session of a window; ``said`` keeps the last sentences."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window_ = window
        self.said: list[str] = []
        reading.install()
        self.session = window.session
        self._take()
        self.session.listen(self._heard)

    def set_session(self, session: Session) -> None:
        """Listen to another project."""
        self.session.forget(self._heard)
        self.session = session
        self._take()
        session.listen(self._heard)

    def _take(self) -> None:
        self._document = self.session.saved_document
        self._position = self.session.history.position

    def say(self, text: str, urgent: bool = False) -> None:
        """Say a sentence; an urgent one interrupts."""
        if not text:
            return
        self.said = [*self.said[-_KEPT:], text]
        if QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self.window_, text)
            politeness = QAccessible.AnnouncementPoliteness
            event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
            QAccessible.updateAccessibility(event)

    def _heard(self, aspect: Aspect) -> None:
        if aspect == "document":
            self._edited()
        elif aspect == "selection":
            reading.tell_focus(self.window_.canvas)
        elif aspect == "map":
            self._take()
            journey = self.session.document.maps.get(self.session.map_id)
            if journey is not None:
                self.say(telling.name(self.session.document, journey.id))

    def _edited(self) -> None:
        session = self.session
        document, position = session.saved_document, session.history.position
        if document is self._document:
            return  # a preview
        before, was = self._document, self._position
        self._take()
        history = session.history
        if position < was and history.redo_label is not None:
            self.say(tr("Undone: {what}", what=history.redo_label))
        else:  # done, done again, or gone on in the same step
            self.say(telling.told(before, document, history.undo_label or ""))
