"""Python's collector comes between two events, on the window's thread: never while Qt goes through its widgets."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref
from pathlib import Path

import pytest
from PySide6.QtWidgets import QGraphicsScene, QLabel

from cjdesigner.ui import collector
from cjdesigner.ui.canvas.camera import Camera
from tests.helpers.windows import until

ROOT = Path(__file__).resolve().parents[2]
DEAD_WIDGETS = """
import gc, sys
from PySide6.QtWidgets import QLabel
from cjdesigner.ui import app, appearance

class Label(QLabel):
    def changeEvent(self, event):
        made = [[] for _ in range(20)]
        super().changeEvent(event)

made = app.application()
gc.set_threshold(50)
kept = [Label(str(number)) for number in range(40)]
for turn in range(20):
    for _ in range(20):
        dead = Label("dead")
        dead.child = Label("child", dead)
        dead.itself = dead
    dead = None
    appearance.apply(made, ("light", "dark")[turn % 2])
    made.processEvents()
print("all well")
"""


def test_another_look_while_dead_widgets_wait_to_be_collected() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", DEAD_WIDGETS], capture_output=True, text=True, cwd=ROOT, timeout=120, check=False
    )
    assert ran.returncode == 0 and "all well" in ran.stdout, ran.stderr


def test_dead_widgets_go_between_two_events(qapp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collector, "_YOUNG", 0)
    assert not gc.isenabled()
    dead = QLabel("dead")
    dead.itself = dead
    gone = weakref.ref(dead)
    del dead
    until(lambda: gone() is None)


def test_nothing_is_collected_while_the_map_moves(qapp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collector, "_YOUNG", 0)
    monkeypatch.setattr(collector, "_STILL", 60.0)
    dead = QLabel("dead")
    dead.itself = dead
    gone = weakref.ref(dead)
    del dead
    view = Camera()
    view.setScene(QGraphicsScene())
    view.zoom_to(0.5)
    collector.look()
    assert gone() is not None, "a look would be felt"
    monkeypatch.setattr(collector, "_TOO_MANY", 0)
    collector.look()
    assert gone() is None, "so much is waiting that it goes all the same"
