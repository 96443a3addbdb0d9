"""Writes drawings as a PDF whose text is real, selectable and exactly where the canvas has it.

The same drawings give the same bytes, on any thread: nothing in the file depends on time, chance or identity.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFName, PDFString

from cjdesigner import __version__
from cjdesigner.draw import fonts
from cjdesigner.draw.shapes import Drawing, Group, Text
from cjdesigner.layout.pages import ORIENTATIONS, SIZES, Placement, fit
from cjdesigner.paint.base import Options, PaintError, Progress, nothing
from cjdesigner.paint.pdf_font import FontBook
from cjdesigner.paint.pdf_objects import Stream, array, number, rgb
from cjdesigner.paint.pdf_outline import Entry, outline
from cjdesigner.paint.pdf_picture import PictureBook
from cjdesigner.paint.pdf_shapes import operators
from cjdesigner.words import tr

MOST_POINTS_A_SIDE = 14_400
"""A page side longer than this is counted in larger units."""

_STEPS = 64
"""Groups painted between two reports of progress."""

_BOOKMARKED = ("phase", "lane")


class Page(NamedTuple):
    """A drawing and its place on the page."""

    drawing: Drawing
    placement: Placement


def write_drawings(drawings: Sequence[Drawing], file: BinaryIO, options: Options, progress: Progress = nothing) -> None:
    """Write one page for each drawing, as the options say. Raises PaintError for an unknown page or orientation."""
    if options.page != "map" and options.page not in SIZES:
        raise PaintError(tr("There is no page size “{page}”.", page=options.page))
    if options.orientation not in ORIENTATIONS:
        raise PaintError(tr("There is no page orientation “{orientation}”.", orientation=options.orientation))
    pages = [Page(each, fit(each, options.page, options.orientation, options.margin)) for each in drawings]
    first = drawings[0]
    write_pdf(
        pages,
        file,
        options.title or first.title,
        options.author or first.author,
        options.language or first.language,
        progress,
    )


def write_pdf(
    pages: Sequence[Page],
    file: BinaryIO,
    title: str,
    author: str = "",
    language: str = "",
    progress: Progress = nothing,
) -> None:
    """Write pages as one file. ``language`` is a BCP 47 tag."""
    fonts.application()
    document = PDFDocument(invariant=1, compression=0, pdfVersion=(1, 7), lang=language or "und")
    writer = _Writer(document, progress, sum(1 for page in pages for _ in _groups(page.drawing)))
    chapters = [writer.page(page) for page in pages]
    # Resources were referenced by the pages before it was known which they are.
    writer.resources["Font"] = PDFDictionary(writer.fonts.embed(document))
    if writer.images.resources:
        writer.resources["XObject"] = PDFDictionary(writer.images.resources)
    progress(0.95)

    catalog = document.Catalog
    catalog.Outlines = outline(document, chapters)
    catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})
    document.info = _Information(title, author)
    document.Reference(catalog)
    document.Reference(document.info)
    document.updateSignature(repr((title, author, language)).encode("utf-8", "replace"))
    file.write(document.format())
    progress(1.0)


class _Information(PDFDictionary):
    """Title and author; no dates, so that the same map gives the same file."""

    def __init__(self, title: str, author: str) -> None:
        entries = {"Title": PDFString(_clean(title)), "Creator": PDFString(f"cjdesigner {__version__}")}
        if author:
            entries["Author"] = PDFString(_clean(author))
        super().__init__(entries)


def _clean(text: str) -> str:
    """Text that any PDF string can hold."""
    return text.encode("utf-16", "replace").decode("utf-16")


def _groups(drawing: Drawing) -> Iterator[tuple[float, Group]]:
    """Every group in reading order, which is painting order, with the top of its row."""
    for row in drawing.rows:
        for group in row.groups:
            yield row.y, group
    for group in drawing.over:
        yield 0.0, group


class _Writer:
    """Adds pages to a document that share their fonts and pictures."""

    def __init__(self, document: PDFDocument, progress: Progress, count: int) -> None:
        self._document = document
        self._progress = progress
        self._count = max(count, 1)
        self._done = 0
        self.fonts = FontBook()
        self.images = PictureBook(document)
        self.resources = PDFDictionary({})

    def page(self, page: Page) -> tuple[Entry, list[Entry]]:
        """Add a page; its bookmark and those under it."""
        drawing, place = page
        unit = max(1, -(-max(place.page_width, place.page_height) // MOST_POINTS_A_SIDE))
        width, height, scale = place.page_width / unit, place.page_height / unit, place.scale / unit
        left, top = place.dx / unit, height - place.dy / unit
        marks: list[tuple[str, Group, float]] = []
        content = [
            f"{scale:.7f} 0 0 {-scale:.7f} {number(left)} {number(top)} cm",
            f"{rgb(drawing.background)} rg 0 0 {number(drawing.width)} {number(drawing.height)} re W f",
        ]
        for row_y, group in _groups(drawing):
            if self._done % _STEPS == 0:
                self._progress(0.9 * self._done / self._count)
            self._done += 1
            if group.meaning.role == "title" or group.meaning.role in _BOOKMARKED:
                marks.append((group.meaning.role, group, row_y + group.y))
            shown = operators(group.shapes, drawing.pictures, self.fonts, self.images, drawing.background)
            if shown:
                content.append(f"q 1 0 0 1 {number(group.x)} {number(row_y + group.y)} cm\n{shown}\nQ")
        data = "\n".join(content).encode("ascii")
        # The file's identifier is a digest of what is in it.
        self._document.updateSignature(data)
        entries: dict[str, Any] = {
            "Type": PDFName("Page"),
            "Parent": self._document.Reference(self._document.Pages),
            "MediaBox": array(0, 0, width, height),
            "Contents": self._document.Reference(Stream(data)),
            "Resources": self._document.Reference(self.resources),
        }
        if unit > 1:
            entries["UserUnit"] = unit
        made = PDFDictionary(entries)
        self._document.addPage(made)
        at = self._document.Reference(made)

        def entry(text: str, group: Group | None, y: float) -> Entry:
            x = group.x if group is not None else 0.0
            return Entry(_clean(text), at, left + x * scale, top - y * scale)

        title = next(((group, y) for role, group, y in marks if role == "title"), (None, 0.0))
        head = entry(drawing.title or (_name(title[0]) if title[0] else "") or "–", *title)
        named = [(_name(group), group, y) for role, group, y in marks if role != "title"]
        return head, [entry(name, group, y) for name, group, y in named if name]


def _name(group: Group) -> str:
    """What a group is called: its first words; what a screen reader says of it is too long for a list."""
    first = next((shape for shape in group.shapes if isinstance(shape, Text) and any(shape.lines)), None)
    return " ".join(" ".join(first.lines).split()) if first else group.meaning.text
