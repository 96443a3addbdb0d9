"""A page that is whole in itself: nothing in a text runs, nothing is fetched, everything of the drawing is in it."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from io import BytesIO

from cjdesigner.draw.shapes import Drawing, Group, Meaning, Row, Style, Text
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


def page(*drawings: Drawing) -> tuple[Page, str]:
    file = BytesIO()
    write_html(drawings, file, Options())
    text = file.getvalue().decode()
    return Page(text), text


def hostile() -> Drawing:
    text = Text(0, 20, (PAYLOAD,), Style(), "#000000")
    group = Group(0, 0, 100, 30, (text,), Meaning("card", PAYLOAD, PAYLOAD, PAYLOAD))
    return Drawing(100, 30, "#FFFFFF", (Row("a", 0, 30, (group,)),), (), PAYLOAD, "", "en", {})


def test_one_script_runs_and_the_policy_knows_it() -> None:
    made, _ = page(hostile())
    assert len([tag for tag, _ in made.tags if tag == "script"]) == 1
    script = "".join(made.scripts)
    policy = next(attrs["content"] for tag, attrs in made.tags if attrs.get("http-equiv") == "Content-Security-Policy")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy is not None and f"script-src 'sha256-{digest}'" in policy and "default-src 'none'" in policy
    assert "alert(1)" not in script
    assert not [name for _, attrs in made.tags for name in attrs if name.startswith("on")]


def test_text_is_text() -> None:
    made, _ = page(hostile())
    assert any("<script>alert(1)</script>" in text for text in made.texts)
    shown = PAYLOAD.replace("\x00", "\ufffd").replace("\x1b", "\ufffd")
    assert any(attrs.get("data-id") == shown for _, attrs in made.tags)


def test_nothing_outside_is_named(drawing: Drawing) -> None:
    made, text = page(drawing)
    for _, attrs in made.tags:
        for name in ("src", "href", "xlink:href", "action", "data"):
            value = attrs.get(name)
            assert value is None or value.startswith(("#", "data:"))
    plain = text.replace("http://www.w3.org/2000/svg", "").replace("http://www.w3.org/1999/xlink", "")
    assert not re.search(r"https?://|@import", plain)


def test_several_maps_keep_their_names_apart(drawing: Drawing) -> None:
    made, _ = page(drawing, drawing)
    assert len([tag for tag, _ in made.tags if tag == "main"]) == 2
    ids = [attrs["id"] for _, attrs in made.tags if attrs.get("id")]
    assert len(ids) == len(set(ids))


def test_every_text_is_in_the_page(drawing: Drawing) -> None:
    made, _ = page(drawing)
    said = "".join("".join(made.texts).split())
    for row in drawing.rows:
        for group in row.groups:
            for one in group.shapes:
                if isinstance(one, Text) and group.meaning.role in ("title", "phase"):
                    assert "".join(one.lines[0].split()) in said
