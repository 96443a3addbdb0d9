"""New from template: a project, or a map for the project that is open."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from cjdesigner import words
from cjdesigner.files.errors import FileError
from cjdesigner.files.templates import Template, started, templates
from cjdesigner.model.document import Document
from cjdesigner.ui.dialogs.choice import Choice
from cjdesigner.ui.dialogs.frame import cancel_button, go_button, screen_room
from cjdesigner.ui.dialogs.template_grid import Entry, TemplateGrid
from cjdesigner.ui.plain import label
from cjdesigner.words import tr

_SMALLEST, _USUAL, _LARGEST = 240, 324, 440
"""Widths of a template's tile, pixels."""


class NewProject(QDialog):
    """Lets the user pick a template and the language of its content.

    After ``accept``, ``document`` is a new project with ids of its own, or ``template`` has the map to be inserted
    into an open one (``edit.maps.insert`` gives it ids of its own).
    """

    def __init__(self, parent: QWidget | None = None, *, adding: bool = False, language: str = "") -> None:
        """``adding`` asks for a map for the open project, whose ``language`` is then the one to start with."""
        super().__init__(parent)
        self._template: Document | None = None
        title = tr("Add a map from a template") if adding else tr("New from a template")
        self.setWindowTitle(title)
        self.grid = TemplateGrid(self)
        self.grid.setAccessibleName(tr("Templates"))
        self.grid.doubleClicked.connect(lambda _: self.accept())
        self.problem = label("", "error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.create_button = go_button(self, tr("&Add map") if adding else tr("&Create"))

        head = QHBoxLayout()
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(label(title, "title"))
        texts.addWidget(label(tr("A start that others have tried. All of it can be changed afterwards."), "quiet"))
        head.addLayout(texts, 1)
        head.addLayout(self._language_switch(language), 0)
        foot = QHBoxLayout()
        foot.addWidget(self.problem, 1)
        foot.addStretch()
        foot.addWidget(cancel_button(self))
        foot.addWidget(self.create_button)
        self._rows = rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(14)
        rows.addLayout(head)
        rows.addWidget(self.grid, 1)
        rows.addLayout(foot)
        self._fill()
        self.resize(self._fitting())
        self.grid.setFocus()

    def _fitting(self) -> QSize:
        """All templates at once where the screen has room for them: larger on a large one, smaller on a small one."""
        screen = self.screen().availableSize()
        room = screen_room(self)
        wanted = self.sizeHint()
        for tile in range(min(max(screen.width() // 7, _USUAL), _LARGEST), _SMALLEST, -8):
            self.grid.show_width(tile)
            self.grid.updateGeometry()
            self._rows.invalidate()
            wanted = self.sizeHint()
            if wanted.width() <= room.width() and wanted.height() <= room.height():
                break
        return wanted.boundedTo(room)

    def _language_switch(self, language: str) -> QVBoxLayout:
        """A button for each language that there are templates in."""
        codes = [code for code in words.LANGUAGES if templates(code)]
        start = language.partition("-")[0].lower() or words.language()
        self.languages = Choice(((code, words.LANGUAGES[code]) for code in codes), across=max(1, len(codes)))
        self.languages.setToolTip(tr("The language of the texts in the map; the window keeps its own"))
        self.languages.choose(start)
        self.languages.chosen.connect(self._fill)
        box = QVBoxLayout()
        box.setSpacing(4)
        caption = label(tr("Language of the content"), "label")
        caption.setAlignment(Qt.AlignmentFlag.AlignRight)
        box.addWidget(caption)
        box.addWidget(self.languages)
        return box

    @property
    def language(self) -> str:
        """The language chosen for the content."""
        return self.languages.value() or "en"

    def _fill(self) -> None:
        self.grid.show_entries([entry for one in templates(self.language) if (entry := _entry(one)) is not None])
        self.create_button.setEnabled(self.grid.chosen() is not None)

    def accept(self) -> None:
        """Take the selected template; the dialog stays, with a reason, where it cannot be read."""
        template = self.grid.chosen()
        if template is None:
            return
        try:
            self._template = template.load()
        except FileError as error:
            self.problem.setText(str(error))
            self.problem.show()
            return
        super().accept()

    def done(self, result: int) -> None:
        """Nobody needs more pictures."""
        self.grid.stop()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The same for the window's own cross."""
        self.grid.stop()
        super().closeEvent(event)

    @classmethod
    def ask(cls, parent: QWidget | None, language: str = "", *, for_map: bool = False) -> Document | None:
        """Show the dialog and wait: a new project, or ``for_map`` the template itself; None where none is wanted."""
        dialog = cls(parent, adding=for_map, language=language)
        try:
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return None
            return dialog.template() if for_map else dialog.document()
        finally:
            dialog.deleteLater()

    def document(self) -> Document | None:
        """The new project; None before one was accepted. Each call makes another, with other ids."""
        return started(self._template) if self._template is not None else None

    def template(self) -> Document | None:
        """The template itself; None before one was accepted."""
        return self._template


def _entry(template: Template) -> Entry | None:
    try:
        project = template.load().project
    except FileError:
        return None
    return Entry(template, project.title, project.notes)
