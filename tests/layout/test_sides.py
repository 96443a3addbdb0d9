"""Two maps on one grid: what belongs together stands at the same place, and every difference is found once."""

from __future__ import annotations

import pytest
from hypothesis import given

from cjdesigner.edit import cards, lanes, maps, phases
from cjdesigner.layout.engine import Engine
from cjdesigner.layout.hits import Box, find
from cjdesigner.layout.sides import Sides, side_by_side
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.theme import tokens
from tests.helpers.maps import Named, documents, small_map


class Pair:
    """A map and its future state, with the ids of both."""

    def __init__(self, made: Named) -> None:
        self.made = made
        self.document, self.future = maps.duplicate(made.document, made.map, as_future=True)
        self.twin = {
            record.origin: record.id
            for kind in ("phases", "steps", "lanes", "cards")
            for record in self.document.collection(kind).values()
            if record.origin
        }

    def compared(self, document: Document | None = None) -> Sides:
        theme = tokens.load("paper")
        return side_by_side(document or self.document, self.made.map, self.future, (Engine(theme), Engine(theme)))


@pytest.fixture
def pair() -> Pair:
    return Pair(small_map())


def kinds(sides: Sides) -> set[tuple[str, str, str, str]]:
    return {(change.kind, change.role, change.left, change.right) for change in sides.changes}


def same_place(sides: Sides, left: str, right: str) -> bool:
    one, other = find(sides.left.drawing, left), find(sides.right.drawing, right)
    assert one and other
    return Box(one.x, one.y, one.width, 0) == Box(other.x, other.y, other.width, 0)


def test_a_copy_is_the_same(pair: Pair) -> None:
    sides = pair.compared()
    assert sides.changes == ()
    assert all(same_place(sides, one, pair.twin[one]) for one in (*pair.made.steps, *pair.made.lanes.values()))


def test_every_kind_of_difference_is_found_once(pair: Pair) -> None:
    made, twin = pair.made, pair.twin
    document = cards.change(pair.document, [twin[made.cards["actions"]]], text="Other words")
    document = cards.delete(document, [twin[made.cards["pains"]]])
    document = cards.move(document, [twin[made.cards["messages"]]], twin[made.lanes["messages"]], twin[made.steps[2]])
    document, new = cards.add(document, twin[made.lanes["solutions"]], twin[made.steps[1]], "New idea")
    document = cards.change_payload(document, [twin[made.cards["emotions"]]], value=1.5)
    sides = pair.compared(document)
    assert kinds(sides) == {
        ("changed", "card", made.cards["actions"], twin[made.cards["actions"]]),
        ("changed", "card", made.cards["emotions"], twin[made.cards["emotions"]]),
        ("removed", "card", made.cards["pains"], ""),
        ("moved", "card", made.cards["messages"], twin[made.cards["messages"]]),
        ("added", "card", "", new),
    }


def test_steps_of_one_side_leave_a_gap_on_the_other(pair: Pair) -> None:
    made, twin = pair.made, pair.twin
    document, new = phases.add_step(pair.document, twin[made.phases[0]], "Between", 1)
    document = phases.delete_step(document, twin[made.steps[3]])
    sides = pair.compared(document)
    assert ("added", "step", "", new) in kinds(sides) and ("removed", "step", made.steps[3], "") in kinds(sides)
    assert sides.left.drawing.width == sides.right.drawing.width
    for step in made.steps[:3]:
        assert same_place(sides, step, twin[step])
    assert find(sides.left.drawing, f"gap:{new}") is not None
    assert find(sides.right.drawing, f"gap:{made.steps[3]}") is not None


def test_lanes_are_as_high_on_both_sides(pair: Pair) -> None:
    made, twin = pair.made, pair.twin
    document = pair.document
    for number in range(6):
        document, _ = cards.add(document, twin[made.lanes["pains"]], twin[made.steps[0]], f"Pain {number}")
    document, added = lanes.add(document, pair.future, "free", 0, "Only here")
    sides = pair.compared(document)
    for lane in made.lanes.values():
        one, other = find(sides.left.drawing, lane), find(sides.right.drawing, twin[lane])
        assert one and other and (one.y, one.height) == (other.y, other.height)
    assert ("added", "lane", "", added) in kinds(sides)


def test_any_two_maps_by_their_names(pair: Pair) -> None:
    document, other = maps.insert(pair.document, pair.made.document, pair.made.map)
    theme = tokens.load("paper")
    sides = side_by_side(document, pair.made.map, other, (Engine(theme), Engine(theme)))
    assert sides.changes == ()
    blank, empty = maps.add_blank(document)
    sides = side_by_side(blank, pair.made.map, empty, (Engine(theme), Engine(theme)))
    shape = queries.structure(blank, empty)
    assert sides.pairs[pair.made.lanes["pains"]] in {lane.id for lane in shape.lanes}
    assert {change.kind for change in sides.changes if change.role == "card"} == {"removed"}


def test_both_curves_lie_in_one_lane(pair: Pair) -> None:
    made, twin = pair.made, pair.twin
    document = pair.document
    for step in made.steps:
        document, _ = cards.add(document, made.lanes["emotions"], step, payload={"persona": made.personas[0]})
        document, _ = cards.add(
            document, twin[made.lanes["emotions"]], twin[step], payload={"persona": made.personas[0], "value": 2.0}
        )
    sides = pair.compared(document)
    left = next(row for row in sides.left.drawing.rows if row.id == made.lanes["emotions"])
    right = next(row for row in sides.right.drawing.rows if row.id == twin[made.lanes["emotions"]])
    own = next(group for group in right.groups if group.meaning.role == "curve")
    ghosts = [g for g in left.groups if g.meaning.role == "guide" and g.shapes[0].commands == own.shapes[0].commands]
    assert len(ghosts) == 1


@given(one=documents(most_cards=8))
def test_any_two_maps_stand_on_one_grid(one: Document) -> None:
    left = queries.maps(one)[0].id
    document, copy = maps.duplicate(one, left, as_future=True)
    document, right = maps.add_blank(document)
    theme = tokens.load("paper")
    assert side_by_side(document, left, copy, (Engine(theme), Engine(theme))).changes == ()
    sides = side_by_side(document, left, right, (Engine(theme), Engine(theme)))
    assert sides.left.drawing.width == sides.right.drawing.width
    assert sides.left.scene.columns.left == sides.right.scene.columns.left
    rows = [
        [(row.y, row.height) for row in side.drawing.rows if row.groups and row.groups[0].meaning.role == "lane"]
        for side in (sides.left, sides.right)
    ]
    assert rows[0] == rows[1]
    told = [one for change in sides.changes for one in (change.left, change.right) if one]
    assert len(told) == len(set(told))
