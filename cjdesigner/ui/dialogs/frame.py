"""What dialogs have in common: a size that the screen has room for, and the two buttons that end them."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from cjdesigner.words import tr


def screen_room(widget: QWidget) -> QSize:
    """What a window may take of its screen, in logical pixels: the edges stay free."""
    screen = widget.screen().availableSize()
    return QSize(screen.width() - 40, screen.height() - 80)


def fit_screen(dialog: QDialog, width: int, height: int) -> None:
    """Give a dialog this size in logical pixels, or what its screen has room for."""
    dialog.resize(QSize(width, height).boundedTo(screen_room(dialog)))


def go_button(dialog: QDialog, words: str) -> QPushButton:
    """The button that does what the dialog is for, for Enter too."""
    made = QPushButton(words)
    made.setProperty("kind", "primary")
    made.setDefault(True)
    made.clicked.connect(dialog.accept)
    return made


def cancel_button(dialog: QDialog) -> QPushButton:
    """The button that leaves everything as it was."""
    made = QPushButton(tr("Cancel"))
    made.setAutoDefault(False)
    made.clicked.connect(dialog.reject)
    return made
