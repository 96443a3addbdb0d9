"""The keys and the mouse on the canvas that are no action of the menu, by name: for the shortcut sheet."""

from __future__ import annotations

from cjdesigner.words import tr


def on_canvas() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Headings, each with keys and what they do, in the language in use."""
    return (
        (
            tr("Typing"),
            (
                (tr("Any letter"), tr("a card in the chosen cell, or after the chosen card")),
                ("Enter", tr("edit; finish and start the next one")),
                ("F2", tr("edit the text")),
                ("Shift+Enter", tr("a new line in the text")),
                ("Tab", tr("on to the next cell or heading")),
                ("Shift+Tab", tr("back to the one before")),
                ("Ctrl+Enter", tr("split the card at the cursor")),
                ("Backspace", tr("in an empty card: take it away")),
                ("Esc", tr("give up; select nothing")),
            ),
        ),
        (
            tr("Moving about"),
            (
                ("← → ↑ ↓", tr("cells, cards, headings and lane names")),
                ("Ctrl+↑ ↓", tr("the lane above or below, also from a point")),
                ("Home / End", tr("the ends of the lane")),
                ("Ctrl+Home / End", tr("the ends of the map")),
                (tr("Menu or Shift+F10"), tr("the menu of what is selected")),
                ("F6", tr("the next pane")),
                ("Shift+F6", tr("the pane before")),
                ("↑ ↓", tr("on a point: a better or worse feeling")),
                ("Shift+↑ ↓", tr("the same in halves")),
            ),
        ),
        (
            tr("With the mouse"),
            (
                (tr("Space + drag"), tr("move the map")),
                (tr("Ctrl + wheel"), tr("zoom at the pointer")),
                (tr("Shift + wheel"), tr("move the map sideways")),
                (tr("Drag on empty ground"), tr("select with a frame")),
                (tr("Shift or Ctrl + click"), tr("add to the selection")),
                (tr("Ctrl + drag"), tr("drag a copy")),
                (tr("Double-click"), tr("edit; on a border: fit to the content")),
            ),
        ),
    )
