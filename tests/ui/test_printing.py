"""Printing: the real pages on a printer, which here writes a PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cjdesigner.edit import audiences
from cjdesigner.editor.session import Session
from cjdesigner.export.job import ExportCancelled, ExportError
from cjdesigner.files.settings import ExportChoices, Preferences
from cjdesigner.layout.engine import Engine
from cjdesigner.layout.plan import PagePlan, planned
from cjdesigner.model.document import Document
from cjdesigner.theme import tokens
from cjdesigner.ui import background
from cjdesigner.ui.printing import painting
from cjdesigner.ui.printing.dialog import PrintDialog
from cjdesigner.ui.printing.painting import layout_for, paint_pages
from tests.helpers.shipped import template

Open = Callable[..., PrintDialog]


@pytest.fixture(scope="module")
def sample() -> Document:
    return template()


@pytest.fixture
def opened(sample: Document, tmp_path: Path, qtbot: QtBot) -> Iterator[Open]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made: list[PrintDialog] = []

    def show(document: Document = sample, **last: object) -> PrintDialog:
        preferences = Preferences(tmp_path / "settings.json")
        if last:
            preferences.change(printing=ExportChoices(**last))  # type: ignore[arg-type]
        dialog = PrintDialog(Session(document, tmp_path / "map.cjmap"), preferences, parent)
        dialog.show()
        qtbot.waitUntil(dialog.pane.is_planned)
        made.append(dialog)
        return dialog

    yield show
    for dialog in made:
        dialog.close()
    background.finish_all()


def pdf_printer(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def sizes(path: Path) -> list[tuple[int, int]]:
    """Width and height of each page in whole points."""
    found = PdfDocument(path)
    return [tuple(round(side) for side in found.get_page_size(i)) for i in range(len(found))]  # type: ignore[misc]


def pages(document: Document, kind: str, paper: str = "A4", orientation: str = "auto"):  # type: ignore[no-untyped-def]
    engine = Engine(tokens.load(document.project.theme))
    return planned(document, tuple(document.maps), engine, PagePlan(kind, paper, orientation))


@pytest.mark.parametrize(
    ("kind", "paper", "turned", "size"),
    [
        ("paper", "A4", "portrait", (595, 842)),
        ("paper", "A3", "landscape", (1191, 842)),
        ("paper", "letter", "portrait", (612, 792)),
        ("phases", "A4", "auto", None),
        ("report", "A4", "auto", None),
    ],
)
def test_pages_come_out_on_their_paper(
    sample: Document, tmp_path: Path, kind: str, paper: str, turned: str, size: tuple[int, int] | None
) -> None:
    drawn = pages(sample, kind, paper, turned)
    paint_pages(pdf_printer(tmp_path / "out.pdf"), drawn, paper)
    found = sizes(tmp_path / "out.pdf")
    assert len(found) == len(drawn)
    if size is not None:
        assert found == [size]
    else:
        for (wide, high), page in zip(found, drawn, strict=True):
            assert abs(wide - page.width * 0.75) < 2 and abs(high - page.height * 0.75) < 2


def test_what_is_printed_is_text_and_lines_and_looks_like_the_page(sample: Document, tmp_path: Path) -> None:
    (page,) = pages(sample, "paper", "A4")
    paint_pages(pdf_printer(tmp_path / "out.pdf"), [page], "A4")
    sheet = PdfDocument(tmp_path / "out.pdf")[0]
    words = sheet.get_textpage().get_text_range()
    assert "Awareness" in words.replace("\r\n", "")
    picture = sheet.render(scale=1).to_pil().convert("L")
    dark = picture.point(lambda value: 255 if value < 200 else 0).getbbox()
    assert dark is not None and dark[0] > 10 and dark[2] < picture.width - 10


def test_a_page_of_another_shape_is_fitted_onto_the_paper(sample: Document, tmp_path: Path) -> None:
    drawn = pages(sample, "tour")
    assert layout_for(drawn[0], "A4").pageSize().id() == QPageSize.PageSizeId.A4
    assert layout_for(drawn[0], "A4").orientation() == QPageLayout.Orientation.Landscape
    paint_pages(pdf_printer(tmp_path / "out.pdf"), drawn[:4], "A4")
    assert sizes(tmp_path / "out.pdf") == [(842, 595)] * 4
    for sheet in PdfDocument(tmp_path / "out.pdf"):
        picture = sheet.render(scale=1).to_pil().convert("L").point(lambda value: 255 if value < 250 else 0)
        left, _, right, _ = picture.getbbox()
        assert left >= 26 and right <= picture.width - 26, "nothing lies beyond the edge of the page"


def test_printing_can_be_stopped_between_pages(sample: Document, tmp_path: Path) -> None:
    drawn = pages(sample, "phases")
    shares: list[float] = []
    with pytest.raises(ExportCancelled):
        paint_pages(pdf_printer(tmp_path / "out.pdf"), drawn, "A4", shares.append, lambda: len(shares) > 1)
    assert len(shares) == 2


@pytest.mark.qt_log_ignore("QPainter", "Could not open", "QPrinter")
def test_a_printer_that_does_not_take_the_pages_is_told(sample: Document, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="does not take"):
        paint_pages(pdf_printer(tmp_path / "none" / "out.pdf"), pages(sample, "paper"), "A4")


def test_the_dialog_prints_all_pages_or_the_one_in_view(opened: Open, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = opened(pages="phases", page="A4")
    count = dialog.pane.count()
    assert count > 1 and dialog.which_pages.isVisible()
    with qtbot.waitSignal(dialog.printed):
        dialog.print_on(pdf_printer(tmp_path / "all.pdf"))
    assert len(sizes(tmp_path / "all.pdf")) == count == dialog.result_pages and not dialog.isVisible()
    dialog = opened(pages="phases", page="A4")
    qtbot.mouseClick(dialog.pane.forth, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.which_pages.button("this"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(dialog.printed):
        dialog.print_on(pdf_printer(tmp_path / "one.pdf"))
    assert len(sizes(tmp_path / "one.pdf")) == 1


def test_where_there_is_no_printer_a_pdf_is_saved(opened: Open, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = opened(pages="paper", page="A3", orientation="portrait")
    if dialog.printer.count() > 1:
        dialog.printer.setCurrentIndex(dialog.printer.count() - 1)
    assert dialog.is_to_file() and "PDF" in dialog.go.text()
    with qtbot.waitSignal(dialog.printed):
        dialog.print_to(tmp_path / "out.pdf")
    assert sizes(tmp_path / "out.pdf") == [(842, 1191)] and dialog.result_paths == [tmp_path / "out.pdf"]
    again = opened()
    plan = again.order().pages
    assert (plan.pages, plan.paper, plan.orientation) == ("paper", "A3", "portrait")


def test_who_it_is_for_is_honoured_in_print(opened: Open, sample: Document, tmp_path: Path, qtbot: QtBot) -> None:
    card = next(one for one in sample.cards.values() if len(one.text) > 12)
    document, _ = audiences.add(sample, "Client", lane_types=(card.type,))
    dialog = opened(document, pages="phases", page="A4", audience="Client")
    with qtbot.waitSignal(dialog.printed):
        dialog.print_on(pdf_printer(tmp_path / "out.pdf"))
    found = PdfDocument(tmp_path / "out.pdf")
    words = " ".join(page.get_textpage().get_text_range() for page in found)
    assert card.text[:12] not in words.replace("\r\n", " ")


def test_a_print_in_progress_can_be_stopped(
    opened: Open, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(printer, drawn, paper, progress, cancelled):  # type: ignore[no-untyped-def]
        progress(0.3)
        while not cancelled():
            background.QThread.msleep(5)
        raise ExportCancelled

    monkeypatch.setattr("cjdesigner.ui.printing.dialog.paint_pages", endless)
    dialog = opened(pages="paper", page="A4")
    dialog.print_on(pdf_printer(tmp_path / "out.pdf"))
    qtbot.waitUntil(lambda: dialog.progress.value() == 300)
    assert dialog.progress.isVisible() and not dialog.stack.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: "Stopped" in dialog.message.text())
    assert dialog.isVisible()


def test_every_paper_of_the_plan_is_one_that_printers_know() -> None:
    from cjdesigner.layout.pages import SIZES

    assert set(painting._STANDARD) == set(SIZES)
