"""What the commands do when all is well."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cjdesigner import __version__, resources
from cjdesigner.files import project
from cjdesigner.files.schema import schema_text
from cjdesigner.model.records import KINDS

SAMPLE = resources.path("examples", "smartphone.en.cjmap")
TEMPLATES = ("advocacy", "b2b", "blank", "blueprint", "loyalty", "retention")
Run = Callable[..., Any]


def test_version_and_help(run: Run) -> None:
    assert run("--version").out == f"cjdesigner {__version__}\n"
    ended = run("--help")
    assert ended.status == 0
    for command in ("templates", "new", "export", "show", "check", "schema"):
        assert f"\n  {command} " in ended.out
        assert run(command, "--help").status == 0


def test_templates(run: Run) -> None:
    lines = run("templates").out.splitlines()
    assert [tuple(line.split()[:2]) for line in lines] == [(name, code) for name in TEMPLATES for code in ("en", "nl")]
    assert any("Zakelijke aankoop: Voor verkoop aan organisaties" in line for line in lines)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_new(run: Run, tmp_path: Path, template: str, language: str) -> None:
    paths = [tmp_path / "one.cjmap", tmp_path / "two.cjmap"]
    for path in paths:
        assert run("new", path, "--template", template, "--language", language) == (0, "", "")
        assert run("check", path) == (0, "", "")
    one, two = map(project.read, paths)
    source = project.read(resources.path("templates", f"{template}.{language}.cjmap"))
    assert one.project.language == language
    for kind in KINDS:
        assert len(one.collection(kind)) == len(source.collection(kind))
        assert not set(one.collection(kind)) & (set(two.collection(kind)) | set(source.collection(kind)))


def test_new_speaks_the_users_language(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "nl_BE.UTF-8")
    assert run("new", tmp_path / "n.cjmap").status == 0
    assert project.read(tmp_path / "n.cjmap").project.language == "nl"


def test_show_as_json(run: Run) -> None:
    shown = json.loads(run("show", SAMPLE, "--json").out)
    document = project.read(SAMPLE)
    assert (shown["title"], shown["language"]) == ("Buying a new smartphone", "en")
    assert [persona["name"] for persona in shown["personas"]] == ["Sanne", "Joris"]
    now, then = shown["maps"]
    assert (now["state"], then["state"], then["future_of"]) == ("current", "future", now["id"])
    assert set(now["personas"]) == {persona["id"] for persona in shown["personas"]}
    assert [phase["name"] for phase in now["phases"]][:2] == ["Awareness", "Consideration"]
    steps = [step["name"] for phase in now["phases"] for step in phase["steps"]]
    assert steps[:2] == ["Phone slows down", "Spots an offer"]

    cards = {card["id"]: card for lane in now["lanes"] for card in lane["cards"]}
    asks = next(card for card in cards.values() if card["text"].startswith("Asks friends"))
    assert (asks["phase"], asks["step"], asks["span"]) == (0, 0, 2)
    assert (asks["type"], asks["channel"], asks["duration"]) == ("actions", "human", "2 weeks")
    assert asks["evidence"] == "Interviews: 11 of 14 asked someone first"
    first_of_phase = [sum(len(phase["steps"]) for phase in now["phases"][:n]) for n in range(len(now["phases"]) + 1)]
    for card in cards.values():
        assert first_of_phase[card["phase"]] <= card["step"] < first_of_phase[card["phase"] + 1]

    (feelings,) = [lane["cards"] for lane in now["lanes"] if lane["type"] == "emotions"]
    assert [card["step"] for card in feelings] == sorted(card["step"] for card in feelings)
    for card in feelings:
        assert -2 <= card["value"] <= 2
        assert card["persona"] in now["personas"]
    for link in now["links"]:
        assert link["kind"] in ("causes", "mends", "leads_to", "refers_to")
        assert {link["from"], link["to"]} <= set(cards) | set(document.steps)
    assert [card["text"] for card in now["parked"]][:1] == ["Sell from warehouse stock at the shop counter"]
    told = sum(len(lane["cards"]) for each in shown["maps"] for lane in each["lanes"])
    assert told + sum(len(each["parked"]) for each in shown["maps"]) == len(document.cards)


def test_show_keeps_what_it_does_not_know(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "map.cjmap"
    tree = {
        "format": "cjdesigner/map",
        "version": 1,
        "project": {"id": "p"},
        "maps": [{"id": "m", "order": "V", "glow": 1}],
        "lanes": [{"id": "l", "map": "m", "type": "telepathy", "order": "V"}],
        "cards": [
            {"id": "c", "map": "m", "lane": "l", "type": "telepathy", "order": "V", "text": "é",
             "payload": {"waves": [1], "text": "mine"}},
        ],
    }  # fmt: skip
    path.write_text(json.dumps(tree), encoding="utf-8")
    (shown,) = json.loads(run("show", path, "--json").out)["maps"]
    assert shown["glow"] == 1
    (card,) = shown["parked"]
    assert (card["text"], card["waves"], card["payload"]) == ("é", [1], {"text": "mine"})


def test_show_as_an_outline(run: Run, tmp_path: Path) -> None:
    out = run("show", SAMPLE).out
    assert "Buying a new smartphone (current state)" in out
    assert "  Phase: Awareness – Phone slows down, Spots an offer\n" in out
    assert "    Phone slows down … Spots an offer: Asks friends and colleagues what they have\n" in out
    assert "\x1b" not in out


def test_an_outline_cannot_reach_the_terminal(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "map.cjmap"
    path.write_bytes(SAMPLE.read_bytes().replace(b"Asks friends", b"Asks\\u001b]0;owned\\u0007\\nfriends"))
    out = run("show", path).out
    assert "\x1b" not in out
    assert "Asks ]0;owned  friends" in out


def test_check_tells_findings_one_a_line(run: Run, tmp_path: Path) -> None:
    assert run("check", SAMPLE) == (0, "", "")
    path = tmp_path / "map.cjmap"
    tree = json.loads(SAMPLE.read_bytes())
    card = tree["cards"][0]
    card["start"] = "gone\nfor good"
    tree["lanes"].append({"id": "l", "map": tree["maps"][0]["id"], "type": "telepathy", "order": "0"})
    tree["assets"] = [{"id": "a", "data": "!!"}]
    tree["spells"] = []
    path.write_text(json.dumps(tree), encoding="utf-8")
    ended = run("check", path)
    assert ended.status == 1
    assert ended.err == ""
    for expected in ("gone for good", "telepathy", "order key", "assets a", "“spells”"):
        assert sum(expected in line for line in ended.out.splitlines()) == 1, expected


def test_schema(run: Run) -> None:
    assert run("schema").out == schema_text()


def test_export_pdf_holds_all_maps(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    assert run("export", SAMPLE, "-o", out) == (0, "", "")
    data = out.read_bytes()
    assert data.startswith(b"%PDF-")
    assert data.count(b"/Type /Page\n") + data.count(b"/Type /Page ") == 2
    assert run("export", SAMPLE, "-o", out, "--map", "Buying a new smartphone", "--page", "a4").status == 0
    data = out.read_bytes()
    assert data.count(b"/Type /Page\n") + data.count(b"/Type /Page ") == 1
    assert b"841.8" in data  # A4, lying


def test_export_png_takes_one_map(run: Run, tmp_path: Path) -> None:
    sizes = []
    for options in ([], ["--width", "700"], ["--dpi", "48"], ["--map", "Buying a new smartphone, 2027"]):
        out = tmp_path / "out.PNG"
        assert run("export", SAMPLE, "-o", out, *options) == (0, "", "")
        sizes.append(struct.unpack(">II", out.read_bytes()[16:24]))
    plain, narrow, half, other = sizes
    assert narrow[0] == 700
    assert abs(half[0] * 2 - plain[0]) <= 2
    assert other != plain
    assert {entry.name for entry in tmp_path.iterdir()} == {"out.PNG"}
