"""The left pane: building blocks and personas, to drag onto the map."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from cjdesigner.draw import fonts
from cjdesigner.edit import personas
from cjdesigner.editor.session import Aspect, Session
from cjdesigner.lanes import LANE_TYPES
from cjdesigner.model import queries
from cjdesigner.model.records import Persona
from cjdesigner.ui import appearance, tiles
from cjdesigner.ui.palette_rows import BlockRow, PersonaRow
from cjdesigner.ui.plain import label, tip
from cjdesigner.ui.scrolling import scroll_area
from cjdesigner.words import tr, translate

WIDTH = 197
"""Pixels, as it comes."""


class _Shown(NamedTuple):
    persona: Persona
    target: bool
    takes_part: bool
    colour: str


class Palette(QWidget):
    """One row per lane type, one per persona, and a way to add a persona."""

    block_chosen = Signal(str)
    """The key of a lane type of which a card is to be added at the selection."""
    lane_chosen = Signal(str)
    """The key of a lane type of which a lane is to be added."""
    persona_added = Signal()
    """A new persona is selected, and waits for its name."""
    persona_opened = Signal(str)
    """The id of a persona whose page is asked for."""

    def __init__(self, session: Session | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Palette")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(WIDTH)
        self.setMaximumWidth(WIDTH + 44)
        for weight in ("SemiBold", "Bold"):
            fonts.load(f"CJSans-{weight}")
        self.session: Session | None = None
        self._basis: tuple[object, ...] = ()
        self._people: list[_Shown] | None = None
        self.area = scroll_area(self, takes_keyboard=False)
        self._inside = inside = QWidget(self.area)
        column = QVBoxLayout(inside)
        column.setContentsMargins(9, 12, 9, 10)
        column.setSpacing(4)
        self.blocks_title = label(kind="section", parent=inside)
        column.addWidget(self.blocks_title)
        self.blocks = [BlockRow(lane_type, inside) for lane_type in LANE_TYPES]
        for block in self.blocks:
            block.chosen.connect(lambda key=block.lane_type.key: self.block_chosen.emit(key))
            block.menu_asked.connect(lambda place, block=block: self.menu_for_block(block).popup(place))
            column.addWidget(block)
        column.addSpacing(10)
        self.people_title = label(kind="section", parent=inside)
        self.add_button = QPushButton(inside)
        self.add_button.setProperty("kind", "quiet")
        self.add_button.setIconSize(QSize(14, 14))
        self.add_button.clicked.connect(self._add)
        column.addWidget(self.people_title)
        self._people_box = QVBoxLayout()
        self._people_box.setSpacing(4)
        column.addLayout(self._people_box)
        line = QHBoxLayout()
        line.addWidget(self.add_button)
        line.addStretch(1)
        column.addLayout(line)
        column.addStretch(1)
        self.rows: list[PersonaRow] = []
        self.area.setWidget(inside)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 1, 0)
        box.addWidget(self.area)
        self.set_session(session)
        self.retranslate()

    def menu_for_block(self, block: BlockRow) -> QMenu:
        """What can be done with a building block."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        key = block.lane_type.key
        card = tr("Add a card: {name}", name=tr(block.lane_type.card_name))
        menu.addAction(appearance.icon("plus"), card, lambda: self.block_chosen.emit(key))
        lane = tr("Add a lane: {name}", name=tr(block.lane_type.name))
        menu.addAction(appearance.icon("rows-3"), lane, lambda: self.lane_chosen.emit(key))
        return menu

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 700)

    def set_session(self, session: Session | None) -> None:
        """Show the personas of another document."""
        if self.session is not None:
            self.session.forget(self._heard)
        self.session = session
        if session is not None:
            session.listen(self._heard)
        self._basis = ()
        self._update()

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.setAccessibleName(tr("Building blocks and personas"))
        self.blocks_title.setText(tr("Building blocks").upper())
        self.people_title.setText(tr("Personas").upper())
        self.add_button.setText(tr("Add persona"))
        self.add_button.setIcon(appearance.icon("plus", appearance.current().secondary))
        for block in self.blocks:
            block.retranslate()
        self._basis = ()
        self._people = None
        self._update()

    def _heard(self, aspect: Aspect) -> None:
        if aspect in ("document", "map"):
            self._update()
        elif aspect == "selection":
            self._mark()

    def _update(self) -> None:
        """The rows of the personas; nothing to do while personas and map are the same."""
        session = self.session
        document = session.document if session is not None else None
        journey = document.maps.get(session.map_id) if session is not None and document is not None else None
        basis = (document.personas if document else None, document.assets if document else None, journey)
        if len(basis) == len(self._basis) and all(a is b for a, b in zip(basis, self._basis, strict=True)):
            return
        self._basis = basis
        people: list[_Shown] = []
        if document is not None and session is not None:
            for one in queries.personas(document):
                colour = tiles.persona_colour(document, one, session.map_id)
                target = journey is not None and one.id in journey.targets
                people.append(_Shown(one, target, journey is not None and one.id in journey.personas, colour))
        if people == self._people:
            return
        self._people = people
        while len(self.rows) > len(people):
            row = self.rows.pop()
            self._people_box.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self.rows) < len(people):
            row = PersonaRow("", self._inside)
            row.chosen.connect(lambda row=row: self._select(row.persona_id))
            row.opened.connect(lambda row=row: self.persona_opened.emit(row.persona_id))
            row.menu_asked.connect(lambda place, row=row: self._persona_menu(row.persona_id, place))
            self._people_box.addWidget(row)
            self.rows.append(row)
            QWidget.setTabOrder(self.rows[-2] if len(self.rows) > 1 else self.blocks[-1], row)
            QWidget.setTabOrder(row, self.add_button)
        for row, shown in zip(self.rows, people, strict=True):
            self._fill(row, shown)
        self._mark()

    def _fill(self, row: PersonaRow, shown: _Shown) -> None:
        persona = shown.persona
        row.persona_id, row.letter, row.target = persona.id, persona.name, shown.target
        row.disc = shown.colour
        row.portrait = tiles.portrait(self.session.document, persona) if self.session is not None else None
        name = ", ".join(part for part in (persona.name or tr("No name"), persona.age) if part)
        hint = persona.role or (tr("target") if shown.target else "")
        if not shown.takes_part:
            hint = tr("not in this map")
        quote = persona.quote.strip("“”\"")
        said = "\n".join(part for part in (name, persona.role, f"“{quote}”" if quote else "") if part)
        ways = tr("Double-click opens the page; drag it onto the map to let it take part")
        row.say(name, hint, tip(f"{said}\n\n{ways}"))

    def _mark(self) -> None:
        chosen = self.session.selection if self.session is not None else ()
        for row in self.rows:
            row.mark(row.persona_id in chosen)

    def _select(self, persona_id: str) -> None:
        if self.session is not None:
            self.session.select([persona_id])

    def menu_for(self, persona_id: str) -> QMenu:
        """What can be done with a persona."""
        menu, session = QMenu(self), self.session
        journey = session.document.maps.get(session.map_id) if session is not None else None
        menu.addAction(appearance.icon("user"), tr("Open the page"), lambda: self.persona_opened.emit(persona_id))
        menu.addSeparator()
        for name, wanted in (
            (tr("Takes part in this map"), "takes_part"), (tr("Target persona"), "target"),
        ):  # fmt: skip
            entry = menu.addAction(name)
            entry.setCheckable(True)
            entry.setEnabled(journey is not None)
            known = (journey.personas if wanted == "takes_part" else journey.targets) if journey is not None else ()
            entry.setChecked(persona_id in known)
            entry.toggled.connect(lambda on, wanted=wanted: self._in_map(persona_id, wanted, on))
        menu.addSeparator()
        menu.addAction(appearance.icon("trash-2"), tr("Delete"), lambda: self._delete(persona_id))
        return menu

    def _delete(self, persona_id: str) -> None:
        session = self.session
        if session is not None and persona_id in session.saved_document.personas:
            session.commit(personas.delete(session.saved_document, persona_id), tr("Delete persona"))

    def _persona_menu(self, persona_id: str, place: QPoint) -> None:
        self._select(persona_id)
        menu = self.menu_for(persona_id)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _in_map(self, persona_id: str, name: str, wanted: bool) -> None:
        session = self.session
        if session is None:
            return
        document, map_id = session.saved_document, session.map_id
        if name == "target":
            document = personas.set_target(document, map_id, persona_id, wanted)
        else:
            document = (personas.take_part if wanted else personas.leave)(document, map_id, persona_id)
        session.commit(document, tr("Change the personas of the map"))

    def _add(self) -> None:
        session = self.session
        if session is None:
            return
        name = translate("New persona", session.document.project.language)
        document, persona_id = personas.add(session.saved_document, name, session.map_id)
        session.commit(document, tr("Add persona"), select=[persona_id])
        self.persona_added.emit()
