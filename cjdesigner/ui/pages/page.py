"""What the pages have in common: a bar with the way back, and a sheet in the middle that scrolls."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cjdesigner.editor.session import Session
from cjdesigner.ui import appearance
from cjdesigner.ui.plain import label
from cjdesigner.ui.scrolling import scroll_area
from cjdesigner.words import tr

WIDEST = 1080
"""Pixels: longer lines are hard to read."""
INSET = 9
"""Pixels between the frame of a field and its text: headings in a card stand above the text."""


class Page(QWidget):
    """A page in the place of the map. Escape goes back."""

    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.session = session
        self.come_back = False
        """It is shown again as it was left: the keyboard does not go to its first field."""
        self.back = QPushButton(self)
        self.back.setProperty("kind", "quiet")
        self.back.setIconSize(QSize(16, 16))
        self.back.clicked.connect(self.left)
        self.bar = QHBoxLayout()
        self.bar.setContentsMargins(16, 8, 16, 8)
        self.bar.setSpacing(6)
        self.bar.addWidget(self.back)
        head = QFrame(self)
        head.setObjectName("PageBar")
        head.setLayout(self.bar)
        self.area = scroll_area(self, takes_keyboard=False)
        inside = QWidget(self.area)
        inside.setObjectName("PageGround")
        line = QHBoxLayout(inside)
        line.setContentsMargins(28, 26, 28, 40)
        self.sheet = QWidget(inside)
        self.sheet.setMaximumWidth(WIDEST)
        line.addStretch(1)
        line.addWidget(self.sheet, 100)
        line.addStretch(1)
        self.area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.area, 1)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._reveal)

    def settle(self) -> None:
        """Keep what is being typed."""

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.back.setText(tr("Back to the map"))
        self.back.setIcon(appearance.icon("arrow-left", appearance.current().secondary))
        self.back.setToolTip(tr("Back to the map (Esc)"))

    def _reveal(self, before: QWidget | None, now: QWidget | None) -> None:
        """What the keyboard comes to is brought into sight."""
        if now is not None and self.sheet.isAncestorOf(now):
            self.area.ensureWidgetVisible(now, 20, 60)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def stop(self) -> None:
        """Before it is taken down."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.disconnect(self._reveal)


class PageCard(QFrame):
    """A framed group of rows, below a heading where it is given one."""

    def __init__(self, *rows: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("PageCard")
        self.heading = label(kind="cardtitle", parent=self)
        self.heading.hide()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(18 - INSET, 14, 18 - INSET, 16)
        self.column.setSpacing(10)
        for row in (self.heading, *rows):
            self.column.addWidget(row)
        self.column.addStretch(1)

    def head(self, title: str) -> None:
        """Say what the group is, in the language in use."""
        self.heading.setText(title)
        self.heading.show()
