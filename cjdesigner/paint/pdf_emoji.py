"""Coloured glyphs in a PDF: emoji as Type3 fonts whose glyphs are stacks of filled outlines."""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFName

from cjdesigner.paint.outlines import advance, colour_layers, em_font, segments
from cjdesigner.paint.pdf_objects import Stream, array, number, reference, rgb, to_unicode

MOST_GLYPHS = 255

# Readers that look for lines guess the size of a Type3 font from the width of its "m", of all things, and take it as
# 0.6 of the size. So each font gets an empty one, or emoji would be set apart from the words they stand between.
_GAUGE = "m"
_GAUGE_WIDTH = 0.6


class ColourFont:
    """Up to 255 coloured glyphs under one-byte codes."""

    def __init__(self, name: str, face: str) -> None:
        self.name = name
        self._layers = colour_layers(face) or {}
        self._raw, self._units = em_font(face)
        self._codes: dict[tuple[int, str], tuple[str, int]] = {}
        self._widths: list[int] = []

    def code(self, glyph: int, text: str) -> tuple[str, int] | None:
        """The code of a glyph that shows the text and its width in thousandths; None if the font is full."""
        found = self._codes.get((glyph, text))
        if found is None:
            if len(self._codes) >= MOST_GLYPHS:
                return None
            width = advance(self._raw, glyph)
            found = self._codes[glyph, text] = f"{len(self._codes):02X}", round(width * 1000 / self._units)
            self._widths.append(width)
        return found

    def embed(self, document: PDFDocument) -> Any:
        """Add the font with the glyphs used so far; a reference to it."""
        names = [f"g{index}" for index in range(len(self._codes))]
        procedures: dict[str, Any] = {}
        xs, ys = [0.0], [0.0]
        for name, (glyph, _), width in zip(names, self._codes, self._widths, strict=True):
            operators = self._procedure(glyph, width, xs, ys)
            procedures[name] = document.Reference(Stream(operators.encode("ascii")))
        names.append(_GAUGE)
        widths = [*self._widths, round(_GAUGE_WIDTH * self._units)]
        procedures[_GAUGE] = document.Reference(Stream(f"{widths[-1]} 0 d0".encode("ascii")))
        # reportlab writes numbers with six decimals, too few for a font unit.
        unit = f"{1 / self._units:.10f}"
        return reference(
            document,
            Type=PDFName("Font"),
            Subtype=PDFName("Type3"),
            Name=PDFName(self.name),
            FontBBox=array(round(min(xs)), round(min(ys)), round(max(xs)), round(max(ys))),
            FontMatrix=f"[ {unit} 0 0 {unit} 0 0 ]",
            CharProcs=PDFDictionary(procedures),
            Encoding=PDFDictionary(
                {"Type": PDFName("Encoding"), "Differences": array(0, *(PDFName(name) for name in names))}
            ),
            FirstChar=0,
            LastChar=len(names) - 1,
            Widths=array(*widths),
            Resources=PDFDictionary({}),
            ToUnicode=document.Reference(
                to_unicode([(code, text) for (_, text), (code, _) in self._codes.items() if text])
            ),
        )

    def _procedure(self, glyph: int, width: int, xs: list[float], ys: list[float]) -> str:
        """The operators that draw a glyph; the points it has are added to ``xs`` and ``ys``."""
        lines = [f"{width} 0 d0"]
        for part, ink in self._layers.get(glyph, ((glyph, None),)):
            steps = list(segments(self._raw.pathForGlyph(part)))
            if not steps:
                continue
            if ink is not None:
                lines.append(f"{rgb(ink)} rg")
            for step, numbers in steps:
                lines.append(" ".join(map(number, numbers)) + " " + step.lower())
                xs += numbers[::2]
                ys += numbers[1::2]
            lines.append("f")
        return "\n".join(lines)
