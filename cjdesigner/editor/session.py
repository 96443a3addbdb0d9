"""One open project under edit: history, selection, the map in view, and a preview that is shown and dropped."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Literal

from cjdesigner.draw.shapes import Drawing
from cjdesigner.edit import curves
from cjdesigner.editor.looking import Looking, covered, kept_lit, uncovered
from cjdesigner.lanes.base import Scene
from cjdesigner.layout.engine import Engine
from cjdesigner.model import queries
from cjdesigner.model.diff import Diff
from cjdesigner.model.document import Document
from cjdesigner.model.history import Entry, History
from cjdesigner.model.looks import Look
from cjdesigner.model.records import Card
from cjdesigner.theme import tokens

Aspect = Literal["document", "selection", "map", "file", "notice", "look"]
Listener = Callable[[Aspect], None]

PAUSE = 1.0
"""Seconds between two presses of a key beyond which what they do is two undo steps."""


class Session:
    """The document under edit. Windows listen; gestures and actions call.

    Everything that changes the document goes through ``commit``, so that one call is one undo step.
    """

    def __init__(self, document: Document, path: Path | None = None) -> None:
        self.history = History(document)
        self.path = path
        self.selection: tuple[str, ...] = ()
        self._selected_cards: tuple[Mapping[str, Card], tuple[str, ...], tuple[str, ...]] | None = None
        self.cell: tuple[str, str] | None = None
        """The lane and step that keyboard input goes to when no card is selected."""
        self.curve = ""
        """The persona whose curve the keyboard works on: that of the point selected last."""
        self.notice = ""
        self.stepped_over: tuple[str, ...] = ()
        """The records that the last undo or redo has changed."""
        self.clock: Callable[[], float] = time.monotonic
        self._again: tuple[str, str, tuple[str, ...]] | None = None
        self._again_at = 0.0
        self._preview: Document | None = None
        self._listeners: list[Listener] = []
        self._engine = Engine(tokens.load(document.project.theme))
        self.looking = Looking(self._engine)
        self._drawn: tuple[Document, str, Drawing] | None = None
        shown = queries.maps(document)
        self.map_id = shown[0].id if shown else ""

    def afresh(self) -> Session:
        """The same project with the same history, while nothing of it is laid out and nobody listens.

        To be kept when this session is let go of: one history has one session.
        """
        other = Session(self.history.document, self.path)
        other.history = self.history
        other.map_id = self.map_id if self.map_id in other.document.maps else other.map_id
        for map_id, (look, view) in self.looking.all().items():
            other.looking.set(map_id, look, view)
        return other

    @property
    def document(self) -> Document:
        """The document as it is shown: the preview while there is one."""
        return self._preview or self.history.document

    @property
    def saved_document(self) -> Document:
        """The document without any preview: what would be saved."""
        return self.history.document

    @property
    def engine(self) -> Engine:
        """The layout engine with the project's theme."""
        return self._engine

    def drawing(self) -> Drawing:
        """The map in view, laid out; the same object for as long as nothing changes."""
        document = self.document
        if self._drawn is None or self._drawn[0] is not document or self._drawn[1] != self.map_id:
            self._drawn = (document, self.map_id, self._engine.layout(document, self.map_id))
        return self._drawn[2]

    def scene(self) -> Scene:
        """What the rows of the map in view are drawn from; the engine remembers it."""
        return self._engine.scene(self.document, self.map_id)

    @property
    def look(self) -> Look:
        """How the map in view is looked at."""
        return self.looking.at(self.map_id)

    def set_look(self, look: Look, view: str | None = None) -> None:
        """Look at the map in view in another way; what it hides is no longer selected. See ``Looking.set``."""
        if look == self.look and view in (None, self.looking.view_of(self.map_id)):
            return
        if self.look.arrangement != look.arrangement:
            self._drawn = None
        self.looking.set(self.map_id, look, view)
        self._tell("look")
        document, shown = self.document, self.map_id in self.document.maps
        shape = self.scene().structure if shown else None
        gone = covered(document, self.map_id, shape, look, self.selection) if shape else set(self.selection)
        kept = [one for one in self.selection if one not in gone]
        if len(kept) < len(self.selection) or (self.cell and shape and self.cell[1] not in shape.column):
            self.select(kept)

    def look_restored(self) -> None:
        """Maps are looked at otherwise than before, as when a file was opened: see ``looking``."""
        self._drawn = None
        self._tell("look")

    @property
    def dim(self) -> frozenset[str]:
        """What the filter dims on the map in view; cards that are just being made are lit."""
        if not self.look.filters:
            return frozenset()
        document, saved = self.document, self.saved_document
        fresh = document.cards.keys() - saved.cards.keys() if document is not saved else frozenset()
        return self.looking.dim(document, self.map_id, frozenset(fresh))

    def _uncover(self, ids: tuple[str, ...], cell: tuple[str, str] | None) -> None:
        """Show what is about to be selected, should the look hide it, and say so."""
        if not self.look.arranges or self.map_id not in self.document.maps:
            return
        wanted = [*ids, cell[1]] if cell else ids
        look, said = uncovered(self.document, self.map_id, self.scene().structure, self.look, wanted)
        if said:
            self.looking.set(self.map_id, look)
            self._drawn = None
            self._tell("look")
            self.say(said[0])

    def _keep_lit(self, change: Diff) -> None:
        """New cards are seen, whatever the filter says."""
        new = [one.id for one in change if one.kind == "cards" and one.before is None]
        dim = self.looking.dim(self.document, self.map_id) if new else frozenset()
        dark = [one for one in new if one in dim]
        if dark:
            self.looking.keep(self.map_id, dark)
            self.say(kept_lit(len(dark)))

    def listen(self, listener: Listener) -> None:
        """Call the listener with what changed, after every change."""
        self._listeners.append(listener)

    def forget(self, listener: Listener) -> None:
        """Stop calling a listener."""
        self._listeners.remove(listener)

    def _tell(self, aspect: Aspect) -> None:
        for listener in list(self._listeners):
            listener(aspect)

    def commit(self, document: Document, label: str, select: Iterable[str] | None = None, again: str = "") -> bool:
        """Make the document the new state, as one undo step of that name. False where nothing changed.

        ``again`` names an edit that a key repeats, such as "move": pressed again or held, it goes on in the same step
        for as long as the same things are selected and no pause comes in between.
        """
        had_preview = self._preview is not None
        self._preview = None
        now = self.clock()
        doing = (again, self.map_id, self.selection) if again else None
        join = doing is not None and doing == self._again and now - self._again_at <= PAUSE
        change = self.history.commit(document, label, join)
        changed = bool(change)
        if changed:
            self._again, self._again_at = doing, now
        if changed and self.look.filters:
            self._keep_lit(change)
        if changed or had_preview:
            self._settle()
            self._tell("document")
        if select is not None:
            self.select(select)
        return changed

    def preview(self, document: Document | None) -> None:
        """Show a document that is not kept; None goes back to the real one."""
        if document is not self._preview:
            self._preview = document
            self._tell("document")

    def undo(self) -> str | None:
        """One step back; the name of what was undone."""
        return self._stepped(self.history.undo)

    def redo(self) -> str | None:
        """One step forward again; the name of what was redone."""
        return self._stepped(self.history.redo)

    def go_to(self, position: int) -> None:
        """Undo or redo up to a position of the history, told as one change."""

        def step() -> Entry | None:
            last = None
            while self.history.position > max(0, position):
                last = self.history.undo()
            while self.history.position < position and (entry := self.history.redo()) is not None:
                last = entry
            return last

        self._stepped(step)

    def _stepped(self, step: Callable[[], Entry | None]) -> str | None:
        shown = self._preview is not None
        self._preview = self._again = None
        before = self.history.document
        entry = step()
        self.stepped_over = tuple(change.id for change in entry.diff) if entry else ()
        if entry or shown:
            there = maps_changed(entry.diff, before, self.document) if entry else ()
            if there and self.map_id not in there:
                # What is taken back must be seen: the last edit was made on another map.
                self.map_id = there[0]
                self.selection, self.cell = (), None
                self._tell("map")
                self._tell("selection")
            self._settle()
            self._tell("document")
        return entry.label if entry else None

    def _settle(self) -> None:
        """Let go of what is no longer there."""
        document = self.document
        if self.map_id not in document.maps:
            shown = queries.maps(document)
            self.map_id = shown[0].id if shown else ""
            self._tell("map")
        known = document.cards
        kept = tuple([one for one in self.selection if one in known or document.find(one) is not None])
        if kept != self.selection:
            self.selection = kept
            self._tell("selection")
        if self.cell and (self.cell[0] not in document.lanes or self.cell[1] not in document.steps):
            self.cell = None

    def select(self, ids: Iterable[str], cell: tuple[str, str] | None = None) -> None:
        """Select these records, in this order, or a cell, or nothing."""
        document = self.document
        known = document.cards  # looked in first: thousands of cards may be selected
        wanted = tuple(dict.fromkeys([one for one in ids if one in known or document.find(one) is not None]))
        if len(wanted) == 1:
            card = self.document.cards.get(wanted[0])
            if card is not None and card.type == "emotions":
                self.curve = curves.whose(self.document, card)
        self._uncover(wanted, cell)
        if wanted != self.selection or cell != self.cell:
            self.selection, self.cell = wanted, cell
            self._tell("selection")

    def toggle(self, record_id: str) -> None:
        """Add to the selection, or take out of it."""
        if record_id in self.selection:
            self.select(one for one in self.selection if one != record_id)
        else:
            self.select((*self.selection, record_id))

    def selected_cards(self) -> tuple[str, ...]:
        """The selected records that are cards."""
        cards, selection = self.document.cards, self.selection
        known = self._selected_cards  # every action asks whether it can be run, and thousands may be selected
        if known is None or known[0] is not cards or known[1] is not selection:
            known = self._selected_cards = (cards, selection, tuple(one for one in selection if one in cards))
        return known[2]

    def show_map(self, map_id: str) -> None:
        """Bring another map into view. Raises KeyError where there is none."""
        if map_id not in self.document.maps:
            raise KeyError(map_id)
        if map_id != self.map_id:
            self.map_id = map_id
            self.selection, self.cell = (), None
            self._tell("map")
            self._tell("selection")

    def say(self, notice: str) -> None:
        """A short notice for the user, to be shown without stopping them."""
        self.notice = notice
        self._tell("notice")

    def saved(self, path: Path) -> None:
        """The document as it is now was written there."""
        self.path = path
        self.history.mark_saved()
        self._tell("file")

    def file_is_elsewhere(self) -> None:
        """The file holds something that no step of the history leads to: there is something to save."""
        self.history.mark_elsewhere()
        self._tell("file")

    def set_adrift(self, adrift: bool) -> None:
        """Whether the file has nothing of this any more, so that there is something to save whatever is undone."""
        if adrift != self.history.adrift:
            self.history.adrift = adrift
            self._tell("file")

    @property
    def changed(self) -> bool:
        """Whether there is something to save."""
        return self.history.changed


def maps_changed(change: Diff, before: Document, after: Document) -> tuple[str, ...]:
    """The maps of ``after`` that something was changed on, in the order of their tabs.

    A map counts whose own fields changed. What all maps share, such as personas, counts for none.
    """
    found: set[str] = set()
    for one in change:
        for record in (one.before, one.after):
            if record is None:
                continue
            itself = getattr(record, "map", None)  # as cards do; a step's map is told by its phase, which may be new
            found.update([itself] if itself is not None else (queries.map_of(each, record) for each in (before, after)))
    return tuple(journey.id for journey in queries.maps(after) if journey.id in found)
