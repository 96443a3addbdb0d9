"""A tour of one's own: what its stops show, and that something is always shown."""

from __future__ import annotations

from typing import Any

import pytest

from cjdesigner.edit import cards, lanes, phases, tours
from cjdesigner.layout import own_tour
from cjdesigner.layout.engine import Engine
from cjdesigner.layout.stops import Stop
from cjdesigner.layout.tour import tour
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.theme import tokens
from tests.helpers import shipped

ENGINE = Engine(tokens.load("paper"))


def told_of() -> tuple[Document, str]:
    document = shipped.sample()
    return document, shipped.as_it_is(document)


def told(document: Document, map_id: str) -> tuple[Stop, ...]:
    return own_tour.told(document, map_id, ENGINE)


def with_stop(document: Document, map_id: str, **fields: Any) -> Stop:
    document, _ = tours.add(document, map_id, **fields)
    return told(document, map_id)[0]


def seen(stops: tuple[Stop, ...]) -> list[tuple[Any, ...]]:
    return [(one.title, one.text, one.map, one.box, one.lit, one.bright, one.notes, one.step) for one in stops]


def test_a_tour_begun_from_the_generated_one_shows_the_same() -> None:
    document, map_id = told_of()
    generated = tour(document, map_id, ENGINE)
    own, made = tours.begin(document, map_id, own_tour.templates(generated))
    stops = told(own, map_id)
    assert seen(stops) == seen(generated)
    assert [stop.record for stop in stops] == made
    assert [bool(stop.panel) for stop in stops] == [bool(stop.panel) for stop in generated]
    assert [bool(stop.slide) for stop in stops] == [bool(stop.slide) for stop in generated]


def test_names_and_notes_of_ones_own_stand_instead() -> None:
    document, map_id = told_of()
    stop = with_stop(document, map_id, scene="overview", name="Where we are", notes="Good morning")
    assert (stop.title, stop.notes) == ("Where we are", "Good morning")


def test_what_is_lit_is_chosen_apart_from_what_is_framed() -> None:
    document, map_id = told_of()
    shape = queries.structure(document, map_id)
    phase, lane = shape.phases[1], shape.lanes[2]
    whole = with_stop(document, map_id, shows=(phase.id,))
    lit = with_stop(document, map_id, shows=(phase.id,), lit=(lane.id,))
    assert lit.box == whole.box and lit.bright != whole.bright and lit.bright[0].height < whole.bright[0].height


def test_phases_and_lanes_frame_what_they_have_in_common() -> None:
    document, map_id = told_of()
    shape = queries.structure(document, map_id)
    scene, drawing = ENGINE.scene(document, map_id), ENGINE.layout(document, map_id)
    stop = with_stop(document, map_id, shows=(shape.phases[1].id, shape.lanes[2].id))
    row = next(row for row in drawing.rows if row.id == shape.lanes[2].id)
    left, wide = scene.columns.phases[1]
    assert stop.bright[0] == (left, row.y, wide, row.height)
    assert stop.title == shape.phases[1].name and shape.lanes[2].name in stop.text


@pytest.mark.parametrize("zoom", [0.5, 2.0])
def test_zoom_is_how_much_closer_than_a_tight_fit(zoom: float) -> None:
    document, map_id = told_of()
    card = next(card for card in document.cards.values() if card.type == "actions" and card.map == map_id)
    near = with_stop(document, map_id, shows=(card.id,), zoom=1.0)
    stop = with_stop(document, map_id, shows=(card.id,), zoom=zoom)
    assert stop.by_hand and stop.box.width == pytest.approx(near.box.width / zoom)
    assert stop.box.x + stop.box.width / 2 == pytest.approx(near.box.x + near.box.width / 2)
    assert stop.step == card.start


def test_skipped_and_empty_stops_are_passed_over_and_something_is_always_shown() -> None:
    document, map_id = told_of()
    generated = tour(document, map_id, ENGINE)
    one, _ = tours.add(document, map_id, scene="overview")
    two, made = tours.add(one, map_id, shows=("gone", "too"))
    assert len(told(two, map_id)) == 1
    assert [stop.record for stop in own_tour.every(two, map_id, ENGINE)] == [
        stop.id for stop in queries.stops(two, map_id)
    ]
    none = tours.delete(two, [stop.id for stop in queries.stops(two, map_id) if stop.id != made])
    assert seen(told(none, map_id)) == seen(generated)
    skipped = tours.change(two, list(two.stops), skipped=True)
    assert seen(told(skipped, map_id)) == seen(generated)


def test_what_a_stop_shows_may_go_and_come_back() -> None:
    document, map_id = told_of()
    shape = queries.structure(document, map_id)
    own, _ = tours.begin(document, map_id, own_tour.templates(tour(document, map_id, ENGINE)))
    without = phases.delete_phase(own, shape.phases[0].id)
    without = lanes.delete(without, shape.lanes[3].id)
    without = cards.delete(without, [card.id for card in without.cards.values() if card.type == "emotions"])
    stops = told(without, map_id)
    assert 0 < len(stops) < len(told(own, map_id))
    for stop in stops:
        assert stop.box.width > 0 and stop.box.height > 0


def test_a_stop_can_show_the_other_state_and_what_differs() -> None:
    document, map_id = told_of()
    other = next(one.id for one in queries.maps(document) if one.id != map_id)
    assert with_stop(document, map_id, scene="overview", shows=(other,)).map == other
    assert with_stop(document, map_id, scene="comparison").slide is not None
    assert with_stop(document, map_id, scene="decisions").slide is not None
