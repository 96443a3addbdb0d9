"""What every lane type keeps to, whatever it shows."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from cjdesigner.draw.shapes import Group, Row, Text
from cjdesigner.edit import cards, fields, lanes, links, personas, phases
from cjdesigner.files import project
from cjdesigner.lanes import LANE_TYPES, drawn_as, lane_type
from cjdesigner.lanes.base import LaneType
from cjdesigner.layout.engine import Engine
from cjdesigner.model.document import Document
from cjdesigner.model.records import Card, JourneyMap
from cjdesigner.theme import tokens
from tests.helpers.driver import fresh_drawing
from tests.helpers.maps import field_values, payloads, small_map, text

KINDS = pytest.mark.parametrize("kind", LANE_TYPES, ids=lambda kind: kind.key)
NAMED = small_map()
FIELDS = [(kind, field) for kind in LANE_TYPES for field in kind.fields if field.kind != "links"]


def lane_row(document: Document, key: str) -> Row:
    drawing = fresh_drawing(document, NAMED.map)
    return next(row for row in drawing.rows if row.id == NAMED.lanes[key])


def group_of(document: Document, key: str) -> Group:
    wanted = NAMED.cards[key]
    (found,) = (
        group
        for group in lane_row(document, key).groups
        if group.meaning.id == wanted and group.meaning.role in ("card", "point")
    )
    return found


def words_of(group: Group) -> str:
    return " ".join(line for each in group.shapes if isinstance(each, Text) for line in each.lines)


def test_keys_and_names_are_their_own() -> None:
    for name in ("key", "name", "card_name", "hint", "icon"):
        values = [getattr(kind, name) for kind in LANE_TYPES]
        assert all(values) and len(set(values)) == len(values)
    for kind in LANE_TYPES:
        assert lane_type(kind.key) is kind is drawn_as(kind.key)
        assert kind.key in tokens.load("paper").lanes


def test_unknown_types_are_drawn_as_free_lanes() -> None:
    assert lane_type("novel") is None and drawn_as("novel").key == "free"
    document, novel = lanes.add(NAMED.document, NAMED.map, "novel", name="Same")
    document, free = lanes.add(document, NAMED.map, "free", name="Same")
    document, _ = cards.add(document, novel, NAMED.steps[0], "Words", payload={"anything": [1, {"goes": None}]})
    document, _ = cards.add(document, free, NAMED.steps[0], "Words")
    rows = {row.id: row for row in fresh_drawing(document, NAMED.map).rows}
    assert [group.shapes for group in rows[novel].groups] == [group.shapes for group in rows[free].groups]


@KINDS
def test_fields_are_fields_of_the_card_or_of_its_payload(kind: LaneType) -> None:
    names = [field.name for field in kind.fields]
    assert len(names) == len(set(names))
    for field in kind.fields:
        owner = Card if field.common else kind.payload
        assert field.name in owner.model_fields or field.kind == "links"
        if field.kind in ("choice", "level"):
            assert field.choices
        if field.kind == "number":
            assert field.low < field.high
    own = set(kind.payload.model_fields) - set(names)
    assert own <= {"asset", "ratio"}, "every field of a payload can be edited"


@KINDS
def test_a_card_is_drawn_with_its_text_and_says_it(kind: LaneType) -> None:
    group = group_of(NAMED.document, kind.key)
    words = NAMED.document.cards[NAMED.cards[kind.key]].text
    assert words in words_of(group) and words in group.meaning.text
    assert group.width > 0 and group.height > 0 and group.shapes


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=lambda one: getattr(one, "key", getattr(one, "name", "")))
def test_the_extremes_of_a_field_are_held_drawn_and_read_back(kind: LaneType, field: fields.Field) -> None:
    card = NAMED.cards[kind.key]
    values = field_values(field, NAMED.personas)
    assert values
    for value in values:
        document = fields.change(NAMED.document, [card], field, value)
        assert fields.value(document, [card], field) == value
        group = group_of(document, kind.key)
        assert group.height > 0
        assert project.parse(project.dump(document)).cards[card] == document.cards[card]


@KINDS
def test_a_field_refuses_what_it_cannot_hold(kind: LaneType) -> None:
    card = NAMED.cards[kind.key]
    for field in kind.fields:
        wrong: object = "x" * 20_001 if field.kind in ("line", "text", "date", "persona") else object()
        if field.kind != "links":
            with pytest.raises(ValidationError):
                fields.change(NAMED.document, [card], field, wrong)
        if field.kind == "number":
            for beyond in (field.low - 0.1, field.high + 0.1, float("nan")):
                with pytest.raises(ValidationError):
                    fields.change(NAMED.document, [card], field, beyond)


@KINDS
def test_drafts_look_different_and_empty_cards_can_still_be_hit(kind: LaneType) -> None:
    card = NAMED.cards[kind.key]
    draft = cards.change(NAMED.document, [card], draft=True)
    if kind.key not in ("emotions", "pictures"):
        assert group_of(draft, kind.key).shapes != group_of(NAMED.document, kind.key).shapes
    for empty in (cards.change(document, [card], text="") for document in (NAMED.document, draft)):
        group = group_of(empty, kind.key)
        assert group.width >= 20 and group.height >= 20


@KINDS
def test_without_personas_and_steps_it_is_drawn_all_the_same(kind: LaneType) -> None:
    document = NAMED.document
    for one in NAMED.personas:
        document = personas.delete(document, one)
    group_of(document, kind.key)
    for one in NAMED.phases:
        document = phases.delete_phase(document, one)
    assert len(lane_row(document, kind.key).groups) >= 1


@KINDS
@given(data=st.data())
def test_what_it_is_drawn_from_decides_what_it_remembers(kind: LaneType, data: st.DataObject) -> None:
    """Change anything around a card: an engine that remembers and one that does not draw the same."""
    document = NAMED.document
    card, engine = NAMED.cards[kind.key], Engine(tokens.load("paper"))
    for _ in range(3):
        what = data.draw(
            st.sampled_from(("payload", "text", "link", "persona", "truth", "language", "colour", "width"))
        )
        if what == "payload":
            values = data.draw(payloads(kind.key, NAMED.personas))
            document = cards.change_payload(document, [card], **values)
        elif what == "text":
            document = cards.change(document, [card], text=data.draw(text))
        elif what == "link":
            other = data.draw(st.sampled_from(sorted(NAMED.cards.values())))
            if not links.refusal(document, other, card):
                document, _ = links.add(document, other, card)
        elif what == "persona":
            person = data.draw(st.sampled_from(NAMED.personas))
            document = phases.change(document, person, name=data.draw(text), colour="#123456")
        elif what == "truth":
            document = phases.change(document, NAMED.steps[0], moment_of_truth=True)
        elif what == "language":
            project_id = document.project.id
            document = phases.change(document, project_id, language=data.draw(st.sampled_from(["nl", "en", "de"])))
        elif what == "colour":
            document = phases.change(document, NAMED.lanes[kind.key], colour="#ABCDEF")
        else:
            document = phases.change(document, NAMED.steps[0], width=data.draw(st.sampled_from([0.0, 111.0, 400.0])))
        assert engine.layout(document, NAMED.map) == fresh_drawing(document, NAMED.map)


@KINDS
@given(data=st.data())
def test_a_payload_comes_back_from_any_other_lane(kind: LaneType, data: st.DataObject) -> None:
    card = NAMED.cards[kind.key]
    values = data.draw(payloads(kind.key, NAMED.personas))
    document = cards.change_payload(NAMED.document, [card], **values)
    before = document.cards[card].payload
    around = data.draw(st.lists(st.sampled_from(sorted(NAMED.lanes.values())), min_size=1, max_size=3))
    for lane in (*around, NAMED.lanes[kind.key]):
        document = cards.move(document, [card], lane, NAMED.steps[1])
        document = project.parse(project.dump(document))
    assert document.cards[card].payload == before


@KINDS
def test_unknown_fields_are_kept(kind: LaneType) -> None:
    document, card = cards.add(
        NAMED.document, NAMED.lanes[kind.key], NAMED.steps[0], "x", payload={"novel": {"deep": [1, None, "…"]}}
    )
    assert document.cards[card].payload.model_dump()["novel"] == {"deep": [1, None, "…"]}
    loaded = project.parse(project.dump(document))
    assert loaded == document


def test_pains_count_their_solutions_and_the_lane_those_without() -> None:
    def rail(document: Document) -> str:
        return words_of(lane_row(document, "pains").groups[0])

    document, second = cards.add(NAMED.document, NAMED.lanes["pains"], NAMED.steps[1], "Another")
    assert "2 without a solution" in rail(document)
    document, _ = links.add(document, NAMED.cards["solutions"], NAMED.cards["pains"])
    assert "1 solution" in words_of(group_of(document, "pains"))
    assert "1 without a solution" in rail(document)
    document, other = cards.add(document, NAMED.lanes["solutions"], NAMED.steps[1], "More")
    document, _ = links.add(document, other, NAMED.cards["pains"])
    document, _ = links.add(document, other, second)
    assert "2 solutions" in words_of(group_of(document, "pains"))
    assert "without" not in rail(document)
    assert "2 solutions" not in words_of(group_of(cards.delete(document, [other]), "pains"))


def test_each_persona_has_a_curve_and_a_line_in_the_legend() -> None:
    document = cards.delete(NAMED.document, [NAMED.cards["emotions"]])
    for whose in NAMED.personas:
        for step, value in zip(NAMED.steps, (1.0, -1.5, 0.0, 2.0), strict=True):
            document, _ = cards.add(
                document, NAMED.lanes["emotions"], step, payload={"value": value, "persona": whose, "word": "so"}
            )
    row = lane_row(document, "emotions")
    curves = [group for group in row.groups if group.meaning.role == "curve"]
    assert {group.meaning.id for group in curves} == set(NAMED.personas)
    assert len({group.shapes[0] for group in curves}) == 2
    assert all(name in words_of(row.groups[0]) for name in ("Ann", "Bob"))
    points = [group for group in row.groups if group.meaning.role == "point"]
    assert len(points) == 8
    for one, other in pairwise(sorted(points, key=lambda group: (group.y, group.x))):
        assert (one.x, one.y) != (other.x, other.y)


def test_a_moment_of_truth_is_marked_in_its_step_and_in_the_curve() -> None:
    document = cards.change_payload(NAMED.document, [NAMED.cards["touchpoints"]], moment_of_truth=True)
    drawing = fresh_drawing(document, NAMED.map)
    truth = drawing_colours(drawing.rows).count(tokens.load("paper").colours.truth)
    assert truth >= 5, "step, guide, its diamond, the chip and the legend"
    plain = fresh_drawing(NAMED.document, NAMED.map)
    assert tokens.load("paper").colours.truth not in drawing_colours(plain.rows)


def drawing_colours(rows: tuple[Row, ...]) -> list[str]:
    found = []
    for row in rows:
        for group in row.groups:
            for each in group.shapes:
                found += [getattr(each, name, None) for name in ("fill", "stroke")]
    return [one for one in found if one]


def test_maps_without_anything_are_drawn() -> None:
    document = NAMED.document.with_records([JourneyMap(id="bare", order="z1", title="")])
    assert fresh_drawing(document, "bare").height > 0
