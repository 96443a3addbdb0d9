"""The whole window changes its language at once, also what it made before."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QAction
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QColorDialog, QFileDialog, QInputDialog, QWidget

from cjdesigner.words import catalogue

GETTERS = ("text", "toolTip", "accessibleName", "accessibleDescription", "title")
DUTCH = catalogue("nl")
ONLY_ENGLISH = {text for text, dutch in DUTCH.items() if dutch != text} - set(DUTCH.values())
ONLY_DUTCH = {dutch for text, dutch in DUTCH.items() if dutch != text} - DUTCH.keys()


def said(window: QWidget) -> Iterator[str]:
    """Every text in sight, in menus, in tips and for screen readers, without what the user wrote."""
    for one in (*window.findChildren(QWidget), *window.findChildren(QAction)):
        if isinstance(one, QWidget) and not one.isVisible() and not hasattr(one, "menuAction"):
            continue
        if hasattr(one, "setPlaceholderText"):
            yield one.accessibleName()
            continue
        for getter in GETTERS:
            read = getattr(one, getter, None)
            text = read() if callable(read) else ""
            if isinstance(text, str) and text:
                yield text
                yield text.split(" (")[0].split(": ")[0]  # without its shortcut and what it is about


def kinds(hands) -> list[str]:  # type: ignore[no-untyped-def]
    """A record of each kind, and a card of each type."""
    document, shown = hands.document, hands.window.session.map_id
    cards = {card.type: card.id for card in document.cards.values() if card.map == shown}
    others = (document.personas, document.phases, document.steps, document.lanes, document.links)
    return [shown, *(next(iter(records)) for records in others), *cards.values()]


def test_the_window_says_nothing_in_english_once_it_speaks_dutch(hands) -> None:  # type: ignore[no-untyped-def]
    everything = kinds(hands)
    for record in everything:  # so that nothing is made after the change
        hands.window.session.select([record])
        QApplication.processEvents()
    hands.window.set_language("nl")
    names = {card.name for card in hands.document.lanes.values()}
    for record in everything:
        hands.window.session.select([record])
        QApplication.processEvents()
        assert sorted(set(said(hands.window)) & ONLY_ENGLISH - names) == [], record


def test_and_back(hands) -> None:  # type: ignore[no-untyped-def]
    hands.window.set_language("nl")
    everything = kinds(hands)
    for record in everything:
        hands.window.session.select([record])
        QApplication.processEvents()
    heard = set(said(hands.window))
    assert {"Bestand", "Exporteren", "Opslaan als…"} <= heard
    hands.window.set_language("en")
    for record in everything:
        hands.window.session.select([record])
        QApplication.processEvents()
        assert sorted(set(said(hands.window)) & ONLY_DUTCH) == [], record
    assert {"File", "Export", "Save as…"} <= set(said(hands.window))


def test_the_dialogs_that_qt_brings_along_speak_dutch_too(hands) -> None:  # type: ignore[no-untyped-def]
    window = hands.window
    window.set_language("nl")
    printer = QPrinter()  # the dialog does not keep it
    for made in (QFileDialog(window), QColorDialog(window), QInputDialog(window), QPrintDialog(printer, window)):
        made.show()
        QApplication.processEvents()
        heard = {word.replace("&", "") for word in said(made)}
        english = {"Look in:", "Files of type:", "Off", "Page Set:", "Double Sided Printing", "Cancel", "Print", "Red:"}
        assert heard and heard & english == set(), type(made).__name__
        assert "Annuleren" in heard
        made.close()
        made.deleteLater()
    files = [QApplication.translate("QFileDialog", text) for text in ("&Look in:", "Files of &type:")]
    assert files == ["&Zoeken in:", "Bestands&type:"]
    window.set_language("en")
    assert QApplication.translate("QFileDialog", "&Look in:") == "&Look in:"


def test_the_hint_at_the_bottom_does_not_stay_in_the_language_before(hands) -> None:  # type: ignore[no-untyped-def]
    card = hands.some_card("actions")
    QTest.mouseMove(hands.canvas.viewport(), hands.at(card.id))
    QApplication.processEvents()
    before = hands.window.status.hint.text()
    assert before in ONLY_ENGLISH
    hands.window.set_language("nl")
    assert hands.window.status.hint.text() != before
