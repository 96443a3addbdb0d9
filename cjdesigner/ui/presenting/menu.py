"""The menu of a presentation, for those without a keyboard: where to go, what to show, who looks on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from cjdesigner.model import queries
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.presenting.show import Show


def menu(presenter: Show) -> QMenu:
    """The menu as it is now; it deletes itself."""
    made = QMenu(presenter)
    made.setToolTipsVisible(True)

    def add(text: str, run: Callable[[], object], key: str = "", checked: bool | None = None) -> QAction:
        action = made.addAction(f"{text}\t{key}" if key else text)
        action.triggered.connect(lambda _=False: run())
        if checked is not None:
            action.setCheckable(True)
            action.setChecked(checked)
        return action

    tool, blank = presenter.picture.tool, presenter.picture.blank
    add(tr("Next"), presenter.forward, "→")
    add(tr("Back"), presenter.back, "←")
    made.addMenu(_stops(presenter, made))
    made.addSeparator()
    made.addMenu(audience_menu(presenter, made))
    add(tr("Build up lane by lane"), presenter.build_up, "R", presenter.walk.build_up)
    made.addSeparator()
    add(tr("Laser pointer"), presenter.laser, "L", tool == "laser")
    add(tr("Spotlight"), presenter.spotlight, "S", tool == "spotlight")
    add(tr("Pen"), presenter.pen, "P", tool == "pen")
    add(tr("Erase"), presenter.erase, "E").setEnabled(bool(presenter.picture.ink.count(presenter.picture.sheet)))
    add(tr("Black screen"), presenter.black, "B", blank == "#000000")
    made.addSeparator()
    add(tr("Look up a card"), presenter.look_up, "G")
    add(tr("Add a card from the room"), presenter.capture, "C")
    add(tr("Notes and clock"), presenter.notes, "N", presenter.overlays.notes.isVisible())
    add(tr("Keys"), presenter.help, "H")
    made.addSeparator()
    add(tr("End the presentation"), presenter.close, "Esc")
    return _large(made, presenter)


def _large(made: QMenu, presenter: Show) -> QMenu:
    """In type as large as the panels': it is read, and touched, from farther away than the editor's menus."""
    font = made.font()
    font.setPixelSize(max(13, round(15 * presenter.picture.unit)))
    for one in (made, *made.findChildren(QMenu)):
        one.setFont(font)
    return made


def _stops(presenter: Show, parent: QMenu) -> QMenu:
    """The beginnings of the parts, to go there."""
    made = QMenu(tr("Go to"), parent)
    stops = presenter.walk.stops
    for place, stop in enumerate(stops):
        if place and stop.section == stops[place - 1].section:
            continue
        title = " ".join(stop.title[:60].split()).replace("&", "&&")
        made.addAction(f"{place + 1}  {title}").triggered.connect(lambda _=False, place=place: presenter.go(place))
    return made


def audience_menu(presenter: Show, parent: QMenu | None = None) -> QMenu:
    """Who looks on, and which lanes and personas are left out besides."""
    made = QMenu(tr("Audience"), parent or presenter)
    walk, document = presenter.walk, presenter.session.document

    def add(into: QMenu, text: str, checked: bool, run: Callable[[], object]) -> None:
        action = into.addAction(" ".join(text[:60].split()).replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(checked)
        action.triggered.connect(lambda _=False: run())

    profile = walk.profile
    add(made, tr("Everything"), profile is None, partial(presenter.show_to, ""))
    for audience in queries.audiences(document):
        add(made, audience.name, audience is profile, partial(presenter.show_to, audience.name))
    made.addSeparator()
    lanes = QMenu(tr("Lanes"), made)
    for lane in queries.structure(document, walk.map_id).lanes:
        if not lane.hidden:
            add(lanes, lane.name, lane.id not in walk.hidden_lanes, partial(presenter.turn_lane, lane.id))
    people = QMenu(tr("Personas"), made)
    taking_part = document.maps[walk.map_id].personas
    for persona in queries.personas(document):
        if persona.id in taking_part:
            shown = persona.id not in walk.hidden_personas
            add(people, persona.name, shown, partial(presenter.turn_persona, persona.id))
    for menu in (lanes, people):
        made.addMenu(menu).setEnabled(bool(menu.actions()))
    return _large(made, presenter)
