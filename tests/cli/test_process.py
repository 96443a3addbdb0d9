"""What only a process of its own can show: pipes, descriptors, and what is imported."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cjdesigner import resources

SAMPLE = str(resources.path("examples", "smartphone.nl.cjmap"))


def _run(*arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "cjdesigner", *arguments]
    return subprocess.run(command, capture_output=True, check=False, **options)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize("arguments", [["show", SAMPLE, "--json"], ["show", SAMPLE], ["templates"]])
def test_a_closed_pipe_is_no_news(arguments: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "cjdesigner", *arguments]
    ended = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_behind_stdout_is_one_line() -> None:
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "cjdesigner", "show", SAMPLE, "--json"]
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert ended.returncode == 2
    assert ended.stderr == b"cjdesigner: The disk is full.\n"


def test_utf_8_whatever_the_locale_says() -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ended = _run("show", SAMPLE, "--json", env=environment)
    assert ended.returncode == 0
    assert "’".encode() in ended.stdout
    assert b"\r" not in ended.stdout


def test_a_name_that_is_no_text_is_one_line() -> None:
    ended = subprocess.run(
        [sys.executable.encode(), b"-m", b"cjdesigner", b"check", b"/tmp/\xff\n\x1b.cjmap"],
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stderr.count(b"\n") == 1
    assert b"\x1b" not in ended.stderr


@pytest.mark.parametrize("module", ["PySide6.QtWidgets", "reportlab", "fontTools", "cjdesigner.paint", "cjdesigner.ui"])
def test_opening_and_showing_needs_little(module: str) -> None:
    program = (
        "import sys, io; from cjdesigner.cli import main; sys.stdout = io.StringIO(); "
        f"status = main(['show', {SAMPLE!r}, '--json']); sys.exit({module!r} in sys.modules or status)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
