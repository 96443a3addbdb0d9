"""Import: what a file in another format becomes, before it does, with its sides exchanged if the guess was wrong."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cjdesigner.exchange.grid import grid
from cjdesigner.exchange.importing import IMPORTED, Imported
from cjdesigner.export import incoming
from cjdesigner.files.errors import FileError, shown
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.ui import background
from cjdesigner.ui.dialogs.content_preview import GridTable
from cjdesigner.ui.dialogs.frame import cancel_button, fit_screen, go_button
from cjdesigner.ui.fields.choice import Quiet
from cjdesigner.ui.plain import label
from cjdesigner.words import language, ntr, tr


class ImportDialog(QDialog):
    """Shows the maps of a file as tables. Raises FileError at once where the file cannot be read."""

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        self._path = path
        self._data = background.waited(lambda: incoming.contents(path))
        self._found = self._read(False)
        super().__init__(parent)
        self.setWindowTitle(tr("Import"))
        self.document: Document | None = None
        self.summary = label("", "quiet")
        self.summary.setWordWrap(True)
        self.map = Quiet()
        self.map.setAccessibleName(tr("Map"))
        self.table = GridTable()
        self.warnings = QPlainTextEdit()
        self.warnings.setReadOnly(True)
        self.warnings.setMaximumHeight(96)
        self.warnings.setAccessibleName(tr("What is doubtful"))
        self.flip = QPushButton(tr("&Flip rows and columns"))
        self.flip.setCheckable(True)
        self.flip.setAutoDefault(False)
        self.flip.setVisible(self._found.flippable)
        self.cancel = cancel_button(self)
        self.go = go_button(self, tr("&Import"))
        self._lay_out()
        self.map.currentIndexChanged.connect(self._show_map)
        self.flip.clicked.connect(self._flip)
        self._show()
        fit_screen(self, 1000, 680)
        self.go.setFocus()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(label(tr("Import"), "title"), 1)
        top.addWidget(self.map)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.flip)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.go)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(12)
        rows.addLayout(top)
        rows.addWidget(self.summary)
        rows.addWidget(self.table, 1)
        rows.addWidget(self.warnings)
        rows.addLayout(foot)

    def _read(self, flip: bool) -> Imported:
        return background.waited(lambda: incoming.interpreted(self._data, self._path, flip=flip, language=language()))

    def _flip(self) -> None:
        try:
            self._found = self._read(self.flip.isChecked())
        except FileError as error:
            self.flip.setChecked(not self.flip.isChecked())
            self.summary.setText(str(error))
            return
        self._show()

    def _show(self) -> None:
        document = self._found.document
        maps = queries.maps(document)
        self.map.blockSignals(True)
        self.map.clear()
        for one in maps:
            self.map.addItem(shown(one.title, 60) or tr("Untitled"), one.id)
        self.map.blockSignals(False)
        self.map.setVisible(len(maps) > 1)
        parts = (
            ntr("{count} map", "{count} maps", len(maps)),
            ntr("{count} phase", "{count} phases", len(document.phases)),
            ntr("{count} step", "{count} steps", len(document.steps)),
            ntr("{count} lane", "{count} lanes", len(document.lanes)),
            ntr("{count} card", "{count} cards", len(document.cards)),
        )
        self.summary.setText(" · ".join((shown(self._path.name, 60), *parts)))
        self.warnings.setPlainText("\n".join(self._found.warnings))
        self.warnings.setVisible(bool(self._found.warnings))
        self._show_map()

    def _show_map(self) -> None:
        map_id = self.map.currentData()
        if map_id:
            self.table.show_grid(grid(self._found.document, map_id))

    def accept(self) -> None:
        """Take what is shown."""
        self.document = self._found.document
        super().accept()

    @classmethod
    def ask(cls, path: Path, parent: QWidget | None = None) -> Document | None:
        """Show the dialog and wait: the document, or None. Raises FileError."""
        dialog = cls(path, parent)
        dialog.exec()
        dialog.deleteLater()
        return dialog.document


def ask_path(parent: QWidget | None, folder: Path) -> Path | None:
    """Let the user pick a file that can be imported."""
    dialog = QFileDialog(parent, tr("Import a table, a diagram or data"), str(folder))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    endings = " ".join(f"*.{ending}" for ending in IMPORTED)
    dialog.setNameFilter(tr("Tables, diagrams and data ({endings})", endings=endings))
    chosen = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    return Path(chosen[0]) if chosen else None
