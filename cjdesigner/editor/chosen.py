"""What the selected records have in common: asked by nearly every action after each change, and found once for all."""

from __future__ import annotations

from functools import cached_property
from weakref import WeakKeyDictionary

from cjdesigner.editor.session import Session
from cjdesigner.lanes import lane_type
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.lanes.pains import Pain
from cjdesigner.lanes.pictures import PictureCard
from cjdesigner.lanes.solutions import Solution
from cjdesigner.lanes.touchpoints import Touchpoint
from cjdesigner.model.document import Document
from cjdesigner.model.records import Card, Step


class Chosen:
    """Facts about one selection in one document. With ten thousand cards selected each is a look at all of them."""

    def __init__(self, document: Document, selection: tuple[str, ...]) -> None:
        self._document = document
        self._selection = selection

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """The selected cards, in the order of the selection."""
        known = self._document.cards
        return tuple([known[one] for one in self._selection if one in known])

    @cached_property
    def others(self) -> tuple[str, ...]:
        """The ids of what is selected and no card."""
        known = self._document.cards
        return tuple([one for one in self._selection if one not in known])

    @cached_property
    def lanes(self) -> tuple[str, ...]:
        """The lanes that the cards are in, and what else is selected, each once, in the order of the selection."""
        return self._in_turn("lane")

    @cached_property
    def starts(self) -> tuple[str, ...]:
        """The steps that the cards start in, and what else is selected, each once, in the order of the selection."""
        return self._in_turn("start")

    def _in_turn(self, side: str) -> tuple[str, ...]:
        known = self._document.cards
        if not self.others:
            return tuple(dict.fromkeys([getattr(card, side) for card in self.cards]))
        return tuple(dict.fromkeys(getattr(known[one], side) if one in known else one for one in self._selection))

    @cached_property
    def types(self) -> frozenset[str]:
        """The types of the cards."""
        return frozenset([card.type for card in self.cards])

    @cached_property
    def tags(self) -> frozenset[str]:
        """The tags of the cards, as they are written there."""
        return frozenset([tag for card in self.cards if card.tags for tag in card.tags])

    @cached_property
    def people(self) -> frozenset[str]:
        """The personas that the cards are about, also those that a card keeps beside the fields of its type."""
        found = {card.payload.persona for card in self.cards if isinstance(card.payload, Emotion)}
        beside = [extra.get("persona") for card in self.cards if (extra := card.payload.model_extra)]
        return frozenset(found.union(one for one in beside if isinstance(one, str)))

    @cached_property
    def parked(self) -> tuple[str, ...]:
        """The cards without a place on the map."""
        lanes, steps = self._document.lanes, self._document.steps
        return tuple([card.id for card in self.cards if card.lane not in lanes or card.start not in steps])

    @cached_property
    def spanning(self) -> tuple[str, ...]:
        """The cards on the map that may stand over several steps."""
        kinds = {key: kind for key in self.types if (kind := lane_type(key)) is not None}
        long = {key for key, kind in kinds.items() if kind.spans and not kind.chips}
        away = set(self.parked)
        return tuple([card.id for card in self.cards if card.type in long and card.id not in away])

    @cached_property
    def cropped(self) -> bool:
        """Whether one of the cards hides something of its picture."""
        return any(isinstance(card.payload, PictureCard) and any(card.payload.crop) for card in self.cards)

    @cached_property
    def levelled(self) -> bool:
        """Whether one of the cards has a severity or an impact."""
        return any(isinstance(card.payload, Pain | Solution) for card in self.cards)

    @cached_property
    def points(self) -> tuple[str, ...]:
        """The cards that are points of a curve."""
        return tuple([card.id for card in self.cards if isinstance(card.payload, Emotion)])

    @cached_property
    def may_be_true(self) -> tuple[Step | Card, ...]:
        """The steps and touchpoints, which may be moments of truth."""
        known = self._document.steps
        steps = [known[one] for one in self.others if one in known]
        return (*steps, *(card for card in self.cards if isinstance(card.payload, Touchpoint)))

    @cached_property
    def true(self) -> bool:
        """Whether there are such, and all of them are moments of truth."""
        return bool(self.may_be_true) and all(
            one.moment_of_truth if isinstance(one, Step) else one.payload.get("moment_of_truth", False)
            for one in self.may_be_true
        )


_known: WeakKeyDictionary[Session, tuple[tuple[object, ...], Chosen]] = WeakKeyDictionary()


def selected(session: Session) -> Chosen:
    """What is selected now in a session; the same object for as long as neither that nor any card changes."""
    document = session.document
    basis = (session.selection, document.cards, document.lanes, document.steps)
    known = _known.get(session)
    if known is not None and all(a is b for a, b in zip(known[0], basis, strict=True)):
        return known[1]
    found = Chosen(document, session.selection)
    _known[session] = (basis, found)
    return found
