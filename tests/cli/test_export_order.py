"""What is exported, for whom and how, as the command line asks for it."""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdfium2 import PdfDocument

from cjdesigner import resources
from cjdesigner.cli.arguments import _FIELDS, _KINDS
from cjdesigner.cli.output import told_on_terminal
from cjdesigner.edit import audiences
from cjdesigner.export import naming
from cjdesigner.files import project
from cjdesigner.files.settings import ExportPreset, Preferences
from cjdesigner.layout.plan import KINDS
from cjdesigner.model.records import Card, View, copied

SAMPLE = resources.path("examples", "smartphone.en.cjmap")
Run = Callable[..., Any]
SECRET = "Zebra-quagga-7"
ONE = "Buying a new smartphone"


@pytest.fixture
def guarded(tmp_path: Path) -> Path:
    """The sample with a secret in the notes of a card, and a profile that hides notes."""
    document = project.read(SAMPLE)
    card = next(one for one in document.cards.values() if one.type == "pains")
    document, _ = audiences.add(document.with_records([copied(card, notes=SECRET)]), "Client", without_notes=True)
    path = tmp_path / "guarded.cjmap"
    path.write_bytes(project.dump(document))
    return path


def pages(path: Path) -> list[tuple[int, int]]:
    """Width and height of each page in whole millimetres."""
    found = PdfDocument(path)
    return [tuple(round(side / 72 * 25.4) for side in found.get_page_size(i)) for i in range(len(found))]  # type: ignore[misc]


def test_a_profile_leaves_out_what_its_readers_are_not_to_see(run: Run, guarded: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.json"
    assert run("export", guarded, "-o", out, "-q").status == 0
    assert SECRET in out.read_text(encoding="utf-8")
    assert run("export", guarded, "-o", out, "-q", "--profile", "client") == (0, "", "")
    assert SECRET not in out.read_text(encoding="utf-8")


def test_a_profile_that_the_project_has_not_is_refused(run: Run, refused: Run, guarded: Path, tmp_path: Path) -> None:
    said = refused("export", guarded, "-o", tmp_path / "map.pdf", "--profile", "Press").err
    assert "no profile “Press”" in said and "“Client”" in said
    assert "no profile" in refused("export", SAMPLE, "-o", tmp_path / "map.pdf", "--profile", "Client").err
    assert not (tmp_path / "map.pdf").exists()


@pytest.mark.parametrize(
    ("given", "size"),
    [
        (["--pages", "paper"], (210, 297)),
        (["--pages", "paper", "--page", "A3", "--orientation", "portrait"], (297, 420)),
        (["--page", "a5x"], None),
    ],
)
def test_pages_have_the_paper_asked_for(
    run: Run, refused: Run, tmp_path: Path, given: list[str], size: tuple[int, int] | None
) -> None:
    out = tmp_path / "map.pdf"
    if size is None:
        assert "no page size" in refused("export", SAMPLE, "-o", out, *given).err
        return
    assert run("export", SAMPLE, "-o", out, "-q", "--map", ONE, *given) == (0, "", "")
    assert pages(out) == [size]


def test_sheets_and_phases(run: Run, refused: Run, tmp_path: Path) -> None:
    out, one = tmp_path / "map.pdf", ("--map", ONE, "-q")
    assert run("export", SAMPLE, "-o", out, *one, "--pages", "tiled", "--grid", "2x1").status == 0
    assert len(pages(out)) == 2
    assert run("export", SAMPLE, "-o", out, *one, "--text-size", "12").status == 0
    assert len(pages(out)) > 2, "sheets of themselves"
    assert run("export", SAMPLE, "-o", out, *one, "--pages", "phases").status == 0
    assert len(pages(out)) > 2
    assert "paper, tiled" in refused("export", SAMPLE, "-o", out, "--pages", "book").err


def test_small_text_is_warned_about_with_what_would_do(run: Run, tmp_path: Path) -> None:
    ended = run("export", SAMPLE, "-o", tmp_path / "map.pdf", "--page", "A4")
    assert ended.status == 0 and ended.err.startswith("cjdesigner: warning: On A4") and "would do" in ended.err
    assert run("export", SAMPLE, "-o", tmp_path / "map.pdf", "--page", "A4", "-q").err == ""


def test_characters_without_a_letterform_are_named(run: Run, tmp_path: Path) -> None:
    document = project.read(SAMPLE)
    card = next(one for one in document.cards.values() if one.type == "pains")
    path = tmp_path / "map.cjmap"
    path.write_bytes(project.dump(document.with_records([copied(card, text="A \U00013000 sign")])))
    said = run("export", path, "-o", tmp_path / "map.pdf").err
    assert "U+13000" in said and "hieroglyph" in said.lower() and "box" in said


def test_every_map_gets_a_file_of_its_own(run: Run, refused: Run, tmp_path: Path) -> None:
    assert run("export", SAMPLE, "-o", tmp_path / "{number} {map}.pdf").status == 0
    titles = [one.title for one in project.read(SAMPLE).maps.values()]
    made = sorted(each.name for each in tmp_path.glob("*.pdf"))
    assert len(made) == len(titles) and made[0].startswith("1 ")
    assert run("export", SAMPLE, "-o", tmp_path / "{klantreis}.csv", "--each", "-q").status == 0
    assert len(list(tmp_path.glob("*.csv"))) == len(titles)
    assert "{map}" in refused("export", SAMPLE, "-o", tmp_path / "{map} {mood}.pdf").err


def test_several_formats_in_one_go(run: Run, refused: Run, tmp_path: Path) -> None:
    names = ["m.pdf", "m.svg", "m.md"]
    outputs = [part for name in names for part in ("-o", tmp_path / name)]
    assert run("export", SAMPLE, *outputs, "-q") == (0, "", "")
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(names)
    refused("export", SAMPLE, "-o", tmp_path / "x.pdf", "-o", tmp_path / "x.odt")
    assert not (tmp_path / "x.pdf").exists()


def test_lanes_and_personas_by_name(run: Run, refused: Run, tmp_path: Path) -> None:
    out = tmp_path / "map.json"
    assert run("export", SAMPLE, "-o", out, "-q", "--lanes", "actions,Emotions", "--personas", "Sanne").status == 0
    tree = json.loads(out.read_bytes())
    assert [one["name"] for one in tree["personas"]] == ["Sanne"]
    assert {lane["type"] for one in tree["maps"] for lane in one["lanes"]} == {"actions", "emotions"}
    cards = [card for one in tree["maps"] for lane in one["lanes"] for card in lane["cards"]]
    assert {card["persona"] for card in cards if "value" in card} == {tree["personas"][0]["id"]}
    assert "no lane “Moods”" in refused("export", SAMPLE, "-o", out, "--lanes", "Moods").err
    assert "no persona “Piet”" in refused("export", SAMPLE, "-o", out, "--personas", "Piet").err


def test_a_view_shows_what_it_shows(run: Run, refused: Run, tmp_path: Path) -> None:
    document = project.read(SAMPLE)
    lane = next(one for one in document.lanes.values() if one.type == "pains" and document.maps[one.map].title == ONE)
    words = next(card.text for card in document.cards.values() if card.lane == lane.id)
    path, out = tmp_path / "map.cjmap", tmp_path / "map.svg"
    calm = View(id="v", map=lane.map, name="Calm", hidden_lanes=(lane.id,))
    path.write_bytes(project.dump(document.with_records([calm])))
    for target in (out, tmp_path / "map.csv"):
        assert run("export", path, "-o", target, "-q", "--map", ONE).status == 0
        whole = target.read_text(encoding="utf-8")
        assert run("export", path, "-o", target, "-q", "--map", ONE, "--view", "Calm") == (0, "", "")
        assert words[:12] in whole and words[:12] not in target.read_text(encoding="utf-8")
    assert "“Calm”" in refused("export", path, "-o", out, "--view", "Wild").err
    assert "no view “Calm”." in refused("export", SAMPLE, "-o", out, "--view", "Calm").err


def test_a_preset_gives_what_is_not_given(run: Run, refused: Run, guarded: Path, tmp_path: Path) -> None:
    kept = ExportPreset(name="Board", pages="paper", page="A2", orientation="portrait", audience="Client")
    Preferences().change(presets=(kept,))
    out = tmp_path / "map.pdf"
    one = ("--map", ONE, "-q")
    assert run("export", guarded, "-o", out, *one, "--preset", "Board").status == 0
    assert pages(out) == [(420, 594)]
    assert run("export", guarded, "-o", out, *one, "--preset", "Board", "--page", "A3").status == 0
    assert pages(out) == [(297, 420)]
    assert run("export", guarded, "-o", tmp_path / "m.json", "-q", "--preset", "Board").status == 0
    assert SECRET not in (tmp_path / "m.json").read_text(encoding="utf-8")
    assert "“Board”" in refused("export", guarded, "-o", out, "--preset", "Wall").err
    assert "no profile “Client”" in refused("export", SAMPLE, "-o", out, "--preset", "Board").err


def test_a_failed_export_leaves_the_old_file(refused: Run, tmp_path: Path) -> None:
    out = tmp_path / "map.png"
    out.write_bytes(b"old")
    assert "pixels" in refused("export", SAMPLE, "-o", out, "--dpi", "4000").err
    assert out.read_bytes() == b"old" and [each.name for each in tmp_path.iterdir()] == ["map.png"]


def test_parked_cards_go_with_those_who_see_everything_only(run: Run, guarded: Path, tmp_path: Path) -> None:
    document = project.read(guarded)
    parked = Card(id="parked", map=next(iter(document.maps)), type="solutions", text="Idle-idea-9")
    guarded.write_bytes(project.dump(document.with_records([parked])))
    out = tmp_path / "map.json"
    run("export", guarded, "-o", out, "-q")
    assert "Idle-idea-9" in out.read_text(encoding="utf-8")
    run("export", guarded, "-o", out, "-q", "--profile", "Client")
    assert "Idle-idea-9" not in out.read_text(encoding="utf-8")


def test_help_names_what_there_is() -> None:
    assert set(_KINDS) == set(KINDS)
    assert _FIELDS.split() == [f"{{{field}}}" for field in naming.FIELDS]


def test_a_terminal_is_told_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal, clock = Terminal(), iter([0.0, 0.5, 2.0, 3.0, 4.0])
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    told = told_on_terminal("map\x1b.pdf")
    assert told is not None
    for share in (0.1, 0.5, 0.5, 1.0):
        told(share)
    assert terminal.getvalue() == "\r\x1b[Kmap .pdf  50 %\r\x1b[K"
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert told_on_terminal("map.pdf") is None
