"""The page of a persona: who they are, what they want and how they feel; every word edited where it stands."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cjdesigner.edit import personas
from cjdesigner.editor.session import Aspect, Session
from cjdesigner.model import queries
from cjdesigner.model.records import Asset, Persona
from cjdesigner.ui import appearance, tiles
from cjdesigner.ui.fields.line import LineEditor
from cjdesigner.ui.inspector_form import Form
from cjdesigner.ui.inspector_records import PERSONA_PAGE as FIELDS
from cjdesigner.ui.inspector_subjects import Subject
from cjdesigner.ui.pages.feelings import FeelingLine
from cjdesigner.ui.pages.page import Page, PageCard
from cjdesigner.ui.pages.portrait import SIDE, Portrait
from cjdesigner.ui.plain import caption
from cjdesigner.words import tr, translate

_OF_NARROW = 720
"""Pixels below which the cards stand below each other."""
_BESIDE = 26
"""Pixels between portrait and name."""


class QuoteBar(QFrame):
    """The persona's colour beside their quote."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.colour = "#8D99A8"
        self.setFixedWidth(4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.colour))
        painter.drawRoundedRect(self.rect(), 2, 2)
        painter.end()


class Sheet(Form):
    """The fields of a persona, laid out as a page."""

    def arrange(self) -> None:
        rows = self.rows
        self.header.hide()
        for name, kind in (("name", "display"), ("role", "lead"), ("age", "flat")):
            rows[name].name.hide()
            rows[name].wear(kind)
        rows["quote"].name.hide()
        rows["quote"].wear("quote")
        for name in ("goals", "frustrations", "behaviour", "timing", "notes"):
            rows[name].name.hide()
            rows[name].wear("flat")
        self.portrait = Portrait(self)
        self.bar = QuoteBar(self)
        about = QVBoxLayout()
        about.setSpacing(2)
        about.addWidget(rows["name"])
        about.addWidget(rows["role"])
        line = QHBoxLayout()
        line.setSpacing(22)
        rows["age"].setFixedWidth(110)
        line.addWidget(rows["age"])
        line.addWidget(rows["takes_part"])
        line.addWidget(rows["target"])
        line.addStretch(1)
        about.addSpacing(4)
        about.addLayout(line)
        about.addSpacing(4)
        rows["colour"].name.hide()
        about.addWidget(rows["colour"])
        head = QHBoxLayout()
        head.setSpacing(_BESIDE)
        head.addWidget(self.portrait, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(about, 1)
        quote = QHBoxLayout()
        quote.setContentsMargins(SIDE + _BESIDE + 7, 0, 0, 0)
        quote.setSpacing(14)
        quote.addWidget(self.bar)
        quote.addWidget(rows["quote"], 1)
        self.cards = {
            "profile": PageCard(rows["objective"], rows["subjective"], parent=self),
            "goals": PageCard(rows["goals"], parent=self),
            "frustrations": PageCard(rows["frustrations"], parent=self),
            "behaviour": PageCard(rows["behaviour"], parent=self),
            "timing": PageCard(rows["timing"], parent=self),
            "notes": PageCard(rows["notes"], parent=self),
            "maps": PageCard(parent=self),
        }
        self.sides = QHBoxLayout()
        self.sides.setSpacing(14)
        self.left_side, self.right_side = QVBoxLayout(), QVBoxLayout()
        for side in (self.left_side, self.right_side):
            side.setSpacing(14)
            self.sides.addLayout(side, 1)
        self._across = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(22)
        column.addLayout(head)
        column.addLayout(quote)
        column.addLayout(self.sides)
        self.below = QVBoxLayout()
        self.below.addWidget(self.cards["maps"])
        column.addLayout(self.below)
        column.addStretch(1)
        self.spread(2)

    def spread(self, across: int) -> None:
        """The cards in one column or in two."""
        if across == self._across:
            return
        self._across = across
        for side, names in (
            (self.left_side, ("profile", "notes")), (self.right_side, ("goals", "frustrations", "behaviour", "timing")),
        ):  # fmt: skip
            for name in names:
                (side if across == 2 else self.left_side).addWidget(self.cards[name])
        self.sides.setStretch(1, 1 if across == 2 else 0)

    def retranslate(self) -> None:
        super().retranslate()
        for name, title in (
            ("profile", tr("Profile")), ("goals", tr("Goals")), ("frustrations", tr("Frustrations")),
            ("behaviour", tr("Behaviour")), ("timing", tr("Timing")), ("notes", tr("Notes")), ("maps", tr("Maps")),
        ):  # fmt: skip
            self.cards[name].head(title)


class PersonaPage(Page):
    """One persona at a time; the others are a click away in the bar."""

    map_chosen = Signal(str)
    picture_asked = Signal()
    refused = Signal(str)
    delete_asked = Signal()

    def __init__(self, session: Session, persona_id: str, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.persona_id = persona_id
        self._basis: tuple[object, ...] = ()
        self._others: list[QPushButton] = []
        self._lines: list[FeelingLine] = []
        self.people = QHBoxLayout()
        self.people.setSpacing(4)
        self.add = QPushButton(self)
        self.add.setProperty("kind", "quiet")
        self.add.setIconSize(QSize(14, 14))
        self.add.clicked.connect(self._add)
        self.bin = QPushButton(self)
        self.bin.setProperty("kind", "quiet")
        self.bin.setIconSize(QSize(14, 14))
        self.bin.clicked.connect(self.delete_asked)
        self.bar.addSpacing(12)
        self.bar.addLayout(self.people)
        self.bar.addWidget(self.add)
        self.bar.addStretch(1)
        self.bar.addWidget(self.bin)
        self.form = Sheet(Subject("page", (persona_id,), FIELDS, ""), self.sheet)
        self.portrait = self.form.portrait
        self.portrait.taken.connect(self._take)
        self.portrait.removed.connect(lambda: self._take(None))
        self.portrait.refused.connect(self.refused)
        self.portrait.choose_asked.connect(self.picture_asked)
        column = QVBoxLayout(self.sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        session.listen(self._heard)
        self.retranslate()
        QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        """The keyboard begins at the name."""
        if not self.come_back:
            self.form.rows["name"].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def persona(self) -> Persona | None:
        """The persona of the page, while it is there."""
        return self.session.document.personas.get(self.persona_id)

    def show_persona(self, persona_id: str) -> None:
        """Turn to another persona."""
        self.form.settle()
        self.persona_id = persona_id
        self._basis = ()
        self.session.select([persona_id])
        self.refresh()

    def stop(self) -> None:
        super().stop()
        self.form.settle()
        self.session.forget(self._heard)

    def settle(self) -> None:
        """Keep what is being typed."""
        self.form.settle()

    def _heard(self, aspect: Aspect) -> None:
        if aspect in ("document", "map"):
            self.refresh()
        elif aspect == "selection":
            chosen = self.session.selection
            if len(chosen) == 1 and chosen[0] in self.session.document.personas and chosen[0] != self.persona_id:
                self.show_persona(chosen[0])

    def refresh(self) -> None:
        """Show the document as it is now."""
        persona, session = self.persona(), self.session
        if persona is None:
            rest = queries.personas(session.document)
            if not rest:
                self.left.emit()
                return
            persona = rest[0]
            self.persona_id = persona.id
        self.form.bind(session, Subject("page", (persona.id,), FIELDS, ""))
        document = session.document
        basis = (persona, document.personas, document.maps, document.cards, document.assets, session.map_id)
        if len(basis) == len(self._basis) and all(a is b for a, b in zip(basis, self._basis, strict=True)):
            return
        cards_changed = not self._basis or self._basis[3] is not document.cards or self._basis[2] is not document.maps
        self._basis = basis
        colour = tiles.persona_colour(document, persona, session.map_id)
        picture = tiles.portrait(document, persona, round(SIDE * self.devicePixelRatioF()))
        self.portrait.show_persona(persona.name, colour, picture)
        self.form.bar.colour = colour
        self.form.bar.update()
        self._show_others()
        if cards_changed or not self._lines:
            self._show_maps(colour)

    def _show_others(self) -> None:
        document = self.session.document
        people = queries.personas(document)
        while len(self._others) > len(people):
            self._others.pop().deleteLater()
        while len(self._others) < len(people):
            button = QPushButton(self)
            button.setCheckable(True)
            button.setProperty("kind", "person")
            button.setIconSize(QSize(18, 18))
            button.clicked.connect(lambda _=False, button=button: self.show_persona(button.property("persona")))
            self.people.addWidget(button)
            self._others.append(button)
        for button, one in zip(self._others, people, strict=True):
            button.setProperty("persona", one.id)
            button.setText(f" {caption(one.name)[:28] or tr('No name')}")  # the blank: room beside the disc
            button.setChecked(one.id == self.persona_id)
            button.setIcon(tiles.persona_icon(document, one, self.session.map_id, 18, self.devicePixelRatioF()))

    def _show_maps(self, colour: str) -> None:
        document, frame = self.session.document, self.form.cards["maps"]
        shown = [journey for journey in queries.maps(document) if self.persona_id in journey.personas]
        while len(self._lines) > len(shown):
            self._lines.pop().deleteLater()
        while len(self._lines) < len(shown):
            line = FeelingLine(frame)
            line.clicked.connect(lambda line=line: self.map_chosen.emit(line.map_id))
            frame.column.insertWidget(1 + len(self._lines), line)
            self._lines.append(line)
        for line, journey in zip(self._lines, shown, strict=True):
            line.show_map(document, journey.id, self.persona_id, colour)
        frame.setVisible(bool(shown))

    def _take(self, asset: object) -> None:
        session = self.session
        if self.persona_id in session.saved_document.personas:
            kept = asset if isinstance(asset, Asset) else None
            document = personas.set_picture(session.saved_document, self.persona_id, kept)
            session.commit(document, tr("Change the picture") if kept else tr("Remove the picture"))

    def _add(self) -> None:
        session = self.session
        self.form.settle()
        name = translate("New persona", session.document.project.language)
        document, made = personas.add(session.saved_document, name, session.map_id)
        session.commit(document, tr("Add persona"), select=[made])
        self.show_persona(made)
        editor = self.form.rows["name"].editor
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(editor, LineEditor):
            editor.line.selectAll()

    def retranslate(self) -> None:
        super().retranslate()
        self.setAccessibleName(tr("Persona"))
        look = appearance.current()
        self.add.setText(tr("Add persona"))
        self.add.setIcon(appearance.icon("plus", look.secondary))
        self.bin.setText(tr("Delete persona"))
        self.bin.setIcon(appearance.icon("trash-2", look.secondary))
        self.form.retranslate()
        self._basis = ()
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.form.spread(1 if self.width() < _OF_NARROW else 2)

