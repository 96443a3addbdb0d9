"""The real message boxes of opening and saving, answered with mouse and keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from cjdesigner.ui.questions import QtQuestions


@pytest.fixture
def questions(qtbot: QtBot) -> QtQuestions:
    window = QWidget()
    qtbot.addWidget(window)
    return QtQuestions(window)


def answer(deed: Callable[[QMessageBox], object]) -> None:
    """Do this with the message box that is about to open."""

    def do() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        deed(box)

    QTimer.singleShot(0, do)


def press(text: str) -> Callable[[QMessageBox], object]:
    return lambda box: next(one for one in box.buttons() if one.text().replace("&", "") == text).click()


@pytest.mark.parametrize(("button", "expected"), [("Save", "save"), ("Don’t save", "discard"), ("Cancel", "cancel")])
def test_unsaved_changes(questions: QtQuestions, button: str, expected: str) -> None:
    answer(press(button))
    assert questions.ask_unsaved("Bakery") == expected


@pytest.mark.parametrize(
    ("button", "expected"),
    [("Keep both", "keep_both"), ("Replace theirs", "overwrite"), ("Show theirs", "theirs"), ("Cancel", "cancel")],
)
def test_a_file_that_someone_else_changed(questions: QtQuestions, button: str, expected: str) -> None:
    answer(press(button))
    assert questions.ask_changed_on_disk(Path("bakery.cjmap")) == expected


@pytest.mark.parametrize("button", ["Merge", "Keep both"])
def test_a_file_that_can_be_merged(questions: QtQuestions, button: str) -> None:
    answer(press(button))
    assert questions.ask_changed_on_disk(Path("bakery.cjmap"), True) == button.lower().replace(" ", "_")
    answer(lambda box: box.defaultButton().click())
    assert questions.ask_changed_on_disk(Path("bakery.cjmap"), True) == "merge"


@pytest.mark.parametrize(
    ("button", "expected"),
    [("Save all", "save"), ("Review each…", "review"), ("Don’t save", "discard"), ("Cancel", "cancel")],
)
def test_unsaved_changes_of_several_projects(questions: QtQuestions, button: str, expected: str) -> None:
    answer(press(button))
    assert questions.ask_unsaved_several(["Bakery", "Butcher"]) == expected


@pytest.mark.parametrize(
    ("key", "one", "several", "changed"),
    [(Qt.Key.Key_Escape, "cancel", "cancel", "cancel"), (Qt.Key.Key_Return, "save", "save", "keep_both")],
    ids=["escape", "enter"],
)
def test_escape_loses_nothing_and_enter_takes_what_is_safe(
    questions: QtQuestions, qtbot: QtBot, key: Qt.Key, one: str, several: str, changed: str
) -> None:
    def type_it(box: QMessageBox) -> None:
        qtbot.keyClick(box, key)

    answer(type_it)
    assert questions.ask_unsaved("Bakery") == one
    answer(type_it)
    assert questions.ask_unsaved_several(["Bakery", "Butcher"]) == several
    answer(type_it)
    assert questions.ask_changed_on_disk(Path("bakery.cjmap")) == changed
    answer(type_it)
    assert questions.ask_replace(Path("bakery.cjmap")) is False


def test_replacing_must_be_chosen(questions: QtQuestions) -> None:
    answer(press("Replace"))
    assert questions.ask_replace(Path("bakery.cjmap")) is True


def test_names_from_outside_are_no_markup(questions: QtQuestions) -> None:
    seen: list[QMessageBox] = []

    def look(box: QMessageBox) -> None:
        for one in box.findChildren(QLabel):
            if "<img" in one.text():
                assert one.textFormat() == Qt.TextFormat.PlainText
                seen.append(box)
        box.reject()

    answer(look)
    questions.show_error("<img src='file:///etc/passwd'>")
    answer(look)
    questions.ask_unsaved("<img src=x>")
    assert len(seen) == 2


def in_file_dialog(name: str) -> None:
    """Type this name into the file dialog that is about to open, and accept."""

    def do() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        assert field is not None
        field.setText(name)
        dialog.accept()

    QTimer.singleShot(0, do)


def test_a_project_is_picked_in_the_folder_asked_for(questions: QtQuestions, tmp_path: Path) -> None:
    (tmp_path / "bakery.cjmap").write_text("")
    in_file_dialog("bakery.cjmap")
    assert questions.ask_open_paths(tmp_path) == [tmp_path / "bakery.cjmap"]
    QTimer.singleShot(0, lambda: QApplication.activeModalWidget().close())
    assert questions.ask_open_paths(tmp_path) == []


def test_a_name_without_an_ending_gets_one(questions: QtQuestions, tmp_path: Path) -> None:
    in_file_dialog("v1.2 final")
    found = questions.ask_save_path(tmp_path / "bakery.cjmap")
    assert found is not None and found.parent == tmp_path and found.name.startswith("v1.2 final")
    QTimer.singleShot(0, lambda: QApplication.activeModalWidget().close())
    assert questions.ask_save_path(tmp_path / "bakery.cjmap") is None


def test_what_is_proposed_stands_last_as_in_other_dialogs(hands) -> None:  # type: ignore[no-untyped-def]
    found: list[list[str]] = []

    def look(box: QMessageBox) -> None:
        QApplication.processEvents()
        found.append([one.text().replace("&", "") for one in sorted(box.buttons(), key=lambda one: one.x())])
        box.reject()

    answer(look)
    QtQuestions(hands.window).ask_unsaved_several(["Bakery", "Butcher"])
    assert found == [["Review each…", "Don’t save", "Cancel", "Save all"]]
