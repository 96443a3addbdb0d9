"""Saved views: made, changed, named, ordered and deleted, and what they keep."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from cjdesigner.edit import phases, views
from cjdesigner.model import queries
from cjdesigner.model.looks import Look, look_of
from tests.helpers.maps import Named, small_map


@pytest.fixture
def made() -> Named:
    return small_map()


def test_a_view_keeps_a_look(made: Named) -> None:
    look = Look(
        hidden_steps=frozenset({made.steps[0]}),
        folded=frozenset({made.phases[1]}),
        tags=frozenset({"delivery"}),
        severities=frozenset({3, 2}),
        types=frozenset({"pains"}),
    )
    document, view_id = views.add(made.document, made.map, "For the board", look)
    kept = look_of(document.views[view_id])
    assert kept == Look(**{**vars(look), "hidden_lanes": frozenset()})
    assert queries.views(document, made.map)[0].name == "For the board"


def test_lanes_hidden_by_the_map_stay_hidden_in_the_view(made: Named) -> None:
    lane = next(iter(made.document.lanes))
    document, view_id = views.add(phases.change(made.document, lane, hidden=True), made.map, "Short", Look())
    shown = phases.change(document, lane, hidden=False)
    assert look_of(shown.views[view_id]).hidden_lanes == {lane}


def test_what_is_gone_is_not_kept(made: Named) -> None:
    look = Look(hidden_steps=frozenset({made.steps[0], "gone"}), folded=frozenset({"gone"}))
    document, view_id = views.add(made.document, made.map, "v", look)
    assert (document.views[view_id].hidden_steps, document.views[view_id].folded) == ((made.steps[0],), ())


def test_update_rename_order_and_delete(made: Named) -> None:
    document, first = views.add(made.document, made.map, "one", Look(tags=frozenset({"a"})))
    document, second = views.add(document, made.map, "two", Look())
    assert [view.name for view in queries.views(document, made.map)] == ["one", "two"]
    document = views.move(document, second, 0)
    assert [view.name for view in queries.views(document, made.map)] == ["two", "one"]
    assert views.move(document, second, 0) is document
    document = views.update(document, first, Look(owners=frozenset({"Ann"})))
    assert (document.views[first].tags, document.views[first].owners) == ((), ("Ann",))
    document = views.rename(document, first, "mine")
    assert document.views[first].name == "mine"
    with pytest.raises(ValidationError):
        views.rename(document, first, "x" * 20_001)
    document = views.delete(document, second)
    assert list(document.views) == [first]


def test_a_free_name(made: Named) -> None:
    document, _ = views.add(made.document, made.map, views.free_name(made.document, made.map), Look())
    assert views.free_name(document, made.map) == "New view 2"
    assert views.free_name(document, made.map, "Board") == "Board"
