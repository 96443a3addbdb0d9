"""Cropping a picture on the canvas with the mouse and the keyboard, and in the inspector."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from cjdesigner.edit import cards, filling, maps
from cjdesigner.editor import cropping
from cjdesigner.layout import hits
from cjdesigner.model import queries
from cjdesigner.ui import offering, pasted_pictures
from tests.ui.conftest import send_move


@pytest.fixture
def hands(hands_on):
    document = maps.blank_document("en")
    (map_id,) = document.maps
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("#3377AA"))
    asset = pasted_pictures.from_image(image)
    document, card = filling.add_picture(document, map_id, asset, "", queries.structure(document, map_id).steps[0].id)
    document = cards.change(document, [card], text="The caption")
    hands = hands_on(document)
    hands.card = card
    hands.canvas.fit_width()
    return hands


def point(hands, x, y) -> QPoint:
    """A place in the picture, in shares of its frame as it is drawn now."""
    found = cropping.cropped(hands.window.session.drawing(), hands.card)
    box = hands.canvas.crop.now.frame if hands.canvas.crop else found.frame
    hands.canvas.reveal(box)
    return hands.canvas.viewportTransform().map(QPointF(box.x + x * box.width, box.y + y * box.height)).toPoint()


def crop_of(hands):
    return hands.document.cards[hands.card].payload.crop


def start(hands):
    hands.double_click(point(hands, 0.5, 0.5))
    assert hands.canvas.crop is not None and hands.canvas.text is None


def test_edges_are_dragged_and_enter_keeps_them_as_one_step(hands):
    start(hands)
    hands.drag(point(hands, 1.0, 0.5), point(hands, 0.5, 0.5))
    hands.drag(point(hands, 0.5, 0.0), point(hands, 0.5, 0.25))
    assert crop_of(hands) == cropping.NOTHING, "not before it is kept"
    hands.key(Qt.Key.Key_Return)
    assert hands.canvas.crop is None
    left, top, right, bottom = crop_of(hands)
    assert (left, bottom) == (0.0, 0.0)
    assert right == pytest.approx(0.5, abs=0.03) and top == pytest.approx(0.25, abs=0.03)
    assert hands.window.session.history.undo_label == "Crop picture"
    hands.action("undo")
    assert crop_of(hands) == cropping.NOTHING


def test_escape_restores_and_a_click_elsewhere_keeps(hands):
    before = hands.document
    start(hands)
    hands.drag(point(hands, 1.0, 0.5), point(hands, 0.6, 0.5))
    hands.key(Qt.Key.Key_Escape)
    assert hands.canvas.crop is None and hands.document is before
    start(hands)
    hands.drag(point(hands, 0.0, 0.5), point(hands, 0.4, 0.5))
    hands.click(point(hands, 1.6, 0.9))
    assert hands.canvas.crop is None
    assert crop_of(hands)[0] == pytest.approx(0.4, abs=0.03)


def test_by_keyboard_alone(hands):
    hands.window.session.select([hands.card])
    hands.canvas.setFocus()
    hands.key(Qt.Key.Key_Return)
    assert hands.canvas.crop is not None
    hands.key(Qt.Key.Key_Tab)
    for _ in range(3):
        hands.key(Qt.Key.Key_Right)
    hands.key(Qt.Key.Key_Tab)
    hands.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    hands.key(Qt.Key.Key_Return)
    assert crop_of(hands) == (0.03, 0.1, 0.0, 0.0)
    hands.key(Qt.Key.Key_Return)
    hands.key(Qt.Key.Key_Backspace)
    hands.key(Qt.Key.Key_Return)
    assert crop_of(hands) == cropping.NOTHING and hands.card in hands.document.cards


def test_f2_and_a_double_click_on_the_caption_edit_the_caption(hands):
    hands.window.session.select([hands.card])
    hands.canvas.setFocus()
    hands.key(Qt.Key.Key_F2)
    assert hands.canvas.text is not None and hands.canvas.crop is None
    hands.key(Qt.Key.Key_Escape)
    box = hits.find(hands.window.session.drawing(), hands.card)
    where = hands.canvas.viewportTransform().map(QPointF(box.x + 30, box.bottom - 5)).toPoint()
    hands.double_click(where)
    assert hands.canvas.text is not None and hands.canvas.crop is None


def test_actions_crop_and_show_the_whole_picture(hands):
    session = hands.window.session
    assert not hands.window.action("crop").isEnabled()
    session.select([hands.card])
    hands.action("crop")
    assert hands.canvas.crop is not None
    hands.key(Qt.Key.Key_Escape)
    assert not hands.window.action("uncrop").isEnabled()
    session.commit(cropping.with_edges(hands.document, hands.card, (0.2, 0.0, 0.0, 0.0)), "Crop")
    hands.action("uncrop")
    assert crop_of(hands) == cropping.NOTHING


def test_whatever_comes_in_the_middle_loses_nothing(hands):
    start(hands)
    hands.drag(point(hands, 1.0, 0.5), point(hands, 0.5, 0.5))
    hands.window.action("undo").trigger()  # as with typing: kept first, then taken back
    assert hands.canvas.crop is None and crop_of(hands) == cropping.NOTHING
    start(hands)
    hands.window.session.commit(cards.delete(hands.document, [hands.card]), "Delete")
    assert hands.canvas.crop is None and hands.card not in hands.document.cards
    hands.window.action("undo").trigger()
    start(hands)
    hands.window.session.commit(cards.change(hands.document, [hands.card], text=""), "Edit text")
    assert hands.canvas.crop is not None
    hands.key(Qt.Key.Key_Escape)


def test_one_can_pan_while_cropping(hands):
    hands.canvas.zoom_to(2.0)
    start(hands)
    QTest.mousePress(hands.canvas.viewport(), Qt.MouseButton.MiddleButton, pos=QPoint(300, 300))
    send_move(hands.canvas.viewport(), QPoint(280, 280))
    QTest.mouseRelease(hands.canvas.viewport(), Qt.MouseButton.MiddleButton, pos=QPoint(280, 280))
    assert hands.canvas.crop is not None
    hands.window.grab()


def test_the_inspector_crops_in_per_cent(hands):
    hands.window.session.select([hands.card])
    editor = hands.window.inspector.form().rows["crop"].editor
    left = editor.edges[0]
    left.setFocus()
    left.selectAll()
    QTest.keyClicks(left, "25")
    QTest.keyClick(left, Qt.Key.Key_Return)
    assert crop_of(hands) == (0.25, 0.0, 0.0, 0.0)
    QTest.keyClick(left, Qt.Key.Key_Up)
    QTest.keyClick(left, Qt.Key.Key_Return)
    assert crop_of(hands)[0] == 0.26
    left.selectAll()
    QTest.keyClicks(left, "99")
    assert hands.window.inspector.form().rows["crop"].fault.text()
    QTest.keyClick(left, Qt.Key.Key_Return)
    assert crop_of(hands)[0] == 0.26 and left.text() == "26"
    editor.all.click()
    assert crop_of(hands) == cropping.NOTHING


def test_what_was_dragged_stays_to_the_hair_while_another_edge_is_typed(hands):
    session = hands.window.session
    session.commit(cropping.with_edges(session.saved_document, hands.card, (0.3226, 0.0, 0.0, 0.0)), "Crop")
    session.select([hands.card])
    editor = hands.window.inspector.form().rows["crop"].editor
    assert [edge.text() for edge in editor.edges] == ["32.3", "0", "0", "0"]
    top = editor.edges[1]
    top.setFocus()
    top.selectAll()
    QTest.keyClicks(top, "12.5")
    QTest.keyClick(top, Qt.Key.Key_Return)
    assert crop_of(hands) == (0.3226, 0.125, 0.0, 0.0)


def test_while_an_edge_is_dragged_it_says_how_much_is_left(hands, monkeypatch):
    said = []
    monkeypatch.setattr(hands.canvas.overlay, "tag", lambda painter, x, y, text, pixel: said.append(text))
    hands.canvas.crop_picture(hands.card)
    start, end = point(hands, 1.0, 0.5), point(hands, 0.5, 0.5)
    hands.drag(start, end, drop=False)
    hands.canvas.viewport().grab()
    assert said[-1] in ("50 × 100 %", "49 × 100 %", "51 × 100 %")
    hands.canvas.crop.release()
    said.clear()
    hands.canvas.viewport().grab()
    assert not said


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "receipt.png"
    image = QImage(100, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("#AA7733"))
    assert image.save(str(path))
    return path


def test_a_picture_is_chosen_from_a_file_for_the_card_that_has_none_or_another(hands, file, monkeypatch, qtbot):
    """A picture block that was dropped on the map had no way to a picture but another program's drag or clipboard."""
    session = hands.window.session
    monkeypatch.setattr(hands.answers, "ask_picture_path", lambda folder: file)
    assert not hands.window.action("choose_picture").isEnabled()
    lane = hands.document.cards[hands.card].lane
    document, empty = cards.add(session.saved_document, lane, next(iter(hands.document.steps)), "To come")
    session.commit(cards.change_payload(document, [hands.card], crop=(0.1, 0.1, 0.1, 0.1)), "Add card")
    before = hands.document
    for card in (empty, hands.card):
        session.select([card])
        hands.action("choose_picture")
        qtbot.waitUntil(lambda one=card: hands.document.cards[one] != before.cards[one])
        shown = hands.document.cards[card]
        assert shown.payload.ratio == pytest.approx(3) and shown.payload.crop == cropping.NOTHING
        assert hands.document.assets[shown.payload.asset].name == "receipt"
        assert shown.text == before.cards[card].text
    hands.action("undo")
    hands.action("undo")
    assert hands.document == before


def test_the_inspector_has_a_button_that_chooses_a_picture(hands, file, monkeypatch, qtbot):
    monkeypatch.setattr(hands.answers, "ask_picture_path", lambda folder: file)
    before = hands.document
    hands.window.session.select([hands.card])
    editor = hands.window.inspector.form().rows["crop"].editor
    QTest.mouseClick(editor.choose, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: hands.document != before)


def test_a_file_that_is_no_picture_is_refused_with_a_word(hands, tmp_path, monkeypatch, qtbot):
    path = tmp_path / "text.png"
    path.write_text("no picture")
    monkeypatch.setattr(hands.answers, "ask_picture_path", lambda folder: path)
    before = hands.document
    hands.window.session.select([hands.card])
    hands.action("choose_picture")
    qtbot.waitUntil(hands.window.notice.isVisible)
    assert hands.document == before


def test_a_picture_that_is_pasted_where_a_card_waits_for_one_is_shown_on_that_card(hands, qtbot):
    session = hands.window.session
    lane, step = hands.document.cards[hands.card].lane, next(iter(hands.document.steps))
    document, empty = cards.add(session.saved_document, lane, step, "To come", payload={"alt": "A till"})
    session.commit(document, "Add card")
    session.select([empty])
    hands.canvas.setFocus()
    image = QImage(60, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("#22AA44"))
    data = QMimeData()
    data.setImageData(image)
    offering.offer(data)
    before = hands.document
    for count in (0, 1):  # the second finds no card that waits, and becomes one
        hands.action("paste")
        qtbot.waitUntil(lambda more=count: len(hands.document.cards) == len(before.cards) + more and
                        hands.document.cards[empty].payload.asset != "")  # fmt: skip
    assert hands.document.cards[empty].text == "To come" and hands.document.cards[empty].payload.alt == "A till"


def test_an_empty_frame_pressed_twice_asks_for_its_picture_and_the_caption_is_edited_as_before(
    hands, file, monkeypatch, qtbot
):
    session, asked = hands.window.session, []
    monkeypatch.setattr(hands.answers, "ask_picture_path", lambda folder: asked.append(folder) or file)
    lane, step = hands.document.cards[hands.card].lane, next(iter(hands.document.steps))
    document, empty = cards.add(session.saved_document, lane, step, "The receipt")
    session.commit(document, "Add card")
    middle = hands.at(empty)
    rect = hands.canvas.card_rect(hits.find(session.drawing(), empty))
    hands.double_click(QPoint(middle.x(), rect.bottom() - 4))
    assert hands.canvas.text is not None and not asked
    hands.key(Qt.Key.Key_Escape)
    frame = QPoint(middle.x(), rect.top() + rect.height() // 3)
    hints = []
    hands.canvas.hinted.connect(hints.append)
    hands.double_click(frame)
    qtbot.waitUntil(lambda: bool(hands.document.cards[empty].payload.asset))
    assert len(asked) == 1 and hands.canvas.text is None
    assert "Double-click to choose a picture · drag to move the card" in hints
