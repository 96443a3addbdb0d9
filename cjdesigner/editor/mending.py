"""Which pain points a solution mends, and which solutions mend a pain point."""

from __future__ import annotations

from cjdesigner.model import queries
from cjdesigner.model.document import Document


def others(document: Document, card_id: str) -> tuple[str, ...]:
    """The cards at the other ends of the links that mend: for a pain point its solutions, else what the card mends."""
    if card_id not in document.cards:
        return ()
    mends = [link for link in queries.links_of(document, card_id) if link.kind == "mends"]
    if document.cards[card_id].type == "pains":
        found = [link.source for link in mends if link.target == card_id]
    else:
        found = [link.target for link in mends if link.source == card_id]
    return tuple(dict.fromkeys(one for one in found if one in document.cards))
