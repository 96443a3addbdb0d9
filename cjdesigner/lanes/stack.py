"""How cards share a lane: packed from the top, by start and then by order, each as high as its text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cjdesigner.draw.shapes import Group
from cjdesigner.model.records import Card

if TYPE_CHECKING:
    from cjdesigner.lanes.base import LaneType, Memo, Scene


def placed(cards: Sequence[Card], scene: Scene) -> list[tuple[int, int, Card]]:
    """First column, last column and card, of the cards that have a place, in reading order."""
    column = scene.structure.column
    found = []
    for card in cards:
        start = column.get(card.start)
        if start is None:
            continue
        end = column.get(card.end, start) if card.end else start
        found.append((start, end, card) if end >= start else (end, start, card))
    found.sort(key=lambda item: (item[0], item[2].order, item[2].id))
    return found


def stack(
    lane_type: LaneType, cards: Sequence[Card], colour: str, scene: Scene, memo: Memo
) -> tuple[list[Group], float]:
    """The cards' groups, and the y at which the lane may end: the fullest cell and the padding below it."""
    sizes = scene.theme.sizes
    gap, padding = sizes.card_gap, sizes.lane_padding
    skyline = [padding] * len(scene.columns.left)
    groups: list[Group] = []
    for first, last, card in placed(cards, scene):
        x, room = scene.columns.box(first, last if lane_type.spans else first)
        group = memo.group(lane_type, card, lane_type.natural_width(card, room, scene.theme), colour, scene)
        if first == last:
            y = skyline[first]
            skyline[first] = y + group.height + gap
        else:
            y = max(skyline[first : last + 1])
            skyline[first : last + 1] = [y + group.height + gap] * (last + 1 - first)
        groups.append(group.at(x, y))
    return groups, max(skyline, default=padding) - (gap if groups else 0.0) + padding
