"""Pictures of every screen of the window, to be looked at: ``python3 packaging/screens.py FOLDER [WORD …]``.

Each screen is taken in each combination of language, look, size and density: a folder for each. WORDs leave out the
combinations and the screens whose names hold none of them (``4k``, ``nl-dark``, ``preferences``).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple


class Combination(NamedTuple):
    """How a set of pictures is taken; the size of the screen in device pixels."""

    language: str
    scheme: str
    size: tuple[int, int]
    factor: int = 1

    @property
    def name(self) -> str:
        """The name of its folder."""
        size = {1280: "hd", 1920: "full-hd", 3840: "4k"}.get(self.size[0], f"{self.factor}x")
        return f"{self.language}-{self.scheme}-{size}"


SMALL, USUAL, LARGE, DENSE = (1280, 720), (1920, 1080), (3840, 2160), (2560, 1440)
LOOKS = (("en", "light"), ("nl", "dark"), ("en", "contrast"))
COMBINATIONS = (
    *(Combination(*look, size) for look in LOOKS for size in (SMALL, USUAL, LARGE)),
    Combination("nl", "light", DENSE, 2),
    Combination("en", "dark", DENSE, 2),
)


def main(arguments: Sequence[str]) -> int:
    """Set up, then take the pictures without a display, a program for each combination."""
    import environment

    if arguments and arguments[0].startswith("-"):
        print(__doc__)
        return 0
    python = environment.prepare()
    folder = Path(arguments[0] if arguments else "screens").absolute()
    wanted = [one for one in COMBINATIONS if any(word in one.name for word in arguments[1:])] or list(COMBINATIONS)
    screens = [word for word in arguments[1:] if not any(word in one.name for one in COMBINATIONS)]
    worst = 0
    for one in wanted:
        with tempfile.TemporaryDirectory() as home:
            stage = Path(home) / "screen.json"
            size = {"width": one.size[0], "height": one.size[1]}
            stage.write_text(json.dumps({"screens": [{"name": "stage", "x": 0, "y": 0, "dpr": 1, **size}]}))
            world = {
                **os.environ,
                "HOME": home,
                "XDG_CONFIG_HOME": home,
                "XDG_DATA_HOME": home,
                "QT_QPA_PLATFORM": f"offscreen:configfile={stage}",
                "QT_SCALE_FACTOR": str(one.factor),
                "CJDESIGNER_STAGE": "screens",
            }
            given = [str(python), __file__, str(folder / one.name), one.language, one.scheme, *screens]
            worst |= subprocess.call(given, env=world, cwd=Path(__file__).resolve().parent.parent)
    return worst


def take(folder: Path, language: str, scheme: str, words: Sequence[str]) -> int:
    """Every screen of one combination."""
    from PySide6.QtCore import QElapsedTimer, QEventLoop, QPoint, QRect, Qt, QTimer
    from PySide6.QtGui import QPainter, QPixmap
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QDialog, QMenu

    from cjdesigner import resources
    from cjdesigner.edit import maps
    from cjdesigner.edit.templates import made_template
    from cjdesigner.files import own_templates, project
    from cjdesigner.files.settings import Preferences
    from cjdesigner.layout import hits
    from cjdesigner.model import queries
    from cjdesigner.ui import starting
    from cjdesigner.ui.app import open_window

    folder.mkdir(parents=True, exist_ok=True)
    preferences = Preferences()
    preferences.change(language=language, scheme=scheme, geometry="")
    window = open_window([], preferences)
    area = window.screen().availableGeometry()
    window.move(0, 0)
    window.resize(area.width(), area.height())
    sample = project.read(resources.path("examples", f"smartphone.{language}.cjmap"))
    dutch = language == "nl"
    place = [0]

    def wait(milliseconds: int = 300) -> None:
        watch = QElapsedTimer()
        watch.start()
        while watch.elapsed() < milliseconds:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def shoot(name: str, after: int = 300) -> None:
        """The whole screen with every window on it, in the order in which they were opened."""
        wait(after)
        if not window.canvas.isHidden():
            window.canvas.settle()
        if window.views.comparing.view is not None:
            for pane in window.views.comparing.view.panes:
                pane.settle()
        wait(60)
        ratio = window.devicePixelRatioF()
        picture = QPixmap(area.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.darkGray)
        painter = QPainter(picture)
        over = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not window]
        over.sort(key=lambda one: isinstance(one, QMenu))
        for one in (window, *over):
            painter.drawPixmap(one.pos(), one.grab())
            if one is not window:
                painter.setPen(Qt.GlobalColor.gray)
                painter.drawRect(QRect(one.pos(), one.size()).adjusted(-1, -1, 0, 0))
        painter.end()
        path = folder / f"{place[0]:02d}-{name}.png"
        picture.save(str(path))
        print(path, flush=True)

    def within(run: Callable[[], object], name: str, prepare: Callable[[Any], object] | None = None) -> None:
        """Shoot what a call shows until it is answered, then close it."""

        def look() -> None:
            shown = QApplication.activeModalWidget()
            if shown is None:
                print(f"{name}: nothing was shown", file=sys.stderr)
                return
            try:
                wait(1200)
                if prepare is not None and isinstance(shown, QDialog):
                    prepare(shown)
                    wait(900)
                shoot(name)
            finally:
                shown.close()

        QTimer.singleShot(400, window, look)
        run()
        wait(100)

    def beside(run: Callable[[], object], name: str, prepare: Callable[[Any], object] | None = None) -> None:
        """Shoot a window that stands beside the main one, then close it."""
        known = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        run()
        wait(300)
        made = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one not in known]
        for one in made:
            if prepare is not None:
                prepare(one)
        shoot(name)
        for one in made:
            one.close()
        wait(100)

    def popped(menu: QMenu, at: QPoint, name: str, hover: int = 2) -> None:
        menu.popup(at)
        chosen = [one for one in menu.actions() if not one.isSeparator() and one.isEnabled()]
        if chosen:
            menu.setActiveAction(chosen[min(hover, len(chosen) - 1)])
        shoot(name)
        menu.close()
        wait(60)

    def act(key: str) -> None:
        window.update_actions()
        window.action(key).trigger()

    def typed(text: str) -> None:
        for letter in text:
            QTest.keyClicks(QApplication.focusWidget() or window, letter)

    def key(which: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or window, which, held)

    def alone(document: Any) -> None:
        """A project with no other beside it."""
        before = window.files.projects
        window.files.new(document)
        for one in set(before) & set(window.files.projects):
            one.discarding = True
            window.files.close_project(one)

    def fresh() -> None:
        """The sample again, as if just opened, with nothing beside it."""
        alone(sample)
        window.activateWindow()
        window.canvas.setFocus()
        wait(200)
        window.canvas.fit_width()
        wait(100)

    def lane(kind: str) -> str:
        shape = queries.structure(window.session.document, window.session.map_id)
        return next(one.id for one in shape.lanes if one.type == kind)

    def first_card(kind: str) -> str:
        document = window.session.saved_document
        return next(one.id for one in document.cards.values() if one.lane == lane(kind))

    def show(record: str) -> QPoint:
        box = hits.find(window.session.drawing(), record)
        assert box is not None
        window.canvas.reveal(box)
        wait(80)
        return window.canvas.viewport().mapToGlobal(window.canvas.card_rect(box).center())

    # --- the screens --------------------------------------------------------------------------------------------------

    def window_itself() -> None:
        shoot("window")

    def selections() -> None:
        document = window.session.document
        shape = queries.structure(document, window.session.map_id)
        link = next(iter(document.links.values()), None)
        chosen = {
            "pain": first_card("pains"),
            "solution": first_card("solutions"),
            "touchpoint": first_card("touchpoints"),
            "step": shape.steps[1].id,
            "phase": shape.phases[1].id,
            "lane": lane("emotions"),
            **({"link": link.id} if link else {}),
        }
        for name, record in chosen.items():
            window.session.select([record])
            window.canvas.reveal_selection()
            shoot(f"selected-{name}")
        window.session.select([one.id for one in document.cards.values() if one.lane == lane("pains")])
        shoot("selected-many")
        window.session.select([])

    def menus() -> None:
        for number, name in enumerate(("file", "edit", "insert", "card", "view", "show", "map", "help")):
            if name in ("file", "view", "show"):
                menu = list(window._menus.values())[number]
                corner = window.menuBar().actionGeometry(menu.menuAction()).bottomLeft()
                menu.aboutToShow.emit()
                popped(menu, window.menuBar().mapToGlobal(corner), f"menu-{name}")
        record = first_card("pains")
        window.session.select([record])
        at = show(record)
        box = hits.find(window.session.drawing(), record)
        assert box is not None
        window.canvas.menu_requested.emit(hits.Hit("card", record, box), at)
        shoot("menu-of-a-card")
        for one in QApplication.topLevelWidgets():
            if isinstance(one, QMenu) and one.isVisible():
                one.close()

    def start_page() -> None:
        starting.show_start(window)
        shoot("start-page-first", 1500)
        starting.hide_start(window)
        documents = Path(os.environ["HOME"]) / ("Documenten" if dutch else "Documents") / "Journeys 2026"
        documents.mkdir(parents=True, exist_ok=True)
        for number, name in enumerate(
            ("Smartphone", "Hypotheekaanvraag particulieren met een heel lange naam", "Onboarding", "Zorgpad heup")
        ):
            path = documents / f"{name}.cjmap"
            document = sample if number % 2 == 0 else maps.blank_document(language)
            project.save(document, path)
            window.files.open(path)
            wait(50)
        shoot("projects")
        bar = window.project_tabs.bar
        QTest.mouseMove(bar, bar.tabRect(0).center())
        act("add_persona")
        shoot("projects-unsaved")
        within(lambda: window.files.questions.ask_unsaved_several([one.name for one in window.files.projects]),
               "question-several")  # fmt: skip
        own_templates.keep(made_template(sample, next(iter(sample.maps)), "Retail", "House style for shops"))
        starting.show_start(window)
        shoot("start-page", 2000)
        key(Qt.Key.Key_Right)
        shoot("start-page-chosen")
        page: Any = window.pages.currentWidget()
        grid = page.recent
        QTest.mouseMove(grid.viewport(), grid.visualRect(grid.model().index(2, 0)).center())
        shoot("start-page-hovered")
        starting.hide_start(window)

    def command_search() -> None:
        act("search")
        shoot("command-search")
        typed("pijn" if dutch else "pain")
        shoot("command-search-found")
        typed("zzzqq")
        shoot("command-search-nothing")
        key(Qt.Key.Key_Escape)

    def outline() -> None:
        act("outline")
        window.session.select([first_card("pains")])
        shoot("outline")
        act("outline")

    def table() -> None:
        act("table")
        window.session.select([first_card("pains")])
        shoot("table")
        act("table")

    def filters() -> None:
        act("filter")
        shoot("filter")
        bar = window.views.bar
        bar.toggle("severities", 3)
        shoot("filter-on")
        bar.clear_all()
        bar.close_()

    def views() -> None:
        shape = queries.structure(window.session.document, window.session.map_id)
        window.session.select([shape.phases[0].id])
        act("fold")
        act("save_view")
        shoot("view-name")
        typed("Directie" if dutch else "Board")
        key(Qt.Key.Key_Return)
        wait()
        button = window.top.views
        button.menu().aboutToShow.emit()
        popped(button.menu(), button.mapToGlobal(QPoint(0, button.height())), "views")
        shoot("view-shown")
        act("view_list")
        shoot("view-list")
        act("view_list")
        act("show_everything")

    def comparing() -> None:
        if len(window.session.document.maps) > 1:
            act("compare")
            shoot("side-by-side", 1200)
            key(Qt.Key.Key_Down)
            key(Qt.Key.Key_Down)
            shoot("side-by-side-chosen", 900)
            act("compare")

    def pages() -> None:
        act("persona_page")
        shoot("persona-page", 800)
        act("persona_page")
        act("project_page")
        shoot("project-page", 1200)
        act("project_page")

    def preferences_dialog() -> None:
        def ask(name: str, prepare: Callable[[Any], object] | None = None) -> None:
            within(lambda: act("preferences"), name, prepare)

        ask("preferences")
        ask("preferences-look", lambda one: one.sections.setCurrentRow(1))
        ask("preferences-keys", lambda one: one.sections.setCurrentRow(one.sections.count() - 1))
        ask("preferences-search", lambda one: one.search.setText("taal" if dutch else "lang"))
        ask("preferences-nothing", lambda one: one.search.setText("zzzqq"))

    def shortcut_sheet() -> None:
        beside(lambda: act("keys"), "shortcut-sheet")
        beside(lambda: act("keys"), "shortcut-sheet-search", lambda one: one.search.setText("zoom"))

    def help_pages() -> None:
        beside(lambda: act("help"), "help")
        beside(lambda: act("help"), "help-later", lambda one: one.list.setCurrentRow(5))
        beside(lambda: act("help"), "help-search", lambda one: one.search.setText("curve"))

    def focus_mode() -> None:
        act("focus")
        shoot("focus-mode")
        act("focus")
        wait()
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.move(0, 0)
        window.resize(area.size())

    def new_project() -> None:
        within(lambda: act("new"), "new-project")
        within(lambda: act("new_map"), "new-map")

    def finding() -> None:
        act("find")
        typed("telefoon" if dutch else "phone")
        shoot("find-bar")
        act("replace")
        shoot("find-and-replace")
        typed("zzzqq")
        shoot("find-nothing")
        key(Qt.Key.Key_Escape)

    def history() -> None:
        for kind in ("pains", "solutions"):
            window.session.select([first_card(kind)])
            act("duplicate")
        act("add_phase")
        act("undo")
        act("history")
        shoot("history")
        act("history")

    def guide() -> None:
        alone(maps.blank_document(language))
        shoot("empty-map", 900)
        window.guide.line.click()
        shoot("guide", 600)
        window.guide.line.click()
        act("outline")
        act("table")
        act("tray")
        shoot("empty-panes")
        act("outline")
        act("table")
        act("tray")
        act("project_page")
        shoot("empty-project-page", 700)
        act("project_page")

    def minimap() -> None:
        window.canvas.zoom_to(1.4)
        window.canvas.scroll_by(300, 200)
        shoot("minimap", 800)

    def outputs() -> None:
        within(lambda: act("export"), "export")

        def as_picture(one: QDialog) -> None:
            from cjdesigner.ui.exporting.format_part import FormatPart

            part = one.findChild(FormatPart)
            if part is not None:
                part.format.button("pptx").click()

        within(lambda: act("export"), "export-slides", as_picture)
        within(lambda: act("print"), "print")

    def dialogs() -> None:
        within(lambda: act("audiences"), "audiences")
        within(lambda: act("save_template"), "save-template")
        within(lambda: act("about"), "about")
        questions = window.files.questions
        path = Path("/home/sanne/Documents/Smartphone kopen.cjmap")
        within(lambda: questions.ask_unsaved("Smartphone kopen"), "question-unsaved")
        within(lambda: questions.ask_changed_on_disk(path), "question-changed")
        within(lambda: questions.ask_replace(path), "question-replace")
        within(lambda: questions.show_error("The file cannot be read: it ends too early."), "question-error")
        table_file = Path(os.environ["HOME"]) / "cards.csv"
        table_file.write_text(
            "Phase,Step,Lane,Text\nBuy,Choose,Actions,Reads reviews\nBuy,Pay,Pain points,Too many forms\n"
        )
        within(lambda: window.import_file(table_file), "import")

    def tour() -> None:
        act("tour")
        shoot("tour", 1500)
        act("tour")
        act("tray")
        window.session.select([first_card("pains")])
        act("park")
        shoot("tray")
        act("undo")
        act("tray")

    def file_dialog() -> None:
        within(lambda: window.files.questions.ask_open_paths(Path(os.environ["HOME"])), "open-file")

    screens: tuple[Callable[[], None], ...] = (
        *(window_itself, selections, menus, start_page, command_search, outline, table, filters, views, comparing),
        *(pages, preferences_dialog, shortcut_sheet, help_pages, focus_mode, new_project, finding, history, guide),
        *(minimap, outputs, dialogs, tour, file_dialog),
    )
    wait(500)
    for place[0], screen in enumerate(screens, start=1):
        if words and not any(word.replace("-", "_") in screen.__name__ for word in words):
            continue
        try:
            fresh()
            screen()
        except Exception as error:  # one screen must not keep the others from being looked at
            print(f"{screen.__name__}: {error!r}", file=sys.stderr)
    sys.stdout.flush()
    os._exit(0)  # no need to take the application down in order


if __name__ == "__main__":
    if os.environ.get("CJDESIGNER_STAGE") == "screens":
        sys.exit(take(Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4:]))
    import environment

    environment.run_or_explain(main)
