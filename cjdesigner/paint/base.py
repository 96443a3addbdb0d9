"""What every drawn output has in common: its options, its errors and the tuple of formats."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import BinaryIO, NamedTuple

from cjdesigner.draw.shapes import Drawing

Progress = Callable[[float], None]
"""Called with the share done, 0 to 1. It may raise to stop the painter; painters clean up after themselves."""


class PaintError(Exception):
    """The drawing cannot be written this way; the message is a sentence for the user."""


class Options(NamedTuple):
    """How to write a drawing. A format ignores what it has no use for."""

    dpi: float | None = None
    """Dots per inch of a raster picture; 96 is one pixel per scene unit."""
    width: int | None = None
    """Width of a raster picture in pixels; wins over ``dpi``."""
    transparent: bool = False
    outlines: bool = False
    """Whether an SVG has outlines for text, for drawing programs that do not take fonts out of a file."""
    page: str = "map"
    """A name in ``layout.pages.SIZES``, or "map" for a page as large as the map."""
    orientation: str = "auto"
    margin: float | None = None
    """Blank edge of a page in points; None for the usual one of that page."""
    title: str = ""
    """Title, author and language of the file; taken from the first drawing when empty."""
    author: str = ""
    language: str = ""


class DrawnFormat(NamedTuple):
    """A drawn output: the file's ending, its name for people, and how to write it."""

    ending: str
    name: str
    """English; the window translates it."""
    many: bool
    """Whether one file holds several drawings; if not, ``write`` is given exactly one."""
    write: Callable[[Sequence[Drawing], BinaryIO, Options, Progress], None]


def is_page(drawing: Drawing) -> bool:
    """Whether a drawing is a finished page rather than a map."""
    return bool(drawing.rows) and all(row.id == "page" for row in drawing.rows)


def nothing(share: float) -> None:
    """A progress that nobody watches."""


# The libraries behind a format take long to import, so each is imported when it is first used.


def _pdf(drawings: Sequence[Drawing], file: BinaryIO, options: Options, progress: Progress) -> None:
    from cjdesigner.paint.pdf import write_drawings
    from cjdesigner.paint.trimming import trimmed

    write_drawings(trimmed(drawings), file, options, progress)


def _png(drawings: Sequence[Drawing], file: BinaryIO, options: Options, progress: Progress) -> None:
    from cjdesigner.paint.png import write_png

    write_png(
        drawings[0],
        file,
        dpi=options.dpi,
        width=options.width,
        transparent=options.transparent,
        progress=progress,
    )


def _svg(drawings: Sequence[Drawing], file: BinaryIO, options: Options, progress: Progress) -> None:
    from cjdesigner.paint.svg import write_svg
    from cjdesigner.paint.trimming import trimmed

    write_svg(trimmed(drawings[:1])[0], file, options.outlines, progress)


def _html(drawings: Sequence[Drawing], file: BinaryIO, options: Options, progress: Progress) -> None:
    from cjdesigner.paint.html import write_html
    from cjdesigner.paint.trimming import trimmed

    write_html(trimmed(drawings), file, options, progress)


def _pptx(drawings: Sequence[Drawing], file: BinaryIO, options: Options, progress: Progress) -> None:
    from cjdesigner.paint.pptx import write_pptx
    from cjdesigner.paint.trimming import trimmed

    write_pptx(trimmed(drawings), file, options, progress)


DRAWN_FORMATS: tuple[DrawnFormat, ...] = (
    DrawnFormat("pdf", "PDF document", True, _pdf),
    DrawnFormat("png", "PNG picture", False, _png),
    DrawnFormat("svg", "SVG drawing", False, _svg),
    DrawnFormat("html", "Web page", True, _html),
    DrawnFormat("pptx", "PowerPoint slides", True, _pptx),
)


def format_for(ending: str) -> DrawnFormat | None:
    """The format of a file ending, with or without the dot, in any case; None if there is none."""
    wanted = ending.lower().lstrip(".")
    return next((each for each in DRAWN_FORMATS if each.ending == wanted), None)
