"""One change to thousands of selected cards is made in the background, as one step, and can be cancelled."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cjdesigner.edit import cards
from cjdesigner.edit import maps as map_edits
from cjdesigner.editor import carrying, folding, gestures, linking, resizing
from cjdesigner.layout import hits
from cjdesigner.model import queries
from cjdesigner.model.diff import diff
from cjdesigner.theme import tokens
from cjdesigner.ui import card_commands, large_edit
from cjdesigner.ui.canvas import ghosts
from cjdesigner.ui.canvas.ghosts import Ghosts
from cjdesigner.ui.pages import project_page
from cjdesigner.ui.presenting import walk
from cjdesigner.ui.presenting.presenter import Presenter
from tests.helpers.driver import fresh_drawing
from tests.helpers.maps import Named, small_map
from tests.helpers.notices import offered, press
from tests.helpers.windows import idle, until


@pytest.fixture
def named() -> Named:
    made = small_map()
    document = made.document
    for key in ("pains", "solutions", "touchpoints", "emotions"):
        for number in range(3):
            document, _ = cards.add(document, made.lanes[key], made.steps[number], f"{key} {number}")
    return made._replace(document=document)


@pytest.fixture
def hands(hands_on, monkeypatch, named):
    monkeypatch.setattr(large_edit, "LARGE", 2)
    monkeypatch.setattr(large_edit, "_SLOW", 0)
    made = hands_on(named.document)
    made.action("select_all")
    return made


def after(hands, run) -> None:
    """The step is made while the window goes on, is one that undo takes back, and is drawn as it should be."""
    before, session = hands.document, hands.window.session
    chosen = session.selection
    run()
    assert hands.document is before, "not while the window waits"
    until(lambda: hands.document is not before)
    assert session.selection == chosen
    assert session.drawing() == fresh_drawing(session.document, session.map_id)
    assert session.history.position == 1
    until(idle)


def kept(hands, key: str, name: str) -> list[object]:
    return [getattr(card.payload, name) for card in hands.document.cards.values() if card.type == key]


@pytest.mark.parametrize(
    ("action", "key", "name", "value"),
    [
        ("level_3", "pains", "severity", 3),
        ("level_2", "solutions", "impact", 2),
        ("truth", "touchpoints", "moment_of_truth", True),
    ],
)
def test_a_key_that_changes_what_cards_say(hands, action, key, name, value):
    after(hands, lambda: hands.action(action))
    assert set(kept(hands, key, name)) == {value}
    before = hands.document
    hands.window.session.undo()
    assert hands.document is not before and hands.window.session.history.position == 0


def test_cards_get_longer_and_shorter(hands, named):
    after(hands, lambda: hands.action("longer"))
    shape = queries.structure(hands.document, named.map)
    long = [shape.span(card) for card in hands.document.cards.values() if card.type == "actions"]
    assert long == [(0, 1)]


def test_points_are_given_to_another_persona(hands, named):
    after(hands, lambda: card_commands.give_points(hands.window, named.personas[1]))
    assert set(kept(hands, "emotions", "persona")) == {named.personas[1]}
    assert hands.window.session.curve == named.personas[1]


def test_parked_cards_are_placed_by_type(hands_on, named, monkeypatch):
    hands = hands_on(cards.park(named.document, named.document.cards))
    monkeypatch.setattr(large_edit, "LARGE", 2)
    hands.window.session.select(named.document.cards)
    after(hands, lambda: hands.action("place"))
    document = hands.document
    assert all(document.lanes[card.lane].type == card.type for card in document.cards.values())
    assert {card.start for card in document.cards.values()} == {named.steps[0]}


def test_a_key_held_down_begins_one_edit_at_a_time(hands, monkeypatch):
    calls = []
    usual = cards.lengthen

    def counted(*arguments):
        calls.append(arguments)
        time.sleep(0.1)
        return usual(*arguments)

    monkeypatch.setattr(cards, "lengthen", counted)
    for _ in range(5):
        hands.action("longer")
    until(idle)
    QTest.qWait(20)
    assert len(calls) == 1 and hands.window.session.history.position == 1
    hands.action("longer")
    until(lambda: len(calls) == 2)
    until(idle)


def test_cancelled_it_changes_nothing(hands, monkeypatch):
    before = hands.document
    monkeypatch.setattr(large_edit.Engine, "layout", lambda *arguments: time.sleep(0.3))
    hands.action("level_1")
    until(lambda: offered(hands, "Cancel"))
    press(hands, "Cancel")
    until(idle)
    QTest.qWait(20)
    assert hands.document is before and hands.window.session.history.position == 0


def test_few_cards_are_changed_at_once(hands_on):
    document = map_edits.blank_document("en")
    shape = queries.structure(document, next(iter(document.maps)))
    pains = next(lane for lane in shape.lanes if lane.type == "pains")
    document, card = cards.add(document, pains.id, shape.steps[0].id, "one")
    hands = hands_on(document)
    hands.window.session.select([card])
    hands.action("level_2")
    assert hands.document.cards[card].payload.severity == 2


def test_all_selected_are_linked_to_one_in_one_step(hands, named):
    document, session = hands.document, hands.window.session
    session.select([one for one in document.cards if one != named.cards["free"]])
    hands.action("link_to")
    hands.canvas.linking.target = named.cards["free"]
    after(hands, lambda: hands.key(Qt.Key.Key_Return))
    count = len(document.cards) - 1
    assert {link.target for link in hands.document.links.values()} == {named.cards["free"]}
    assert len(hands.document.links) == count and session.history.undo_label == f"Link {count} cards"


def test_what_links_to_nothing_is_not_looked_through_for_every_card(hands, named, monkeypatch):
    """Ten thousand cards and as many other ends: each is asked about until one can be linked, not all with all."""
    asked = []
    usual = linking.links.refusal
    monkeypatch.setattr(linking.links, "refusal", lambda *ends: asked.append(ends) or usual(*ends))
    sources = tuple(one for one in hands.document.cards if one != named.cards["free"])
    assert linking.can_link(hands.document, sources, named.cards["free"]) == ""
    assert len(asked) == 1


def test_thousands_go_to_the_next_step_by_key_as_few_do(hands, named, monkeypatch):
    after(hands, lambda: hands.action("move_right"))
    many = spans(hands.document, named.map)
    hands.window.session.undo()
    monkeypatch.setattr(large_edit, "LARGE", 10_000)
    hands.action("move_right")
    assert spans(hands.document, named.map) == many != spans(named.document, named.map)


def test_thousands_that_cannot_go_further_stay_and_say_so(hands):
    before = hands.document
    hands.action("move_left")
    until(lambda: "first step" in hands.window.notice.text.text())
    assert hands.document is before
    until(idle)


# --- dragged ------------------------------------------------------------------------------------------------------


def spans(document, map_id) -> set[tuple[str, str, tuple[int, int] | None]]:
    shape = queries.structure(document, map_id)
    return {(card.text, card.lane, shape.span(card)) for card in document.cards.values()}


def carry(hands, named, key="pains", by=1, drop=True) -> None:
    """All selected cards by so many steps, held by one of them."""
    canvas = hands.canvas
    canvas.fit()
    start = hands.at(named.cards[key])
    end = hands.cell(named.lanes[key], named.steps[by])
    hands.drag(start, end, drop=drop)


def test_thousands_dragged_land_as_few_do_but_when_they_are_let_go(hands, named, monkeypatch):
    carry(hands, named)
    few = spans(hands.document, named.map)
    assert few != spans(named.document, named.map)
    hands.window.session.undo()
    monkeypatch.setattr(gestures, "MANY", 2)
    session = hands.window.session
    before = hands.document
    carry(hands, named, drop=False)
    assert session.document is before, "the map does not make room while they are dragged"
    assert len(hands.canvas.overlay.feedback.ghosts) == len(session.selection) - 4  # points stay on their curve
    assert hands.canvas.overlay.feedback.mark is not None
    carry(hands, named)
    until(lambda: hands.document is not before)
    assert spans(hands.document, named.map) == few
    assert session.history.undo_label == f"Move {len(before.cards)} cards"
    assert session.drawing() == fresh_drawing(session.document, session.map_id)
    until(idle)


def test_dropped_by_escape_thousands_stay(hands, named, monkeypatch):
    monkeypatch.setattr(gestures, "MANY", 2)
    before = hands.document
    carry(hands, named, drop=False)
    hands.key(Qt.Key.Key_Escape)
    QTest.qWait(20)
    assert hands.document is before and idle() and hands.window.session.document is before


def test_the_drop_of_thousands_can_be_cancelled(hands, named, monkeypatch):
    monkeypatch.setattr(gestures, "MANY", 2)
    before = hands.document
    monkeypatch.setattr(large_edit.Engine, "layout", lambda *arguments: time.sleep(0.3))
    carry(hands, named)
    until(lambda: offered(hands, "Cancel"))
    press(hands, "Cancel")
    until(idle)
    QTest.qWait(20)
    assert hands.document is before


def test_a_point_of_many_is_seen_to_move_and_the_others_follow_when_it_is_let_go(hands, named, monkeypatch):
    carry(hands, named, "emotions")
    few = spans(hands.document, named.map)
    hands.window.session.undo()
    monkeypatch.setattr(gestures, "MANY", 2)
    monkeypatch.setattr(carrying, "MANY", 2)
    session, before = hands.window.session, hands.document
    carry(hands, named, "emotions", drop=False)
    moved = {one.id for one in diff(before, session.document)}
    assert moved == {named.cards["emotions"]}
    hands.canvas.cancel_gesture()
    assert session.document is before
    carry(hands, named, "emotions")
    until(lambda: hands.document is not before)
    assert spans(hands.document, named.map) == few
    until(idle)


def test_only_ghosts_in_sight_are_painted_and_as_blocks_where_they_are_many(hands, named, monkeypatch):
    drawing = hands.window.session.drawing()
    carried = Ghosts(drawing, tuple(named.document.cards))
    card = hits.find(drawing, named.cards["pains"])
    near = {one.meaning.id for one in carried.in_sight(card)}
    assert named.cards["pains"] in near and len(near) < len(carried.groups)
    painted = []
    monkeypatch.setattr(ghosts, "paint_group", lambda painter, group, pictures: painted.append(group.meaning.id))
    monkeypatch.setattr(gestures, "MANY", 2)
    carry(hands, named, drop=False)
    hands.canvas.viewport().grab()
    assert painted
    painted.clear()
    monkeypatch.setattr(ghosts, "MOST", 2)
    hands.canvas.viewport().grab()
    assert not painted
    hands.canvas.cancel_gesture()


# --- what looks at all cards --------------------------------------------------------------------------------------


def test_a_copy_of_a_large_map_is_made_in_the_background_and_comes_into_view(hands, named):
    session = hands.window.session
    before = hands.document
    hands.action("future_map")
    assert hands.document is before
    until(lambda: session.map_id != named.map)
    copy = hands.document.maps[session.map_id]
    assert copy.future_of == named.map and session.history.undo_label == "Make a future-state map"
    assert session.drawing() == fresh_drawing(session.document, session.map_id)
    until(idle)


def test_pictures_of_maps_are_drawn_off_the_windows_thread(hands, named, monkeypatch):
    threads = []
    usual = project_page.picture
    monkeypatch.setattr(
        project_page, "picture", lambda *arguments: threads.append(threading.current_thread()) or usual(*arguments)
    )
    hands.action("project_page")
    page = hands.window.host.page
    until(lambda: all(tile.image is not None for tile in page.tiles))
    assert threads and threading.main_thread() not in threads
    until(idle)


def test_steps_that_fit_their_content_look_through_the_cards_once(named, monkeypatch):
    looked = []

    class Counted(dict):
        def values(self):
            looked.append(1)
            return super().values()

    document = replace(named.document, cards=Counted(named.document.cards))
    together = resizing.fit(document, named.steps, tokens.load("paper"))
    assert len(looked) == 1
    one_by_one = named.document
    for step in named.steps:
        one_by_one = resizing.fit(one_by_one, [step], tokens.load("paper"))
    assert together.steps == one_by_one.steps != named.document.steps


# --- in the inspector ---------------------------------------------------------------------------------------------


def field(hands, name):
    form = hands.window.inspector.form()
    return form.rows[name]


def test_a_field_of_thousands_changes_when_it_is_left_in_the_background(hands):
    session = hands.window.session
    row = field(hands, "notes")
    row.editor.drafted.emit("half")
    QTest.qWait(100)
    assert session.document is session.saved_document, "no preview of thousands at each key"
    after(hands, lambda: row.editor.finished.emit("whole"))
    assert {card.notes for card in hands.document.cards.values()} == {"whole"}
    assert session.history.undo_label == "Change notes"


def test_what_does_not_fit_thousands_stays_in_the_field(hands):
    before = hands.document
    row = field(hands, "notes")
    row.editor.finished.emit("x" * 30_000)
    until(lambda: row.fault.isVisibleTo(row))
    until(idle)
    assert hands.document is before and row.editor.dirty
    row.editor.dirty = False


def test_a_second_change_of_thousands_waits_in_its_field(hands, monkeypatch):
    usual = cards.change

    def slow(*arguments, **named):
        time.sleep(0.2)
        return usual(*arguments, **named)

    monkeypatch.setattr(cards, "change", slow)
    before = hands.document
    field(hands, "notes").editor.finished.emit("first")
    row = field(hands, "owner")
    row.editor.finished.emit("second")
    assert row.fault.isVisibleTo(row) and row.editor.dirty
    until(lambda: hands.document is not before)
    assert {card.notes for card in hands.document.cards.values()} == {"first"}
    row.editor.finished.emit("second")
    until(lambda: {card.owner for card in hands.document.cards.values()} == {"second"})
    until(idle)


def test_what_is_typed_for_thousands_is_there_before_it_is_saved(hands):
    notes = field(hands, "notes").editor.box
    notes.setFocus()
    QTest.keyClicks(notes, "typed")
    hands.window.settle()
    assert {card.notes for card in hands.document.cards.values()} == {"typed"}


def test_while_thousands_are_changed_a_single_card_is_changed_at_once(hands, named, monkeypatch):
    usual = cards.lengthen
    monkeypatch.setattr(cards, "lengthen", lambda *arguments: time.sleep(0.2) or usual(*arguments))
    hands.action("longer")
    hands.window.session.select([named.cards["pains"]])
    hands.action("level_2")
    assert hands.document.cards[named.cards["pains"]].payload.severity == 2
    until(lambda: "meanwhile" in hands.window.notice.text.text())
    assert hands.document.cards[named.cards["actions"]].end == ""
    until(idle)


def test_what_is_selected_becomes_a_stop_of_a_large_map_too(hands):
    chosen = set(hands.window.session.selection)
    hands.action("add_stop")
    until(lambda: hands.document.stops)
    assert any(chosen >= set(stop.shows) and len(stop.shows) > 2 for stop in hands.document.stops.values())
    assert hands.window.session.history.undo_label == "Add a stop"


def test_the_stops_of_a_presentation_are_made_once_and_of_what_the_window_has_laid_out(hands, monkeypatch):
    made = []
    usual = walk.own_tour.told
    monkeypatch.setattr(walk.own_tour, "told", lambda *asked: made.append(asked) or usual(*asked))
    session = hands.window.session
    hands.action("present")
    presenter = next(one for one in QApplication.topLevelWidgets() if isinstance(one, Presenter) and one.isVisible())
    assert len(made) == 1 and made[0][2] is session.engine
    folding.fold(session, list(session.document.phases)[:1])
    presenter.resize(presenter.width() // 2, presenter.height())
    QApplication.processEvents()
    assert made[-1][2] is not session.engine, "a presentation shows the whole map, whatever is folded"
    presenter.close()
