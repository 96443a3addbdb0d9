"""Notices when another program changes, moves or deletes the files of open projects. Nothing is read into them here."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from cjdesigner.files import versions
from cjdesigner.files.versions import Sight
from cjdesigner.model.document import Document
from cjdesigner.ui import background
from cjdesigner.ui.open_project import OpenProject
from cjdesigner.ui.open_projects import OpenProjects
from cjdesigner.ui.pause import pause

_SOON = 200
"""Milliseconds from a sign of life in a folder until its files are looked at."""
_SETTLED = 500
"""Milliseconds that a file must stay as it is to be believed: others write in parts, or delete before they write."""

Mark = tuple[int, ...] | None


class _Asked(NamedTuple):
    """A look at one project's file."""

    key: int
    path: Path
    base: str
    document: Document
    known: Mark
    """The mark of the file as it was last taken note of."""
    doubted: Mark
    """The mark that it had at the last look."""


class _Found(NamedTuple):
    asked: _Asked
    mark: Mark
    sight: Sight | None


class Watch(QObject):
    """Follows the files of one window's projects, on the disk. Our own saves are no news.

    Signs of life come from the system, and from coming back to the program: some shared folders give none.
    """

    changed = Signal(object)
    """An OpenProject whose ``outside`` is another than before, or once more."""

    def __init__(self, projects: OpenProjects) -> None:
        super().__init__(projects)
        self._projects = projects
        self._paths: list[Path | None] = []
        self._known: dict[int, Mark] = {}
        self._doubted: dict[int, Mark] = {}
        self._task: background.Task | None = None
        self._again = False
        self._later = pause(self, _SOON, self._look)
        projects.projects_changed.connect(self._projects_changed)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._came_back)

    def look_soon(self) -> None:
        """Look at the files in a moment."""
        if not self._later.isActive():
            self._later.start(_SOON)

    def _came_back(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.look_soon()

    @cached_property
    def _watcher(self) -> QFileSystemWatcher:
        watcher = QFileSystemWatcher(self)
        watcher.fileChanged.connect(self.look_soon)
        watcher.directoryChanged.connect(self.look_soon)
        return watcher

    def _projects_changed(self) -> None:
        paths = [one.session.path for one in self._projects.projects]
        if paths != self._paths:
            self._paths = paths
            self._follow()

    def _follow(self) -> None:
        """Watch the files that are open now, and their folders: a file that is replaced takes its watch along."""
        wanted: set[str] = set()
        keys = set()
        for project in self._projects.projects:
            keys.add(project.key)
            path = project.session.path
            if path is not None:
                for name in {os.path.abspath(path), os.path.realpath(path)}:
                    # A folder does not tell when it is itself moved: the one around it does.
                    folder = _there(os.path.dirname(name))
                    wanted |= {name, folder, os.path.dirname(folder)}
        for kept in (self._known, self._doubted):
            for key in kept.keys() - keys:
                del kept[key]
        wanted = {name for name in wanted if os.path.exists(name)}
        if not wanted and "_watcher" not in vars(self):
            return
        watched = {*self._watcher.files(), *self._watcher.directories()}
        if gone := watched - wanted:
            self._watcher.removePaths(sorted(gone))
        if new := wanted - watched:
            self._watcher.addPaths(sorted(new))

    def _look(self) -> None:
        """Ask the disk, off the window's thread: a shared one may take its time."""
        if self._task is not None:
            self._again = True
            return
        if () in self._known.values():  # its folder may be gone as well, and come back
            self._follow()
        asked = [
            _Asked(
                one.key,
                one.session.path,
                one.base,
                one.session.saved_document,
                self._known.get(one.key),
                self._doubted.get(one.key),
            )
            for one in self._projects.projects
            if one.session.path is not None
        ]
        if asked:
            self._task = background.Task(lambda _: [_looked(one) for one in asked])
            self._task.done.connect(self._looked_at)
            self._task.failed.connect(self._looked_at)
            self._task.begin()

    def _looked_at(self, found: object) -> None:
        self._task = None
        for one in found if isinstance(found, list) else ():
            self._take(one)
        if self._again:
            self._again = False
            self.look_soon()

    def _take(self, found: _Found) -> None:
        asked, mark, sight = found
        project = next((one for one in self._projects.projects if one.key == asked.key), None)
        if project is None or mark is None or mark == asked.known:
            self._doubted.pop(asked.key, None)
            return
        moved_on = project.saving or project.session.path != asked.path or project.base != asked.base
        if moved_on or sight is None:  # being saved here, or not yet the same twice
            self._doubted[project.key] = mark
            self._later.start(_SETTLED)
            return
        self._known[project.key] = mark
        self._doubted.pop(project.key, None)
        self._follow()
        self._judge(project, sight, asked.document)

    def _judge(self, project: OpenProject, sight: Sight, compared: Document) -> None:
        before = project.outside, project.outside and project.theirs
        if sight.there and sight.same and sight.there != project.base:
            # Someone else has written what is here, such as Git with other ends of lines: as good as saved.
            assert project.session.path is not None
            project.stored(project.session.path, sight.there, project.session.saved_document is compared, compared)
        else:
            project.sighted(sight.there, sight.renamed)
        if (project.outside, project.outside and project.theirs) != before:
            self.changed.emit(project)


def _looked(asked: _Asked) -> _Found:
    """One look; the file is read only where it is another than known, and has stayed so since the last look."""
    mark = versions.mark(asked.path)
    if mark is None or mark == asked.known or mark != asked.doubted:
        return _Found(asked, mark, None)
    return _Found(asked, mark, versions.sight(asked.path, asked.base, asked.document))


def _there(folder: str) -> str:
    """A folder, or where it is gone the nearest one around it: that is where it will come back."""
    while not os.path.isdir(folder) and os.path.dirname(folder) != folder:
        folder = os.path.dirname(folder)
    return folder
