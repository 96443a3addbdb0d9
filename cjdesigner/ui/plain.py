"""Text from a document made safe for widgets that would read markup or shortcuts into it, and plain search fields."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from cjdesigner.ui import appearance

_LONGEST_TIP = 400
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})


def tip(text: str) -> str:
    """The text for a tooltip: never markup, and not longer than anyone reads."""
    short = text if len(text) <= _LONGEST_TIP else text[:_LONGEST_TIP] + "…"
    return f"<span>{short.translate(_ESCAPED)}</span>".replace("\n", "<br>") if short else ""


def caption(text: str) -> str:
    """The text for a button, tab or menu entry, on one line: an & stays an &."""
    return " ".join(text.split()).replace("&", "&&")


def label(text: str = "", kind: str = "", parent: QWidget | None = None) -> QLabel:
    """A label that shows its text as it is; ``kind`` is its look in the style sheet."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    if kind:
        made.setProperty("kind", kind)
    return made


def clearable(field: QLineEdit) -> None:
    """Give a search field a cross that empties it, in the look in use; again after the look has changed."""
    field.setClearButtonEnabled(True)
    for action in field.findChildren(QAction):
        if action.objectName() == "_q_qlineeditclearaction":
            action.setIcon(appearance.icon("x", appearance.current().secondary))
