"""Characters that are being composed while a cell or a card is selected: seen where the card will be, before it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QInputMethodQueryEvent

from cjdesigner.editor.gestures import Feedback
from cjdesigner.layout.hits import Box

if TYPE_CHECKING:
    from cjdesigner.ui.canvas.view import MapView

_ANSWERED = (
    Qt.InputMethodQuery.ImEnabled, Qt.InputMethodQuery.ImCursorRectangle, Qt.InputMethodQuery.ImAnchorRectangle,
)  # fmt: skip


class Composing(QObject):
    """Looks at what input methods send to a canvas, and tells them where the text will stand.

    Opening the card at once would end the composition, since that belongs to the widget it began in: so the card is
    made of what is committed, and until then the composed text is shown beside its place.
    """

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self.view = view
        self.text = ""
        """What is being composed."""
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Nothing is kept from the canvas but the question where the text stands."""
        if event.type() == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            self._show(event.preeditString())
        elif event.type() == QEvent.Type.InputMethodQuery and isinstance(event, QInputMethodQueryEvent):
            return self._tell(event)
        return super().eventFilter(watched, event)

    def _place(self) -> Box | None:
        """The cell or the card that typing would go to."""
        overlay = self.view.overlay
        return overlay.cell or (overlay.selected[-1][1] if overlay.selected else None)

    def _show(self, text: str) -> None:
        view, box = self.view, self._place()
        if text == self.text or view.pointing.busy or view.linking:
            return
        self.text = text
        if text:
            QGuiApplication.inputMethod().update(Qt.InputMethodQuery.ImCursorRectangle)
        tags: tuple[tuple[float, float, str], ...] = ()
        if text and box is not None:
            pixel = 1.0 / view.scale_now
            tags = ((box.x - 8 * pixel, box.y + 40 * pixel, text),)
        view.overlay.feedback = Feedback(tags=tags)
        view.viewport().update()

    def _tell(self, event: QInputMethodQueryEvent) -> bool:
        if not any(event.queries() & one for one in _ANSWERED):
            return False
        box = self._place()
        here = self.view.card_rect(box) if box is not None else self.view.viewport().rect()
        here.setHeight(min(here.height(), 24))
        here.setWidth(1)
        for one in Qt.InputMethodQuery:
            if one in (Qt.InputMethodQuery.ImQueryAll, Qt.InputMethodQuery.ImQueryInput) or not event.queries() & one:
                continue
            if one == Qt.InputMethodQuery.ImEnabled:
                # With nothing selected too: systems ask when the canvas gets the keyboard, not at each selection.
                event.setValue(one, True)
            elif one in _ANSWERED:
                event.setValue(one, here)
            else:
                event.setValue(one, self.view.inputMethodQuery(one))
        event.accept()
        return True
