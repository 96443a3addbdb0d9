"""What a real browser makes of the exported files: the same picture as the PNG, and a page that does what it should."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from cjdesigner.draw.shapes import Drawing, Group, Meaning, Rect, Row
from cjdesigner.layout.engine import Engine
from cjdesigner.model import queries
from cjdesigner.paint.base import Options
from cjdesigner.paint.html import write_html
from cjdesigner.paint.png import write_png
from cjdesigner.paint.svg import write_svg
from cjdesigner.theme import tokens
from tests.helpers import shipped
from tests.helpers.browser import Browser, program


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = program()
    if path is None:
        pytest.skip("there is no Chromium on this machine")
    made = Browser(path)
    yield made
    made.close()


@pytest.fixture(scope="module")
def sample() -> list[Drawing]:
    document = shipped.sample()
    engine = Engine(tokens.load(document.project.theme))
    return [engine.layout(document, each.id) for each in queries.maps(document)]


@pytest.fixture(scope="module")
def page(sample: list[Drawing], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "map.html"
    with path.open("wb") as file:
        write_html(sample, file, Options())
    return path


def png(drawing: Drawing) -> Image.Image:
    file = BytesIO()
    write_png(drawing, file)
    return Image.open(file).convert("RGB")


def off(one: Image.Image, other: Image.Image, by: int = 96) -> float:
    """The share of pixels that differ by more than so much in a channel."""
    assert one.size == other.size
    apart = np.abs(np.asarray(one).astype(int) - np.asarray(other).astype(int)).max(2)
    return float((apart > by).mean())


@pytest.mark.parametrize("outlines", [False, True], ids=["text", "outlines"])
@pytest.mark.parametrize("place", [0, 1])
def test_an_svg_looks_like_the_png(
    browser: Browser, sample: list[Drawing], place: int, outlines: bool, tmp_path: Path
) -> None:
    path = tmp_path / "map.svg"
    with path.open("wb") as file:
        write_svg(sample[place], file, outlines)
    expected = png(sample[place])
    browser.open(path, "", *expected.size)
    assert off(expected, browser.picture(*expected.size)) < 0.0001
    assert not browser.complaints and browser.requests[0] == path.as_uri()
    assert all(each.startswith("data:") for each in browser.requests[1:])


@pytest.mark.parametrize("outlines", [False, True], ids=["text", "outlines"])
def test_every_script_looks_like_the_png(browser: Browser, drawing: Drawing, outlines: bool, tmp_path: Path) -> None:
    path = tmp_path / "map.svg"
    with path.open("wb") as file:
        write_svg(drawing, file, outlines)
    expected = png(drawing)
    browser.open(path, "", *expected.size)
    assert off(expected, browser.picture(*expected.size)) < 0.0005


@pytest.mark.parametrize("place", [0, 1])
def test_the_map_of_a_page_looks_like_the_png(browser: Browser, page: Path, sample: list[Drawing], place: int) -> None:
    """Also where copies of the headers lie over it."""
    expected = png(sample[place])
    width, height = expected.size
    browser.open(page, f"#map={place + 1}&zoom=100", width, height + 52)
    top = browser.run("document.querySelector('main').getBoundingClientRect().top")
    browser.open(page, f"#map={place + 1}&zoom=100", width, height + round(top))
    assert off(expected, browser.picture(width, height, 0, round(top))) < 0.0001


def test_the_page_asks_nothing_of_a_network(browser: Browser, page: Path) -> None:
    browser.open(page)
    assert [each for each in browser.requests if not each.startswith("data:")] == [page.as_uri()]
    refused = browser.run("fetch('https://example.org/').then(() => 'fetched', () => 'refused')")
    assert refused == "refused"
    assert [each for each in browser.complaints if "Content Security Policy" not in each] == []


def box(browser: Browser, selector: str) -> dict[str, float]:
    found: dict[str, float] = browser.run(f"document.querySelector({selector!r}).getBoundingClientRect().toJSON()")
    return found


def test_headers_stay_in_sight(browser: Browser, page: Path) -> None:
    browser.open(page, "#zoom=100&x=600&y=900", 1280, 800)
    area = box(browser, "#map1")
    assert box(browser, "#map1 .top")["top"] == area["top"]
    assert box(browser, "#map1 .left")["left"] == area["left"] == 0
    assert box(browser, "#map1 .whole")["left"] == -600
    # Under them the map goes on: what is hit beside the names of the lanes is the copy.
    hit = browser.run("document.elementFromPoint(60, 600).closest('.left') !== null")
    assert hit is True


def card(browser: Browser, place: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = browser.run(
        f"(() => {{ const g = document.querySelectorAll('#map1 g[data-role=card]')[{place}];"
        "const b = g.getBoundingClientRect();"
        "return {x: b.x + b.width / 2, y: b.y + b.height / 2, label: g.getAttribute('aria-label')}; })()"
    )
    return found


def test_a_click_on_a_card_tells_all_about_it(browser: Browser, page: Path) -> None:
    browser.open(page, "#zoom=100")
    assert browser.run("document.getElementById('details').hidden") is True
    one = card(browser, 2)
    browser.click(one["x"], one["y"])
    said = browser.run("document.getElementById('details').innerText")
    assert one["label"] in said and "Actions · Awareness" in said
    browser.key("Escape")
    assert browser.run("document.getElementById('details').hidden") is True


def test_notes_are_told_and_shown_as_text(browser: Browser, page: Path, sample: list[Drawing]) -> None:
    noted = next(g for row in sample[0].rows for g in row.groups if g.meaning.role == "card" and g.meaning.notes)
    browser.open(page, f"#card={noted.meaning.id}")
    assert noted.meaning.notes in browser.run("document.getElementById('details').innerText")


def test_addresses_in_notes_are_links_that_nothing_follows_by_itself(browser: Browser, tmp_path: Path) -> None:
    notes = "See https://example.org/a?b=1, or (mailto:a@example.org). javascript:alert(1) <b>https://x.test/</b>"
    group = Group(0, 0, 90, 40, (Rect(0, 0, 90, 40, fill="#FFFFFF"),), Meaning("card", "c", "Card", notes))
    path = tmp_path / "links.html"
    with path.open("wb") as file:
        write_html([Drawing(90, 40, "#FFFFFF", (Row("a", 0, 40, (group,)),), (), "T", "", "en", {})], file, Options())
    browser.open(path, "#card=c")
    links = browser.run("Array.from(document.querySelectorAll('#details a')).map(a => [a.getAttribute('href'), a.rel])")
    assert links == [
        ["https://example.org/a?b=1", "noopener noreferrer"],
        ["mailto:a@example.org", "noopener noreferrer"],
        ["https://x.test/", "noopener noreferrer"],
    ]
    assert notes in browser.run("document.getElementById('details').innerText")
    assert {each.partition("#")[0] for each in browser.requests if not each.startswith("data:")} == {path.as_uri()}


def test_a_drag_moves_the_map_and_opens_nothing(browser: Browser, page: Path) -> None:
    browser.open(page, "#zoom=150")
    one = card(browser, 2)
    browser.drag((one["x"], one["y"]), (one["x"] - 220, one["y"] - 60))
    assert browser.run("document.getElementById('map1').scrollLeft") == pytest.approx(220, abs=2)
    assert browser.run("document.getElementById('details').hidden") is True


def test_searching_goes_from_match_to_match(browser: Browser, page: Path) -> None:
    browser.open(page, "#zoom=100")
    browser.run("document.getElementById('map1').focus()")
    browser.key("/", "/")
    browser.type("SHOP")
    assert browser.run("document.getElementById('count').textContent") == "1 of 7"
    browser.key("Enter", "\r")
    browser.key("Enter", "\r")
    assert browser.run("document.getElementById('count').textContent") == "2 of 7"
    assert "shop" in browser.run("document.getElementById('details').innerText").lower()
    browser.key("Escape")
    assert browser.run("document.querySelectorAll('.hit').length") == 0
    browser.run("document.getElementById('find').focus()")
    browser.type("zebra")
    assert browser.run("document.getElementById('count').textContent") == "no matches"


def test_phases_one_by_one(browser: Browser, page: Path, sample: list[Drawing]) -> None:
    browser.open(page, "", 1280, 800)
    names = browser.run("Array.from(document.getElementById('pick').options).map(o => o.text)")
    assert names == ["The whole map", "Awareness", "Consideration", "Purchase", "Loyalty"]
    for number, name in enumerate(names[1:], 1):
        browser.key("PageDown")
        assert browser.run("document.getElementById('told').textContent") == f"Phase {number} of 4: {name}"
        left = browser.run(
            f"document.querySelectorAll('#map1 .whole g[data-role=phase]')[{number - 1}].getBoundingClientRect().left"
        )
        rail = box(browser, "#map1 .left")["right"]
        assert rail - 1 <= left <= rail + 40 or number == 4
        first = box(browser, "#map1 .whole g[data-role=lane]")["top"]
        assert first == pytest.approx(box(browser, "#map1 .top")["bottom"], abs=12)
    browser.key("PageDown")
    assert browser.run("document.getElementById('pick').value") == "4"
    browser.key("Home")
    assert browser.run("document.getElementById('pick').value") == "0"
    whole, area = box(browser, "#map1 .whole"), box(browser, "#map1")
    assert whole["height"] <= area["height"] + 1 and whole["width"] <= area["width"] + 1
    browser.call("Emulation.setDeviceMetricsOverride", width=900, height=500, deviceScaleFactor=1, mobile=False)
    browser.run("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert box(browser, "#map1 .whole")["height"] == pytest.approx(box(browser, "#map1")["height"], abs=1)


def test_cards_are_reached_by_keys(browser: Browser, page: Path) -> None:
    browser.open(page, "#zoom=100")
    browser.run("document.getElementById('map1').focus()")
    browser.key("Tab", "\t")
    first = browser.run("document.activeElement.getAttribute('aria-label')")
    assert first == card(browser)["label"]
    assert browser.run("document.activeElement.getAttribute('role')") == "button"
    browser.key("ArrowRight")
    second = browser.run("document.activeElement.getAttribute('aria-label')")
    assert second not in (None, first)
    browser.key("Enter", "\r")
    assert second in browser.run("document.getElementById('details').innerText")


def test_zooming_keeps_the_place(browser: Browser, page: Path) -> None:
    browser.open(page, "#zoom=100&x=300&y=500")
    before = box(browser, "#map1 .whole")
    x, y = 640.0, 426.0
    browser.call("Input.dispatchMouseEvent", type="mouseWheel", x=x, y=y, deltaX=0, deltaY=-120, modifiers=2)
    browser.run("new Promise(requestAnimationFrame)")
    after = box(browser, "#map1 .whole")
    scale = after["width"] / before["width"]
    assert scale > 1.2
    assert (x - after["left"]) / scale == pytest.approx(x - before["left"], abs=2)
    assert (y - after["top"]) / scale == pytest.approx(y - before["top"], abs=2)


def test_on_a_phone_two_fingers_zoom_and_nothing_is_wider_than_the_glass(browser: Browser, page: Path) -> None:
    browser.open(page, "", 390, 844, phone=True)
    assert browser.run("document.documentElement.scrollWidth") == 390
    for selector in ("#before", "#after", "#in", "#out", "#fit", "#find"):
        place = box(browser, selector)
        assert place["left"] >= 0 and place["right"] <= 390 and place["height"] >= 34
    assert browser.run("getComputedStyle(document.querySelector('.left')).display") == "none"
    before = box(browser, "#map1 .whole")["width"]
    browser.touch("touchStart", (150, 400), (240, 400))
    browser.touch("touchMove", (120, 400), (270, 400))
    browser.touch("touchMove", (105, 400), (285, 400))
    browser.touch("touchEnd")
    assert box(browser, "#map1 .whole")["width"] == pytest.approx(before * 2, rel=0.05)
    assert browser.run("document.documentElement.scrollWidth") == 390


def test_a_phone_names_the_lanes_once_their_names_are_out_of_sight(browser: Browser, page: Path) -> None:
    browser.open(page, "#zoom=80&x=0&y=0", 390, 844, phone=True)
    assert browser.run("getComputedStyle(document.querySelector('.names')).display") == "none"
    browser.open(page, "#zoom=80&x=500&y=0", 390, 844, phone=True)
    names = box(browser, ".names span")
    assert 0 <= names["left"] < 20


def test_finished_pages_are_turned(browser: Browser, sample: list[Drawing], tmp_path: Path) -> None:
    """Such as the stops of a presentation: no headers stay in sight, and each page is as large as the window."""
    pages = [
        each._replace(rows=(Row("page", 0.0, each.height, tuple(g for row in each.rows for g in row.groups)),))
        for each in (*sample, *sample)
    ]
    path = tmp_path / "pages.html"
    with path.open("wb") as file:
        write_html(pages, file, Options())
    browser.open(path)
    assert browser.run("document.querySelectorAll('.top,.left,.corner,.tab').length") == 0
    for number in (2, 3):
        browser.key("ArrowRight")
        assert browser.run("document.getElementById('told').textContent").startswith(f"Page {number} of 4")
        whole, area = box(browser, f"#map{number} .whole"), box(browser, f"#map{number}")
        assert area["height"] > 0 and whole["height"] == pytest.approx(area["height"], abs=2)
    browser.key("PageUp")
    assert browser.run("document.getElementById('pick').selectedIndex") == 1
    assert not browser.complaints


def test_paper_shows_each_map_whole_and_the_notes_below(browser: Browser, page: Path, sample: list[Drawing]) -> None:
    browser.open(page)
    data = base64.b64decode(browser.call("Page.printToPDF", preferCSSPageSize=True)["data"])
    book = pypdfium2.PdfDocument(data)
    texts = ["".join(leaf.get_textpage().get_text_range().split()) for leaf in book]
    assert len(texts) == 4
    for place, drawing in enumerate(sample):
        assert "".join(drawing.title.split()) in texts[2 * place]
        for row in drawing.rows:
            for group in row.groups:
                if group.meaning.role == "card" and group.meaning.notes:
                    assert "".join(group.meaning.notes.split()) in texts[2 * place + 1]
    book.close()
