"""The page of the project: what it is called and by whom, its maps with their reviews, and its personas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from cjdesigner.edit import maps, personas, phases
from cjdesigner.editor.session import Aspect, Session
from cjdesigner.layout.engine import Engine
from cjdesigner.model import queries, stopping
from cjdesigner.model.document import Document
from cjdesigner.model.records import MAX_TEXT
from cjdesigner.theme import tokens
from cjdesigner.ui import appearance, tiles
from cjdesigner.ui.background import Task
from cjdesigner.ui.dialogs.template_pictures import picture
from cjdesigner.ui.inspector_form import Form
from cjdesigner.ui.inspector_records import PROJECT_PAGE as FIELDS
from cjdesigner.ui.inspector_subjects import Subject
from cjdesigner.ui.map_tabs import NameLine
from cjdesigner.ui.pages.map_tile import WIDE, MapTile, due
from cjdesigner.ui.pages.page import INSET, WIDEST, Page, PageCard
from cjdesigner.ui.pause import pause
from cjdesigner.ui.plain import caption, label
from cjdesigner.words import ntr, tr, translate

W = TypeVar("W", bound=QWidget)

_AT_A_TIME = 30
"""Milliseconds between two pictures: the page stays usable while they are drawn."""
_GAP = 14
_SHARE, _WIDEST, _WIDE = 0.62, 1760, 400
"""How much of a large window the sheet takes, pixels that it takes at most, and those of a tile on it."""


class Sheet(Form):
    """The fields of the project, laid out as a page."""

    def arrange(self) -> None:
        rows = self.rows
        self.header.hide()
        rows["title"].name.hide()
        rows["title"].wear("display")
        rows["notes"].wear("flat")
        self.facts = label(kind="quiet", parent=self)
        self.due = label(kind="warning", parent=self)
        self.due.setWordWrap(True)
        both = QHBoxLayout()
        both.setSpacing(24)
        rows["author"].setMinimumWidth(220)
        both.addWidget(rows["author"], 1, Qt.AlignmentFlag.AlignTop)
        both.addWidget(rows["language"], 1, Qt.AlignmentFlag.AlignTop)
        rows["language"].name.setProperty("flush", True)  # there are buttons below it
        rows["language"].column.setContentsMargins(INSET, 0, INSET, 0)
        self.about = PageCard(rows["notes"], parent=self)
        self.about.column.insertLayout(0, both)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(rows["title"])
        self.facts.setContentsMargins(8, 0, 0, 0)
        column.addWidget(self.facts)
        column.addWidget(self.due)
        column.addSpacing(4)
        column.addWidget(self.about)


class ProjectPage(Page):
    """Title and notes on top, then the maps as tiles, then the personas."""

    map_opened = Signal(str)
    persona_opened = Signal(str)
    new_map_asked = Signal()
    copy_asked = Signal(str)
    future_asked = Signal(str)
    delete_asked = Signal(str)
    said = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._basis: tuple[object, ...] = ()
        self.tiles: list[MapTile] = []
        self.people: list[QPushButton] = []
        self._line: NameLine | None = None
        self._renamed = ""
        self._engine: Engine | None = None
        """Of the worker: it remembers from one picture to the next."""
        self._task: Task | None = None
        self._drawing: tuple[str, tuple[object, ...], int] = ("", (), 0)
        """Which map is being drawn, what of, and for tiles of which width."""
        self._stopped = False
        self._drawn: dict[str, tuple[object, ...]] = {}
        self._wide = WIDE
        self._draw_next = pause(self, _AT_A_TIME, self._draw)
        self.form = Sheet(Subject("project page", (session.document.project.id,), FIELDS, ""), self.sheet)
        self.maps_title = label(kind="title", parent=self.sheet)
        self.people_title = label(kind="title", parent=self.sheet)
        self.new_map, self.new_persona = QPushButton(self.sheet), QPushButton(self.sheet)
        self.new_map.clicked.connect(self.new_map_asked)
        self.new_persona.clicked.connect(self._add_persona)
        for button in (self.new_map, self.new_persona):
            button.setProperty("kind", "outline")
            button.setIconSize(QSize(14, 14))
        self._grid, self._row = QGridLayout(), QGridLayout()
        for grid in (self._grid, self._row):
            grid.setSpacing(_GAP)
        column = QVBoxLayout(self.sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.form)
        for title, button, grid in (
            (self.maps_title, self.new_map, self._grid), (self.people_title, self.new_persona, self._row),
        ):  # fmt: skip
            line = QHBoxLayout()
            line.addWidget(title)
            line.addStretch(1)
            line.addWidget(button)
            column.addSpacing(14)
            column.addLayout(line)
            column.addLayout(grid)
        column.addStretch(1)
        self.bar.addStretch(1)
        session.listen(self._heard)
        self.retranslate()
        QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        if not self.come_back:
            self.form.rows["title"].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop(self) -> None:
        super().stop()
        self._end_rename(True)
        self.form.settle()
        self._draw_next.stop()
        self._stopped = True
        if self._task is not None:
            self._task.cancel()
        self.session.forget(self._heard)

    def settle(self) -> None:
        """Keep what is being typed."""
        self._end_rename(True)
        self.form.settle()

    def _heard(self, aspect: Aspect) -> None:
        if aspect in ("document", "map"):
            self.refresh()

    def refresh(self) -> None:
        """Show the document as it is now."""
        session = self.session
        document = session.document
        self.form.bind(session, Subject("project page", (document.project.id,), FIELDS, ""))
        basis = (document.project, document.maps, document.personas, document.cards, document.assets, session.map_id)
        if len(basis) == len(self._basis) and all(a is b for a, b in zip(basis, self._basis, strict=True)):
            return
        self._basis = basis
        shown = queries.maps(document)
        count = Counter(card.map for card in document.cards.values())
        self._match(self.tiles, len(shown), self._new_tile)
        for tile, journey in zip(self.tiles, shown, strict=True):
            if tile.map_id != journey.id:
                tile.image = None
            tile.show_map(document, journey, journey.id == session.map_id, count[journey.id])
        everyone = queries.personas(document)
        self._match(self.people, len(everyone), self._new_person)
        for button, one in zip(self.people, everyone, strict=True):
            button.setProperty("persona", one.id)
            name = caption(one.name)[:60] or tr("No name")
            button.setText(f"{name}\n{caption(one.role)[:70]}" if one.role else name)
            button.setAccessibleName(", ".join(part for part in (one.name, one.role) if part))
            button.setIcon(tiles.persona_icon(document, one, "", 40, self.devicePixelRatioF()))
        parts = [
            ntr("{count} map", "{count} maps", len(shown)), ntr("{count} persona", "{count} personas", len(everyone)),
            ntr("{count} card", "{count} cards", len(document.cards)),
        ]  # fmt: skip
        self.form.facts.setText(" · ".join(parts))
        late = [journey for journey in shown if due(journey, date.today())[0] in ("late", "soon")]
        self.form.due.setVisible(bool(late))
        names = "; ".join(" ".join(journey.title.split())[:60] for journey in late)
        self.form.due.setText(tr("To be looked at again: {names}", names=names))
        self._spread()
        self._draw_next.start()

    def _match(self, made: list[W], wanted: int, make: Callable[[], W]) -> None:
        while len(made) > wanted:
            gone = made.pop()
            gone.hide()
            gone.deleteLater()
        while len(made) < wanted:
            made.append(make())

    def _new_tile(self) -> MapTile:
        tile = MapTile(self.sheet)
        tile.opened.connect(self.map_opened)
        tile.rename_asked.connect(self.rename)
        tile.moved.connect(self._move)
        tile.stepped.connect(self._step)
        tile.menu_asked.connect(self._menu)
        return tile

    def _new_person(self) -> QPushButton:
        button = QPushButton(self.sheet)
        button.setProperty("kind", "persontile")
        button.setIconSize(QSize(40, 40))
        button.clicked.connect(lambda _=False: self.persona_opened.emit(button.property("persona")))
        return button

    def _spread(self) -> None:
        """As many tiles beside each other as fit; on a large screen the sheet and the tiles are wider."""
        widest = max(WIDEST, min(round(self.width() * _SHARE), _WIDEST))
        self.sheet.setMaximumWidth(widest)
        room = max(WIDE, min(self.width() - 72, widest))
        across = max(1, (room + _GAP) // ((WIDE if widest == WIDEST else _WIDE) + _GAP))
        wide = max(WIDE, (room - _GAP * (across - 1)) // across // 4 * 4)
        if wide != self._wide:
            self._wide = wide
            self._drawn = {}  # in the new size, when there is time
            self._draw_next.start()
        for place, tile in enumerate(self.tiles):
            tile.show_width(wide)
            self._grid.addWidget(tile, place // across, place % across)
            tile.show()
        for column in range(8):
            self._grid.setColumnStretch(column, 1 if column == across else 0)
        for place, button in enumerate(self.people):
            self._row.addWidget(button, place // across, place % across)
            button.setFixedWidth(wide)
            button.show()
        for column in range(8):
            self._row.setColumnStretch(column, 1 if column == across else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()

    def _draw(self) -> None:
        """The picture of one map, off this thread; then of the next."""
        if self._task is not None:
            return
        document = self.session.saved_document
        for tile in self.tiles:
            journey = document.maps.get(tile.map_id)
            basis = (journey, document.phases, document.steps, document.lanes, document.cards, document.links)
            known = self._drawn.get(tile.map_id)
            same = known is not None and all(a is b for a, b in zip(known, basis, strict=True))
            if journey is None or (same and tile.image is not None):
                continue
            self._drawing = (journey.id, basis, self._wide)
            self._begin_picture(document, tile)
            return

    def _begin_picture(self, document: Document, tile: MapTile) -> None:
        if self._engine is None:
            self._engine = Engine(tokens.load(document.project.theme))
        engine, map_id, ratio = self._engine, tile.map_id, self.devicePixelRatioF()
        wide, high = round((tile.width() - 16) * ratio), round(tile.picture * ratio)

        def work(task: Task) -> QImage:
            with stopping.when(task.cancelled):
                return picture(engine.layout(document, map_id), wide, high)

        self._task = Task(work)
        self._task.done.connect(self._drawn_one)
        self._task.finished.connect(self._go_on)
        self._task.begin()

    def _drawn_one(self, image: QImage) -> None:
        map_id, basis, wide = self._drawing
        tile = self._tile(map_id)
        if tile is not None:
            tile.image = image
            tile.update()
            if wide == self._wide:
                self._drawn[map_id] = basis

    def _go_on(self) -> None:
        failed, self._task = self._task is not None and self._task.error is not None, None
        if not failed and not self._stopped:
            self._draw_next.start()

    # --- what is done with a map ----------------------------------------------------------------------------------

    def _tile(self, map_id: str) -> MapTile | None:
        return next((tile for tile in self.tiles if tile.map_id == map_id), None)

    def _step(self, map_id: str, by: int) -> None:
        ids = [tile.map_id for tile in self.tiles]
        place = ids.index(map_id) + by
        if 0 <= place < len(ids):
            self.tiles[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, map_id: str, by: int) -> None:
        ids = [tile.map_id for tile in self.tiles]
        place = ids.index(map_id) + by
        if not 0 <= place < len(ids):
            self.said.emit(tr("This is the first map.") if by < 0 else tr("This is the last map."))
            return
        document = maps.move(self.session.saved_document, map_id, place)
        self.session.commit(document, tr("Move map"), again=f"map {map_id}")
        self.refresh()
        tile = self._tile(map_id)
        if tile is not None:
            tile.setFocus(Qt.FocusReason.OtherFocusReason)

    def menu_for(self, map_id: str) -> QMenu:
        """What can be done with a map."""
        menu = QMenu(self)
        ids = [tile.map_id for tile in self.tiles]
        place = ids.index(map_id)
        for name, icon, action, enabled in (
            (tr("Open"), "folder-open", lambda: self.map_opened.emit(map_id), True),
            (tr("Rename"), "pencil", lambda: self.rename(map_id), True),
            (tr("Duplicate"), "copy", lambda: self.copy_asked.emit(map_id), True),
            (tr("Make a future-state map"), "flag", lambda: self.future_asked.emit(map_id), True),
            (tr("Move left"), "arrow-left", lambda: self._move(map_id, -1), place > 0),
            (tr("Move right"), "arrow-right", lambda: self._move(map_id, 1), place < len(ids) - 1),
            (tr("Delete"), "trash-2", lambda: self.delete_asked.emit(map_id), len(ids) > 1),
        ):
            entry = menu.addAction(appearance.icon(icon), name)
            entry.triggered.connect(action)
            entry.setEnabled(enabled)
        return menu

    def _menu(self, map_id: str, place: QPoint) -> None:
        menu = self.menu_for(map_id)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def rename(self, map_id: str) -> None:
        """A line over the title of a tile."""
        self._end_rename(True)
        tile = self._tile(map_id)
        if tile is None:
            return
        self._renamed = map_id
        line = self._line = NameLine(tile)
        line.setMaxLength(MAX_TEXT)
        line.setAccessibleName(tr("Title of the map"))
        line.setText(self.session.saved_document.maps[map_id].title)
        box = tile.title_box().toRect()
        line.setGeometry(QRect(box.x() - 6, box.y() - 5, box.width() + 12, box.height() + 10))
        line.done.connect(self._end_rename)
        line.show()
        line.selectAll()
        line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end_rename(self, keep: bool) -> None:
        line, self._line = self._line, None
        if line is None:
            return
        title, session = line.text().strip(), self.session
        tile = self._tile(self._renamed)
        had = line.hasFocus()
        line.hide()
        line.deleteLater()
        if had and tile is not None:
            tile.setFocus(Qt.FocusReason.OtherFocusReason)
        if keep and title and self._renamed in session.saved_document.maps:
            session.commit(phases.change(session.saved_document, self._renamed, title=title), tr("Rename map"))

    def _add_persona(self) -> None:
        session = self.session
        name = translate("New persona", session.document.project.language)
        document, made = personas.add(session.saved_document, name, session.map_id)
        session.commit(document, tr("Add persona"))
        self.persona_opened.emit(made)

    def retranslate(self) -> None:
        super().retranslate()
        self.setAccessibleName(tr("Project"))
        self.maps_title.setText(tr("Maps"))
        self.people_title.setText(tr("Personas"))
        self.new_map.setText(tr("New map…"))
        self.new_map.setIcon(appearance.icon("plus"))
        self.new_persona.setText(tr("Add persona"))
        self.new_persona.setIcon(appearance.icon("plus"))
        self.form.retranslate()
        self._basis = ()
        self.refresh()
