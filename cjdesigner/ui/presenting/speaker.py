"""What the speaker sees: notes, clock, elapsed time and what comes next, over the map or on a screen of its own."""

from __future__ import annotations

import time
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from cjdesigner.layout.stops import Stop
from cjdesigner.ui.appearance import current
from cjdesigner.words import tr


def _label(kind: str = "") -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if kind:
        label.setProperty("kind", kind)
    return label


class Notes(QFrame):
    """Clock, elapsed time, the stop's notes and the next stop."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("PresentingNotes")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.started = time.monotonic()
        self.clock = _label("clock")
        self.elapsed = _label("clock")
        self.elapsed.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.title = _label("strong")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.next_word = _label("quiet")
        self.next = _label("strong")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        times = QHBoxLayout()
        self.number = _label("clock")
        self.number.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for label in (self.clock, self.number, self.elapsed):
            times.addWidget(label, 1)
        column.addLayout(times)
        column.addWidget(self.title)
        column.addWidget(self.text, 1)
        column.addWidget(self.next_word)
        column.addWidget(self.next)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._show_time)
        self._tick.start()
        self.restyle()
        self._show_time()

    def restyle(self) -> None:
        """The colours of the window's look."""
        look = current()
        self.setStyleSheet(
            f"QFrame#PresentingNotes {{ background: {look.raised}; border: 1px solid {look.line};"
            f" border-radius: 12px; }} QLabel {{ color: {look.ink}; background: transparent; }}"
            f" QLabel[kind='quiet'] {{ color: {look.secondary}; }} QLabel[kind='strong'] {{ font-weight: 700; }}"
            f" QLabel[kind='clock'] {{ font-weight: 600; color: {look.secondary}; }}"
            f" QPlainTextEdit {{ background: transparent; border: none; padding: 0; color: {look.ink}; }}"
        )

    def scaled(self, unit: float) -> None:
        """Type for a speaker at arm's length."""
        font = self.font()
        font.setPixelSize(max(13, round(15 * unit)))
        self.setFont(font)
        for child in self.findChildren(QWidget):
            child.setFont(font)

    def tell(self, stop: Stop, following: Stop | None, number: str = "") -> None:
        """Show a stop's notes, what comes after it, and its number among all."""
        self.number.setText(number)
        self.title.setText(_short(stop.title))
        self.text.setPlainText(stop.notes or tr("No notes here."))
        self.next_word.setText(tr("Next stop"))
        self.next.setText(_named(following) if following else tr("The end"))

    def _show_time(self) -> None:
        self.clock.setText(f"{datetime.now():%H:%M}")
        passed = int(time.monotonic() - self.started)
        self.elapsed.setText(f"{passed // 3600}:{passed // 60 % 60:02}:{passed % 60:02}")


def _short(text: str) -> str:
    return text if len(text) <= 160 else text[:159] + "…"


def _named(stop: Stop) -> str:
    return _short(f"{stop.title} – {stop.text}" if stop.text else stop.title)


def _framed(picture: QPixmap) -> QPixmap:
    """The picture with a thin edge."""
    painter = QPainter(picture)
    painter.setPen(QColor(current().edge))
    painter.drawRect(picture.rect().adjusted(0, 0, -1, -1))
    painter.end()
    return picture


class SpeakerWindow(QWidget):
    """The speaker's own screen: the current stop, the next one, and the notes. Its keys go to the presentation."""

    pressed = Signal(QKeyEvent)
    closed = Signal()
    resized = Signal()

    def __init__(self) -> None:
        super().__init__(None)
        self.setWindowTitle(tr("Speaker view"))
        look = current()
        self.setStyleSheet(f"SpeakerWindow {{ background: {look.canvas}; }} QLabel {{ color: {look.ink}; }}")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.now, self.then = QLabel(), QLabel()
        self.notes = Notes()
        left = QVBoxLayout()
        left.setSpacing(8)
        for picture, share in ((self.now, 3), (self.then, 2)):
            picture.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            picture.setMinimumSize(160, 90)
            picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
            if picture is self.then:
                word = _label("quiet")
                word.setText(tr("Next stop"))
                left.addWidget(word)
            left.addWidget(picture, share)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 20, 20, 20)
        row.setSpacing(20)
        row.addLayout(left, 3)
        row.addWidget(self.notes, 2)

    def tell(self, stop: Stop, following: Stop | None, now: QPixmap, then: QPixmap | None, number: str = "") -> None:
        """Show the stop, the next one, and pictures of both."""
        self.notes.tell(stop, following, number)
        for label, picture in ((self.now, now), (self.then, then)):
            if picture is None:
                label.clear()
            else:
                label.setPixmap(_framed(picture))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The clicker works whichever screen has the focus."""
        self.pressed.emit(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pictures fit what room there is."""
        super().resizeEvent(event)
        self.resized.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the speaker's view ends the presentation."""
        self.closed.emit()
        super().closeEvent(event)
