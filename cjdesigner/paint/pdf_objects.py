"""The few PDF objects that are made by hand on top of reportlab's document structure."""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFStream,
)

from cjdesigner.draw.colours import channels


class Stream(PDFStream):
    """A stream, deflated unless its entries name a filter, whose data ends with a line break as PDF/A asks."""

    def __init__(self, data: bytes, **entries: Any) -> None:
        if "Filter" not in entries:
            data = zlib.compress(data, 6)
            entries["Filter"] = PDFName("FlateDecode")
        super().__init__(PDFDictionary({**entries, "Length": len(data)}), data)

    def format(self, document: PDFDocument) -> bytes:
        """The object as bytes."""
        return bytes(self.dictionary.format(document) + b"\nstream\n" + self.content + b"\nendstream\n")


class Raw(PDFObject):
    """An object written by hand, in ASCII."""

    def __init__(self, text: str = "") -> None:
        self.text = text

    def format(self, document: PDFDocument) -> bytes:
        """The object as bytes."""
        return self.text.encode("ascii")


def reference(document: PDFDocument, **entries: Any) -> PDFObjectReference:
    """A dictionary as an object of its own."""
    return document.Reference(PDFDictionary(entries))


def array(*values: Any) -> PDFArray:
    """An array of numbers, names or references."""
    return PDFArray(values)


def number(value: float) -> str:
    """A number as PDF wants it: at most four decimals, never an exponent."""
    whole = round(value)
    return str(whole) if abs(value - whole) < 0.00005 else f"{value:.4f}".rstrip("0")


@lru_cache(maxsize=1024)
def rgb(colour: str) -> str:
    """The three operands of a ``#RRGGBB`` colour."""
    return " ".join(number(channel / 255) for channel in channels(colour))


def to_unicode(texts: list[tuple[str, str]]) -> Stream:
    """A ToUnicode map from codes in hexadecimal, all of one length, to text."""
    digits = len(texts[0][0]) if texts else 4
    lines = [
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def",
        f"1 begincodespacerange\n<{'0' * digits}> <{'F' * digits}>\nendcodespacerange",
    ]
    for start in range(0, len(texts), 100):
        part = texts[start : start + 100]
        lines.append(f"{len(part)} beginbfchar")
        lines += [f"<{code}> <{text.encode('utf-16-be', 'replace').hex().upper()}>" for code, text in part]
        lines.append("endbfchar")
    lines.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
    return Stream("\n".join(lines).encode("ascii"))


def text_string(text: str) -> str:
    """A text as a PDF string, in ASCII whatever is in it."""
    if text.isascii() and text.isprintable():
        return "(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"
