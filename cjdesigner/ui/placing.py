"""What the action for parked cards does: each finds a place in the lane of its type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjdesigner.edit import cards
from cjdesigner.edit.placing import lane_of
from cjdesigner.editor.chosen import selected
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.ui import many_cards
from cjdesigner.words import ntr, tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow


def parked_chosen(window: MainWindow) -> bool:
    """Whether parked cards are selected."""
    return bool(selected(window.session).parked)


def place(window: MainWindow) -> None:
    """The selected parked cards into the selected step, or else the first one, each in a lane of its type."""
    session = window.session
    chosen = selected(session).parked
    shape = queries.structure(session.saved_document, session.map_id)
    if not shape.steps:
        session.say(tr("Add a step first."))
        return
    step = next((one for one in session.selection if one in shape.column), shape.steps[0].id)
    map_id = session.map_id

    def edit(document: Document) -> Document:
        kinds: dict[str, list[str]] = {}
        for one in chosen:
            kinds.setdefault(document.cards[one].type, []).append(one)
        for kind, ids in kinds.items():
            document, lane = lane_of(document, map_id, kind)
            document = cards.move(document, ids, lane, step)
        return document

    def after(_: bool) -> None:
        session.select(chosen)
        window.canvas.reveal_selection()

    label = ntr("Place {count} card", "Place {count} cards", len(chosen))
    many_cards.change(window, len(chosen), edit, label, after=after)
