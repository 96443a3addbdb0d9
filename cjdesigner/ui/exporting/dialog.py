"""Export: what, for whom, how and where to, with the pages as they will be; the work is done in the background."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cjdesigner.editor.session import Session
from cjdesigner.export import formats, warnings
from cjdesigner.files.errors import shown
from cjdesigner.files.settings import ExportPreset, Preferences
from cjdesigner.layout.pages import POINTS_PER_UNIT
from cjdesigner.paint.base import PaintError
from cjdesigner.paint.png import picture_size
from cjdesigner.ui.exporting import wording
from cjdesigner.ui.exporting.file_part import FilePart
from cjdesigner.ui.exporting.format_part import PIXELS
from cjdesigner.ui.exporting.options import ExportOptions
from cjdesigner.ui.exporting.pages_dialog import PagesDialog
from cjdesigner.ui.exporting.planning import looks_on_screen
from cjdesigner.ui.exporting.presets import PresetBar
from cjdesigner.ui.exporting.writing import Exists, Written, export_task
from cjdesigner.ui.paths import documents_folder
from cjdesigner.ui.plain import label
from cjdesigner.words import tr

_OF_THEIR_OWN = ("html", "pptx")
"""Formats that show a map in a way of their own, which cannot be shown here."""


class ExportDialog(PagesDialog):
    """Exports the document as it was when the dialog opened; what is edited meanwhile does not touch it."""

    exported = Signal(object)
    """The Path written, or the first of several. The dialog then closes."""

    def __init__(self, session: Session, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(session, tr("Export"), parent)
        self._preferences = preferences
        self._may_replace: frozenset[Path] = frozenset()
        self.result_paths: list[Path] = []
        last = preferences.settings.export
        self.options = ExportOptions(self._document, session.map_id, last, looks_on_screen(session))
        self.file = FilePart(self._start_folder(session.path, last.folder), last.pattern)
        self.presets = PresetBar(preferences, lambda: self.options.choices("", self.file.pattern()))
        self._lay_out(self._side(), self.options.content, self.options.pages)

        self.options.changed.connect(self._settle)
        self.file.changed.connect(self._named)
        self.file.replacing.connect(lambda path: self._agree(path))
        self.pane.preview.dragged.connect(lambda _: self._drag_out())
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
        return made

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
        if self._working is not None or self._problem or not order.map_ids:
            return
        if target is None:
            self.file.name.setFocus()
            self._say(tr("Give the file a name."))
            return
        self._begin(export_task(self._document, order, target, self._may_replace))

    def _came(self, result: Written | Exists) -> None:
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

    def _stopped(self) -> str:
        return tr("Stopped; nothing was written.")

    def _show_state(self) -> None:
        words = tr("&Replace") if self._may_replace and self._said else tr("&Export")
        self._show_work((self.options, self.file, self.findings, self.presets), words)

    @classmethod
    def ask(cls, parent: QWidget | None, session: Session, preferences: Preferences) -> list[Path]:
        """Show the dialog and wait: the files written; none where it was left."""
        dialog = cls(session, preferences, parent)
        dialog.exec()
        dialog.deleteLater()
        return dialog.result_paths
