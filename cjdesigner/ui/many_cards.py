"""One change to all selected cards: at once where they are few, in the background where they are thousands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cjdesigner.model.document import Document
from cjdesigner.ui import large_edit
from cjdesigner.ui.background import Task
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow

_on_its_way: Task | None = None


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
    global _on_its_way
    if _on_its_way is not None and _on_its_way.pending():
        return
    session = window.session
    base = session.saved_document

    def keep(document: Document, _: None) -> None:
        changed = session.commit(document, label, again=again)
        if after is not None:
            after(changed)

    _on_its_way = large_edit.carry_out(
        window, tr("Changing the cards…"), lambda _: (edit(base), None), keep, large=count > large_edit.LARGE
    )
