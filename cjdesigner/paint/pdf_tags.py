"""The tags of a PDF: what is a heading, a list, a picture, and in which order it is read (ISO 32000-1, 14.7 and 14.8).

Built from what drawings say their groups mean. Objects are written by hand: a large map has tens of thousands.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject

from cjdesigner.paint.pdf_objects import text_string

_IN_LIST = 4_000
"""Entries of one list, and of one leaf of the tree from content to tags: arrays have to stay below 8,192."""
_LONGEST = 2_000
"""Characters of an alternative text."""

Box = tuple[float, float, float, float]


class Part:
    """A page, or the part of a very full one: the numbers of the page's object and, of a part, its stream's."""

    def __init__(self, page: int) -> None:
        self.page = page
        self.stream = 0
        self.elements: list[Element] = []


class Content(NamedTuple):
    """A piece of content, by its number in its part."""

    part: Part
    mark: int


class Element(PDFObject):
    """A tag, with what is inside it in reading order."""

    def __init__(self, kind: str, parent: Element | None, alt: str = "", box: Box | None = None) -> None:
        self.kind = kind
        self.parent = parent
        self.alt = alt
        self.box = box
        self.language = ""
        self.kids: list[Element | Content | str] = []
        self.number = 0

    def add(self, kind: str, alt: str = "", box: Box | None = None) -> Element:
        """A new tag inside this one, at the end."""
        made = Element(kind, self, alt, box)
        self.kids.append(made)
        return made

    def format(self, document: PDFDocument) -> bytes:
        """The object as bytes."""
        assert self.parent is not None
        parts = [f"<</Type/StructElem/S/{self.kind}/P {self.parent.number} 0 R"]
        pages = [kid.part.page for kid in self.kids if isinstance(kid, Content) and not kid.part.stream]
        page = pages[0] if pages else 0
        if page:
            parts.append(f"/Pg {page} 0 R")
        if self.alt:
            parts.append(f"/Alt {text_string(self.alt[:_LONGEST])}")
        if self.language:
            parts.append(f"/Lang {text_string(self.language)}")
        if self.box is not None:
            parts.append("/A<</O/Layout/Placement/Block/BBox[{:.2f} {:.2f} {:.2f} {:.2f}]>>".format(*self.box))
        elif self.kind == "L":
            parts.append("/A<</O/List/ListNumbering/None>>")
        kids = []
        for kid in self.kids:
            if isinstance(kid, Element):
                kids.append(f"{kid.number} 0 R")
            elif isinstance(kid, Content):
                part = kid.part
                if part.page == page and not part.stream:
                    kids.append(str(kid.mark))
                else:
                    stream = f"/Stm {part.stream} 0 R" if part.stream else ""
                    kids.append(f"<</Type/MCR/Pg {part.page} 0 R{stream}/MCID {kid.mark}>>")
            else:
                kids.append(kid)
        parts.append(f"/K {kids[0]}>>" if len(kids) == 1 else f"/K[{' '.join(kids)}]>>")
        return "".join(parts).encode("ascii")


class _Root(PDFObject):
    def __init__(self, document_element: Element, parents: list[str], next_key: int) -> None:
        self.text = (
            f"<</Type/StructTreeRoot/K {document_element.number} 0 R/ParentTree {_tree(parents)}"
            f"/ParentTreeNextKey {next_key}>>"
        )

    def format(self, document: PDFDocument) -> bytes:
        """The object as bytes."""
        return self.text.encode("ascii")


def _tree(pairs: list[str]) -> str:
    """A number tree of "key value" pairs whose keys ascend."""
    if len(pairs) <= _IN_LIST // 2:
        return f"<</Nums[{' '.join(pairs)}]>>"
    leaves = []
    for at in range(0, len(pairs), _IN_LIST // 2):
        part = pairs[at : at + _IN_LIST // 2]
        first, last = part[0].split(" ", 1)[0], part[-1].split(" ", 1)[0]
        leaves.append(f"<</Limits[{first} {last}]/Nums[{' '.join(part)}]>>")
    return f"<</Kids[{' '.join(leaves)}]>>"


class _Parents(PDFObject):
    """The tags of a page's pieces of content, by their number."""

    def __init__(self, elements: list[Element]) -> None:
        self.elements = elements

    def format(self, document: PDFDocument) -> bytes:
        """The object as bytes."""
        return f"[{' '.join([f'{one.number} 0 R' for one in self.elements])}]".encode("ascii")


class Tags:
    """The tree of tags of a document while its pages are written."""

    def __init__(self, document: PDFDocument) -> None:
        self._document = document
        self._root = Element("StructTreeRoot", None)
        self.document = Element("Document", self._root)
        self._parts: list[Part] = []
        self._links: list[Element] = []
        self._level = 0
        self._list: Element | None = None

    def begin_page(self, page: int, language: str) -> None:
        """A section for the page with this object number."""
        self.section = self.document.add("Sect")
        self.section.language = language
        self._list = None
        self._parts.append(Part(page))

    @property
    def key(self) -> int:
        """The key by which the page, or its part, finds its tags."""
        return len(self._parts) - 1

    @property
    def is_full(self) -> bool:
        """Whether the page, or its part, holds as much as an array may."""
        return len(self._parts[-1].elements) >= 2 * _IN_LIST

    def end_part(self, stream: int) -> None:
        """What was written of the page so far is in a stream of its own; more follows."""
        part = self._parts[-1]
        part.stream = stream
        self._parts.append(Part(part.page))

    def heading(self, level: int) -> Element:
        """A heading; levels never skip one, as PDF/UA demands."""
        self._level = max(1, min(level, self._level + 1, 5))
        self._list = None
        return self.section.add(f"H{self._level}")

    def lane(self) -> Element:
        """The heading of a lane: below the last heading that is none of a lane, beside other lanes."""
        level = self._level
        made = self.heading(level + 1)
        self._level = level
        return made

    def paragraph(self) -> Element:
        """A paragraph."""
        self._list = None
        return self.section.add("P")

    def item(self) -> Element:
        """An entry of the list that is going on, or of a new one."""
        if self._list is None or len(self._list.kids) >= _IN_LIST:
            self._list = self.section.add("L")
        return self._list.add("LI").add("LBody")

    def end_list(self) -> None:
        """The next item begins a new list."""
        self._list = None

    def mark(self, element: Element) -> int:
        """The number of a new piece of content, on the page begun last, that belongs to a tag."""
        part = self._parts[-1]
        number = len(part.elements)
        element.kids.append(Content(part, number))
        part.elements.append(element)
        return number

    def link(self, element: Element, annotation: int, page: int) -> int:
        """Puts an annotation into a tag; the key by which it finds it. Only once all pages are written."""
        element.kids.append(f"<</Type/OBJR/Obj {annotation} 0 R/Pg {page} 0 R>>")
        self._links.append(element)
        return len(self._parts) + len(self._links) - 1

    def finish(self) -> Any:
        """Adds everything to the file; a reference to the root."""
        _number(self._root, self._document)
        stack = [self.document]
        while stack:
            element = stack.pop()
            # What stayed empty would be a tag without content.
            element.kids = [kid for kid in element.kids if not isinstance(kid, Element) or kid.kids]
            _number(element, self._document)
            stack.extend(kid for kid in reversed(element.kids) if isinstance(kid, Element))
        parents = []
        base = len(self._parts)
        for key, part in enumerate(self._parts):
            made = _Parents(part.elements)
            parents.append(f"{key} {_number(made, self._document)} 0 R")
        parents += [f"{base + key} {element.number} 0 R" for key, element in enumerate(self._links)]
        root = _Root(self.document, parents, base + len(self._links))
        # The root's number was given before the tags below it: it is their parent.
        name = self._root.__InternalName__
        root.__InternalName__ = name
        self._document.idToObject[name] = root
        return self._document.Reference(root)


def _number(made: Any, document: PDFDocument) -> int:
    """Registers an object; its number in the file."""
    document.Reference(made)
    number: int = document.idToObjectNumberAndVersion[made.__InternalName__][0]
    made.number = number
    return number
