"""How the runs of the two lanes add up to one outcome, and which tests each of them takes."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

SUITE = """
import pytest

def test_anywhere(): pass

@pytest.mark.xvfb
def test_on_x(): pass

@pytest.mark.soak
def test_long(): pass
"""


@pytest.fixture
def runner(script):
    return script("test")


@pytest.mark.parametrize(
    ("statuses", "status"),
    [([0, 0], 0), ([0], 0), ([1, 0], 1), ([0, 1], 1), ([0, 5], 0), ([5, 0], 0), ([5, 5], 5), ([2], 2), ([-11, 0], -11)],
)
def test_both_lanes_have_to_pass(runner, statuses, status):
    assert runner.overall(statuses) == status


def test_the_summary_counts_errors_as_failures(runner):
    assert runner.summary({"passed": 7, "failed": 1, "error": 2}) == "7 passed, 3 failed, 0 skipped"


PYTEST = """#!/bin/sh
lane=${CJDESIGNER_LANE:-offscreen}
echo "$lane on ${DISPLAY:-nothing} begins"
touch "$PLACE/$lane"
while [ ! -e "$PLACE/offscreen" ] || [ ! -e "$PLACE/xvfb" ]; do sleep 0.01; done
[ $lane = xvfb ] && [ -n "$STAYS" ] && exec sleep 600
[ $lane = xvfb ] && echo '{"passed": 2, "failed": 1}' > "$CJDESIGNER_TALLY" && exit 1
echo '{"passed": 40}' > "$CJDESIGNER_TALLY"
"""


@pytest.fixture
def lanes(runner, tmp_path, monkeypatch):
    """Something in the place of pytest that only ends where both lanes are under way, and a display of nobody's."""
    python = tmp_path / "python"
    python.write_text(PYTEST)
    python.chmod(0o755)
    monkeypatch.setattr(runner, "xvfb", lambda: contextlib.nullcontext(":77"))
    return python, {**os.environ, "PLACE": str(tmp_path), "DISPLAY": "", "CJDESIGNER_LANE": ""}


@pytest.mark.skipif(os.name != "posix", reason="a shell")
def test_the_whole_suite_runs_in_both_lanes_at_once(runner, lanes, capfd):
    total = Counter()

    assert runner.side_by_side(*lanes, total) == [0, 1]
    assert total == {"passed": 42, "failed": 1}
    told = [line for line in capfd.readouterr().out.splitlines() if "begins" in line or line == "## Under Xvfb"]
    assert told == ["offscreen on nothing begins", "## Under Xvfb", "xvfb on :77 begins"]


@pytest.mark.skipif(os.name != "posix", reason="a shell")
def test_an_interruption_leaves_no_lane_behind(runner, lanes, monkeypatch):
    python, environ = lanes
    made = []

    class Noted(subprocess.Popen):
        def __init__(self, *arguments, **more):
            super().__init__(*arguments, **more)
            made.append(self)

        def wait(self, timeout=None):
            if len(made) == 2 and self is made[1] and not made[0].returncode:
                super().wait(timeout)
                raise KeyboardInterrupt
            return super().wait(timeout)

    monkeypatch.setattr(runner.subprocess, "Popen", Noted)

    with pytest.raises(KeyboardInterrupt):
        runner.side_by_side(python, {**environ, "STAYS": "1"}, Counter())
    assert [process.returncode for process in made] == [-signal.SIGTERM, 0]


@pytest.mark.parametrize(
    ("lane", "arguments", "ran"),
    [
        ("offscreen", [], {"test_anywhere"}),
        ("xvfb", [], {"test_on_x"}),
        ("offscreen", ["-m", "soak"], {"test_long"}),
        ("offscreen", ["-k", "on_x"], set()),
    ],
)
def test_each_lane_takes_its_own(tmp_path, lane, arguments, ran):
    root = Path(__file__).resolve().parents[2]
    (tmp_path / "conftest.py").write_text((root / "tests" / "conftest.py").read_text(encoding="utf-8"))
    (tmp_path / "pyproject.toml").write_text((root / "pyproject.toml").read_text(encoding="utf-8"))
    (tmp_path / "test_sample.py").write_text(SUITE)

    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-v", "-p", "no:cacheprovider", str(tmp_path), *arguments],
        cwd=tmp_path,
        env={**os.environ, "CJDESIGNER_LANE": lane, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
    )

    assert {line.split("::")[1].split()[0] for line in done.stdout.splitlines() if " PASSED" in line} == ran
    assert done.returncode == (0 if ran else 5), done.stdout
