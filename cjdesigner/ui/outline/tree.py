"""The outline as nodes: filled where somebody looks, and brought up to date by what differs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from cjdesigner.edit.clipboard import text_of
from cjdesigner.editor.cells import Cells
from cjdesigner.model.ascending import ascending
from cjdesigner.model.document import Document
from cjdesigner.model.records import Card
from cjdesigner.ui.matching import folded

Order = Literal["steps", "lanes"]
Key = tuple[str, str]
"""Kind (map, phase, step, lane, card, tray) and id."""


class Node:
    """One line of the outline. ``children`` is None until somebody looks inside."""

    __slots__ = ("children", "item", "key", "number", "parent", "row")

    def __init__(self, number: int, key: Key, parent: Node | None, row: int) -> None:
        self.number, self.key, self.parent, self.row = number, key, parent, row
        self.children: list[Node] | None = None
        self.item: object = None
        """What a model keeps for this line."""

    @property
    def kind(self) -> str:
        """map, phase, step, lane, card or tray."""
        return self.key[0]

    @property
    def id(self) -> str:
        """The id of the record; "" for the tray."""
        return self.key[1]


class Tree:
    """Which node has which children. A model is told what has come in, and what is about to go."""

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        self.order: Order = "steps"
        self.kept: frozenset[str] | None = None
        """Ids that a filter lets through, with all above them; None without a filter."""
        self.came: Callable[[Node, int, int], None] = lambda node, first, last: None
        self.going: Callable[[Node, int, int], None] = lambda node, first, last: None
        self._count = 0
        self._numbers: dict[int, Node] = {}
        self.numbered: Callable[[int], Node | None] = self._numbers.get
        """The node with a number; numbers are never used again, so that an old one finds nothing."""
        self._nodes: dict[Key, Node] = {}
        self.root = Node(0, ("root", ""), None, 0)
        self.clear()

    def clear(self) -> None:
        """Begin anew with nothing but the map."""
        self._numbers.clear()
        self._nodes.clear()
        self.root = self._make(("root", ""), None, 0)
        self.fill(self.root)

    def _make(self, key: Key, parent: Node | None, row: int) -> Node:
        self._count += 1
        node = Node(self._count, key, parent, row)
        self._numbers[node.number] = node
        self._nodes[key] = node
        return node

    def known(self, key: Key) -> Node | None:
        """The node of a key, where it is filled in."""
        return self._nodes.get(key)

    def find(self, record_id: str) -> Node | None:
        """The node of a record, with all above it filled in; None where the outline does not show it."""
        chain = self._chain(record_id)
        node: Node | None = self.root
        for key in chain:
            if node is None:
                return None
            self.fill(node)
            node = self._nodes.get(key)
        return node if chain else None

    def _chain(self, record_id: str) -> list[Key]:
        """The keys from the map down to a record."""
        cells, shape = self.cells, self.cells.shape
        if shape is None:
            return []
        top: list[Key] = [("map", shape.map.id)]
        cell = cells.where(record_id)
        if cell is not None:
            if not cell[0]:
                return [*top, ("tray", ""), ("card", record_id)]
            if self.order == "lanes":
                return [*top, ("lane", cell[0]), ("card", record_id)]
            return [*top, ("phase", self._phase_of(cell[1])), ("step", cell[1]), ("card", record_id)]
        if record_id == shape.map.id:
            return top
        if self.order == "lanes":
            return [*top, ("lane", record_id)] if any(lane.id == record_id for lane in shape.lanes) else []
        if record_id in shape.steps_of:
            return [*top, ("phase", record_id)]
        if record_id in shape.column:
            return [*top, ("phase", self._phase_of(record_id)), ("step", record_id)]
        return []

    def _phase_of(self, step_id: str) -> str:
        shape = self.cells.shape
        return shape.steps[shape.column[step_id]].phase if shape is not None else ""

    def wanted(self, node: Node) -> list[Key]:
        """The keys of the children that a node should have now."""
        return [key for key in self._inside(node) if self._passes(key)]

    def _passes(self, key: Key) -> bool:
        if self.kept is None or key[1] in self.kept:
            return True
        return key[0] == "tray" and any(card.id in self.kept for card in self.cells.parked)

    def _inside(self, node: Node) -> Iterator[Key]:
        cells, shape = self.cells, self.cells.shape
        if shape is None:
            return
        if node.kind == "root":
            yield ("map", shape.map.id)
        elif node.kind == "map":
            if self.order == "lanes":
                yield from (("lane", lane.id) for lane in shape.lanes)
            else:
                yield from (("phase", phase.id) for phase in shape.phases)
            if cells.parked:
                yield ("tray", "")
        elif node.kind == "phase":
            yield from (("step", step.id) for step in shape.steps_of.get(node.id, ()))
        elif node.kind == "step":
            for lane in shape.lanes:
                yield from (("card", card.id) for card in cells.at(lane.id, node.id))
        elif node.kind == "lane":
            for step in shape.steps:
                yield from (("card", card.id) for card in cells.at(node.id, step.id))
        elif node.kind == "tray":
            yield from (("card", card.id) for card in cells.parked)

    def has_children(self, node: Node) -> bool:
        """Whether there is something inside, filled in or not."""
        if node.children is not None:
            return bool(node.children)
        return any(self._passes(key) for key in self._inside(node))

    def fill(self, node: Node) -> None:
        """Look inside a node for the first time."""
        if node.children is not None or node.kind == "card":
            return
        keys = self.wanted(node)
        if not keys:
            node.children = []
            return
        node.children = [self._make(key, node, row) for row, key in enumerate(keys)]
        self.came(node, 0, len(keys) - 1)

    def refresh(self, nodes: list[Node]) -> None:
        """Bring the children of these nodes up to date, what goes first: a card may have gone from one to another."""
        filled = [(node, self.wanted(node)) for node in nodes if node.children is not None]
        for node, keys in filled:
            if node.number in self._numbers:  # not gone with a node above it
                self._take_out(node, set(keys))
        for node, keys in filled:
            if node.number in self._numbers:
                self._put_in(node, keys)

    def _take_out(self, node: Node, keys: set[Key]) -> None:
        children = node.children or []
        row = len(children) - 1
        while row >= 0:
            if children[row].key in keys:
                row -= 1
                continue
            first = row
            while first and children[first - 1].key not in keys:
                first -= 1
            self._remove(node, first, row)
            row = first - 1

    def _remove(self, node: Node, first: int, last: int) -> None:
        children = node.children
        assert children is not None
        self.going(node, first, last)
        gone = children[first : last + 1]
        del children[first : last + 1]
        for child in gone:
            self._forget(child)
        _number(children, first)

    def _forget(self, node: Node) -> None:
        self._numbers.pop(node.number, None)
        if self._nodes.get(node.key) is node:
            del self._nodes[node.key]
        for child in node.children or ():
            self._forget(child)

    def _put_in(self, node: Node, keys: list[Key]) -> None:
        """What is in another order goes out and comes in again at its place."""
        children = node.children
        assert children is not None
        place = {key: number for number, key in enumerate(keys)}
        stay = set(ascending([place[child.key] for child in children]))
        for row in range(len(children) - 1, -1, -1):
            if row not in stay:
                self._remove(node, row, row)
        row = 0
        while row < len(keys):
            if row < len(children) and children[row].key == keys[row]:
                row += 1
                continue
            there = children[row].key if row < len(children) else None
            last = row
            while last + 1 < len(keys) and keys[last + 1] != there:
                last += 1
            children[row:row] = [self._make(keys[at], node, at) for at in range(row, last + 1)]
            _number(children, last + 1)
            self.came(node, row, last)
            row = last + 1


def _number(children: list[Node], first: int) -> None:
    for row in range(first, len(children)):
        children[row].row = row


class Folded:
    """Texts without accents and case, remembered by card: a filter asks for ten thousand of them at each key."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Card, str]] = {}

    def of(self, card: Card) -> str:
        """What a filter looks for in a card."""
        known = self._known.get(card.id)
        if known is not None and known[0] is card:
            return known[1]
        words = folded(" ".join((text_of(card), card.owner, *card.tags)))
        self._known[card.id] = (card, words)
        return words


def kept(document: Document, cells: Cells, query: str, memory: Folded) -> frozenset[str] | None:
    """The ids that a filter lets through: what holds all its words, and what is above and inside."""
    words = folded(query).split()
    shape = cells.shape
    if not words or shape is None:
        return None

    def fits(text: str) -> bool:
        return all(word in text for word in words)

    found = {shape.map.id}
    phase_of = {step.id: step.phase for step in shape.steps}
    named = {lane.id for lane in shape.lanes if fits(folded(lane.name))}
    named |= {phase.id for phase in shape.phases if fits(folded(phase.name))}
    named |= {step.id for step in shape.steps if fits(folded(step.name))}
    here = [card for card in document.cards.values() if card.map == cells.map_id]
    for card in here:
        if fits(memory.of(card)):
            found |= {card.id, card.lane, card.start, phase_of.get(card.start, "")}
    # What matches by its name keeps all that is in it, unless some of that matches by itself.
    whole = named - found
    for card in here if whole else ():
        if not whole.isdisjoint((card.lane, card.start, phase_of.get(card.start, ""))):
            found |= {card.id, card.lane, card.start}
    for step in shape.steps:
        if step.id in named or step.id in found or step.phase in whole:
            found |= {step.id, step.phase}
    found |= named
    return frozenset(found)
