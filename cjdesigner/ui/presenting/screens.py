"""Which screen shows the presentation, and which the speaker's view: two, one, or one that has just been unplugged."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPixmap, QScreen
from PySide6.QtWidgets import QWidget

from cjdesigner.ui.presenting.picture import Picture
from cjdesigner.ui.presenting.speaker import SpeakerWindow


class Screens(QObject):
    """Places the presentation's window and, with a second screen, the speaker's view."""

    pressed = Signal(QKeyEvent)
    """A key in the speaker's view."""
    closed = Signal()
    """The speaker's view was closed by hand."""

    def __init__(self, window: QWidget, picture: Picture) -> None:
        super().__init__(window)
        self.window = window
        self.picture = picture
        self.speaker: SpeakerWindow | None = None

    def begin(self, beside: QScreen | None) -> None:
        """Fill the other screen than ``beside``, which gets the speaker's view; with one screen, fill that."""
        screens = QGuiApplication.screens()
        others = [screen for screen in screens if screen is not beside]
        if beside is not None and others:
            self._open_speaker(beside)
            self._fill(others[0])
        else:
            self._fill(beside or screens[0])
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.screenRemoved.connect(self._gone)

    def swap(self) -> None:
        """Each view to the other screen; with a screen that was plugged in later, the speaker's view to this one."""
        mine = self.window.screen()
        if self.speaker is not None:
            other = self.speaker.screen()
        else:
            other = next((screen for screen in QGuiApplication.screens() if screen is not mine), mine)
        if other is not mine:
            self._open_speaker(mine)
            self._fill(other)

    def tell(self) -> None:
        """Show the speaker the stop and the next one."""
        if self.speaker is None:
            return
        walk = self.picture.walk
        stop, following = walk.stop, walk.following
        now = QPixmap.fromImage(self.picture.still_of(stop, self.speaker.now.size()))
        then = QPixmap.fromImage(self.picture.still_of(following, self.speaker.then.size())) if following else None
        self.speaker.tell(stop, following, now, then, walk.number)

    def close(self) -> None:
        """Close the speaker's view."""
        if self.speaker is not None:
            self.speaker.closed.disconnect(self.closed)
            self.speaker.close()
            self.speaker.deleteLater()
            self.speaker = None

    def _fill(self, screen: QScreen) -> None:
        self.window.setScreen(screen)
        self.window.setGeometry(screen.geometry())
        self.window.showFullScreen()
        self.window.raise_()
        self.window.activateWindow()
        self.window.setFocus()

    def _open_speaker(self, screen: QScreen) -> None:
        if self.speaker is None:
            self.speaker = SpeakerWindow()
            self.speaker.pressed.connect(self.pressed)
            self.speaker.closed.connect(self.closed)
            self.speaker.resized.connect(self.tell)
        self.speaker.setScreen(screen)
        self.speaker.setGeometry(screen.availableGeometry())
        self.speaker.notes.scaled(screen.geometry().height() / 720)
        self.speaker.showMaximized()
        self.tell()

    def _gone(self, gone: QScreen) -> None:
        """A screen was unplugged: go on with the one that is left."""
        left = [screen for screen in QGuiApplication.screens() if screen is not gone]
        if not left:
            return
        if len(left) == 1:
            self.close()
            self._fill(left[0])
            return
        if self.window.screen() not in left:
            taken = self.speaker.screen() if self.speaker is not None else None
            self._fill(next(screen for screen in left if screen is not taken))
        if self.speaker is not None and self.speaker.screen() not in left:
            self._open_speaker(next(screen for screen in left if screen is not self.window.screen()))
