"""Conflicts of a merge: for each value in dispute, ours beside theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cjdesigner.ui.dialogs.frame import cancel_button, fit_screen, go_button
from cjdesigner.ui.plain import label
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.disputes import Dispute


class Conflicts(QDialog):
    """A row for each value: what it is, and two buttons of which one is down. Ours are, to begin with."""

    def __init__(self, disputes: list[Dispute], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Settle conflicts"))
        self.rows: dict[str, dict[bool, QPushButton]] = {}
        """By conflict: the button of ours under False, of theirs under True."""
        explained = label(tr("Both sides changed these values. Choose which is to be; Undo takes it back."), "quiet")
        explained.setWordWrap(True)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for dispute in disputes:
            self._add(grid, dispute)
        grid.setRowStretch(grid.rowCount(), 1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        foot = QHBoxLayout()
        for words, theirs in ((tr("All yours"), False), (tr("All theirs"), True)):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, theirs=theirs: self.choose_all(theirs))
            foot.addWidget(button)
        foot.addStretch()
        foot.addWidget(cancel_button(self))
        self.go = go_button(self, tr("Settle"))
        foot.addWidget(self.go)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(10)
        rows.addWidget(label(tr("Settle conflicts"), "title"))
        rows.addWidget(explained)
        rows.addWidget(area, 1)
        rows.addLayout(foot)
        fit_screen(self, 620, min(640, 180 + 98 * len(disputes)))

    def choose_all(self, theirs: bool) -> None:
        """Press the button of that side in every row."""
        for buttons in self.rows.values():
            buttons[theirs].setChecked(True)

    def chosen(self) -> dict[str, bool]:
        """By conflict, whether theirs is to be."""
        return {one: buttons[True].isChecked() for one, buttons in self.rows.items()}

    def _add(self, grid: QGridLayout, dispute: Dispute) -> None:
        row = grid.rowCount()
        subject = label(f"{dispute.subject}  ·  {dispute.field}", "label")
        subject.setWordWrap(True)
        grid.addWidget(subject, row, 0, 1, 2)
        group = QButtonGroup(self)
        self.rows[dispute.conflict.id] = {}
        for place, (theirs, words, value) in enumerate(
            ((False, tr("Yours"), dispute.ours), (True, tr("Theirs"), dispute.theirs)), 1
        ):
            button = QPushButton(words)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setProperty("kind", "choice")
            button.setMinimumWidth(76)
            button.setChecked(not theirs)
            button.setAccessibleName(f"{subject.text()}: {words}")
            button.setAccessibleDescription(value)
            group.addButton(button)
            self.rows[dispute.conflict.id][theirs] = button
            shown = label(value)
            shown.setWordWrap(True)
            shown.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(button, row + place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(shown, row + place, 1)
        grid.setRowMinimumHeight(row + 3, 8)

    @classmethod
    def ask(cls, disputes: list[Dispute], parent: QWidget | None) -> dict[str, bool] | None:
        """By conflict, whether theirs is to be; None where nothing is to be settled."""
        dialog = cls(disputes, parent)
        try:
            return dialog.chosen() if dialog.exec() == QDialog.DialogCode.Accepted else None
        finally:
            dialog.deleteLater()
