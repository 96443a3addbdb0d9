"""What is said of a map before it is printed holds when it is."""

from __future__ import annotations

import pytest

from cjdesigner.layout.engine import Engine
from cjdesigner.layout.pages import SIZES
from cjdesigner.layout.plan import PagePlan, planned
from cjdesigner.layout.printing import LEGIBLE, Printer
from cjdesigner.model import queries
from cjdesigner.theme import tokens
from tests.helpers.shipped import sample

DOCUMENT = sample()
MAP = queries.maps(DOCUMENT)[0].id


@pytest.fixture(scope="module")
def printer() -> Printer:
    engine = Engine(tokens.load("paper"))
    return Printer(engine.layout(DOCUMENT, MAP), engine.scene(DOCUMENT, MAP))


@pytest.mark.parametrize("paper", SIZES)
def test_what_is_proposed_would_do(paper: str, printer: Printer) -> None:
    said = printer.advice(PagePlan("paper", paper))
    assert said is not None
    assert said.legible == (said.body >= LEGIBLE - 0.05)
    if said.legible:
        assert (said.paper, said.sheets) == ("", 0)
        return
    if said.paper:
        better = printer.advice(PagePlan("paper", said.paper))
        assert better is not None and better.legible
    assert said.sheets
    pages = planned(DOCUMENT, [MAP], Engine(tokens.load("paper")), PagePlan("tiled", paper, text=LEGIBLE))
    assert len(pages) == said.sheets


def test_it_is_said_in_the_language_of_the_reader(printer: Printer) -> None:
    plan = PagePlan("paper", "A4")
    english, dutch = printer.advice(plan, "en"), printer.advice(plan, "nl")
    assert english is not None and dutch is not None
    assert english.text.startswith("On A4 the text of cards is 3.") and "too small" in english.text
    assert dutch.text.startswith("Op A4 is de tekst van de kaarten 3,") and "te klein" in dutch.text


@pytest.mark.parametrize("grid", [None, (2, 1), (3, 2)])
def test_sheets_are_counted_as_they_will_be(grid: tuple[int, int] | None, printer: Printer) -> None:
    plan = PagePlan("tiled", "A3", grid=grid)
    said = printer.advice(plan, "en")
    assert said is not None
    count = len(planned(DOCUMENT, [MAP], Engine(tokens.load("paper")), plan))
    assert said.text.startswith(f"{count} sheets of A3")


def test_a_page_as_large_as_the_map_has_the_text_of_the_map(printer: Printer) -> None:
    said = printer.advice(PagePlan("map"))
    assert said is not None
    assert said.body == pytest.approx(9.75)


@pytest.mark.parametrize("pages", ["report", "phases"])
def test_nothing_is_said_of_pages_whose_text_has_a_size_of_its_own(pages: str, printer: Printer) -> None:
    assert printer.advice(PagePlan(pages)) is None
