"""Differences and history: whatever is done can be undone, to the very value it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from cjdesigner.model.diff import Diff, diff
from cjdesigner.model.document import Document
from cjdesigner.model.history import History
from cjdesigner.model.records import Card, Persona, Project, Record

records: st.SearchStrategy[Record] = st.one_of(
    st.builds(Card, id=st.sampled_from("abcd"), text=st.sampled_from(["", "x", "y"])),
    st.builds(Persona, id=st.sampled_from("pqr"), name=st.sampled_from(["", "x"])),
    st.builds(Project, id=st.just("project"), title=st.sampled_from(["", "x"])),
)
documents = st.lists(records, max_size=8).map(lambda some: Document(Project(id="project")).with_records(some))


@given(documents, documents)
def test_a_difference_leads_there_and_back(one: Document, other: Document) -> None:
    change = diff(one, other)
    assert change.apply(one) == other
    assert change.take_back(other) == one
    assert bool(change) == (one != other)
    assert diff(one, one) == Diff()


@given(documents, documents, documents)
def test_two_differences_squashed_are_one(first: Document, second: Document, third: Document) -> None:
    whole = diff(first, second).squashed(diff(second, third))
    assert whole.apply(first) == third
    assert whole.take_back(third) == first
    assert bool(whole) == (first != third)
    assert {(change.kind, change.id) for change in whole} == {(change.kind, change.id) for change in diff(first, third)}


@given(documents)
def test_an_equal_document_of_other_objects_is_no_difference(document: Document) -> None:
    twin = Document(document.project.model_copy()).with_records(
        [
            record.model_copy(deep=True)
            for kind in ("cards", "personas")
            for record in document.collection(kind).values()
        ]
    )
    assert twin == document
    assert not diff(document, twin)


class Undoing(RuleBasedStateMachine):
    """A history beside the plain list of states that it should stand for."""

    def __init__(self) -> None:
        super().__init__()
        start = Document(Project(id="project"))
        self.history = History(start)
        self.states = [start]
        self.at = 0
        self.saved: Document = start

    @rule(record=records, remove=st.booleans())
    def edit(self, record: Record, remove: bool) -> None:
        now = self.history.document
        known = now.find(record.id)
        gone = [known] if remove and known is not None and not isinstance(known, Project) else []
        after = now.with_records([] if gone else [record], gone)
        change = self.history.commit(after, "edit")
        assert bool(change) == (after != now)
        if change:
            self.states[self.at + 1 :] = [after]
            self.at += 1

    @rule(record=records)
    def go_on(self, record: Record) -> None:
        """An edit that goes into the step before, where there is one to go into."""
        now = self.history.document
        joins = 0 < self.at == len(self.states) - 1 and self.history.saved_position != self.at
        after = now.with_records([record])
        if not self.history.commit(after, "edit", join=True):
            assert after == now
        elif not joins:
            self.states[self.at + 1 :] = [after]
            self.at += 1
        elif after == self.states[self.at - 1]:
            del self.states[self.at]
            self.at -= 1
        else:
            self.states[self.at] = after

    @rule()
    def undo(self) -> None:
        entry = self.history.undo()
        assert (entry is not None) == (self.at > 0)
        self.at -= entry is not None

    @rule()
    def redo(self) -> None:
        entry = self.history.redo()
        assert (entry is not None) == (self.at < len(self.states) - 1)
        self.at += entry is not None

    @rule()
    def save(self) -> None:
        self.history.mark_saved()
        self.saved = self.history.document

    @invariant()
    def stands_for_its_state(self) -> None:
        assert self.history.document == self.states[self.at]
        assert (self.history.undo_label is not None) == (self.at > 0)
        done, undone = self.history.labels()
        assert (len(done), len(undone)) == (self.at, len(self.states) - 1 - self.at)

    @invariant()
    def tells_every_state_without_going_there(self) -> None:
        for position, state in enumerate(self.states):
            assert self.history.at(position) == state
            assert (self.history.changes_to(position) == 0) == (position == self.at)
        assert self.history.position == self.at

    @invariant()
    def never_calls_a_changed_document_saved(self) -> None:
        if not self.history.changed:
            assert self.history.document == self.saved


TestUndoing = Undoing.TestCase


def test_a_thousand_undos() -> None:
    history = History(Document(Project(id="p")))
    for number in range(1_500):
        history.commit(history.document.with_records([Card(id=str(number))]), str(number))
    final = history.document
    while history.undo():
        pass
    assert history.document == Document(Project(id="p"))
    assert not history.changed
    while history.redo():
        pass
    assert history.document == final
    assert history.changed
    assert history.redo_label is None
