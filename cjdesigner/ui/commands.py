"""What the actions do: each takes the window, and nearly each ends in one commit of its session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjdesigner.edit import cards, lanes, links, personas, phases
from cjdesigner.layout import hits
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.records import JourneyMap, Lane, Persona, Phase, Step
from cjdesigner.ui import large_edit, starting, stepping
from cjdesigner.ui.pane_commands import pane_in_use
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


def edit_beside(window: MainWindow, start: str = "") -> None:
    """The text of a selected card that does not stand on the map: in the inspector; ``start`` begins the next note."""
    if start:
        if not window.tray.isVisible():
            window.show_tray(True)
        window.tray.set_folded(False)
        window.tray.note.setFocus()
        window.tray.note.insert(start)
        return
    if not window.panes_shown:
        window.show_panes(True)
    window.inspector.name_first()


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


# --- what there is ------------------------------------------------------------------------------------------------


def map_shown(window: MainWindow) -> bool:
    """Whether there is a map to show."""
    return window.session.map_id in window.session.document.maps


def steps_exist(window: MainWindow) -> bool:
    """Whether the map has a cell to add a card to."""
    if not map_shown(window):
        return False
    shape = queries.structure(window.session.document, window.session.map_id)
    return bool(shape.steps and any(not lane.hidden for lane in shape.lanes))


def several_maps(window: MainWindow) -> bool:
    """Whether one map may go."""
    return len(window.session.document.maps) > 1


# --- view ---------------------------------------------------------------------------------------------------------


def panes_shown(window: MainWindow) -> bool:
    """Whether palette and inspector are in sight."""
    return window.panes_shown


def toggle_panes(window: MainWindow) -> None:
    """Show or hide palette and inspector."""
    window.show_panes(not window.panes_shown)


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


# --- help ---------------------------------------------------------------------------------------------------------


def about(window: MainWindow) -> None:
    """Name and version."""
    window.about()
