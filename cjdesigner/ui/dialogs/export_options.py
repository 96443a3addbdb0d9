"""The choices of an export: format, maps, page or pixels."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cjdesigner.export.formats import FORMATS
from cjdesigner.files.settings import ExportChoices
from cjdesigner.layout.pages import ORIENTATIONS, SIZES
from cjdesigner.model.records import JourneyMap
from cjdesigner.ui.dialogs.choice import Choice
from cjdesigner.ui.dialogs.count_field import CountField
from cjdesigner.ui.dialogs.export_plan import PAGED, PIXELS, Plan, page_label
from cjdesigner.ui.fields.choice import Quiet
from cjdesigner.ui.plain import label
from cjdesigner.words import tr

_DPIS = (96, 192, 300)


class ExportOptions(QWidget):
    """The choices as widgets; only those that the format has a use for are shown."""

    changed = Signal()

    def __init__(
        self, maps: Sequence[JourneyMap], shown: str, last: ExportChoices, parent: QWidget | None = None
    ) -> None:
        """``shown`` is the map in view; ``last`` are the choices of the last export."""
        super().__init__(parent)
        self._maps = maps
        self._shown = shown
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(14)

        self.format = Choice(((each.ending, tr(each.name)) for each in FORMATS), across=2)
        self.format.choose(last.format)
        _section(rows, tr("Format"), self.format)

        self.which = Choice((("this", tr("This map")), ("all", tr("All maps")), ("choose", tr("Choose"))))
        self.which.choose(last.maps if last.maps != "choose" else "this")
        self.list = self._map_list()
        self._maps_part = _section(rows, tr("Maps"), self.which, self.list)
        self._maps_part.setVisible(len(maps) > 1)

        self.page = Quiet()
        for name in ("map", *SIZES):
            self.page.addItem(page_label(name), name)
        self.page.setCurrentIndex(max(0, self.page.findData(last.page)))
        self.orientation = Choice((name, _orientation_name(name)) for name in ORIENTATIONS)
        self.orientation.choose(last.orientation)
        self._page_part = _section(rows, tr("Page size"), self.page)
        self._orientation_part = _section(rows, tr("Orientation"), self.orientation)

        self.resolution = Quiet()
        names = {96: tr("For screens"), 192: tr("For sharp screens"), 300: tr("For print")}
        for dpi in sorted({*_DPIS, last.dpi}):
            name = names.get(dpi, tr("As before"))
            self.resolution.addItem(f"{name}  ·  " + tr("{dpi} dpi", dpi=dpi), dpi)
        self.resolution.addItem(tr("Width in pixels"), 0)
        self.resolution.setCurrentIndex(max(0, self.resolution.findData(0 if last.width else last.dpi)))
        self.width = CountField(100, 16_384, step=100)
        self.width.set_value(last.width or 1920)
        self.width.setAccessibleName(tr("Width in pixels"))
        self.width.setToolTip(tr("Width in pixels; the arrow keys change it"))
        self._pixels_part = _section(rows, tr("Size"), self.resolution, self.width)
        self.background = Choice((("white", tr("White")), ("transparent", tr("Transparent"))), across=2)
        self.background.choose("transparent" if last.transparent else "white")
        self._background_part = _section(rows, tr("Background"), self.background)

        self.letters = Choice((("text", tr("As text")), ("outlines", tr("As outlines"))), across=2)
        self.letters.button("text").setToolTip(tr("For browsers: the text can be searched and copied"))
        self.letters.button("outlines").setToolTip(tr("For drawing programs: looks the same everywhere"))
        self._letters_part = _section(rows, tr("Text"), self.letters)

        for choice in (self.format, self.which, self.orientation, self.background, self.letters):
            choice.chosen.connect(self._settle)
        self.page.currentIndexChanged.connect(self._settle)
        self.resolution.currentIndexChanged.connect(self._settle)
        self.width.changed.connect(self._settle)
        self.list.itemChanged.connect(self._settle)
        self.page.setAccessibleName(tr("Page size"))
        self.resolution.setAccessibleName(tr("Size"))
        self._settle()

    def plan(self) -> Plan:
        """What is chosen now."""
        return Plan(
            self.format.value(),
            self._chosen_maps(),
            str(self.page.currentData()),
            self.orientation.value(),
            int(self.resolution.currentData() or 192),
            0 if self.resolution.currentData() else self.width.value(),
            self.background.value() == "transparent",
            self.letters.value() == "outlines",
        )

    def choices(self, folder: str) -> ExportChoices:
        """The same, to be remembered; which maps were ticked belongs to one project only, and is not."""
        plan = self.plan()
        return ExportChoices(
            format=plan.ending,
            maps=self.which.value(),
            page=plan.page,
            orientation=plan.orientation,
            dpi=plan.dpi,
            width=plan.width,
            transparent=plan.transparent,
            folder=folder,
        )

    def choose_page(self, name: str) -> None:
        """Take this page size."""
        self.page.setCurrentIndex(max(0, self.page.findData(name)))

    def _map_list(self) -> QListWidget:
        made = QListWidget()
        made.setAccessibleName(tr("Maps"))
        for journey in self._maps:
            item = QListWidgetItem(journey.title or tr("Untitled"))
            item.setData(Qt.ItemDataRole.UserRole, journey.id)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if journey.id == self._shown else Qt.CheckState.Unchecked)
            made.addItem(item)
        made.setFixedHeight(min(4, max(2, len(self._maps))) * 32 + 6)
        return made

    def _chosen_maps(self) -> tuple[str, ...]:
        which = self.which.value()
        if which == "all":
            return tuple(each.id for each in self._maps)
        if which == "choose":
            items = [self.list.item(row) for row in range(self.list.count())]
            return tuple(
                item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == Qt.CheckState.Checked
            )
        return (self._shown,) if any(each.id == self._shown for each in self._maps) else ()

    def _settle(self) -> None:
        ending = self.format.value()
        self.list.setVisible(self.which.value() == "choose")
        self._page_part.setVisible(ending in PAGED)
        self._orientation_part.setVisible(ending in PAGED and self.page.currentData() != "map")
        self._pixels_part.setVisible(ending in PIXELS)
        self._background_part.setVisible(ending in PIXELS)
        self._letters_part.setVisible(ending == "svg")
        self.width.setVisible(not self.resolution.currentData())
        self.changed.emit()


def _orientation_name(name: str) -> str:
    return {"auto": tr("Automatic"), "portrait": tr("Portrait"), "landscape": tr("Landscape")}[name]


def _section(rows: QLayout, name: str, *widgets: QWidget) -> QWidget:
    """A caption with what belongs to it, as one part that can be hidden."""
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addWidget(label(name, "label"))
    for widget in widgets:
        column.addWidget(widget)
    rows.addWidget(part)
    return part
