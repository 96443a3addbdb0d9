"""Exporting through the real dialog, to real files."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cjdesigner.edit import audiences, maps
from cjdesigner.editor.session import Session
from cjdesigner.exchange.base import CONTENT_FORMATS
from cjdesigner.export import job
from cjdesigner.files.settings import ExportChoices, ExportPreset, Preferences
from cjdesigner.layout.engine import Engine
from cjdesigner.layout.pages import fit
from cjdesigner.layout.plan import PagePlan, planned
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.looks import Look
from cjdesigner.model.records import copied
from cjdesigner.paint.base import Options
from cjdesigner.theme import tokens
from cjdesigner.ui import background
from cjdesigner.ui.dialogs.audiences import AudiencesDialog
from cjdesigner.ui.exporting import carrying, writing
from cjdesigner.ui.exporting.dialog import ExportDialog
from cjdesigner.ui.exporting.wording import number
from tests.helpers.shipped import template
from tests.ui.conftest import send_move

Open = Callable[..., ExportDialog]


@pytest.fixture(scope="module")
def sample() -> Document:
    return template()


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
    with qtbot.waitSignal(dialog.exported) as told:
        qtbot.keyClick(dialog.go, Qt.Key.Key_Return)
    path: Path = told.args[0]
    return path


def settled(dialog: ExportDialog, qtbot: QtBot) -> None:
    """The maps are laid out and the page in view is painted."""
    qtbot.waitUntil(dialog.pane.is_settled)


def test_enter_writes_a_pdf_named_after_the_map_beside_the_project(opened: Open, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = opened()
    path = export(dialog, qtbot)
    assert path == tmp_path / "From first look to second purchase.pdf"
    assert path.read_bytes().startswith(b"%PDF-")
    assert not dialog.isVisible() and dialog.result_paths == [path]


def test_the_pdf_is_what_the_job_makes_of_the_same_choices(
    opened: Open, sample: Document, tmp_path: Path, qtbot: QtBot
) -> None:
    path = export(opened(page="A3", orientation="portrait"), qtbot)
    engine = Engine(tokens.load(sample.project.theme))
    pages = planned(sample, tuple(sample.maps), engine, PagePlan("paper", "A3", "portrait"))
    job.export(pages, tmp_path / "same.pdf", Options(title=sample.project.title, language=sample.project.language))
    assert path.read_bytes() == (tmp_path / "same.pdf").read_bytes()


def test_a_png_has_the_pixels_that_the_dialog_promised(opened: Open, qtbot: QtBot) -> None:
    dialog = opened(format="png", width=1000, transparent=True)
    settled(dialog, qtbot)
    image = QImage(str(export(dialog, qtbot)))
    assert image.width() == 1000 and image.hasAlphaChannel()
    said = dialog.pane.caption.text()
    assert number(1000) in said and number(image.height()) in said


def test_all_maps_go_into_one_pdf_or_numbered_pictures(
    opened: Open, several: Document, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opened(several, maps="all")
    assert dialog.file.name.text() == "Buying in shop or web shop.pdf"
    data = export(dialog, qtbot).read_bytes()
    assert b"/Count 3" in data
    dialog = opened(several, maps="all", format="png", dpi=20)
    assert "3 files" in dialog.file.place.text()
    first = export(dialog, qtbot)
    stem = "Buying in shop or web shop"
    assert first.name == f"{stem}-1.png"
    assert sorted(each.name for each in tmp_path.glob("*.png")) == [f"{stem}-{n}.png" for n in (1, 2, 3)]


def test_maps_can_be_ticked(opened: Open, several: Document, qtbot: QtBot) -> None:
    dialog = opened(several)
    dialog.options.show_part("content")
    qtbot.mouseClick(dialog.options.content.which.button("choose"), Qt.MouseButton.LeftButton)
    assert dialog.options.content.list.isVisible()
    third = next(row for row in range(3) if dialog.options.content.list.item(row).text() == "Third")
    for row in range(3):
        state = Qt.CheckState.Checked if row == third else Qt.CheckState.Unchecked
        dialog.options.content.list.item(row).setCheckState(state)
    assert dialog.file.name.text() == "Third.pdf"
    dialog.options.content.list.item(third).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.go.isEnabled() and "at least one map" in dialog.message.text()


def test_arrow_keys_move_between_the_choices(opened: Open, qtbot: QtBot) -> None:
    dialog = opened()
    dialog.options.format.button("pdf").setFocus()
    qtbot.keyClick(dialog.options.format.button("pdf"), Qt.Key.Key_Right)
    assert dialog.options.ending() == "png" and dialog.file.name.text().endswith(".png")
    assert dialog.options.formats.resolution.isVisible() and not dialog.options.pages.page.isVisible()


def test_the_width_is_typed_or_stepped_and_stays_within_limits(opened: Open, qtbot: QtBot) -> None:
    field = opened(format="png", width=1000).options.formats.picture_width
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
    assert not opened().options.content.which.isVisible()


def test_an_existing_file_is_replaced_only_when_told_twice(opened: Open, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = opened()
    there = tmp_path / dialog.file.name.text()
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
    qtbot.keyClicks(dialog.file.name, "x")
    dialog.file.name.setText("")
    qtbot.keyClicks(dialog.file.name, "two.pdf")
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
    def endless(document: object, order: object, path: Path, progress: Any, cancelled: Any, _: Any) -> list[Path]:
        progress(0.4)
        while not cancelled():
            background.QThread.msleep(5)
        raise job.ExportCancelled

    monkeypatch.setattr(writing, "carry_out", endless)
    dialog = opened()
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.progress.value() >= 400)
    assert dialog.progress.isVisible() and not dialog.go.isEnabled() and not dialog.options.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: dialog.go.isEnabled())
    assert dialog.isVisible() and "Stopped" in dialog.message.text()
    assert list(tmp_path.glob("*.pdf")) == []
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible() and dialog.result_paths == []


def test_the_last_choices_come_back(opened: Open, preferences: Preferences, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = opened()
    dialog.options.pages.choose_page("A2")
    qtbot.mouseClick(dialog.options.pages.orientation.button("landscape"), Qt.MouseButton.LeftButton)
    (tmp_path / "out").mkdir()
    dialog.take_path(tmp_path / "out" / "a.pdf")
    export(dialog, qtbot)
    again = opened()
    plan = again.options.order().pages
    assert (again.options.ending(), plan.pages, plan.paper, plan.orientation) == ("pdf", "paper", "A2", "landscape")
    assert export(again, qtbot).parent == tmp_path / "out"


def test_choices_that_this_version_does_not_know_do_no_harm(opened: Open, qtbot: QtBot) -> None:
    order = opened(format="hologram", page="B9", pages="scroll", dpi=123).options.order()
    assert (order.endings, order.pages.pages, order.pages.paper, order.dpi) == (("pdf",), "map", "A4", 123)


def test_type_too_small_is_warned_about_with_a_page_that_would_do(opened: Open, qtbot: QtBot) -> None:
    dialog = opened(page="A4")
    qtbot.waitUntil(lambda: dialog.findings.warning.isVisible())
    assert "A4" in dialog.findings.warning.text() and "pt" in dialog.findings.warning.text()
    qtbot.mouseClick(dialog.findings.better, Qt.MouseButton.LeftButton)
    assert dialog.options.order().pages.paper == "A3"
    assert not dialog.findings.warning.isVisible() and not dialog.findings.better.isVisible()


def test_pictures_are_not_warned_about_paper(opened: Open, qtbot: QtBot) -> None:
    dialog = opened(format="png", page="A4")
    settled(dialog, qtbot)
    assert not dialog.findings.warning.isVisible()


def test_a_picture_that_is_too_big_is_refused_before_the_work(opened: Open, qtbot: QtBot) -> None:
    dialog = opened(format="png", dpi=2400)
    qtbot.waitUntil(lambda: not dialog.go.isEnabled())
    assert "16,384" in dialog.message.text()
    dialog.options.formats.resolution.setCurrentIndex(0)
    assert dialog.go.isEnabled() and dialog.message.text() == ""


def test_a_name_of_ones_own_stays_and_its_ending_follows_the_format(
    opened: Open, several: Document, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opened(several)
    dialog.file.name.selectAll()
    qtbot.keyClicks(dialog.file.name, "v1.2 final")
    qtbot.mouseClick(dialog.options.content.which.button("all"), Qt.MouseButton.LeftButton)
    assert dialog.file.name.text() == "v1.2 final"
    assert export(dialog, qtbot).name == "v1.2 final.pdf"
    dialog = opened(several)
    dialog.file.name.selectAll()
    qtbot.keyClicks(dialog.file.name, "mine.pdf")
    qtbot.mouseClick(dialog.options.format.button("png"), Qt.MouseButton.LeftButton)
    assert dialog.file.name.text() == "mine.png"
    dialog.file.name.clear()
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert dialog.isVisible() and "name" in dialog.message.text()


def test_the_preview_shows_the_page_with_the_map_in_its_place(opened: Open, sample: Document, qtbot: QtBot) -> None:
    dialog = opened(page="A4", orientation="portrait")
    settled(dialog, qtbot)
    box = dialog.pane.preview.page_box().toRect()
    assert box.height() / box.width() == pytest.approx(297 / 210, rel=0.01)
    image = dialog.pane.preview.grab(box).toImage()
    drawing = Engine(tokens.load("paper")).layout(sample, next(iter(sample.maps)))
    placement = fit(drawing, "A4", "portrait")
    scale = image.height() / placement.page_height
    top, bottom = placement.dy * scale, (placement.dy + drawing.height * placement.scale) * scale

    def inked(first: float, last: float) -> bool:
        rows = range(round(first) + 2, round(last) - 2)
        return any(image.pixel(x, y) & 0xFFFFFF != 0xFFFFFF for y in rows for x in range(3, image.width() - 3))

    assert inked(top, bottom)
    assert not inked(0, top) and not inked(bottom, image.height())


def test_a_click_looks_closer_a_pull_moves_the_page_another_click_goes_back(opened: Open, qtbot: QtBot) -> None:
    dialog = opened()
    settled(dialog, qtbot)
    preview = dialog.pane.preview
    whole = preview.grab().toImage()
    middle = preview.rect().center()
    qtbot.mouseClick(preview, Qt.MouseButton.LeftButton, pos=middle)
    settled(dialog, qtbot)
    assert preview.is_near()
    near = preview.grab().toImage()
    assert near != whole
    qtbot.mousePress(preview, Qt.MouseButton.LeftButton, pos=middle)
    send_move(preview, middle + QPoint(0, -60))
    qtbot.mouseRelease(preview, Qt.MouseButton.LeftButton, pos=middle + QPoint(0, -60))
    settled(dialog, qtbot)
    moved = preview.grab().toImage()
    assert preview.is_near() and moved != near
    assert moved.pixel(middle.x(), middle.y() - 60) == near.pixel(middle.x(), middle.y())
    qtbot.mouseClick(preview, Qt.MouseButton.LeftButton, pos=middle)
    settled(dialog, qtbot)
    assert not preview.is_near() and preview.grab().toImage() == whole


def test_the_page_is_pulled_out_of_the_dialog(
    opened: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[carrying.Carried] = []
    monkeypatch.setattr(carrying, "drag", lambda source, data, picture: begun.append(data))
    dialog = opened()
    settled(dialog, qtbot)
    preview = dialog.pane.preview
    middle = preview.rect().center()
    qtbot.mousePress(preview, Qt.MouseButton.LeftButton, pos=middle)
    send_move(preview, middle + QPoint(40, 0))
    qtbot.mouseRelease(preview, Qt.MouseButton.LeftButton, pos=middle + QPoint(40, 0))
    assert len(begun) == 1 and begun[0].path().name == "From first look to second purchase.png"


def test_pages_can_be_turned(opened: Open, several: Document, qtbot: QtBot) -> None:
    dialog = opened(several, maps="all")
    settled(dialog, qtbot)
    assert "1 of 3" in dialog.pane.caption.text() and not dialog.pane.back.isEnabled()
    for _ in range(2):
        qtbot.mouseClick(dialog.pane.forth, Qt.MouseButton.LeftButton)
    assert "3 of 3" in dialog.pane.caption.text() and not dialog.pane.forth.isEnabled()


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
    (path,) = ExportDialog.ask(parent, session, preferences)
    assert path.exists()
    QTimer.singleShot(0, lambda: qtbot.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Escape))
    assert ExportDialog.ask(parent, session, preferences) == []
    background.finish_all()


def test_content_shows_what_the_file_will_hold_and_says_what_not(opened: Open, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = opened()
    for ending in (form.ending for form in CONTENT_FORMATS):
        qtbot.mouseClick(dialog.options.format.button(ending), Qt.MouseButton.LeftButton)
        settled(dialog, qtbot)
        assert dialog.pane.content.isVisible() and not dialog.pane.preview.isVisible()
        assert dialog.options.formats.loses.isVisible() and "stay" in dialog.options.formats.loses.text()
        assert not dialog.options.pages.page.isVisible() and not dialog.options.formats.resolution.isVisible()
        assert not dialog.findings.warning.isVisible() and not dialog.findings.better.isVisible()
    qtbot.mouseClick(dialog.options.format.button("csv"), Qt.MouseButton.LeftButton)
    settled(dialog, qtbot)
    assert dialog.pane.content.table.item(0, 0).text() == "Phase"
    path = export(dialog, qtbot)
    assert path == tmp_path / "From first look to second purchase.csv"
    assert b"Phase" in path.read_bytes()


def test_a_drawn_format_after_one_of_content_shows_its_page_again(opened: Open, qtbot: QtBot) -> None:
    dialog = opened(format="mmd")
    settled(dialog, qtbot)
    assert dialog.pane.content.text.toPlainText().startswith("journey\n")
    qtbot.mouseClick(dialog.options.format.button("pdf"), Qt.MouseButton.LeftButton)
    settled(dialog, qtbot)
    assert dialog.pane.preview.isVisible() and not dialog.pane.content.isVisible()
    assert not dialog.options.formats.loses.isVisible()


# For whom, in several formats, again and again


def test_a_profile_hides_in_the_preview_and_in_the_file(
    opened: Open, sample: Document, tmp_path: Path, qtbot: QtBot
) -> None:
    card = next(one for one in sample.cards.values() if len(one.text) > 12)
    document, _ = audiences.add(sample, "Client", lane_types=(card.type,))
    dialog = opened(document, format="json")
    dialog.options.show_part("content")
    settled(dialog, qtbot)
    assert card.text in dialog.pane.content.text.toPlainText()
    dialog.options.content.audience.setCurrentIndex(1)
    assert "Left out" in dialog.options.content.left_out.text()
    settled(dialog, qtbot)
    assert card.text not in dialog.pane.content.text.toPlainText()
    assert card.text.encode() not in export(dialog, qtbot).read_bytes()


def test_a_profile_that_the_project_has_not_must_be_decided_anew(opened: Open, qtbot: QtBot) -> None:
    dialog = opened(audience="Client")
    assert not dialog.go.isEnabled() and "“Client”" in dialog.message.text()
    dialog.options.content.audience.setCurrentIndex(0)
    assert dialog.go.isEnabled() and dialog.message.text() == ""


def test_profiles_made_from_the_dialog_are_chosen_and_belong_to_the_project(
    sample: Document, preferences: Preferences, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session(sample, tmp_path / "map.cjmap")
    parent = QWidget()
    qtbot.addWidget(parent)

    def ask(parent: object, session: Session, chosen: str = "") -> str:
        document, made = audiences.add(session.saved_document, "Press", without_notes=True)
        session.commit(document, "Add audience profile")
        return made

    monkeypatch.setattr(AudiencesDialog, "ask", ask)
    dialog = ExportDialog(session, preferences, parent)
    dialog.options.show_part("content")
    dialog.show()
    qtbot.mouseClick(dialog.options.content.profiles, Qt.MouseButton.LeftButton)
    chosen = dialog.options.order().audience
    assert chosen is not None and chosen.name == "Press" and session.undo() == "Add audience profile"
    dialog.close()
    background.finish_all()


def test_lanes_and_personas_are_left_out_when_not_ticked(opened: Open, sample: Document, qtbot: QtBot) -> None:
    dialog = opened()
    content = dialog.options.content
    dialog.options.show_part("content")
    qtbot.mouseClick(content.lanes_choice.button("choose"), Qt.MouseButton.LeftButton)
    assert content.lanes.isVisible()
    content.lanes.item(0).setCheckState(Qt.CheckState.Unchecked)
    (left,) = dialog.options.order().lanes
    assert left == queries.structure(sample, next(iter(sample.maps))).lanes[0].id
    settled(dialog, qtbot)
    assert all(row.id != left for row in dialog.pane.planned.pages[0].rows)


def test_what_is_hidden_on_the_screen_is_not_handed_out_by_surprise(
    sample: Document, preferences: Preferences, tmp_path: Path, qtbot: QtBot
) -> None:
    session = Session(sample, tmp_path / "map.cjmap")
    lane = queries.structure(sample, session.map_id).lanes[0]
    session.set_look(Look(hidden_lanes=frozenset([lane.id])))
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = ExportDialog(session, preferences, parent)
    dialog.show()
    settled(dialog, qtbot)
    assert dialog.options.content.view.currentText() == "As on screen"
    assert all(row.id != lane.id for row in dialog.pane.planned.pages[0].rows)
    dialog.options.content.view.setCurrentIndex(0)
    settled(dialog, qtbot)
    assert any(row.id == lane.id for row in dialog.pane.planned.pages[0].rows)
    dialog.close()
    background.finish_all()


def test_several_formats_are_written_in_one_go(opened: Open, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = opened()
    dialog.options.formats.several.click()
    for ending in ("png", "csv"):
        qtbot.mouseClick(dialog.options.format.button(ending), Qt.MouseButton.LeftButton)
    assert dialog.options.order().endings == ("pdf", "png", "csv")
    assert "3 files" in dialog.file.place.text() and "." not in dialog.file.name.text()
    assert dialog.options.formats.resolution.isVisible() and "stay" in dialog.options.formats.loses.text()
    export(dialog, qtbot)
    assert sorted(path.suffix for path in dialog.result_paths) == [".csv", ".pdf", ".png"]
    assert all(path.exists() for path in dialog.result_paths)


def test_every_map_in_a_file_of_its_own_named_by_a_pattern(
    opened: Open, several: Document, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opened(several, maps="all", format="md")
    dialog.options.show_part("content")
    qtbot.mouseClick(dialog.options.content.files.button("each"), Qt.MouseButton.LeftButton)
    assert dialog.file.name.text() == "{map}" and dialog.file.fields.isVisible()
    dialog.file.name.selectAll()
    qtbot.keyClicks(dialog.file.name, "{number} {mood}")
    assert not dialog.go.isEnabled() and "{map}" in dialog.message.text()
    dialog.file.name.selectAll()
    qtbot.keyClicks(dialog.file.name, "{number} {map}")
    assert "3 files" in dialog.file.place.text()
    export(dialog, qtbot)
    assert [path.name[:2] for path in dialog.result_paths] == ["1 ", "2 ", "3 "]
    again = opened(several)
    assert again.file.pattern() == "{number} {map}"


def test_presets_are_kept_taken_changed_renamed_and_deleted(
    opened: Open, preferences: Preferences, qtbot: QtBot
) -> None:
    dialog = opened()
    dialog.options.pages.choose_page("A2")
    dialog.presets.save_as()
    qtbot.keyClicks(dialog.presets.line, "Wall")
    qtbot.keyClick(dialog.presets.line, Qt.Key.Key_Return)
    assert [one.name for one in preferences.settings.presets] == ["Wall"] and dialog.isVisible()
    assert dialog.presets.button.text() == "Wall"
    dialog.options.pages.choose_page("A4")
    assert dialog.presets.button.text() == "Wall, changed"
    again = opened()
    again.presets.take("Wall")
    assert again.options.order().pages.paper == "A2" and again.options.order().pages.pages == "paper"
    again.options.pages.choose_kind("report")
    again.presets.update_current()
    assert preferences.settings.presets[0].pages == "report" and again.presets.button.text() == "Wall"
    again.presets.rename()
    qtbot.keyClicks(again.presets.line, "Board")
    qtbot.keyClick(again.presets.line, Qt.Key.Key_Escape)
    assert preferences.settings.presets[0].name == "Wall" and again.isVisible()
    again.presets.rename()
    qtbot.keyClicks(again.presets.line, "Board")
    qtbot.keyClick(again.presets.line, Qt.Key.Key_Return)
    assert [one.name for one in Preferences(preferences.path).settings.presets] == ["Board"]
    again.presets.delete()
    assert preferences.settings.presets == () and again.options.order().pages.pages == "report"


def test_a_preset_for_readers_that_this_project_does_not_know_shows_nothing_more(
    opened: Open, preferences: Preferences
) -> None:
    preferences.change(presets=(ExportPreset(name="For them", audience="Client"),))
    dialog = opened()
    dialog.presets.take("For them")
    assert not dialog.go.isEnabled() and dialog.options.order().audience is None


@pytest.mark.parametrize("kind", ["tiled", "phases", "report", "tour"])
def test_the_preview_pages_through_the_real_pages(
    opened: Open, sample: Document, kind: str, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opened(pages=kind, page="A4")
    settled(dialog, qtbot)
    engine = Engine(tokens.load(sample.project.theme))
    expected = planned(sample, tuple(sample.maps), engine, PagePlan(kind, "A4"))
    assert dialog.pane.count() == len(expected) > 1
    assert dialog.pane.strip.isVisible() and dialog.pane.strip.count() == len(expected)
    qtbot.keyClick(dialog, Qt.Key.Key_PageDown)
    assert f"2 of {len(expected)}" in dialog.pane.caption.text()
    qtbot.mouseClick(
        dialog.pane.strip.viewport(),
        Qt.MouseButton.LeftButton,
        pos=dialog.pane.strip.visualItemRect(dialog.pane.strip.item(0)).center(),
    )
    assert f"1 of {len(expected)}" in dialog.pane.caption.text()
    path = export(dialog, qtbot)
    assert f"/Count {len(expected)}".encode() in path.read_bytes() or len(PdfDocument(path)) == len(expected)


def test_the_planner_advises_sheets_too(opened: Open, qtbot: QtBot) -> None:
    dialog = opened(pages="paper", page="A4")
    qtbot.waitUntil(dialog.findings.sheets.isVisible)
    qtbot.mouseClick(dialog.findings.sheets, Qt.MouseButton.LeftButton)
    settled(dialog, qtbot)
    assert dialog.options.order().pages.pages == "tiled" and dialog.pane.count() > 1
    assert not dialog.findings.warning.isVisible() and "sheets" in dialog.findings.planner.text()


def test_characters_without_a_letterform_are_listed_before(opened: Open, sample: Document, qtbot: QtBot) -> None:
    card = next(one for one in sample.cards.values() if one.type == "actions")
    dialog = opened(sample.with_records([copied(card, text="sign \U00013000")]))
    qtbot.waitUntil(dialog.findings.boxes.isVisible)
    assert "U+13000" in dialog.findings.boxes.text() and "box" in dialog.findings.boxes.text()
    assert dialog.go.isEnabled()


def test_ways_that_a_format_has_not_are_not_offered(opened: Open, qtbot: QtBot) -> None:
    dialog = opened(format="pptx", pages="tiled")
    assert not dialog.options.pages.kind.button("tiled").isEnabled()
    assert dialog.options.pages.kind.button("tour").isEnabled()
    qtbot.mouseClick(dialog.options.format.button("csv"), Qt.MouseButton.LeftButton)
    assert not dialog.options.tabs.isTabEnabled(2)


def test_ten_thousand_cards_are_stopped_in_the_middle_and_the_window_stays_alive(
    opened: Open, preferences: Preferences, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opened(large_map(), pages="paper", page="A0")
    target = tmp_path / "large.pdf"
    target.write_bytes(b"old")
    dialog.take_path(target)
    beats: list[float] = []
    heart = QTimer()
    heart.setInterval(20)
    heart.timeout.connect(lambda: beats.append(time.monotonic()))
    heart.start()
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.progress.value() > 400, timeout=120_000)
    qtbot.mouseClick(dialog.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Stopped" in dialog.message.text(), timeout=60_000)
    assert target.read_bytes() == b"old" and [each.name for each in tmp_path.glob("*arge*")] == ["large.pdf"]
    assert not list(tmp_path.glob(".cjdesigner-*")) and dialog.go.isEnabled()
    assert len(beats) > 10, "the window went on while the export ran"


def large_map() -> Document:
    spec = importlib.util.spec_from_file_location(
        "bench_maps", Path(__file__).resolve().parents[2] / "packaging" / "bench_maps.py"
    )
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made: Document = module.build(10_000)
    return made
