"""The left pane: building blocks and the outline, one behind the other on two tabs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from cjdesigner.editor.session import Session
from cjdesigner.ui.palette import WIDTH as PALETTE_WIDTH
from cjdesigner.ui.palette import Palette
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.outline.pane import Outline

_LEAST, _MOST = 200, 620


class LeftPane(QWidget):
    """Blocks | Outline. The outline may be as wide as somebody likes; the blocks need no more than they are."""

    turned = Signal(bool)
    """The outline came to the front, or went behind."""

    def __init__(self, palette: Palette, make_outline: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("LeftPane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.palette_pane = palette
        self.outline: Outline | None = None
        self._make_outline = make_outline
        self.tabs = QTabBar(self)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(True)
        self.tabs.addTab("")
        self.tabs.addTab("")
        self.stack = QStackedWidget(self)
        self.stack.addWidget(palette)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        self.tabs.currentChanged.connect(self._turned)
        self._limit()
        self.retranslate()

    @property
    def outline_shown(self) -> bool:
        """Whether the outline is in front."""
        return self.tabs.currentIndex() == 1

    def show_outline(self, shown: bool) -> None:
        """Bring the outline, or the building blocks, to the front."""
        self.tabs.setCurrentIndex(1 if shown else 0)

    def set_session(self, session: Session) -> None:
        """Show another project on both tabs."""
        self.palette_pane.set_session(session)
        if self.outline is not None:
            self.outline.set_session(session)

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.tabs.setAccessibleName(tr("Left pane"))
        self.tabs.setTabText(0, tr("Blocks"))
        self.tabs.setTabText(1, tr("Outline"))
        self.tabs.setTabToolTip(0, tr("Building blocks and personas, to drag onto the map"))
        self.tabs.setTabToolTip(1, self.outline_tip())
        self.palette_pane.retranslate()
        if self.outline is not None:
            self.outline.retranslate()

    def outline_tip(self) -> str:
        """What the outline is for; the window adds the key that opens it."""
        return tr("The whole map as a list to walk through and to edit")

    def add_outline(self, outline: Outline) -> None:
        """The outline, behind the building blocks until its tab is chosen."""
        self.outline = outline
        self.stack.addWidget(outline)

    def _turned(self, place: int) -> None:
        if place == 1 and self.outline is None:
            self._make_outline()
        self.stack.setCurrentIndex(place)
        self._limit()
        self.turned.emit(place == 1)

    def _limit(self) -> None:
        if self.outline_shown:
            self.setMinimumWidth(_LEAST)
            self.setMaximumWidth(_MOST)
        else:
            self.setMinimumWidth(PALETTE_WIDTH)
            self.setMaximumWidth(PALETTE_WIDTH + 44)

    def sizeHint(self) -> QSize:
        return QSize(300 if self.outline_shown else PALETTE_WIDTH, 700)
