"""What the action for parked cards does: each finds a place in the lane of its type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjdesigner.edit import cards
from cjdesigner.edit.placing import lane_of
from cjdesigner.model import queries
from cjdesigner.words import ntr, tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow


def _parked(window: MainWindow) -> list[str]:
    document = window.session.document
    return [one for one in window.session.selected_cards() if queries.is_parked(document, document.cards[one])]


def parked_chosen(window: MainWindow) -> bool:
    """Whether parked cards are selected."""
    return bool(_parked(window))


def place(window: MainWindow) -> None:
    """The selected parked cards into the selected step, or else the first one, each in a lane of its type."""
    session, chosen = window.session, _parked(window)
    shape = queries.structure(session.saved_document, session.map_id)
    if not shape.steps:
        session.say(tr("Add a step first."))
        return
    step = next((one for one in session.selection if one in shape.column), shape.steps[0].id)
    document = session.saved_document
    for one in chosen:
        document, lane = lane_of(document, session.map_id, document.cards[one].type)
        document = cards.move(document, [one], lane, step)
    session.commit(document, ntr("Place {count} card", "Place {count} cards", len(chosen)), select=chosen)
    window.canvas.reveal_selection()
