"""How somebody builds a map with the keyboard alone: lane by lane, each link as soon as both ends are there."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtWidgets import QApplication

from cjdesigner.edit import curves
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.layout import hits
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.queries import Structure
from cjdesigner.model.records import Card, Link
from cjdesigner.ui.fields.choice import ChoiceEditor
from cjdesigner.ui.fields.links import end_text
from cjdesigner.ui.fields.switch import SwitchEditor
from tests.ui.rebuilding.content import LENS, details, lens, whose
from tests.ui.rebuilding.hands import Person

LANE_KEYS = {
    "actions": "a", "touchpoints": "t", "thoughts": "h", "emotions": "e", "pains": "p", "solutions": "s",
    "messages": "m", "pictures": "i", "measures": "u", "backstage": "b", "free": "f",
}  # fmt: skip
"""The letters underlined in the menu of lane types."""
AT_FIRST = ("actions", "touchpoints", "emotions", "pains", "solutions")
"""The lanes of the blank page."""


class Plan(NamedTuple):
    """The map that is to be built, and where it is read."""

    document: Document
    map_id: str
    steps: tuple[str, ...]
    """The steps that are built: all of the map, or those of its first phases."""

    @property
    def shape(self) -> Structure:
        return queries.structure(self.document, self.map_id)

    def cell(self, lane: str, step: str) -> list[Card]:
        """The cards that start in a cell and are built."""
        return [card for card in queries.cell(self.document, lane, step) if not queries.is_parked(self.document, card)]

    def links(self) -> list[Link]:
        """The links of which both ends are built."""
        there = {card.id for card in self.document.cards.values() if card.start in self.steps} | set(self.steps)
        of_map = (link for link in self.document.links.values() if link.map == self.map_id)
        return [link for link in of_map if link.source in there and link.target in there]


class Builder:
    """Goes through a plan with a person's keys."""

    def __init__(self, plan: Plan, person: Person) -> None:
        self.plan, self.person = plan, person
        self.there: set[str] = set()
        """Cards and steps that are built already."""
        self.open = plan.links()

    def build(self) -> None:
        """The whole map."""
        self.headings()
        self.lens()
        self.personas()
        self.lanes()
        self.cards()
        self.parked()
        self.links_left()
        self.truths()

    def headings(self) -> None:
        """From the first cell up to the title, down to the phases, then along the steps."""
        press, write = self.person.key, self.person.type
        shape = self.plan.shape
        phases = [
            phase for phase in shape.phases if any(step.id in self.plan.steps for step in shape.steps_of[phase.id])
        ]
        press("Right", "Up", "Up", "Up")
        write(shape.map.title)
        press("Return", "Down")
        for number, phase in enumerate(phases):
            if number:
                press("Tab")
            write(phase.name)
        press("Return", *(("Escape", "Home") if len(phases) > 1 else ("Down",)))
        for number, phase in enumerate(phases):
            if number:
                press("Tab")
            for place, step in enumerate(shape.steps_of[phase.id]):
                if place:
                    press("ctrl+Return")
                write(step.name)
                self.there.add(step.id)
        press("Return", "Escape")
        for phase in phases:
            self.search(phase.name)
            self.fill({"description": phase.description, "goal": phase.goal})

    def lens(self) -> None:
        """What the map is about, in the inspector, which shows the map where nothing is selected."""
        self.person.key("Escape")
        self.fill(lens(self.plan.document, self.plan.map_id))

    def fill(self, values: dict[str, Any]) -> None:
        """Write fields of what is selected, or typed just now, in the inspector; then back to the map."""
        values = {name: value for name, value in values.items() if value}
        if not values:
            return
        press = self.person.key
        press("F6")
        passed: list[str] = []
        while values:
            name = self.person.see(_field)
            passed.append(name)
            assert len(passed) < 60, f"no way to {[*values]}, only to {passed}"
            if name in values:
                self.write(name, values.pop(name))
            if values:
                press("Tab")
        if self.person.see(_dirty):
            press("Tab")
        press("Escape")

    def write(self, name: str, value: Any) -> None:
        """The field that the keyboard is in: a text as it is, a choice by its number or the letters of its name."""
        kind, names = self.person.see(lambda window: _choice(window, name))
        if kind == "buttons":
            self.person.key(str(names.index(value) + 1 if isinstance(value, str) else value))
        elif kind == "switch":
            self.person.key(" ")
        elif kind == "list":
            for letter in names[value]:
                if self.person.see(lambda window: _listed(window, name)) == names[value]:
                    break
                self.person.key(letter)
        elif isinstance(value, tuple):
            self.person.type(("\n" if name in LENS else ", ").join(value))
        else:
            self.person.type(value)

    def personas(self) -> None:
        """Each from the command search, named in the inspector."""
        for one in curves.people(self.plan.document, self.plan.map_id):
            self.person.key("ctrl+k")
            self.person.type("ins per")
            self.person.key("Return")
            self.person.type(self.plan.document.personas[one].name)
            self.person.key("Return")
        self.person.key("Escape")

    def lanes(self) -> None:
        """Those that the blank page lacks, below their neighbours; Down goes from lane to lane."""
        press = self.person.key
        press("ctrl+Home", "Left")
        for number, lane in enumerate(self.plan.shape.lanes):
            if lane.type in AT_FIRST:
                press(*("Down",) if number else ())
            else:
                press("ctrl+shift+a", LANE_KEYS[lane.type])
            self.fill({"note": lane.note})

    def cards(self) -> None:
        """Along each lane with Tab; a curve once for each persona."""
        self.person.key("ctrl+Home")
        for lane in self.plan.shape.lanes:
            if lane.type == "emotions":
                self.curve(lane.id)
                continue
            for step in self.plan.steps:
                self.cell(lane.id, step)
                self.person.key("Tab")

    def cell(self, lane: str, step: str) -> None:
        """The cards of a cell, one after the other; what a card spans and what it is linked to comes with it."""
        typing = False
        for card in self.plan.cell(lane, step):
            if typing:
                self.person.key("Return")
            self.person.type(card.text)
            typing = True
            span = self.plan.shape.span(card) or (0, 0)
            for _ in range(span[1] - span[0]):
                self.person.key("alt+shift+Right")
                typing = False
            self.there.add(card.id)
            typing = not self.fields(card) and typing
            for link in [one for one in self.open if one.source == card.id and one.target in self.there]:
                self.link(link)
                typing = False

    def fields(self, card: Card) -> bool:
        """What the card holds beside its text: levels and moments of truth by their keys, the rest in the inspector."""
        values = dict(details(card))
        for name in ("severity", "impact"):
            if name in values:
                self.person.key(f"alt+{values.pop(name)}")
                break
        if values.pop("moment_of_truth", False):
            self.person.key("ctrl+shift+m")
        self.fill(values)
        return bool(values)

    def truths(self) -> None:
        """Steps that decide."""
        for step in self.plan.shape.steps:
            if step.moment_of_truth and step.id in self.plan.steps:
                self.go_to(step.id)
                self.person.key("ctrl+shift+m")

    def curve(self, lane: str) -> None:
        """Value and word of each point, for one persona after the other."""
        people = curves.people(self.plan.document, self.plan.map_id)
        for number, persona in enumerate(people):
            if number:
                self.person.key("Return", "ctrl+.", "Home")
            points = {card.start: card for card in curves.points(self.plan.document, lane, persona)}
            for place, step in enumerate(self.plan.steps):
                if step in points:
                    payload = points[step].payload
                    assert isinstance(payload, Emotion)
                    self.person.type(f"{payload.value:g} {payload.word}".strip())
                    self.there.add(points[step].id)
                    self.fields(points[step])
                if place < len(self.plan.steps) - 1 or persona == people[-1]:
                    self.person.key("Tab")

    def parked(self) -> None:
        """Typed where the keyboard is in the lane of their type, then put into the tray."""
        waiting = queries.parked(self.plan.document, self.plan.map_id)
        kinds = [lane.type for lane in self.plan.shape.lanes]
        for card in waiting:
            if card.type not in kinds:
                continue
            self.person.key("ctrl+Home", "Left", *["Down"] * kinds.index(card.type), "Right")
            self.person.type(card.text)
            self.fields(card)
            self.person.key("ctrl+shift+p")

    def links_left(self) -> None:
        """Those that lead from what was there to what came later: found by a few letters of their source."""
        for link in list(self.open):
            self.go_to(link.source)
            self.link(link)

    def go_to(self, record: str) -> None:
        """By the command search."""
        self.search(end_text(self.plan.document, record))

    def search(self, text: str) -> None:
        """What is found first when enough of it is typed."""
        self.person.key("ctrl+k")
        for letter in text:
            self.person.key(letter)
            if self.person.see(lambda window: first_result(window)) == text:
                break
        self.person.key("Return")

    def link(self, link: Link) -> None:
        """Look whether the right card is proposed, else type letters until it is."""
        wanted = end_text(self.plan.document, link.target)
        self.person.key("ctrl+l")
        for letter in wanted:
            if self.proposed() == wanted:
                break
            self.person.key(letter)
        while self.person.see(lambda window: window.canvas.linking and window.canvas.linking.proposed()) != link.kind:
            self.person.key("Tab")
        self.person.key("Return")
        self.open.remove(link)
        if link.label or link.persona:
            self.describe(link)

    def describe(self, link: Link) -> None:
        """The label and the persona of the link that was made, then back to the card that it starts from."""
        wanted = end_text(self.plan.document, link.source), end_text(self.plan.document, link.target)
        self.person.key("ctrl+shift+l")
        while self.person.see(_joined) != wanted:
            self.person.key("Tab")
        self.fill({"label": link.label, "persona": whose(self.plan.document, link.persona)})
        self.person.key(self.person.see(lambda window: _way_back(window)))

    def proposed(self) -> str:
        """What Enter would link to, as the bar says."""

        def look(window):  # type: ignore[no-untyped-def]
            made = window.canvas.linking
            return end_text(window.session.document, made.target) if made and made.target else ""

        return self.person.see(look)


def first_result(window) -> str:  # type: ignore[no-untyped-def]
    """What stands at the top of the command search."""
    item = window.command_search.list.currentItem()
    return item.text() if item is not None else ""


def _row(window: Any) -> Any:
    """The row of the inspector that the keyboard is in."""
    form, focus = window.inspector.form(), QApplication.focusWidget()
    rows = form.rows.values() if form is not None and focus is not None else ()
    return next((row for row in rows if row.isAncestorOf(focus)), None)


def _field(window: Any) -> str:
    row = _row(window)
    return row.field.name if row is not None else ""


def _dirty(window: Any) -> bool:
    """Whether something was typed there that is not kept yet: Escape would give it up."""
    row = _row(window)
    return row is not None and bool(getattr(row.editor, "dirty", False))


def _choice(window: Any, name: str) -> tuple[str, Any]:
    """How a field is chosen: "buttons" with their values, "list" with names by value, "switch", or "" for a text."""
    editor = window.inspector.form().rows[name].editor
    combo = getattr(editor, "combo", None)
    if isinstance(editor, SwitchEditor):
        return "switch", None
    if isinstance(editor, ChoiceEditor) and not combo.isVisible():
        return "buttons", list(editor.buttons)
    if combo is not None:
        names = {combo.itemData(place): combo.itemText(place) for place in range(combo.count())}
        return "list", names | {text: text for text in names.values()}
    return "", None


def _listed(window: Any, name: str) -> str:
    return str(window.inspector.form().rows[name].editor.combo.currentText())


def _joined(window: Any) -> tuple[str, str]:
    """What the selected link joins."""
    document = window.session.document
    link = document.links.get(window.session.selection[0]) if window.session.selection else None
    return (end_text(document, link.source), end_text(document, link.target)) if link is not None else ("", "")


def _way_back(window: Any) -> str:
    """The arrow from the selected link to where it starts."""
    link = window.session.document.links[window.session.selection[0]]
    drawing = window.session.drawing()
    source, target = hits.find(drawing, link.source), hits.find(drawing, link.target)
    assert source is not None and target is not None
    across, along = source.x - target.x, source.y - target.y
    if abs(across) > abs(along):
        return "Right" if across > 0 else "Left"
    return "Down" if along > 0 else "Up"
