"""A text that Esc has dropped comes back with one click: whoever types much and presses Esc may have meant to end."""

from __future__ import annotations

from os.path import commonprefix
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from cjdesigner.editor.drafting import Draft
from cjdesigner.editor.session import Session
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow

WORTH = 10
"""Characters from which on a text is work: of less nobody wants to read."""


def tell(widget: QWidget, session: Session, draft: Draft, text: str, label: str) -> None:
    """Say in the window of the widget that ``text`` was not kept, where it is worth it, with a way to keep it.

    ``label`` names the undo step that it is then.
    """
    window = widget.window()
    if new_letters(draft.first, text) < WORTH or not hasattr(window, "notify"):
        return

    def keep() -> None:
        draft.follow(session.saved_document)
        if not draft.has_place:
            session.say(tr("The place for it is no longer there."))
            return
        session.commit(draft.kept(text)[0], label)
        if draft.base.find(draft.record_id) is not None:
            session.select([draft.record_id])

    cast("MainWindow", window).notify(tr("What was typed was not kept."), tr("Keep it"), keep)


def new_letters(before: str, text: str) -> int:
    """How many letters stand between what both texts begin and end with."""
    begin = len(commonprefix([before, text]))
    rest, other = text[begin:], before[begin:]
    return len(rest) - len(commonprefix([rest[::-1], other[::-1]]))
