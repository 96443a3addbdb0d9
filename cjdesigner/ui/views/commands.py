"""What the actions on views do: saved views, hiding, folding and filtering, and the modes of the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QApplication, QMenu

from cjdesigner.edit import views
from cjdesigner.editor import folding
from cjdesigner.editor.chosen import selected
from cjdesigner.layout import hits
from cjdesigner.model import queries
from cjdesigner.model.looks import Look, look_of
from cjdesigner.ui.plain import caption
from cjdesigner.words import ntr, tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow

_LISTED = 200
"""Lanes, steps or personas that a menu lists at most."""


# --- saved views --------------------------------------------------------------------------------------------------


def view_shown(window: MainWindow) -> str:
    """The id of the saved view in use, or ""."""
    session = window.session
    view = session.looking.view_of(session.map_id)
    return view if view in session.document.views else ""


def has_view(window: MainWindow) -> bool:
    """Whether a saved view is in use."""
    return bool(view_shown(window))


def can_update(window: MainWindow) -> bool:
    """Whether the saved view in use says otherwise than what is shown."""
    return has_view(window) and window.session.looking.changed(window.session.document, window.session.map_id)


def is_anything_off(window: MainWindow) -> bool:
    """Whether something of the map is not shown, or a view is in use."""
    return bool(folding.described(window.session)) or has_view(window)


def summary(window: MainWindow) -> tuple[str, str, bool]:
    """What the button of the views says: a name, what is not shown, and whether anything is not."""
    session = window.session
    if session.map_id not in session.document.maps:
        return tr("Views"), "", False
    off = folding.described(session)
    view = view_shown(window)
    if not view:
        return tr("Views"), off, bool(off)
    name = session.document.views[view].name or tr("Unnamed")
    changed = tr("changed") if can_update(window) else ""
    return name, " · ".join(part for part in (changed, off) if part), True


def show_view(window: MainWindow, view_id: str) -> None:
    """Look at the map as a saved view says."""
    view = window.session.document.views.get(view_id)
    if view is not None:
        window.session.set_look(look_of(view), view=view_id)


def open_view(window: MainWindow, view_id: str) -> None:
    """Look at the map as a saved view says; "" is the map without any."""
    if view_id:
        show_view(window, view_id)
    else:
        show_whole(window)


def next_view(window: MainWindow) -> None:
    """On to the next saved view; after the last comes the whole map."""
    _turn_view(window, 1)


def previous_view(window: MainWindow) -> None:
    """Back to the saved view before."""
    _turn_view(window, -1)


def _turn_view(window: MainWindow, by: int) -> None:
    session = window.session
    known = ["", *(view.id for view in queries.views(session.document, session.map_id))]
    shown = known[(known.index(view_shown(window)) + by) % len(known)]
    open_view(window, shown)
    name = (session.document.views[shown].name or tr("Unnamed")) if shown else tr("Whole map")
    session.say(tr("View: {name}", name=" ".join(name.split())[:60]))


def any_view(window: MainWindow) -> bool:
    """Whether the map in view has saved views."""
    session = window.session
    return any(view.map == session.map_id for view in session.document.views.values())


def show_whole(window: MainWindow) -> None:
    """The map without any view: as it is in the file."""
    window.session.set_look(Look(), view="")


def show_everything(window: MainWindow) -> None:
    """The whole map, with lanes that the file hides."""
    folding.show_everything(window.session)


def save_view(window: MainWindow) -> None:
    """Keep what is shown as a new view, under a name to be typed."""
    session = window.session
    suggested = views.free_name(session.saved_document, session.map_id)
    window.views.ask_name(tr("Name of the view"), suggested, partial(save_view_as, window))


def save_view_as(window: MainWindow, name: str) -> None:
    """Keep what is shown as a new view."""
    session = window.session
    document, made = views.add(session.saved_document, session.map_id, name, session.look)
    if session.commit(document, tr("Save view")):
        session.set_look(look_of(document.views[made]), view=made)
        window.notify(tr("View “{name}” saved in the file.", name=name))


def update_view(window: MainWindow) -> None:
    """The saved view in use shows from now on what is shown now."""
    update_one(window, view_shown(window))


def update_one(window: MainWindow, view_id: str) -> None:
    """A saved view shows from now on what is shown now, and is the one in use."""
    session = window.session
    if view_id in session.saved_document.views:
        document = views.update(session.saved_document, view_id, session.look)
        session.commit(document, tr("Update view"))
        session.set_look(look_of(document.views[view_id]), view=view_id)


def can_update_one(window: MainWindow, view_id: str) -> bool:
    """Whether a saved view says otherwise than what is shown."""
    view = window.session.document.views.get(view_id)
    return view is not None and look_of(view) != window.session.look


def move_view(window: MainWindow, view_id: str, index: int, held: bool = False) -> None:
    """A saved view to an index among the others of its map; ``held``, by a key, several are one step."""
    session = window.session
    if view_id in session.saved_document.views:
        document = views.move(session.saved_document, view_id, index)
        session.commit(document, tr("Move view"), again=f"view {view_id}" if held else "")


def rename_view(window: MainWindow) -> None:
    """Another name for the saved view in use."""
    view = view_shown(window)
    if view:
        name = window.session.document.views[view].name
        window.views.ask_name(tr("Name of the view"), name, partial(_rename, window, view))


def _rename(window: MainWindow, view_id: str, name: str) -> None:
    session = window.session
    if view_id in session.saved_document.views:
        session.commit(views.rename(session.saved_document, view_id, name), tr("Rename view"))


def delete_view(window: MainWindow) -> None:
    """Take the saved view in use out of the file; what it shows stays."""
    delete_one(window, view_shown(window))


def delete_one(window: MainWindow, view_id: str) -> None:
    """Take a saved view out of the file. Of the one in use stays what it shows; undone, it is in use again."""
    session = window.session
    if view_id in session.saved_document.views:
        session.commit(views.delete(session.saved_document, view_id), tr("Delete view"))
        window.notify(tr("View deleted."), tr("Undo"), lambda: window.action("undo").trigger())


def fill_views(window: MainWindow, menu: QMenu) -> None:
    """Put the saved views of the map in view into a menu."""
    menu.clear()
    session = window.session
    group = QActionGroup(menu)
    shown = view_shown(window)
    whole = menu.addAction(tr("Whole map"), partial(show_whole, window))
    for action, on in [(whole, not shown)]:
        action.setCheckable(True)
        action.setChecked(on)
        group.addAction(action)
    for view in queries.views(session.document, session.map_id):
        action = menu.addAction(caption(view.name)[:80] or tr("Unnamed"), partial(show_view, window, view.id))
        action.setCheckable(True)
        action.setChecked(view.id == shown)
        group.addAction(action)


def fill_shown(window: MainWindow, key: str) -> None:
    """The menus that list lanes, steps or personas, each with a check for whether it is shown."""
    menu = window.submenu(key)
    menu.clear()
    session = window.session
    document = session.document
    if session.map_id not in document.maps:
        return
    shape = queries.structure(document, session.map_id)
    if key == "lanes_shown":
        hidden = set(folding.hidden_lanes(session))
        names = [(lane.id, lane.name) for lane in shape.lanes]
        show, hide = folding.show_lanes, folding.hide_lanes
    elif key == "steps_shown":
        hidden = set(session.look.hidden_steps)
        names = [(step.id, step.name) for step in shape.steps]
        show, hide = folding.show_steps, folding.hide_steps
    else:
        hidden = set(session.look.hidden_personas)
        people = [document.personas[one] for one in shape.map.personas if one in document.personas]
        names = [(persona.id, persona.name) for persona in people]
        show, hide = folding.show_personas, folding.hide_personas
    for one, name in names[:_LISTED]:
        change = show if one in hidden else hide
        action = menu.addAction(caption(name)[:80] or tr("Unnamed"), partial(change, session, [one]))
        action.setCheckable(True)
        action.setChecked(one not in hidden)


def panel_shown(window: MainWindow) -> bool:
    """Whether the list of views is in sight."""
    return any(panel.isVisible() for panel in window.views.made_of("panel"))


def toggle_panel(window: MainWindow) -> None:
    """The list of views with the keyboard in it, or away with it."""
    window.views.panel.toggle()


# --- hiding and folding -------------------------------------------------------------------------------------------


def in_phase(window: MainWindow) -> bool:
    """Whether the selection lies in a phase."""
    return bool(folding.phases_of(window.session))


def in_step(window: MainWindow) -> bool:
    """Whether the selection lies in a step."""
    return bool(folding.steps_of(window.session))


def in_lane(window: MainWindow) -> bool:
    """Whether the selection lies in a lane."""
    return bool(folding.lanes_of(window.session))


def is_folded(window: MainWindow) -> bool:
    """Whether the phase of the selection is folded."""
    chosen = folding.phases_of(window.session)
    return bool(chosen) and all(folding.is_folded(window.session, one) for one in chosen)


def toggle_fold(window: MainWindow) -> None:
    """Fold the phases of the selection to narrow columns, or unfold them."""
    session = window.session
    chosen = folding.phases_of(session)
    if chosen:
        unfold = is_folded(window)
        folding.fold(session, chosen, folded=not unfold)
        if not unfold:
            session.select([chosen[-1]])  # so that the same key unfolds it again


def fold_others(window: MainWindow) -> None:
    """Fold every phase but those of the selection."""
    session = window.session
    keep = set(folding.phases_of(session))
    shape = queries.structure(session.document, session.map_id)
    folding.fold(session, [phase.id for phase in shape.phases if phase.id not in keep])
    window.canvas.reveal_selection()


def unfold_all(window: MainWindow) -> None:
    """Unfold every phase."""
    session = window.session
    folding.fold(session, session.look.folded, folded=False)


def any_folded(window: MainWindow) -> bool:
    """Whether a phase is folded."""
    return bool(window.session.look.folded)


def hide_step(window: MainWindow) -> None:
    """Hide the steps of the selection from view."""
    session = window.session
    gone = folding.steps_of(session)
    folding.hide_steps(session, gone)
    said = ntr("Step hidden from view.", "{count} steps hidden from view.", len(gone))
    window.notify(said, tr("Show again"), lambda: folding.show_steps(session, gone))


def hide_lane(window: MainWindow) -> None:
    """Hide the lanes of the selection; a notice brings them back."""
    session = window.session
    gone = folding.lanes_of(session)
    folding.hide_lanes(session, gone)
    window.notify(tr("Lane hidden."), tr("Show again"), lambda: folding.show_lanes(session, gone))


# --- filtering ----------------------------------------------------------------------------------------------------


def filter_shown(window: MainWindow) -> bool:
    """Whether the filter bar is in sight."""
    return any(bar.isVisible() for bar in window.views.made_of("bar"))


def toggle_filter(window: MainWindow) -> None:
    """Open the filter bar, go into it where it is open, or close it from inside."""
    bar = window.views.bar
    focus = QApplication.focusWidget()
    if bar.isVisible() and focus is not None and (focus is bar or bar.isAncestorOf(focus)):
        bar.close_()
    else:
        bar.open()
    window._update_actions()


def clear_filter(window: MainWindow) -> None:
    """Light every card again."""
    window.session.set_look(window.session.look.unfiltered)


def select_lit(window: MainWindow) -> None:
    """Select the cards that the filter lets through, for all that can be done to many at once."""
    session = window.session
    dim = session.dim
    found = [one for one in hits.drawn_cards(session.drawing()) if one not in dim]
    session.select(found)
    session.say(ntr("{count} card selected.", "{count} cards selected.", len(found)))


def next_lit(window: MainWindow) -> None:
    """On to the next card that the filter lets through."""
    _turn_lit(window, 1)


def previous_lit(window: MainWindow) -> None:
    """Back to the one before."""
    _turn_lit(window, -1)


def _turn_lit(window: MainWindow, by: int) -> None:
    session = window.session
    dim = session.dim
    drawn = hits.drawn_cards(session.drawing())
    lit = [one for one in drawn if one not in dim]
    if not lit:
        session.say(tr("The filter lets no card through."))
        return
    place = {one: index for index, one in enumerate(drawn)}
    here = next((place[one] for one in reversed(session.selection) if one in place), -1 if by > 0 else len(drawn))
    ahead = [one for one in lit if (place[one] - here) * by > 0]
    session.select([ahead[0 if by > 0 else -1] if ahead else lit[0 if by > 0 else -1]])
    window.canvas.reveal_selection()


def personas_meant(window: MainWindow) -> list[str]:
    """The personas of the selected points, and the selected ones."""
    session = window.session
    people = session.document.maps[session.map_id].personas if session.map_id in session.document.maps else ()
    meant = selected(session)
    found = {*meant.others, *meant.people}
    return [one for one in people if one in found]


def has_persona(window: MainWindow) -> bool:
    """Whether the selection is about a persona of the map."""
    return bool(personas_meant(window))


def hide_persona(window: MainWindow) -> None:
    """Hide the personas of the selection, with their curves."""
    session = window.session
    gone = personas_meant(window)
    folding.hide_personas(session, gone)
    said = ntr("Persona hidden from view.", "{count} personas hidden from view.", len(gone))
    window.notify(said, tr("Show again"), lambda: folding.show_personas(session, gone))


def has_filter(window: MainWindow) -> bool:
    """Whether some cards may be dimmed."""
    return window.session.look.filters


def minimap_shown(window: MainWindow) -> bool:
    """Whether the map overview is wanted."""
    return window.views.minimap.wanted


def toggle_minimap(window: MainWindow) -> None:
    """Show the map overview, or hide it."""
    window.views.show_minimap(not window.views.minimap.wanted)


# --- modes --------------------------------------------------------------------------------------------------------


def focused(window: MainWindow) -> bool:
    """Whether only the canvas is shown."""
    return window.views.focus.on


def toggle_focus(window: MainWindow) -> None:
    """The canvas alone, or everything again."""
    window.views.focus.toggle()


def can_compare(window: MainWindow) -> bool:
    """Whether there are two maps to compare."""
    return len(window.session.document.maps) > 1


def is_comparing(window: MainWindow) -> bool:
    """Whether two maps are shown beside each other."""
    return window.views.comparing.view is not None


def toggle_compare(window: MainWindow) -> None:
    """Two maps beside each other, or back to one."""
    if is_comparing(window):
        window.views.comparing.close_()
    else:
        window.views.comparing.open()
