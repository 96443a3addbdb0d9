"""A real window for tests, with its own folders and answers instead of modal questions."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cjdesigner import words
from cjdesigner.editor.session import Session
from cjdesigner.files.settings import Preferences
from cjdesigner.layout import hits
from cjdesigner.model.document import Document
from cjdesigner.model.records import Card
from cjdesigner.ui import appearance, collector
from cjdesigner.ui.main_window import MainWindow
from cjdesigner.ui.questions import Questions
from cjdesigner.ui.speech import speak
from tests.helpers.windows import end_all


class Answers(Questions):
    """Answers that a test prepares."""

    def __init__(self) -> None:
        self.open_path: Path | None = None
        self.save_path: Path | None = None
        self.unsaved = "discard"
        self.errors: list[str] = []

    def ask_open_paths(self, folder: Path) -> list[Path]:
        return [self.open_path] if self.open_path else []

    def ask_save_path(self, suggested: Path) -> Path | None:
        return self.save_path

    def ask_unsaved(self, name: str) -> str:  # type: ignore[override]
        return self.unsaved

    def ask_unsaved_several(self, names: Sequence[str]) -> str:  # type: ignore[override]
        return self.unsaved

    def ask_replace(self, path: Path) -> bool:
        return True

    def show_error(self, message: str) -> None:
        self.errors.append(message)


class Hands:
    """The mouse and the keyboard of a user at a window."""

    def __init__(self, window: MainWindow, answers: Answers) -> None:
        self.window = window
        self.answers = answers

    @property
    def canvas(self):  # type: ignore[no-untyped-def]
        return self.window.canvas

    @property
    def document(self) -> Document:
        return self.window.session.saved_document

    def resize(self, wide: int, high: int) -> None:
        """The window is so large, in pixels, and laid out."""
        self.window.resize(wide, high)
        QApplication.processEvents()

    def begin(self, document: Document) -> None:
        """Another project in the window, in the place of all that was open."""
        files = self.window.files
        before = files.projects
        files.new(document)
        for one in before:
            if one in files.projects:
                one.discarding = True
                files.close_project(one)

    def handle(self, record_id: str) -> QPoint:
        """The round handle of a record that the pointer comes to, on the canvas."""
        where = self.at(record_id)
        QTest.mouseMove(self.canvas.viewport(), where)
        QApplication.processEvents()
        self.canvas.pointing.hover(self.canvas.pointing.pointer(QPointF(where), Qt.KeyboardModifier.NoModifier))
        shown = self.canvas.overlay.handle
        assert shown is not None and shown.record == record_id, "no handle"
        return self.canvas.viewportTransform().map(QPointF(*shown.centre(self.canvas.scale_now))).toPoint()

    def at(self, record_id: str) -> QPoint:
        """The middle of a record on the canvas, in sight."""
        box = hits.find(self.window.session.drawing(), record_id)
        assert box is not None, record_id
        self.canvas.reveal(box)
        return self.canvas.card_rect(box).center()

    def cell(self, lane_id: str, step_id: str) -> QPoint:
        """The lower part of a cell on the canvas, in sight."""
        drawing, scene = self.window.session.drawing(), self.window.session.scene()
        row = next(row for row in drawing.rows if row.id == lane_id)
        x, wide = scene.columns.box(scene.structure.column[step_id], scene.structure.column[step_id])
        box = hits.Box(x, row.y + row.height - 20, wide, 12)
        self.canvas.reveal(box)
        return self.canvas.card_rect(box).center()

    def click(self, where: QPoint, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.mouseClick(self.canvas.viewport(), Qt.MouseButton.LeftButton, held, where)

    def some_card(self, kind: str) -> Card:
        """A card of a type that stands on the map in view."""
        session = self.window.session
        return next(
            card
            for card in session.document.cards.values()
            if card.map == session.map_id and card.type == kind and card.start
        )

    def double_click(self, where: QPoint) -> None:
        QTest.mouseClick(self.canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
        QTest.mouseDClick(self.canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
        QTest.mouseRelease(self.canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)

    def drag(self, start: QPoint, end: QPoint, drop: bool = True, steps: int = 8) -> None:
        """Press, move in steps, release."""
        surface, left, none = self.canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mouseMove(surface, start)
        QTest.mousePress(surface, left, none, start)
        for step in range(1, steps + 1):
            send_move(surface, start + (end - start) * step / steps)
        if drop:
            QTest.mouseRelease(surface, left, none, end)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """Keys to whatever has the focus."""
        for character in text:  # the first key may open a field that takes the rest
            QTest.keyClicks(QApplication.focusWidget() or self.canvas, character)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.canvas, key, held)

    def action(self, name: str) -> None:
        """Choose an action as from the menu."""
        self.window._update_actions()
        action = self.window.action(name)
        assert action.isEnabled(), name
        action.trigger()


def send_move(surface, where: QPoint) -> None:  # type: ignore[no-untyped-def]
    """A move with the left button held: QTest's own moves carry no buttons."""
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(where),
        QPointF(surface.mapToGlobal(where)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(surface, event)


@pytest.fixture(scope="session", autouse=True)
def watched(qapp: QApplication) -> None:
    """The program's own collector, which comes between two events."""
    collector.watch(qapp)
    gc.enable()


@pytest.fixture(autouse=True)
def collected_between_tests(watched: None) -> Iterator[None]:
    """As in the program: nothing is collected in the middle of Qt's work or on another thread."""
    gc.disable()
    yield
    collector.look()
    gc.enable()


@pytest.fixture
def no_windows_left() -> Iterator[None]:
    """For tests that open windows as the program does."""
    yield
    end_all()


@pytest.fixture
def session(sample: Document) -> Session:
    """The English sample, without a window."""
    return Session(sample)


@pytest.fixture
def hands(qapp: QApplication, sample: Document) -> Iterator[Hands]:
    """A shown window with the English sample, and somebody to use it."""
    yield from _hands(qapp, sample)


@pytest.fixture
def hands_on(qapp: QApplication) -> Iterator[Callable[[Document], Hands]]:
    """Windows on documents of the test's own."""
    open_ones = []

    def make(document: Document) -> Hands:
        made = _hands(qapp, document)
        open_ones.append(made)
        return next(made)

    yield make
    for one in open_ones:
        for _ in one:
            pass


def _hands(qapp: QApplication, document: Document) -> Iterator[Hands]:
    appearance.apply(qapp, "light")
    answers = Answers()
    window = MainWindow(Preferences(), answers)
    window.files.new(document)
    window.resize(1400, 900)
    window.show()
    qapp.processEvents()
    window.canvas.zoom_to(0.8)
    window.canvas.setFocus()
    yield Hands(window, answers)
    # A drag that was cancelled still holds the button, and the next test's moves would be drags.
    QTest.mouseRelease(window.canvas.viewport(), Qt.MouseButton.LeftButton)
    window.canvas.cancel_gesture()
    answers.unsaved = "discard"
    window.close()
    window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()
    if words.language() != "en":
        speak(qapp, "en")  # Qt too: it names the keys in the menus of the next test
