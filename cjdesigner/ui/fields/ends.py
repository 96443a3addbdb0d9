"""The two ends of a link, each to be followed."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cjdesigner.lanes.fields import Field
from cjdesigner.ui.fields.base import Around, Editor, emptied
from cjdesigner.ui.fields.links import End, end_text
from cjdesigner.ui.plain import label
from cjdesigner.words import tr


class EndsEditor(Editor):
    """From and to, for one link."""

    captioned = False

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._ends: tuple[tuple[str, str], ...] = ()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)

    def show_value(self, value: Any) -> None:
        """Both ends come from around."""

    def look_around(self, around: Around) -> None:
        link = around.document.links.get(around.ids[0]) if len(around.ids) == 1 else None
        ends = tuple((one, end_text(around.document, one)) for one in ((link.source, link.target) if link else ()))
        if ends != self._ends:
            self._ends = ends
            self._rebuild()

    def _rebuild(self) -> None:
        emptied(self._box)
        self.empty = not self._ends
        for name, (one, text) in zip((tr("From"), tr("To")), self._ends, strict=False):
            if self._box.count():
                self._box.addSpacing(6)
            self._box.addWidget(label(name, "label", self))
            end = End(text, self)
            end.setAccessibleName(f"{name}: {text}")
            end.clicked.connect(lambda _=False, one=one: self.picked.emit(one))
            self._box.addWidget(end)

    def retranslate(self) -> None:
        self._rebuild()
