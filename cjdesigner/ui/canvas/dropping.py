"""What is dragged over the canvas and let go there, and cards that are dragged out of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

from cjdesigner.edit import cards
from cjdesigner.editor.gestures import Feedback, Pointer
from cjdesigner.layout import hits
from cjdesigner.ui import mime
from cjdesigner.ui.canvas import drops, edges
from cjdesigner.ui.pause import pause
from cjdesigner.ui.text_drags import copies, when_over
from cjdesigner.words import ntr, tr

if TYPE_CHECKING:
    from cjdesigner.ui.canvas.view import MapView

_WAIT = 400
"""Milliseconds at an edge after which what came in over it scrolls the map all the same."""


class Dropping:
    """The canvas's own part of dragging and dropping; ``drops`` knows what becomes of what."""

    def __init__(self, view: MapView) -> None:
        self.view = view
        self.out: tuple[str, ...] = ()
        """Cards that are being dragged out of the window."""
        self._over: tuple[QPointF, Qt.KeyboardModifier, QMimeData] | None = None
        """Where something is held that belongs in a cell, with which keys, and what."""
        self._passed = False
        """It has been clear of the edges, or has waited at one: coming in over an edge scrolls nothing."""
        self._waiting = pause(view, _WAIT, self._waited)
        self._scroll = QTimer(view)
        self._scroll.setInterval(16)
        self._scroll.timeout.connect(self._auto_scroll)

    def drag_out(self, card_ids: tuple[str, ...]) -> None:
        """Go on dragging the cards as what other programs understand; back on this canvas they move after all."""
        from cjdesigner.ui import dragging_out

        self.out = card_ids
        try:
            dragging_out.begin(self.view.viewport(), self.view.session, card_ids)
        finally:
            self.out = ()
            self.leave()

    def leave(self) -> None:
        """It is held elsewhere, or was given up: forget where it would have landed."""
        self._over = None
        self._passed = False
        self._waiting.stop()
        self._scroll.stop()
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
        self._over = event.position(), event.modifiers(), event.mimeData()
        refused = self._show()
        if not any(self._pull()):
            self._passed = True
        elif self._passed:
            self._scroll.start()
        elif not self._waiting.isActive():
            self._waiting.start()
        if refused:
            event.ignore()
        elif mime.is_ours(event.mimeData()):
            event.acceptProposedAction()
        else:
            copies(event)

    def _show(self) -> bool:
        """Show where what is held would land. Whether it cannot."""
        view = self.view
        if self._over is None:
            return True
        at, held, data = self._over
        pointer = view.pointing.pointer(at, held)
        feedback = drops.feedback(view.session, data, view.overlay.drawing, pointer)
        if not feedback.refusal and not data.hasFormat(mime.PERSONA) and view.targets.on_strip(pointer):
            refusal = tr("Cards belong in a lane, below a step.")  # not in the cell that the pinned name covers
            feedback = Feedback(refusal=refusal, tags=((pointer.x, pointer.y, refusal),))
        view.overlay.feedback = feedback
        view.hinted.emit(feedback.refusal or feedback.hint)
        view.viewport().update()
        return bool(feedback.refusal)

    def _pull(self) -> tuple[float, float]:
        if self._over is None or self._over[2].hasFormat(mime.PERSONA):  # which can be let go anywhere
            return 0.0, 0.0
        return edges.pull(self.view, self._over[0].toPoint(), for_cards=True)

    def _waited(self) -> None:
        self._passed = True
        if any(self._pull()):
            self._scroll.start()

    def _auto_scroll(self) -> None:
        speed = self._pull()
        if any(speed):
            self.view.scroll_by(*speed)
            self._show()
        else:
            self._scroll.stop()

    def land(self, event: QDropEvent) -> None:
        """What is let go here finds its place."""
        view, data = self.view, event.mimeData()
        self._over = None
        self._passed = False
        self._waiting.stop()
        self._scroll.stop()
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
