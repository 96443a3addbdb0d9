"""The strip of open projects at the top of a window: shown, ordered and closed here. Away where there is only one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QToolButton, QWidget

from cjdesigner.ui import appearance, outside
from cjdesigner.ui.open_project import OpenProject
from cjdesigner.ui.open_projects import OpenProjects
from cjdesigner.ui.plain import caption, tip
from cjdesigner.ui.project_bar import CloseMark, ProjectBar
from cjdesigner.words import tr


class ProjectTabs(QWidget):
    """A tab per open project, and a button for another one."""

    new_asked = Signal()
    close_asked = Signal(object)
    """The OpenProject to close."""
    menu_asked = Signal(object, QPoint)
    """What can be done with an OpenProject is asked for, at a point of the screen."""
    files_dropped = Signal(list)
    left = Signal()
    pulled = Signal(QPoint)
    """A tab is being dragged over a point of the screen."""
    let_go = Signal(object, QPoint)
    """The tab of an OpenProject was dragged and let go at a point of the screen."""
    chosen = Signal()
    """A tab was clicked, also that of the project in view."""

    def __init__(self, projects: OpenProjects, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ProjectTabs")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._projects = projects
        self.wanted: Callable[[], bool] = lambda: True
        """Whether the window has room for the strip now."""
        self.bar = ProjectBar(self)
        self.bar.currentChanged.connect(self._chosen)
        self.bar.tabBarClicked.connect(lambda place: self.chosen.emit() if place >= 0 else None)
        self.bar.dragged.connect(self._reordered)
        self.bar.held.connect(self._chosen)
        self.bar.close_asked.connect(self._close_at)
        self.bar.files_dropped.connect(self.files_dropped)
        self.bar.left.connect(self.left)
        self.bar.pulled.connect(self.pulled)
        self.bar.let_go.connect(self._let_go_at)
        self.add_button = QToolButton(self)
        self.add_button.setIconSize(QSize(16, 16))
        self.add_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.add_button.clicked.connect(self.new_asked)
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 5, 8, 0)
        line.setSpacing(4)
        line.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignBottom)
        line.addWidget(self.add_button)
        line.addStretch(1)
        projects.projects_changed.connect(self.refresh)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.bar.setAccessibleName(tr("Open projects"))
        self.add_button.setIcon(appearance.icon("plus", appearance.current().secondary))
        self.add_button.setToolTip(tr("Open or begin another project"))
        self.add_button.setAccessibleName(tr("Open or begin another project"))
        self.refresh()

    def holds(self, place: QPoint) -> bool:
        """Whether a point of the screen is on the strip."""
        return self.isVisible() and self.rect().contains(self.mapFromGlobal(place))

    def refresh(self) -> None:
        """Show what is open now."""
        projects, bar = self._projects.projects, self.bar
        names = [one.name for one in projects]
        bar.blockSignals(True)
        known = {one.key for one in projects}
        for place in reversed(range(bar.count())):
            if bar.tabData(place) not in known:
                bar.removeTab(place)
        for place, project in enumerate(projects):
            was = bar.place_of(project)
            if was < 0:
                bar.insertTab(place, "")
                bar.setTabData(place, project.key)
                self._add_mark(place, project)
            elif was != place:
                bar.moveTab(was, place)
            self._show(place, project, names.count(project.name) > 1)
        if self._projects.current is not None:
            bar.setCurrentIndex(bar.place_of(self._projects.current))
        bar.updateGeometry()
        bar.blockSignals(False)
        self.setVisible(len(projects) > 1 and self.wanted())

    def _add_mark(self, place: int, project: OpenProject) -> None:
        mark = CloseMark(self.bar, project)
        mark.clicked.connect(lambda: self.close_asked.emit(project))
        self.bar.setTabButton(place, QTabBar.ButtonPosition.RightSide, mark)

    def _show(self, place: int, project: OpenProject, namesake: bool) -> None:
        path = project.session.path
        name = " ".join(project.name.split())
        if namesake and path is not None:
            name = f"{name} — {path.parent.name}"
        self.bar.setTabText(place, caption(name[:120]))
        where = _shortened(path) if path is not None else tr("Not saved in a file yet")
        state = tr("read only") if project.read_only else tr("unsaved changes") if project.unsaved else ""
        state = outside.state(project) or state
        told = project.problem or outside.told(project) or state
        self.bar.setTabToolTip(place, tip("\n".join(line for line in (where, told) if line)))
        self.bar.setAccessibleTabName(place, f"{name}, {state}" if state else name)
        mark = self.bar.tabButton(place, QTabBar.ButtonPosition.RightSide)
        mark.setAccessibleName(tr("Close “{name}”", name=name))
        mark.setToolTip(tr("Close"))
        mark.update()

    def _chosen(self, place: int) -> None:
        project = self._project_at(place)
        if project is not None:
            self._projects.show_project(project)

    def _close_at(self, place: int) -> None:
        project = self._project_at(place)
        if project is not None:
            self.close_asked.emit(project)

    def _let_go_at(self, tab: int, place: QPoint) -> None:
        project = self._project_at(tab)
        if project is not None:
            self.let_go.emit(project, place)

    def _project_at(self, place: int) -> OpenProject | None:
        key = self.bar.tabData(place)
        return next((one for one in self._projects.projects if one.key == key), None)

    def _reordered(self) -> None:
        places = range(self.bar.count())
        self._projects.put_in_order(one for place in places if (one := self._project_at(place)) is not None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """For the tab under the pointer, or by key for the one in view."""
        here = self.bar.mapFromGlobal(event.globalPos())
        by_key = event.reason() != QContextMenuEvent.Reason.Mouse
        place = self.bar.currentIndex() if by_key else self.bar.tabAt(here)
        project = self._project_at(place)
        if project is not None:
            corner = self.bar.mapToGlobal(self.bar.tabRect(place).bottomLeft())
            self.menu_asked.emit(project, corner if by_key else event.globalPos())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "add_button"):
            self.add_button.setIcon(appearance.icon("plus", appearance.current().secondary))


def _shortened(path: Path) -> str:
    """A path, from home where it lies there."""
    name, home = str(path), str(Path.home())
    return "~" + name[len(home) :] if name.startswith(home + "/") else name
