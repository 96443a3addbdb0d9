"""The bookmarks of a PDF: each map's title, and under it the phases and lanes."""

from __future__ import annotations

from typing import Any, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFName, PDFString

from cjdesigner.paint.pdf_objects import array


class Entry(NamedTuple):
    """A bookmark: its words, the page it leads to and the place there in the page's own units from the bottom left."""

    title: str
    page: Any
    left: float
    top: float


def outline(document: PDFDocument, chapters: list[tuple[Entry, list[Entry]]]) -> Any:
    """Add the bookmarks; a reference to their root, None if there are none."""
    if not chapters:
        return None
    root = PDFDictionary({"Type": PDFName("Outlines")})
    at = document.Reference(root)
    heads = _siblings(document, at, [head for head, _ in chapters])
    for head, (_, entries) in zip(heads, chapters, strict=True):
        if entries:
            parts = _siblings(document, document.Reference(head), entries)
            _join(document, head, parts, len(parts))
    _join(document, root, heads, len(heads) + sum(len(entries) for _, entries in chapters))
    return at


def _siblings(document: PDFDocument, parent: Any, entries: list[Entry]) -> list[PDFDictionary]:
    made = [
        PDFDictionary(
            {
                "Title": PDFString(entry.title),
                "Parent": parent,
                "Dest": array(entry.page, PDFName("XYZ"), entry.left, entry.top, "null"),
            }
        )
        for entry in entries
    ]
    references = [document.Reference(each) for each in made]
    for index, each in enumerate(made):
        if index:
            each["Prev"] = references[index - 1]
        if index + 1 < len(made):
            each["Next"] = references[index + 1]
    return made


def _join(document: PDFDocument, parent: PDFDictionary, children: list[PDFDictionary], count: int) -> None:
    parent["First"] = document.Reference(children[0])
    parent["Last"] = document.Reference(children[-1])
    parent["Count"] = count
