"""A walk through all actions, on an empty map, the sample and a map of 10,000 cards: nothing raises, nothing warns."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

from cjdesigner.edit import maps
from cjdesigner.model.document import Document
from cjdesigner.model.invariants import findings
from cjdesigner.ui import actions, background, starting
from cjdesigner.ui.presenting.presenter import Presenter
from tests.helpers import shipped

ROOT = Path(__file__).resolve().parents[2]
ENDS = ("quit", "close_window", "close_project")
SUBMENUS = ("recent", "language", "add_lane", "open_projects")


def empty() -> Document:
    return maps.blank_document("en")


def sample() -> Document:
    return shipped.sample("nl")


def large() -> Document:
    spec = importlib.util.spec_from_file_location("bench_maps", ROOT / "packaging" / "bench_maps.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.build(10_000)


def close_dialogs() -> None:
    """Answer whatever asks with its cross."""
    for widget in (QApplication.activeModalWidget(), QApplication.activePopupWidget()):
        if widget is not None:
            widget.close()


@pytest.mark.parametrize("make", [empty, sample, large], ids=lambda one: one.__name__)
def test_every_action_once(hands_on, make, tmp_path: Path, monkeypatch, qtlog) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    before = make()
    hands = hands_on(before)
    window = hands.window
    hands.answers.save_path = tmp_path / "map.cjmap"
    closer = QTimer()
    closer.timeout.connect(close_dialogs)
    closer.start(25)
    faults, sound = set(findings(before)), before
    for spec in actions.ACTIONS:
        if not spec.id or spec.id in (*ENDS, *SUBMENUS):
            continue
        session = window.session
        card = next((one for one in session.document.cards.values() if one.map == session.map_id and one.lane), None)
        session.select([card.id] if card else [])
        window._update_actions()
        action, checked = window.action(spec.id), window.action(spec.id).isChecked()
        if action.isEnabled():
            action.trigger()
        QApplication.processEvents()
        for other in QApplication.topLevelWidgets():
            # A small map is presented all the while, which tells what comes of every edit as it comes.
            if other.isVisible() and isinstance(other, QDialog if make is not large else (QDialog, Presenter)):
                other.close()
        for one in [one for one in starting.windows if one is not window]:
            one.close()
            one.deleteLater()
        window.settle()
        assert session.document is session.saved_document, f"{spec.id}: a preview was left behind"
        if session.saved_document is not sound:  # looking through 10,000 cards takes its time
            sound = session.saved_document
            assert set(findings(sound)) <= faults, spec.id
        if window.session is not session:  # another project was opened
            hands.begin(before)
        else:
            session.go_to(0)
            assert session.document == before, f"{spec.id}: undo does not go back"
        if action.isCheckable() and action.isChecked() is not checked and action.isEnabled():
            action.trigger()  # what was opened is closed again
    closer.stop()
    background.finish_all(60)  # the pictures of a tour of 10,000 cards may still be on their way
