"""What others' programs are given: so much time, and no more, for themselves and all that they start."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

STALLS = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(child.pid, file=open(sys.argv[1], "w"), flush=True)
time.sleep(60)
"""


@pytest.fixture
def bounded(script):
    return script("bounded")


@pytest.fixture
def apt(script, monkeypatch, tmp_path):
    """The packages of the system, with an apt-get of ours that notes what it is asked."""
    system = script("system_packages")
    noted = tmp_path / "noted"

    def behave(body):
        program = tmp_path / "apt-get"
        program.write_text(f'#!/bin/sh\necho "$1 $*" >> {noted}\n{body}\n')
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        return system

    behave.noted = lambda: noted.read_text().splitlines() if noted.exists() else []
    return behave


def gone(number):
    """Whether a process has ended; one of which nobody has heard yet that it did counts too."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def test_a_program_says_its_say(bounded):
    done = bounded.run([sys.executable, "-c", "import sys; print('out'); sys.exit(3)"], 60)

    assert (done.returncode, done.stdout.strip()) == (3, "out")


def test_it_is_asked_nothing(bounded):
    assert bounded.run([sys.executable, "-c", "import sys; print(repr(sys.stdin.read()))"], 60).stdout.strip() == "''"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_what_takes_too_long_is_ended_with_all_it_started(bounded, tmp_path):
    note = tmp_path / "child"
    with pytest.raises(subprocess.TimeoutExpired):
        # It is only given up once it has started the other one.
        bounded.run(["sh", "-c", f'"{sys.executable}" -c "$0" {note}', STALLS], 5)

    until = time.monotonic() + 30
    while not gone(int(note.read_text())):
        assert time.monotonic() < until
        time.sleep(0.01)


def test_a_program_that_is_not_there_is_told(bounded):
    with pytest.raises(OSError):
        bounded.run(["no such program"], 5)


@pytest.mark.skipif(os.name != "posix", reason="apt-get")
def test_packages_are_fetched_then_unpacked(apt):
    system = apt("exit 0")

    assert system.apt_install(["xvfb", "qpdf"]) is True
    assert system.apt_install(["java"]) is True
    asked = [line.split()[0] for line in apt.noted()]
    assert asked == ["update", "install", "install", "install", "install"]
    assert ["--download-only" in line for line in apt.noted()] == [False, True, False, True, False]


@pytest.mark.skipif(os.name != "posix", reason="apt-get")
def test_a_network_that_hangs_is_waited_for_once(apt, monkeypatch, capfd):
    system = apt("exec sleep 60")
    monkeypatch.setattr(system, "UPDATING", 0.2)

    assert system.apt_install(["xvfb"]) is False
    assert system.apt_install(["qpdf"]) is False
    assert len(apt.noted()) <= 1
    assert "took longer" in capfd.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="apt-get")
def test_why_apt_get_fails_is_told(apt, capfd):
    system = apt('[ "$1" = update ] || { echo "E: no such package"; exit 100; }')

    assert system.apt_install(["xvfb"]) is False
    assert "E: no such package" in capfd.readouterr().err
