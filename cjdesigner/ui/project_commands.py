"""What is done with the projects that are open: going from one to the next, closing, moving, opening again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from cjdesigner.files.errors import shown
from cjdesigner.ui import outside, starting, window_place
from cjdesigner.ui.open_project import OpenProject
from cjdesigner.ui.plain import caption, tip
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow

_SLIP = 60
"""Pixels that a tab may be dragged beside its strip and still belongs there."""


def several(window: MainWindow) -> bool:
    """Whether more than one project is open in the window."""
    return len(window.files.projects) > 1


def next_project(window: MainWindow) -> None:
    """The project of the next tab."""
    window.files.show_next()


def previous_project(window: MainWindow) -> None:
    """The project of the tab before."""
    window.files.show_next(-1)


def any_unsaved(window: MainWindow) -> bool:
    """Whether a project of the window has something to save."""
    return any(one.unsaved for one in window.files.projects)


def save_all(window: MainWindow) -> None:
    """Save every project of the window that has changed."""
    window.files.save_all()


def close_project(window: MainWindow, project: OpenProject | None = None) -> None:
    """Close a project, the one in view by default; with the last one the window closes."""
    files = window.files
    seen = files.current
    if project is None and several(window) and starting.is_shown(window):
        starting.hide_start(window)  # it is what is in front
        return
    project = project or seen
    if project is None or not several(window):
        window.close()
        return
    if files.may_close(project):
        files.close_project(project)
        if seen is not None:
            files.show_project(seen)  # the question may have brought another into view


def close_others(window: MainWindow, kept: OpenProject) -> None:
    """Close every project of the window but one."""
    files = window.files
    others = [one for one in files.projects if one is not kept]
    if files.may_close(*others):
        files.show_project(kept)
        for one in others:
            files.close_project(one)


def move_to_window(window: MainWindow, project: OpenProject | None = None) -> None:
    """Give a project a window of its own, as it is: its history, its selection and what of it is in sight."""
    project = project or window.files.current
    if project is not None and several(window):
        made = starting.beside(window)
        window.files.hand_over(project, made.files)
        made.activateWindow()


def fill_open(window: MainWindow, menu: QMenu) -> None:
    """Fill a menu with every project that is open, window by window."""
    menu.clear()
    menu.setToolTipsVisible(True)
    every = [window, *(one for one in starting.others(window))]
    for one in every:
        if one is not every[0]:
            menu.addSeparator()
        for project in one.files.projects:
            mark = " •" if project.unsaved else ""
            action = menu.addAction(caption(shown(project.name, 80)) + mark, partial(_go_to, window, project.key))
            action.setCheckable(True)
            action.setChecked(one is window and project is window.files.current)
            if project.session.path is not None:
                action.setToolTip(tip(str(project.session.path)))


def _go_to(window: MainWindow, key: int) -> None:
    """Bring the project with this key to the front, in whichever window it is now."""
    for one in (window, *starting.others(window)):
        for project in one.files.projects:
            if project.key == key:
                starting.hide_start(one)
                one.files.show_project(project)
                one.raise_()
                one.activateWindow()
                return


def pulled(window: MainWindow, place: QPoint) -> None:
    """A tab is being dragged: say what letting it go would do."""
    said = ""
    if several(window) and _is_out(window, place):
        there = _window_at(window, place)
        said = tr("Let go to move the project to that window") if there else tr("Let go to give it a window of its own")
    window.status.show_hint(said)


def let_go(window: MainWindow, project: OpenProject, place: QPoint) -> None:
    """A tab was let go at a point of the screen: away from its strip, its project goes to the window there."""
    window.status.show_hint("")
    if not several(window) or not _is_out(window, place):
        return
    there = _window_at(window, place)
    if there is None:
        there = starting.beside(window)
        window_place.place(there, QRect(place - QPoint(120, 16), there.size()))
    window.files.hand_over(project, there.files)
    there.raise_()
    there.activateWindow()


def _is_out(window: MainWindow, place: QPoint) -> bool:
    """Whether a point of the screen is clearly away from the strip: a hand that slips a little means nothing."""
    tabs = window.project_tabs
    here = tabs.mapFromGlobal(place)
    return not tabs.rect().adjusted(-_SLIP, -_SLIP, _SLIP, _SLIP).contains(here)


def _window_at(window: MainWindow, place: QPoint) -> MainWindow | None:
    """The other window at a point of the screen that is not on this one."""
    if window.frameGeometry().contains(place):
        return None
    for one in starting.others(window):
        if one.frameGeometry().contains(place):
            return one
    return None


def menu_for(window: MainWindow, project: OpenProject) -> QMenu:
    """What can be done with the tab of a project."""
    from cjdesigner.ui.exporting.result import show_in_folder

    menu = QMenu(window)
    path = project.session.path
    more = several(window)
    menu.addAction(tr("Close"), partial(close_project, window, project))
    menu.addAction(tr("Close the others"), partial(close_others, window, project)).setEnabled(more)
    menu.addSeparator()
    menu.addAction(tr("Move to a new window"), partial(move_to_window, window, project)).setEnabled(more)
    menu.addAction(window.action("reopen"))
    if project.outside == "changed":
        menu.addAction(tr("Load the changed file"), partial(outside.load, window, project))
    menu.addSeparator()
    in_folder = menu.addAction(tr("Show in folder"))
    copy = menu.addAction(tr("Copy the path"))
    for action in (in_folder, copy):
        action.setEnabled(path is not None)
    if path is not None:
        in_folder.triggered.connect(lambda: show_in_folder(window, [path]))
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(str(path)))
    return menu


def show_menu(window: MainWindow, project: OpenProject, place: QPoint) -> None:
    """The menu of a project's tab, at a point of the screen."""
    window.update_actions()
    menu = menu_for(window, project)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(place)
