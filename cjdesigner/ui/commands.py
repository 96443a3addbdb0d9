"""What the actions do: each takes the window, and nearly each ends in one commit of its session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from cjdesigner.edit import cards, lanes, links, maps, personas, phases
from cjdesigner.layout import hits
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.records import JourneyMap, Lane, Persona, Phase, Step
from cjdesigner.ui import large_edit, starting, stepping
from cjdesigner.ui.pane_commands import grid_in_use, pane_in_use, tree_in_use
from cjdesigner.words import ntr, tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow


# --- file ---------------------------------------------------------------------------------------------------------


def new(window: MainWindow) -> None:
    """Choose a template for a new project."""
    window.new_project()


def open_file(window: MainWindow) -> None:
    """Choose a file to open."""
    window.files.open(None)


def open_sample(window: MainWindow) -> None:
    """The sample map in the user's language, as an untitled project."""
    window.open_sample()


def save(window: MainWindow) -> None:
    """Save to the file, asking for a name the first time."""
    window.settle()
    window.files.save()


def save_as(window: MainWindow) -> None:
    """Save under another name."""
    window.settle()
    window.files.save_as(None)


def import_file(window: MainWindow) -> None:
    """Choose a table, a diagram or data to make a project of."""
    window.settle()
    window.import_file()


def export(window: MainWindow) -> None:
    """Open the export dialog."""
    window.settle()
    window.export()


def quit(window: MainWindow) -> None:
    """Close all windows, and with them the program."""
    starting.quit_all(window)


def close_window(window: MainWindow) -> None:
    """Close this window; with the last one the program ends."""
    window.close()


# --- edit ---------------------------------------------------------------------------------------------------------


def can_undo(window: MainWindow) -> bool:
    """Whether there is a step to take back."""
    canvas = window.canvas
    return window.session.history.undo_label is not None or canvas.text is not None or canvas.crop is not None


def can_redo(window: MainWindow) -> bool:
    """Whether there is a step to do again."""
    return window.session.history.redo_label is not None


def undo(window: MainWindow) -> None:
    """Take back the last step."""
    _step(window, -1)


def redo(window: MainWindow) -> None:
    """Do again what was taken back."""
    _step(window, 1)


def _step(window: MainWindow, by: int) -> None:
    window.settle()
    session = window.session
    stepping.go_to(window, session.history.position + by, lambda: window.canvas.show_changed(session.stepped_over))


def search(window: MainWindow) -> None:
    """The panel that finds actions, cards and everything else by name."""
    window.command_search.open()


def find(window: MainWindow) -> None:
    """The bar that finds text in all maps."""
    window.find_bar.open()


def find_and_replace(window: MainWindow) -> None:
    """The same with a second field."""
    window.find_bar.open(replacing=True)


def find_next(window: MainWindow) -> None:
    """To the next result."""
    window.find_bar.go_on(1)


def find_previous(window: MainWindow) -> None:
    """Back to the result before."""
    window.find_bar.go_on(-1)


def history(window: MainWindow) -> None:
    """Show or hide the list of all steps."""
    window.history.toggle()


def history_shown(window: MainWindow) -> bool:
    """Whether the list of all steps is in sight."""
    panel = window.made("history")
    return panel is not None and panel.isVisible()


def edit_text(window: MainWindow) -> None:
    """Edit the selected record where it stands, or in the pane that has the keyboard."""
    pane = pane_in_use(window)
    if pane is not None:
        pane.rename()
    elif window.session.selection:
        window.canvas.edit_text(window.session.selection[-1])


def duplicate(window: MainWindow) -> None:
    """Copy the selected cards beside themselves."""
    session = window.session
    base, chosen = session.saved_document, session.selected_cards()

    def keep(document: Document, made: list[str]) -> None:
        session.commit(document, ntr("Duplicate {count} card", "Duplicate {count} cards", len(chosen)), select=made)

    large_edit.carry_out(
        window, tr("Duplicating…"), lambda _: cards.duplicate(base, chosen), keep,
        large=len(chosen) > large_edit.LARGE,
    )  # fmt: skip


def delete(window: MainWindow) -> None:
    """Delete what is selected, with what is in it; a notice offers to take it back."""
    session = window.session
    document = session.saved_document
    chosen = [one for one in session.selection if document.find(one) is not None]
    before = len(document.cards)
    names: list[str] = []
    # Cards and links at once: ten thousand may be selected.
    only = [one for one in chosen if one in document.cards]
    names.extend(document.cards[one].text for one in only)
    document = cards.delete(document, only)
    document = links.delete(document, [one for one in chosen if one in document.links])
    for one in chosen:
        record = document.find(one)
        if record is None or isinstance(record, JourneyMap):
            continue
        document = _without(document, one)
        names.append(getattr(record, "name", "") or getattr(record, "text", ""))
    gone = before - len(document.cards)
    only_cards = len(only) == len(chosen)
    if only_cards:
        label = ntr("Delete {count} card", "Delete {count} cards", len(chosen))
    elif all(one in session.saved_document.links for one in chosen):
        label = ntr("Delete {count} link", "Delete {count} links", len(chosen))
    else:
        known = len(chosen) == 1 and len(names) == 1 and names[0].strip()
        label = tr("Delete “{name}”", name=names[0][:40]) if known else tr("Delete selection")
    if session.commit(document, label):
        if only_cards or not gone:
            window.notify(tr("Deleted."), tr("Undo"), lambda: undo(window))
        else:
            said = ntr("Deleted with {count} card in it.", "Deleted with {count} cards in it.", gone)
            window.notify(said, tr("Undo"), lambda: undo(window))


def _without(document: Document, record_id: str) -> Document:
    record = document.find(record_id)
    if isinstance(record, Step):
        return phases.delete_step(document, record_id)
    if isinstance(record, Phase):
        return phases.delete_phase(document, record_id)
    if isinstance(record, Lane):
        return lanes.delete(document, record_id)
    if isinstance(record, Persona):
        return personas.delete(document, record_id)
    return document


def park(window: MainWindow) -> None:
    """Take the selected cards off the map, into the tray."""
    session = window.session
    base, chosen = session.saved_document, session.selected_cards()

    def keep(document: Document, _: None) -> None:
        session.commit(document, ntr("Park {count} card", "Park {count} cards", len(chosen)))
        window.show_tray(True)

    large_edit.carry_out(
        window, tr("Moving to the parking tray…"), lambda _: (cards.park(base, chosen), None), keep,
        large=len(chosen) > large_edit.LARGE,
    )  # fmt: skip


def select_all(window: MainWindow) -> None:
    """Every card of the map."""
    drawing = window.session.drawing()
    window.session.select(hits.within(drawing, hits.Box(0, 0, drawing.width, drawing.height)))


# --- insert -------------------------------------------------------------------------------------------------------


def steps_exist(window: MainWindow) -> bool:
    """Whether the map has a cell to add a card to."""
    shape = _shape(window)
    return bool(shape and shape.steps and any(not lane.hidden for lane in shape.lanes))


def _shape(window: MainWindow) -> queries.Structure | None:
    session = window.session
    return queries.structure(session.document, session.map_id) if session.map_id in session.document.maps else None


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


def two_selected(window: MainWindow) -> bool:
    """Whether exactly two things that can be linked are selected."""
    document = window.session.document
    chosen = window.session.selection
    return len(chosen) == 2 and all(one in document.cards or one in document.steps for one in chosen)


def link_selected(window: MainWindow) -> None:
    """A link from the first selected to the second."""
    session = window.session
    source, target = session.selection
    try:
        document, _ = links.add(session.saved_document, source, target)
    except ValueError as reason:
        session.say(str(reason))
        return
    session.commit(document, tr("Link cards"))


# --- view ---------------------------------------------------------------------------------------------------------


def map_shown(window: MainWindow) -> bool:
    """Whether there is a map to show."""
    return window.session.map_id in window.session.document.maps


def present(window: MainWindow) -> None:
    """Show the map full screen, as a story from its overview on."""
    _present(window, ())


def present_here(window: MainWindow) -> None:
    """Show the map full screen from where the selection is told of."""
    _present(window, window.session.selection)


def present_from(window: MainWindow, stop: str) -> None:
    """Show the map full screen from the stop with this key on."""
    _present(window, (stop,))


def _present(window: MainWindow, selection: tuple[str, ...]) -> None:
    from cjdesigner.ui.presenting.presenter import Presenter

    window.settle()
    if map_shown(window):
        presenter = Presenter(window.session, is_still(window), selection, window, window.preferences)
        presenter.ended.connect(lambda: _presented(window))
        window.files.session_closed.connect(presenter.project_closed)
        presenter.begin(window.screen())


def _presented(window: MainWindow) -> None:
    if window.isVisible():
        window.activateWindow()
        window.canvas.setFocus()


def is_still(window: MainWindow) -> bool:
    """Whether a presentation cuts from stop to stop instead of moving."""
    return window.preferences.settings.reduced_motion


def toggle_still(window: MainWindow) -> None:
    """Move from stop to stop while presenting, or cut."""
    window.preferences.change(reduced_motion=not is_still(window))


def zoom_in(window: MainWindow) -> None:
    """A quarter larger."""
    window.views.camera.zoom_to(window.views.camera.scale_now * 1.25)


def zoom_out(window: MainWindow) -> None:
    """A fifth smaller."""
    window.views.camera.zoom_to(window.views.camera.scale_now / 1.25)


def zoom_fit(window: MainWindow) -> None:
    """The whole map."""
    window.views.camera.fit()


def zoom_width(window: MainWindow) -> None:
    """The whole width, from the top."""
    window.views.camera.fit_width()


def zoom_100(window: MainWindow) -> None:
    """One pixel per unit."""
    canvas = window.canvas
    if window.views.camera is not canvas:
        window.views.camera.zoom_to(1.0)
        return
    box = canvas.overlay.selected[-1][1] if canvas.overlay.selected else None
    canvas.zoom_to(1.0, QPointF(canvas.card_rect(box).center()) if box else None)
    if box:
        canvas.reveal(box)


def zoom_selection(window: MainWindow) -> None:
    """What is selected, as large as it fits."""
    boxes = [box for _, box in window.canvas.overlay.selected]
    if boxes:
        left, top = min(box.x for box in boxes), min(box.y for box in boxes)
        right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
        window.canvas.show_box(hits.Box(left - 20, top - 20, right - left + 40, bottom - top + 40), most=1.6)


def panes_shown(window: MainWindow) -> bool:
    """Whether palette and inspector are in sight."""
    return window.panes_shown


def toggle_panes(window: MainWindow) -> None:
    """Show or hide palette and inspector."""
    window.show_panes(not window.panes_shown)


def next_pane(window: MainWindow) -> None:
    """Move the keyboard to the next pane."""
    window.next_pane()


def previous_pane(window: MainWindow) -> None:
    """Move the keyboard to the pane before."""
    window.next_pane(on=False)


def tray_shown(window: MainWindow) -> bool:
    """Whether the parking tray is open."""
    return window.tray_shown


def toggle_tray(window: MainWindow) -> None:
    """Open or close the parking tray."""
    window.show_tray(not window.tray_shown)


def light(window: MainWindow) -> None:
    """The light window."""
    window.set_scheme("light")


def dark(window: MainWindow) -> None:
    """The dark window."""
    window.set_scheme("dark")


def contrast(window: MainWindow) -> None:
    """The window in high contrast."""
    window.set_scheme("contrast")


def is_contrast(window: MainWindow) -> bool:
    """Whether high contrast was chosen."""
    return window.scheme == "contrast"


def system_look(window: MainWindow) -> None:
    """Light or dark, as the desktop is."""
    window.set_scheme("system")


def is_light(window: MainWindow) -> bool:
    """Whether light was chosen."""
    return window.scheme == "light"


def is_dark(window: MainWindow) -> bool:
    """Whether dark was chosen."""
    return window.scheme == "dark"


def is_system_look(window: MainWindow) -> bool:
    """Whether the desktop decides."""
    return window.scheme == "system"


def shortcut_sheet(window: MainWindow) -> None:
    """Every key at a glance, or away again."""
    from cjdesigner.ui.shortcut_sheet import show

    show(window)


def help_pages(window: MainWindow) -> None:
    """The help inside the program."""
    from cjdesigner.ui.help_pages import show

    show(window)


def preferences(window: MainWindow) -> None:
    """Everything that can be set, in one dialog; all windows take it up at once."""
    from cjdesigner.ui.dialogs.preferences import ask

    ask(window.preferences, window.use_preferences_everywhere, window)


# --- map ----------------------------------------------------------------------------------------------------------


def new_map(window: MainWindow) -> None:
    """One more map, from a template."""
    window.new_map()


def duplicate_map(window: MainWindow) -> None:
    """A copy of the shown map."""
    _copy_map(window, tr("Duplicate map"), as_future=False)


def future_map(window: MainWindow) -> None:
    """A copy of the shown map as its future state."""
    _copy_map(window, tr("Make the future-state map"), as_future=True)


def _copy_map(window: MainWindow, label: str, as_future: bool) -> None:
    session = window.session
    base, map_id = session.saved_document, session.map_id

    def keep(document: Document, made: str) -> None:
        session.commit(document, label)
        session.show_map(made)

    large_edit.carry_out(
        window, tr("Copying the map…"), lambda _: maps.duplicate(base, map_id, as_future), keep, shown=lambda made: made
    )


def several_maps(window: MainWindow) -> bool:
    """Whether one map may go."""
    return len(window.session.document.maps) > 1


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


def delete_map(window: MainWindow) -> None:
    """Delete the shown map with all that is in it; a notice offers to take it back."""
    session = window.session
    gone = sum(1 for card in session.document.cards.values() if card.map == session.map_id)
    session.commit(maps.delete(session.saved_document, session.map_id), tr("Delete map"))
    said = ntr("Map deleted with {count} card.", "Map deleted with {count} cards.", gone)
    window.notify(said, tr("Undo"), lambda: undo(window))


# --- help ---------------------------------------------------------------------------------------------------------


def about(window: MainWindow) -> None:
    """Name and version."""
    window.about()
