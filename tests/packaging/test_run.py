"""What packaging/run.py starts once everything is set up."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

STUB = """
import os, sys
arguments = sys.argv[1:]
if "broken" in arguments[1]:
    sys.exit(3)
open(arguments[-1], "w").write(" ".join([os.environ["QT_QPA_PLATFORM"], *arguments[:-1]]))
"""


@pytest.fixture
def run(script, monkeypatch):
    run = script("run")
    monkeypatch.setattr(script("environment"), "prepare", lambda: Path(sys.executable))
    monkeypatch.setattr(run, "hand_over", lambda python, arguments: ("handed over", arguments))
    return run


@pytest.fixture
def desktop(script, monkeypatch):
    desktop = script("desktop")
    monkeypatch.setattr(desktop, "language", lambda: "nl")
    return desktop


def test_arguments_go_to_cjdesigner(run, desktop, monkeypatch):
    monkeypatch.setattr(desktop, "has_display", lambda: False)

    assert run.main(["--version"]) == ("handed over", ["--version"])


def test_without_arguments_the_sample_map_opens_in_the_users_language(run, desktop, monkeypatch):
    monkeypatch.setattr(desktop, "has_display", lambda: True)

    what, (path,) = run.main([])

    assert what == "handed over"
    assert Path(path).is_file()
    assert path.endswith("smartphone.nl.cjmap")


def test_without_a_display_the_sample_map_is_exported(run, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(run, "command", lambda python, arguments: [str(python), "-c", STUB, *arguments])
    sample, folder = tmp_path / "a map.cjmap", tmp_path / "out"

    assert run.export(Path(sys.executable), sample, folder) == 0

    targets = [folder / "smartphone.pdf", folder / "smartphone.png"]
    assert capsys.readouterr().out.splitlines() == [str(target) for target in targets]
    for target in targets:
        assert target.read_text() == f"offscreen export {sample} -o"


def test_a_failing_export_fails(run, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(run, "command", lambda python, arguments: [str(python), "-c", STUB, *arguments])

    assert run.export(Path(sys.executable), tmp_path / "broken.cjmap", tmp_path / "out") == 3
    assert capsys.readouterr().out == ""


def test_no_display_leads_to_the_export(run, desktop, monkeypatch, capsys):
    monkeypatch.setattr(desktop, "has_display", lambda: False)
    monkeypatch.setattr(run, "export", lambda python, sample, folder: (sample.name, folder.name))

    assert run.main([]) == ("smartphone.nl.cjmap", "out")
    assert "no display" in capsys.readouterr().out
