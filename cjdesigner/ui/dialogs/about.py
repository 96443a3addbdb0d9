"""What the program is called, which version this is, and under which licence it may be used."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cjdesigner import __version__
from cjdesigner.ui import appearance, tiles
from cjdesigner.ui.plain import label
from cjdesigner.words import tr

_SIGN = 56


class About(QDialog):
    """A few lines to read and to copy."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About cjdesigner"))
        sign = QLabel()
        sign.setPixmap(self._sign())
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addWidget(label("cjdesigner", "title"))
        texts.addWidget(label(tr("Version {version}", version=__version__), "quiet"))
        texts.addSpacing(8)
        said = label(tr("An offline editor for customer journey maps. Your files stay yours."))
        licence = label(tr("Free to use, change and pass on, under the MIT licence."), "quiet")
        for text in (said, licence):
            text.setWordWrap(True)
            text.setMinimumWidth(320)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            texts.addWidget(text)
        top = QHBoxLayout()
        top.setSpacing(18)
        top.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(texts, 1)
        close = QPushButton(tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(close)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 24, 24, 20)
        rows.setSpacing(18)
        rows.addLayout(top)
        rows.addLayout(foot)
        rows.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)

    def _sign(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(QSize(_SIGN, _SIGN) * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        tiles.paint_tile(painter, QRectF(0, 0, _SIGN, _SIGN), appearance.look("light").accent, "route")
        painter.end()
        return pixmap
