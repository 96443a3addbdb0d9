"""Text in a PDF's content stream: the glyphs exactly where the canvas has them, the words so that they copy out right.

Everything is written in scene units with y downwards; each line's text matrix turns it upright. Pen positions are
counted in thousandths of the type size, rounded as the file rounds them, so that no error adds up along a line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from cjdesigner.draw.glyphs import BOLDER
from cjdesigner.draw.shapes import Text
from cjdesigner.draw.text import Run, Shaped, shape
from cjdesigner.paint.pdf_font import BLANK, FontBook
from cjdesigner.paint.pdf_objects import number, rgb

_ZERO_WIDTH = "\u200b"


class _Cluster(NamedTuple):
    """What one grapheme or ligature shows: its text and its glyphs, by index into the run."""

    start: int
    text: str
    run: Run
    glyphs: list[int]


def text_block(text: Text, book: FontBook) -> str:
    """The operators that show a block of lines, one text matrix per line."""
    pen = _Pen(text.fill)
    baseline = text.baseline
    for line in text.lines:
        shaped = shape(line, text.style)
        if shaped.runs:
            pen.line(text.left_edge(shaped.width), baseline)
            _line(shaped, book, pen)
        baseline += text.leading
    return pen.finish()


def _line(shaped: Shaped, book: FontBook, pen: _Pen) -> None:
    runs, line = shaped.runs, shaped.text
    if len(runs) == 1 and runs[0].clusters == tuple(range(len(line))) and not any(runs[0].ys):
        run = runs[0]
        if not run.rtl and not book.is_colour(run.face):
            _plain(run, line, book, pen)
            return
    clusters = _clusters(shaped)
    if any(run.rtl for run in runs):
        ordered = _reading_order(clusters, line)
    else:
        ordered = iter(sorted(clusters, key=lambda cluster: cluster.start))
    for cluster in ordered:
        _cluster(cluster, book, pen)


def _plain(run: Run, line: str, book: FontBook, pen: _Pen) -> None:
    """A left-to-right run with a glyph for each character: the usual case, kept short for speed."""
    font = book.font(run.face)
    pen.select(font.name, run.size, run.synthetic_bold)
    per_unit = 1000 / run.size
    code = font.code
    at = pen.at
    shown: list[str] = []
    for glyph, character, x in zip(run.glyphs, line, run.xs, strict=True):
        gap = x * per_unit - at
        if gap > 0.5 or gap < -0.5:
            step = round(gap)
            shown.append(f">{-step}<")
            at += step
        digits, width = code(glyph, character)
        shown.append(digits)
        at += width
    pen.at = at
    pen.show("".join(shown))


def _clusters(shaped: Shaped) -> list[_Cluster]:
    """The line's clusters. What has no glyph of its own (joiners, direction marks) belongs to the one before."""
    starts = sorted({start for run in shaped.runs for start in run.clusters})
    line = shaped.text
    ends = dict(zip(starts, [*starts[1:], len(line)], strict=True))
    clusters = []
    written: set[int] = set()
    for run in shaped.runs:
        members: dict[int, list[int]] = {}
        for index, start in enumerate(run.clusters):
            members.setdefault(start, []).append(index)
        for start, glyphs in members.items():
            first = 0 if start == starts[0] else start
            # A cluster that reaches over two runs tells its text once.
            text = "" if start in written else line[first : ends[start]]
            written.add(start)
            clusters.append(_Cluster(start, text, run, glyphs))
    return clusters


def _reading_order(clusters: list[_Cluster], line: str) -> Iterator[_Cluster]:
    """Reading order, but each stretch of right-to-left letters from left to right.

    So readers find their way: they turn such letters round themselves, and take words, digits and punctuation as
    they come.
    """
    stretch = 0
    stretches = []
    letters_before = False
    for character in line:
        letters = unicodedata.bidirectional(character) in ("R", "AL", "NSM")
        if not (letters and letters_before):
            stretch += 1
        letters_before = letters
        stretches.append(stretch)
    return iter(
        sorted(clusters, key=lambda cluster: (stretches[cluster.start], min(cluster.run.xs[i] for i in cluster.glyphs)))
    )


def _cluster(cluster: _Cluster, book: FontBook, pen: _Pen) -> None:
    run, glyphs, text = cluster.run, cluster.glyphs, cluster.text
    per_unit = 1000 / run.size
    if book.is_colour(run.face):
        spanned = len(glyphs) > 1 or not text
        if spanned:
            pen.begin_span(text)
        for index in glyphs:
            own = text if index == glyphs[0] else ""
            name, (digits, width) = book.colour_code(run.face, run.glyphs[index], own)
            pen.select(name, run.size, False)
            pen.move(run.xs[index] * per_unit, run.ys[index])
            pen.show_code(digits, width)
        if spanned:
            pen.end_span()
        return
    font = book.font(run.face)
    pen.select(font.name, run.size, run.synthetic_bold)
    if len(glyphs) == 1 and text:
        index = glyphs[0]
        if run.rtl and len(text) > 1:
            # Readers turn letters round one by one, also those inside a ligature: give each a glyph of its own,
            # the ligature the first of them, and blank ones for the others on its left.
            pen.move(run.xs[index] * per_unit, 0.0)
            for character in reversed(text[1:]):
                pen.show_code(*font.code(BLANK, character))
            text = text[0]
        pen.move(run.xs[index] * per_unit, run.ys[index])
        pen.show_code(*font.code(run.glyphs[index], text))
        return
    pen.begin_span(text)
    right = 0.0
    texts = list(text) if len(text) == len(glyphs) else [text or _ZERO_WIDTH] + [_ZERO_WIDTH] * (len(glyphs) - 1)
    for index, own in zip(glyphs, texts, strict=True):
        digits, width = font.code(run.glyphs[index], own)
        x = run.xs[index] * per_unit
        right = max(right, x + width)
        pen.move(x, run.ys[index])
        pen.show_code(digits, width)
    # Readers take the span's right edge from its last glyph, and a mark sits anywhere over its letter.
    pen.move(right, 0.0)
    pen.show_code(*font.code(BLANK, _ZERO_WIDTH))
    pen.end_span()


class _Pen:
    """Writes the operators of one text object and knows where its pen stands."""

    def __init__(self, fill: str) -> None:
        self._fill = rgb(fill)
        self._parts = ["BT"]
        self._font: tuple[str, float] | None = None
        self._bold: float | None = None
        self._rise = 0.0
        self._waiting: list[str] = []
        self.at = 0.0
        """Distance from the line's left edge in thousandths of the type size, as the file has it."""

    def line(self, x: float, baseline: float) -> None:
        """Start a line at its left edge."""
        self._flush()
        self._parts.append(f"1 0 0 -1 {number(x)} {number(baseline)} Tm")
        self.at = 0.0

    def select(self, name: str, size: float, bold: bool) -> None:
        """Take a font, at a size in scene units, if it is not the one in hand."""
        if self._font != (name, size):
            self._flush()
            if self._font is not None:
                self.at *= self._font[1] / size
            self._font = name, size
            self._parts.append(f"/{name} {number(size)} Tf")
        stroke = size * BOLDER if bold else None
        if stroke != self._bold:
            self._flush()
            self._bold = stroke
            self._parts.append("0 Tr" if stroke is None else f"2 Tr 2 j {number(stroke)} w {self._fill} RG")

    def show(self, digits: str) -> None:
        """Show glyph codes; ``>n<`` between them moves as in a TJ array. The caller keeps ``at``."""
        self._waiting.append(digits)

    def show_code(self, digits: str, width: int) -> None:
        """Show one glyph."""
        self._waiting.append(digits)
        self.at += width

    def move(self, at: float, y: float) -> None:
        """Bring the pen to a place on the line, and to a height in scene units below the baseline."""
        if y != self._rise:
            self._flush()
            self._rise = y
            self._parts.append(f"{number(-y)} Ts")
        step = round(at - self.at)
        if step:
            self._waiting.append(f">{-step}<")
            self.at += step

    def begin_span(self, text: str) -> None:
        """What follows up to ``end_span`` reads as this text."""
        self._flush()
        said = b"\xfe\xff" + text.encode("utf-16-be", "replace")
        self._parts.append(f"/Span <</ActualText <{said.hex().upper()}>>> BDC")

    def end_span(self) -> None:
        """End the span."""
        self._flush()
        self._parts.append("EMC")

    def _flush(self) -> None:
        if self._waiting:
            shown = "<" + "".join(self._waiting) + ">"
            self._waiting = []
            self._parts.append(f"[{shown.replace('<>', '')}] TJ")

    def finish(self) -> str:
        """All operators; empty if nothing is shown."""
        self._flush()
        if len(self._parts) == 1:
            return ""
        if self._rise:
            self._parts.append("0 Ts")
        if self._bold is not None:
            self._parts.append("0 Tr")
        return f"{self._fill} rg\n" + "\n".join(self._parts) + "\nET"
