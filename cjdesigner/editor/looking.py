"""How each map of a session is looked at: what is hidden, folded and dimmed in this window, outside the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cjdesigner.layout.engine import Engine
from cjdesigner.layout.filtering import dimmed
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.looks import EVERYTHING, Look, look_of
from cjdesigner.model.queries import Structure
from cjdesigner.model.records import Card, Lane, Phase, Step
from cjdesigner.words import ntr, tr

Dim = tuple[Document, str, Look, frozenset[str], frozenset[str]]


def whole_engine(engine: Engine, document: Document, shown: Document, own: Engine) -> Engine:
    """Which engine lays out whole maps, whatever is hidden or folded: that of the document shown knows them already.

    Where it is told to hide something, or the document is another one, it is one's ``own``.
    """
    return engine if document is shown and not engine.looks else own


class Looking:
    """The looks of one session's maps, told to its engine, and what their filters dim."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._looks: dict[str, Look] = {}
        self._views: dict[str, str] = {}
        self._kept: dict[str, frozenset[str]] = {}
        """Cards that stay lit until the filter changes, since they were made under it."""
        self._dim: Dim | None = None

    def at(self, map_id: str) -> Look:
        """How a map is looked at."""
        return self._looks.get(map_id, EVERYTHING)

    def view_of(self, map_id: str) -> str:
        """The saved view that a map's look began with, or ""."""
        return self._views.get(map_id, "")

    def set(self, map_id: str, look: Look, view: str | None = None) -> None:
        """Look at a map in another way; ``view`` is the saved view that this is, None for the same as before."""
        if _filter(self.at(map_id)) != _filter(look):
            self._kept.pop(map_id, None)
        self._looks[map_id] = look
        if view is not None:
            self._views[map_id] = view
        self._engine.looks = {one: known for one, known in self._looks.items() if known.arranges}

    def changed(self, document: Document, map_id: str) -> bool:
        """Whether a map is looked at otherwise than its saved view says."""
        view = document.views.get(self.view_of(map_id))
        return view is not None and look_of(view) != self.at(map_id)

    def all(self) -> dict[str, tuple[Look, str]]:
        """Every look that is not the whole map, with its view, by map id."""
        return {
            one: (self.at(one), self.view_of(one))
            for one in {*self._looks, *self._views}
            if self.at(one) != EVERYTHING or self.view_of(one)
        }

    def keep(self, map_id: str, cards: Iterable[str]) -> None:
        """These cards stay lit until the filter changes."""
        self._kept[map_id] = self._kept.get(map_id, frozenset()) | frozenset(cards)

    def kept(self, map_id: str) -> frozenset[str]:
        """The cards that stay lit whatever the filter says."""
        return self._kept.get(map_id, frozenset())

    def dim(self, document: Document, map_id: str, lit: frozenset[str] = frozenset()) -> frozenset[str]:
        """What is dimmed on a map, but for these cards; the same object for as long as nothing changes."""
        look, keep = self.at(map_id), self.kept(map_id) | lit
        if not look.filters:
            return frozenset()
        known = self._dim
        if known and known[0] is document and known[1:4] == (map_id, look, keep):
            return known[4]
        found = dimmed(document, map_id, look, keep)
        if known and known[4] == found:
            found = known[4]
        self._dim = (document, map_id, look, keep, found)
        return found


def _filter(look: Look) -> Look:
    return replace(look, hidden_lanes=None, hidden_steps=frozenset(), hidden_personas=frozenset(), folded=frozenset())


def uncovered(
    document: Document, map_id: str, shape: Structure, look: Look, ids: Iterable[str]
) -> tuple[Look, list[str]]:
    """The look under which these records are shown, and one sentence about each thing that it opened.

    Lanes that the map itself hides stay hidden: only an edit shows them.
    """
    said: list[str] = []
    done: set[tuple[str, ...]] = set()
    for one in ids:
        place = _place(document, one)
        if place in done:
            continue  # of ten thousand cards most stand where others do
        done.add(place)
        look, told = _opened(document, map_id, shape, look, one)
        if told and told not in said:
            said.append(told)
    return look, said


def covered(document: Document, map_id: str, shape: Structure, look: Look, ids: Iterable[str]) -> set[str]:
    """Those of the records that this look does not show."""
    known: dict[tuple[str, ...], bool] = {}
    found: set[str] = set()
    for one in ids:
        place = _place(document, one)
        if place not in known:
            known[place] = bool(_opened(document, map_id, shape, look, one)[1])
        if known[place]:
            found.add(one)
    return found


def _place(document: Document, record_id: str) -> tuple[str, ...]:
    """What decides whether a look shows a record: of cards where they stand and whose they are."""
    card = document.cards.get(record_id)
    if card is None:
        return (record_id,)
    return card.map, card.lane, card.start, card.end, str(card.payload.get("persona", ""))


def _opened(document: Document, map_id: str, shape: Structure, look: Look, record_id: str) -> tuple[Look, str]:
    record = document.find(record_id)
    steps: list[Step] = []
    lane: Lane | None = None
    persona = ""
    if isinstance(record, Card) and record.map == map_id:
        full = queries.structure(document, map_id)
        span = full.span(record)
        lane = document.lanes.get(record.lane)
        inside = full.steps[span[0] : span[1] + 1] if span else ()
        if inside and not any(step.id in shape.column for step in inside):
            steps = [inside[0]]
        persona = record.payload.get("persona", "")
    elif isinstance(record, Step) and record.id not in shape.column:
        steps = [record] if queries.map_of(document, record) == map_id else []
    elif isinstance(record, Lane) and record.map == map_id:
        lane = record
    told = ""
    for step in steps:
        phase: Phase | None = document.phases.get(step.phase)
        if step.id in look.hidden_steps:
            look = replace(look, hidden_steps=look.hidden_steps - {step.id})
            told = tr("The hidden step “{name}” is shown again: what you chose lies in it.", name=_short(step.name))
        if phase is not None and phase.id in look.folded:
            look = replace(look, folded=look.folded - {phase.id})
            told = tr("The phase “{name}” is unfolded: what you chose lies in it.", name=_short(phase.name))
    if lane is not None and look.hidden_lanes is not None and lane.id in look.hidden_lanes:
        look = replace(look, hidden_lanes=look.hidden_lanes - {lane.id})
        told = tr("The hidden lane “{name}” is shown again: what you chose lies in it.", name=_short(lane.name))
    if persona and persona in look.hidden_personas:
        look = replace(look, hidden_personas=look.hidden_personas - {persona})
        name = document.personas[persona].name if persona in document.personas else ""
        told = tr("The curve of {name} is shown again.", name=_short(name))
    return look, told


def kept_lit(count: int) -> str:
    """What is said of new cards that the filter would dim."""
    return ntr(
        "The new card does not match the filter. It stays lit until the filter changes.",
        "{count} new cards do not match the filter. They stay lit until the filter changes.",
        count,
    )


def _short(name: str) -> str:
    return " ".join(name.split())[:40]
