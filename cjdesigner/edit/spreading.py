"""Texts into places of a table: what stands there says something else, what is free gets a card."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cjdesigner.edit import filling
from cjdesigner.edit.placing import Placed, place
from cjdesigner.model.document import Document


class Written(NamedTuple):
    """A text for a card, or without one for a new card in the cell."""

    text: str
    card: str
    lane: str
    step: str


def write(document: Document, map_id: str, texts: Iterable[Written]) -> tuple[Document, list[str]]:
    """The document with the texts in their places, and the ids of all cards concerned. Empty texts change nothing."""
    said = [one for one in texts if one.text.strip()]
    known = {one.card: one.text for one in said if one.card in document.cards}
    document = filling.retexted(document, known)
    fresh = []
    for one in said:
        if one.card not in known:
            card = filling.card(document, map_id, document.lanes[one.lane].type, one.text)
            fresh.append(Placed(card, one.lane, one.step))
    return place(document, fresh), [*known, *(one.card.id for one in fresh)]
