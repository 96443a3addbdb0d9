"""The shapes of a drawing as shapes of a slide: rectangles, outlines, text boxes and pictures that can be edited."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt
from PySide6.QtCore import QBuffer, QIODevice

from cjdesigner.draw.shapes import Group, Path, Picture, Rect, Text
from cjdesigner.draw.text import advance
from cjdesigner.paint import pictures

FONT = "Arial"
"""A font that every reader has: the bundled ones cannot be sent along in a presentation."""

_MISSING = "#C9CED6"
_ALIGN = {"left": PP_ALIGN.LEFT, "centre": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
_TOGETHER = ("card", "phase", "step", "point", "lane")
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_MOST_GROUPS = 300
"""On one slide: the library takes ever longer for each further one."""
_RISE = 0.8
"""Of the line spacing, above the baseline of the first line."""


class Easel:
    """Puts groups on a slide, at so many EMU to a scene unit and from this corner."""

    def __init__(self, slide: Any, images: dict[str, bytes], left: float, top: float, scale: float) -> None:
        self._shapes = slide.shapes
        # Else the library looks through the whole slide for a free number before each shape.
        self._shapes.turbo_add_enabled = True
        self._images = images
        self._grouped = 0
        self._left = left
        self._top = top
        self._scale = scale

    def group(self, group: Group, row_y: float) -> None:
        """Put a group in its place; what belongs to one card moves as one."""
        if not group.shapes:
            return
        shapes = self._shapes
        several = self._grouped < _MOST_GROUPS and len(group.shapes) > 1 and group.meaning.role in _TOGETHER
        into = shapes.add_group_shape() if several else None
        inner = into.shapes if into is not None else shapes
        if into is not None:
            self._grouped += 1
            inner._cached_max_shape_id = into.shape_id
        x, y = group.x, row_y + group.y
        for one in group.shapes:
            made = self._shape(inner, one, x, y)
            if made is not None and group.meaning.text and into is None:
                made.name = _clean(group.meaning.text)[:120]
        shapes._cached_max_shape_id = inner._cached_max_shape_id
        if into is not None:
            into.name = _clean(group.meaning.text or group.meaning.role)[:120]

    def _box(self, x: float, y: float, width: float, height: float) -> tuple[Emu, Emu, Emu, Emu]:
        return (
            Emu(round(self._left + x * self._scale)),
            Emu(round(self._top + y * self._scale)),
            Emu(max(1, round(width * self._scale))),
            Emu(max(1, round(height * self._scale))),
        )

    def _shape(self, shapes: Any, one: Rect | Path | Text | Picture, x: float, y: float) -> Any:
        if isinstance(one, Rect):
            return self._rect(shapes, one, x, y)
        if isinstance(one, Path):
            return self._path(shapes, one, x, y)
        if isinstance(one, Text):
            return self._text(shapes, one, x, y)
        return self._picture(shapes, one, x, y)

    def _rect(self, shapes: Any, one: Rect, x: float, y: float) -> Any:
        radius = min(one.radius, one.width / 2, one.height / 2)
        kind = MSO_SHAPE.ROUNDED_RECTANGLE if radius > 0 else MSO_SHAPE.RECTANGLE
        made = shapes.add_shape(kind, *self._box(x + one.x, y + one.y, one.width, one.height))
        if radius > 0:
            made.adjustments[0] = radius / min(one.width, one.height)
        self._ink(made, one.fill, one.stroke, one.stroke_width)
        return made

    def _path(self, shapes: Any, one: Path, x: float, y: float) -> Any:
        xs = [number for _, numbers in one.commands for number in numbers[::2]]
        ys = [number for _, numbers in one.commands for number in numbers[1::2]]
        if not xs:
            return None
        left, top = min(xs), min(ys)
        width, height = max(max(xs) - left, 0.01), max(max(ys) - top, 0.01)
        made = shapes.add_shape(MSO_SHAPE.RECTANGLE, *self._box(x + left, y + top, width, height))
        # The library knows no curves, so the outline is written here.
        unit = 100
        outline = etree.Element(f"{{{_DRAWING}}}custGeom")
        for name in ("avLst", "gdLst", "ahLst", "cxnLst"):
            etree.SubElement(outline, f"{{{_DRAWING}}}{name}")
        etree.SubElement(outline, f"{{{_DRAWING}}}rect", l="0", t="0", r="r", b="b")
        paths = etree.SubElement(outline, f"{{{_DRAWING}}}pathLst")
        inner = etree.SubElement(
            paths,
            f"{{{_DRAWING}}}path",
            w=str(max(1, round(width * unit))),
            h=str(max(1, round(height * unit))),
        )
        if one.fill is None:
            inner.set("fill", "none")
        names = {"M": "moveTo", "L": "lnTo", "C": "cubicBezTo", "Z": "close"}
        for step, numbers in one.commands:
            made_step = etree.SubElement(inner, f"{{{_DRAWING}}}{names[step]}")
            for px, py in zip(numbers[::2], numbers[1::2], strict=True):
                place = {"x": str(round((px - left) * unit)), "y": str(round((py - top) * unit))}
                etree.SubElement(made_step, f"{{{_DRAWING}}}pt", place)
        properties = made._element.spPr
        preset = properties.find(qn("a:prstGeom"))
        properties.replace(preset, outline)
        self._ink(made, one.fill, one.stroke, one.stroke_width)
        if one.stroke and one.dash:
            made.line.dash_style = MSO_LINE.DASH
        return made

    def _ink(self, made: Any, fill: str | None, stroke: str | None, width: float) -> None:
        # The theme's own effects (a shadow) stay away.
        style = made._element.find(qn("p:style"))
        if style is not None:
            made._element.remove(style)
        if fill:
            made.fill.solid()
            made.fill.fore_color.rgb = RGBColor.from_string(fill[1:])
        else:
            made.fill.background()
        if stroke and width > 0:
            made.line.color.rgb = RGBColor.from_string(stroke[1:])
            made.line.width = Emu(max(1, round(width * self._scale)))
        else:
            made.line.fill.background()

    def _text(self, shapes: Any, one: Text, x: float, y: float) -> Any:
        if not any(line.strip() for line in one.lines):
            return None
        leading = one.leading or one.style.size * 1.25
        width = max(advance(line, one.style) for line in one.lines) * 1.12 + 6
        left = one.x - {"left": 0.0, "centre": width / 2, "right": width}[one.align]
        top = one.baseline - _RISE * leading
        box = shapes.add_textbox(*self._box(x + left, y + top, width, leading * len(one.lines)))
        frame = box.text_frame
        # Where nothing wraps, some programs set the text in the middle of its box; so the box is a little wider.
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor = MSO_ANCHOR.TOP
        paragraph = frame.paragraphs[0]
        paragraph.alignment = _ALIGN[one.align]
        paragraph.line_spacing = Pt(max(1.0, round(leading * self._scale / 12_700, 1)))
        for place, line in enumerate(one.lines):
            if place:
                paragraph.add_line_break()
            run = paragraph.add_run()
            run.text = _clean(line)
            font = run.font
            font.name, font.bold, font.italic = FONT, one.style.weight >= 600, one.style.italic
            font.size = Pt(max(1.0, round(one.style.size * self._scale / 12_700, 1)))
            font.color.rgb = RGBColor.from_string(one.fill[1:])
        return box

    def _picture(self, shapes: Any, one: Picture, x: float, y: float) -> Any:
        data = self._images.get(one.asset)
        pixels = pictures.image(data)
        box = self._box(x + one.x, y + one.y, one.width, one.height)
        if data is None or pixels.isNull():
            made = shapes.add_shape(MSO_SHAPE.RECTANGLE, *box)
            self._ink(made, _MISSING, None, 0.0)
            return made
        if pictures.kind(data) == "webp":
            buffer = QBuffer()
            buffer.open(QIODevice.OpenModeFlag.WriteOnly)
            pixels.save(buffer, "PNG")  # type: ignore[call-overload]
            data = bytes(buffer.data().data())
        made = shapes.add_picture(BytesIO(data), *box)
        if one.radius > 0:
            made.auto_shape_type = MSO_SHAPE.ROUNDED_RECTANGLE
        return made


def _clean(text: str) -> str:
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)
