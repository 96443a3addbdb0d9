"""Which formats, and what only pictures and drawings ask for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cjdesigner.export import warnings
from cjdesigner.export.formats import FORMATS
from cjdesigner.files.settings import ExportChoices
from cjdesigner.ui.dialogs.choice import Choice
from cjdesigner.ui.dialogs.count_field import CountField
from cjdesigner.ui.exporting.section import section
from cjdesigner.ui.fields.choice import Quiet
from cjdesigner.ui.fields.tick import Tick
from cjdesigner.ui.plain import label
from cjdesigner.words import tr

PIXELS = ("png",)
"""Endings of formats that are made of pixels."""
_DPIS = (96, 192, 300)


class FormatPart(QWidget):
    """Formats; size, background and letters are shown where one of them has a use for them."""

    changed = Signal()

    def __init__(self, last: ExportChoices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(14)
        self.format = Choice(((each.ending, tr(each.name)) for each in FORMATS), across=2)
        self.several = Tick(tr("Several formats in one go"))
        self.loses = label("", "quiet")
        self.loses.setWordWrap(True)
        section(rows, tr("Format"), self.format, self.several, self.loses)

        self.resolution = Quiet()
        self.resolution.setAccessibleName(tr("Size"))
        self.picture_width = CountField(100, 16_384, step=100)
        self.picture_width.setAccessibleName(tr("Width in pixels"))
        self.picture_width.setToolTip(tr("Width in pixels; the arrow keys change it"))
        self._pixels = section(rows, tr("Size"), self.resolution, self.picture_width)
        self.background = Choice((("white", tr("White")), ("transparent", tr("Transparent"))), across=2)
        self._background = section(rows, tr("Background"), self.background)
        self.letters = Choice((("text", tr("As text")), ("outlines", tr("As outlines"))), across=2)
        self.letters.button("text").setToolTip(tr("For browsers: the text can be searched and copied"))
        self.letters.button("outlines").setToolTip(tr("For drawing programs: looks the same everywhere"))
        self._letters = section(rows, tr("Text of the SVG"), self.letters)
        rows.addStretch(1)
        self.take(last)

        for choice in (self.format, self.background, self.letters):
            choice.chosen.connect(self._settle)
        self.several.toggled.connect(self._set_several)
        self.resolution.currentIndexChanged.connect(self._settle)
        self.picture_width.changed.connect(self._settle)

    def take(self, last: ExportChoices) -> None:
        """Show these choices; tells nobody."""
        parts: tuple[QWidget, ...] = (self.several, self.resolution, self.picture_width)
        for part in parts:
            part.blockSignals(True)
        self.several.setChecked(bool(last.also))
        self.format.set_several(bool(last.also))
        self.format.choose_all((last.format, *last.also))
        self._fill_resolutions(last.dpi)
        self.resolution.setCurrentIndex(max(0, self.resolution.findData(0 if last.width else last.dpi)))
        self.picture_width.set_value(last.width or 1920)
        self.background.choose("transparent" if last.transparent else "white")
        self.letters.choose("outlines" if last.outlines else "text")
        for part in parts:
            part.blockSignals(False)
        self._show()

    def ending(self) -> str:
        """The format that is looked at."""
        return self.format.value()

    def endings(self) -> tuple[str, ...]:
        """All that are to be written."""
        return self.format.values()

    def dpi(self) -> int:
        """Dots per inch, of use where no width is given."""
        return int(self.resolution.currentData() or 192)

    def pixels(self) -> int:
        """Width of a picture in pixels; 0 to go by ``dpi``."""
        return 0 if self.resolution.currentData() else self.picture_width.value()

    def _fill_resolutions(self, dpi: int) -> None:
        names = {96: tr("For screens"), 192: tr("For sharp screens"), 300: tr("For print")}
        self.resolution.clear()
        for each in sorted({*_DPIS, dpi}):
            name = names.get(each, tr("As before"))
            self.resolution.addItem(f"{name}  ·  " + tr("{dpi} dpi", dpi=each), each)
        self.resolution.addItem(tr("Width in pixels"), 0)

    def _set_several(self, several: bool) -> None:
        self.format.set_several(several)
        self._settle()

    def _settle(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        endings = self.endings()
        pixels = any(ending in PIXELS for ending in endings)
        lost = warnings.losses(endings)
        self.loses.setVisible(bool(lost))
        self.loses.setText("\n".join(lost))
        self._pixels.setVisible(pixels)
        self._background.setVisible(pixels)
        self._letters.setVisible("svg" in endings)
        self.picture_width.setVisible(not self.resolution.currentData())
