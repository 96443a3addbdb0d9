"""Cards and pictures dragged out of the window: every form that another program may want, and pictures as files."""

from __future__ import annotations

import atexit
import base64
import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt, QUrl
from PySide6.QtGui import QDrag, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from cjdesigner.editor.session import Session
from cjdesigner.lanes.pictures import PictureCard
from cjdesigner.model.document import Document
from cjdesigner.model.records import Card
from cjdesigner.paint import pictures
from cjdesigner.paint.part import part_image
from cjdesigner.ui.clipboard import carrying

_MOST_FILES = 50
"""Pictures beyond which no files are made: it would take longer than anyone waits."""
_SHOWN = 220
"""Pixels of the longer side of what is shown beside the pointer."""
_folder: Path | None = None


def begin(source: QWidget, session: Session, card_ids: Sequence[str]) -> Qt.DropAction:
    """Let the user drag the cards anywhere, until they are let go. They stay where they are: others get copies."""
    drag = QDrag(source)
    drag.setMimeData(offered(session, card_ids))
    shown = part_image(session.drawing(), card_ids, scale=1.0, margin=0.0)
    if shown is not None:
        drag.setPixmap(_beside_pointer(shown, source.devicePixelRatioF()))
        drag.setHotSpot(QPoint(-12, -8))
    return drag.exec(Qt.DropAction.CopyAction)


def offered(session: Session, card_ids: Sequence[str]) -> QMimeData:
    """What is dragged: all that copying offers, and for pictures their files; one alone also as its own pixels."""
    data = carrying(session, card_ids)
    document = session.document
    chosen = [document.cards[one] for one in card_ids if one in document.cards]
    pictured = [card for card in chosen if _data(document, card)]
    files = [path for card in pictured[:_MOST_FILES] if (path := picture_file(document, card)) is not None]
    if files:
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    if len(chosen) == len(pictured) == 1:
        data.setImageData(_shown(document, pictured[0]))
    return data


def _data(document: Document, card: Card) -> bytes:
    """The bytes of a card's picture; none where it has none."""
    asset = document.assets.get(card.payload.asset) if isinstance(card.payload, PictureCard) else None
    return base64.b64decode(asset.data) if asset is not None else b""


def _shown(document: Document, card: Card) -> QImage:
    """The pixels that the card shows of its picture."""
    assert isinstance(card.payload, PictureCard)
    whole = pictures.image(_data(document, card))
    left, top, wide, high = card.payload.part
    across, down = whole.width(), whole.height()
    return whole.copy(QRect(round(left * across), round(top * down), round(wide * across), round(high * down)))


def picture_file(document: Document, card: Card) -> Path | None:
    """A file with the picture as the card shows it, PNG or JPEG, until the program ends; None if it is damaged."""
    data = _data(document, card)
    kind = pictures.kind(data)
    if kind is None or pictures.image(data).isNull():
        return None
    ending = "jpg" if kind == "jpeg" else "png"
    form = "JPEG" if ending == "jpg" else "PNG"
    path = _free(_name(document, card), ending)
    whole = isinstance(card.payload, PictureCard) and card.payload.part == (0.0, 0.0, 1.0, 1.0)
    try:
        if whole and kind != "webp":
            path.write_bytes(data)
        elif not _shown(document, card).save(str(path), form, 92):  # type: ignore[call-overload]  # it takes no bytes
            return None
    except OSError:
        return None
    return path


def _name(document: Document, card: Card) -> str:
    """A name for the file: what the caption says, or what the picture was called."""
    asset = document.assets[card.payload.asset] if isinstance(card.payload, PictureCard) else None
    words = card.text or (asset.name if asset is not None else "")
    safe = re.sub(r"[^\w\- ]+", "", " ".join(words.split()))[:60].strip(" .-")
    return safe or "picture"


def _free(name: str, ending: str) -> Path:
    global _folder
    if _folder is None or not _folder.is_dir():
        _folder = Path(tempfile.mkdtemp(prefix="cjdesigner-pictures-"))
        atexit.register(shutil.rmtree, _folder, ignore_errors=True)
    path, number = _folder / f"{name}.{ending}", 1
    while path.exists():
        number += 1
        path = _folder / f"{name} {number}.{ending}"
    return path


def _beside_pointer(image: QImage, ratio: float) -> QPixmap:
    """A small, pale picture of the cards."""
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    side = round(_SHOWN * ratio)
    if max(image.width(), image.height()) > side:
        image = image.scaled(side, side, keep, smooth)
    pixmap = QPixmap(image.size())
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setOpacity(0.8)
    painter.drawImage(0, 0, image)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
