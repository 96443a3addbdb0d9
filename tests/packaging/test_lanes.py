"""How the runs of the two lanes add up to one outcome, and which tests each of them takes."""

from __future__ import annotations

import os
import subprocess
import sys
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
