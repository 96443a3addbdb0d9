"""Settling what a merge could not decide, in the real window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjdesigner.edit import cards, phases
from cjdesigner.edit.merging import merge
from cjdesigner.model.document import Document
from cjdesigner.ui import settling
from cjdesigner.ui.dialogs.conflicts import Conflicts
from cjdesigner.ui.disputes import disputes
from tests.helpers.maps import Named, small_map

Made = Callable[[Document], Any]


def disputed() -> tuple[Named, Document]:
    """A map on which two people have changed the same card's severity, its place and the name of a step."""
    made = small_map()
    sides = []
    for severity, step, name in ((1, 1, "Pay"), (3, 2, "Order")):
        side = cards.change_payload(made.document, [made.cards["pains"]], severity=severity)
        side = cards.move(side, [made.cards["pains"]], made.lanes["pains"], made.steps[step], 0)
        sides.append(phases.change(side, made.steps[2], name=name))
    return made, merge(made.document, *sides).document


def with_dialog(deed: Callable[[Conflicts], object]) -> None:
    def do() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Conflicts)
        deed(dialog)

    QTimer.singleShot(0, do)


def test_each_is_told_in_the_words_of_the_map() -> None:
    _, document = disputed()
    told = [one[1:] for one in disputes(document)]
    assert told == [
        ("Pain point: Pain point one", "Place", "Test map · Pain points · Choose", "Test map · Pain points · Pay"),
        ("Pain point: Pain point one", "Severity", "Low", "High"),
        ("Step: Pay", "Name", "Pay", "Order"),
    ]


def test_theirs_and_ours_one_by_one_as_one_step(hands_on: Made, qtbot: QtBot) -> None:
    made, document = disputed()
    hands = hands_on(document)
    card = made.cards["pains"]

    def choose(dialog: Conflicts) -> None:
        severity = next(one.conflict.id for one in disputes(document) if one.field == "Severity")
        qtbot.mouseClick(dialog.rows[severity][True], Qt.MouseButton.LeftButton)
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)

    with_dialog(choose)
    hands.action("settle_conflicts")
    assert hands.document.cards[card].payload.get("severity", 0) == 3
    assert hands.document.cards[card].start == made.steps[1]
    assert hands.document.steps[made.steps[2]].name == "Pay"
    assert not hands.document.conflicts and not settling.can_settle(hands.window)
    hands.action("undo")
    assert hands.document == document


def test_all_theirs(hands_on: Made, qtbot: QtBot) -> None:
    made, document = disputed()
    hands = hands_on(document)

    def choose(dialog: Conflicts) -> None:
        dialog.choose_all(True)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    with_dialog(choose)
    hands.action("settle_conflicts")
    assert hands.document.steps[made.steps[2]].name == "Order"
    assert hands.document.cards[made.cards["pains"]].start == made.steps[2]
    assert not hands.document.conflicts


def test_escape_settles_nothing(hands_on: Made, qtbot: QtBot) -> None:
    _, document = disputed()
    hands = hands_on(document)
    with_dialog(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    hands.action("settle_conflicts")
    assert hands.document == document


def test_a_hostile_conflict_is_told_and_changes_nothing(hands_on: Made, qtbot: QtBot) -> None:
    made, document = disputed()
    bad = next(one for one in document.conflicts.values() if one.field == "payload.severity")
    document = document.with_records([bad.model_copy(update={"theirs": '"<b>"'})])
    hands = hands_on(document)

    def choose(dialog: Conflicts) -> None:
        dialog.choose_all(True)
        dialog.accept()

    with_dialog(choose)
    hands.action("settle_conflicts")
    assert hands.document == document
    assert "cannot be taken over" in hands.window.notice.text.text()
