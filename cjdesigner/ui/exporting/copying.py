"""Copy as picture: what is selected, or the whole map, for other programs; by profile for who will see it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from cjdesigner.draw import fonts
from cjdesigner.draw.shapes import Drawing, Group
from cjdesigner.edit.audiences import for_audience
from cjdesigner.layout.engine import Engine
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.looks import Look
from cjdesigner.model.records import Audience
from cjdesigner.paint.base import Options, PaintError, format_for, nothing
from cjdesigner.paint.part import image_of, part_drawing
from cjdesigner.paint.png import write_png
from cjdesigner.theme import tokens
from cjdesigner.ui.background import Task
from cjdesigner.ui.exporting.wording import number
from cjdesigner.ui.offering import offer
from cjdesigner.ui.plain import caption
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow

SCALE = 2.0
"""Pixels per scene unit: sharp on sharp screens."""
MOST_PIXELS = 24_000_000
_MOST_A_SIDE = 16_384
_MOST_GROUPS = 3_000
"""Beyond it there are only pixels: a vector picture of a huge map makes other programs crawl."""


class Taken(NamedTuple):
    """A picture in the forms that other programs take."""

    image: QImage
    png: bytes
    svg: bytes = b""
    pdf: bytes = b""


class Wanted(NamedTuple):
    """What is to be pictured: plain values, for a worker."""

    document: Document
    map_id: str
    ids: tuple[str, ...]
    """Of what is selected; none for the whole map."""
    audience: Audience | None
    look: Look | None = None
    drawing: Drawing | None = None
    """The map as it is in view, where everybody may see it."""


def copy_picture(window: MainWindow, audience: Audience | None = None) -> None:
    """Put the selection on the clipboard as a picture; the whole map where nothing that is drawn is selected."""
    wanted = wanted_of(window, audience)
    if wanted is None:
        return
    task = Task(lambda task: taken(wanted))
    task.done.connect(lambda made: _put(window, made, audience))
    task.failed.connect(lambda error: _notify(window, tr("That did not work: {reason}", reason=str(error)[:200])))
    task.begin()


def wanted_of(window: MainWindow, audience: Audience | None = None, whole: bool = False) -> Wanted | None:
    """What a picture of the map in view would show; None where there is no map."""
    session = window.session
    if session.map_id not in session.document.maps:
        return None
    ids = () if whole else tuple(_drawn_ids(session.document, session.selection))
    drawing = session.drawing() if audience is None else None
    return Wanted(session.document, session.map_id, ids, audience, getattr(session, "look", None), drawing)


def fill_menu(menu: QMenu, window: MainWindow) -> None:
    """An entry for each audience profile of the project."""
    menu.clear()
    known = queries.audiences(window.session.saved_document)
    for one in known:
        menu.addAction(caption(one.name or tr("Untitled"))).triggered.connect(partial(_copy_for, window, one))
    if not known:
        menu.addAction(tr("There is no audience profile yet.")).setEnabled(False)
    menu.addSeparator()
    menu.addAction(window.action("audiences"))


def _copy_for(window: MainWindow, audience: Audience, _: bool = False) -> None:
    window.settle()
    copy_picture(window, audience)


def _drawn_ids(document: Document, selection: Iterable[str]) -> Iterable[str]:
    """The selection, a step by its cards and several phases by those of their steps."""
    chosen = list(selection)
    phases = [one for one in chosen if one in document.phases]
    if len(phases) == 1 and len(chosen) == 1:
        return chosen
    steps = {step.id for step in document.steps.values() if step.id in chosen or step.phase in phases}
    cards = [card.id for card in document.cards.values() if card.start in steps and card.lane]
    return dict.fromkeys([*(one for one in chosen if one not in steps and one not in phases), *cards])


def drawing_of(wanted: Wanted) -> Drawing:
    """What is to be pictured, laid out. What the audience is not to see is not in it."""
    whole = wanted.drawing
    if whole is None:
        document = for_audience(wanted.document, wanted.audience, [wanted.map_id])
        looks = {wanted.map_id: wanted.look} if wanted.look is not None else {}
        whole = Engine(tokens.load(document.project.theme), looks, fading=True).layout(document, wanted.map_id)
    return without_notes((part_drawing(whole, wanted.ids) if wanted.ids else None) or whole)


def without_notes(drawing: Drawing) -> Drawing:
    """A drawing that says what can be seen: whoever pastes a picture does not mean to hand out notes."""

    def plain(groups: Iterable[Group]) -> tuple[Group, ...]:
        return tuple(
            group._replace(meaning=group.meaning._replace(notes="")) if group.meaning.notes else group
            for group in groups
        )

    rows = tuple(row._replace(groups=plain(row.groups)) for row in drawing.rows)
    return drawing._replace(rows=rows, over=plain(drawing.over))


def taken(wanted: Wanted) -> Taken:
    """The picture in every form; for a worker."""
    fonts.application()
    drawing = drawing_of(wanted)
    image = image_of(drawing, columns_of(drawing) / max(drawing.width, 1.0), MOST_PIXELS)
    small = sum(len(row.groups) for row in drawing.rows) + len(drawing.over) <= _MOST_GROUPS
    project = wanted.document.project
    # A profile may hide who made it; the language is no secret.
    author = drawing.author if wanted.audience is not None else project.author
    options = Options(title=drawing.title, author=author, language=project.language)
    vectors = [_vector(drawing, ending, options) if small else b"" for ending in ("svg", "pdf")]
    return Taken(image, png_of(drawing, columns_of(drawing)), *vectors)


def columns_of(drawing: Drawing) -> int:
    """How many pixels wide a picture of the drawing is."""
    wide, high = max(drawing.width, 1.0), max(drawing.height, 1.0)
    scale = min(SCALE, (MOST_PIXELS / (wide * high)) ** 0.5, _MOST_A_SIDE / max(wide, high))
    return max(1, int(wide * scale))


def png_of(drawing: Drawing, columns: int) -> bytes:
    """A drawing as a PNG, so many pixels wide."""
    file = BytesIO()
    write_png(drawing, file, width=columns)
    return file.getvalue()


def _vector(drawing: Drawing, ending: str, options: Options) -> bytes:
    form = format_for(ending)
    file = BytesIO()
    try:
        if form is not None:
            form.write([drawing], file, options, nothing)
    except PaintError:
        return b""
    return file.getvalue()


def carried(made: Taken) -> QMimeData:
    """The picture for the clipboard: pixels first, then what can be scaled."""
    data = QMimeData()
    data.setImageData(made.image)
    data.setData("image/png", made.png)
    if made.svg:
        data.setData("image/svg+xml", made.svg)
    if made.pdf:
        data.setData("application/pdf", made.pdf)
    return data


def _put(window: MainWindow, made: Taken, audience: Audience | None) -> None:
    offer(carried(made))
    size = tr("{width} × {height} pixels", width=number(made.image.width()), height=number(made.image.height()))
    if audience is None:
        _notify(window, tr("Copied as a picture: {size}", size=size))
    else:
        _notify(window, tr("Copied as a picture for {audience}: {size}", audience=audience.name[:40], size=size))


def _notify(window: MainWindow, text: str) -> None:
    if isValid(window) and window.isVisible():  # it may have been closed meanwhile
        window.notify(text)
