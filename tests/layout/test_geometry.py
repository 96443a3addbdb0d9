"""What holds for the layout of any map: nothing overlaps, nothing is cut off, everything stands where it belongs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from hypothesis import given

from cjdesigner.draw.shapes import Drawing, Group, Row, Text
from cjdesigner.draw.text import advance
from cjdesigner.lanes import drawn_as
from cjdesigner.lanes.base import Scene
from cjdesigner.layout import hits
from cjdesigner.layout.engine import Engine
from cjdesigner.layout.hits import Box
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.theme import tokens
from tests.helpers.maps import documents, only_map, small_map

SLACK = 0.5
"""Scene units by which a line may be wider than its room: rounding of advances."""


class Laid(NamedTuple):
    """A document with its layout."""

    document: Document
    drawing: Drawing
    scene: Scene


def laid(document: Document) -> Laid:
    engine = Engine(tokens.load("paper"))
    map_id = only_map(document)
    return Laid(document, engine.layout(document, map_id), engine.scene(document, map_id))


def groups(drawing: Drawing, *roles: str) -> Iterator[tuple[Row, Group]]:
    for row in drawing.rows:
        for group in row.groups:
            if not roles or group.meaning.role in roles:
                yield row, group


def text_edges(each: Text, line: str) -> tuple[float, float]:
    """Left and right edge of a line, relative to its group."""
    wide = advance(line, each.style)
    left = each.x - {"left": 0.0, "centre": wide / 2, "right": wide}[each.align]
    return left, left + wide


@given(documents())
def test_everything_stands_where_it_belongs(document: Document) -> None:
    made = laid(document)
    rows_do_not_overlap(made.drawing)
    groups_lie_inside(made.drawing)
    cards_do_not_overlap(made.drawing)
    cells_are_in_order(made)
    cards_cover_their_columns(made)
    lines_fit(made)
    text_stands_on_the_grid(made.drawing)
    every_word_is_there(made)
    hits_agree_with_boxes(made)


def rows_do_not_overlap(drawing: Drawing) -> None:
    bottom = 0.0
    for row in drawing.rows:
        assert row.y >= bottom, row.id
        bottom = row.y + row.height
    assert bottom <= drawing.height


def groups_lie_inside(drawing: Drawing) -> None:
    for row, group in groups(drawing):
        assert group.x >= 0 and group.x + group.width <= drawing.width + 0.01, group.meaning
        # The arrows of the path end one unit below it, on the steps.
        assert group.y >= -0.01 and group.y + group.height <= row.height + 0.01, (row.id, row.height, group)
    for group in drawing.over:
        assert 0 <= group.x and group.x + group.width <= drawing.width, group.meaning
        assert 0 <= group.y and group.y + group.height <= drawing.height, group.meaning


def cards_do_not_overlap(drawing: Drawing) -> None:
    for row in drawing.rows:
        boxes = [hits.box_of(row, group) for group in row.groups if group.meaning.role == "card"]
        for place, one in enumerate(boxes):
            for other in boxes[:place]:
                assert not one.meets(other), (row.id, one, other)


def cells_are_in_order(made: Laid) -> None:
    drawn = {group.meaning.id: group for _, group in groups(made.drawing, "card", "point")}
    for lane in made.scene.structure.lanes:
        for step in made.scene.structure.steps:
            cell = [drawn[card.id] for card in queries.cell(made.document, lane.id, step.id) if card.id in drawn]
            if lane.type != "emotions":
                tops = [group.y for group in cell]
                assert tops == sorted(tops)


def cards_cover_their_columns(made: Laid) -> None:
    columns, structure = made.scene.columns, made.scene.structure
    for _, group in groups(made.drawing, "card"):
        card = made.document.cards[group.meaning.id]
        span = structure.span(card)
        assert span is not None
        first, last = span
        left, wide = columns.box(first, last)
        assert group.x == left
        if card.type == "touchpoints":
            assert group.width <= wide
        else:
            assert group.width == pytest.approx(wide)
    for _, group in groups(made.drawing, "point"):
        card = made.document.cards[group.meaning.id]
        column = structure.column[card.start]
        assert group.x < columns.left[column] + columns.width[column] and group.x + group.width > columns.left[column]


def lines_fit(made: Laid) -> None:
    for _, group in groups(made.drawing):
        pad = 0.0
        card = made.document.cards.get(group.meaning.id)
        if card is not None and drawn_as(card.type).key in (
            "actions", "thoughts", "pains", "solutions", "messages", "measures", "backstage", "free",
        ):  # fmt: skip
            pad = made.scene.theme.sizes.card_padding
        for each in group.shapes:
            if not isinstance(each, Text):
                continue
            for index, line in enumerate(each.lines):
                left, right = text_edges(each, line)
                assert left >= pad - SLACK and right <= group.width - pad + SLACK, (group.meaning, line, left, right)
                baseline = each.baseline + index * each.leading
                assert baseline - each.style.size * 0.8 >= -0.01, (group.meaning, line)
                assert baseline + each.style.size * 0.22 <= group.height + 0.01, (group.meaning, line, baseline)


def text_stands_on_the_grid(drawing: Drawing) -> None:
    placed = [(row.y, group) for row, group in groups(drawing)] + [(0.0, group) for group in drawing.over]
    for y, group in placed:
        for each in group.shapes:
            if isinstance(each, Text):
                for index in range(len(each.lines)):
                    baseline = y + group.y + each.baseline + index * each.leading
                    assert baseline % 2 == pytest.approx(0, abs=1e-6), (group.meaning, each, baseline)


def every_word_is_there(made: Laid) -> None:
    """The lines of a card are its text, whole: breaking only takes spaces away."""
    for _, group in groups(made.drawing, "card"):
        card = made.document.cards[group.meaning.id]
        lines = "".join(line for each in group.shapes if isinstance(each, Text) for line in each.lines)
        assert _inked(card.text) in _inked(lines)


def _inked(text: str) -> str:
    return "".join(one for one in text if not one.isspace() and one != "-" and unicodedata.category(one) != "Cf")


def hits_agree_with_boxes(made: Laid) -> None:
    lane_ids = {lane.id for lane in made.scene.structure.lanes}
    for row, group in groups(made.drawing, "card", "step", "phase"):
        box = hits.box_of(row, group)
        found = hits.hit(made.drawing, made.scene, box.x + box.width / 2, box.y + box.height / 2)
        assert found is not None and (found.role, found.id) == (group.meaning.role, group.meaning.id)
        assert found.box == box
        assert hits.find(made.drawing, group.meaning.id) == box
    columns = made.scene.columns
    for row in made.drawing.rows:
        if row.id not in lane_ids:
            continue
        for column, step in enumerate(made.scene.structure.steps):
            cards = sorted(
                (
                    hits.box_of(row, group)
                    for group in row.groups
                    if group.meaning.role == "card" and abs(group.x - columns.box(column, column)[0]) < 1
                ),
                key=lambda box: box.y,
            )
            x = columns.centre(column)
            for index, above in enumerate([None, *cards]):
                y = above.bottom - 1 if above else row.y + 1
                place = hits.place_at(made.drawing, made.scene, x, y)
                assert place is not None and (place.lane, place.step, place.before) == (row.id, step.id, index)


def test_a_point_beside_the_steps_of_its_phase_is_in_no_column() -> None:
    from cjdesigner.edit import phases

    named = small_map()
    document = phases.delete_step(named.document, named.steps[2])
    document = phases.delete_step(document, named.steps[3])
    made = laid(document)
    left, wide = made.scene.columns.phases[1]
    assert made.scene.columns.at(left + wide / 2) is None
    assert made.scene.columns.at(left - 1) == 1
    assert hits.place_at(made.drawing, made.scene, left + wide / 2, made.drawing.rows[-2].y + 5) is None


def test_a_marquee_touches_what_it_meets() -> None:
    named = small_map()
    made = laid(named.document)
    everything = hits.within(made.drawing, Box(0, 0, made.drawing.width, made.drawing.height))
    assert set(everything) == set(named.cards.values())
    box = hits.find(made.drawing, named.cards["pains"])
    assert box is not None
    assert hits.within(made.drawing, Box(box.right - 1, box.bottom - 1, 1, 1)) == [named.cards["pains"]]
    assert hits.within(made.drawing, Box(box.right + 1, box.y, 1, 1)) == []
