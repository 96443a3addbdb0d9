"""The tour as pages: one a stop, all of it within the page, dimmed as in the room, with what the speaker says."""

from __future__ import annotations

import pytest

from cjdesigner.draw.shapes import Drawing, Group, Picture, Rect, Text
from cjdesigner.edit import maps, tours
from cjdesigner.layout.engine import Engine
from cjdesigner.layout.plan import PagePlan, planned
from cjdesigner.layout.staging import HEIGHT, WIDTH
from cjdesigner.layout.tour import tour
from cjdesigner.model.document import Document
from cjdesigner.theme import tokens
from tests.helpers import shipped
from tests.helpers.maps import only_map

ENGINE = Engine(tokens.load("paper"))


def told_of(language: str = "en") -> tuple[Document, str]:
    document = shipped.sample(language)
    return document, shipped.as_it_is(document)


def pages_of(document: Document, map_id: str) -> list[Drawing]:
    return planned(document, [map_id], ENGINE, PagePlan("tour"))


def groups_of(page: Drawing) -> list[Group]:
    return [group for row in page.rows for group in row.groups]


def heading(page: Drawing) -> Group:
    return next(group for group in groups_of(page) if group.meaning.role == "heading")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_each_stop_is_a_page(language: str) -> None:
    document, map_id = told_of(language)
    stops = tour(document, map_id, ENGINE)
    pages = pages_of(document, map_id)
    assert [page.title for page in pages] == [stop.title for stop in stops]
    assert {(page.width, page.height) for page in pages} == {(WIDTH, HEIGHT)}
    assert [heading(page).meaning.notes for page in pages] == [stop.notes for stop in stops]


def test_nothing_but_words_reaches_over_the_edge() -> None:
    document, map_id = told_of()
    for page in pages_of(document, map_id):
        for group in groups_of(page):
            for shape in group.shapes:
                if isinstance(shape, Rect):
                    left, top = group.x + shape.x, group.y + shape.y
                    assert left >= -1 and top >= -1, page.title
                    assert left + shape.width <= WIDTH + 1 and top + shape.height <= HEIGHT + 1, page.title


def test_what_a_stop_is_not_about_is_dimmed() -> None:
    document, map_id = told_of()
    place, stop = next((n, one) for n, one in enumerate(tour(document, map_id, ENGINE)) if one.section == "dips")
    page = pages_of(document, map_id)[place]
    inks: dict[bool, set[str]] = {True: set(), False: set()}
    for group in groups_of(page):
        if group.meaning.role == "card":
            inks[group.meaning.id in stop.lit] |= {one.fill for one in group.shapes if isinstance(one, Text)}
    assert ENGINE.theme.colours.ink in inks[True]
    assert inks[False] and ENGINE.theme.colours.ink not in inks[False]
    assert all(luminous(colour) > 0.6 for colour in inks[False])


def luminous(colour: str) -> float:
    return sum(int(colour[at : at + 2], 16) for at in (1, 3, 5)) / 765


def test_pictures_that_are_dimmed_leave_a_grey_place() -> None:
    document, map_id = told_of()
    pages = pages_of(document, map_id)
    counts = [sum(isinstance(one, Picture) for group in groups_of(page) for one in group.shapes) for page in pages]
    assert counts[0] > max(counts[1:5])


def test_a_tour_of_ones_own_is_what_is_printed() -> None:
    document, map_id = told_of()
    document, first = tours.add(document, map_id, scene="decisions", name="First the end", notes="Say so")
    document, second = tours.add(document, map_id, scene="overview", skipped=True)
    pages = pages_of(document, map_id)
    assert [page.title for page in pages] == ["First the end"]
    assert heading(pages[0]).meaning.notes == "Say so"


def test_an_empty_map_has_a_page() -> None:
    document = maps.blank_document("en")
    assert len(pages_of(document, only_map(document))) >= 1  # type: ignore[arg-type]


def test_it_can_be_stopped() -> None:
    document, map_id = told_of()

    def stop(share: float) -> None:
        if share > 0.3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        planned(document, [map_id], ENGINE, PagePlan("tour"), stop)
