"""The wheel holds all of the program, resources too, and works away from the checkout."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Built by the backend itself, which needs neither a network nor an environment of its own."""
    pytest.importorskip("hatchling", reason="hatchling is not installed, and building without it needs a network")
    folder = tmp_path_factory.mktemp("wheel")
    build = "import hatchling.build, sys; print(hatchling.build.build_wheel(sys.argv[1]))"
    done = subprocess.run([sys.executable, "-c", build, str(folder)], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder / done.stdout.split()[-1]


def files_below(folder, prefix):
    """The files that belong to the program, as names in the wheel."""
    return {
        f"{prefix}/{path.relative_to(folder).as_posix()}"
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_it_holds_every_module_and_every_resource_and_nothing_else(wheel):
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}

    assert held == files_below(ROOT / "cjdesigner", "cjdesigner") | files_below(
        ROOT / "resources", "cjdesigner/_resources"
    )


def test_it_works_away_from_the_checkout(wheel, tmp_path):
    program = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(program)
    check = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from cjdesigner import resources, words\n"
        "words.set_language('nl'); words.tr('Undo')\n"
        "print(resources.path('i18n', 'nl.json'))\n"
        "from cjdesigner.cli import main\n"
        "sys.exit(main(['--version']))\n"
    )

    done = subprocess.run(
        [sys.executable, "-I", "-c", check, str(program)], cwd=tmp_path, capture_output=True, text=True
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == str(program / "cjdesigner" / "_resources" / "i18n" / "nl.json")
