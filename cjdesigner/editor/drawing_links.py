"""Drawing a link with the mouse: an arrow from a card or step to another, or to a cell where a card begins."""

from __future__ import annotations

from collections.abc import Callable

from cjdesigner.edit import cards, links
from cjdesigner.editor.gestures import Feedback, Gesture, Pointer, far, leaving
from cjdesigner.editor.linking import ENDS, kind_word
from cjdesigner.editor.session import Session
from cjdesigner.layout.hits import Hit, find, hit
from cjdesigner.model.document import Document
from cjdesigner.words import tr


def draw_link(
    session: Session,
    source: str,
    pressed: Pointer,
    under: Callable[[Pointer], Hit | None] | None = None,
    grow: Callable[[Hit, Pointer], None] | None = None,
) -> Gesture:
    """An arrow from a card or step to another; let go in a cell, ``grow`` is told to begin a card there.

    ``under`` says what is below the pointer where names are pinned over the map.
    """
    base = session.saved_document
    drawing = session.drawing()
    scene = session.engine.scene(base, session.map_id)
    box = find(drawing, source)
    if box is None:
        return
    pointer, kinds = pressed, _Kinds(base, source)
    while True:
        found = under(pointer) if under else hit(drawing, scene, pointer.x, pointer.y)
        refusal, word, target = "", "", None
        hint = tr("Release on the card that this one is about · Esc cancels")
        if found is not None and found.id != source:
            if found.role in ENDS:
                refusal, target = links.refusal(base, source, found.id), found.box
                word = "" if refusal else kinds.to(found.id)
                hint = tr("Release to link: {kind} · Esc cancels", kind=word)
            elif found.role == "cell" and grow is not None:
                if far(pressed, pointer):
                    word, target = kinds.to_new(found.id, found.step), found.box
                    hint = tr("Release for a new card with the link: {kind} · Esc cancels", kind=word)
            elif found.role != "cell":
                refusal = tr("Only cards and steps can be linked.")
        tags = ((pointer.x, pointer.y, refusal or word),) if refusal or word else ()
        line = (leaving(box, (pointer.x, pointer.y)), (pointer.x, pointer.y))
        end = found.id if found is not None and target is not None else ""
        pointer = yield Feedback(line=line, target=target, refusal=refusal, hint=hint, tags=tags, end=end)
        if pointer.released:
            break
    found = under(pointer) if under else hit(drawing, scene, pointer.x, pointer.y)
    if found and found.role in ENDS and not links.refusal(base, source, found.id):
        document, _ = links.add(base, source, found.id)
        session.commit(document, tr("Link cards"))
    elif found and found.role == "cell" and grow is not None and far(pressed, pointer):
        grow(found, pointer)


class _Kinds:
    """The word for the kind of a link from a record, as it would be proposed."""

    def __init__(self, base: Document, source: str) -> None:
        self._base, self._source = base, source
        self._new: dict[str, str] = {}

    def to(self, target: str, base: Document | None = None) -> str:
        """To a card or step."""
        return kind_word(links.proposed_kind(base or self._base, self._source, target))

    def to_new(self, lane_id: str, step_id: str) -> str:
        """To a card that is not there yet."""
        if lane_id not in self._new:
            base, card_id = cards.add(self._base, lane_id, step_id)
            self._new[lane_id] = self.to(card_id, base)
        return self._new[lane_id]
