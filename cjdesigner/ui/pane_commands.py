"""What the actions of the panes do: showing and entering them, and moving by key what is selected in the one in use."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from cjdesigner.editor import moving
from cjdesigner.editor.moving import Stuck, Way
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.ui import many_cards

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow
    from cjdesigner.ui.outline.view import OutlineView
    from cjdesigner.ui.table.view import TableGrid

_BY_TAB = Qt.FocusPolicy.TabFocus


def pane_in_use(window: MainWindow) -> OutlineView | TableGrid | None:
    """The tree or the grid that has the keyboard; None where the canvas, or something else, has it."""
    tree = tree_in_use(window)
    return tree if tree is not None else grid_in_use(window)


def tree_in_use(window: MainWindow) -> OutlineView | None:
    """The tree of the outline, where it has the keyboard."""
    outline = window.made("outline")
    return outline.tree if outline is not None and _has_keyboard(outline.tree) else None


def grid_in_use(window: MainWindow) -> TableGrid | None:
    """The grid of the table, where it has the keyboard."""
    table = window.made("table")
    return table.grid if table is not None and _has_keyboard(table.grid) else None


def _has_keyboard(pane: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (focus is pane or pane.isAncestorOf(focus))


def outline_shown(window: MainWindow) -> bool:
    """Whether the outline is in front, and the left pane in sight."""
    return window.left_pane.outline_shown and window.panes_shown


def toggle_outline(window: MainWindow) -> None:
    """Bring the outline to the front with the keyboard in it, or go back to the building blocks."""
    shown = not outline_shown(window)
    if shown and not window.panes_shown:
        window.show_panes(True)
    window.left_pane.show_outline(shown)
    if shown:
        window.outline.focus_first()
    else:
        window.canvas.setFocus()


def table_shown(window: MainWindow) -> bool:
    """Whether the table is in sight."""
    table = window.made("table")
    return table is not None and not table.isHidden()


def toggle_table(window: MainWindow) -> None:
    """Show the table below the map with the keyboard in it, or hide it."""
    shown = not table_shown(window)
    if not shown:
        window.table.settle()
    window.panes.show_table(shown)
    if shown:
        window.table.focus_first()
    else:
        window.canvas.setFocus()


def next_pane(window: MainWindow) -> None:
    """The keyboard goes on to the next pane."""
    _go(window, on=True)


def previous_pane(window: MainWindow) -> None:
    """The keyboard goes back to the pane before."""
    _go(window, on=False)


def _go(window: MainWindow, on: bool) -> None:
    """From canvas to inspector, table, tour, tray, left pane, projects and back; or backwards."""
    below = (window.made("table"), window.tour_pane, window.tray)
    beside = (window.palette_pane, window.made("outline"), window.project_tabs)
    every = (window.canvas, window.host.page, window.inspector, *below, *beside)
    panes = [pane for pane in every if pane is not None and pane.isVisible()]
    if not on:
        panes.reverse()
    here = next((place for place, pane in enumerate(panes) if _has_keyboard(pane)), -1)
    for pane in panes[here + 1 :] + panes[: here + 1]:  # none where the start page is in front
        _enter(window, pane)
        if _has_keyboard(pane):
            return


def _enter(window: MainWindow, pane: QWidget) -> None:
    """Put the keyboard into a pane; one without anything for it leaves it where it is."""
    if pane in (window.inspector, window.made("table"), window.tour_pane, window.made("outline")):
        pane.focus_first()  # type: ignore[attr-defined]
    elif pane is window.canvas:
        window.canvas.setFocus(Qt.FocusReason.TabFocusReason)
    else:
        first = next(
            (one for one in pane.findChildren(QWidget) if one.isVisible() and one.focusPolicy() & _BY_TAB), None
        )
        if first:
            first.setFocus(Qt.FocusReason.TabFocusReason)


def can_move(window: MainWindow) -> bool:
    """Whether something is selected that has a place among others."""
    session = window.session
    if session.map_id not in session.document.maps:
        return False
    shape = queries.structure(session.document, session.map_id)
    known = {*shape.column, *shape.steps_of, *(lane.id for lane in shape.lanes)}
    return any(one in session.document.cards or one in known for one in session.selection)


def _move(way: Way, window: MainWindow) -> None:
    session = window.session
    pane = pane_in_use(window)
    tree = tree_in_use(window)
    by_lane = tree is not None and tree.lines.tree.order == "lanes"
    chosen, map_id = session.selection, session.map_id

    def make(base: Document) -> tuple[Document, tuple[str, str]]:
        try:
            document, label = moving.moved(base, map_id, chosen, way, by_lane)
        except Stuck as reason:
            return base, ("", str(reason))
        return document, (label, "")

    def keep(document: Document, found: tuple[str, str]) -> None:
        label, stuck = found
        if stuck:
            session.say(stuck)
            return
        session.commit(document, label, select=chosen, again="move")
        if pane is None:
            window.canvas.reveal_selection()
        else:
            pane.show_selection()

    many_cards.carry_out(window, session, len(chosen), make, keep)


move_up = partial(_move, "up")
move_down = partial(_move, "down")
move_left = partial(_move, "left")
move_right = partial(_move, "right")
