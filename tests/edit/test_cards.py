"""Edits of cards, links, phases and maps where they are easy to get wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cjdesigner.edit import cards, lanes, links, maps, personas, phases
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.invariants import findings
from tests.helpers.maps import Named


def test_what_another_type_cannot_hold_comes_back_with_the_card(named: Named) -> None:
    card = named.cards["emotions"]
    before = cards.change_payload(named.document, [card], value=-1.5, word="lost", cause="no news", persona="p")
    document = before
    for key in ("pains", "measures", "touchpoints", "novel", "measures", "emotions"):
        if key not in named.lanes:
            document, lane = lanes.add(document, named.map, key)
        else:
            lane = named.lanes[key]
        document = cards.move(document, [card], lane, named.steps[1])
        assert document.cards[card].type == key
    assert document.cards[card].payload == before.cards[card].payload


def test_a_field_set_meanwhile_by_the_other_type_does_not_spoil_the_first(named: Named) -> None:
    card = named.cards["emotions"]
    document = cards.change_payload(named.document, [card], value=2.0)
    document = cards.move(document, [card], named.lanes["measures"], named.steps[0])
    document = cards.change_payload(document, [card], value="42", unit="%")
    document = cards.move(document, [card], named.lanes["emotions"], named.steps[0])
    payload = document.cards[card].payload
    assert isinstance(payload, Emotion) and payload.value == 2.0
    document = cards.move(document, [card], named.lanes["measures"], named.steps[0])
    assert document.cards[card].payload.model_dump()["value"] == "42"


def test_moving_nothing_anywhere_changes_nothing(named: Named) -> None:
    lane, step = named.lanes["actions"], named.steps[0]
    document, second = cards.add(named.document, lane, step, "two")
    document, third = cards.add(document, lane, step, "three")
    assert cards.move(document, [second], lane, step, 1) is document
    assert cards.move(document, [second, third], lane, step, 1) is document
    assert cards.move(document, [third, second], lane, step, 1) != document
    assert lanes.move(document, lane, 0) is document
    assert phases.move_phase(document, named.phases[1], 7) is document
    assert phases.move_step(document, named.steps[1], named.phases[0], 1) is document
    assert maps.move(document, named.map, 0) is document


def test_several_cards_keep_their_distance(named: Named) -> None:
    document, one = cards.add(named.document, named.lanes["actions"], named.steps[1], "one")
    document, two = cards.add(document, named.lanes["touchpoints"], named.steps[2], "two")
    moved = cards.move(document, [one, two], named.lanes["thoughts"], named.steps[2])
    assert (moved.cards[one].lane, moved.cards[one].start) == (named.lanes["thoughts"], named.steps[2])
    assert (moved.cards[two].lane, moved.cards[two].start) == (named.lanes["emotions"], named.steps[3])
    far = cards.move(document, [one, two], named.lanes["free"], named.steps[3])
    assert (far.cards[two].lane, far.cards[two].start) == (named.lanes["free"], named.steps[3])


def test_no_card_is_moved_out_of_sight(named: Named) -> None:
    document, one = cards.add(named.document, named.lanes["actions"], named.steps[1], "one")
    document, two = cards.add(document, named.lanes["thoughts"], named.steps[1], "two")
    document = phases.change(document, named.lanes["touchpoints"], hidden=True)
    document = phases.change(document, named.lanes["emotions"], hidden=True)
    moved = cards.move(document, [one, two], named.lanes["thoughts"], named.steps[0])
    assert moved.cards[one].lane == named.lanes["thoughts"]
    assert moved.cards[two].lane == named.lanes["pains"]


def test_a_moved_card_keeps_its_length_up_to_the_edge(named: Named) -> None:
    card = named.cards["pains"]
    document = cards.stretch(named.document, card, named.steps[2], named.steps[0])
    assert (document.cards[card].start, document.cards[card].end) == (named.steps[0], named.steps[2])
    moved = cards.move(document, [card], named.lanes["pains"], named.steps[1])
    assert (moved.cards[card].start, moved.cards[card].end) == (named.steps[1], named.steps[3])
    moved = cards.move(document, [card], named.lanes["pains"], named.steps[3])
    assert (moved.cards[card].start, moved.cards[card].end) == (named.steps[3], "")


def test_cards_grow_to_the_last_step_and_shrink_to_one(named: Named) -> None:
    one, two = named.cards["pains"], named.cards["actions"]
    document = cards.lengthen(named.document, [one, two], 2)
    spans = [(document.cards[card].start, document.cards[card].end) for card in (one, two)]
    assert spans == [(named.steps[0], named.steps[2])] * 2
    assert cards.lengthen(document, [one, two], 99).cards[one].end == named.steps[-1]
    assert cards.lengthen(document, [one, two], -2) == named.document
    assert cards.lengthen(named.document, [one, two], -1) is named.document


def test_cards_that_come_to_many_cells_are_looked_for_once(named: Named) -> None:
    document, looked = named.document, []
    for step in named.steps:
        for lane in named.lanes.values():
            document, _ = cards.add(document, lane, step, "x")
    chosen = [card.id for card in document.cards.values() if card.start != named.steps[-1]]

    class Counted(dict[str, Any]):
        def values(self) -> Any:
            looked.append(1)
            return super().values()

    counted = replace(document, cards=Counted(document.cards))
    first = document.cards[chosen[0]]
    moved = cards.move(counted, chosen, first.lane, named.steps[1])
    assert len(looked) == 1 < len(named.lanes)
    assert not [card for card in moved.cards.values() if card.start == named.steps[0]]
    assert list(findings(moved)) == []


def test_a_card_always_starts_where_it_is_seen_to_start(named: Named) -> None:
    card = named.cards["pains"]
    document = cards.stretch(named.document, card, named.steps[0], named.steps[1])
    turned = phases.move_step(document, named.steps[1], named.phases[0], 0)
    assert (turned.cards[card].start, turned.cards[card].end) == (named.steps[1], named.steps[0])
    document = cards.stretch(named.document, card, named.steps[0], named.steps[3])
    turned = phases.move_phase(document, named.phases[1], 0)
    assert (turned.cards[card].start, turned.cards[card].end) == (named.steps[3], named.steps[0])


def test_without_a_step_long_cards_are_cut_and_short_ones_go(named: Named) -> None:
    card = named.cards["pains"]
    document = cards.stretch(named.document, card, named.steps[0], named.steps[2])
    for gone, left in ((0, (1, 2)), (1, (0, 2)), (2, (0, 1))):
        cut = phases.delete_step(document, named.steps[gone])
        assert (cut.cards[card].start, cut.cards[card].end) == tuple(named.steps[one] for one in left)
        assert list(findings(cut)) == []
    whole = phases.delete_phase(document, named.phases[0])
    assert (whole.cards[card].start, whole.cards[card].end) == (named.steps[2], "")
    assert set(whole.cards) == {card}


def test_a_link_is_the_same_from_either_end(named: Named) -> None:
    pain, solution = named.cards["pains"], named.cards["solutions"]
    document, link = links.add(named.document, pain, solution)
    assert (document.links[link].source, document.links[link].kind) == (solution, "mends")
    assert links.proposed_kind(named.document, pain, solution) == "mends"
    for source, target in ((pain, solution), (solution, pain)):
        assert links.refusal(document, source, target)
        with pytest.raises(ValueError, match="linked already"):
            links.add(document, source, target)
    assert not links.refusal(document, named.cards["actions"], pain)


@pytest.mark.parametrize("what", ["itself", "lane", "gone", "other map"])
def test_what_cannot_be_linked_is_said(named: Named, what: str) -> None:
    document, other = maps.add_blank(named.document)
    far = queries.structure(document, other).steps[0].id
    ends = {"itself": named.cards["pains"], "lane": named.lanes["pains"], "gone": "gone", "other map": far}
    with pytest.raises(ValueError, match="link"):
        links.add(document, named.cards["pains"], ends[what])


def test_a_copy_beside_its_card_takes_the_links_among_the_copied(named: Named) -> None:
    pain, solution, feeling = (named.cards[key] for key in ("pains", "solutions", "emotions"))
    document, _ = links.add(named.document, solution, pain)
    document, _ = links.add(document, pain, feeling)
    copied, (pain2, solution2) = cards.duplicate(document, [pain, solution])
    cell = [card.id for card in queries.cell(copied, named.lanes["pains"], named.steps[0])]
    assert cell == [pain, pain2]
    fresh = [link for link in copied.links.values() if link.id not in document.links]
    assert [(link.source, link.target, link.kind) for link in fresh] == [(solution2, pain2, "mends")]


def test_a_map_of_another_project_brings_everybody_it_names(named: Named) -> None:
    document = personas.set_target(named.document, named.map, named.personas[0], True)
    feeling = named.cards["emotions"]
    document = cards.change_payload(document, [feeling], persona=named.personas[1])
    document, _ = links.add(document, named.cards["actions"], named.cards["pains"], persona=named.personas[1])
    document = personas.leave(document, named.map, named.personas[1])
    made, map_id = maps.insert(maps.blank_document("en"), document, named.map)
    assert list(findings(made)) == []
    assert sorted(one.name for one in made.personas.values()) == ["Ann", "Bob"]
    bob = next(one.id for one in made.personas.values() if one.name == "Bob")
    point = next(card for card in made.cards.values() if card.type == "emotions" and card.map == map_id)
    assert isinstance(point.payload, Emotion) and point.payload.persona == bob
    assert [link.persona for link in made.links.values()] == [bob]
    assert not set(made.personas) & set(document.personas)


def test_the_future_state_remembers_where_everything_came_from(named: Named) -> None:
    document, copy = maps.duplicate(named.document, named.map, as_future=True)
    future = document.maps[copy]
    assert (future.state, future.future_of) == ("future", named.map)
    shape, origin = queries.structure(document, copy), queries.structure(document, named.map)
    assert [one.origin for one in shape.steps] == [one.id for one in origin.steps]
    assert [one.origin for one in shape.lanes] == [one.id for one in origin.lanes]
    assert {card.origin for card in document.cards.values() if card.map == copy} == set(named.cards.values())
    without = maps.delete(document, named.map)
    assert without.maps[copy].future_of == ""
    assert list(findings(without)) == []


def test_a_persona_goes_with_its_points_and_paths(named: Named) -> None:
    whose = named.personas[0]
    document = cards.change_payload(named.document, [named.cards["emotions"]], persona=whose)
    document, link = links.add(document, named.steps[0], named.steps[3], persona=whose)
    gone = personas.delete(document, whose)
    assert named.cards["emotions"] not in gone.cards and link not in gone.links
    assert gone.maps[named.map].personas == (named.personas[1],)
    assert list(findings(gone)) == []


def test_each_copy_stands_right_after_its_card_also_where_cards_had_equal_keys(named: Named) -> None:
    lane, step = named.lanes["actions"], named.steps[0]
    document = named.document
    for text in ("one", "two", "three"):
        document, _ = cards.add(document, lane, step, text)
    row = queries.cell(document, lane, step)
    document = cards.change(document, [one.id for one in row], order=row[0].order)
    row = queries.cell(document, lane, step)
    parked, waits = cards.add_parked(document, named.map, "pains", "waits")
    copied, made = cards.duplicate(parked, [row[-1].id, waits, row[0].id])
    wanted = [one.text for one in row]
    wanted = [wanted[0], *wanted[:-1], wanted[-1], wanted[-1]]
    assert [one.text for one in queries.cell(copied, lane, step)] == wanted
    assert [one.text for one in queries.parked(copied, named.map)] == ["waits", "waits"]
    assert [copied.cards[one].text for one in made] == [row[-1].text, "waits", row[0].text]
    assert not list(findings(copied))


def test_cards_are_parked_in_the_order_given_after_those_that_wait_there(named: Named) -> None:
    document, waits = cards.add_parked(named.document, named.map, "pains", "waits")
    one, other = named.cards["pains"], named.cards["actions"]
    document = cards.park(document, [other, one])
    assert [card.id for card in queries.parked(document, named.map)] == [waits, other, one]
    document = cards.park(document, [waits, one])
    assert [card.id for card in queries.parked(document, named.map)] == [other, waits, one]


@pytest.mark.parametrize("edit", [cards.duplicate, cards.park])
def test_many_cards_are_edited_in_one_go(named: Named, edit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    document = named.document
    for step in named.steps:
        for _ in range(10):
            document, _ = cards.add(document, named.lanes["actions"], step, "x")
    made: list[int] = []
    real = Document.with_records

    def counted(self: Document, *args: Any, **more: Any) -> Document:
        made.append(1)
        return real(self, *args, **more)

    monkeypatch.setattr(Document, "with_records", counted)
    edit(document, list(document.cards))
    assert len(made) <= 2  # each goes through everything there is: ten thousand times that is a minute
