"""The engine's memory only saves time."""

from __future__ import annotations

from dataclasses import replace

from cjdesigner.edit import cards, lanes, phases
from cjdesigner.layout.engine import Engine
from cjdesigner.model.looks import Look
from cjdesigner.theme import tokens
from tests.helpers.driver import fresh_drawing
from tests.helpers.maps import small_map


def test_cards_are_drawn_again_in_another_language() -> None:
    named = small_map()
    document = cards.change_payload(named.document, [named.cards["actions"]], channel="human")
    document = cards.change_payload(document, [named.cards["thoughts"]], kind="assumption")
    engine = Engine(tokens.load("paper"))
    before = engine.layout(document, named.map)
    dutch = phases.change(document, document.project.id, language="nl")
    after = engine.layout(dutch, named.map)
    assert after == fresh_drawing(dutch, named.map)
    assert after != before


def test_untouched_rows_are_the_same_objects() -> None:
    named = small_map()
    engine = Engine(tokens.load("paper"))
    before = {row.id: row for row in engine.layout(named.document, named.map).rows}
    changed = cards.change(named.document, [named.cards["pains"]], text="Something else")
    after = {row.id: row for row in engine.layout(changed, named.map).rows}
    lanes_there = set(named.lanes.values())
    assert {one for one in lanes_there if after[one].groups is not before[one].groups} == {named.lanes["pains"]}


def test_a_lane_is_as_high_as_its_name_and_note_need() -> None:
    named = small_map()
    lane = named.lanes["free"]
    document = phases.change(named.document, lane, name="Klantcontactmomenten in de afhandelingsprocedure " * 3)
    document = phases.change(document, lane, note="What else there is to tell about it, at some length")
    engine = Engine(tokens.load("paper"))
    row = next(row for row in engine.layout(document, named.map).rows if row.id == lane)
    before = next(row for row in engine.layout(named.document, named.map).rows if row.id == lane)
    assert row.height > before.height


def test_hidden_lanes_take_no_room() -> None:
    named = small_map()
    hidden = phases.change(named.document, named.lanes["free"], hidden=True)
    gone = lanes.delete(named.document, named.lanes["free"])
    assert fresh_drawing(hidden, named.map) == fresh_drawing(gone, named.map)


def test_the_scene_is_made_anew_only_for_what_changes_the_layout() -> None:
    named = small_map()
    engine = Engine(tokens.load("paper"))
    whole = engine.scene(named.document, named.map)
    assert engine.scene(named.document, named.map) is whole
    look = Look(folded=frozenset(named.phases[:1]))
    engine.looks = {named.map: look}
    folded = engine.scene(named.document, named.map)
    assert folded.folds and folded is not whole
    for tags in ("a", "b"):
        engine.looks = {named.map: replace(look, tags=frozenset([tags]))}
        assert engine.scene(named.document, named.map) is folded, "a filter only dims"
    changed = cards.change(named.document, [named.cards["pains"]], text="Something else")
    assert engine.scene(changed, named.map) is not folded
    engine.looks = {}
    assert engine.scene(named.document, named.map) == whole
