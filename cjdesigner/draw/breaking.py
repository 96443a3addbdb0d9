"""Breaks text into lines that fit a width: greedily, by Unicode's rules, the same on every machine.

Text in the main family is a sum over its words, remembered per face. A word that is not that simple is remembered as
"not a number", which fails every comparison, so that the fast loop needs no test of its own for it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

from PySide6.QtCore import QTextBoundaryFinder

from cjdesigner.draw import coverage, fonts, shaping, thai
from cjdesigner.draw.patterns import late
from cjdesigner.draw.shapes import Style

_LINE = QTextBoundaryFinder.BoundaryType.Line
_GRAPHEME = QTextBoundaryFinder.BoundaryType.Grapheme
_NAN = float("nan")
_LIMIT = 60_000
_CLOSE = 0.97
_SLACK = 1e-6
"""Part of the width by which a line may be wider, for sums that differ in the last digits."""


_BLANK = " \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b\u205f\u3000"
_GAP = re.compile(f"[{_BLANK}]+")
_AWKWARD_START = late(
    "[\u3001\u3002\uff0c\uff0e\u30fb\uff1a\uff1b\uff1f\uff01\u309b\u309c\u30fd\u30fe\u309d\u309e\u3005\u30fc"
    "\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u308e\u3095\u3096"
    "\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7\u30ee\u30f5\u30f6\u31f0-\u31ff"
    "\u300d\u300f\u3011\u3015\u3017\u3019\u301b\u3009\u300b\u301f\uff09\uff3d\uff5d\uff60\u201d\u2019\u2026\u2025]"
)
_AWKWARD_END = late("[\u300c\u300e\u3010\u3014\u3016\u3018\u301a\u3008\u300a\u301d\uff08\uff3b\uff5b\uff5f]")


class _Widths(dict[str, float]):
    """Advance of each word in font units, or not a number for words that need the long way."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self.face = shaping.main_face(style)
        self.space = self.face.space
        self.unit = Style(fonts.EM, style.weight, style.italic)
        """The style in which a scene unit is a font unit."""
        self.inner: dict[str, list[int]] = {}
        """Where a word may be broken inside, such as after a hyphen; only words that may."""
        self.spaced = _Spaced(self)

    def __missing__(self, word: str) -> float:
        if len(self) > _LIMIT:
            self.clear()
            self.inner.clear()
            self.spaced.clear()
        self[word] = width = self._measure(word)
        return width

    def _measure(self, word: str) -> float:
        width = self.face.width(word) if word else _NAN
        if width is None:
            if shaping.LONG_WAY.search(word):
                return _NAN
            width = shaping.shape(word, self.unit).width
        elif word.isalnum():
            return width
        inner = opportunities(word)[:-1]
        if inner:
            self.inner[word] = inner
        return width


class _Spaced(dict[str, float]):
    """Advance of each word with the space behind it, in font units; not a number where it may be broken inside."""

    def __init__(self, known: _Widths) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, word: str) -> float:
        known = self._known
        width = known[word]
        self[word] = spaced = _NAN if word in known.inner else width + known.space
        return spaced


_widths: dict[tuple[int, bool], _Widths] = {}
_limits: dict[tuple[Style, float], tuple[_Widths, float]] = {}


def widths(style: Style) -> _Widths:
    """The memory of words for this style."""
    found = _widths.get((style.weight, style.italic))
    if found is None:
        found = _widths[style.weight, style.italic] = _Widths(style)
    return found


def break_lines(text: str, style: Style, width: float) -> tuple[str, ...]:
    """The text in lines of at most ``width`` scene units, in logical order.

    Paragraphs end at a line feed and an empty one gives "". Spaces at the end of a line are dropped. A word that is
    too wide is broken after a hyphen or slash, else between graphemes; only a single grapheme may stick out. Where a
    line taken alone would run in the other direction than its paragraph, it starts with a direction mark
    (U+200E, U+200F).
    """
    found = _limits.get((style, width))
    if found is None:
        if len(_limits) > 1_000:
            _limits.clear()
        found = _limits[style, width] = widths(style), width * fonts.EM / style.size * (1 + _SLACK)
    known, limit = found
    if "\n" not in text:
        return tuple(_paragraph(text, style, known, limit))
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _paragraph(paragraph, style, known, limit)
    return tuple(lines)


def line_count(text: str, style: Style, width: float) -> int:
    """How many lines ``break_lines`` gives."""
    return len(break_lines(text, style, width))


def _paragraph(text: str, style: Style, known: _Widths, limit: float) -> list[str]:
    text = text.rstrip(" \t\r")
    if not text:
        return [""]
    words = text.split(" ")
    # Widths are whole numbers, or sixty-fourths, so that sums are exact whichever way they are made.
    sums = list(accumulate(map(known.spaced.__getitem__, words)))
    room = limit + known.space
    whole = sums[-1]
    if whole <= room:
        return [text]
    if whole == whole:
        lines = _filled(words, sums, room)
        if lines:
            return lines
    return _one_by_one(text, words, style, known, limit)


def _filled(words: list[str], sums: list[float], room: float) -> list[str]:
    """The lines of words that are never broken inside, by where each ends; none where one is too wide for a line."""
    lines = []
    count = len(words)
    start = 0
    reach = room
    while True:
        end = bisect_right(sums, reach, start)
        if end == count:
            lines.append(" ".join(words[start:]))
            return lines
        if end == start:
            return []
        lines.append(" ".join(words[start:end]))
        reach = sums[end - 1] + room
        start = end


def _one_by_one(text: str, words: list[str], style: Style, known: _Widths, limit: float) -> list[str]:
    lines = []
    space = known.space
    x = 0.0
    start = 0
    for index, word in enumerate(words):
        x += known[word]
        if x <= limit:
            x += space
            continue
        if x != x:
            return _general(text, style, known, limit)
        own = known[word]
        if word in known.inner or own > limit:
            before = " ".join(words[start:index])
            x -= own
            done, rest = _split(before, x, word, known, limit)
            lines += done
            words[index] = rest
            start = index
            x = known[rest] + space
        else:
            lines.append(" ".join(words[start:index]))
            start = index
            x = own + space
    lines.append(" ".join(words[start:]))
    return lines


def _split(before: str, x: float, word: str, known: _Widths, limit: float) -> tuple[list[str], str]:
    """Breaks inside a word that does not fit behind ``before``, which ends at ``x`` with its space.

    Returns the finished lines and the rest of the word, which begins a new one.
    """
    lines = []
    lead = before + " " if before else ""
    ends = known.inner.get(word, [])
    while True:
        end = 0
        for one in ends:
            if not x + known[word[:one]] <= limit:
                break
            end = one
        if end:
            lines.append(lead + word[:end])
        elif lead:
            lines.append(before)
        else:
            end = _cut(word, 0, ends[0] if ends else len(word), lambda cut: known[word[:cut]] <= limit)  # noqa: B023
            if end == len(word):
                return lines, word
            lines.append(word[:end])
        word = word[end:]
        ends = [one - end for one in ends if one > end]
        lead, x = "", 0.0
        if len(word) > _REACH and known[word[:_REACH]] > limit:
            continue  # without measuring all of it for each line
        if known[word] <= limit:
            return lines, word


_REACH = 512
"""Characters of a very long word that are looked at for one line."""
_LONGEST = 64
"""Characters that one grapheme may have, more or less."""


# The long way: any script, any spacing.


def opportunities(text: str) -> list[int]:
    """Where a paragraph may be broken, as code point indexes, its end included.

    Spaces always part, as in Qt's own layout, though Unicode would keep some signs with the word before the space.
    """
    ends = coverage.boundaries(text, _LINE)
    if " " in text:
        ends = sorted({*ends, *(gap.end() for gap in _GAP.finditer(text))})
    if thai.PRESENT.search(text):
        ends = thai.mend(text, ends)
    return [end for end in ends if end == len(text) or text[end - 1] in _BLANK or not _awkward(text, end)]


def _awkward(text: str, end: int) -> bool:
    return bool(_AWKWARD_START.match(text, end) or _AWKWARD_END.match(text, end - 1))


_paragraphs: dict[tuple[str, Style, float], list[str]] = {}


def _general(text: str, style: Style, known: _Widths, limit: float) -> list[str]:
    """The lines of one paragraph of any scripts, remembered."""
    found = _paragraphs.get((text, style, limit))
    if found is None:
        if len(_paragraphs) > 10_000:
            _paragraphs.clear()
        found = _paragraphs[text, style, limit] = _fill(text, style, known, limit)
    return found


def _fill(text: str, style: Style, known: _Widths, limit: float) -> list[str]:
    text = text.translate(shaping.CONTROLS)
    rtl = shaping.runs_rtl(text)
    scale = fonts.EM / style.size
    lines = []
    start = 0
    ends = opportunities(text)
    at = 0

    def line(end: int) -> str:
        return _directed(text[start:end].rstrip(_BLANK), rtl)

    def fits(end: int) -> bool:
        return measure(line(end), style) * scale <= limit

    while at < len(ends):
        # A first guess by adding up; where that comes close, pieces may differ from the whole by some kerning.
        x = taken = 0.0
        last = at
        for index in range(at, len(ends)):
            piece = text[ends[index - 1] if index > at else start : ends[index]]
            bare = piece.rstrip(_BLANK)
            if len(bare) > _REACH and x + _piece(bare[:_REACH], known) > limit:
                break  # without measuring all of a very long word for each line
            width = _piece(bare, known)
            if x + width > limit:
                break
            taken = x + width
            x = taken + (_piece(piece[len(bare) :], known) if len(bare) < len(piece) else 0.0)
            last = index + 1
        while last > at and taken > _CLOSE * limit and not fits(ends[last - 1]):
            last -= 1
        if last > at:
            end = ends[last - 1]
            at = last
        else:
            end = _cut(text, start, ends[at], fits)
            if not text[end : ends[at]].strip(_BLANK):
                end = ends[at]
                at += 1
        lines.append(line(end))
        start = end
    return lines


def _cut(text: str, start: int, end: int, fits: Callable[[int], bool]) -> int:
    """The last place between two graphemes that fits; at least one grapheme from the start."""
    cuts = _cuts(text, start, end, fits)
    low, high = 0, len(cuts) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if fits(cuts[middle]):
            low = middle
        else:
            high = middle - 1
    return cuts[low]


def _cuts(text: str, start: int, end: int, fits: Callable[[int], bool]) -> list[int]:
    """Where a stretch may be cut, up to the first place that does not fit: a line takes little of a very long word."""
    reach = _REACH
    while True:
        stop = min(end, start + reach)
        cuts = [start + cut for cut in coverage.boundaries(text[start:stop], _GRAPHEME)]
        if stop == end:
            return cuts
        # What stands before the end of what was looked at may go on behind it.
        cuts = [cut for cut in cuts if cut <= stop - _LONGEST]
        if cuts and not fits(cuts[-1]):
            return cuts
        reach *= 2


def _directed(line: str, rtl: bool) -> str:
    """The line, marked if by itself it would run the other way than its paragraph."""
    if not line or shaping.runs_rtl(line) == rtl:
        return line
    return ("\u200f" if rtl else "\u200e") + line


def _piece(piece: str, known: _Widths) -> float:
    """About how wide a stretch is, in font units; a space alone or a stretch without one is quick."""
    if not piece:
        return 0.0
    if piece == " ":
        return known.space
    width = known[piece] if " " not in piece else _NAN
    return shaping.shape(piece, known.unit).width if width != width else width


def measure(text: str, style: Style) -> float:
    """The width of one line in scene units."""
    known = widths(style)
    total = known.space * text.count(" ") + sum([known[word] for word in text.split(" ") if word])
    if total != total:
        return shaping.shape(text, style).width
    return total * style.size / fonts.EM


__all__ = ["break_lines", "line_count", "measure", "opportunities"]
