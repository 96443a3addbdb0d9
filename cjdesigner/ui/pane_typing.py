"""Typing in place in a pane beside the canvas: shown live everywhere as a preview, kept as one undo step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractItemView

from cjdesigner.editor import naming
from cjdesigner.editor.drafting import Draft
from cjdesigner.editor.session import Session
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.model import invalid, queries
from cjdesigner.model.document import Document
from cjdesigner.ui import dropped_text
from cjdesigner.ui.appearance import current
from cjdesigner.ui.canvas.inline_text import InlineText
from cjdesigner.ui.fields.spoken import figure
from cjdesigner.words import tr


def text_to_type(document: Document, record_id: str) -> str:
    """What stands in the field when typing begins; a feeling begins with its figure."""
    card = document.cards.get(record_id)
    if card is not None and isinstance(card.payload, Emotion):
        return f"{figure(card.payload.value)} {card.payload.word}".strip()
    record = document.find(record_id)
    return str(getattr(record, "text", "") or getattr(record, "name", "") or getattr(record, "title", ""))


class PaneTyping(QObject):
    """One field at a time over a list or table. ``rect_of`` says where a record stands there now."""

    ended = Signal(str, str)
    """How ("enter", "tab", "backtab", "split", "focus", "cancel"), and the id of the record."""

    def __init__(
        self, view: QAbstractItemView, session: Callable[[], Session], rect_of: Callable[[str], QRect]
    ) -> None:
        super().__init__(view)
        self._view, self._session_of, self._rect_of = view, session, rect_of
        self.field: InlineText | None = None
        self.record_id = ""
        self.is_new = False
        self._draft: Draft | None = None
        self._busy = False

    @property
    def active(self) -> bool:
        """Whether somebody is typing."""
        return self.field is not None

    def open(self, record_id: str, start: str | None = None, before: Document | None = None) -> bool:
        """A field over a record, with its text selected, or with ``start`` instead; False where there is none.

        ``before`` is the document without the record, where it is a new one that is only shown as a preview yet.
        """
        self.finish("focus")
        session = self._session_of()
        theme = session.engine.theme
        what = naming.editable(session.document, record_id, theme)
        if what is None:
            return False
        self.record_id, self.is_new = record_id, before is not None
        first = text_to_type(session.document, record_id)
        self._draft = Draft(record_id, session.saved_document if before is None else before, session.document, first)
        field = InlineText(self._view.viewport(), what.single_line)
        self.field = field
        field.setAccessibleName(tr("Text"))
        field.setFont(self._view.font())
        look = current()
        field.setStyleSheet(
            f"QTextEdit#InlineText {{ background: {look.field}; color: {look.ink};"
            f" border: 2px solid {look.accent}; border-radius: 5px; padding: 2px 4px; }}"
        )
        field.setPlainText(first)
        field.selectAll()
        self.place()
        field.show()
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.edited.connect(self._edited)
        field.finished.connect(self.finish)
        field.cancelled.connect(self.cancel)
        field.cut_off.connect(self._too_long)
        if start is not None:
            field.setPlainText(start)
            field.moveCursor(QTextCursor.MoveOperation.End)
        return True

    def open_new(self, document: Document, record_id: str) -> None:
        """Show a new record as a preview, and open it for typing; left empty it is taken back."""
        self.finish("focus")
        session = self._session_of()
        before = session.saved_document
        session.preview(document)
        session.select([record_id])
        if not self.open(record_id, before=before):
            session.preview(None)

    def place(self) -> None:
        """Put the field where the record stands now."""
        if self.field is None:
            return
        box = self._rect_of(self.record_id)
        if box.isEmpty():
            return
        room = self._view.viewport().rect()
        wide = min(max(box.width(), 130), max(room.width() - max(box.x(), 0) - 2, 60))
        self.field.setGeometry(box.x(), box.y(), wide, box.height())
        fitted = self.field.fitted(QRect(box.x(), box.y(), wide, box.height()))
        fitted.setHeight(min(fitted.height(), max(box.height(), 220)))
        if fitted.bottom() > room.bottom() - 2:
            fitted.moveBottom(max(room.bottom() - 2, fitted.height() + 2))
        self.field.setGeometry(fitted)

    def _edited(self, text: str) -> None:
        if self._draft is None:
            return
        try:
            document = self._draft.typed(text)
        except invalid.ValidationError:
            self._too_long()
            return
        self._busy = True
        try:
            self._session_of().preview(document)
        finally:
            self._busy = False
        self.place()

    def document_changed(self) -> None:
        """Something else than typing has changed the document: go on above the new one, or stop."""
        field, draft = self.field, self._draft
        if field is None or self._busy or draft is None or not draft.follow(self._session_of().saved_document):
            return
        if draft.base.find(self.record_id) is None:
            self._close()
            return
        self._edited(field.text())

    def finish(self, how: str) -> None:
        """Keep the text as one undo step. A new card without a text is taken back."""
        field, draft = self.field, self._draft
        if field is None or draft is None:
            return
        text, record_id, session = field.text(), self.record_id, self._session_of()
        base, is_new = draft.base, self.is_new
        self._close()
        card = base.cards.get(record_id)
        feels = card is not None and isinstance(card.payload, Emotion)
        if is_new and card is not None and not text.strip() and not feels:
            session.preview(None)
            session.select([], cell=(card.lane, card.start) if card.start in session.document.steps else None)
            self.ended.emit("cancel" if how != "focus" else how, "")
            return
        document, whole = draft.kept(text)
        if not whole:
            self._too_long()
        if not session.commit(document, self._label(base, record_id, is_new)):
            session.preview(None)
        self.ended.emit(how, record_id)

    def _label(self, base: Document, record_id: str, is_new: bool) -> str:
        """What the undo step is called."""
        what = naming.editable(base, record_id, self._session_of().engine.theme)
        return tr("Add card") if is_new else what.label if what is not None else tr("Edit text")

    def cancel(self) -> None:
        """As if nothing had been typed."""
        if self.field is None or self._draft is None:
            return
        record_id, session, draft, is_new = self.record_id, self._session_of(), self._draft, self.is_new
        base, text = draft.base, self.field.text()
        self._close()
        session.preview(None)
        card = base.cards.get(record_id)
        if is_new and card is not None:
            session.select([], cell=(card.lane, card.start) if card.start in session.document.steps else None)
        self.ended.emit("cancel", "" if is_new else record_id)
        dropped_text.tell(self._view, session, draft, text, self._label(base, record_id, is_new))

    def _close(self) -> None:
        field, self.field = self.field, None
        if field is not None:
            had = field.hasFocus()
            field.hide()
            field.deleteLater()
            if had:
                self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _too_long(self) -> None:
        self._session_of().say(tr("The text is too long: at most 20,000 characters."))


def after_new(document: Document, record_id: str) -> tuple[str, str, int]:
    """Lane, step and place for the card that comes after one."""
    card = document.cards[record_id]
    here = [one.id for one in queries.cell(document, card.lane, card.start)]
    return card.lane, card.start, here.index(record_id) + 1
