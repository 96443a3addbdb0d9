"""What the actions of the tour do: showing its strip, adding stops, and presenting from one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from cjdesigner.layout import hits
from cjdesigner.ui import large_edit
from cjdesigner.ui.present_commands import present_from

if TYPE_CHECKING:
    from cjdesigner.layout.stops import Stop
    from cjdesigner.ui.main_window import MainWindow
    from cjdesigner.ui.tour.pane import TourPane


def pane(window: MainWindow) -> TourPane:
    """The strip of the tour, made when it is first wanted: few windows need it at their start."""
    if window.tour_pane is None:
        from cjdesigner.ui.tour.pane import TourPane

        made = window.tour_pane = TourPane(window.session)
        window.middle.insertWidget(window.middle.indexOf(window.tray), made)
        window.files.session_opened.connect(made.set_session)
        made.present_asked.connect(lambda key: present_from(window, key))
        made.stop_chosen.connect(lambda stop: _bring_into_view(window, stop))
        made.left.connect(window.canvas.setFocus)
        made.closed.connect(lambda: toggle_tour(window))
    return window.tour_pane


def tour_shown(window: MainWindow) -> bool:
    """Whether the strip of the tour is in sight."""
    return window.tour_pane is not None and not window.tour_pane.isHidden()


def toggle_tour(window: MainWindow) -> None:
    """Show the strip of the tour with the keyboard in it, or hide it."""
    if tour_shown(window):
        pane(window).settle()
        pane(window).hide()
        window.canvas.setFocus()
    else:
        pane(window).show()
        pane(window).focus_first()
    window._update_actions()


def can_add_stop(window: MainWindow) -> bool:
    """Whether something is selected that a stop can show."""
    document = window.session.document
    kinds = (document.cards, document.steps, document.phases, document.lanes)
    return any(one in kind for one in window.session.selection for kind in kinds)


def add_stop(window: MainWindow) -> None:
    """What is selected becomes a stop of the map's own tour."""
    window.settle()
    made = pane(window)
    if not made.isVisible() and len(window.session.document.cards) > large_edit.LARGE:
        made.show()
        # The stops first, then the new one: both at once would be felt.
        QTimer.singleShot(0, made, lambda: _add(window, made))
        return
    made.show()
    _add(window, made)


def _add(window: MainWindow, made: TourPane) -> None:
    made.add_selected()
    window._update_actions()


def _bring_into_view(window: MainWindow, stop: Stop) -> None:
    """Show on the canvas what a stop shows, where it is a part of the map in view and not folded away."""
    if stop.slide is not None or stop.map != window.session.map_id:
        return
    if not window.session.look.arranges:
        window.canvas.show_box(stop.box, most=1.0)
        return
    drawing = window.session.drawing()
    boxes = [box for one in (stop.lit or stop.shows) if (box := hits.find(drawing, one)) is not None]
    if boxes:
        left, top = min(box.x for box in boxes), min(box.y for box in boxes)
        right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
        window.canvas.show_box(hits.Box(left - 20, top - 20, right - left + 40, bottom - top + 40), most=1.0)
