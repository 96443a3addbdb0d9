"""A panel that lies over the canvas at the right: the history, the saved views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton

from cjdesigner.editor.session import Aspect, Session
from cjdesigner.ui import appearance
from cjdesigner.ui.plain import label
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow


class CanvasPanel(QFrame):
    """Open until it is closed: clicks beside it leave it. It never takes the keyboard unless it is asked for."""

    def __init__(self, window: MainWindow, name: str) -> None:
        """``name`` is its name in the style sheet."""
        super().__init__(window.canvas.parentWidget())
        self.window_ = window
        self.setObjectName(name)
        self.session = window.session
        self.title = label(kind="heading", parent=self)
        self.shut = self.button()
        self.shut.clicked.connect(self.close_)
        window.canvas.moved.connect(self._follow)
        self.hide()

    def button(self) -> QToolButton:
        """A button for the head."""
        made = QToolButton(self)
        made.setIconSize(QSize(15, 15))
        return made

    def head(self, *buttons: QToolButton) -> QHBoxLayout:
        """The title, these buttons, and the one that closes."""
        line = QHBoxLayout()
        line.addWidget(self.title, 1)
        for one in (*buttons, self.shut):
            line.addWidget(one)
        return line

    def take_keyboard(self) -> None:
        """Give the keyboard to what is used without a mouse."""
        raise NotImplementedError

    def read(self) -> None:
        """Bring what is shown up to date."""
        raise NotImplementedError

    def place(self) -> None:
        """Take the place and the size that there is room for."""
        raise NotImplementedError

    def top(self) -> int:
        """Where a panel begins: below the find bar where that is in sight. Pixels of the canvas's parent."""
        bar = self.window_.made("find_bar")
        shown = bar is not None and bar.isVisible()
        return bar.geometry().bottom() + 8 if bar is not None and shown else self.window_.canvas.geometry().y() + 10

    def retranslate(self) -> None:
        """The texts in the language in use, the icons in the look in use."""
        self.shut.setIcon(appearance.icon("x"))
        self.shut.setToolTip(tr("Close"))
        self.shut.setAccessibleName(tr("Close"))

    def toggle(self) -> None:
        """Show it with the keyboard in it, or hide it."""
        if self.isVisible():
            self.close_()
            return
        self.show()
        self.raise_()
        self.read()
        self.take_keyboard()

    def close_(self) -> None:
        """Hide it, and give the keyboard back to the canvas."""
        self.hide()
        self.window_.canvas.setFocus()
        self.window_.update_actions()

    def _follow(self) -> None:
        """Keep the place at the canvas's edge when its size changes."""
        if self.isVisible():
            self.place()

    def _heard(self, aspect: Aspect) -> None:
        raise NotImplementedError

    def set_session(self, session: Session) -> None:
        """Those of another project."""
        self.session.forget(self._heard)
        self.session = session
        session.listen(self._heard)
        self.read()
