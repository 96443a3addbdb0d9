"""Beginnings: the start page, windows for several projects, and the projects of the last session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from cjdesigner import words
from cjdesigner.edit import maps
from cjdesigner.files.settings import MOST_RECENT
from cjdesigner.ui.collector import free_memory
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow

windows: list[MainWindow] = []
"""Every window of the program until it is closed: Qt alone would not keep them alive."""
_leaving = False


def show_start(window: MainWindow) -> None:
    """The start page over the window, or away again where it is shown."""
    if is_shown(window):
        hide_start(window)
        return
    from cjdesigner.ui.start_page import StartPage

    window.settle()
    page = StartPage(window)
    page.left.connect(lambda: hide_start(window))
    window.pages.addWidget(page)
    window.pages.setCurrentWidget(page)
    page.fill()
    page.focus_first()


def hide_start(window: MainWindow) -> None:
    """Back to the map."""
    page = window.pages.widget(1)
    if page is not None:
        page.stop()
        window.pages.setCurrentIndex(0)
        window.pages.removeWidget(page)
        page.deleteLater()
        window.canvas.setFocus()


def is_shown(window: MainWindow) -> bool:
    """Whether the start page covers the window."""
    return window.pages.currentIndex() == 1


def new_blank(window: MainWindow) -> None:
    """A new project with one empty map."""
    if window.files.new(maps.blank_document(words.language())):
        hide_start(window)


def new_window(window: MainWindow) -> None:
    """A second window, to have another project beside this one."""
    from cjdesigner.ui import app

    made = app.another_window(window.preferences)
    made.move(window.x() + 32, window.y() + 32)
    made.show()
    show_start(made)


def save_template(window: MainWindow) -> None:
    """Put the map in view aside as a template, under a name that is asked for."""
    from cjdesigner.edit.templates import made_template
    from cjdesigner.files import own_templates
    from cjdesigner.files.errors import FileError
    from cjdesigner.ui.dialogs.save_template import SaveTemplate
    from cjdesigner.ui.exporting.result import show_in_folder

    session = window.session
    answer = SaveTemplate.ask(session.document.maps[session.map_id].title, window)
    if answer is None:
        return
    try:
        path = own_templates.keep(made_template(session.saved_document, session.map_id, *answer))
    except FileError as error:
        window.files.questions.show_error(str(error))
        return
    said = tr("Saved as the template “{name}”", name=answer[0])
    window.notify(said, tr("Show in folder"), lambda: show_in_folder(window, [path]))


def quit_all(window: MainWindow) -> None:
    """Close every window, and with them the program; what is open is opened again next time."""
    global _leaving
    remember(window)
    _leaving = True
    try:
        QApplication.closeAllWindows()
    finally:
        _leaving = False


def closed(window: MainWindow) -> None:
    """The window is gone: keep what is open without it, and let go of it."""
    remember(window, without=True)
    if window in windows:
        windows.remove(window)
        if windows:  # the last one ends the program, which frees everything in its own order
            window.destroyed.connect(_freed)
            window.deleteLater()


def _freed() -> None:
    """A window is gone: what only it needed goes too."""
    QTimer.singleShot(0, QApplication.instance(), free_memory)


def remember(window: MainWindow, without: bool = False) -> None:
    """Keep which files are open, for the next start; ``without`` the window's own where others stay.

    The last window to be closed is what the user was at, so its file is kept.
    """
    if _leaving:
        return
    others = [one for one in windows if one is not window and isValid(one) and one.isVisible()]
    shown = others if without and others else [*others, window]
    paths = [str(one.session.path) for one in shown if one.session.path is not None]
    window.preferences.change(session=tuple(dict.fromkeys(paths))[:MOST_RECENT])
