"""The parking tray: what waits there, and how it gets there and away."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cjdesigner.edit import cards, clipboard, maps
from cjdesigner.editor.session import Session
from cjdesigner.model import queries
from cjdesigner.model.records import Card
from cjdesigner.ui import mime
from cjdesigner.ui.tray import Tray


@pytest.fixture
def session() -> Session:
    return Session(maps.blank_document("en"))


@pytest.fixture
def tray(qtbot: QtBot, session: Session) -> Tray:
    host = QWidget()
    qtbot.addWidget(host)
    column = QVBoxLayout(host)
    pane = Tray(session)
    column.addWidget(pane)
    pane.setVisible(False)
    host.resize(900, 80)
    host.show()
    qtbot.waitExposed(host)
    pane.host = host
    return pane


def park(session: Session, text: str, kind: str = "free") -> str:
    document, card = cards.add_parked(session.saved_document, session.map_id, kind, text)
    session.commit(document, "park")
    return card


def test_it_comes_with_the_first_card_and_goes_with_the_last(tray: Tray, session: Session) -> None:
    assert not tray.isVisible()
    park(session, "Later")
    assert tray.isVisible() and tray.count() == 1
    session.undo()
    assert not tray.isVisible()


def test_an_opened_tray_stays_when_it_is_empty(tray: Tray, session: Session) -> None:
    tray.setVisible(True)
    park(session, "Later")
    session.undo()
    assert tray.isVisible() and tray.count() == 0


def test_a_quick_note_is_parked_in_one_step(qtbot: QtBot, tray: Tray, session: Session) -> None:
    tray.setVisible(True)
    tray.note.setFocus()
    qtbot.keyClicks(tray.note, "Ask the courier")
    qtbot.keyClick(tray.note, Qt.Key.Key_Return)
    (card,) = queries.parked(session.document, session.map_id)
    assert (card.text, card.type) == ("Ask the courier", "free")
    assert tray.note.text() == ""
    assert session.undo() == "Park a note"
    qtbot.keyClick(tray.note, Qt.Key.Key_Return)
    assert session.history.labels()[0] == (), "an empty note is no card"


def test_the_kind_of_the_note_can_be_chosen(qtbot: QtBot, tray: Tray, session: Session) -> None:
    tray.setVisible(True)
    next(action for action in tray.type_menu.actions() if action.text() == "Pain point").trigger()
    tray.note.setText("Too dear")
    qtbot.keyClick(tray.note, Qt.Key.Key_Return)
    assert queries.parked(session.document, session.map_id)[0].type == "pains"


def test_selected_chips_are_dragged_together(qtbot: QtBot, tray: Tray, session: Session) -> None:
    first, second, third = park(session, "1"), park(session, "2"), park(session, "3")
    qtbot.mouseClick(tray.chips[0], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(tray.chips[2], Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier)
    assert session.selection == (first, third)
    assert mime.content(tray.chips[0].drag().mimeData(), mime.CARDS).split() == [first, third]
    assert mime.content(tray.chips[1].drag().mimeData(), mime.CARDS).split() == [second]


def test_folding_leaves_the_count(qtbot: QtBot, tray: Tray, session: Session) -> None:
    park(session, "1")
    qtbot.mouseClick(tray.fold_button, Qt.MouseButton.LeftButton)
    assert not tray.chips[0].isVisible() and not tray.note.isVisible()
    assert "1" in tray.fold_button.text()
    qtbot.mouseClick(tray.fold_button, Qt.MouseButton.LeftButton)
    assert tray.chips[0].isVisible()


def test_a_preview_that_parks_is_shown_soon(qtbot: QtBot, tray: Tray, session: Session) -> None:
    document, _ = cards.add_parked(session.saved_document, session.map_id, "free", "Soon")
    session.preview(document)
    qtbot.waitUntil(lambda: tray.count() == 1)
    session.preview(None)
    assert tray.count() == 0


def test_what_is_dropped_is_passed_on(qtbot: QtBot, tray: Tray, session: Session) -> None:
    tray.setVisible(True)

    data = mime.carrying(mime.BLOCK, "pains")  # the event does not keep it
    drop = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    with qtbot.waitSignal(tray.dropped) as heard:
        tray.dropEvent(drop)
    assert heard.args == [mime.BLOCK, "pains"]
    assert session.history.labels()[0] == ()


def test_text_is_text_and_only_this_map_counts(tray: Tray, session: Session) -> None:
    park(session, "<b>fat</b> & co")
    assert tray.chips[0].accessibleName() == "<b>fat</b> & co"
    assert "&lt;b&gt;" in tray.chips[0].toolTip()
    document, other = maps.add_blank(session.saved_document, "Second")
    session.commit(document, "x")
    session.show_map(other)
    assert tray.count() == 0
    tray.set_session(None)
    assert tray.chips == []


def test_of_thousands_of_parked_cards_the_first_are_shown_and_all_counted(hands):
    from cjdesigner.edit import filling
    from cjdesigner.ui.tray import MOST_CHIPS

    session, tray = hands.window.session, hands.window.tray
    before = tray.count()
    lines = [f"line {number}" for number in range(MOST_CHIPS + 30)]
    document, _ = filling.add_lines(hands.document, session.map_id, "", "", lines)
    session.commit(document, "Paste")
    tray._update()
    assert tray.count() == before + len(lines)
    assert len(tray.chips) == MOST_CHIPS
    assert tray.more.isVisibleTo(tray) and str(before + 30) in tray.more.text()
    hands.action("undo")
    tray._update()
    assert tray.count() == before and not tray.more.isVisibleTo(tray)


def test_chips_give_way_before_the_tray_is_scrolled(hands) -> None:  # type: ignore[no-untyped-def]
    tray = hands.window.tray
    assert len(tray.chips) == 2
    hands.window.resize(1280, 720)
    hands.action("outline")
    QApplication.processEvents()
    assert tray.area.horizontalScrollBar().maximum() == 0
    assert all(chip.width() < chip.sizeHint().width() for chip in tray.chips)


# --- what other programs, other windows and our own texts drag here -------------------------------------------------

COPY, LEFT, FREE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def let_go(hands, data: QMimeData, drop: bool = True) -> bool:  # type: ignore[no-untyped-def]
    """Something dragged over the tray, and let go there; whether the tray wanted it."""
    tray = hands.window.tray
    place = tray.rect().center()
    QApplication.sendEvent(tray, QDragEnterEvent(place, COPY, data, LEFT, FREE))
    wanted = bool(tray.property("lit"))
    if wanted and drop:
        QApplication.sendEvent(tray, QDropEvent(QPointF(place), COPY, data, LEFT, FREE))
    return wanted


def carried(text: str = "", kind: str = "", content: bytes = b"") -> QMimeData:
    data = QMimeData()
    if text:
        data.setText(text)
    if kind:
        data.setData(kind, content)
    return data


def waiting(hands) -> list[Card]:  # type: ignore[no-untyped-def]
    return list(queries.parked(hands.document, hands.window.session.map_id))


def test_lines_of_text_become_parked_cards_in_one_step(hands) -> None:  # type: ignore[no-untyped-def]
    before = waiting(hands)
    hands.window.tray._choose_type("pains")
    assert let_go(hands, carried("Ask the courier\n\n<b>Why</b> so late?\n"))
    found = waiting(hands)[len(before) :]
    assert [card.text for card in found] == ["Ask the courier", "<b>Why</b> so late?"]
    assert {card.type for card in found} == {"pains"}
    assert hands.window.session.selection == tuple(card.id for card in found)
    assert not hands.window.notice.isVisible()
    assert hands.window.session.undo() == "Park 2 cards"
    assert waiting(hands) == before


def test_a_table_is_parked_cell_by_cell(hands) -> None:  # type: ignore[no-untyped-def]
    steps, before = len(hands.document.steps), len(waiting(hands))
    assert let_go(hands, carried("one\ttwo\n-\tthree\n"))
    assert [card.text for card in waiting(hands)[before:]] == ["one", "two", "three"]
    assert len(hands.document.steps) == steps, "the map does not grow for it"


def test_cards_of_another_project_are_parked_as_they_are(hands) -> None:  # type: ignore[no-untyped-def]
    other = Session(maps.blank_document("en"))
    lane = next(one.id for one in other.document.lanes.values() if one.type == "pains")
    document, card = cards.add(other.document, lane, next(iter(other.document.steps)), "Too dear")
    lanes, before = len(hands.document.lanes), len(waiting(hands))
    data = carried("Too dear", mime.FRAGMENT, clipboard.copy(document, [card]).model_dump_json().encode())
    assert let_go(hands, data)
    assert [(card.text, card.type) for card in waiting(hands)[before:]] == [("Too dear", "pains")]
    assert len(hands.document.lanes) == lanes


def test_pictures_are_parked_and_find_their_lane_later(hands, qtbot: QtBot, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    before = len(waiting(hands))
    for name in ("one", "two"):
        image = QImage(40, 20, QImage.Format.Format_RGB32)
        image.fill(0x3366AA)
        image.save(str(tmp_path / f"{name}.png"))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / f"{name}.png")) for name in ("one", "two")])
    assert let_go(hands, data)
    qtbot.waitUntil(lambda: len(waiting(hands)) == before + 2)
    found = waiting(hands)[before:]
    assert {card.type for card in found} == {"pictures"}
    hands.window.session.select([found[0].id])
    hands.action("place")
    placed = hands.document.cards[found[0].id]
    assert hands.document.lanes[placed.lane].type == "pictures"


def test_the_tray_says_what_letting_go_would_do_and_lights_up(hands) -> None:  # type: ignore[no-untyped-def]
    tray, hint = hands.window.tray, hands.window.status.hint
    assert let_go(hands, carried("words"), drop=False)
    assert tray.property("lit") and hint.text() == "Drop to park it as cards"
    QApplication.sendEvent(tray, QDragLeaveEvent())
    assert not tray.property("lit") and hint.text() != "Drop to park it as cards"


def test_what_cannot_be_parked_is_left_to_others(hands) -> None:  # type: ignore[no-untyped-def]
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile("somewhere.cjmap")])
    persona = mime.carrying(mime.PERSONA, next(iter(hands.document.personas)))
    parked = hands.window.tray.chips[0].drag().mimeData()
    assert not any(let_go(hands, data, drop=False) for data in (files, persona, parked, QMimeData()))


def test_cards_of_the_outline_are_parked(hands) -> None:  # type: ignore[no-untyped-def]
    card = hands.some_card("actions")
    assert let_go(hands, mime.carrying(mime.CARDS, card.id))
    assert waiting(hands)[-1].id == card.id
    assert hands.window.session.undo() == "Park 1 card"


def test_what_comes_into_the_tray_is_in_sight(hands, qtbot: QtBot) -> None:  # type: ignore[no-untyped-def]
    tray = hands.window.tray
    assert let_go(hands, carried("\n".join(f"Something to think about, number {number}" for number in range(20))))
    qtbot.waitUntil(lambda: tray.area.horizontalScrollBar().maximum() > 0)
    bar = tray.area.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    assert not tray.chips[-1].visibleRegion().isEmpty()


@pytest.fixture
def parked(hands):
    """A window with one parked card, which is selected while the map has the keyboard."""
    session = hands.window.session
    hands.card = park(session, "Ask the driver")
    session.select([hands.card])
    hands.canvas.setFocus()
    QApplication.processEvents()
    return hands


@pytest.mark.parametrize("how", [Qt.Key.Key_F2, Qt.Key.Key_Return, "action"])
@pytest.mark.parametrize("panes", [True, False])
def test_the_text_of_a_parked_card_is_edited_in_the_inspector(parked, how, panes) -> None:
    parked.window.show_panes(panes)
    parked.canvas.setFocus()
    if how == "action":
        parked.action("edit_text")
    else:
        parked.key(how)
    parked.type("Ask the planner")
    parked.window.settle()
    assert parked.document.cards[parked.card].text == "Ask the planner"


@pytest.mark.parametrize("tray", ["open", "folded", "closed"])
def test_typing_with_a_parked_card_selected_notes_the_next_one(parked, tray) -> None:
    if tray == "folded":
        parked.window.tray.set_folded(True)
    elif tray == "closed":
        parked.window.show_tray(False)
    parked.window.session.select([parked.card])
    parked.canvas.setFocus()
    parked.type("and the shop")
    parked.key(Qt.Key.Key_Return)
    texts = {card.text for card in queries.parked(parked.document, parked.window.session.map_id)}
    assert {"Ask the driver", "and the shop"} <= texts
