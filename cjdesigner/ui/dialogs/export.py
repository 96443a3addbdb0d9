"""Export: what, how and where to, with the page as it will be; the work is done in the background."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cjdesigner.editor.session import Session
from cjdesigner.export import formats
from cjdesigner.export.job import ExportCancelled, ExportError
from cjdesigner.files.errors import shown
from cjdesigner.files.settings import Preferences
from cjdesigner.layout.pages import Placement
from cjdesigner.model import queries
from cjdesigner.paint.base import PaintError
from cjdesigner.paint.png import picture_size
from cjdesigner.ui import appearance
from cjdesigner.ui.background import Task
from cjdesigner.ui.dialogs import export_plan, export_work
from cjdesigner.ui.dialogs.content_preview import ContentPreview
from cjdesigner.ui.dialogs.export_options import ExportOptions
from cjdesigner.ui.dialogs.export_plan import PAGED, PIXELS, Plan, Sheet, legibility
from cjdesigner.ui.dialogs.export_work import Exists, Written
from cjdesigner.ui.dialogs.page_preview import PagePreview
from cjdesigner.ui.paths import documents_folder, file_name
from cjdesigner.ui.plain import label, tip
from cjdesigner.words import tr


class ExportDialog(QDialog):
    """Exports the document as it was when the dialog opened; what is edited meanwhile does not touch it."""

    exported = Signal(object)
    """The Path written, or the first of several. The dialog then closes."""

    def __init__(self, session: Session, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export"))
        self._document = session.saved_document
        self._shown = session.map_id
        self._preferences = preferences
        self._maps = queries.maps(self._document)
        self._sheets: dict[str, Sheet] = {}
        self._laying: Task | None = None
        self._exporting: Task | None = None
        self._may_replace: frozenset[Path] = frozenset()
        self._page = 0
        self._own_name = False
        self._problem = ""
        """Why this cannot be exported as chosen."""
        self._said = ""
        """What came of the last attempt."""
        self._better = ""
        self.result_path: Path | None = None
        last = preferences.settings.export
        self._folder = self._start_folder(session.path, last.folder)

        self.options = ExportOptions(self._maps, self._shown, last)
        self.preview = PagePreview()
        self.content = ContentPreview()
        self.content.hide()
        self.caption = label("", "quiet")
        self.caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(16)
        columns = QHBoxLayout()
        columns.setSpacing(24)
        columns.addLayout(self._left(), 1)
        columns.addWidget(self._right(), 0)
        rows.addLayout(columns, 1)
        rows.addLayout(self._foot())
        self.resize(self._fitting())

        self.options.changed.connect(self._settle)
        self.name.textEdited.connect(self._named)
        self._settle()
        self.go.setFocus()

    # Building

    def _left(self) -> QVBoxLayout:
        self.back = self._pager("arrow-left", tr("Previous page"), -1)
        self.forth = self._pager("arrow-right", tr("Next page"), 1)
        line = QHBoxLayout()
        line.addWidget(self.back)
        line.addWidget(self.caption, 1)
        line.addWidget(self.forth)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self.preview, 1)
        column.addWidget(self.content, 1)
        column.addLayout(line)
        return column

    def _pager(self, icon: str, name: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setIcon(appearance.icon(icon))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(lambda: self._turn(step))
        return button

    def _right(self) -> QWidget:
        self.loses = label("", "quiet")
        self.loses.setWordWrap(True)
        self.warning = label("", "warning")
        self.warning.setWordWrap(True)
        self.better = QPushButton()
        self.better.setProperty("kind", "link")
        self.better.setAutoDefault(False)
        self.better.clicked.connect(self._take_better)
        self.name = QLineEdit()
        self.name.setAccessibleName(tr("File name"))
        self.name.setMaxLength(4000)
        self.browse = QPushButton(tr("&Browse…"))
        self.browse.setAutoDefault(False)
        self.browse.setToolTip(tr("Choose the folder and the name"))
        self.browse.clicked.connect(self._browse)
        self.place = label("", "quiet")
        self.place.setWordWrap(True)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.name, 1)
        line.addWidget(self.browse)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(14)
        column.addWidget(label(tr("Export"), "title"))
        column.addWidget(self.options)
        column.addWidget(self.loses)
        column.addWidget(self.warning)
        column.addWidget(self.better, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        file_part = QVBoxLayout()
        file_part.setSpacing(6)
        caption = label(tr("&File"), "label")
        caption.setBuddy(self.name)
        file_part.addWidget(caption)
        file_part.addLayout(line)
        file_part.addWidget(self.place)
        column.addLayout(file_part)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setFixedWidth(max(340, inside.sizeHint().width() + 14))
        self._side = inside
        return area

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
        return QSize(min(1060, screen.width() - 40), min(700, screen.height() - 80))

    @staticmethod
    def _start_folder(own: Path | None, last: str) -> Path:
        if last and os.path.isabs(last):
            return Path(last)
        return own.parent if own is not None else documents_folder()

    # Choices

    def _settle(self) -> None:
        """Everything that follows from the choices."""
        plan = self.options.plan()
        self._suggest_name(plan)
        self._page = min(self._page, max(0, len(plan.map_ids) - 1))
        self._lay_out(plan)
        self._show_page(plan)
        self._check(plan)

    def _lay_out(self, plan: Plan) -> None:
        if plan.content is not None:
            return
        missing = tuple(one for one in plan.map_ids if one not in self._sheets)
        if missing and self._laying is None:
            self._laying = export_work.layout_task(self._document, missing)
            self._laying.told.connect(self._laid_out)
            self._laying.finished.connect(self._all_laid_out)
            self._laying.begin()

    def _laid_out(self, sheet: Sheet) -> None:
        self._sheets[sheet.map_id] = sheet
        plan = self.options.plan()
        self._show_page(plan)
        self._check(plan)

    def _all_laid_out(self) -> None:
        task, self._laying = self._laying, None
        if task is None or task.cancelled():
            return
        if task.error is not None:
            self._failed(task.error)
        else:
            self._lay_out(self.options.plan())

    def _show_page(self, plan: Plan) -> None:
        count = len(plan.map_ids)
        form = plan.content
        self.preview.setVisible(form is None)
        self.content.setVisible(form is not None and count > 0)
        self.loses.setVisible(form is not None)
        self.loses.setText(tr(form.loses) if form is not None else "")
        several = count > 1
        self.back.setVisible(several)
        self.forth.setVisible(several)
        self.back.setEnabled(self._page > 0)
        self.forth.setEnabled(self._page < count - 1)
        if form is not None:
            number = tr("{number} of {count}", number=self._page + 1, count=count) if several else ""
            self.caption.setText(number if count else tr("No map is chosen."))
            if count:
                self.content.show_map(self._document, plan.map_ids[self._page], form)
            return
        sheet = self._sheets.get(plan.map_ids[self._page]) if count else None
        if sheet is None:
            self.preview.show_page(None, None)
            self.caption.setText("" if count else tr("No map is chosen."))
            return
        placement = _placement(sheet, plan)
        self.preview.show_page(sheet.drawing, placement, plan.transparent and plan.ending in PIXELS)
        said = [_measures(sheet, plan, placement)]
        if several:
            said.insert(0, tr("{number} of {count}", number=self._page + 1, count=count))
        self.caption.setText("  ·  ".join(part for part in said if part))

    def _turn(self, step: int) -> None:
        self._page += step
        self._show_page(self.options.plan())

    def _check(self, plan: Plan) -> None:
        """Whether it can be exported, and whether it can be read."""
        known = [self._sheets[one] for one in plan.map_ids if one in self._sheets]
        self._problem = "" if plan.map_ids else tr("Choose at least one map.")
        if plan.ending in PIXELS:
            for sheet in known:
                try:
                    _pixels(sheet, plan)
                except PaintError as error:
                    self._problem = str(error)
                    break
        found = legibility(known if plan.content is None else [], plan)
        self.warning.setVisible(not found.legible)
        self.better.setVisible(bool(found.better))
        if not found.legible:
            points = export_plan.number(found.points, 1)
            if plan.page == "map":
                self.warning.setText(tr("The smallest text is {points} pt: too small to read on paper.", points=points))
            else:
                self.warning.setText(
                    tr(
                        "On {page} the smallest text is {points} pt: too small to read.",
                        page=export_plan.page_name(plan.page),
                        points=points,
                    )
                )
            self._better = found.better
            self.better.setText(
                tr("Fit the page to the map")
                if found.better == "map"
                else tr("Use {page}: there it can be read", page=export_plan.page_name(found.better))
            )
        self._show_state()

    def _take_better(self) -> None:
        self.options.choose_page(self._better)
        self.options.page.setFocus()

    # The file

    def _suggest_name(self, plan: Plan) -> None:
        """The map's title, until the user gives a name of their own; of theirs only the ending follows the format."""
        if not self._own_name:
            one = self._document.maps.get(plan.map_ids[0]) if len(plan.map_ids) == 1 else None
            title = one.title if one is not None else self._document.project.title
            self.name.setText(f"{file_name(title)}.{plan.ending}")
        else:
            path = Path(self.name.text())
            if formats.find(path.suffix) is not None and path.suffix.lower() != f".{plan.ending}":
                self.name.setText(str(path.with_suffix(f".{plan.ending}")))
        self._show_place(plan)

    def _named(self) -> None:
        self._own_name = True
        self._show_place(self.options.plan())
        self._check(self.options.plan())

    def _target(self, plan: Plan) -> Path | None:
        """The file to write, with its ending; None where there is no name."""
        typed = self.name.text().strip()
        if not typed or "\0" in typed:
            return None
        path = self._folder / os.path.expanduser(typed)
        if path.suffix.lower() != f".{plan.ending}":
            path = path.with_name(f"{path.name}.{plan.ending}") if path.name else path
        return path if path.name else None

    def _show_place(self, plan: Plan) -> None:
        self._said, self._may_replace = "", frozenset()
        target = self._target(plan)
        if target is None:
            self.place.setText(tr("Give the file a name."))
            return
        paths = plan.paths(target)
        folder = shown(_homely(target.parent), 90)
        if len(paths) > 1:
            text = tr("{count} files in {folder}: {first} …", count=len(paths), folder=folder, first=paths[0].name)
        else:
            text = tr("In {folder}", folder=folder)
        self.place.setText(text)
        self.place.setToolTip(tip(str(target)))

    def _browse(self) -> None:
        plan = self.options.plan()
        form = formats.find(plan.ending)
        target = self._target(plan) or self._folder / f"{file_name('')}.{plan.ending}"
        dialog = QFileDialog(self, tr("Export to"), str(target.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{tr(form.name) if form else plan.ending} (*.{plan.ending})")
        dialog.setDefaultSuffix(plan.ending)
        dialog.selectFile(target.name)
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        if chosen:
            self.take_path(Path(chosen[0]))

    def take_path(self, path: Path) -> None:
        """Export to this file; replacing it has been agreed to."""
        self._folder = path.parent
        self._own_name = True
        self.name.setText(path.name)
        plan = self.options.plan()
        self._show_place(plan)
        target = self._target(plan)
        if target is not None and plan.paths(target) == [path]:
            self._may_replace = frozenset([path])
        self._check(plan)

    # Exporting

    def accept(self) -> None:
        """Export; the dialog closes when it is done and stays, with the reason, when it is not."""
        plan = self.options.plan()
        target = self._target(plan)
        if self._exporting is not None or self._problem or not plan.map_ids:
            return
        if target is None:
            self.name.setFocus()
            self._say(tr("Give the file a name."))
            return
        self._said = ""
        self._exporting = export_work.export_task(self._document, plan, target, self._sheets, self._may_replace)
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
            self._say(tr("{names}: there already. Press Replace to write over it.", names=names))
            self.go.setFocus()
            return
        self.result_path = result.paths[0]
        self._preferences.change(export=self.options.choices(str(self.result_path.parent)))
        self.exported.emit(self.result_path)
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
        for part in (self.options, self.name, self.browse, self.better):
            part.setEnabled(not busy)
        self.go.setEnabled(not busy and not self._problem)
        self.go.setText(tr("&Replace") if self._may_replace and self._said else tr("&Export"))

    def reject(self) -> None:
        """Stop the export that runs; close where none does."""
        if self._exporting is not None:
            self._exporting.cancel()
            return
        super().reject()

    def done(self, result: int) -> None:
        """Nobody needs the preview any longer."""
        self._let_go()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's own cross stops what runs, and waits for nothing."""
        if self._exporting is not None:
            self._exporting.cancel()
        self._let_go()
        super().closeEvent(event)

    def _let_go(self) -> None:
        self.preview.stop()
        if self._laying is not None:
            self._laying.cancel()

    @classmethod
    def ask(cls, parent: QWidget | None, session: Session, preferences: Preferences) -> Path | None:
        """Show the dialog and wait: the file written, or the first of several; None where nothing was."""
        dialog = cls(session, preferences, parent)
        dialog.exec()
        dialog.deleteLater()
        return dialog.result_path


def _placement(sheet: Sheet, plan: Plan) -> Placement:
    if plan.ending in PAGED:
        return sheet.placed(plan.page, plan.orientation)
    return sheet.placed("map", "auto")


def _pixels(sheet: Sheet, plan: Plan) -> tuple[int, int]:
    options = plan.options()
    _, columns, rows = picture_size(sheet.drawing, options.dpi, options.width)
    return columns, rows


def _measures(sheet: Sheet, plan: Plan, placement: Placement) -> str:
    """The size of what comes out, for people."""
    if plan.ending in PIXELS:
        try:
            columns, rows = _pixels(sheet, plan)
        except PaintError:
            return ""
        return tr("{width} × {height} pixels", width=export_plan.number(columns), height=export_plan.number(rows))
    size = export_plan.measures_on(plan.page, placement.page_width, placement.page_height)
    return size if plan.page == "map" else f"{export_plan.page_name(plan.page)}  ·  {size}"


def _homely(folder: Path) -> str:
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(folder)
