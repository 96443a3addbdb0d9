"""A caption with what belongs to it."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from cjdesigner.ui.plain import label


def section(rows: QLayout, name: str, *widgets: QWidget) -> QWidget:
    """A caption and widgets below it, as one part that can be hidden."""
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    if name:
        column.addWidget(label(name, "label"))
    for widget in widgets:
        column.addWidget(widget)
    rows.addWidget(part)
    return part


def page(spacing: int = 16) -> tuple[QWidget, QVBoxLayout]:
    """An empty page of options and its column."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    return made, column
