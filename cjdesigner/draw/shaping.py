"""From a line of text to placed glyphs: Qt's shaper, with known words put together from memory.

Everything here is measured at ``fonts.EM`` pixels per em and scaled afterwards, so that a size never changes where
a glyph stands in proportion, and one memory serves all sizes.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable
from itertools import accumulate
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from cjdesigner.draw import coverage, fonts
from cjdesigner.draw.patterns import late
from cjdesigner.draw.shapes import Style

if TYPE_CHECKING:
    from PySide6.QtGui import QTextLayout


class Run(NamedTuple):
    """Glyphs of one face, placed relative to the line's left edge and baseline in scene units.

    Glyphs stand in reading order, also where ``rtl`` makes their ``xs`` fall.
    """

    face: str
    size: float
    glyphs: tuple[int, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    clusters: tuple[int, ...]
    """For each glyph the index (code points) of the first character it stands for."""
    rtl: bool
    synthetic_bold: bool


class Shaped(NamedTuple):
    """One finished line: its runs from left to right, and its measures in scene units."""

    text: str
    runs: tuple[Run, ...]
    width: float
    ascent: float
    descent: float
    rtl: bool
    """Whether the paragraph runs from right to left (by its first strong character)."""


class Metrics(NamedTuple):
    """Heights of the main family in scene units, all positive."""

    ascent: float
    descent: float


class Word(NamedTuple):
    """A word of the main face, in font units."""

    glyphs: tuple[int, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    clusters: tuple[int, ...]
    width: float


_LIMIT = 60_000
_SPECIAL = late(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufe00-\ufe0f\ufeff]"
)
CONTROLS: dict[int, str] = dict.fromkeys((*range(0x20), 0x7F, *range(0x80, 0xA0), 0x1680, 0x2028, 0x2029), " ")
"""For ``str.translate``: control characters become spaces, halves of surrogate pairs the replacement character."""
CONTROLS |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


LONG_WAY = late(
    "^[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
    "|[\x00-\x1f\x7f-\x9f\u00ad\u0530-\u1cff\u2000-\u200c\u200e\u200f\u2028-\u202f\u205f-\u206f\u2e80-\ud7ff"
    "\ud800-\udfff\uf900-\ufaff\ufb1d-\ufdff\ufe30-\ufeff\uff00-\uffef\U00010800-\U00010fff\U0001e800-\U0001efff"
    "\U00020000-\U000323af]"
)
"""In a word: it may run from right to left, depend on its neighbours, or do more than its own width tells.

Without it a line is the sum of its words, whatever families they need.
"""


class _Steps(dict[str, float]):
    """The steps of one main face at one size, spaces included; ``KeyError`` for what has not been seen yet."""

    def __init__(self, steps: dict[str, float], space: float, scale: float) -> None:
        super().__init__()
        self._steps = steps
        self._space = space
        self._scale = scale

    def __missing__(self, pair: str) -> float:
        # The face has no kerning with the space.
        unit = self._space if pair[0] == " " else self._steps[pair[0] if pair[1:] == " " else pair]
        self[pair] = scaled = unit * self._scale
        return scaled


class _Table(dict[str, float]):
    """Steps of one main face in font units: those seen so far, and those of the table beside the font."""

    def __init__(self, advances: dict[str, int], kerning: dict[str, int]) -> None:
        super().__init__()
        self._advances = advances
        self._kerning = kerning

    def __missing__(self, piece: str) -> float:
        step = self._advances[piece[0]]
        if len(piece) > 1:
            self._advances[piece[1]]  # both are to be known  # noqa: B018
            step += self._kerning.get(piece, 0)
        self[piece] = found = float(step)
        return found


class MainFace:
    """What is known about one face of the main family: words shaped so far, and steps between characters.

    The face has no ligatures and no contextual forms, so the step from one character to the next depends on the two
    alone: once seen it is known for all words. Most are ``known`` beforehand, from a table beside the font.
    """

    def __init__(self, key: str, known: bool = True) -> None:
        self.key = key
        self._words: dict[str, Word | None] = {}
        self._sized: dict[float, _Steps] = {}
        table = fonts.steps(key) if known else None
        self._steps: dict[str, float] = _Table(table["advances"], table["kerning"]) if table else {}
        self._glyphs: dict[str, int] = dict(table["glyphs"]) if table else {}
        if table:
            self.space, self.blank = float(table["space"]), table["blank"]
            self._glyphs[" "] = self.blank
            return
        sample = self._whole("n n")
        self._remember("n n", sample)
        self.space = sample.xs[2] - sample.xs[1]
        self.blank = sample.glyphs[1]

    def line(self, text: str, size: float) -> tuple[tuple[int, ...], tuple[float, ...], float] | None:
        """Glyphs, xs and width in scene units of a text all of whose steps are known; ``None`` otherwise."""
        steps = self._sized.get(size)
        if steps is None:
            if len(self._sized) > 50:
                self._sized.clear()
            steps = self._sized[size] = _Steps(self._steps, self.space, size / fonts.EM)
        try:
            glyphs = tuple(map(self._glyphs.__getitem__, text))
            xs = tuple(accumulate(map(steps.__getitem__, map(add, text, text[1:])), initial=0.0))
            return glyphs, xs, xs[-1] + steps[text[-1]]
        except KeyError:
            return None

    def width(self, word: str) -> float | None:
        """The advance of a word without spaces, in font units; ``None`` when it needs more than this face."""
        steps = self._steps
        try:
            return sum(map(steps.__getitem__, map(add, word, word[1:])), steps[word[-1]])
        except (KeyError, IndexError):
            known = self.word(word)
            return None if known is None else known.width

    def word(self, word: str) -> Word | None:
        """A word without spaces; ``None`` when it needs more than this face."""
        words = self._words
        try:
            return words[word]
        except KeyError:
            pass
        made = self._compose(word)
        if made is None and _is_plain(word):
            made = self._learn(word) or self._whole(word)
        if len(words) > _LIMIT:
            words.clear()
        words[word] = made
        return made

    def _compose(self, word: str) -> Word | None:
        """The word from known steps; ``None`` when one is missing."""
        steps = self._steps
        xs = []
        x = 0.0
        try:
            glyphs = tuple(map(self._glyphs.__getitem__, word))
            for pair in map(add, word, word[1:]):
                xs.append(x)
                x += steps[pair]
            if word:
                xs.append(x)
                x += steps[word[-1]]
        except KeyError:
            return None
        return Word(glyphs, tuple(xs), (0.0,) * len(xs), tuple(range(len(xs))), x)

    def _learn(self, word: str) -> Word | None:
        """Finds out the steps that the word needs and puts it together; ``None`` when it has marks that combine.

        Beyond ASCII pairs are looked at one by one: in a whole word their scripts depend on what else is in it, and
        what is remembered must not depend on which word came first.
        """
        if any(map(unicodedata.combining, word)):
            return None
        for piece in (word,) if word.isascii() else (*map(add, word, word[1:]), *word):
            if piece not in self._steps:
                shaped = self._whole(piece)
                if shaped.clusters != tuple(range(len(piece))) or any(shaped.ys):
                    return None
                self._remember(piece, shaped)
        return self._compose(word)

    def _remember(self, piece: str, shaped: Word) -> None:
        if len(self._steps) > _LIMIT:
            self._steps.clear()
        for index in range(len(piece) - 1):
            self._steps[piece[index : index + 2]] = shaped.xs[index + 1] - shaped.xs[index]
        self._steps[piece[-1]] = shaped.width - shaped.xs[-1]
        self._glyphs.update(zip(piece, shaped.glyphs, strict=True))

    def _whole(self, word: str) -> Word:
        """The word as Qt shapes it."""
        width, glyphs, xs, ys, clusters = _shape_plain(self.key, word)
        return Word(glyphs, xs, ys, clusters, width)


def _is_plain(word: str) -> bool:
    """Whether the main family can set the word alone, from left to right."""
    if _SPECIAL.search(word) or (word and unicodedata.combining(word[0])):
        return False
    return all(fonts.covers(fonts.MAIN, c) for c in word) and "\u20e3" not in word


_main: dict[tuple[int, bool], MainFace] = {}


def main_face(style: Style) -> MainFace:
    """The main face for the style."""
    found = _main.get((style.weight, style.italic))
    if found is None:
        key, _ = fonts.face_for(fonts.MAIN, style.weight, style.italic)
        same = [one for one in _main.values() if one.key == key]
        found = _main[style.weight, style.italic] = same[0] if same else MainFace(key)
    return found


_metrics: dict[Style, Metrics] = {}


def metrics(style: Style) -> Metrics:
    """Heights of the main face at the style's size."""
    found = _metrics.get(style)
    if found is None:
        key, _ = fonts.face_for(fonts.MAIN, style.weight, style.italic)
        raw = fonts.raw_font(key, fonts.EM)
        units = raw.ascent(), abs(raw.descent())
        if len(_metrics) > 500:
            _metrics.clear()
        found = _metrics[style] = Metrics(*(unit * style.size / fonts.EM for unit in units))
    return found


def _prepared(text: str, key: str, rtl: bool) -> QTextLayout:
    """A layout of the text on one line. Qt's shaper is fetched here: most texts of a start do without."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QTextLayout, QTextOption

    option = QTextOption()
    option.setUseDesignMetrics(True)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setFlags(QTextOption.Flag.IncludeTrailingSpaces)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    layout = QTextLayout(text, fonts.font(key))
    layout.setTextOption(option)
    return layout


@functools.cache
def _wanted() -> QTextLayout.GlyphRunRetrievalFlag:
    from PySide6.QtGui import QTextLayout

    flag = QTextLayout.GlyphRunRetrievalFlag
    return flag.RetrieveGlyphIndexes | flag.RetrieveGlyphPositions | flag.RetrieveStringIndexes


def _shape_plain(
    key: str, text: str
) -> tuple[float, tuple[int, ...], tuple[float, ...], tuple[float, ...], tuple[int, ...]]:
    """Width, glyphs, xs, ys and clusters of a left-to-right text in one face, in font units."""
    layout = _prepared(text, key, False)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    if not line.isValid():
        return 0.0, (), (), (), ()
    base = line.y() + line.ascent()
    placed = []
    table = coverage.offsets(text)
    for run in line.glyphRuns(-1, -1, _wanted()):
        for glyph, position, index in zip(run.glyphIndexes(), run.positions(), run.stringIndexes(), strict=True):
            placed.append((index if table is None else table[index], position.x(), position.y() - base, glyph))
    placed.sort(key=lambda one: one[0])
    clusters, xs, ys, glyphs = (tuple(column) for column in zip(*placed, strict=True)) if placed else ((), (), (), ())
    return line.horizontalAdvance(), glyphs, xs, ys, clusters


def runs_rtl(text: str) -> bool:
    """Whether the first character with a direction says right to left."""
    if text.isascii():
        return False
    isolated = 0
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("LRI", "RLI", "FSI"):
            isolated += 1
        elif kind == "PDI":
            isolated = max(0, isolated - 1)
        elif not isolated and kind in ("L", "R", "AL"):
            return kind != "L"
    return False


_memo: dict[tuple[str, Style], Shaped] = {}
_LINES = 5_000
"""Lines remembered: about 1.5 KB each, and most are put together again in ten microseconds."""


def shape(line: str, style: Style) -> Shaped:
    """Places the glyphs of one line; control characters count as spaces."""
    found = _memo.get((line, style))
    if found is None:
        found = _plain_line(line, style) or _any_line(line, style)
        if len(_memo) > _LINES:
            _memo.clear()
        _memo[line, style] = found
    return found


def _plain_line(line: str, style: Style) -> Shaped | None:
    """A line put together from what is known; ``None`` when it takes a layout of the whole."""
    face = main_face(style)
    ascent, descent = metrics(style)
    if not line:
        return Shaped("", (), 0.0, ascent, descent, False)
    known_line = face.line(line, style.size)
    if known_line:
        drawn, places, width = known_line
        count = len(drawn)
        flat = Run(face.key, style.size, drawn, places, (0.0,) * count, tuple(range(count)), False, False)
        return Shaped(line, (flat,), width, ascent, descent, False)
    return _words_line(line, style, face)


def _words_line(line: str, style: Style, face: MainFace) -> Shaped | None:
    """The line word by word, each known or shaped alone; ``None`` when one depends on its neighbours."""
    scale = style.size / fonts.EM
    unit = Style(fonts.EM, style.weight, style.italic)
    runs: list[tuple[str, bool, list[tuple[int, float, float, int]]]] = []
    x = 0.0
    start = 0

    def place(key: str, bold: bool, glyphs: Iterable[tuple[int, float, float, int]]) -> None:
        if not runs or runs[-1][0] != key:
            runs.append((key, bold, []))
        runs[-1][2].extend((glyph, (x + gx) * scale, gy * scale, start + at) for glyph, gx, gy, at in glyphs)

    for word in line.split(" "):
        if start:
            place(face.key, False, [(face.blank, -face.space, 0.0, -1)])
        if word:
            known = face.word(word)
            if known is not None:
                place(face.key, False, zip(known.glyphs, known.xs, known.ys, known.clusters, strict=True))
                x += known.width
            elif LONG_WAY.search(word):
                return None
            else:
                alone = _any_line(word, unit) if word == line else shape(word, unit)
                for run in alone.runs:
                    place(run.face, run.synthetic_bold, zip(run.glyphs, run.xs, run.ys, run.clusters, strict=True))
                x += alone.width
        x += face.space
        start += len(word) + 1
    ascent, descent = metrics(style)
    made = []
    for key, bold, placed in runs:
        glyphs, xs, ys, clusters = zip(*placed, strict=True)
        made.append(Run(key, style.size, glyphs, xs, ys, clusters, False, bold))
    return Shaped(line, tuple(made), (x - face.space) * scale, ascent, descent, False)


def _any_line(line: str, style: Style) -> Shaped:
    """A line of any scripts, through Qt's bidirectional layout."""
    text = line.translate(CONTROLS)
    if text.endswith("\u00ad"):
        text = text[:-1] + "-"
    rtl = runs_rtl(text)
    parts = list(coverage.parts(text))
    text = "".join(coverage.boxed(text[part.start : part.end], part.family) for part in parts)
    table = coverage.offsets(text)
    from PySide6.QtGui import QTextCharFormat, QTextLayout

    layout = _prepared(text, main_face(style).key, rtl)
    faces: list[tuple[str, bool]] = []
    formats = []
    position = 0
    for part in parts:
        chosen = fonts.face_for(part.family, style.weight, style.italic)
        faces += [chosen] * (part.end - part.start)
        piece = QTextLayout.FormatRange()
        piece.start = position
        piece.length = part.end - part.start
        if table is not None:
            piece.length = len(text[part.start : part.end].encode("utf-16-le")) // 2
        position += piece.length
        drawn = QTextCharFormat()
        drawn.setFont(fonts.font(chosen[0]))
        piece.format = drawn
        formats.append(piece)
    layout.setFormats(formats)
    layout.beginLayout()
    qt_line = layout.createLine()
    layout.endLayout()
    ascent, descent = metrics(style)
    if not qt_line.isValid():
        return Shaped(line, (), 0.0, ascent, descent, rtl)
    scale = style.size / fonts.EM
    base = qt_line.y() + qt_line.ascent()
    left = qt_line.naturalTextRect().left()
    runs = []
    for run in qt_line.glyphRuns(-1, -1, _wanted()):
        indexes = run.stringIndexes()
        placed = []
        for glyph, point, index in zip(run.glyphIndexes(), run.positions(), indexes, strict=True):
            cluster = index if table is None else table[index]
            if coverage.INVISIBLE.fullmatch(text[cluster]) and _alone(text, cluster, indexes, table):
                continue
            placed.append((cluster, (point.x() - left) * scale, (point.y() - base) * scale, glyph))
        if not placed:
            continue
        placed.sort(key=lambda one: one[0])
        clusters, xs, ys, glyphs = zip(*placed, strict=True)
        key, bold = faces[clusters[0]]
        runs.append(Run(key, style.size, glyphs, xs, ys, clusters, run.isRightToLeft(), bold))
    runs.sort(key=lambda one: min(one.xs))
    return Shaped(line, tuple(runs), qt_line.horizontalAdvance() * scale, ascent, descent, rtl)


def _alone(text: str, cluster: int, indexes: list[int], table: list[int] | None) -> bool:
    """Whether the invisible character is a cluster of its own rather than the head of a visible one."""
    later = [index if table is None else table[index] for index in indexes]
    end = min((index for index in later if index > cluster), default=len(text))
    return all(coverage.INVISIBLE.fullmatch(character) for character in text[cluster:end])
