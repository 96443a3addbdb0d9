"""Pictures that are pasted or dropped: read on a thread of their own, then added as cards to the map in view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from cjdesigner.edit import filling
from cjdesigner.model.records import Asset
from cjdesigner.ui import large_edit, mime
from cjdesigner.ui.pasted_pictures import PictureRefused, Read, from_bytes, from_files, from_image
from cjdesigner.ui.picture_taking import PictureTaking
from cjdesigner.words import ntr, tr

if TYPE_CHECKING:
    from cjdesigner.ui.clipboard import Spot
    from cjdesigner.ui.main_window import MainWindow

MOST = 50
"""Picture files that are taken at once."""


def files_in(data: QMimeData) -> list[Path]:
    """The pictures among the files that data points to."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in mime.PICTURES]


def is_in(data: QMimeData) -> bool:
    """Whether data holds a picture itself."""
    return data.hasImage() or any(kind in data.formats() for kind in mime.ENCODED)


def take_files(window: MainWindow, paths: Sequence[Path], where: Spot) -> None:
    """A card for each of the picture files; says where they are too many."""
    take(window, partial(from_files, paths[:MOST]), where)
    if len(paths) > MOST:
        window.notify(tr("At most {limit} pictures can be taken at once.", limit=MOST))


def take_image(window: MainWindow, data: QMimeData, where: Spot) -> None:
    """A card for the picture that data holds, as it was encoded where that can be read."""
    for kind in mime.ENCODED:
        if kind in data.formats():
            take(window, partial(from_bytes, bytes(data.data(kind).data())), where)
            return
    image = data.imageData()
    take(window, partial(from_image, image if isinstance(image, QImage) else QImage()), where)


def take(window: MainWindow, work: Callable[[], object], where: Spot) -> None:
    """Read a picture, or a list of them, on a thread of its own, then add each as a card to the map in view now."""
    session, map_id = window.session, window.session.map_id

    def keep(found: Asset | Read) -> None:
        if window.session is not session:
            large_edit.tell_of_another(window)
            return
        base = session.saved_document
        if map_id not in base.maps:
            return
        assets, left_out = found if isinstance(found, Read) else ([found], [])
        if where.parked:
            document, made = filling.park_pictures(base, map_id, assets)
            label = ntr("Park {count} card", "Park {count} cards", len(made))
        elif len(assets) == 1 and (waiting := filling.waiting_for_picture(base, *where.cell[:2])):
            document, made = filling.with_picture(base, waiting, assets[0]), [waiting]
            label = tr("Choose picture")
        else:
            document, made = filling.add_pictures(base, map_id, assets, *where.cell)
            label = ntr("Paste picture", "Paste {count} pictures", len(made))
        in_view = session.map_id == map_id
        session.commit(document, label, select=made if in_view else None)
        if in_view:
            window.canvas.reveal_selection()
        if left_out:
            name, reason = left_out[0]
            window.notify(
                ntr("“{name}” was left out. {reason}", "{count} pictures were left out, among them “{name}”. {reason}",
                    len(left_out), name=name[:60], reason=reason)
            )  # fmt: skip

    def refuse(error: object) -> None:
        known = isinstance(error, PictureRefused)
        window.notify(str(error) if known else tr("The picture is damaged."))

    taking = PictureTaking(window, work, keep, refuse, lambda: window.canvas.pointing.busy)
    taking.slow.connect(lambda: window.notify_with(tr("Reading the picture…"), [(tr("Cancel"), taking.cancel)], True))
    taking.ended.connect(window.notice.hide)
    taking.begin()
