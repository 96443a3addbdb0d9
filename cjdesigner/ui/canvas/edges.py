"""Scrolling while something is dragged near an edge of the canvas: which way, how fast, and how far at most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF

if TYPE_CHECKING:
    from cjdesigner.ui.canvas.view import MapView

_NEAR = 36
"""Pixels from the edge within which the map begins to move."""
_FASTEST = 20.0
"""Pixels at once."""


def pull(view: MapView, position: QPoint, for_cards: bool, for_link: bool = False) -> tuple[float, float]:
    """Pixels to scroll with the pointer at a place of the viewport; nothing where the map has come to its end.

    ``for_cards`` where something is dragged that belongs in a cell. It cannot land on pinned names, nor beside the map:
    so the edge is where the names end, and the first and the last cell stay below the pointer. ``for_link`` where a
    link is drawn, which may end at a pinned step but not at the name of a lane.
    """
    room = QRectF(view.viewport().rect())
    content = view.viewportTransform().mapRect(view.scene().sceneRect())
    cells = _cells(view) if for_cards else None
    if cells is not None:
        room = room.intersected(view._beside_strips(1.0))
        content = view.viewportTransform().mapRect(cells)
    elif for_link:
        room.setLeft(view._beside_strips(1.0).left())
    return (
        _along(position.x(), room.left(), room.right(), content.left(), content.right()),
        _along(position.y(), room.top(), room.bottom(), content.top(), content.bottom()),
    )


def _cells(view: MapView) -> QRectF | None:
    """All cells of the map, in scene units."""
    drawing, scene = view.overlay.drawing, view.session.scene()
    lanes = {lane.id for lane in scene.structure.lanes}
    rows = [row for row in drawing.rows if row.id in lanes] if drawing is not None else []
    if not rows or not scene.structure.steps:
        return None
    x, wide = scene.columns.box(0, len(scene.structure.steps) - 1)
    top, bottom = min(row.y for row in rows), max(row.y + row.height for row in rows)
    return QRectF(x, top, wide, bottom - top)


def _along(place: float, start: float, end: float, first: float, last: float) -> float:
    """How far to scroll in one direction: at most until the content's ``first`` or ``last`` pixel is in sight."""
    before, behind = start + _NEAR - place, place - end + _NEAR
    speed, left = (-before, start - first) if before > 0 else (behind, last - end)
    if max(before, behind) <= 0 or left < 1:
        return 0.0
    pixels = max(1.0, min(abs(speed) * 0.5, _FASTEST, left))
    return pixels if speed > 0 else -pixels
