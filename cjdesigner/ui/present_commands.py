"""Presenting, to everybody or to one of the project's audiences, and handing the tour out: what these actions do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from cjdesigner.model import queries
from cjdesigner.ui import commands
from cjdesigner.ui.plain import caption
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow

_PAGED = ("pdf", "pptx")
"""Formats that hold a tour as a whole."""


def present(window: MainWindow) -> None:
    """Show the map full screen, as a story from its overview on."""
    _present(window, ())


def present_here(window: MainWindow) -> None:
    """Show the map full screen from where the selection is told of."""
    _present(window, window.session.selection)


def present_from(window: MainWindow, stop: str) -> None:
    """Show the map full screen from the stop with this key on."""
    _present(window, (stop,))


def _present(window: MainWindow, selection: tuple[str, ...]) -> None:
    from cjdesigner.ui.presenting.presenter import Presenter

    window.settle()
    if commands.map_shown(window):
        presenter = Presenter(window.session, is_still(window), selection, window, window.preferences)
        presenter.ended.connect(lambda: _presented(window))
        window.files.session_closed.connect(presenter.project_closed)
        presenter.begin(window.screen())


def _presented(window: MainWindow) -> None:
    if window.isVisible():
        window.activateWindow()
        window.canvas.setFocus()


def is_still(window: MainWindow) -> bool:
    """Whether a presentation cuts from stop to stop instead of moving."""
    return window.preferences.settings.reduced_motion


def toggle_still(window: MainWindow) -> None:
    """Move from stop to stop while presenting, or cut."""
    window.preferences.change(reduced_motion=not is_still(window))


def has_audiences(window: MainWindow) -> bool:
    """Whether there is a map to present and somebody to choose."""
    return commands.map_shown(window) and bool(window.session.document.audiences)


def present_to(window: MainWindow) -> None:
    """Ask who will look on, then present to them; remembered for the next time."""
    menu = QMenu(window)
    now = window.preferences.settings.present_to
    for name, text in (
        ("", tr("Everything")),
        *((one.name, caption(one.name)) for one in queries.audiences(window.session.document)),
    ):
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(name == now)
        action.triggered.connect(lambda _=False, name=name: _present_to(window, name))
    menu.aboutToHide.connect(menu.deleteLater)
    button = window.top.present
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))


def _present_to(window: MainWindow, audience: str) -> None:
    window.preferences.change(present_to=audience)
    present(window)


def export_tour(window: MainWindow) -> None:
    """The export dialog, with a page for each stop."""
    chosen = window.preferences.settings.export
    ending = chosen.format if chosen.format in _PAGED else "pdf"
    window.preferences.change(export=chosen.model_copy(update={"pages": "tour", "format": ending}))
    commands.export(window)
