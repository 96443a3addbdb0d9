"""What part of a drawing is in sight while presenting, and how one view turns into another."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

from cjdesigner.layout.hits import Box
from cjdesigner.layout.staging import LEAST, MOST


class View(NamedTuple):
    """Where the scene's origin stands in the window, in logical pixels, and logical pixels per scene unit."""

    x: float
    y: float
    scale: float

    def place(self, box: Box) -> QRectF:
        """A box of the scene in logical pixels of the window."""
        return QRectF(
            self.x + box.x * self.scale, self.y + box.y * self.scale, box.width * self.scale, box.height * self.scale
        )

    def scene(self, point: QPointF) -> QPointF:
        """A point of the window in scene units."""
        return QPointF((point.x() - self.x) / self.scale, (point.y() - self.y) / self.scale)

    def transform(self, ratio: float = 1.0) -> QTransform:
        """From scene units to logical pixels, or to device pixels with their ratio."""
        return QTransform(self.scale * ratio, 0, 0, self.scale * ratio, self.x * ratio, self.y * ratio)

    def zoomed(self, factor: float, at: QPointF) -> View:
        """Larger or smaller around a point of the window."""
        scale = max(LEAST, min(MOST, self.scale * factor))
        factor = scale / self.scale
        return View(at.x() + (self.x - at.x()) * factor, at.y() + (self.y - at.y()) * factor, scale)

    def moved(self, dx: float, dy: float) -> View:
        """Shifted by logical pixels."""
        return View(self.x + dx, self.y + dy, self.scale)


def between(one: View, other: View, share: float) -> View:
    """A view on the way: what is in sight changes evenly, so that nothing swings out of it."""
    if share <= 0.0:
        return one
    if share >= 1.0:
        return other
    left = _mixed(-one.x / one.scale, -other.x / other.scale, share)
    top = _mixed(-one.y / one.scale, -other.y / other.scale, share)
    scale = 1.0 / _mixed(1.0 / one.scale, 1.0 / other.scale, share)
    return View(-left * scale, -top * scale, scale)


def eased(time: float) -> float:
    """Slow at both ends: the share of the way at a share of the time."""
    time = max(0.0, min(1.0, time))
    return 4 * time**3 if time < 0.5 else 1 - (-2 * time + 2) ** 3 / 2


def _mixed(one: float, other: float, share: float) -> float:
    return one + (other - one) * share
