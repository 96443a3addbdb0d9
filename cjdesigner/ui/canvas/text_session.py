"""One session of editing text in place: shown live as a preview, kept as a single undo step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QRegion, QTextCursor
from PySide6.QtWidgets import QApplication

from cjdesigner.edit import cards
from cjdesigner.editor import growing, naming
from cjdesigner.editor.drafting import Draft
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.layout import hits
from cjdesigner.layout.hits import Box
from cjdesigner.layout.links import drawn_links, label_box
from cjdesigner.model import invalid
from cjdesigner.model.document import Document
from cjdesigner.model.records import Card, JourneyMap, Lane, Link, Phase, Step
from cjdesigner.ui import dropped_text
from cjdesigner.ui.canvas.text_place import TextPlace, text_place
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.canvas.inline_text import InlineText
    from cjdesigner.ui.canvas.view import MapView

_READABLE = 6.5
"""Pixels of type below which a text is edited in a frame with larger letters."""
_SAMPLE = "n"


class TextSession:
    """From opening the field to Enter, Tab, Esc or a click elsewhere."""

    def __init__(self, view: MapView, record_id: str, before: Document, is_new: bool, keep_empty: bool) -> None:
        self.view = view
        self.record_id = record_id
        self.draft = Draft(record_id, before, view.session.document)
        self.is_new = is_new
        self.keep_empty = keep_empty
        """Whether a new card stays without a text, as one does that was dropped on purpose."""
        self.field: InlineText | None = None
        self._original = ""
        """The text as the record has it."""
        self._empty: tuple[Document, TextPlace | None] | None = None
        """Where a text would stand in a document in which the record has none."""
        self._in_place = False
        """The field stands where the newest drawing has the text."""
        self._worn: object = None
        """What the field was dressed with."""

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
        from cjdesigner.ui.canvas.inline_text import InlineText

        made = cls(view, record_id, before, is_new, keep_empty)
        field = InlineText(view.viewport(), what.single_line)
        made.field = field
        field.setAccessibleName(tr("Text"))
        field.setPlainText(what.text)
        made._original, made.draft.first = what.text, field.text()
        field.selectAll()
        view.text = made
        view.overlay.forget_hover()
        made._reveal()
        made.place()
        field.show()
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.edited.connect(made._edited)
        field.finished.connect(made.finish)
        field.cancelled.connect(made.cancel)
        field.cut_off.connect(made._too_long)
        field.pictured.connect(made._pictured)
        field.undone.connect(made._dress_again)
        field.cursorPositionChanged.connect(made._reveal_cursor)
        if start:
            field.setPlainText(start)
            field.moveCursor(QTextCursor.MoveOperation.End)
        view.hinted.emit(made.hint)
        return made

    def _reveal(self) -> None:
        """Bring the card into sight; of a lane, the title or a link, which may be far larger, the text is enough."""
        view, session = self.view, self.view.session
        record, drawing = session.document.find(self.record_id), session.drawing()
        spot = self._spot() if isinstance(record, Lane | JourneyMap | Link) else None
        box = spot.box if spot else hits.find(drawing, self.record_id) or Box(0, 0, 1, 1)
        area = view.visible_area()
        if isinstance(record, Link) and spot is None and record.id in drawn_links(drawing):
            box = label_box(drawn_links(drawing)[record.id])
        elif isinstance(record, Lane | JourneyMap) and area.left() <= box.x and box.right <= area.right():
            if box.y >= area.top() and isinstance(record, JourneyMap):
                return  # above all that is ever pinned
            box = Box(area.center().x(), box.y, 1.0, box.height)  # where names of lanes stand, they may be pinned
        view.reveal(box)

    @property
    def hint(self) -> str:
        """What the keys do here, for the line at the bottom of the window."""
        record = self.draft.base.find(self.record_id)
        if isinstance(getattr(record, "payload", None), Emotion):
            return tr("Type a word for the feeling, or its value and a word: −1.5 worried")
        if isinstance(record, Card):
            return tr("Enter keeps · Shift+Enter begins a line · Ctrl+Enter begins a card · Tab goes on · Esc restores")
        return tr("Enter keeps · Tab goes on · Esc restores")

    def place(self) -> None:
        """Put the field where the text stands now: on the spot, or in a frame where the map is too small to read."""
        self._in_place = True
        field, view = self.field, self.view
        box = hits.find(view.session.drawing(), self.record_id)
        if field is None or box is None:
            return
        spot = self._spot()
        if spot is not None and spot.style.size * view.scale_now >= _READABLE:
            self._put(field, spot)
            if isinstance(getattr(self.draft.base.find(self.record_id), "payload", None), Emotion):
                self._without_outline()
            return
        self._without_outline()
        self._dress(field)
        record = view.session.document.find(self.record_id)
        if isinstance(record, Link):
            shown = drawn_links(view.session.drawing()).get(record.id)
            box = label_box(shown) if shown else box
        area = view.card_rect(_text_box(box, record))
        least = max(area.width(), round(120 * max(view.scale_now, 0.85)))
        field.setGeometry(QRect(area.x(), area.y(), least, field.height()))
        field.setGeometry(field.fitted(QRect(area.x(), area.y(), least, area.height())))

    def _without_outline(self) -> None:
        """The frame of the field lies over where the outline of the record would be: two are one too many."""
        overlay = self.view.overlay
        overlay.selected = [one for one in overlay.selected if one[0] != self.record_id]

    def _spot(self) -> TextPlace | None:
        """Where the text stands on the map; where a text would, while there is none."""
        session, field = self.view.session, self.field
        what = naming.editable(session.document, self.record_id, session.engine.theme)
        if what is None or field is None:
            return None
        if what.text.strip():
            return text_place(session.drawing(), session.scene(), session.document, self.record_id, what.text)
        if self._empty is None or self._empty[0] is not session.document:
            document = naming.typed(self.draft.base, self.record_id, _SAMPLE)
            drawing = session.engine.layout(document, session.map_id)
            found = text_place(drawing, session.scene(), document, self.record_id, _SAMPLE)
            self._empty = session.document, found
        return self._empty[1]

    def _put(self, field: InlineText, spot: TextPlace) -> None:
        """Line for line on the text that it stands for."""
        view = self.view
        record = view.session.document.find(self.record_id)
        # The outline of a selected card, step or phase shows what is edited; that of a lane or the title is far off.
        framed = not isinstance(record, Step | Phase) and not (isinstance(record, Card) and record.type != "emotions")
        accent = view.session.engine.theme.colours.accent
        colours = (spot.ink, spot.ground, accent)
        look = (spot.style, view.scale_now, spot.leading, colours, spot.align, accent if framed else "")
        if look != self._worn:
            self._worn = look
            field.dress_on_the_spot(*look)
        corner = view.viewportTransform().map(QPointF(spot.x, spot.baseline))
        field.put(QRectF(corner.x(), 0.0, spot.width * view.scale_now, 0.0), corner.y(), spot.lines)
        room = view._beside_strips(1.0).toRect()
        if room.contains(field.geometry()):
            field.clearMask()
        else:  # names that are pinned lie over the map, and over what is typed on it
            field.setMask(QRegion(room.translated(-field.pos())))

    def _dress_again(self) -> None:
        self._worn = None
        self.place()

    def _dress(self, field: InlineText) -> None:
        """Type as large as the canvas shows it now, but large enough to be read."""
        view = self.view
        what = naming.editable(self.draft.base, self.record_id, view.session.engine.theme)
        look = (what, view.scale_now)
        if what is None or look == self._worn:
            return
        self._worn = look
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
        field = self.field
        if field is None or not self.draft.follow(self.view.session.saved_document):
            return
        if not self.draft.has_place:
            self._close(field)
            return
        self._edited(field.text())

    def _edited(self, text: str) -> None:
        try:
            document = self.draft.typed(text)
        except invalid.ValidationError:
            self._too_long()
            return
        self._in_place = False
        self.view.session.preview(document)
        if not self._in_place:  # the canvas does so with each new drawing
            self.place()
        self._reveal_cursor()

    def _kept(self, text: str) -> str:
        """The text, or that of the record to the letter where nothing was typed."""
        return self._original if text == self.draft.first else text

    def _too_long(self) -> None:
        self.view.session.say(tr("The text is too long: at most 20,000 characters."))

    def _pictured(self, data: QMimeData) -> None:
        """A picture that is pasted while a card is typed becomes a card of its own in the same step."""
        card = self.draft.base.cards.get(self.record_id)
        if card is None:
            self.view.session.say(tr("Only text can be pasted here."))
            return
        self.finish("focus")
        self.view.foreign_dropped.emit(data, card.lane, card.start, -1)

    def _close(self, field: InlineText) -> None:
        self.field = None
        self.view.text = None
        self.view.decorate()
        self.view.hinted.emit("")
        field.hide()
        field.deleteLater()

    def finish(self, how: str) -> None:
        """Keep the text as one undo step, then go where the key leads."""
        field, view = self.field, self.view
        if field is None or (how == "erase" and not self._erasable()):
            return
        text, parts = self._kept(field.text()), ("", "")
        if how == "split" and not self._splits():
            how = "enter"
        if how == "split":
            front, behind = field.halves()
            parts = front.strip(), behind.strip()
        focus = QApplication.focusWidget()
        gone = how == "focus" and focus is not None and focus is not view and not view.isAncestorOf(focus)
        self._close(field)
        self._keep(text, how)
        if not gone:  # the keyboard is not taken back from where it has gone
            view.setFocus()
        from cjdesigner.ui.canvas.typing_on import go_on

        go_on(self, how, parts)

    def _splits(self) -> bool:
        """Whether Ctrl+Enter makes two of the record: of a card, a step or a phase, but not of a feeling or a title."""
        record = self.draft.base.find(self.record_id)
        return isinstance(record, Step | Phase) or (isinstance(record, Card) and record.type != "emotions")

    def _erasable(self) -> bool:
        """Whether Backspace takes the card away: it is new or was empty, no feeling, and nothing else is on it.

        One that was emptied just now stays until its field is left, so that its text may be written anew.
        """
        card = self.draft.base.cards.get(self.record_id)
        empty = card is not None and (self.is_new or not card.text)
        return card is not None and empty and card.type != "emotions" and not _holds_more(card)

    def _keep(self, text: str, how: str) -> None:
        session = self.view.session
        card = self.draft.base.cards.get(self.record_id)
        point = card is not None and card.type == "emotions"
        if self.is_new and not text.strip() and not point and (not self.keep_empty or how == "erase"):
            session.preview(None)
            if card and card.map == session.map_id:
                session.select([], cell=(card.lane, card.start))
            elif card is None:
                session.select([growing.before(self.draft.base, self.record_id)])
            return
        if self.is_new and card is None and not text.strip():
            text = self._original
        if (
            card is not None
            and not self.is_new
            and not text.strip()
            and (card.text or how == "erase")
            and not point
            and not _holds_more(card)
        ):
            session.commit(cards.delete(self.draft.before, [self.record_id]), tr("Delete card"))
            session.select([], cell=(card.lane, card.start))
            return
        document, whole = self.draft.kept(text)
        if not whole:
            self._too_long()
        if not session.commit(document, self._label()):
            session.preview(None)

    def _label(self) -> str:
        """What the undo step is called."""
        if self.is_new:
            return growing.label(self.draft.base, self.record_id)
        what = naming.editable(self.draft.base, self.record_id, self.view.session.engine.theme)
        return what.label if what else tr("Edit text")

    def cancel(self) -> None:
        """As if nothing had been typed."""
        field, view = self.field, self.view
        if field is None:
            return
        text = self._kept(field.text())
        self._close(field)
        card = self.draft.base.cards.get(self.record_id)
        view.session.preview(None)
        if self.is_new and card is not None:
            view.session.select([], cell=(card.lane, card.start))
        elif self.is_new:
            view.session.select([growing.before(self.draft.base, self.record_id)])
        view.setFocus()
        dropped_text.tell(view, view.session, self.draft, text, self._label())


def _holds_more(card: Card) -> bool:
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
