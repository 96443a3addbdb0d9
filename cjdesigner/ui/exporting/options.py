"""The choices of an export on three pages: format, content, pages."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cjdesigner.export import formats
from cjdesigner.export.order import Order
from cjdesigner.files.names import readable
from cjdesigner.files.settings import ExportChoices
from cjdesigner.layout.plan import KINDS
from cjdesigner.model.document import Document
from cjdesigner.model.looks import Look
from cjdesigner.ui.dialogs.choice import Choice
from cjdesigner.ui.exporting.content_part import ContentPart
from cjdesigner.ui.exporting.format_part import FormatPart
from cjdesigner.ui.exporting.pages_part import PagesPart
from cjdesigner.ui.exporting.section import turned
from cjdesigner.words import tr


class ExportOptions(QWidget):
    """What is chosen, as an order and as choices to be remembered."""

    changed = Signal()

    def __init__(
        self,
        document: Document,
        shown: str,
        last: ExportChoices,
        screen: Mapping[str, Look] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``shown`` is the map in view; ``last`` are the choices of the last export; ``screen`` as for the content."""
        super().__init__(parent)
        self.formats = FormatPart(last)
        self.content = ContentPart(document, shown, last, screen)
        self.pages = PagesPart(last)
        self._kept = last
        self._parts: dict[str, FormatPart | ContentPart | PagesPart] = {
            "format": self.formats,
            "content": self.content,
            "pages": self.pages,
        }
        names = (tr("Format"), tr("Content"), tr("Pages"))
        self.tabs, self.stack = turned(dict(zip(names, self._parts.values(), strict=True)))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(14)
        rows.addWidget(self.tabs)
        rows.addWidget(self.stack, 1)
        for part in self._parts.values():
            part.changed.connect(self._settle)
        self._show()

    # What there is, under one name each

    @property
    def format(self) -> Choice:
        """The formats."""
        return self.formats.format

    def order(self) -> Order:
        """What is chosen now."""
        pixels = self.formats.pixels()
        return self.content.order(
            self.formats.endings(),
            self.pages.plan(),
            dpi=None if pixels else float(self.formats.dpi()),
            width=pixels or None,
            transparent=self.formats.background.value() == "transparent",
            outlines=self.formats.letters.value() == "outlines",
            each=self.content.is_each(),
        )

    def ending(self) -> str:
        """The format that is looked at."""
        return self.formats.ending()

    def choices(self, folder: str, pattern: str = "") -> ExportChoices:
        """The same, to be remembered; which maps were ticked belongs to one project only, and is not."""
        ending = self.formats.ending()
        audience = self.content.audience_chosen()
        return ExportChoices(
            format=ending,
            also=tuple(one for one in self.formats.endings() if one != ending),
            maps=self.content.which.value(),  # type: ignore[arg-type]
            each=self.content.files.value() == "each",
            pattern=pattern,
            **self.pages.choices(),
            dpi=self.formats.dpi() if not self.formats.pixels() else self._kept.dpi,
            width=self.formats.pixels(),
            transparent=self.formats.background.value() == "transparent",
            outlines=self.formats.letters.value() == "outlines",
            audience=self.content.missing_audience() or (audience.name if audience is not None else ""),
            view=self.content.view_name(),
            folder=readable(folder),
        )

    def take(self, choices: ExportChoices) -> None:
        """Choose all this."""
        self._kept = choices
        for part in self._parts.values():
            part.take(choices)
        self._settle()

    def show_part(self, name: str) -> None:
        """Turn to "format", "content" or "pages"."""
        self.tabs.setCurrentIndex(list(self._parts).index(name))

    def _settle(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        kinds = {kind for ending in self.formats.endings() for kind in formats.page_kinds(ending)}
        paged = bool(kinds)
        place = list(self._parts).index("pages")
        self.tabs.setTabEnabled(place, paged)
        self.tabs.setTabToolTip(place, "" if paged else tr("A file of content has no pages."))
        if paged:
            self.pages.allow([kind for kind in KINDS if kind in kinds])
        elif self.tabs.currentIndex() == place:
            self.show_part("format")
