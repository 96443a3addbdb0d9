"""What may lie over a presentation: the fields to type in, the keys, and the speaker's notes; and where they stand."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from cjdesigner.ui.presenting.panels import Capture, Help, LookUp, Panel
from cjdesigner.ui.presenting.picture import Picture
from cjdesigner.ui.presenting.speaker import Notes


class Overlays:
    """The panels of one presentation."""

    def __init__(self, window: QWidget, picture: Picture) -> None:
        self.window, self.picture = window, picture
        self.look_up = LookUp(window)
        self.capture = Capture(window)
        self.help = Help(window)
        self.notes = Notes(window)
        self.notes.hide()
        for panel in (self.look_up, self.capture):
            panel.closed.connect(window.setFocus)

    def leave(self) -> bool:
        """Close what takes keys or hides the map; False where nothing did."""
        found = [panel for panel in (self.help, self.look_up, self.capture) if panel.isVisible()]
        for panel in found:
            panel.leave()
        return bool(found)

    def show_notes(self) -> None:
        """Notes, clock and next stop over the map, and back."""
        self.notes.setVisible(not self.notes.isVisible())
        self.picture.words_hidden = self.notes.isVisible()
        self.place()
        self.window.update()

    def show_help(self) -> None:
        """The keys, and back."""
        self.help.setVisible(not self.help.isVisible())
        self.help.raise_()
        self.place()

    def place(self) -> None:
        """Where the window has room for them, in type that can be read from the room."""
        unit = self.picture.unit
        wide, high = self.window.width(), self.window.height()
        margin = round(24 * unit)
        bottom = high - round(self.picture.caption_high) - margin
        for panel in (self.look_up, self.capture):
            panel.scaled(unit)
            panel.setFixedWidth(min(wide - 2 * margin, round(560 * unit)))
            panel.adjustSize()
            top = round(high * 0.22) if panel is self.look_up else bottom - panel.height()
            panel.move((wide - panel.width()) // 2, top)
        self._centre(self.help, unit)
        self.notes.scaled(unit)
        size = min(wide - 2 * margin, round(420 * unit)), min(bottom - margin, round(440 * unit))
        self.notes.setGeometry(wide - size[0] - margin, bottom - size[1], *size)

    def _centre(self, panel: Panel, unit: float) -> None:
        panel.scaled(unit)
        panel.adjustSize()
        panel.move((self.window.width() - panel.width()) // 2, (self.window.height() - panel.height()) // 2)
