"""Fonts of a PDF: hands out codes for glyphs while text is written, then embeds just those glyphs."""

from __future__ import annotations

import hashlib
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFName, PDFString

from cjdesigner.draw import fonts
from cjdesigner.paint import pdf_cff
from cjdesigner.paint.outlines import advance, colour_layers, em_font, segments
from cjdesigner.paint.pdf_emoji import ColourFont
from cjdesigner.paint.pdf_objects import Stream, array, reference, to_unicode

Code = tuple[str, int]
"""A glyph's code in hexadecimal and its width in thousandths of the type size."""

_OUTLINES_KEPT = 30_000
_outlines: dict[tuple[str, int], pdf_cff.Outline] = {}
"""Encoded outlines by face and glyph: values, so shared by all documents and threads."""

BLANK = -1
"""A glyph without ink or width, in every outline font."""


class OutlineFont:
    """One face in one document. A code stands for a glyph and the text it shows, so that extraction is exact."""

    def __init__(self, name: str, face: str) -> None:
        self.name = name
        self.face = face
        self._raw, self._units = em_font(face)
        self._codes: dict[tuple[int, str], Code] = {}
        self._glyphs = [0]
        self._texts = [""]
        self._widths = [advance(self._raw, 0)]

    def code(self, glyph: int, text: str) -> Code:
        """The code of a glyph that shows the text."""
        found = self._codes.get((glyph, text))
        if found is None:
            width = 0 if glyph == BLANK else advance(self._raw, glyph)
            found = f"{len(self._glyphs):04X}", round(width * 1000 / self._units)
            self._glyphs.append(glyph)
            self._texts.append(text)
            self._widths.append(width)
            self._codes[glyph, text] = found
        return found

    def embed(self, document: PDFDocument) -> Any:
        """Add the font with the glyphs used so far; a reference to it."""
        outlines = [self._outline(glyph) for glyph in self._glyphs]
        face = fonts.face(self.face)
        plain = "".join(letter for letter in self.face if letter.isascii() and (letter.isalnum() or letter == "-"))
        tag = hashlib.sha256(repr((self._glyphs, self._texts)).encode("utf-8", "surrogatepass")).digest()
        name = "".join(chr(65 + byte % 26) for byte in tag[:6]) + "+" + (plain or "Face")
        program = pdf_cff.font_program(name, outlines, self._widths, self._units)
        per_em = 1000 / self._units
        count = len(outlines)
        descriptor = reference(
            document,
            Type=PDFName("FontDescriptor"),
            FontName=PDFName(name),
            Flags=4 + (64 if face.italic else 0),
            FontBBox=array(*(round(edge * per_em) for edge in pdf_cff.bounds(outlines))),
            ItalicAngle=-12 if face.italic else 0,
            Ascent=round(self._raw.ascent() * per_em),
            Descent=-round(self._raw.descent() * per_em),
            CapHeight=round(self._raw.capHeight() * per_em),
            StemV=140 if face.weight >= 600 else 80,
            FontFile3=document.Reference(Stream(program, Subtype=PDFName("CIDFontType0C"))),
            # One bit per CID, for PDF/A-1.
            CIDSet=document.Reference(Stream(_bits(count))),
        )
        widths = array(*(round(width * per_em) for width in self._widths))
        descendant = reference(
            document,
            Type=PDFName("Font"),
            Subtype=PDFName("CIDFontType0"),
            BaseFont=PDFName(name),
            CIDSystemInfo=reference(
                document, Registry=PDFString("Adobe"), Ordering=PDFString("Identity"), Supplement=0
            ),
            FontDescriptor=descriptor,
            DW=1000,
            W=array(0, widths),
        )
        texts = [(f"{code:04X}", text) for code, text in enumerate(self._texts) if text]
        return reference(
            document,
            Type=PDFName("Font"),
            Subtype=PDFName("Type0"),
            BaseFont=PDFName(name),
            Encoding=PDFName("Identity-H"),
            DescendantFonts=array(descendant),
            ToUnicode=document.Reference(to_unicode(texts)),
        )

    def _outline(self, glyph: int) -> pdf_cff.Outline:
        if glyph == BLANK:
            return pdf_cff.EMPTY
        key = (self.face, glyph)
        found = _outlines.get(key)
        if found is None:
            if len(_outlines) > _OUTLINES_KEPT:
                _outlines.clear()
            found = _outlines[key] = pdf_cff.outline(list(segments(self._raw.pathForGlyph(glyph))))
        return found


class FontBook:
    """The fonts of one document, made as text asks for them."""

    def __init__(self) -> None:
        self._outline: dict[str, OutlineFont] = {}
        self._colour: dict[str, list[ColourFont]] = {}
        self._count = 0

    def font(self, face: str) -> OutlineFont:
        """The outline font of a face."""
        found = self._outline.get(face)
        if found is None:
            found = self._outline[face] = OutlineFont(self._name(), face)
        return found

    def is_colour(self, face: str) -> bool:
        """Whether the face's glyphs are coloured pictures."""
        return colour_layers(face) is not None

    def colour_code(self, face: str, glyph: int, text: str) -> tuple[str, Code]:
        """The font's name and the code of a coloured glyph; only for a face where ``is_colour``."""
        parts = self._colour.setdefault(face, [])
        for part in parts:
            code = part.code(glyph, text)
            if code is not None:
                return part.name, code
        parts.append(ColourFont(self._name(), face))
        code = parts[-1].code(glyph, text)
        assert code is not None
        return parts[-1].name, code

    def _name(self) -> str:
        self._count += 1
        return f"F{self._count}"

    def embed(self, document: PDFDocument) -> dict[str, Any]:
        """Add all fonts; references by resource name."""
        made = {font.name: font.embed(document) for font in self._outline.values()}
        for parts in self._colour.values():
            made.update((part.name, part.embed(document)) for part in parts)
        return made


def _bits(count: int) -> bytes:
    whole, rest = divmod(count, 8)
    return b"\xff" * whole + (bytes((0xFF00 >> rest & 0xFF,)) if rest else b"")
