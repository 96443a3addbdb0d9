"""The window: palette, canvas and inspector around one session, with every action in its menus."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from PySide6.QtCore import QByteArray, QLocale, QPoint, Qt, QTimer
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from cjdesigner import resources, words
from cjdesigner.edit import cards, maps
from cjdesigner.editor.session import Aspect, Session
from cjdesigner.files import project
from cjdesigner.files.errors import FileError
from cjdesigner.files.settings import Preferences
from cjdesigner.lanes import LANE_TYPES
from cjdesigner.layout.hits import Box, Hit
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.ui import (
    actions,
    appearance,
    commands,
    left_open,
    mime,
    outside,
    project_commands,
    recent,
    shortcuts,
    starting,
    tab_order,
)
from cjdesigner.ui.announcer import Announcer
from cjdesigner.ui.bars import Notice, StatusBar, TopBar
from cjdesigner.ui.canvas.standpoints import Standpoints
from cjdesigner.ui.canvas.view import MapView
from cjdesigner.ui.files import FileFlow
from cjdesigner.ui.guide import Guide
from cjdesigner.ui.inspector import Inspector
from cjdesigner.ui.late_parts import LateParts
from cjdesigner.ui.later import Later
from cjdesigner.ui.left_pane import LeftPane
from cjdesigner.ui.map_tabs import MapTabs
from cjdesigner.ui.output_commands import attach as attach_outputs
from cjdesigner.ui.pages.host import PageHost
from cjdesigner.ui.palette import Palette
from cjdesigner.ui.panes import Panes
from cjdesigner.ui.project_tabs import ProjectTabs
from cjdesigner.ui.speech import speak, with_mnemonics
from cjdesigner.ui.tiles import lane_icon
from cjdesigner.ui.tray import Tray
from cjdesigner.ui.views.part import Views
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.questions import Questions
    from cjdesigner.ui.tour.pane import TourPane

_FIRST_FRAME = 0.15
"""Seconds that the first picture of a map may take; what is missing then follows piece by piece."""
NOTICE_FOR = 8000
"""Milliseconds that a notice stays."""


class MainWindow(QMainWindow, LateParts):
    """One window; of the projects that are open in it, one is in view."""

    def __init__(
        self, preferences: Preferences | None = None, questions: Questions | None = None, files: FileFlow | None = None
    ) -> None:
        super().__init__()
        self.files = files or FileFlow(questions, preferences, parent=self)
        self.preferences = self.files.preferences
        self.session = Session(maps.blank_document(words.language()))
        self.scheme: str = self.preferences.settings.scheme
        self.panes_shown = True
        self.tray_shown = False
        self._tray_wanted = False
        self._made: dict[str, QAction] = {}
        self._menus: dict[str, QMenu] = {}
        self._groups: dict[str, QMenu] = {}
        self._language: str = self.preferences.settings.language
        self._build_actions()
        self._use_keys()
        self.canvas = MapView(self.session)
        self.palette_pane = Palette(self.session)
        self.left_pane = LeftPane(self.palette_pane, lambda: self.outline)
        self.panes = Panes(self)
        self.host = PageHost(self)
        self.canvas.addActions([self._made[key] for key in actions.ON_CANVAS])
        self.inspector = Inspector(self.session)
        self.tabs = MapTabs(self.session)
        self.project_tabs = ProjectTabs(self.files)
        self.standpoints = Standpoints(self.canvas)
        self._trays: WeakKeyDictionary[Session, bool] = WeakKeyDictionary()
        self.tray = Tray(self.session)
        self.tour_pane: TourPane | None = None
        self.pages = QStackedWidget()
        self.top = TopBar(self._made)
        self.status = StatusBar(self._made)
        self._arrange()
        self.notice = Notice(self.canvas)
        self.guide = Guide(self)
        self.canvas.corners.append(self.guide)
        self.views = Views(self)
        self.announcer = Announcer(self)
        self._undoes: Document | None = None
        """What the notice in sight offers to undo has led to; None where it offers no such thing."""
        self._notice_timer = QTimer(self)
        self._notice_timer.setSingleShot(True)
        self._notice_timer.timeout.connect(self._notice_over)
        self._connect()
        self.setAcceptDrops(True)
        self.resize(1440, 900)
        self._restore()
        self.retranslate()

    # --- building -------------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        middle = QWidget()
        self.middle = column = QVBoxLayout(middle)
        """The tabs of the maps with what stands below them, from top to bottom."""
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.panes.halves, 1)
        column.addWidget(self.tray)
        body = self.panes.arrange(self.host.arrange(middle))
        body.setObjectName("Body")
        whole = QWidget()
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.top)
        outer.addWidget(body, 1)
        outer.addWidget(self.status)
        self.pages.addWidget(whole)
        everything = QWidget()
        column = QVBoxLayout(everything)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.project_tabs)
        column.addWidget(self.pages, 1)
        self.setCentralWidget(everything)
        self.tray.setVisible(False)

    def _connect(self) -> None:
        self.session.listen(self._changed)
        self.canvas.zoomed.connect(self.status.show_zoom)
        self.canvas.hinted.connect(self.status.show_hint)
        self.inspector.left.connect(self.canvas.setFocus)
        self.palette_pane.persona_added.connect(self.inspector.name_first)
        self.canvas.menu_requested.connect(self._context_menu)
        self.canvas.files_dropped.connect(self._open_dropped)
        self.canvas.foreign_dropped.connect(partial(actions.clipboard.take_dropped, self))
        self.palette_pane.block_chosen.connect(self.canvas.place_block)
        self.palette_pane.persona_opened.connect(self.host.open_persona)
        self.left_pane.turned.connect(lambda _: self._pane_turned())
        self.tabs.new_map_requested.connect(self.new_map)
        self.tabs.copy_asked.connect(partial(actions.maps.duplicate_map, self))
        self.tabs.future_asked.connect(partial(actions.maps.future_map, self))
        self.tabs.delete_asked.connect(partial(actions.maps.delete_map, self))
        self.tabs.held.connect(lambda map_id: self.carried.stay_over_tab(map_id))
        self.canvas.carried_over = lambda place: self.carried.over(place)
        self.canvas.crop_changed.connect(self._update_actions)
        self.canvas.picture_asked.connect(partial(actions.picturing.choose, self), Qt.ConnectionType.QueuedConnection)
        self.canvas.text_beside.connect(partial(commands.edit_beside, self))
        self.status.zoom_asked.connect(lambda scale: self.views.camera.zoom_to(scale))
        self.files.session_opened.connect(self.show_session)
        self.files.changed.connect(self._show_title)
        self.files.failed.connect(self._save_failed)
        self.files.noticed.connect(self.notify)
        self.files.projects_changed.connect(self._show_title)
        self.files.projects_changed.connect(partial(outside.take_back, self))
        self.files.touched.connect(lambda _: outside.tell(self))
        self.project_tabs.wanted = lambda: not self.views.focus.on
        self.project_tabs.new_asked.connect(partial(starting.show_start, self))
        self.project_tabs.close_asked.connect(partial(project_commands.close_project, self))
        self.project_tabs.menu_asked.connect(partial(project_commands.show_menu, self))
        self.project_tabs.pulled.connect(partial(project_commands.pulled, self))
        self.project_tabs.let_go.connect(partial(project_commands.let_go, self))
        self.project_tabs.files_dropped.connect(self.files.open_all)
        self.project_tabs.chosen.connect(partial(starting.hide_start, self))
        self.project_tabs.left.connect(self.canvas.setFocus)
        self.files.leftovers_found.connect(lambda found: self.recovering.offer(found))
        self.files.settle = self.settle
        self.tray.dropped.connect(self._park)
        self.tray.foreign_dropped.connect(partial(actions.clipboard.take_parked, self))
        self.tray.hinted.connect(self.status.show_hint)
        self.tray.away = lambda: self.canvas.dropping.out
        self.canvas.cards_carried_out.connect(lambda place: self.carried.let_go(place))
        self.tray.shown_changed.connect(self._tray_changed)
        self.tray.menu_requested.connect(lambda place: self._context_menu(Hit("parked", "", Box(0, 0, 1, 1)), place))
        self.palette_pane.lane_chosen.connect(self._add_lane)
        attach_outputs(self)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)

    def _build_actions(self) -> None:
        bar = self.menuBar()
        for name in actions.MENUS:
            self._menus[name] = bar.addMenu(name)
        for spec in actions.ACTIONS:
            menu = self._menus[spec.menu]
            if not spec.id:
                menu.addSeparator()
                continue
            action = QAction(self)
            action.setObjectName(spec.id)
            on_canvas = spec.id in actions.ON_CANVAS
            context = Qt.ShortcutContext.WidgetWithChildrenShortcut if on_canvas else Qt.ShortcutContext.WindowShortcut
            action.setShortcutContext(context)
            if spec.checked:
                action.setCheckable(True)
            if spec.id in actions.WITH_MENU:
                action.setMenu(QMenu(self))
            else:
                action.triggered.connect(lambda _=False, spec=spec: self._do(spec))
            self._group_in(menu, spec.id).addAction(action)
            self._made[spec.id] = action
        latest = self.submenu("recent")
        latest.aboutToShow.connect(lambda: recent.fill(latest, self.files))
        open_projects = self.submenu("open_projects")
        open_projects.aboutToShow.connect(partial(project_commands.fill_open, self, open_projects))
        card_menus = Later("card_menus")
        for key in ("link_kind", "copy_curve", "give_points", "curves"):
            self.submenu(key).aboutToShow.connect(partial(card_menus.fill, self, key))
        self._made["add_lane"].triggered.connect(lambda: card_menus.choose_lane(self))
        for menu in self._menus.values():
            menu.aboutToShow.connect(self._update_actions)

    def _group_in(self, menu: QMenu, key: str) -> QMenu:
        """The menu inside a menu that an action stands in, or the menu itself."""
        name = next((name for name, (_, keys) in actions.GROUPS.items() if key in keys), "")
        if not name:
            return menu
        if name not in self._groups:
            self._groups[name] = menu.addMenu(name)
        return self._groups[name]

    def _do(self, spec: actions.Action) -> None:
        """Run an action. What is being typed is kept first; what is being dragged is dropped, and editing waits."""
        if spec.menu != "View" and spec.id not in actions.OF_FIELDS:
            dragging = self.canvas.cancel_gesture()
            self.settle()
            if dragging and spec.menu == "Edit":
                return
        if spec.menu not in ("File", "Help") and starting.is_shown(self):
            starting.hide_start(self)  # what it does is to be seen
        self.views.make_way(spec)
        spec.run(self)

    def action(self, key: str) -> QAction:
        """The action of that id."""
        return self._made[key]

    def submenu(self, key: str) -> QMenu:
        """The menu that the action of that id opens; only those of ``actions.WITH_MENU`` have one."""
        return QMenu.menuInAction(self._made[key])

    def use_preferences(self) -> None:
        """Take up what was changed in the preferences: keys, language and look."""
        settings = self.preferences.settings
        self._use_keys()
        if settings.language != self._language:
            self._language = settings.language
            speak(_application(), settings.language or QLocale.system().name())
        self.set_scheme(settings.scheme)

    def use_preferences_everywhere(self) -> None:
        """The same in every window of the program, which share one file of preferences."""
        for window in QApplication.topLevelWidgets():
            if isinstance(window, MainWindow):
                window.preferences.settings = self.preferences.settings
                window.use_preferences()

    def _use_keys(self) -> None:
        own = self.preferences.settings.shortcuts
        for key, action in self._made.items():
            action.setShortcuts([QKeySequence(one) for one in shortcuts.keys_of(key, own)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shortcuts with a digit, also on keyboards that write digits with Shift only."""
        wanted = shortcuts.holder(shortcuts.on_digit_row(event), self.preferences.settings.shortcuts)
        if wanted and self._made[wanted].isEnabled():
            self._made[wanted].trigger()
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Every text in the language in use, every icon in the look in use."""
        titles = with_mnemonics([tr(name) for name in self._menus])
        for menu, title in zip(self._menus.values(), titles, strict=True):
            menu.setTitle(title)
        for name, menu in self._groups.items():
            menu.setTitle(tr(name))
            menu.setIcon(appearance.icon(actions.GROUPS[name][0]))
        for spec in actions.ACTIONS:
            if spec.id:
                action, name = self._made[spec.id], tr(spec.title)
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText) or spec.tip
                action.setText(name)
                action.setToolTip(f"{name} ({keys})" if keys else name)
                if spec.icon:
                    action.setIcon(appearance.icon(spec.icon))
        languages = self.submenu("language")
        languages.clear()
        for code, own_name in words.LANGUAGES.items():
            entry = languages.addAction(own_name, partial(self.set_language, code))
            entry.setCheckable(True)
            entry.setChecked(code == words.language())
        lanes = self.submenu("add_lane")
        lanes.clear()
        for lane in LANE_TYPES:
            lanes.addAction(appearance.icon(lane_icon(lane.key)), tr(lane.name), partial(self._add_lane, lane.key))
        for part in (self.left_pane, self.host, self.inspector, *self.made_of("table")):
            part.retranslate()
        outline_tip = shortcuts.with_keys(self.left_pane.outline_tip(), self._made["outline"])
        self.left_pane.tabs.setTabToolTip(1, outline_tip)
        for part in (self.project_tabs, self.tabs, self.tray, self.top, self.status):
            part.retranslate()
        for part in (self.guide, self.views, *self.made_of("find_bar", "history")):
            part.retranslate()
        if self.tour_pane is not None:
            self.tour_pane.retranslate()
        self.canvas.setAccessibleName(tr("Journey map"))
        self._update_actions()
        self._show_title()

    def _add_lane(self, key: str) -> None:
        from cjdesigner.ui.map_commands import add_lane

        self.settle()
        add_lane(self, key)

    def settle(self) -> None:
        """Put what is being typed, on the canvas or in the inspector, into the document; drop what is being dragged."""
        self.canvas.cancel_gesture()
        self.canvas.finish_text()
        self.host.settle()
        for part in self.made_of("outline", "table"):
            part.settle()
        self.inspector.settle()
        if self.tour_pane is not None:
            self.tour_pane.settle()

    # --- state ----------------------------------------------------------------------------------------------------

    def show_session(self, session: Session) -> None:
        """Another project in this window."""
        # Asked now: when fields go, Qt gives their keyboard to whatever is next.
        in_strip = self.project_tabs.isAncestorOf(QApplication.focusWidget() or self)
        before = self.session
        left_open.leave(self)
        self._trays[before] = self.tray_shown
        self.views.memory.set_session(session)
        self.standpoints.leave(session)
        before.forget(self._changed)
        self.session = session
        session.listen(self._changed)
        self.announcer.set_session(session)
        self.host.set_session(session)
        beside = (self.left_pane, *self.made_of("table"), self.inspector, self.tabs, self.tray)
        for part in (self.canvas, *beside, *self.made_of("find_bar", "history"), self.guide):
            part.set_session(session)
        self.views.set_session(session)
        self.tray.setVisible(self._trays.get(session, self._tray_wanted or self._has_parked()))
        self.tray_shown = self.tray.isVisibleTo(self)
        starting.hide_start(self)
        self._update_actions()
        self._show_title()
        if project_commands.several(self):
            self.announcer.say(self.files.name)
        self.standpoints.enter()
        left_open.enter(self, keyboard=not in_strip)
        self._tell_again()
        if in_strip:
            self.project_tabs.bar.setFocus()
        QTimer.singleShot(0, self, partial(self._first_look, in_strip))

    def _first_look(self, in_strip: bool) -> None:
        self.standpoints.first_look()
        # The first picture is whole, as far as nobody waits for it.
        self.canvas.settle(_FIRST_FRAME)
        self.views.comparing.tell()
        self.guide.place()
        if not in_strip and not left_open.has_keyboard(self):
            self.canvas.setFocus()

    def _tell_again(self) -> None:
        """A notice about the project that was in view would act on another one; what still stands is told anew."""
        self.notice.hide()
        if self.files.problem:
            self._save_failed(self.files.problem)
        elif not outside.tell(self):
            for part in self.made_of("recovering"):
                part.offer_again()

    def _notice_over(self) -> None:
        """What it was shown over still waits for an answer."""
        self.notice.hide()
        outside.tell(self)

    def _has_parked(self) -> bool:
        return bool(queries.parked(self.session.document, self.session.map_id))

    def _changed(self, aspect: Aspect) -> None:
        if aspect == "notice":
            self.notify(self.session.notice)
            return
        if self._undoes is not None and self.session.saved_document is not self._undoes:
            self._undoes = None
            self._notice_over()  # its button would undo something else now
        if aspect in ("document", "file"):
            self._show_title()
        self._update_actions()

    def update_actions(self) -> None:
        """Which actions can be chosen, and which are checked, as things are now."""
        self._update_actions()

    def _update_actions(self) -> None:
        for spec in actions.ACTIONS:
            if not spec.id:
                continue
            action = self._made[spec.id]
            if spec.enabled:
                action.setEnabled(spec.enabled(self))
            if spec.checked:
                action.setChecked(spec.checked(self))
        for key, title, label in (
            ("undo", "Undo", self.session.history.undo_label),
            ("redo", "Redo", self.session.history.redo_label),
        ):
            text = tr(title)
            self._made[key].setText(f"{text}: {label}" if label else text)
            keys = self._made[key].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            self._made[key].setToolTip(f"{text}: {label} ({keys})" if label else f"{text} ({keys})")

    def _show_title(self) -> None:
        name = self.files.name or self.session.document.project.title or tr("Untitled")
        if self.files.problem:
            state = tr("not saved")
        elif self.files.read_only:
            state = tr("read only")
        elif self.files.current is not None and self.files.current.outside:
            state = outside.state(self.files.current)
        elif self.session.changed:
            state = tr("edited")
        else:
            state = tr("saved") if self.session.path else ""
        self.top.show_name(name, state, 200 if project_commands.several(self) else 380)  # its tab names it too
        self.setWindowTitle(self.files.title or f"{name} — cjdesigner")

    def notify(self, text: str, button: str = "", run: object = None) -> None:
        """A short notice over the canvas, with a button where something can be done about it."""
        self.notify_with(text, [(button, run)] if button else [])

    def notify_with(self, text: str, buttons: list[tuple[str, object]], keep: bool = False) -> None:
        """A notice with several buttons; ``keep`` leaves it until it is closed."""
        self.notice.show_text(text, buttons)
        self._undoes = self.session.saved_document if any(name == tr("Undo") for name, _ in buttons) else None
        self.announcer.say(text)
        self._notice_timer.stop()
        if not keep:
            self._notice_timer.start(NOTICE_FOR)

    # --- files ----------------------------------------------------------------------------------------------------

    def new_project(self) -> None:
        """Choose a template, then start a project from it."""
        from cjdesigner.ui.dialogs.new_project import NewProject

        self.canvas.finish_text()
        document = NewProject.ask(self)
        if document is not None:
            self.files.new(document)

    def import_file(self, path: Path | None = None) -> None:
        """Make a project of a file in another format, after a look at what it becomes."""
        from cjdesigner.ui.dialogs.import_table import ImportDialog, ask_path

        path = path or ask_path(self, self.files.suggested_path().parent)
        if path is None:
            return
        try:
            document = ImportDialog.ask(path, self)
        except FileError as error:
            self.files.questions.show_error(str(error))
            return
        if document is not None:
            self.files.new(document)

    def new_map(self) -> None:
        """Choose a template, then add its map to the project."""
        from cjdesigner.ui.dialogs.new_project import NewProject

        self.canvas.finish_text()
        template = NewProject.ask(self, self.session.document.project.language, for_map=True)
        shown = queries.maps(template) if template is not None else ()
        if template is not None and shown:
            document, made = maps.insert(self.session.saved_document, template, shown[0].id)
            self.session.commit(document, tr("Add map"))
            self.session.show_map(made)

    def open_sample(self) -> None:
        """The sample in the user's language; it is a project without a file, so that saving asks for a name."""
        path = resources.path("examples", f"smartphone.{words.language()}.cjmap")
        self.files.new(project.read(path))

    def export(self) -> None:
        """The export dialog; afterwards a notice offers the result."""
        from cjdesigner.ui.exporting.dialog import ExportDialog
        from cjdesigner.ui.exporting.result import tell

        tell(self, ExportDialog.ask(self, self.session, self.preferences))

    def _open_dropped(self, paths: list[str]) -> None:
        from cjdesigner.exchange.importing import IMPORTED

        found = [Path(path) for path in paths]
        projects = [path for path in found if path.suffix.lower() == project.SUFFIX]
        table = next((path for path in found if path.suffix.lower().lstrip(".") in IMPORTED), None)
        if not projects and table is not None:
            self.import_file(table)
        elif found:
            self.files.open_all(projects or found[:1])

    def _save_failed(self, reason: str) -> None:
        self.notify_with(reason, [(tr("Save as…"), partial(commands.save_as, self))], keep=True)

    # --- looks ----------------------------------------------------------------------------------------------------

    def set_language(self, code: str) -> None:
        """Speak another language from now on."""
        speak(_application(), code)
        self.preferences.change(language=code)
        self._language = code
        self.retranslate()

    def set_scheme(self, scheme: str) -> None:
        """Light, dark, or as the system."""
        self.scheme = scheme
        if scheme != self.preferences.settings.scheme:
            self.preferences.change(scheme=scheme)
        appearance.apply(_application(), appearance.system_scheme() if scheme == "system" else scheme)
        self.retranslate()
        self.canvas.viewport().update()

    def _follow_system(self) -> None:
        """The desktop has changed its look."""
        if self.scheme == "system":
            self.set_scheme("system")

    def show_panes(self, shown: bool) -> None:
        """Show or hide palette and inspector."""
        self.panes_shown = shown
        self.left_pane.setVisible(shown)
        self.inspector.setVisible(shown)
        self._update_actions()

    def show_tray(self, shown: bool) -> None:
        """Open or close the parking tray."""
        self.tray_shown = self._tray_wanted = shown
        self.tray.setVisible(shown)
        self._update_actions()

    def _tray_changed(self, shown: bool) -> None:
        self.tray_shown = shown
        self._update_actions()

    def _park(self, kind: str, content: str) -> None:
        """Something was dropped on the tray: a building block waits there without a place."""
        if kind == mime.BLOCK:
            document, made = cards.add_parked(self.session.saved_document, self.session.map_id, content)
            self.session.commit(document, tr("Add card"), select=[made])

    def about(self) -> None:
        """Name, version and licence."""
        from cjdesigner.ui.dialogs.about import About

        box = About(self)
        box.exec()
        box.deleteLater()

    def _pane_turned(self) -> None:
        self.panes.turned()
        self._update_actions()

    def menu_in_pane(self, kind: str, record_id: str, step: str, place: QPoint) -> None:
        """The same menu as on the canvas, for a line of the outline or a place of the table."""
        known = kind in ("card", "cell", "step", "phase", "lane")
        self._context_menu(Hit(kind, record_id, Box(0, 0, 1, 1), step) if known else None, place)

    # --- events ---------------------------------------------------------------------------------------------------

    def _context_menu(self, under: Hit | None, place: QPoint) -> None:
        from cjdesigner.ui import context_menus

        self._update_actions()
        context_menus.popup(self, under, place)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dropped anywhere on the window."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        if self.files.open_dropped(event.mimeData()):
            event.acceptProposedAction()

    def focusNextPrevChild(self, on: bool) -> bool:
        """Tab: within the panes of fields from top to bottom, whichever of them were made anew since."""
        parts = [one for one in (self.inspector, self.host.page) if one is not None]
        if tab_order.step(parts, on):
            return True
        before = QApplication.focusWidget()
        left = tab_order.part_of(parts, before)
        went = super().focusNextPrevChild(on)
        for _ in range(tab_order.MOST):  # in Qt's own order more of the part may follow its last stop
            now = QApplication.focusWidget()
            if not went or left is None or now is None or not left.isAncestorOf(now):
                break
            went = super().focusNextPrevChild(on)
        tab_order.entered(parts, before, on)
        return went

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the notice in its place."""
        super().resizeEvent(event)
        self.notice.place()
        for search in self.made_of("command_search"):
            if search.isVisible():
                search.place()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved work; then remember where the window was."""
        self.settle()
        if not self.files.may_close():
            event.ignore()
            return
        self.views.memory.write()
        self.panes.keep()
        starting.closed(self)
        self.preferences.change(geometry=bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        self.files.close()
        event.accept()

    def _restore(self) -> None:
        kept = self.preferences.settings.geometry
        if kept:
            self.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii")))
        self.panes.restore()



def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
