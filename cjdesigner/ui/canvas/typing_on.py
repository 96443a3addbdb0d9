"""Where the keys lead when a text on the canvas is kept: to the next record, to a new one, or to two in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor

from cjdesigner.edit import phases
from cjdesigner.editor import growing, walking
from cjdesigner.model import queries

if TYPE_CHECKING:
    from cjdesigner.ui.canvas.text_session import TextSession


def go_on(typing: TextSession, how: str, parts: tuple[str, str]) -> None:
    """Go where the key leads: "enter", "split", "tab", "backtab", "erase", or nowhere.

    ``parts`` is the text before and behind the cursor, where it is to become two.
    """
    view, session = typing.view, typing.view.session
    document = session.document
    card = document.cards.get(typing.record_id)
    if all(parts):  # else there is nothing to part
        _split(typing, *parts)
    elif card is None and how in ("enter", "split") and (how == "split" or typing.is_new):
        _grow(typing, how == "split")
    elif how in ("enter", "split") and card is not None and card.type != "emotions" and card.lane in document.lanes:
        if how == "split" or (typing.is_new and card.text):
            here = [one.id for one in queries.cell(document, card.lane, card.start)]
            view.add_card(card.lane, card.start, index=here.index(card.id) + 1)
        else:
            session.select([typing.record_id])
    elif how in ("enter", "split"):
        session.select([typing.record_id])
    elif how in ("tab", "backtab"):
        _next(typing, back=how == "backtab")
    elif how == "erase":
        _step_back(typing)


def _split(typing: TextSession, front: str, behind: str) -> None:
    """What stands behind the cursor becomes a record of its own, as one step; editing goes on at its beginning."""
    view, session = typing.view, typing.view.session
    grown = growing.split(session.saved_document, typing.record_id, front, behind)
    if grown is None:
        return
    document, made = grown
    session.commit(document, growing.split_label(document, made), select=[made])
    view.edit_text(made)
    if view.text and view.text.field:
        view.text.field.moveCursor(QTextCursor.MoveOperation.Start)


def _step_back(typing: TextSession) -> None:
    """On to the card before the one that was taken away, as a text cursor would."""
    gone = typing.draft.base.cards.get(typing.record_id)
    here = [one.id for one in queries.cell(typing.draft.base, gone.lane, gone.start)] if gone is not None else []
    before = here[: here.index(typing.record_id)] if typing.record_id in here else []
    if before and before[-1] in typing.view.session.document.cards:
        typing.view.session.select([before[-1]])


def _grow(typing: TextSession, split: bool) -> None:
    """Go on naming: Enter on a new step begins the next, on a new phase its first step; Ctrl+Enter another one."""
    view, session = typing.view, typing.view.session
    document = session.saved_document
    if document.find(typing.record_id) is None:  # left empty, and so taken back
        return
    session.select([typing.record_id])
    if typing.record_id in document.phases and not split:
        own = phases.steps_of(document, typing.record_id)
        if own:
            session.select([own[0].id])
            view.edit_text(own[0].id)
        return
    grown = growing.after(document, typing.record_id)
    if grown is not None:
        view.open_new(*grown, keep_empty=False)


def _next(typing: TextSession, back: bool) -> None:
    """Tab goes to the next step or phase by name, and behind the last one begins another; else to the next cell."""
    view, session = typing.view, typing.view.session
    document = session.saved_document
    if typing.record_id in document.maps:
        view.setFocus() if back else view.lens.open("scenario")
        return
    shape = queries.structure(document, session.map_id)
    if (
        typing.is_new
        and typing.record_id in typing.draft.base.steps.keys() | typing.draft.base.phases.keys()
        and not document.find(typing.record_id)
    ):
        return  # left empty, and so taken back
    for records in (shape.steps, shape.phases, shape.lanes):
        ids = [record.id for record in records]
        if typing.record_id in ids:
            place = ids.index(typing.record_id) + (-1 if back else 1)
            grown = growing.after(document, typing.record_id) if place == len(ids) else None
            if 0 <= place < len(ids):
                session.select([ids[place]])
                view.edit_text(ids[place])
            elif grown is not None:
                view.open_new(*grown, keep_empty=False)
            else:
                session.select([typing.record_id])
            return
    walking.next_cell(session, back)
    view.reveal_selection()
