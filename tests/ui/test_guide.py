"""The guide of the method: follows the map, helps, and goes away for good with one click."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cjdesigner.edit import maps
from cjdesigner.editor import method
from cjdesigner.model.records import copied
from cjdesigner.words import tr


def test_a_blank_map_begins_with_its_goals(hands_on, qtbot) -> None:
    guide = hands_on(maps.blank_document("en")).window.guide
    qtbot.waitUntil(guide.isVisible)
    assert "0 of 8" in guide.line.text()
    assert "State the goals" in guide.line.text()


def test_it_follows_what_is_done(hands_on, qtbot) -> None:
    hands = hands_on(maps.blank_document("en"))
    session = hands.window.session
    journey = session.document.maps[session.map_id]
    session.commit(session.document.with_records([copied(journey, goals=("Decide",))]), "Goals")
    qtbot.waitUntil(lambda: "1 of 8" in hands.window.guide.line.text())
    session.undo()
    qtbot.waitUntil(lambda: "0 of 8" in hands.window.guide.line.text())


def test_a_map_that_has_taken_all_steps_is_left_alone(hands, qtbot) -> None:
    session = hands.window.session
    hands.window.guide.read()
    assert hands.window.guide.isVisible() is not all(method.taken(session.document, session.map_id))


def test_it_opens_and_runs_what_helps(hands_on, qtbot) -> None:
    hands = hands_on(maps.blank_document("en"))
    guide = hands.window.guide
    qtbot.waitUntil(guide.isVisible)
    QTest.mouseClick(guide.line, Qt.MouseButton.LeftButton)
    QTest.mouseClick(guide._names[1], Qt.MouseButton.LeftButton)
    QTest.mouseClick(guide.help, Qt.MouseButton.LeftButton)
    assert hands.document.personas


def test_one_click_puts_it_away_for_good_and_the_menu_brings_it_back(hands_on, qtbot) -> None:
    hands = hands_on(maps.blank_document("en"))
    guide = hands.window.guide
    qtbot.waitUntil(guide.isVisible)
    QTest.mouseClick(guide.away, Qt.MouseButton.LeftButton)
    assert not guide.isVisible()
    assert hands.window.preferences.settings.guide is False
    guide.read()
    assert not guide.isVisible()
    hands.action("guide")
    assert guide.isVisible()


def test_drafts_count_for_nothing(hands) -> None:
    document, map_id = hands.document, hands.window.session.map_id
    drafts = document.with_records(copied(card, draft=True) for card in document.cards.values())
    assert sum(method.taken(drafts, map_id)) < sum(method.taken(document, map_id))


def test_the_chosen_step_is_marked_and_its_button_says_what_it_does(hands) -> None:  # type: ignore[no-untyped-def]
    hands.window.files.new(maps.blank_document("en"))
    guide = hands.window.guide
    guide.read()
    guide.line.click()
    guide._names[1].click()
    assert [name.isChecked() for name in guide._names].index(True) == 1
    assert sum(name.isChecked() for name in guide._names) == 1
    assert guide.help.text() == "Add persona"
    tall = guide.height()
    guide._names[2].click()
    assert not guide.help.isVisible() and guide.height() < tall


def test_it_never_tells_of_the_project_before(hands, qtbot) -> None:  # type: ignore[no-untyped-def]
    sample = hands.document
    hands.window.files.new(maps.blank_document("en"))
    qtbot.waitUntil(hands.window.guide.isVisible)
    hands.window.files.new(sample)
    assert not hands.window.guide.isVisible()


def test_its_line_is_seen_whole_in_every_language_and_ends_in_dots_where_there_is_no_room(hands_on, qtbot) -> None:
    """In Dutch "Zet de contactmomenten op een rij" ended in the middle of a letter."""
    hands = hands_on(maps.blank_document("nl"))
    hands.window.set_language("nl")
    guide = hands.window.guide
    for place in range(len(method.STEPS)):
        title = tr(method.STEPS[place].title)
        guide._said = f"Methode {place} van {len(method.STEPS)} · nu: {title}"
        guide.place()
        guide.layout().activate()
        assert guide.line.text().endswith(title)
        assert guide.line.width() >= guide.line.sizeHint().width()
    guide._said = "long " * 60
    guide.place()
    guide.layout().activate()
    assert guide.line.text().endswith("…")
    assert guide.line.width() >= guide.line.sizeHint().width()
    assert guide.geometry().right() <= hands.window.canvas.viewport().geometry().right()
