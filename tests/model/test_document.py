"""The document as a value, its records, and the questions asked about it."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from cjdesigner.model import ids, queries
from cjdesigner.model.document import Document
from cjdesigner.model.invariants import findings
from cjdesigner.model.records import (
    COLLECTIONS,
    Asset,
    Card,
    JourneyMap,
    Lane,
    Link,
    Persona,
    Phase,
    Project,
    Record,
    Step,
    copied,
)


@pytest.fixture
def small() -> Document:
    """One map of two phases: steps s1, s2 and s3; a lane with three cards, and one parked."""
    records: list[Record] = [
        Persona(id="who", order="V"),
        JourneyMap(id="m", order="V", personas=("who",), targets=("who",)),
        Phase(id="late", map="m", order="W"),
        Phase(id="early", map="m", order="V"),
        Step(id="s3", phase="late", order="A"),
        Step(id="s2", phase="early", order="V"),
        Step(id="s1", phase="early", order="V"),
        Lane(id="lane", map="m", order="V", type="free"),
        Card(id="c2", map="m", lane="lane", type="free", start="s1", order="V"),
        Card(id="c1", map="m", lane="lane", type="free", start="s1", order="V"),
        Card(id="wide", map="m", lane="lane", type="free", start="s3", end="s2", order="V"),
        Card(id="tray", map="m", type="free", order="V"),
        Link(id="link", map="m", source="c1", target="s3"),
    ]
    return Document(Project(id="p")).with_records(records)


def test_records_are_frozen_and_strict() -> None:
    card = Card(id="c")
    with pytest.raises(ValidationError):
        card.text = "x"
    for wrong in ({"id": 5}, {"id": "c", "text": None}, {"id": "c", "draft": 1}, {"id": "c", "tags": ["x", 1]}, {}):
        with pytest.raises(ValidationError):
            Card.model_validate(wrong)
    for width in (float("nan"), float("inf"), -1.0, 1e6):
        with pytest.raises(ValidationError):
            Step(id="s", width=width)


def test_every_record_needs_no_more_than_an_id_and_puts_it_first() -> None:
    for kind in (Project, *COLLECTIONS):
        assert next(iter(kind.model_fields)) == "id"
        assert list(kind(id="x").model_dump(exclude_defaults=True)) == ["id"]
    assert COLLECTIONS[-1] is Asset


def test_copied_gives_the_same_object_when_nothing_changes() -> None:
    card = Card(id="c", text="x")
    assert copied(card, text="x") is card
    assert copied(card, text="y").text == "y"
    assert card.text == "x"


def test_untouched_collections_stay_the_same_objects(small: Document) -> None:
    card = small.cards["c1"]
    other = small.with_records([copied(card, text="new")])
    assert other.steps is small.steps
    assert small.cards["c1"].text == ""
    assert other.cards["c1"].text == "new"
    assert small.with_records([card]) is small
    assert small.with_records(without=[Card(id="never")]) is small
    assert "c1" not in small.with_records(without=[card]).cards


def test_a_record_taken_out_and_put_in_is_in(small: Document) -> None:
    card = small.cards["c1"]
    assert small.with_records([card], [card]) == small


def test_finding(small: Document) -> None:
    assert small.find("s2") is small.steps["s2"]
    assert small.find("p") is small.project
    assert small.find("never") is None
    assert small.collection("project") == {"p": small.project}


def test_structure(small: Document) -> None:
    shape = queries.structure(small, "m")
    assert [phase.id for phase in shape.phases] == ["early", "late"]
    assert [step.id for step in shape.steps] == ["s1", "s2", "s3"]
    assert shape.span(small.cards["c1"]) == (0, 0)
    assert shape.span(small.cards["wide"]) == (1, 2)
    assert shape.span(small.cards["tray"]) is None
    assert shape.span(copied(small.cards["c1"], end="gone")) == (0, 0)
    assert queries.structure(small, "m") is shape
    moved = small.with_records([copied(small.steps["s1"], order="X")])
    assert [step.id for step in queries.structure(moved, "m").steps] == ["s2", "s1", "s3"]
    with pytest.raises(KeyError):
        queries.structure(small, "never")


def test_where_things_are(small: Document) -> None:
    assert [card.id for card in queries.cell(small, "lane", "s1")] == ["c1", "c2"]
    assert [card.id for card in queries.parked(small, "m")] == ["tray"]
    assert {key: len(cards) for key, cards in queries.cards_by_lane(small, "m").items()} == {"lane": 3, "": 1}
    assert [link.id for link in queries.links_of(small, "s3")] == ["link"]
    places = ("m", "early", "s3", "lane", "c1", "link", "p", "who")
    assert [queries.map_of(small, small.find(key) or small.project) for key in places] == [*"mmmmmm", "", ""]


def test_a_sound_document_has_no_findings(small: Document) -> None:
    assert list(findings(small)) == []


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (Phase(id="late", map="gone", order="W"), "phases late: map names “gone”"),
        (Phase(id="late", order="W"), "phases late: map names “”"),
        (Step(id="s3", phase="gone", order="A"), "steps s3: phase names “gone”"),
        (Step(id="s3", phase="late", order="0"), "steps s3: “0” is not an order key"),
        (Lane(id="lane", map="m", order="V", type="pains"), "a card of type “free” in a lane of type “pains”"),
        (Card(id="c1", map="m", lane="gone", type="free", start="s1", order="V"), "cards c1: lane names “gone”"),
        (Card(id="c1", map="m", lane="lane", type="free", start="s1", end="x", order="V"), "cards c1: end names “x”"),
        (Link(id="link", map="m", source="c1", target="gone"), "links link: target names “gone”"),
        (Link(id="link", map="m", source="c1", target="s3", persona="gone"), "links link: persona names “gone”"),
        (JourneyMap(id="m", order="V", targets=("gone",)), "maps m: targets names “gone”"),
        (JourneyMap(id="m", order="V", future_of="gone"), "maps m: future_of names “gone”"),
        (Persona(id="who", order="V", picture="gone"), "personas who: picture names “gone”"),
    ],
)
def test_findings(small: Document, record: Record, expected: str) -> None:
    assert any(expected in sentence for sentence in findings(small.with_records([record])))


def test_a_card_in_two_maps_is_found(small: Document) -> None:
    other = JourneyMap(id="n", order="W")
    astray = copied(small.cards["c1"], map="n")
    found = list(findings(small.with_records([other, astray])))
    assert any("its lane belongs to another map" in sentence for sentence in found)
    assert any("its step belongs to another map" in sentence for sentence in found)


def test_a_project_without_a_map_is_found() -> None:
    assert list(findings(Document(Project(id="p")))) == ["The project has no map."]


def test_new_ids_are_random_and_not_ordered_by_time() -> None:
    found = [ids.new_id() for _ in range(500)]
    assert len(set(found)) == 500
    assert found != sorted(found)
    assert all(len(each) == 12 and set(each) <= set(ids.ALPHABET) for each in found)
