"""Hiding and folding parts of the map in view: what the user sees changes, the document does not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cjdesigner.edit import curves, phases
from cjdesigner.editor.chosen import selected
from cjdesigner.editor.session import Session
from cjdesigner.model import queries
from cjdesigner.model.looks import Look
from cjdesigner.words import ntr, tr


def is_folded(session: Session, phase_id: str) -> bool:
    """Whether a phase is shown as one narrow column."""
    return phase_id in session.look.folded


def fold(session: Session, phase_ids: Iterable[str], folded: bool = True) -> None:
    """Fold phases, or unfold them."""
    ids = frozenset(phase_ids)
    look = session.look
    session.set_look(replace(look, folded=look.folded | ids if folded else look.folded - ids))


def phases_of(session: Session) -> tuple[str, ...]:
    """The phases that the selection lies in, in the order of the map."""
    document, map_id = session.document, session.map_id
    if map_id not in document.maps:
        return ()
    shape = queries.structure(document, map_id)
    meant = _steps_meant(session)
    return tuple(
        phase.id
        for phase in shape.phases
        if phase.id in meant or any(step.id in meant for step in shape.steps_of[phase.id])
    )


def steps_of(session: Session) -> tuple[str, ...]:
    """The steps that the selection lies in, in the order of the map."""
    if session.map_id not in session.document.maps:
        return ()
    meant = _steps_meant(session)
    return tuple(step.id for step in queries.structure(session.document, session.map_id).steps if step.id in meant)


def lanes_of(session: Session) -> tuple[str, ...]:
    """The lanes that the selection lies in, from top to bottom."""
    if session.map_id not in session.document.maps:
        return ()
    meant = {*selected(session).lanes, *(session.cell or ())[:1]}
    return tuple(lane.id for lane in queries.structure(session.document, session.map_id).lanes if lane.id in meant)


def _steps_meant(session: Session) -> set[str]:
    """The steps at which selected cards start, and what is selected besides cards."""
    return {*selected(session).starts, *(session.cell or ())[1:]}


def hide_steps(session: Session, ids: Iterable[str]) -> None:
    """Hide steps with their cards."""
    gone = frozenset(ids)
    if gone:
        session.set_look(replace(session.look, hidden_steps=session.look.hidden_steps | gone))


def hide_personas(session: Session, ids: Iterable[str]) -> None:
    """Hide personas with their curves and their links."""
    gone = frozenset(ids)
    if gone:
        session.set_look(replace(session.look, hidden_personas=session.look.hidden_personas | gone))


def hide_lanes(session: Session, ids: Iterable[str]) -> None:
    """Hide lanes: in the file, as a step that can be undone; with a saved view in use only in that view."""
    gone = [one for one in ids if one in session.document.lanes]
    if not gone:
        return
    look = session.look
    if look.hidden_lanes is not None:
        session.set_look(replace(look, hidden_lanes=look.hidden_lanes | frozenset(gone)))
        return
    _flag(session, gone, hidden=True)


def show_lanes(session: Session, ids: Iterable[str]) -> None:
    """Show hidden lanes again, in the view or in the file, wherever they were hidden."""
    wanted = [one for one in ids if one in session.document.lanes]
    look = session.look
    if look.hidden_lanes is not None:
        session.set_look(replace(look, hidden_lanes=look.hidden_lanes - frozenset(wanted)))
        return
    _flag(session, wanted, hidden=False)


def _flag(session: Session, lanes: list[str], hidden: bool) -> None:
    document = session.saved_document
    for one in lanes:
        document = phases.change(document, one, hidden=hidden)
    if hidden:
        label = ntr("Hide lane", "Hide {count} lanes", len(lanes))
    else:
        label = ntr("Show lane", "Show {count} lanes", len(lanes))
    session.commit(document, label)
    if hidden:
        cards, gone = document.cards, set(lanes)
        session.select(
            [one for one in session.selection if one not in gone and (one not in cards or cards[one].lane not in gone)]
        )


def show_steps(session: Session, ids: Iterable[str]) -> None:
    """Show hidden steps again."""
    session.set_look(replace(session.look, hidden_steps=session.look.hidden_steps - frozenset(ids)))


def show_personas(session: Session, ids: Iterable[str]) -> None:
    """Show the curves of personas again."""
    session.set_look(replace(session.look, hidden_personas=session.look.hidden_personas - frozenset(ids)))


def hidden_curves(session: Session, lane_id: str) -> tuple[str, ...]:
    """The personas whose curve in a lane is not shown, be it hidden in the file or in this look."""
    return curves.hidden(session.document, lane_id, session.look.hidden_personas)


def show_curves(session: Session, lane_id: str, personas: Iterable[str]) -> None:
    """Show curves of a lane again: what the file hides as a step, what the look hides for all their curves."""
    wanted = list(personas)
    document = session.saved_document
    filed = [one for one in wanted if one in document.lanes[lane_id].hidden_curves]
    for one in filed:
        document = curves.show(document, lane_id, one, True)
    session.commit(document, ntr("Show the curve", "Show {count} curves", len(filed)))
    if session.look.hidden_personas & set(wanted):
        show_personas(session, wanted)


def show_everything(session: Session) -> None:
    """The whole map: nothing folded, hidden or dimmed. Lanes hidden in the file are shown as a step of their own."""
    session.set_look(Look(), view="")
    if session.map_id in session.document.maps:
        shape = queries.structure(session.document, session.map_id)
        hidden = [lane.id for lane in shape.lanes if lane.hidden]
        if hidden:
            _flag(session, hidden, hidden=False)


def hidden_lanes(session: Session) -> tuple[str, ...]:
    """The lanes of the map in view that are not shown, from top to bottom."""
    if session.map_id not in session.document.maps:
        return ()
    chosen = session.look.hidden_lanes
    lanes = queries.structure(session.document, session.map_id).lanes
    return tuple(lane.id for lane in lanes if (lane.hidden if chosen is None else lane.id in chosen))


def described(session: Session) -> str:
    """What is not shown of the map in view, in a few words; "" where all of it is."""
    look = session.look
    document = session.document
    lanes = len(hidden_lanes(session))
    steps = sum(one in document.steps for one in look.hidden_steps)
    folded = sum(one in document.phases for one in look.folded)
    people = sum(one in document.personas for one in look.hidden_personas)
    parts = [
        ntr("{count} lane hidden", "{count} lanes hidden", lanes) if lanes else "",
        ntr("{count} step hidden", "{count} steps hidden", steps) if steps else "",
        ntr("{count} persona hidden", "{count} personas hidden", people) if people else "",
        ntr("{count} phase folded", "{count} phases folded", folded) if folded else "",
        tr("filtered") if look.filters else "",
    ]
    return " · ".join(part for part in parts if part)
