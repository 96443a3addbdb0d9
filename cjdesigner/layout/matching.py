"""Which records of two maps are the same one: by where they were copied from, else by what they are called."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

from cjdesigner.lanes.emotions import Emotion
from cjdesigner.model.ascending import ascending
from cjdesigner.model.document import Document
from cjdesigner.model.queries import Structure
from cjdesigner.model.records import Card, Lane, Persona

T = TypeVar("T")
Slot = tuple[T | None, T | None]
"""What stands at one place on the left and on the right; None for a gap."""


class Matches:
    """The pairs of two maps of one document: left id to right id, for phases, steps, lanes and cards."""

    def __init__(self, document: Document, left: Structure, right: Structure) -> None:
        self.pairs: dict[str, str] = {}
        self._pair(left.phases, right.phases, lambda phase: _word(phase.name))
        self._pair(left.steps, right.steps, lambda step: (self._place(step.phase), _word(step.name)))
        own, other = _shown(left), _shown(right)
        self._pair(own, other, lambda lane: (lane.type, _word(lane.name)))
        self._pair(own, other, lambda lane: lane.type)
        lanes = {lane.id for lane in (*own, *other)}
        cards: tuple[list[Card], list[Card]] = ([], [])
        for card in document.cards.values():
            if card.lane in lanes and card.map in (left.map.id, right.map.id):
                cards[card.map == right.map.id and left.map.id != right.map.id].append(card)
        self.cards = cards
        self._pair(cards[0], cards[1], lambda card: self._says(card, document))

    def _place(self, phase: str) -> str:
        """A phase by its id on the right, where it has one."""
        return self.pairs.get(phase, phase)

    def _says(self, card: Card, document: Document) -> Hashable:
        if isinstance(card.payload, Emotion):
            person: Persona | None = document.personas.get(card.payload.persona)
            whose = person.id if person else ""
            return (self._place(card.lane), self._place(card.start), whose)
        return (self._place(card.lane), _word(card.text)) if card.text.strip() else None

    def _pair(self, left: Sequence[Any], right: Sequence[Any], says: Callable[[Any], Hashable]) -> None:
        taken = set(self.pairs.values())
        theirs = {record.id: record for record in right if record.id not in taken}
        by_origin: dict[str, str] = {}
        for record in theirs.values():
            if record.origin:
                by_origin.setdefault(record.origin, record.id)
        mine = [record for record in left if record.id not in self.pairs]

        def take(record: Any, found: str | None) -> None:
            if found is not None and found in theirs:
                self.pairs[record.id] = found
                del theirs[found]

        for record in mine:
            take(record, by_origin.get(record.id))
        for record in mine:
            if record.id not in self.pairs and record.origin:
                take(record, record.origin if record.origin in theirs else by_origin.get(record.origin))
        by_word: dict[Hashable, list[str]] = {}
        for record in right:
            if record.id in theirs:
                by_word.setdefault(says(record), []).append(record.id)
        for record in mine:
            if record.id not in self.pairs:
                word = says(record)
                same = by_word.get(word) if word not in (None, "") else None
                while same:
                    one = same.pop(0)
                    if one in theirs:
                        take(record, one)
                        break


def merged(left: Sequence[Any], right: Sequence[Any], pairs: dict[str, str]) -> list[Slot[Any]]:
    """Both rows as one, in the order of each: pairs that would cross stand apart."""
    place = {record.id: index for index, record in enumerate(right)}
    crossing = [(index, place[pairs[one.id]]) for index, one in enumerate(left) if pairs.get(one.id) in place]
    kept = [crossing[index] for index in ascending([place for _, place in crossing])]
    slots: list[Slot[Any]] = []
    l_at = r_at = 0
    for l_next, r_next in [*kept, (len(left), len(right))]:
        slots += [(one, None) for one in left[l_at:l_next]]
        slots += [(None, one) for one in right[r_at:r_next]]
        if l_next < len(left):
            slots.append((left[l_next], right[r_next]))
        l_at, r_at = l_next + 1, r_next + 1
    return slots


def _word(text: str) -> str:
    return " ".join(text.casefold().split())


def _shown(shape: Structure) -> list[Lane]:
    return [lane for lane in shape.lanes if not lane.hidden]
