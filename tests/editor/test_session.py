"""One project under edit: what is shown, what is kept, and who is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjdesigner.edit import cards, lanes, maps
from cjdesigner.editor import naming, walking
from cjdesigner.editor.session import Session
from cjdesigner.theme import tokens
from tests.helpers.maps import Named


def heard(session: Session) -> list[str]:
    aspects: list[str] = []
    session.listen(aspects.append)
    return aspects


def test_a_preview_is_shown_but_not_kept(named: Named, session: Session) -> None:
    aspects = heard(session)
    changed = cards.change(named.document, [named.cards["free"]], text="Preview")
    session.preview(changed)
    assert session.document is changed and session.saved_document is named.document
    assert not session.changed
    session.preview(None)
    assert session.document is named.document
    assert aspects == ["document", "document"]


@pytest.mark.parametrize("step", ["undo", "redo"])
def test_undo_takes_a_preview_off_the_screen(step: str, named: Named, session: Session) -> None:
    session.preview(cards.change(named.document, [named.cards["free"]], text="Preview"))
    aspects = heard(session)
    assert getattr(session, step)() is None
    assert session.document is named.document
    assert aspects == ["document"]
    assert getattr(session, step)() is None
    assert aspects == ["document"], "nothing to undo is nothing to tell"


def test_a_commit_is_one_step_with_a_name(named: Named, session: Session) -> None:
    changed = cards.delete(named.document, [named.cards["free"]])
    aspects = heard(session)
    assert session.commit(changed, "Delete card")
    assert session.changed and aspects == ["document"]
    assert not session.commit(session.document, "Nothing")
    assert aspects == ["document"]
    assert session.undo() == "Delete card"
    assert not session.changed
    assert session.redo() == "Delete card"
    assert session.undo() == "Delete card" and session.undo() is None


def test_what_is_gone_is_not_selected(named: Named, session: Session) -> None:
    session.select([named.cards["free"], "gone", named.cards["pains"], named.cards["free"]])
    assert session.selection == (named.cards["free"], named.cards["pains"])
    session.commit(cards.delete(named.document, [named.cards["free"]]), "Delete")
    assert session.selection == (named.cards["pains"],)
    session.select([], cell=(named.lanes["free"], named.steps[0]))
    session.commit(lanes.delete(session.document, named.lanes["free"]), "Delete")
    assert session.cell is None


def test_the_map_in_view_goes_when_it_is_deleted(named: Named, session: Session) -> None:
    document, other = maps.add_blank(named.document)
    session.commit(document, "Add map")
    session.show_map(other)
    assert session.map_id == other and session.drawing().title == document.maps[other].title
    session.undo()
    assert session.map_id == named.map
    with pytest.raises(KeyError):
        session.show_map(other)


def test_saving_is_told_and_undo_past_it_is_a_change(named: Named, session: Session) -> None:
    session.commit(cards.delete(named.document, [named.cards["free"]]), "Delete")
    aspects = heard(session)
    session.saved(Path("somewhere.cjmap"))
    assert aspects == ["file"] and not session.changed
    session.undo()
    assert session.changed
    session.redo()
    assert not session.changed


def test_a_listener_that_left_is_not_called(session: Session) -> None:
    aspects: list[str] = []
    session.listen(aspects.append)
    session.say("One")
    session.forget(aspects.append)
    session.say("Two")
    assert aspects == ["notice"] and session.notice == "Two"


def test_arrows_lead_through_cards_and_cells(named: Named) -> None:
    document, second = cards.add(named.document, named.lanes["actions"], named.steps[0], "Second")
    session = Session(document)
    walking.step(session, 1, 0)
    assert session.selection == (named.cards["actions"],)
    walking.step(session, 0, 1)
    assert session.selection == (second,)
    walking.step(session, 0, 1)
    assert session.selection == (named.cards["touchpoints"],)
    walking.step(session, 0, -1)
    assert session.selection == (second,), "from below one comes to the last card"
    walking.step(session, 1, 0)
    assert session.selection == () and session.cell == (named.lanes["actions"], named.steps[1])
    walking.next_cell(session, back=True)
    assert session.selection == (named.cards["actions"],)
    for _ in range(4):
        walking.next_cell(session)
    assert session.selection == (named.cards["touchpoints"],)


def test_every_record_with_a_name_is_edited_in_place(named: Named) -> None:
    theme = tokens.load("paper")
    document = named.document
    for record in (
        *named.phases,
        *named.steps,
        *named.lanes.values(),
        *named.personas,
        named.map,
        *named.cards.values(),
    ):
        editable = naming.editable(document, record, theme)
        assert editable is not None
        changed = naming.with_text(document, record, "Another name")
        again = naming.editable(changed, record, theme)
        assert again is not None and again.text == "Another name"
        assert editable.single_line == (document.cards.get(record) is None or record == named.cards["emotions"])
    assert naming.editable(document, "gone", theme) is None


class Watch:
    """A clock that stands still until it is told otherwise."""

    def __init__(self, session: Session) -> None:
        self.now = 100.0
        session.clock = lambda: self.now


def nudge(session: Session, card_id: str, text: str, again: str = "nudge") -> None:
    session.commit(cards.change(session.saved_document, [card_id], text=text), f"Nudge {text}", again=again)


def test_a_key_pressed_again_goes_on_in_the_same_step(named: Named, session: Session) -> None:
    watch, card = Watch(session), named.cards["free"]
    session.select([card])
    for text in "abc":
        nudge(session, card, text)
        watch.now += 0.9
    assert session.history.labels()[0] == ("Nudge c",)
    assert session.undo() == "Nudge c"
    assert session.document == named.document and not session.changed
    session.redo()
    assert session.document.cards[card].text == "c"


def test_there_and_back_at_once_leaves_no_step(named: Named, session: Session) -> None:
    Watch(session)
    card = named.cards["free"]
    was = named.document.cards[card].text
    nudge(session, card, "a")
    nudge(session, card, was)
    assert session.document == named.document
    assert session.history.undo_label is None and not session.changed
    nudge(session, card, "b")
    assert session.history.labels()[0] == ("Nudge b",)


@pytest.mark.parametrize("between", ["pause", "selection", "other kind", "other edit", "undo and redo", "save", "undo"])
def test_what_comes_between_begins_another_step(between: str, named: Named, session: Session, tmp_path: Path) -> None:
    watch, card = Watch(session), named.cards["free"]
    session.select([card])
    nudge(session, card, "a")
    if between == "pause":
        watch.now += 1.1
    elif between == "selection":
        session.select([])
    elif between == "other kind":
        nudge(session, card, "b", again="push")
    elif between == "other edit":
        session.commit(cards.change(session.saved_document, [card], notes="x"), "Change notes")
    elif between == "undo and redo":
        session.undo()
        session.redo()
    elif between == "undo":
        nudge(session, card, "b", again="push")
        session.undo()
    else:
        session.saved(tmp_path / "there.cjmap")
        assert not session.changed
    before = session.document
    nudge(session, card, "z")
    assert session.history.undo_label == "Nudge z"
    session.undo()
    assert session.document == before
    if between == "save":
        assert not session.changed, "what the file holds can still be reached"
