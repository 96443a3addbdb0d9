"""The context menus of the map: short, what is done most often first, and nothing that cannot be done there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from cjdesigner.editor.session import Session
from cjdesigner.layout.hits import Box, Hit
from cjdesigner.ui import actions
from cjdesigner.ui.views import commands as looks
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow

ENTRIES: dict[str, tuple[str, ...]] = {
    "card": (
        *("edit_text", "choose_picture", "crop", "uncrop", "add_card", ""),
        *("link_to", "follow_link", "add_solution", "truth", ""),
        *("cut", "copy", "paste", "duplicate", "", "longer", "shorter", "", "select", "copy_picture", "park"),
        *("", "delete"),
    ),
    "parked": ("place", "", "cut", "copy", "duplicate", "", "select", "", "delete"),
    "point": (
        *("edit_text", "", "link_to", "follow_link", "", "cut", "copy", "paste", "duplicate", ""),
        *("give_points", "copy_curve", "curves", "hide_persona", "", "select", "park", "", "delete"),
    ),
    "cell": ("add_card", "paste", "paste_in_place", "", "add_step", "add_lane", "", "select"),
    "step": (
        *("edit_text", "truth", "link_to", "", "add_step", "add_phase", "", "select_step", "size"),
        *("", "hide_step", "fold", "", "delete"),
    ),
    "phase": (
        *("edit_text", "", "add_phase", "add_step", "", "zoom_phase", "select_phase", "copy_picture", "equal_widths"),
        *("", "fold", "fold_others", "unfold_all", "", "delete"),
    ),
    "fold": ("fold", "fold_others", "unfold_all", "", "edit_text", "", "delete"),
    "lane": (
        *("edit_text", "", "add_lane", "", "zoom_lane", "select_lane", "copy_picture", "size"),
        *("", "hide_lane", "", "delete"),
    ),
    "link": ("follow_link", "next_link", "", "edit_text", "link_kind", "turn_link", "", "delete"),
    "title": ("edit_text", "lens", "", "copy_picture", "", "duplicate_map", "future_map", "", "delete_map"),
    "": (
        *("add_phase", "add_step", "add_lane", "", "paste", "paste_in_place", "copy_picture", ""),
        *("zoom_fit", "zoom_100", "show_everything"),
    ),
}
"""Actions by what was clicked, "" for a line between them; "select" and "size" are menus of their own."""
INSIDE = {
    "select": ("select_lane", "select_step", "select_phase", "select_type", "select_tag", "select_linked"),
    "size": (*("wider", "narrower", "higher", "lower", "fit_content", "equal_widths", "equal_heights"),),
}
OF_CURVES = ("", "next_curve", "copy_curve", "curves", "show_curves")
WHERE_POSSIBLE = {
    *actions.WHERE_POSSIBLE,
    *("follow_link", "add_solution", "truth", "longer", "shorter", "unfold_all", "show_everything", "give_points"),
    "show_curves",
    *(key for inside in INSIDE.values() for key in inside),
}
"""Actions that are left out where they cannot be done: they say nothing there."""


def popup(window: MainWindow, under: Hit | None, place: QPoint) -> None:
    """The menu for what was clicked, or for the selection, at a point of the screen. Actions must be up to date."""
    menu = QMenu(window)
    fill(window, menu, under)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(place)


def fill(window: MainWindow, menu: QMenu, under: Hit | None) -> None:
    """Put in what can be done with that; with nothing clicked, with what is selected."""
    under = under or selected(window.session)
    role = under.role if under else ""
    keys = ENTRIES.get(role, ENTRIES[""])
    lane = window.session.document.lanes.get(under.id) if under is not None and role in ("cell", "lane") else None
    if lane is not None and lane.type == "emotions":
        keys = (*keys[:-2], *OF_CURVES, *keys[-2:]) if role == "lane" else (*keys, *OF_CURVES)
    line = False
    for key in keys:
        inside = [one for one in INSIDE.get(key, ()) if window.action(one).isEnabled()]
        if not key:
            line = not menu.isEmpty()
        elif key in INSIDE and not inside or key in WHERE_POSSIBLE and not window.action(key).isEnabled():
            continue
        elif key == "shorter" and not _spread(window):
            continue
        else:
            if line:
                menu.addSeparator()
                line = False
            if key in INSIDE:
                _add_menu(window, menu, key, inside)
            else:
                _add(window, menu, key, _names(window, role).get(key, ""))


def selected(session: Session) -> Hit | None:
    """What is selected, as if it had been clicked; None for nothing, or for something that has no place on the map."""
    document, nowhere = session.document, Box(0.0, 0.0, 1.0, 1.0)
    if session.cell is not None:
        return Hit("cell", session.cell[0], nowhere, session.cell[1])
    chosen = session.selected_cards()
    if chosen:
        points = all(document.cards[one].type == "emotions" for one in chosen)
        return Hit("point" if points else "card", chosen[0], nowhere)
    for kind, records in (
        ("step", document.steps), ("lane", document.lanes), ("link", document.links), ("title", document.maps),
    ):  # fmt: skip
        if session.selection and session.selection[-1] in records:
            return Hit(kind, session.selection[-1], nowhere)
    if session.selection and session.selection[-1] in document.phases:
        folded = session.selection[-1] in session.look.folded
        return Hit("fold" if folded else "phase", session.selection[-1], nowhere)
    return None


def _spread(window: MainWindow) -> bool:
    """Whether a selected card stands over several steps. (The keys say so where none does.)"""
    document = window.session.document
    return any(
        document.cards[one].end not in ("", document.cards[one].start) for one in window.session.selected_cards()
    )


def _add_menu(window: MainWindow, menu: QMenu, key: str, inside: list[str]) -> None:
    sub = menu.addMenu({"select": tr("Select all"), "size": tr("Size")}[key])
    names = {
        "select_lane": tr("In this lane"),
        "select_step": tr("In this step"),
        "select_phase": tr("In this phase"),
        "select_type": tr("Of this type"),
        "select_tag": tr("With the same tag"),
        "select_linked": tr("Linked to it"),
    }
    for one in inside:
        _add(window, sub, one, names.get(one, ""))


def _names(window: MainWindow, role: str) -> dict[str, str]:
    """What actions are called here: in the menu bar they serve more than one kind of thing."""
    editing = {
        "point": tr("Name the feeling"),
        "link": tr("Label the link"),
        "title": tr("Rename the map"),
        **dict.fromkeys(("step", "phase", "fold", "lane"), tr("Rename")),
    }
    names = {key: tr(name) for key, name in actions.IN_CONTEXT.items()}
    names["fold"] = tr("Unfold the phase") if looks.is_folded(window) else tr("Fold the phase")
    if role in editing:
        names["edit_text"] = editing[role]
    return names


def _add(window: MainWindow, menu: QMenu, key: str, name: str) -> None:
    """An action, by another name where it has one here."""
    action: QAction = window.action(key)
    if not name:
        menu.addAction(action)
        return
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    # Its keys as words only: two actions with the same shortcut would both be deaf to it.
    entry = menu.addAction(action.icon(), f"{name}\t{keys}" if keys else name)
    entry.setObjectName(key)
    entry.setEnabled(action.isEnabled())
    entry.setCheckable(action.isCheckable() and key not in ("fold",))
    entry.setChecked(action.isChecked())
    if action.menu() is not None:
        entry.setMenu(action.menu())
    else:
        entry.triggered.connect(action.trigger)
