"""How links run: from edge to edge, around the cards that they do not join."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjdesigner.draw.shapes import Drawing, Group, Path, Text
from cjdesigner.draw.text import advance
from cjdesigner.edit import cards, lanes, links, phases
from cjdesigner.layout import hits
from cjdesigner.layout.hits import Box
from cjdesigner.layout.links import drawn_links
from cjdesigner.model.document import Document
from tests.helpers.driver import fresh_drawing
from tests.helpers.maps import documents, only_map, small_map

Point = tuple[float, float]


def shaft(group: Group) -> list[Point]:
    """The corners of a link in the scene: from its start along its shaft to the tip of its head."""
    line, head = (each for each in group.shapes[:2] if isinstance(each, Path))
    corners: list[Point] = []
    for name, values in line.commands:
        if name == "C":
            corners.append((values[-2], values[-1]))
        elif name in "ML":
            corners.append((values[0], values[1]))
    tip = head.commands[0][1]
    return [(x + group.x, y + group.y) for x, y in (*corners, (tip[0], tip[1]))]


def straight_parts(group: Group) -> Iterator[Box]:
    for (ax, ay), (bx, by) in pairwise(shaft(group)):
        if abs(ax - bx) < 0.01 or abs(ay - by) < 0.01:
            yield Box(min(ax, bx), min(ay, by), max(abs(ax - bx), 0.01), max(abs(ay - by), 0.01))


def boxes(drawing: Drawing, *roles: str) -> dict[str, Box]:
    return {
        group.meaning.id: hits.box_of(row, group)
        for row in drawing.rows
        for group in row.groups
        if group.meaning.role in roles
    }


def crossings(document: Document) -> list[tuple[str, str]]:
    """Link and card, for each card that a link runs over without joining it."""
    drawing = fresh_drawing(document, only_map(document))
    cards_there = boxes(drawing, "card")
    found = []
    for link_id, group in drawn_links(drawing).items():
        link = document.links[link_id]
        for card_id, box in cards_there.items():
            if card_id in (link.source, link.target):
                continue
            inner = Box(box.x + 1, box.y + 1, box.width - 2, box.height - 2)
            if any(part.meets(inner) for part in straight_parts(group)):
                found.append((link_id, card_id))
                break
    return found


def on_edge(point: Point, box: Box, slack: float = 0.6) -> bool:
    x, y = point
    beside = abs(x - box.x) <= slack or abs(x - box.right) <= slack
    above = abs(y - box.y) <= slack or abs(y - box.bottom) <= slack
    inside = box.x - slack <= x <= box.right + slack and box.y - slack <= y <= box.bottom + slack
    return inside and (beside or above)


@given(documents())
def test_links_end_at_the_edges_of_what_they_join(document: Document) -> None:
    drawing = fresh_drawing(document, only_map(document))
    there = boxes(drawing, "card", "point", "step")
    drawn = drawn_links(drawing)
    for link_id, group in drawn.items():
        link = document.links[link_id]
        if link.source in document.steps and link.target in document.steps:
            continue
        corners = shaft(group)
        assert on_edge(corners[0], there[link.source]), (link, corners, there[link.source])
        assert on_edge(corners[-1], there[link.target]), (link, corners, there[link.target])
    for link_id, link in document.links.items():
        assert (link_id in drawn) == (link.source in there and link.target in there)


@given(documents())
def test_links_stay_on_the_sheet(document: Document) -> None:
    drawing = fresh_drawing(document, only_map(document))
    for group in drawn_links(drawing).values():
        for each in group.shapes:
            if isinstance(each, Path):
                for _, values in each.commands:
                    assert all(0 <= x + group.x <= drawing.width for x in values[0::2])
                    assert all(0 <= y + group.y <= drawing.height for y in values[1::2])


@given(documents())
def test_links_run_around_other_cards(document: Document) -> None:
    assert crossings(document) == []


@given(st.data())
def test_links_of_a_full_map_run_around_other_cards(data: st.DataObject) -> None:
    named = small_map()
    document = named.document
    made = []
    for lane in ("actions", "pains", "solutions"):
        for step in named.steps:
            for _ in range(data.draw(st.integers(1, 3))):
                document, card = cards.add(document, named.lanes[lane], step, "Some words on a card")
                made.append(card)
    for _ in range(6):
        source, target = data.draw(st.sampled_from(made)), data.draw(st.sampled_from(made))
        if source != target and not links.refusal(document, source, target):
            document, _ = links.add(document, source, target, kind="refers_to")
    assert crossings(document) == []


@given(st.data())
def test_links_of_a_map_full_of_spanning_cards_run_around_them(data: st.DataObject) -> None:
    named = small_map()
    document = named.document
    made = []
    for lane in ("actions", "pains", "solutions"):
        for place, step in enumerate(named.steps):
            for _ in range(data.draw(st.integers(0, 3))):
                document, card = cards.add(document, named.lanes[lane], step, "Some words on a card")
                last = data.draw(st.integers(place, len(named.steps) - 1))
                document = cards.stretch(document, card, step, named.steps[last])
                made.append(card)
    for _ in range(8 if len(made) > 1 else 0):
        source, target = data.draw(st.sampled_from(made)), data.draw(st.sampled_from(made))
        if source != target and not links.refusal(document, source, target):
            document, _ = links.add(document, source, target, kind="refers_to")
    assert crossings(document) == []


def test_a_link_from_between_two_spanning_cards_finds_its_way_out() -> None:
    named = small_map()
    document = named.document
    for text in ("above", "between", "below"):
        document, card = cards.add(document, named.lanes["actions"], named.steps[1 if text == "between" else 0], text)
        if text == "between":
            enclosed = card
        else:
            document = cards.stretch(document, card, named.steps[0], named.steps[-1])
    document, link = links.add(document, enclosed, named.cards["pains"], kind="refers_to")
    assert link in drawn_links(fresh_drawing(document, named.map))
    assert crossings(document) == []


def test_loops_between_steps_run_above_their_names() -> None:
    named = small_map()
    document, back = links.add(named.document, named.steps[3], named.steps[1], label="still not right")
    document, jump = links.add(document, named.steps[0], named.steps[3])
    drawing = fresh_drawing(document, named.map)
    drawn = drawn_links(drawing)
    there = boxes(drawing, "step")
    tops = {one: min(y for _, y in shaft(drawn[one])) for one in (back, jump)}
    for one, (source, target) in {back: (3, 1), jump: (0, 3)}.items():
        corners = shaft(drawn[one])
        assert there[named.steps[source]].x <= corners[0][0] <= there[named.steps[source]].right
        assert there[named.steps[target]].x <= corners[-1][0] <= there[named.steps[target]].right
        assert corners[-1][1] == pytest.approx(there[named.steps[target]].y, abs=1.1)
        assert tops[one] < there[named.steps[1]].y
    assert tops[jump] < tops[back], "the longer loop runs above the shorter one"


def test_links_to_what_is_not_shown_are_not_drawn() -> None:
    named = small_map()
    document, link = links.add(named.document, named.cards["solutions"], named.cards["pains"])
    assert link in drawn_links(fresh_drawing(document, named.map))
    hidden = phases.change(document, named.lanes["pains"], hidden=True)
    assert link not in drawn_links(fresh_drawing(hidden, named.map))
    parked = cards.park(document, [named.cards["pains"]])
    assert link not in drawn_links(fresh_drawing(parked, named.map))
    assert link not in lanes.delete(document, named.lanes["pains"]).links


def test_a_link_that_runs_straight_down_has_its_label_beside_it() -> None:
    named = small_map()
    words = "a long word about why it is so"
    document, link = links.add(named.document, named.cards["solutions"], named.cards["pains"], label=words)
    drawn = drawn_links(fresh_drawing(document, named.map))[link]
    corners = shaft(drawn)
    assert len({round(x) for x, _ in corners}) == 1, "straight"
    label = next(shape for shape in drawn.shapes if isinstance(shape, Text))
    assert label.lines[0].startswith("a long word")
    right = drawn.x + label.x + advance(label.lines[0], label.style)
    assert corners[0][0] < drawn.x + label.x and right <= drawn.x + drawn.width
    ys = sorted(y for _, y in corners)
    assert ys[0] < drawn.y + label.baseline < ys[-1]
