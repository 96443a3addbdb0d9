"""The tour of the map in view under edit: its stops, and each change to them as one step that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from cjdesigner.edit import tours
from cjdesigner.editor.chosen import Chosen, selected
from cjdesigner.editor.looking import whole_engine
from cjdesigner.editor.session import Session
from cjdesigner.layout import own_tour
from cjdesigner.layout.engine import Engine
from cjdesigner.layout.stops import Stop
from cjdesigner.model import queries, records
from cjdesigner.model.document import Document
from cjdesigner.model.records import MAX_TEXT, Lane, Phase, Step
from cjdesigner.words import ntr, tr

Edit = Callable[[Document, list[str]], Document]


class Tour:
    """Stops are told by their places in the strip. The first change makes the generated tour the map's own."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.stops: tuple[Stop, ...] = ()
        self._engine = Engine(session.engine.theme)
        """Of its own: a presentation shows the whole map, whatever the editor has folded or hidden."""
        self._known: tuple[tuple[object, ...], tuple[str, ...]] | None = None
        """What of the selection a stop can show, and of what that was found."""

    def set_session(self, session: Session) -> None:
        """The tours of another project."""
        self.session = session
        self._engine = Engine(session.engine.theme)

    @property
    def map_id(self) -> str:
        """The map in view."""
        return self.session.map_id

    @property
    def is_own(self) -> bool:
        """Whether the map has a tour of its own."""
        return bool(queries.stops(self.session.document, self.map_id))

    def read(self) -> None:
        """Take the stops as they are now, those that are skipped too."""
        document = self.session.document
        there = self.map_id in document.maps
        engine = whole_engine(self.session.engine, document, document, self._engine)
        self.stops = own_tour.every(document, self.map_id, engine) if there else ()

    def record(self, place: int) -> records.Stop | None:
        """The record of a stop; None while the tour is the generated one."""
        return self.session.document.stops.get(self.stops[place].record)

    def is_skipped(self, place: int) -> bool:
        """Whether the presentation passes over a stop."""
        record = self.record(place)
        return record is not None and record.skipped

    def selected(self) -> tuple[str, ...]:
        """Of what is selected on the map, what a stop can show."""
        document, chosen = self.session.document, selected(self.session)
        basis = (chosen, document.phases, self.map_id)
        if self._known is None or any(one is not other for one, other in zip(self._known[0], basis, strict=True)):
            self._known = (basis, self._shown_of(chosen))
        return self._known[1]

    def _shown_of(self, chosen: Chosen) -> tuple[str, ...]:
        document, here = self.session.document, self.map_id
        away = set(chosen.parked)
        found = {card.id for card in chosen.cards if card.map == here and card.id not in away}
        for one in chosen.others:
            record = document.find(one)
            if isinstance(record, (Phase, Step, Lane)) and queries.map_of(document, record) == here:
                found.add(one)
        return tuple([one for one in self.session.selection if one in found])

    # --- changes --------------------------------------------------------------------------------------------------

    def _commit(self, edit: Edit, label: str, moved: Sequence[int] = ()) -> bool:
        """One step: the generated tour becomes the map's own first, where it has none.

        The same stops ``moved`` again at once go on in that step.
        """
        document = self.session.saved_document
        if self.map_id not in document.maps:
            return False
        own = [stop.id for stop in queries.stops(document, self.map_id)]
        if own and own != [stop.record for stop in self.stops]:
            return False  # the strip is about to show another state of the tour
        if not own:
            document, own = tours.begin(document, self.map_id, own_tour.templates(self.stops))
        again = " ".join(("stops", *(own[one] for one in moved))) if moved else ""
        return self.session.commit(edit(document, own), label, again=again)

    def add_selected(self, after: int) -> bool:
        """What is selected on the map as a stop after the one at a place."""
        shows = self.selected()
        if not shows:
            return False

        def edit(document: Document, own: list[str]) -> Document:
            return tours.add(document, self.map_id, min(after + 1, len(own)), shows=shows)[0]

        return self._commit(edit, tr("Add a stop"))

    def move(self, places: Sequence[int], index: int) -> bool:
        """Stops to an index among the others."""
        label = ntr("Move {count} stop", "Move {count} stops", len(places))
        return self._commit(
            lambda document, own: tours.move(document, [own[one] for one in places], index), label, places
        )

    def delete(self, places: Sequence[int]) -> bool:
        """Without these stops; one at least stays."""
        if len(places) >= len(self.stops):
            return False
        label = ntr("Delete {count} stop", "Delete {count} stops", len(places))
        return self._commit(lambda document, own: tours.delete(document, [own[one] for one in places]), label)

    def duplicate(self, places: Sequence[int]) -> bool:
        """Copies after the last of these stops."""
        label = ntr("Duplicate {count} stop", "Duplicate {count} stops", len(places))
        return self._commit(lambda document, own: tours.duplicate(document, [own[one] for one in places])[0], label)

    def change(self, places: Sequence[int], label: str, **fields: Any) -> bool:
        """Fields of these stops."""
        if not places:
            return False
        return self._commit(lambda document, own: tours.change(document, [own[one] for one in places], **fields), label)

    def rename(self, place: int, name: str) -> bool:
        """Another name; "" for the name of what is shown."""
        name = "" if name.strip() == self.stops[place].title and not self._named(place) else name.strip()[:MAX_TEXT]
        if name == self._named(place):
            return False
        return self.change([place], tr("Rename stop"), name=name)

    def _named(self, place: int) -> str:
        record = self.record(place)
        return record.name if record is not None else ""

    def skip(self, places: Sequence[int], skipped: bool) -> bool:
        """Pass over these stops while presenting, or show them again."""
        return self.change(places, tr("Skip stop") if skipped else tr("Show stop again"), skipped=skipped)

    def light_selected(self, places: Sequence[int]) -> bool:
        """Light what is selected on the map at these stops, and dim the rest."""
        return self.change(places, tr("Choose what is lit"), lit=self.selected())

    def zoom(self, places: Sequence[int], zoom: float) -> bool:
        """How much closer than a tight fit; 0 lets the tour choose."""
        return self.change(places, tr("Change the zoom of a stop"), zoom=zoom)

    def note(self, place: int, notes: str) -> bool:
        """What the speaker wants to say there."""
        record = self.record(place)
        if notes == (record.notes if record is not None else ""):
            return False
        return self.change([place], tr("Change speaker notes"), notes=notes[:MAX_TEXT])

    def back_to_generated(self) -> bool:
        """Give the map's own tour up."""
        document = tours.forget(self.session.saved_document, self.map_id)
        return self.session.commit(document, tr("Back to the generated tour"))
