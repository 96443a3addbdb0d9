"""Any sequence of edits, undo, redo and saving keeps the document sound and its history exact."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from cjdesigner import edit
from cjdesigner.draw import fonts
from cjdesigner.edit import (
    audiences,
    between,
    cards,
    clipboard,
    curves,
    fields,
    filling,
    finding,
    lanes,
    links,
    maps,
    personas,
    phases,
    sizes,
    spreading,
    templates,
    tours,
    views,
)
from cjdesigner.editor.session import Session
from cjdesigner.files import project
from cjdesigner.lanes import LANE_TYPES, drawn_as
from cjdesigner.lanes.fields import Field
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.invariants import findings
from cjdesigner.model.looks import Look
from cjdesigner.model.records import Asset
from tests.helpers.chance import chance
from tests.helpers.driver import fresh_drawing
from tests.helpers.maps import WORDS, field_values, payloads, small_map

PICTURE = Asset(
    id="6b7fa434f92a8b80aab02d9bf1a12e49ffcae424e4013a1c4f68b67e3d2bbcd0",
    width=1,
    height=1,
    data="iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
)
LANE_KEYS = [*(kind.key for kind in LANE_TYPES), "novel"]
text = st.sampled_from(("", "x", *WORDS))
TEMPLATE = small_map()


class Editing(RuleBasedStateMachine):
    """One project under edit, checked after each step against a drawing and a file made from scratch."""

    def __init__(self) -> None:
        super().__init__()
        chance.again()
        fonts.application()
        self.session = Session(Document(maps.blank_document("en").project))
        self.opened = b""
        self.last = b""
        self.carried = clipboard.Fragment()

    @initialize(small=st.booleans())
    def open(self, small: bool) -> None:
        document = small_map().document if small else maps.blank_document("nl")
        self.opened = self.last = project.dump(document)
        self.session = Session(project.parse(self.opened))

    # What there is to choose from

    @property
    def document(self) -> Document:
        return self.session.saved_document

    @property
    def shape(self) -> queries.Structure:
        return queries.structure(self.document, self.session.map_id)

    def one(self, data: st.DataObject, records: Any) -> str:
        return data.draw(st.sampled_from(sorted(one.id for one in records)))

    def some_cards(self, data: st.DataObject) -> list[str]:
        there = sorted(card.id for card in self.document.cards.values() if card.map == self.session.map_id)
        return data.draw(st.lists(st.sampled_from(there), min_size=1, max_size=4, unique=True))

    def commit(self, document: Document, label: str = "Edit") -> None:
        before = self.document
        changed = self.session.commit(document, label)
        assert changed == (document != before)
        self.last = project.dump(self.document)

    def has_cards(self) -> bool:
        return any(card.map == self.session.map_id for card in self.document.cards.values())

    def has_cells(self) -> bool:
        return bool(self.session.map_id and self.shape.lanes and self.shape.steps)

    def has_map(self) -> bool:
        return bool(self.session.map_id)

    # Cards

    @precondition(has_cells)
    @rule(data=st.data(), words=text, index=st.none() | st.integers(-1, 4))
    def add_card(self, data: st.DataObject, words: str, index: int | None) -> None:
        lane_id = self.one(data, self.shape.lanes)
        people = tuple(sorted(self.document.personas))
        payload = data.draw(payloads(self.document.lanes[lane_id].type, people))
        step_id = self.one(data, self.shape.steps)
        document, card_id = cards.add(self.document, lane_id, step_id, words, index, payload)
        cell = [card.id for card in queries.cell(document, lane_id, step_id)]
        wanted = len(cell) - 1 if index is None else max(0, min(index, len(cell) - 1))
        assert cell.index(card_id) == wanted
        self.commit(document)

    @precondition(has_map)
    @rule(key=st.sampled_from(LANE_KEYS), words=text)
    def add_parked(self, key: str, words: str) -> None:
        document, card_id = cards.add_parked(self.document, self.session.map_id, key, words)
        assert queries.parked(document, self.session.map_id)[-1].id == card_id
        self.commit(document)

    @precondition(lambda self: self.has_cards() and self.has_cells())
    @rule(data=st.data(), index=st.none() | st.integers(-1, 5))
    def move_cards(self, data: st.DataObject, index: int | None) -> None:
        chosen = self.some_cards(data)
        lane_id, step_id = self.one(data, self.shape.lanes), self.one(data, self.shape.steps)
        document = cards.move(self.document, chosen, lane_id, step_id, index)
        first = document.cards[chosen[0]]
        assert (first.lane, first.start, first.type) == (lane_id, step_id, document.lanes[lane_id].type)
        assert all(not queries.is_parked(document, document.cards[one]) for one in chosen)
        others = [one.id for one in queries.cell(self.document, lane_id, step_id) if one.id not in chosen]
        cell = [one.id for one in queries.cell(document, lane_id, step_id)]
        assert [one for one in cell if one in others] == others
        if index is not None:
            assert cell.index(chosen[0]) == max(0, min(index, len(others)))
        assert cards.move(document, chosen[:1], lane_id, step_id, cell.index(chosen[0])) == document
        self.commit(document)

    @precondition(lambda self: self.has_cards() and len(self.document.maps) > 1)
    @rule(data=st.data(), index=st.none() | st.integers(-1, 4), copy=st.booleans())
    def move_cards_to_another_map(self, data: st.DataObject, index: int | None, copy: bool) -> None:
        others = [one for one in self.document.lanes.values() if one.map != self.session.map_id]
        steps = {one.id: queries.map_of(self.document, one) for one in self.document.steps.values()}
        lanes_there = [one for one in others if one.map in steps.values()]
        if not lanes_there:
            return
        lane_id = self.one(data, lanes_there)
        step_id = data.draw(
            st.sampled_from(sorted(one for one, home in steps.items() if home == self.document.lanes[lane_id].map))
        )
        document, chosen = self.document, self.some_cards(data)
        if copy:
            document, chosen = cards.duplicate(document, chosen)
        moved = between.move(document, chosen, lane_id, step_id, index)
        if moved.lanes.keys() == document.lanes.keys():  # a lane that is added gets a new id each time
            same = cards.move(document, chosen, lane_id, step_id, index)
            assert [(one.lane, one.start, one.payload) for one in moved.cards.values()] == [
                (one.lane, one.start, one.payload) for one in same.cards.values()
            ]
        assert {moved.cards[one].map for one in chosen} == {document.lanes[lane_id].map}
        first = moved.cards[chosen[0]]
        assert (first.lane, first.start) == (lane_id, step_id)
        gone = document.links.keys() - moved.links.keys()
        inside = {one.id for one in document.links.values() if {one.source, one.target} <= set(chosen)}
        assert not gone & inside, "links among the cards go along"
        self.commit(moved)

    @precondition(has_cards)
    @rule(data=st.data(), words=text, notes=text)
    def change_cards(self, data: st.DataObject, words: str, notes: str) -> None:
        chosen = self.some_cards(data)
        document = cards.change(self.document, chosen, text=words, notes=notes, tags=(words, notes))
        self.commit(cards.change_payload(document, chosen, severity=2, crop=(0.1, 0.2, 0.3, 0.4)))

    @precondition(has_cards)
    @rule(data=st.data())
    def park_cards(self, data: st.DataObject) -> None:
        chosen = self.some_cards(data)
        document = cards.park(self.document, chosen)
        assert set(chosen) <= {card.id for card in queries.parked(document, self.session.map_id)}
        self.commit(document)

    @precondition(has_cards)
    @rule(data=st.data())
    def change_field(self, data: st.DataObject) -> None:
        chosen = self.some_cards(data)
        type_key = self.document.cards[chosen[0]].type
        chosen = [one for one in chosen if self.document.cards[one].type == type_key]
        kind = drawn_as(type_key)
        offered = [one for one in kind.fields if field_values(one)]
        field: Field = data.draw(st.sampled_from(offered))
        value = data.draw(st.sampled_from(field_values(field, tuple(sorted(self.document.personas)))))
        document = fields.change(self.document, chosen, field, value)
        assert fields.value(document, chosen[:1], field) in (value, None)
        self.commit(document)

    @precondition(lambda self: self.has_cards() and self.has_cells())
    @rule(data=st.data())
    def stretch_card(self, data: st.DataObject) -> None:
        card_id = self.some_cards(data)[0]
        if not queries.is_parked(self.document, self.document.cards[card_id]):
            first, last = self.one(data, self.shape.steps), self.one(data, self.shape.steps)
            document = cards.stretch(self.document, card_id, first, last)
            column = self.shape.column
            wanted = tuple(sorted((column[first], column[last])))
            assert self.shape.span(document.cards[card_id]) == wanted
            self.commit(document)

    @precondition(has_cards)
    @rule(data=st.data(), by=st.integers(-2, 2))
    def lengthen_cards(self, data: st.DataObject, by: int) -> None:
        chosen = self.some_cards(data)
        spans = {one: self.shape.span(self.document.cards[one]) for one in chosen}
        document = cards.lengthen(self.document, chosen, by)
        for one, span in spans.items():
            if span is not None:
                last = max(span[0], min(span[1] + by, len(self.shape.steps) - 1))
                assert self.shape.span(document.cards[one]) == (span[0], last)
        self.commit(document)

    @precondition(has_cards)
    @rule(data=st.data())
    def duplicate_cards(self, data: st.DataObject) -> None:
        chosen = self.some_cards(data)
        document, made = cards.duplicate(self.document, chosen)
        assert [document.cards[one].text for one in made] == [document.cards[one].text for one in chosen]
        self.commit(document)

    @precondition(has_cards)
    @rule(data=st.data())
    def delete_cards(self, data: st.DataObject) -> None:
        self.commit(cards.delete(self.document, self.some_cards(data)))

    # Phases, steps, lanes

    @precondition(has_map)
    @rule(words=text, index=st.none() | st.integers(-1, 4), steps=st.integers(0, 2))
    def add_phase(self, words: str, index: int | None, steps: int) -> None:
        self.commit(phases.add_phase(self.document, self.session.map_id, words, index, ("new",) * steps)[0])

    @precondition(lambda self: self.has_map() and self.shape.phases)
    @rule(data=st.data(), words=text, index=st.none() | st.integers(-1, 4))
    def add_step(self, data: st.DataObject, words: str, index: int | None) -> None:
        self.commit(phases.add_step(self.document, self.one(data, self.shape.phases), words, index)[0])

    @precondition(lambda self: self.has_map() and self.shape.phases)
    @rule(data=st.data(), index=st.integers(-1, 4))
    def move_phase(self, data: st.DataObject, index: int) -> None:
        phase_id = self.one(data, self.shape.phases)
        document = phases.move_phase(self.document, phase_id, index)
        order = [phase.id for phase in queries.structure(document, self.session.map_id).phases]
        assert order.index(phase_id) == max(0, min(index, len(order) - 1))
        assert phases.move_phase(document, phase_id, order.index(phase_id)) == document
        self.commit(document)

    @precondition(has_cells)
    @rule(data=st.data(), index=st.integers(-1, 4))
    def move_step(self, data: st.DataObject, index: int) -> None:
        step_id, phase_id = self.one(data, self.shape.steps), self.one(data, self.shape.phases)
        document = phases.move_step(self.document, step_id, phase_id, index)
        there = [step.id for step in phases.steps_of(document, phase_id)]
        assert there.index(step_id) == max(0, min(index, len(there) - 1))
        assert phases.move_step(document, step_id, phase_id, there.index(step_id)) == document
        self.commit(document)

    @precondition(lambda self: self.has_map() and self.shape.phases)
    @rule(data=st.data())
    def delete_phase(self, data: st.DataObject) -> None:
        self.commit(phases.delete_phase(self.document, self.one(data, self.shape.phases)))

    @precondition(has_cells)
    @rule(data=st.data())
    def delete_step(self, data: st.DataObject) -> None:
        step_id = self.one(data, self.shape.steps)
        document = phases.delete_step(self.document, step_id)
        assert all(step_id not in (card.start, card.end) for card in document.cards.values())
        self.commit(document)

    @precondition(has_map)
    @rule(data=st.data(), words=text)
    def change_record(self, data: st.DataObject, words: str) -> None:
        records = [*self.shape.phases, *self.shape.steps, *self.shape.lanes, *self.document.personas.values()]
        if records:
            self.commit(phases.change(self.document, self.one(data, records), name=words))

    @precondition(has_cells)
    @rule(data=st.data(), wide=st.sampled_from([0.0, 96.0, 333.3]), truth=st.booleans(), hidden=st.booleans())
    def change_looks(self, data: st.DataObject, wide: float, truth: bool, hidden: bool) -> None:
        document = phases.change(self.document, self.one(data, self.shape.steps), width=wide, moment_of_truth=truth)
        self.commit(phases.change(document, self.one(data, self.shape.lanes), height=wide, hidden=hidden))

    @precondition(has_cells)
    @rule(data=st.data(), size=st.sampled_from([0.0, 1.0, 96.0, 333.3, 5000.0]), every=st.booleans())
    def change_sizes(self, data: st.DataObject, size: float, every: bool) -> None:
        steps = list(self.shape.column) if every else [self.one(data, self.shape.steps)]
        rows = [lane.id for lane in self.shape.lanes] if every else [self.one(data, self.shape.lanes)]
        document = sizes.heighten(sizes.widen(self.document, steps, size), rows, size)
        assert sizes.widen(document, steps, size) == document
        self.commit(document)

    @precondition(has_map)
    @rule(data=st.data(), key=st.sampled_from(["emotions"]), by=st.sampled_from([-0.1, 0.5, 9.0]), halves=st.booleans())
    def change_curves(self, data: st.DataObject, key: str, by: float, halves: bool) -> None:
        points = [card for card in self.document.cards.values() if card.type == key]
        if points:
            chosen = data.draw(st.lists(st.sampled_from(sorted(one.id for one in points)), max_size=3, unique=True))
            self.commit(curves.change_values(self.document, chosen, by, halves))
            self.commit(curves.shift(self.document, chosen, data.draw(st.integers(-3, 3))))
        rows = [lane for lane in self.shape.lanes if lane.type == key]
        people = curves.people(self.document, self.session.map_id)
        if rows and people:
            lane_id, persona = self.one(data, rows), data.draw(st.sampled_from(people))
            other = data.draw(st.sampled_from(people))
            document, made = curves.copy(self.document, lane_id, persona, other)
            assert all(document.cards[one].lane == lane_id for one in made)
            self.commit(document)
            self.commit(curves.show(self.document, lane_id, other, data.draw(st.booleans())))

    @precondition(has_map)
    @rule(language=st.sampled_from(["en", "nl"]))
    def change_language(self, language: str) -> None:
        self.commit(phases.change(self.document, self.document.project.id, language=language))

    @precondition(has_map)
    @rule(key=st.sampled_from(LANE_KEYS), index=st.none() | st.integers(-1, 8))
    def add_lane(self, key: str, index: int | None) -> None:
        self.commit(lanes.add(self.document, self.session.map_id, key, index)[0])

    @precondition(lambda self: self.has_map() and self.shape.lanes)
    @rule(data=st.data(), index=st.integers(-1, 8))
    def move_lane(self, data: st.DataObject, index: int) -> None:
        lane_id = self.one(data, self.shape.lanes)
        document = lanes.move(self.document, lane_id, index)
        order = [lane.id for lane in queries.structure(document, self.session.map_id).lanes]
        assert order.index(lane_id) == max(0, min(index, len(order) - 1))
        assert lanes.move(document, lane_id, order.index(lane_id)) == document
        self.commit(document)

    @precondition(lambda self: self.has_map() and self.shape.lanes)
    @rule(data=st.data())
    def delete_lane(self, data: st.DataObject) -> None:
        self.commit(lanes.delete(self.document, self.one(data, self.shape.lanes)))

    # Links, personas, maps

    @precondition(lambda self: self.has_cards() and self.has_cells())
    @rule(data=st.data(), words=text)
    def add_link(self, data: st.DataObject, words: str) -> None:
        ends = [*self.document.cards.values(), *self.document.steps.values()]
        source, target = self.one(data, ends), self.one(data, ends)
        if links.refusal(self.document, source, target):
            with pytest.raises(ValueError):
                links.add(self.document, source, target)
        else:
            self.commit(links.add(self.document, source, target, label=words)[0])

    @precondition(lambda self: self.has_cards() and self.has_cells())
    @rule(data=st.data())
    def add_links(self, data: st.DataObject) -> None:
        sources = self.some_cards(data)
        target = self.one(data, [*self.document.cards.values(), *self.document.steps.values()])
        single = self.document
        for source in sources:
            if not links.refusal(single, source, target):
                single, _ = links.add(single, source, target)
        document = links.add_all(self.document, sources, target)
        assert ends(document) == ends(single)
        self.commit(document)

    @precondition(lambda self: self.document.links)
    @rule(data=st.data(), kind=st.sampled_from(["causes", "mends", "leads_to", "refers_to"]))
    def change_link(self, data: st.DataObject, kind: Any) -> None:
        chosen = [self.one(data, self.document.links.values())]
        document = links.change_kind(self.document, chosen, kind)
        assert document.links[chosen[0]].kind == kind
        self.commit(links.turn(document, chosen))

    @precondition(lambda self: self.document.links)
    @rule(data=st.data())
    def delete_link(self, data: st.DataObject) -> None:
        self.commit(links.delete(self.document, [self.one(data, self.document.links.values())]))

    @precondition(lambda self: self.has_map() and len(self.document.personas) < 4)
    @rule(words=text)
    def add_persona(self, words: str) -> None:
        self.commit(personas.add(self.document, words, self.session.map_id)[0])

    @precondition(lambda self: self.has_map() and self.document.personas)
    @rule(data=st.data(), what=st.sampled_from([personas.take_part, personas.leave]), aimed=st.booleans())
    def persona_in_map(self, data: st.DataObject, what: Callable[..., Document], aimed: bool) -> None:
        persona_id = self.one(data, self.document.personas.values())
        document = what(self.document, self.session.map_id, persona_id)
        self.commit(personas.set_target(document, self.session.map_id, persona_id, aimed))

    @precondition(lambda self: self.document.personas)
    @rule(data=st.data())
    def delete_persona(self, data: st.DataObject) -> None:
        self.commit(personas.delete(self.document, self.one(data, self.document.personas.values())))

    @precondition(lambda self: self.document.personas)
    @rule(data=st.data(), index=st.integers(-1, 4), pictured=st.booleans())
    def change_persona(self, data: st.DataObject, index: int, pictured: bool) -> None:
        persona_id = self.one(data, self.document.personas.values())
        document = personas.set_picture(self.document, persona_id, PICTURE if pictured else None)
        self.commit(personas.move(document, persona_id, index))

    # Pictures, views, tours, readers

    @precondition(has_map)
    @rule(data=st.data(), index=st.none() | st.integers(-1, 3), several=st.booleans())
    def add_pictures(self, data: st.DataObject, index: int | None, several: bool) -> None:
        lane_id = data.draw(st.sampled_from(["", *sorted(one.id for one in self.shape.lanes)]))
        step_id = data.draw(st.sampled_from(["", *sorted(one.id for one in self.shape.steps)]))
        where = self.session.map_id, lane_id, step_id, index
        if several:
            document, made = filling.add_pictures(self.document, where[0], [PICTURE, PICTURE], *where[1:])
        else:
            document, one = filling.add_picture(self.document, where[0], PICTURE, *where[1:])
            made = [one]
        assert all(document.cards[one].type == "pictures" for one in made)
        self.commit(document)

    @precondition(has_map)
    @rule(number=st.integers(1, 2))
    def park_pictures(self, number: int) -> None:
        document, made = filling.park_pictures(self.document, self.session.map_id, [PICTURE] * number)
        assert all(queries.is_parked(document, document.cards[one]) for one in made) and len(made) == number
        self.commit(document)

    @precondition(has_map)
    @rule(data=st.data())
    def replace_a_picture(self, data: st.DataObject) -> None:
        pictures = sorted(one.id for one in self.document.cards.values() if one.type == "pictures")
        if pictures:
            self.commit(filling.with_picture(self.document, data.draw(st.sampled_from(pictures)), PICTURE))

    @precondition(has_map)
    @rule(data=st.data(), words=text, index=st.integers(-1, 3))
    def saved_views(self, data: st.DataObject, words: str, index: int) -> None:
        look = Look(
            hidden_steps=frozenset(step.id for step in self.shape.steps[:1]),
            folded=frozenset(phase.id for phase in self.shape.phases[1:]),
        )
        document, view_id = views.add(self.document, self.session.map_id, words, look)
        document = views.rename(views.update(document, view_id, Look()), view_id, "again")
        self.commit(views.move(document, view_id, index))
        if data.draw(st.booleans()):
            self.commit(views.delete(self.document, self.one(data, self.document.views.values())))

    @precondition(has_map)
    @rule(data=st.data(), words=text, index=st.none() | st.integers(-1, 3))
    def own_tour(self, data: st.DataObject, words: str, index: int | None) -> None:
        there = [*self.shape.phases, *self.shape.steps]
        shows = tuple(one.id for one in there[:2])
        document, stop_id = tours.add(self.document, self.session.map_id, index, name=words, shows=shows)
        document = tours.change(document, [stop_id], notes=words, skipped=True)
        self.commit(tours.move(document, [stop_id], 0))
        what = data.draw(st.sampled_from(["duplicate", "delete", "begin", "forget"]))
        mine = [one.id for one in queries.stops(self.document, self.session.map_id)]
        if what == "duplicate":
            document, made = tours.duplicate(self.document, mine[:2])
            assert len(made) == len(mine[:2])
        elif what == "delete":
            document = tours.delete(self.document, mine[:1])
        elif what == "begin":
            stops = queries.stops(self.document, self.session.map_id)
            document, made = tours.begin(self.document, self.session.map_id, stops)
            assert len(made) == len(mine)
        else:
            document = tours.forget(self.document, self.session.map_id)
            assert not queries.stops(document, self.session.map_id)
        self.commit(document)

    @rule(data=st.data(), words=text, notes=st.booleans())
    def readers(self, data: st.DataObject, words: str, notes: bool) -> None:
        hidden = [lane.id for lane in self.document.lanes.values()][:1]
        people = [persona.id for persona in self.document.personas.values()][:1]
        document, one = audiences.add(self.document, words, without_notes=notes, lanes=tuple(hidden))
        document = audiences.change(document, one, personas=tuple(people), without_drafts=True)
        shown = audiences.for_audience(document, document.audiences[one])
        assert not list(findings(shown)) and not set(hidden) & shown.lanes.keys()
        self.commit(document)
        if data.draw(st.booleans()):
            self.commit(audiences.delete(self.document, self.one(data, self.document.audiences.values())))

    @precondition(has_map)
    @rule(words=text)
    def as_a_template(self, words: str) -> None:
        made = templates.made_template(self.document, self.session.map_id, words, "summary")
        assert not list(findings(made)) and len(made.maps) == 1
        assert project.parse(project.dump(made)) == made

    @precondition(lambda self: len(self.document.maps) < 4)
    @rule()
    def add_map(self) -> None:
        self.commit(maps.add_blank(self.document)[0])

    @precondition(lambda self: self.has_map() and len(self.document.maps) < 4 and len(self.document.cards) < 60)
    @rule(future=st.booleans())
    def duplicate_map(self, future: bool) -> None:
        document, made = maps.duplicate(self.document, self.session.map_id, future)
        before, after = fresh_drawing(document, self.session.map_id), fresh_drawing(document, made)
        assert [row.height for row in before.rows[1:]] == [row.height for row in after.rows[1:]]
        self.commit(document)

    @precondition(lambda self: self.has_map() and len(self.document.maps) < 4 and len(self.document.cards) < 60)
    @rule(data=st.data())
    def insert_map_of_another_project(self, data: st.DataObject) -> None:
        source = self.document
        document, _ = maps.insert(maps.blank_document("en"), source, self.one(data, source.maps.values()))
        assert list(findings(document)) == []
        self.commit(maps.insert(self.document, TEMPLATE.document, TEMPLATE.map)[0])

    @precondition(has_map)
    @rule(data=st.data(), index=st.integers(-1, 4))
    def move_map(self, data: st.DataObject, index: int) -> None:
        map_id = self.one(data, self.document.maps.values())
        document = maps.move(self.document, map_id, index)
        order = [one.id for one in queries.maps(document)]
        assert order.index(map_id) == max(0, min(index, len(order) - 1))
        assert maps.move(document, map_id, order.index(map_id)) == document
        self.commit(document)

    @precondition(lambda self: len(self.document.maps) > 1)
    @rule(data=st.data())
    def delete_map(self, data: st.DataObject) -> None:
        self.commit(maps.delete(self.document, self.one(data, self.document.maps.values())))

    @precondition(lambda self: len(self.document.maps) > 1)
    @rule(data=st.data())
    def show_map(self, data: st.DataObject) -> None:
        self.session.show_map(self.one(data, self.document.maps.values()))

    # Clipboard and search

    @precondition(has_cards)
    @rule(data=st.data())
    def copy(self, data: st.DataObject) -> None:
        """As another program's window would get it."""
        fragment = clipboard.copy(self.document, self.some_cards(data))
        self.carried = clipboard.Fragment.model_validate_json(fragment.model_dump_json(exclude_defaults=True))

    @precondition(has_map)
    @rule(data=st.data(), index=st.none() | st.integers(-1, 5))
    def paste(self, data: st.DataObject, index: int | None) -> None:
        lane_id = data.draw(st.sampled_from(["", *sorted(one.id for one in self.shape.lanes)]))
        step_id = data.draw(st.sampled_from(["", *sorted(one.id for one in self.shape.steps)]))
        document, made = clipboard.paste(self.document, self.carried, self.session.map_id, lane_id, step_id, index)
        assert len(made) == len(self.carried.cards) == len(document.cards) - len(self.document.cards)
        assert all(document.cards[one].map == self.session.map_id for one in made)
        self.commit(document, "Paste")

    @precondition(has_map)
    @rule(data=st.data(), rows=st.lists(st.lists(text, max_size=3), max_size=3))
    def paste_table(self, data: st.DataObject, rows: list[list[str]]) -> None:
        lane_id = data.draw(st.sampled_from(["", *sorted(one.id for one in self.shape.lanes)]))
        step_id = data.draw(st.sampled_from(["", *sorted(one.id for one in self.shape.steps)]))
        document, made = filling.fill(self.document, self.session.map_id, lane_id, step_id, rows)
        assert len(made) == filling.count(rows) == len(document.cards) - len(self.document.cards)
        self.commit(document, "Paste")

    @precondition(has_map)
    @rule(lines=st.lists(text, max_size=3), data=st.data(), index=st.none() | st.integers(-1, 4))
    def paste_lines(self, lines: list[str], data: st.DataObject, index: int | None) -> None:
        lane_id, step_id = "", ""
        if self.has_cells() and data.draw(st.booleans()):
            lane_id, step_id = self.one(data, self.shape.lanes), self.one(data, self.shape.steps)
        document, made = filling.add_lines(self.document, self.session.map_id, lane_id, step_id, lines, index)
        assert len(made) == len(lines)
        self.commit(document, "Paste")

    @precondition(has_cards)
    @rule(data=st.data(), words=text)
    def mend_and_write_in_the_table(self, data: st.DataObject, words: str) -> None:
        chosen = self.some_cards(data)
        self.commit(filling.retexted(self.document, dict.fromkeys(chosen, words)))
        if self.has_cells():
            lane_id, step_id = self.one(data, self.shape.lanes), self.one(data, self.shape.steps)
            texts = [spreading.Written(words, "", lane_id, step_id), spreading.Written(words, chosen[0], "", "")]
            document, made = spreading.write(self.document, self.session.map_id, texts)
            assert len(made) == (2 if words.strip() else 0)
            self.commit(document)

    @rule(words=st.sampled_from(["a", "one", "é", "x y"]), new=st.sampled_from(["", "zz", "a b"]), case=st.booleans())
    def replace(self, words: str, new: str, case: bool) -> None:
        query = finding.Query(words, case)
        places = finding.find(self.document, query)
        document, count = finding.replace(self.document, places, query, new)
        assert count == len(places)
        self.commit(document, "Replace")

    # History and file

    @rule(data=st.data())
    def go_to(self, data: st.DataObject) -> None:
        """Any state of the history, and back."""
        done, undone = map(len, self.session.history.labels())
        before = project.dump(self.document)
        self.session.go_to(data.draw(st.integers(0, done + undone)))
        self.session.go_to(done)
        assert project.dump(self.document) == before

    @rule(steps=st.integers(1, 3))
    def undo(self, steps: int) -> None:
        for _ in range(steps):
            self.session.undo()
        self.last = project.dump(self.document)

    @rule(steps=st.integers(1, 3))
    def redo(self, steps: int) -> None:
        for _ in range(steps):
            self.session.redo()
        self.last = project.dump(self.document)

    @rule()
    def undo_all_and_redo_all(self) -> None:
        done, undone = map(len, self.session.history.labels())
        for _ in range(done):
            assert self.session.undo() is not None
        assert self.session.undo() is None
        assert project.dump(self.document) == self.opened
        for _ in range(done):
            assert self.session.redo() is not None
        assert project.dump(self.document) == self.last
        assert tuple(map(len, self.session.history.labels())) == (done, undone)

    @rule()
    def save_and_load(self) -> None:
        data = project.dump(self.document)
        loaded = project.parse(data)
        assert loaded == self.document
        assert project.dump(loaded) == data
        self.session = Session(loaded)
        self.opened = self.last = data

    @invariant()
    def is_sound(self) -> None:
        assert list(findings(self.document)) == []

    @invariant()
    def memory_changes_nothing(self) -> None:
        if self.session.map_id:
            assert self.session.drawing() == fresh_drawing(self.session.document, self.session.map_id)


def test_any_sequence_of_edits() -> None:
    run_state_machine_as_test(Editing, settings=settings(max_examples=25, stateful_step_count=20, deadline=None))


@pytest.mark.soak
def test_any_long_sequence_of_edits() -> None:
    run_state_machine_as_test(
        Editing,
        settings=settings(max_examples=settings.default.max_examples // 10, stateful_step_count=60, deadline=None),
    )


PARTS = {
    "clipboard.lanes_for": "a part of paste and of moving between maps",
    "merging.settled": "decides what a merge has left in dispute: test_merging.py",
    "places.moved": "a part of moving lanes, maps, personas, phases, stops and views",
    "placing.grown": "a part of paste and of filling in tables",
    "placing.lane_of": "a part of adding pictures",
    "placing.place": "a part of paste and of filling in tables",
}
"""Edit functions that no user calls by themselves, and by what they are covered."""


def ends(document: Document) -> list[tuple[str, str, str]]:
    """What is linked to what, and how."""
    return sorted((link.source, link.target, link.kind) for link in document.links.values())


def edits() -> set[str]:
    """Every public function of the edit room that makes a document."""
    found = set()
    for one in pkgutil.iter_modules(edit.__path__):
        module = importlib.import_module(f"{edit.__name__}.{one.name}")
        for name, function in vars(module).items():
            own = inspect.isfunction(function) and function.__module__ == module.__name__
            if own and not name.startswith("_") and "Document" in str(function.__annotations__.get("return", "")):
                found.add(f"{one.name}.{name}")
    return found


def test_no_edit_is_left_out() -> None:
    """A new edit function needs a rule above, or a word on what it is a part of."""
    tree = ast.parse(inspect.getsource(Editing))
    used = {
        f"{node.value.id}.{node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    assert sorted(edits() - used - PARTS.keys()) == []
    assert sorted(PARTS.keys() - edits()) == [], "gone, or no edit any more"
