"""The program as a screen reader meets it: names, roles, places and announcements, without a look at the canvas."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from cjdesigner.edit import maps
from cjdesigner.files import project
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.layout.comparison import number
from cjdesigner.model.document import Document
from cjdesigner.ui.canvas.reading import reading_of
from tests.ui.conftest import Hands

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
Name, Description = QAccessible.Text.Name, QAccessible.Text.Description


def walk(start: QAccessibleInterface, depth: int = 0) -> Iterator[QAccessibleInterface]:
    """Everything below a thing, as a screen reader goes through it."""
    yield start
    if depth < 40:
        for number in range(start.childCount()):
            child = start.child(number)
            if child is not None:
                yield from walk(child, depth + 1)


def of(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def focus() -> str:
    """Name and description of what has the keyboard, as a screen reader says it."""
    widget = QApplication.focusWidget()
    assert widget is not None
    found = of(widget)
    inner = found.focusChild()
    said = inner if inner is not None else found
    return f"{said.text(Name)} · {said.text(Description)}"


def keys(text: str) -> None:
    for letter in text:
        QTest.keyClicks(QApplication.focusWidget(), letter)
    QApplication.processEvents()


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, held)
    QApplication.processEvents()


def command(words: str) -> None:
    """Run a command by its name, with the keyboard."""
    press(Qt.Key.Key_K, CONTROL)
    keys(words)
    QTest.qWait(60)
    press(Qt.Key.Key_Return)


def test_from_the_sample_to_a_saved_solution_for_the_deepest_dip_without_a_look(
    hands_on: Callable[[Document], Hands], tmp_path: Path, qtbot: QtBot
) -> None:
    """Open the sample, find the deepest dip, add a solution to its pain point, check it in the outline, save."""
    hands = hands_on(maps.blank_document("en"))
    window, path = hands.window, tmp_path / "journey.cjmap"
    hands.answers.save_path = path
    command("open the sample")
    QApplication.processEvents()
    assert "smartphone" in of(window.canvas).text(Name)

    command("deepest dip")
    said = focus()
    feelings = [card.payload.value for card in hands.document.cards.values()
                if card.map == window.session.map_id and isinstance(card.payload, Emotion)]  # fmt: skip
    assert said.startswith("Emotion: ") and "deepest dip" in said and "step " in said
    assert f"feeling {number(min(feelings), 'en', sign=True)}" in said
    assert "caused by " in said
    cause = said.split("caused by ")[1].split(",")[0]

    command("solution to this pain point")
    assert of(QApplication.focusWidget()).role() == QAccessible.Role.EditableText
    keys("Tell them the new hour by text message")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape)
    assert any(line.startswith("Added: Solution: Tell them the new hour") for line in window.announcer.said)

    press(Qt.Key.Key_O, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is window.outline.tree
    window.outline.filter.setFocus(Qt.FocusReason.BacktabFocusReason)
    keys("new hour")
    press(Qt.Key.Key_Down)
    lines = [one.text(Name) for one in walk(of(window.outline.tree)) if one.role() == QAccessible.Role.TreeItem]
    assert any("Solution: Tell them the new hour" in line for line in lines), lines
    for _ in lines:
        if "Solution: Tell them" in focus():
            break
        press(Qt.Key.Key_Down)
    assert "Solution: Tell them the new hour by text message, step" in focus()
    assert "mends " + cause in focus()

    press(Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: not window.session.changed)
    saved = project.read(path)
    solution = next(card for card in saved.cards.values() if card.text == "Tell them the new hour by text message")
    link = next(link for link in saved.links.values() if link.source == solution.id)
    assert link.kind == "mends" and saved.cards[link.target].type == "pains"


def test_the_canvas_tells_of_every_card_in_its_lane(hands: Hands) -> None:
    reading = of(hands.canvas)
    assert reading.role() == QAccessible.Role.Grouping
    session = hands.window.session
    shape = session.scene().structure
    lanes = [one for one in walk(reading) if one.text(Name).startswith("Lane: ")]
    assert len(lanes) == len([lane for lane in shape.lanes if not lane.hidden])
    items = [one for one in walk(reading) if one.role() == QAccessible.Role.ListItem]
    cards = [card for card in session.document.cards.values() if card.map == session.map_id and card.start]
    assert len(items) == len(cards) + len(shape.steps)
    assert all(one.text(Name) and one.parent() is not None and one.isValid() for one in items)
    for one in items:
        above = one.parent()
        assert above.child(above.indexOfChild(one)) is one


def test_walking_with_the_arrows_moves_what_a_screen_reader_has_in_focus(hands: Hands) -> None:
    hands.canvas.setFocus()
    press(Qt.Key.Key_Right)
    first = focus()
    press(Qt.Key.Key_Down)
    second = focus()
    assert first and second and first != second
    assert reading_of(hands.canvas).focusChild().state().focused


def test_moves_edits_and_undo_are_said(hands: Hands) -> None:
    said = hands.window.announcer
    pain = next(card for card in hands.document.cards.values()
                if card.map == hands.window.session.map_id and card.type == "pains" and card.start)  # fmt: skip
    hands.window.session.select([pain.id])
    hands.canvas.setFocus()
    press(Qt.Key.Key_Right, ALT)
    assert said.said[-1].startswith("Moved to step ") and ", lane " in said.said[-1]
    hands.action("undo")
    assert said.said[-1] == "Undone: Move 1 card"
    hands.canvas.edit_text(pain.id)
    keys("Nobody calls")
    press(Qt.Key.Key_Return)
    assert said.said[-1] == "Edit text: Nobody calls"
    first = hands.window.session.scene().structure.lanes[0]
    hands.window.session.select([first.id])
    press(Qt.Key.Key_Up, ALT)
    assert said.said[-1] == "This is the first lane."


def test_the_tree_of_a_deleted_card_is_no_longer_valid(hands: Hands) -> None:
    reading = reading_of(hands.canvas)
    pain = next(card for card in hands.document.cards.values()
                if card.map == hands.window.session.map_id and card.type == "pains" and card.start)  # fmt: skip
    part = reading.part("card", pain.id)
    hands.window.session.select([pain.id])
    hands.action("delete")
    assert not part.isValid() and part.text(Name) == "" and part.childCount() == 0
    hands.action("undo")
    assert part.isValid()


CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView, QTabBar, QAbstractSlider)


def nameless(top: QWidget) -> list[str]:
    """The controls below a widget of which a screen reader can say nothing but what they are."""
    found = []
    for widget in top.findChildren(QWidget):
        if not isinstance(widget, CONTROLS) or isinstance(widget, QScrollBar) or not widget.isVisibleTo(top):
            continue
        if widget.objectName().startswith("qt_") or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        above = widget.parentWidget()
        if isinstance(above.parentWidget(), QComboBox):  # its list is a part of the box
            continue
        if not of(widget).text(Name).strip():
            found.append(f"{type(widget).__name__} {widget.objectName()} in {type(above).__name__}")
    return found


def test_every_control_of_the_window_has_a_name(hands: Hands) -> None:
    session = hands.window.session
    hands.action("outline")
    hands.action("table")
    hands.action("find")
    hands.action("history")
    hands.action("tray")
    document = session.document
    shape = session.scene().structure
    kinds = {card.type: card.id for card in document.cards.values() if card.map == session.map_id}
    for chosen in (
        [], [shape.steps[0].id], [shape.phases[0].id], [shape.lanes[0].id], [next(iter(document.personas))],
        [next(iter(document.links))], *([one] for one in kinds.values()), list(kinds.values()),
    ):  # fmt: skip
        session.select(chosen)
        QApplication.processEvents()
        assert nameless(hands.window) == []
    hands.action("search")
    assert nameless(hands.window) == []


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_pane_has_a_name_in_both_languages(hands: Hands, language: str) -> None:
    hands.window.set_language(language)
    window = hands.window
    for pane in (window.canvas, window.outline.tree, window.table.grid, window.inspector, window.tray, window.tabs.bar):
        assert of(pane).text(Name)


def _new_project(hands: Hands) -> QWidget:
    from cjdesigner.ui.dialogs.new_project import NewProject

    return NewProject(hands.window, language="en")


def _export(hands: Hands) -> QWidget:
    from cjdesigner.ui.exporting.dialog import ExportDialog

    return ExportDialog(hands.window.session, hands.window.preferences, hands.window)


def _preferences(hands: Hands) -> QWidget:
    from cjdesigner.ui.dialogs.preferences import PreferencesDialog

    return PreferencesDialog(hands.window.preferences, lambda: None, hands.window)


def _page(name: str) -> Callable[[Hands], QWidget]:
    def open_page(hands: Hands) -> QWidget:
        hands.action(name)
        return hands.window

    return open_page


@pytest.mark.parametrize(
    "make",
    [_new_project, _export, _preferences, _page("persona_page"), _page("project_page")],
    ids=["new project", "export", "preferences", "persona", "project"],
)
def test_every_control_of_dialogs_and_pages_has_a_name(hands: Hands, make: Callable[[Hands], QWidget]) -> None:
    top = make(hands)
    QApplication.processEvents()
    try:
        assert nameless(top) == []
    finally:
        if top is not hands.window:
            top.close()
            top.deleteLater()


def test_windows_come_and_go_while_a_screen_reader_listens(tmp_path: Path) -> None:
    """In a process of its own: Qt holds what it was told of by pointer, and a fault there ends the program."""
    story = """
        import gc
        from PySide6.QtGui import QAccessible
        from PySide6.QtWidgets import QApplication
        from cjdesigner import resources
        from cjdesigner.edit import cards
        from cjdesigner.files import project
        from cjdesigner.ui.main_window import MainWindow
        from tests.ui.test_accessibility import walk

        app = QApplication([])
        QAccessible.setActive(True)
        document = project.read(resources.path("examples", "smartphone.en.cjmap"))
        for _ in range(3):
            window = MainWindow()
            window.files.new(document)
            window.show()
            window.action("outline").trigger()
            window.action("table").trigger()
            session = window.session
            window.canvas.setFocus()
            here = [card.id for card in session.document.cards.values() if card.map == session.map_id]
            assert len(list(walk(QAccessible.queryAccessibleInterface(window)))) > len(here)
            for card in here[:30]:
                session.select([card])
                session.commit(cards.delete(session.saved_document, [card]), "Delete")
                app.processEvents()
                if card in here[::2]:
                    session.undo()
            list(walk(QAccessible.queryAccessibleInterface(window)))
            session.history.mark_saved()
            window.close()
            window.deleteLater()
            del window, session
            app.sendPostedEvents(None, 52)
            app.processEvents()
            gc.collect()
        print("told to the end")
    """
    folder = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(story)], cwd=folder, capture_output=True, text=True, timeout=300,
        env={**os.environ, "PYTHONPATH": str(folder), "XDG_CONFIG_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)},
    )  # fmt: skip
    assert "told to the end" in done.stdout and done.returncode == 0, done.stderr[-2000:]
