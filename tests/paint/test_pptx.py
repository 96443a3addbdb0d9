"""Slides: every box and text as a shape of its own, a slide for the whole and for each phase, notes for the speaker."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.util import Emu

from cjdesigner.draw.shapes import Drawing, Group, Meaning, Path, Rect, Row, Style, Text
from cjdesigner.draw.text import advance
from cjdesigner.layout.engine import Engine
from cjdesigner.model import queries
from cjdesigner.paint.base import Options
from cjdesigner.paint.cropping import clipped, phases, rows_of
from cjdesigner.paint.narrowing import narrowed
from cjdesigner.paint.pptx import write_pptx
from cjdesigner.paint.slides import HEIGHT, WIDTH, parted
from cjdesigner.theme import tokens
from tests.helpers import shipped
from tests.paint.test_svg import PAYLOAD


def deck(*drawings: Drawing) -> Any:
    file = BytesIO()
    write_pptx(drawings, file, Options(title="Title", author="Ada"))
    return Presentation(BytesIO(file.getvalue()))


def leaves(shapes: Any) -> list[Any]:
    found = []
    for each in shapes:
        found += leaves(each.shapes) if each.shape_type == 6 else [each]
    return found


def texts(slide: Any) -> list[str]:
    return [each.text_frame.text.replace("\v", "\n") for each in leaves(slide.shapes) if each.has_text_frame]


@pytest.fixture(scope="module")
def sample() -> Drawing:
    document = shipped.sample()
    return Engine(tokens.load(document.project.theme)).layout(document, queries.maps(document)[0].id)


def test_the_first_slide_has_every_text_and_box(drawing: Drawing) -> None:
    first = deck(drawing).slides[0]
    said = texts(first)
    assert said[0] == drawing.title
    boxes = 0
    for row in drawing.rows:
        for group in row.groups:
            for one in group.shapes if row.id != "title" else ():
                if isinstance(one, Text):
                    assert "\n".join(one.lines) in said
                boxes += isinstance(one, Rect)
    assert len([each for each in leaves(first.shapes) if each.shape_type == 1]) >= boxes


def test_a_slide_or_more_for_each_phase_that_fits_the_frame(sample: Drawing) -> None:
    made = deck(sample)
    assert (made.slide_width, made.slide_height) == (Emu(WIDTH), Emu(HEIGHT))
    titles = [slide.shapes.title.text_frame.text for slide in made.slides]
    names = [group.shapes for group in phases(sample)]
    heads = [next(one.lines[0] for one in shapes if isinstance(one, Text)) for shapes in names]
    assert [title.split(" (")[0] for title in titles[1:]] == [
        head for head in heads for title in titles[1:] if title.split(" (")[0] == head
    ]
    for slide in made.slides:
        for each in slide.shapes:
            if each.shape_type == 6:
                assert each.left >= 0 and each.top >= 0 and each.top + each.height <= HEIGHT * 1.01


def test_every_card_is_on_a_slide_of_its_phase_and_its_notes_with_it(sample: Drawing) -> None:
    made = deck(sample)
    said = "\n".join(text for slide in list(made.slides)[1:] for text in texts(slide))
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in made.slides if slide.has_notes_slide)
    for row in sample.rows:
        for group in row.groups:
            if group.meaning.role == "card":
                for one in group.shapes:
                    if isinstance(one, Text):
                        assert "\n".join(one.lines) in said
                assert group.meaning.notes in notes


def test_text_is_data() -> None:
    text = Text(0, 20, (PAYLOAD, "=1+1"), Style(), "#000000")
    phase = Group(10, 0, 80, 20, (text,), Meaning("phase", "p", PAYLOAD, PAYLOAD))
    card = Group(10, 0, 80, 20, (text,), Meaning("card", "c", PAYLOAD, PAYLOAD))
    rows = (Row("phases", 0, 20, (phase,)), Row("a", 20, 20, (card,)))
    made = deck(Drawing(100, 40, "#FFFFFF", rows, (), PAYLOAD, PAYLOAD, "en", {}))
    assert any("<script>alert(1)</script> ]]>" in said for said in texts(made.slides[0]))


def test_shapes_are_cut_at_the_edges_of_a_phase() -> None:
    assert list(clipped(Rect(0, 0, 100, 10), 20, 50)) == [Rect(20, 0, 30, 10)]
    assert list(clipped(Rect(0, 0, 10, 10), 20, 50)) == []
    line = Path((("M", (0.0, 0.0)), ("L", (100.0, 100.0))), stroke="#000000")
    (cut,) = clipped(line, 20, 50)
    assert isinstance(cut, Path) and cut.commands == (("M", (20.0, 20.0)), ("L", (50.0, 50.0)))
    area = Path(
        (("M", (0.0, 0.0)), ("L", (100.0, 0.0)), ("L", (100.0, 10.0)), ("L", (0.0, 10.0)), ("Z", ())), "#000000"
    )
    (cut,) = clipped(area, 20, 50)
    assert isinstance(cut, Path)
    assert {number for _, numbers in cut.commands for number in numbers[::2]} == {20.0, 50.0}


def test_the_columns_of_a_phase_begin_beside_the_names_of_the_lanes(sample: Drawing) -> None:
    heads = phases(sample)
    rail = heads[0].x
    for head in heads:
        for row in rows_of(sample, head):
            for group in row.groups:
                if group.meaning.role in ("card", "step", "phase"):
                    assert rail - 1 <= group.x and group.x + group.width <= rail + head.width + 1
                    assert group.y + group.height <= row.height + 0.5


def test_no_two_shapes_of_a_slide_have_the_same_number(sample: Drawing) -> None:
    for slide in deck(sample).slides:
        numbers = [each.get("id") for each in slide.element.iter() if each.tag.endswith("}cNvPr")]
        assert len(numbers) == len(set(numbers))


def test_a_finished_page_is_one_slide_with_its_heading_as_title_and_its_notes() -> None:
    head = Text(0.0, 24.0, ("What hurts",), Style(20.0, 700), "#1F2933")
    groups = (
        Group(100.0, 100.0, 200.0, 60.0, (Rect(0, 0, 200, 60, 8, "#EEEEEE"),), Meaning("card", "c", "A card")),
        Group(24.0, 671.0, 400.0, 34.0, (head,), Meaning("heading", "", "What hurts", "Wait for questions")),
    )
    page = Drawing(1280.0, 720.0, "#F4F5F7", (Row("page", 0.0, 720.0, groups),), (), "What hurts", "", "en", {})
    made = deck(page, page)
    assert len(made.slides) == 2
    slide = made.slides[0]
    assert slide.shapes.title.text_frame.text == "What hurts"
    assert slide.shapes.title.top > HEIGHT * 0.9
    assert slide.notes_slide.notes_text_frame.text == "Wait for questions"


def test_lanes_stand_in_columns_so_that_a_phase_fits_one_slide(sample: Drawing) -> None:
    """The purchase alone would be smaller than can be read."""
    titles = [slide.shapes.title.text_frame.text for slide in deck(sample).slides]
    assert titles == [
        sample.title, "Awareness", "Consideration", "Purchase (1/2)", "Purchase (2/2)", "Loyalty",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heights", "count", "parts"),
    [
        ([3.0, 1.0, 1.0, 3.0], 2, [[0, 1], [2, 3]]),
        ([5.0, 1.0, 1.0, 1.0], 2, [[0], [1, 2, 3]]),
        ([2.0, 2.0], 3, [[0], [1]]),
        ([], 2, [[]]),
    ],
)
def test_neighbours_are_parted_evenly(heights: list[float], count: int, parts: list[list[int]]) -> None:
    assert parted(heights, count)[0] == parts


def test_a_card_that_goes_on_in_the_next_phase_is_broken_anew() -> None:
    face = Rect(0, 0, 400, 60, 8, fill="#FFFFFF")
    long = Text(12, 20, ("Order before ten at night, at your door tomorrow",), Style(), "#000000", 18.0)
    meta = Text(12, 44, ("Product page",), Style(11.0), "#000000", 15.0)
    card = Group(0, 0, 400, 60, (face, long, meta), Meaning("card", "c"))
    made = narrowed(card, 160)
    box, words, below = made.shapes
    assert isinstance(box, Rect) and isinstance(words, Text) and isinstance(below, Text)
    assert " ".join(line.strip() for line in words.lines) == long.lines[0] and len(words.lines) > 1
    more = 18.0 * (len(words.lines) - 1)
    assert (made.height, box.height, below.baseline) == (60 + more, 60 + more, 44 + more)
    assert narrowed(card, 400) is card


def test_no_text_of_a_phase_is_wider_than_its_columns(sample: Drawing) -> None:
    for head in phases(sample):
        right = min(group.x for group in phases(sample)) + head.width
        for row in rows_of(sample, head):
            for group in row.groups:
                for one in group.shapes if group.meaning.role == "card" else ():
                    if isinstance(one, Text) and one.align == "left":
                        assert all(group.x + one.x + advance(line, one.style) <= right for line in one.lines)


def test_the_shapes_of_a_card_are_one_group_as_large_as_they_are(sample: Drawing) -> None:
    first = deck(sample).slides[0]
    groups = [each for each in first.shapes if each.shape_type == 6]
    assert groups
    for group in groups:
        assert group.left == min(each.left for each in group.shapes)
        assert group.left + group.width == max(each.left + each.width for each in group.shapes)


def test_texts_know_their_language_and_direction() -> None:
    lines = (("אבג 12",), ("abc",))
    shapes = tuple(Text(0, 20, each, Style(), "#000000") for each in lines)
    group = Group(0, 0, 100, 30, shapes, Meaning("legend"))
    made = deck(Drawing(100, 30, "#FFFFFF", (Row("a", 0, 30, (group,)),), (), "T", "", "nl", {})).slides[0]
    boxes = [each for each in leaves(made.shapes) if each.shape_type == 17]
    assert [each.text_frame.paragraphs[0]._p.pPr.get("rtl") for each in boxes] == ["1", None]
    assert {run.font.language_id for each in boxes for run in each.text_frame.paragraphs[0].runs} == {
        MSO_LANGUAGE_ID.DUTCH
    }


def test_dashes_are_as_long_as_in_the_drawing() -> None:
    line = Path((("M", (0.0, 0.0)), ("L", (80.0, 0.0))), stroke="#000000", stroke_width=2.0, dash=(8.0, 3.0))
    group = Group(0, 0, 100, 30, (line,), Meaning("guide"))
    made = deck(Drawing(100, 30, "#FFFFFF", (Row("a", 0, 30, (group,)),), (), "T", "", "en", {})).slides[0]
    (dash,) = made.element.iter("{*}ds")
    assert (dash.get("d"), dash.get("sp")) == ("400000", "150000")


def test_progress_rises_to_one_and_can_stop_the_packing(sample: Drawing) -> None:
    told: list[float] = []
    write_pptx([sample], BytesIO(), Options(), told.append)
    assert told == sorted(told) and told[-1] == 1.0
    assert len([share for share in told if 0.6 <= share < 1.0]) >= len(deck(sample).slides)

    def stop(share: float) -> None:
        if share > 0.7:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        write_pptx([sample], BytesIO(), Options(), stop)


def test_cards_too_small_for_any_type_are_boxes_on_the_slide_of_the_whole_map() -> None:
    words = Text(8, 20, ("Nobody could read this",), Style(), "#000000")
    name = Text(8, 20, ("Awareness",), Style(), "#000000")
    phase = Group(200, 0, 300, 30, (name,), Meaning("phase", "p", "Awareness"))
    lane = Group(0, 0, 90_000, 40, (Text(8, 20, ("Actions",), Style(), "#000000"),), Meaning("lane", "l", "Actions"))
    card = Group(200, 0, 180, 40, (Rect(0, 0, 180, 40, 8, "#FFFFFF"), words), Meaning("card", "c", words.lines[0]))
    rows = (Row("phases", 0, 30, (phase,)), Row("l", 40, 40, (lane, card)))
    whole, own = list(deck(Drawing(90_000, 100, "#FFFFFF", rows, (), "T", "", "en", {})).slides)
    assert words.lines[0] not in texts(whole) and "Awareness" in texts(whole)
    assert [each.name for each in whole.shapes if each.shape_type == 6] == [words.lines[0]]
    assert words.lines[0] in texts(own)
