"""What people call actions by who have learned other names for them: the command search knows these too."""

from __future__ import annotations

from cjdesigner.words import tr


def names() -> dict[str, str]:
    """By the id of the action: more names for it in the language in use, with commas between."""
    return {
        "new": tr("create project, start a map"),
        "start": tr("home, welcome, templates"),
        "save_as": tr("save a copy, rename the file"),
        "export": tr("save as PDF, PNG, SVG, slides, spreadsheet, share"),
        "import": tr("load a spreadsheet"),
        "preferences": tr("settings, options, configuration"),
        "close_project": tr("close tab, close file"),
        "quit": tr("exit"),
        "undo": tr("take back, revert"),
        "history": tr("steps so far, versions"),
        "edit_text": tr("rename, change text"),
        "delete": tr("delete card, remove, erase"),
        "park": tr("set aside"),
        "add_card": tr("add card, new card, sticky note"),
        "add_step": tr("add step, new step, column"),
        "add_phase": tr("add phase, new phase, stage"),
        "add_lane": tr("add lane, new lane, swimlane, row"),
        "add_persona": tr("add persona, new persona"),
        "link_to": tr("connect, arrow, connector"),
        "truth": tr("key moment"),
        "present": tr("slide show, full screen, presentation"),
        "compare": tr("side by side, difference"),
        "tour": tr("slide order, storyline"),
        "minimap": tr("minimap, navigator"),
        "focus": tr("full screen, zen mode, distraction free"),
        "panes": tr("sidebar"),
        "table": tr("grid, spreadsheet, matrix"),
        "light": tr("light mode, theme, day"),
        "dark": tr("dark mode, theme, night"),
        "contrast": tr("accessibility, theme"),
        "still": tr("animation"),
        "language": tr("translation"),
        "fold": tr("collapse, expand"),
        "new_map": tr("add map"),
        "lens": tr("rename the map, title, scenario, goals"),
        "keys": tr("hotkeys, key bindings, cheat sheet"),
        "help": tr("manual, documentation, how to"),
        "about": tr("version, licence"),
    }
