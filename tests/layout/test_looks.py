"""A map under a view: what is hidden is gone, folded phases are narrow, the rest of the filter is dimmed."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjdesigner.draw.shapes import Drawing
from cjdesigner.edit import cards, phases, views
from cjdesigner.layout.engine import Engine
from cjdesigner.layout.fading import faded
from cjdesigner.layout.filtering import dimmed, sifted
from cjdesigner.layout.hits import find
from cjdesigner.layout.looks import without_hidden
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.looks import Look, look_of
from cjdesigner.theme import tokens
from tests.helpers.maps import Named, documents, small_map


@pytest.fixture
def made() -> Named:
    return small_map()


def drawn(made: Named, look: Look | None, document=None, **more) -> Drawing:  # type: ignore[no-untyped-def]
    engine = Engine(tokens.load("paper"), {made.map: look} if look else {}, **more)
    return engine.layout(document or made.document, made.map)


def texts(drawing: Drawing) -> set[str]:
    return {
        line
        for row in drawing.rows
        for group in row.groups
        for shape in group.shapes
        for line in getattr(shape, "lines", ())
    }


def test_a_hidden_step_goes_with_its_cards_and_the_others_close_up(made: Named) -> None:
    look = Look(hidden_steps=frozenset({made.steps[0]}))
    whole, less = drawn(made, None), drawn(made, look)
    assert find(less, made.steps[0]) is None and find(less, made.cards["actions"]) is None
    there, here = find(whole, made.steps[0]), find(less, made.steps[1])
    assert there and here and there.x == here.x
    assert less.width < whole.width


def test_a_card_over_hidden_steps_is_cut_to_those_that_are_shown(made: Named) -> None:
    card = made.cards["actions"]
    document = cards.stretch(made.document, card, made.steps[0], made.steps[2])
    less = drawn(made, Look(hidden_steps=frozenset({made.steps[0], made.steps[2]})), document)
    box, step = find(less, card), find(less, made.steps[1])
    assert box and step and abs(box.x - step.x) < 1 and box.width <= step.width


def test_a_folded_phase_is_narrow_and_says_how_many_cards_it_keeps(made: Named) -> None:
    less = drawn(made, Look(folded=frozenset({made.phases[0]})))
    box = find(less, made.phases[0])
    assert box and box.width < 140
    assert find(less, made.steps[0]) is None and find(less, made.steps[2]) is not None
    assert f"{len(made.cards)} cards" in texts(less)


def test_all_phases_folded_is_still_a_map(made: Named) -> None:
    less = drawn(made, Look(folded=frozenset(made.phases)))
    assert all(find(less, phase) for phase in made.phases)


def test_a_view_decides_which_lanes_are_hidden(made: Named) -> None:
    lane = made.lanes["messages"]
    flagged = phases.change(made.document, lane, hidden=True)
    assert find(drawn(made, None, flagged), lane) is None
    assert find(drawn(made, Look(hidden_lanes=frozenset()), flagged), lane) is not None
    assert find(drawn(made, Look(hidden_lanes=frozenset({lane}))), lane) is None


def test_a_hidden_persona_goes_with_the_curve_but_the_other_keeps_its_looks(made: Named) -> None:
    lane = made.lanes["emotions"]
    document = made.document
    for persona in made.personas:
        for step in made.steps:
            document, _ = cards.add(document, lane, step, payload={"persona": persona, "value": 1.0})

    def curves(drawing: Drawing) -> dict[str, object]:
        row = next(row for row in drawing.rows if row.id == lane)
        return {g.meaning.id: [shape.stroke for shape in g.shapes] for g in row.groups if g.meaning.role == "curve"}

    whole, less = (
        drawn(made, None, document),
        drawn(made, Look(hidden_personas=frozenset({made.personas[0]})), document),
    )
    assert set(curves(whole)) == set(made.personas)
    assert set(curves(less)) == {made.personas[1]}
    assert curves(less)[made.personas[1]] == curves(whole)[made.personas[1]]


def test_one_engine_draws_the_same_as_two(made: Named) -> None:
    look = Look(folded=frozenset({made.phases[1]}), hidden_steps=frozenset({made.steps[0]}))
    engine = Engine(tokens.load("paper"))
    whole = engine.layout(made.document, made.map)
    engine.looks = {made.map: look}
    assert engine.layout(made.document, made.map) == drawn(made, look)
    engine.looks = {}
    assert engine.layout(made.document, made.map) == whole == drawn(made, None)


def test_the_filter_dims_what_it_does_not_let_through(made: Named) -> None:
    document = cards.change(made.document, [made.cards["actions"], made.cards["pains"]], tags=("late",))
    document = cards.change(document, [made.cards["pains"]], owner="Ann")
    document = cards.change_payload(document, [made.cards["pains"]], severity=3)
    look = Look(tags=frozenset({"late"}))
    assert {made.cards["actions"], made.cards["pains"]}.isdisjoint(dimmed(document, made.map, look))
    assert made.cards["solutions"] in dimmed(document, made.map, look)
    both = Look(tags=frozenset({"late"}), owners=frozenset({"Ann"}))
    assert made.cards["actions"] in dimmed(document, made.map, both)
    assert made.cards["actions"] not in dimmed(document, made.map, both, keep={made.cards["actions"]})
    assert sifted(document, made.map, both).lit == 1
    assert sifted(document, made.map, both).all == len(made.cards)
    counts = sifted(document, made.map, look).values
    assert counts["owners"] == {"Ann": 1, "": 1}
    assert counts["severities"] == {3: 1}
    for nothing in (Look(severities=frozenset({1})), Look(owners=frozenset({"Nobody"})), Look(types=frozenset({"x"}))):
        assert sifted(document, made.map, nothing).lit == 0


def test_outputs_fade_what_is_dimmed_and_nothing_moves(made: Named) -> None:
    look = Look(types=frozenset({"pains"}))
    whole, less = drawn(made, None), drawn(made, look, fading=True)
    assert less == faded(whole, dimmed(made.document, made.map, look))

    def fills(drawing: Drawing, card: str) -> list[object]:
        return [
            shape.fill for row in drawing.rows for g in row.groups if g.meaning.id == card for shape in g.shapes
            if hasattr(shape, "fill")
        ]  # fmt: skip

    assert fills(less, made.cards["pains"]) == fills(whole, made.cards["pains"])
    assert fills(less, made.cards["actions"]) != fills(whole, made.cards["actions"])
    assert find(less, made.cards["actions"]) == find(whole, made.cards["actions"])


def test_a_document_without_what_is_hidden(made: Named) -> None:
    lane = made.lanes["messages"]
    look = Look(frozenset({lane}), frozenset({made.steps[0]}), frozenset({made.personas[0]}), frozenset(made.phases))
    less = without_hidden(made.document, made.map, look)
    assert made.steps[0] not in less.steps and lane not in less.lanes and len(less.steps) == len(made.steps) - 1
    assert less.maps[made.map].personas == (made.personas[1],)
    assert not {card.start for card in less.cards.values()} & {made.steps[0]}
    assert without_hidden(made.document, made.map, Look(tags=frozenset({"x"}))) is made.document


@given(document=documents(), data=st.data())
def test_any_look_at_any_map_is_drawn_the_same_from_memory_and_from_scratch(
    document: Document, data: st.DataObject
) -> None:
    map_id = queries.maps(document)[0].id
    shape = queries.structure(document, map_id)

    def some(ids: Iterable[str]) -> frozenset[str]:
        known = sorted(ids)
        return frozenset(data.draw(st.sets(st.sampled_from(known)))) if known else frozenset()

    lanes, steps = [lane.id for lane in shape.lanes], [step.id for step in shape.steps]
    engine = Engine(tokens.load("paper"))
    for _ in range(2):
        look = Look(
            data.draw(st.none() | st.just(some(lanes))),
            some(steps),
            some(shape.map.personas),
            some(phase.id for phase in shape.phases),
            types=some(lane.type for lane in shape.lanes),
        )
        engine.looks = {map_id: look}
        drawing = engine.layout(document, map_id)
        assert drawing == Engine(tokens.load("paper"), {map_id: look}).layout(document, map_id)
        seen = {group.meaning.id for row in drawing.rows for group in row.groups} | {row.id for row in drawing.rows}
        assert seen.isdisjoint(look.hidden_steps | (look.hidden_lanes or frozenset()))
        assert {phase.id for phase in shape.phases} <= seen
        for row in drawing.rows:
            for group in row.groups:
                assert group.x >= 0 and group.x + group.width <= drawing.width + 1
        dim = dimmed(document, map_id, look)
        counts = sifted(document, map_id, look)
        placed = {one for one, card in document.cards.items() if not queries.is_parked(document, card)}
        assert counts.lit == len([one for one in placed if document.cards[one].map == map_id and one not in dim])
        whole = without_hidden(document, map_id, look)
        assert (
            Engine(tokens.load("paper")).layout(whole, map_id).width
            == Engine(tokens.load("paper"), {map_id: look.unfolded}).layout(document, map_id).width
        )
        view_document, view_id = views.add(document, map_id, "v", look)
        kept = look_of(view_document.views[view_id])
        assert kept.arrangement.folded == look.folded and kept.types == look.types
