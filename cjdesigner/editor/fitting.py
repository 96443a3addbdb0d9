"""What steps need: the width at which its content reads well, without a broken word and in a handful of lines."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from cjdesigner.draw.text import advance
from cjdesigner.edit.sizes import LEAST_WIDTH
from cjdesigner.lanes import drawn_as
from cjdesigner.lanes.emotions import Emotion
from cjdesigner.model import queries, stopping
from cjdesigner.model.document import Document
from cjdesigner.model.records import Card, Step
from cjdesigner.theme.tokens import Theme

WIDEST = 480.0
"""Scene units: longer lines are no easier to read."""
_LINES = 4
"""Lines in which the text of a card may stand."""
_STEP = 5.0
_LONGEST = 400
"""Characters of a text that are looked at: a longer one is as wide as it may be anyway."""


def fitting_widths(document: Document, step_ids: Iterable[str], theme: Theme) -> dict[str, float]:
    """The widths in scene units, multiples of 5, that the steps' names and the cards in their columns need."""
    inside: dict[str, list[Card]] = {one: [] for one in step_ids}
    shapes = {one: queries.structure(document, one) for one in document.maps}
    seen = {lane.id for lane in document.lanes.values() if not lane.hidden}
    for card in document.cards.values():  # once for all steps
        if card.start in inside and card.lane in seen and card.map in shapes:
            span = shapes[card.map].span(card)
            if span is not None and span[0] == span[1]:
                inside[card.start].append(card)
    return {one: _width(document.steps[one], cards, theme) for one, cards in inside.items()}


def _width(step: Step, cards: Iterable[Card], theme: Theme) -> float:
    need = advance(step.name[:_LONGEST], theme.type.step) + 24.0
    around = theme.sizes.card_gap + 2 * theme.sizes.card_padding
    for card in cards:
        stopping.check()
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
