"""Going to a record wherever it is: its map comes into view, it is selected and brought into sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjdesigner.editor import folding
from cjdesigner.layout import hits
from cjdesigner.model import queries
from cjdesigner.model.records import Card, JourneyMap, Record
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow


def jump(window: MainWindow, record_id: str) -> bool:
    """Show and select a record; False where it is gone."""
    session = window.session
    record = session.document.find(record_id)
    if record is None:
        return False
    window.views.comparing.close_()
    map_id = queries.map_of(session.document, record)
    if map_id in session.document.maps:
        session.show_map(map_id)
    # Nothing selected shows the map in the inspector.
    session.select([] if isinstance(record, JourneyMap) else [record_id])
    _tell_hidden(window, record)
    if isinstance(record, Card) and queries.is_parked(session.document, record):
        window.show_tray(True)
    elif isinstance(record, JourneyMap):
        title = hits.find(session.drawing(), record_id)
        if title is not None:
            window.canvas.reveal(title)
    else:
        window.canvas.reveal_selection()
    return True


def _tell_hidden(window: MainWindow, record: Record) -> None:
    """Offer to show the lane that a record lies in, where the file hides it."""
    document = window.session.document
    lane = document.lanes.get(record.lane if isinstance(record, Card) else record.id)
    if lane is not None and lane.hidden and lane.id in folding.hidden_lanes(window.session):
        lane_id = lane.id

        def show_lane() -> None:
            folding.show_lanes(window.session, [lane_id])
            window.canvas.reveal_selection()

        words = tr("It lies in the hidden lane “{name}”.", name=" ".join(lane.name.split())[:40])
        window.notify(words, tr("Show the lane"), show_lane)


def place_of(window: MainWindow, record_id: str) -> str:
    """Where a record is, for people: its step or phase, and its map where the project has several."""
    document = window.session.document
    record = document.find(record_id)
    if record is None:
        return ""
    parts = []
    if isinstance(record, Card) and record.start in document.steps:
        parts.append(document.steps[record.start].name)
    map_id = queries.map_of(document, record)
    if len(document.maps) > 1 and map_id in document.maps and map_id != record_id:
        parts.append(document.maps[map_id].title)
    return " · ".join(" ".join(part.split()) for part in parts if part)
