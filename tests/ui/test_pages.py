"""The pages of personas and of the project: everything edited where it stands, and back to the map."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from cjdesigner.edit import personas, phases
from cjdesigner.model import queries
from cjdesigner.ui.pages.map_tile import due
from cjdesigner.ui.pages.persona_page import PersonaPage
from cjdesigner.ui.pages.project_page import ProjectPage
from tests.ui.conftest import Hands

NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def page(hands: Hands) -> PersonaPage:
    hands.action("persona_page")
    QApplication.processEvents()
    assert isinstance(hands.window.host.page, PersonaPage)
    return hands.window.host.page


@pytest.fixture
def project(hands: Hands) -> ProjectPage:
    hands.action("project_page")
    QApplication.processEvents()
    assert isinstance(hands.window.host.page, ProjectPage)
    return hands.window.host.page


def test_the_page_begins_at_the_name_and_every_edit_is_one_step(hands: Hands, page: PersonaPage) -> None:
    before = hands.document.personas[page.persona_id]
    assert QApplication.focusWidget() is page.form.rows["name"].editor.line
    QApplication.focusWidget().selectAll()
    hands.type("Sanne de Vries")
    hands.key(Qt.Key.Key_Return)
    assert hands.document.personas[page.persona_id].name == "Sanne de Vries"
    hands.key(Qt.Key.Key_Tab)
    QApplication.focusWidget().selectAll()
    hands.type("in a hurry")
    hands.key(Qt.Key.Key_Tab)
    assert hands.document.personas[page.persona_id].role == "in a hurry"
    hands.action("undo")
    hands.action("undo")
    assert hands.document.personas[page.persona_id] == before


def test_lists_and_facts_are_edited_where_they_stand(hands: Hands, page: PersonaPage) -> None:
    goals = page.form.rows["goals"].editor.box
    goals.setFocus()
    goals.selectAll()
    hands.type("One")
    hands.key(Qt.Key.Key_Return)
    hands.type("Two")
    goals.clearFocus()
    assert hands.document.personas[page.persona_id].goals == ("One", "Two")


def _picture(path: Path) -> Path:
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    image.save(str(path))
    return path


def test_a_picture_is_dropped_pasted_and_removed(
    hands: Hands, page: PersonaPage, tmp_path: Path, qtbot: QtBot
) -> None:
    session = hands.window.session
    count = len(session.document.assets)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(_picture(tmp_path / "face.png")))])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPointF(20, 20).toPoint(), action, data, button, NONE)
    QApplication.sendEvent(page.portrait, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(page.portrait, QDropEvent(QPointF(20, 20), action, data, button, NONE))
    qtbot.waitUntil(lambda: bool(hands.document.personas[page.persona_id].picture))
    assert len(hands.document.assets) == count + 1 and page.portrait.picture is not None
    other = QImage(30, 30, QImage.Format.Format_RGB32)
    other.fill(QColor("#993333"))
    first = hands.document.personas[page.persona_id].picture
    QGuiApplication.clipboard().setImage(other)
    page.portrait.setFocus()
    QTest.keyClick(page.portrait, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: hands.document.personas[page.persona_id].picture != first)
    assert len(hands.document.assets) == count + 1  # the one before is gone
    QTest.keyClick(page.portrait, Qt.Key.Key_Delete)
    assert hands.document.personas[page.persona_id].picture == "" and len(hands.document.assets) == count
    for _ in range(3):
        hands.action("undo")
    assert len(hands.document.assets) == count and page.portrait.picture is None


def test_what_is_no_picture_is_refused_in_words(
    hands: Hands, page: PersonaPage, tmp_path: Path, qtbot: QtBot
) -> None:
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"no picture")
    page.portrait.take_file(bad)
    qtbot.waitUntil(lambda: bool(hands.window.session.notice))
    assert hands.document.personas[page.persona_id].picture == ""


def test_another_persona_is_a_click_away_and_escape_leads_back(hands: Hands, page: PersonaPage) -> None:
    others = [one.id for one in queries.personas(hands.document) if one.id != page.persona_id]
    hands.window.palette_pane.rows[-1].chosen.emit()
    assert page.persona_id == others[-1]
    assert hands.window.inspector.isHidden()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert hands.window.host.page is None and not hands.window.inspector.isHidden()
    assert hands.canvas.hasFocus()


def test_choosing_a_card_leads_back_to_the_map(hands: Hands, page: PersonaPage) -> None:
    card = next(card for card in hands.document.cards.values() if card.map == hands.window.session.map_id)
    hands.window.session.select([card.id])
    assert hands.window.host.page is None
    assert hands.window.session.selection == (card.id,)


def test_a_persona_added_and_deleted_on_the_page(hands: Hands, page: PersonaPage) -> None:
    count = len(hands.document.personas)
    page.add.click()
    QApplication.processEvents()
    made = page.persona_id
    assert len(hands.document.personas) == count + 1
    assert made in hands.document.maps[hands.window.session.map_id].personas
    page.bin.click()
    QApplication.processEvents()
    assert made not in hands.document.personas and hands.window.host.page is page
    hands.action("undo")
    assert made in hands.document.personas


def test_a_double_click_in_the_palette_opens_the_page(hands: Hands) -> None:
    row = hands.window.palette_pane.rows[0]
    QTest.mouseDClick(row, Qt.MouseButton.LeftButton)
    assert isinstance(hands.window.host.page, PersonaPage)


def test_the_language_changes_on_an_open_page(hands: Hands, page: PersonaPage) -> None:
    hands.window.set_language("nl")
    assert page.back.text() == "Terug naar de klantreis"
    assert page.form.cards["goals"].heading.text() == "Doelen"


def test_title_author_and_notes_of_the_project(hands: Hands, project: ProjectPage) -> None:
    for name, text in (("title", "Phones"), ("author", "Team West")):
        line = project.form.rows[name].editor.line
        line.setFocus()
        line.selectAll()
        hands.type(text)
        hands.key(Qt.Key.Key_Return)
        assert getattr(hands.document.project, name) == text


def test_maps_are_renamed_moved_copied_and_opened_by_key(hands: Hands, project: ProjectPage) -> None:
    first, second = (tile.map_id for tile in project.tiles[:2])
    project.tiles[0].setFocus()
    hands.key(Qt.Key.Key_F2)
    QApplication.focusWidget().selectAll()
    hands.type("Renamed")
    hands.key(Qt.Key.Key_Return)
    assert hands.document.maps[first].title == "Renamed"
    QTest.keyClick(project.tiles[0], Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert [one.id for one in queries.maps(hands.document)][:2] == [second, first]
    assert QApplication.focusWidget() is project.tiles[1]
    next(one for one in project.menu_for(first).actions() if one.text() == "Duplicate").trigger()
    assert len(hands.document.maps) == 3 and len(project.tiles) == 3
    next(one for one in project.menu_for(first).actions() if one.text() == "Delete").trigger()
    assert first not in hands.document.maps
    QTest.keyClick(project.tiles[0], Qt.Key.Key_Return)
    QApplication.processEvents()
    assert hands.window.session.map_id == second and hands.window.host.page is None


def test_reviews_that_are_due_are_told(hands: Hands, project: ProjectPage) -> None:
    session = hands.window.session
    today = date.today()
    late = (today - timedelta(days=3)).isoformat()
    document = session.saved_document
    for one in document.maps:
        document = phases.change(document, one, review_date="")
    session.commit(document, "x")
    assert project.form.due.isHidden()
    session.commit(phases.change(session.saved_document, session.map_id, review_date=late), "x")
    journey = session.document.maps[session.map_id]
    assert not project.form.due.isHidden() and journey.title in project.form.due.text()
    assert due(journey, today) == ("late", "Review was due 3 days ago")
    assert "Review was due 3 days ago" in project.tiles[0].accessibleDescription()


def test_the_lens_is_edited_in_its_title_block_and_tab_goes_on(hands: Hands) -> None:
    canvas, session = hands.canvas, hands.window.session
    before = hands.document.maps[session.map_id]

    def place(name: str):  # type: ignore[no-untyped-def]
        box = next(box for field, box in canvas.lens.parts() if field == name)
        canvas.reveal(box)
        area = canvas.card_rect(box)
        return area.topLeft() + (area.bottomRight() - area.topLeft()) * 0.3

    hands.click(place("title"))
    hands.type("A phone")
    hands.key(Qt.Key.Key_Tab)
    assert hands.document.maps[session.map_id].title == "A phone"
    assert canvas.lens.frame.name == "scenario"
    QApplication.focusWidget().selectAll()
    hands.type("In a hurry")
    hands.key(Qt.Key.Key_Tab)
    assert hands.document.maps[session.map_id].scenario == "In a hurry"
    assert canvas.lens.frame.name == "goals"
    hands.key(Qt.Key.Key_Tab)
    assert canvas.lens.frame.name == "state"
    hands.key(Qt.Key.Key_Escape)
    assert canvas.lens.frame is None and canvas.hasFocus()
    hands.click(place("state"))
    future = next(one for one in canvas.lens.frame.findChildren(QPushButton) if one.text() == "Future")
    QTest.mouseClick(future, Qt.MouseButton.LeftButton)
    assert hands.document.maps[session.map_id].state == "future"
    hands.click(hands.at(next(iter(session.scene().structure.steps)).id))
    assert canvas.lens.frame is None
    for _ in range(3):
        hands.action("undo")
    assert hands.document.maps[session.map_id] == before


def test_empty_fields_of_the_lens_offer_themselves(hands: Hands) -> None:
    session, canvas = hands.window.session, hands.canvas
    document = phases.change(session.saved_document, session.map_id, scenario="", goals=(), scope="")
    session.commit(document, "x")
    canvas.reveal(next(box for field, box in canvas.lens.parts() if field == "title"))
    offers = {name: box for name, box, _ in canvas.lens.offers()}
    assert {"scenario", "goals", "scope"} <= set(offers)
    hands.click(offers["goals"].center().toPoint())
    assert canvas.lens.frame.name == "goals"
    hands.type("Less calls")
    canvas.lens.finish()
    assert hands.document.maps[session.map_id].goals == ("Less calls",)


def test_a_persona_dragged_onto_the_map_takes_part_in_it(hands: Hands) -> None:
    session, surface = hands.window.session, hands.canvas.viewport()
    one = hands.document.maps[session.map_id].personas[-1]
    session.commit(personas.leave(hands.document, session.map_id, one), "x")
    assert one not in hands.document.maps[session.map_id].personas
    row = next(row for row in hands.window.palette_pane.rows if row.persona_id == one)
    data, where = row.drag().mimeData(), QPointF(300, 200)
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    QApplication.sendEvent(surface, QDragEnterEvent(where.toPoint(), action, data, button, NONE))
    QApplication.sendEvent(surface, QDropEvent(where, action, data, button, NONE))
    assert one in hands.document.maps[session.map_id].personas
    hands.action("undo")
    assert one not in hands.document.maps[session.map_id].personas
