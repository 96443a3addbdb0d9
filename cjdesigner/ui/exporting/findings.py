"""What the user should know before exporting: text too small, and what would do; characters without a letterform."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cjdesigner.export import warnings
from cjdesigner.layout.plan import PagePlan
from cjdesigner.layout.printing import Advice
from cjdesigner.ui.exporting import wording
from cjdesigner.ui.exporting.planning import Planned
from cjdesigner.ui.plain import label, tip
from cjdesigner.words import ntr, tr


class Findings(QWidget):
    """Sentences, with buttons that take the advice."""

    larger_wanted = Signal(str)
    """This paper is to be taken."""
    sheets_wanted = Signal()
    """The map is to be laid over several sheets."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paper = ""
        self.planner = label("", "quiet")
        self.planner.setWordWrap(True)
        self.warning = label("", "warning")
        self.warning.setWordWrap(True)
        self.better = _link()
        self.better.clicked.connect(lambda: self.larger_wanted.emit(self._paper))
        self.sheets = _link()
        self.sheets.clicked.connect(self.sheets_wanted)
        self.boxes = label("", "warning")
        self.boxes.setWordWrap(True)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.better)
        line.addWidget(self.sheets)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.planner)
        column.addWidget(self.warning)
        column.addLayout(line)
        column.addWidget(self.boxes)
        self.clear()

    def clear(self) -> None:
        """Say nothing."""
        for part in (self.planner, self.warning, self.better, self.sheets, self.boxes):
            part.hide()
        self.hide()

    def show_findings(self, planned: Planned | None, advice: Advice | None, plan: PagePlan) -> None:
        """What was found out about the pages as laid out."""
        self.clear()
        if planned is None:
            return
        small = advice is not None and not advice.legible and plan.pages != "map"
        if advice is not None and advice.text:
            said = self.warning if small else self.planner
            said.setText(advice.text)
            said.show()
        if small and advice is not None:
            self._paper = advice.paper
            self.better.setVisible(bool(advice.paper))
            self.better.setText(tr("Use {page}", page=wording.page_name(advice.paper)))
            self.sheets.setVisible(bool(advice.sheets))
            self.sheets.setText(ntr("Use {count} sheet", "Use {count} sheets", advice.sheets))
        if planned.uncovered:
            self.boxes.setText(warnings.boxes_of(planned.uncovered))
            told = [f"{one.character}  {one.code} {one.name}: “{one.line}”" for one in planned.uncovered[:12]]
            self.boxes.setToolTip(tip("\n".join(told)))
            self.boxes.show()
        self.setVisible(any(not part.isHidden() for part in (self.planner, self.warning, self.boxes)))


def _link() -> QPushButton:
    made = QPushButton()
    made.setProperty("kind", "link")
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made
