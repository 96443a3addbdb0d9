"""What the actions add to a map, and what they do with whole maps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjdesigner.edit import lanes, maps, personas, phases
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.ui import commands, large_edit
from cjdesigner.ui.pane_commands import grid_in_use, tree_in_use
from cjdesigner.words import ntr, tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow


def _shape(window: MainWindow) -> queries.Structure | None:
    session = window.session
    return queries.structure(session.document, session.map_id) if commands.map_shown(window) else None


def add_card(window: MainWindow) -> None:
    """A card in the selected cell, or after the selected card; typed in the pane that has the keyboard."""
    session = window.session
    grid, tree = grid_in_use(window), tree_in_use(window)
    if grid is not None:
        grid.add_card()
        return
    if tree is not None and tree.add_inside():
        return
    shape = _shape(window)
    if shape is None or not shape.steps or not shape.lanes:
        return
    chosen = session.selected_cards()
    if session.cell:
        window.canvas.add_card(*session.cell)
    elif chosen and not queries.is_parked(session.document, session.document.cards[chosen[-1]]):
        card = session.document.cards[chosen[-1]]
        window.canvas.add_card(card.lane, card.start)
    else:
        shown = next((lane for lane in shape.lanes if not lane.hidden), None)
        if shown is not None:
            window.canvas.add_card(shown.id, shape.steps[0].id)


def step_in_use(window: MainWindow) -> str:
    """The step that the selection is in, or the last one of the map, or ""."""
    session, shape = window.session, _shape(window)
    if shape is None or not shape.steps:
        return ""
    for one in reversed(session.selection):
        if one in shape.column:
            return one
        if one in session.document.cards and session.document.cards[one].start in shape.column:
            return session.document.cards[one].start
        if one in shape.steps_of and shape.steps_of[one]:
            return shape.steps_of[one][-1].id
    if session.cell and session.cell[1] in shape.column:
        return session.cell[1]
    return shape.steps[-1].id


def add_step(window: MainWindow) -> None:
    """A step after the current one, open for its name."""
    session, shape = window.session, _shape(window)
    if shape is None:
        return
    here = step_in_use(window)
    empty = next((one for one in reversed(session.selection) if not shape.steps_of.get(one, (here,))), "")
    if empty:
        document, made = phases.add_step(session.saved_document, empty, tr("New step"))
    elif not here:
        if not shape.phases:
            add_phase(window)
            return
        document, made = phases.add_step(session.saved_document, shape.phases[-1].id, tr("Step"))
    else:
        phase = session.document.steps[here].phase
        index = [step.id for step in shape.steps_of[phase]].index(here) + 1
        document, made = phases.add_step(session.saved_document, phase, tr("New step"), index)
    window.canvas.open_new(document, made)


def add_phase(window: MainWindow) -> None:
    """A phase after the current one, with one step, open for its name."""
    session, shape = window.session, _shape(window)
    if shape is None:
        return
    index = None
    here = step_in_use(window)
    ids = [phase.id for phase in shape.phases]
    chosen = next((one for one in reversed(session.selection) if one in ids), "")
    if chosen or here:
        index = ids.index(chosen or session.document.steps[here].phase) + 1
    document, made = phases.add_phase(
        session.saved_document, session.map_id, tr("New phase"), index, steps=(tr("New step"),)
    )
    window.canvas.open_new(document, made)


def add_lane(window: MainWindow, key: str) -> None:
    """A lane of a type below the selected one."""
    session, shape = window.session, _shape(window)
    if shape is None:
        return
    ids = [lane.id for lane in shape.lanes]
    here = next((one for one in reversed(session.selection) if one in ids), "")
    if not here and session.selected_cards():
        here = session.document.cards[session.selected_cards()[-1]].lane
    if not here and session.cell:
        here = session.cell[0]
    index = ids.index(here) + 1 if here in ids else None
    document, made = lanes.add(session.saved_document, session.map_id, key, index)
    session.commit(document, tr("Add lane"), select=[made])
    window.canvas.reveal_selection()


def add_persona(window: MainWindow) -> None:
    """A persona that takes part in the map, shown in the inspector."""
    session = window.session
    document, made = personas.add(session.saved_document, tr("New persona"), session.map_id)
    session.commit(document, tr("Add persona"), select=[made])
    if window.inspector.isVisible():
        window.inspector.name_first()


def new_map(window: MainWindow) -> None:
    """One more map, from a template."""
    window.new_map()


def duplicate_map(window: MainWindow, map_id: str = "", show: bool = True) -> None:
    """A copy of a map, or of the one in view, right behind it; shown, unless a page lies over the maps."""
    _copy_map(window, map_id, tr("Duplicate map"), False, show)


def future_map(window: MainWindow, map_id: str = "", show: bool = True) -> None:
    """A copy of a map, or of the one in view, as its future state."""
    _copy_map(window, map_id, tr("Make a future-state map"), True, show)


def _copy_map(window: MainWindow, map_id: str, label: str, as_future: bool, show: bool) -> None:
    session = window.session
    base, original = session.saved_document, map_id or session.map_id

    def keep(document: Document, made: str) -> None:
        session.commit(document, label)
        if show:
            session.show_map(made)

    large_edit.carry_out(
        window,
        tr("Copying the map…"),
        lambda _: maps.duplicate(base, original, as_future),
        keep,
        shown=lambda made: made,
    )


def next_map(window: MainWindow) -> None:
    """The map of the next tab."""
    _turn(window, 1)


def previous_map(window: MainWindow) -> None:
    """The map of the previous tab."""
    _turn(window, -1)


def _turn(window: MainWindow, by: int) -> None:
    ids = [journey.id for journey in queries.maps(window.session.document)]
    if window.session.map_id in ids:
        window.session.show_map(ids[(ids.index(window.session.map_id) + by) % len(ids)])


def delete_map(window: MainWindow, map_id: str = "") -> None:
    """Delete a map, or the one in view, with all that is in it; a notice offers to take it back.

    The map beside one that was in view comes into view. The last map stays.
    """
    session = window.session
    document, gone = session.saved_document, map_id or session.map_id
    ids = [journey.id for journey in queries.maps(document)]
    if gone not in ids or len(ids) < 2:
        return
    if gone == session.map_id:
        place = ids.index(gone)
        session.show_map(ids[place + 1] if place + 1 < len(ids) else ids[place - 1])
    title, count = document.maps[gone].title, sum(1 for card in document.cards.values() if card.map == gone)
    session.commit(maps.delete(document, gone), tr("Delete map"))
    said = ntr(
        "The map “{title}” was deleted with {count} card.",
        "The map “{title}” was deleted with {count} cards.",
        count,
        title=title,
    )
    window.notify(said, tr("Undo"), lambda: commands.undo(window))
