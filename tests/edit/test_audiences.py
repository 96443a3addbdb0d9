"""What an audience is not to see is nowhere in the document that is made for it."""

from __future__ import annotations

import pytest

from cjdesigner.edit import audiences, maps
from cjdesigner.files import project
from cjdesigner.model.document import Document
from cjdesigner.model.invariants import findings
from cjdesigner.model.records import Audience, Card, Persona, copied

SECRET = "Zebra-quagga-7"


def with_secret(document: Document, **fields: object) -> tuple[Document, Card]:
    card = next(one for one in document.cards.values() if one.type == "pains")
    changed = copied(card, **fields)
    return document.with_records([changed]), changed


@pytest.mark.parametrize(
    ("field", "value", "hides"),
    [
        ("owner", SECRET, "without_owners"),
        ("notes", SECRET, "without_notes"),
        ("evidence", SECRET, "without_evidence"),
        ("tags", (SECRET,), "without_tags"),
    ],
)
def test_a_hidden_field_is_nowhere_in_the_bytes(sample, field, value, hides) -> None:
    document, card = with_secret(sample, **{field: value})
    assert SECRET.encode() in project.dump(document)
    made = audiences.for_audience(document, Audience(id="a", **{hides: True}))
    assert SECRET.encode() not in project.dump(made)
    assert made.cards[card.id].text == card.text


def test_drafts_go_with_their_links(sample) -> None:
    document, card = with_secret(sample, text=SECRET, draft=True)
    made = audiences.for_audience(document, Audience(id="a", without_drafts=True))
    assert card.id not in made.cards
    assert not [link for link in made.links.values() if card.id in (link.source, link.target)]
    assert not list(findings(made))


def test_a_lane_type_goes_with_its_cards(sample) -> None:
    made = audiences.for_audience(sample, Audience(id="a", lane_types=("solutions",)))
    assert sample.cards != made.cards
    assert not [card for card in made.cards.values() if card.type == "solutions"]
    assert not list(findings(made))


def test_a_persona_goes_with_its_curve(sample) -> None:
    gone = next(iter(sample.personas))
    made = audiences.for_audience(sample, Audience(id="a", personas=(gone,)))
    assert gone.encode() not in project.dump(made)
    assert not list(findings(made))


def test_unknown_fields_and_kinds_go_too(sample) -> None:
    tree = project.dump(sample).decode().replace('"title":', f'"secret": "{SECRET}",\n    "title":', 1)
    document = project.parse(tree.encode())
    assert SECRET.encode() in project.dump(document)
    made = audiences.for_audience(document, Audience(id="a", without_notes=True))
    assert SECRET.encode() not in project.dump(made)


def test_other_maps_are_left_out(sample) -> None:
    one = next(iter(sample.maps))
    made = audiences.for_audience(sample, Audience(id="a", without_notes=True), [one])
    assert set(made.maps) == {one}
    assert not list(findings(made))


def test_who_sees_everything_gets_the_document_itself(sample) -> None:
    assert audiences.for_audience(sample, Audience(id="a", name="All")) is sample
    assert audiences.for_audience(sample, None) is sample


def test_profiles_are_kept_in_the_file_and_in_order(sample) -> None:
    document, first = audiences.add(sample, "Client", without_notes=True)
    document, second = audiences.add(document, "Team")
    again = project.parse(project.dump(document))
    assert [one.id for one in sorted(again.audiences.values(), key=lambda one: one.order)] == [first, second]
    assert audiences.delete(audiences.delete(document, first), second) == sample


def test_a_map_is_copied_with_its_views_and_stops(sample) -> None:
    from cjdesigner.model.records import Stop, View

    one = next(iter(sample.maps))
    lane = next(lane.id for lane in sample.lanes.values() if lane.map == one)
    document = sample.with_records([View(id="v", map=one, hidden_lanes=(lane,)), Stop(id="s", map=one, shows=(lane,))])
    document, copy = maps.duplicate(document, one)
    view = next(view for view in document.views.values() if view.map == copy)
    assert document.lanes[view.hidden_lanes[0]].map == copy
    assert set(maps.delete(document, copy).views) == {"v"}


def test_parked_cards_stay_at_home(sample) -> None:
    document = sample.with_records([Card(id="parked", map=next(iter(sample.maps)), type="solutions", text=SECRET)])
    made = audiences.for_audience(document, Audience(id="a", without_notes=True))
    assert "parked" not in made.cards and SECRET.encode() not in project.dump(made)


def test_a_profile_is_narrowed_by_lanes_and_personas(sample) -> None:
    lane, person = next(iter(sample.lanes)), next(iter(sample.personas))
    profile = Audience(id="a", name="Client", without_notes=True, lanes=("x",))
    made = audiences.narrowed(profile, [lane], [person])
    assert made is not None and made.without_notes and made.lanes == ("x", lane) and made.personas == (person,)
    assert audiences.narrowed(profile, [], []) is profile and audiences.narrowed(None, (), ()) is None
    assert lane not in audiences.for_audience(sample, audiences.narrowed(None, [lane], ())).lanes


def test_a_profile_is_changed_in_place(sample) -> None:
    document, made = audiences.add(sample, "Client", without_notes=True)
    document = audiences.change(document, made, name="Customer", without_votes=True)
    changed = document.audiences[made]
    assert (changed.name, changed.without_notes, changed.without_votes) == ("Customer", True, True)


def test_who_gets_one_map_learns_nothing_of_the_personas_of_others(sample) -> None:
    document, other = maps.add_blank(sample, "Other")
    stranger = Persona(id="stranger", order="z", name=SECRET)
    journey = copied(document.maps[other], personas=("stranger",))
    document = document.with_records([stranger, journey])
    one = next(iter(sample.maps))
    profile = Audience(id="a", without_votes=True)
    assert SECRET.encode() not in project.dump(audiences.for_audience(document, profile, [one]))
    assert "stranger" in audiences.for_audience(document, profile).personas
    kept = audiences.for_audience(document, profile, [one])
    assert set(sample.maps[one].personas) == set(kept.personas) and not list(findings(kept))
