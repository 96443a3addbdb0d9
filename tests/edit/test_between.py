"""Cards that go to another map of the project."""

from __future__ import annotations

from cjdesigner.edit import cards, lanes, links, maps
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.invariants import findings
from tests.helpers.maps import Named


def other_map(document: Document) -> tuple[Document, queries.Structure]:
    document, made = maps.add_blank(document, "Other")
    return document, queries.structure(document, made)


def lane_of(shape: queries.Structure, key: str) -> str:
    return next(lane.id for lane in shape.lanes if lane.type == key)


def test_links_among_the_cards_go_along_and_those_to_cards_left_behind_are_gone(named: Named) -> None:
    pain, solution, action = (named.cards[key] for key in ("pains", "solutions", "actions"))
    document, inner = links.add(named.document, solution, pain)
    document, outer = links.add(document, action, pain, kind="refers_to")
    document, shape = other_map(document)
    moved = cards.move(document, [pain, solution], lane_of(shape, "pains"), shape.steps[0].id)
    assert moved.links[inner].map == shape.map.id and outer not in moved.links
    assert {moved.cards[one].map for one in (pain, solution)} == {shape.map.id}
    assert moved.cards[solution].lane == lane_of(shape, "solutions")
    assert not list(findings(moved))


def test_cards_keep_their_distance_up_to_the_edge_of_the_other_map(named: Named) -> None:
    document, one = cards.add(named.document, named.lanes["actions"], named.steps[0], "one")
    document, two = cards.add(document, named.lanes["actions"], named.steps[2], "two")
    document, copy = maps.duplicate(document, named.map)
    shape = queries.structure(document, copy)
    lane = lane_of(shape, "actions")
    moved = cards.move(document, [one, two], lane, shape.steps[1].id)
    assert [moved.cards[each].start for each in (one, two)] == [shape.steps[1].id, shape.steps[3].id]
    # Held by the second one, that is the one that lands where the pointer is.
    moved = cards.move(document, [two, one], lane, shape.steps[1].id)
    assert [moved.cards[each].start for each in (one, two)] == [shape.steps[0].id, shape.steps[1].id]
    assert [moved.cards[each].text for each in (one, two)] == ["one", "two"]
    assert not list(findings(moved))


def test_the_held_card_goes_where_it_is_dropped_and_others_to_lanes_of_their_type(named: Named) -> None:
    document, shape = other_map(named.document)
    thought, pain = named.cards["thoughts"], named.cards["pains"]
    document = lanes.delete(document, lane_of(shape, "pains"))
    moved = cards.move(document, [thought, pain], lane_of(shape, "actions"), shape.steps[0].id)
    assert moved.cards[thought].type == "actions"
    added = moved.lanes[moved.cards[pain].lane]
    assert (added.type, added.map) == ("pains", shape.map.id)
    back = cards.move(moved, [thought], named.lanes["thoughts"], named.steps[0])
    assert back.cards[thought].payload == document.cards[thought].payload


def test_a_card_is_put_before_those_that_stand_there(named: Named) -> None:
    document, shape = other_map(named.document)
    lane, step = lane_of(shape, "pains"), shape.steps[0].id
    document, there = cards.add(document, lane, step, "there")
    moved = cards.move(document, [named.cards["pains"]], lane, step, 0)
    assert [card.id for card in queries.cell(moved, lane, step)] == [named.cards["pains"], there]


def test_a_parked_card_goes_to_another_map(named: Named) -> None:
    document, waiting = cards.add_parked(named.document, named.map, "pains", "later")
    document, shape = other_map(document)
    moved = cards.move(document, [waiting], lane_of(shape, "pains"), shape.steps[0].id)
    assert moved.cards[waiting].map == shape.map.id and not queries.parked(moved, named.map)
    assert not list(findings(moved))
