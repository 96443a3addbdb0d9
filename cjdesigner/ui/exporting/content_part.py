"""What of the project: for which readers, which maps, under which view, which lanes and personas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cjdesigner.editor import naming
from cjdesigner.export.order import Order
from cjdesigner.files.settings import ExportChoices
from cjdesigner.lanes import drawn_as
from cjdesigner.layout.plan import PagePlan
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.looks import Look
from cjdesigner.model.records import Audience
from cjdesigner.ui.dialogs.choice import Choice
from cjdesigner.ui.exporting.section import section
from cjdesigner.ui.exporting.ticks import Ticks
from cjdesigner.ui.fields.choice import Quiet
from cjdesigner.ui.plain import label
from cjdesigner.words import ntr, tr

ON_SCREEN = "\0"
"""Instead of the name of a view."""
_MISSING = "?"
"""Before the name of a profile that this project does not have."""


class ContentPart(QWidget):
    """Readers, maps, view, lanes and personas; what there is only one of is not asked for."""

    changed = Signal()
    profiles_wanted = Signal()
    """The user wants to change the audience profiles."""

    def __init__(
        self,
        document: Document,
        shown: str,
        last: ExportChoices,
        screen: Mapping[str, Look] | None = None,
        one_file: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``shown`` is the map in view; ``screen`` is how maps are looked at, where that is not the whole map.

        ``one_file`` leaves out whether every map gets a file of its own.
        """
        super().__init__(parent)
        self._screen = dict(screen or {})
        self._document = document
        self._maps = queries.maps(document)
        self._shown = shown
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(14)

        self.audience = Quiet()
        self.audience.setAccessibleName(tr("For whom"))
        self.left_out = label("", "quiet")
        self.left_out.setWordWrap(True)
        self.profiles = QPushButton(tr("Audience profiles…"))
        self.profiles.setProperty("kind", "link")
        self.profiles.setAutoDefault(False)
        self.profiles.setToolTip(tr("Say what a kind of reader is not to see"))
        self.profiles.clicked.connect(self.profiles_wanted)
        readers = section(rows, tr("For whom"), self.audience, self.left_out)
        readers.column.addWidget(self.profiles)
        readers.column.setAlignment(self.profiles, Qt.AlignmentFlag.AlignLeft)

        self.which = Choice((("this", tr("This map")), ("all", tr("All maps")), ("choose", tr("Choose"))))
        self.list = Ticks(tr("Maps"))
        self.list.show_entries((one.id, naming.map_name(one), one.id == shown) for one in self._maps)
        self._maps_part = section(rows, tr("Maps"), self.which, self.list)
        self._maps_part.setVisible(len(self._maps) > 1)
        self.files = Choice((("one", tr("One file")), ("each", tr("A file each"))), across=2)
        self._files_part = section(rows, tr("Files"), self.files)
        self._one_file = one_file

        self.view = Quiet()
        self.view.setAccessibleName(tr("Which view"))
        self._view_part = section(rows, tr("Which view"), self.view)
        self.lanes_choice = Choice((("all", tr("All")), ("choose", tr("Choose"))), across=2)
        self.lanes = Ticks(tr("Lanes"))
        section(rows, tr("Lanes"), self.lanes_choice, self.lanes)
        self.personas_choice = Choice((("all", tr("All")), ("choose", tr("Choose"))), across=2)
        self.personas = Ticks(tr("Personas"))
        self._personas_part = section(rows, tr("Personas"), self.personas_choice, self.personas)
        rows.addStretch(1)
        self.take(last)

        for choice in (self.which, self.files, self.lanes_choice, self.personas_choice):
            choice.chosen.connect(self._settle)
        for combo in (self.audience, self.view):
            combo.currentIndexChanged.connect(self._settle)
        for ticks in (self.list, self.lanes, self.personas):
            ticks.ticked.connect(self._settle)

    def take(self, last: ExportChoices) -> None:
        """Show these choices; which maps, lanes and personas were ticked belongs to one project and is not kept."""
        self.which.choose(last.maps if last.maps != "choose" else "this")
        self.files.choose("each" if last.each else "one")
        self._fill_audiences(last.audience)
        self.view.blockSignals(True)
        self.view.clear()
        self.view.addItem(tr("The whole map"), "")
        if self._screen:
            self.view.addItem(tr("As on screen"), ON_SCREEN)
        names = dict.fromkeys(one.name for journey in self._maps for one in queries.views(self._document, journey.id))
        for name in names:
            self.view.addItem(name or tr("Untitled"), name)
        # What is hidden on the screen is not handed out by surprise.
        self.view.setCurrentIndex(max(0, self.view.findData(last.view or (ON_SCREEN if self._screen else ""))))
        self.view.blockSignals(False)
        self._view_part.setVisible(self.view.count() > 1)
        self._fill_lanes(())
        people = queries.personas(self._document)
        self.personas.show_entries((one.id, one.name or tr("Untitled"), True) for one in people)
        self._personas_part.setVisible(len(people) > 0)
        self._show()

    def take_profiles(self, document: Document, chosen: str = "") -> None:
        """The project's profiles are others now; ``chosen`` is the id of the one to take, else it stays."""
        own = self.audience_chosen()
        wanted = chosen or (own.id if own is not None else "")
        self._document = document
        name = document.audiences[wanted].name if wanted in document.audiences else ""
        self._fill_audiences(name, wanted)
        self._settle()

    def map_ids(self) -> tuple[str, ...]:
        """The maps that are chosen, in the order of the project."""
        which = self.which.value()
        if which == "all":
            return tuple(each.id for each in self._maps)
        if which == "choose":
            return self.list.keys(True)
        return (self._shown,) if any(each.id == self._shown for each in self._maps) else ()

    def audience_chosen(self) -> Audience | None:
        """The profile of the readers; None for those who may see everything."""
        return self._document.audiences.get(str(self.audience.currentData() or ""))

    def missing_audience(self) -> str:
        """The name of a profile that is asked for and that this project does not have; "" where all is well."""
        key = str(self.audience.currentData() or "")
        return key.removeprefix(_MISSING) if key.startswith(_MISSING) else ""

    def is_each(self) -> bool:
        """Whether every map gets a file of its own."""
        return self.files.value() == "each" and len(self.map_ids()) > 1 and not self._one_file

    def view_name(self) -> str:
        """The saved view that is asked for, or ""."""
        chosen = str(self.view.currentData() or "")
        return "" if chosen == ON_SCREEN else chosen

    def looks(self) -> tuple[tuple[str, Look], ...]:
        """How the maps are looked at, where they are to be shown as on the screen."""
        return tuple(self._screen.items()) if self.view.currentData() == ON_SCREEN else ()

    def lanes_left(self) -> tuple[str, ...]:
        """Lanes that are not ticked."""
        return self.lanes.keys(False) if self.lanes_choice.value() == "choose" else ()

    def personas_left(self) -> tuple[str, ...]:
        """Personas that are not ticked."""
        return self.personas.keys(False) if self.personas_choice.value() == "choose" else ()

    def order(self, endings: tuple[str, ...], pages: PagePlan, **how: Any) -> Order:
        """An order for what is chosen here, in these formats and on these pages; ``how`` are other fields of it."""
        return Order(
            self.map_ids(),
            endings,
            pages,
            audience=self.audience_chosen(),
            view=self.view_name(),
            screen=self.looks(),
            lanes=self.lanes_left(),
            personas=self.personas_left(),
            **how,
        )

    def _fill_audiences(self, name: str, wanted: str = "") -> None:
        self.audience.blockSignals(True)
        self.audience.clear()
        self.audience.addItem(tr("Everyone"), "")
        known = queries.audiences(self._document)
        for one in known:
            self.audience.addItem(one.name or tr("Untitled"), one.id)
        own = wanted or next((one.id for one in known if one.name == name), "")
        if name and not own:
            # Never is more shown than was meant: whoever asked for a profile decides again.
            self.audience.addItem(tr("“{name}” (not in this project)", name=name), _MISSING + name)
            own = _MISSING + name
        self.audience.setCurrentIndex(max(0, self.audience.findData(own)))
        self.audience.blockSignals(False)

    def _fill_lanes(self, left: tuple[str, ...]) -> None:
        entries = []
        chosen = self.map_ids()
        for journey in self._maps:
            if journey.id in chosen:
                for lane in queries.structure(self._document, journey.id).lanes:
                    name = lane.name or tr(drawn_as(lane.type).name)
                    titled = f"{name}  ·  {naming.map_name(journey)}" if len(chosen) > 1 else name
                    entries.append((lane.id, titled, lane.id not in left))
        self.lanes.show_entries(entries)

    def _settle(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self.list.setVisible(self.which.value() == "choose")
        self._files_part.setVisible(len(self.map_ids()) > 1 and not self._one_file)
        listed = {*self.lanes.keys(True), *self.lanes.keys(False)}
        present = {lane.id for lane in self._document.lanes.values() if lane.map in self.map_ids()}
        if listed != present:
            self._fill_lanes(self.lanes.keys(False))
        self.lanes.setVisible(self.lanes_choice.value() == "choose")
        self.personas.setVisible(self.personas_choice.value() == "choose")
        said = told_hidden(self._document, self.audience_chosen())
        self.left_out.setText(said)
        self.left_out.setVisible(bool(said))


def told_hidden(document: Document, audience: Audience | None) -> str:
    """What a profile leaves out, in a sentence; "" where there is no profile."""
    if audience is None:
        return ""
    hidden = []
    for wanted, name in (
        (audience.without_owners, tr("owners")),
        (audience.without_notes, tr("notes")),
        (audience.without_evidence, tr("evidence")),
        (audience.without_drafts, tr("draft cards")),
        (audience.without_tags, tr("tags")),
        (audience.without_votes, tr("votes")),
    ):
        if wanted:
            hidden.append(name)
    types = [tr(drawn_as(key).name) for key in audience.lane_types]
    lanes = [document.lanes[one] for one in audience.lanes if one in document.lanes]
    people = [document.personas[one].name for one in audience.personas if one in document.personas]
    named = [*types, *dict.fromkeys(one.name or tr(drawn_as(one.type).name) for one in lanes), *people]
    if len(named) > 4:
        named = [*named[:3], ntr("{count} more", "{count} more", len(named) - 3)]
    hidden += named
    if not hidden:
        return tr("This profile leaves nothing out.")
    return tr("Left out: {names}. Parked cards stay behind.", names=", ".join(hidden))
