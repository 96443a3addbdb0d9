"""A page that is whole in itself: nothing in a text runs, nothing is fetched, everything of the drawing is in it."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from io import BytesIO

import pytest

from cjdesigner.draw.shapes import Drawing, Group, Meaning, Rect, Row, Style, Text
from cjdesigner.paint.base import Options
from cjdesigner.paint.html import write_html
from tests.paint.test_svg import PAYLOAD


class Page(HTMLParser):
    """What a browser makes of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.texts: list[str] = []
        self._inside = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = tag

    def handle_data(self, data: str) -> None:
        (self.scripts if self._inside == "script" else self.texts).append(data)

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def page(*drawings: Drawing, **options: str) -> tuple[Page, str]:
    file = BytesIO()
    write_html(drawings, file, Options(**options))  # type: ignore[arg-type]
    text = file.getvalue().decode()
    return Page(text), text


def hostile() -> Drawing:
    text = Text(0, 20, (PAYLOAD,), Style(), "#000000")
    names = ("phase", "step", "lane", "card")
    groups = tuple(Group(0, 0, 100, 30, (text,), Meaning(role, PAYLOAD, PAYLOAD, PAYLOAD)) for role in names)
    rows = (Row("p", 0, 30, groups[:1]), Row("s", 30, 30, groups[1:2]), Row("a", 60, 30, groups[2:]))
    return Drawing(100, 90, "#FFFFFF", rows, (), PAYLOAD, "", PAYLOAD, {})


def test_one_script_runs_and_the_policy_knows_it() -> None:
    made, _ = page(hostile())
    assert len(made.of("script")) == 1
    script = "".join(made.scripts)
    policy = next(attrs["content"] for attrs in made.of("meta") if attrs.get("http-equiv") == "Content-Security-Policy")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy is not None and f"script-src 'sha256-{digest}'" in policy and "default-src 'none'" in policy
    assert "alert(1)" not in script
    assert not [name for _, attrs in made.tags for name in attrs if name.startswith("on")]


def test_the_script_makes_no_markup_out_of_text() -> None:
    script = "".join(page(hostile())[0].scripts)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|Function\(", script)
    assert not re.search(r"fetch\(|XMLHttpRequest|WebSocket|sendBeacon|import\(", script)


def test_text_is_text() -> None:
    made, _ = page(hostile())
    assert any("<script>alert(1)</script>" in text for text in made.texts)
    shown = PAYLOAD.replace("\x00", "\ufffd").replace("\x1b", "\ufffd")
    for name in ("data-id", "data-name", "data-lane", "data-for", "aria-label"):
        assert any(attrs.get(name) == shown for _, attrs in made.tags), name


def test_nothing_outside_is_named(drawing: Drawing) -> None:
    made, text = page(drawing)
    for _, attrs in made.tags:
        for name in ("src", "href", "xlink:href", "action", "data"):
            value = attrs.get(name)
            assert value is None or value.startswith(("#", "data:"))
    plain = text.replace("http://www.w3.org/2000/svg", "").replace("http://www.w3.org/1999/xlink", "")
    assert not re.search(r"https?://|@import", plain)


def test_several_maps_keep_their_names_apart_and_share_fonts(drawing: Drawing) -> None:
    made, text = page(drawing, drawing)
    maps = [attrs for attrs in made.of("section") if attrs.get("class") == "map"]
    tabs = [attrs for attrs in made.of("button") if attrs.get("role") == "tab"]
    assert [attrs["id"] for attrs in maps] == [attrs["aria-controls"] for attrs in tabs] == ["map1", "map2"]
    ids = [attrs["id"] for _, attrs in made.tags if attrs.get("id")]
    assert len(ids) == len(set(ids))
    faces = re.findall(r'font-family:"([^"]+)";src', text)
    assert faces and len(faces) == len(set(faces))


def test_every_text_is_in_the_page(drawing: Drawing) -> None:
    made, _ = page(drawing)
    said = "".join("".join(made.texts).split())
    for row in drawing.rows:
        for group in row.groups:
            for one in group.shapes:
                if isinstance(one, Text) and group.meaning.role in ("title", "phase"):
                    assert "".join(one.lines[0].split()) in said


def test_what_is_known_of_a_card_is_told_line_by_line() -> None:
    shapes = (
        Rect(0, 0, 100, 60),
        Text(8, 20, ("Parcel is", "late"), Style(), "#000000", 18.0),
        Text(8, 54, ("1 in 6",), Style(11.0), "#000000"),
        Text(60, 54, ("1 solution",), Style(11.0), "#000000"),
        Text(8, 70, ("severity",), Style(11.0), "#000000"),  # beside marks that only the eye can count
    )
    means = Meaning("card", "c1", "Parcel is late · severity 3 of 3", "See interview 9.\nTwice.")
    card = Group(0, 0, 100, 60, shapes, means)
    _, text = page(Drawing(100, 60, "#FFFFFF", (Row("a", 0, 60, (card,)),), (), "T", "", "en", {}))
    known = re.search(r'<li data-for="c1"[^>]*>(.*?)</li>', text, re.DOTALL)
    assert known is not None
    assert known[1] == (
        "<b>Parcel is late</b><span>1 in 6 · 1 solution</span><span>severity 3 of 3</span>"
        "<q>See interview 9.\nTwice.</q>"
    )


def test_headers_that_stay_are_copies_of_the_map(drawing: Drawing) -> None:
    made, _ = page(drawing)
    ids = {attrs.get("id") for attrs in made.of("g")}
    used = [attrs["href"] for attrs in made.of("use") if attrs.get("href")]
    assert used and all((name or "").removeprefix("#") in ids for name in used)
    assert {"top", "left", "corner"} <= {attrs.get("class") for attrs in made.of("div")}


@pytest.mark.parametrize(
    ("language", "search", "phase"), [("en", "Search", "Next phase"), ("nl", "Zoeken", "Volgende fase")]
)
def test_the_page_speaks_the_language_of_the_project(drawing: Drawing, language: str, search: str, phase: str) -> None:
    made, _ = page(drawing, language=language)
    assert made.of("html")[0]["lang"] == language
    said = {attrs.get("aria-label") for _, attrs in made.tags}
    assert {search, phase} <= said


def test_every_control_has_a_name(drawing: Drawing) -> None:
    made, text = page(drawing, drawing)
    for attrs in made.of("button"):
        if not attrs.get("aria-label"):
            assert re.search(rf'<button[^>]*id="{attrs.get("id")}"[^>]*>[^<]', text) or attrs.get("role") == "tab"
    for tag in ("input", "select", "aside", "section"):
        assert all(attrs.get("aria-label") for attrs in made.of(tag))
