"""The maps of the project as tabs: shown, ordered, renamed, copied and deleted here."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QTabBar, QToolButton, QWidget

from cjdesigner.edit import maps, phases
from cjdesigner.editor import naming
from cjdesigner.editor.session import Aspect, Session
from cjdesigner.model import queries
from cjdesigner.model.records import MAX_TEXT, JourneyMap
from cjdesigner.ui import appearance
from cjdesigner.ui.pause import pause
from cjdesigner.ui.plain import caption, tip
from cjdesigner.words import tr

_HOLD = 500
"""Milliseconds that something is held over a tab until its map opens."""
_PADDING = 28
"""Pixels beside a name in its tab, as the style sheet has it."""
_LONGEST = 40
"""Characters of a title that a tab shows."""


class NameLine(QLineEdit):
    """A line for a name, over a tab or where it stands: Enter and leaving keep the name, Escape does not."""

    done = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.done.emit(False)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit(True)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.done.emit(True)


class Bar(QTabBar):
    """The tabs; says when a drag has ended, for one undo step however far it went.

    A tab that something is held over is lit, and after a moment it is ``held``.
    """

    dragged = Signal()
    held = Signal(int)
    """The place of the tab that something was held over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lit = -1
        self._moment = pause(self, _HOLD, lambda: self.held.emit(self.lit) if self.lit >= 0 else None)
        self.setAcceptDrops(True)

    def light(self, place: int) -> None:
        """Something is held over that tab; over none with −1."""
        if place != self.lit:
            self.lit = place
            self.update()
            self._moment.stop()
            if place >= 0 and place != self.currentIndex():
                self._moment.start()

    def tabSizeHint(self, index: int) -> QSize:
        """Room for the name in bold, which it is cut by, in every tab: none changes its width as it is chosen."""
        size = super().tabSizeHint(index)
        bold = self.fontMetrics().horizontalAdvance(self.tabText(index)) + _PADDING + 2
        return size.expandedTo(QSize(bold, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if 0 <= self.lit < self.count() and self.lit != self.currentIndex():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            accent = QColor(appearance.current().accent)
            painter.setPen(QPen(accent, 1.5))
            accent.setAlpha(32)
            painter.setBrush(accent)
            painter.drawRoundedRect(QRectF(self.tabRect(self.lit)).adjusted(1.5, 3, -1.5, -2), 6, 6)
            painter.end()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.acceptProposedAction()  # to be told of the moves; nothing lands on a tab itself

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self.light(self.tabAt(event.position().toPoint()))
        event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.light(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        self.light(-1)
        event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.dragged.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.tabBarDoubleClicked.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


class MapTabs(QWidget):
    """A tab per map, and a button for another one."""

    new_map_requested = Signal()
    copy_asked = Signal(str)
    future_asked = Signal(str)
    delete_asked = Signal(str)
    """The id of a map, as the menu of its tab was asked for a copy, for its future state, or to delete it."""
    held = Signal(str)
    """The id of a map over whose tab something is held."""

    def __init__(self, session: Session | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("MapTabs")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.session: Session | None = None
        self._basis: object = None
        self._shown: list[tuple[str, str, str]] = []
        self._line: NameLine | None = None
        self._renamed = ""
        self.bar = Bar(self)
        self.bar.setMovable(True)
        self.bar.setExpanding(False)
        self.bar.setDrawBase(False)
        self.bar.setUsesScrollButtons(True)
        self.bar.setElideMode(Qt.TextElideMode.ElideRight)
        self.bar.setIconSize(QSize(14, 14))
        self.bar.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.bar.customContextMenuRequested.connect(self._menu_at)
        self.bar.currentChanged.connect(self._chosen)
        self.bar.tabBarDoubleClicked.connect(self._rename_at)
        self.bar.dragged.connect(self._reordered)
        self.bar.held.connect(lambda place: self.held.emit(self.bar.tabData(place)))
        self.add_button = QToolButton(self)
        self.add_button.setIconSize(QSize(16, 16))
        self.add_button.clicked.connect(self.new_map_requested)
        line = QHBoxLayout(self)
        line.setContentsMargins(10, 0, 10, 0)
        line.setSpacing(4)
        line.addWidget(self.bar)
        line.addWidget(self.add_button)
        line.addStretch(1)
        self.set_session(session)
        self.retranslate()

    def set_session(self, session: Session | None) -> None:
        """Show the maps of another document."""
        self._end_rename(False)
        if self.session is not None:
            self.session.forget(self._heard)
        self.session = session
        if session is not None:
            session.listen(self._heard)
        self._basis = None
        self._update()

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.bar.setAccessibleName(tr("Maps of the project"))
        self.add_button.setIcon(appearance.icon("plus", appearance.current().secondary))
        self.add_button.setToolTip(tr("New map"))
        self.add_button.setAccessibleName(tr("New map"))
        self._basis = None
        self._shown = []
        self._update()

    def held_over(self, place: QPoint | None) -> bool:
        """Cards are held at a point of the screen, None when no more.

        Whether that is over the tab of another map, which opens after a moment.
        """
        here = self.bar.mapFromGlobal(place) if place is not None else QPoint(-1, -1)
        tab = self.bar.tabAt(here) if self.bar.rect().contains(here) else -1
        tab = tab if tab != self.bar.currentIndex() else -1
        self.bar.light(tab)
        return tab >= 0

    def map_ids(self) -> list[str]:
        """The ids of the maps in the order of their tabs."""
        return [self.bar.tabData(place) for place in range(self.bar.count())]

    def _heard(self, aspect: Aspect) -> None:
        if aspect in ("document", "map"):
            self._update()

    def _update(self) -> None:
        session = self.session
        document = session.document if session is not None else None
        if document is None or document.maps is not self._basis:
            self._basis = document.maps if document is not None else None
            shown = [self._words(one) for one in queries.maps(document)] if document is not None else []
            if shown != self._shown:
                self._rebuild(shown)
        if session is not None and session.map_id in self.map_ids():
            self.bar.blockSignals(True)
            self.bar.setCurrentIndex(self.map_ids().index(session.map_id))
            self.bar.updateGeometry()  # the tab in use is set in bold, and so is wider
            self.bar.blockSignals(False)

    def _words(self, journey: JourneyMap) -> tuple[str, str, str]:
        title = " ".join(journey.title.split()) or tr("Map without a title")
        return journey.id, naming.map_name(journey, _LONGEST), title

    def _rebuild(self, shown: list[tuple[str, str, str]]) -> None:
        """Titles change in place; only another number or order of maps makes other tabs."""
        self._shown = shown
        self.bar.blockSignals(True)
        while self.bar.count() > len(shown):
            self.bar.removeTab(self.bar.count() - 1)
        while self.bar.count() < len(shown):
            self.bar.addTab("")
        for place, (map_id, words, title) in enumerate(shown):
            self.bar.setTabData(place, map_id)
            self.bar.setTabText(place, caption(words))
            self.bar.setTabToolTip(place, tip(title))
            self.bar.setAccessibleTabName(place, words)
        self.bar.blockSignals(False)

    def _chosen(self, place: int) -> None:
        map_id = self.bar.tabData(place)
        if self.session is not None and map_id in self.session.document.maps:
            self.session.show_map(map_id)

    def _reordered(self) -> None:
        session = self.session
        if session is None:
            return
        wanted = self.map_ids()
        before = [one[0] for one in self._shown]
        if wanted == before or sorted(wanted) != sorted(before):
            return
        moved = next(
            one for one in wanted if [x for x in wanted if x != one] == [x for x in before if x != one]
        )  # one drag moves one tab
        session.commit(maps.move(session.saved_document, moved, wanted.index(moved)), tr("Move map"))

    # --- renaming -------------------------------------------------------------------------------------------------

    def rename(self, map_id: str) -> None:
        """Put a line over the tab of a map, with its title in it."""
        session = self.session
        if session is None or map_id not in self.map_ids():
            return
        self._end_rename(True)
        place = self.map_ids().index(map_id)
        self._renamed = map_id
        self._line = NameLine(self.bar)
        self._line.setMaxLength(MAX_TEXT)
        self._line.setAccessibleName(tr("Title of the map"))
        self._line.setText(session.saved_document.maps[map_id].title)
        box = self.bar.tabRect(place)
        wide = max(box.width() - 8, 140)
        left = max(0, min(box.left() + 4, self.width() - wide))
        self._line.setParent(self)
        corner = self.bar.mapTo(self, QPoint(left, box.top()))
        self._line.setGeometry(corner.x(), 3, wide, self.height() - 6)
        self._line.done.connect(self._end_rename)
        self._line.show()
        self._line.selectAll()
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rename_at(self, place: int) -> None:
        if place >= 0:
            self.rename(self.bar.tabData(place))

    def _end_rename(self, keep: bool) -> None:
        line, self._line = self._line, None
        if line is None:
            return
        title = line.text().strip()
        had_focus = line.hasFocus()
        line.hide()
        line.deleteLater()
        if had_focus:
            self.bar.setFocus(Qt.FocusReason.OtherFocusReason)
        session = self.session
        if keep and title and session is not None and self._renamed in session.saved_document.maps:
            session.commit(phases.change(session.saved_document, self._renamed, title=title), tr("Rename map"))

    # --- the menu of a tab ----------------------------------------------------------------------------------------

    def menu_for(self, map_id: str) -> QMenu:
        """What can be done with a map."""
        menu = QMenu(self)
        several = self.bar.count() > 1
        place = self.map_ids().index(map_id)
        for name, icon, action, enabled in (
            (tr("Rename"), "pencil", lambda: self.rename(map_id), True),
            (tr("Duplicate"), "copy", lambda: self.copy_asked.emit(map_id), True),
            (tr("Make a future-state map"), "flag", lambda: self.future_asked.emit(map_id), True),
            (tr("Move left"), "arrow-left", lambda: self._move(map_id, place - 1), place > 0),
            (tr("Move right"), "arrow-right", lambda: self._move(map_id, place + 1), place < self.bar.count() - 1),
            ("", "", None, True),
            (tr("New map"), "plus", self.new_map_requested.emit, True),
            ("", "", None, True),
            (tr("Delete"), "trash-2", lambda: self.delete_asked.emit(map_id), several),
        ):
            if action is None:
                menu.addSeparator()
                continue
            entry = menu.addAction(appearance.icon(icon), name)
            entry.triggered.connect(action)
            entry.setEnabled(enabled)
        return menu

    def _menu_at(self, position: QPoint) -> None:
        place = self.bar.tabAt(position)
        if place < 0:
            # From the keyboard the position is that of the whole bar.
            place = self.bar.currentIndex()
        if place >= 0:
            menu = self.menu_for(self.bar.tabData(place))
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.bar.mapToGlobal(position))

    def _move(self, map_id: str, index: int) -> None:
        if self.session is not None:
            document = maps.move(self.session.saved_document, map_id, index)
            self.session.commit(document, tr("Move map"), again=f"map {map_id}")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "add_button"):
            self.add_button.setIcon(appearance.icon("plus", appearance.current().secondary))
