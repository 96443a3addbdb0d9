"""The way through a presentation: its stops as this audience sees them, where it is, and a card looked up beside it."""

from __future__ import annotations

from cjdesigner.draw.shapes import Drawing
from cjdesigner.edit.audiences import for_audience, narrowed
from cjdesigner.editor.looking import whole_engine
from cjdesigner.editor.session import Session
from cjdesigner.lanes.base import Scene
from cjdesigner.layout import own_tour
from cjdesigner.layout.engine import Engine
from cjdesigner.layout.hits import Box, box_of
from cjdesigner.layout.stops import Stop
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.records import Audience
from cjdesigner.ui.presenting.buildup import can_build, floors

_AROUND = 90.0
"""Scene units around a card that was looked up."""


class Walk:
    """The stops of the session's map, made again whenever the document changes."""

    def __init__(self, session: Session, aspect: float, audience: str = "", build_up: bool = False) -> None:
        """``audience`` is the name of the profile of those who look on, "" for those who may see everything."""
        self.session = session
        self.map_id = session.map_id
        self.aspect = aspect
        self.place = 0
        self.aside: Stop | None = None
        self.audience = audience
        self.hidden_lanes: frozenset[str] = frozenset()
        self.hidden_personas: frozenset[str] = frozenset()
        """Ids that are left out besides."""
        self.build_up = build_up
        self.built = 1
        """How many lanes of this stop are there, where it is built up."""
        self._own_engine = Engine(session.engine.theme)
        self._laid_out: dict[str, tuple[Drawing, Scene]] = {}
        self._shown: tuple[Document, Audience | None, frozenset[str], frozenset[str], Document] | None = None
        self.stops: tuple[Stop, ...] = ()
        self.refresh()

    # --- what is shown --------------------------------------------------------------------------------------------

    @property
    def profile(self) -> Audience | None:
        """The profile of those who look on; None where they may see everything."""
        found = queries.audiences(self.session.document)
        return next((one for one in found if self.audience and one.name == self.audience), None)

    @property
    def document(self) -> Document:
        """The document as the audience may have it; the same object for as long as nothing changes."""
        real, profile = self.session.document, self.profile
        known = self._shown
        basis = (real, profile, self.hidden_lanes, self.hidden_personas)
        if known is None or any(one is not other for one, other in zip(basis, known, strict=False)):
            shown = for_audience(real, narrowed(profile, self.hidden_lanes, self.hidden_personas))
            if known is not None and shown is not real:
                shown = _steady(known[4], shown)
            self._shown = known = (*basis, shown)
        return known[4]

    @property
    def _engine(self) -> Engine:
        """A presentation shows whole maps, whatever the editor has folded or hidden."""
        session = self.session
        return whole_engine(session.engine, self.document, session.document, self._own_engine)

    def refresh(self) -> bool:
        """Take the document as it is now, staying at the same stop. False where the map is gone."""
        document = self.document
        if self.map_id not in document.maps:
            return False
        key = self.stops[self.place].key if self.stops else ""
        self.stops = own_tour.told(document, self.map_id, self._engine, self.aspect)
        self._laid_out.clear()
        keys = [stop.key for stop in self.stops]
        self.place = keys.index(key) if key in keys else min(self.place, len(keys) - 1)
        if self.aside is not None:
            self.aside = self.card_stop(self.aside.lit[0]) if self.aside.lit else None
        return True

    def relay(self) -> None:
        """Draw the document as it is now, with the stops as they were: while something is being dragged."""
        self._laid_out.clear()

    @property
    def stop(self) -> Stop:
        """What is shown now."""
        return self.aside or self.stops[self.place]

    @property
    def number(self) -> str:
        """Which stop of how many it is."""
        return f"{self.place + 1} / {len(self.stops)}"

    @property
    def following(self) -> Stop | None:
        """What comes next, or None at the end."""
        return self.stops[self.place + 1] if self.place + 1 < len(self.stops) else None

    def soon(self) -> list[Stop]:
        """What may well be shown next, the likeliest first: the next stop, the next part, the end."""
        here = self.stops[self.place]
        part = next((stop for stop in self.stops[self.place :] if stop.section != here.section), None)
        found = [self.following, part, self.stops[-1]]
        return list({stop.key: stop for stop in found if stop is not None}.values())

    def drawing(self, stop: Stop) -> Drawing:
        """What the stop is a part of."""
        return stop.slide or self._map(stop.map)[0]

    def scene(self, stop: Stop) -> Scene:
        """What the rows of the stop's map are drawn from."""
        return self._map(stop.map)[1]

    def _map(self, map_id: str) -> tuple[Drawing, Scene]:
        if map_id not in self._laid_out:
            document = self.document
            self._laid_out[map_id] = (self._engine.layout(document, map_id), self._engine.scene(document, map_id))
        return self._laid_out[map_id]

    # --- the way --------------------------------------------------------------------------------------------------

    def go(self, place: int, forward: bool = True) -> bool:
        """To a stop by its number from 0, within the walk; False where that changes nothing.

        Going forward a stop that is built up begins with its first lane, else it is there as a whole.
        """
        place = max(0, min(place, len(self.stops) - 1))
        changes = place != self.place or self.aside is not None
        self.place, self.aside = place, None
        if changes:
            self.built = 1 if forward else self.lanes_here
        return changes

    def step(self, by: int) -> bool:
        """To the next or the previous stop; from beside the way back to it."""
        if self.aside is not None and by < 0:
            return self.go(self.place, forward=False)
        return self.go(self.place + by, forward=by > 0)

    def build(self, by: int) -> bool:
        """One lane more or less of this stop; False where there is none."""
        if not self.build_up or self.aside is not None or not can_build(self.stop):
            return False
        lanes = self.lanes_here
        if not (self.built < lanes if by > 0 else 1 < self.built < lanes):
            return False
        self.built += by
        return True

    @property
    def lanes_here(self) -> int:
        """How many lanes the map of this stop has."""
        return len(floors(self.drawing(self.stop), self.scene(self.stop))) if self.stop.slide is None else 0

    @property
    def lanes_built(self) -> int | None:
        """How many of them are there; None where the stop is not built up."""
        return self.built if self.build_up and self.aside is None and can_build(self.stop) else None

    def section(self, by: int) -> bool:
        """To the beginning of the next section, or of this one and then of the one before."""
        starts = [n for n, stop in enumerate(self.stops) if n == 0 or stop.section != self.stops[n - 1].section]
        if by > 0:
            later = [n for n in starts if n > self.place]
            return self.go(later[0]) if later else False
        return self.go(max((n for n in starts if n < self.place), default=0), forward=False)

    def start_from(self, record_ids: tuple[str, ...]) -> None:
        """Begin at the stop with this key, or where the first of these records is lit or shown most closely."""
        for record_id in record_ids:
            place = self._told_at(record_id)
            if place is not None:
                self.place = place
                return

    def _told_at(self, record_id: str) -> int | None:
        for number, stop in enumerate(self.stops):
            if record_id in (stop.key, stop.record) or stop.shows[:1] == (record_id,):
                return number
        lit = [number for number, stop in enumerate(self.stops) if record_id in stop.lit]
        if lit:
            return lit[0]
        document = self.document
        card = document.cards.get(record_id)
        step = document.steps.get(card.start if card else record_id)
        return self._told_at(step.phase) if step else None

    def card_stop(self, card_id: str) -> Stop | None:
        """A stop of its own for a card of the map; None where the card has no place on it."""
        document = self.document
        card = document.cards.get(card_id)
        drawing, _ = self._map(self.map_id)
        box = card_box(drawing, card_id)
        if card is None or box is None:
            return None
        near = Box(box.x - _AROUND, box.y - _AROUND, box.width + 2 * _AROUND, box.height + 2 * _AROUND)
        grown = Box(box.x - 8, box.y - 8, box.width + 16, box.height + 16)
        flat = " ".join(words_of(document, card_id)[:1200].split())
        return Stop(
            f"card:{card_id}",
            "aside",
            flat[:400],
            "",
            self.map_id,
            near,
            (card_id,),
            (grown,),
            notes=card.notes,
            step=card.start,
            card_type=card.type,
            shows=(card_id,),
        )


def _steady(before: Document, after: Document) -> Document:
    """The document with the cards it had before where they are equal: what was laid out is known by its cards."""
    same = []
    for one, card in after.cards.items():
        old = before.cards.get(one)
        if old is not None and old is not card and old == card:
            same.append(old)
    return after.with_records(same)


def words_of(document: Document, card_id: str) -> str:
    """What a card says: its text, or the word for a feeling."""
    card = document.cards[card_id]
    return card.text or str(card.payload.get("word", "") or card.payload.get("caption", ""))


def card_box(drawing: Drawing, card_id: str) -> Box | None:
    """Where a card stands in a drawing or on a slide."""
    for row in drawing.rows:
        for group in row.groups:
            if group.meaning.id == card_id and group.meaning.role in ("card", "point"):
                return box_of(row, group)
    return None


def card_at(drawing: Drawing, x: float, y: float) -> str:
    """The card at a point of a drawing or a slide, or ""."""
    for row in drawing.rows:
        if row.y - 24 <= y <= row.y + row.height + 24:
            for group in reversed(row.groups):
                if group.meaning.role in ("card", "point") and box_of(row, group).holds(x, y):
                    return group.meaning.id
    return ""
