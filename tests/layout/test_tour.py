"""The stops of a presentation: in order, readable, and never none."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjdesigner.draw.shapes import Text
from cjdesigner.draw.text import advance
from cjdesigner.edit import cards, lanes, links, maps, phases
from cjdesigner.layout import decisions, hits, lens
from cjdesigner.layout.engine import Engine
from cjdesigner.layout.slide import HEIGHT, WIDTH
from cjdesigner.layout.tour import READABLE, Stop, tour
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.records import Asset
from cjdesigner.theme import tokens
from tests.helpers.maps import documents, only_map, small_map
from tests.helpers.shipped import as_it_is, sample


def stops_of(document: Document, map_id: str = "", aspect: float = 1.87) -> tuple[Stop, ...]:
    return tour(document, map_id or only_map(document), Engine(tokens.load("paper")), aspect)


def sections(stops: tuple[Stop, ...]) -> list[str]:
    return list(dict.fromkeys(stop.section.partition(":")[0] for stop in stops))


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_sample_is_told_from_the_whole_to_the_decisions(language: str) -> None:
    document = sample(language)
    stops = stops_of(document, as_it_is(document))
    assert sections(stops) == ["overview", "phase", "dips", "states", "decisions"]
    phases_told = list(dict.fromkeys(stop.title for stop in stops if stop.section.startswith("phase")))
    shape = queries.structure(document, as_it_is(document))
    assert phases_told == [phase.name for phase in shape.phases]
    assert len({stop.key for stop in stops}) == len(stops)


def test_dips_come_deepest_first_with_their_pains_and_solutions() -> None:
    document = sample()
    dips = [stop for stop in stops_of(document, as_it_is(document)) if stop.section == "dips"]
    values = [document.cards[stop.lit[0]].payload.value for stop in dips]  # type: ignore[attr-defined]
    assert values == sorted(values) and len(values) > 2
    late = dips[0]
    assert [document.cards[one].type for one in late.lit] == ["emotions", "pains", "solutions"]
    assert "−1.7" in late.title and late.step == document.cards[late.lit[0]].start


def test_a_dip_without_links_lights_the_pains_of_its_step() -> None:
    named = small_map()
    document, dip = cards.add(named.document, named.lanes["emotions"], named.steps[1], payload={"value": -1.5})
    document, pain = cards.add(document, named.lanes["pains"], named.steps[1], "No answer")
    stop = next(stop for stop in stops_of(document) if stop.section == "dips")
    assert stop.lit == (dip, pain)
    document, linked = cards.add(document, named.lanes["pains"], named.steps[3], "Wrong bill")
    document, _ = links.add(document, linked, dip)
    stop = next(stop for stop in stops_of(document) if stop.section == "dips")
    assert stop.lit == (dip, linked)


def test_a_long_map_is_shown_in_parts_that_can_be_read() -> None:
    named = small_map()
    document = named.document
    for number in range(58):
        document, step = phases.add_step(document, named.phases[1], f"Step {number}")
        document, _ = cards.add(document, named.lanes["actions"], step, "What is done here, in a few words")
    assert len(queries.structure(document, named.map).steps) > 60
    closer = [stop for stop in stops_of(document) if stop.key.startswith("closer")]
    assert closer and all(stop.box.width <= READABLE * 1.87 * 1.15 + 1 for stop in closer)
    shown = {one for stop in closer for one in stop.lit}
    assert {card.id for card in document.cards.values() if card.type == "actions"} <= shown


@pytest.mark.parametrize(
    "change",
    [
        lambda document, named: document,
        lambda document, named: cards.delete(document, list(document.cards)),
        lambda document, named: lanes.delete(document, named.lanes["emotions"]),
        lambda document, named: phases.delete_phase(document, named.phases[0]),
        lambda document, named: phases.delete_phase(phases.delete_phase(document, named.phases[0]), named.phases[1]),
        lambda document, named: cards.change(document, [named.cards["pains"]], text="word " * 3900),
        lambda document, named: phases.change(document, named.phases[0], name="W" * 3000),
        lambda document, named: cards.change(document, [named.cards["solutions"]], text="W" * 9000),
    ],
    ids=["all", "no cards", "no curve", "one phase", "no phase", "huge text", "huge name", "huge solution"],
)
def test_any_map_has_something_to_show(change: Any) -> None:
    named = small_map()
    stops = stops_of(change(named.document, named), named.map)
    assert stops[0].section == "overview"
    for stop in stops:
        assert stop.title and len(stop.title) <= 1300
        assert stop.box.width > 0 and stop.box.height > 0
        assert stop.box.height <= max(stop.box.width / 1.87, READABLE) * 4.2


def test_a_blank_map_has_an_overview() -> None:
    document = maps.blank_document("en")
    stops = stops_of(document)
    assert stops[0].section == "overview" and stops[0].title


def test_a_missing_picture_stops_nothing() -> None:
    document = sample()
    broken = [asset.model_copy(update={"data": "no picture"}) for asset in document.assets.values()]
    assert broken and isinstance(broken[0], Asset)
    assert len(stops_of(document.with_records(broken))) == len(stops_of(document))


def test_decisions_follow_impact_and_effort_until_there_are_votes() -> None:
    named = small_map()
    document = cards.delete(named.document, [named.cards["solutions"]])
    made = {}
    for name, impact, effort in (("hard", 3, 3), ("easy", 3, 1), ("small", 1, 1), ("open", 0, 0)):
        document, made[name] = cards.add(
            document, named.lanes["solutions"], named.steps[0], name, payload={"impact": impact, "effort": effort}
        )
    assert [card.text for card in decisions.ranked(document, named.map)] == ["easy", "hard", "small", "open"]
    document = cards.change(document, [made["open"]], votes=2)
    assert [card.text for card in decisions.ranked(document, named.map)][0] == "open"


@pytest.mark.parametrize("count", [1, 5, 7, 8, 40])
def test_the_slide_of_decisions_keeps_within_its_edges(count: int) -> None:
    named = small_map()
    document = named.document
    for number in range(count - 1):
        document, _ = cards.add(
            document, named.lanes["solutions"], named.steps[0], f"{number} " + "a rather long solution " * number,
            payload={"impact": number % 4, "effort": number % 3, "due": "2027-02-14"},
        )  # fmt: skip
    slide = stops_of(document)[-1].slide
    assert slide is not None
    for row in slide.rows:
        for group in row.groups:
            for shape in group.shapes:
                if isinstance(shape, Text) and shape.align == "left":
                    assert group.x + shape.x + max(advance(line, shape.style) for line in shape.lines) <= WIDTH
                if isinstance(shape, Text):
                    assert row.y + group.y + shape.baseline + shape.leading * (len(shape.lines) - 1) <= HEIGHT
    shown = [group.meaning.id for row in slide.rows for group in row.groups if group.meaning.role == "card"]
    assert len(shown) == min(count, 7 if count <= 7 else 6)


def test_both_states_are_compared_from_either_map() -> None:
    document = sample()
    for journey in queries.maps(document):
        stops = [stop for stop in stops_of(document, journey.id) if stop.section == "states"]
        assert [stop.slide is None for stop in stops] == [True, False]
        assert stops[0].map != journey.id
        spoken = [group.meaning.text for row in stops[1].slide.rows for group in row.groups]  # type: ignore[union-attr]
        assert "Pain points: 7 → 3" in spoken


def test_lit_cards_are_where_the_drawing_has_them() -> None:
    document = sample()
    map_id = as_it_is(document)
    drawing = Engine(tokens.load("paper")).layout(document, map_id)
    for stop in stops_of(document, map_id):
        if stop.section == "dips":
            for one, bright in zip(stop.lit, stop.bright, strict=True):
                box = hits.find(drawing, one)
                assert box is not None and bright.x <= box.x and bright.bottom >= box.bottom


@given(documents())
def test_words_beside_a_map_keep_to_their_sheet(document: Document) -> None:
    for stop in stops_of(document):
        if stop.panel is not None:
            assert stop.panel.height <= lens.MOST
            for shape in stop.panel.shapes:
                if isinstance(shape, Text) and shape.align == "left":
                    assert shape.x + max(advance(line, shape.style) for line in shape.lines) <= lens.WIDTH - 12
                    assert shape.baseline + shape.leading * (len(shape.lines) - 1) < stop.panel.height


def test_a_dip_says_its_cause_its_pains_and_what_mends_them() -> None:
    document = sample()
    stop = next(stop for stop in stops_of(document, as_it_is(document)) if stop.section == "dips")
    said = " ".join(line for shape in stop.panel.shapes if isinstance(shape, Text) for line in shape.lines)  # type: ignore[union-attr]
    for card in stop.lit[1:]:
        assert document.cards[card].text in said
    assert "Promised day passes without a word" in said and "Dip 1 of 5" in said


@given(documents(), st.sampled_from([1.0, 1.3, 1.87, 3.0]))
def test_every_map_is_told_from_its_overview(document: Document, aspect: float) -> None:
    stops = stops_of(document, aspect=aspect)
    assert stops[0].section == "overview"
    assert len({stop.key for stop in stops}) == len(stops)
    assert all(one in document.cards for stop in stops for one in stop.lit)


@pytest.mark.parametrize(("language", "one", "two"), [("en", "touchpoint", "pain points"),
                                                      ("nl", "contactmoment", "pijnpunten")])  # fmt: skip
def test_one_of_a_kind_is_counted_in_the_singular(language: str, one: str, two: str) -> None:
    document = maps.blank_document(language)
    step = next(iter(document.steps))
    document, _ = phases.add_phase(document, only_map(document), "Later")
    for kind, count in (("touchpoints", 1), ("pains", 2)):
        lane = next(each.id for each in document.lanes.values() if each.type == kind)
        for number in range(count):
            document, _ = cards.add(document, lane, step, f"card {number}")
    stop = next(each for each in stops_of(document) if each.section.startswith("phase"))
    assert stop.panel is not None
    words = [shape.lines[0] for shape in stop.panel.shapes if isinstance(shape, Text)]
    assert one in words and two in words
