"""A whole job through a real window on a real display: X events from outside, no calls into the program."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtWidgets import QApplication, QWidget

from cjdesigner.files import project
from cjdesigner.files.settings import Preferences
from cjdesigner.lanes.emotions import Emotion, y_of
from cjdesigner.layout import hits
from cjdesigner.model import queries
from cjdesigner.model.history import History
from cjdesigner.ui import appearance
from cjdesigner.ui.main_window import MainWindow
from tests.helpers.front import to_front
from tests.ui.conftest import Answers

pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.skipif(shutil.which("xdotool") is None, reason="xdotool is not installed"),
]


class Outside:
    """Somebody at the mouse and the keyboard, as the X server sees them."""

    def __init__(self, app: QApplication) -> None:
        self.app = app

    def do(self, *words: object) -> None:
        """Run one xdotool command while the program goes on."""
        process = subprocess.Popen(["xdotool", *map(str, words)])
        until = time.monotonic() + 60
        while process.poll() is None and time.monotonic() < until:
            self.app.processEvents()
            time.sleep(0.005)
        assert process.poll() == 0, words
        self.rest(0.12)

    def rest(self, seconds: float) -> None:
        """Let the program handle what has come."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.app.processEvents()
            time.sleep(0.005)

    def point(self, widget: QWidget, where: QPoint) -> None:
        place = widget.mapToGlobal(where)
        self.do("mousemove", place.x(), place.y())

    def drag(self, start: tuple[QWidget, QPoint], end: tuple[QWidget, QPoint]) -> None:
        """Press, move slowly, release: slow enough for Qt's own drag to notice."""
        (a, from_point), (b, to_point) = start, end
        first, last = a.mapToGlobal(from_point), b.mapToGlobal(to_point)
        # One command for it all: Qt's own drags run a loop of their own until the button is let go.
        words: list[object] = ["mousemove", first.x(), first.y(), "sleep", 0.05, "mousedown", 1]
        for step in range(1, 13):
            x = first.x() + (last.x() - first.x()) * step // 12
            y = first.y() + (last.y() - first.y()) * step // 12
            words += ["sleep", 0.03, "mousemove", x, y]
        words += ["sleep", 0.15, "mousemove", last.x() + 1, last.y(), "sleep", 0.1, "mouseup", 1]
        self.do(*words)
        self.rest(0.3)


@pytest.fixture
def window(qapp, tmp_path):
    appearance.apply(qapp, "light")
    answers = Answers()
    answers.save_path = tmp_path / "journey.cjmap"
    made = MainWindow(Preferences(), answers)
    made.move(0, 0)
    made.resize(1400, 900)
    made.show()
    to_front(qapp, made)
    yield made
    made.canvas.cancel_gesture()
    made.close()
    qapp.processEvents()


def test_template_drop_type_drag_curve_undo_redo_save_reopen(window, qapp, tmp_path):
    out = Outside(qapp)
    canvas = window.canvas

    # New from template, all by keyboard: the chosen template opens.
    process = subprocess.Popen("sleep 1.2; xdotool key Right; sleep 0.3; xdotool key Return", shell=True)
    window.action("new").trigger()
    process.wait(10)
    out.rest(0.4)
    session = window.session
    opened = session.saved_document
    assert len(opened.cards) > 5 and session.path is None

    # Drop a pain point from the palette onto a step, and type what it is.
    canvas.fit()
    out.rest(0.3)
    shape = queries.structure(opened, session.map_id)
    lane = next(one for one in shape.lanes if one.type == "pains")
    step = shape.steps[1]
    block = next(
        child for child in window.palette_pane.findChildren(QWidget) if child.accessibleName().startswith("Pain point")
    )
    row = next(row for row in session.drawing().rows if row.id == lane.id)
    x, wide = session.scene().columns.box(1, 1)
    spot = canvas.card_rect(hits.Box(x, row.y + row.height - 16, wide, 10)).center()
    out.drag((block, block.rect().center()), (canvas.viewport(), spot))
    out.do("type", "--delay", 15, "Nobody answers the phone")
    out.do("key", "Tab")
    pain = next(card for card in session.saved_document.cards.values() if card.text == "Nobody answers the phone")
    assert (pain.lane, pain.start, pain.type) == (lane.id, step.id, "pains")

    # Drag it to another phase.
    last = shape.steps[-1]
    box = hits.find(session.drawing(), pain.id)
    assert box
    row = next(row for row in session.drawing().rows if row.id == lane.id)
    x, wide = session.scene().columns.box(len(shape.steps) - 1, len(shape.steps) - 1)
    target = canvas.card_rect(hits.Box(x, row.y + row.height - 14, wide, 8)).center()
    out.drag((canvas.viewport(), canvas.card_rect(box).center()), (canvas.viewport(), target))
    moved = session.saved_document.cards[pain.id]
    assert moved.start == last.id and session.saved_document.steps[moved.start].phase != step.phase

    # Change the curve.
    point = next(card for card in session.saved_document.cards.values() if isinstance(card.payload, Emotion))
    value = point.payload.value
    row = next(row for row in session.drawing().rows if row.id == point.lane)
    box = hits.find(session.drawing(), point.id)
    assert box
    height = row.y + y_of(value, row.height)
    start = canvas.viewportTransform().map(QPointF(box.x + box.width / 2, height)).toPoint()
    by = 30 if value > 0 else -30
    out.drag((canvas.viewport(), start), (canvas.viewport(), start + QPoint(0, by)))
    after = session.saved_document.cards[point.id].payload
    assert isinstance(after, Emotion) and after.value != value

    # Undo all, redo all, save, reopen.
    edited = session.saved_document
    steps = len(session.history.labels()[0])
    assert steps >= 3
    canvas.setFocus()
    for _ in range(steps):
        out.do("key", "ctrl+z")
    assert session.saved_document == opened
    for _ in range(steps):
        out.do("key", "ctrl+shift+z")
    assert session.saved_document == edited
    out.do("key", "ctrl+s")
    out.rest(0.5)
    saved: Path = tmp_path / "journey.cjmap"
    assert project.read(saved) == edited
    assert not window.session.changed
    assert not History(project.read(saved)).changed
