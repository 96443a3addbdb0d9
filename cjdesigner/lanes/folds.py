"""Folded phases: how wide their column is, and how many cards each lane keeps in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from cjdesigner.draw.colours import blend
from cjdesigner.draw.grid import even
from cjdesigner.draw.shapes import Group, Meaning, Rect, Shape, Text
from cjdesigner.draw.text import advance
from cjdesigner.model.queries import Structure
from cjdesigner.theme.tokens import Theme
from cjdesigner.words import number

if TYPE_CHECKING:
    from cjdesigner.lanes.base import Scene

LEAST, MOST = 76.0, 132.0
"""Scene units of a folded phase: enough for most names in small letters."""
AROUND = 40.0
"""Scene units of a folded phase beside its name."""


class Fold(NamedTuple):
    """What a folded phase keeps from sight."""

    landing: str
    """The step where a card lands that is dropped on it."""
    cards: int
    by_lane: dict[str, int]
    """Lane id to the number of its cards that start in the phase."""


def widths(structure: Structure, folds: Mapping[str, Fold], theme: Theme) -> dict[str, float]:
    """How wide each folded phase is, in scene units."""
    found = {}
    for phase in structure.phases:
        if phase.id in folds:
            wide = advance(" ".join(phase.name.split()), theme.type.meta_strong) + AROUND
            found[phase.id] = even(max(LEAST, min(MOST, wide)))
    return found


def fold_groups(lane_id: str, colour: str, height: float, scene: Scene, at: float = 0.0) -> list[Group]:
    """The folded phases of one lane: a quiet band, and the number of cards in it, in the middle or at a height."""
    theme = scene.theme
    ground = blend(theme.colours.boundary, blend(colour, theme.colours.track, 0.025), 0.28)
    groups = []
    for place, phase in enumerate(scene.structure.phases):
        fold = scene.folds.get(phase.id)
        if fold is None:
            continue
        left, wide = scene.columns.phases[place]
        shapes: list[Shape] = [Rect(3.0, 1.0, wide - 6.0, height - 2.0, 4.0, ground)]
        count = fold.by_lane.get(lane_id, 0)
        if count:
            text, style = number(count, scene.language), theme.type.meta_strong
            room = max(advance(text, style) + 16.0, 26.0)
            x, y = wide / 2, at or even(height / 2)
            shapes.append(Rect(x - room / 2, y - 10.0, room, 20.0, 10.0, theme.colours.sheet, theme.colours.boundary))
            shapes.append(Text(x, y + 4.0, (text,), style, theme.colours.secondary, align="centre"))
        groups.append(Group(left, 0.0, wide, height, tuple(shapes), Meaning("guide")))
    return groups
