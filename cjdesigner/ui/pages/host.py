"""Which page stands in the place of the map: none, a persona's, or that of the project."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from cjdesigner.editor.session import Aspect, Session
from cjdesigner.model import queries
from cjdesigner.ui import outside
from cjdesigner.ui.later import Later
from cjdesigner.ui.scrolling import go_back
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow
    from cjdesigner.ui.pages.page import Page

_maps = Later("map_commands")


class PageLeft(NamedTuple):
    """A page that was open, to be shown again."""

    persona: str
    """Whose page it was; "" for that of the project."""
    scrolled: int
    """Pixels."""


class PageHost(QObject):
    """One page at a time; the map waits behind it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window_ = window
        self.stack = QStackedWidget()
        self.page: Page | None = None
        self._session = window.session
        self._inspector_shown = True
        self._session.listen(self._heard)

    def arrange(self, middle: QWidget) -> QWidget:
        """The place of the map, for pages too."""
        self.stack.addWidget(middle)
        return self.stack

    def set_session(self, session: Session) -> None:
        """Another project shows its map first."""
        self.close(focus=False)
        self._session.forget(self._heard)
        self._session = session
        session.listen(self._heard)

    def left(self) -> PageLeft | None:
        """The page that is open."""
        page: Any = self.page
        if page is None:
            return None
        return PageLeft(page.persona_id if _is_persona(page) else "", page.area.verticalScrollBar().value())

    def come_back(self, left: PageLeft, focus: bool = True) -> None:
        """Show a page again as it was left; its own beginning does not take the keyboard."""
        if left.persona:
            self.open_persona(left.persona)
        else:
            self.open_project()
        if self.page is not None:
            self.page.come_back = True
            go_back(self.page.area.verticalScrollBar(), left.scrolled)
            if focus:
                self.page.setFocus()

    def settle(self) -> None:
        """Keep what is being typed on the page."""
        if self.page is not None:
            self.page.settle()

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        if self.page is not None:
            self.page.retranslate()

    def open_persona(self, persona_id: str) -> None:
        """The page of a persona."""
        window = self.window_
        if persona_id not in window.session.document.personas:
            return
        from cjdesigner.ui.pages.persona_page import PersonaPage

        if isinstance(self.page, PersonaPage):
            self.page.show_persona(persona_id)
            return
        window.settle()
        window.session.select([persona_id])
        page = PersonaPage(window.session, persona_id)
        page.map_chosen.connect(self._open_map)
        page.refused.connect(window.session.say)
        page.picture_asked.connect(self._choose_picture)
        page.delete_asked.connect(self._delete_persona)
        self._show(page)

    def open_project(self) -> None:
        """The page of the project."""
        from cjdesigner.ui.pages.project_page import ProjectPage

        window = self.window_
        window.settle()
        page = ProjectPage(window.session)
        page.map_opened.connect(self._open_map)
        page.persona_opened.connect(self.open_persona)
        page.new_map_asked.connect(window.new_map)
        page.copy_asked.connect(partial(_maps.duplicate_map, window, show=False))
        page.future_asked.connect(partial(_maps.future_map, window, show=False))
        page.delete_asked.connect(partial(_maps.delete_map, window))
        page.said.connect(window.session.say)
        self._show(page)

    def _show(self, page: Page) -> None:
        window = self.window_
        if self.page is None:
            self._inspector_shown = not window.inspector.isHidden()
        self._take_down()
        self.page = page
        page.left.connect(self.close, Qt.ConnectionType.QueuedConnection)
        window.inspector.hide()
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        window.notice.setParent(page)
        window.notice.hide()
        window.status.show_hint("")  # what the mouse would do on the map is out of sight
        window.announcer.say(page.accessibleName())
        outside.tell(window)
        window.update_actions()

    def _take_down(self) -> None:
        page, self.page = self.page, None
        if page is not None:
            page.stop()
            self.window_.notice.setParent(self.window_.canvas)
            self.window_.notice.hide()
            self.stack.setCurrentIndex(0)
            self.stack.removeWidget(page)
            page.hide()
            page.deleteLater()

    def close(self, focus: bool = True) -> None:
        """Back to the map."""
        if self.page is None:
            return
        self._take_down()
        window = self.window_
        window.inspector.setVisible(self._inspector_shown and window.panes_shown)
        outside.tell(window)
        window.update_actions()
        if focus:
            window.canvas.setFocus()

    def _open_map(self, map_id: str) -> None:
        if map_id in self.window_.session.document.maps:
            self.window_.session.show_map(map_id)
        self.close()

    def _heard(self, aspect: Aspect) -> None:
        """What is chosen on the map is looked at there."""
        if aspect != "selection" or self.page is None:
            return
        session = self.window_.session
        if any(one not in session.document.personas for one in session.selection):
            self.close(focus=False)

    def _choose_picture(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        page: Any = self.page
        if _is_persona(page):
            filters = tr("Image files") + " (*.png *.jpg *.jpeg *.webp)"
            chosen, _ = QFileDialog.getOpenFileName(self.window_, tr("Choose a picture"), "", filters)
            if chosen:
                page.portrait.take_file(Path(chosen))

    def _delete_persona(self) -> None:
        page: Any = self.page
        window = self.window_
        if _is_persona(page):
            window.session.select([page.persona_id])
            window.action("delete").trigger()


# --- actions ------------------------------------------------------------------------------------------------------


def has_personas(window: MainWindow) -> bool:
    """Whether there is a persona to show."""
    return bool(window.session.document.personas)


def persona_page(window: MainWindow) -> None:
    """The page of the selected persona, or of the first of the map; back to the map where it is open."""
    host = window.host
    if _is_persona(host.page):
        host.close()
        return
    session = window.session
    chosen = next((one for one in reversed(session.selection) if one in session.document.personas), "")
    journey = session.document.maps.get(session.map_id)
    of_map = [one for one in (journey.personas if journey else ()) if one in session.document.personas]
    everyone = [one.id for one in queries.personas(session.document)]
    if chosen or of_map or everyone:
        host.open_persona(chosen or (of_map or everyone)[0])


def persona_shown(window: MainWindow) -> bool:
    """Whether a persona's page is open."""
    return _is_persona(window.host.page)


def project_page(window: MainWindow) -> None:
    """The page of the project, or back to the map."""
    if _is_project(window.host.page):
        window.host.close()
    else:
        window.host.open_project()


def edit_lens(window: MainWindow) -> None:
    """Title, scenario, goals and all else that says what the map is about, edited in its title block."""
    window.host.close()
    window.canvas.lens.open("title")


def project_shown(window: MainWindow) -> bool:
    """Whether the project's page is open."""
    return _is_project(window.host.page)


# The pages are imported when the first one is opened.


def _is_persona(page: Page | None) -> bool:
    if page is None:
        return False
    from cjdesigner.ui.pages.persona_page import PersonaPage

    return isinstance(page, PersonaPage)


def _is_project(page: Page | None) -> bool:
    if page is None:
        return False
    from cjdesigner.ui.pages.project_page import ProjectPage

    return isinstance(page, ProjectPage)
