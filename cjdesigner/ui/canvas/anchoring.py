"""What stays in its place on the screen while the map around it is folded, hidden or shown again."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF

from cjdesigner.draw.shapes import Drawing
from cjdesigner.lanes.base import Scene


class Anchor(NamedTuple):
    """A phase's edge and a row's top, where they were in scene units."""

    phase: str
    x: float
    at_right: bool
    """Whether its right edge is what stays: the left one was out of sight."""
    row: str
    y: float

    def moved(self, drawing: Drawing, scene: Scene) -> tuple[float, float]:
        """By how many scene units they stand elsewhere now."""
        dx = dy = 0.0
        for (left, wide), phase in zip(scene.columns.phases, scene.structure.phases, strict=True):
            if phase.id == self.phase:
                dx = (left + wide if self.at_right else left) - self.x
        row = next((row for row in drawing.rows if row.id == self.row), None)
        return dx, row.y - self.y if row is not None else dy


def anchor(drawing: Drawing | None, scene: Scene, view: QRectF) -> Anchor | None:
    """The first phase and the first row in sight; ``view`` is the visible part in scene units."""
    if drawing is None:
        return None
    phase, x, at_right = "", 0.0, False
    for (left, wide), one in zip(scene.columns.phases, scene.structure.phases, strict=True):
        if left + wide > view.left() + 1.0:
            at_right = left < view.left()
            phase, x = one.id, left + wide if at_right else left
            break
    row = next((row for row in drawing.rows if row.y + row.height > view.top()), None)
    return Anchor(phase, x, at_right, row.id if row else "", row.y if row else 0.0)
