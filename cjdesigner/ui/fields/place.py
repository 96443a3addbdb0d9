"""Where a card stands, phase and step; choosing another step moves it there."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cjdesigner.edit.fields import MIXED, shared
from cjdesigner.lanes.fields import Field
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.ui.fields.base import Around, Editor, mixed_words
from cjdesigner.ui.fields.choice import Quiet
from cjdesigner.ui.plain import tip
from cjdesigner.words import tr

_OPENS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


def step_name(document: Document, step_id: str) -> str:
    """ "Purchase · Waits for parcel"."""
    step = document.steps.get(step_id)
    phase = document.phases.get(step.phase) if step else None
    return " · ".join(" ".join(one.name.split()) for one in (phase, step) if one is not None and one.name)


def place_name(document: Document, card_id: str) -> str:
    """The step that a card stands in, or the first and the last it spans, or the parking tray."""
    card = document.cards[card_id]
    if queries.is_parked(document, card):
        return tr("In the parking tray")
    first = step_name(document, card.start)
    if not card.end or card.end == card.start or card.end not in document.steps:
        return first
    first_step, last_step = document.steps[card.start], document.steps[card.end]
    if first_step.phase == last_step.phase:
        return f"{first} – {last_step.name}"
    return f"{first} – {step_name(document, card.end)}"


class Steps(Quiet):
    """A list of the map's steps, made when it drops down: maps can have a hundred."""

    def __init__(self, editor: PlaceEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(Quiet.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def showPopup(self) -> None:
        self._editor.offer()
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENS:
            self.showPopup()
        else:
            event.ignore()


class PlaceEditor(Editor):
    """The step of the selected cards. What is finished is the id of the step where the first one goes."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._around: Around | None = None
        self._text: Any = None
        self.combo = Steps(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.combo)
        self.combo.activated.connect(self._activated)
        self.retranslate()

    def show_value(self, value: Any) -> None:
        """The place is told from around: it takes the map's phases and steps to name it."""

    def look_around(self, around: Around) -> None:
        self._around = around
        document = around.document
        self._show(shared(place_name(document, one) for one in around.ids if one in document.cards))

    def _show(self, text: Any) -> None:
        if text == self._text and self.combo.count() <= 1:
            return
        self._text = text
        shown = mixed_words() if text is MIXED else text or ""
        self.combo.blockSignals(True)
        self.combo.clear()
        self.combo.setPlaceholderText(shown)
        self.combo.setCurrentIndex(-1)
        self.combo.blockSignals(False)
        self.combo.setToolTip(tip(shown))
        self.combo.setAccessibleDescription(shown)

    def offer(self) -> None:
        """Fill the list with the steps of the map."""
        if self._around is None:
            return
        document, map_id = self._around.document, self._around.map_id
        self.combo.blockSignals(True)
        self.combo.clear()
        for step in queries.structure(document, map_id).steps:
            self.combo.addItem(step_name(document, step.id) or tr("Step without a name"), step.id)
        card = document.cards.get(self._around.ids[0]) if self._around.ids else None
        self.combo.setCurrentIndex(self.combo.findData(card.start) if card else -1)
        self.combo.blockSignals(False)

    def _activated(self, index: int) -> None:
        step_id = self.combo.itemData(index)
        if step_id:
            self.finished.emit(step_id)
        if self._around is not None:
            self._text = None
            self.look_around(self._around)

    def retranslate(self) -> None:
        self._name(self.combo)
        if self._around is not None:
            self._text = None
            self.look_around(self._around)
