"""The small panels of a presentation: looking up a card, adding one from the room, and the keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cjdesigner.model.records import MAX_TEXT, Lane
from cjdesigner.ui.appearance import current
from cjdesigner.ui.presenting.keys import help_lines
from cjdesigner.words import tr

MOST_FOUND = 8


class Panel(QFrame):
    """A sheet over the presentation, in the look of the window."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("PresentingPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        look = current()
        self.setStyleSheet(
            f"QFrame#PresentingPanel {{ background: {look.raised}; border: 1px solid {look.line};"
            f" border-radius: 12px; }} QLabel {{ color: {look.ink}; background: transparent; }}"
            f" QLabel[kind='quiet'] {{ color: {look.secondary}; }}"
            f" QListWidget {{ border: none; background: transparent; color: {look.ink}; }}"
        )
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 16, 20, 16)
        self.column.setSpacing(10)
        self.hide()

    def scaled(self, unit: float) -> None:
        """Type that can be read from the room."""
        font = self.font()
        font.setPixelSize(max(13, round(16 * unit)))
        self.setFont(font)
        for child in self.findChildren(QWidget):
            child.setFont(font)

    def leave(self) -> None:
        """Hide, and give the keys back to the presentation."""
        self.hide()
        self.closed.emit()


class _Field(Panel):
    """A panel with a line to type in: Escape closes it, Return takes what is there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setMaxLength(MAX_TEXT)
        self.line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys that are not text."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.accept()
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key == Qt.Key.Key_Escape:
                self.leave()
            elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.take()
            elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.turn(1 if key == Qt.Key.Key_Down else -1)
            elif key not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                return False
            return True
        return super().eventFilter(watched, event)

    def take(self) -> None:
        """Return was pressed."""

    def turn(self, by: int) -> None:
        """An arrow up or down was pressed."""


class LookUp(_Field):
    """Finds a card by what is typed."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.found = QListWidget()
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.itemClicked.connect(lambda item: self.take())
        self.column.addWidget(self.line)
        self.column.addWidget(self.found)
        self.line.textChanged.connect(self._search)
        self._cards: list[tuple[str, str]] = []
        self._ids: list[str] = []

    def begin(self, cards: list[tuple[str, str]], start: str) -> None:
        """Ask; ``cards`` are ids and what they say, ``start`` is what was typed already."""
        self._cards = cards
        self.line.setPlaceholderText(tr("Look up a card"))
        self.line.setAccessibleName(tr("Look up a card"))
        self.line.setText(start)
        self._search(start)
        self.show()
        self.raise_()
        self.line.setFocus()
        self.line.setCursorPosition(len(start))

    def _search(self, text: str) -> None:
        wanted = text.casefold().split()
        hits = [(one, said) for one, said in self._cards if all(word in said.casefold() for word in wanted)]
        first = text.casefold().strip()
        hits.sort(key=lambda hit: not hit[1].casefold().startswith(first))
        self._ids = [one for one, _ in hits[:MOST_FOUND]] if wanted else []
        self.found.clear()
        self.found.addItems([" ".join(said[:120].split()) for _, said in hits[: len(self._ids)]])
        self.found.setCurrentRow(0)
        if wanted and not self._ids:
            none = QListWidgetItem(tr("Nothing found"), self.found)
            none.setFlags(Qt.ItemFlag.NoItemFlags)
            self.found.setCurrentRow(-1)
        count = self.found.count()
        self.found.setFixedHeight(max(0, self.found.sizeHintForRow(0)) * count + 6 if count else 0)
        self.found.setVisible(bool(count))
        self.adjustSize()

    def turn(self, by: int) -> None:
        """Another of those found."""
        if self._ids:
            self.found.setCurrentRow((self.found.currentRow() + by) % len(self._ids))

    def take(self) -> None:
        """Show the one that is marked."""
        row = self.found.currentRow()
        if 0 <= row < len(self._ids):
            chosen = self._ids[row]
            self.leave()
            self.chosen.emit(chosen)


class Capture(_Field):
    """Takes a card from the room: its lane is proposed, arrows choose another."""

    kept = Signal(str, object)
    """The text, and the lane (None where the map has no lane for it)."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.where = QLabel()
        self.where.setTextFormat(Qt.TextFormat.PlainText)
        self.how = QLabel()
        self.how.setTextFormat(Qt.TextFormat.PlainText)
        self.how.setProperty("kind", "quiet")
        self.column.addWidget(self.where)
        self.column.addWidget(self.line)
        self.column.addWidget(self.how)
        self._lanes: list[Lane] = []
        self._lane = 0
        self._step = ""

    def begin(self, lanes: list[Lane], first: int, step: str) -> None:
        """Ask; ``step`` is the name of the step that it goes to, or "" for the tray."""
        self._lanes, self._lane, self._step = lanes, first, step
        self.line.clear()
        self.line.setAccessibleName(tr("Card from the room"))
        self.how.setText(tr("Enter keeps it · ↑ ↓ another lane · Esc closes"))
        self._show()
        self.show()
        self.raise_()
        self.line.setFocus()

    def _show(self) -> None:
        lane = " ".join(self._lanes[self._lane].name[:60].split()) if self._lanes else ""
        place = " ".join(self._step[:60].split()) or tr("Parking tray")
        self.where.setText(f"{lane} · {place}" if lane else place)
        self.adjustSize()

    def turn(self, by: int) -> None:
        """Another lane."""
        if self._lanes:
            self._lane = (self._lane + by) % len(self._lanes)
            self._show()

    def take(self) -> None:
        """Keep what was typed; nothing typed closes."""
        text = self.line.text().strip()
        self.leave()
        if text:
            self.kept.emit(text, self._lanes[self._lane] if self._lanes else None)


class Help(Panel):
    """The keys."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(8)
        for row, (keys, does) in enumerate(help_lines()):
            for place, text in enumerate((keys, does)):
                label = QLabel(text)
                label.setTextFormat(Qt.TextFormat.PlainText)
                if place:
                    label.setProperty("kind", "quiet")
                grid.addWidget(label, row, place)
        self.column.addLayout(grid)
