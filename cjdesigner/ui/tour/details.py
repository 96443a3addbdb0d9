"""What can be chosen about a stop: what is lit, how close it is, whether it is passed over, and what is said there."""

from __future__ import annotations

from textwrap import shorten

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit, QSizePolicy, QToolButton, QWidget

from cjdesigner.model.records import MAX_TEXT
from cjdesigner.ui.fields.choice import Quiet
from cjdesigner.ui.plain import label
from cjdesigner.ui.tour.tour import Tour
from cjdesigner.words import tr

_HINTED = 84
"""Characters of the notes that a stop has by itself: as many as the field shows without cutting a line."""
ZOOMS = (0.0, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)


class Notes(QPlainTextEdit):
    """The speaker's notes of one stop: kept when the field is left."""

    kept = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.kept.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class Details(QWidget):
    """The fields beside the strip, for the stops that are chosen."""

    lit = Signal(bool)
    """Light what is selected on the map; False for all that is shown."""
    zoomed = Signal(float)
    skipped = Signal(bool)
    noted = Signal(int, str)
    """The place of the stop, and what is said there."""
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(330)
        self._place = -1
        self._given = ""
        self.notes = Notes(self)
        self.notes.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.notes.setMinimumHeight(40)
        self.notes.kept.connect(self.settle)
        self.notes.left.connect(self.left)
        self.zoom_word = label(kind="label", parent=self)
        self.zoom = Quiet(self)
        self.zoom.setMinimumWidth(124)
        self.zoom.activated.connect(lambda place: self.zoomed.emit(self.zoom.itemData(place)))
        self.light = QToolButton(self)
        self.light.setProperty("kind", "button")
        self.light.clicked.connect(lambda: self.lit.emit(True))
        self.unlight = QToolButton(self)
        self.unlight.setProperty("kind", "button")
        self.unlight.clicked.connect(lambda: self.lit.emit(False))
        self.skip = QToolButton(self)
        self.skip.setProperty("kind", "button")
        self.skip.setCheckable(True)
        self.skip.clicked.connect(lambda on: self.skipped.emit(on))
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 2, 12, 6)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(6)
        grid.addWidget(self.notes, 0, 0, 1, 4)
        grid.addWidget(self.zoom_word, 1, 0)
        grid.addWidget(self.zoom, 1, 1)
        grid.addWidget(self.skip, 1, 3)
        lights = QHBoxLayout()
        lights.setSpacing(6)
        lights.addWidget(self.light)
        lights.addWidget(self.unlight)
        lights.addStretch(1)
        grid.addLayout(lights, 2, 0, 1, 4)
        grid.setRowStretch(0, 1)
        grid.setColumnStretch(2, 1)

    def retranslate(self) -> None:
        """The words in the language in use."""
        self.notes.setAccessibleName(tr("Speaker notes"))
        self.notes.setToolTip(tr("What you want to say at this stop"))
        self.zoom_word.setText(tr("Zoom"))
        self.zoom.setAccessibleName(tr("Zoom of the stop"))
        self.zoom.clear()
        for zoom in ZOOMS:
            self.zoom.addItem(f"{round(zoom * 100)} %" if zoom else tr("Automatic"), zoom)
        self.skip.setText(tr("Skip"))
        self.skip.setToolTip(tr("Leave it out of the presentation (Space)"))
        self.light.setText(tr("Light the selection"))
        self.light.setToolTip(tr("Only what is selected on the map stays bright at this stop"))
        self.unlight.setText(tr("Light all"))
        self.unlight.setToolTip(tr("All that the stop shows stays bright"))

    def show_stops(self, tour: Tour, places: list[int]) -> None:
        """Show what is chosen about these stops."""
        self.settle()
        self._place = places[0] if len(places) == 1 else -1
        first = tour.record(places[0]) if places else None
        stop = tour.stops[self._place] if self._place >= 0 else None
        own = first.notes if first is not None and self._place >= 0 else ""
        self._given = own
        if self.notes.toPlainText() != own:
            self.notes.setPlainText(own)
        generated = stop.notes if stop is not None and not own else ""
        if stop is None:
            self.notes.setPlaceholderText("")
        else:
            self.notes.setPlaceholderText(shorten(generated, _HINTED, placeholder=" …") or tr("Speaker notes"))
        self.notes.setEnabled(stop is not None)
        zoom = first.zoom if first is not None else 0.0
        found = self.zoom.findData(zoom)
        if found < 0:
            self.zoom.addItem(f"{round(zoom * 100)} %", zoom)
            found = self.zoom.count() - 1
        self.zoom.setCurrentIndex(found)
        drawn = all(tour.stops[place].slide is None for place in places)
        for field in (self.zoom, self.zoom_word):
            field.setEnabled(bool(places) and drawn)
        self.skip.setEnabled(bool(places))
        self.skip.setChecked(bool(places) and all(tour.is_skipped(place) for place in places))
        self.light.setEnabled(bool(places) and drawn and bool(tour.selected()))
        self.unlight.setEnabled(any((one := tour.record(place)) is not None and bool(one.lit) for place in places))

    def settle(self) -> None:
        """Keep what was typed."""
        text = self.notes.toPlainText()[:MAX_TEXT]
        if self._place >= 0 and text != self._given:
            self._given = text
            self.noted.emit(self._place, text)
