"""How the maps are laid on pages: the way, the paper, and the sheets of a wall."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cjdesigner.files.settings import ExportChoices
from cjdesigner.layout.pages import ORIENTATIONS, SIZES
from cjdesigner.layout.plan import KINDS, PagePlan
from cjdesigner.ui.dialogs.choice import Choice
from cjdesigner.ui.dialogs.count_field import CountField
from cjdesigner.ui.exporting import wording
from cjdesigner.ui.exporting.section import section
from cjdesigner.ui.fields.choice import Quiet
from cjdesigner.ui.plain import label
from cjdesigner.words import tr

_PAPERLESS = ("map", "tour")
_TEXTS = (6.0, 7.0, 8.0, 9.0, 10.0, 12.0, 14.0)


class PagesPart(QWidget):
    """The way to lay out pages; paper and sheets are shown where it has a use for them."""

    changed = Signal()

    def __init__(self, last: ExportChoices, kinds: Sequence[str] = KINDS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(14)
        self.kind = Choice(((kind, wording.kind_name(kind)) for kind in kinds), across=2)
        for kind in kinds:
            self.kind.button(kind).setToolTip(wording.kind_hint(kind))
        self.hint = label("", "quiet")
        self.hint.setWordWrap(True)
        section(rows, tr("Pages"), self.kind, self.hint)

        self.page = Quiet()
        self.page.setAccessibleName(tr("Paper"))
        for name in SIZES:
            self.page.addItem(wording.page_label(name), name)
        self._paper = section(rows, tr("Paper"), self.page)
        self.orientation = Choice((name, wording.orientation_name(name)) for name in ORIENTATIONS)
        self._orientation = section(rows, tr("Orientation"), self.orientation)

        self.sheets_by = Choice((("text", tr("By text size")), ("grid", tr("By number"))), across=2)
        self.text = Quiet()
        self.text.setAccessibleName(tr("Size of the text of cards"))
        self.columns, self.rows = CountField(1, 50), CountField(1, 50)
        self.columns.setAccessibleName(tr("Sheets beside each other"))
        self.rows.setAccessibleName(tr("Sheets below each other"))
        self._grid = QWidget()
        line = QHBoxLayout(self._grid)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for part in (self.columns, label("×", "quiet"), self.rows):
            line.addWidget(part)
        line.addWidget(label(tr("sheets"), "quiet"), 1)
        self._sheets = section(rows, tr("How many sheets"), self.sheets_by, self.text, self._grid)
        rows.addStretch(1)
        self._allowed: tuple[str, ...] = tuple(kinds)
        self.take(last)

        for choice in (self.kind, self.orientation, self.sheets_by):
            choice.chosen.connect(self._settle)
        for combo in (self.page, self.text):
            combo.currentIndexChanged.connect(self._settle)
        self.columns.changed.connect(self._settle)
        self.rows.changed.connect(self._settle)

    def take(self, last: ExportChoices) -> None:
        """Show these choices; tells nobody."""
        parts = (self.page, self.text, self.columns, self.rows)
        for part in parts:
            part.blockSignals(True)
        self.kind.choose(last.kind())
        self.page.setCurrentIndex(max(0, self.page.findData(last.page)))
        self.orientation.choose(last.orientation)
        self.text.clear()
        for size in sorted({*_TEXTS, last.text}):
            self.text.addItem(tr("Text of {size} pt", size=wording.number(size, 1)), size)
        self.text.setCurrentIndex(max(0, self.text.findData(last.text)))
        self.sheets_by.choose("grid" if last.columns and last.rows else "text")
        self.columns.set_value(last.columns or 2)
        self.rows.set_value(last.rows or 2)
        for part in parts:
            part.blockSignals(False)
        self._show()

    def allow(self, kinds: Sequence[str]) -> None:
        """Offer only these ways; another one that was chosen stays chosen, for formats that take it."""
        self._allowed = tuple(kinds)
        self._show()

    def plan(self) -> PagePlan:
        """What is chosen now."""
        made = PagePlan(self.kind.value(), str(self.page.currentData()), self.orientation.value())
        if self.sheets_by.value() == "grid":
            return made._replace(grid=(self.columns.value(), self.rows.value()))
        return made._replace(text=float(self.text.currentData() or made.text))

    def choices(self) -> dict[str, Any]:
        """The same as fields of ``ExportChoices``, to be remembered."""
        plan = self.plan()
        return {
            "pages": plan.pages,
            "page": plan.paper,
            "orientation": plan.orientation,
            "columns": plan.grid[0] if plan.grid else 0,
            "rows": plan.grid[1] if plan.grid else 0,
            "text": plan.text,
        }

    def choose_page(self, name: str) -> None:
        """Take this paper, or a page as large as the map for "map"."""
        if name == "map":
            self.kind.choose("map")
        else:
            if self.kind.value() in _PAPERLESS:
                self.kind.choose("paper")
            self.page.setCurrentIndex(max(0, self.page.findData(name)))
        self._settle()

    def choose_kind(self, kind: str) -> None:
        """Take this way to lay out pages."""
        self.kind.choose(kind)
        self._settle()

    def _settle(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        kind = self.kind.value()
        for each in KINDS:
            try:
                self.kind.button(each).setEnabled(each in self._allowed)
            except KeyError:
                continue
        self.hint.setText(wording.kind_hint(kind))
        self._paper.setVisible(kind not in _PAPERLESS)
        self._orientation.setVisible(kind not in _PAPERLESS)
        self._sheets.setVisible(kind == "tiled")
        by_grid = self.sheets_by.value() == "grid"
        self.text.setVisible(not by_grid)
        self._grid.setVisible(by_grid)
