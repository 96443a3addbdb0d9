"""The projects that are open in a window: which there are, in which order, and which of them is in view."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from cjdesigner.editor.session import Session
from cjdesigner.files.errors import shown
from cjdesigner.ui.open_project import OpenProject
from cjdesigner.ui.paths import same_file
from cjdesigner.words import tr


class OpenProjects(QObject):
    """One project is in view, the others wait behind their tabs with their histories and unsaved changes.

    A hook, to be set by the window: ``settle`` puts an open text field into the document.
    """

    session_opened = Signal(object)
    """The Session that the window is to show from now on."""
    session_closed = Signal(object)
    """A Session that is no longer open in this window."""
    session_added = Signal(object)
    """A Session that is open in this window from now on."""
    projects_changed = Signal()
    """Which projects are open, their order, which is in view, or what their tabs show."""
    changed = Signal()
    """Title, problem, whether it may be saved, or the recent files."""
    noticed = Signal(str)
    """Something about a project that is not in view."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.current: OpenProject | None = None
        """The project in view, or None before the first."""
        self.settle: Callable[[], None] = _nothing
        self._projects: list[OpenProject] = []

    # What the window shows

    @property
    def projects(self) -> tuple[OpenProject, ...]:
        """Every project that is open here, in the order of their tabs."""
        return tuple(self._projects)

    @property
    def session(self) -> Session | None:
        """The session in view, or None before the first."""
        return self.current.session if self.current is not None else None

    @property
    def problem(self) -> str:
        """Why the project in view could not be saved, or ""."""
        return self.current.problem if self.current is not None else ""

    @property
    def read_only(self) -> str:
        """Why the file in view must not be written, or ""."""
        return self.current.read_only if self.current is not None else ""

    @property
    def unsaved(self) -> bool:
        """Whether there is something to save in the project in view."""
        return self.current is not None and self.current.unsaved

    @property
    def name(self) -> str:
        """What the project in view is called."""
        return self.current.name if self.current is not None else ""

    @property
    def title(self) -> str:
        """The window's title, with Qt's mark for unsaved changes; "" before there is a document."""
        return self.current.title if self.current is not None else ""

    # Which project is in view

    def show_project(self, project: OpenProject) -> None:
        """Bring a project of this window into view; what is being typed in the other is kept."""
        if project is self.current or project not in self._projects:
            return
        self.settle()
        self._bring(project)

    def show_next(self, by: int = 1) -> None:
        """Bring the project of the next tab into view, or with −1 that of the one before."""
        if self.current is not None:
            place = self._projects.index(self.current) + by
            self.show_project(self._projects[place % len(self._projects)])

    def show_file(self, path: Path) -> bool:
        """Bring the project of a file into view; whether it is open here."""
        project = self.project_of(path)
        if project is not None:
            self.show_project(project)
        return project is not None

    def project_of(self, path: Path) -> OpenProject | None:
        """The project of this window that a file belongs to."""
        return next((one for one in self._projects if one.session.path and same_file(one.session.path, path)), None)

    def put_in_order(self, projects: Iterable[OpenProject]) -> None:
        """The tabs were put in another order."""
        wanted = list(projects)
        if wanted != self._projects and set(wanted) == set(self._projects):
            self._projects = wanted
            self.projects_changed.emit()

    # To another window

    def hand_over(self, project: OpenProject, receiver: OpenProjects) -> None:
        """Give an open project to another window, with its history and all: nothing is closed or opened."""
        self.settle()
        self._drop(project)
        project.restated.disconnect(self._restated)
        project.noticed.disconnect(self._noticed)
        receiver._accept(project)
        self.session_closed.emit(project.session)

    # Within

    def _accept(self, project: OpenProject, instead: OpenProject | None = None, behind: bool = False) -> None:
        """Put a project beside the one in view, or in the place of one that goes, and bring it into view.

        With ``behind`` it is the last one, and what is in view stays there.
        """
        self.settle()
        project.setParent(self)
        project.restated.connect(self._restated)
        project.noticed.connect(self._noticed)
        if behind:
            self._projects.append(project)
            self.session_added.emit(project.session)
            self.projects_changed.emit()
            return
        if instead is None and self.current is not None and self.current.untouched:
            instead = self.current
        if instead is not None:
            self._projects[self._projects.index(instead)] = project
        else:
            here = self._projects.index(self.current) + 1 if self.current is not None else len(self._projects)
            self._projects.insert(here, project)
        self._bring(project)
        self.session_added.emit(project.session)
        if instead is not None:
            self._release(instead)

    def _bring(self, project: OpenProject) -> None:
        self.current = project
        self.session_opened.emit(project.session)
        self.projects_changed.emit()
        self.changed.emit()

    def _drop(self, project: OpenProject) -> None:
        """Take a project off the tabs; where it was in view, the next one is."""
        place = self._projects.index(project)
        self._projects.remove(project)
        if self.current is not project:
            self.projects_changed.emit()
        elif self._projects:
            self._bring(self._projects[min(place, len(self._projects) - 1)])
        else:
            self.current = None

    def _release(self, project: OpenProject) -> None:
        project.end()
        project.setParent(None)
        project.deleteLater()
        self.session_closed.emit(project.session)

    def _restated(self) -> None:
        self.projects_changed.emit()

    def _noticed(self, notice: str) -> None:
        project = self.sender()
        if isinstance(project, OpenProject) and project is not self.current:
            self.noticed.emit(tr("{name}: {notice}", name=shown(project.name, 40), notice=notice))


def _nothing() -> None:
    """No text field is open."""
