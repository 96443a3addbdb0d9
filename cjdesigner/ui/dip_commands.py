"""Going to the dips of the curve, and mending what causes them: the shortest way from a feeling to an idea."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjdesigner.editor import dips
from cjdesigner.model import queries
from cjdesigner.ui.pane_commands import pane_in_use
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow


def has_dips(window: MainWindow) -> bool:
    """Whether somebody feels bad anywhere on the map."""
    return dips.any_dips(window.session.document, window.session.map_id)


def deepest(window: MainWindow) -> None:
    """Select the deepest dip; from a dip, the next less deep one, and after the last the deepest again."""
    session = window.session
    found = dips.dips(session.document, session.map_id)
    here = session.selection[-1] if session.selection else ""
    if found:
        session.select([found[(found.index(here) + 1) % len(found)] if here in found else found[0]])
        if pane_in_use(window) is None:
            window.canvas.reveal_selection()
            window.canvas.setFocus()


def _pain(window: MainWindow) -> str:
    """The pain point that is selected, or that causes the selected feeling, one without a solution first."""
    session = window.session
    chosen = session.selected_cards()
    pains = dips.pains_of(session.document, chosen[-1]) if chosen else []
    placed = [one for one in pains if not queries.is_parked(session.document, session.document.cards[one])]
    mended = {link.target for link in session.document.links.values() if link.kind == "mends"}
    return next((one for one in placed if one not in mended), placed[0] if placed else "")


def has_pain(window: MainWindow) -> bool:
    """Whether there is a pain point to mend."""
    return bool(_pain(window))


def add_solution(window: MainWindow) -> None:
    """A solution below the pain point, linked to it and open for typing."""
    session = window.session
    pain = _pain(window)
    if not pain:
        session.say(tr("Select a pain point, or a dip with one."))
        return
    document, made = dips.add_solution(session.saved_document, pain)
    (pane_in_use(window) or window.canvas).open_new(document, made, keep_empty=False)
