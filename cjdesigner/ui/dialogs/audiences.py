"""Audience profiles: what a kind of reader is not to see. Every change is a step that can be undone."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cjdesigner.edit import audiences
from cjdesigner.editor import naming
from cjdesigner.editor.session import Session
from cjdesigner.lanes import LANE_TYPES, drawn_as
from cjdesigner.model import queries
from cjdesigner.model.records import MAX_TEXT, Audience
from cjdesigner.ui import appearance
from cjdesigner.ui.dialogs.frame import fit_screen
from cjdesigner.ui.exporting.section import section
from cjdesigner.ui.exporting.ticks import Ticks
from cjdesigner.ui.fields.tick import Tick
from cjdesigner.ui.plain import label
from cjdesigner.words import ntr, tr

_USUAL = {"without_owners": True, "without_notes": True, "without_evidence": True, "without_drafts": True}
"""What the first profile of a project hides."""
_ROWS = 14
"""Entries of a list beyond which it scrolls."""
_COUNTED = 5_000
"""Cards beyond which those that are left out are not counted at every tick."""


class AudiencesDialog(QDialog):
    """Profiles at the left, at the right what the chosen one leaves out."""

    def __init__(self, session: Session, chosen: str = "", parent: QWidget | None = None) -> None:
        """``chosen`` is the id of the profile to show first."""
        super().__init__(parent)
        self.setWindowTitle(tr("Audience profiles"))
        self._session = session
        self._first = session.history.position
        self._filling = False
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(12)
        rows.addWidget(label(tr("Audience profiles"), "title"))
        said = tr("What a kind of reader is not to see: on screen, in print, and in any file made for them.")
        about = label(said, "quiet")
        about.setWordWrap(True)
        rows.addWidget(about)
        columns = QHBoxLayout()
        columns.setSpacing(20)
        self.left = self._left()
        columns.addWidget(self.left)
        columns.addWidget(self._right(), 1)
        rows.addLayout(columns, 1)
        foot = QHBoxLayout()
        self.count = label("", "quiet")
        self.close_button = QPushButton(tr("Done"))
        self.close_button.setProperty("kind", "primary")
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.accept)
        foot.addWidget(self.count, 1)
        foot.addWidget(self.close_button)
        rows.addLayout(foot)
        fit_screen(self, 760, 640)
        for keys, run in (("Ctrl+Z", self._undo), ("Ctrl+Shift+Z", self._redo), ("Ctrl+Y", self._redo)):
            QShortcut(QKeySequence(keys), self).activated.connect(run)
        self._fill(chosen)

    # Building

    def _left(self) -> QWidget:
        made = QWidget()
        made.setFixedWidth(210)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Audience profiles"))
        self.list.currentItemChanged.connect(lambda *_: self._show())
        self.list.itemDoubleClicked.connect(lambda _: self._name_it())
        self.add_button = QPushButton(tr("New profile"))
        self.add_button.setIcon(appearance.icon("plus"))
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(self.add)
        self.delete_button = QPushButton()
        self.delete_button.setIcon(appearance.icon("trash-2"))
        self.delete_button.setAutoDefault(False)
        self.delete_button.setToolTip(tr("Delete this profile"))
        self.delete_button.setAccessibleName(tr("Delete this profile"))
        self.delete_button.clicked.connect(self.delete)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.add_button, 1)
        line.addWidget(self.delete_button)
        column.addWidget(self.list, 1)
        column.addLayout(line)
        return made

    def _right(self) -> QWidget:
        self.form = QWidget()
        column = QVBoxLayout(self.form)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(14)
        self.name = QLineEdit()
        self.name.setMaxLength(MAX_TEXT)
        self.name.setAccessibleName(tr("Name of the profile"))
        self.name.editingFinished.connect(self._renamed)
        section(column, tr("Name"), self.name)
        grid_holder = QWidget()
        grid = QGridLayout(grid_holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(8)
        self.checks: dict[str, Tick] = {}
        for place, (field, words) in enumerate(
            (
                ("without_owners", tr("Owners")),
                ("without_notes", tr("Notes")),
                ("without_evidence", tr("Evidence")),
                ("without_drafts", tr("Draft cards")),
                ("without_tags", tr("Tags")),
                ("without_votes", tr("Votes")),
            )
        ):
            check = Tick(words)
            check.toggled.connect(lambda on, field=field: self._change(**{field: on}))
            self.checks[field] = check
            grid.addWidget(check, place // 2, place % 2)
        section(column, tr("Leave out"), grid_holder)
        self.lane_types = Ticks(tr("Leave out all lanes of a kind"), _ROWS)
        self.lanes = Ticks(tr("Leave out single lanes"), _ROWS)
        self.personas = Ticks(tr("Leave out personas"), _ROWS)
        self._types_part = section(column, tr("Leave out all lanes of a kind"), self.lane_types)
        self._lanes_part = section(column, tr("Leave out single lanes"), self.lanes)
        self._personas_part = section(column, tr("Leave out personas"), self.personas)
        column.addStretch(1)
        for field in ("lane_types", "lanes", "personas"):
            ticks: Ticks = getattr(self, field)
            ticks.ticked.connect(lambda field=field, ticks=ticks: self._ticked(field, ticks))
        self.empty = QWidget()
        middle = QVBoxLayout(self.empty)
        middle.setSpacing(14)
        said = label(tr("There is no profile yet. Make one for each kind of reader."), "quiet")
        first = QPushButton(tr("New profile"))
        first.setProperty("kind", "primary")
        first.setAutoDefault(False)
        first.clicked.connect(self.add)
        middle.addStretch(1)
        middle.addWidget(said, 0, Qt.AlignmentFlag.AlignCenter)
        middle.addWidget(first, 0, Qt.AlignmentFlag.AlignCenter)
        middle.addStretch(1)
        self.area = QScrollArea()
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(self.form)
        holder = QWidget()
        both = QVBoxLayout(holder)
        both.setContentsMargins(0, 0, 0, 0)
        both.addWidget(self.area, 1)
        both.addWidget(self.empty, 1)
        return holder

    # What is shown

    def chosen(self) -> Audience | None:
        """The profile in view."""
        item = self.list.currentItem()
        key = item.data(Qt.ItemDataRole.UserRole) if item is not None else ""
        return self._session.saved_document.audiences.get(key)

    def _fill(self, chosen: str = "") -> None:
        """The list as the project has it now."""
        self._filling = True
        known = queries.audiences(self._session.saved_document)
        self.list.clear()
        for one in known:
            item = QListWidgetItem(" ".join(one.name.split()) or tr("Untitled"))
            item.setData(Qt.ItemDataRole.UserRole, one.id)
            self.list.addItem(item)
        place = next((row for row, one in enumerate(known) if one.id == chosen), 0 if known else -1)
        self.list.setCurrentRow(place)
        self._filling = False
        self._show()

    def _show(self) -> None:
        if self._filling:
            return
        self._filling = True
        one = self.chosen()
        self.area.setVisible(one is not None)
        self.empty.setVisible(one is None)
        self.left.setVisible(self.list.count() > 0)
        usual = "" if one is None else "primary"  # without a profile, making one is what comes next
        if self.close_button.property("kind") != usual:
            self.close_button.setProperty("kind", usual)
            self.close_button.style().unpolish(self.close_button)
            self.close_button.style().polish(self.close_button)
        self.delete_button.setEnabled(one is not None)
        if one is not None:
            self.name.setText(one.name)
            for field, check in self.checks.items():
                check.setChecked(bool(getattr(one, field)))
            self._fill_ticks(one)
        self._filling = False
        self._count()

    def _fill_ticks(self, one: Audience) -> None:
        document = self._session.saved_document
        used = {lane.type for lane in document.lanes.values()}
        kinds = [kind for kind in LANE_TYPES if kind.key in used or kind.key in one.lane_types]
        self.lane_types.show_entries((kind.key, tr(kind.name), kind.key in one.lane_types) for kind in kinds)
        journeys = queries.maps(document)
        entries = []
        for journey in journeys:
            for lane in queries.structure(document, journey.id).lanes:
                name = lane.name or tr(drawn_as(lane.type).name)
                titled = f"{name}  ·  {naming.map_name(journey)}" if len(journeys) > 1 else name
                entries.append((lane.id, titled, lane.id in one.lanes))
        self.lanes.show_entries(entries)
        people = queries.personas(document)
        self.personas.show_entries((each.id, each.name or tr("Untitled"), each.id in one.personas) for each in people)
        self._types_part.setVisible(bool(kinds))
        self._lanes_part.setVisible(bool(entries))
        self._personas_part.setVisible(bool(people))

    def _count(self) -> None:
        one = self.chosen()
        document = self._session.saved_document
        if one is None or len(document.cards) > _COUNTED:
            self.count.setText("")
            return
        gone = len(document.cards) - len(audiences.for_audience(document, one).cards)
        self.count.setText(
            ntr("{count} card is left out.", "{count} cards are left out.", gone)
            if gone
            else tr("No card is left out.")
        )

    # Edits

    def add(self) -> None:
        """A profile more, ready to be named."""
        document = self._session.saved_document
        if document.audiences:
            made, key = audiences.add(document, tr("New profile"))
        else:
            made, key = audiences.add(document, tr("Client"), **_USUAL)
        self._session.commit(made, tr("Add audience profile"))
        self._fill(key)
        self._name_it()

    def delete(self) -> None:
        """Without the profile in view; the next one is shown."""
        one = self.chosen()
        if one is None:
            return
        row = self.list.currentRow()
        step = tr("Delete audience profile “{name}”", name=one.name[:40])
        self._session.commit(audiences.delete(self._session.saved_document, one.id), step)
        known = queries.audiences(self._session.saved_document)
        self._fill(known[min(row, len(known) - 1)].id if known else "")
        (self.list if known else self.add_button).setFocus()

    def _name_it(self) -> None:
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def _renamed(self) -> None:
        one = self.chosen()
        name = " ".join(self.name.text().split())
        if self._filling or one is None or name == one.name:
            return
        if not name:
            self.name.setText(one.name)
            return
        document = audiences.change(self._session.saved_document, one.id, name=name)
        self._session.commit(document, tr("Rename audience profile"))
        self.list.currentItem().setText(name)

    def _ticked(self, field: str, ticks: Ticks) -> None:
        one = self.chosen()
        if one is None:
            return
        # Ids that are not listed, since what they name is gone, stay: undo may bring it back.
        listed = {*ticks.keys(True), *ticks.keys(False)}
        self._change(**{field: (*(key for key in getattr(one, field) if key not in listed), *ticks.keys(True))})

    def _change(self, **changes: Any) -> None:
        one = self.chosen()
        if self._filling or one is None:
            return
        document = audiences.change(self._session.saved_document, one.id, **changes)
        self._session.commit(document, tr("Change audience profile “{name}”", name=one.name[:40]))
        self._count()

    def _undo(self) -> None:
        """One step back, no further than to when the dialog opened."""
        if self._session.history.position > self._first:
            own = self.chosen()
            self._session.undo()
            self._fill(own.id if own is not None else "")

    def _redo(self) -> None:
        own = self.chosen()
        if self._session.redo() is not None:
            self._fill(own.id if own is not None else "")

    def done(self, result: int) -> None:
        """What is being typed is kept."""
        self._renamed()
        super().done(result)

    @classmethod
    def ask(cls, parent: QWidget | None, session: Session, chosen: str = "") -> str:
        """Show the dialog and wait; the id of the profile in view at the end, "" for none."""
        dialog = cls(session, chosen, parent)
        dialog.exec()
        one = dialog.chosen()
        dialog.deleteLater()
        return one.id if one is not None else ""
