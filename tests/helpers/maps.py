"""Maps to test with: a small one with a name for everything, and strategies for all sorts of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from hypothesis import strategies as st

from cjdesigner.edit import cards, lanes, links, maps, personas, phases
from cjdesigner.lanes import LANE_TYPES, drawn_as
from cjdesigner.lanes.fields import Field
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.ids import new_id
from cjdesigner.model.records import Project, copied
from tests.helpers.chance import chance

WORDS = (
    "Order",
    "a",
    "“Where is my parcel?”",
    "arbeidsongeschiktheidsverzekeringsmaatschappij",
    "klanttevredenheidsonderzoeksresultaten in de afhandelingsprocedure",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "https://example.org/a/very/long/path/without/any/place/to/break?query=parameters&and=more",
    "👩‍💻 🇳🇱 👍🏽 1️⃣ 😀",
    "😀" * 14,
    "أين طردي الآن؟ الطلب رقم 42 في الطريق",
    "איפה החבילה שלי?",
    "मेरा पार्सल कहाँ है?",
    "พัสดุของฉันอยู่ที่ไหนในตอนนี้และจะมาถึงเมื่อไหร่",
    "我的包裹在哪里？我的包裹在哪里？",
    "Πού είναι το δέμα μου;",
    "one\ntwo\n\nfour",
    "\n\n",
    "   spaces   and\ttabs  ",
    "<b>not bold</b> & {no} %s field",
    "W" * 60,
    "soft\u00adhyphen\u00adated no\u00a0break\u2011hyphen zero\u200bwidth",
)

text = st.one_of(
    st.sampled_from(WORDS),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=60),
    st.just(""),
)
"""What people write, and what they do not."""

width = st.sampled_from([0.0, 1.0, 96.0, 97.3, 120.0, 133.0, 200.0, 333.3, 640.0])
height = st.sampled_from([0.0, 0.0, 1.0, 99.9, 131.0, 247.3, 400.0])


class TwoSteps(NamedTuple):
    """A blank map with a second step."""

    document: Document
    lanes: dict[str, str]
    """The id of the lane of each type."""
    first: str
    second: str


def two_steps() -> TwoSteps:
    """As a new project, and a step beside its first one."""
    document = maps.blank_document("en")
    (phase,) = document.phases
    document, second = phases.add_step(document, phase, "Second")
    shape = queries.structure(document, next(iter(document.maps)))
    return TwoSteps(document, {lane.type: lane.id for lane in shape.lanes}, shape.steps[0].id, second)


class Mended(NamedTuple):
    """Two steps; a solution in the first one mends a pain point of each, and another pain point has none."""

    document: Document
    first: str
    second: str
    late: str
    """The pain point of the first step."""
    lost: str
    """That of the second."""
    other: str
    """The one that nothing mends, in the second step."""
    answer: str


def two_mended() -> Mended:
    """Pain points with and without a solution."""
    document, of, first, second = two_steps()
    document, late = cards.add(document, of["pains"], first, "It comes late")
    document, lost = cards.add(document, of["pains"], second, "It gets lost")
    document, other = cards.add(document, of["pains"], second, "It costs too much")
    document, answer = cards.add(document, of["solutions"], first, "Follow every parcel")
    for pain in (late, lost):
        document, _ = links.add(document, answer, pain)
    return Mended(document, first, second, late, lost, other, answer)


class Named(NamedTuple):
    """A map with two phases of two steps each, a lane of every type, and one card in each lane's first step."""

    document: Document
    map: str
    phases: tuple[str, ...]
    steps: tuple[str, ...]
    lanes: dict[str, str]
    """Lane type to lane id."""
    cards: dict[str, str]
    """Lane type to card id."""
    personas: tuple[str, ...]


def small_map() -> Named:
    """The map that most tests start from."""
    document = Document(Project(id=new_id(), title="Test", language="en"))
    document, map_id = maps.add_blank(document, "Test map")
    shape = queries.structure(document, map_id)
    document = phases.delete_phase(document, shape.phases[0].id)
    for lane in shape.lanes:
        document = lanes.delete(document, lane.id)
    document, first = phases.add_phase(document, map_id, "Before", steps=("Look", "Choose"))
    document, second = phases.add_phase(document, map_id, "After", steps=("Buy", "Use"))
    made_lanes, made_cards = {}, {}
    steps = tuple(step.id for step in queries.structure(document, map_id).steps)
    people = []
    for name in ("Ann", "Bob"):
        document, one = personas.add(document, name, map_id)
        people.append(one)
    for kind in LANE_TYPES:
        document, lane_id = lanes.add(document, map_id, kind.key)
        made_lanes[kind.key] = lane_id
        document, made_cards[kind.key] = cards.add(document, lane_id, steps[0], f"{kind.card_name} one")
    return Named(document, map_id, (first, second), steps, made_lanes, made_cards, tuple(people))


def field_values(field: Field, people: tuple[str, ...] = ()) -> list[Any]:
    """The extremes of a field: what an inspector could store at most and at least."""
    if field.kind in ("line", "text"):
        return ["", "x", WORDS[3], "two\nlines", "😀", " ".join(WORDS)]
    if field.kind == "date":
        return ["", "2027-02-14", "9999-12-31", "no date"]
    if field.kind == "choice":
        return [value for value, _ in field.choices]
    if field.kind == "level":
        return [0, *(int(value) for value, _ in field.choices)]
    if field.kind == "switch":
        return [False, True]
    if field.kind == "number":
        return [field.low, 0.0, field.high]
    if field.kind == "persona":
        return ["", "gone", *people]
    if field.kind == "tags":
        return [(), ("one", WORDS[4])]
    if field.kind == "crop":
        return [(0.0, 0.0, 0.0, 0.0), (0.5, 0.25, 0.4, 0.1), (0.95, 0.95, 0.95, 0.95)]
    return []


@st.composite
def payloads(draw: Callable[..., Any], key: str, people: tuple[str, ...]) -> dict[str, Any]:
    """Values of a lane type's own fields."""
    chosen = {}
    for field in drawn_as(key).own_fields:
        values = field_values(field, people)
        if values and draw(st.booleans()):
            chosen[field.name] = draw(st.sampled_from(values))
    return chosen


@st.composite
def documents(draw: Callable[..., Any], most_cards: int = 14, spanning: bool = True, linked: bool = True) -> Document:
    """Sound documents of one map, made by edits: odd widths and heights, spans, links, personas, hidden lanes."""
    chance.again()
    document = Document(Project(id=new_id(), title=draw(text), language=draw(st.sampled_from(["en", "nl"]))))
    document, map_id = maps.add_blank(document, draw(text))
    shape = queries.structure(document, map_id)
    document = phases.delete_phase(document, shape.phases[0].id)
    for lane in shape.lanes:
        document = lanes.delete(document, lane.id)
    people = []
    for _ in range(draw(st.integers(0, 3))):
        document, one = personas.add(document, draw(text), map_id)
        document = phases.change(document, one, role=draw(text))
        people.append(one)
        if draw(st.booleans()):
            document = personas.set_target(document, map_id, one, True)
    document = phases.change(
        document, map_id, scenario=draw(text), scope=draw(text), segment=draw(st.sampled_from(["", "new"])),
        review_date=draw(st.sampled_from(["", "2027-02-14"])), state=draw(st.sampled_from(["current", "future"])),
    )  # fmt: skip
    for _ in range(draw(st.integers(1, 3))):
        names = tuple(draw(st.lists(text, max_size=3)))
        document, phase_id = phases.add_phase(document, map_id, draw(text), steps=names)
        document = phases.change(document, phase_id, description=draw(text))
    for step in queries.structure(document, map_id).steps:
        document = phases.change(document, step.id, width=draw(width), moment_of_truth=draw(st.booleans()))
    keys = draw(st.lists(st.sampled_from([kind.key for kind in LANE_TYPES] + ["novel"]), min_size=1, max_size=5))
    for key in keys:
        document, lane_id = lanes.add(document, map_id, key, name=draw(text))
        document = phases.change(
            document, lane_id, note=draw(text), height=draw(height), hidden=draw(st.sampled_from([False] * 5 + [True]))
        )
    shape = queries.structure(document, map_id)
    made: list[str] = []
    if shape.steps:
        for _ in range(draw(st.integers(0, most_cards))):
            lane = draw(st.sampled_from(shape.lanes))
            first, last = draw(st.sampled_from(shape.steps)), draw(st.sampled_from(shape.steps))
            payload = draw(payloads(lane.type, tuple(people)))
            document, card_id = cards.add(document, lane.id, first.id, draw(text), payload=payload)
            document = cards.change(
                document, [card_id], draft=draw(st.booleans()), owner=draw(text), evidence=draw(text)
            )
            if spanning and draw(st.sampled_from([False, False, True])):
                document = cards.stretch(document, card_id, first.id, last.id)
            made.append(card_id)
    ends = [*made, *(step.id for step in shape.steps)]
    if linked and len(ends) > 1:
        for _ in range(draw(st.integers(0, 6))):
            source, target = draw(st.sampled_from(ends)), draw(st.sampled_from(ends))
            if not links.refusal(document, source, target):
                try:
                    document, _ = links.add(document, source, target, label=draw(text))
                except ValueError:
                    pass
    return document


def titled(document: Document, title: str) -> Document:
    """The project under another title."""
    return document.with_records([copied(document.project, title=title)])


def only_map(document: Document) -> str:
    """The id of the first map."""
    return queries.maps(document)[0].id
