"""What export and print share: the pages as they will be, the choices beside them, and work that can be stopped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from cjdesigner.editor.session import Session
from cjdesigner.export.job import ExportCancelled, ExportError
from cjdesigner.ui.background import Task
from cjdesigner.ui.dialogs.frame import cancel_button, fit_screen, go_button
from cjdesigner.ui.exporting.content_part import ContentPart
from cjdesigner.ui.exporting.findings import Findings
from cjdesigner.ui.exporting.pages_part import PagesPart
from cjdesigner.ui.exporting.preview_pane import PreviewPane
from cjdesigner.ui.plain import label
from cjdesigner.words import tr

_SIDE = 364


class PagesDialog(QDialog):
    """Works on the document as it was when the dialog opened; what is edited meanwhile does not touch it."""

    def __init__(self, session: Session, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._session = session
        self._document = session.saved_document
        self._working: Task | None = None
        self._problem = ""
        """Why it cannot be done as chosen."""
        self._said = ""
        """What came of the last attempt."""
        self.pane = PreviewPane()
        self.findings = Findings()

    # Building

    def _lay_out(self, side: QWidget, content: ContentPart, pages: PagesPart) -> None:
        """The pages on the left, ``side`` on the right, and the foot; findings change ``pages``."""
        self._content = content
        side.setFixedWidth(_SIDE)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(16)
        columns = QHBoxLayout()
        columns.setSpacing(24)
        columns.addWidget(self.pane, 1)
        columns.addWidget(side, 0)
        rows.addLayout(columns, 1)
        rows.addLayout(self._foot())
        fit_screen(self, 1120, 740)
        content.profiles_wanted.connect(self._edit_profiles)
        self.pane.planned_anew.connect(self._judge)
        self.pane.failed.connect(self._failed)
        self.findings.larger_wanted.connect(pages.choose_page)
        self.findings.sheets_wanted.connect(lambda: pages.choose_kind("tiled"))

    def _foot(self) -> QHBoxLayout:
        self.message = label("", "error")
        self.message.setWordWrap(True)
        self.progress = QProgressBar()
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(6)
        self.progress.setAccessibleName(tr("Progress"))
        self.progress.hide()
        self.stop = cancel_button(self)
        self.go = go_button(self, "")
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.message, 1)
        line.addWidget(self.progress, 1)
        line.addWidget(self.stop)
        line.addWidget(self.go)
        return line

    # What each dialog says and does in its own way

    def _judge(self) -> None:
        """Say whether it can be done as chosen, and whether what comes out can be read."""
        raise NotImplementedError

    def _show_state(self) -> None:
        """Show what can be done now, by way of ``_show_work``."""
        raise NotImplementedError

    def _came(self, result: Any) -> None:
        """The work has ended well."""
        raise NotImplementedError

    def _stopped(self) -> str:
        """What is said where the user stopped the work."""
        raise NotImplementedError

    # Profiles

    def _edit_profiles(self) -> None:
        from cjdesigner.ui.dialogs.audiences import AudiencesDialog

        own = self._content.audience_chosen()
        chosen = AudiencesDialog.ask(self, self._session, own.id if own is not None else "")
        fresh = self._session.saved_document.audiences
        # Of what was edited meanwhile, only the profiles are taken over.
        gone = [one for key, one in self._document.audiences.items() if key not in fresh]
        self._document = self._document.with_records(fresh.values(), gone)
        self._content.take_profiles(self._document, chosen)

    # Working

    def _begin(self, task: Task) -> None:
        self._said = ""
        self._working = task
        task.told.connect(self._show_progress)
        task.done.connect(self._done)
        task.failed.connect(self._failed)
        self.progress.setValue(0)
        self._show_state()
        task.begin()

    def _show_progress(self, share: float) -> None:
        self.progress.setValue(round(1000 * share))

    def _done(self, result: Any) -> None:
        self._working = None
        self._came(result)

    def _failed(self, error: BaseException) -> None:
        self._working = None
        if isinstance(error, ExportCancelled):
            self._say(self._stopped())
        elif isinstance(error, ExportError):
            self._say(str(error))
        else:
            self._say(tr("That did not work: {reason}", reason=f"{type(error).__name__}: {error}"))

    def _say(self, sentence: str) -> None:
        self._said = sentence
        self._show_state()

    def _show_work(self, parts: Sequence[QWidget], words: str, ready: bool = True) -> None:
        """What can be chosen and pressed while nothing runs; ``words`` are those of the button that begins."""
        busy = self._working is not None
        self.message.setText(self._problem or self._said)
        self.message.setVisible(not busy)
        self.progress.setVisible(busy)
        for part in parts:
            part.setEnabled(not busy)
        self.go.setEnabled(not busy and not self._problem and ready)
        self.go.setText(words)
        self.stop.setText(tr("Stop") if busy else tr("Cancel"))

    # Keys and leaving

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The page keys turn the pages, wherever the focus is."""
        step = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.pane.turn(step)
        else:
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Stop what runs; close where nothing does."""
        if self._working is not None:
            self._working.cancel()
            return
        super().reject()

    def done(self, result: int) -> None:
        """Nobody needs the preview any longer."""
        self.pane.stop()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's own cross stops what runs, and waits for nothing."""
        if self._working is not None:
            self._working.cancel()
        self.pane.stop()
        super().closeEvent(event)
