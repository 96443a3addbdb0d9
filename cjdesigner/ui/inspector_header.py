"""The head of the inspector: what is selected, with its tile or its persona's disc."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from cjdesigner.model.document import Document
from cjdesigner.ui import tiles
from cjdesigner.ui.inspector_subjects import Subject
from cjdesigner.ui.plain import label


class Sign(QWidget):
    """The tile or the disc."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.colour = ""
        self.icon = ""
        self.name: str | None = None
        self.portrait: QPixmap | None = None
        self.setFixedSize(QSize(26, 26))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(1, 1, 24, 24)
        if self.name is not None:
            tiles.paint_persona(painter, box, self.colour, self.name, self.portrait)
        elif QColor(self.colour).isValid():
            tiles.paint_tile(painter, box, self.colour, self.icon)
        painter.end()


class Header(QWidget):
    """A sign and a heading."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._known: tuple[object, ...] = ()
        self.sign = Sign(self)
        self.heading: QLabel = label(kind="heading", parent=self)
        self.heading.setWordWrap(True)
        self.heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 2)
        line.setSpacing(10)
        self.setMinimumHeight(28)
        line.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.heading, 1)

    def show_subject(self, document: Document, subject: Subject, map_id: str) -> None:
        """Say what is selected."""
        persona = document.personas.get(subject.persona) if subject.persona else None
        known = (subject.title, subject.colour, subject.icon, persona, document.assets if persona else None)
        if known == self._known:
            return
        self._known = known
        sign = self.sign
        sign.colour, sign.icon, sign.name, sign.portrait = subject.colour, subject.icon, None, None
        if persona is not None:
            sign.colour = tiles.persona_colour(document, persona, map_id)
            sign.name, sign.portrait = persona.name, tiles.portrait(document, persona)
        sign.setVisible(bool(sign.colour))
        sign.update()
        self.heading.setText(subject.title if len(subject.title) < 120 else subject.title[:119] + "…")

    def retranslate(self) -> None:
        """The heading comes with the subject."""
        self._known = ()
