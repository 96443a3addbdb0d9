"""What selected records have in common, told once for all who ask."""

from __future__ import annotations

from cjdesigner.edit import cards, phases
from cjdesigner.editor.chosen import selected
from cjdesigner.editor.session import Session
from cjdesigner.lanes import LANE_TYPES, lane_type
from cjdesigner.model import queries
from tests.helpers.maps import Named


def test_it_is_found_once_until_something_changes(named: Named, session: Session) -> None:
    session.select(named.cards.values())
    first = selected(session)
    assert selected(session) is first
    session.commit(phases.change(session.document, named.phases[0], name="Other"), "Rename")
    assert selected(session) is first, "no card has changed"
    session.commit(cards.change(session.document, [named.cards["pains"]], text="new"), "Type")
    assert selected(session) is not first
    assert "new" in {card.text for card in selected(session).cards}
    session.select([])
    assert selected(session).cards == ()


def test_places_and_kinds_of_cards_steps_and_lanes_together(named: Named, session: Session) -> None:
    card = named.cards["pains"]
    session.select([named.steps[2], card, named.lanes["free"]])
    chosen = selected(session)
    assert chosen.starts == (named.steps[2], named.steps[0], named.lanes["free"])
    assert chosen.lanes == (named.steps[2], named.lanes["pains"], named.lanes["free"])
    assert chosen.others == (named.steps[2], named.lanes["free"]) and chosen.types == {"pains"}


def test_every_type_is_told_as_its_lane_says(named: Named, session: Session) -> None:
    session.select(named.cards.values())
    chosen = selected(session)
    known = {kind.key: lane_type(kind.key) for kind in LANE_TYPES}
    long = {named.cards[key] for key, kind in known.items() if kind is not None and kind.spans and not kind.chips}
    assert set(chosen.spanning) == long
    assert chosen.levelled and chosen.points == (named.cards["emotions"],)
    session.select([named.cards["thoughts"]])
    assert not selected(session).levelled and not selected(session).points


def test_parked_cards_are_told_apart(named: Named) -> None:
    card = named.cards["touchpoints"]
    session = Session(cards.park(named.document, [card]))
    session.select(named.cards.values())
    assert selected(session).parked == (card,)
    assert queries.is_parked(session.document, session.document.cards[card])
    assert card not in selected(session).spanning


def test_moments_of_truth(named: Named, session: Session) -> None:
    card, step = named.cards["touchpoints"], named.steps[1]
    session.select([card, step, named.cards["pains"]])
    assert {one.id for one in selected(session).may_be_true} == {card, step} and not selected(session).true
    session.commit(cards.change_payload(session.document, [card], moment_of_truth=True), "One")
    assert not selected(session).true
    session.commit(phases.change(session.document, step, moment_of_truth=True), "Both")
    assert selected(session).true


def test_whose_they_are_also_on_a_card_that_has_come_from_a_curve(named: Named) -> None:
    one = named.personas[1]
    document = cards.change_payload(named.document, [named.cards["emotions"]], persona=one)
    document = cards.move(document, [named.cards["emotions"]], named.lanes["free"], named.steps[0])
    session = Session(document)
    session.select([named.cards["emotions"]])
    assert one in selected(session).people
