"""Where the columns of a map stand: one per step, grouped by phase."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from typing import NamedTuple

from cjdesigner.model.queries import Structure
from cjdesigner.theme.tokens import Theme

LEAST_COLUMN = 96.0
"""Scene units: below it not even a short word fits beside the padding."""


class Columns(NamedTuple):
    """Left edges and widths in scene units; a card keeps half a gap from both edges of its column."""

    left: tuple[float, ...]
    width: tuple[float, ...]
    phases: tuple[tuple[float, float], ...]
    """Left edge and width of each phase."""
    track_left: float
    track_right: float
    rail: float
    gap: float

    def box(self, first: int, last: int) -> tuple[float, float]:
        """Left edge and width of a card that spans these columns."""
        left = self.left[first] + self.gap / 2
        return left, self.left[last] + self.width[last] - self.gap / 2 - left

    def centre(self, column: int) -> float:
        """The middle of a column."""
        return self.left[column] + self.width[column] / 2

    def at(self, x: float) -> int | None:
        """The column at x; None beside all of them, and where a phase has no steps."""
        column = bisect_right(self.left, x) - 1
        return column if column >= 0 and x < self.left[column] + self.width[column] else None


def columns(structure: Structure, theme: Theme, narrow: Mapping[str, float] | None = None) -> Columns:
    """The columns of a map. A phase without steps still gets one column's width, so that it can be seen and filled.

    ``narrow`` are the widths of phases that are folded, by id.
    """
    sizes = theme.sizes
    x = sizes.margin + sizes.rail
    left: list[float] = []
    width: list[float] = []
    phases: list[tuple[float, float]] = []
    for phase in structure.phases:
        start = x
        for step in structure.steps_of[phase.id]:
            wide = max(step.width, LEAST_COLUMN) if step.width else sizes.column
            left.append(x)
            width.append(wide)
            x += wide
        if x == start:
            x += narrow[phase.id] if narrow and phase.id in narrow else sizes.column
        phases.append((start, x - start))
    if not phases:
        x += sizes.column
    return Columns(
        tuple(left), tuple(width), tuple(phases), sizes.margin, x + sizes.card_gap / 2, sizes.rail, sizes.card_gap
    )
