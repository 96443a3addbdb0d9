"""What the actions for sizes do: steps wider or equally wide, lanes higher or equally high, both fitting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjdesigner.editor import resizing
from cjdesigner.editor.chosen import selected
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.ui import many_cards
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow

_WIDER, _HIGHER = 20.0, 20.0
"""Scene units that one key press adds."""


def _shape(window: MainWindow) -> queries.Structure | None:
    session = window.session
    return queries.structure(session.document, session.map_id) if session.map_id in session.document.maps else None


def _steps(window: MainWindow) -> list[str]:
    """The selected steps, those of the selected phases, or those that the selected cards or the cell stand in."""
    session, shape = window.session, _shape(window)
    if shape is None:
        return []
    found = []
    for one in selected(session).starts:
        if one in shape.column:
            found.append(one)
        elif one in shape.steps_of:
            found.extend(step.id for step in shape.steps_of[one])
    if not session.selection and session.cell and session.cell[1] in shape.column:
        found.append(session.cell[1])
    return list(dict.fromkeys(found))


def _lanes(window: MainWindow) -> list[str]:
    """The selected lanes, or those that the selected cards or the cell stand in; hidden ones do not count."""
    session, shape = window.session, _shape(window)
    shown = {lane.id for lane in shape.lanes if not lane.hidden} if shape else set()
    found = list(selected(session).lanes)
    if not session.selection and session.cell:
        found.append(session.cell[0])
    return [one for one in dict.fromkeys(found) if one in shown]


def has_step(window: MainWindow) -> bool:
    """Whether the selection says which step is meant."""
    return bool(_steps(window))


def has_lane(window: MainWindow) -> bool:
    """Whether the selection says which lane is meant."""
    return bool(_lanes(window))


def has_either(window: MainWindow) -> bool:
    """Whether the selection says which step or lane is meant."""
    return has_step(window) or has_lane(window)


def several_steps(window: MainWindow) -> bool:
    """Whether the map has steps to be made alike."""
    shape = _shape(window)
    return shape is not None and len(shape.steps) > 1


def several_lanes(window: MainWindow) -> bool:
    """Whether the map has lanes to be made alike."""
    shape = _shape(window)
    return shape is not None and sum(not lane.hidden for lane in shape.lanes) > 1


def wider(window: MainWindow) -> None:
    """The steps meant a little wider."""
    _keep(window, resizing.stepped(window.session, _steps(window), _WIDER), tr("Wider step"), again="wider")


def narrower(window: MainWindow) -> None:
    """The steps meant a little narrower."""
    _keep(window, resizing.stepped(window.session, _steps(window), -_WIDER), tr("Narrower step"), again="narrower")


def higher(window: MainWindow) -> None:
    """The lanes meant a little higher."""
    _keep(window, resizing.stepped(window.session, _lanes(window), _HIGHER), tr("Higher lane"), again="higher")


def lower(window: MainWindow) -> None:
    """The lanes meant a little lower, down to their content."""
    _keep(window, resizing.stepped(window.session, _lanes(window), -_HIGHER), tr("Lower lane"), again="lower")


def fit(window: MainWindow) -> None:
    """The selected steps and lanes as large as their content needs; of cards and cells the steps."""
    session = window.session
    meant = [one for one in selected(session).others if one in session.document.lanes] or _steps(window)
    theme = session.engine.theme

    def after(changed: bool) -> None:
        if not changed:
            session.say(tr("It has that size already."))

    count = len(session.saved_document.cards)  # all of them are laid out anew
    many_cards.change(window, count, lambda base: resizing.fit(base, meant, theme), tr("Fit to content"), after=after)


def equal_widths(window: MainWindow) -> None:
    """The selected steps equally wide, or all of the map where fewer than two are selected."""
    shape, meant = _shape(window), _steps(window)
    if shape is not None:
        steps = meant if len(meant) > 1 else list(shape.column)
        _keep(window, resizing.equal_widths(window.session, steps), tr("Make steps equally wide"))


def equal_heights(window: MainWindow) -> None:
    """The selected lanes equally high, or all of the map where fewer than two are selected."""
    shape, meant = _shape(window), _lanes(window)
    if shape is not None:
        lanes = meant if len(meant) > 1 else [lane.id for lane in shape.lanes if not lane.hidden]
        _keep(window, resizing.equal_heights(window.session, lanes), tr("Make lanes equally high"))


def _keep(window: MainWindow, document: Document, label: str, again: str = "") -> None:
    if not window.session.commit(document, label, again=again):
        window.session.say(tr("It has that size already."))
