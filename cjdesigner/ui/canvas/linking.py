"""Linking by keyboard: the arrows or a few letters find the other end, Enter links, Tab chooses another kind."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from cjdesigner.edit import links
from cjdesigner.editor import linking
from cjdesigner.editor.gestures import Feedback, leaving
from cjdesigner.layout import hits
from cjdesigner.model.document import Document
from cjdesigner.model.records import LinkKind
from cjdesigner.ui import many_cards
from cjdesigner.ui.canvas.link_bar import LinkBar
from cjdesigner.ui.fields.links import end_text
from cjdesigner.ui.matching import folded, matches
from cjdesigner.words import ntr, tr

if TYPE_CHECKING:
    from cjdesigner.ui.canvas.view import MapView

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Linking:
    """One search for the other end of a link, from the key that starts it to Enter or Esc."""

    def __init__(self, view: MapView, sources: tuple[str, ...]) -> None:
        self.view = view
        self.sources = sources
        self.query = ""
        self.found: list[str] = []
        """What the query means, best first."""
        self.kind: LinkKind | None = None
        """Chosen by key; None proposes one by what is linked."""
        session = view.session
        self._base = session.saved_document
        self._ours = frozenset(sources)
        self._candidates = [one for one in linking.targets(session.drawing()) if one not in self._ours]
        self.target = linking.likely(session.document, session.map_id, sources[0])
        self.bar = LinkBar(view)
        self._show()

    @cached_property
    def _names(self) -> list[str]:
        """What the query is looked for in: by the candidates' places."""
        return [folded(end_text(self._base, one)) for one in self._candidates]

    def press(self, event: QKeyEvent) -> bool:
        """Every key is meant for the search; False only for shortcuts that have nothing to do with it."""
        key, held = Qt.Key(event.key()), event.modifiers()
        command = held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_Escape:
            self.close()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._link(
                chain=bool(held & Qt.KeyboardModifier.ShiftModifier),
                more=bool(held & Qt.KeyboardModifier.ControlModifier),
            )
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._turn_kind(-1 if key == Qt.Key.Key_Backtab else 1)
        elif key in _ARROWS and not command:
            self._walk(*_ARROWS[key])
        elif key == Qt.Key.Key_Backspace:
            self.type_text(None)
        elif not command and event.text() and event.text().isprintable():
            self.type_text(event.text())
        else:
            return False
        return True

    def takes(self, event: QKeyEvent) -> bool:
        """Whether a key that is also a shortcut belongs to the search."""
        key, held = event.key(), event.modifiers()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            return True
        return not held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)

    def type_text(self, text: str | None) -> None:
        """Add to the query, or with None take its last character away."""
        self.query = self.query[:-1] if text is None else self.query + text
        scored = matches(self.query, self._names)
        document, map_id = self._base, self.view.session.map_id

        def rank(one: tuple[float, int]) -> tuple[float, bool, int, int]:
            candidate = self._candidates[one[1]]
            refused = bool(linking.can_link(document, self.sources, candidate))
            return -one[0], refused, linking.distance(document, map_id, self.sources[0], candidate), one[1]

        self.found = [self._candidates[place] for _, place in sorted(scored, key=rank)]
        if self.query:
            self.target = self.found[0] if self.found else ""
        else:
            self.target = linking.likely(document, map_id, self.sources[0])
        self._show()

    def pick(self, record_id: str) -> None:
        """The mouse chose the other end."""
        if record_id in self._candidates:
            self.target = record_id
            self._link(chain=False, more=False)
        else:
            self.close()

    def _walk(self, dx: int, dy: int) -> None:
        if self.query and dy and self.found:
            place = self.found.index(self.target) if self.target in self.found else -1
            self.target = self.found[(place + dy) % len(self.found)]
        else:
            here = self.target or self.sources[0]
            there = linking.onwards(self._base, self.view.session.map_id, here, dx, dy)
            if there in self._ours:
                there = linking.onwards(self._base, self.view.session.map_id, there, dx, dy)
            self.target = there if there not in self._ours else self.target
        self._show()

    def proposed(self) -> LinkKind:
        """The kind that Enter would make."""
        if self.kind is not None:
            return self.kind
        return links.proposed_kind(self._base, self.sources[0], self.target) if self.target else "refers_to"

    def _turn_kind(self, by: int) -> None:
        chosen = linking.KINDS[(linking.KINDS.index(self.proposed()) + by) % len(linking.KINDS)]
        self.kind = None
        self.kind = chosen if chosen != self.proposed() else None
        self._show()

    def _link(self, chain: bool, more: bool) -> None:
        """Link, then stop, go on from what was linked, or link the same to something else."""
        session, view = self.view.session, self.view
        reason = linking.can_link(self._base, self.sources, self.target) if self.target else tr("Choose a card first.")
        if reason:
            self.bar.refuse(reason)
            return
        sources, target, kind = self.sources, self.target, self.kind
        self.close()

        def make(base: Document) -> tuple[Document, int]:
            document = links.add_all(base, sources, target, kind)
            return document, len(document.links) - len(base.links)

        def keep(document: Document, made: int) -> None:
            label = tr("Link cards") if made == 1 else ntr("Link {count} card", "Link {count} cards", made)
            session.commit(document, label)
            if chain:
                session.select([target])
                view.reveal_selection()
            if chain or more:
                view.begin_linking()

        many_cards.carry_out(view, session, len(sources), make, keep)

    def document_changed(self) -> None:
        """Something else has changed the document: the search is over."""
        if self.view.session.saved_document is not self._base:
            self.close()

    def close(self) -> None:
        """Stop: nothing is linked."""
        view = self.view
        if view.linking is self:
            view.linking = None
            view.overlay.feedback = Feedback()
            view.hinted.emit("")
            view.viewport().update()
            self.bar.hide()
            self.bar.deleteLater()

    def _show(self) -> None:
        """The line to the target, and the bar that says what Enter would do."""
        view, session = self.view, self.view.session
        drawing, document = session.drawing(), session.document
        kind = self.proposed()
        refusal = linking.can_link(self._base, self.sources, self.target) if self.target else ""
        start, end = hits.find(drawing, self.sources[0]), hits.find(drawing, self.target) if self.target else None
        line: tuple[tuple[float, float], ...] = ()
        if start is not None and end is not None:
            line = (leaving(start, _middle(end)), leaving(end, _middle(start)))
        view.overlay.feedback = Feedback(line=line, target=end, refusal=refusal)
        view.overlay.forget_hover()
        if end is not None:
            view.reveal(end)
        count = len(self.sources)
        source = end_text(document, self.sources[0]) if count == 1 else ntr("{count} card", "{count} cards", count)
        turned = bool(
            self.target
            and self.kind is None
            and links.directed(document, self.sources[0], self.target) != (self.sources[0], self.target)
        )
        self.bar.show_state(
            source,
            linking.kind_word(kind),
            end_text(document, self.target) if self.target else "",
            self.query,
            self.found.index(self.target) + 1 if self.query and self.target in self.found else 0,
            len(self.found),
            turned,
        )
        if refusal:
            self.bar.refuse(refusal)
        if end is not None:
            self.bar.place(view.card_rect(end))
        view.viewport().update()


def _middle(box: hits.Box) -> tuple[float, float]:
    return box.x + box.width / 2, box.y + box.height / 2
