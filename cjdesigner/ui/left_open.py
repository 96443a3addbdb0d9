"""What is open in a project in the place of its map or over it: there again when the project comes back into view."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from PySide6.QtWidgets import QApplication

from cjdesigner.editor.session import Session

if TYPE_CHECKING:
    from cjdesigner.ui.comparing.view import ComparisonLeft
    from cjdesigner.ui.find_bar import FindLeft
    from cjdesigner.ui.main_window import MainWindow
    from cjdesigner.ui.pages.host import PageLeft


class _Left(NamedTuple):
    page: PageLeft | None = None
    comparison: ComparisonLeft | None = None
    find: FindLeft | None = None


_left: WeakKeyDictionary[Session, _Left] = WeakKeyDictionary()
"""By session, and not by window: a project takes it along to another window."""


def leave(window: MainWindow) -> None:
    """Another project is about to come into view: remember what is open in this one."""
    view, bar = window.views.comparing.view, window.made("find_bar")
    comparison = view.left() if view is not None else None
    known = _left.get(window.session, _Left())
    if window.views.focus.on:  # what would take the place of the map waits for the end of that
        _left[window.session] = known._replace(find=bar.left() if bar else None)
    else:
        _left[window.session] = _Left(window.host.left(), comparison, bar.left() if bar else None)


def enter(window: MainWindow, keyboard: bool = True) -> None:
    """The window shows another project: what was open in it is open again; ``keyboard`` may go there."""
    known, bar = _left.get(window.session, _Left()), window.made("find_bar")
    if known.find is not None or bar is not None:
        window.find_bar.come_back(known.find, keyboard)
    if window.views.focus.on:
        return
    if known.comparison is not None:
        window.views.comparing.come_back(known.comparison, keyboard)
    if known.page is not None:
        window.host.come_back(known.page, keyboard)


def pass_on(session: Session, heir: Session) -> None:
    """What was open in a project is open in the session that takes its place."""
    if session in _left:
        _left[heir] = _left[session]


def has_keyboard(window: MainWindow) -> bool:
    """Whether something that is open over the map, or in its place, is to have the keyboard."""
    bar, focus = window.made("find_bar"), QApplication.focusWidget()
    in_bar = bar is not None and focus is not None and bar.isAncestorOf(focus)
    return window.host.page is not None or window.views.comparing.view is not None or in_bar
