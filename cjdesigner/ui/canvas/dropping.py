"""What is dragged over the canvas and let go there, and cards that are dragged out of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

from cjdesigner.edit import cards
from cjdesigner.editor.gestures import Pointer
from cjdesigner.layout import hits
from cjdesigner.ui import mime
from cjdesigner.ui.canvas import drops
from cjdesigner.ui.text_drags import copies, when_over
from cjdesigner.words import ntr, tr

if TYPE_CHECKING:
    from cjdesigner.ui.canvas.view import MapView


class Dropping:
    """The canvas's own part of dragging and dropping; ``drops`` knows what becomes of what."""

    def __init__(self, view: MapView) -> None:
        self.view = view
        self.out: tuple[str, ...] = ()
        """Cards that are being dragged out of the window."""

    def drag_out(self, card_ids: tuple[str, ...]) -> None:
        """Go on dragging the cards as what other programs understand; back on this canvas they move after all."""
        from cjdesigner.ui import dragging_out

        self.out = card_ids
        try:
            dragging_out.begin(self.view.viewport(), self.view.session, card_ids)
        finally:
            self.out = ()
            self.view.pointing.end()

    def enter(self, event: QDragEnterEvent) -> None:
        """Take building blocks, personas, parked cards, files, and what other programs drag here."""
        data = event.mimeData()
        if mime.is_ours(data) or data.hasUrls() or mime.is_foreign(data):
            event.acceptProposedAction()

    def move(self, event: QDragMoveEvent) -> None:
        """Show where it would land."""
        view = self.view
        if mime.files_to_open(event.mimeData()):
            view.hinted.emit(tr("Drop to open the file"))
            event.acceptProposedAction()
            return
        pointer = view.pointing.pointer(event.position(), event.modifiers())
        feedback = drops.feedback(view.session, event.mimeData(), view.overlay.drawing, pointer)
        view.overlay.feedback = feedback
        view.hinted.emit(feedback.refusal or feedback.hint)
        view.viewport().update()
        if feedback.refusal:
            event.ignore()
        elif mime.is_ours(event.mimeData()):
            event.acceptProposedAction()
        else:
            copies(event)

    def land(self, event: QDropEvent) -> None:
        """What is let go here finds its place."""
        view, data = self.view, event.mimeData()
        event.acceptProposedAction()
        files = mime.files_to_open(data)
        if self.out:
            self._land_own(view.pointing.pointer(event.position(), event.modifiers()))
            return
        if files:
            view.files_dropped.emit(files)
            return
        pointer = view.pointing.pointer(event.position(), event.modifiers())
        if not mime.is_ours(data):
            copies(event)
            when_over(event, lambda data: self._land_foreign(data, pointer))
            return
        view.finish_text()
        view.pointing.end()
        made = drops.land(view.session, data, view.overlay.drawing, pointer)
        view.setFocus()
        if made:
            view.open_new(*made)

    def _land_own(self, pointer: Pointer) -> None:
        """Cards that had left the window are back: they move, or with Ctrl are copied, as if they had never left."""
        session, drawing, ids = self.view.session, self.view.overlay.drawing, self.out
        place = hits.place_at(drawing, session.scene(), pointer.x, pointer.y) if drawing else None
        if place is None:
            return
        document, label = session.saved_document, ntr("Move {count} card", "Move {count} cards", len(ids))
        if pointer.copy:
            document, copies = cards.duplicate(document, ids)
            ids, label = tuple(copies), ntr("Copy {count} card", "Copy {count} cards", len(ids))
        session.commit(cards.move(document, ids, place.lane, place.step, place.before), label, select=ids)

    def _land_foreign(self, data: QMimeData, pointer: Pointer) -> None:
        view = self.view
        view.finish_text()
        view.pointing.end()
        drawing = view.overlay.drawing
        place = hits.place_at(drawing, view.session.scene(), pointer.x, pointer.y) if drawing else None
        lane, step, before = (place.lane, place.step, place.before) if place else ("", "", -1)
        view.setFocus()
        view.foreign_dropped.emit(data, lane, step, before)
