"""A map's own tour: each edit makes another document, leaves the other stops alone and can be undone."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from cjdesigner.edit import tours
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.history import History
from cjdesigner.model.records import Stop
from tests.helpers.maps import only_map, small_map


def names(document: Document) -> list[str]:
    return [stop.name for stop in queries.stops(document, only_map(document))]


def with_tour(*wanted: str) -> tuple[Document, list[str]]:
    document = small_map().document
    return tours.begin(document, only_map(document), [Stop(id=f"t{name}", name=name) for name in wanted])


def test_it_begins_with_copies_in_their_order_and_ends_without_a_trace() -> None:
    before = small_map().document
    document, made = tours.begin(before, only_map(before), [Stop(id="x", name="a"), Stop(id="y", name="b")])
    assert names(document) == ["a", "b"] and len(set(made) | {"x", "y"}) == 4
    again, _ = tours.begin(document, only_map(before), [Stop(id="x", name="c")])
    assert names(again) == ["c"]
    assert tours.forget(document, only_map(before)) == before


def test_stops_move_together_in_the_order_they_have() -> None:
    document, made = with_tour("a", "b", "c", "d")
    assert names(tours.move(document, [made[3], made[1]], 0)) == ["b", "d", "a", "c"]
    assert names(tours.move(document, [made[0]], 99)) == ["b", "c", "d", "a"]
    assert tours.move(document, [made[1], made[2]], 1) is document
    assert tours.move(document, [], 1) is document


def test_stops_are_added_copied_changed_and_removed() -> None:
    document, made = with_tour("a", "b")
    document, new = tours.add(document, only_map(document), 1, name="n", shows=("s1",), zoom=2.0)
    assert names(document) == ["a", "n", "b"] and document.stops[new].shows == ("s1",)
    document, copies = tours.duplicate(document, [new])
    assert names(document) == ["a", "n", "n", "b"] and copies[0] != new
    document = tours.change(document, [new, copies[0]], skipped=True, notes="say this")
    assert all(document.stops[one].skipped for one in (new, copies[0]))
    assert names(tours.delete(document, [new, made[0]])) == ["n", "b"]


def test_what_no_file_may_hold_is_refused() -> None:
    document, made = with_tour("a")
    with pytest.raises(ValidationError):
        tours.change(document, made, zoom=-1.0)
    with pytest.raises(ValidationError):
        tours.add(document, only_map(document), scene="elsewhere")


def test_each_edit_is_undone() -> None:
    document, made = with_tour("a", "b", "c")
    history = History(document)
    for changed in (
        tours.move(document, made[:1], 2),
        tours.change(document, made, name="x"),
        tours.delete(document, made),
        tours.forget(document, only_map(document)),
    ):
        history.commit(changed, "edit")
        history.undo()
        assert history.document == document
