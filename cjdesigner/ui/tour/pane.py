"""The pane of the tour, below the map: the strip of its stops, and what can be chosen about each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from cjdesigner.editor.session import Aspect, Session
from cjdesigner.layout.stops import Stop
from cjdesigner.model.document import Document
from cjdesigner.ui import appearance
from cjdesigner.ui.pause import pause
from cjdesigner.ui.plain import caption, label
from cjdesigner.ui.tour.details import Details
from cjdesigner.ui.tour.strip import HIGH, WIDE, Rows, Strip
from cjdesigner.ui.tour.thumbs import Job, Thumbs
from cjdesigner.ui.tour.tour import Tour
from cjdesigner.words import ntr, tr

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QHideEvent, QShowEvent

_PAUSE = 250
"""Milliseconds that the strip may lag behind an edit on the map."""


class TourPane(QWidget):
    """Hidden until it is asked for."""

    present_asked = Signal(str)
    """From the stop with this key on."""
    stop_chosen = Signal(object)
    """A stop whose part of the map is to be brought into view."""
    left = Signal()
    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Tour")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.session = session
        self.tour = Tour(session)
        self.thumbs = Thumbs(self)
        self.rows = Rows(self.tour, self.thumbs)
        self.strip = Strip(self.rows, self)
        self.details = Details(self)
        self._stale = True
        self._later = pause(self, _PAUSE, lambda: self._paint(None))
        self.thumbs.found.connect(self._found)
        self._build()
        self._connect()
        session.listen(self._heard)
        self.retranslate()
        self.hide()

    def _build(self) -> None:
        self.title = label(kind="section", parent=self)
        self.status = label(kind="quiet", parent=self)
        self.add = self._button()
        self.play = self._button()
        self.generated = self._button()
        self.shut = self._button(Qt.ToolButtonStyle.ToolButtonIconOnly)
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 8, 0)
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.status)
        head.addStretch(1)
        for button in (self.add, self.play, self.generated, self.shut):
            head.addWidget(button)
        body = QHBoxLayout()
        body.setContentsMargins(6, 0, 0, 4)
        body.setSpacing(0)
        body.addWidget(self.strip, 1)
        body.addWidget(self.details)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addLayout(body)

    def _button(self, style: Qt.ToolButtonStyle = Qt.ToolButtonStyle.ToolButtonTextBesideIcon) -> QToolButton:
        made = QToolButton(self)
        made.setToolButtonStyle(style)
        made.setIconSize(QSize(15, 15))
        return made

    def _connect(self) -> None:
        strip, details = self.strip, self.details
        self.add.clicked.connect(self.add_selected)
        self.play.clicked.connect(lambda: self._present(next(iter(strip.places()), 0)))
        self.generated.clicked.connect(self.back_to_generated)
        self.shut.clicked.connect(self.closed)
        self.rows.renamed.connect(lambda place, name: self._kept(self.tour.rename(place, name), [place]))
        strip.moved.connect(self._move)
        strip.deleted.connect(self.delete)
        strip.duplicated.connect(self._duplicate)
        strip.skipped.connect(self._turn_skip)
        strip.opened.connect(self._present)
        strip.left.connect(self.left)
        strip.chosen.connect(self._chosen)
        strip.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        strip.customContextMenuRequested.connect(self._menu)
        details.lit.connect(self._light)
        details.zoomed.connect(lambda zoom: self._change(self.tour.zoom(strip.places(), zoom)))
        details.skipped.connect(lambda on: self._change(self.tour.skip(strip.places(), on)))
        details.noted.connect(self._note)
        details.left.connect(lambda: strip.setFocus())

    def retranslate(self) -> None:
        """Every text in the language in use, every icon in the look in use."""
        self.setAccessibleName(tr("Tour"))
        self.strip.setAccessibleName(tr("Stops of the tour"))
        self.title.setText(tr("Tour").upper())
        for button, icon, text, said in (
            (
                self.add,
                "plus",
                tr("Add the selection"),
                tr("What is selected on the map becomes a stop after this one"),
            ),
            (self.play, "play", tr("Present from here"), tr("Present from the chosen stop on (Enter)")),
            (
                self.generated,
                "refresh-cw",
                tr("Back to the generated tour"),
                tr("Give up your own stops and present what the map itself suggests"),
            ),
            (self.shut, "x", tr("Close"), tr("Close")),
        ):
            button.setText(text)
            button.setIcon(appearance.icon(icon))
            button.setToolTip(said)
        self.details.retranslate()
        self.strip.viewport().update()
        self._show_state()

    # --- what is shown --------------------------------------------------------------------------------------------

    def set_session(self, session: Session) -> None:
        """The tour of another project."""
        self.session.forget(self._heard)
        self.session = session
        self.tour.set_session(session)
        session.listen(self._heard)
        self._stale = True
        if self.isVisible():
            self.read()

    def showEvent(self, event: QShowEvent) -> None:
        """Nothing is read while nobody sees it."""
        super().showEvent(event)
        if self._stale:
            self.read()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is painted for a strip that nobody sees."""
        super().hideEvent(event)
        self.thumbs.stop()
        self._stale = True

    def focus_first(self) -> None:
        """Give the keyboard to the strip, with a stop chosen."""
        if not self.strip.places() and self.rows.rowCount():
            self.strip.choose([0])
        self.strip.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def settle(self) -> None:
        """Keep what is being typed."""
        self.details.settle()

    def _heard(self, aspect: Aspect) -> None:
        if aspect == "selection":
            self._show_state()
        elif aspect in ("document", "map"):
            self._stale = True
            if not self.isVisible():
                return
            if aspect == "map":
                self.strip.selectionModel().clear()
                self.read()
            elif self.session.document is self.session.saved_document:
                self._later.start()

    def read(self, chosen: list[int] | None = None) -> None:
        """Take the stops as they are now; ``chosen`` are chosen, else the same ones as before."""
        self._later.stop()
        self._stale = False
        self._replace(self.rows.read, chosen)
        self._paint(self.tour.stops)

    def _found(self, document: Document, stops: tuple[Stop, ...]) -> None:
        """The stops after an edit on the map, made off this thread."""
        if document is self.session.document and not self._later.isActive():
            self._stale = False
            self._replace(partial(self.rows.take, stops), None)

    def _replace(self, take: Callable[[], None], chosen: list[int] | None) -> None:
        before = [self.tour.stops[place].key for place in self.strip.places() if place < len(self.tour.stops)]
        blocked = self.strip.selectionModel().blockSignals(True)
        take()
        if chosen is None:
            chosen = [place for place, stop in enumerate(self.tour.stops) if stop.key in before]
        self.strip.selectionModel().blockSignals(blocked)
        self.strip.choose(chosen)
        self._show_state()

    def _paint(self, stops: tuple[Stop, ...] | None) -> None:
        ratio = self.devicePixelRatioF()
        size = QSize(round(WIDE * ratio), round(HIGH * ratio))
        session = self.session
        self.thumbs.paint(Job(session.document, session.map_id, session.engine.theme, stops, size))

    def _show_state(self) -> None:
        count = len(self.tour.stops)
        own = self.tour.is_own
        stops = ntr("{count} stop", "{count} stops", count)
        self.status.setText(stops if own else tr("{stops} · made from the map", stops=stops))
        self.add.setEnabled(bool(self.tour.selected()))
        self.play.setEnabled(count > 0)
        self.generated.setVisible(own)
        self.details.show_stops(self.tour, [place for place in self.strip.places() if place < count])

    def _chosen(self) -> None:
        places = self.strip.places()
        self._show_state()
        if len(places) == 1 and self.strip.hasFocus():
            self.stop_chosen.emit(self.stop_at(places[0]))

    def stop_at(self, place: int) -> Stop:
        """The stop at a place."""
        return self.tour.stops[place]

    # --- changes --------------------------------------------------------------------------------------------------

    def _kept(self, done: bool, chosen: list[int]) -> None:
        """Show a change of one's own at once."""
        if done:
            self.read(chosen)

    def _change(self, done: bool) -> None:
        self._kept(done, self.strip.places())

    def add_selected(self) -> None:
        """What is selected on the map as a stop after the chosen one."""
        self.settle()
        after = max(self.strip.places(), default=len(self.tour.stops) - 1)
        self._kept(self.tour.add_selected(after), [after + 1])

    def _move(self, places: list[int], index: int) -> None:
        self.settle()
        index = min(index, len(self.tour.stops) - len(places))
        self._kept(self.tour.move(places, index), list(range(index, index + len(places))))

    def delete(self) -> None:
        """Delete the chosen stops."""
        places = self.strip.places()
        if len(places) >= len(self.tour.stops):
            self.session.say(tr("A tour needs one stop at least."))
        elif places:
            self._kept(self.tour.delete(places), [min(places[0], len(self.tour.stops) - len(places) - 1)])

    def _duplicate(self) -> None:
        places = self.strip.places()
        if places:
            last = places[-1] + 1
            self._kept(self.tour.duplicate(places), list(range(last, last + len(places))))

    def _turn_skip(self) -> None:
        places = self.strip.places()
        on = not all(self.tour.is_skipped(place) for place in places)
        self._change(bool(places) and self.tour.skip(places, on))

    def _light(self, selected: bool) -> None:
        places = self.strip.places()
        if selected:
            self._change(self.tour.light_selected(places))
        else:
            self._change(self.tour.change(places, tr("Choose what is lit"), lit=()))

    def _note(self, place: int, text: str) -> None:
        if self.tour.note(place, text):
            self._later.start()

    def back_to_generated(self) -> None:
        """Give the map's own tour up."""
        self.details.settle()
        self._kept(self.tour.back_to_generated(), [0])

    def _present(self, place: int) -> None:
        self.settle()
        shown = [one for one in range(place, len(self.tour.stops)) if not self.tour.is_skipped(one)]
        if shown:
            self.present_asked.emit(self.tour.stops[shown[0]].key)

    def _menu(self, at: QPoint) -> None:
        places = self.strip.places()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
        skipped = bool(places) and all(self.tour.is_skipped(place) for place in places)

        def add(text: str, run: Callable[[], object], key: str = "", enabled: bool = bool(places)) -> None:
            action = menu.addAction(f"{caption(text)}\t{key}" if key else caption(text))
            action.triggered.connect(lambda _=False: run())
            action.setEnabled(enabled)

        add(tr("Present from here"), lambda: self._present(places[0]), "Enter")
        menu.addSeparator()
        add(tr("Rename"), lambda: self.strip.edit(self.rows.index(places[0])), "F2", len(places) == 1)
        add(tr("Duplicate"), self._duplicate, "Ctrl+D")
        add(tr("Show again") if skipped else tr("Skip"), self._turn_skip)
        add(tr("Delete"), self.delete, "Del")
        menu.addSeparator()
        add(tr("Add the selection"), self.add_selected, "", self.add.isEnabled())
        add(tr("Back to the generated tour"), self.back_to_generated, "", self.tour.is_own)
        menu.popup(self.strip.viewport().mapToGlobal(at))
