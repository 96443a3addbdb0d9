"""One session of editing text in place: shown live as a preview, kept as a single undo step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QTextCursor

from cjdesigner.edit import cards, phases
from cjdesigner.editor import growing, naming, walking
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.layout import hits
from cjdesigner.layout.hits import Box
from cjdesigner.layout.links import drawn_links, label_box
from cjdesigner.model import queries
from cjdesigner.model.diff import diff
from cjdesigner.model.document import Document
from cjdesigner.model.records import MAX_TEXT, Card, JourneyMap, Lane, Link, Phase, Step
from cjdesigner.ui.canvas.inline_text import InlineText
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.canvas.view import MapView


class TextSession:
    """From opening the field to Enter, Tab, Esc or a click elsewhere."""

    def __init__(self, view: MapView, record_id: str, before: Document, is_new: bool, keep_empty: bool) -> None:
        self.view = view
        self.record_id = record_id
        self.before = before
        self.is_new = is_new
        self.keep_empty = keep_empty
        """Whether a new card stays without a text, as one does that was dropped on purpose."""
        self.base = view.session.document
        """The document that the typed text goes into: with the new card, where there is one."""
        self.field: InlineText | None = None
        self._original = self._shown = ""
        """The text as the record has it, and as the field showed it at first."""
        self._scale = 0.0

    @classmethod
    def open(
        cls,
        view: MapView,
        record_id: str,
        before: Document,
        start: str = "",
        is_new: bool = False,
        keep_empty: bool = False,
    ) -> TextSession | None:
        """Open the field over a record; None where it has no text or is not in sight."""
        session = view.session
        what = naming.editable(session.document, record_id, session.engine.theme)
        if what is None or hits.find(session.drawing(), record_id) is None:
            return None
        made = cls(view, record_id, before, is_new, keep_empty)
        field = InlineText(view.viewport(), what.single_line)
        made.field = field
        field.setPlainText(what.text)
        made._original, made._shown = what.text, field.text()
        field.selectAll()
        view.text = made
        view.overlay.forget_hover()
        view.reveal(hits.find(session.drawing(), record_id) or Box(0, 0, 1, 1))
        made.place()
        field.show()
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.edited.connect(made._edited)
        field.finished.connect(made.finish)
        field.cancelled.connect(made.cancel)
        field.cut_off.connect(made._too_long)
        field.cursorPositionChanged.connect(made._reveal_cursor)
        if start:
            field.setPlainText(start)
            field.moveCursor(QTextCursor.MoveOperation.End)
        if isinstance(getattr(session.document.find(record_id), "payload", None), Emotion):
            view.hinted.emit(tr("Type a word for the feeling, or its value and a word: −1.5 worried"))
        return made

    def place(self) -> None:
        """Put the field where the text stands now."""
        field = self.field
        box = hits.find(self.view.session.drawing(), self.record_id)
        if field is None or box is None:
            return
        self._dress(field)
        record = self.view.session.document.find(self.record_id)
        if isinstance(record, Link):
            shown = drawn_links(self.view.session.drawing()).get(record.id)
            box = label_box(shown) if shown else box
        area = self.view.card_rect(_text_box(box, record))
        least = max(area.width(), round(120 * max(self.view.scale_now, 0.85)))
        field.setGeometry(QRect(area.x(), area.y(), least, field.height()))
        field.setGeometry(field.fitted(QRect(area.x(), area.y(), least, area.height())))

    def _dress(self, field: InlineText) -> None:
        """Type as large as the canvas shows it now."""
        view = self.view
        what = naming.editable(self.base, self.record_id, view.session.engine.theme)
        if what is None or view.scale_now == self._scale:
            return
        self._scale = view.scale_now
        colours = view.session.engine.theme.colours
        scale = max(view.scale_now, 11.0 / what.style.size)
        field.dress(what.style, scale, colours.ink, colours.sheet, colours.accent)

    def _reveal_cursor(self) -> None:
        """Keep the cursor in sight in a text that is higher than the window."""
        field, view = self.field, self.view
        if field is None or not field.isVisible():
            return
        cursor = field.cursorRect().translated(field.pos())
        area = view.viewportTransform().inverted()[0].mapRect(QRectF(cursor))
        view.reveal(Box(area.x(), area.y(), area.width(), area.height()))

    def document_changed(self) -> None:
        """Something else than typing has changed the document: go on above the new one."""
        session, field = self.view.session, self.field
        saved = session.saved_document
        if field is None or saved is self.before:
            return
        change = diff(self.before, self.base)
        self.before, self.base = saved, change.apply(saved)
        if not self._has_place():
            self._close(field)
            return
        self._edited(field.text())

    def _has_place(self) -> bool:
        """Whether the record is still there, and a new one still has where it stands."""
        record = self.base.find(self.record_id)
        if self.is_new and isinstance(record, Card):
            return record.lane in self.base.lanes and record.start in self.base.steps
        if self.is_new and isinstance(record, Step):
            return record.phase in self.base.phases
        if self.is_new and isinstance(record, Phase):
            return record.map in self.base.maps
        return record is not None

    def _edited(self, text: str) -> None:
        try:
            document = naming.typed(self.base, self.record_id, self._kept(text))
        except ValidationError:
            self._too_long()
            return
        self.view.session.preview(document)
        self.place()
        self._reveal_cursor()

    def _kept(self, text: str) -> str:
        """The text, or that of the record to the letter where nothing was typed."""
        return self._original if text == self._shown else text

    def _too_long(self) -> None:
        self.view.session.say(tr("The text is too long: at most 20,000 characters."))

    def _close(self, field: InlineText) -> None:
        self.field = None
        self.view.text = None
        field.hide()
        field.deleteLater()

    def finish(self, how: str) -> None:
        """Keep the text as one undo step, then go where the key leads."""
        field, view = self.field, self.view
        if field is None:
            return
        text, after = self._kept(field.text()), ""
        if how == "split":
            text, after = (half.strip() for half in field.halves())
        self._close(field)
        self._keep(text, how)
        view.setFocus()
        self._go_on(how, after)

    def _keep(self, text: str, how: str) -> None:
        session = self.view.session
        what = naming.editable(self.base, self.record_id, session.engine.theme)
        card = self.base.cards.get(self.record_id)
        point = card is not None and card.type == "emotions"
        if self.is_new and not text.strip() and not point and not self.keep_empty:
            session.preview(None)
            if card and card.map == session.map_id:
                session.select([], cell=(card.lane, card.start))
            elif card is None:
                session.select([growing.before(self.base, self.record_id)])
            return
        if self.is_new and card is None and not text.strip():
            text = self._original
        if (
            card is not None
            and not self.is_new
            and not text.strip()
            and card.text
            and not point
            and not _holds_more(card)
        ):
            session.commit(cards.delete(self.before, [self.record_id]), tr("Delete card"))
            session.select([], cell=(card.lane, card.start))
            return
        try:
            document = naming.typed(self.base, self.record_id, text)
        except ValidationError:
            document = naming.typed(self.base, self.record_id, text[:MAX_TEXT])
            self._too_long()
        label = what.label if what else tr("Edit text")
        if self.is_new:
            label = growing.label(self.base, self.record_id)
        if not session.commit(document, label):
            session.preview(None)

    def _go_on(self, how: str, after: str) -> None:
        view, session = self.view, self.view.session
        document = session.document
        card = document.cards.get(self.record_id)
        if card is None and how in ("enter", "split") and (how == "split" or self.is_new):
            self._grow(how == "split", after)
        elif how in ("enter", "split") and card is not None and card.type != "emotions" and card.lane in document.lanes:
            if how == "split" or (self.is_new and card.text):
                here = [one.id for one in queries.cell(document, card.lane, card.start)]
                view.add_card(card.lane, card.start, start=after, index=here.index(card.id) + 1)
            else:
                session.select([self.record_id])
        elif how in ("enter", "split"):
            session.select([self.record_id])
        elif how in ("tab", "backtab"):
            self._next(back=how == "backtab")

    def _grow(self, split: bool, after: str) -> None:
        """Go on naming: Enter on a new step begins the next, on a new phase its first step; Ctrl+Enter another one."""
        view, session = self.view, self.view.session
        document = session.saved_document
        if document.find(self.record_id) is None:  # left empty, and so taken back
            return
        session.select([self.record_id])
        if self.record_id in document.phases and not split:
            own = phases.steps_of(document, self.record_id)
            if own:
                session.select([own[0].id])
                view.edit_text(own[0].id)
            return
        grown = growing.after(document, self.record_id)
        if grown is not None:
            view.open_new(*grown, start=after, keep_empty=False)

    def _next(self, back: bool) -> None:
        """Tab goes to the next step or phase by name, and behind the last one begins another; else to the next cell."""
        view, session = self.view, self.view.session
        document = session.saved_document
        if self.record_id in document.maps:
            view.setFocus() if back else view.lens.open("scenario")
            return
        shape = queries.structure(document, session.map_id)
        if (
            self.is_new
            and self.record_id in self.base.steps.keys() | self.base.phases.keys()
            and not document.find(self.record_id)
        ):
            return  # left empty, and so taken back
        for records in (shape.steps, shape.phases, shape.lanes):
            ids = [record.id for record in records]
            if self.record_id in ids:
                place = ids.index(self.record_id) + (-1 if back else 1)
                grown = growing.after(document, self.record_id) if place == len(ids) else None
                if 0 <= place < len(ids):
                    session.select([ids[place]])
                    view.edit_text(ids[place])
                elif grown is not None:
                    view.open_new(*grown, keep_empty=False)
                else:
                    session.select([self.record_id])
                return
        walking.next_cell(session, back)
        view.reveal_selection()

    def cancel(self) -> None:
        """As if nothing had been typed."""
        field, view = self.field, self.view
        if field is None:
            return
        self._close(field)
        card = self.base.cards.get(self.record_id)
        view.session.preview(None)
        if self.is_new and card is not None:
            view.session.select([], cell=(card.lane, card.start))
        elif self.is_new:
            view.session.select([growing.before(self.base, self.record_id)])
        view.setFocus()


def _holds_more(card) -> bool:  # type: ignore[no-untyped-def]
    """Whether the card carries anything beside its text, so that emptying the text must not delete it."""
    return bool(
        card.notes or card.evidence or card.owner or card.tags or card.payload.model_dump(exclude_defaults=True)
    )


def _text_box(box: Box, record: object) -> Box:
    """Where in a record's box its text stands."""
    if isinstance(record, Lane):
        return Box(box.x + 36, box.y + 8, 150, 28)
    if isinstance(record, JourneyMap):
        return Box(box.x + 24, box.y - 4, max(420.0, min(box.width, 760.0)), 44)
    return box
