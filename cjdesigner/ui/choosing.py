"""What the actions for selecting many do: all cards that have something in common with the selected ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from cjdesigner.editor.chosen import selected
from cjdesigner.layout import hits
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.records import Card
from cjdesigner.words import ntr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow


def _seen(document: Document, map_id: str) -> list[Card]:
    """The cards of a map that are drawn, lane by lane."""
    shape = queries.structure(document, map_id)
    place = {lane.id: number for number, lane in enumerate(shape.lanes) if not lane.hidden}
    there = [card for card in document.cards.values() if card.lane in place and card.start in shape.column]
    return sorted(there, key=lambda card: (place[card.lane], shape.column[card.start], card.order, card.id))


def _select(window: MainWindow, fits: Callable[[Card], bool]) -> None:
    session = window.session
    if session.map_id in session.document.maps:
        found = [card.id for card in _seen(session.document, session.map_id) if fits(card)]
        if session.look.arranges:
            drawn = set(hits.drawn_cards(session.drawing()))
            found = [one for one in found if one in drawn]
        session.select(found)
        session.say(ntr("{count} card selected.", "{count} cards selected.", len(found)))


def lanes_meant(window: MainWindow) -> set[str]:
    """The lanes of the selected cards, the selected lanes, or that of the selected cell."""
    session = window.session
    chosen = selected(session)
    found = set(chosen.lanes) - (set(chosen.others) - session.document.lanes.keys())
    return found or ({session.cell[0]} if session.cell else set())


def phases_meant(window: MainWindow) -> set[str]:
    """The phases of the selected cards and steps, the selected phases, or that of the selected cell."""
    session, document = window.session, window.session.document
    starts = selected(session).starts
    found = {document.steps[one].phase for one in starts if one in document.steps}
    found |= {one for one in starts if one in document.phases}
    if not found and session.cell and session.cell[1] in document.steps:
        found = {document.steps[session.cell[1]].phase}
    return found


def steps_meant(window: MainWindow) -> set[str]:
    """The steps of the selected cards, the selected steps, or that of the selected cell."""
    session = window.session
    found = set(selected(session).starts) & session.document.steps.keys()
    return found or ({session.cell[1]} if session.cell else set())


def tags_meant(window: MainWindow) -> set[str]:
    """The tags of the selected cards, without regard to case."""
    return {_folded(tag) for tag in selected(window.session).tags}


def _folded(tag: str) -> str:
    return " ".join(tag.split()).casefold()


def in_lane(window: MainWindow) -> None:
    """Every card in the lanes that are meant."""
    wanted = lanes_meant(window)
    _select(window, lambda card: card.lane in wanted)


def in_step(window: MainWindow) -> None:
    """Every card that touches the steps that are meant."""
    wanted = steps_meant(window)
    _select_in_steps(window, wanted)


def in_phase(window: MainWindow) -> None:
    """Every card that touches the phases that are meant."""
    document, wanted = window.session.document, phases_meant(window)
    _select_in_steps(window, (step.id for step in document.steps.values() if step.phase in wanted))


def _select_in_steps(window: MainWindow, steps: Iterable[str]) -> None:
    session = window.session
    if session.map_id not in session.document.maps:
        return
    shape = queries.structure(session.document, session.map_id)
    columns = {shape.column[one] for one in steps if one in shape.column}

    def touches(card: Card) -> bool:
        span = shape.span(card)
        return span is not None and not columns.isdisjoint(range(span[0], span[1] + 1))

    _select(window, touches)


def of_type(window: MainWindow) -> None:
    """Every card of the types of the selected ones, in whatever lane."""
    wanted: set[str] = set(selected(window.session).types)
    lanes = window.session.document.lanes
    wanted = wanted or {lanes[one].type for one in lanes_meant(window) if one in lanes}
    _select(window, lambda card: card.type in wanted)


def with_tag(window: MainWindow) -> None:
    """Every card that has a tag of the selected ones."""
    wanted = tags_meant(window)
    _select(window, lambda card: any(_folded(tag) in wanted for tag in card.tags))


def linked(window: MainWindow) -> None:
    """Every card and step at the other end of a link of the selected ones; of a link, both its ends."""
    session, chosen = window.session, set(window.session.selection)
    ends: set[str] = set()
    for link in session.document.links.values():
        if link.id in chosen:
            ends |= {link.source, link.target}
        elif link.source in chosen:
            ends.add(link.target)
        elif link.target in chosen:
            ends.add(link.source)
    steps = [one for one in session.scene().structure.column if one in ends] if session.map_id else []
    _select(window, lambda card: card.id in ends)
    if steps:
        session.select([*steps, *session.selection])
