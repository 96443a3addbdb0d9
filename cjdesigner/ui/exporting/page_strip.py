"""All pages of an export, small and side by side: a click shows one large."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QWidget

from cjdesigner.draw.shapes import Drawing
from cjdesigner.ui.background import Task
from cjdesigner.ui.exporting import page_picture
from cjdesigner.ui.pause import pause
from cjdesigner.ui.plain import tip
from cjdesigner.words import tr

_WIDE, _HIGH = 84, 58


class PageStrip(QListWidget):
    """Paints the pages that are in sight, one after the other, in a worker."""

    page_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: tuple[Drawing, ...] = ()
        self._task: Task | None = None
        self._painted: set[int] = set()
        self._painting: tuple[int, Drawing | None] = (-1, None)
        self.setAccessibleName(tr("Pages"))
        self.setObjectName("PageStrip")
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setIconSize(QSize(_WIDE, _HIGH))
        self.setUniformItemSizes(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setFixedHeight(_HIGH + 32)
        self.currentRowChanged.connect(self._chosen)
        self._later = pause(self, 20, self._paint_next)
        self.horizontalScrollBar().valueChanged.connect(lambda _: self._later.start())

    def show_pages(self, pages: Sequence[Drawing], current: int) -> None:
        """Show these pages, one of them as the current one; tells nobody."""
        self.blockSignals(True)
        if tuple(map(id, pages)) != tuple(map(id, self._pages)):
            self._pages = tuple(pages)
            self._painted = set()
            self.clear()
            for number, page in enumerate(pages, 1):
                item = QListWidgetItem(_icon(self._framed(None, page)), "")
                name = " ".join(page.title.split())
                item.setToolTip(tip(f"{number}. {name}" if name else str(number)))
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{number}. {name}")
                item.setSizeHint(QSize(_WIDE + 12, _HIGH + 14))
                self.addItem(item)
        self.setCurrentRow(current)
        self.blockSignals(False)
        self.setVisible(len(self._pages) > 1)
        self._later.start()

    def stop(self) -> None:
        """Paint no more."""
        self._later.stop()
        self._pages = ()

    def _chosen(self, row: int) -> None:
        if row >= 0:
            self.page_chosen.emit(row)

    def _fitted(self, page: Drawing) -> QSize:
        size = QSize(max(1, round(page.width)), max(1, round(page.height)))
        return size.scaled(_WIDE, _HIGH, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(2, 2))

    def _framed(self, image: QImage | None, page: Drawing) -> QPixmap:
        """The page in the middle of its place, on white."""
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(round(_WIDE * ratio), round(_HIGH * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        size = self._fitted(page)
        box = QRect((_WIDE - size.width()) // 2, (_HIGH - size.height()) // 2, size.width(), size.height())
        painter = QPainter(pixmap)
        painter.fillRect(box, QColor("#FFFFFF"))
        if image is not None:
            painter.drawImage(box, image)
        painter.setPen(QColor("#D5D8DE"))
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.end()
        return pixmap

    def _paint_next(self) -> None:
        if self._task is not None or not self.isVisible():
            return
        view = self.viewport().rect()
        for row, page in enumerate(self._pages):
            if row not in self._painted and self.visualItemRect(self.item(row)).intersects(view):
                self._painted.add(row)
                size = self._fitted(page) * self.devicePixelRatioF()
                self._task = page_picture.page_task(
                    page, QRectF(0, 0, page.width, page.height), size.width(), size.height(), False
                )
                self._painting = (row, page)
                self._task.done.connect(self._put)
                self._task.failed.connect(self._put)
                self._task.begin()
                return

    def _put(self, image: QImage | BaseException) -> None:
        self._task = None
        row, page = self._painting
        if isinstance(image, QImage) and row < len(self._pages) and self._pages[row] is page:
            self.item(row).setIcon(_icon(self._framed(image, self._pages[row])))
        self._later.start()


def _icon(pixmap: QPixmap) -> QIcon:
    """The same when chosen: a page has no tint."""
    made = QIcon(pixmap)
    made.addPixmap(pixmap, QIcon.Mode.Selected)
    return made
