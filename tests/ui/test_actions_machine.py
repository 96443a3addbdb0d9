"""Any sequence of actions in a real window, with any selection, keeps the document sound and can be undone."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from cjdesigner.edit import cards, maps, personas
from cjdesigner.files import project
from cjdesigner.model import ids, order, queries
from cjdesigner.model.document import Document
from cjdesigner.model.invariants import findings
from cjdesigner.model.looks import Look
from cjdesigner.ui import actions
from cjdesigner.ui.dialogs.new_project import NewProject
from tests.helpers.chance import chance
from tests.helpers.driver import fresh_drawing

EDITING = ("Edit", "Insert", "Card", "Map")
"""The menus of actions that change the document; a new action in one of them is tried here by itself."""
ELSEWHERE = ("recent", "language", "add_lane", "find", "replace", "search", "history")
"""Menus of their own, and panels that only show something."""
NAMES = sorted(
    one.id for one in actions.ACTIONS if one.id and one.menu in EDITING and one.id not in ELSEWHERE and not one.checked
)
KINDS = ("cards", "steps", "phases", "lanes", "links", "personas")


def start() -> Document:
    """Two maps with a few cards, points and personas."""
    document = maps.blank_document("en")
    (map_id,) = document.maps
    document, persona = personas.add(document, "Kim", map_id)
    shape = queries.structure(document, map_id)
    for lane in shape.lanes:
        payload = {"persona": persona, "value": -1.0} if lane.type == "emotions" else {}
        document = cards.add(document, lane.id, shape.steps[0].id, f"in {lane.name}", payload=payload)[0]
    document = cards.add_parked(document, map_id, "free", "Later")[0]
    return maps.duplicate(document, map_id)[0]


def choose(data: st.DataObject, hands) -> None:  # type: ignore[no-untyped-def]
    """Select some records of any kinds, or a cell, or nothing."""
    session, document = hands.window.session, hands.window.session.document
    what = data.draw(st.sampled_from(["nothing", "cell", "some", "some", "all"]))
    shape = queries.structure(document, session.map_id) if session.map_id in document.maps else None
    if what == "cell" and shape and shape.lanes and shape.steps:
        lane, step = data.draw(st.sampled_from(shape.lanes)), data.draw(st.sampled_from(shape.steps))
        session.select([], cell=(lane.id, step.id))
    elif what == "some":
        kind = data.draw(st.sampled_from(KINDS))
        there = sorted(document.collection(kind))
        session.select(data.draw(st.lists(st.sampled_from(there), max_size=3)) if there else [])
    elif what == "all":
        session.select(document.cards)
    else:
        session.select([])


def run(data: st.DataObject, hands, steps: int) -> None:  # type: ignore[no-untyped-def]
    chance.again()
    hands.begin(start())
    session = hands.window.session
    opened = project.dump(hands.document)
    for _ in range(steps):
        choose(data, hands)
        name = data.draw(st.sampled_from(NAMES))
        hands.window._update_actions()
        if hands.window.action(name).isEnabled():
            hands.window.action(name).trigger()
            if hands.canvas.text is not None and data.draw(st.booleans()):
                hands.type("words")
        QApplication.processEvents()
        hands.window.settle()
        assert session.document is session.saved_document, f"{name}: a preview was left behind"
        assert list(findings(hands.document)) == [], name
        assert project.parse(project.dump(hands.document)) == hands.document, name
        if session.map_id and session.look == Look():
            assert session.drawing() == fresh_drawing(session.document, session.map_id), name
    done = len(session.history.labels()[0])
    last = project.dump(hands.document)
    while session.undo():
        pass
    assert project.dump(hands.document) == opened
    for _ in range(done):
        session.redo()
    assert project.dump(hands.document) == last


@pytest.fixture
def hands(hands_on, monkeypatch):
    monkeypatch.setattr(NewProject, "ask", lambda *a, **k: None)
    for module in (ids, order):
        monkeypatch.setattr(module, "_chance", chance)
    return hands_on(start())


COMMON = {"deadline": None, "suppress_health_check": [*HealthCheck]}


@given(data=st.data())
@settings(max_examples=8, **COMMON)
def test_any_sequence_of_actions(hands, data) -> None:
    run(data, hands, 12)


@pytest.mark.soak
@given(data=st.data())
@settings(max_examples=30, **COMMON)
def test_any_long_sequence_of_actions(hands, data) -> None:
    run(data, hands, 40)
