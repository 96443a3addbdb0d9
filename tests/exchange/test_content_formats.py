"""Every content format: each name and text is there, nothing in it can run, and what is left out is said."""

from __future__ import annotations

import csv
import json
import re
from io import BytesIO, StringIO

import openpyxl
import pytest

from cjdesigner.edit import cards, lanes, maps, phases
from cjdesigner.exchange.base import CONTENT_FORMATS, ContentFormat, content_format
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.records import copied

PAYLOADS = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    " =1+1",
    "'=quoted",
    "a;=1+1",
    "two\n=lines",
    'a;"=1+1',
    'a\t""=1+1"',
    "'\tb",
    "<script>alert(1)</script>",
    "]]>",
    "{{7*7}}",
    "a | b \\| c",
    "*bold* _under_ `code` [link](http://x) <b>",
    "# heading",
    "%%{init: {}}%% ; end : 5 : me",
    "title nothing",
    "_x000D_",
    "#REF!",
    "&amp; &lt; &#35;",
    "naïve “façade” 客户 👩\u200d💻",
)


def hostile() -> Document:
    """A map whose every name and text is a payload."""
    document = maps.blank_document("en")
    journey = next(iter(document.maps.values()))
    document = document.with_records([copied(journey, title="=1+1 | # ]]>")])
    for payload in PAYLOADS:
        document, _ = phases.add_phase(document, journey.id, payload, steps=(payload,))
    actions = next(lane for lane in document.lanes.values() if lane.type == "actions")
    document, _ = lanes.add(document, journey.id, "free", name="=lane|")
    for step in queries.structure(document, journey.id).steps:
        document, _ = cards.add(document, actions.id, step.id, text=step.name)
    return document


def written(form: ContentFormat, document: Document) -> bytes:
    file = BytesIO()
    form.write(document, [each.id for each in queries.maps(document)][: None if form.many else 1], file)
    return file.getvalue()


def plain(form: ContentFormat, data: bytes) -> str:
    """All texts of a file, as a reader of that format finds them."""
    if form.ending == "xlsx":
        book = openpyxl.load_workbook(BytesIO(data))
        return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)
    if form.ending == "csv":
        return "\n".join(cell for row in csv.reader(StringIO(data.decode("utf-8-sig"), newline="")) for cell in row)
    if form.ending == "json":
        return json.dumps(json.loads(data), ensure_ascii=False)
    return data.decode()


@pytest.mark.parametrize("form", CONTENT_FORMATS, ids=lambda form: form.ending)
def test_phases_and_steps_are_in_every_format(form: ContentFormat, sample: Document) -> None:
    found = plain(form, written(form, sample))
    journey = queries.maps(sample)[0]
    shape = queries.structure(sample, journey.id)
    for record in (*shape.phases, *shape.steps):
        assert record.name in found


@pytest.mark.parametrize("form", [f for f in CONTENT_FORMATS if f.ending != "mmd"], ids=lambda form: form.ending)
def test_lanes_and_cards_are_in_every_table(form: ContentFormat, sample: Document) -> None:
    found = plain(form, written(form, sample))
    for lane in sample.lanes.values():
        assert lane.name in found
    for card in sample.cards.values():
        placed = card.start in sample.steps and card.lane in sample.lanes
        if placed and not isinstance(card.payload, Emotion):
            assert card.text.split("\n")[0] in found.replace("\\", "")


@pytest.mark.parametrize("form", CONTENT_FORMATS, ids=lambda form: form.ending)
def test_same_document_same_text(form: ContentFormat, sample: Document) -> None:
    assert plain(form, written(form, sample)) == plain(form, written(form, sample))
    assert form.loses.endswith(".")


@pytest.mark.parametrize("form", CONTENT_FORMATS, ids=lambda form: form.ending)
def test_an_empty_map_is_written(form: ContentFormat) -> None:
    document = maps.blank_document("en")
    for phase in list(document.phases.values()):
        document = phases.delete_phase(document, phase.id)
    assert written(form, document)


def test_no_cell_of_a_csv_starts_a_formula() -> None:
    text = written(content_format("csv"), hostile()).decode("utf-8-sig")
    for delimiter in ",;\t":
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter):
            for cell in row:
                assert cell.lstrip(" ")[:1] not in ("=", "+", "@", "\t", "\r", "-"), (delimiter, cell)
    # A program that parts lines at semicolons sees the quotes in the middle of cells as letters.
    for line in text.splitlines():
        for piece in line.split(";"):
            assert piece.lstrip(' "')[:1] not in ("=", "+", "@", "-"), piece


def test_every_cell_of_a_workbook_is_text() -> None:
    book = openpyxl.load_workbook(BytesIO(written(content_format("xlsx"), hostile())))
    values = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in values} == {"s"}
    assert "=cmd|' /C calc'!A0" in {cell.value for cell in values}


def test_nothing_in_a_mermaid_diagram_is_syntax() -> None:
    lines = written(content_format("mmd"), hostile()).decode().splitlines()
    assert lines[0] == "journey"
    for line in lines[1:]:
        body = line.strip()
        if body.startswith(("title", "section")):
            name = body.partition(" ")[2]
        else:
            name, _, score = body.partition(": ")
            assert score == "3"
            assert not name.casefold().startswith(("title", "section", "-"))
        assert not re.search(r"[#;:%<>&{}\"]", re.sub(r"#\d+;", "", name)), line


def test_rows_of_a_workbook_are_as_high_as_their_text_and_headers_stand_on_every_page(sample: Document) -> None:
    sheet = openpyxl.load_workbook(BytesIO(written(content_format("xlsx"), sample))).worksheets[0]
    for row in sheet.iter_rows(min_row=4):
        longest = max(len(str(cell.value or "")) for cell in row[1:])
        height = sheet.row_dimensions[row[0].row].height
        assert height is not None and height >= 15 * (longest / 26)
    assert sheet.print_title_rows == "$1:$3" and sheet.print_title_cols == "$A:$A"
    assert sheet.page_setup.orientation == "landscape"
