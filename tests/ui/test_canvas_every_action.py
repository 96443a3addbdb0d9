"""Every action of the window, in every state it can be in: nothing raises, the document stays sound, undo goes back."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtWidgets import QApplication

from cjdesigner.edit import cards, lanes, links, maps, personas, phases
from cjdesigner.layout import hits
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.invariants import findings
from cjdesigner.model.looks import Look
from cjdesigner.ui import actions
from cjdesigner.ui.dialogs.new_project import NewProject
from cjdesigner.ui.exporting.dialog import ExportDialog

LEFT_OUT = ("recent", "language", "add_lane", "open_projects", "new_window")
"""Submenus, and what leaves this window alone."""
ACTIONS = [one.id for one in actions.ACTIONS if one.id and one.id not in LEFT_OUT]
LEAVES = ("new", "open", "sample", "quit", "close_window", "close_project")
"""Actions that bring another document or close the window."""


def sample() -> Document:
    """A small map with one of everything."""
    document = maps.blank_document("en")
    (map_id,) = document.maps
    document, persona = personas.add(document, "Kim", map_id)
    document, _ = phases.add_phase(document, map_id, "Second", steps=("Looks", "Buys"))
    shape = queries.structure(document, map_id)
    of = {lane.type: lane.id for lane in shape.lanes}
    first, second = shape.steps[0].id, shape.steps[1].id
    document, pain = cards.add(document, of["pains"], first, "It is slow")
    document, other = cards.add(document, of["pains"], second, "It is dear")
    document = cards.stretch(document, other, second, shape.steps[2].id)
    document, _ = cards.add(document, of["actions"], first, "Looks around")
    document, point = cards.add(document, of["emotions"], first, payload={"value": -1.0, "persona": persona})
    document, _ = cards.add(document, of["emotions"], second, payload={"value": 1.0, "persona": persona})
    document, _ = links.add(document, pain, point)
    return cards.add_parked(document, map_id, "free", "Not yet")[0]


def no_steps() -> Document:
    document = maps.blank_document("en")
    for step in list(document.steps):
        document = phases.delete_step(document, step)
    return document


def no_phases() -> Document:
    document = maps.blank_document("en")
    for phase in list(document.phases):
        document = phases.delete_phase(document, phase)
    return document


def no_lanes() -> Document:
    document = maps.blank_document("en")
    for lane in list(document.lanes):
        document = lanes.delete(document, lane)
    return document


def hidden_lanes() -> Document:
    document = sample()
    for lane in list(document.lanes):
        document = phases.change(document, lane, hidden=True)
    return document


def nothing_at_all() -> Document:
    document = maps.blank_document("en")
    return maps.delete(document, next(iter(document.maps)))


def two_maps() -> Document:
    document = sample()
    return maps.duplicate(document, next(iter(document.maps)), as_future=True)[0]


DOCUMENTS = (sample, no_steps, no_phases, no_lanes, hidden_lanes, nothing_at_all, two_maps)


def select_nothing(hands):
    hands.window.session.select([])


def select_of_each_kind(hands):
    """A card, a point, a step, a phase, a lane, a link and a persona, as far as there are any."""
    session, document = hands.window.session, hands.document
    some = [
        next(iter(document.collection(kind)), None)
        for kind in ("cards", "steps", "phases", "lanes", "links", "personas", "maps")
    ]
    point = next((card.id for card in document.cards.values() if card.type == "emotions"), None)
    session.select(one for one in (*some, point) if one)


def select_two_cards(hands):
    hands.window.session.select(list(hands.document.cards)[:2])


def select_a_cell(hands):
    session = hands.window.session
    if session.map_id:
        shape = queries.structure(session.document, session.map_id)
        if shape.lanes and shape.steps:
            session.select([], cell=(shape.lanes[-1].id, shape.steps[-1].id))


def a_pain(hands):
    """A pain point that can be seen; where there is none the test is of no use."""
    session = hands.window.session
    pains = [one for one in hands.document.cards.values() if one.type == "pains" and one.map == session.map_id]
    if not pains or hits.find(session.drawing(), pains[0].id) is None:
        pytest.skip("no card to drag or to type in")
    return pains[0]


def begin_a_drag(hands):
    card = a_pain(hands)
    hands.canvas.fit()
    start = hands.at(card.id)
    hands.drag(start, start + QPointF(220, 0).toPoint(), drop=False)
    assert hands.canvas.pointing.gesture is not None


def begin_typing(hands):
    card = a_pain(hands)
    hands.window.session.select([card.id])
    hands.canvas.edit_text(card.id)
    hands.type("changed")


def begin_a_new_card(hands):
    session = hands.window.session
    shape = queries.structure(session.document, session.map_id) if session.map_id else None
    if shape is None or not shape.steps or not [lane for lane in shape.lanes if not lane.hidden]:
        pytest.skip("nowhere to add a card")
    hands.canvas.add_card(shape.lanes[0].id, shape.steps[0].id, start="new")


STATES = (
    select_nothing,
    select_of_each_kind,
    select_two_cards,
    select_a_cell,
    begin_a_drag,
    begin_typing,
    begin_a_new_card,
)


@pytest.fixture(autouse=True)
def no_dialogs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Modal dialogs answer by themselves."""
    monkeypatch.setattr(NewProject, "ask", lambda *a, **k: None)
    monkeypatch.setattr(ExportDialog, "ask", lambda *a, **k: None)


def close_modals() -> None:
    widget = QApplication.activeModalWidget()
    if widget is not None:
        widget.close()


def _pairs() -> Iterator[object]:
    """Every document in every state. The short run takes the sample in all, and the others in two states each."""
    for row, make in enumerate(DOCUMENTS):
        for column, state in enumerate(STATES):
            short = make is sample or state is select_of_each_kind or (row + column) % len(STATES) == 0
            marks = () if short else (pytest.mark.soak,)
            yield pytest.param(make, state, marks=marks, id=f"{state.__name__}-{make.__name__}")


@pytest.mark.parametrize(("make", "state"), list(_pairs()))
def test_every_action_in_every_state(hands_on, make, state, tmp_path: Path, qtlog) -> None:
    before = make()
    hands = hands_on(before)
    faults = set(findings(before))
    hands.answers.save_path = tmp_path / "map.cjmap"
    closer = QTimer()
    closer.timeout.connect(close_modals)
    closer.start(20)
    for name in ACTIONS:
        if name in LEAVES:
            continue
        session = hands.window.session
        QApplication.processEvents()
        state(hands)
        hands.window._update_actions()
        if hands.window.action(name).isEnabled():
            hands.window.action(name).trigger()
        QApplication.processEvents()
        hands.window.settle()
        hands.canvas.cancel_gesture()
        assert session.document is session.saved_document, f"{name}: a preview was left behind"
        assert set(findings(hands.document)) <= faults, name
        while session.undo():
            pass
        assert hands.document == before, f"{name}: undo does not go back"
        if name in ("duplicate_map", "future_map", "next_map", "previous_map", "delete_map") and before.maps:
            session.show_map(next(iter(before.maps)))
        # What an action of a view has hidden must not keep the ones behind it from being tried.
        session.set_look(Look())
        hands.window.show_panes(True)
    closer.stop()


@pytest.mark.parametrize("name", LEAVES)
@pytest.mark.parametrize("state", STATES, ids=lambda one: one.__name__)
def test_another_document_comes_in_every_state(hands_on, name, state) -> None:
    hands = hands_on(sample())
    state(hands)
    hands.action(name)
    QApplication.processEvents()
    hands.canvas.grab()
    session = hands.window.session
    assert session.document is session.saved_document
    assert hands.canvas.text is None and hands.canvas.pointing.gesture is None


def test_a_lane_of_each_type_may_be_added_while_typing(hands_on) -> None:
    hands = hands_on(sample())
    from cjdesigner.lanes import LANE_TYPES

    before = hands.document
    for lane in LANE_TYPES:
        begin_typing(hands)
        entry = next(one for one in hands.window.action("add_lane").menu().actions() if one.text() == lane.name)
        entry.trigger()
        QApplication.processEvents()
        hands.window.settle()
        added = [one for one in hands.document.lanes.values() if one.id not in before.lanes]
        assert [one.type for one in added] == [lane.key]
        assert any(card.text == "changed" for card in hands.document.cards.values()), lane.key
        while hands.window.session.undo():
            pass
        assert hands.document == before


def test_what_was_typed_stays_whatever_action_interrupts(hands_on) -> None:
    hands = hands_on(sample())
    before = hands.document
    for name in ("add_step", "add_phase", "add_persona", "duplicate_map", "undo", "duplicate", "next_map", "save"):
        begin_typing(hands)
        hands.window.action(name).trigger()
        QApplication.processEvents()
        hands.window.settle()
        texts = {card.text for card in hands.document.cards.values()}
        if name == "undo":
            assert hands.window.session.history.redo_label is not None
        else:
            assert "changed" in texts, name
        while hands.window.session.undo():
            pass
        assert hands.document == before, name
        hands.window.session.show_map(next(iter(before.maps)))


def test_keys_do_nothing_else_while_something_is_dragged(hands_on) -> None:
    hands = hands_on(sample())
    before = hands.document
    keys = (Qt.Key.Key_A, Qt.Key.Key_Return, Qt.Key.Key_F2, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Right)
    for key, kind in itertools.product(keys, ("pains", "emotions")):
        card = next(
            one for one in hands.document.cards.values() if one.type == kind and one.map == hands.window.session.map_id
        )
        hands.canvas.fit()
        start = hands.at(card.id)
        hands.drag(start, start + QPointF(150, 0).toPoint(), drop=False)
        hands.key(key)
        assert hands.canvas.text is None, (key, kind)
        assert hands.document is before, (key, kind)
        hands.canvas.cancel_gesture()
        assert hands.window.session.document is before
