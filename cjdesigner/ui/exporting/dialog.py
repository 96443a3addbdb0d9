"""Export: what, for whom, how and where to, with the pages as they will be; the work is done in the background."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from cjdesigner.editor.session import Session
from cjdesigner.export import formats, warnings
from cjdesigner.export.job import ExportCancelled, ExportError
from cjdesigner.files.errors import shown
from cjdesigner.files.settings import ExportPreset, Preferences
from cjdesigner.layout.pages import POINTS_PER_UNIT
from cjdesigner.paint.base import PaintError
from cjdesigner.paint.png import picture_size
from cjdesigner.ui.background import Task
from cjdesigner.ui.exporting import wording
from cjdesigner.ui.exporting.file_part import FilePart
from cjdesigner.ui.exporting.findings import Findings
from cjdesigner.ui.exporting.format_part import PIXELS
from cjdesigner.ui.exporting.options import ExportOptions
from cjdesigner.ui.exporting.planning import looks_on_screen
from cjdesigner.ui.exporting.presets import PresetBar
from cjdesigner.ui.exporting.preview_pane import PreviewPane
from cjdesigner.ui.exporting.writing import Exists, Written, export_task
from cjdesigner.ui.paths import documents_folder
from cjdesigner.ui.plain import label
from cjdesigner.words import tr

_SIDE = 364
_OF_THEIR_OWN = ("html", "pptx")
"""Formats that show a map in a way of their own, which cannot be shown here."""


class ExportDialog(QDialog):
    """Exports the document as it was when the dialog opened; what is edited meanwhile does not touch it."""

    exported = Signal(object)
    """The Path written, or the first of several. The dialog then closes."""

    def __init__(self, session: Session, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export"))
        self._session = session
        self._document = session.saved_document
        self._preferences = preferences
        self._exporting: Task | None = None
        self._may_replace: frozenset[Path] = frozenset()
        self._problem = ""
        """Why this cannot be exported as chosen."""
        self._said = ""
        """What came of the last attempt."""
        self.result_paths: list[Path] = []
        last = preferences.settings.export
        self.options = ExportOptions(self._document, session.map_id, last, looks_on_screen(session))
        self.pane = PreviewPane()
        self.findings = Findings()
        self.file = FilePart(self._start_folder(session.path, last.folder), last.pattern)
        self.presets = PresetBar(preferences, lambda: self.options.choices("", self.file.pattern()))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(16)
        columns = QHBoxLayout()
        columns.setSpacing(24)
        columns.addWidget(self.pane, 1)
        columns.addWidget(self._side(), 0)
        rows.addLayout(columns, 1)
        rows.addLayout(self._foot())
        self.resize(self._fitting())

        self.options.changed.connect(self._settle)
        self.options.content.profiles_wanted.connect(self._edit_profiles)
        self.file.changed.connect(self._named)
        self.file.replacing.connect(lambda path: self._agree(path))
        self.pane.planned_anew.connect(self._judge)
        self.pane.failed.connect(self._failed)
        self.pane.preview.dragged.connect(lambda _: self._drag_out())
        self.findings.larger_wanted.connect(self.options.pages.choose_page)
        self.findings.sheets_wanted.connect(lambda: self.options.pages.choose_kind("tiled"))
        self.presets.taken.connect(self._take_preset)
        self._settle()
        self.go.setFocus()

    # Building

    def _side(self) -> QWidget:
        head = QHBoxLayout()
        head.addWidget(label(tr("Export"), "title"), 1)
        head.addWidget(self.presets)
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(self.options, 1)
        column.addWidget(self.findings)
        column.addWidget(self.file)
        made.setFixedWidth(_SIDE)
        return made

    def _foot(self) -> QHBoxLayout:
        self.message = label("", "error")
        self.message.setWordWrap(True)
        self.progress = QProgressBar()
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(6)
        self.progress.setAccessibleName(tr("Progress"))
        self.progress.hide()
        self.stop = QPushButton(tr("Cancel"))
        self.stop.setAutoDefault(False)
        self.stop.clicked.connect(self.reject)
        self.go = QPushButton(tr("&Export"))
        self.go.setProperty("kind", "primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self.accept)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.message, 1)
        line.addWidget(self.progress, 1)
        line.addWidget(self.stop)
        line.addWidget(self.go)
        return line

    def _fitting(self) -> QSize:
        screen = self.screen().availableSize()
        return QSize(min(1120, screen.width() - 40), min(740, screen.height() - 80))

    @staticmethod
    def _start_folder(own: Path | None, last: str) -> Path:
        if last and os.path.isabs(last):
            return Path(last)
        return own.parent if own is not None else documents_folder()

    # Choices

    def _settle(self) -> None:
        """Everything that follows from the choices."""
        order = self.options.order()
        self.pane.show_order(self._document, order, self.options.ending())
        self.file.follow(self._document, order, self._pages())
        self.presets.show_state()
        self._forget()
        self._judge()

    def _pages(self) -> int | None:
        """How many pages there will be, where that is known."""
        planned = self.pane.planned
        return len(planned.pages) if planned is not None and self.pane.is_planned() and planned.pages else None

    def _judge(self) -> None:
        """Whether it can be exported, and whether it can be read."""
        order = self.options.order()
        ending = self.options.ending()
        planned = self.pane.planned if self.pane.planned is not None and self.pane.planned.printers else None
        self._problem = self._found_problem()
        advice = warnings.advice(planned.printers, order) if planned is not None else None
        drawn = any(formats.page_kinds(one) for one in order.endings)
        self.findings.show_findings(planned if drawn else None, advice, order.pages)
        self.pane.say(self._measures(ending))
        self.file.show_place(self._pages())
        self._show_state()

    def _found_problem(self) -> str:
        order = self.options.order()
        content = self.options.content
        if content.missing_audience():
            name = shown(content.missing_audience(), 60)
            return tr("This project has no profile “{name}”. Say anew for whom this is.", name=name)
        if not order.map_ids:
            return tr("Choose at least one map.")
        if self.file.problem():
            return self.file.problem()
        if any(one in PIXELS for one in order.endings) and self.pane.planned is not None:
            for page in self.pane.planned.pages:
                try:
                    picture_size(page._replace(rows=(), over=()), order.dpi, order.width)
                except PaintError as error:
                    return str(error)
        return ""

    def _measures(self, ending: str) -> str:
        """What is looked at, for people: its format where there are several, and its size."""
        form = formats.find(ending)
        several = len(self.options.order().endings) > 1 and form is not None
        named = tr(form.name) if form is not None and several else ""
        return "  ·  ".join(part for part in (named, self._size(ending)) if part)

    def _size(self, ending: str) -> str:
        page = self.pane.preview.page()
        order = self.options.order()
        if page is None or not formats.page_kinds(ending):
            return ""
        if ending in PIXELS:
            try:
                _, columns, rows = picture_size(page._replace(rows=(), over=()), order.dpi, order.width)
            except PaintError:
                return ""
            return tr("{width} × {height} pixels", width=wording.number(columns), height=wording.number(rows))
        kind = formats.page_kind(ending, order.pages.pages)
        if ending in _OF_THEIR_OWN and kind == "map":
            return {
                "html": tr("A web page to zoom, search and click in"),
                "pptx": tr("A slide of the whole map, then slides of each phase"),
            }[ending]
        paper = order.pages.paper if kind not in ("map", "tour") else ""
        size = wording.measures(
            page.width * POINTS_PER_UNIT, page.height * POINTS_PER_UNIT, bool(paper) and wording.is_imperial(paper)
        )
        return f"{wording.page_name(paper)}  ·  {size}" if paper else size

    def _take_preset(self, preset: ExportPreset) -> None:
        self.options.take(preset)
        if preset.pattern:
            self.file.take_pattern(preset.pattern)

    def _edit_profiles(self) -> None:
        from cjdesigner.ui.dialogs.audiences import AudiencesDialog

        own = self.options.content.audience_chosen()
        chosen = AudiencesDialog.ask(self, self._session, own.id if own is not None else "")
        fresh = self._session.saved_document.audiences
        # Of what was edited meanwhile, only the profiles are taken over.
        gone = [one for key, one in self._document.audiences.items() if key not in fresh]
        self._document = self._document.with_records(fresh.values(), gone)
        self.options.content.take_profiles(self._document, chosen)

    # The file

    def _forget(self) -> None:
        self._said, self._may_replace = "", frozenset()

    def _named(self) -> None:
        self._forget()
        self.presets.show_state()
        self._judge()

    def take_path(self, path: Path) -> None:
        """Export to this file; replacing it has been agreed to."""
        self.file.agreed(path)

    def _agree(self, path: Path) -> None:
        if self.file.target() == path:
            self._may_replace = frozenset([path])
        self._judge()

    def _drag_out(self) -> None:
        """The page in view is dragged into another program."""
        from cjdesigner.ui.exporting.carrying import drag_pages

        planned = self.pane.planned
        page = self.pane.preview.page()
        if planned is not None and page is not None:
            drag_pages(self.pane.preview, (page,), page.title or planned.document.project.title)

    # Exporting

    def accept(self) -> None:
        """Export; the dialog closes when it is done and stays, with the reason, when it is not."""
        order = self.options.order()
        target = self.file.target()
        if self._exporting is not None or self._problem or not order.map_ids:
            return
        if target is None:
            self.file.name.setFocus()
            self._say(tr("Give the file a name."))
            return
        self._said = ""
        self._exporting = export_task(self._document, order, target, self._may_replace)
        self._exporting.told.connect(self._show_progress)
        self._exporting.done.connect(self._exported)
        self._exporting.failed.connect(self._failed)
        self.progress.setValue(0)
        self._show_state()
        self._exporting.begin()

    def _show_progress(self, share: float) -> None:
        self.progress.setValue(round(1000 * share))

    def _exported(self, result: Written | Exists) -> None:
        self._exporting = None
        if isinstance(result, Exists):
            self._may_replace = frozenset(result.paths)
            names = ", ".join(f"“{shown(path.name)}”" for path in result.paths[:3])
            names += " …" if len(result.paths) > 3 else ""
            self._say(tr("{names}: there already. Press Replace to write over it.", names=names))
            self.go.setFocus()
            return
        self.result_paths = result.paths
        folder = str(result.paths[0].parent)
        self._preferences.change(export=self.options.choices(folder, self.file.pattern()))
        self.exported.emit(result.paths[0])
        super().accept()

    def _failed(self, error: BaseException) -> None:
        self._exporting = None
        if isinstance(error, ExportCancelled):
            self._say(tr("Stopped; nothing was written."))
        elif isinstance(error, ExportError):
            self._say(str(error))
        else:
            self._say(tr("That did not work: {reason}", reason=f"{type(error).__name__}: {error}"))

    def _say(self, sentence: str) -> None:
        self._said = sentence
        self._show_state()

    def _show_state(self) -> None:
        busy = self._exporting is not None
        self.message.setText(self._problem or self._said)
        self.message.setVisible(not busy)
        self.progress.setVisible(busy)
        for part in (self.options, self.file, self.findings, self.presets):
            part.setEnabled(not busy)
        self.go.setEnabled(not busy and not self._problem)
        self.go.setText(tr("&Replace") if self._may_replace and self._said else tr("&Export"))
        self.stop.setText(tr("Stop") if busy else tr("Cancel"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The page keys turn the pages, wherever the focus is."""
        step = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.pane.turn(step)
        else:
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Stop the export that runs; close where none does."""
        if self._exporting is not None:
            self._exporting.cancel()
            return
        super().reject()

    def done(self, result: int) -> None:
        """Nobody needs the preview any longer."""
        self.pane.stop()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's own cross stops what runs, and waits for nothing."""
        if self._exporting is not None:
            self._exporting.cancel()
        self.pane.stop()
        super().closeEvent(event)

    @classmethod
    def ask(cls, parent: QWidget | None, session: Session, preferences: Preferences) -> list[Path]:
        """Show the dialog and wait: the files written; none where it was left."""
        dialog = cls(session, preferences, parent)
        dialog.exec()
        dialog.deleteLater()
        return dialog.result_paths
