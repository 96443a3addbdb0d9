"""Texts that run from right to left, at the right edge of their field: by their first letter, as in a browser."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from cjdesigner.draw.text import from_right


def follow(field: QPlainTextEdit) -> None:
    """Keep a field's text at the edge where it begins. Qt does so by itself in single lines only."""

    def align() -> None:
        # The first thousand characters decide; a whole long text need not be copied at each key.
        block = field.document().begin()
        right = False
        for _ in range(20):
            if not block.isValid() or block.text().strip():
                right = from_right(block.text()[:1000])
                break
            block = block.next()
        option = field.document().defaultTextOption()
        wanted = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        if option.alignment() != wanted:
            option.setAlignment(wanted)
            field.document().setDefaultTextOption(option)

    # The document's own signal: that of the field is blocked while a form fills it.
    field.document().contentsChanged.connect(align)
    align()
