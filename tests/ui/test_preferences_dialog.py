"""The preferences dialog: changes count at once, are kept, and can be found."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from cjdesigner import words
from cjdesigner.files.settings import Preferences
from cjdesigner.ui import appearance
from cjdesigner.ui.dialogs.preference_rows import PREFERENCES, SECTIONS
from cjdesigner.ui.dialogs.preferences import PreferencesDialog


@pytest.fixture
def dialog(hands):
    window = hands.window
    made = PreferencesDialog(window.preferences, window.use_preferences_everywhere, window)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    window.preferences.change(scheme="light", language="en")
    window.use_preferences()


def choose(box: QComboBox, key: str) -> None:
    """Choose by the keyboard, as the user does."""
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _ in range(box.count()):
        if box.currentData() == key:
            return
        QTest.keyClick(box, Qt.Key.Key_Down)
    raise AssertionError(key)


def test_a_look_counts_at_once_and_is_kept(dialog, hands) -> None:
    choose(dialog.rows["scheme"].control, "contrast")
    assert appearance.current().scheme == "contrast"
    assert json.loads(hands.window.preferences.path.read_text())["scheme"] == "contrast"
    assert hands.window.action("contrast").isChecked()


def test_a_language_counts_at_once(dialog, hands) -> None:
    choose(dialog.rows["language"].control, "nl")
    assert words.language() == "nl"
    assert hands.window.action("save").text() == "Opslaan"


def test_the_search_leaves_what_matches(dialog) -> None:
    QTest.keyClicks(dialog.search, "contrast")
    assert dialog.rows["scheme"].isVisible()
    assert not dialog.rows["language"].isVisible()
    QTest.keyClicks(dialog.search, "qqq")
    assert dialog.nothing.isVisible()
    QTest.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.rows["language"].isVisible()


def test_a_section_is_shown_alone_and_a_search_looks_through_all(dialog) -> None:
    assert dialog.rows["language"].isVisible() and not dialog.rows["scheme"].isVisible()
    dialog.sections.setFocus()
    QTest.keyClick(dialog.sections, Qt.Key.Key_Down)
    assert dialog.rows["scheme"].isVisible() and not dialog.rows["language"].isVisible()
    QTest.keyClick(dialog.sections, Qt.Key.Key_Down)
    assert dialog.shortcuts.isVisible() and not dialog.rows["scheme"].isVisible()
    QTest.keyClicks(dialog.search, "window")
    assert dialog.rows["scheme"].isVisible() and dialog.rows["language"].isVisible()
    QTest.mouseClick(
        dialog.sections.viewport(), Qt.MouseButton.LeftButton,
        pos=dialog.sections.visualItemRect(dialog.sections.item(1)).center(),
    )  # fmt: skip
    assert not dialog.search.text()
    assert dialog.rows["scheme"].isVisible() and not dialog.rows["language"].isVisible()


def test_keys_are_recorded_taken_over_and_reset(dialog, hands) -> None:
    table = dialog.shortcuts
    table.choose("add_persona")
    table.recorder.setFocus()
    QTest.keyClick(table.recorder, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert "Export" in table.verdict.text()
    QTest.mouseClick(table.use, Qt.MouseButton.LeftButton)
    assert hands.window.action("add_persona").shortcut() == QKeySequence("Ctrl+E")
    assert hands.window.action("export").shortcut().isEmpty()
    table.choose("export")
    QTest.mouseClick(table.reset, Qt.MouseButton.LeftButton)
    assert hands.window.action("export").shortcut() == QKeySequence("Ctrl+E")


def test_a_key_that_types_cannot_be_used(dialog) -> None:
    table = dialog.shortcuts
    table.recorder.setFocus()
    QTest.keyClick(table.recorder, Qt.Key.Key_A)
    assert not table.use.isEnabled()
    assert table.verdict.text()


def test_tab_leaves_the_field_that_records_keys(dialog) -> None:
    recorder = dialog.shortcuts.recorder
    recorder.setFocus()
    QTest.keyClick(recorder, Qt.Key.Key_Tab)
    assert not recorder.hasFocus()


def test_every_row_is_a_setting_in_a_section() -> None:
    fields = Preferences.__init__.__globals__["Settings"].model_fields
    for row in PREFERENCES:
        assert row.name in fields
        assert row.section in SECTIONS


def test_a_broken_file_is_told_in_the_dialog_and_kept(tmp_path, qapp) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"scheme": "mauve"}')
    preferences = Preferences(path)
    made = PreferencesDialog(preferences, lambda: None)
    made.show()
    assert made.problem.isVisible()
    assert (tmp_path / "settings.json.broken").read_text() == '{"scheme": "mauve"}'
    made.close()
    made.deleteLater()
