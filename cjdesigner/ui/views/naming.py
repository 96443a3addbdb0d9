"""Asking for the name of a view: a line at the button of the views, kept with Enter, dropped with Esc."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from cjdesigner.ui.plain import label
from cjdesigner.words import tr


class NameLine(QFrame):
    """A small panel with one line; it goes away with the first click beside it."""

    def __init__(self, title: str, name: str, keep: Callable[[str], object], parent: QWidget) -> None:
        from cjdesigner.ui.views.rows import LONGEST

        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("NamePanel")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._keep = keep
        self.line = QLineEdit(name, self)
        self.line.setMaxLength(LONGEST)
        self.line.setMinimumWidth(240)
        self.line.setAccessibleName(title)
        self.line.selectAll()
        self.button = QPushButton(tr("Save"), self)
        self.button.setProperty("kind", "primary")
        self.button.clicked.connect(self.done)
        self.line.textChanged.connect(lambda text: self.button.setEnabled(bool(text.strip())))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.addWidget(label(title, "label", self))
        row = QHBoxLayout()
        row.addWidget(self.line)
        row.addWidget(self.button)
        column.addLayout(row)

    def open_at(self, place: QPoint) -> None:
        """Show it with its top right corner at a point of the screen."""
        self.adjustSize()
        area = self.screen().availableGeometry()
        x = max(area.left() + 4, min(place.x() - self.width(), area.right() - self.width() - 4))
        self.move(x, min(place.y() + 4, area.bottom() - self.height() - 4))
        self.show()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def done(self) -> None:
        """Keep the name, unless there is none."""
        name = " ".join(self.line.text().split())
        if name:
            keep = self._keep
            self.close()
            keep(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps it, Esc does not."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
