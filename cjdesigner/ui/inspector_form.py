"""The fields of one subject below each other: shows the document, and turns what is edited into undo steps."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cjdesigner.edit import cards, fields, links
from cjdesigner.editor.session import Session
from cjdesigner.lanes.fields import Field
from cjdesigner.model import invalid, queries
from cjdesigner.model.document import Document
from cjdesigner.model.records import MAX_TEXT
from cjdesigner.ui import large_edit, many_cards
from cjdesigner.ui.fields import editor_for
from cjdesigner.ui.fields.base import Around, DraftEditor, Editor, mixed_words
from cjdesigner.ui.fields.choice import ChoiceEditor, LevelEditor
from cjdesigner.ui.fields.worded import WordedEditor
from cjdesigner.ui.inspector_header import Header
from cjdesigner.ui.inspector_subjects import Subject
from cjdesigner.ui.pause import pause
from cjdesigner.ui.plain import label
from cjdesigner.words import tr, within

_BEAT = 60
"""Milliseconds between previews while somebody types."""


def changed(document: Document, subject: Subject, field: Field, value: Any, map_id: str) -> Document:
    """The document with a field of the subject set. Raises ValidationError for a value that does not fit."""
    if field.kind == "people":
        persona, name, wanted = value
        return fields.change(document, [persona], Field(name, "", "switch"), wanted, map_id)
    if field.kind == "place":
        return _moved(document, subject.ids, value)
    return fields.change(document, subject.ids, field, value, map_id)


def _moved(document: Document, card_ids: tuple[str, ...], step_id: str) -> Document:
    """The cards with the first one in the step, in its own lane, or the first lane of its type when it was parked."""
    first = document.cards.get(card_ids[0])
    if first is None or step_id not in document.steps:
        return document
    lane = first.lane
    if lane not in document.lanes:
        same = [one for one in queries.structure(document, first.map).lanes if one.type == first.type]
        if not same:
            return document
        lane = same[0].id
    return cards.move(document, [one for one in card_ids if one in document.cards], lane, step_id)


class Row(QWidget):
    """A field's name, its editor, and what is wrong with what was typed."""

    def __init__(self, field: Field, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self._mixed = False
        self.editor: Editor = editor_for(field, self)
        self.name: QLabel = label(kind="label", parent=self)
        self.fault: QLabel = label(kind="error", parent=self)
        self.name.setBuddy(self.editor)
        self.fault.setWordWrap(True)
        self.fault.hide()
        self.column = box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        self.name.setVisible(self.editor.captioned)
        if self.editor.inline:
            line = QHBoxLayout()
            line.addWidget(self.name, 1)
            line.addWidget(self.editor)
            box.addLayout(line)
            self.name.setWordWrap(True)
        else:
            box.addWidget(self.name)
            box.addWidget(self.editor)
        box.addWidget(self.fault)
        self.editor.refused.connect(self.complain)
        self.retranslate()

    def show_value(self, value: Any) -> None:
        """Show a value; that records differ stands beside the name, where buttons have no room to say so."""
        self.editor.show_value(value)
        self._mixed = value is fields.MIXED and isinstance(self.editor, ChoiceEditor) and self.editor.row is not None
        self._say_name()

    def _say_name(self) -> None:
        name = tr(self.field.label)
        self.name.setText(f"{name} · {mixed_words().lower()}" if self._mixed else name)

    def wear(self, kind: str) -> None:
        """Give the place where text is typed a look of the style sheet; of no use for other kinds of field."""
        if isinstance(self.editor, WordedEditor):
            self.editor.entry().setProperty("kind", kind)

    def complain(self, words: str) -> None:
        """Say by the field what is wrong, or that nothing is."""
        self.fault.setText(words)
        self.fault.setVisible(bool(words))

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self._say_name()
        self.editor.retranslate()


class Form(QWidget):
    """One per shape of subject; bound to whichever subject of that shape is selected."""

    picked = Signal(str)

    def __init__(self, subject: Subject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session: Session | None = None
        self.subject = subject
        self._draft: tuple[Row, Any] | None = None
        self._settling = False
        """What is typed is wanted in the document at once: it is about to be saved, or another step to be made."""
        self._shown: tuple[object, ...] = ()
        self.header = Header(self)
        self.rows: dict[str, Row] = {}
        for field in subject.fields:
            row = Row(field, self)
            self.rows[field.name] = row
            row.editor.drafted.connect(lambda value, row=row: self._drafted(row, value))
            row.editor.finished.connect(lambda value, row=row: self._finished(row, value))
            row.editor.restored.connect(lambda row=row: self._restored(row))
            row.editor.picked.connect(self.picked)
            if field.kind == "links":
                row.editor.removed.connect(self._unlink)
        self._beat = pause(self, _BEAT, self._preview)
        self.arrange()

    def arrange(self) -> None:
        """Put header and rows where they belong: below each other."""
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(12)
        box.addWidget(self.header)
        for row in self.rows.values():
            box.addWidget(row)

    def bind(self, session: Session, subject: Subject) -> None:
        """Show this subject. What was being typed for another one is kept first."""
        if session is not self.session or subject.ids != self.subject.ids:
            self.settle()
            self._draft = None
            for row in self.rows.values():
                row.complain("")
                if isinstance(row.editor, DraftEditor):
                    row.editor.dirty = False
            self._shown = ()
        self.session, self.subject = session, subject
        self.refresh()

    def refresh(self) -> None:
        """Show the document as it is now; costs next to nothing when it holds the same records."""
        session = self.session
        if session is None:
            return
        document = session.document
        self.header.show_subject(document, self.subject, session.map_id)
        for row in self.rows.values():
            if isinstance(row.editor, LevelEditor):
                row.editor.tint(self.subject.colour)
        around = Around(document, session.map_id, self.subject.ids)
        basis = (
            *(document.cards.get(one) or document.find(one) for one in self.subject.ids),
            document.maps.get(session.map_id),
        )
        same = len(basis) == len(self._shown) and all(a is b for a, b in zip(basis, self._shown, strict=True))
        self._shown = basis
        for row in self.rows.values():
            row.editor.look_around(around)
            if row.editor.empty == row.isVisibleTo(self):
                row.setVisible(not row.editor.empty)
            if not same and not (isinstance(row.editor, DraftEditor) and row.editor.dirty):
                row.show_value(fields.value(document, self.subject.ids, row.field, session.map_id))

    def settle(self) -> None:
        """Keep what is being typed, as if the focus left the field."""
        self._settling = True
        try:
            for row in self.rows.values():
                row.editor.settle()
        finally:
            self._settling = False

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        for row in self.rows.values():
            row.retranslate()
        self.header.retranslate()

    def _drafted(self, row: Row, value: Any) -> None:
        self._draft = (row, value)
        if not self._beat.isActive():
            self._beat.start()

    def _preview(self) -> None:
        if self._draft is None or self.session is None or len(self.subject.ids) > large_edit.LARGE:
            return  # thousands change when the field is left: laying them out takes longer than a key press
        row, value = self._draft
        try:
            document = changed(self.session.saved_document, self.subject, row.field, value, self.session.map_id)
        except invalid.ValidationError:
            row.complain(_fault(value))
            return
        row.complain("")
        self.session.preview(document)

    def _finished(self, row: Row, value: Any) -> None:
        self._beat.stop()
        self._draft = None
        session, subject = self.session, self.subject
        if session is None:
            return
        many = len(subject.ids) > large_edit.LARGE and not self._settling
        if many and large_edit.busy():
            self._stays(row, tr("The cards are still being changed."))
            return
        map_id = session.map_id

        def keep(document: Document, _: None) -> None:
            if row.fault.isVisibleTo(row):
                row.complain("")
            self._shown = ()
            name = tr(row.field.label)
            stepped = bool(row.field.choices) or isinstance(value, int | float)
            again = " ".join((row.field.name, *subject.ids)) if stepped else ""
            session.commit(document, tr("Change {field}", field=within(name)), again=again)
            self.refresh()

        def refused() -> None:
            self._stays(row, _fault(value))
            session.preview(None)

        many_cards.carry_out(
            self,
            session,
            len(subject.ids) if many else 1,
            lambda base: (changed(base, subject, row.field, value, map_id), None),
            keep,
            refused,
        )

    def _stays(self, row: Row, why: str) -> None:
        """What was typed stays in the field: nothing is lost, and nothing wrong gets into the document."""
        if isinstance(row.editor, DraftEditor):
            row.editor.dirty = True
        row.complain(why)

    def _restored(self, row: Row) -> None:
        self._beat.stop()
        self._draft = None
        row.complain("")
        self._shown = ()
        if self.session is not None:
            self.session.preview(None)
        self.refresh()

    def _unlink(self, link_id: str) -> None:
        if self.session is not None:
            self.session.commit(links.delete(self.session.saved_document, [link_id]), tr("Remove link"))


def _fault(value: Any) -> str:
    if isinstance(value, str) and len(value) > MAX_TEXT:
        return tr("Too long: {count} characters, {most} at most.", count=len(value), most=MAX_TEXT)
    return tr("This does not fit here.")
