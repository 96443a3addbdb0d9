"""What is remembered of a file outside the file: the map in view, and what of each map is in sight and how large."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cjdesigner import resources
from cjdesigner.edit import maps
from cjdesigner.files import folders, project
from cjdesigner.files.settings import Preferences
from cjdesigner.model.records import copied
from cjdesigner.ui import app
from cjdesigner.ui.main_window import MainWindow
from tests.helpers.windows import end, settle

SAMPLE = resources.path("examples", "smartphone.en.cjmap")

pytestmark = pytest.mark.usefixtures("no_windows_left")


@pytest.fixture
def path(tmp_path) -> Path:  # type: ignore[no-untyped-def]
    found = tmp_path / "phone.cjmap"
    found.write_bytes(SAMPLE.read_bytes())
    return found


@pytest.fixture
def start(qapp, tmp_path) -> Callable[..., MainWindow]:  # type: ignore[no-untyped-def]
    """Starts the program anew, with the preferences of its last run."""

    def started(*files: Path) -> MainWindow:
        window = app.begin(files, Preferences(tmp_path / "settings.json"))
        settle()
        return window

    return started


def place(window: MainWindow) -> tuple[str, float, float, float]:
    area = window.canvas.visible_area()
    return (
        window.session.map_id,
        round(window.canvas.scale_now, 3),
        pytest.approx(area.x(), abs=2),
        pytest.approx(area.y(), abs=2),
    )


def go(window: MainWindow, which: int, scale: float) -> tuple[str, float, float, float]:
    session = window.session
    session.show_map(list(session.document.maps)[which])
    window.canvas.zoom_to(scale)
    window.canvas.scroll_by(260, 90)
    QApplication.processEvents()
    return place(window)


def test_a_restart_shows_the_same_map_at_the_same_place(start, path) -> None:
    window = start(path)
    written = path.read_bytes()
    one = go(window, 0, 1.3)
    other = go(window, 1, 0.9)
    end(window)
    window = start()
    assert window.session.path == path
    assert place(window) == other
    window.session.show_map(one[0])
    assert place(window) == one
    assert not window.files.unsaved and path.read_bytes() == written


def test_each_tab_of_the_last_session_has_its_own(start, path, tmp_path) -> None:
    second = tmp_path / "second.cjmap"
    second.write_bytes(SAMPLE.read_bytes())
    window = start(path, second)
    there = go(window, 1, 0.7)
    window.files.show_file(path)
    settle()
    here = go(window, 0, 1.1)
    end(window)
    window = start()
    assert window.session.path == path and place(window) == here
    window.files.show_file(second)
    settle()
    assert place(window) == there


def test_a_file_that_is_opened_again_later_is_found_as_it_was_left(start, path, tmp_path) -> None:
    window = start(path)
    left = go(window, 1, 1.2)
    other = tmp_path / "other.cjmap"
    project.save(maps.blank_document("en"), other)
    window.files.open(other)
    window.files.close_project(window.files.projects[0])
    window.files.open(path)  # before the disk may have it
    settle()
    assert place(window) == left
    window.files.close_project(window.files.current)
    settle()
    window.files.open(path)
    settle()
    assert place(window) == left


def test_a_map_that_was_in_sight_in_its_whole_width_is_so_in_another_window_too(start, path) -> None:
    window = start(path)
    window.resize(1000, 800)
    settle()
    window.canvas.fit_width()
    small = window.canvas.scale_now
    end(window)
    window = start()
    window.resize(1500, 900)
    settle()
    QApplication.processEvents()
    area = window.canvas.visible_area()
    assert window.canvas.scale_now > small
    assert area.left() <= 0 and area.right() >= window.canvas.sheet.width


def test_who_moves_at_once_is_not_taken_back_when_the_window_gets_its_size(start, path) -> None:
    window = start(path)
    left = go(window, 0, 1.5)
    window.resize(1600, 950)
    settle()
    assert place(window) == left


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b"[1, 2]",
        b'{"maps": 7}',
        b'{"map": "nowhere", "maps": {"nowhere": {"scale": 1.0}}}',
        b'{"maps": {"MAP": {"scale": 1e300}}}',
        b'{"maps": {"MAP": {"scale": -1.0}}}',
        b'{"maps": {"MAP": {"scale": NaN, "x": Infinity}}}',
        b'{"maps": {"MAP": {"scale": 1.0, "x": 1e308, "y": -1e308}}}',
        b'{"maps": {"MAP": {"scale": 0.000001, "x": 9999999.0, "y": 9999999.0, "room": 0.5}}}',
        b'{"maps": {"MAP": {"scale": "large", "folded": [3]}}}',
    ],
)
def test_a_damaged_memory_costs_nothing_but_the_memory(start, path, damage) -> None:
    window = start(path)
    go(window, 1, 1.2)
    document = window.session.saved_document
    end(window)
    (kept,) = (folders.data() / "looks").glob("*.json")
    kept.write_bytes(damage.replace(b"MAP", next(iter(document.maps)).encode()))
    window = start()
    assert window.session.path == path and window.session.saved_document == document
    assert window.session.map_id in document.maps
    assert 0.05 < window.canvas.scale_now < 5
    there = go(window, 1, 0.8)
    end(window)
    window = start()
    assert place(window) == there, "and it is as good as new"


def test_a_memory_that_cannot_be_written_is_no_trouble(start, path) -> None:
    folder = folders.data() / "looks"
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("not a folder")
    window = start(path)
    go(window, 1, 1.2)
    end(window)
    assert start().session.path == path


def test_what_an_older_version_remembered_is_understood(start, path) -> None:
    window = start(path)
    document = window.session.document
    journey = next(iter(document.maps))
    lane = next(one.id for one in document.lanes.values() if one.map == journey)
    end(window)
    (kept,) = (folders.data() / "looks").glob("*.json")
    kept.write_text(json.dumps({"path": str(path), "maps": {journey: {"hidden_lanes": [lane]}}}))
    window = start()
    window.session.show_map(journey)
    assert window.session.look.hidden_lanes == {lane}


def test_a_map_that_is_gone_from_the_file_is_forgotten(start, path) -> None:
    window = start(path)
    go(window, 1, 1.2)
    gone = window.session.map_id
    end(window)
    project.save(maps.delete(project.read(path), gone), path)
    window = start()
    assert window.session.map_id in window.session.document.maps and window.session.map_id != gone


def test_saving_under_another_name_takes_the_memory_along(start, path, tmp_path) -> None:
    window = start(path)
    there = go(window, 1, 1.2)
    session = window.session
    session.commit(
        session.saved_document.with_records([copied(session.saved_document.project, title="Copy")]), "Rename"
    )
    assert window.files.save_as(tmp_path / "copy.cjmap")
    QTest.qWait(1)
    end(window)
    window = start()
    assert window.session.path == tmp_path / "copy.cjmap" and place(window) == there
