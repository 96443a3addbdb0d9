"""The bar over the canvas while a link is made by key: from what, how, to what, and which keys do what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from cjdesigner.ui import appearance
from cjdesigner.ui.plain import label
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.canvas.view import MapView

_WIDE, _EDGE = 560, 14
_NAME = 190
"""Pixels for the text of either end."""


class LinkBar(QFrame):
    """It takes no keys and no clicks: the canvas keeps the keyboard."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self.setObjectName("LinkBar")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(tr("Link by keyboard"))
        self._view = view
        self._avoid: QRect | None = None
        self.source, self.kind, self.target = label(parent=self), label(kind="pill", parent=self), label(parent=self)
        self.count, self.help = label(kind="quiet", parent=self), label(kind="label", parent=self)
        sign = QLabel(self)
        sign.setPixmap(appearance.icon("link", appearance.current().secondary).pixmap(QSize(16, 16)))
        line = QHBoxLayout()
        line.setSpacing(8)
        for widget in (sign, self.source, self.kind, self.target):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, 10, _EDGE, 10)
        column.setSpacing(6)
        column.addLayout(line)
        column.addWidget(self.help)

    def show_state(self, source: str, kind: str, target: str, query: str, place: int, count: int, turned: bool) -> None:
        """What Enter would do. ``turned`` says that the link will start at the target."""
        first, second = (target, source) if turned else (source, target)
        blank = tr("type to find a card, or walk to it")
        for widget, text in ((self.source, first), (self.target, second)):
            appearance.wear(widget, "kind", "strong" if text else "quiet")
            metrics = QFontMetrics(widget.font())
            widget.setText(metrics.elidedText(text or blank, Qt.TextElideMode.ElideRight, _NAME if text else 2 * _NAME))
        self.kind.setText(kind)
        self.kind.setVisible(bool(target))
        found = tr("{place} of {count}", place=place, count=count) if place else tr("nothing found")
        self.count.setText(f"“{query}” · {found}" if query else "")
        keys = tr(
            "Enter links · Shift+Enter goes on from there · Ctrl+Enter links one more · Tab: other kind · Esc ends"
        )
        self._say(keys, "label")

    def place(self, avoid: QRect | None = None) -> None:
        """At the top in the middle, or at the bottom where it would cover what it speaks of."""
        view = self._view
        self._avoid = avoid if avoid is not None else self._avoid
        left = (view.width() - self.width()) // 2
        covers = self._avoid is not None and QRect(left, 14, self.width(), self.height()).intersects(self._avoid)
        self.move(left, view.height() - self.height() - 30 if covers else 14)

    def refuse(self, reason: str) -> None:
        """Why not."""
        self._say(reason, "error")

    def _say(self, text: str, kind: str) -> None:
        appearance.wear(self.help, "kind", kind)
        self.help.setText(text)
        self.setAccessibleDescription(f"{self.source.text()} {self.kind.text()} {self.target.text()}. {text}")
        view = self._view
        needed = QFontMetrics(self.help.font()).horizontalAdvance(text)
        self.help.setWordWrap(needed + 2 * _EDGE > view.width() - 40)
        self.setFixedWidth(max(200, min(max(_WIDE, needed + 2 * _EDGE + 2), view.width() - 40)))
        self.adjustSize()
        self.place()
        self.show()
        self.raise_()
