"""Menus whose entries depend on what is there: kinds of link, personas' curves, types of lane."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from cjdesigner.edit import curves
from cjdesigner.editor import linking
from cjdesigner.lanes import LANE_TYPES
from cjdesigner.model.document import Document
from cjdesigner.ui import appearance, card_commands, tiles
from cjdesigner.ui.inspector_records import LINK
from cjdesigner.ui.plain import caption
from cjdesigner.ui.speech import with_mnemonics
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow


def fill(window: MainWindow, key: str) -> None:
    """The entries of the submenu of an action, as things are now."""
    menu = window.submenu(key)
    menu.clear()
    {"link_kind": _kinds, "copy_curve": _copies, "curves": _curves, "give_points": _givers}[key](window, menu)
    if not menu.actions():
        menu.addAction(tr("Nobody in particular")).setEnabled(False)


def _kinds(window: MainWindow, menu: QMenu) -> None:
    names = dict(LINK[0].choices)
    for kind in linking.KINDS:
        entry = menu.addAction(tr(names[kind]), partial(card_commands.set_kind, window, kind))
        entry.setCheckable(True)
        entry.setChecked(card_commands.selected_kind(window) == kind)
        entry.setEnabled(card_commands.link_selected(window))


def _copies(window: MainWindow, menu: QMenu) -> None:
    """From the curve in use to any other persona of the map, then the other way round."""
    session, lane = window.session, card_commands.curve_lane(window)
    document = session.document
    people = curves.people(document, session.map_id)
    if not lane:
        return
    drawn = curves.drawn(document, lane)
    own = session.curve if session.curve in drawn else ""
    for source in sorted(drawn, key=lambda one: one != own):
        for target in people:
            if target != source:
                words = tr("{source} to {target}", source=_name(document, source), target=_name(document, target))
                menu.addAction(caption(words), partial(card_commands.copy_curve, window, lane, source, target))


def _curves(window: MainWindow, menu: QMenu) -> None:
    lane = card_commands.curve_lane(window)
    document = window.session.document
    for one in curves.people(document, window.session.map_id) if lane else ():
        entry = menu.addAction(caption(_name(document, one)), partial(card_commands.show_curve, window, lane, one))
        entry.setCheckable(True)
        away = one in document.lanes[lane].hidden_curves or one in window.session.look.hidden_personas
        entry.setChecked(not away)


def _givers(window: MainWindow, menu: QMenu) -> None:
    document = window.session.document
    for one in curves.people(document, window.session.map_id):
        menu.addAction(caption(_name(document, one)), partial(card_commands.give_points, window, one))


def _name(document: Document, persona: str) -> str:
    return document.personas[persona].name or tr("No name")


def choose_lane(window: MainWindow) -> None:
    """Ask for the type of a new lane: a letter is enough."""
    menu = QMenu(window)
    names = with_mnemonics([tr(lane.name) for lane in LANE_TYPES])
    for lane, name in zip(LANE_TYPES, names, strict=True):
        menu.addAction(appearance.icon(tiles.lane_icon(lane.key)), name, partial(window._add_lane, lane.key))
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setActiveAction(menu.actions()[0])
    box = window.canvas.overlay.selected[-1][1] if window.canvas.overlay.selected else window.canvas.overlay.cell
    place = window.canvas.card_rect(box).bottomLeft() if box else QPoint(60, 60)
    area = window.canvas.viewport().rect()
    inside = QPoint(max(20, min(place.x(), area.right() - 240)), max(20, min(place.y(), area.bottom() - 320)))
    menu.popup(window.canvas.viewport().mapToGlobal(inside))
