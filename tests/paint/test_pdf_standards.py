"""Exported PDFs keep to their standards: sound (qpdf), PDF/A-1b (Preflight), PDF/UA-1 (outloud)."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path as FilePath

import pypdfium2
import pytest

from cjdesigner.draw.shapes import Drawing, Group, Meaning, Path, Rect, Row, Style, Text
from cjdesigner.layout.engine import Engine
from cjdesigner.layout.plan import PagePlan, planned
from cjdesigner.model import queries
from cjdesigner.paint.base import Options
from cjdesigner.paint.pdf import write_drawings
from cjdesigner.theme import tokens
from tests.helpers import shipped

JARS = [
    FilePath("/usr/share/java", f"{name}.jar")
    for name in ("preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "javax.activation", "jaxb-api")
]


def made(drawings: list[Drawing], **wishes: object) -> bytes:
    out = BytesIO()
    write_drawings(drawings, out, Options(**wishes))  # type: ignore[arg-type]
    return out.getvalue()


def sample(pages: str, language: str) -> bytes:
    document = shipped.sample(language)
    maps = [one.id for one in queries.maps(document)]
    drawings = planned(document, maps, Engine(tokens.load("paper")), PagePlan(pages))
    return made(drawings, title=document.project.title, author=document.project.author, language=language)


def archival(data: bytes, folder: FilePath) -> str:
    """What Preflight finds wrong; "" where all is well."""
    if shutil.which("java") is None:
        pytest.skip("java is not installed (Debian: default-jre-headless)")
    missing = [jar.name for jar in JARS if not jar.exists()]
    if missing:
        packages = "libpdfbox2-java libactivation-java libjaxb-api-java"
        pytest.skip(f"not installed: {', '.join(missing)} (Debian: {packages})")
    path = folder / "archival.pdf"
    path.write_bytes(data)
    command = ["java", "-Djava.awt.headless=true", "-cp", ":".join(map(str, JARS))]
    command += ["org.apache.pdfbox.preflight.Validator_A1b", str(path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    valid = done.returncode == 0 and "is a valid PDF/A-1b file" in done.stdout
    return "" if valid else done.stdout + done.stderr


def accessible(data: bytes, folder: FilePath) -> list[str]:
    """What PDF/UA-1 asks for and the file lacks."""
    if importlib.util.find_spec("outloud") is None:
        pytest.skip("outloud is not installed")
    path, report = folder / "made.pdf", folder / "report.json"
    path.write_bytes(data)
    start = "from outloud.cli import main; main()"
    command = [sys.executable, "-c", start, str(path), "--json", str(report), "--fail-on", "never", "-q"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert report.exists(), done.stdout + done.stderr
    found = json.loads(report.read_text(encoding="utf-8"))["results"][0]
    assert found["error"] is None
    return [f"{one['rule']}: {one['message']}" for one in found["findings"] if one["severity"] == "error"]


def sound(data: bytes, folder: FilePath) -> str:
    if shutil.which("qpdf") is None:
        pytest.skip("qpdf is not installed")
    path = folder / "sound.pdf"
    path.write_bytes(data)
    done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, encoding="utf-8")
    return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.mark.parametrize(
    ("pages", "language"), [("map", "en"), ("paper", "en"), ("tiled", "en"), ("phases", "en"), ("report", "nl")]
)
def test_the_sample_keeps_to_all_standards(pages: str, language: str, tmp_path: FilePath) -> None:
    data = sample(pages, language)
    assert sound(data, tmp_path) == ""
    assert archival(data, tmp_path) == ""
    assert accessible(data, tmp_path) == []


def test_every_script_and_shape_keeps_to_all_standards(drawing: Drawing, tmp_path: FilePath) -> None:
    data = made([drawing, drawing], page="A4")
    assert sound(data, tmp_path) == ""
    assert archival(data, tmp_path) == ""
    assert accessible(data, tmp_path) == []


def test_the_validators_find_what_is_wrong(tmp_path: FilePath) -> None:
    data = sample("map", "en")
    assert "part must be 1" in archival(data.replace(b"pdfaid:part>1", b"pdfaid:part>7"), tmp_path)
    assert accessible(data.replace(b"/MarkInfo", b"/MarkedIn"), tmp_path)


def test_a_page_with_more_than_an_array_has_room_for(tmp_path: FilePath) -> None:
    shapes = (Path((("M", (0, 0)), ("L", (20, 20))), stroke="#000000"), Text(4, 14, ("w",), Style(), "#000000"))
    places = [(n % 200 * 24.0, n // 200 * 24.0) for n in range(9_000)]
    groups = tuple(Group(x, y, 20, 20, shapes, Meaning("card", f"c{x} {y}", "w")) for x, y in places)
    drawing = Drawing(4_800, 1_100, "#FFFFFF", (Row("a", 0, 1_100, groups),), (), "Full", "", "en", {})
    data = made([drawing])
    assert sound(data, tmp_path) == ""
    assert archival(data, tmp_path) == ""


def test_a_map_wider_than_numbers_may_be(tmp_path: FilePath) -> None:
    group = Group(69_000, 0, 900, 90, (Text(4, 20, ("far out",), Style(), "#000000"),), Meaning("card", "c", "far out"))
    drawing = Drawing(70_000, 100, "#FFFFFF", (Row("a", 0, 100, (group,)),), (), "Wide", "", "en", {})
    data = made([drawing])
    assert sound(data, tmp_path) == ""
    assert archival(data, tmp_path) == ""


def test_a_page_that_shows_a_part_of_a_giant(tmp_path: FilePath) -> None:
    lines = tuple(f"line {number}" for number in range(6_000))
    text = Text(10, 20, lines, Style(), "#000000", 18)
    shapes = (text, Rect(0, 0, 400, 110_000, stroke="#000000"))
    giant = Group(0, -54_000, 400, 110_000, shapes, Meaning("card", "c", "x"))
    drawing = Drawing(400, 400, "#FFFFFF", (Row("page", 0, 400, (giant,)),), (), "Part", "", "en", {})
    data = made([drawing])
    assert sound(data, tmp_path) == ""
    assert archival(data, tmp_path) == ""
    document = pypdfium2.PdfDocument(data)
    words = document[0].get_textpage().get_text_range()
    document.close()
    assert "line 3005" in words and "line 100\n" not in words
