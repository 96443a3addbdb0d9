"""The parts that choices stand in: a caption with what belongs to it, and pages turned by tabs."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QLayout, QScrollArea, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from cjdesigner.ui.plain import label
from cjdesigner.ui.scrolling import scroll_area
from cjdesigner.words import tr


class Section(QWidget):
    """A caption and widgets below it."""

    def __init__(self, name: str, *widgets: QWidget) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)
        if name:
            self.column.addWidget(label(name, "label"))
        for widget in widgets:
            self.column.addWidget(widget)


def section(rows: QLayout, name: str, *widgets: QWidget) -> Section:
    """A caption and widgets below it, as one part that can be hidden."""
    part = Section(name, *widgets)
    rows.addWidget(part)
    return part


def scrolled(part: QWidget) -> QScrollArea:
    """The part, scrolled where there is not room for all of it."""
    area = scroll_area(takes_keyboard=False)
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(part)
    area.setWidget(holder)
    return area


def turned(parts: Mapping[str, QWidget]) -> tuple[QTabBar, QStackedWidget]:
    """Tabs with these names, and the parts that they turn to, each scrolled by itself."""
    tabs = QTabBar()
    tabs.setExpanding(True)
    tabs.setDrawBase(False)
    tabs.setAccessibleName(tr("Choices"))
    stack = QStackedWidget()
    for name, part in parts.items():
        tabs.addTab(name)
        stack.addWidget(scrolled(part))
    tabs.currentChanged.connect(stack.setCurrentIndex)
    return tabs, stack
