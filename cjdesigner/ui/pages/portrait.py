"""The large picture of a persona: chosen, dropped or pasted; the first letter where there is none."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from cjdesigner.ui import appearance, mime, pasted_pictures, tiles
from cjdesigner.ui.picture_taking import PictureTaking
from cjdesigner.words import tr

SIDE = 148


class Portrait(QAbstractButton):
    """A click opens a menu; a picture can also be dropped here, or pasted while it has the keyboard."""

    taken = Signal(object)
    """An Asset that was read."""
    removed = Signal()
    refused = Signal(str)
    choose_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.colour, self.name = "#8D99A8", ""
        self.picture: QPixmap | None = None
        self._over = False
        self.setFixedSize(SIDE, SIDE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(lambda: self.open_menu(self.mapToGlobal(QPoint(SIDE // 2, SIDE - 12))))

    def sizeHint(self) -> QSize:
        return QSize(SIDE, SIDE)

    def show_persona(self, name: str, colour: str, picture: QPixmap | None) -> None:
        """Show a persona."""
        self.name, self.colour, self.picture = name, colour, picture
        self.setAccessibleName(tr("Picture of {name}", name=name or tr("No name")))
        self.setToolTip(tr("Click to choose a picture, drop one here, or paste one with Ctrl+V"))
        self.update()

    def menu(self) -> QMenu:
        """What can be done with the picture."""
        made = QMenu(self)
        made.addAction(appearance.icon("image"), tr("Choose a picture…"), self.choose_asked.emit)
        paste = made.addAction(appearance.icon("clipboard-paste"), tr("Paste the picture"), self.paste)
        paste.setEnabled(_has_picture(QGuiApplication.clipboard().mimeData()))
        made.addSeparator()
        remove = made.addAction(appearance.icon("trash-2"), tr("Remove the picture"), self.removed.emit)
        remove.setEnabled(self.picture is not None)
        return made

    def open_menu(self, place: QPoint) -> None:
        """Open the menu at a point of the screen."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def take_file(self, path: Path) -> None:
        """Read a picture from a file."""
        self._take(partial(pasted_pictures.from_file, path))

    def paste(self) -> None:
        """Read the picture on the clipboard."""
        self._take_data(QGuiApplication.clipboard().mimeData())

    def _take_data(self, data: QMimeData | None) -> None:
        if data is None or not _has_picture(data):
            self.refused.emit(tr("There is no picture on the clipboard."))
            return
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if files:
            self.take_file(files[0])
            return
        for kind in ("image/png", "image/jpeg", "image/webp"):
            if kind in data.formats():
                self._take(partial(pasted_pictures.from_bytes, bytes(data.data(kind).data())))
                return
        image = data.imageData()
        self._take(partial(pasted_pictures.from_image, image if isinstance(image, QImage) else QImage()))

    def _take(self, work: Callable[[], object]) -> None:
        def refuse(error: object) -> None:
            known = isinstance(error, pasted_pictures.PictureRefused)
            self.refused.emit(str(error) if known else tr("The picture is damaged."))

        PictureTaking(self, work, self.taken.emit, refuse).begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.picture is not None:
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.open_menu(event.globalPos())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _has_picture(event.mimeData()):
            event.acceptProposedAction()
            self._over = True
            self.update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._over = False
        self.update()
        event.acceptProposedAction()
        self._take_data(event.mimeData())

    def paintEvent(self, event: QPaintEvent) -> None:
        look = appearance.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        painter.setPen(QPen(QColor(look.accent if self._over or self.hasFocus() else self.colour), 3.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring)
        tiles.paint_persona(painter, ring.adjusted(6, 6, -6, -6), self.colour, self.name, self.picture)
        badge = QRectF(self.width() - 42, self.height() - 42, 34, 34)
        painter.setPen(QPen(QColor(look.line), 1.0))
        painter.setBrush(QColor(look.hover if self.underMouse() else look.raised))
        painter.drawEllipse(badge)
        sign = appearance.picture("camera", look.ink, round(18 * self.devicePixelRatioF()))
        painter.drawPixmap(badge.adjusted(8, 8, -8, -8), sign, QRectF(sign.rect()))
        painter.end()


def _has_picture(data: QMimeData | None) -> bool:
    if data is None:
        return False
    files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    return mime.has_pictures(files) or (data.hasImage() and not files)
