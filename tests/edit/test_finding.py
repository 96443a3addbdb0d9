"""Finding and replacing text over a whole project."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "helpers"))

from maps import documents, small_map  # noqa: E402

from cjdesigner.edit import cards, finding, maps, personas, phases  # noqa: E402
from cjdesigner.edit.finding import Query  # noqa: E402
from cjdesigner.model.document import Document  # noqa: E402
from cjdesigner.model.invariants import findings  # noqa: E402


def texts_of(document: Document) -> str:
    return "\n".join(
        text for kind in finding._OWN for one in document.collection(kind).values() for _, _, text in finding.texts(one)
    )


def test_case_words_and_line_breaks() -> None:
    one = small_map()
    document = cards.change(one.document, [one.cards["actions"]], text="Late parcels, the late\nparcel, plate")
    assert len(finding.find(document, Query("late"))) == 3
    assert len(finding.find(document, Query("late", case=True))) == 2
    assert len(finding.find(document, Query("late", words=True))) == 2
    assert len(finding.find(document, Query("late parcel", words=True))) == 1
    assert finding.find(document, Query("  ")) == []
    assert len(finding.find(document, Query("(.*"))) == 0


def test_fields_and_kinds_limit_the_search() -> None:
    one = small_map()
    document = cards.change(
        one.document, [one.cards["pains"]], text="word", notes="word", owner="word", evidence="word", tags=("a", "word")
    )
    document = cards.change_payload(document, [one.cards["emotions"]], word="word", cause="word")
    document = phases.change(document, one.steps[0], name="word")
    document = phases.change(document, one.map, title="word")
    for field, count in (("text", 4), ("notes", 1), ("owner", 1), ("evidence", 1), ("tags", 1), ("details", 1)):
        assert len(finding.find(document, Query("word", field=field))) == count, field
    for kind, count in (("pains", 5), ("emotions", 2), ("steps", 1), ("maps", 1), ("actions", 0), ("lanes", 0)):
        assert len(finding.find(document, Query("word", kind=kind))) == count, kind


def test_reading_order_map_by_map() -> None:
    one = small_map()
    document, last = cards.add(one.document, one.lanes["pains"], one.steps[2], "word")
    document, first = cards.add(document, one.lanes["pains"], one.steps[1], "word")
    document, parked = cards.add_parked(document, one.map, "pains", "word")
    document, person = personas.add(document, "word")
    document, top = cards.add(document, one.lanes["actions"], one.steps[3], "word")
    document, other = maps.add_blank(document, "word")
    assert [place.id for place in finding.find(document, Query("word"))] == [top, first, last, parked, other, person]


def test_replacing_some_and_all() -> None:
    one = small_map()
    document = cards.change(one.document, [one.cards["pains"]], text="aa aa", tags=("aa", "b"))
    query = Query("aa")
    places = finding.find(document, query)
    once, count = finding.replace(document, places[1:2], query, "c")
    assert (once.cards[one.cards["pains"]].text, count) == ("aa c", 1)
    every, count = finding.replace(document, places, query, "aaaa")
    assert (every.cards[one.cards["pains"]].text, every.cards[one.cards["pains"]].tags) == ("aaaa aaaa", ("aaaa", "b"))
    assert count == 3
    stale, count = finding.replace(every, [places[1]._replace(start=1, end=9)], query, "x")
    assert (stale, count) == (every, 0)


def test_a_text_that_would_be_too_long_is_refused() -> None:
    one = small_map()
    document = cards.change(one.document, [one.cards["pains"]], text="a" * 15_000)
    places = finding.find(document, Query("a"))
    with pytest.raises(ValidationError):
        finding.replace(document, places, Query("a"), "bbb")


@given(documents(), st.sampled_from(["a", "o", "one", "1", "é", "<b>", "  two "]), st.booleans(), st.booleans())
def test_all_is_found_and_replaced_and_comes_back(document: Document, text: str, case: bool, words: bool) -> None:
    query = Query(text, case, words)
    places = finding.find(document, query)
    sound = not list(findings(document))
    replaced, count = finding.replace(document, places, query, "\ue000")
    assert count == len(places) == texts_of(replaced).count("\ue000")
    assert finding.find(replaced, query) == []
    assert not sound or list(findings(replaced)) == []
    if case and len(text.split()) == 1 and text.strip() == text:
        back, _ = finding.replace(replaced, finding.find(replaced, Query("\ue000")), Query("\ue000"), text)
        assert back == document
