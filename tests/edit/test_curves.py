"""Curves per persona: whose a point is, copying, hiding, changing values."""

from __future__ import annotations

import pytest

from cjdesigner.edit import cards, curves, maps, personas, phases
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.invariants import findings
from tests.helpers.maps import small_map


@pytest.fixture
def felt() -> tuple[Document, str, str, str, list[str]]:
    """A document, its emotions lane, two personas, and two steps; the first persona has two points, one of nobody's."""
    document = maps.blank_document("en")
    (map_id,) = document.maps
    (phase,) = document.phases
    document, _ = phases.add_step(document, phase, "Second")
    document, ann = personas.add(document, "Ann", map_id)
    document, bob = personas.add(document, "Bob", map_id)
    shape = queries.structure(document, map_id)
    lane = next(one.id for one in shape.lanes if one.type == "emotions")
    steps = [step.id for step in shape.steps]
    document, _ = cards.add(document, lane, steps[0], payload={"value": -1.0, "word": "low", "persona": ann})
    document, _ = cards.add(document, lane, steps[1], payload={"value": 0.5, "word": "better"})
    return document, lane, ann, bob, steps


def seen(document: Document, lane: str, persona: str) -> list[tuple[str, float, str]]:
    found = []
    for card in curves.points(document, lane, persona):
        assert isinstance(card.payload, Emotion)
        found.append((card.start, card.payload.value, card.payload.word))
    return found


def test_points_of_nobody_belong_to_the_first_curve(felt) -> None:
    document, lane, ann, bob, steps = felt
    assert [value for _, value, _ in seen(document, lane, ann)] == [-1.0, 0.5]
    assert seen(document, lane, bob) == []
    assert curves.drawn(document, lane) == (ann,)


def test_a_copy_takes_the_place_of_the_curve_that_was_there(felt) -> None:
    document, lane, ann, bob, steps = felt
    document, old = cards.add(document, lane, steps[0], payload={"value": 2.0, "word": "old", "persona": bob})
    copied, made = curves.copy(document, lane, ann, bob)
    assert seen(copied, lane, bob) == seen(document, lane, ann) == seen(copied, lane, ann)
    assert old not in copied.cards and len(made) == 2
    assert list(findings(copied)) == []
    assert curves.copy(document, lane, ann, ann) == (document, [])


def test_hiding_is_kept_with_the_lane_and_goes_with_the_persona(felt) -> None:
    document, lane, ann, bob, _ = felt
    hidden = curves.show(document, lane, ann, False)
    assert hidden.lanes[lane].hidden_curves == (ann,)
    assert not curves.shown(hidden, curves.points(hidden, lane, ann)[0])
    assert curves.show(hidden, lane, ann, True).lanes[lane].hidden_curves == ()
    assert personas.delete(hidden, ann).lanes[lane].hidden_curves == ()
    copy, made = maps.duplicate(hidden, hidden.lanes[lane].map)
    assert [one.hidden_curves for one in copy.lanes.values() if one.map == made and one.type == "emotions"] == [(ann,)]


@pytest.mark.parametrize(
    ("value", "by", "halves", "result"),
    [
        (0.0, 0.1, False, 0.1),
        (1.95, 0.1, False, 2.0),
        (-2.0, -0.1, False, -2.0),
        (0.3, 0.1, True, 0.5),
        (0.5, 0.1, True, 1.0),
        (-0.3, -0.1, True, -0.5),
        (-0.3, 0.1, True, 0.0),
        (2.0, 0.1, True, 2.0),
    ],
)
def test_values_change_by_tenths_or_to_the_next_half(felt, value, by, halves, result) -> None:
    document, lane, ann, _, _ = felt
    point = curves.points(document, lane, ann)[0].id
    document = cards.change_payload(document, [point], value=value)
    changed = curves.change_values(document, [point], by, halves).cards[point].payload
    assert isinstance(changed, Emotion) and changed.value == pytest.approx(result)


def test_points_shift_along_their_curves_and_stop_at_the_edges() -> None:
    named = small_map()
    lane = named.lanes["emotions"]
    document = named.document
    points = [named.cards["emotions"]]
    for place in (1, 3, 3):
        document, made = cards.add(document, lane, named.steps[place], payload={"value": 1.0})
        points.append(made)

    def columns(after) -> list[int]:
        return [named.steps.index(after.cards[one].start) for one in points]

    def order(after, step: int) -> list[str]:
        return [one.id for one in queries.cell(after, lane, named.steps[step])]

    on = curves.shift(document, reversed(points), 1)
    assert columns(on) == [1, 2, 3, 3]
    back = curves.shift(document, points, -9)
    assert columns(back) == [0, 0, 0, 0] and order(back, 0) == points, "in the order in which they were read"
    assert columns(curves.shift(document, points, 9)) == [3, 3, 3, 3]
    assert {after.cards[one].lane for after in (on, back) for one in points} == {lane}
    assert curves.shift(document, ["nobody"], 1) is document
