"""What a look does not show of many records, found place by place as it is record by record."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cjdesigner.edit import cards
from cjdesigner.editor import looking
from cjdesigner.editor.looking import covered, uncovered
from cjdesigner.editor.session import Session
from cjdesigner.model.document import Document
from cjdesigner.model.looks import Look
from tests.helpers.maps import Named, small_map


@pytest.fixture
def named() -> Named:
    made = small_map()
    document = made.document
    for number, step in enumerate(made.steps):
        for key in ("pains", "free"):
            document, _ = cards.add(document, made.lanes[key], step, "x")
        values = {"value": 1.0, "persona": made.personas[number % 2]}
        document, _ = cards.add(document, made.lanes["emotions"], step, "y", payload=values)
    return made._replace(document=document)


def looks(named: Named) -> list[Look]:
    return [
        Look(hidden_steps=frozenset(named.steps[:1])),
        Look(folded=frozenset(named.phases[1:])),
        Look(hidden_personas=frozenset(named.personas[:1])),
        Look(hidden_lanes=frozenset([named.lanes["free"]]), hidden_steps=frozenset(named.steps[2:])),
    ]


def everything(document: Document) -> list[str]:
    return [*document.cards, *document.steps, *document.lanes]


@pytest.mark.parametrize("which", range(4))
def test_many_are_told_as_each_by_itself(named: Named, which: int) -> None:
    look, document = looks(named)[which], named.document
    session = Session(document)
    session.set_look(look)
    shape, ids = session.scene().structure, everything(document)
    single = {one for one in ids if uncovered(document, named.map, shape, look, [one])[1]}
    assert single and covered(document, named.map, shape, look, ids) == single
    opened, said = uncovered(document, named.map, shape, look, ids)
    one_by_one = look
    for one in ids:
        one_by_one, _ = uncovered(document, named.map, shape, one_by_one, [one])
    assert opened == one_by_one and said


def test_what_is_hidden_is_no_longer_selected(named: Named) -> None:
    session = Session(named.document)
    session.select(named.document.cards)
    session.set_look(Look(hidden_steps=frozenset(named.steps[:1])))
    left = {named.document.cards[one].start for one in session.selection}
    assert left == set(named.steps[1:])


def test_cards_that_stand_together_are_asked_about_once(named: Named, monkeypatch: pytest.MonkeyPatch) -> None:
    document = named.document
    for _ in range(60):
        document, _ = cards.add(document, named.lanes["pains"], named.steps[0], "more")
    session, asked = Session(document), []
    session.select(document.cards)
    usual = looking._opened
    monkeypatch.setattr(looking, "_opened", lambda *found: asked.append(found) or usual(*found))
    session.set_look(replace(session.look, hidden_personas=frozenset(named.personas[:1])))
    places = {(card.lane, card.start, card.payload.get("persona", "")) for card in document.cards.values()}
    assert len(asked) <= 2 * len(places) < len(document.cards)  # by the look, and by what stays selected
