"""The shapes of a drawing as shapes of a slide: rectangles, outlines, text boxes and pictures that can be edited.

The library makes a shape in a millisecond and keeps it as a tree of a few kilobytes; a map has tens of thousands. So
they are written as XML here and put into the slide when it is saved; the library looks after everything else.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Callable, Iterator
from functools import lru_cache
from io import BytesIO
from typing import Any, NamedTuple

from lxml import etree
from pptx.parts.slide import SlidePart
from PySide6.QtCore import QBuffer, QIODevice

from cjdesigner.draw.shapes import Command, Group, Path, Picture, Rect, Shape, Text
from cjdesigner.draw.text import advance
from cjdesigner.paint import pictures

FONT = "Arial"
"""A font that every reader has: the bundled ones cannot be sent along in a presentation."""

_MISSING = "#C9CED6"
_ALIGN = {"left": "l", "centre": "ctr", "right": "r"}
_TOGETHER = ("card", "phase", "step", "point", "lane")
_TINY = ("card", "point", "curve", "link")
_POINT = 12_700
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_MAY_TURN = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_RISE = 0.8
"""Of the line spacing, above the baseline of the first line."""
_UNIT = 100
"""Steps of an outline's own measure to a scene unit."""
_STEPS = {"M": "moveTo", "L": "lnTo", "C": "cubicBezTo"}
_LANGUAGES = {"en": "en-US", "nl": "nl-NL", "de": "de-DE", "fr": "fr-FR", "es": "es-ES", "it": "it-IT", "pt": "pt-PT"}
"""Spelling is checked in a language of a country; a bare "nl" is checked in none."""
_MARK = "shapes of the map"
_CHUNK = 500_000


class Box(NamedTuple):
    """A rectangle in EMU."""

    x: int
    y: int
    width: int
    height: int


class Drawn:
    """Shapes as XML, packed: a map of 10,000 cards takes a hundred megabytes otherwise."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._size = 0
        self._packed: list[bytes] = []

    def add(self, xml: str) -> None:
        """Put a piece behind the others."""
        self._open.append(xml)
        self._size += len(xml)
        if self._size > _CHUNK:
            self._pack()

    def _pack(self) -> None:
        self._packed.append(zlib.compress("".join(self._open).encode(), 1))
        self._open.clear()
        self._size = 0

    def whole(self) -> Iterator[bytes]:
        """All of it, in UTF-8."""
        self._pack()
        return map(zlib.decompress, self._packed)


class DrawnSlidePart(SlidePart):
    """A slide some of whose shapes are text that has been written already; see ``Easel``."""

    drawn: Drawn
    told: Callable[[], None]
    """Called when it is being saved."""

    @property  # type: ignore[misc]
    def blob(self) -> bytes:
        """The XML of the slide."""
        self.told()
        head, mark, tail = super().blob.partition(f"<!--{_MARK}-->".encode())
        return b"".join((head, *self.drawn.whole(), tail)) if mark else head


class Easel:
    """Puts groups on a slide, at so many EMU to a scene unit and from this corner.

    All stand where the slide's shapes ended when the easel was made. One easel to a slide.
    """

    def __init__(
        self, slide: Any, images: dict[str, bytes], left: float, top: float, scale: float, language: str = ""
    ) -> None:
        tree = slide.shapes._spTree
        self._number = max(int(each.get("id")) for each in tree.iter("{*}cNvPr"))
        self._part = slide.part
        self._part.__class__ = DrawnSlidePart
        self._part.told = lambda: None
        self._drawn = self._part.drawn = Drawn()
        tree.append(etree.Comment(_MARK))
        self._images = images
        self._known: dict[str, str] = {}
        self._left = left
        self._top = top
        self._scale = scale
        self._language = f' lang="{_quoted(spelling(language))}"' if language else ""
        self._looks: dict[tuple[Any, ...], tuple[str, str]] = {}

    def group(self, group: Group, row_y: float) -> None:
        """Put a group in its place; what belongs to one card moves as one."""
        x, y = group.x, row_y + group.y
        several = len(group.shapes) > 1 and group.meaning.role in _TOGETHER
        number = self._next() if several else 0
        said = _quoted(" ".join(group.meaning.text.split())[:120])
        shapes = group.shapes
        if group.meaning.role in _TINY:
            # There is no type below a point, and nobody could read it; the slides of the phases have these texts.
            shapes = tuple(
                one for one in shapes if not isinstance(one, Text) or one.style.size * self._scale >= _POINT
            )
        made = [found for one in shapes if (found := self._shape(one, x, y, "" if several else said))]
        if not several or not made:
            self._drawn.add("".join(xml for _, xml in made))
            return
        boxes = [box for box, _ in made]
        left, top = min(box.x for box in boxes), min(box.y for box in boxes)
        wide, high = max(box.x + box.width for box in boxes) - left, max(box.y + box.height for box in boxes) - top
        whole = f'x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/>'
        inner = f'<a:chOff x="{left}" y="{top}"/><a:chExt cx="{wide}" cy="{high}"/>'
        self._drawn.add(
            f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{number}" name="{said or group.meaning.role}"/><p:cNvGrpSpPr/>'
            f"<p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off {whole}{inner}</a:xfrm></p:grpSpPr>"
        )
        self._drawn.add("".join(xml for _, xml in made))
        self._drawn.add("</p:grpSp>")

    def _next(self) -> int:
        self._number += 1
        return self._number

    def _box(self, x: float, y: float, width: float, height: float) -> Box:
        return Box(
            round(self._left + x * self._scale),
            round(self._top + y * self._scale),
            max(1, round(width * self._scale)),
            max(1, round(height * self._scale)),
        )

    def _shape(self, one: Shape, x: float, y: float, name: str) -> tuple[Box, str] | None:
        if isinstance(one, Text):
            return self._text(one, x, y, name)
        if isinstance(one, Rect):
            return self._rect(one, x, y, name)
        if isinstance(one, Path):
            return self._path(one, x, y, name)
        return self._picture(one, x, y, name)

    def _rect(self, one: Rect, x: float, y: float, name: str) -> tuple[Box, str]:
        box = self._box(x + one.x, y + one.y, one.width, one.height)
        form = _rounded(one.radius, one.width, one.height)
        ink = _fill(one.fill) + self._line(one.stroke, one.stroke_width)
        return box, self._sp(name or "Rectangle", box, form + ink)

    def _path(self, one: Path, x: float, y: float, name: str) -> tuple[Box, str] | None:
        left, top, width, height, form = _outline(one.commands, one.fill is not None)
        if not form:
            return None
        box = self._box(x + left, y + top, width, height)
        ink = _fill(one.fill) + self._line(one.stroke, one.stroke_width, one.dash, True)
        return box, self._sp(name or "Outline", box, form + ink)

    def _line(self, stroke: str | None, width: float, dash: tuple[float, ...] = (), rounded: bool = False) -> str:
        if not stroke or width <= 0:
            return "<a:ln><a:noFill/></a:ln>"
        pairs = dash if len(dash) % 2 == 0 else dash * 2
        # Measured in thousandths of a per cent of the line's width.
        parts = "".join(
            f'<a:ds d="{round(length / width * 100_000)}" sp="{round(gap / width * 100_000)}"/>'
            for length, gap in zip(pairs[::2], pairs[1::2], strict=True)
        )
        dashes = f"<a:custDash>{parts}</a:custDash>" if parts else ""
        ends = ' cap="rnd"' if rounded else ""
        joins = "<a:round/>" if rounded else '<a:miter lim="800000"/>'
        return f'<a:ln w="{max(1, round(width * self._scale))}"{ends}>{_fill(stroke)}{dashes}{joins}</a:ln>'

    def _text(self, one: Text, x: float, y: float, name: str) -> tuple[Box, str] | None:
        if not any(line.strip() for line in one.lines):
            return None
        leading = one.leading or one.style.size * 1.25
        width = max(advance(line, one.style) for line in one.lines) * 1.12 + 6
        box = self._box(x + one.left_edge(width), y + one.baseline - _RISE * leading, width, leading * len(one.lines))
        paragraph, run = self._look(one, leading)
        turned = ' rtl="1"' if _is_turned(one.lines) else ""
        words = f"<a:br>{run}</a:br>".join(
            f"<a:r>{run}<a:t>{_escaped(line)}</a:t></a:r>" for line in one.lines
        )
        # Where nothing wraps, some programs set the text in the middle of its box; so the box is a little wider.
        body = (
            '<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/></a:bodyPr>'
            f"<a:lstStyle/><a:p><a:pPr{turned}{paragraph}</a:pPr>{words}</a:p></p:txBody>"
        )
        form = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        return box, self._sp(name or "Text", box, form, ' txBox="1"', body)

    def _look(self, one: Text, leading: float) -> tuple[str, str]:
        """How a paragraph and its runs are set."""
        key = one.style, one.fill, one.align, leading
        found = self._looks.get(key)
        if found is None:
            spacing = max(100, round(leading * self._scale / 127))
            size = max(100, round(one.style.size * self._scale / 127))
            bold = ' b="1"' if one.style.weight >= 600 else ' b="0"'
            slanted = ' i="1"' if one.style.italic else ' i="0"'
            found = self._looks[key] = (
                f' algn="{_ALIGN[one.align]}"><a:lnSpc><a:spcPts val="{spacing}"/></a:lnSpc>',
                f'<a:rPr{self._language} sz="{size}"{bold}{slanted} dirty="0">{_fill(one.fill)}'
                f'<a:latin typeface="{FONT}"/><a:cs typeface="{FONT}"/></a:rPr>',
            )
        return found

    def _sp(self, name: str, box: Box, properties: str, kind: str = "", body: str = "") -> str:
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{self._next()}" name="{name}"/><p:cNvSpPr{kind}/><p:nvPr/></p:nvSpPr>'
            f"<p:spPr>{_place(box)}{properties}</p:spPr>{body}</p:sp>"
        )

    def _picture(self, one: Picture, x: float, y: float, name: str) -> tuple[Box, str]:
        box = self._box(x + one.x, y + one.y, one.width, one.height)
        relation = self._image(one.asset)
        form = _rounded(one.radius, one.width, one.height)
        if not relation:
            return box, self._sp(name or "Picture", box, form + _fill(_MISSING) + self._line(None, 0.0))
        return box, (
            f'<p:pic><p:nvPicPr><p:cNvPr id="{self._next()}" name="{name or "Picture"}"/><p:cNvPicPr><a:picLocks '
            f'noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed="{relation}"/>'
            f"{_cropped(one)}<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{_place(box)}{form}</p:spPr></p:pic>"
        )

    def _image(self, asset: str) -> str:
        """The relation of the slide to a picture; "" for one that cannot be read."""
        if asset not in self._known:
            data = self._images.get(asset)
            pixels = pictures.image(data)
            if data is None or pixels.isNull():
                self._known[asset] = ""
            else:
                if pictures.kind(data) == "webp":
                    buffer = QBuffer()
                    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
                    pixels.save(buffer, "PNG")  # type: ignore[call-overload]
                    data = bytes(buffer.data().data())
                self._known[asset] = self._part.get_or_add_image_part(BytesIO(data))[1]
        return self._known[asset]


def _cropped(one: Picture) -> str:
    """What is cut off at each edge, in thousandths of a per cent."""
    left, top, wide, high = one.part
    edges = {"l": left, "t": top, "r": 1 - left - wide, "b": 1 - top - high}
    cut = "".join(f' {name}="{round(share * 100_000)}"' for name, share in edges.items() if round(share * 100_000))
    return f"<a:srcRect{cut}/>" if cut else ""


def spelling(language: str) -> str:
    """The language of a country in which a language is checked; the language itself where none is known."""
    return _LANGUAGES.get(language, language)


@lru_cache(4096)
def _outline(commands: tuple[Command, ...], filled: bool) -> tuple[float, float, float, float, str]:
    """Where an outline lies, how large it is, and its form as XML; cards share their marks."""
    xs = [number for _, numbers in commands for number in numbers[::2]]
    ys = [number for _, numbers in commands for number in numbers[1::2]]
    if not xs:
        return 0.0, 0.0, 0.0, 0.0, ""
    left, top = min(xs), min(ys)
    width, height = max(max(xs) - left, 0.01), max(max(ys) - top, 0.01)
    steps = "".join(
        f"<a:{_STEPS[step]}>"
        + "".join(
            f'<a:pt x="{round((px - left) * _UNIT)}" y="{round((py - top) * _UNIT)}"/>'
            for px, py in zip(numbers[::2], numbers[1::2], strict=True)
        )
        + f"</a:{_STEPS[step]}>"
        if step != "Z"
        else "<a:close/>"
        for step, numbers in commands
    )
    hollow = "" if filled else ' fill="none"'
    form = (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{max(1, round(width * _UNIT))}" h="{max(1, round(height * _UNIT))}"'
        f"{hollow}>{steps}</a:path></a:pathLst></a:custGeom>"
    )
    return left, top, width, height, form


def _place(box: Box) -> str:
    return f'<a:xfrm><a:off x="{box.x}" y="{box.y}"/><a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm>'


def _rounded(radius: float, width: float, height: float) -> str:
    least = min(width, height)
    radius = min(radius, least / 2)
    if radius <= 0:
        return '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    bend = f'<a:gd name="adj" fmla="val {round(radius / least * 100_000)}"/>'
    return f'<a:prstGeom prst="roundRect"><a:avLst>{bend}</a:avLst></a:prstGeom>'


def _fill(colour: str | None) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>' if colour else "<a:noFill/>"


def _is_turned(lines: tuple[str, ...]) -> bool:
    """Whether a text runs from right to left, by its first strong character."""
    for line in lines if any(map(_MAY_TURN.search, lines)) else ():
        for kind in map(unicodedata.bidirectional, line):
            if kind in ("L", "R", "AL"):
                return kind != "L"
    return False


def _escaped(text: str) -> str:
    safe = _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)
    return safe.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(text: str) -> str:
    return _escaped(text).replace('"', "&quot;").replace("\n", " ").replace("\t", " ")
