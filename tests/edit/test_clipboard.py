"""Cards taken out of a document and put into another: nothing is lost, nothing is shared, undo gives all back."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "helpers"))

from maps import documents, only_map, small_map  # noqa: E402

from cjdesigner.edit import cards, clipboard, filling, lanes, links, maps, personas, phases  # noqa: E402
from cjdesigner.edit.clipboard import Fragment  # noqa: E402
from cjdesigner.lanes.emotions import Emotion  # noqa: E402
from cjdesigner.model import queries  # noqa: E402
from cjdesigner.model.document import Document  # noqa: E402
from cjdesigner.model.history import History  # noqa: E402
from cjdesigner.model.invariants import findings  # noqa: E402
from cjdesigner.model.records import Card  # noqa: E402


def carried(document: Document, ids: list[str]) -> Fragment:
    """The fragment as another program's window would get it."""
    return Fragment.model_validate_json(clipboard.copy(document, ids).model_dump_json())


def held(card: Card) -> tuple[object, ...]:
    """All that a card says, but for what a place gives it."""
    values = card.payload.model_dump(exclude_defaults=True)
    values.pop("persona", None)
    fields = (card.type, card.text, card.notes, card.tags, card.owner, card.evidence, card.draft)
    return *fields, str(sorted(values.items()))


@given(documents(), st.data())
def test_what_is_pasted_says_the_same_and_undo_takes_it_back(document: Document, data: st.DataObject) -> None:
    map_id = only_map(document)
    ids = data.draw(st.lists(st.sampled_from(sorted(document.cards)), unique=True)) if document.cards else []
    target, other = document, map_id
    if data.draw(st.booleans()):
        target, other = maps.add_blank(maps.blank_document("nl"), "Other")
    before = list(findings(target))
    fragment = carried(document, ids)
    pasted, made = clipboard.paste(target, fragment, other)
    assert len(made) == len(ids) and not set(made) & set(target.cards)
    assert Counter(held(pasted.cards[one]) for one in made) == Counter(held(document.cards[one]) for one in ids)
    inside = [one for one in document.links.values() if one.source in ids and one.target in ids]
    assert Counter(one.kind for one in pasted.links.values() if one.source in made) == Counter(o.kind for o in inside)
    assert before or list(findings(pasted)) == []
    history = History(target)
    history.commit(pasted, "Paste")
    history.undo()
    assert history.document == target


@given(documents(spanning=False, linked=False), st.data())
def test_cards_of_one_map_keep_their_distances(document: Document, data: st.DataObject) -> None:
    map_id = only_map(document)
    shape = queries.structure(document, map_id)
    placed = [card for card in document.cards.values() if not document.lanes[card.lane].hidden]
    if not placed:
        return
    step = data.draw(st.sampled_from(shape.steps))
    card = data.draw(st.sampled_from(sorted(placed, key=lambda card: card.id)))
    fragment = carried(document, [one.id for one in placed])
    pasted, made = clipboard.paste(document, fragment, map_id, card.lane, step.id)
    column = queries.structure(pasted, map_id).column
    old = [one.card for one in fragment.cards]
    shift = {column[pasted.cards[new].start] - column[one.start] for one, new in zip(old, made, strict=True)}
    assert len(shift) == 1


def test_links_among_the_copied_come_along_and_others_do_not() -> None:
    one = small_map()
    document, _ = links.add(one.document, one.cards["solutions"], one.cards["pains"])
    document, _ = links.add(document, one.cards["actions"], one.cards["pains"])
    fragment = carried(document, [one.cards["solutions"], one.cards["pains"]])
    pasted, made = clipboard.paste(document, fragment, one.map, one.lanes["pains"], one.steps[2])
    new = [link for link in pasted.links.values() if link.id not in document.links]
    assert [(link.kind, link.source in made, link.target in made) for link in new] == [("mends", True, True)]


def test_rows_go_to_lanes_of_their_type_in_another_file() -> None:
    one = small_map()
    target = maps.blank_document("nl")
    map_id = only_map(target)
    shape = queries.structure(target, map_id)
    pains = next(lane for lane in shape.lanes if lane.type == "pains")
    ids = [one.cards["solutions"], one.cards["pains"], one.cards["thoughts"]]
    pasted, made = clipboard.paste(target, carried(one.document, ids), map_id, pains.id, shape.steps[0].id)
    got = {pasted.cards[card].type: pasted.lanes[pasted.cards[card].lane] for card in made}
    assert got["pains"] == pains and got["solutions"].id in target.lanes
    assert got["thoughts"].type == "thoughts" and got["thoughts"].id not in target.lanes


def test_a_card_takes_the_type_of_the_lane_it_is_pasted_into() -> None:
    one = small_map()
    document = cards.change_payload(one.document, [one.cards["emotions"]], word="relieved", value=1.0)
    fragment = carried(document, [one.cards["emotions"]])
    pasted, made = clipboard.paste(document, fragment, one.map, one.lanes["actions"], one.steps[1])
    assert (pasted.cards[made[0]].type, pasted.cards[made[0]].text) == ("actions", "Emotion one")


def test_personas_are_known_by_name_or_brought_along() -> None:
    one = small_map()
    document = cards.change_payload(one.document, [one.cards["emotions"]], persona=one.personas[0])
    fragment = carried(document, [one.cards["emotions"]])
    stranger = maps.blank_document("en")
    known, ann = personas.add(stranger, "ann")
    for target, expected in ((stranger, None), (known, ann)):
        pasted, made = clipboard.paste(target, fragment, only_map(target))
        payload = pasted.cards[made[0]].payload
        assert isinstance(payload, Emotion)
        assert pasted.personas[payload.persona].name.casefold() == "ann"
        assert payload.persona == (expected or payload.persona)
        assert payload.persona in pasted.maps[only_map(target)].personas


def test_steps_that_lack_are_added_with_their_names() -> None:
    one = small_map()
    document, second = cards.add(one.document, one.lanes["actions"], one.steps[2], "far")
    fragment = carried(document, [one.cards["actions"], second])
    pasted, made = clipboard.paste(document, fragment, one.map, one.lanes["actions"], one.steps[3])
    shape = queries.structure(pasted, one.map)
    assert [step.name for step in shape.steps] == ["Look", "Choose", "Buy", "Use", "Choose", "Buy"]
    assert [shape.column[pasted.cards[card].start] for card in made] == [3, 5]


def test_pasted_right_after_the_chosen_card() -> None:
    one = small_map()
    document, last = cards.add(one.document, one.lanes["actions"], one.steps[0], "last")
    fragment = carried(document, [one.cards["actions"]])
    pasted, made = clipboard.paste(document, fragment, one.map, one.lanes["actions"], one.steps[0], 1)
    here = [card.id for card in queries.cell(pasted, one.lanes["actions"], one.steps[0])]
    assert here == [one.cards["actions"], made[0], last]


def test_a_fragment_of_nonsense_is_refused() -> None:
    for text in ("", "[]", '{"cards": 3}', '{"cards": [{"card": {"text": "no id"}}]}'):
        with pytest.raises(ValidationError):
            Fragment.model_validate_json(text)


def test_texts_as_a_table() -> None:
    one = small_map()
    document, _ = cards.add(one.document, one.lanes["actions"], one.steps[0], "more")
    document, far = cards.add(document, one.lanes["pains"], one.steps[2], "late")
    ids = [card.id for card in document.cards.values() if card.lane == one.lanes["actions"]]
    assert clipboard.grid(clipboard.copy(document, [far, *ids])) == [["Action one\nmore", "", ""], ["", "", "late"]]


def test_a_table_fills_cells_and_the_map_grows() -> None:
    one = small_map()
    rows = [["a", "-", "b\nc"], [], ["1", "calm"]]
    pasted, made = filling.fill(one.document, one.map, one.lanes["touchpoints"], one.steps[2], rows)
    shape = queries.structure(pasted, one.map)
    assert len(shape.steps) == 5 and len(made) == filling.count(rows) == 5
    place = [(pasted.cards[card].type, shape.column[pasted.cards[card].start]) for card in made]
    assert place == [("touchpoints", 2), ("touchpoints", 4), ("touchpoints", 4), ("emotions", 2), ("emotions", 3)]
    calm = pasted.cards[made[-1]].payload
    assert isinstance(calm, Emotion) and calm.word == "calm"
    assert pasted.cards[made[-2]].payload == Emotion(value=1.0, persona=one.personas[0])


def test_a_table_below_the_last_lane_brings_lanes() -> None:
    one = small_map()
    last = queries.structure(one.document, one.map).lanes[-1]
    pasted, _ = filling.fill(one.document, one.map, last.id, one.steps[0], [["x"], ["y"], ["z"]])
    assert len(pasted.lanes) == len(one.document.lanes) + 2
    assert list(findings(pasted)) == []


def test_lines_without_a_cell_are_parked() -> None:
    one = small_map()
    pasted, made = filling.add_lines(one.document, one.map, "", "", ["one", "two"])
    assert [card.text for card in queries.parked(pasted, one.map)] == ["one", "two"]
    assert [card.id for card in queries.parked(pasted, one.map)] == made


def test_a_paste_into_an_empty_map() -> None:
    one = small_map()
    target = maps.blank_document("en")
    map_id = only_map(target)
    shape = queries.structure(target, map_id)
    target = phases.delete_phase(target, shape.phases[0].id)
    for lane in shape.lanes:
        target = lanes.delete(target, lane.id)
    pasted, made = clipboard.paste(target, carried(one.document, list(one.cards.values())), map_id)
    assert len(made) == len(one.cards) and list(findings(pasted)) == []
    assert not queries.parked(pasted, map_id)
