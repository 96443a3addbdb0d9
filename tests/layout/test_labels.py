"""Where the labels of links stand: always somewhere, and never on a card or on one another."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjdesigner.draw.shapes import Drawing, Group, Path, Text
from cjdesigner.draw.text import advance
from cjdesigner.edit import cards, links
from cjdesigner.layout import hits
from cjdesigner.layout.hits import Box
from cjdesigner.layout.links import drawn_links, label_box
from cjdesigner.model.document import Document
from tests.helpers.driver import fresh_drawing
from tests.helpers.maps import small_map
from tests.helpers.shipped import as_it_is, sample

WORDS = [
    *("no", "in doubt again, back to reviews", "إعادة المحاولة", "👍 top"),
    "herkansingsmogelijkheid via de klantenservice",
]


def label(group: Group) -> Text | None:
    return next((shape for shape in group.shapes if isinstance(shape, Text)), None)


def label_boxes(drawing: Drawing) -> dict[str, Box]:
    """The ink of each label, by link, in scene units."""
    found = {}
    for link_id, group in drawn_links(drawing).items():
        text = label(group)
        if text is not None:
            wide = advance(text.lines[0], text.style)
            left, baseline = group.x + text.left_edge(wide), group.y + text.baseline
            found[link_id] = Box(left, baseline - 8.0, wide, 10.0)
    return found


def covered(drawing: Drawing) -> list[tuple[str, str]]:
    """Labels and what they lie on: cards, points, steps, moments of truth, other labels."""
    standing = {
        group.meaning.id: hits.box_of(row, group)
        for row in drawing.rows
        for group in row.groups
        if group.meaning.role in ("card", "point", "step", "phase")
    }
    texts = label_boxes(drawing)
    found = [(one, other) for one, box in texts.items() for other, there in standing.items() if box.meets(there)]
    return found + [pair for pair in combinations(texts, 2) if texts[pair[0]].meets(texts[pair[1]])]


def neighbours(text: str) -> tuple[Document, str, str]:
    """A link between cards that stand side by side: document, map, link."""
    named = small_map()
    document, first = cards.add(named.document, named.lanes["actions"], named.steps[2], "Reads six reviews at once")
    document, second = cards.add(document, named.lanes["actions"], named.steps[3], "Tries two models in the shop")
    document, link = links.add(document, second, first, label=text)
    return document, named.map, link


@pytest.mark.parametrize("text", WORDS)
def test_a_short_link_has_its_label_too(text: str) -> None:
    document, map_id, link = neighbours(text)
    drawing = fresh_drawing(document, map_id)
    shown = label(drawn_links(drawing)[link])
    assert shown is not None and shown.lines == (text,)
    assert covered(drawing) == []


def test_a_label_away_from_its_link_is_joined_to_it_by_a_fine_line() -> None:
    document, map_id, link = neighbours("in doubt again, back to reviews")
    group = drawn_links(fresh_drawing(document, map_id))[link]
    shaft, _, leader = (each for each in group.shapes if isinstance(each, Path))
    text = label(group)
    assert text is not None
    (x, start), (_, end) = (values for _, values in leader.commands)
    assert start == pytest.approx(shaft.commands[0][1][1]) and abs(end - text.baseline) < 14
    left = text.left_edge(advance(text.lines[0], text.style))
    assert left - 8 <= x <= left + advance(text.lines[0], text.style) + 8
    assert leader.stroke_width < shaft.stroke_width


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_sample_shows_every_label(language: str) -> None:
    document = sample(language)
    drawing = fresh_drawing(document, as_it_is(document))
    shown = label_boxes(drawing)
    assert [link for link in drawn_links(drawing) if document.links[link].label and link not in shown] == []
    assert covered(drawing) == []


@given(st.data())
def test_labels_of_a_full_map_cover_nothing_and_stay_on_the_sheet(data: st.DataObject) -> None:
    named = small_map()
    document = named.document
    made = list(named.steps)
    for lane in ("actions", "touchpoints", "pains", "solutions"):
        for place, step in enumerate(named.steps):
            for _ in range(data.draw(st.integers(0, 3))):
                document, card = cards.add(document, named.lanes[lane], step, "Some words on a card")
                if data.draw(st.booleans()):
                    document = cards.stretch(document, card, step, named.steps[min(place + 1, len(named.steps) - 1)])
                made.append(card)
    for _ in range(12):
        source, target = data.draw(st.sampled_from(made)), data.draw(st.sampled_from(made))
        steps = source in named.steps and target in named.steps
        if source != target and not steps and not links.refusal(document, source, target):
            document, _ = links.add(document, source, target, kind="refers_to", label=data.draw(st.sampled_from(WORDS)))
    drawing = fresh_drawing(document, named.map)
    assert covered(drawing) == []
    for link, box in label_boxes(drawing).items():
        group = drawn_links(drawing)[link]
        assert group.x <= box.x and box.right <= group.x + group.width
        assert group.y <= box.y and box.bottom <= group.y + group.height
        assert 0 <= box.x and box.right <= drawing.width


def test_labels_in_one_gap_keep_apart() -> None:
    named = small_map()
    document = named.document
    made = []
    for _ in range(4):
        document, source = cards.add(document, named.lanes["actions"], named.steps[0], "Another card")
        document, link = links.add(document, source, named.cards["solutions"], label="brings her back again")
        made.append(link)
    drawing = fresh_drawing(document, named.map)
    shown = label_boxes(drawing)
    assert set(made) <= shown.keys()
    assert covered(drawing) == []


def test_a_label_of_a_loop_stands_beside_the_lines_that_cross_it() -> None:
    named = small_map()
    document, low = links.add(named.document, named.steps[0], named.steps[2], label="once more, not good enough")
    document, high = links.add(document, named.steps[1], named.steps[3], label="from here")
    drawing = fresh_drawing(document, named.map)
    xs = [x for _, values in _line(drawn_links(drawing)[high]) for x in values[0::2]]
    uprights = {drawn_links(drawing)[high].x + x for x in (min(xs), max(xs))}
    box = label_boxes(drawing)[low]
    text = label(drawn_links(drawing)[low])
    assert text is not None and text.lines == ("once more, not good enough",)
    assert not any(box.x - 2 < x < box.right + 2 for x in uprights)


def _line(group: Group) -> tuple[tuple[str, tuple[float, ...]], ...]:
    return next(shape for shape in group.shapes if isinstance(shape, Path)).commands


def test_the_field_for_a_label_opens_where_it_stands() -> None:
    document, map_id, link = neighbours("in doubt again, back to reviews")
    drawing = fresh_drawing(document, map_id)
    box, there = label_box(drawn_links(drawing)[link]), label_boxes(drawing)[link]
    assert abs((box.x + box.width / 2) - (there.x + there.width / 2)) < 1
    assert box.y < there.y and there.bottom < box.bottom


def test_a_label_beside_an_upright_part_is_whole_where_there_is_room() -> None:
    named = small_map()
    words = "because customer service never calls back"
    document, link = links.add(named.document, named.cards["actions"], named.cards["solutions"], label=words)
    shown = label(drawn_links(fresh_drawing(document, named.map))[link])
    assert shown is not None and shown.lines == (words,)
