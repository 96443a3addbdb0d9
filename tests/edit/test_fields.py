"""Fields of several records at once: what they share, and setting them."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from cjdesigner.edit import cards, fields, maps, personas
from cjdesigner.lanes.fields import OWNER, Field
from cjdesigner.model import queries
from cjdesigner.model.document import Document

SEVERITY = Field("severity", "Severity", "level")
TAKES_PART = Field("takes_part", "", "switch")
TARGET = Field("target", "", "switch")


@pytest.fixture
def document() -> Document:
    return maps.blank_document("en")


def _map(document: Document) -> str:
    return queries.maps(document)[0].id


def _card(document: Document, lane_type: str) -> tuple[Document, str]:
    shape = queries.structure(document, _map(document))
    lane = next(lane for lane in shape.lanes if lane.type == lane_type)
    return cards.add(document, lane.id, shape.steps[0].id)


def test_shared_value_or_mixed(document: Document) -> None:
    document, one = _card(document, "pains")
    document, two = _card(document, "pains")
    assert fields.value(document, [one, two], OWNER) == ""
    document = cards.change(document, [one], owner="Shop")
    assert fields.value(document, [one, two], OWNER) is fields.MIXED
    assert fields.value(document, [one], OWNER) == "Shop"
    assert fields.value(document, ["gone"], OWNER) is None


def test_a_payload_field_skips_cards_that_lack_it(document: Document) -> None:
    document, pain = _card(document, "pains")
    document, action = _card(document, "actions")
    changed = fields.change(document, [pain, action], SEVERITY, 3)
    assert fields.value(changed, [pain, action], SEVERITY) == 3
    assert changed.cards[action] is document.cards[action]


def test_a_bad_value_is_refused_and_nothing_changes(document: Document) -> None:
    document, pain = _card(document, "pains")
    with pytest.raises(ValidationError):
        fields.change(document, [pain], SEVERITY, 7)
    with pytest.raises(ValidationError):
        fields.change(document, [pain], OWNER, "x" * 20_001)


def test_other_records_and_the_project(document: Document) -> None:
    lane = queries.structure(document, _map(document)).lanes[0]
    hidden = Field("hidden", "", "switch")
    assert fields.value(fields.change(document, [lane.id], hidden, True), [lane.id], hidden) is True
    title = Field("title", "", "line")
    changed = fields.change(document, [document.project.id], title, "Shop")
    assert changed.project.title == "Shop"


def test_setting_what_it_was_gives_the_same_document(document: Document) -> None:
    document, pain = _card(document, "pains")
    assert fields.change(document, [pain], OWNER, "") is document
    assert fields.change(document, ["gone"], OWNER, "x") is document


def test_a_target_takes_part_and_leaving_is_no_target(document: Document) -> None:
    map_id = _map(document)
    document, persona = personas.add(document, "Sanne")
    assert fields.value(document, [persona], TAKES_PART, map_id) is False
    document = fields.change(document, [persona], TARGET, True, map_id)
    assert fields.value(document, [persona], TAKES_PART, map_id) is True
    assert document.maps[map_id].targets == (persona,)
    document = fields.change(document, [persona], TAKES_PART, False, map_id)
    assert document.maps[map_id].targets == ()
