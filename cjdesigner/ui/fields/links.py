"""What a card is linked to: each link says how, shows the other end, and can be followed or taken away."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from cjdesigner.lanes import drawn_as
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.lanes.fields import Field
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.records import Card, Step
from cjdesigner.ui import appearance
from cjdesigner.ui.fields.base import Around, Editor, emptied
from cjdesigner.ui.fields.spoken import figure
from cjdesigner.ui.plain import caption, label, tip
from cjdesigner.words import tr


class Seen(NamedTuple):
    """A link as one of its ends sees it."""

    link: str
    other: str
    relation: str
    """English."""
    text: str


_AWAY = {"causes": "Causes", "mends": "Mends", "leads_to": "Leads to", "refers_to": "Refers to"}
_BACK = {"causes": "Caused by", "mends": "Mended by", "leads_to": "Comes from", "refers_to": "Referred to by"}


def end_text(document: Document, record_id: str) -> str:
    """What stands on a card or step, in one line: "worried −0.7" for a feeling."""
    record = document.find(record_id)
    if isinstance(record, Step):
        return record.name or tr("Step without a name")
    if not isinstance(record, Card):
        return tr("Something that is gone")
    if isinstance(record.payload, Emotion):
        return f"{record.payload.word or record.text} {figure(record.payload.value)}".strip()
    first = " ".join(record.text.split())
    return first or tr("{kind} without text", kind=tr(drawn_as(record.type).card_name))


def seen(document: Document, record_id: str) -> list[Seen]:
    """The links of a record, those that start there first, by kind."""
    found = []
    for link in queries.links_of(document, record_id):
        away = link.source == record_id
        other = link.target if away else link.source
        relation = (_AWAY if away else _BACK)[link.kind]
        if relation == "Causes" and isinstance(getattr(document.cards.get(other), "payload", None), Emotion):
            relation = "Causes the emotion"
        found.append((not away, relation, Seen(link.id, other, relation, end_text(document, other))))
    return [one for _, _, one in sorted(found, key=lambda item: (item[0], item[1], item[2].text))]


class End(QPushButton):
    """The other end of a link: its text, cut to the room there is."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "end")
        self._text = " ".join(text.split())
        self.setToolTip(tip(text))
        self.setMinimumWidth(40)
        self._elide()

    def sizeHint(self) -> QSize:
        return QSize(120, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = max(20, self.width() - 20)
        fitting = QFontMetrics(self.font()).elidedText(self._text, Qt.TextElideMode.ElideRight, room)
        if caption(fitting) != self.text():
            self.setText(caption(fitting))


class LinksEditor(Editor):
    """The links of one card. It keeps nothing: it asks for a record to be shown, or a link to be removed."""

    captioned = False

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._seen: list[Seen] = []
        self._basis: tuple[object, ...] = ()
        self.empty = True
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)

    def show_value(self, value: Any) -> None:
        """Links are no value of a card."""

    def look_around(self, around: Around) -> None:
        document = around.document
        basis = (around.ids, document.links, document.cards, document.steps)
        if len(basis) == len(self._basis) and all(a is b for a, b in zip(basis, self._basis, strict=True)):
            return
        self._basis = basis
        found = seen(document, around.ids[0]) if len(around.ids) == 1 else []
        if found != self._seen:
            self._seen = found
            self._rebuild()

    def _rebuild(self) -> None:
        emptied(self._box)
        relation = ""
        for one in self._seen:
            if one.relation != relation:
                if relation:
                    self._box.addSpacing(6)
                relation = one.relation
                self._box.addWidget(label(tr(relation), "label", self))
            self._box.addWidget(self._row(one))
        self.empty = not self._seen

    def _row(self, one: Seen) -> QWidget:
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        end = End(one.text, row)
        end.setAccessibleName(f"{tr(one.relation)}: {one.text}")
        end.clicked.connect(lambda: self.picked.emit(one.other))
        gone = QToolButton(row)
        gone.setIcon(appearance.icon("x", appearance.current().secondary))
        gone.setIconSize(QSize(14, 14))
        gone.setToolTip(tr("Remove this link"))
        gone.setAccessibleName(tr("Remove this link"))
        gone.setObjectName("RemoveLink")
        gone.clicked.connect(lambda: self.removed.emit(one.link))
        line.addWidget(end, 1)
        line.addWidget(gone)
        return row

    def retranslate(self) -> None:
        self._basis = ()
        self._rebuild()
