"""Whatever is edited, the canvas shows the document as a canvas shows it that has seen no other."""

from __future__ import annotations

import os
import random
import subprocess
import sys

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from cjdesigner.edit import cards, lanes, links, personas, phases
from cjdesigner.editor.session import Session
from cjdesigner.lanes import LANE_TYPES
from cjdesigner.model import queries
from cjdesigner.ui.canvas.view import MapView
from tests.helpers.shipped import sample


def edited(document, map_id, chance):
    """The document after one edit of any kind; the same where the kind does not fit."""
    shape = queries.structure(document, map_id)
    here = sorted(card.id for card in document.cards.values() if card.map == map_id)
    lane, step = chance.choice(shape.lanes), chance.choice(shape.steps)
    one = chance.choice(here)
    kind = chance.randrange(16)
    if kind == 0:
        return cards.add(document, lane.id, step.id, "New " * chance.randrange(1, 30))[0]
    if kind == 1:
        return cards.delete(document, [one])
    if kind in (2, 3):
        return cards.move(document, chance.sample(here, 2), lane.id, step.id, 0)
    if kind == 4:
        return cards.change(document, [one], text="Words " * chance.randrange(20), draft=chance.random() < 0.5)
    if kind == 5:
        points = [card.id for card in document.cards.values() if card.type == "emotions" and card.map == map_id]
        return cards.change_payload(document, points[:2], value=round(chance.uniform(-2, 2), 1), word="odd")
    if kind == 6:
        return phases.change(document, step.id, width=chance.choice((0.0, 120.0, 333.0)), name="Step " * 3)
    if kind == 7 and len(shape.steps) > 3:
        return phases.delete_step(document, step.id)
    if kind == 8:
        return phases.add_step(document, chance.choice(shape.phases).id, "More", 0)[0]
    if kind == 9:
        return phases.change(document, lane.id, hidden=not lane.hidden, name="Lane " * chance.randrange(1, 8))
    if kind == 10:
        return lanes.move(document, lane.id, chance.randrange(5))
    if kind == 11:
        return lanes.add(document, map_id, chance.choice(LANE_TYPES).key, chance.randrange(8))[0]
    if kind == 12:
        try:
            return links.add(document, *chance.sample(here, 2))[0]
        except ValueError:
            return document
    if kind == 13:
        return links.delete(document, list(document.links)[:1])
    if kind == 14:
        return phases.change(document, map_id, title="Title " * chance.randrange(1, 40))
    if len(document.personas) > 1 and chance.random() < 0.3:
        return personas.delete(document, chance.choice(list(document.personas)))
    return cards.duplicate(document, [one])[0]


def shown(view: MapView) -> QImage:
    view.settle()
    QApplication.processEvents()
    return view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


NOISE = 12
"""Levels of 255 by which edges may differ that are drawn once in a clip and once without."""


def differing(one: QImage, other: QImage) -> tuple[int, ...]:
    """Left, top, right and bottom of where two pictures differ; nothing where they look the same."""
    assert one.size() == other.size()
    if one == other:
        return ()
    first, second = (
        np.frombuffer(bytes(image.constBits()), np.uint8).reshape(image.height(), image.width(), 4)[:, :, :3]
        for image in (one, other)
    )
    apart = np.maximum(first, second) - np.minimum(first, second)
    rows, columns = np.nonzero((apart > NOISE).any(axis=2))
    return (columns.min(), rows.min(), columns.max(), rows.max()) if rows.size else ()


@pytest.mark.parametrize("scale", [0.3, 0.8, 1.0, 1.7])
@pytest.mark.parametrize("seed", [1, 2])
def test_no_edit_leaves_anything_behind(qtbot, scale: float, seed: int, tmp_path) -> None:
    chance = random.Random(seed * 1000 + scale)
    session = Session(sample())
    view = MapView(session)
    qtbot.addWidget(view)
    view.resize(900, 700)
    view.show()
    QApplication.processEvents()
    view.zoom_to(scale)
    for turn in range(60):
        chosen = chance.random()
        if chosen < 0.12:
            session.undo()
        elif chosen < 0.2:
            view.scroll_by(chance.randrange(-400, 800), chance.randrange(-300, 600))
        elif chosen < 0.3:
            session.preview(edited(session.saved_document, session.map_id, chance))
            shown(view)
            session.preview(None)
        else:
            session.commit(edited(session.saved_document, session.map_id, chance), "Edit")
        now = shown(view)
        other = Session(session.document)
        other.show_map(session.map_id)
        fresh = MapView(other)
        fresh.resize(900, 700)
        fresh.show()
        QApplication.processEvents()
        fresh.zoom_to(scale)
        fresh.horizontalScrollBar().setValue(view.horizontalScrollBar().value())
        fresh.verticalScrollBar().setValue(view.verticalScrollBar().value())
        anew = shown(fresh)
        origin = view.viewportTransform().map(QPointF(0, 0))
        assert origin == fresh.viewportTransform().map(QPointF(0, 0))
        box = differing(now, anew)
        if box:
            now.save(str(tmp_path / "now.png"))
            anew.save(str(tmp_path / "anew.png"))
        assert not box, (turn, box, str(tmp_path))
        fresh.close()
        fresh.deleteLater()
        # Sixty canvases with all their tiles would otherwise wait for the end of the test.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


FRACTIONAL = """
import sys
import numpy as np
from PySide6.QtGui import QImage
from cjdesigner.ui import app

made = app.application()
window = app.open_window([])
window.resize(1440, 900)
for _ in range(5):
    made.processEvents()
window.canvas.zoom_to(0.9)
worst = 0.0
for card in [one for one in window.session.document.cards.values() if one.map == window.session.map_id][::6]:
    window.session.select([card.id])
    window.canvas.reveal_selection()
    window.canvas.settle()
    made.processEvents()
    shown = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(bytes(shown.constBits()), np.uint8).reshape(shown.height(), shown.width(), 4)
    dark = pixels[:, :, :3].max(axis=2) < 60
    worst = max(worst, dark.mean(axis=1).max(), dark.mean(axis=0).max())
window.close()
sys.exit(0 if worst < 0.3 else 3)
"""


@pytest.mark.parametrize("factor", ["1.25", "1.5", "2"])
def test_tiles_leave_no_gaps_on_any_screen(factor: str) -> None:
    environment = {**os.environ, "QT_SCALE_FACTOR": factor}
    run = subprocess.run([sys.executable, "-c", FRACTIONAL], env=environment, capture_output=True, timeout=120)
    assert run.returncode == 0, run.stderr
