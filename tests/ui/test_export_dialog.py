"""Exporting through the real dialog, to real files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cjdesigner import resources
from cjdesigner.edit import maps
from cjdesigner.editor.session import Session
from cjdesigner.exchange.base import CONTENT_FORMATS
from cjdesigner.export import job
from cjdesigner.files import project
from cjdesigner.files.settings import ExportChoices, Preferences
from cjdesigner.layout.engine import Engine
from cjdesigner.layout.pages import fit
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.records import copied
from cjdesigner.theme import tokens
from cjdesigner.ui import background
from cjdesigner.ui.dialogs.export import ExportDialog
from cjdesigner.ui.dialogs.export_plan import LEGIBLE, Plan, Sheet, legibility, number

Open = Callable[..., ExportDialog]


@pytest.fixture(scope="module")
def sample() -> Document:
    return project.read(resources.path("templates", "loyalty.en.cjmap"))


@pytest.fixture
def several(sample: Document) -> Document:
    document, _ = maps.duplicate(sample, next(iter(sample.maps)))
    document, _ = maps.add_blank(document, "Third")
    return document


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "settings.json")


@pytest.fixture
def opened(sample: Document, preferences: Preferences, tmp_path: Path, qtbot: QtBot) -> Iterator[Open]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made: list[ExportDialog] = []

    def show(document: Document = sample, **last: object) -> ExportDialog:
        if last:
            preferences.change(export=ExportChoices(**last))  # type: ignore[arg-type]
        session = Session(document, tmp_path / "map.cjmap")
        dialog = ExportDialog(session, preferences, parent)
        dialog.resize(1060, 700)
        dialog.show()
        qtbot.waitExposed(dialog)
        made.append(dialog)
        return dialog

    yield show
    for dialog in made:
        dialog.close()
    background.finish_all()


def export(dialog: ExportDialog, qtbot: QtBot) -> Path:
    with qtbot.waitSignal(dialog.exported, timeout=30_000) as told:
        qtbot.keyClick(dialog.go, Qt.Key.Key_Return)
    path: Path = told.args[0]
    return path


def settled(dialog: ExportDialog, qtbot: QtBot) -> None:
    """The maps are laid out and the page in view is painted."""
    qtbot.waitUntil(lambda: dialog._laying is None and dialog.preview.is_current(), timeout=30_000)


def test_enter_writes_a_pdf_named_after_the_map_beside_the_project(opened: Open, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = opened()
    path = export(dialog, qtbot)
    assert path == tmp_path / "From first look to second purchase.pdf"
    assert path.read_bytes().startswith(b"%PDF-")
    assert not dialog.isVisible() and dialog.result_path == path


def test_the_pdf_is_what_the_job_makes_of_the_same_choices(
    opened: Open, sample: Document, tmp_path: Path, qtbot: QtBot
) -> None:
    path = export(opened(page="A3", orientation="portrait"), qtbot)
    drawing = Engine(tokens.load(sample.project.theme)).layout(sample, next(iter(sample.maps)))
    plan = Plan("pdf", (), "A3", "portrait")
    job.export([drawing], tmp_path / "same.pdf", plan.options(sample.project.title, "", sample.project.language))
    assert path.read_bytes() == (tmp_path / "same.pdf").read_bytes()


def test_a_png_has_the_pixels_that_the_dialog_promised(opened: Open, qtbot: QtBot) -> None:
    dialog = opened(format="png", width=1000, transparent=True)
    settled(dialog, qtbot)
    image = QImage(str(export(dialog, qtbot)))
    assert image.width() == 1000 and image.hasAlphaChannel()
    said = dialog.caption.text()
    assert number(1000) in said and number(image.height()) in said


def test_all_maps_go_into_one_pdf_or_numbered_pictures(
    opened: Open, several: Document, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opened(several, maps="all")
    assert dialog.name.text() == "Buying in shop or web shop.pdf"
    data = export(dialog, qtbot).read_bytes()
    assert b"/Count 3" in data
    dialog = opened(several, maps="all", format="png", dpi=20)
    assert "3 files" in dialog.place.text()
    first = export(dialog, qtbot)
    stem = "Buying in shop or web shop"
    assert first.name == f"{stem}-1.png"
    assert sorted(each.name for each in tmp_path.glob("*.png")) == [f"{stem}-{n}.png" for n in (1, 2, 3)]


def test_maps_can_be_ticked(opened: Open, several: Document, qtbot: QtBot) -> None:
    dialog = opened(several)
    qtbot.mouseClick(dialog.options.which.button("choose"), Qt.MouseButton.LeftButton)
    assert dialog.options.list.isVisible()
    third = next(row for row in range(3) if dialog.options.list.item(row).text() == "Third")
    for row in range(3):
        state = Qt.CheckState.Checked if row == third else Qt.CheckState.Unchecked
        dialog.options.list.item(row).setCheckState(state)
    assert dialog.name.text() == "Third.pdf"
    dialog.options.list.item(third).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.go.isEnabled() and "at least one map" in dialog.message.text()


def test_arrow_keys_move_between_the_choices(opened: Open, qtbot: QtBot) -> None:
    dialog = opened()
    dialog.options.format.button("pdf").setFocus()
    qtbot.keyClick(dialog.options.format.button("pdf"), Qt.Key.Key_Right)
    assert dialog.options.plan().ending == "png" and dialog.name.text().endswith(".png")
    assert dialog.options.resolution.isVisible() and not dialog.options.page.isVisible()


def test_the_width_is_typed_or_stepped_and_stays_within_limits(opened: Open, qtbot: QtBot) -> None:
    field = opened(format="png", width=1000).options.width
    for keys, expected in (("Up", 1100), ("Down", 1000)):
        qtbot.keyClick(field, getattr(Qt.Key, f"Key_{keys}"))
        assert field.value() == expected
    field.selectAll()
    qtbot.keyClicks(field, "7")
    assert field.value() == 100
    qtbot.keyClicks(field, "00x0")
    assert field.value() == 7000
    qtbot.keyClicks(field, "0000")
    assert field.value() <= 16_384


def test_with_one_map_nobody_is_asked_which(opened: Open) -> None:
    assert not opened().options.which.isVisible()


def test_an_existing_file_is_replaced_only_when_told_twice(opened: Open, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = opened()
    there = tmp_path / dialog.name.text()
    there.write_bytes(b"old")
    qtbot.keyClick(dialog.go, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.go.text() == "&Replace")
    assert there.name in dialog.message.text() and there.read_bytes() == b"old" and dialog.isVisible()
    assert export(dialog, qtbot).read_bytes().startswith(b"%PDF-")


def test_agreeing_holds_for_that_file_only(opened: Open, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = opened()
    for name in ("one.pdf", "two.pdf"):
        (tmp_path / name).write_bytes(b"old")
    dialog.take_path(tmp_path / "one.pdf")  # as the file dialog does, which has asked
    qtbot.keyClicks(dialog.name, "x")
    dialog.name.setText("")
    qtbot.keyClicks(dialog.name, "two.pdf")
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "two.pdf" in dialog.message.text())
    assert (tmp_path / "two.pdf").read_bytes() == b"old"
    dialog.take_path(tmp_path / "one.pdf")
    assert export(dialog, qtbot) == tmp_path / "one.pdf"


def test_what_goes_wrong_is_said_in_the_dialog(opened: Open, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = opened()
    dialog.take_path(tmp_path / "nowhere" / "map.pdf")
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "map.pdf" in dialog.message.text())
    assert dialog.isVisible() and dialog.go.isEnabled() and not dialog.progress.isVisible()
    dialog.take_path(tmp_path / "map.pdf")
    assert dialog.message.text() == ""
    export(dialog, qtbot)


def test_a_map_that_cannot_be_drawn_is_said_at_once_and_again(
    opened: Open, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Engine, "layout", lambda *_: 1 // 0)
    dialog = opened()
    qtbot.waitUntil(lambda: "ZeroDivisionError" in dialog.message.text())
    dialog._say("")
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "ZeroDivisionError" in dialog.message.text())
    assert dialog.isVisible() and list(tmp_path.glob("*.pdf")) == []


def test_a_running_export_can_be_stopped(
    opened: Open, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(
        drawings: Sequence[object],
        path: Path,
        options: object,
        progress: Callable[[float], None],
        cancelled: Callable[[], bool],
    ) -> list[Path]:
        progress(0.4)
        while not cancelled():
            background.QThread.msleep(5)
        raise job.ExportCancelled

    monkeypatch.setattr(job, "export", endless)
    dialog = opened()
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.progress.value() > 400)
    assert dialog.progress.isVisible() and not dialog.go.isEnabled() and not dialog.options.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: dialog.go.isEnabled())
    assert dialog.isVisible() and "Stopped" in dialog.message.text()
    assert list(tmp_path.glob("*.pdf")) == []
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible() and dialog.result_path is None


def test_the_last_choices_come_back(opened: Open, preferences: Preferences, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = opened()
    dialog.options.choose_page("A2")
    qtbot.mouseClick(dialog.options.orientation.button("landscape"), Qt.MouseButton.LeftButton)
    (tmp_path / "out").mkdir()
    dialog.take_path(tmp_path / "out" / "a.pdf")
    export(dialog, qtbot)
    again = opened()
    plan = again.options.plan()
    assert (plan.ending, plan.page, plan.orientation) == ("pdf", "A2", "landscape")
    assert export(again, qtbot).parent == tmp_path / "out"


def test_choices_that_this_version_does_not_know_do_no_harm(opened: Open, qtbot: QtBot) -> None:
    plan = opened(format="hologram", page="B9", dpi=123).options.plan()
    assert (plan.ending, plan.page, plan.dpi) == ("pdf", "map", 123)


def test_type_too_small_is_warned_about_with_a_page_that_would_do(opened: Open, qtbot: QtBot) -> None:
    dialog = opened(page="A4")
    qtbot.waitUntil(lambda: dialog.warning.isVisible(), timeout=30_000)
    assert "A4" in dialog.warning.text() and "pt" in dialog.warning.text()
    qtbot.mouseClick(dialog.better, Qt.MouseButton.LeftButton)
    assert dialog.options.plan().page == "A2"
    assert not dialog.warning.isVisible() and not dialog.better.isVisible()


@pytest.mark.parametrize("page", ["A4", "A3", "letter", "tabloid"])
def test_the_page_that_is_advised_is_the_smallest_that_can_be_read(sample: Document, qtbot: QtBot, page: str) -> None:
    drawing = Engine(tokens.load("paper")).layout(sample, next(iter(sample.maps)))
    found = legibility([Sheet.of("m", drawing)], Plan("pdf", ("m",), page))
    assert found.points == pytest.approx(fit(drawing, page).smallest_text_pt)
    assert not found.legible
    assert fit(drawing, found.better).smallest_text_pt >= LEGIBLE


def test_pictures_are_not_warned_about_paper(opened: Open, qtbot: QtBot) -> None:
    dialog = opened(format="png", page="A4")
    settled(dialog, qtbot)
    assert not dialog.warning.isVisible()


def test_a_picture_that_is_too_big_is_refused_before_the_work(opened: Open, qtbot: QtBot) -> None:
    dialog = opened(format="png", dpi=2400)
    qtbot.waitUntil(lambda: not dialog.go.isEnabled(), timeout=30_000)
    assert "16384" in dialog.message.text()
    dialog.options.resolution.setCurrentIndex(0)
    assert dialog.go.isEnabled() and dialog.message.text() == ""


def test_a_name_of_ones_own_stays_and_its_ending_follows_the_format(
    opened: Open, several: Document, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opened(several)
    dialog.name.selectAll()
    qtbot.keyClicks(dialog.name, "v1.2 final")
    qtbot.mouseClick(dialog.options.which.button("all"), Qt.MouseButton.LeftButton)
    assert dialog.name.text() == "v1.2 final"
    assert export(dialog, qtbot).name == "v1.2 final.pdf"
    dialog = opened(several)
    dialog.name.selectAll()
    qtbot.keyClicks(dialog.name, "mine.pdf")
    qtbot.mouseClick(dialog.options.format.button("png"), Qt.MouseButton.LeftButton)
    assert dialog.name.text() == "mine.png"
    dialog.name.clear()
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert dialog.isVisible() and "name" in dialog.message.text()


def test_the_preview_shows_the_page_with_the_map_in_its_place(opened: Open, sample: Document, qtbot: QtBot) -> None:
    dialog = opened(page="A4", orientation="portrait")
    settled(dialog, qtbot)
    box = dialog.preview.page_box().toRect()
    assert box.height() / box.width() == pytest.approx(297 / 210, rel=0.01)
    image = dialog.preview.grab(box).toImage()
    drawing = Engine(tokens.load("paper")).layout(sample, next(iter(sample.maps)))
    placement = fit(drawing, "A4", "portrait")
    scale = image.height() / placement.page_height
    top, bottom = placement.dy * scale, (placement.dy + drawing.height * placement.scale) * scale

    def inked(first: float, last: float) -> bool:
        rows = range(round(first) + 2, round(last) - 2)
        return any(image.pixel(x, y) & 0xFFFFFF != 0xFFFFFF for y in rows for x in range(3, image.width() - 3))

    assert inked(top, bottom)
    assert not inked(0, top) and not inked(bottom, image.height())


def test_pages_can_be_turned(opened: Open, several: Document, qtbot: QtBot) -> None:
    dialog = opened(several, maps="all")
    settled(dialog, qtbot)
    assert "1 of 3" in dialog.caption.text() and not dialog.back.isEnabled()
    for _ in range(2):
        qtbot.mouseClick(dialog.forth, Qt.MouseButton.LeftButton)
    assert "3 of 3" in dialog.caption.text() and not dialog.forth.isEnabled()


def test_editing_meanwhile_does_not_touch_what_is_exported(
    sample: Document, preferences: Preferences, tmp_path: Path, qtbot: QtBot
) -> None:
    session = Session(sample, tmp_path / "map.cjmap")
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = ExportDialog(session, preferences, parent)
    journey = queries.maps(sample)[0]
    session.commit(maps.delete(maps.add_blank(sample)[0], journey.id), "Delete map")
    session.commit(session.document.with_records([copied(sample.project, title="Other")]), "Rename")
    dialog.show()
    assert export(dialog, qtbot).exists()
    background.finish_all()


def test_asking_waits_and_gives_the_file(
    sample: Document, preferences: Preferences, tmp_path: Path, qtbot: QtBot
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    session = Session(sample, tmp_path / "map.cjmap")
    QTimer.singleShot(0, lambda: qtbot.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Return))
    path = ExportDialog.ask(parent, session, preferences)
    assert path is not None and path.exists()
    QTimer.singleShot(0, lambda: qtbot.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Escape))
    assert ExportDialog.ask(parent, session, preferences) is None
    background.finish_all()


def test_content_shows_what_the_file_will_hold_and_says_what_not(opened: Open, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = opened()
    for ending in (form.ending for form in CONTENT_FORMATS):
        qtbot.mouseClick(dialog.options.format.button(ending), Qt.MouseButton.LeftButton)
        assert dialog.content.isVisible() and not dialog.preview.isVisible()
        assert dialog.loses.isVisible() and "stay" in dialog.loses.text()
        assert not dialog.options.page.isVisible() and not dialog.options.resolution.isVisible()
        assert not dialog.warning.isVisible() and not dialog.better.isVisible()
    qtbot.mouseClick(dialog.options.format.button("csv"), Qt.MouseButton.LeftButton)
    assert dialog.content.table.item(0, 0).text() == "Phase"
    path = export(dialog, qtbot)
    assert path == tmp_path / "From first look to second purchase.csv"
    assert b"Phase" in path.read_bytes()


def test_a_drawn_format_after_one_of_content_shows_its_page_again(opened: Open, qtbot: QtBot) -> None:
    dialog = opened(format="mmd")
    assert dialog.content.text.toPlainText().startswith("journey\n")
    qtbot.mouseClick(dialog.options.format.button("pdf"), Qt.MouseButton.LeftButton)
    settled(dialog, qtbot)
    assert dialog.preview.isVisible() and not dialog.content.isVisible() and not dialog.loses.isVisible()
