"""What the actions that zoom do: in and out, to the whole map, and to what is selected, a phase or a lane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from cjdesigner.editor import folding
from cjdesigner.layout import hits

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow


def zoom_in(window: MainWindow) -> None:
    """A quarter larger."""
    window.views.camera.zoom_to(window.views.camera.scale_now * 1.25)


def zoom_out(window: MainWindow) -> None:
    """A fifth smaller."""
    window.views.camera.zoom_to(window.views.camera.scale_now / 1.25)


def zoom_fit(window: MainWindow) -> None:
    """The whole map."""
    window.views.camera.fit()


def zoom_width(window: MainWindow) -> None:
    """The whole width, from the top."""
    window.views.camera.fit_width()


def zoom_100(window: MainWindow) -> None:
    """One pixel per unit."""
    canvas = window.canvas
    if window.views.camera is not canvas:
        window.views.camera.zoom_to(1.0)
        return
    box = canvas.overlay.selected[-1][1] if canvas.overlay.selected else None
    canvas.zoom_to(1.0, QPointF(canvas.card_rect(box).center()) if box else None)
    if box:
        canvas.reveal(box)


def zoom_selection(window: MainWindow) -> None:
    """What is selected, as large as it fits."""
    boxes = [box for _, box in window.canvas.overlay.selected]
    if boxes:
        left, top = min(box.x for box in boxes), min(box.y for box in boxes)
        right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
        window.canvas.show_box(hits.Box(left - 20, top - 20, right - left + 40, bottom - top + 40), most=1.6)


def zoom_phase(window: MainWindow) -> None:
    """The phase of the selection, or the one in the middle, as large as it fits."""
    phase = _phase_now(window)
    if phase:
        _zoom_to_phase(window, phase)


def next_phase(window: MainWindow) -> None:
    """On to the next phase, at the size that fits it."""
    _turn(window, 1)


def previous_phase(window: MainWindow) -> None:
    """Back to the phase before."""
    _turn(window, -1)


def _turn(window: MainWindow, by: int) -> None:
    phases = [phase.id for phase in window.session.scene().structure.phases]
    here = _phase_now(window)
    if here in phases:
        place = phases.index(here) + by
        if 0 <= place < len(phases):
            window.session.select([phases[place]])
            _zoom_to_phase(window, phases[place])


def _phase_now(window: MainWindow) -> str:
    session = window.session
    chosen = folding.phases_of(session)
    if chosen:
        return chosen[-1]
    if session.map_id not in session.document.maps:
        return ""
    scene = session.scene()
    middle = window.canvas.visible_area().center().x()
    found = ""
    for (left, _), phase in zip(scene.columns.phases, scene.structure.phases, strict=True):
        if not found or left <= middle:
            found = phase.id
    return found


def _zoom_to_phase(window: MainWindow, phase_id: str) -> None:
    scene, drawing = window.session.scene(), window.session.drawing()
    row = next((row for row in drawing.rows if row.id == "phases"), None)
    for (left, wide), phase in zip(scene.columns.phases, scene.structure.phases, strict=True):
        if phase.id == phase_id and row is not None:
            window.canvas.show_columns(hits.Box(left, row.y, wide, drawing.height - row.y))


def zoom_lane(window: MainWindow) -> None:
    """The lane of the selection over the whole width, or as high as it fits."""
    chosen = folding.lanes_of(window.session)
    box = hits.find(window.session.drawing(), chosen[-1]) if chosen else None
    if box is not None:
        window.canvas.show_box(hits.Box(box.x, box.y - 12, box.width, box.height + 24), most=1.6)
