"""The questions that opening and saving may have to ask, behind a port that tests answer by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QMessageBox, QPushButton, QWidget

from cjdesigner.files.errors import shown
from cjdesigner.files.project import SUFFIX
from cjdesigner.ui import appearance, mime
from cjdesigner.words import tr

Unsaved = Literal["save", "discard", "cancel"]
Several = Literal["save", "discard", "review", "cancel"]
Changed = Literal["merge", "keep_both", "overwrite", "theirs", "cancel"]

_MOST_NAMES = 10
"""Names of projects that one question lists."""


class Questions(Protocol):
    """What only the user can answer. Every answer may be "not now"."""

    def ask_open_paths(self, folder: Path) -> list[Path]:
        """Which projects to open."""

    def ask_picture_path(self, folder: Path) -> Path | None:
        """Which picture to show on a card."""

    def ask_save_path(self, suggested: Path) -> Path | None:
        """Where to save; the user has agreed to replace what is there."""

    def ask_unsaved(self, name: str) -> Unsaved:
        """What to do with unsaved changes before they would be gone."""

    def ask_unsaved_several(self, names: Sequence[str]) -> Several:
        """What to do with the unsaved changes of these projects before they would be gone; "review" asks about each."""

    def ask_changed_on_disk(self, path: Path, can_merge: bool = False) -> Changed:
        """What to do where someone else has changed the file since it was opened."""

    def ask_replace(self, path: Path) -> bool:
        """Whether to replace a file that is there."""

    def show_error(self, message: str) -> None:
        """Say what went wrong, until it is read."""


class QtQuestions:
    """The questions as dialogs over a window."""

    def __init__(self, window: QWidget | None = None) -> None:
        self.window = window

    def ask_open_paths(self, folder: Path) -> list[Path]:
        dialog = self._file_dialog(tr("Open a journey map"), folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        return _chosen(dialog)

    def ask_picture_path(self, folder: Path) -> Path | None:
        dialog = self._file_dialog(tr("Choose picture"), folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        endings = " ".join(f"*{ending}" for ending in mime.PICTURES)
        dialog.setNameFilters([f"{tr('Image files')} ({endings})", tr("All files (*)")])
        return next(iter(_chosen(dialog)), None)

    def ask_save_path(self, suggested: Path) -> Path | None:
        dialog = self._file_dialog(tr("Save the journey map as"), suggested.parent)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # Given the ending, the dialog asks about the file that will really be replaced.
        dialog.setDefaultSuffix(SUFFIX.lstrip("."))
        dialog.selectFile(suggested.name)
        return next(iter(_chosen(dialog)), None)

    def _file_dialog(self, title: str, folder: Path) -> QFileDialog:
        dialog = QFileDialog(self.window, title, str(folder))
        # Qt's own dialog, where the desktop has none, lacks these two in Dutch.
        dialog.setLabelText(QFileDialog.DialogLabel.LookIn, tr("Look in:"))
        dialog.setLabelText(QFileDialog.DialogLabel.FileType, tr("Kind of file:"))
        dialog.setNameFilters([tr("Journey maps (*{ending})", ending=SUFFIX), tr("All files (*)")])
        return dialog

    def ask_unsaved(self, name: str) -> Unsaved:
        box = self._box(
            QMessageBox.Icon.Question,
            tr("Save the changes to “{name}”?", name=shown(name, 80)),
            tr("Without saving, the changes since the last time are gone."),
        )
        save = _button(box, tr("&Save"), QMessageBox.ButtonRole.AcceptRole, "primary")
        discard = _button(box, tr("&Don’t save"), QMessageBox.ButtonRole.DestructiveRole)
        cancel = _button(box, tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(save)
        box.setEscapeButton(cancel)
        answers: dict[QAbstractButton | None, Unsaved] = {save: "save", discard: "discard"}
        return answers.get(_answer(box), "cancel")

    def ask_unsaved_several(self, names: Sequence[str]) -> Several:
        listed = [f"•  {shown(name, 60)}" for name in names[:_MOST_NAMES]]
        if len(names) > _MOST_NAMES:
            listed.append(tr("and {count} more", count=len(names) - _MOST_NAMES))
        box = self._box(
            QMessageBox.Icon.Question,
            tr("Save the changes to {count} projects?", count=len(names)),
            "\n".join((*listed, "", tr("Without saving, the changes since the last time are gone."))),
        )
        save = _button(box, tr("&Save all"), QMessageBox.ButtonRole.AcceptRole, "primary")
        review = _button(box, tr("&Review each…"), QMessageBox.ButtonRole.ActionRole)
        discard = _button(box, tr("&Don’t save"), QMessageBox.ButtonRole.DestructiveRole)
        cancel = _button(box, tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        review.setToolTip(tr("Shows the projects one after the other and asks about each"))
        box.setDefaultButton(save)
        box.setEscapeButton(cancel)
        answers: dict[QAbstractButton | None, Several] = {save: "save", review: "review", discard: "discard"}
        return answers.get(_answer(box), "cancel")

    def ask_changed_on_disk(self, path: Path, can_merge: bool = False) -> Changed:
        box = self._box(
            QMessageBox.Icon.Warning,
            tr("“{name}” was changed by someone else.", name=shown(path.name, 80)),
            tr(
                "The file is not what was opened here. Keep both versions, show theirs here (Undo brings yours back), "
                "or replace theirs by yours."
            )
            if not can_merge
            else tr(
                "The file is not what was opened here. Merge puts their changes beside yours and drops nothing; Undo "
                "takes it back. Or keep both versions, show theirs here, or replace theirs by yours."
            ),
        )
        merge = _button(box, tr("&Merge"), QMessageBox.ButtonRole.AcceptRole, "primary") if can_merge else None
        both = _button(box, tr("&Keep both"), QMessageBox.ButtonRole.AcceptRole, "" if can_merge else "primary")
        theirs = _button(box, tr("Show &theirs"), QMessageBox.ButtonRole.ActionRole)
        overwrite = _button(box, tr("&Replace theirs"), QMessageBox.ButtonRole.DestructiveRole)
        cancel = _button(box, tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        both.setToolTip(tr("Saves yours under another name, beside theirs"))
        theirs.setToolTip(tr("Shows what is in the file now; Undo brings yours back"))
        overwrite.setToolTip(tr("Saves yours over theirs"))
        box.setDefaultButton(merge or both)
        box.setEscapeButton(cancel)
        answers: dict[QAbstractButton | None, Changed] = {both: "keep_both", theirs: "theirs", overwrite: "overwrite"}
        if merge is not None:
            merge.setToolTip(tr("Puts their changes beside yours and saves the file"))
            answers[merge] = "merge"
        return answers.get(_answer(box), "cancel")

    def ask_replace(self, path: Path) -> bool:
        box = self._box(
            QMessageBox.Icon.Question,
            tr("Replace “{name}”?", name=shown(path.name, 80)),
            tr("There is a file of this name in {folder}.", folder=shown(str(path.parent), 80)),
        )
        replace = _button(box, tr("&Replace"), QMessageBox.ButtonRole.AcceptRole, "primary")
        cancel = _button(box, tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(cancel)
        box.setEscapeButton(cancel)
        return _answer(box) is replace

    def show_error(self, message: str) -> None:
        box = self._box(QMessageBox.Icon.Warning, tr("That did not work."), message)
        close = _button(box, tr("Close"), QMessageBox.ButtonRole.RejectRole, "primary")
        box.setDefaultButton(close)
        _answer(box)

    def _box(self, icon: QMessageBox.Icon, text: str, more: str) -> QMessageBox:
        box = QMessageBox(self.window)
        look = appearance.current()
        warns = icon == QMessageBox.Icon.Warning
        sign = appearance.icon("triangle-alert" if warns else "circle-help", look.warning if warns else look.link)
        box.setIcon(icon)  # for screen readers and the desktop's sound
        box.setIconPixmap(sign.pixmap(QSize(36, 36), box.devicePixelRatioF()))
        box.setWindowTitle("cjdesigner")
        # Names and messages quote files, and a file must not write markup into our dialogs.
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        box.setInformativeText(more)
        box.setStyleSheet("QLabel#qt_msgbox_informativelabel { min-width: 360px; }")
        return box


def _button(box: QMessageBox, text: str, role: QMessageBox.ButtonRole, kind: str = "") -> QPushButton:
    button = box.addButton(text, role)
    button.setAutoDefault(True)
    if kind:
        appearance.wear(button, "kind", kind)  # added to the box, it has its looks already
    return button


def _answer(box: QMessageBox) -> QAbstractButton | None:
    box.exec()
    clicked = box.clickedButton()
    box.deleteLater()
    return clicked


def _chosen(dialog: QFileDialog) -> list[Path]:
    accepted = dialog.exec()
    names = dialog.selectedFiles()
    dialog.deleteLater()
    return [Path(name) for name in names] if accepted else []
