"""Writes a drawing as SVG: text as text with its fonts inside (for browsers), or as outlines (for drawing programs).

There are no scripts and no references to anything outside the file.
"""

from __future__ import annotations

import base64
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import BinaryIO

from cjdesigner.draw import fonts
from cjdesigner.draw.glyphs import BOLDER
from cjdesigner.draw.shapes import WHOLE, Drawing, Group, Path, Picture, Rect, Shape, Text
from cjdesigner.draw.text import Run, shape
from cjdesigner.paint import pictures
from cjdesigner.paint.base import Progress, nothing
from cjdesigner.paint.outlines import colour_layers
from cjdesigner.paint.svg_font import Glyphs, embedded

_MISSING = "#C9CED6"
_STEPS = 64
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_svg(drawing: Drawing, file: BinaryIO, outlines: bool = False, progress: Progress = nothing) -> None:
    """Write the drawing in UTF-8."""
    fonts.application()
    file.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    file.write(svg(drawing, outlines, progress).encode("utf-8"))
    progress(1.0)


def svg(drawing: Drawing, outlines: bool = False, progress: Progress = nothing, names: str = "") -> str:
    """The ``<svg>`` element of a drawing. Each group tells by ``data-role`` and ``data-id`` what it shows.

    What it refers to has names that begin with ``names``, so that several can share a page.
    """
    writer = Writer(drawing.pictures, outlines, names)
    groups = [(row.y, group) for row in drawing.rows for group in row.groups]
    groups += [(0.0, group) for group in drawing.over]
    body = []
    for place, (y, group) in enumerate(groups):
        if place % _STEPS == 0:
            progress(0.8 * place / len(groups))
        body.append(writer.group(group, y))
    size = f"{number(drawing.width)} {number(drawing.height)}"
    head = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{number(drawing.width)}" height="{number(drawing.height)}" viewBox="0 0 {size}" '
        f'lang="{attribute(drawing.language)}" xml:lang="{attribute(drawing.language)}" role="document">'
    )
    ground = f'<rect width="{number(drawing.width)}" height="{number(drawing.height)}" fill="{drawing.background}"/>'
    return "\n".join(
        [head, f"<title>{escaped(drawing.title)}</title>", writer.definitions(), ground, *body, "</svg>\n"]
    )


def escaped(text: str) -> str:
    """Text between tags; what XML cannot hold becomes the replacement character."""
    safe = _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)
    return safe.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """Text in an attribute between double quotes."""
    return escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")


def number(value: float) -> str:
    """A length as it is written in an SVG."""
    return f"{round(value, 3) + 0.0:g}" if abs(value) < 1000 else f"{round(value, 2):.10g}"


class Writer:
    """Writes groups and gathers what they refer to."""

    def __init__(self, images: dict[str, bytes], outlines: bool = False, names: str = "") -> None:
        self._pictures = images
        self._outlines = outlines
        self._names = names
        self._glyphs = Glyphs(names)
        self._used: dict[str, set[str]] = defaultdict(set)
        self._images: dict[str, str] = {}
        self._clips: list[str] = []

    def definitions(self) -> str:
        """Fonts, glyphs, pictures and clips; to be asked last."""
        faces = "".join(
            f'@font-face{{font-family:"{self._names}{face}";'
            f'src:url({embedded(face, frozenset(used))}) format("woff")}}\n'
            for face, used in sorted(self._used.items())
        )
        # Without the last of these browsers fit letters to whole pixels, which moves and thickens them.
        rules = "text{white-space:pre;font-synthesis:none;text-rendering:geometricPrecision}"
        style = f"<style>{faces}{rules}</style>" if faces else ""
        inner = [*self._glyphs.definitions, *self._images.values(), *self._clips]
        return style + "<defs>" + "\n".join(inner) + "</defs>"

    def group(self, group: Group, row_y: float, more: str = "") -> str:
        """A group at its place, with further attributes."""
        means = group.meaning
        told = f' data-role="{attribute(means.role)}"' + (f' data-id="{attribute(means.id)}"' if means.id else "")
        if means.text:
            told += f' role="group" aria-label="{attribute(means.text)}"'
        inner = "".join(part for one in group.shapes for part in self._shape(one))
        return f'<g transform="translate({number(group.x)} {number(row_y + group.y)})"{told}{more}>{inner}</g>'

    def _shape(self, one: Shape) -> Iterator[str]:
        if isinstance(one, Rect):
            radius = min(one.radius, one.width / 2, one.height / 2)
            rounded = f' rx="{number(radius)}"' if radius > 0 else ""
            box = f'x="{number(one.x)}" y="{number(one.y)}" width="{number(one.width)}" height="{number(one.height)}"'
            yield f"<rect {box}{rounded}{_ink(one.fill, one.stroke, one.stroke_width)}/>"
        elif isinstance(one, Path):
            steps = " ".join(step + " ".join(map(number, numbers)) for step, numbers in one.commands)
            dash = f' stroke-dasharray="{" ".join(map(number, one.dash))}"' if one.dash else ""
            ends = ' stroke-linecap="round" stroke-linejoin="round"' if one.stroke else ""
            yield f'<path d="{steps}"{_ink(one.fill, one.stroke, one.stroke_width)}{ends}{dash}/>'
        elif isinstance(one, Picture):
            yield self._picture(one)
        else:
            yield from self._text(one)

    def _picture(self, one: Picture) -> str:
        box = f'x="{number(one.x)}" y="{number(one.y)}" width="{number(one.width)}" height="{number(one.height)}"'
        rounded = f' rx="{number(one.radius)}"' if one.radius > 0 else ""
        name = self._image(one.asset)
        if not name:
            return f'<rect {box}{rounded} fill="{_MISSING}"/>'
        left, top, wide, high = one.part
        across, down = one.width / wide, one.height / high
        place = f"{number(one.x - left * across)} {number(one.y - top * down)}"
        scaled = f"translate({place}) scale({across:.10g} {down:.10g})"
        size = f"{number(one.width)} {number(one.height)}"
        shown = f'<use xlink:href="#{name}" data-picture="{size}" transform="{scaled}"/>'
        if one.radius <= 0 and one.part == WHOLE:
            return shown
        clip = f"{self._names}c{len(self._clips)}"
        self._clips.append(f'<clipPath id="{clip}"><rect {box}{rounded}/></clipPath>')
        return f'<g clip-path="url(#{clip})">{shown}</g>'

    def _image(self, asset: str) -> str:
        """The id of a picture in a square of one unit, defined once; "" for one that cannot be read."""
        data = self._pictures.get(asset)
        kind = pictures.kind(data) if data else ""
        if not data or not kind or pictures.image(data).isNull():
            return ""
        if asset not in self._images:
            name = f"{self._names}i{len(self._images)}"
            url = f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}"
            self._images[asset] = (
                f'<image id="{name}" width="1" height="1" preserveAspectRatio="none" xlink:href="{url}"/>'
            )
        return f"{self._names}i{list(self._images).index(asset)}"

    def _text(self, text: Text) -> Iterator[str]:
        baseline = text.baseline
        for line in text.lines:
            shaped = shape(line, text.style)
            left = text.left_edge(shaped.width)
            starts = sorted({start for run in shaped.runs for start in run.clusters})
            ends = dict(zip(starts, [*starts[1:], len(shaped.text)], strict=False))
            for run in shaped.runs:
                first, last = min(run.clusters), max(run.clusters)
                said = shaped.text[0 if first == starts[0] else first : ends[last]]
                if colour_layers(run.face) is not None or self._outlines:
                    yield self._drawn(run, said, left, baseline, text.fill)
                elif said.strip():
                    yield self._written(run, said, left, baseline, text.fill)
            baseline += text.leading

    def _written(self, run: Run, said: str, left: float, baseline: float, fill: str) -> str:
        # A shaper may take letters apart or put them together before it looks for glyphs.
        for form in ("NFC", "NFD", "NFKD"):
            self._used[run.face].update(unicodedata.normalize(form, said))
        # The end of right-to-left text is its left edge.
        turned = ' direction="rtl" text-anchor="end"' if run.rtl else ""
        bold = f' stroke="{fill}" stroke-width="{number(BOLDER * run.size)}"' if run.synthetic_bold else ""
        place = f'x="{number(left + min(run.xs))}" y="{number(baseline)}"'
        font = f'font-family="{self._names}{run.face}" font-size="{number(run.size)}"'
        return f'<text {place} {font} fill="{fill}"{bold}{turned} xml:space="preserve">{escaped(said)}</text>'

    def _drawn(self, run: Run, said: str, left: float, baseline: float, fill: str) -> str:
        layers = colour_layers(run.face)
        units = self._glyphs.units(run.face)
        scale = run.size / units
        parts = []
        for glyph, x, y in zip(run.glyphs, run.xs, run.ys, strict=True):
            for part, ink in layers.get(glyph, ((glyph, None),)) if layers else ((glyph, None),):
                name = self._glyphs.name(run.face, part)
                if name:
                    own = f' fill="{ink}"' if ink else ""
                    parts.append(f'<use xlink:href="#{name}" x="{number(x / scale)}" y="{number(y / scale)}"{own}/>')
        if not parts:
            return ""
        bold = f' stroke="{fill}" stroke-width="{number(BOLDER * units)}"' if run.synthetic_bold else ""
        place = f"translate({number(left)} {number(baseline)}) scale({scale:.8g})"
        return f'<g transform="{place}" fill="{fill}"{bold} aria-label="{attribute(said)}">{"".join(parts)}</g>'


def _ink(fill: str | None, stroke: str | None, width: float) -> str:
    painted = f' fill="{fill or "none"}"'
    return painted + (f' stroke="{stroke}" stroke-width="{number(width)}"' if stroke and width > 0 else "")
