"""Content files as other programs read them: LibreOffice the workbook, Mermaid itself the diagram."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cjdesigner.exchange.base import content_format
from cjdesigner.exchange.grid import grid
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from tests.exchange.test_content_formats import PAYLOADS, hostile
from tests.helpers import browser as browsers
from tests.helpers import office, shipped


@pytest.fixture(scope="module")
def sample() -> Document:
    return shipped.sample("nl")


def saved(document: Document, ending: str, folder: Path) -> Path:
    form = content_format(ending)
    assert form is not None
    path = folder / f"map.{ending}"
    with path.open("wb") as file:
        form.write(document, [each.id for each in queries.maps(document)][: None if form.many else 1], file)
    return path


@pytest.mark.skipif(office.program() is None, reason="there is no LibreOffice on this machine")
@pytest.mark.parametrize("which", ["sample", "hostile"])
def test_libreoffice_shows_every_cell_as_it_was_written(which: str, sample: Document, tmp_path: Path) -> None:
    document = sample if which == "sample" else hostile()
    book = saved(document, "xlsx", tmp_path)
    # Comma, double quote, UTF-8, all cells as they are shown, the first sheet.
    how = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1"
    with office.converted(book, how, tmp_path).open(encoding="utf-8", newline="") as file:
        shown = list(csv.reader(file))
    table = grid(document, queries.maps(document)[0].id)
    assert shown[0][1] == table.title
    phases, *rest = table.rows
    for row, expected in zip(shown[1:], (phases, *rest), strict=False):
        for text, wanted in zip(row, expected, strict=False):
            assert _plain(text) == _plain(wanted)


@pytest.mark.skipif(office.program() is None, reason="there is no LibreOffice on this machine")
@pytest.mark.parametrize("separator", [44, 59], ids=["comma", "semicolon"])
def test_libreoffice_runs_nothing_of_a_hostile_table(separator: int, tmp_path: Path) -> None:
    """Told to look for formulas, dates and numbers in every cell, whatever parts the cells."""
    table = saved(hostile(), "csv", tmp_path)
    how = f"{separator},34,76,1,,0,false,true,false,true"
    made = office.converted(table, "xlsx", tmp_path, f"CSV:{how}")
    kinds = {cell.data_type for row in openpyxl.load_workbook(made).active.iter_rows() for cell in row}
    assert "f" not in kinds and "e" not in kinds


def _plain(text: str) -> str:
    """Line ends and characters that no cell holds, out of the way."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


@pytest.fixture(scope="module")
def browser() -> Iterator[browsers.Browser]:
    path = browsers.program()
    if path is None:
        pytest.skip("there is no Chromium on this machine")
    made = browsers.Browser(path)
    yield made
    made.close()


@pytest.fixture(scope="module")
def mermaid(browser: browsers.Browser, tmp_path_factory: pytest.TempPathFactory) -> browsers.Browser:
    library = next((Path(sys.prefix) / "share" / "mermaid").glob("mermaid-*.min.js"), None)
    if library is None:
        pytest.skip("Mermaid is not here: packaging/test.py fetches it where there is npm")
    page = tmp_path_factory.mktemp("mermaid") / "page.html"
    page.write_text(f'<!DOCTYPE html><meta charset="utf-8"><body><script src="{library.as_uri()}"></script>')
    browser.open(page)
    browser.run("mermaid.initialize({startOnLoad: false, securityLevel: 'strict'})")
    browser.run("window.alert = () => { window.alarmed = true; }")
    return browser


def read_by(mermaid: browsers.Browser, text: str) -> dict[str, Any]:
    """The diagram as Mermaid understands and draws it."""
    mermaid.run(f"window.source = {json.dumps(text)}")
    found: dict[str, Any] = mermaid.run(
        "(async () => {"
        "  const kind = await mermaid.parse(window.source);"
        "  const { db } = await mermaid.mermaidAPI.getDiagramFromText(window.source);"
        "  const told = { kind: kind.diagramType, title: db.getDiagramTitle(), sections: db.getSections(),"
        "    tasks: db.getTasks().slice() };"
        "  const { svg } = await mermaid.render('drawn', window.source);"
        "  const page = new DOMParser().parseFromString(svg, 'text/html');"
        "  return { ...told, shown: page.body.textContent, scripts: page.querySelectorAll('script').length,"
        "    alarmed: window.alarmed === true };"
        "})()"
    )
    return found


def test_mermaid_reads_the_sample(mermaid: browsers.Browser, sample: Document, tmp_path: Path) -> None:
    found = read_by(mermaid, saved(sample, "mmd", tmp_path).read_text(encoding="utf-8"))
    journey = queries.maps(sample)[0]
    shape = queries.structure(sample, journey.id)
    assert found["kind"] == "journey" and found["title"] == journey.title
    assert found["sections"] == [phase.name for phase in shape.phases]
    assert [task["task"] for task in found["tasks"]] == [step.name for step in shape.steps]
    assert all(1 <= task["score"] <= 5 for task in found["tasks"])
    people = [sample.personas[each].name for each in journey.personas]
    assert {name for task in found["tasks"] for name in task["people"]} <= set(people)
    for step in shape.steps:
        assert "".join(step.name.split()) in "".join(found["shown"].split())


def test_mermaid_runs_nothing_of_a_hostile_map(mermaid: browsers.Browser, tmp_path: Path) -> None:
    found = read_by(mermaid, saved(hostile(), "mmd", tmp_path).read_text(encoding="utf-8"))
    assert len(found["tasks"]) >= len(PAYLOADS)
    assert found["scripts"] == 0 and not found["alarmed"]
    assert all(task["score"] == 3 for task in found["tasks"])


def test_the_bytes_of_a_workbook_open_in_its_library(sample: Document, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(saved(sample, "xlsx", tmp_path).read_bytes()))
    assert [sheet.title for sheet in book] == [each.title[:31] for each in queries.maps(sample)]
    for sheet in book:
        assert sheet.freeze_panes == "B4"
