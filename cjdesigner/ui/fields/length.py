"""A length in scene units, or automatic."""

from __future__ import annotations

from typing import Any

from cjdesigner.edit.fields import MIXED
from cjdesigner.ui.fields.base import mixed_words
from cjdesigner.ui.fields.line import CheckedLineEditor
from cjdesigner.words import tr


class LengthEditor(CheckedLineEditor):
    """A whole number of units from ``field.low`` to ``field.high``; an empty line stands for automatic, 0."""

    def written(self, value: Any) -> str:
        return str(round(value)) if value else ""

    def parsed(self, text: str) -> Any:
        text = text.strip()
        if not text:
            return 0.0
        if not text.isdecimal() or len(text) > 6:
            return None
        return float(text) if self.field.low <= int(text) <= self.field.high else None

    def complaint(self) -> str:
        return tr("From {low} to {high}, or nothing for automatic.", low=int(self.field.low), high=int(self.field.high))

    def retranslate(self) -> None:
        super().retranslate()
        self.line.setPlaceholderText(mixed_words() if self._shown is MIXED else tr("Automatic"))
