"""Content out of a project from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cjdesigner import resources
from cjdesigner.cli.arguments import ENDINGS
from cjdesigner.exchange.base import CONTENT_FORMATS
from cjdesigner.export import formats

SAMPLE = resources.path("examples", "smartphone.en.cjmap")
Run = Callable[..., Any]


@pytest.mark.parametrize("ending", [form.ending for form in CONTENT_FORMATS])
def test_the_ending_picks_the_format(run: Run, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"map.{ending.upper()}"
    assert run("export", SAMPLE, "-o", out) == (0, "", "")
    data = out.read_bytes()
    assert len(data) > 200
    if ending == "json":
        assert json.loads(data)["maps"][0]["phases"]


@pytest.mark.parametrize("ending", [form.ending for form in CONTENT_FORMATS])
def test_a_target_that_cannot_be_written(refused: Run, tmp_path: Path, ending: str) -> None:
    assert "cannot be written" in refused("export", SAMPLE, "-o", tmp_path / "none" / f"map.{ending}").err


def test_help_names_every_ending() -> None:
    assert formats.endings() == ENDINGS
