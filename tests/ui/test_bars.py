"""The bar at the top: what makes way in a narrow window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cjdesigner.edit import maps
from cjdesigner.words import tr


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_search_says_what_it_is_also_in_a_narrow_window(hands, language: str) -> None:
    window = hands.window
    window.set_language(language)
    hands.resize(1280, 720)
    assert window.top.search.words.text() == tr("Search or run a command…")
    assert window.top.export.accessibleName() == tr("Export")
    assert tr("Export…").rstrip("…") in window.top.export.toolTip()
    hands.resize(1920, 1080)
    assert window.top.search.keys.isVisible()
    assert window.top.export.text().strip() == tr("Export")


def test_a_notice_that_takes_the_place_of_a_shorter_one_has_room_for_all_it_says(hands) -> None:
    window = hands.window
    window.notify("Short")
    QApplication.processEvents()
    window.notify_with("Something that takes a little longer to tell", [("One button", None), ("Another button", None)])
    QApplication.processEvents()
    notice = window.notice
    assert notice.width() >= notice.sizeHint().width() and notice.height() >= notice.sizeHint().height()
    for one in (notice.text, *notice.buttons):
        assert one.width() >= one.sizeHint().width(), one.text()


@pytest.mark.parametrize("then", ["undo", "edit"])
def test_a_notice_cannot_undo_anything_but_what_it_tells_of(hands, then) -> None:
    hands.window.session.select([hands.some_card("actions").id])
    hands.action("delete")
    assert hands.window.notice.isVisible()
    if then == "undo":
        hands.action("undo")
    else:
        hands.window.session.select([hands.some_card("actions").id])
        hands.action("duplicate")
    assert not hands.window.notice.isVisible()


def test_a_notice_stays_inside_a_narrow_canvas(hands, qtbot) -> None:
    window, notice = hands.window, hands.window.notice
    said = "There are 100 000 lines on the clipboard; at most 2 000 cards can be made of them at once."
    window.resize(1920, 900)
    window.notify_with(said, [("Paste the first 2 000", lambda: None)], keep=True)
    QApplication.processEvents()
    low = notice.height()
    for width, broken in ((1000, True), (1920, False)):
        window.resize(width, 900)
        qtbot.waitUntil(lambda broken=broken: (notice.height() > low) is broken)
        assert notice.parentWidget().rect().contains(notice.geometry()), width
        assert notice.text.text() == said and notice.text.height() >= notice.text.heightForWidth(notice.text.width())
        assert all(notice.rect().contains(button.geometry()) for button in notice.buttons)


def test_a_notice_leaves_the_overview_of_the_map_in_sight(hands, qtbot) -> None:
    window, notice = hands.window, hands.window.notice
    window.resize(1440, 900)
    overview = window.views.minimap
    qtbot.waitUntil(overview.isVisible)
    said = "The table on the clipboard makes 3 200 cards; at most 2 000 can be pasted at once, so what fits is pasted."
    window.notify_with(said, [("Paste what fits", lambda: None)], keep=True)
    QApplication.processEvents()
    assert notice.x() >= 0 and notice.geometry().right() < overview.x()
    window.notify("Short")
    QApplication.processEvents()
    middle = notice.parentWidget().rect().center().x()
    assert abs(notice.geometry().center().x() - middle) <= 1


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_first_edit_pushes_no_button_aside(hands, language: str) -> None:
    window = hands.window
    window.set_language(language)
    QApplication.processEvents()
    before = [button.geometry() for button in window.top._tools.values()]
    hands.action("add_step")
    hands.type("Again")
    hands.key(Qt.Key.Key_Return)
    QApplication.processEvents()
    assert window.top.state.text() == tr("edited")
    assert [button.geometry() for button in window.top._tools.values()] == before


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_window_may_be_as_narrow_as_a_small_screen(hands, language: str) -> None:
    window = hands.window
    window.set_language(language)
    hands.resize(1024, 640)
    assert (window.width(), window.height()) == (1024, 640)
    assert window.top.search.words.text() == tr("Search or run a command…")
    assert window.top.present.geometry().right() < window.top.width()
    document, made = maps.add_blank(hands.document)
    window.session.commit(document, "New map")
    window.session.show_map(made)  # nothing is parked there, which the tray says
    window.show_tray(True)
    QApplication.processEvents()
    assert window.width() == 1024
    hands.resize(880, 640)
    assert window.width() == 880 and window.top.present.geometry().right() < window.top.width()
    name = window.top.name
    assert name.text() and name.fontMetrics().horizontalAdvance(name.text()) <= name.width()
    hands.resize(1920, 900)
    assert window.top.views.text().strip() == tr("Views") and "…" not in name.text()


def test_the_window_of_a_new_project_is_named_like_that_of_a_file(hands, tmp_path) -> None:
    assert hands.window.files.current is None or hands.window.session.path is None
    name = hands.window.windowTitle().replace("[*]", "")
    hands.answers.save_path = tmp_path / "kept.cjmap"
    hands.action("save")
    assert hands.window.windowTitle().replace("[*]", "")[-13:] == name[-13:]
