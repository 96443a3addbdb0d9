"""Starting from a template, with mouse and keyboard on the real dialog."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from cjdesigner import words
from cjdesigner.edit import maps
from cjdesigner.files.templates import Template, templates
from cjdesigner.model import queries
from cjdesigner.model.invariants import findings
from cjdesigner.ui import background
from cjdesigner.ui.dialogs import template_grid
from cjdesigner.ui.dialogs.new_project import NewProject


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def dialog(parent: QWidget, qtbot: QtBot) -> Iterator[NewProject]:
    made = NewProject(parent)
    made.resize(made.sizeHint())  # three beside each other, whatever the screen
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    background.finish_all()


def names(dialog: NewProject) -> list[str]:
    model = dialog.grid.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_every_template_is_there_the_blank_one_first_and_selected(dialog: NewProject) -> None:
    assert names(dialog) == [one.load().project.title for one in templates("en")]
    assert dialog.grid.chosen() == Template("blank", "en")
    assert dialog.grid.hasFocus()


def test_enter_makes_a_project_with_ids_of_its_own(dialog: NewProject, qtbot: QtBot) -> None:
    assert dialog.document() is None
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.grid, Qt.Key.Key_Return)
    document, template = dialog.document(), Template("blank", "en").load()
    assert document is not None
    assert not set(document.maps) & set(template.maps) and not set(document.lanes) & set(template.lanes)
    assert sorted(lane.type for lane in document.lanes.values()) == sorted(
        lane.type for lane in template.lanes.values()
    )
    assert list(findings(document)) == []
    other = dialog.document()
    assert other is not None and other.project.id != document.project.id


def test_arrows_move_through_the_grid(dialog: NewProject, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog.grid, Qt.Key.Key_Right)
    assert dialog.grid.currentIndex().row() == 1
    qtbot.keyClick(dialog.grid, Qt.Key.Key_Down)
    assert dialog.grid.currentIndex().row() == 4
    qtbot.keyClick(dialog.grid, Qt.Key.Key_Left)
    qtbot.keyClick(dialog.grid, Qt.Key.Key_Up)
    assert dialog.grid.currentIndex().row() == 0


def test_a_double_click_creates(dialog: NewProject, qtbot: QtBot) -> None:
    place = dialog.grid.visualRect(dialog.grid.model().index(2, 0)).center()
    qtbot.mouseClick(dialog.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseDClick(dialog.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    document = dialog.document()
    assert document is not None
    assert document.project.title == next(iter(templates("en")[2].load().maps.values())).title
    assert document.project.notes == ""


def test_a_double_click_beside_the_templates_does_nothing(dialog: NewProject, qtbot: QtBot) -> None:
    qtbot.mouseDClick(
        dialog.grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(dialog.grid.viewport().width() - 2, 2)
    )
    assert dialog.isVisible()


def test_escape_takes_nothing(dialog: NewProject, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog.grid, Qt.Key.Key_Escape)
    assert dialog.document() is None and dialog.template() is None


def test_the_content_may_be_in_another_language_than_the_window(dialog: NewProject, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog.grid, Qt.Key.Key_Right)
    qtbot.mouseClick(dialog.languages.button("nl"), Qt.MouseButton.LeftButton)
    assert names(dialog) == [one.load().project.title for one in templates("nl")]
    assert dialog.grid.currentIndex().row() == 1
    dialog.create_button.click()
    document = dialog.document()
    assert document is not None and document.project.language == "nl"


@pytest.mark.parametrize(("window", "asked", "expected"), [("nl", "", "nl"), ("nl", "en-GB", "en"), ("en", "fr", "en")])
def test_it_starts_in_the_language_of_the_project_or_the_window(
    parent: QWidget, window: str, asked: str, expected: str
) -> None:
    words.set_language(window)
    dialog = NewProject(parent, adding=True, language=asked)
    assert dialog.language == expected
    dialog.grid.stop()
    background.finish_all()


def test_a_map_can_be_added_to_an_open_project(parent: QWidget) -> None:
    dialog = NewProject(parent, adding=True)
    dialog.grid.setCurrentIndex(dialog.grid.model().index(1, 0))
    dialog.accept()
    assert dialog.result() == QDialog.DialogCode.Accepted
    template = dialog.template()
    assert template is not None
    document = maps.blank_document("en")
    added, new_id = maps.insert(document, template, queries.maps(template)[0].id)
    assert [one.id for one in queries.maps(added)][1:] == [new_id]
    assert list(findings(added)) == []
    background.finish_all()


def test_pictures_come_in_by_themselves(dialog: NewProject, qtbot: QtBot) -> None:
    model = dialog.grid.model()

    def drawn() -> bool:
        return all(model.index(row, 0).data(template_grid._IMAGE) is not None for row in range(model.rowCount()))

    qtbot.waitUntil(drawn)
    image = model.index(1, 0).data(template_grid._IMAGE)
    colours = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    assert len(colours) > 20
    assert image.width() <= template_grid.PICTURE.width() * dialog.devicePixelRatioF()


def test_a_template_that_cannot_be_read_is_told_in_the_dialog(
    dialog: NewProject, monkeypatch: pytest.MonkeyPatch, own_folders: object
) -> None:
    monkeypatch.setattr("cjdesigner.resources.path", lambda *parts: own_folders.joinpath(*parts))  # type: ignore[attr-defined]
    dialog.accept()
    assert dialog.isVisible() and dialog.problem.isVisible() and "blank" in dialog.problem.text()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
@pytest.mark.parametrize("for_map", [True, False])
def test_asking_waits_for_the_answer(parent: QWidget, qtbot: QtBot, key: Qt.Key, for_map: bool) -> None:
    QTimer.singleShot(0, lambda: qtbot.keyClick(QApplication.activeModalWidget(), key))
    found = NewProject.ask(parent, "en", for_map=for_map)
    template = Template("blank", "en").load()
    if key == Qt.Key.Key_Escape:
        assert found is None
    else:
        assert found is not None
        assert (found == template) == for_map
    background.finish_all()
