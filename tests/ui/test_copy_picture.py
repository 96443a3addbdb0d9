"""Copy as picture, and what is dragged out of the window: the right part, for the right readers."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cjdesigner.edit import audiences
from cjdesigner.layout import hits
from cjdesigner.model.records import copied
from cjdesigner.ui import background
from cjdesigner.ui.exporting import carrying, copying
from tests.ui.conftest import Hands, send_move

SECRET = "Zebraquagga7"


@pytest.fixture(autouse=True)
def empty_clipboard(qapp):  # type: ignore[no-untyped-def]
    yield
    background.finish_all()
    QGuiApplication.clipboard().clear()


def copied_data(hands: Hands, qtbot: QtBot) -> QMimeData:
    before = hands.window.notice.text.text()
    hands.action("copy_picture")
    qtbot.waitUntil(
        lambda: hands.window.notice.isVisible() and hands.window.notice.text.text() != before, timeout=60_000
    )
    return QGuiApplication.clipboard().mimeData()


def test_without_a_selection_it_is_the_whole_map_in_every_form(hands: Hands, qtbot: QtBot) -> None:
    data = copied_data(hands, qtbot)
    drawing = hands.window.session.drawing()
    image = QImage.fromData(bytes(data.data("image/png").data()))
    assert abs(image.width() - 2 * drawing.width) <= 2 and abs(image.height() - 2 * drawing.height) <= 2
    assert b"<svg" in bytes(data.data("image/svg+xml").data())
    assert bytes(data.data("application/pdf").data()).startswith(b"%PDF-")
    assert "pixels" in hands.window.notice.text.text()


def test_of_a_selection_it_is_that_and_no_more(hands: Hands, qtbot: QtBot) -> None:
    session = hands.window.session
    cards = [card for card in session.document.cards.values() if card.map == session.map_id and card.type == "pains"]
    session.select([cards[0].id])
    data = copied_data(hands, qtbot)
    box = hits.find(session.drawing(), cards[0].id)
    image = QImage.fromData(bytes(data.data("image/png").data()))
    assert box is not None and abs(image.width() - 2 * (box.width + 24)) <= 2
    words = bytes(data.data("image/svg+xml").data()).decode()
    assert cards[0].text[:8] in words and cards[1].text[:8] not in words


def test_steps_and_lanes_are_pictured_with_what_stands_in_them(hands: Hands) -> None:
    session = hands.window.session
    shape = session.scene().structure
    for one in (shape.steps[1].id, shape.lanes[0].id, shape.phases[1].id):
        session.select([one])
        wanted = copying.wanted_of(hands.window)
        assert wanted is not None
        part = copying.drawing_of(wanted)
        assert 0 < part.width * part.height < session.drawing().width * session.drawing().height


def test_a_picture_says_nothing_that_cannot_be_seen(hands: Hands, qtbot: QtBot) -> None:
    session = hands.window.session
    changed = [copied(card, notes=SECRET) for card in session.document.cards.values()]
    session.commit(session.document.with_records(changed), "Note")
    data = copied_data(hands, qtbot)
    for form in ("image/svg+xml", "application/pdf"):
        assert SECRET.encode() not in bytes(data.data(form).data())


def test_a_profile_leaves_out_what_its_readers_are_not_to_see(hands: Hands, qtbot: QtBot) -> None:
    session = hands.window.session
    pain = next(card for card in session.document.cards.values() if card.type == "pains")
    document, key = audiences.add(session.document, "Client", lane_types=("pains",))
    session.commit(document, "Add")
    menu = hands.window.action("copy_picture_for").menu()
    menu.aboutToShow.emit()
    assert menu.actions()[0].text() == "Client"
    menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: "Client" in hands.window.notice.text.text(), timeout=60_000)
    words = bytes(QGuiApplication.clipboard().mimeData().data("image/svg+xml").data()).decode()
    assert pain.text[:10] not in words


def test_drag_data_is_made_when_asked_for_and_the_file_has_the_name_of_the_map(hands: Hands, tmp_path: Path) -> None:
    wanted = copying.wanted_of(hands.window, whole=True)
    assert wanted is not None
    data = carrying.of_pages(lambda: [copying.drawing_of(wanted)], "A/B: map")
    assert data.formats() == ["text/uri-list", "image/png"] and data._path is None
    (url,) = data.urls()
    path = Path(url.toLocalFile())
    assert path.name == "A B map.png"
    image = QImage.fromData(data.data("image/png"))
    assert QImage(str(path)).size() == image.size()
    assert image.width() > 1000


def test_the_export_button_can_be_pressed_and_pulled(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[carrying.Carried] = []
    pressed: list[bool] = []
    monkeypatch.setattr(carrying, "drag", lambda source, data, picture: begun.append(data))
    button = hands.window.top.export
    monkeypatch.setattr(hands.window, "export", lambda: pressed.append(True))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == [True] and begun == []
    start = button.rect().center()
    QTest.mousePress(button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    send_move(button, start + QPoint(3, 0))
    assert begun == []
    send_move(button, start + QPoint(0, 40))
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start + QPoint(0, 40))
    assert len(begun) == 1 and pressed == [True]
    assert begun[0].path().suffix == ".png" and begun[0].path().stat().st_size > 10_000


def test_closing_the_window_meanwhile_does_no_harm(hands: Hands, qtbot: QtBot) -> None:
    hands.action("copy_picture")
    hands.window.hide()
    until = time.monotonic() + 1.0
    while time.monotonic() < until:
        QTest.qWait(20)
    hands.window.show()
