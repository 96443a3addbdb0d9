"""Finished pages: of the size of their paper, with nothing over the edge and nothing forgotten."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given

from cjdesigner.draw.shapes import Drawing, Group, Rect, Text
from cjdesigner.draw.text import advance
from cjdesigner.edit import cards, lanes, links, phases
from cjdesigner.layout.engine import Engine
from cjdesigner.layout.pages import SIZES, fit
from cjdesigner.layout.plan import KINDS, PagePlan, planned
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.looks import Look
from cjdesigner.theme import tokens
from tests.helpers.maps import documents, only_map, small_map
from tests.helpers.shipped import sample

PAPER = [kind for kind in KINDS if kind not in ("map", "tour")]


def pages_of(document: Document, pages: str, **wishes: object) -> list[Drawing]:
    plan = PagePlan(pages=pages, **wishes)  # type: ignore[arg-type]
    return planned(document, [one.id for one in queries.maps(document)], Engine(tokens.load("paper")), plan)


def groups_of(page: Drawing) -> Iterator[tuple[float, Group]]:
    for row in page.rows:
        for group in row.groups:
            yield row.y, group
    for group in page.over:
        yield 0.0, group


def words_of(pages: list[Drawing]) -> str:
    return "".join(
        "".join("".join(shape.lines).split())
        for page in pages
        for _, group in groups_of(page)
        for shape in group.shapes
        if isinstance(shape, Text)
    )


def shown_in(text: str, pages: list[Drawing]) -> bool:
    return "".join(text.split()) in words_of(pages)


def reach(row_y: float, group: Group) -> Iterator[tuple[float, float, float, float]]:
    """Left, top, right and bottom of every line of text."""
    for shape in group.shapes:
        if isinstance(shape, Text):
            for place, line in enumerate(shape.lines):
                wide = advance(line, shape.style)
                left = group.x + shape.x - {"left": 0.0, "centre": wide / 2, "right": wide}[shape.align]
                base = row_y + group.y + shape.baseline + place * shape.leading
                yield left, base - shape.style.size * 0.75, left + wide, base


@pytest.mark.parametrize("pages", PAPER)
@pytest.mark.parametrize("paper", ["A4", "A3", "letter"])
@pytest.mark.parametrize("orientation", ["auto", "portrait", "landscape"])
def test_a_page_is_as_large_as_its_paper(pages: str, paper: str, orientation: str) -> None:
    made = pages_of(sample(), pages, paper=paper, orientation=orientation)
    assert made
    for page in made:
        place = fit(page)
        assert sorted((place.page_width, place.page_height)) == pytest.approx(sorted(SIZES[paper]))
        if orientation != "auto" and pages != "report":
            assert (place.page_width > place.page_height) == (orientation == "landscape")


@pytest.mark.parametrize("pages", [*KINDS])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_same_document_gives_the_same_pages(pages: str, language: str) -> None:
    assert pages_of(sample(language), pages) == pages_of(sample(language), pages)


@pytest.mark.parametrize("wishes", [{"pages": "book"}, {"pages": "tiled", "paper": "A9"}, {"orientation": "upside"}])
def test_unknown_names_are_refused(wishes: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="unknown"):
        pages_of(sample(), wishes.pop("pages", "paper"), **wishes)


def test_progress_rises_to_one_and_may_stop_the_work() -> None:
    told: list[float] = []
    document = sample()
    maps = [one.id for one in queries.maps(document)]
    planned(document, maps, Engine(tokens.load("paper")), PagePlan("report"), told.append)
    assert told == sorted(told) and told[-1] == 1.0

    def stop(share: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        planned(document, maps, Engine(tokens.load("paper")), PagePlan("tiled"), stop)


def test_one_page_of_paper_is_the_map_as_it_is_placed_there() -> None:
    document = sample()
    drawing = Engine(tokens.load("paper")).layout(document, queries.maps(document)[0].id)
    page = pages_of(document, "paper", paper="A3")[0]
    scale = fit(drawing, "A3").scale / 0.75
    ours, theirs = (
        [(y, group) for y, group in groups_of(each) if group.meaning.role == "card"] for each in (page, drawing)
    )
    assert [group.meaning for _, group in ours] == [group.meaning for _, group in theirs]
    assert [group.width for _, group in ours] == pytest.approx([group.width * scale for _, group in theirs])


# --- reports and phases -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_report_tells_everything_that_the_sample_has(language: str) -> None:
    document = sample(language)
    made = pages_of(document, "report")
    for journey in queries.maps(document):
        assert shown_in(journey.title, made) and shown_in(journey.scenario, made) and shown_in(journey.scope, made)
        assert all(shown_in(goal, made) for goal in journey.goals)
    for persona in document.personas.values():
        told = (persona.quote, *persona.goals, *persona.frustrations, *persona.behaviour, *persona.timing)
        assert all(shown_in(text, made) for text in (*told, *persona.objective.values(), *persona.subjective.values()))
    for phase in document.phases.values():
        assert shown_in(phase.goal, made)
    for card in document.cards.values():
        if not queries.is_parked(document, card):
            assert shown_in(card.text, made) and shown_in(card.evidence, made)


def test_the_worst_pain_points_come_first_with_what_mends_them() -> None:
    named = small_map()
    document = named.document
    for level, text in ((1, "Slight one"), (3, "Severe one"), (2, "Moderate one")):
        document, card = cards.add(document, named.lanes["pains"], named.steps[1], text)
        document = cards.change_payload(document, [card], severity=level)
        if level == 3:
            document, _ = links.add(document, named.cards["solutions"], card, "mends")
    pages = [page for page in pages_of(document, "report") if page.name.startswith("pains:")]
    told = [group.meaning.text.partition(".")[0] for _, group in groups_of(pages[0]) if group.meaning.role == "item"]
    assert told == ["Severe one", "Solution one", "Moderate one", "Slight one", "Pain point one"]


def test_a_long_list_goes_on_on_the_next_pages() -> None:
    named = small_map()
    document = named.document
    for number in range(60):
        document, _ = cards.add(document, named.lanes["pains"], named.steps[number % 4], f"Pain number {number} " * 6)
    pages = [page for page in pages_of(document, "report") if page.title == "Pain points and solutions"]
    assert len(pages) > 3
    assert all(shown_in(f"Pain number {number} ", pages) for number in range(60))


def test_a_persona_whose_story_is_longer_than_a_page_is_told_in_full() -> None:
    document = sample()
    persona = next(iter(document.personas.values()))
    goals = tuple(f"Goal number {number}: " + "and so on " * 40 for number in range(30))
    document = phases.change(document, persona.id, goals=goals)
    made = pages_of(document, "report")
    assert all(shown_in(f"Goal number {number}:", made) for number in range(30))
    # A page may end within one of the words.
    told = words_of([page for page in made if page.title == "Goals and personas"])
    assert told.count("andsoon") >= 2 * (30 * 40 - 20)


def test_phases_have_pages_of_their_own_that_lead_to_one_another() -> None:
    document = sample()
    made = pages_of(document, "phases")
    for phase in document.phases.values():
        page = next(page for page in made if page.name == f"phase:{phase.id}")
        others = {one.id for one in document.phases.values() if one.map == phase.map and one.id != phase.id}
        led = {group.meaning.target for _, group in groups_of(page)}
        assert {f"#phase:{one}" for one in others} <= led


def test_from_the_whole_map_of_a_report_to_its_phases_and_back() -> None:
    made = pages_of(sample(), "report")
    names = {page.name for page in made}
    whole = next(page for page in made if page.name.startswith("whole:"))
    led = {group.meaning.target for _, group in groups_of(whole)} - {""}
    assert len(led) == 4 and led <= {f"#{name}" for name in names}
    phase = next(page for page in made if page.name.startswith("phase:"))
    assert f"#{whole.name}" in {group.meaning.target for _, group in groups_of(phase)}


def test_the_last_lanes_of_a_phase_stand_on_both_halves_of_a_wide_page() -> None:
    document = sample("en")
    made = pages_of(document, "phases", paper="A4", orientation="landscape")
    first = queries.structure(document, next(one.id for one in queries.maps(document))).phases[0]
    page = made[next(place for place, one in enumerate(made) if one.name == f"phase:{first.id}") + 1]
    assert "continued" in words_of([page])
    halves = [group.x > page.width * 0.4 for _, group in groups_of(page) if group.meaning.role == "lane"]
    assert len(halves) > 1 and set(halves) == {False, True}


def test_the_text_of_phases_can_be_read() -> None:
    for page in pages_of(sample(), "phases"):
        sizes = [
            shape.style.size * 0.75
            for _, group in groups_of(page)
            if group.meaning.role == "card"
            for shape in group.shapes
            if isinstance(shape, Text) and shape.style.size == max(
                one.style.size for one in group.shapes if isinstance(one, Text)
            )
        ]  # fmt: skip
        assert min(sizes, default=8.0) >= 7.9 * 11 / 13


def test_a_phase_with_more_steps_than_a_page_has_room_for() -> None:
    named = small_map()
    document = named.document
    document, phase = phases.add_phase(document, named.map, "Long", steps=tuple(f"Step {n}" for n in range(12)))
    for step in queries.structure(document, named.map).steps_of[phase]:
        document, _ = cards.add(document, named.lanes["actions"], step.id, f"Card of {step.name}")
    made = [page for page in pages_of(document, "phases") if page.title == "Long"]
    assert len(made) > 2
    assert all(shown_in(f"Card of Step {n}", made) and shown_in("Actions", [page]) for n in range(12) for page in made)


def test_a_lane_higher_than_a_page_is_parted_between_its_cards() -> None:
    named = small_map()
    document = named.document
    for number in range(40):
        document, _ = cards.add(document, named.lanes["actions"], named.steps[0], f"Action number {number} " * 5)
    made = pages_of(document, "phases")
    tall = [page for page in made if shown_in("Action number", [page])]
    assert len(tall) > 1
    for page in tall:
        for row_y, group in groups_of(page):
            if group.meaning.role == "card":
                assert row_y + group.y + group.height <= page.height - 56.0


@given(documents())
def test_every_card_of_any_map_is_on_the_page_of_its_phase(document: Document) -> None:
    made = pages_of(document, "phases")
    shape = queries.structure(document, only_map(document))
    shown = {lane.id for lane in shape.lanes if not lane.hidden}
    wanted = {card.id for card in document.cards.values() if card.lane in shown and card.start in shape.column}
    assert wanted == {
        group.meaning.id for page in made for _, group in groups_of(page) if group.meaning.role in ("card", "point")
    }


@given(documents())
def test_no_words_of_a_report_of_any_map_leave_the_page(document: Document) -> None:
    for page in pages_of(document, "report"):
        for row_y, group in groups_of(page):
            for left, top, right, bottom in reach(row_y, group):
                assert left >= 0 and right <= page.width + 1, (page.title, group.meaning)
                assert top >= 0 and bottom <= page.height, (page.title, group.meaning)


def test_lanes_of_emotions_that_are_together_higher_than_a_page_stay_on_the_pages_of_a_report() -> None:
    named = small_map()
    document = phases.change(named.document, named.lanes["emotions"], name="How they feel about it " * 30)
    document, second = lanes.add(document, named.map, "emotions", 1, "How the others feel about it " * 40)
    document, _ = cards.add(document, second, named.steps[0], payload={"value": 1.0, "word": "glad"})
    told = [page for page in pages_of(document, "report") if page.title == "How it feels"]
    assert len(told) > 1
    for page in told:
        for row_y, group in groups_of(page):
            assert all(bottom <= page.height for _, _, _, bottom in reach(row_y, group)), group.meaning


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
def test_the_words_of_a_report_keep_to_its_margins_and_do_not_overlap(language: str, orientation: str) -> None:
    for page in pages_of(sample(language), "report", orientation=orientation):
        boxes = []
        for row_y, group in groups_of(page):
            for box in reach(row_y, group):
                assert box[0] >= 40 and box[2] <= page.width - 40, (page.title, group.meaning.text)
                assert box[1] >= 40 and box[3] <= page.height - 40, (page.title, group.meaning.text)
                if group.meaning.role in ("paragraph", "item", "heading", "title"):
                    boxes.append((box, group.meaning.text))
        for place, (one, text) in enumerate(boxes):
            for other, beside in boxes[:place]:
                apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
                assert apart, (page.title, text, beside)


@pytest.mark.parametrize("pages", ["phases", "report"])
def test_what_a_view_hides_is_on_no_page(pages: str) -> None:
    named = small_map()
    document, other = cards.add(named.document, named.lanes["actions"], named.steps[1], "Card of the hidden step")
    look = Look(
        hidden_lanes=frozenset([named.lanes["pains"]]),
        hidden_steps=frozenset([named.steps[1]]),
        hidden_personas=frozenset([named.personas[1]]),
        folded=frozenset([named.phases[0]]),
    )
    engine = Engine(tokens.load("paper"), {named.map: look})
    made = planned(document, [named.map], engine, PagePlan(pages))
    assert not any(shown_in(text, made) for text in ("Pain point one", "Card of the hidden step", "Bob"))
    assert shown_in("Action one", made)


# --- tiles --------------------------------------------------------------------------------------------------------


def whole_cards(page: Drawing) -> set[str]:
    """The cards that a sheet shows whole: nothing white lies over them."""
    masks = [shape for group in page.over for shape in group.shapes if isinstance(shape, Rect)][:4]
    left, top = masks[0].x + masks[0].width, masks[2].y + masks[2].height
    right, bottom = masks[1].x, masks[3].y
    return {
        group.meaning.id
        for row in page.rows
        for group in row.groups
        if group.meaning.role == "card"
        and group.x >= left - 0.5
        and group.x + group.width <= right + 0.5
        and row.y + group.y >= top - 0.5
        and row.y + group.y + group.height <= bottom + 0.5
    }


@pytest.mark.parametrize("text", [5.0, 8.0, 11.0])
def test_every_card_that_stands_in_one_step_is_whole_on_some_sheet(text: float) -> None:
    document = sample()
    made = pages_of(document, "tiled", text=text)
    whole = set().union(*map(whole_cards, made))
    narrow = {
        card.id for card in document.cards.values()
        if card.type != "emotions" and card.end in ("", card.start) and not queries.is_parked(document, card)
    }  # fmt: skip
    assert narrow <= whole


def test_sheets_have_the_text_that_was_asked_for() -> None:
    for page in pages_of(sample(), "tiled", text=9.0):
        sizes = {
            round(shape.style.size * 0.75, 2)
            for _, group in groups_of(page)
            if group.meaning.role == "card"
            for shape in group.shapes
            if isinstance(shape, Text)
        }
        assert not sizes or max(sizes) in (9.0, round(9 * 15 / 13, 2), round(9 * 11 / 13, 2)), sizes


@pytest.mark.parametrize("grid", [(1, 1), (2, 1), (2, 2), (4, 2)])
def test_a_grid_is_kept_to_and_filled(grid: tuple[int, int]) -> None:
    document = sample()
    count = len(pages_of(document, "tiled", grid=grid)) / len(document.maps)
    assert 1 <= count <= grid[0] * grid[1]
    assert grid == (1, 1) or count > 1


def test_every_sheet_names_its_phases_steps_and_lanes() -> None:
    document = sample()
    for page in pages_of(document, "tiled"):
        journey = next(one for one in queries.maps(document) if page.name.split(":")[1] == one.id)
        shape = queries.structure(document, journey.id)
        steps = {document.cards[one].start for one in whole_cards(page)}
        lanes = {document.cards[one].lane for one in whole_cards(page)}
        assert all(shown_in(step.name, [page]) for step in shape.steps if step.id in steps)
        assert all(shown_in(lane.name, [page]) for lane in shape.lanes if lane.id in lanes)
        assert "Sheet " in page.title


@given(documents())
def test_any_map_can_be_laid_on_sheets(document: Document) -> None:
    made = pages_of(document, "tiled", text=12.0)
    assert made
    assert len({page.name for page in made}) == len(made)


def test_more_sheets_than_anybody_would_print_are_refused() -> None:
    with pytest.raises(ValueError, match="too many sheets"):
        pages_of(sample(), "tiled", text=900.0)
