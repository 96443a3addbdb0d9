"""Audience profiles through the real dialog: made, named, changed, deleted, and every step undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cjdesigner.edit import audiences
from cjdesigner.editor.session import Session
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.ui.dialogs.audiences import AudiencesDialog
from cjdesigner.ui.exporting.ticks import Ticks

Open = Callable[..., AudiencesDialog]


@pytest.fixture
def session(sample: Document, tmp_path: Path) -> Session:
    return Session(sample, tmp_path / "map.cjmap")


@pytest.fixture
def opened(session: Session, qtbot: QtBot) -> Iterator[Open]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made: list[AudiencesDialog] = []

    def show(chosen: str = "") -> AudiencesDialog:
        dialog = AudiencesDialog(session, chosen, parent)
        with qtbot.waitActive(dialog):
            dialog.show()
            dialog.activateWindow()
        made.append(dialog)
        return dialog

    yield show
    for dialog in made:
        dialog.close()


def tick(ticks: Ticks, key: str, qtbot: QtBot) -> None:
    row = next(row for row in range(ticks.count()) if ticks.item(row).data(Qt.ItemDataRole.UserRole) == key)
    qtbot.mouseClick(ticks.viewport(), Qt.MouseButton.LeftButton, pos=ticks.visualItemRect(ticks.item(row)).center())


def only(session: Session):  # type: ignore[no-untyped-def]
    (found,) = queries.audiences(session.saved_document)
    return found


def test_a_profile_is_made_and_named(opened: Open, session: Session, qtbot: QtBot) -> None:
    dialog = opened()
    assert not dialog.left.isVisible() and dialog.empty.isVisible()
    dialog.add()
    assert dialog.left.isVisible() and dialog.name.hasFocus() and dialog.name.selectedText() == "Client"
    qtbot.keyClicks(dialog.name, "Board & press")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert only(session).name == "Board & press" == dialog.list.item(0).text()
    assert only(session).without_owners and only(session).without_drafts
    assert session.history.undo_label == "Rename audience profile"


def test_what_it_leaves_out_is_ticked_and_every_tick_can_be_undone(
    opened: Open, session: Session, qtbot: QtBot
) -> None:
    before = session.saved_document
    dialog = opened()
    dialog.add()
    qtbot.mouseClick(dialog.checks["without_votes"], Qt.MouseButton.LeftButton)
    assert only(session).without_votes
    tick(dialog.lane_types, "backstage", qtbot)
    assert only(session).lane_types == ("backstage",)
    person = next(iter(before.personas))
    dialog.area.ensureWidgetVisible(dialog.personas)
    tick(dialog.personas, person, qtbot)
    assert only(session).personas == (person,)
    assert session.history.undo_label == "Change audience profile “Client”"
    assert "cards are left out" in dialog.count.text()
    for _ in range(4):
        qtbot.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.saved_document == before and dialog.empty.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert only(session).name == "Client" and dialog.left.isVisible()


def test_undo_in_the_dialog_does_not_reach_what_was_done_before(opened: Open, session: Session, qtbot: QtBot) -> None:
    session.commit(audiences.add(session.saved_document, "Old")[0], "Add")
    dialog = opened()
    qtbot.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert only(session).name == "Old"


def test_a_profile_without_a_name_keeps_its_old_one(opened: Open, session: Session, qtbot: QtBot) -> None:
    dialog = opened()
    dialog.add()
    dialog.name.clear()
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert only(session).name == "Client" == dialog.name.text()


def test_what_is_typed_last_is_kept_when_the_dialog_closes(opened: Open, session: Session, qtbot: QtBot) -> None:
    dialog = opened()
    dialog.add()
    qtbot.keyClicks(dialog.name, "Press")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert only(session).name == "Press"


def test_deleting_shows_the_next_one(opened: Open, session: Session, qtbot: QtBot) -> None:
    document, first = audiences.add(session.saved_document, "A")
    document, second = audiences.add(document, "B")
    session.commit(document, "Add")
    dialog = opened(first)
    qtbot.mouseClick(dialog.delete_button, Qt.MouseButton.LeftButton)
    assert only(session).id == second and dialog.chosen() == only(session)
    assert session.history.undo_label == "Delete audience profile “A”"
    qtbot.mouseClick(dialog.delete_button, Qt.MouseButton.LeftButton)
    assert not session.saved_document.audiences and dialog.empty.isVisible()


def test_lanes_are_told_apart_by_their_maps(opened: Open, session: Session) -> None:
    dialog = opened()
    dialog.add()
    titles = [dialog.lanes.item(row).text() for row in range(dialog.lanes.count())]
    assert all(" · " in title for title in titles) and len(titles) == len(session.document.lanes)


def test_the_keyboard_alone_is_enough(opened: Open, session: Session, qtbot: QtBot) -> None:
    dialog = opened()
    dialog.add()
    dialog.checks["without_tags"].setFocus()
    qtbot.keyClick(dialog.checks["without_tags"], Qt.Key.Key_Space)
    assert only(session).without_tags
    dialog.lane_types.setFocus()
    dialog.lane_types.setCurrentRow(0)
    qtbot.keyClick(dialog.lane_types, Qt.Key.Key_Space)
    assert len(only(session).lane_types) == 1
