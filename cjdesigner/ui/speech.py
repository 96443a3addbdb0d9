"""The language of the whole program: our own texts, and those that Qt brings along."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from cjdesigner import words

_translators: list[QTranslator] = []


def speak(application: QApplication, code: str) -> None:
    """Speak a language from now on, also in file dialogs and the menus of text fields."""
    words.set_language(code)
    for known in _translators:
        application.removeTranslator(known)
    _translators.clear()
    made = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if made.load(QLocale(words.language()), "qtbase", "_", folder):
        application.installTranslator(made)
        _translators.append(made)
    from cjdesigner.ui.qt_words import QtWords

    better = QtWords(application)
    application.installTranslator(better)  # the last one is asked first
    _translators.append(better)


def with_mnemonics(titles: list[str]) -> list[str]:
    """The titles with an "&" before a letter of each, no letter twice: Alt and the letter open that menu."""
    taken: set[str] = set()
    marked = []
    for title in titles:
        place = next((i for i, letter in enumerate(title.lower()) if letter.isalpha() and letter not in taken), None)
        if place is None:
            marked.append(title)
            continue
        taken.add(title[place].lower())
        marked.append(f"{title[:place]}&{title[place:]}")
    return marked
