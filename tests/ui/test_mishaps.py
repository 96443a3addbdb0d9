"""An error in the middle of the work loses none of it and does not end the program."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cjdesigner import resources
from cjdesigner.files import recovery
from cjdesigner.model.records import copied
from cjdesigner.ui import mishaps

FAILING = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from cjdesigner.model.records import copied
from cjdesigner.ui import app

made = app.application()

def edit_and_fail():
    window = next(one for one in made.topLevelWidgets() if hasattr(one, "canvas"))
    session = window.session
    project = copied(session.document.project, notes="kept")
    session.commit(session.document.with_records([project]), "Edit")
    where = sys.argv[2]
    if where == "slot":
        QTimer.singleShot(0, fail)
    elif where == "paint":
        window.canvas.drawForeground = fail
        type(window.canvas).drawForeground = fail
        window.canvas.viewport().update()
    QTimer.singleShot(300, lambda: report(window))

def fail(*_):
    raise RuntimeError("a fault of the program")

def report(window):
    print("alive", window.isVisible(), not window.notice.isHidden(), flush=True)
    import os
    os._exit(3)

QTimer.singleShot(200, edit_and_fail)
sys.exit(app.run([sys.argv[1]]))
"""


@pytest.mark.parametrize("where", ["slot", "paint"])
def test_a_fault_keeps_the_work_and_the_window(tmp_path: Path, where: str) -> None:
    path = tmp_path / "map.cjmap"
    path.write_bytes(resources.path("templates", "loyalty.en.cjmap").read_bytes())
    run = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", FAILING, str(path), where],
        capture_output=True, text=True, timeout=60, env={**os.environ},
    )  # fmt: skip
    assert run.returncode == 3, run.stderr
    assert "alive True True" in run.stdout
    assert "a fault of the program" in run.stderr
    (found,) = recovery.leftovers()
    assert found.document is not None and found.document.project.notes == "kept"


def test_a_fault_in_looking_after_faults_does_not_hide_the_first(hands, monkeypatch, capsys) -> None:
    session = hands.window.session
    session.commit(session.document.with_records([copied(session.document.project, notes="x")]), "Edit")

    def fail() -> None:
        raise OSError("full disk")

    monkeypatch.setattr(hands.window.files, "snapshot_now", fail)
    try:
        raise ValueError("the first fault")
    except ValueError as error:
        mishaps.caught(type(error), error, error.__traceback__)
    said = capsys.readouterr().err
    assert "the first fault" in said and "full disk" in said


COPYING = """
from cjdesigner.ui import app
made = app.application()
window = app.open_window([])
window.session.select(list(window.session.document.cards)[:2])
window.action("copy").trigger()
window.close()
"""


def test_the_program_ends_quietly_with_cards_on_the_clipboard() -> None:
    run = subprocess.run([sys.executable, "-X", "faulthandler", "-c", COPYING], capture_output=True, timeout=60)
    assert run.returncode == 0, run.stderr
