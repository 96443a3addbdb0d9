"""A window with unsaved edits is killed, and what can be had back."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cjdesigner import resources
from cjdesigner.files import project, recovery

# A real window that edits its map twenty times a second and says which edit it has come to, and when.
EDITING = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from cjdesigner.model.records import copied
from cjdesigner.ui import app

application = app.application()
window = app.open_window([Path(sys.argv[1])])
count = 0

def edit():
    global count
    count += 1
    session = window.files.session
    project = session.document.project
    session.commit(session.document.with_records([copied(project, notes=str(count))]), "Edit")
    print(count, time.time(), flush=True)

timer = QTimer()
timer.timeout.connect(edit)
timer.start(50)
application.exec()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "map.cjmap"
    found.write_bytes(resources.path("examples", "smartphone.en.cjmap").read_bytes())
    return found


def started(path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", EDITING, str(path)], stdout=subprocess.PIPE, text=True)


def killed(run: subprocess.Popen[str]) -> list[tuple[int, float]]:
    """Kill it; the edits it had made, and when."""
    os.kill(run.pid, signal.SIGKILL)
    text, _ = run.communicate()
    return [(int(number), float(when)) for number, when in map(str.split, text.splitlines())]


@pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does")
def test_a_killed_window_leaves_a_state_that_it_had(path: Path) -> None:
    before = path.read_bytes()
    run = started(path)
    try:
        while run.poll() is None and not list(recovery.folder().glob("*.cjmap")):
            time.sleep(0.05)
    finally:
        edits = killed(run)
    (found,) = recovery.leftovers()
    assert found.path == path and found.document is not None
    assert int(found.document.project.notes) in {number for number, _ in edits}
    assert path.read_bytes() == before
    assert project.read(path) == project.parse(before)


@pytest.mark.soak
def test_fifty_kills_cost_at_most_two_seconds_of_edits_each(path: Path) -> None:
    for _ in range(50):
        run = started(path)
        assert run.stdout is not None
        number, when = run.stdout.readline().split()
        time.sleep(random.uniform(0.2, 4))
        now = time.time()
        edits = [(int(number), float(when)), *killed(run)]
        found = recovery.leftovers()
        assert len(found) <= 1
        kept = int(found[0].document.project.notes) if found and found[0].document else 0
        assert all(now - at < 2.0 for edit, at in edits if edit > kept)
        for one in found:
            recovery.finish(one, shelve=False)
