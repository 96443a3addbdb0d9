"""The find bar: a slim panel over the canvas that finds text over all maps, lights it up, and replaces it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QActionGroup, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QToolButton

from cjdesigner.edit import finding
from cjdesigner.edit.finding import Found, Query
from cjdesigner.editor.session import Aspect, Session
from cjdesigner.lanes import LANE_TYPES
from cjdesigner.model import invalid, queries
from cjdesigner.model.document import Document
from cjdesigner.model.records import MAX_TEXT
from cjdesigner.ui import appearance, large_edit
from cjdesigner.ui.background import Task
from cjdesigner.ui.canvas.found import word_boxes
from cjdesigner.ui.jumping import jump
from cjdesigner.ui.pause import pause
from cjdesigner.ui.shortcuts import with_keys
from cjdesigner.words import ntr, tr

if TYPE_CHECKING:
    from cjdesigner.layout.hits import Box
    from cjdesigner.ui.main_window import MainWindow

_MOST = 5_000
"""Places that are shown; replacing all replaces more."""
_PAUSE = 120
"""Milliseconds that the lights may lag behind the document: a drag changes it many times a second."""


class _Field(QLineEdit):
    """A line that asks the bar about each key first."""

    key_pressed: Callable[[QLineEdit, QKeyEvent], bool] = staticmethod(lambda field, event: False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.key_pressed(self, event):
            super().keyPressEvent(event)


class FindLeft(NamedTuple):
    """What was looked for in a project, to be looked for again."""

    shown: bool
    replacing: bool
    query: Query
    new: str
    """What is to stand in its place."""
    now: Found | None
    """The result that is selected."""
    keyboard: int
    """Which of the two fields has the keyboard: 0 or 1; −1 for neither."""


class FindBar(QFrame):
    """Hidden until it is asked for. Enter goes on, Shift+Enter back, Esc closes."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window.canvas.parentWidget())
        self.window_ = window
        self.setObjectName("FindBar")
        self.found: list[Found] = []
        self.place_now = -1
        """Which of ``found`` is selected; −1 for none."""
        self.field_filter, self.kind_filter = "", ""
        self._session: Session | None = None
        self._basis: tuple[object, ...] = ()
        self._later = pause(self, _PAUSE, self.look)
        self._build()
        self.set_session(window.session)
        self.retranslate()
        window.canvas.moved.connect(self._follow)
        self.hide()

    def _build(self) -> None:
        self.text, self.new = _Field(self), _Field(self)
        for field in (self.text, self.new):
            field.setMaxLength(MAX_TEXT)
            field.setMinimumWidth(210)
            field.key_pressed = self._key
        self.text.textChanged.connect(lambda: self.look(restart=True))
        self.count = QLabel(self)
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setProperty("kind", "quiet")
        self.count.setMinimumWidth(96)
        self.previous, self.next = self._tool("chevron-up"), self._tool("chevron-down")
        self.case, self.words = self._tool("case-sensitive"), self._tool("whole-word")
        self.filter, self.shut = self._tool("list-filter"), self._tool("x")
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.shut.clicked.connect(self.close_)
        for button in (self.case, self.words):
            button.setCheckable(True)
            button.toggled.connect(lambda: self.look(restart=True))
        self.filter.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.filter.setCheckable(True)
        self.filter.setMenu(QMenu(self.filter))
        self.one, self.all = QPushButton(self), QPushButton(self)
        self.one.clicked.connect(self.replace_one)
        self.all.clicked.connect(self.replace_all)
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(8, 7, 7, 7)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(6)
        grid.addWidget(self.text, 0, 0)
        tools = QHBoxLayout()
        tools.setSpacing(1)
        for button in (self.case, self.words, self.filter):
            tools.addWidget(button)
        tools.addWidget(self.count)
        for button in (self.previous, self.next, self.shut):
            tools.addWidget(button)
        grid.addLayout(tools, 0, 1)
        grid.addWidget(self.new, 1, 0)
        below = QHBoxLayout()
        below.setSpacing(6)
        below.addWidget(self.one)
        below.addWidget(self.all)
        below.addStretch(1)
        grid.addLayout(below, 1, 1)

    def _tool(self, icon: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(icon)
        button.setIconSize(QSize(16, 16))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def retranslate(self) -> None:
        """The texts in the language in use, the icons in the look in use."""
        self.text.setPlaceholderText(tr("Find in all maps"))
        self.text.setAccessibleName(tr("Find in all maps"))
        self.new.setPlaceholderText(tr("Replace with"))
        self.new.setAccessibleName(tr("Replace with"))
        self.one.setText(tr("Replace"))
        self.all.setText(tr("Replace all"))
        for button, name in (
            (self.previous, with_keys(tr("Previous result"), self.window_.action("find_previous"))),
            (self.next, with_keys(tr("Next result"), self.window_.action("find_next"))),
            (self.case, tr("Match case")),
            (self.words, tr("Whole words")),
            (self.filter, tr("Where to look")),
            (self.shut, tr("Close")),
        ):
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.setIcon(appearance.icon(button.objectName()))
        self._fill_filter()
        self._tell()

    def _fill_filter(self) -> None:
        menu = self.filter.menu()
        menu.clear()
        for choices, chosen, choose in (
            (_fields(), self.field_filter, self._limit_field),
            (_kinds(), self.kind_filter, self._limit_kind),
        ):
            group = QActionGroup(menu)
            for key, name in choices:
                action = menu.addAction(name)
                action.setCheckable(True)
                action.setChecked(key == chosen)
                action.setActionGroup(group)
                action.triggered.connect(lambda _=False, key=key, choose=choose: choose(key))
            menu.addSeparator()

    def _limit_field(self, key: str) -> None:
        self.field_filter = key
        self._limited()

    def _limit_kind(self, key: str) -> None:
        self.kind_filter = key
        self._limited()

    def _limited(self) -> None:
        self.filter.setChecked(bool(self.field_filter or self.kind_filter))
        self.look(restart=True)

    def set_session(self, session: Session) -> None:
        """Look in another project, as soon as that has come back."""
        if self._session is not None:
            self._session.forget(self._heard)
        self._session = session
        session.listen(self._heard)
        self._basis = ()
        self.found, self.place_now = [], -1

    def left(self) -> FindLeft:
        """What is looked for, and how far that has come."""
        now = self.found[self.place_now] if self.place_now in range(len(self.found)) else None
        fields = [field.hasFocus() for field in (self.text, self.new)]
        keyboard = fields.index(True) if any(fields) else -1
        return FindLeft(not self.isHidden(), not self.new.isHidden(), self.query, self.new.text(), now, keyboard)

    def come_back(self, left: FindLeft | None, focus: bool = True) -> None:
        """Look for what was looked for in this project; None hides the bar, whose text waits to be used again."""
        if left is None:
            self.hide()
            self._light()
            return
        for widget in (self.text, self.new, self.case, self.words):
            widget.blockSignals(True)
        query = left.query
        self.text.setText(query.text)
        self.new.setText(left.new)
        self.case.setChecked(query.case)
        self.words.setChecked(query.words)
        for widget in (self.text, self.new, self.case, self.words):
            widget.blockSignals(False)
        self.field_filter, self.kind_filter = query.field, query.kind
        self.filter.setChecked(bool(query.field or query.kind))
        self._fill_filter()
        self._show_replacing(left.replacing)
        self.setVisible(left.shown)
        self.found, self.place_now, self._basis = [], -1, ()
        self.look()
        if left.shown:
            self.raise_()
            self.place()
            self.place_now = self.found.index(left.now) if left.now in self.found else -1
            self._tell()
            if focus and left.keyboard >= 0:
                (self.text, self.new)[left.keyboard].setFocus()
        self._light()

    def _show_replacing(self, replacing: bool) -> None:
        for widget in (self.new, self.one, self.all):
            widget.setVisible(replacing)

    # --- showing --------------------------------------------------------------------------------------------------

    def open(self, replacing: bool = False) -> None:
        """Show it, ready for typing."""
        self._show_replacing(replacing)
        self.show()
        self.raise_()
        self.place()
        self.look()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()

    def close_(self) -> None:
        """Hide it with its lights, and give the keyboard back to the canvas."""
        self.hide()
        self._light()
        self.window_.canvas.setFocus()

    def place(self) -> None:
        """At the top right of the canvas."""
        self._grid.activate()
        self.adjustSize()
        area = self.window_.canvas.geometry()
        self.move(max(area.x(), area.right() - self.width() - 22), area.y() + 10)

    def _follow(self) -> None:
        """Keep the place at the canvas's edge when its size changes."""
        if self.isVisible():
            self.place()

    def _key(self, field: QLineEdit, event: QKeyEvent) -> bool:
        """Enter and Esc in the fields."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if field is self.new and not event.modifiers():
                self.replace_one()
            else:
                self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.close_()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it wherever the keyboard is inside."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_()
        else:
            super().keyPressEvent(event)

    # --- finding --------------------------------------------------------------------------------------------------

    @property
    def query(self) -> Query:
        """What is looked for."""
        return Query(
            self.text.text(), self.case.isChecked(), self.words.isChecked(), self.field_filter, self.kind_filter
        )

    def _heard(self, aspect: Aspect) -> None:
        if not self.isVisible():
            return
        if aspect == "document":
            self._later.start()
        elif aspect == "map":
            self._light()

    def look(self, restart: bool = False) -> None:
        """Find again. ``restart`` forgets which result was selected."""
        if not self.isVisible() or self._session is None:
            return
        self._later.stop()
        document = self._session.document
        basis = (document, self.query)
        if basis != self._basis or restart:
            now = self.found[self.place_now] if self.place_now in range(len(self.found)) and not restart else None
            self._basis = basis
            self.found = finding.find(document, self.query, _MOST)
            self.place_now = self.found.index(now) if now in self.found else -1
        self._tell()
        self._light()

    def _tell(self) -> None:
        many = len(self.found)
        if not self.text.text().strip():
            said = ""
        elif not many:
            said = tr("Nothing found")
        elif self.place_now >= 0:
            said = tr("{place} of {count}", place=self.place_now + 1, count=many)
        else:
            said = tr("{count} found", count=f"{_MOST}+" if many >= _MOST else many)
        self.count.setText(said)
        self.text.setAccessibleDescription(said)
        wrong = bool(self.text.text().strip()) and not many
        if self.text.property("wrong") != wrong:
            self.text.setProperty("wrong", wrong)
            self.text.style().polish(self.text)
        buttons = (self.previous, self.next, self.one, self.all)
        if not many and any(button.hasFocus() for button in buttons):
            self.text.setFocus()  # from a button that is put out of use the keyboard would go on to anywhere
        for button in buttons:
            button.setEnabled(many > 0)

    def _light(self) -> None:
        """Put the lights on the canvas, or take them off."""
        overlay = self.window_.canvas.overlay
        pattern = self.query.pattern() if self.isVisible() else None
        overlay.found, overlay.found_now = [], []
        if pattern is not None and self.found and overlay.drawing is not None:
            overlay.found, overlay.found_now = self._boxes(pattern)
        self.window_.canvas.viewport().update()

    def _boxes(self, pattern: re.Pattern[str]) -> tuple[list[Box], list[Box]]:
        drawing = self.window_.canvas.overlay.drawing
        assert drawing is not None
        boxes = word_boxes(drawing, {place.id for place in self.found}, pattern)
        now = self.found[self.place_now].id if self.place_now in range(len(self.found)) else ""
        return [box for one, here in boxes.items() if one != now for box in here], boxes.get(now, [])

    def step(self, by: int) -> None:
        """To the next result or back, around the end, on whatever map it is."""
        self.look()
        if not self.found:
            return
        if self.place_now < 0:
            self.place_now = self._nearest(by)
        else:
            self.place_now = (self.place_now + by) % len(self.found)
        self._show_now()

    def go_on(self, by: int) -> None:
        """The same from anywhere in the window, showing the bar where it was closed."""
        if not self.isVisible():
            self.open()
        self.step(by)

    def _nearest(self, by: int) -> int:
        """The first result on the map in view, or at what is selected there."""
        assert self._session is not None
        document = self._session.document
        chosen = set(self._session.selection)
        here = []
        for place, one in enumerate(self.found):
            if one.id in chosen:
                return place
            record = document.find(one.id)
            if record is not None and queries.map_of(document, record) == self._session.map_id:
                here.append(place)
        return here[0 if by > 0 else -1] if here else (0 if by > 0 else len(self.found) - 1)

    def _show_now(self) -> None:
        if self.place_now in range(len(self.found)):
            jump(self.window_, self.found[self.place_now].id)
        self._tell()
        self._light()

    # --- replacing ------------------------------------------------------------------------------------------------

    def replace_one(self) -> None:
        """Replace the selected result and go to the next; with none selected, go to the first."""
        self.look()
        if self.place_now not in range(len(self.found)):
            self.step(1)
            return
        if self._replace([self.found[self.place_now]]):
            place = self.place_now
            self.look(restart=True)
            if self.found:
                self.place_now = place % len(self.found)
                self._show_now()

    def replace_all(self) -> None:
        """Replace every result over all maps, as one step."""
        self.look()
        session, query, new = self._session, self.query, self.new.text()
        if session is None:
            return
        document = session.saved_document

        def work(task: Task) -> tuple[Document, int]:
            return finding.replace(document, finding.find(document, query), query, new)

        large_edit.carry_out(self.window_, tr("Replacing…"), work, self._replaced, self._too_long)

    def _replaced(self, document: Document, count: int) -> None:
        if self._session is None or not count:
            return
        self._session.commit(document, ntr("Replace {count} place", "Replace {count} places", count))
        self.look(restart=True)
        said = ntr("{count} place replaced.", "{count} places replaced.", count)
        self.window_.notify(said, tr("Undo"), self.window_.action("undo").trigger)

    def _too_long(self) -> None:
        self.window_.notify(tr("The text is too long: at most 20,000 characters."))

    def _replace(self, places: list[Found]) -> int:
        session = self._session
        if session is None or not places:
            return 0
        try:
            document, count = finding.replace(session.saved_document, places, self.query, self.new.text())
        except invalid.ValidationError:
            self._too_long()
            return 0
        label = ntr("Replace {count} place", "Replace {count} places", count)
        return count if session.commit(document, label) else 0


def _fields() -> list[tuple[str, str]]:
    """The fields that a search can be limited to, and their names."""
    return [
        ("", tr("All fields")),
        ("text", tr("Texts and names")),
        ("notes", tr("Notes")),
        ("owner", tr("Owner")),
        ("evidence", tr("Evidence")),
        ("tags", tr("Tags")),
        ("details", tr("Other fields")),
    ]


def _kinds() -> list[tuple[str, str]]:
    """The kinds of cards and records that a search can be limited to, and their names."""
    return [
        ("", tr("Everything")),
        *((lane.key, tr(lane.name)) for lane in LANE_TYPES),
        ("maps", tr("Maps")),
        ("phases", tr("Phases")),
        ("steps", tr("Steps")),
        ("lanes", tr("Lanes")),
        ("links", tr("Links")),
        ("personas", tr("Personas")),
    ]
