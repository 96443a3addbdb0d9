"""Content out of a project from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cjdesigner import resources
from cjdesigner.cli.arguments import ENDINGS, READABLE
from cjdesigner.exchange import importing
from cjdesigner.exchange.base import CONTENT_FORMATS, ContentFormat
from cjdesigner.export import formats
from cjdesigner.files import project

SAMPLE = resources.path("examples", "smartphone.en.cjmap")
Run = Callable[..., Any]


@pytest.mark.parametrize("ending", [form.ending for form in CONTENT_FORMATS])
def test_the_ending_picks_the_format(run: Run, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"map.{ending.upper()}"
    ended = run("export", SAMPLE, "-o", out)
    assert (ended.status, ended.out) == (0, "")
    form = formats.find(ending)
    assert isinstance(form, ContentFormat) and ended.err == f"cjdesigner: note: {form.loses}\n"
    assert run("export", SAMPLE, "-o", out, "--quiet") == (0, "", "")
    data = out.read_bytes()
    assert len(data) > 200
    if ending == "json":
        assert json.loads(data)["maps"][0]["phases"]


@pytest.mark.parametrize("ending", [form.ending for form in CONTENT_FORMATS])
def test_a_target_that_cannot_be_written(refused: Run, tmp_path: Path, ending: str) -> None:
    assert "cannot be written" in refused("export", SAMPLE, "-o", tmp_path / "none" / f"map.{ending}").err


def test_help_names_every_ending() -> None:
    assert formats.endings() == ENDINGS


@pytest.mark.parametrize("ending", [form.ending for form in CONTENT_FORMATS])
def test_import(run: Run, tmp_path: Path, ending: str) -> None:
    table, back, again = tmp_path / f"a.{ending}", tmp_path / "b.cjmap", tmp_path / f"c.{ending}"
    assert run("export", SAMPLE, "-o", table).status == 0
    assert run("import", table, "-o", back) == (0, "", "")
    assert run("check", back) == (0, "", "")
    assert run("export", back, "-o", again).status == 0
    if ending not in ("xlsx", "json"):
        assert again.read_bytes() == table.read_bytes()


def test_import_flips_warns_and_does_not_replace(run: Run, refused: Run, tmp_path: Path) -> None:
    table, out = tmp_path / "a.csv", tmp_path / "b.cjmap"
    table.write_text("Phase,A\nActions,x\nEmotions,flabbergasted\n")
    ended = run("import", table, "-o", out)
    assert ended.status == 0 and "flabbergasted" in ended.err
    assert "--force" in refused("import", table, "-o", out).err
    assert run("import", table, "-o", out, "--flip", "--force").status == 0
    assert [phase.name for phase in project.read(out).phases.values()] != ["A"]


def test_import_of_what_cannot_be_read_names_file_and_line(refused: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.mmd"
    path.write_text("\n\nflowchart\n")
    assert f"{path}: line 3: " in refused("import", path, "-o", tmp_path / "b.cjmap").err
    assert "no such file" in refused("import", tmp_path / "none.csv", "-o", tmp_path / "b.cjmap").err
    assert not (tmp_path / "b.cjmap").exists()


def test_help_names_every_readable_ending() -> None:
    assert importing.endings() == READABLE
