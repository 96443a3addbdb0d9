"""Every action of the window, as a list: its name, its place in the menu, its keys, and what it does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from cjdesigner.ui import card_commands as card
from cjdesigner.ui import choosing, commands, guide, outside, picturing, placing, settling, sizing, starting
from cjdesigner.ui import dip_commands as dips
from cjdesigner.ui import output_commands as outputs
from cjdesigner.ui import pane_commands as panes
from cjdesigner.ui import present_commands as presenting
from cjdesigner.ui import project_commands as projects
from cjdesigner.ui import tour_commands as tour
from cjdesigner.ui.later import Later
from cjdesigner.ui.pages import host as pages
from cjdesigner.ui.views import commands as looks

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow

clipboard = Later("clipboard")  # it reads what all other programs may have put there
maps = Later("map_commands")  # like zooming, not needed before the window is shown
zooming = Later("views.zooming")

Run = Callable[["MainWindow"], object]
Test = Callable[["MainWindow"], bool]


class Action(NamedTuple):
    """One thing the user can do. ``title`` is English; the window translates it."""

    id: str
    menu: str
    title: str
    run: Run
    keys: tuple[str, ...] = ()
    icon: str = ""
    enabled: Test | None = None
    checked: Test | None = None
    tip: str = ""


ON_CANVAS = (
    *("delete", "duplicate", "select_all", "cut", "copy", "paste", "paste_in_place"),
    *("move_up", "move_down", "move_left", "move_right"),
)
"""Actions whose keys mean something else in a text field or a list: they work while the canvas has the focus."""

OF_FIELDS = ("cut", "copy", "paste", "paste_in_place")
"""Actions that work inside the text field in use, which therefore stays open."""

WHERE_POSSIBLE = ("choose_picture", "crop", "uncrop", "select_tag", "select_linked")
"""Actions that a context menu holds only where they can be done: they say nothing to most cards."""

IN_CONTEXT = {
    "add_card": "Add card",
    "add_step": "Add step after this one",
    "add_phase": "Add phase",
    "add_lane": "Add lane",
    "add_persona": "Add persona",
}
"""What actions of "Insert" in the menu bar are called elsewhere: in context menus and the guide, in English."""

SEPARATOR = Action("", "", "", lambda window: None)
MENUS = ("File", "Edit", "Insert", "Card", "View", "Show", "Map", "Window", "Help")
GROUPS = {
    "Move": ("move", ("move_up", "move_down", "move_left", "move_right")),
    "Find": ("search", ("find", "replace", "find_next", "find_previous")),
    "Select": (
        "mouse-pointer-2",
        ("select_all", "select_lane", "select_step", "select_phase", "select_type", "select_tag", "select_linked"),
    ),
    "Zoom": (
        "zoom-in",
        (
            *("zoom_in", "zoom_out", "zoom_fit", "zoom_width", "zoom_100", "zoom_selection"),
            *("zoom_phase", "zoom_lane", "next_phase", "previous_phase"),
        ),
    ),
    "Appearance": ("sun", ("light", "dark", "contrast", "system_look", "still")),
}
"""Actions that stand together in a menu inside their own, with its icon: longer menus do not fit on a small screen."""
WITH_MENU = (
    *("recent", "language", "add_lane", "copy_picture_for", "link_kind", "copy_curve", "give_points", "curves"),
    *("open_projects", "views", "lanes_shown", "steps_shown", "personas_shown"),
)
"""Actions that open a submenu."""


def _cards(window: MainWindow) -> bool:
    return bool(window.session.selected_cards())


def _something(window: MainWindow) -> bool:
    return bool(window.session.selection)


def _has_steps(window: MainWindow) -> bool:
    return commands.steps_exist(window)


def _in_lane(window: MainWindow) -> bool:
    return bool(choosing.lanes_meant(window))


def _in_step(window: MainWindow) -> bool:
    return bool(choosing.steps_meant(window))


def _in_phase(window: MainWindow) -> bool:
    return bool(choosing.phases_meant(window))


def _tagged(window: MainWindow) -> bool:
    return bool(choosing.tags_meant(window))


ACTIONS: tuple[Action, ...] = (
    Action("new", "File", "New from template…", commands.new, ("Ctrl+N",), "file-plus"),
    Action("open", "File", "Open…", commands.open_file, ("Ctrl+O",), "folder-open"),
    Action("start", "File", "Start page", starting.show_start, ("Ctrl+Alt+O",), "house", None, starting.is_shown),
    Action("new_window", "File", "New window", starting.new_window, ("Ctrl+Alt+N",), ""),
    Action("recent", "File", "Open recent", lambda window: None, (), "clock"),
    Action(
        "reopen", "File", "Open the closed project again", starting.reopen, ("Ctrl+Alt+R",), "", starting.can_reopen
    ),
    Action("sample", "File", "Open the sample", commands.open_sample, (), "star"),
    SEPARATOR._replace(menu="File"),
    Action("save", "File", "Save", commands.save, ("Ctrl+S",), "save"),
    Action("save_as", "File", "Save as…", commands.save_as, ("Ctrl+Shift+S",)),
    Action("save_all", "File", "Save all", projects.save_all, (), "", projects.any_unsaved),
    Action(
        "load_changed", "File", "Load the changed file", outside.load, ("Ctrl+Alt+Shift+O",), "refresh-cw",
        outside.can_load,
    ),  # fmt: skip
    Action("settle_conflicts", "File", "Settle conflicts…", settling.settle, (), "", settling.can_settle),
    Action("save_template", "File", "Save as a template…", starting.save_template, (), "", commands.map_shown),
    SEPARATOR._replace(menu="File"),
    Action("import", "File", "Import…", commands.import_file, ("Ctrl+Shift+I",), "upload"),
    Action("export", "File", "Export…", commands.export, ("Ctrl+E",), "download"),
    Action("print", "File", "Print…", outputs.print_map, ("Ctrl+P",), "printer", commands.map_shown),
    Action("audiences", "File", "Audience profiles…", outputs.audience_profiles, (), "users"),
    SEPARATOR._replace(menu="File"),
    Action("preferences", "File", "Preferences…", commands.preferences, ("Ctrl+,",), "settings"),
    SEPARATOR._replace(menu="File"),
    Action("close_project", "File", "Close the project", projects.close_project, ("Ctrl+W", "Ctrl+F4")),
    Action("close_window", "File", "Close the window", commands.close_window, ("Ctrl+Shift+W",)),
    Action("quit", "File", "Quit", commands.quit, ("Ctrl+Q",)),
    Action("undo", "Edit", "Undo", commands.undo, ("Ctrl+Z",), "undo-2", commands.can_undo),
    Action("redo", "Edit", "Redo", commands.redo, ("Ctrl+Shift+Z", "Ctrl+Y"), "redo-2", commands.can_redo),
    Action("history", "Edit", "History", commands.history, ("Ctrl+Shift+H",), "history", None, commands.history_shown),
    SEPARATOR._replace(menu="Edit"),
    Action("cut", "Edit", "Cut", clipboard.cut, ("Ctrl+X",), "scissors", _cards),
    Action("copy", "Edit", "Copy", clipboard.copy, ("Ctrl+C",), "copy", _cards),
    Action("paste", "Edit", "Paste", clipboard.paste, ("Ctrl+V",), "clipboard-paste"),
    Action("paste_in_place", "Edit", "Paste in place", lambda window: clipboard.paste(window, True), ("Ctrl+Shift+V",)),
    Action(
        "copy_picture", "Edit", "Copy as picture", outputs.copy_picture, ("Ctrl+Shift+C",), "image", commands.map_shown
    ),
    Action("copy_picture_for", "Edit", "Copy as picture for", lambda window: None, (), "", commands.map_shown),
    SEPARATOR._replace(menu="Edit"),
    Action("edit_text", "Edit", "Edit text", commands.edit_text, (), "pencil", _something, tip="F2"),
    Action(
        "choose_picture", "Edit", "Choose picture…", picturing.choose, ("Ctrl+Alt+I",), "image", picturing.can_choose
    ),
    Action("crop", "Edit", "Crop picture", picturing.crop, (), "crop", picturing.can_crop),
    Action("uncrop", "Edit", "Show the whole picture", picturing.uncrop, (), "", picturing.can_uncrop),
    Action("duplicate", "Edit", "Duplicate", commands.duplicate, ("Ctrl+D",), "copy-plus", _cards),
    Action("delete", "Edit", "Delete", commands.delete, ("Del", "Backspace"), "trash-2", _something),
    Action("move_up", "Edit", "Move up", panes.move_up, ("Alt+Up",), "arrow-up", panes.can_move),
    Action("move_down", "Edit", "Move down", panes.move_down, ("Alt+Down",), "arrow-down", panes.can_move),
    Action(
        "move_left", "Edit", "Move to the step before", panes.move_left, ("Alt+Left",), "arrow-left", panes.can_move
    ),
    Action(
        "move_right", "Edit", "Move to the step after", panes.move_right, ("Alt+Right",), "arrow-right", panes.can_move
    ),
    Action("place", "Edit", "Put on the map", placing.place, (), "map-pin", placing.parked_chosen),
    Action("park", "Edit", "Move to the parking tray", commands.park, ("Ctrl+Shift+P",), "inbox", _cards),
    SEPARATOR._replace(menu="Edit"),
    Action("find", "Edit", "Find…", commands.find, ("Ctrl+F",), "search"),
    Action("replace", "Edit", "Find and replace…", commands.find_and_replace, ("Ctrl+H",), "replace"),
    Action("find_next", "Edit", "Find the next", commands.find_next, ("F3",)),
    Action("find_previous", "Edit", "Find the previous", commands.find_previous, ("Shift+F3",)),
    Action(
        "deepest_dip", "Edit", "Go to the deepest dip", dips.deepest, ("Ctrl+Alt+D",), "trending-down", dips.has_dips
    ),
    Action("search", "Edit", "Search or run a command…", commands.search, ("Ctrl+K",), "command"),
    SEPARATOR._replace(menu="Edit"),
    Action("select_all", "Edit", "Select all cards", commands.select_all, ("Ctrl+A",), "", commands.map_shown),
    Action("select_lane", "Edit", "Select all in this lane", choosing.in_lane, (), "", _in_lane),
    Action("select_step", "Edit", "Select all in this step", choosing.in_step, (), "", _in_step),
    Action("select_phase", "Edit", "Select all in this phase", choosing.in_phase, (), "", _in_phase),
    Action("select_type", "Edit", "Select all of this type", choosing.of_type, (), "", _in_lane),
    Action("select_tag", "Edit", "Select all with the same tag", choosing.with_tag, (), "tag", _tagged),
    Action("select_linked", "Edit", "Select all that is linked to it", choosing.linked, (), "link", card.is_linked),
    Action("add_card", "Insert", "Card", maps.add_card, ("Ctrl+Return",), "sticky-note", _has_steps),
    Action(
        "add_step",
        "Insert",
        "Step after this one",
        maps.add_step,
        ("Ctrl+Shift+Right",),
        "columns-3",
        commands.map_shown,
    ),
    Action("add_phase", "Insert", "Phase", maps.add_phase, ("Ctrl+Shift+N",), "arrow-right", commands.map_shown),
    Action("add_lane", "Insert", "Lane", lambda window: None, ("Ctrl+Shift+A",), "rows-3", commands.map_shown),
    Action(
        "add_solution", "Insert", "Solution to this pain point", dips.add_solution, ("Ctrl+Alt+S",), "lightbulb",
        dips.has_pain,
    ),  # fmt: skip
    Action("add_persona", "Insert", "Persona", maps.add_persona, (), "user-plus"),
    Action("link_to", "Card", "Link to…", card.link, ("Ctrl+L",), "link", card.can_link),
    Action("next_link", "Card", "Next link", card.next_link, ("Ctrl+Shift+L",), "", card.is_linked),
    Action(
        "follow_link", "Card", "Go to the other end of the link", card.follow_link, ("Ctrl+G",), "route", card.is_linked
    ),
    Action("link_kind", "Card", "Kind of link", lambda window: None, (), "", card.link_selected),
    Action("turn_kind", "Card", "Change the kind of link", card.turn_kind, ("Ctrl+Shift+K",), "", card.link_selected),
    Action("turn_link", "Card", "Turn the link round", card.turn_link, (), "", card.link_selected),
    SEPARATOR._replace(menu="Card"),
    Action("longer", "Card", "Over one step more", card.longer, ("Alt+Shift+Right",), "", card.can_span),
    Action("shorter", "Card", "Over one step less", card.shorter, ("Alt+Shift+Left",), "", card.can_span),
    Action(
        "truth",
        "Card",
        "Moment of truth",
        card.toggle_truth,
        ("Ctrl+Shift+M",),
        "diamond",
        card.can_be_truth,
        card.is_truth,
    ),
    Action("level_0", "Card", "Severity or impact: none", card.no_level, ("Alt+0",), "", card.has_level),
    Action("level_1", "Card", "Severity or impact: low", card.low, ("Alt+1",), "", card.has_level),
    Action("level_2", "Card", "Severity or impact: middle", card.middle, ("Alt+2",), "", card.has_level),
    Action("level_3", "Card", "Severity or impact: high", card.high, ("Alt+3",), "", card.has_level),
    SEPARATOR._replace(menu="Card"),
    Action("next_curve", "Card", "Next persona’s curve", card.next_curve, ("Ctrl+.",), "", card.has_curve),
    Action("give_points", "Card", "Give the point to", lambda window: None, (), "", card.has_points),
    Action("copy_curve", "Card", "Copy a curve", lambda window: None, (), "spline", card.has_curve),
    Action("curves", "Card", "Curves shown", lambda window: None, (), "eye", card.has_curve),
    Action("show_curves", "Card", "Show the hidden curves", card.show_curves, (), "", card.has_hidden_curves),
    Action("present", "View", "Present", presenting.present, ("F5",), "play", commands.map_shown),
    Action(
        "present_here", "View", "Present from the selection", presenting.present_here, ("Shift+F5",), "", _something
    ),
    Action(
        "present_to", "View", "Present to an audience…", presenting.present_to, (), "users", presenting.has_audiences
    ),
    Action(
        "compare", "View", "Compare two maps", looks.toggle_compare, ("Ctrl+Alt+C",), "columns-2", looks.can_compare,
        looks.is_comparing,
    ),  # fmt: skip
    Action("tour", "View", "Tour", tour.toggle_tour, ("Ctrl+F5",), "presentation", None, tour.tour_shown),
    Action("add_stop", "View", "Add the selection to the tour", tour.add_stop, (), "", tour.can_add_stop),
    Action("export_tour", "View", "Export the tour…", presenting.export_tour, (), "download", commands.map_shown),
    SEPARATOR._replace(menu="View"),
    Action("zoom_in", "View", "Zoom in", zooming.zoom_in, ("Ctrl++", "Ctrl+="), "zoom-in"),
    Action("zoom_out", "View", "Zoom out", zooming.zoom_out, ("Ctrl+-",), "zoom-out"),
    Action("zoom_fit", "View", "Fit the map", zooming.zoom_fit, ("Ctrl+0", "Shift+1"), "maximize"),
    Action("zoom_width", "View", "Fit the width", zooming.zoom_width, ("Ctrl+9",)),
    Action("zoom_100", "View", "100 %", zooming.zoom_100, ("Ctrl+1",)),
    Action("zoom_selection", "View", "Zoom to the selection", zooming.zoom_selection, ("Ctrl+2",), "scan", _something),
    Action("zoom_phase", "View", "Zoom to the phase", zooming.zoom_phase, ("Ctrl+3",), "", commands.map_shown),
    Action("zoom_lane", "View", "Zoom to the lane", zooming.zoom_lane, ("Ctrl+4",), "", looks.in_lane),
    Action("next_phase", "View", "Next phase", zooming.next_phase, ("Alt+PgDown",), "", commands.map_shown),
    Action("previous_phase", "View", "Previous phase", zooming.previous_phase, ("Alt+PgUp",), "", commands.map_shown),
    Action(
        "minimap", "View", "Map overview", looks.toggle_minimap, ("Ctrl+Alt+M",), "map", None, looks.minimap_shown
    ),
    SEPARATOR._replace(menu="View"),
    Action("focus", "View", "Focus mode", looks.toggle_focus, ("F11",), "focus", commands.map_shown, looks.focused),
    Action(
        "panes", "View", "Side panes", commands.toggle_panes, ("Ctrl+\\",), "panel-left", None, commands.panes_shown
    ),
    Action(
        "outline", "View", "Outline", panes.toggle_outline, ("Ctrl+Shift+O",), "list-tree", None, panes.outline_shown
    ),
    Action(
        "persona_page", "View", "Persona page", pages.persona_page, ("Ctrl+Alt+E",), "user", pages.has_personas,
        pages.persona_shown,
    ),  # fmt: skip
    Action(
        "project_page", "View", "Project and its maps", pages.project_page, ("Ctrl+Alt+P",), "layers", None,
        pages.project_shown,
    ),  # fmt: skip
    Action("table", "View", "Table", panes.toggle_table, ("Ctrl+Shift+T",), "table-2", None, panes.table_shown),
    Action("next_pane", "View", "Go to the next pane", panes.next_pane, ("F6",)),
    Action("previous_pane", "View", "Go to the previous pane", panes.previous_pane, ("Shift+F6",)),
    Action("tray", "View", "Parking tray", commands.toggle_tray, (), "inbox", None, commands.tray_shown),
    SEPARATOR._replace(menu="View"),
    Action("light", "View", "Light window", commands.light, (), "sun", None, commands.is_light),
    Action("dark", "View", "Dark window", commands.dark, (), "moon", None, commands.is_dark),
    Action("contrast", "View", "High contrast", commands.contrast, (), "", None, commands.is_contrast),
    Action("system_look", "View", "As the system", commands.system_look, (), "monitor", None, commands.is_system_look),
    SEPARATOR._replace(menu="View"),
    Action("still", "View", "Reduced motion", presenting.toggle_still, (), "", None, presenting.is_still),
    SEPARATOR._replace(menu="View"),
    Action("language", "View", "Language", lambda window: None, (), "languages"),
    Action(
        "filter", "Show", "Filter…", looks.toggle_filter, ("Ctrl+Shift+F",), "list-filter", commands.map_shown,
        looks.filter_shown,
    ),  # fmt: skip
    Action("clear_filter", "Show", "Light all cards again", looks.clear_filter, (), "", looks.has_filter),
    Action("next_lit", "Show", "Next lit card", looks.next_lit, ("F4",), "", looks.has_filter),
    Action("previous_lit", "Show", "Previous lit card", looks.previous_lit, ("Shift+F4",), "", looks.has_filter),
    Action("select_lit", "Show", "Select the lit cards", looks.select_lit, (), "", looks.has_filter),
    SEPARATOR._replace(menu="Show"),
    Action("views", "Show", "Views", lambda window: None, (), "eye", commands.map_shown),
    Action(
        "view_list", "Show", "List of views", looks.toggle_panel, ("Ctrl+Alt+W",), "", commands.map_shown,
        looks.panel_shown,
    ),  # fmt: skip
    Action("next_view", "Show", "Next view", looks.next_view, ("Ctrl+Alt+PgDown",), "", looks.any_view),
    Action("previous_view", "Show", "Previous view", looks.previous_view, ("Ctrl+Alt+PgUp",), "", looks.any_view),
    Action("save_view", "Show", "Save as a view…", looks.save_view, ("Ctrl+Alt+V",), "", commands.map_shown),
    Action("update_view", "Show", "Update this view", looks.update_view, (), "", looks.can_update),
    Action("rename_view", "Show", "Rename this view…", looks.rename_view, (), "", looks.has_view),
    Action("delete_view", "Show", "Delete this view", looks.delete_view, (), "trash-2", looks.has_view),
    SEPARATOR._replace(menu="Show"),
    Action(
        "fold", "Show", "Fold or unfold the phase", looks.toggle_fold, ("Ctrl+Alt+F",), "fold-horizontal",
        looks.in_phase,
    ),  # fmt: skip
    Action("fold_others", "Show", "Fold the other phases", looks.fold_others, (), "", looks.in_phase),
    Action(
        "unfold_all", "Show", "Unfold all phases", looks.unfold_all, ("Ctrl+Alt+U",), "unfold-horizontal",
        looks.any_folded,
    ),  # fmt: skip
    SEPARATOR._replace(menu="Show"),
    Action("hide_step", "Show", "Hide the step", looks.hide_step, (), "eye-off", looks.in_step),
    Action("hide_lane", "Show", "Hide the lane", looks.hide_lane, (), "eye-off", looks.in_lane),
    Action("hide_persona", "Show", "Hide the persona", looks.hide_persona, (), "eye-off", looks.has_persona),
    Action("lanes_shown", "Show", "Lanes shown", lambda window: None, (), "rows-3", commands.map_shown),
    Action("steps_shown", "Show", "Steps shown", lambda window: None, (), "columns-3", commands.map_shown),
    Action("personas_shown", "Show", "Personas shown", lambda window: None, (), "users", commands.map_shown),
    SEPARATOR._replace(menu="Show"),
    Action(
        "show_everything", "Show", "Show everything", looks.show_everything, ("Ctrl+Alt+0",), "eye",
        looks.is_anything_off,
    ),  # fmt: skip
    Action("new_map", "Map", "New map…", maps.new_map, ("Ctrl+T",), "plus"),
    Action("duplicate_map", "Map", "Duplicate this map", maps.duplicate_map, (), "copy", commands.map_shown),
    Action(
        "future_map", "Map", "Make a future-state map", maps.future_map, (), "flag", commands.map_shown
    ),
    Action("lens", "Map", "Edit the lens of the map", pages.edit_lens, ("Ctrl+Alt+L",), "pencil", commands.map_shown),
    Action("next_map", "Map", "Next map", maps.next_map, ("Ctrl+PgDown",)),
    Action("previous_map", "Map", "Previous map", maps.previous_map, ("Ctrl+PgUp",)),
    SEPARATOR._replace(menu="Map"),
    Action("wider", "Map", "Make the step wider", sizing.wider, ("Ctrl+]",), "", sizing.has_step),
    Action("narrower", "Map", "Make the step narrower", sizing.narrower, ("Ctrl+[",), "", sizing.has_step),
    Action("higher", "Map", "Make the lane higher", sizing.higher, ("Ctrl+Alt+]",), "", sizing.has_lane),
    Action("lower", "Map", "Make the lane lower", sizing.lower, ("Ctrl+Alt+[",), "", sizing.has_lane),
    Action("fit_content", "Map", "Fit step or lane to its content", sizing.fit, (), "", sizing.has_either),
    Action("equal_widths", "Map", "Make steps equally wide", sizing.equal_widths, (), "", sizing.several_steps),
    Action("equal_heights", "Map", "Make lanes equally high", sizing.equal_heights, (), "", sizing.several_lanes),
    SEPARATOR._replace(menu="Map"),
    Action("delete_map", "Map", "Delete this map", maps.delete_map, (), "trash-2", commands.several_maps),
    Action("next_project", "Window", "Next project", projects.next_project, ("Ctrl+Tab",), "", projects.several),
    Action(
        "previous_project", "Window", "Previous project", projects.previous_project, ("Ctrl+Shift+Tab",), "",
        projects.several,
    ),  # fmt: skip
    Action(
        "move_project", "Window", "Move the project to a new window", projects.move_to_window, (), "", projects.several
    ),
    SEPARATOR._replace(menu="Window"),
    Action("open_projects", "Window", "Open projects", lambda window: None),
    Action("keys", "Help", "Keyboard shortcuts", commands.shortcut_sheet, ("F1",), "keyboard"),
    Action("help", "Help", "Help pages", commands.help_pages, ("Ctrl+F1",), "book-open"),
    Action("guide", "Help", "The method beside the map", guide.toggle, (), "footprints", None, guide.is_wanted),
    SEPARATOR._replace(menu="Help"),
    Action("about", "Help", "About cjdesigner", commands.about, (), "info"),
)
