"""Three-way merge: what both did is there, what both changed is told, and nothing that it needs is gone."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjdesigner.edit import cards, lanes, links, personas, phases
from cjdesigner.edit.merging import merge, settled
from cjdesigner.model import queries
from cjdesigner.model.diff import diff
from cjdesigner.model.document import Document
from cjdesigner.model.invariants import findings
from cjdesigner.model.records import KINDS, Conflict, Project, copied
from tests.helpers.maps import Named, documents, small_map

seeds = st.integers(0, 2**32)


def changed(document: Document, card_id: str, **fields: object) -> Document:
    return document.with_records([copied(document.cards[card_id], **fields)])


def edited(document: Document, seed: int) -> Document:
    """The document after some of the things that people do."""
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 6)):
        cards_, steps, rows = list(document.cards), list(document.steps), list(document.lanes)
        word = chance.choice(["a", "b", "naïve 客户", ""])
        match chance.randrange(11):
            case 0 | 1 | 2 if cards_:
                name = chance.choice(["text", "notes", "owner", "evidence"])
                document = changed(document, chance.choice(cards_), **{name: word})
            case 3 if cards_ and steps and rows:
                card = chance.choice(cards_)
                lane = document.cards[card].lane or chance.choice(rows)
                document = cards.move(document, [card], lane, chance.choice(steps), chance.randrange(3))
            case 4 if steps and rows:
                document, _ = cards.add(document, chance.choice(rows), chance.choice(steps), word)
            case 5 if cards_:
                document = cards.delete(document, [chance.choice(cards_)])
            case 6 if len(rows) > 1:
                document = lanes.delete(document, chance.choice(rows))
            case 7 if len(steps) > 1:
                document = phases.delete_step(document, chance.choice(steps))
            case 8 if cards_:
                document = changed(document, chance.choice(cards_), tags=tuple(chance.sample("abcde", 2)))
            case 9 if document.personas:
                document = personas.delete(document, chance.choice(list(document.personas)))
            case 10:
                document = phases.change(document, document.project.id, title=word)
    return document


@given(documents(), seeds, seeds)
def test_nothing_of_either_side_is_dropped(base: Document, one: int, other: int) -> None:
    ours, theirs = edited(base, one), edited(base, other)
    merged, conflicts, kept = merge(base, ours, theirs)
    told = {(conflict.record, conflict.field) for conflict in conflicts}
    for change in (*diff(base, ours), *diff(base, theirs)):
        there = merged.find(change.id)
        if change.after is None:
            continue
        assert there is not None, "what one side has added or changed is there"
        for name, value in change.after:
            if change.before is not None and getattr(change.before, name) == value:
                continue
            if isinstance(value, tuple):
                assert set(value) <= set(getattr(there, name)) | set(getattr(change.before, name, ()))
            elif getattr(there, name) != value:
                place = "place" if name in ("map", "phase", "lane", "start", "end", "order") else name
                assert any(record == change.id and field.partition(".")[0] == place for record, field in told)
    assert set(findings(merged)) <= set(findings(ours)) | set(findings(theirs)) | set(findings(base))
    for change in diff(base, ours):
        if change.after is None and merged.find(change.id) is not None:
            assert any(record.id == change.id for record in kept)


@given(documents(), seeds)
def test_who_is_alone_gets_what_they_did(base: Document, seed: int) -> None:
    ours = edited(base, seed)
    assert merge(base, ours, base).document == ours
    assert merge(base, base, ours).document == ours
    assert merge(base, ours, ours).document == ours


@given(documents(), seeds, seeds)
def test_sides_may_be_exchanged_where_nothing_is_in_dispute(base: Document, one: int, other: int) -> None:
    ours, theirs = edited(base, one), edited(base, other)
    there, back = merge(base, ours, theirs), merge(base, theirs, ours)
    assert len(there.conflicts) == len(back.conflicts)
    if not there.conflicts:
        assert {kind: set(there.document.collection(kind)) for kind in KINDS} == {
            kind: set(back.document.collection(kind)) for kind in KINDS
        }


def test_fields_of_one_card_from_both_sides() -> None:
    made = small_map()
    card = made.cards["pains"]
    ours = changed(made.document, card, text="ours", tags=("a",))
    theirs = cards.change_payload(changed(made.document, card, notes="theirs", tags=("b",)), [card], severity=3)
    merged, conflicts, _ = merge(made.document, ours, theirs)
    found = merged.cards[card]
    assert (found.text, found.notes, found.tags) == ("ours", "theirs", ("a", "b"))
    assert found.payload.get("severity", 0) == 3
    assert conflicts == ()


def test_a_dispute_is_kept_in_the_document_and_can_be_settled() -> None:
    made = small_map()
    card = made.cards["pains"]
    ours = cards.change_payload(changed(made.document, card, text="ours"), [card], severity=1)
    theirs = cards.change_payload(changed(made.document, card, text="theirs"), [card], severity=3)
    theirs = cards.move(theirs, [card], made.lanes["pains"], made.steps[2], 0)
    ours = cards.move(ours, [card], made.lanes["pains"], made.steps[1], 0)
    merged, conflicts, _ = merge(made.document, ours, theirs)
    assert merged.cards[card] == ours.cards[card]
    assert {one.field for one in conflicts} == {"text", "place", "payload.severity"}
    (text,) = (one for one in conflicts if one.field == "text")
    assert (text.base, text.ours, text.theirs) == ('"Pain point one"', '"ours"', '"theirs"')
    assert set(merged.conflicts) == {one.id for one in conflicts}
    assert settled(merged, dict.fromkeys(merged.conflicts, False)) == ours
    assert settled(merged, dict.fromkeys(merged.conflicts, True)).cards[card] == theirs.cards[card]


def test_a_deleted_lane_that_the_other_side_has_used_stays() -> None:
    made = small_map()
    lane = made.lanes["actions"]
    ours = lanes.delete(made.document, lane)
    theirs, card = cards.add(made.document, lane, made.steps[1], "new")
    merged, conflicts, kept = merge(made.document, ours, theirs)
    assert card in merged.cards
    assert lane in merged.lanes
    assert made.cards["actions"] not in merged.cards, "it was deleted, and nobody has touched it"
    assert [record.id for record in kept] == [lane]
    assert not conflicts


def test_a_deleted_card_that_the_other_side_has_linked_or_changed_stays() -> None:
    made: Named = small_map()
    pain, fix = made.cards["pains"], made.cards["solutions"]
    ours = cards.delete(made.document, [pain, fix])
    theirs, link = links.add(made.document, fix, pain)
    theirs = changed(theirs, fix, owner="Ann")
    merged, _, kept = merge(made.document, ours, theirs)
    assert {pain, fix} <= set(merged.cards)
    assert link in merged.links
    assert {record.id for record in kept} == {pain, fix}
    assert not list(findings(merged))


def test_without_a_base_everything_is_there() -> None:
    one, other = small_map().document, small_map().document
    merged = merge(None, one, other).document
    for kind in KINDS:
        if kind not in ("project", "conflicts"):
            assert set(merged.collection(kind)) == set(one.collection(kind)) | set(other.collection(kind))


def test_what_this_version_does_not_know_is_merged_as_well() -> None:
    base = Document(Project.model_validate({"id": "p", "x": {"a": 1, "b": 1}}), unknown={"y": 1, "z": [1]})
    ours = Document(Project.model_validate({"id": "p", "x": {"a": 2, "b": 1}, "n": 1}), unknown={"y": 2, "z": [1]})
    theirs = Document(Project.model_validate({"id": "p", "x": {"a": 1, "b": 2}, "m": 1}), unknown={"y": 1, "w": 1})
    merged, conflicts, _ = merge(base, ours, theirs)
    assert merged.project.__pydantic_extra__ == {"x": {"a": 2, "b": 2}, "n": 1, "m": 1}
    assert merged.unknown == {"y": 2, "w": 1}
    assert not conflicts


def test_a_dispute_about_what_is_unknown_is_settled_where_it_stands() -> None:
    base, ours, theirs = (Document(Project(id="p"), unknown={"y": number}) for number in (1, 2, 3))
    merged, (conflict,), _ = merge(base, ours, theirs)
    assert settled(merged, {conflict.id: True}) == theirs
    assert settled(merged, {conflict.id: False}) == ours


def test_rows_stay_in_order_when_both_add() -> None:
    made = small_map()
    ours, mine = phases.add_phase(made.document, made.map, "Ours", 1)
    theirs, other = phases.add_phase(made.document, made.map, "Theirs", 1)
    merged = merge(made.document, ours, theirs).document
    order = [phase.id for phase in queries.structure(merged, made.map).phases]
    assert order in ([made.phases[0], *both, made.phases[1]] for both in ([mine, other], [other, mine]))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", '"other"'),
        ("text", "5"),
        ("text", ""),
        ("text", "[" * 100_000),
        ("place", '{"lane": []}'),
        ("payload.severity", '"<b>"'),
        ("payload.severity.deep", "1"),
        ("text.deep", "1"),
        ("payload", '{"type": "pains", "payload": 5}'),
    ],
)
def test_a_conflict_that_a_file_has_made_up_changes_nothing(field: str, value: str) -> None:
    made = small_map()
    conflict = Conflict(id="c", record=made.cards["pains"], field=field, theirs=value)
    with pytest.raises(ValueError):
        settled(made.document.with_records([conflict]), {"c": True})


def test_a_conflict_about_nothing_goes() -> None:
    made = small_map()
    document = made.document.with_records([Conflict(id="c", record="gone", field="text", theirs='"x"')])
    assert settled(document, {"c": True, "none": True}) == made.document
