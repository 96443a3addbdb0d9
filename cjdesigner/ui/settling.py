"""Settling what a merge could not decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjdesigner.words import ntr, tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow


def can_settle(window: MainWindow) -> bool:
    """Whether something is in dispute."""
    return bool(window.session.document.conflicts)


def settle(window: MainWindow) -> None:
    """Choose for each value whether ours or theirs is to be, as one step."""
    from cjdesigner.edit.merging import settled
    from cjdesigner.ui.dialogs.conflicts import Conflicts
    from cjdesigner.ui.disputes import disputes

    window.settle()
    session = window.session
    document = session.saved_document
    chosen = Conflicts.ask(disputes(document), window)
    if chosen is None:
        return
    try:
        made = settled(document, chosen)
    except ValueError:
        window.notify(tr("A value of theirs cannot be taken over: it is none that this field can hold."))
        return
    session.commit(made, tr("Settle conflicts"))
    window.notify(ntr("{count} conflict is settled.", "{count} conflicts are settled.", len(chosen)))
