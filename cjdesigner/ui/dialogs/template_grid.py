"""The templates as a grid of pictures with name and summary, for mouse and arrow keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPen,
    QStandardItem,
    QStandardItemModel,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cjdesigner.files.own_templates import Source
from cjdesigner.ui import appearance
from cjdesigner.ui.background import Task
from cjdesigner.ui.dialogs import template_pictures
from cjdesigner.ui.dialogs.template_pictures import Drawn
from cjdesigner.ui.pause import pause
from cjdesigner.ui.plain import tip

PICTURE = QSize(284, 172)
"""The usual size of a picture; a grid may show them larger or smaller, in the same proportion."""
_GAP = 10
_BESIDE = 4 * _GAP
"""How much wider a tile is than its picture."""
_STEP = 4
_SETTLE = 150
"""Milliseconds after a change of size until sharp pictures are made."""
_ACROSS = 3
_TEXT = Qt.ItemDataRole.DisplayRole
_SUMMARY = Qt.ItemDataRole.UserRole + 1
_IMAGE = Qt.ItemDataRole.UserRole + 2


class Entry(NamedTuple):
    """What is shown of a template."""

    template: Source
    name: str
    summary: str


class TemplateGrid(QListView):
    """The grid. Pictures come in by themselves, one after the other; without one a sheet is empty."""

    lit_without_focus = True
    """Whether what is selected is marked also while the keyboard is elsewhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task: Task | None = None
        self._entries: list[Entry] = []
        self.picture = PICTURE
        self._sharpen = pause(self, _SETTLE, self._draw_missing)
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.setItemDelegate(_Tile(self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setObjectName("Templates")
        self.setStyleSheet("QListView#Templates { background: transparent; border: none; }")

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these, keeping the place of the selection."""
        row = max(0, self.currentIndex().row())
        self._entries = list(entries)
        self._items.clear()
        for entry in entries:
            item = QStandardItem(entry.name)
            item.setData(entry.summary, _SUMMARY)
            item.setData(entry.summary, Qt.ItemDataRole.AccessibleDescriptionRole)
            item.setToolTip(tip(entry.summary))
            self._items.appendRow(item)
        if entries:
            self.setCurrentIndex(self._items.index(min(row, len(entries) - 1), 0))
        self._draw_missing()

    def show_width(self, tile: int) -> None:
        """Make tiles at most so many pixels wide; sharp pictures follow when the size stays."""
        wide = max(_STEP, (tile - _BESIDE) // _STEP * _STEP)
        if wide == self.picture.width():
            return
        self.picture = QSize(wide, round(wide * PICTURE.height() / PICTURE.width()))
        self.scheduleDelayedItemsLayout()
        self.stop()
        self._sharpen.start()

    def chosen(self) -> Source | None:
        """What is selected."""
        row = self.currentIndex().row()
        return self._entries[row].template if 0 <= row < len(self._entries) else None

    def stop(self) -> None:
        """Draw no more pictures."""
        self._sharpen.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def sizeHint(self) -> QSize:
        """Three beside each other, and all rows without scrolling where the screen allows."""
        tile = self.sizeHintForIndex(self._items.index(0, 0))
        rows = -(-max(1, len(self._entries)) // _ACROSS)
        return QSize(_ACROSS * tile.width() + 16, rows * tile.height() + 8)

    def _draw_missing(self) -> None:
        self.stop()
        width, height = self._pixels()
        missing = []
        for entry in self._entries:
            image = template_pictures.known(entry.template, width, height)
            if image is None:
                missing.append(entry.template)
            else:
                self._show_picture(Drawn(entry.template, image))
        if missing:
            self._task = template_pictures.drawing_task(missing, width, height)
            self._task.told.connect(self._show_picture)
            self._task.begin()

    def _pixels(self) -> tuple[int, int]:
        ratio = self.devicePixelRatioF()
        return round(self.picture.width() * ratio), round(self.picture.height() * ratio)

    def _show_picture(self, drawn: Drawn) -> None:
        for row, entry in enumerate(self._entries):
            if entry.template == drawn.template:
                drawn.image.setDevicePixelRatio(self.devicePixelRatioF())
                self._items.item(row).setData(drawn.image, _IMAGE)

    def event(self, event: QEvent) -> bool:
        """A screen of another density needs pictures of its own."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._draw_missing()
        return super().event(event)


class _Tile(QStyledItemDelegate):
    def __init__(self, grid: TemplateGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        line = QFontMetricsF(option.font).height()
        picture = self._grid.picture
        return QSize(picture.width() + _BESIDE, round(picture.height() + 3 * line + 4.5 * _GAP))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look = appearance.current()
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(option.rect).adjusted(4, 4, -4, -4)
        grid = self._grid
        marks = grid.lit_without_focus or grid.hasFocus()
        selected = marks and bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if selected or hovered:
            ring = QPen(QColor(look.focus), 2) if grid.hasFocus() else QPen(QColor(look.accent), 1)
            painter.setPen(ring if selected else QPen(QColor(look.edge), 1))
            painter.setBrush(QColor(look.accent_tint if selected else look.raised))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 10, 10)
        area = QRectF(box.left(), box.top() + 1.6 * _GAP, grid.picture.width(), grid.picture.height())
        area.moveLeft(box.center().x() - area.width() / 2)
        self._sheet(painter, area, index.data(_IMAGE))
        text = QRectF(area.left(), area.bottom() + 0.9 * _GAP, area.width(), box.bottom() - area.bottom() - _GAP)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        used = _draw_text(painter, text, index.data(_TEXT), bold, look.ink, 1)
        text.setTop(text.top() + used + 1)
        _draw_text(painter, text, index.data(_SUMMARY), option.font, look.secondary, 2)
        painter.restore()

    def _sheet(self, painter: QPainter, area: QRectF, image: QImage | None) -> None:
        look = appearance.current()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.canvas))
        painter.drawRoundedRect(area, 6, 6)
        if image is None:
            return
        size = image.deviceIndependentSize()
        size.scale(area.size(), Qt.AspectRatioMode.KeepAspectRatio)  # one of another size serves until its own is there
        place = QRectF(
            area.center().x() - size.width() / 2, area.center().y() - size.height() / 2, size.width(), size.height()
        )
        painter.drawImage(place, image)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(look.line), 1))
        painter.drawRect(place.adjusted(-0.5, -0.5, 0.5, 0.5))


def _draw_text(painter: QPainter, box: QRectF, text: str, font: QFont, colour: str, lines: int) -> float:
    """Draw at most so many lines, the last one shortened; their height."""
    metrics = QFontMetricsF(font)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    layout.beginLayout()
    y = box.top()
    for number in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(box.width())
        start, length = line.textStart(), line.textLength()
        part = text[start : start + length]
        if number == lines - 1 and start + length < len(text):
            part = metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, box.width())
        place = QRectF(box.left(), y, box.width(), metrics.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, part)
        y += metrics.height()
    layout.endLayout()
    return y - box.top()
