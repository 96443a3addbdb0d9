"""The bookmarks of a PDF: titles and headings, and below them the phases and lanes of a map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFName, PDFString

from cjdesigner.paint.pdf_objects import array

_LONGEST = 300
"""Characters of a bookmark."""


class Entry(NamedTuple):
    """A bookmark: its words, the page it leads to and the place there in the page's own units from the bottom left."""

    title: str
    page: Any
    left: float
    top: float
    level: int = 1
    """1 is outermost; an entry lies in the last one before it that has a lower level."""


class _Node:
    def __init__(self, made: PDFDictionary, level: int) -> None:
        self.made = made
        self.level = level
        self.below: list[_Node] = []

    def count(self) -> int:
        return sum(1 + each.count() for each in self.below)


def outline(document: PDFDocument, entries: Sequence[Entry]) -> Any:
    """Add the bookmarks; a reference to their root, None if there are none."""
    if not entries:
        return None
    root = _Node(PDFDictionary({"Type": PDFName("Outlines")}), 0)
    open_nodes = [root]
    nodes = [root]
    for entry in entries:
        while open_nodes[-1].level >= entry.level:
            open_nodes.pop()
        dest = array(entry.page, PDFName("XYZ"), entry.left, entry.top, "null")
        node = _Node(PDFDictionary({"Title": PDFString(entry.title[:_LONGEST]), "Dest": dest}), entry.level)
        open_nodes[-1].below.append(node)
        open_nodes.append(node)
        nodes.append(node)
    for node in nodes:
        if node.below:
            at = document.Reference(node.made)
            references = [document.Reference(each.made) for each in node.below]
            for index, each in enumerate(node.below):
                each.made["Parent"] = at
                if index:
                    each.made["Prev"] = references[index - 1]
                if index + 1 < len(references):
                    each.made["Next"] = references[index + 1]
            node.made["First"], node.made["Last"], node.made["Count"] = references[0], references[-1], node.count()
    return document.Reference(root.made)
