"""Importing through the real dialog."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjdesigner.files.errors import FileError
from cjdesigner.model import queries
from cjdesigner.ui.dialogs.import_table import ImportDialog
from tests.ui.conftest import Hands

TABLE = ",Look,Buy\nActions,browses,pays\nPain points,slow,dear\nEmotions,Happy,flabbergasted\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "our <b>trip.csv"
    path.write_text(TABLE)
    return path


def test_a_table_is_shown_flipped_and_taken(table: Path, qtbot: QtBot) -> None:
    dialog = ImportDialog(table)
    qtbot.addWidget(dialog)
    dialog.show()
    assert [dialog.table.item(0, column).text() for column in (1, 2)] == ["Look", "Buy"]
    assert "flabbergasted" in dialog.warnings.toPlainText()
    assert "3 lanes" in dialog.summary.text() and "<b>" in dialog.summary.text()
    assert "1 map ·" in dialog.summary.text()
    assert dialog.summary.textFormat() == Qt.TextFormat.PlainText
    qtbot.mouseClick(dialog.flip, Qt.MouseButton.LeftButton)
    assert dialog.table.item(0, 1).text() == "Actions"
    qtbot.mouseClick(dialog.flip, Qt.MouseButton.LeftButton)
    qtbot.keyClick(dialog.go, Qt.Key.Key_Return)
    assert dialog.document is not None and len(dialog.document.phases) == 2


def test_nothing_to_flip_in_a_diagram(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "a.mmd"
    path.write_text("journey\n section A\n  b: 3: Me\n")
    dialog = ImportDialog(path)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.flip.isVisible() and not dialog.warnings.isVisible()
    dialog.reject()
    assert dialog.document is None


def test_what_cannot_be_read_is_a_message(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK")
    with pytest.raises(FileError, match="Excel"):
        ImportDialog(path)


def test_the_window_shows_what_was_imported(hands: Hands, table: Path) -> None:
    before = hands.document

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ImportDialog)
        dialog.go.click()

    QTimer.singleShot(200, press)
    hands.window.import_file(table)
    assert hands.document is not before
    assert queries.maps(hands.document)[0].title == "our <b>trip"
    assert hands.window.session.path is None


def test_the_window_says_why_it_cannot(hands: Hands, tmp_path: Path) -> None:
    before = hands.document
    hands.window.import_file(tmp_path / "none.csv")
    assert hands.document is before and "no such file" in hands.answers.errors[0]
