"""The start page: what was open before, templates of one's own, and those that come with the program, as pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from cjdesigner import words
from cjdesigner.files.errors import FileError, explained
from cjdesigner.files.own_templates import Source, StoredFile, delete, own_templates, stored
from cjdesigner.files.templates import started, templates
from cjdesigner.ui import appearance, starting
from cjdesigner.ui.dialogs.template_grid import Entry, TemplateGrid
from cjdesigner.ui.exporting.result import show_in_folder
from cjdesigner.ui.plain import caption, label
from cjdesigner.ui.scrolling import scroll_area
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow

SECTIONS = {"recent": "Recent", "own": "Your templates", "templates": "Templates"}
"""The headings, in English."""
BUTTONS = (
    ("New blank map", "file-plus"),
    ("Open…", "folder-open"),
    ("Import…", "upload"),
    ("Open the sample", "star"),
)
"""The other ways to begin, in English, with their icons; the first is the usual one."""

_MOST_RECENT = 8
_SIDE = 236
_USUAL_ACROSS = 6
_LEAST_PICTURE, _WIDEST_PICTURE = 260, 480
_GAP = 40
"""Pixels: on a large screen the pictures grow before there are more beside each other."""


class StartPage(QWidget):
    """Covers the window until something is opened, or Esc goes back to what is open."""

    left = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.setObjectName("StartPage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._window = window
        self.recent, self.own, self.usual = _Grid(), _Grid(), _Grid()
        self.sections: dict[str, _Section] = {}
        self._column = QVBoxLayout()
        self._column.setContentsMargins(28, 24, 28, 24)
        self._column.setSpacing(6)
        inside = QWidget()
        inside.setLayout(self._column)
        for name, grid in (("recent", self.recent), ("own", self.own), ("templates", self.usual)):
            self.sections[name] = _Section(grid)
            self._column.addWidget(self.sections[name])
            grid.taken.connect(self._take)
        self.recent.asked.connect(self._recent_menu)
        self.own.asked.connect(self._own_menu)
        self.recent.thrown.connect(self._forget)
        self.own.thrown.connect(self._delete)
        self._column.addStretch()
        self._scroll = scroll_area(takes_keyboard=False)
        self._scroll.setWidget(inside)
        self._inside = inside
        self._side = _Side(window, self.left.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addWidget(self._scroll, 1)
        for grid in (self.recent, self.own, self.usual):
            grid.entered.connect(self._reveal)

    def fill(self) -> None:
        """Show what there is now, in the language in use."""
        self._side.retranslate()
        for name, title in SECTIONS.items():
            self.sections[name].head.setText(tr(title))
            self.sections[name].grid.setAccessibleName(tr(title))
        files = [one for path in self._window.files.recent[:_MOST_RECENT] if (one := stored(path)) is not None]
        self.sections["recent"].show_entries([Entry(one, one.path.stem, _where(one)) for one in files])
        self.sections["own"].show_entries([_entry(one, one.path.stem) for one in own_templates()])
        self.sections["templates"].show_entries([_entry(one, one.name) for one in templates(words.language())])

    def focus_first(self) -> None:
        """The keyboard to the first thing that can be opened."""
        for grid in (self.recent, self.own, self.usual):
            if grid.isVisibleTo(self):
                grid.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def stop(self) -> None:
        """Nobody needs more pictures."""
        for grid in (self.recent, self.own, self.usual):
            grid.stop()

    def _take(self, source: Source) -> None:
        if isinstance(source, StoredFile) and source in self.recent.sources():
            opened = self._window.files.open(source.path)
        else:
            try:
                opened = self._window.files.new(started(source.load()))
            except FileError as error:
                self._window.files.questions.show_error(str(error))
                return
        if opened:
            self.left.emit()
        else:
            self.fill()

    def _recent_menu(self, source: Source, place: QPoint) -> None:
        if isinstance(source, StoredFile):
            menu = QMenu(self)
            menu.addAction(tr("Open"), lambda: self._take(source))
            menu.addAction(tr("Show in folder"), lambda: show_in_folder(self._window, [source.path]))
            menu.addAction(tr("Take off this list"), lambda: self._forget(source))
            menu.popup(place)

    def _own_menu(self, source: Source, place: QPoint) -> None:
        if isinstance(source, StoredFile):
            menu = QMenu(self)
            menu.addAction(tr("Start from it"), lambda: self._take(source))
            menu.addAction(tr("Show in folder"), lambda: show_in_folder(self._window, [source.path]))
            menu.addAction(tr("Delete this template"), lambda: self._delete(source))
            menu.popup(place)

    def _forget(self, source: Source) -> None:
        if isinstance(source, StoredFile):
            self._window.files.forget_recent(source.path)
            self.fill()

    def _delete(self, source: Source) -> None:
        if not isinstance(source, StoredFile):
            return
        try:
            kept = source.path.read_bytes()
            delete(source)
        except OSError as error:
            self._window.files.questions.show_error(explained(error))
            return
        self.fill()

        def back() -> None:
            source.path.write_bytes(kept)
            self.fill()

        self._side.offer(tr("Bring “{name}” back", name=source.path.stem), back)

    def _reveal(self, grid: QWidget, row: int) -> None:
        """Keep what the keyboard is on in sight."""
        if isinstance(grid, TemplateGrid):
            box = grid.visualRect(grid.model().index(row, 0))
            place = grid.viewport().mapTo(self._inside, box.center())
            self._scroll.ensureVisible(place.x(), place.y(), 0, box.height() // 2 + 12)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _Side(QWidget):
    """The left column: the ways to begin that are no pictures."""

    def __init__(self, window: MainWindow, back: Callable[[], object]) -> None:
        super().__init__()
        self.setFixedWidth(_SIDE)
        self.setObjectName("StartSide")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._name = label("cjdesigner", "title")
        self._line = label("", "quiet")
        self._line.setWordWrap(True)
        self._buttons: list[tuple[QPushButton, str, str]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 26, 24, 24)
        column.setSpacing(8)
        column.addWidget(self._name)
        column.addWidget(self._line)
        column.addSpacing(14)
        runs: tuple[Callable[[], object], ...] = (
            lambda: starting.new_blank(window),
            lambda: window.action("open").trigger(),
            lambda: window.action("import").trigger(),
            lambda: window.action("sample").trigger(),
        )
        for (title, icon), run in zip(BUTTONS, runs, strict=True):
            button = QPushButton()
            button.setProperty("kind", "choice" if self._buttons else "primary")
            button.clicked.connect(run)
            self._buttons.append((button, title, icon))
            column.addWidget(button)
        column.addStretch()
        self._undo = QPushButton()
        self._undo.setProperty("kind", "choice")
        self._undo.clicked.connect(self._take_back)
        self._undo.hide()
        self._bring_back: Callable[[], object] | None = None
        column.addWidget(self._undo)
        self._back = QPushButton()
        self._back.setProperty("kind", "quiet")
        self._back.clicked.connect(back)
        column.addWidget(self._back)

    def offer(self, text: str, back: Callable[[], object]) -> None:
        """A button that takes the last deletion back."""
        self._bring_back = back
        self._undo.setText(caption(text[:60]))
        self._undo.setIcon(appearance.icon("undo-2"))
        self._undo.show()

    def _take_back(self) -> None:
        self._undo.hide()
        if self._bring_back is not None:
            self._bring_back()

    def retranslate(self) -> None:
        """Every text in the language in use, every icon in the look in use."""
        self._line.setText(tr("Customer journey maps. Your files stay yours."))
        for button, title, icon in self._buttons:
            button.setText(tr(title))
            primary = button.property("kind") == "primary"
            button.setIcon(appearance.icon(icon, appearance.current().on_accent if primary else ""))
        self._back.setText(tr("Back to the map (Esc)"))


class _Section(QWidget):
    """A heading with its pictures; away where there are none."""

    def __init__(self, grid: _Grid) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.head = label("", "heading")
        self.grid = grid
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 14)
        column.setSpacing(4)
        self.head.setContentsMargins(20, 0, 0, 0)  # where the pictures begin
        column.addWidget(self.head)
        column.addWidget(grid)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        self.setVisible(bool(entries))
        self.grid.show_entries(entries)
        self.grid.fit()


class _Grid(TemplateGrid):
    """Pictures as high as they need, inside a page that scrolls."""

    lit_without_focus = False
    taken = Signal(object)
    thrown = Signal(object)
    asked = Signal(object, QPoint)
    entered = Signal(QWidget, int)

    def __init__(self) -> None:
        super().__init__()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.clicked.connect(lambda _: self._tell(self.taken))
        self.customContextMenuRequested.connect(self._menu)

    def sources(self) -> list[Source]:
        """What is shown, in order."""
        return [entry.template for entry in self._entries]

    def fit(self) -> None:
        """As high as the pictures that fit side by side make it."""
        model = self.model()
        if model.rowCount() == 0:
            return
        room = self.width() - 4
        wanted = min(max(room // _USUAL_ACROSS, _LEAST_PICTURE), _WIDEST_PICTURE) + _GAP
        across = max(1, room // wanted)
        self.show_width(room // across if room >= wanted else room)
        tile = self.sizeHintForIndex(model.index(0, 0))
        self.setFixedHeight(-(-model.rowCount() // across) * tile.height() + 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 100)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def wheelEvent(self, event: QEvent) -> None:
        event.ignore()  # it is the page that scrolls

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        if self.hasFocus():
            self.entered.emit(self, current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._tell(self.taken)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._tell(self.thrown)
        elif event.key() == Qt.Key.Key_Menu:
            self._menu(self.visualRect(self.currentIndex()).center())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if index.isValid():
            self.setCurrentIndex(index)
            source = self.chosen()
            if source is not None:
                self.asked.emit(source, self.viewport().mapToGlobal(place))

    def _tell(self, signal: SignalInstance) -> None:
        source = self.chosen()
        if source is not None:
            signal.emit(source)


def _entry(source: Source, name: str) -> Entry:
    try:
        project = source.load().project
    except FileError:
        return Entry(source, name, tr("This template cannot be read."))
    return Entry(source, project.title or name, project.notes)


def _where(file: StoredFile) -> str:
    """The folder of a file, from home where it lies there."""
    folder = str(file.path.parent)
    home = str(file.path.home())
    return "~" + folder[len(home) :] if folder.startswith(home) else folder
