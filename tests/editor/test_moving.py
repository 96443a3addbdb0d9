"""Moving by key, what is said of it, and the cells that panes are kept up with."""

from __future__ import annotations

import pytest

from cjdesigner.edit import cards, lanes, phases, spreading
from cjdesigner.edit.spreading import Written
from cjdesigner.editor import dips, telling
from cjdesigner.editor.cells import Cells
from cjdesigner.editor.moving import Stuck, moved
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.invariants import findings
from tests.helpers.maps import Named


def place(document: Document, card_id: str) -> tuple[str, str, int]:
    card = document.cards[card_id]
    here = [one.id for one in queries.cell(document, card.lane, card.start)]
    return card.lane, card.start, here.index(card_id)


def test_a_card_goes_through_its_cell_and_at_the_edge_to_the_next_lane(named: Named) -> None:
    lane, step = named.lanes["actions"], named.steps[0]
    document, first = cards.add(named.document, lane, step, "first", 0)
    document, second = cards.add(document, lane, step, "second", 1)
    document, _ = moved(document, named.map, (first,), "down")
    assert place(document, first)[2] == place(document, second)[2] + 1
    while place(document, first)[0] == lane:
        document, _ = moved(document, named.map, (first,), "down")
    order = [one.id for one in queries.structure(document, named.map).lanes]
    assert order.index(place(document, first)[0]) == order.index(lane) + 1
    assert document.cards[first].type == document.lanes[place(document, first)[0]].type
    assert place(document, first)[1] == step
    assert list(findings(document)) == list(findings(named.document))


def test_in_a_list_of_lanes_the_edge_of_a_cell_leads_to_the_next_step(named: Named) -> None:
    document, card = cards.add(named.document, named.lanes["actions"], named.steps[0], "x")
    document, _ = moved(document, named.map, (card,), "down", by_lane=True)
    assert place(document, card)[:2] == (named.lanes["actions"], named.steps[1])
    document, _ = moved(document, named.map, (card,), "up", by_lane=True)
    assert place(document, card)[1] == named.steps[0]


def test_several_cards_move_together_or_not_at_all(named: Named) -> None:
    lane = named.lanes["actions"]
    document, one = cards.add(named.document, lane, named.steps[0], "one")
    document, other = cards.add(document, lane, named.steps[1], "other")
    far, _ = moved(document, named.map, (one, other), "right")
    assert [place(far, each)[1] for each in (one, other)] == list(named.steps[1:3])
    with pytest.raises(Stuck, match="first step"):
        moved(document, named.map, (one, other), "left")


def test_steps_cross_the_edge_of_their_phase(named: Named) -> None:
    shape = queries.structure(named.document, named.map)
    last = shape.steps_of[shape.phases[0].id][-1]
    document, label = moved(named.document, named.map, (last.id,), "right")
    assert document.steps[last.id].phase == shape.phases[1].id
    assert phases.steps_of(document, shape.phases[1].id)[0].id == last.id
    assert label == "Move step"


def test_what_cannot_move_says_why(named: Named) -> None:
    shape = queries.structure(named.document, named.map)
    for chosen, way, words in (
        ((shape.phases[0].id,), "left", "first phase"),
        ((shape.steps[-1].id,), "right", "last step"),
        ((shape.lanes[0].id,), "up", "first lane"),
        ((shape.lanes[0].id,), "left", "up and down"),
        ((), "up", "Nothing"),
    ):
        with pytest.raises(Stuck, match=words):
            moved(named.document, named.map, chosen, way)  # type: ignore[arg-type]


def test_what_an_edit_did_is_told_in_a_sentence(named: Named) -> None:
    card = named.cards["pains"]
    was = named.document
    lane = named.lanes["pains"]
    step = next(one for one in named.steps if one != was.cards[card].start)
    now = cards.move(was, [card], lane, step)
    said = telling.told(was, now, "Move 1 card")
    assert said.startswith("Moved to step ") and "1 of" in said and was.lanes[lane].name in said
    assert telling.told(was, cards.change(was, [card], text="new"), "Edit text") == "Edit text: new"
    assert telling.told(was, lanes.delete(was, lane), "Delete lane") == "Delete lane"
    made, fresh = cards.add(was, lane, step, "fresh")
    assert telling.told(was, made, "Add card").startswith("Added: Pain point: fresh, step ")
    assert fresh in made.cards


def test_the_deepest_dip_comes_first_and_its_pain_gets_a_solution(named: Named) -> None:
    document = named.document
    lane = named.lanes["emotions"]
    for value, step in ((-0.5, named.steps[0]), (-1.8, named.steps[1]), (0.4, named.steps[2])):
        document, _ = cards.add(document, lane, step, payload={"value": value})
    found = dips.dips(document, named.map)
    values = [payload.value for one in found if isinstance(payload := document.cards[one].payload, Emotion)]
    assert values == sorted(values) and values[0] == -1.8 and all(value < 0 for value in values)
    pain = named.cards["pains"]
    document, solution = dips.add_solution(document, pain)
    assert document.cards[solution].type == "solutions"
    assert document.cards[solution].start == document.cards[pain].start
    link = next(one for one in document.links.values() if one.source == solution)
    assert (link.kind, link.target) == ("mends", pain)


def test_without_a_lane_for_solutions_one_is_added_below_the_pain(named: Named) -> None:
    document = named.document
    for lane in [one.id for one in document.lanes.values() if one.type == "solutions"]:
        document = lanes.delete(document, lane)
    document, solution = dips.add_solution(document, named.cards["pains"])
    order = [one.type for one in queries.structure(document, named.map).lanes]
    assert order[order.index("pains") + 1] == "solutions" and solution in document.cards


def test_texts_go_into_the_places_they_are_written_on(named: Named) -> None:
    card, lane = named.cards["pains"], named.lanes["pains"]
    texts = [Written("said anew", card, lane, ""), Written("", card, lane, ""),
             Written("one more", "", lane, named.steps[2])]  # fmt: skip
    document, ids = spreading.write(named.document, named.map, texts)
    assert document.cards[card].text == "said anew"
    assert [document.cards[one].text for one in ids] == ["said anew", "one more"]
    assert document.cards[ids[1]].start == named.steps[2]


def test_cells_kept_up_by_differences_are_those_looked_up_anew(named: Named) -> None:
    cells = Cells()
    document = named.document
    cells.show(document, named.map)
    card, lane = named.cards["pains"], named.lanes["pains"]
    for edited in (
        cards.change(document, [card], text="x"),
        cards.move(document, [card], lane, named.steps[2]),
        cards.park(document, [card]),
        cards.delete(document, [card]),
        phases.delete_step(document, named.steps[0]),
        lanes.delete(document, lane),
        document,
    ):
        news = cells.show(edited, named.map)
        assert news or edited is document
        anew = Cells()
        anew.show(edited, named.map)
        shape = queries.structure(edited, named.map)
        for one in shape.lanes:
            for step in shape.steps:
                assert cells.at(one.id, step.id) == anew.at(one.id, step.id) == queries.cell(edited, one.id, step.id)
        assert cells.parked == queries.parked(edited, named.map)
    assert not cells.show(document, named.map)
