"""Pages dragged out of the window, into a mail, a slide or a folder: made in the background, handed over when asked."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

from PySide6.QtCore import QByteArray, QMetaType, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QDrag, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from cjdesigner.draw import fonts
from cjdesigner.draw.shapes import Drawing
from cjdesigner.files.names import file_name
from cjdesigner.paint.base import Options, format_for, nothing
from cjdesigner.ui.background import Task
from cjdesigner.ui.exporting.copying import columns_of, png_of

_PNG, _URLS = "image/png", "text/uri-list"
_THUMB = 180

_folder: list[Path] = []


class Carried(QMimeData):
    """A picture and a file of it; the file comes into being when somebody asks for it."""

    def __init__(self, name: str, ending: str, make: Callable[[], tuple[bytes, bytes]]) -> None:
        """``make`` gives the PNG and the bytes of the file; it runs on a worker, at once."""
        super().__init__()
        self._name = f"{file_name(name)}.{ending}"
        self._task = Task(lambda task: make()).begin()
        self._path: Path | None = None
        self._asked = False

    def formats(self) -> list[str]:
        """What it can be taken as."""
        return [_URLS, _PNG]

    def hasFormat(self, mime: str) -> bool:
        """Whether it can be taken as that."""
        return mime in self.formats()

    def retrieveData(self, mime: str, kind: QMetaType | QMetaType.Type) -> object:
        """What was asked for; waits for the worker, which began when the drag did."""
        if mime == _PNG:
            return QByteArray(self._made()[0])
        if mime == _URLS and QMetaType(kind).id() == QMetaType.Type.QVariantList.value:
            return [QUrl.fromLocalFile(str(self.path()))]
        if mime == _URLS:
            return QByteArray(bytes(QUrl.fromLocalFile(str(self.path())).toEncoded().data()) + b"\r\n")
        return None

    def was_taken(self) -> bool:
        """Whether somebody asked for the file or the picture."""
        return self._asked

    def path(self) -> Path:
        """The file, written now where it was not yet."""
        if self._path is None:
            path = Path(tempfile.mkdtemp(dir=_temporary())) / self._name
            path.write_bytes(self._made()[1])
            self._path = path
        return self._path

    def _made(self) -> tuple[bytes, bytes]:
        self._asked = True
        self._task.wait()
        if self._task.error is not None or self._task.result is None:
            return b"", b""
        made: tuple[bytes, bytes] = self._task.result
        return made


def _temporary() -> Path:
    """A folder for this run of the program, gone when it ends: until then whoever took a file may still read it."""
    if not _folder:
        _folder.append(Path(tempfile.mkdtemp(prefix="cjdesigner-")))
        atexit.register(shutil.rmtree, _folder[0], ignore_errors=True)
    return _folder[0]


def of_pages(pages: Callable[[], Sequence[Drawing]], name: str, ending: str = "png") -> Carried:
    """Drag data of pages: a picture of the first, and a file of all that the format holds."""

    def make() -> tuple[bytes, bytes]:
        fonts.application()
        drawn = pages()
        png = png_of(drawn[0], columns_of(drawn[0]))
        form = format_for(ending)
        if form is None or ending == "png":
            return png, png
        file = BytesIO()
        form.write(list(drawn) if form.many else list(drawn[:1]), file, Options(), nothing)
        return png, file.getvalue()

    return Carried(name, ending, make)


def drag(source: QWidget, data: Carried, picture: QPixmap) -> None:
    """A real drag that other programs can take; returns when it is over."""
    made = QDrag(source)
    made.setMimeData(data)
    if not picture.isNull():
        made.setPixmap(thumbnail(picture))
        made.setHotSpot(QPoint(24, 24))
    made.exec(Qt.DropAction.CopyAction)


def drag_pages(source: QWidget, pages: Sequence[Drawing], name: str) -> None:
    """Drag pages that are laid out already, with what the widget shows as their picture."""
    box = source.page_box().toRect() if hasattr(source, "page_box") else source.rect()
    drag(source, of_pages(lambda: pages, name), source.grab(box))


def thumbnail(picture: QPixmap) -> QPixmap:
    """A small copy with a fine edge, for under the pointer."""
    small = picture.scaled(
        _THUMB, _THUMB, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    small.setDevicePixelRatio(1.0)
    painter = QPainter(small)
    painter.setPen(QColor("#7F868F"))
    painter.drawRect(small.rect().adjusted(0, 0, -1, -1))
    painter.end()
    return small
