"""What a step needs: the width at which its content reads well, without a broken word and in a handful of lines."""

from __future__ import annotations

from math import ceil

from cjdesigner.draw.text import advance
from cjdesigner.edit.sizes import LEAST_WIDTH
from cjdesigner.lanes import drawn_as
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.theme.tokens import Theme

WIDEST = 480.0
"""Scene units: longer lines are no easier to read."""
_LINES = 4
"""Lines in which the text of a card may stand."""
_STEP = 5.0
_LONGEST = 400
"""Characters of a text that are looked at: a longer one is as wide as it may be anyway."""


def fitting_width(document: Document, step_id: str, theme: Theme) -> float:
    """The width in scene units, a multiple of 5, that the step's name and the cards in its column need."""
    step = document.steps[step_id]
    map_id = queries.map_of(document, step)
    shape = queries.structure(document, map_id)
    column = shape.column[step_id]
    seen = {lane.id for lane in shape.lanes if not lane.hidden}
    need = advance(step.name[:_LONGEST], theme.type.step) + 24.0
    around = theme.sizes.card_gap + 2 * theme.sizes.card_padding
    for card in document.cards.values():
        if card.map != map_id or card.lane not in seen or shape.span(card) != (column, column):
            continue
        if isinstance(card.payload, Emotion):
            need = max(need, advance((card.payload.word or card.text)[:_LONGEST], theme.type.meta_strong) + 16.0)
            continue
        kind = drawn_as(card.type)
        if kind.chips:
            need = max(need, kind.natural_width(card, WIDEST, theme) + theme.sizes.card_gap)
            continue
        words = card.text[:_LONGEST].split()
        if words:
            widest = max(advance(word, theme.type.body) for word in words)
            even = advance(" ".join(words), theme.type.body) / _LINES + widest / 2
            need = max(need, max(widest, even) + around)
        if need >= WIDEST:
            break
    return float(max(LEAST_WIDTH, min(WIDEST, ceil(need / _STEP) * _STEP)))
