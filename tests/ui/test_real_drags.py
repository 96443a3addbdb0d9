"""Drag and drop between programs, with real mouse events: runs in the Xvfb lane only."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from cjdesigner.edit import cards, filling, maps
from cjdesigner.editor import cropping
from cjdesigner.files import project
from cjdesigner.files.settings import Preferences
from cjdesigner.layout import hits
from cjdesigner.model import queries
from cjdesigner.ui import appearance, pasted_pictures
from cjdesigner.ui.main_window import MainWindow
from tests.helpers.front import to_front
from tests.ui.conftest import Answers
from tests.ui.test_real_window import Outside

pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.skipif(shutil.which("xdotool") is None, reason="xdotool is not installed"),
]

OTHER = Path(__file__).resolve().parent.parent / "helpers" / "other_program.py"
THERE = QPoint(1680, 350)
"""The middle of the other program's window."""


class Place:
    """Our window at the left of the screen, another program's at the right."""

    def __init__(self, app, window, folder) -> None:  # type: ignore[no-untyped-def]
        self.app, self.window, self.folder = app, window, folder
        self.out = Outside(app)
        self.other: subprocess.Popen[bytes] | None = None
        shape = queries.structure(self.document, window.session.map_id)
        self.lanes = {lane.type: lane.id for lane in shape.lanes}
        self.steps = [step.id for step in shape.steps]

    @property
    def document(self):  # type: ignore[no-untyped-def]
        return self.window.session.saved_document

    def start(self, role: str, kind: str = "") -> None:
        self.other = subprocess.Popen([sys.executable, str(OTHER), role, str(self.folder), kind])
        assert self.until(lambda: (self.folder / "ready").exists()), "the other program does not start"

    def until(self, done) -> bool:  # type: ignore[no-untyped-def]
        end = time.monotonic() + 60
        while not done() and time.monotonic() < end:
            self.app.processEvents()
            time.sleep(0.01)
        return bool(done())

    def at(self, record: str) -> QPoint:
        box = hits.find(self.window.session.drawing(), record)
        assert box is not None
        return self.window.canvas.viewport().mapToGlobal(self.window.canvas.card_rect(box).center())

    def cell(self, lane: str, step: str) -> QPoint:
        scene = self.window.session.scene()
        row = next(row for row in self.window.session.drawing().rows if row.id == lane)
        x = scene.columns.centre(scene.structure.column[step])
        canvas = self.window.canvas
        place = canvas.viewportTransform().map(QPointF(x, row.y + row.height - 10)).toPoint()
        return canvas.viewport().mapToGlobal(place)

    def drag(self, start: QPoint, *stops: QPoint) -> None:
        """Press, move slowly from stop to stop, release."""
        words: list[object] = ["mousemove", start.x(), start.y(), "sleep", 0.2, "mousedown", 1, "sleep", 0.1]
        here = start
        # Two programs have to agree on what a drop means, which takes a busy machine some turns.
        hold = 0.1 if self.other is None else 0.6
        for stop in stops:
            for part in range(1, 13):
                x, y = here.x() + (stop.x() - here.x()) * part // 12, here.y() + (stop.y() - here.y()) * part // 12
                words += ["sleep", 0.03, "mousemove", x, y]
            words += ["sleep", 0.15, "mousemove", stop.x() + 1, stop.y(), "sleep", hold]
            here = stop
        self.out.do(*words, "mouseup", 1)
        self.out.rest(0.4)

    def dropped(self) -> dict:  # type: ignore[type-arg]
        assert self.until((self.folder / "dropped.json").exists), "nothing was dropped on the other program"
        return dict(json.loads((self.folder / "dropped.json").read_text()))


@pytest.fixture
def place(qapp, tmp_path):
    screen = QGuiApplication.primaryScreen().geometry()
    if screen.width() < 1880:
        pytest.skip("the screen is too small for two windows")
    appearance.apply(qapp, "light")
    document = maps.blank_document("en")
    (map_id,) = document.maps
    shape = queries.structure(document, map_id)
    lanes = {lane.type: lane.id for lane in shape.lanes}
    document, _ = cards.add(document, lanes["actions"], shape.steps[0].id, "Waits in line")
    document, _ = cards.add(document, lanes["pains"], shape.steps[0].id, "It is <b>slow</b>")
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("#3377AA"))
    document, picture = filling.add_picture(document, map_id, pasted_pictures.from_image(image, "blue"))
    document = cropping.with_edges(document, picture, (0.5, 0.0, 0.0, 0.0))
    window = MainWindow(Preferences(), Answers())
    window.files.new(document)
    window.move(0, 0)
    window.resize(1400, 1000)
    window.show()
    qapp.processEvents()
    window.canvas.fit()
    made = Place(qapp, window, tmp_path)
    made.picture = picture
    made.out.rest(0.5)
    yield made
    if made.other is not None:
        made.other.terminate()
        made.other.wait(10)
    window.canvas.cancel_gesture()
    window.close()
    window.deleteLater()
    qapp.processEvents()


def card_with(document, text):  # type: ignore[no-untyped-def]
    return next(card for card in document.cards.values() if card.text == text)


def test_cards_are_dragged_out_as_text_table_and_picture(place):
    place.start("target")
    before = place.document
    pain = card_with(before, "It is <b>slow</b>")
    place.drag(place.at(pain.id), THERE)
    found = place.dropped()
    assert found["text"] == "It is <b>slow</b>"
    assert "&lt;b&gt;slow" in found["html"] and "<table" in found["html"]
    assert found["table"].strip() == "It is <b>slow</b>"
    assert found["image"] and found["image"][0] > 100
    assert found["action"] == "CopyAction"
    assert place.document is before and place.window.session.document is before
    assert place.window.canvas.pointing.gesture is None


def test_a_picture_is_dragged_out_as_a_file_as_it_is_cropped(place):
    place.start("target")
    place.drag(place.at(place.picture), THERE)
    found = place.dropped()
    (path,) = found["files"]
    assert path.endswith(".png") and "blue" in path
    assert found["image"] == [30, 40]
    image = QImage(path)
    assert (image.width(), image.height()) == (30, 40)


def test_out_and_back_again_a_card_moves(place):
    document, _ = maps.add_blank(place.document)
    before = place.document
    action = card_with(before, "Waits in line")
    place.drag(place.at(action.id), THERE, place.cell(place.lanes["pains"], place.steps[0]))
    moved = place.document.cards[action.id]
    assert (moved.lane, moved.type) == (place.lanes["pains"], "pains")
    assert len(place.document.cards) == len(before.cards)
    place.window.action("undo").trigger()
    assert place.document == before


def test_text_is_dragged_in(place):
    (place.folder / "text").write_text("One thing\nAnother")
    place.start("source", "text")
    place.drag(THERE, place.cell(place.lanes["solutions"], place.steps[0]))
    texts = [card.text for card in queries.cell(place.document, place.lanes["solutions"], place.steps[0])]
    assert texts == ["One thing", "Another"]


def test_a_table_is_dragged_in(place):
    (place.folder / "table").write_text("a\tb\nc\td\n")
    place.start("source", "table")
    place.drag(THERE, place.cell(place.lanes["pains"], place.steps[0]))
    assert place.until(lambda: {card.text for card in place.document.cards.values()} >= set("abcd"))
    assert len(place.document.steps) == 2, "a step was added to make room"


def test_a_web_page_is_dragged_in_as_text_only(place):
    (place.folder / "html").write_text('<p>Said <b>so</b></p><script>alert(1)</script><img src="file:///etc/passwd">')
    (place.folder / "text").write_text("Said so")
    place.start("source", "html")
    place.drag(THERE, place.cell(place.lanes["pains"], place.steps[0]))
    added = queries.cell(place.document, place.lanes["pains"], place.steps[0])[1:]
    assert [card.text for card in added] == ["Said so"]


def test_a_picture_is_dragged_in(place):
    image = QImage(80, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    image.save(str(place.folder / "image.png"))
    place.start("source", "image")
    count = len(place.document.cards)
    place.drag(THERE, place.cell(place.lanes["pains"], place.steps[0]))
    assert place.until(lambda: len(place.document.cards) == count + 1)
    assert any(asset.width == 80 for asset in place.document.assets.values())


def test_picture_files_are_dragged_in_all_at_once(place):
    for name, colour in (("one", "red"), ("two", "green")):
        image = QImage(50, 50, QImage.Format.Format_RGB32)
        image.fill(QColor(colour))
        image.save(str(place.folder / f"{name}.png"))
    (place.folder / "bad.png").write_bytes(b"not a picture")
    names = ("one.png", "bad.png", "two.png")
    (place.folder / "files").write_text("\n".join(str(place.folder / name) for name in names))
    place.start("source", "files")
    count = len(place.document.cards)
    place.drag(THERE, place.cell(place.lanes["pains"], place.steps[0]))
    assert place.until(lambda: len(place.document.cards) == count + 2)
    assert place.window.session.history.undo_label == "Paste 2 pictures"


def test_a_project_file_is_dragged_in_and_opened(place):
    document = maps.blank_document("en")
    path = place.folder / "other.cjmap"
    project.save(document, path)
    (place.folder / "files").write_text(str(path))
    place.start("source", "files")
    place.drag(THERE, place.cell(place.lanes["pains"], place.steps[0]))
    assert place.until(lambda: place.window.session.path == path)
    assert place.document == document


def test_a_card_is_carried_to_another_map_over_its_tab(place):
    window = place.window
    document, away = maps.add_blank(place.document, "Away")
    window.session.commit(document, "Add map")
    place.out.rest(0.3)
    pain = card_with(document, "It is <b>slow</b>")
    bar = window.tabs.bar
    tab = bar.mapToGlobal(bar.tabRect(1).center())
    start = place.at(pain.id)
    place.out.do(
        *("mousemove", start.x(), start.y(), "sleep", 0.1, "mousedown", 1, "sleep", 0.1),
        *("mousemove", start.x() + 20, start.y() - 40, "sleep", 0.1, "mousemove", tab.x(), tab.y(), "sleep", 0.9),
    )
    assert window.session.map_id == away
    shape = queries.structure(document, away)
    lane = next(lane.id for lane in shape.lanes if lane.type == "pains")
    end = place.cell(lane, shape.steps[0].id)
    place.out.do("mousemove", end.x(), end.y(), "sleep", 0.1, "mousemove", end.x() + 1, end.y(), "mouseup", 1)
    moved = place.document.cards[pain.id]
    assert (moved.map, moved.lane) == (away, lane)
    place.out.do("key", "ctrl+z")
    assert place.document == document


def test_a_lane_and_a_step_are_resized_and_a_picture_is_cropped(place):
    window, canvas = place.window, place.window.canvas
    canvas.fit_width()
    canvas.zoom_to(1.0, QPointF(0, 0))  # small as it is, the map stands clear of the edges, which would scroll it
    place.out.rest(0.3)

    def on_screen(x, y):
        return canvas.viewport().mapToGlobal(canvas.viewportTransform().map(QPointF(x, y)).toPoint())

    drawing, scene = window.session.drawing(), window.session.scene()
    steps = next(row for row in drawing.rows if row.id == "steps")
    border = on_screen(scene.columns.left[0] + scene.columns.width[0], steps.y + steps.height / 2)
    place.drag(border, border + QPoint(60, 0))
    assert place.document.steps[place.steps[0]].width == 260.0
    row = next(row for row in window.session.drawing().rows if row.id == place.lanes["actions"])
    border = on_screen(scene.columns.track_left + 50, row.y + row.height)
    place.drag(border, border + QPoint(0, 70))
    assert place.document.lanes[place.lanes["actions"]].height > row.height + 60

    found = cropping.cropped(window.session.drawing(), place.picture)
    assert found is not None
    canvas.reveal(hits.Box(found.frame.x, found.frame.y, found.frame.width, found.frame.height + 60))
    place.out.rest(0.2)
    middle = place.at(place.picture)
    place.out.do("mousemove", middle.x(), middle.y() - 20, "click", "--repeat", 2, "--delay", 60, 1)
    assert canvas.crop is not None
    frame = canvas.crop.now.frame
    edge = on_screen(frame.right, frame.y + frame.height / 2)
    place.drag(edge, edge - QPoint(round(frame.width / 2), 0))
    place.out.do("key", "Return")
    left, _, right, _ = place.document.cards[place.picture].payload.crop
    assert left == 0.5 and 0.2 < right < 0.3
    place.out.do("key", "ctrl+z")
    assert place.document.cards[place.picture].payload.crop == (0.5, 0.0, 0.0, 0.0)


def parked(place, text):  # type: ignore[no-untyped-def]
    """A card with that text in the tray, and where its chip is on the screen."""
    window = place.window
    document, card = cards.add_parked(place.document, window.session.map_id, "pains", text)
    window.session.commit(document, "Park")
    window.show_tray(True)
    place.out.rest(0.4)
    (chip,) = window.tray.chips
    return card, chip.mapToGlobal(chip.rect().center())


def test_a_parked_card_may_leave_the_window_and_come_back(place):
    card, chip = parked(place, "Later")
    place.drag(chip, THERE, place.cell(place.lanes["pains"], place.steps[0]))
    assert place.document.cards[card].lane == place.lanes["pains"]
    assert place.window.canvas.overlay.feedback.mark is None
    place.window.action("undo").trigger()
    assert queries.is_parked(place.document, place.document.cards[card])


def test_a_parked_card_let_go_outside_stays_parked_and_can_be_taken_again(place):
    card, chip = parked(place, "Later")
    before = place.document
    place.drag(chip, THERE)
    assert place.document is before
    place.drag(chip, place.cell(place.lanes["pains"], place.steps[0]))
    assert place.document.cards[card].lane == place.lanes["pains"]


def test_a_parked_card_is_text_for_another_program(place):
    place.start("target")
    card, chip = parked(place, "Ask the courier")
    before = place.document
    place.drag(chip, THERE)
    found = place.dropped()
    assert found["text"] == "Ask the courier"
    assert place.document is before, "a copy went, the card stays"


def test_out_and_back_over_the_tray_a_card_is_parked(place):
    place.window.show_tray(True)
    place.out.rest(0.3)
    before = place.document
    action = card_with(before, "Waits in line")
    tray = place.window.tray.mapToGlobal(place.window.tray.rect().center())
    place.drag(place.at(action.id), THERE, tray)
    assert queries.is_parked(place.document, place.document.cards[action.id])
    assert len(place.document.cards) == len(before.cards)
    place.window.action("undo").trigger()
    assert place.document == before


def test_out_and_back_over_a_tab_cards_land_on_its_map(place):
    window = place.window
    document, away = maps.add_blank(place.document, "Away")
    window.session.commit(document, "Add map")
    home = window.session.map_id
    window.session.show_map(away)
    place.out.rest(0.3)
    lane = next(one.id for one in queries.structure(document, away).lanes if one.type == "pains")
    end = place.cell(lane, queries.structure(document, away).steps[0].id)
    window.session.show_map(home)
    place.out.rest(0.3)
    pain = card_with(document, "It is <b>slow</b>")
    bar = window.tabs.bar
    tab = bar.mapToGlobal(bar.tabRect(1).center())
    start = place.at(pain.id)
    words: list[object] = ["mousemove", start.x(), start.y(), "sleep", 0.1, "mousedown", 1]
    for x in range(start.x(), THERE.x(), 60):
        words += ["sleep", 0.02, "mousemove", x, start.y()]
    words += ["sleep", 0.2, "mousemove", tab.x() + 60, tab.y(), "sleep", 0.1, "mousemove", tab.x(), tab.y()]
    words += ["sleep", 0.1, "mousemove", tab.x() + 1, tab.y(), "sleep", 1.0, "mousemove", end.x(), end.y()]
    words += ["sleep", 0.2, "mousemove", end.x() + 1, end.y(), "sleep", 0.2, "mouseup", 1]
    place.out.do(*words)
    place.out.rest(0.3)
    assert window.session.map_id == away
    assert (place.document.cards[pain.id].map, place.document.cards[pain.id].lane) == (away, lane)


def test_text_of_another_program_is_dragged_onto_the_tray(place):
    (place.folder / "text").write_text("One thing\nAnother")
    place.start("source", "text")
    place.window.show_tray(True)
    place.out.rest(0.3)
    place.drag(THERE, middle_of(place.window.tray))
    place.until(lambda: queries.parked(place.document, place.window.session.map_id))
    found = queries.parked(place.document, place.window.session.map_id)
    assert [card.text for card in found] == ["One thing", "Another"]


def middle_of(widget):  # type: ignore[no-untyped-def]
    return widget.mapToGlobal(widget.rect().center())


@pytest.mark.parametrize("onto", ["tray", "map"])
@pytest.mark.parametrize("where", ["inspector", "map"])
def test_text_is_dragged_out_of_a_field_and_stays_in_it(place, where, onto):
    place.window.show_tray(True)
    card = card_with(place.document, "Waits in line")
    place.window.session.select([card.id])
    to_front(place.app, place.window)
    place.out.rest(0.4)
    if where == "map":
        place.window.canvas.setFocus()
        place.out.do("key", "F2")
    else:
        fields = place.window.inspector.findChildren(QPlainTextEdit)
        next(one for one in fields if one.toPlainText() == "Waits in line").setFocus()
    place.out.do("key", "ctrl+a")
    field = QApplication.focusWidget()
    assert field.textCursor().selectedText() == "Waits in line"
    cursor = field.textCursor()
    cursor.setPosition(5)
    start = field.viewport().mapToGlobal(field.cursorRect(cursor).center())
    lane = place.lanes["solutions"]
    place.drag(start, middle_of(place.window.tray) if onto == "tray" else place.cell(lane, place.steps[0]))
    place.out.rest(0.3)
    found = place.document
    made = queries.parked(found, card.map) if onto == "tray" else queries.cell(found, lane, place.steps[0])
    assert [one.text for one in made] == ["Waits in line"]
    assert found.cards[card.id].text == "Waits in line"
