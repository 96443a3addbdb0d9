"""Whose it is: a persona of the map, or nobody's in particular."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cjdesigner.edit.fields import MIXED
from cjdesigner.lanes.fields import Field
from cjdesigner.ui.fields.base import Around, Editor, mixed_words
from cjdesigner.ui.fields.choice import Quiet
from cjdesigner.words import tr


class PersonaEditor(Editor):
    """A list of the map's personas."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._shown: Any = None
        self._names: tuple[tuple[str, str], ...] = ()
        self._all: dict[str, str] = {}
        self.combo = Quiet(self)
        self.combo.setMinimumContentsLength(8)
        self.combo.setSizeAdjustPolicy(Quiet.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.combo)
        self.combo.activated.connect(self._activated)
        self.retranslate()

    def look_around(self, around: Around) -> None:
        journey = around.document.maps.get(around.map_id)
        people = around.document.personas
        here = tuple((one, people[one].name) for one in (journey.personas if journey else ()) if one in people)
        everyone = {one.id: one.name for one in people.values()}
        if here != self._names or everyone != self._all:
            self._names, self._all = here, everyone
            self._fill()

    def show_value(self, value: Any) -> None:
        if value != self._shown:
            self._shown = value
            self._fill()

    def _fill(self) -> None:
        self.combo.blockSignals(True)
        self.combo.clear()
        self.combo.addItem(tr("Nobody in particular"), "")
        for one, name in self._names:
            self.combo.addItem(name or tr("No name"), one)
        value = self._shown
        if isinstance(value, str) and self.combo.findData(value) < 0:
            away = self._all.get(value)
            self.combo.addItem(
                tr("{name} (not in this map)", name=away) if away is not None else tr("Somebody unknown"), value
            )
        known = value is not MIXED and value is not None
        self.combo.setCurrentIndex(self.combo.findData(value) if known else -1)
        self.combo.setPlaceholderText(mixed_words() if value is MIXED else "")
        self.combo.blockSignals(False)

    def _activated(self, index: int) -> None:
        self._shown = self.combo.itemData(index)
        self.finished.emit(self._shown)

    def retranslate(self) -> None:
        self._name(self.combo)
        self._fill()
