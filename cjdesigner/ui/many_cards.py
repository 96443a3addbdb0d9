"""One change to all selected cards: at once where they are few, in the background where they are thousands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from cjdesigner.editor.gestures import Edit
from cjdesigner.model import invalid
from cjdesigner.model.document import Document
from cjdesigner.ui import large_edit
from cjdesigner.words import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cjdesigner.editor.session import Session
    from cjdesigner.ui.main_window import MainWindow

T = TypeVar("T")


def change(
    window: MainWindow,
    count: int,
    edit: Callable[[Document], Document],
    label: str,
    again: str = "",
    after: Callable[[bool], object] | None = None,
) -> None:
    """Make the edit, of so many cards, one step of that name; then tell ``after`` whether it has changed anything.

    Another one is not begun before a large one has ended: a key that is held down asks for many.
    Raises what the edit raises where it is made at once.
    """
    session = window.session

    def keep(document: Document, _: None) -> None:
        changed = session.commit(document, label, again=again)
        if after is not None:
            after(changed)

    carry_out(window, session, count, lambda base: (edit(base), None), keep)


def let_go(part: QWidget, session: Session, edit: Edit) -> None:
    """Make what a drag of very many cards has left to be done, as one step; ``part`` is what they were dragged on."""
    if large_edit.busy():
        session.say(tr("The cards are still being changed."))
        return

    def keep(document: Document, chosen: Iterable[str]) -> None:
        before = session.saved_document
        session.commit(document, edit.label, select=chosen)
        if edit.after is not None and session.saved_document is not before:
            edit.after(document)

    carry_out(part, session, edit.cards, edit.make, keep)


def carry_out(
    part: QWidget,
    session: Session,
    count: int,
    edit: Callable[[Document], tuple[Document, T]],
    keep: Callable[[Document, T], None],
    refused: Callable[[], None] | None = None,
) -> None:
    """Make the edit of so many cards of a session, then give what it has made to ``keep``.

    ``part`` is where it was asked for: in a window that shows the session, a large one is made in the background, and
    not begun while another one is. ``refused`` is called where a value does not fit.
    """
    base, window = session.saved_document, window_of(part, session)
    if window is None or count <= large_edit.LARGE:
        try:
            made = edit(base)
        except invalid.ValidationError:
            if refused is None:
                raise
            refused()
            return
        keep(*made)
    elif not large_edit.busy():
        words = tr("Changing the cards…")
        large_edit.carry_out(window, words, lambda _: edit(base), keep, refused, large=True)


def window_of(part: QWidget, session: Session) -> MainWindow | None:
    """The window that a part stands in, where it can do work of that session in the background."""
    from cjdesigner.ui.main_window import MainWindow

    window = part.window()
    return window if isinstance(window, MainWindow) and window.session is session else None
