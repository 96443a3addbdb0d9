"""SVG: well-formed, self-contained, without anything that runs, and with the boxes and words of the drawing."""

from __future__ import annotations

import base64
import re
from io import BytesIO
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont

from cjdesigner.draw.shapes import Drawing, Group, Meaning, Picture, Rect, Row, Style, Text
from cjdesigner.paint.base import Options, format_for, nothing
from cjdesigner.paint.svg import write_svg

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"
PAYLOAD = '<script>alert(1)</script> ]]> &amp; "q" \' --> {{7*7}} \x00\x1b'


def drawn(drawing: Drawing, outlines: bool = False) -> ElementTree.Element:
    file = BytesIO()
    write_svg(drawing, file, outlines)
    return ElementTree.fromstring(file.getvalue())


def words(root: ElementTree.Element) -> str:
    """Everything that is written, without blanks, in no particular order of the runs of a line."""
    said = [each.text or "" for each in root.iter(f"{SVG}text")]
    said += [each.get("aria-label", "") for each in root.iter(f"{SVG}g") if not each.get("data-role")]
    return "".join(sorted("".join("".join(said).split())))


@pytest.mark.parametrize("outlines", [False, True])
def test_every_text_and_box_of_the_drawing_is_there(drawing: Drawing, outlines: bool) -> None:
    root = drawn(drawing, outlines)
    groups = [group for row in drawing.rows for group in row.groups]
    lines = [line for group in groups for one in group.shapes if isinstance(one, Text) for line in one.lines]
    assert words(root) == "".join(sorted("".join("".join(lines).split())))
    boxes = [one for group in groups for one in group.shapes if isinstance(one, Rect)]
    found = [(float(box.get("width", 0)), float(box.get("height", 0))) for box in root.iter(f"{SVG}rect")]
    for box in boxes:
        assert (pytest.approx(box.width), pytest.approx(box.height)) in found
    told = {each.get("data-id") for each in root.iter(f"{SVG}g")}
    assert {group.meaning.id for group in groups if group.meaning.id} <= told
    assert (root.get("width"), root.get("lang")) == (f"{drawing.width:g}", "en")


@pytest.mark.parametrize("outlines", [False, True])
def test_nothing_runs_and_nothing_is_fetched(drawing: Drawing, outlines: bool) -> None:
    root = drawn(drawing, outlines)
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
        *("svg", "title", "style", "defs", "g", "rect", "path", "use", "text", "image", "clipPath")
    }
    for each in root.iter():
        assert not [name for name in each.attrib if name.startswith("on")]
        assert each.get(HREF, "#").startswith(("#", "data:image/png;", "data:image/jpeg;", "data:image/webp;"))
    style = "".join(each.text or "" for each in root.iter(f"{SVG}style"))
    assert all(url.startswith(("data:font/woff;", "#")) for url in re.findall(r"url\(([^)]{0,20})", style))
    assert bool(style) != outlines


def test_embedded_fonts_hold_the_letters_that_are_used(drawing: Drawing) -> None:
    root = drawn(drawing)
    style = "".join(each.text or "" for each in root.iter(f"{SVG}style"))
    fonts = {
        name: TTFont(BytesIO(base64.b64decode(data))).getBestCmap()
        for name, data in re.findall(r'font-family:"([^"]+)";src:url\(data:font/woff;base64,([^)]+)\)', style)
    }
    for each in root.iter(f"{SVG}text"):
        covered = fonts[each.get("font-family", "")]
        assert all(ord(letter) in covered or letter.isspace() for letter in each.text or "")


def test_text_is_data_everywhere() -> None:
    text = Text(0, 20, (PAYLOAD,), Style(), "#000000")
    group = Group(0, 0, 100, 30, (text, Picture(0, 0, 9, 9, PAYLOAD)), Meaning(PAYLOAD, PAYLOAD, PAYLOAD, PAYLOAD))
    made = Drawing(100, 30, "#FFFFFF", (Row("a", 0, 30, (group,)),), (), PAYLOAD, "", PAYLOAD, {})
    for outlines in (False, True):
        root = drawn(made, outlines)
        assert not list(root.iter(f"{SVG}script"))
        shown = root.find(f"{SVG}title")
        assert shown is not None and shown.text is not None and shown.text.startswith("<script>")


def test_same_drawing_same_bytes(drawing: Drawing) -> None:
    made = []
    form = format_for("svg")
    assert form is not None
    for _ in range(2):
        file = BytesIO()
        form.write([drawing], file, Options(), nothing)
        made.append(file.getvalue())
    assert made[0] == made[1]
