"""Reading other people's files: what was written here comes back, others' is understood, the rest refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from cjdesigner.exchange import importing
from cjdesigner.exchange.base import CONTENT_FORMATS, ContentFormat, ExchangeError
from cjdesigner.exchange.grid import grid
from cjdesigner.exchange.inert import guarded, unguarded
from cjdesigner.exchange.mermaid_in import number_of
from cjdesigner.exchange.nested import nested
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.invariants import findings
from tests.exchange.test_content_formats import PAYLOADS, hostile, written


def read(text: str, ending: str = "csv", **options: Any) -> importing.Imported:
    found = importing.read(text.encode(), ending, **options)
    assert list(findings(found.document)) == []
    return found


def rows(document: Document, place: int = 0) -> list[list[str]]:
    return [list(row) for row in grid(document, queries.maps(document)[place].id).rows]


@pytest.mark.parametrize("form", CONTENT_FORMATS, ids=lambda form: form.ending)
@pytest.mark.parametrize("made", ["sample", "hostile"])
def test_what_was_written_comes_back(
    form: ContentFormat, made: str, sample: Document, request: pytest.FixtureRequest
) -> None:
    document = sample if made == "sample" else hostile()
    data = written(form, document)
    found = importing.read(data, form.ending).document
    assert list(findings(found)) == []
    if form.ending == "mmd":
        assert written(form, found) == data
        return
    for one, other in zip(queries.maps(document), queries.maps(found), strict=True):
        assert grid(found, other.id).rows == grid(document, one.id).rows
        assert other.title == one.title
        shapes = queries.structure(document, one.id), queries.structure(found, other.id)
        assert [lane.type for lane in shapes[0].lanes] == [lane.type for lane in shapes[1].lanes]
        assert [phase.name for phase in shapes[0].phases] == [phase.name for phase in shapes[1].phases]


def test_nested_json_loses_nothing_but_pictures(sample: Document) -> None:
    form = next(form for form in CONTENT_FORMATS if form.ending == "json")
    back = importing.read(written(form, sample), "json").document
    one, two = nested(sample), nested(back)
    one.pop("assets"), two.pop("assets")
    assert two == one


@pytest.mark.parametrize("text", [*PAYLOADS, "''=x", "'", "'a", "=;=;\t'@", "\n\n-", "'\n'+", ';""=x', ";'\"=x"])
def test_a_guard_comes_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert unguarded(guarded(guarded(text))) == guarded(text)


def test_phases_as_columns_and_as_rows() -> None:
    across = read(",Awareness,Purchase\nActions,Looks,Buys\nPain points,Slow,Dear\n").document
    down = read("Phase,Actions,Pain points\nAwareness,Looks,Slow\nPurchase,Buys,Dear\n").document
    assert rows(across) == rows(down)
    assert [lane.type for lane in queries.structure(across, next(iter(across.maps))).lanes] == ["actions", "pains"]
    names = [phase.name for phase in queries.structure(down, next(iter(down.maps))).phases]
    assert names == ["Awareness", "Purchase"]


def test_flip_takes_the_other_side() -> None:
    text = ",Awareness,Purchase\nActions,Looks,Buys\nPain points,Slow,Dear\n"
    flipped = read(text, flip=True).document
    assert [p.name for p in queries.structure(flipped, next(iter(flipped.maps))).phases] == ["Actions", "Pain points"]


def test_a_workbook_whose_table_starts_at_b4_with_scores_below() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["B2"] = "Our journey"
    for y, row in enumerate(([None, "Look", "Buy"], ["Doing", "browses", "pays"], ["Feeling", "Curious", "\u00a0"]), 4):
        for x, value in enumerate(row, 2):
            sheet.cell(y, x, value)
    for y, row in enumerate(([None, "Look", "Buy"], ["Score", 4, 2.5]), 9):
        for x, value in enumerate(row, 2):
            sheet.cell(y, x, value)
    file = io.BytesIO()
    book.save(file)
    found = importing.read(file.getvalue(), "xlsx").document
    assert len(found.maps) == 1 and next(iter(found.maps.values())).title == "Our journey"
    assert rows(found)[0][1:] == ["Look", "Buy"]
    assert rows(found)[2:] == [
        ["Doing", "browses", "pays"],
        ["Feeling", "Curious (+1)", ""],
        ["Score", "(+1)", "(\N{MINUS SIGN}0.5)"],
    ]


def test_merged_phases_over_steps() -> None:
    found = read(",Before,,After\n,See,Compare,Use\nActions,a,b,c\n").document
    shape = queries.structure(found, next(iter(found.maps)))
    assert [len(shape.steps_of[phase.id]) for phase in shape.phases] == [2, 1]


def test_blank_columns_between_phases_and_before_a_remark_are_no_steps() -> None:
    """People leave them for the eye; each came in as a step without a name."""
    found = read(",Before,,,After,,\n,See,Compare,,Use,,\nActions,a,b,,c,,ask Jan\nPains,,,,d,,\n").document
    assert rows(found) == [
        ["Phase", "Before", "", "After", ""],
        ["Step", "See", "Compare", "Use", ""],
        ["Actions", "a", "b", "c", "ask Jan"],
        ["Pains", "", "", "d", ""],
    ]


def test_what_cannot_be_read_says_what_can() -> None:
    with pytest.raises(ExchangeError, match="cannot be imported.*xlsx"):
        importing.read(b"<mxfile/>", "drawio")
    with pytest.raises(ExchangeError, match="from a table: phases or steps"):
        importing.read(b"# Anna\n\n- looks\n", "md")


def test_several_maps_and_one_table_a_phase() -> None:
    apart = read("First\n,A,B\nActions,1,2\n\n\nSecond\n,C,D\nActions,3,4\n").document
    assert [each.title for each in queries.maps(apart)] == ["First", "Second"]
    head = "|Step|Actions|Emotions|\n|-|-|-|\n"
    text = f"# Trip\n\n### Plan\n{head}|See|looks|Happy|\n\n### Go\n{head}|Ride|sits|Angry|\n"
    one = read(text, "md").document
    assert [phase.name for phase in queries.structure(one, next(iter(one.maps))).phases] == ["Plan", "Go"]
    assert rows(one)[1:] == [
        ["Step", "See", "Ride"],
        ["Actions", "looks", "sits"],
        ["Emotions", "Happy (+1)", "Angry (\N{MINUS SIGN}2)"],
    ]


def test_cells_with_several_cards() -> None:
    text = "| |A|B|C|D|\n|-|-|-|-|-|\n|Actions|one<br>two|- a<br>- b|x / y|\\-|\n"
    found = read(text, "md").document
    assert rows(found)[2:] == [["Actions", "one", "a", "x", ""], ["", "two", "b", "y", ""]]


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        ("1,3,5", [-2, 0, 2]),
        ("-2,0,+2", [-2, 0, 2]),
        ("Confident++,meh-,ok +/-", [2, -1, 0]),
        ("Happy,Frustrated,neutral", [1, -2, 0]),
        ("4/5,1/5,Glad: 5/5", [1, -2, 2]),
        ("-5,0,5", [-2, 0, 2]),
        ("10,5,1", [2, 0, -1.6]),
    ],
)
def test_feelings(cells: str, values: list[float]) -> None:
    document = read(f"Phase,A,B,C\nActions,x,y,z\nEmotions,{cells}\n").document
    points = [card for card in document.cards.values() if card.type == "emotions"]
    steps = queries.structure(document, next(iter(document.maps))).steps
    found = {card.start: getattr(card.payload, "value", None) for card in points}
    assert [found[step.id] for step in steps] == pytest.approx(values)


def test_an_unknown_feeling_is_kept_and_said() -> None:
    found = read("Phase,A\nActions,x\nEmotions,flabbergasted\n")
    assert "flabbergasted" in found.warnings[0]
    assert rows(found.document)[-1] == ["Emotions", "flabbergasted (0)"]


def test_a_quoted_first_cell_tells_the_separator() -> None:
    text = '"Journey map","A map"\r\n"Phase","One"\r\n"Step","a"\r\n' + '"Actions","a;b;c;d"\r\n' * 5
    assert rows(read(text).document)[2] == ["Actions", "a;b;c;d"]


def test_separators_and_encodings() -> None:
    semicolons = "Phase;A, b;C\nActions;x;y\n"
    for text in (semicolons, semicolons.replace(";", "\t"), f"sep=;\n{semicolons}"):
        assert rows(read(text).document)[0] == ["Phase", "A, b", "C"]
    windows = importing.read("Phase,Café\nActions,naïve\n".encode("cp1252"), "csv")
    assert "Windows-1252" in windows.warnings[0] and rows(windows.document)[0] == ["Phase", "Café"]
    assert rows(importing.read("Phase,A\nActions,x\n".encode("utf-16"), "csv").document)[0] == ["Phase", "A"]


MERMAID = """---
title: Front
---
%%{init: {"theme": "dark"}}%%
journey
  %% a comment
  TITLE My day #35;1
  before: 3
  section Work
    Make tea: 5: Me, Cat
    Odd: 7: Me
    Half: 3.5
    Bad: 4/5: Me
    None
    Blank:
    Three: 2: Me: more
  section
    accTitle: quiet
    accDescr {
      section hidden
    }
    Hex: 0x5 # cut
"""


def test_mermaid() -> None:
    found = read(MERMAID, "mmd")
    document = found.document
    journey = queries.maps(document)[0]
    shape = queries.structure(document, journey.id)
    assert journey.title == "My day #1"
    assert [phase.name for phase in shape.phases] == ["", "Work", ""]
    assert [step.name for step in shape.steps] == ["before", "Make tea", "Odd", "Half", "Bad", "Blank", "Three", "Hex"]
    points = {}
    for card in document.cards.values():
        points.setdefault(document.steps[card.start].name, []).append(card)
    assert [card.payload.value for card in points["Make tea"]] == [2, 2]
    assert points["Odd"][0].payload.value == 2 and "7" in points["Odd"][0].notes
    assert points["Half"][0].payload.value == 0.5 and points["Hex"][0].payload.value == 2
    assert "Bad" not in points and "Blank" not in points
    assert "4/5" in next(step.notes for step in shape.steps if step.name == "Bad")
    assert [warning.split(":")[0] for warning in found.warnings] == [f"Line {n}" for n in (11, 13, 14, 15, 16)]


def test_scores_are_read_as_javascript_does() -> None:
    assert [number_of(text) for text in ("", "3.5", "-2", "10", "0x5", "1e1", ".5")] == [0, 3.5, -2, 10, 5, 10, 0.5]
    assert all(number_of(text) != number_of(text) for text in ("3,5", "4/5", "five", "1_0", "٣"))


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"<" + b" " * 60_000_000)
    return file.getvalue()


def entities() -> bytes:
    book = openpyxl.Workbook()
    plain = io.BytesIO()
    book.save(plain)
    file = io.BytesIO()
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(file, "w") as new:
        for part in old.infolist():
            text = old.read(part)
            if part.filename == "xl/workbook.xml":
                text = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + text
            new.writestr(part.filename, text)
    return file.getvalue()


def far_away() -> bytes:
    book = openpyxl.Workbook()
    book.active["XFD1048576"] = "x"
    book.active["A1"] = "x"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def renamed_sheet() -> bytes:
    """Cells in a part of another ending: the workbook says what it holds, not its name."""
    book = openpyxl.Workbook()
    book.active.append(["Phase", "One"])
    plain, file = io.BytesIO(), io.BytesIO()
    book.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            text = old.read(part).replace(b"sheet1.xml", b"sheet1.foo")
            text = text.replace(b"</sheetData>", b"<row/>" * 900_000 + b"</sheetData>")
            new.writestr(part.filename.replace("sheet1.xml", "sheet1.foo"), text)
    return file.getvalue()


def nested_json(inside: str) -> bytes:
    return ('{"maps": [{"title": "a"}], "x": ' + inside + "}").encode()


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "renamed.xlsx": (renamed_sheet, "too large"),
    "large.csv": (lambda: b"a,b\n" * 3_000_000, "larger than 10 MB"),
    "cells.csv": (lambda: (b",".join([b"x"] * 1999) + b"\n") * 300, "500,000 cells"),
    "lines.md": (lambda: b"# a\n" * 600_000, "500,000 lines"),
    "line.md": (lambda: b"|a|b|\n|-|-|\n|x|" + b"[" * 1_100_000, "1,000,000 characters"),
    "line.mmd": (lambda: b"journey\na: 1: " + b"x," * 100_000, "at most 100,000"),
    "levels.json": (lambda: nested_json("[" * 100 + "]" * 100), "too deep"),
    "values.json": (lambda: nested_json("[" + "[]," * 1_000_000 + "1]"), "more values"),
    "infinite.json": (lambda: nested_json("1e999"), "1e999 is not a number"),
    "digits.json": (lambda: nested_json("9" * 4000), "is not a number"),
    "field.json": (lambda: b'{"maps": [{"title": "a", "title": "b"}]}', "“title” is there twice"),
    "bomb.xlsx": (bomb, "too large"),
    "entities.xlsx": (entities, "not an Excel workbook"),
    "far.xlsx": (far_away, "no journey map"),
    "junk.xlsx": (lambda: b"PK\x03\x04junk", "not an Excel workbook"),
    "text.xlsx": (lambda: b"hello", "not an Excel workbook"),
    "empty.csv": (lambda: b" \n", "empty"),
    "binary.csv": (lambda: b"a\0b", "not a text file"),
    "wide.csv": (lambda: b"," * 3000, "columns"),
    "long.csv": (lambda: b"Phase,A\nActions," + b"x" * 30_000, "characters"),
    "cell.csv": (lambda: b'Phase,"' + b"x" * 200_000, "more than 131,072 characters"),
    "many.csv": (lambda: b"Phase" + b",A" * 1500 + (b"\nActions" + b",x" * 1500) * 20, "too much"),
    "prose.md": (lambda: b"# Hello\n\nworld\n", "no journey map"),
    "pipes.md": (lambda: b"|" * 300_000 + b"\n|" + b"-|" * 150_000, "columns"),
    "stars.md": (lambda: b"|" + b"*a" * 100_000 + b"|\n|-|\n", "no journey map"),
    "flow.mmd": (lambda: b"flowchart LR\n A-->B", "begins with"),
    "open.mmd": (lambda: b"%%{" * 100_000 + b"\nflow", "begins with"),
    "deep.json": (lambda: b"[" * 100_000, "deep"),
    "nan.json": (lambda: b'{"maps": [NaN]}', "number"),
    "other.json": (lambda: b'{"maps": 3}', "no journey map"),
    "wrong.json": (lambda: b'{"maps": [{"title": 3}]}', "title"),
    "twice.json": (lambda: b'{"maps": [{"id": "a"}, {"id": "a"}]}', "twice"),
    "project.json": (lambda: b'{"format": "x", "maps": []}', "open it"),
    "torn.json": (lambda: b'{"maps":\n [', "JSON"),
    "what.docx": (lambda: b"x", "cannot be imported"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_end_as_a_message(name: str) -> None:
    make, said = HOSTILE[name]
    with pytest.raises(ExchangeError, match=said):
        importing.read(make(), name.rpartition(".")[2])
