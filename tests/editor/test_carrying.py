"""Points of a curve dragged, with one another, with cards, and on to the curve of another map."""

from __future__ import annotations

import pytest

from cjdesigner import words
from cjdesigner.edit import cards, lanes, maps
from cjdesigner.lanes.emotions import Emotion, y_of
from cjdesigner.layout.engine import Engine
from cjdesigner.layout.hits import Box
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.theme import tokens
from tests.helpers.driver import Driver
from tests.helpers.maps import Named


def value(document: Document, card: str) -> float:
    payload = document.cards[card].payload
    assert isinstance(payload, Emotion)
    return payload.value


def lane_box(driver: Driver, lane: str) -> Box:
    row = next(row for row in driver.session.drawing().rows if row.id == lane)
    return Box(0.0, row.y, driver.session.drawing().width, row.height)


def of_type(document: Document, map_id: str, key: str) -> list[str]:
    return [lane.id for lane in queries.structure(document, map_id).lanes if lane.type == key]


def test_selected_points_rise_and_fall_together_within_the_scale(named: Named) -> None:
    lane = named.lanes["emotions"]
    first = named.cards["emotions"]
    document = cards.change_payload(named.document, [first], value=0.0)
    document, second = cards.add(document, lane, named.steps[1], payload={"value": 1.8})
    driver = Driver(document)
    driver.select(first, second)
    row = lane_box(driver, lane)
    x = driver.session.scene().columns.centre(0)
    driver.press((x, row.y + y_of(0.0, row.height)))
    assert driver.session.selection == (first, second)
    driver.drag((x, row.y + y_of(-1.0, row.height))).release()
    assert (value(driver.document, first), value(driver.document, second)) == (-1.0, 0.8)
    driver.press((x, row.y + y_of(-1.0, row.height))).drag((x, row.y + y_of(1.5, row.height))).release()
    assert (value(driver.document, first), value(driver.document, second)) == (1.5, 2.0)
    assert driver.steps() == 2


def test_a_point_is_copied_with_the_key_that_copies_cards(named: Named) -> None:
    point, lane = named.cards["emotions"], named.lanes["emotions"]
    driver = Driver(cards.change_payload(named.document, [point], value=0.0, word="calm"))
    row = lane_box(driver, lane)
    driver.press((driver.session.scene().columns.centre(0), row.y + y_of(0.0, row.height)))
    driver.drag((driver.session.scene().columns.centre(2), row.y + y_of(1.0, row.height)), copy=True).release()
    (copy,) = [card for card in driver.document.cards.values() if card.lane == lane and card.id != point]
    assert copy.start == named.steps[2] and value(driver.document, copy.id) == 1.0
    assert value(driver.document, point) == 0.0 and driver.document.cards[point].start == named.steps[0]


def test_points_selected_with_cards_go_along_sideways_and_stay_on_their_curve(named: Named) -> None:
    card, point = named.cards["actions"], named.cards["emotions"]
    driver = Driver(named.document)
    driver.select(card, point)
    driver.press(card).drag((named.lanes["thoughts"], named.steps[2])).release()
    moved = driver.document.cards
    assert (moved[card].lane, moved[card].start) == (named.lanes["thoughts"], named.steps[2])
    assert (moved[point].lane, moved[point].start) == (named.lanes["emotions"], named.steps[2])
    assert moved[point].payload == named.document.cards[point].payload
    assert driver.steps() == 1


def test_cards_selected_with_a_point_go_along_sideways(named: Named) -> None:
    card, point = named.cards["actions"], named.cards["emotions"]
    driver = Driver(cards.change_payload(named.document, [point], value=0.0))
    driver.select(card, point)
    row = lane_box(driver, named.lanes["emotions"])
    driver.press((driver.session.scene().columns.centre(0), row.y + y_of(0.0, row.height)))
    driver.drag((driver.session.scene().columns.centre(1), row.y + y_of(0.0, row.height))).release()
    assert driver.document.cards[point].start == driver.document.cards[card].start == named.steps[1]
    assert driver.document.cards[card].lane == named.lanes["actions"]


@pytest.fixture
def away(named: Named) -> tuple[Driver, str]:
    """The point held by the mouse, with another map in view that has no lanes but one of actions."""
    document, other = maps.add_blank(named.document, "Away")
    shape = queries.structure(document, other)
    for lane in shape.lanes:
        if lane.type != "actions":
            document = lanes.delete(document, lane.id)
    driver = Driver(document)
    card = named.cards["emotions"]
    row = lane_box(driver, named.lanes["emotions"])
    x = driver.session.scene().columns.centre(0)
    driver.press((x, row.y + y_of(value(document, card), row.height)))
    driver.drag((x + 30.0, row.y + 40.0))
    return driver, other


def test_on_a_map_without_a_curve_a_point_brings_its_lane(named: Named, away: tuple[Driver, str]) -> None:
    driver, other = away
    point, before = named.cards["emotions"], driver.document
    driver.session.show_map(other)
    (lane,) = queries.structure(before, other).lanes
    driver.drag((lane.id, queries.structure(before, other).steps[0].id)).release()
    (made,) = of_type(driver.document, other, "emotions")
    card = driver.document.cards[point]
    assert (card.map, card.lane) == (other, made)
    assert card.payload == before.cards[point].payload, "beside a curve it keeps its feeling"
    assert driver.steps() == 1
    assert driver.undo().document == before


def test_on_the_curve_of_another_map_it_takes_the_feeling_below_the_pointer(
    named: Named, away: tuple[Driver, str]
) -> None:
    driver, other = away
    driver.cancel()
    document, lane = lanes.add(driver.document, other, "emotions")
    driver = Driver(document)
    row = lane_box(driver, named.lanes["emotions"])
    point = named.cards["emotions"]
    x = driver.session.scene().columns.centre(0)
    driver.press((x, row.y + y_of(value(document, point), row.height))).drag((x + 30.0, row.y + 40.0))
    driver.session.show_map(other)
    there = Engine(tokens.load("paper")).layout(document, other)
    target = next(one for one in there.rows if one.id == lane)
    driver.drag((driver.session.scene().columns.centre(0), target.y + y_of(-1.5, target.height))).release()
    card = driver.document.cards[point]
    assert (card.map, card.lane) == (other, lane) and value(driver.document, point) == -1.5
    assert driver.undo().document == document


def test_beside_the_cells_of_another_map_a_point_is_refused(named: Named, away: tuple[Driver, str]) -> None:
    driver, other = away
    before = driver.document
    driver.session.show_map(other)
    driver.drag((-50.0, -50.0))
    assert driver.feedback.refusal == "Cards belong in a lane, below a step."
    driver.release()
    assert driver.document is before


def test_back_on_its_own_map_it_is_the_curve_that_changes(named: Named, away: tuple[Driver, str]) -> None:
    driver, other = away
    point = named.cards["emotions"]
    driver.session.show_map(other)
    driver.drag((200.0, 200.0))
    driver.session.show_map(named.map)
    row = lane_box(driver, named.lanes["emotions"])
    driver.drag((driver.session.scene().columns.centre(1), row.y + y_of(0.5, row.height))).release()
    card = driver.document.cards[point]
    assert (card.map, card.start) == (named.map, named.steps[1])


def test_the_feeling_is_written_as_the_language_does(named: Named) -> None:
    point, lane = named.cards["emotions"], named.lanes["emotions"]
    driver = Driver(cards.change_payload(named.document, [point], value=0.0))
    words.set_language("nl")
    try:
        row, x = lane_box(driver, lane), driver.session.scene().columns.centre(0)
        driver.press((x, row.y + y_of(0.0, row.height))).drag((x, row.y + y_of(1.5, row.height)))
        assert driver.feedback.tags[0][2].startswith("+1,5")
        driver.cancel()
    finally:
        words.set_language("en")
