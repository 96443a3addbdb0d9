"""How cards share a lane: packed from the top, by start and then by order, each as high as its text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cjdesigner.draw.shapes import Group, new
from cjdesigner.model.records import Card

if TYPE_CHECKING:
    from cjdesigner.lanes.base import LaneType, Memo, Scene


def placed(cards: Sequence[Card], scene: Scene) -> list[tuple[int, str, str, int, Card]]:
    """First column, order, id, last column and card, of the cards that have a place, in reading order."""
    column = scene.structure.column
    found = []
    for card in cards:
        start = column.get(card.start)
        if start is None:
            continue
        end = column.get(card.end, start) if card.end else start
        if end < start:
            start, end = end, start
        found.append((start, card.order, card.id, end, card))  # ids differ, so no two cards are ever compared
    found.sort()
    return found


def stack(
    lane_type: LaneType, cards: Sequence[Card], colour: str, scene: Scene, memo: Memo
) -> tuple[list[Group], float]:
    """The cards' groups, and the y at which the lane may end: the fullest cell and the padding below it."""
    sizes = scene.theme.sizes
    gap, padding = sizes.card_gap, sizes.lane_padding
    skyline = [padding] * len(scene.columns.left)
    boxes = [scene.columns.box(column, column) for column in range(len(skyline))]
    groups: list[Group] = []
    drawn = memo.drawn
    memo.speak(scene.language)
    for first, _, _, last, card in placed(cards, scene):
        x, width = boxes[first] if first == last or not lane_type.spans else scene.columns.box(first, last)
        _, _, _, _, own, height, shapes, meaning = drawn(lane_type, card, width, colour, scene)
        if first == last:
            y = skyline[first]
            skyline[first] = y + height + gap
        else:
            y = max(skyline[first : last + 1])
            skyline[first : last + 1] = [y + height + gap] * (last + 1 - first)
        groups.append(new(Group, (x, y, own, height, shapes, meaning)))
    return groups, max(skyline, default=padding) - (gap if groups else 0.0) + padding
