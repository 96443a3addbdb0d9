"""Undo, redo, and going to a place in the history; where that lays out very many cards, in the background."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cjdesigner.model.document import Document
from cjdesigner.ui import large_edit
from cjdesigner.ui.background import Task
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow


def go_to(window: MainWindow, position: int, arrived: Callable[[], object] | None = None) -> None:
    """Bring the project in view to a position of its history, then call ``arrived``.

    What is being typed must have been settled. A large step is laid out first while the window goes on, with a notice
    that can cancel it; an edit that is made meanwhile stays, and the step is not made. Another one is not begun before
    it has ended.
    """
    session = window.session
    history = session.history

    def work(_: Task) -> tuple[Document, None]:
        return history.at(position), None

    def keep(*_: object) -> None:
        session.go_to(position)
        if arrived is not None:
            arrived()

    if history.changes_to(position) <= large_edit.LARGE:
        keep()
        return
    if large_edit.busy():
        return
    words = tr("Undoing…") if position < history.position else tr("Redoing…")
    large_edit.carry_out(window, words, work, keep, large=True)
