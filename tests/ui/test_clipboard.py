"""Cut, copy and paste through a real window and the real clipboard."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cjdesigner.edit import maps
from cjdesigner.files import pictures
from cjdesigner.lanes.pictures import PictureCard
from cjdesigner.model import queries
from cjdesigner.model.invariants import findings
from cjdesigner.ui import background, clipboard, mime, pasted_pictures, pasting_pictures, picture_taking
from tests.helpers.notices import press, said

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def empty_clipboard(qapp: QApplication):  # type: ignore[no-untyped-def]
    QGuiApplication.clipboard().clear()
    yield
    QGuiApplication.clipboard().clear()


def put(**parts: str) -> None:
    """Something of another program on the clipboard."""
    data = QMimeData()
    if "text" in parts:
        data.setText(parts["text"])
    if "html" in parts:
        data.setHtml(parts["html"])
    QGuiApplication.clipboard().setMimeData(data)


def shape(hands):  # type: ignore[no-untyped-def]
    return queries.structure(hands.document, hands.window.session.map_id)


def lane(hands, key: str) -> str:  # type: ignore[no-untyped-def]
    return next(one.id for one in shape(hands).lanes if one.type == key)


def choose_cell(hands, key: str, column: int) -> None:  # type: ignore[no-untyped-def]
    hands.window.session.select([], cell=(lane(hands, key), shape(hands).steps[column].id))


def made(hands) -> list[str]:  # type: ignore[no-untyped-def]
    return [hands.document.cards[one].text for one in hands.window.session.selection]


def test_copy_and_paste_with_keys_and_undo(hands) -> None:  # type: ignore[no-untyped-def]
    before = hands.document
    pains = [card for card in before.cards.values() if card.lane == lane(hands, "pains")][:2]
    hands.window.session.select([card.id for card in pains])
    hands.key(Qt.Key.Key_C, CTRL)
    choose_cell(hands, "pains", 0)
    hands.key(Qt.Key.Key_V, CTRL)
    assert len(hands.document.cards) == len(before.cards) + 2
    assert sorted(made(hands)) == sorted(card.text for card in pains)
    assert hands.window.session.history.undo_label == "Paste 2 cards"
    assert list(findings(hands.document)) == []
    hands.key(Qt.Key.Key_Z, CTRL)
    assert hands.document == before


def test_cut_and_paste_into_another_file(hands, hands_on) -> None:  # type: ignore[no-untyped-def]
    card = next(card for card in hands.document.cards.values() if card.lane == lane(hands, "solutions"))
    hands.window.session.select([card.id])
    hands.action("cut")
    assert card.id not in hands.document.cards
    other = hands_on(maps.blank_document("nl"))
    choose_cell(other, "solutions", 0)
    other.canvas.setFocus()
    other.action("paste")
    assert made(other) == [card.text]
    assert other.document.cards[other.window.session.selection[0]].payload == card.payload


def test_paste_in_place_on_another_map(hands) -> None:  # type: ignore[no-untyped-def]
    session = hands.window.session
    card = next(card for card in hands.document.cards.values() if card.lane == lane(hands, "actions"))
    column = shape(hands).column[card.start]
    session.select([card.id])
    hands.action("copy")
    document, copy = maps.duplicate(session.saved_document, session.map_id)
    session.commit(document, "Duplicate")
    session.show_map(copy)
    hands.key(Qt.Key.Key_V, CTRL | SHIFT)
    pasted = hands.document.cards[session.selection[0]]
    assert (pasted.map, shape(hands).column[pasted.start], pasted.text) == (copy, column, card.text)


def test_other_programs_get_text_a_table_and_a_picture(hands) -> None:  # type: ignore[no-untyped-def]
    cards = [card for card in hands.document.cards.values() if card.lane == lane(hands, "actions")]
    hands.window.session.select([card.id for card in cards])
    hands.action("copy")
    data = QGuiApplication.clipboard().mimeData()
    assert sorted(data.text().split("\n")) == sorted(card.text for card in cards)
    assert bytes(data.data("text/tab-separated-values").data()).decode().count("\t") == 8
    assert "<table>" in data.html() and data.hasFormat(mime.FRAGMENT)
    image = data.imageData()
    assert isinstance(image, QImage) and image.width() > image.height() > 100


def test_lines_make_a_card_each(hands) -> None:  # type: ignore[no-untyped-def]
    choose_cell(hands, "pains", 1)
    put(text="One\r\n\r\n<b>Two</b>\r\n• Three")
    hands.key(Qt.Key.Key_V, CTRL)
    assert made(hands) == ["One", "<b>Two</b>", "Three"]


def test_a_table_fills_cells_from_the_selected_one(hands) -> None:  # type: ignore[no-untyped-def]
    choose_cell(hands, "actions", 0)
    table = "<table><tr><td>a</td><td>b<br>c</td></tr><tr><td></td><td><script>alert(1)</script>d</td></tr></table>"
    put(html=f"<html><body>{table}</body></html>", text="a\tb c\n\td")
    hands.key(Qt.Key.Key_V, CTRL)
    assert made(hands) == ["a", "b", "c", "d"]
    lanes = [one.id for one in shape(hands).lanes]
    cards = [hands.document.cards[one] for one in hands.window.session.selection]
    assert [shape(hands).column[card.start] for card in cards] == [0, 1, 1, 1]
    top = lanes.index(lane(hands, "actions"))
    assert [lanes.index(card.lane) - top for card in cards] == [0, 0, 0, 1]


def test_without_a_cell_lines_wait_in_the_tray(hands) -> None:  # type: ignore[no-untyped-def]
    hands.window.session.select([])
    put(text="An idea")
    hands.key(Qt.Key.Key_V, CTRL)
    assert queries.parked(hands.document, hands.window.session.map_id)[-1].text == "An idea"
    assert hands.window.tray.isVisible() and "tray" in said(hands)


@pytest.mark.parametrize(
    ("text", "offer", "count"),
    [
        ("x\n" * 100_000, "Paste the first 2,000", 2000),
        ("a longer line\n" * 100_000, "Paste the first 2,000", 2000),
        ("word " * 300_000, "Paste the beginning", None),
        ("y" * 30_000, "Paste the beginning", 1),
        ("\t".join(f"c{number}" for number in range(600)), "Paste what fits", 500),
    ],
)
def test_too_much_is_said_and_what_fits_is_offered(hands, qtbot, text: str, offer: str, count: int | None) -> None:  # type: ignore[no-untyped-def]
    before = hands.document
    choose_cell(hands, "actions", 0)
    put(text=text)
    hands.key(Qt.Key.Key_V, CTRL)
    assert hands.document is before and said(hands)
    press(hands, offer)
    if count is None:
        qtbot.waitUntil(lambda: "longer than a card can hold" in said(hands))
    else:
        qtbot.waitUntil(lambda: len(hands.document.cards) == len(before.cards) + count)


@pytest.mark.parametrize("junk", ["\x00\x01\x02\x03PNG\x00" * 100, "\ufffd" * 50])
def test_junk_changes_nothing(hands, junk: str) -> None:  # type: ignore[no-untyped-def]
    before = hands.document
    choose_cell(hands, "actions", 0)
    put(text=junk)
    hands.action("paste")
    assert hands.document is before and said(hands)


@pytest.mark.parametrize("data", [b"", b"{", b"[1]", b'{"cards": [{"card": {"id": 1}}]}', b"[" * 5000])
def test_broken_cards_are_refused(hands, data: bytes) -> None:  # type: ignore[no-untyped-def]
    before = hands.document
    mime_data = QMimeData()
    mime_data.setData(mime.FRAGMENT, data)
    QGuiApplication.clipboard().setMimeData(mime_data)
    hands.action("paste")
    assert hands.document is before and said(hands)


def test_garbled_text_can_be_mended(hands) -> None:  # type: ignore[no-untyped-def]
    choose_cell(hands, "actions", 0)
    put(text="cafÃ© om de hoek\nniets mis")
    hands.key(Qt.Key.Key_V, CTRL)
    assert made(hands) == ["cafÃ© om de hoek", "niets mis"]
    press(hands, "Mend the text")
    assert made(hands) == ["café om de hoek", "niets mis"]
    hands.window.session.undo()
    assert made(hands) == ["cafÃ© om de hoek", "niets mis"]


def test_the_field_being_edited_has_its_own_clipboard(hands) -> None:  # type: ignore[no-untyped-def]
    card = next(card for card in hands.document.cards.values() if card.lane == lane(hands, "actions"))
    hands.window.session.select([card.id])
    hands.key(Qt.Key.Key_F2)
    put(text="from elsewhere")
    hands.key(Qt.Key.Key_A, CTRL)
    hands.key(Qt.Key.Key_V, CTRL)
    hands.key(Qt.Key.Key_Return)
    assert hands.document.cards[card.id].text == "from elsewhere"


def picture(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#4E9BC0"))
    return image


def test_a_picture_becomes_a_card_of_a_handy_size(hands, qtbot) -> None:  # type: ignore[no-untyped-def]
    assets = len(hands.document.assets)
    choose_cell(hands, "actions", 2)
    QGuiApplication.clipboard().setImage(picture(3200, 1600))
    hands.key(Qt.Key.Key_V, CTRL)
    qtbot.waitUntil(lambda: len(hands.document.assets) == assets + 1)
    card = hands.document.cards[hands.window.session.selection[0]]
    assert isinstance(card.payload, PictureCard)
    asset = hands.document.assets[card.payload.asset]
    assert (asset.width, asset.height, card.payload.ratio) == (1600, 800, 0.5)
    assert card.start == shape(hands).steps[2].id and hands.document.lanes[card.lane].type == "pictures"
    assert hands.window.session.history.undo_label == "Paste picture"


def test_a_picture_file_and_a_lane_where_there_is_none(hands_on, qtbot, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    hands = hands_on(maps.blank_document("en"))
    path = tmp_path / "photo.png"
    picture(40, 30).save(str(path))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    QGuiApplication.clipboard().setMimeData(data)
    hands.action("paste")
    qtbot.waitUntil(lambda: len(hands.document.assets) == 1)
    asset = next(iter(hands.document.assets.values()))
    assert asset.name == "photo" and lane(hands, "pictures")
    assert list(findings(hands.document)) == []


def test_bad_pictures_are_refused_before_they_are_decoded(tmp_path: Path) -> None:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture(10, 10).save(buffer, "PNG")
    good = bytes(buffer.data().data())
    huge = good[:16] + (60_000).to_bytes(4, "big") * 2 + good[24:]
    for data, reason in ((huge, "pixels"), (good[:60], "damaged"), (b"GIF89a", "Only"), (bytes(64_000_001), "MB")):
        with pytest.raises(pasted_pictures.PictureRefused, match=reason):
            pasted_pictures.from_bytes(data)
    with pytest.raises(pasted_pictures.PictureRefused, match="cannot be read"):
        pasted_pictures.from_file(tmp_path / "gone.png")
    os.mkfifo(tmp_path / "pipe.png")  # would never end
    with pytest.raises(pasted_pictures.PictureRefused, match="cannot be read"):
        pasted_pictures.from_file(tmp_path / "pipe.png")
    assert pasted_pictures.from_bytes(good).width == 10
    assert pasted_pictures.from_bytes(good, "caf\udce9").name == "caf\ufffd", "a name of bytes that are no text"


def test_a_picture_of_many_megabytes_is_made_smaller() -> None:
    noise = QImage(secrets.token_bytes(2000 * 1800 * 4), 2000, 1800, QImage.Format.Format_RGB32)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    noise.save(buffer, "PNG")
    data = bytes(buffer.data().data())
    assert len(data) > pictures.MAX_BYTES
    asset = pasted_pictures.from_bytes(data)
    assert (asset.width, asset.height) == (1600, 1440)
    assert len(asset.data) < pictures.MAX_BYTES


def test_of_several_pictures_those_that_cannot_be_read_are_told(hands, qtbot, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    for name in ("first", "second"):
        picture(20, 20).save(str(tmp_path / f"{name}.png"))
    (tmp_path / "broken.png").write_bytes((tmp_path / "first.png").read_bytes()[:60])
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / f"{name}.png")) for name in ("first", "broken", "second")])
    before = len(hands.document.cards)
    drop(hands, data, "actions", 2)
    qtbot.waitUntil(lambda: len(hands.document.cards) == before + 2)
    assert said(hands) == "“broken.png” was left out. The picture is damaged."


def test_nothing_to_paste_is_said(hands) -> None:  # type: ignore[no-untyped-def]
    hands.action("paste")
    assert said(hands) == "The clipboard is empty."
    assert clipboard.spot(hands.window.session) is not None


def drop(hands, data: QMimeData, key: str, column: int) -> None:  # type: ignore[no-untyped-def]
    """Something of another program let go over a cell."""
    place = hands.cell(lane(hands, key), shape(hands).steps[column].id)
    surface = hands.canvas.viewport()
    buttons, held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, Qt.DropAction.CopyAction, data, buttons, held)
    QApplication.sendEvent(surface, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(surface, QDragMoveEvent(place, Qt.DropAction.CopyAction, data, buttons, held))
    QApplication.sendEvent(surface, QDropEvent(QPointF(place), Qt.DropAction.CopyAction, data, buttons, held))


def test_text_and_pictures_dropped_from_other_programs(hands, qtbot, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    data = QMimeData()
    data.setText("dropped\ntwice")
    drop(hands, data, "pains", 1)
    assert made(hands) == ["dropped", "twice"]
    assert hands.document.cards[hands.window.session.selection[0]].start == shape(hands).steps[1].id
    picture(20, 20).save(str(tmp_path / "drawn.png"))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "drawn.png"))])
    assets = len(hands.document.assets)
    drop(hands, data, "actions", 2)
    qtbot.waitUntil(lambda: len(hands.document.assets) == assets + 1)
    card = hands.document.cards[hands.window.session.selection[0]]
    assert card.start == shape(hands).steps[2].id


def test_the_menu_pastes_into_the_field_in_use(hands) -> None:  # type: ignore[no-untyped-def]
    card = next(card for card in hands.document.cards.values() if card.lane == lane(hands, "actions"))
    hands.window.session.select([card.id])
    hands.key(Qt.Key.Key_F2)
    put(text="typed over")
    hands.action("paste")
    assert QApplication.focusWidget().toPlainText() == "typed over"
    hands.key(Qt.Key.Key_Escape)
    assert hands.document.cards[card.id] is card


def test_several_cards_with_their_links_into_a_chosen_step(hands) -> None:  # type: ignore[no-untyped-def]
    session = hands.window.session
    link = next(
        one for one in hands.document.links.values()
        if one.kind == "mends" and hands.document.cards[one.source].map == session.map_id
    )  # fmt: skip
    session.select([link.source, link.target])
    hands.action("copy")
    step = shape(hands).steps[0].id
    session.select([step])
    links = len(hands.document.links)
    hands.action("paste")
    pasted = [hands.document.cards[one] for one in session.selection]
    assert len(hands.document.links) == links + 1
    assert {card.lane for card in pasted} == {hands.document.cards[one].lane for one in (link.source, link.target)}
    assert shape(hands).column[step] == min(shape(hands).column[card.start] for card in pasted)


def test_a_parked_card_is_pasted_into_a_cell_and_keeps_its_text(hands) -> None:  # type: ignore[no-untyped-def]
    parked = queries.parked(hands.document, hands.window.session.map_id)[0]
    hands.window.session.select([parked.id])
    hands.action("copy")
    choose_cell(hands, "actions", 3)
    hands.action("paste")
    card = hands.document.cards[hands.window.session.selection[0]]
    assert (card.text, card.type, card.start) == (parked.text, "actions", shape(hands).steps[3].id)


def test_formulas_and_markup_are_data_on_the_way_out(hands) -> None:  # type: ignore[no-untyped-def]
    choose_cell(hands, "actions", 0)
    put(text="=1+1\n<img src=file:///etc/passwd>")
    hands.action("paste")
    hands.action("copy")
    data = QGuiApplication.clipboard().mimeData()
    assert "<img" not in data.html() and ">=1" not in data.html()
    hands.window.session.select([])
    choose_cell(hands, "actions", 4)
    put(html=data.html())
    hands.action("paste")
    assert made(hands) == ["=1+1", "<img src=file:///etc/passwd>"]


def test_much_markup_is_read_while_the_window_goes_on(hands, qtbot, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(picture_taking, "_SLOW", 0)
    before = hands.document
    choose_cell(hands, "actions", 0)
    rows = "".join("<tr><td>a</td><td>b</td></tr>" for _ in range(40_000))
    put(text="beside", html=f"<table>{rows}</table>")
    hands.action("paste")
    assert hands.document is before
    qtbot.waitUntil(lambda: "Reading" in said(hands))
    press(hands, "Cancel")
    qtbot.waitUntil(lambda: not background._running)
    QTest.qWait(20)
    assert hands.document is before and not said(hands)
    put(text="beside", html=f"<table>{rows}</table>")
    hands.action("paste")
    qtbot.waitUntil(lambda: "at most" in said(hands))
    assert hands.document is before


def test_another_map_in_view_takes_nothing_that_was_pasted_before(hands, qtbot) -> None:  # type: ignore[no-untyped-def]
    choose_cell(hands, "actions", 0)
    put(text="beside", html="<p>words</p>" * 20_000)
    before = hands.document
    hands.action("paste")
    session = hands.window.session
    session.show_map(next(one for one in session.document.maps if one != session.map_id))
    qtbot.waitUntil(lambda: not background._running)
    QTest.qWait(20)
    assert hands.document is before


@pytest.mark.parametrize("part", [b"{}," * 2_000_000, b"1," * 150_000])
def test_cards_without_end_are_refused_at_once(hands, qtbot, part: bytes) -> None:  # type: ignore[no-untyped-def]
    before = hands.document
    mime_data = QMimeData()
    mime_data.setData(mime.FRAGMENT, b'{"cards":[' + part + b"1]}")
    clipboard.take(hands.window, mime_data, clipboard.Spot())
    qtbot.waitUntil(lambda: "cannot be read" in said(hands))
    assert hands.document is before


def test_a_table_alone_and_a_picture_alone_are_taken(hands, qtbot) -> None:  # type: ignore[no-untyped-def]
    choose_cell(hands, "actions", 0)
    data = QMimeData()
    data.setData("text/tab-separated-values", b"one\ttwo\n")
    count = len(hands.document.cards)
    clipboard.take(hands.window, data, clipboard.spot(hands.window.session))
    assert len(hands.document.cards) == count + 2
    picture = QImage(30, 20, QImage.Format.Format_RGB32)
    picture.fill(0x3366AA)
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    data = QMimeData()
    data.setData("image/png", held)
    clipboard.take(hands.window, data, clipboard.spot(hands.window.session))
    qtbot.waitUntil(lambda: len(hands.document.cards) == count + 3)


COPIED = """
import sys
from PySide6.QtCore import QMimeData
from cjdesigner.ui import app
from cjdesigner.ui.offering import offer

made = app.application()
data = QMimeData()
data.setText("kept")
offer(data)
assert made.clipboard().text() == "kept"
"""


def test_the_program_ends_well_with_something_on_the_clipboard() -> None:
    done = subprocess.run([sys.executable, "-c", COPIED], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr


def test_a_picture_that_is_read_slowly_lands_on_the_map_it_was_pasted_into(hands, qtbot, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    session = hands.window.session
    first, step = session.map_id, shape(hands).steps[2].id
    session.select([], cell=(lane(hands, "pictures"), step))
    other = next(one for one in hands.document.maps if one != first)
    asset = pasted_pictures.from_image(picture(20, 20))
    pasting_pictures.take(hands.window, lambda: asset, clipboard.spot(session))
    session.show_map(other)
    before = hands.document
    qtbot.waitUntil(lambda: hands.document is not before)
    (made,) = hands.document.cards.keys() - before.cards.keys()
    card = hands.document.cards[made]
    assert (card.map, card.start) == (first, step)
    assert list(findings(hands.document)) == []


def test_a_long_text_says_so_where_another_map_came_into_view_before_it_was_read(hands, qtbot) -> None:  # type: ignore[no-untyped-def]
    session = hands.window.session
    session.select([], cell=(lane(hands, "actions"), shape(hands).steps[1].id))
    put(text="one line of many\n" * 25_000)
    before = hands.document
    hands.action("paste")
    session.show_map(next(one for one in before.maps if one != session.map_id))
    qtbot.waitUntil(lambda: said(hands).startswith("Another map"))
    assert hands.document is before


def test_a_picture_that_was_read_waits_for_the_end_of_a_drag(hands, qtbot) -> None:  # type: ignore[no-untyped-def]
    session, card = hands.window.session, hands.some_card("actions")
    session.select([], cell=(lane(hands, "pictures"), shape(hands).steps[2].id))
    asset = pasted_pictures.from_image(picture(20, 20))
    before, read = hands.document, []
    dragging = threading.Event()

    def work() -> object:
        dragging.wait(30)
        read.append(True)
        return asset

    pasting_pictures.take(hands.window, work, clipboard.spot(session))
    start = hands.at(card.id)
    hands.drag(start, start + QPoint(0, 40), drop=False)
    dragging.set()
    qtbot.waitUntil(lambda: bool(read))
    qtbot.wait(200)
    assert hands.canvas.pointing.busy and hands.document is before, "the drag goes on"
    hands.canvas.cancel_gesture()
    qtbot.waitUntil(lambda: len(hands.document.cards) == len(before.cards) + 1)
