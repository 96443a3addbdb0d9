"""Who takes part in a map, and for whom it is made: a check list with stars."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from cjdesigner.lanes.fields import Field
from cjdesigner.model import queries
from cjdesigner.theme import tokens
from cjdesigner.ui import appearance
from cjdesigner.ui.fields.base import Around, Editor, emptied
from cjdesigner.ui.fields.check import Check
from cjdesigner.ui.plain import label
from cjdesigner.words import tr

Line = tuple[str, str, bool, bool]
"""Id, name, takes part, target."""


class PeopleEditor(Editor):
    """All personas of the project. What is finished is (id, "takes_part" or "target", wanted)."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._lines: tuple[Line, ...] | None = None
        self._basis: tuple[object, ...] = ()
        self.checks: dict[str, Check] = {}
        self.stars: dict[str, QToolButton] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2)

    def show_value(self, value: Any) -> None:
        """Everything comes from around."""

    def look_around(self, around: Around) -> None:
        journey = around.document.maps.get(around.map_id)
        basis = (journey, around.document.personas)
        if self._lines is not None and self._basis and all(a is b for a, b in zip(basis, self._basis, strict=True)):
            return
        self._basis = basis
        lines: tuple[Line, ...] = ()
        if journey is not None:
            lines = tuple(
                (one.id, one.name, one.id in journey.personas, one.id in journey.targets)
                for one in queries.personas(around.document)
            )
        if lines == self._lines:
            return
        same_people = self._lines is not None and [one[:2] for one in lines] == [one[:2] for one in self._lines]
        self._lines = lines
        if not same_people:
            self._rebuild()
        self._mark()

    def _rebuild(self) -> None:
        emptied(self._box)
        self.checks, self.stars = {}, {}
        for one, name, _, _ in self._lines or ():
            row = QWidget(self)
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            check = Check(name.strip() or tr("No name"), row)
            check.clicked.connect(lambda on, one=one: self.finished.emit((one, "takes_part", on)))
            star = QToolButton(row)
            star.setCheckable(True)
            star.setProperty("kind", "star")
            star.setIconSize(QSize(16, 16))
            star.clicked.connect(lambda on, one=one: self.finished.emit((one, "target", on)))
            line.addWidget(check, 1)
            line.addWidget(star)
            self._box.addWidget(row)
            self.checks[one], self.stars[one] = check, star
        if not self._lines:
            self._box.addWidget(label(tr("No personas yet"), "quiet", self))
        elif self.checks:
            self.setFocusProxy(next(iter(self.checks.values())))

    def _mark(self) -> None:
        quiet, amber = appearance.current().disabled, tokens.load("paper").colours.truth
        for one, name, takes_part, target in self._lines or ():
            self.checks[one].setChecked(takes_part)
            star = self.stars[one]
            star.setChecked(target)
            star.setIcon(appearance.icon("star-filled" if target else "star", amber if target else quiet))
            said = tr("{name} is a target", name=name) if target else tr("Make {name} a target", name=name)
            star.setAccessibleName(said)
            star.setToolTip(tr("Target persona") if target else tr("Make this a target persona"))

    def retranslate(self) -> None:
        self._rebuild()
        self._mark()
