"""Beginnings: the start page, windows for several projects, and the projects of the last session."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from cjdesigner import words
from cjdesigner.edit import maps
from cjdesigner.editor.session import Session
from cjdesigner.files.names import is_text
from cjdesigner.files.settings import MOST_RECENT, MOST_TABS, MOST_WINDOWS, WindowOfSession
from cjdesigner.ui import left_open, window_place
from cjdesigner.ui.canvas import standpoints
from cjdesigner.ui.collector import free_memory
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow

windows: list[MainWindow] = []
"""Every window of the program until it is closed: Qt alone would not keep them alive."""
_closed: list[Path | Session] = []
"""What was closed, the last one last: files by their path, projects that have none as they were."""
_MOST_UNTITLED = 5
"""Projects without a file that are kept: they take memory."""
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
        from cjdesigner.ui.start_page import StartPage

        assert isinstance(page, StartPage)
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
    show_start(beside(window))


def beside(window: MainWindow) -> MainWindow:
    """An empty window, shown a little below this one."""
    from cjdesigner.ui import app

    made = app.another_window(window.preferences)
    window_place.beside(window, made)
    made.show()
    return made


def others(window: MainWindow) -> list[MainWindow]:
    """The other windows of the program that are in sight."""
    return [one for one in windows if one is not window and isValid(one) and one.isVisible()]


def window_with(path: Path | None) -> MainWindow | None:
    """The window that a file is open in."""
    open_ones = [one for one in windows if isValid(one)]
    return next((one for one in open_ones if path is not None and one.files.project_of(path) is not None), None)


def can_reopen(window: MainWindow) -> bool:
    """Whether a project was closed that can be opened again."""
    return bool(_closed)


def reopen(window: MainWindow) -> None:
    """Open the project again that was closed last; one without a file is there with its history, and unsaved."""
    while _closed:
        one = _closed.pop()
        if isinstance(one, Session):
            window.files.take_back(one)
            return
        if one.is_file():
            window.files.open(one)
            return
    window.notify(tr("The files that were closed are no longer there."))


def note_closed(session: Session) -> None:
    """A project was closed, or has left its window: remember it unless it is open elsewhere."""
    _freed()
    _remember_closed(session)
    for window in windows:
        if isValid(window):
            window.update_actions()  # it can be opened again from any of them


def _remember_closed(session: Session) -> None:
    path = session.path
    if path is not None:
        if window_with(path) is None:
            _closed[:] = [*(one for one in _closed if one != path), path][-MOST_RECENT:]
        return
    history = session.history
    elsewhere = [one.session for window in windows if isValid(window) for one in window.files.projects]
    if session in elsewhere or (history.undo_label is None and history.redo_label is None and not session.changed):
        return
    kept = session.afresh()
    standpoints.pass_on(session, kept)
    left_open.pass_on(session, kept)
    untitled = [one for one in _closed if isinstance(one, Session)]
    too_many = untitled[: max(0, len(untitled) + 1 - _MOST_UNTITLED)]
    _closed[:] = [*(one for one in _closed if one not in too_many), kept][-MOST_RECENT:]


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
    """Close every window, and with them the program; what is open is opened again next time.

    Nothing is closed before every window may be.
    """
    global _leaving
    every = [window, *others(window)]
    if not all(one.files.may_close() for one in every):
        for one in every:
            one.files.stay()
        return
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
    """A window or a project is gone: what only it needed goes too."""
    application = QApplication.instance()
    if application is not None:
        QTimer.singleShot(0, application, free_memory)


def remember(window: MainWindow, without: bool = False) -> None:
    """Keep which files are open, for the next start; ``without`` the window's own where others stay.

    The last window to be closed is what the user was at, so its files are kept.
    """
    if _leaving:
        return
    rest = others(window)
    kept = [_remembered(one) for one in (rest if without and rest else [window, *rest])]
    kept = [one for one in kept if one.files][:MOST_WINDOWS]
    paths = tuple(dict.fromkeys(path for one in kept for path in one.files))[:MOST_RECENT]
    settings = window.preferences.settings
    if (paths, tuple(kept)) != (settings.session, settings.windows):
        window.preferences.change(session=paths, windows=tuple(kept))


def _remembered(window: MainWindow) -> WindowOfSession:
    shown = [one for one in window.files.projects if one.session.path is not None and is_text(str(one.session.path))]
    shown = shown[:MOST_TABS]
    current = shown.index(window.files.current) if window.files.current in shown else 0
    place = bytes(window.saveGeometry().toBase64().data()).decode("ascii")
    return WindowOfSession(files=tuple(str(one.session.path) for one in shown), current=current, geometry=place)
