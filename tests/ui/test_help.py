"""The help inside the program and the shortcut sheet: what they say is there, in both languages."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from cjdesigner import words
from cjdesigner.ui import actions, shortcuts
from cjdesigner.ui.help_pages import HelpWindow, pages
from cjdesigner.ui.shortcut_sheet import ShortcutSheet, parts
from cjdesigner.words import translate


def plain(text: str) -> str:
    return text.rstrip("…").strip()


@pytest.mark.parametrize("language", list(words.LANGUAGES))
def test_every_menu_entry_that_the_help_names_is_there(language: str) -> None:
    known = {
        (translate(spec.menu, language), plain(translate(spec.title, language))) for spec in actions.ACTIONS if spec.id
    }
    named = {
        (menu.strip(), plain(entry))
        for page in pages(language)
        for menu, entry in re.findall(r"\*([^*→]+)→([^*]+)\*", page.text)
    }
    assert named
    assert named <= known


def test_both_languages_have_the_same_pages() -> None:
    assert [page.name for page in pages("en")] == [page.name for page in pages("nl")]
    assert all(page.title for page in pages("nl"))


def test_the_help_is_searched_and_read_by_the_keyboard(hands) -> None:
    hands.action("help")
    (window,) = hands.window.findChildren(HelpWindow)
    QTest.keyClicks(window.search, "snapshot")
    assert "Your files" in window.list.currentItem().text()
    assert "snapshot" in window.text.toPlainText()
    QTest.keyClick(window.search, Qt.Key.Key_Escape)
    assert window.search.text() == ""
    window.close()


def test_the_sheet_shows_every_key_there_is(hands) -> None:
    hands.window.preferences.change(shortcuts=shortcuts.given({}, "add_persona", ("Ctrl+Alt+U",)))
    hands.action("keys")
    (sheet,) = hands.window.findChildren(ShortcutSheet)
    shown = {label.text() for label in sheet.findChildren(QLabel)}
    own = hands.window.preferences.settings.shortcuts
    for spec in actions.ACTIONS:
        if spec.id and shortcuts.keys_of(spec.id, own):
            assert " / ".join(map(shortcuts.shown, shortcuts.keys_of(spec.id, own))) in shown, spec.id
    assert "Ctrl+Alt+U" in shown
    QTest.keyClick(sheet, Qt.Key.Key_F1)
    assert not sheet.isVisible()


def test_the_sheet_is_narrowed_by_a_search(hands) -> None:
    hands.action("keys")
    (sheet,) = hands.window.findChildren(ShortcutSheet)
    QTest.keyClicks(sheet.search, "export")
    shown = {label.text() for label in sheet.findChildren(QLabel) if label.isVisible()}
    assert "Ctrl+E" in shown
    assert "Ctrl+Z" not in shown
    sheet.close()


@pytest.mark.parametrize("language", list(words.LANGUAGES))
def test_the_sheet_speaks_the_language_in_use(language: str) -> None:
    words.set_language(language)
    try:
        assert parts({})[0][0] == translate("File", language)
    finally:
        words.set_language("en")
