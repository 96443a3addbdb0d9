"""The inspector: what it shows, what it keeps, and how many undo steps that takes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from cjdesigner import words
from cjdesigner.edit import cards
from cjdesigner.editor.session import Session
from cjdesigner.lanes import LANE_TYPES
from cjdesigner.model import queries
from cjdesigner.model.records import copied
from cjdesigner.ui.fields import spoken
from cjdesigner.ui.inspector import Inspector
from tests.helpers.shipped import sample

KEY = Qt.Key


@pytest.fixture
def inspector(qtbot: QtBot, session: Session) -> Inspector:
    pane = Inspector(session)
    qtbot.addWidget(pane)
    pane.resize(284, 900)
    pane.show()
    qtbot.waitExposed(pane)
    return pane


def some(session: Session, kind: str, count: int = 1) -> list[str]:
    found = [card.id for card in session.document.cards.values() if card.type == kind and card.map == session.map_id]
    return sorted(found)[:count]


def editor(inspector: Inspector, name: str):  # noqa: ANN201
    return inspector.form().rows[name].editor


def steps(session: Session) -> int:
    return len(session.history.labels()[0])


@pytest.mark.parametrize("lane_type", LANE_TYPES, ids=lambda one: one.key)
def test_every_field_of_every_lane_type_has_an_editor(inspector: Inspector, session: Session, lane_type) -> None:
    document, card = cards.add_parked(session.document, session.map_id, lane_type.key, "A card")
    session.commit(document, "add", select=[card])
    assert {field.name for field in lane_type.fields} <= set(inspector.form().rows)
    assert steps(session) == 1


def test_typing_previews_and_leaving_makes_one_undo_step(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    (card,) = some(session, "pains")
    before = session.document.cards[card].text
    session.select([card])
    box = editor(inspector, "text").box
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "Parcel lost")
    qtbot.waitUntil(lambda: session.document.cards[card].text == "Parcel lost")
    assert session.saved_document.cards[card].text == before
    editor(inspector, "owner").line.setFocus()
    assert session.saved_document.cards[card].text == "Parcel lost"
    assert steps(session) == 1
    session.undo()
    assert box.toPlainText() == before


def test_escape_takes_back_what_was_typed(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    (card,) = some(session, "pains")
    session.select([card])
    line = editor(inspector, "owner").line
    before = line.text()
    line.setFocus()
    qtbot.keyClicks(line, "zzz")
    qtbot.keyClick(line, KEY.Key_Escape)
    assert line.text() == before
    editor(inspector, "text").box.setFocus()
    assert steps(session) == 0
    assert session.document is session.saved_document


def test_enter_keeps_and_shift_enter_breaks_the_line(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    (card,) = some(session, "actions")
    session.select([card])
    box = editor(inspector, "text").box
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "one")
    qtbot.keyClick(box, KEY.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(box, "two")
    qtbot.keyClick(box, KEY.Key_Return)
    assert session.saved_document.cards[card].text == "one\ntwo"
    assert steps(session) == 1


def test_selecting_another_card_keeps_the_text_with_the_first(
    qtbot: QtBot, inspector: Inspector, session: Session
) -> None:
    first, second = some(session, "pains", 2)
    session.select([first])
    other = session.document.cards[second].text
    box = editor(inspector, "text").box
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "Only here")
    session.select([second])
    assert session.saved_document.cards[first].text == "Only here"
    assert session.saved_document.cards[second].text == other
    assert box.toPlainText() == other


def test_nothing_is_kept_for_a_card_that_is_gone(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    (card,) = some(session, "pains")
    session.select([card])
    box = editor(inspector, "text").box
    box.setFocus()
    qtbot.keyClicks(box, "late")
    session.commit(cards.delete(session.saved_document, [card]), "delete")
    assert card not in session.document.cards
    assert steps(session) == 1


def test_several_cards_are_changed_at_once(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    three = some(session, "pains", 3)
    session.commit(cards.change(session.document, three[:1], owner="Somebody else entirely"), "x")
    session.select(three)
    assert editor(inspector, "owner").line.text() == ""
    assert editor(inspector, "owner").line.placeholderText() == "Several values"
    severity = inspector.form().rows["severity"]
    assert severity.name.text() == "Severity · several values"
    qtbot.mouseClick(editor(inspector, "severity").buttons["2"], Qt.MouseButton.LeftButton)
    assert [session.document.cards[one].payload.severity for one in three] == [2, 2, 2]
    assert severity.name.text() == "Severity"
    assert steps(session) == 2
    editor(inspector, "owner").line.setFocus()
    editor(inspector, "text").box.setFocus()
    assert steps(session) == 2, "looking at a field of several values changes nothing"


def test_a_level_clicked_again_is_cleared(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    (card,) = some(session, "pains")
    session.commit(cards.change_payload(session.document, [card], severity=3), "x", select=[card])
    high = editor(inspector, "severity").buttons["3"]
    assert high.isChecked()
    qtbot.mouseClick(high, Qt.MouseButton.LeftButton)
    assert session.document.cards[card].payload.severity == 0


def test_cards_of_different_types_share_the_common_fields(inspector: Inspector, session: Session) -> None:
    session.select([*some(session, "pains"), *some(session, "actions")])
    assert "severity" not in inspector.form().rows
    assert inspector.form().header.heading.text() == "2 cards"


def test_a_feeling_is_one_step_however_often_it_is_nudged(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    (card,) = some(session, "emotions")
    session.commit(cards.change_payload(session.document, [card], value=0.0), "x", select=[card])
    scale = editor(inspector, "value").scale
    scale.setFocus()
    for _ in range(4):
        qtbot.keyClick(scale, KEY.Key_Right)
    qtbot.keyClick(scale, KEY.Key_Return)
    assert session.saved_document.cards[card].payload.value == pytest.approx(0.4)
    assert steps(session) == 2


def test_a_wrong_date_is_said_by_the_field_and_not_kept(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    (card,) = some(session, "solutions")
    session.commit(cards.change_payload(session.document, [card], due=""), "x", select=[card])
    row = inspector.form().rows["due"]
    row.editor.line.setFocus()
    qtbot.keyClicks(row.editor.line, "32 Foo")
    editor(inspector, "text").box.setFocus()
    assert row.fault.isVisible() and "date" in row.fault.text()
    assert session.saved_document.cards[card].payload.due == ""
    assert row.editor.line.text() == "32 Foo", "what was typed is not lost"
    row.editor.line.setFocus()
    row.editor.line.selectAll()
    qtbot.keyClicks(row.editor.line, "14 feb 2027")
    qtbot.keyClick(row.editor.line, KEY.Key_Return)
    assert session.saved_document.cards[card].payload.due == "2027-02-14"
    assert not row.fault.isVisible()


def test_dates_as_people_write_them() -> None:
    assert spoken.parsed("2027-02-14") == "2027-02-14"
    assert spoken.parsed("") == ""
    assert spoken.parsed("31-02-2027") is None
    assert spoken.parsed("soon") is None
    words.set_language("nl")
    assert spoken.parsed("14-2-2027") == "2027-02-14"
    assert spoken.parsed("14 mrt 27") == "2027-03-14"
    assert spoken.parsed("14 maart 2027") == "2027-03-14"
    assert spoken.shown("2027-03-14") == "14 mrt 2027"
    assert spoken.shown("whenever") == "whenever"
    assert spoken.figure(-1.7) == "−1,7"


def test_links_can_be_followed_and_removed(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    link = next(one for one in session.document.links.values() if one.kind == "mends" and one.map == session.map_id)
    session.select([link.source])
    shown = [label.text() for label in editor(inspector, "links").findChildren(QLabel)]
    assert "Mends" in shown
    text = " ".join(session.document.cards[link.target].text.split())
    end = next(
        one for one in editor(inspector, "links").findChildren(QPushButton) if one.accessibleName().endswith(text)
    )
    qtbot.mouseClick(end, Qt.MouseButton.LeftButton)
    assert session.selection == (link.target,)
    before = len(queries.links_of(session.document, link.target))

    def crosses() -> list[QToolButton]:
        every = editor(inspector, "links").findChildren(QToolButton, "RemoveLink")
        return [one for one in every if one.isVisible()]

    qtbot.waitUntil(lambda: len(crosses()) == before)
    remove = crosses()
    qtbot.mouseClick(remove[0], Qt.MouseButton.LeftButton)
    assert len(queries.links_of(session.document, link.target)) == before - 1


def test_choosing_a_step_moves_the_card(inspector: Inspector, session: Session) -> None:
    (card,) = some(session, "actions")
    session.select([card])
    place = editor(inspector, "place")
    place.offer()
    last = place.combo.count() - 1
    assert last == len(queries.structure(session.document, session.map_id).steps) - 1
    step = place.combo.itemData(last)
    place.combo.activated.emit(last)
    assert session.document.cards[card].start == step
    assert session.history.undo_label == "Change phase and step"


def test_other_records_have_their_fields(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    document = session.document
    shape = queries.structure(document, session.map_id)
    for record, field in (
        (shape.steps[0], "moment_of_truth"),
        (shape.phases[0], "goal"),
        (shape.lanes[0], "hidden"),
        (next(iter(document.links.values())), "kind"),
        (queries.personas(document)[0], "quote"),
    ):
        session.select([record.id])
        assert field in inspector.form().rows
    session.select([shape.steps[0].id])
    before = shape.steps[0].moment_of_truth
    qtbot.mouseClick(editor(inspector, "moment_of_truth").switch, Qt.MouseButton.LeftButton)
    assert session.document.steps[shape.steps[0].id].moment_of_truth is not before


def test_a_profile_grows_line_by_line(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    persona = queries.personas(session.document)[0]
    session.select([persona.id])
    facts = editor(inspector, "objective")
    left, right = facts.rows[-1]
    left.setFocus()
    qtbot.keyClicks(left, "Car")
    right.setFocus()
    qtbot.keyClicks(right, "None: by bike")
    assert len(facts.rows) == len(persona.objective) + 2
    editor(inspector, "name").line.setFocus()
    assert session.document.personas[persona.id].objective == {**persona.objective, "Car": "None: by bike"}
    assert list(session.document.personas[persona.id].objective)[0] == list(persona.objective)[0]


def test_nothing_selected_shows_the_lens_and_the_project(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    session.select([])
    assert {"title", "scenario", "goals", "state", "personas", "segment", "scope", "review_date"} <= set(
        inspector.form().rows
    )
    box = editor(inspector, "goals").box
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "First")
    qtbot.keyClick(box, KEY.Key_Return)
    qtbot.keyClick(box, KEY.Key_Return)
    qtbot.keyClicks(box, "Second")
    inspector.settle()
    assert session.saved_document.maps[session.map_id].goals == ("First", "Second")
    one, two = queries.personas(session.document)
    qtbot.mouseClick(editor(inspector, "personas").stars[two.id], Qt.MouseButton.LeftButton)
    assert session.document.maps[session.map_id].targets == (one.id, two.id)
    editor(inspector, "personas").checks[one.id].click()
    assert session.document.maps[session.map_id].personas == (two.id,)


def test_a_text_too_long_is_refused_and_stays_in_the_field(
    qtbot: QtBot, inspector: Inspector, session: Session
) -> None:
    (card,) = some(session, "pains")
    before = session.document.cards[card].notes
    session.select([card])
    row = inspector.form().rows["notes"]
    row.editor.box.setFocus()
    row.editor.box.setPlainText("x" * 20_001)
    editor(inspector, "text").box.setFocus()
    assert row.fault.isVisible()
    assert session.saved_document.cards[card].notes == before
    assert len(row.editor.box.toPlainText()) == 20_001


def test_text_from_a_file_is_never_markup(inspector: Inspector, session: Session) -> None:
    persona = queries.personas(session.document)[0]
    from cjdesigner.edit import phases

    session.commit(phases.change(session.document, persona.id, name="<b>Bold</b> & co"), "x", select=[persona.id])
    heading = inspector.form().header.heading
    assert heading.text() == "<b>Bold</b> & co"
    for label in inspector.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText or not label.text()


def test_no_widget_is_made_when_going_from_card_to_card(inspector: Inspector, session: Session) -> None:
    first, second = some(session, "actions", 2)
    session.select([first])
    form = inspector.form()
    session.select([second])
    assert inspector.form() is form


def test_the_language_can_change_while_it_runs(
    inspector: Inspector, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    (card,) = some(session, "pains")
    session.select([card])
    monkeypatch.setattr(words, "catalogue", lambda code: {"Severity": "Ernst"} if code == "nl" else {})
    words.set_language("nl")
    inspector.retranslate()
    assert inspector.form().rows["severity"].name.text() == "Ernst"


def test_another_session_replaces_the_first(inspector: Inspector, session: Session) -> None:
    other = Session(sample("nl"))
    inspector.set_session(other)
    (card,) = some(other, "pains")
    other.select([card])
    assert editor(inspector, "text").box.toPlainText() == other.document.cards[card].text
    session.select(some(session, "actions"))
    assert "severity" in inspector.form().rows
    inspector.set_session(None)
    assert inspector.form() is None


def test_a_parked_card_gets_a_place(inspector: Inspector, session: Session) -> None:
    document, card = cards.add_parked(session.document, session.map_id, "pains", "Somewhere")
    session.commit(document, "park", select=[card])
    place = editor(inspector, "place")
    assert place.combo.placeholderText() == "In the parking tray"
    place.offer()
    step = place.combo.itemData(2)
    place.combo.activated.emit(2)
    moved = session.document.cards[card]
    assert moved.start == step
    assert session.document.lanes[moved.lane].type == "pains"


def test_colours_and_lengths(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    lane = queries.structure(session.document, session.map_id).lanes[0]
    session.select([lane.id])
    swatch = editor(inspector, "colour").buttons[2]
    qtbot.mouseClick(swatch, Qt.MouseButton.LeftButton)
    assert session.document.lanes[lane.id].colour == swatch.colour
    row = inspector.form().rows["height"]
    row.editor.line.setFocus()
    row.editor.line.selectAll()
    qtbot.keyClicks(row.editor.line, "3")
    qtbot.keyClick(row.editor.line, KEY.Key_Return)
    assert row.fault.isVisible() and session.document.lanes[lane.id].height == lane.height
    qtbot.keyClicks(row.editor.line, "00")
    qtbot.keyClick(row.editor.line, KEY.Key_Return)
    assert session.document.lanes[lane.id].height == 300


def test_a_persona_leaves_the_map_by_a_switch(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    persona = queries.personas(session.document)[0]
    session.select([persona.id])
    qtbot.mouseClick(editor(inspector, "takes_part").switch, Qt.MouseButton.LeftButton)
    journey = session.document.maps[session.map_id]
    assert persona.id not in journey.personas and persona.id not in journey.targets
    assert not editor(inspector, "target").switch.isChecked()


def test_typing_survives_a_change_elsewhere(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    first, second = some(session, "pains", 2)
    session.select([first])
    box = editor(inspector, "text").box
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "half a thou")
    session.commit(cards.change(session.saved_document, [second], text="Elsewhere"), "x")
    assert box.toPlainText() == "half a thou"
    qtbot.keyClicks(box, "ght")
    inspector.settle()
    assert session.saved_document.cards[first].text == "half a thought"
    assert session.saved_document.cards[second].text == "Elsewhere"


# The offscreen platform says so for every window that pops up.
@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_a_calendar_picks_a_day(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    (card,) = some(session, "solutions")
    session.commit(cards.change_payload(session.document, [card], due="2027-02-14"), "x", select=[card])
    date = editor(inspector, "due")
    qtbot.mouseClick(date.button, Qt.MouseButton.LeftButton)
    assert date.calendar.month.selectedDate().toString(Qt.DateFormat.ISODate) == "2027-02-14"
    date.calendar.month.clicked.emit(date.calendar.month.selectedDate().addDays(1))
    assert session.document.cards[card].payload.due == "2027-02-15"
    assert not date.calendar.isVisible()


def test_buttons_side_by_side_are_one_stop_and_take_digits_and_letters(
    qtbot: QtBot, inspector: Inspector, session: Session
) -> None:
    (card,) = some(session, "pains")
    session.commit(cards.change_payload(session.document, [card], severity=2), "x", select=[card])
    severity = editor(inspector, "severity")

    def level() -> int:
        return session.saved_document.cards[card].payload.severity

    before = editor(inspector, "place").focusProxy()
    before.setFocus()
    qtbot.keyClick(before, KEY.Key_Tab)
    assert severity.buttons["2"].hasFocus(), "on the one that is chosen"
    qtbot.keyClick(severity.buttons["2"], KEY.Key_3)
    assert level() == 3 and severity.buttons["3"].hasFocus()
    qtbot.keyClick(severity.buttons["3"], KEY.Key_3)
    assert level() == 3, "the same again is the same"
    qtbot.keyClick(severity.buttons["3"], KEY.Key_L)
    assert level() == 1
    qtbot.keyClick(severity.buttons["1"], KEY.Key_Tab)
    assert editor(inspector, "frequency").line.hasFocus()
    qtbot.keyClick(editor(inspector, "frequency").line, KEY.Key_Backtab)
    assert severity.buttons["1"].hasFocus()
    qtbot.keyClick(severity.buttons["1"], KEY.Key_Delete)
    assert level() == 0
    qtbot.keyClick(severity.buttons["1"], KEY.Key_9)
    assert level() == 0 and severity.buttons["1"].hasFocus()


def test_the_letters_typed_in_a_list_are_those_of_this_record(
    qtbot: QtBot, inspector: Inspector, session: Session
) -> None:
    """Qt takes letters for the rest of a name for a while, also where they were typed for the record before."""
    people = {one.name: one.id for one in session.document.personas.values()}
    joined = [link.id for link in session.document.links.values() if link.map == session.map_id]
    for link, name in zip(joined, ("Sanne", "Joris"), strict=False):
        session.select([link])
        QApplication.processEvents()
        box = editor(inspector, "persona").combo
        box.setFocus()
        qtbot.keyClicks(box, name[:2])
        assert session.saved_document.links[link].persona == people[name]
        editor(inspector, "label").setFocus()


def _long_card(hands):  # type: ignore[no-untyped-def]
    """A card with a text of thousands of characters, selected, and its field in the inspector."""
    session = hands.window.session
    card = hands.some_card("actions")
    text = "It took a while to find out. " * 400
    session.commit(session.saved_document.with_records([copied(card, text=text)]), "long")
    session.select([card.id])
    QApplication.processEvents()
    return card.id, text, hands.window.inspector.form().rows["text"].editor


def test_a_long_text_that_is_typed_on_the_map_is_shown_here_when_the_typing_pauses(hands, qtbot) -> None:  # type: ignore[no-untyped-def]
    card, text, field = _long_card(hands)
    hands.canvas.setFocus()
    hands.key(Qt.Key.Key_F2)
    hands.key(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    hands.type("So")
    assert hands.window.session.document.cards[card].text == text + "So"
    assert field.text() == text + "So"
    assert field.box.toPlainText() == text
    qtbot.waitUntil(lambda: field.box.toPlainText() == text + "So")
    hands.key(Qt.Key.Key_Escape)
    assert field.text() == text


def test_who_comes_into_the_field_meanwhile_finds_all_that_was_typed(hands) -> None:  # type: ignore[no-untyped-def]
    card, text, field = _long_card(hands)
    hands.canvas.setFocus()
    hands.key(Qt.Key.Key_F2)
    hands.key(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    hands.type("So")
    field.box.setFocus()
    assert field.box.toPlainText() == text + "So"
    field.box.moveCursor(QTextCursor.MoveOperation.End)
    hands.type("!")
    hands.key(Qt.Key.Key_Return)
    assert hands.document.cards[card].text == text + "So!"


def test_another_card_with_a_long_text_is_shown_at_once(hands) -> None:  # type: ignore[no-untyped-def]
    card, _, field = _long_card(hands)
    session = hands.window.session
    other = next(one for one in hands.document.cards.values() if one.type == "actions" and one.id != card and one.start)
    text = "Something else altogether. " * 400
    session.commit(session.saved_document.with_records([copied(other, text=text)]), "long")
    session.select([other.id])
    assert field.box.toPlainText() == text
