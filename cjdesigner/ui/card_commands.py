"""What the actions of the Card menu do: links, curves, and what is changed on cards by a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjdesigner.edit import cards, curves, links, phases
from cjdesigner.editor import folding, linking
from cjdesigner.editor.chosen import selected
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.records import Card, LinkKind, Step
from cjdesigner.ui import commands, many_cards
from cjdesigner.words import ntr, tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow


# --- links --------------------------------------------------------------------------------------------------------


def can_link(window: MainWindow) -> bool:
    """Whether something that can be linked is selected: a step, or a card that has its place on the map."""
    chosen = selected(window.session)
    steps = window.session.document.steps
    return len(chosen.parked) < len(chosen.cards) or any(one in steps for one in chosen.others)


def link(window: MainWindow) -> None:
    """Link the two that are selected, or find the other end for the one that is."""
    if _two_selected(window):
        _link_two(window)
    elif not window.canvas.begin_linking():
        window.session.say(tr("Select a card or a step on the map first."))


def _two_selected(window: MainWindow) -> bool:
    """Whether exactly two things that can be linked are selected."""
    document = window.session.document
    chosen = window.session.selection
    return len(chosen) == 2 and all(one in document.cards or one in document.steps for one in chosen)


def _link_two(window: MainWindow) -> None:
    """A link from the first selected to the second."""
    session = window.session
    source, target = session.selection
    try:
        document, _ = links.add(session.saved_document, source, target)
    except ValueError as reason:
        session.say(str(reason))
        return
    session.commit(document, tr("Link cards"))


def link_selected(window: MainWindow) -> bool:
    """Whether only links are selected."""
    chosen = window.session.selection
    return bool(chosen) and all(one in window.session.document.links for one in chosen)


def is_linked(window: MainWindow) -> bool:
    """Whether the selected card or step has links, or is one."""
    document, chosen = window.session.document, window.session.selection
    return bool(chosen) and (chosen[-1] in document.links or bool(queries.links_of(document, chosen[-1])))


def next_link(window: MainWindow) -> None:
    """Select the first link of the selected card, then the others in turn."""
    window.canvas.setFocus()
    window.canvas.keys.next_link()


def follow_link(window: MainWindow) -> None:
    """Go to the other end of the selected link, or along a link of the selected card."""
    window.canvas.setFocus()
    window.canvas.keys.follow_link()


def selected_kind(window: MainWindow) -> LinkKind | None:
    """The kind of the selected links; None where they differ, or there are none."""
    known = window.session.document.links
    kinds = {known[one].kind for one in window.session.selection if one in known}
    return kinds.pop() if len(kinds) == 1 else None


def set_kind(window: MainWindow, kind: LinkKind) -> None:
    """The selected links of another kind."""
    session = window.session
    document = links.change_kind(session.saved_document, list(session.selection), kind)
    session.commit(document, tr("Change the kind of link"), again="kind")


def turn_kind(window: MainWindow) -> None:
    """The selected links of the next kind."""
    kind = selected_kind(window)
    place = linking.KINDS.index(kind) + 1 if kind else 0
    set_kind(window, linking.KINDS[place % len(linking.KINDS)])
    window.canvas.keys.say_link()


def turn_link(window: MainWindow) -> None:
    """The selected links the other way round."""
    session = window.session
    session.commit(links.turn(session.saved_document, list(session.selection)), tr("Turn the link round"))


# --- cards --------------------------------------------------------------------------------------------------------


def can_span(window: MainWindow) -> bool:
    """Whether a selected card may stand over several steps."""
    return bool(selected(window.session).spanning)


def longer(window: MainWindow) -> None:
    """The selected cards over one step more."""
    _stretch(window, 1)


def shorter(window: MainWindow) -> None:
    """The selected cards over one step less."""
    _stretch(window, -1)


def _stretch(window: MainWindow, by: int) -> None:
    chosen = selected(window.session).spanning

    def after(changed: bool) -> None:
        if changed:
            window.canvas.reveal_selection()
        else:
            window.session.say(tr("This is the last step.") if by > 0 else tr("The card stands over one step only."))

    many_cards.change(
        window, len(chosen), lambda base: cards.lengthen(base, chosen, by), tr("Stretch card"), "stretch", after
    )


def can_be_truth(window: MainWindow) -> bool:
    """Whether a step or touchpoint is selected."""
    return bool(selected(window.session).may_be_true)


def is_truth(window: MainWindow) -> bool:
    """Whether all that are selected are moments of truth."""
    return selected(window.session).true


def no_level(window: MainWindow) -> None:
    """Severity or impact not judged."""
    _set_level(window, 0)


def low(window: MainWindow) -> None:
    """Severity or impact low."""
    _set_level(window, 1)


def middle(window: MainWindow) -> None:
    """Severity or impact middle."""
    _set_level(window, 2)


def high(window: MainWindow) -> None:
    """Severity or impact high."""
    _set_level(window, 3)


def toggle_truth(window: MainWindow) -> None:
    """The selected steps and touchpoints as moments of truth, or no more."""
    wanted, chosen = not is_truth(window), selected(window.session).may_be_true

    def edit(document: Document) -> Document:
        for one in chosen:
            if isinstance(one, Step):
                document = phases.change(document, one.id, moment_of_truth=wanted)
        touchpoints = [one.id for one in chosen if isinstance(one, Card)]
        return cards.change_payload(document, touchpoints, moment_of_truth=wanted)

    many_cards.change(window, len(chosen), edit, tr("Moment of truth"))


def has_level(window: MainWindow) -> bool:
    """Whether a pain point or solution is selected."""
    return selected(window.session).levelled


def _set_level(window: MainWindow, level: int) -> None:
    """How severe the selected pain points are, and how much impact the solutions have: 1 to 3, 0 for not judged."""
    chosen = window.session.selected_cards()

    def edit(document: Document) -> Document:
        return cards.change_payload(cards.change_payload(document, chosen, severity=level), chosen, impact=level)

    many_cards.change(window, len(chosen), edit, tr("Severity or impact"), "level")


# --- curves -------------------------------------------------------------------------------------------------------


def curve_lane(window: MainWindow) -> str:
    """The emotions lane that the selection is in, else the first one of the map; "" where it has none."""
    session = window.session
    document = session.document
    if session.map_id not in document.maps:
        return ""
    there = [one.id for one in queries.structure(document, session.map_id).lanes if one.type == "emotions"]
    if len(there) < 2:
        return there[0] if there else ""
    for one in reversed(session.selection):
        lane = document.cards[one].lane if one in document.cards else one
        if lane in there:
            return lane
    if session.cell and session.cell[0] in there:
        return session.cell[0]
    return there[0]


def has_curve(window: MainWindow) -> bool:
    """Whether the map has an emotions lane, and a persona for it."""
    return bool(curve_lane(window)) and bool(curves.people(window.session.document, window.session.map_id))


def has_points(window: MainWindow) -> bool:
    """Whether points of a curve are selected."""
    return bool(selected(window.session).points)


def next_curve(window: MainWindow) -> None:
    """To the next persona's curve in the same step: its point, or the cell where typing begins one."""
    from cjdesigner.ui.map_commands import step_in_use

    session, lane_id = window.session, curve_lane(window)
    document = session.document
    hidden = document.lanes[lane_id].hidden_curves
    there = [one for one in curves.people(document, session.map_id) if one not in hidden]
    shape = queries.structure(document, session.map_id)
    if not there or not shape.steps or document.lanes[lane_id].hidden:
        return
    here = session.curve if session.curve in there else ""
    session.curve = there[(there.index(here) + 1) % len(there)] if here else there[0]
    step = step_in_use(window) if session.selection or session.cell else shape.steps[0].id
    points = [card for card in curves.points(document, lane_id, session.curve) if card.start == step]
    session.select([points[0].id] if points else [], cell=None if points else (lane_id, step))
    window.canvas.setFocus()
    window.canvas.reveal_selection()
    name = document.personas[session.curve].name or tr("No name")
    window.canvas.hinted.emit(tr("The curve of {name}: type “−1.5 worried” for a new point", name=name))


def copy_curve(window: MainWindow, lane_id: str, source: str, target: str) -> None:
    """The curve of one persona for another too; a notice says what it took the place of."""
    session = window.session
    before = len(curves.points(session.saved_document, lane_id, target))
    document, made = curves.copy(session.saved_document, lane_id, source, target)
    if session.commit(document, tr("Copy the curve"), select=made) and before:
        said = ntr("{count} point was replaced.", "{count} points were replaced.", before)
        window.notify(said, tr("Undo"), lambda: commands.undo(window))


def show_curve(window: MainWindow, lane_id: str, persona: str) -> None:
    """Show the curve of a persona in a lane, or hide it."""
    session = window.session
    if persona in session.saved_document.lanes[lane_id].hidden_curves or persona in session.look.hidden_personas:
        folding.show_curves(session, lane_id, [persona])
    else:
        session.commit(curves.show(session.saved_document, lane_id, persona, False), tr("Hide the curve"))


def has_hidden_curves(window: MainWindow) -> bool:
    """Whether the emotions lane meant has a curve that is not shown."""
    lane = curve_lane(window)
    return bool(lane) and bool(folding.hidden_curves(window.session, lane))


def show_curves(window: MainWindow) -> None:
    """Show all curves of the emotions lane meant."""
    lane = curve_lane(window)
    folding.show_curves(window.session, lane, folding.hidden_curves(window.session, lane))


def give_points(window: MainWindow, persona: str) -> None:
    """The selected points on the curve of another persona."""
    session = window.session
    chosen = selected(session).points

    def after(_: bool) -> None:
        session.curve = persona

    many_cards.change(
        window,
        len(chosen),
        lambda base: cards.change_payload(base, chosen, persona=persona),
        tr("Give to another persona"),
        after=after,
    )
