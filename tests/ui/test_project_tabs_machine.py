"""Any sequence of opening, editing, going to, ordering, saving, moving and closing projects loses none of them."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from PySide6.QtWidgets import QApplication

from cjdesigner.edit import maps
from cjdesigner.files import project
from cjdesigner.files.settings import Preferences
from cjdesigner.ui import app, appearance, project_commands, starting
from cjdesigner.ui.main_window import MainWindow
from tests.helpers.maps import titled
from tests.helpers.windows import end_all
from tests.ui.conftest import Answers

PLACES = st.integers(0, 20)


class Tabs(RuleBasedStateMachine):
    """``known`` is what each open session should hold, whichever window it is in."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.preferences = Preferences(Path(self.folder.name) / "settings.json")
        self.number = 0
        self.known: dict[object, str] = {}
        appearance.apply(QApplication.instance(), "light")
        self._made(app.another_window(self.preferences))
        self.windows[0].show()
        self._new(self.windows[0])

    @property
    def windows(self) -> list[MainWindow]:
        return [one for one in starting.windows if one.isVisible()] or starting.windows

    def _made(self, window: MainWindow) -> None:
        window.files.questions = Answers()

    def _new(self, window: MainWindow) -> None:
        """A project with a step in its history, which no other may take the place of."""
        self.number += 1
        window.files.new(maps.blank_document("en"))
        self._edit(window)

    def _edit(self, window: MainWindow) -> None:
        self.number += 1
        session = window.session
        session.commit(titled(session.saved_document, f"Title {self.number}"), "Rename")
        self.known[session] = f"Title {self.number}"

    def _window(self, place: int) -> MainWindow:
        return self.windows[place % len(self.windows)]

    @rule(place=PLACES)
    def begin(self, place: int) -> None:
        self._new(self._window(place))

    @rule(place=PLACES)
    def open(self, place: int) -> None:
        window = self._window(place)
        self.number += 1
        path = Path(self.folder.name) / f"File {self.number}.cjmap"
        project.save(titled(maps.blank_document("en"), path.stem), path)
        assert window.files.open(path)
        self.known[window.session] = path.stem

    @rule(place=PLACES)
    def edit(self, place: int) -> None:
        self._edit(self._window(place))

    @rule(place=PLACES, by=st.sampled_from([1, -1]))
    def go_on(self, place: int, by: int) -> None:
        self._window(place).files.show_next(by)

    @rule(place=PLACES, tab=PLACES)
    def show(self, place: int, tab: int) -> None:
        bar = self._window(place).project_tabs.bar
        bar.setCurrentIndex(tab % bar.count())

    @rule(place=PLACES, start=PLACES, end=PLACES)
    def put_in_order(self, place: int, start: int, end: int) -> None:
        bar = self._window(place).project_tabs.bar
        bar.moveTab(start % bar.count(), end % bar.count())
        bar.dragged.emit()

    @rule(place=PLACES)
    def save(self, place: int) -> None:
        window = self._window(place)
        window.files.questions.save_path = Path(self.folder.name) / f"Saved {self.number}.cjmap"
        assert window.files.save()
        assert project.read(window.session.path).project.title == self.known[window.session]

    @rule(place=PLACES, tab=PLACES)
    def close(self, place: int, tab: int) -> None:
        window = self._window(place)
        projects = window.files.projects
        if len(projects) > 1:
            gone = projects[tab % len(projects)]
            self.known.pop(gone.session)
            project_commands.close_project(window, gone)

    @precondition(lambda self: len(self.windows) < 4)
    @rule(place=PLACES, tab=PLACES)
    def move(self, place: int, tab: int) -> None:
        window = self._window(place)
        projects = window.files.projects
        if len(projects) > 1:
            project_commands.move_to_window(window, projects[tab % len(projects)])
            for one in starting.windows:
                self._made(one)

    @invariant()
    def every_project_is_in_one_place(self) -> None:
        QApplication.processEvents()
        held = {one.session: one for window in self.windows for one in window.files.projects}
        assert set(held) == set(self.known)
        assert sum(len(window.files.projects) for window in self.windows) == len(held)
        for session, title in self.known.items():
            assert session.document.project.title == title
            assert held[session].unsaved is session.changed

    @invariant()
    def the_strip_and_the_panes_show_what_is_in_view(self) -> None:
        for window in self.windows:
            files, bar = window.files, window.project_tabs.bar
            assert files.current in files.projects
            assert window.session is files.current.session is window.canvas.session is window.inspector.session
            assert [bar.tabData(place) for place in range(bar.count())] == [one.key for one in files.projects]
            assert bar.currentIndex() == files.projects.index(files.current)
            assert window.project_tabs.isVisible() is (len(files.projects) > 1)

    def teardown(self) -> None:
        end_all()
        self.folder.cleanup()


def test_any_sequence(qapp: QApplication) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        Tabs,
        settings=settings(
            max_examples=6, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
