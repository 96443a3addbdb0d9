"""Text edited in place: what is pasted, typed by an input method, or comes in the middle."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QImage, QInputMethodEvent, QInputMethodQueryEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cjdesigner.edit import cards, lanes, maps
from cjdesigner.files import project
from cjdesigner.model import queries
from cjdesigner.model.records import MAX_TEXT


@pytest.fixture
def typing(hands_on):
    """A window with one card, its text open and selected."""
    document = maps.blank_document("en")
    lane = next(one for one in document.lanes.values() if one.type == "actions")
    document, card = cards.add(document, lane.id, next(iter(document.steps)), "a\u00a0b\u2003c")
    hands = hands_on(document)
    hands.before, hands.card, hands.lane = document, card, lane.id
    hands.window.session.select([card])
    hands.canvas.edit_text(card)
    QApplication.processEvents()
    return hands


@pytest.fixture
def on_a_cell(hands_on):
    """Makes a window on a blank map in which the first cell of a lane of that type is chosen."""

    def make(kind):
        document = maps.blank_document("en")
        hands = hands_on(document)
        hands.before = document
        hands.lane = next(one.id for one in document.lanes.values() if one.type == kind)
        hands.window.session.select([], cell=(hands.lane, next(iter(document.steps))))
        hands.canvas.setFocus()
        return hands

    return make


def field(hands):
    return hands.canvas.text.field


def paste(hands, text, html=False):
    data = QMimeData()
    if html:
        data.setHtml(text)
    data.setText(text)
    field(hands).insertFromMimeData(data)


def text_of(hands):
    return hands.document.cards[hands.card].text


def test_opening_and_leaving_changes_not_even_blanks(typing):
    typing.key(Qt.Key.Key_Return)
    assert typing.document is typing.before
    assert typing.window.session.document is typing.before


def test_blanks_that_do_not_break_survive_typing(typing):
    field(typing).moveCursor(field(typing).textCursor().MoveOperation.End)
    typing.type("!")
    typing.key(Qt.Key.Key_Return)
    assert text_of(typing) == "a\u00a0b\u2003c!"


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("<b>bold</b><img src='file:///etc/passwd'>", "<b>bold</b><img src='file:///etc/passwd'>"),
        ("a\0b\x01c\x1b[31m\x7f", "abc[31m"),
        ("one\r\ntwo\rthree\u2029four\u2028five", "one\ntwo\nthree\nfour\nfive"),
        ("half \ud800 and \udc00", "half  and "),
        ("שלום עולם", "שלום עולם"),
        ("👩‍👩‍👧 family", "👩‍👩‍👧 family"),
    ],
)
def test_pasted(typing, pasted, kept):
    paste(typing, pasted)
    typing.key(Qt.Key.Key_Return)
    assert text_of(typing) == kept
    assert project.parse(project.dump(typing.document)) == typing.document
    typing.action("undo")
    assert typing.document == typing.before


@pytest.mark.parametrize("huge", ["x" * 1_000_000, "line\n" * 100_000, "word " * 5_000, "😀" * 25_000])
def test_too_much_is_cut_and_said(typing, huge):
    paste(typing, huge)
    assert "20,000" in typing.window.notice.text.text()
    typing.key(Qt.Key.Key_Return)
    assert text_of(typing) == huge[:MAX_TEXT].rstrip("\n") or text_of(typing) == huge[:MAX_TEXT]
    typing.action("undo")
    assert typing.document == typing.before


def test_a_paste_into_a_full_card_keeps_what_was_there(typing):
    paste(typing, "y" * (MAX_TEXT - 2))
    paste(typing, "zzzz")
    typing.key(Qt.Key.Key_Return)
    assert text_of(typing) == "y" * (MAX_TEXT - 2) + "zz"


def test_control_enter_splits_where_the_cursor_is_behind_emoji(typing):
    paste(typing, "😀😀 first second")
    cursor = field(typing).textCursor()
    cursor.setPosition(len("😀😀 first".encode("utf-16-le")) // 2)
    field(typing).setTextCursor(cursor)
    typing.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    typing.key(Qt.Key.Key_Return)
    here = queries.cell(typing.document, typing.lane, next(iter(typing.before.steps)))
    assert [card.text for card in here] == ["😀😀 first", "second"]


def test_shift_enter_breaks_the_line(typing):
    typing.type("one")
    typing.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    typing.type("two")
    typing.key(Qt.Key.Key_Return)
    assert text_of(typing) == "one\ntwo"


def test_composed_characters_arrive(typing):
    event = QInputMethodEvent("´", [])
    QApplication.sendEvent(field(typing), event)
    event = QInputMethodEvent()
    event.setCommitString("é")
    QApplication.sendEvent(field(typing), event)
    typing.key(Qt.Key.Key_Return)
    assert text_of(typing) == "é"


def test_composed_characters_begin_a_card(hands_on):
    document = maps.blank_document("en")
    lane, step = next(iter(document.lanes)), next(iter(document.steps))
    hands = hands_on(document)
    hands.window.session.select([], cell=(lane, step))
    event = QInputMethodEvent()
    event.setCommitString("日本")
    QApplication.sendEvent(hands.canvas, event)
    hands.key(Qt.Key.Key_Return)
    assert [card.text for card in hands.document.cards.values()] == ["日本"]


def test_undo_keys_belong_to_the_field(typing):
    typing.type("xyz")
    typing.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert typing.canvas.text is not None
    assert field(typing).toPlainText() != "xyz"
    typing.key(Qt.Key.Key_Escape)
    assert typing.document is typing.before


def test_delete_and_backspace_belong_to_the_field(typing):
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
        typing.key(key)
    typing.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert typing.canvas.text is not None
    assert typing.card in typing.document.cards


def test_closing_the_window_asks_with_the_text_in_the_document(typing):
    typing.type("last words")
    typing.answers.unsaved = "cancel"
    typing.window.close()
    assert text_of(typing) == "last words"
    assert typing.window.isVisible()


def test_another_map_keeps_the_text(typing):
    session = typing.window.session
    session.commit(maps.duplicate(session.saved_document, session.map_id)[0], "Duplicate")
    typing.canvas.edit_text(typing.card)
    typing.type("kept")
    session.show_map(queries.maps(session.document)[-1].id)
    assert text_of(typing) == "kept"
    assert session.cell is None and session.document is session.saved_document


def test_an_empty_new_card_leaves_no_cell_in_another_map(typing):
    session = typing.window.session
    session.commit(maps.duplicate(session.saved_document, session.map_id)[0], "Duplicate")
    typing.canvas.add_card(typing.lane, next(iter(typing.before.steps)))
    session.show_map(queries.maps(session.document)[-1].id)
    assert session.cell is None
    typing.canvas.setFocus()
    typing.key(Qt.Key.Key_X)
    assert session.document is session.saved_document


def test_the_card_may_go_while_it_is_typed_in(typing):
    typing.type("gone")
    session = typing.window.session
    session.commit(cards.delete(session.saved_document, [typing.card]), "Delete")
    assert typing.canvas.text is None
    assert session.document is session.saved_document and not session.document.cards


def test_another_change_meanwhile_is_not_lost(typing):
    typing.type("typed")
    session = typing.window.session
    document, lane = lanes.add(session.saved_document, session.map_id, "free")
    session.commit(document, "Add lane")
    typing.key(Qt.Key.Key_Return)
    assert lane in typing.document.lanes and text_of(typing) == "typed"
    typing.action("undo")
    typing.action("undo")
    assert typing.document == typing.before


def test_a_hidden_lane_takes_no_card(typing):
    from cjdesigner.edit import phases

    session = typing.window.session
    typing.key(Qt.Key.Key_Escape)
    session.commit(phases.change(session.saved_document, typing.lane, hidden=True), "Hide")
    before = session.saved_document
    typing.canvas.add_card(typing.lane, next(iter(before.steps)))
    assert typing.canvas.text is None
    assert session.document is session.saved_document is before


def test_the_field_grows_with_the_zoom_and_keeps_the_cursor_in_sight(typing):
    paste(typing, "many words " * 400)
    size = field(typing).font().pixelSize()
    typing.canvas.zoom_to(typing.canvas.scale_now * 2)
    assert field(typing).font().pixelSize() > size
    typing.type("!")
    cursor = field(typing).cursorRect().translated(field(typing).pos())
    assert typing.canvas.viewport().rect().contains(cursor.center())


def test_losing_the_focus_to_another_window_keeps_the_text(typing):
    typing.type("kept")
    QApplication.sendEvent(field(typing), QEvent(QEvent.Type.WindowDeactivate))
    typing.window.inspector.setFocus()
    typing.canvas.clearFocus()
    typing.window.settle()
    assert text_of(typing) == "kept"


def test_f6_goes_from_the_text_on_the_map_to_the_inspector_at_once(typing):
    field(typing).setPlainText("typed")
    typing.action("next_pane")
    assert typing.canvas.text is None
    assert typing.document.cards[typing.card].text == "typed"
    assert typing.window.inspector.isAncestorOf(QApplication.focusWidget())


def test_a_click_into_the_inspector_takes_the_keyboard_along(typing):
    field(typing).setPlainText("typed")
    owner = typing.window.inspector.form().rows["owner"].editor.line
    QTest.mouseClick(owner, Qt.MouseButton.LeftButton)
    assert owner.hasFocus() and typing.canvas.text is None
    typing.type("Me")
    typing.key(Qt.Key.Key_Return)
    card = typing.document.cards[typing.card]
    assert (card.text, card.owner) == ("typed", "Me")


def composing(canvas, preedit="", commit=""):
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(canvas, event)


def test_what_is_being_composed_is_seen_before_there_is_a_card(on_a_cell):
    hands = on_a_cell("actions")
    canvas, session = hands.canvas, hands.window.session
    composing(canvas, "か")
    composing(canvas, "かく")
    assert [text for _, _, text in canvas.overlay.feedback.tags] == ["かく"]
    assert session.document is hands.before and canvas.text is None
    asked = QInputMethodQueryEvent(Qt.InputMethodQuery.ImQueryInput | Qt.InputMethodQuery.ImEnabled)
    QApplication.sendEvent(canvas, asked)
    assert asked.value(Qt.InputMethodQuery.ImEnabled) is True
    place = asked.value(Qt.InputMethodQuery.ImCursorRectangle)
    assert canvas.card_rect(canvas.overlay.cell).contains(place), "candidates stand beside the cell"
    composing(canvas, commit="書く")
    assert canvas.overlay.feedback.tags == ()
    hands.type("!")
    hands.key(Qt.Key.Key_Tab)
    assert [card.text for card in hands.document.cards.values()] == ["書く!"]


def test_dead_keys_are_asked_for_before_anything_is_selected(hands):
    hands.window.session.select([])
    hands.canvas.setFocus()
    asked = QInputMethodQueryEvent(Qt.InputMethodQuery.ImEnabled)
    QApplication.sendEvent(hands.canvas, asked)
    assert asked.value(Qt.InputMethodQuery.ImEnabled) is True, "systems ask once, when the canvas gets the keyboard"
    composing(hands.canvas, "´")
    composing(hands.canvas, commit="é")
    assert hands.canvas.text is None and hands.canvas.overlay.feedback.tags == ()


def test_a_composition_given_up_leaves_nothing(on_a_cell):
    hands = on_a_cell("actions")
    composing(hands.canvas, "´")
    composing(hands.canvas, "")
    assert hands.canvas.overlay.feedback.tags == () and hands.document is hands.before
    assert hands.canvas.text is None


def test_backspace_in_an_empty_card_takes_it_away(on_a_cell):
    hands = on_a_cell("actions")
    hands.type("one")
    hands.key(Qt.Key.Key_Return)
    hands.type("x")
    hands.key(Qt.Key.Key_Backspace)
    assert hands.canvas.text is not None, "that was the letter"
    hands.key(Qt.Key.Key_Backspace)
    (card,) = hands.document.cards.values()
    assert hands.canvas.text is None and hands.window.session.selection == (card.id,)
    assert hands.window.session.document is hands.document, "the new one is not even a preview any more"
    hands.window.session.commit(cards.change(hands.document, [card.id], text=""), "Empty it")
    hands.key(Qt.Key.Key_F2)
    hands.key(Qt.Key.Key_Backspace)
    assert not hands.document.cards, "one that was empty already goes too"
    assert hands.window.session.cell == (hands.lane, card.start)
    hands.action("undo")
    assert card.id in hands.document.cards


def test_backspace_takes_no_card_away_that_holds_more(typing):
    document = cards.change(typing.document, [typing.card], notes="kept", text="")
    typing.window.session.commit(document, "x")
    typing.canvas.edit_text(typing.card)
    typing.key(Qt.Key.Key_Backspace)
    assert typing.canvas.text is not None and typing.card in typing.document.cards


def test_holding_backspace_stops_at_the_empty_card(typing):
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier, "", True, 1)
    for _ in range(9):
        QApplication.sendEvent(field(typing), held)
    assert typing.canvas.text is not None and field(typing).text() == ""


def test_f2_in_an_open_text_leaves_it_open(typing):
    field(typing).setPlainText("half")
    typing.key(Qt.Key.Key_F2)
    assert field(typing).text() == "half" and field(typing).hasFocus()


def split_at(hands, place: int) -> None:
    """Ctrl+Enter with the cursor that many letters into the text that is open."""
    cursor = field(hands).textCursor()
    cursor.setPosition(place)
    field(hands).setTextCursor(cursor)
    hands.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("ends_with", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_splitting_a_card_is_one_step_and_escape_keeps_both_halves(hands, ends_with):
    thought = hands.some_card("thoughts")
    before = hands.document
    hands.canvas.edit_text(thought.id)
    split_at(hands, thought.text.index(" "))
    assert field(hands).textCursor().position() == 0 and not field(hands).textCursor().hasSelection()
    hands.key(ends_with)
    here = [card.text for card in queries.cell(hands.document, thought.lane, thought.start)]
    assert here[:2] == thought.text.split(" ", 1)
    assert hands.window.session.history.labels()[0] == ("Split card",)
    hands.action("undo")
    assert hands.document == before


@pytest.mark.parametrize("place", [0, 9])
def test_where_there_is_nothing_to_part_a_split_loses_nothing(typing, place):
    typing.type("all of it")
    typing.key(Qt.Key.Key_Return)
    typing.key(Qt.Key.Key_Escape)
    card = next(card for card in typing.document.cards.values() if card.text == "all of it")
    typing.canvas.edit_text(card.id)
    split_at(typing, place)
    typing.key(Qt.Key.Key_Escape)
    assert typing.document.cards[card.id].text == "all of it"


def test_what_cannot_be_split_keeps_its_whole_text(hands):
    session = hands.window.session
    points = (card for card in hands.document.cards.values() if card.type == "emotions")
    point = next(card for card in points if len(card.payload.word) > 3)
    lane = queries.structure(hands.document, session.map_id).lanes[0]
    before = hands.document
    for record in (point.id, lane.id, session.map_id):
        hands.canvas.edit_text(record)
        split_at(hands, 2)
        assert hands.canvas.text is None
        assert hands.document == before


@pytest.mark.parametrize("which", ["steps", "phases"])
def test_a_split_name_makes_a_step_or_a_phase_of_each_half(hands, which):
    before = hands.document
    first = getattr(queries.structure(before, hands.window.session.map_id), which)[0]
    hands.canvas.edit_text(first.id)
    split_at(hands, 3)
    hands.key(Qt.Key.Key_Escape)
    names = [one.name for one in getattr(queries.structure(hands.document, hands.window.session.map_id), which)]
    assert names[:2] == [first.name[:3].strip(), first.name[3:].strip()]
    hands.action("undo")
    assert hands.document == before


@pytest.mark.parametrize("held", [Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier,
                                  Qt.KeyboardModifier.GroupSwitchModifier])  # fmt: skip
def test_a_character_that_needs_altgr_begins_a_card(on_a_cell, held):
    hands = on_a_cell("actions")
    QApplication.sendEvent(hands.canvas, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_At, held, "@"))
    hands.type("home")
    hands.key(Qt.Key.Key_Tab)
    assert [card.text for card in hands.document.cards.values()] == ["@home"]


@pytest.mark.parametrize("held", [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier,
                                  Qt.KeyboardModifier.MetaModifier])  # fmt: skip
def test_a_key_with_a_modifier_writes_nothing(on_a_cell, held):
    hands = on_a_cell("actions")
    QApplication.sendEvent(hands.canvas, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_J, held, "j"))
    assert hands.canvas.text is None and hands.document is hands.before


@pytest.mark.parametrize("chosen", ["cell", "card", "nothing"])
def test_a_sign_that_is_also_a_shortcut_begins_a_card_where_one_can_begin(on_a_cell, chosen):
    hands = on_a_cell("actions")
    if chosen == "card":
        hands.type("first")
        hands.key(Qt.Key.Key_Return)
        hands.key(Qt.Key.Key_Escape)
        hands.key(Qt.Key.Key_Up)
    elif chosen == "nothing":
        hands.key(Qt.Key.Key_Escape)
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_1, Qt.KeyboardModifier.ShiftModifier, "!")
    event.ignore()
    QApplication.sendEvent(hands.canvas, event)
    assert event.isAccepted() == (chosen != "nothing")  # with nothing chosen, Shift+1 fits the map


def test_a_new_point_is_called_one_in_the_menu(on_a_cell):
    hands = on_a_cell("emotions")
    hands.type("calm")
    hands.key(Qt.Key.Key_Return)
    assert hands.window.session.history.undo_label == "Add a point to the curve"


def test_up_from_where_the_next_card_would_be_comes_to_the_one_just_typed(on_a_cell):
    hands = on_a_cell("touchpoints")
    session = hands.window.session
    hands.type("one")
    hands.key(Qt.Key.Key_Return)
    hands.type("two")
    hands.key(Qt.Key.Key_Return)
    hands.key(Qt.Key.Key_Escape)
    assert session.cell is not None, "the next letter begins a third card"
    chosen = []
    for _ in range(2):
        hands.key(Qt.Key.Key_Up)
        chosen.append(hands.document.cards[session.selection[0]].text)
    assert chosen == ["two", "one"]
    hands.key(Qt.Key.Key_Up)
    assert session.cell is not None and session.cell[0] != hands.lane, "and on to the lane above"


def copied_picture():
    data, image = QMimeData(), QImage(20, 10, QImage.Format.Format_RGB32)
    image.fill(0)
    data.setImageData(image)
    return data


def test_a_picture_pasted_while_a_card_is_typed_becomes_a_card_of_its_own(typing, qtbot):
    typing.type("typed")
    field(typing).insertFromMimeData(copied_picture())
    qtbot.waitUntil(lambda: bool(typing.document.assets))
    assert typing.canvas.text is None and text_of(typing) == "typed"
    (made,) = (card for card in typing.document.cards.values() if card.type == "pictures")
    assert made.start == typing.document.cards[typing.card].start


def test_a_picture_pasted_into_a_name_is_refused_with_a_word(typing):
    step = next(iter(typing.document.steps))
    typing.canvas.edit_text(step)
    field(typing).insertFromMimeData(copied_picture())
    assert typing.window.notice.text.text() == "Only text can be pasted here."
    assert typing.canvas.text is not None and not typing.document.assets
