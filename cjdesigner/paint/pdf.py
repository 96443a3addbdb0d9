"""Writes drawings as a PDF whose text is real, selectable and exactly where the canvas has it.

The same drawings give the same bytes, on any thread: nothing in the file depends on time, chance or identity.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, BinaryIO, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFName, PDFString

from cjdesigner import __version__
from cjdesigner.draw import fonts
from cjdesigner.draw.scaling import moved, scaled_drawing
from cjdesigner.draw.shapes import Drawing, Group, Row, Shape, Text
from cjdesigner.draw.trimming import trimmed
from cjdesigner.layout.pages import ORIENTATIONS, SIZES, Placement, fit
from cjdesigner.model import collecting
from cjdesigner.paint.base import Options, PaintError, Progress, nothing
from cjdesigner.paint.pdf_conform import Metadata, output_intent
from cjdesigner.paint.pdf_content import Content, Wish
from cjdesigner.paint.pdf_font import FontBook
from cjdesigner.paint.pdf_objects import Raw, Stream, array, number, rgb, text_string
from cjdesigner.paint.pdf_outline import Entry, outline
from cjdesigner.paint.pdf_picture import PictureBook
from cjdesigner.paint.pdf_shapes import pieces
from cjdesigner.paint.pdf_tags import Box, Tags
from cjdesigner.words import tr

MOST_POINTS_A_SIDE = 14_400
"""A page side longer than this is counted in larger units."""

_STEPS = 64
"""Groups painted between two reports of progress."""

_BOOKMARKED = ("phase", "lane")
_HEADS = ("title", "heading")
_DEEPEST = 3
"""Headings below this level are no bookmarks."""
FARTHEST = 32_000.0
"""The largest number in a PDF/A-1 file is 32,767: wider drawings are counted in larger units."""


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
    # Tags are objects by the ten thousand; looking for rubbish among them would take as long as making them.
    with collecting.paused():
        _write(pages, file, title, author, language, progress)


def _write(pages: Sequence[Page], file: BinaryIO, title: str, author: str, language: str, progress: Progress) -> None:
    document = PDFDocument(invariant=1, compression=0, pdfVersion=(1, 7), lang=language or "und")
    writer = _Writer(document, progress, sum(1 for page in pages for _ in _groups(page.drawing)))
    for page in pages:
        writer.page(page)
    writer.links()
    writer.embed()
    progress(0.93)

    catalog = document.Catalog
    for name in ("__NoDefault__", "__Refs__"):
        setattr(catalog, name, [*getattr(catalog, name), "OutputIntents"])
    catalog.Outlines = outline(document, writer.entries)
    catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})
    catalog.MarkInfo = PDFDictionary({"Marked": "true"})
    catalog.StructTreeRoot = writer.tags.finish()
    catalog.OutputIntents = output_intent(document)
    title, author = _clean(title) or "–", _clean(author)
    creator = f"cjdesigner {__version__}"
    catalog.Metadata = Metadata(title, author, language, creator)
    document.info = _Information(title, author, creator)
    document.Reference(catalog)
    document.Reference(document.info)
    document.updateSignature(repr((title, author, language)).encode("utf-8", "replace"))
    file.write(document.format())
    progress(1.0)


class _Information(PDFDictionary):
    """Title and author; no dates, so that the same map gives the same file."""

    def __init__(self, title: str, author: str, creator: str) -> None:
        entries = {"Title": PDFString(title), "Creator": PDFString(creator)}
        if author:
            entries["Author"] = PDFString(author)
        super().__init__(entries)


def _clean(text: str) -> str:
    """Text that any PDF string can hold."""
    return text.encode("utf-16", "replace").decode("utf-16")


def _groups(drawing: Drawing) -> Iterator[tuple[Row | None, Group]]:
    """Every group in reading order, which is painting order, with its row."""
    for row in drawing.rows:
        for group in row.groups:
            yield row, group
    for group in drawing.over:
        yield None, group


_Place = Callable[[float, float], tuple[Any, float, float]]
"""From a place in a drawing to its page and the place there."""


class _Waiting(NamedTuple):
    """A link whose goal may be on a page that is yet to come."""

    page: PDFDictionary
    page_number: int
    wish: Wish


class _Writer:
    """Adds pages to a document that share their fonts, pictures and tags."""

    def __init__(self, document: PDFDocument, progress: Progress, count: int) -> None:
        self._document = document
        self._progress = progress
        self._count = max(count, 1)
        self._done = 0
        self.fonts = FontBook()
        self.images = PictureBook(document)
        self.resources = PDFDictionary({})
        self.forms: dict[str, Any] = {}
        self.form_resources = PDFDictionary({})
        self.tags = Tags(document)
        self.entries: list[Entry] = []
        self._content = Content(self.tags)
        self._waiting: list[_Waiting] = []
        self._goals: dict[str, str] = {}
        self._before = ""

    def page(self, page: Page) -> None:
        """Add a page, its bookmarks, and the names by which links lead to it."""
        drawing, place = page
        shrunk = max(drawing.width, drawing.height) / FARTHEST
        if shrunk > 1:
            # No number in a PDF may be larger.
            drawing = scaled_drawing(drawing, 1 / shrunk)
            place = place._replace(scale=place.scale * shrunk)
        unit = max(1, -(-max(place.page_width, place.page_height) // MOST_POINTS_A_SIDE))
        width, height, scale = place.page_width / unit, place.page_height / unit, place.scale / unit
        left, top = place.dx / unit, height - place.dy / unit
        entries: dict[str, Any] = {
            "Type": PDFName("Page"),
            "Parent": self._document.Reference(self._document.Pages),
            "MediaBox": array(0, 0, width, height),
            "Resources": self._document.Reference(self.resources),
            "Tabs": PDFName("S"),
        }
        if unit > 1:
            entries["UserUnit"] = unit
        made = PDFDictionary(entries)
        self._document.addPage(made)
        at = self._document.Reference(made)
        number_of_page = self._document.idToObjectNumberAndVersion[made.__InternalName__][0]
        self._content.begin_page(number_of_page, drawing.language)
        if drawing.name:
            self._goals.setdefault(f"#{drawing.name}", f"[{number_of_page} 0 R/XYZ 0 {number(height)} null]")

        head = [
            f"{scale:.7f} 0 0 {-scale:.7f} {number(left)} {number(top)} cm",
            f"/Artifact BMC\n{rgb(drawing.background)} rg 0 0 {number(drawing.width)} {number(drawing.height)} re W f"
            "\nEMC",
        ]
        content: list[str] = []
        marks: list[tuple[Group, float]] = []
        known: dict[int, tuple[Shape, str]] = {}
        row_before = None
        for row, group in _groups(drawing):
            if self._done % _STEPS == 0:
                self._progress(0.88 * self._done / self._count)
            self._done += 1
            if row is not row_before:
                row_before = row
                self._content.begin_row()
            y = group.y + (row.y if row is not None else 0.0)
            # What begins on another page is found there.
            if (group.meaning.role in _HEADS or group.meaning.role in _BOOKMARKED) and -1 <= y <= drawing.height:
                marks.append((group, y))
            if ":" in group.meaning.id:
                goal = f"[{number_of_page} 0 R/XYZ 0 {number(top - y * scale + 12)} null]"
                self._goals.setdefault(f"#{group.meaning.id}", goal)
            if max(abs(group.x), abs(y), group.width, group.height) > FARTHEST:
                # Only a page made of a part of a giant has such a group: the page itself is never that large.
                shapes = tuple(moved(one, group.x, y) for one in group.shapes)
                group, y = group._replace(x=0.0, y=0.0, shapes=shapes), 0.0
                group = trimmed(group, (-100.0, -100.0, drawing.width + 100, drawing.height + 100))
            apart = group.meaning.role in ("title", "lane")
            found = pieces(
                group.shapes, drawing.pictures, self.fonts, self.images, drawing.background, apart, known
            )  # fmt: skip
            if not found:
                continue

            def box(x0: float, y0: float, x1: float, y1: float, x: float = group.x, y: float = y) -> Box:
                x0, x1 = (min(max(left + (x + each) * scale, 0.0), width) for each in (x0, x1))
                y0, y1 = (min(max(top - (y + each) * scale, 0.0), height) for each in (y0, y1))
                return x0, y1, x1, y0

            shown = self._content.group(group, found, box)
            content.append(f"q 1 0 0 1 {number(group.x)} {number(y)} cm\n{shown}\nQ")
            if self.tags.is_full:
                head.append(self._form(content, drawing))
                content = []
        data = "\n".join((*head, *content)).encode("ascii")
        made["StructParents"] = self.tags.key
        # The file's identifier is a digest of what is in it.
        self._document.updateSignature(data)
        made["Contents"] = self._document.Reference(Stream(data))
        self._waiting += [_Waiting(made, number_of_page, wish) for wish in self._content.wishes]
        self._bookmarks(drawing, marks, lambda x, y: (at, left + x * scale, top - y * scale))

    def _form(self, content: list[str], drawing: Drawing) -> str:
        """A part of a page that has more content than an array has room for; the operator that shows it."""
        data = "\n".join(content).encode("ascii")
        self._document.updateSignature(data)
        made = Stream(
            data,
            Type=PDFName("XObject"),
            Subtype=PDFName("Form"),
            BBox=array(-20, -20, drawing.width + 20, drawing.height + 20),
            Resources=self._document.Reference(self.form_resources),
            StructParents=self.tags.key,
        )
        name = f"P{len(self.forms) + 1}"
        self.forms[name] = self._document.Reference(made)
        self.tags.end_part(self._document.idToObjectNumberAndVersion[made.__InternalName__][0])
        return f"/{name} Do"

    def _bookmarks(self, drawing: Drawing, marks: list[tuple[Group, float]], place: _Place) -> None:
        heads = [(group, y) for group, y in marks if group.meaning.role in _HEADS]
        headed = any(group.meaning.role == "heading" for group, _ in heads)
        if heads and not headed:
            heads = heads[:1]
        level = 1
        for group, y in heads:
            title = drawing.title if group.meaning.role == "title" else ""
            level = 1 if group.meaning.role == "title" else group.meaning.level
            if level <= _DEEPEST:
                self.entries.append(Entry(_clean(title or _name(group) or "–"), *place(group.x, y), level))
        goes_on = not heads and drawing.title and drawing.title == self._before
        if not heads and not goes_on:
            self.entries.append(Entry(_clean(drawing.title or "–"), *place(0.0, 0.0), 1))
        self._before = drawing.title
        if headed or goes_on:
            return
        for group, y in marks:
            if group.meaning.role in _BOOKMARKED and _name(group):
                self.entries.append(Entry(_clean(_name(group)), *place(group.x, y), level + 1))

    def embed(self) -> None:
        """Adds fonts and pictures, now that it is known which there are."""
        fonts = PDFDictionary(self.fonts.embed(self._document))
        images = self.images.resources
        # Forms may not find themselves among their own resources.
        for found, objects in ((self.resources, {**images, **self.forms}), (self.form_resources, images)):
            found["Font"] = fonts
            if objects:
                found["XObject"] = PDFDictionary(objects)

    def links(self) -> None:
        """Adds the links of all pages, now that it is known where they lead."""
        by_page: dict[int, list[Any]] = {}
        for page, page_number, wish in self._waiting:
            inside = wish.target.startswith("#")
            goal = self._goals.get(wish.target)
            if inside and goal is None:
                # It leads to nothing that was asked for: then it is just words.
                wish.element.kind = "Span"
                continue
            made = Raw()
            at = self._document.Reference(made)
            number_of_link = self._document.idToObjectNumberAndVersion[made.__InternalName__][0]
            key = self.tags.link(wish.element, number_of_link, page_number)
            leads = f"/Dest {goal}" if inside else f"/A<</S/URI/URI {text_string(wish.target)}>>"
            made.text = (
                "<</Type/Annot/Subtype/Link/Rect[{:.2f} {:.2f} {:.2f} {:.2f}]".format(*wish.box)
                + f"/Border[0 0 0]/F 4/StructParent {key}/Contents {text_string(_clean(wish.words[:500]))}{leads}>>"
            )
            by_page.setdefault(page_number, []).append(at)
            page["Annots"] = array(*by_page[page_number])


def _name(group: Group) -> str:
    """What a group is called: its first words; what a screen reader says of it is too long for a list."""
    first = next((shape for shape in group.shapes if isinstance(shape, Text) and any(shape.lines)), None)
    return " ".join(" ".join(first.lines).split()) if first else group.meaning.text
