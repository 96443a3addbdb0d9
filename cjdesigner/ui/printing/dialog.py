"""Print: the pages as they will come out, for whom, on which printer; painted in the background."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cjdesigner.draw.shapes import Drawing
from cjdesigner.editor.session import Session
from cjdesigner.export import warnings
from cjdesigner.export.order import Order
from cjdesigner.files.errors import shown
from cjdesigner.files.names import file_name
from cjdesigner.files.settings import ExportChoices, Preferences
from cjdesigner.layout.plan import KINDS
from cjdesigner.ui.background import Task
from cjdesigner.ui.dialogs.choice import Choice
from cjdesigner.ui.dialogs.count_field import CountField
from cjdesigner.ui.exporting import wording
from cjdesigner.ui.exporting.content_part import ContentPart
from cjdesigner.ui.exporting.pages_dialog import PagesDialog
from cjdesigner.ui.exporting.pages_part import PagesPart
from cjdesigner.ui.exporting.planning import looks_on_screen
from cjdesigner.ui.exporting.section import section, turned
from cjdesigner.ui.exporting.writing import Exists, Written, export_task
from cjdesigner.ui.fields.choice import Quiet
from cjdesigner.ui.paths import documents_folder
from cjdesigner.ui.plain import label
from cjdesigner.ui.printing.painting import paint_pages
from cjdesigner.words import tr

_INCHES = (QLocale.Country.UnitedStates, QLocale.Country.Canada)


class PrintDialog(PagesDialog):
    """Prints the document as it was when the dialog opened."""

    printed = Signal(object)
    """What was printed: the number of pages, or the Paths of the files written instead."""

    def __init__(self, session: Session, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(session, tr("Print"), parent)
        self._preferences = preferences
        self._printer: QPrinter | None = None
        self.result_paths: list[Path] = []
        self.result_pages = 0
        last = self._last()
        self.content = ContentPart(self._document, session.map_id, last, looks_on_screen(session), one_file=True)
        self.pages = PagesPart(last, tuple(kind for kind in KINDS if kind != "map"))
        self._lay_out(self._side(), self.content, self.pages)

        self.content.changed.connect(self._settle)
        self.pages.changed.connect(self._settle)
        self.printer.currentIndexChanged.connect(self._take_printer)
        self._take_printer()
        self._settle()
        self.go.setFocus()

    def _last(self) -> ExportChoices:
        """What was chosen last; at first the paper that is usual here."""
        last = self._preferences.settings.printing
        if last.page != "map":
            return last
        return ExportChoices(**{**dict(last), "page": "letter" if QLocale().territory() in _INCHES else "A4"})

    # Building

    def _side(self) -> QWidget:
        self.printer = Quiet()
        self.printer.setAccessibleName(tr("Printer"))
        for name in QPrinterInfo.availablePrinterNames():
            self.printer.addItem(name, name)
        self.printer.addItem(tr("PDF file"), "")
        wanted = self._preferences.settings.printer or QPrinterInfo.defaultPrinterName()
        self.printer.setCurrentIndex(max(0, self.printer.findData(wanted)))
        self.copies = CountField(1, 999)
        self.copies.set_value(1)
        self.copies.setAccessibleName(tr("Copies"))
        self.copies.setFixedWidth(56)
        self.settings = QPushButton(tr("Printer settings…"))
        self.settings.setProperty("kind", "link")
        self.settings.setAutoDefault(False)
        self.settings.clicked.connect(self._ask_settings)
        self._copies_line = QWidget()
        line = QHBoxLayout(self._copies_line)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(label(tr("Copies"), "quiet"))
        line.addWidget(self.copies)
        line.addStretch(1)
        line.addWidget(self.settings)
        self.nobody = label(tr("No printer is set up on this computer."), "quiet")
        self.nobody.setWordWrap(True)
        self.nobody.setVisible(self.printer.count() == 1)
        self.which_pages = Choice((("all", tr("All pages")), ("this", tr("The page in view"))), across=2)
        self.tabs, self.stack = turned({tr("Pages"): self.pages, tr("Content"): self.content})
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(label(tr("Print"), "title"))
        section(column, tr("Printer"), self.printer, self.nobody, self._copies_line)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        column.addWidget(self.findings)
        column.addWidget(self.which_pages)
        return made

    # Choices

    def order(self) -> Order:
        """What is to be printed, as an export to a PDF would have it."""
        return self.content.order(("pdf",), self.pages.plan())

    def is_to_file(self) -> bool:
        """Whether a PDF is written instead of anything printed."""
        return not self.printer.currentData()

    def _take_printer(self) -> None:
        name = str(self.printer.currentData() or "")
        self._copies_line.setVisible(bool(name))
        if name:
            self._printer = QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
        self._show_state()

    def _ask_settings(self) -> None:
        """The system's own dialog, for trays, both sides and what else the printer can do."""
        if self._printer is None:
            return
        self._printer.setCopyCount(self.copies.value())
        dialog = QPrintDialog(self._printer, self)
        if dialog.exec():
            self.copies.set_value(self._printer.copyCount())
            place = self.printer.findData(self._printer.printerName())
            if place >= 0:
                self.printer.blockSignals(True)
                self.printer.setCurrentIndex(place)
                self.printer.blockSignals(False)
        dialog.deleteLater()

    def _settle(self) -> None:
        self._said = ""
        self.pane.show_order(self._document, self.order(), "pdf")
        self._judge()

    def _judge(self) -> None:
        order = self.order()
        planned = self.pane.planned
        missing = self.content.missing_audience()
        if missing:
            name = shown(missing, 60)
            self._problem = tr("This project has no profile “{name}”. Say anew for whom this is.", name=name)
        else:
            self._problem = "" if order.map_ids else tr("Choose at least one map.")
        advice = warnings.advice(planned.printers, order) if planned is not None else None
        self.findings.show_findings(planned, advice, order.pages)
        self.which_pages.setVisible(self.pane.count() > 1)
        self.pane.say(wording.page_label(order.pages.paper) if planned is not None else "")
        self._show_state()

    # Printing

    def accept(self) -> None:
        """Print; the dialog closes when it is done and stays, with the reason, when it is not."""
        if self._working is not None or self._problem or not self.order().map_ids:
            return
        if self.is_to_file():
            path = self._asked_path()
            if path is not None:
                self.print_to(path)
        elif self._printer is not None and self.pane.is_planned() and self.pane.planned is not None:
            self._printer.setCopyCount(self.copies.value())
            self.print_on(self._printer)

    def print_on(self, printer: QPrinter) -> None:
        """Paint the pages on this printer."""
        planned = self.pane.planned
        if planned is None:
            return
        pages: Sequence[Drawing] = planned.pages
        if self.which_pages.value() == "this" and len(pages) > 1:
            pages = pages[self.pane.place() : self.pane.place() + 1]
        printer.setDocName(self._document.project.title[:200])
        paper = self.order().pages.paper

        def work(task: Task) -> int:
            paint_pages(printer, pages, paper, task.tell, task.cancelled)
            return len(pages)

        self._begin(Task(work))

    def print_to(self, path: Path) -> None:
        """Write the pages as a PDF; replacing the file has been agreed to."""
        self._begin(export_task(self._document, self.order(), path, frozenset([path])))

    def _asked_path(self) -> Path | None:
        folder = self._session.path.parent if self._session.path is not None else documents_folder()
        title = self._document.project.title
        suggested = folder / f"{file_name(title)}.pdf"
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Print to a PDF file"), str(suggested), f"{tr('PDF document')} (*.pdf)"
        )
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")

    def _came(self, result: Written | Exists | int) -> None:
        if isinstance(result, Exists):  # never where it was agreed to
            self._show_state()
            return
        if isinstance(result, Written):
            self.result_paths = result.paths
        else:
            self.result_pages = result
        self._remember()
        self.printed.emit(result.paths if isinstance(result, Written) else result)
        super().accept()

    def _remember(self) -> None:
        audience = self.content.audience_chosen()
        kept = ExportChoices(
            maps=self.content.which.value(),  # type: ignore[arg-type]
            **self.pages.choices(),
            audience=audience.name if audience is not None else "",
            view=self.content.view_name(),
        )
        self._preferences.change(printing=kept, printer=str(self.printer.currentData() or ""))

    def _stopped(self) -> str:
        return tr("Stopped; nothing more is printed.")

    def _show_state(self) -> None:
        ready = self.is_to_file() or self.pane.is_planned()
        words = tr("Save as PDF…") if self.is_to_file() else tr("&Print")
        parts = (self.printer, self._copies_line, self.tabs, self.stack, self.findings, self.which_pages)
        self._show_work(parts, words, ready)
