"""Draws the display list with QPainter: what the canvas shows and what a PNG holds.

Shapes are compiled once into ready Qt values (rectangles, paths, pens, glyph runs) and kept by the identity of their
tuple, per thread. Layout hands out the same tuple for an unchanged card, so a repaint only issues draw calls.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QGlyphRun, QPainter, QPainterPath, QPainterPathStroker, QPen, QTransform

from cjdesigner.draw import fonts
from cjdesigner.draw.colours import blend
from cjdesigner.draw.glyphs import BOLDER, outline
from cjdesigner.draw.shapes import Command, Drawing, Group, Path, Picture, Rect, Shape, Text
from cjdesigner.draw.text import Run
from cjdesigner.draw.text import shape as shape_line
from cjdesigner.paint.outlines import Layers, colour_layers, em_font
from cjdesigner.paint.pictures import image

Op = tuple[Any, ...]
"""One ready draw call; the first item says which."""

_Glyphs = dict[tuple[str, float, str], tuple[list[int], list[QPointF]]]
"""Glyphs and their places by face, size and colour: one draw call for each, however many lines they come from."""

_RECT, _BOX, _PATH, _GLYPHS, _GLYPHS_SCALED, _PICTURE, _BAR = range(7)

_GROUPS_KEPT = 4096
_PATHS_KEPT = 2048
_NO_PEN = QPen(Qt.PenStyle.NoPen)
_NO_BRUSH = QBrush(Qt.BrushStyle.NoBrush)

_MISSING = "#C9CED6"
"""Fill of a picture that cannot be read."""


def paint_drawing(painter: QPainter, drawing: Drawing, clip: QRectF | None = None, background: bool = True) -> None:
    """Paint a whole drawing, or only the groups that touch ``clip`` (scene units), background first."""
    area = QRectF(0, 0, drawing.width, drawing.height) if clip is None else clip
    if background:
        painter.fillRect(area, colour(drawing.background))
    left, top, right, bottom = area.left(), area.top(), area.right(), area.bottom()
    rows = [(row.y, row.groups) for row in drawing.rows]
    for row_y, groups in (*rows, (0.0, drawing.over)):
        for group in groups:
            x, y = group.x, row_y + group.y
            if clip is None or (y < bottom and y + group.height > top and x < right and x + group.width > left):
                _paint_at(painter, x, y, group.shapes, drawing.pictures, _compile)


def paint_group(painter: QPainter, group: Group, pictures: dict[str, bytes]) -> None:
    """Paint a group at its own place. The painter's pen and brush are not restored."""
    _paint_at(painter, group.x, group.y, group.shapes, pictures, _compile)


def paint_group_blocks(painter: QPainter, group: Group, pictures: dict[str, bytes]) -> None:
    """Paint a group for small scales: each line of text is a bar in a paler blend of its colour."""
    _paint_at(painter, group.x, group.y, group.shapes, pictures, _compile_blocks)


def paint_shapes(painter: QPainter, shapes: tuple[Shape, ...], pictures: dict[str, bytes]) -> None:
    """Paint shapes at the painter's origin. The painter's pen and brush are not restored."""
    _run(painter, _ops(shapes, _compile), pictures)


class _Memo(threading.local):
    """What has been made ready on this thread. Raw fonts and what holds them must not cross threads."""

    def __init__(self) -> None:
        self.groups: dict[tuple[int, object], tuple[tuple[Shape, ...], tuple[Op, ...]]] = {}
        self.paths: dict[tuple[Command, ...], QPainterPath] = {}
        self.colours: dict[str, QColor] = {}
        self.pens: dict[tuple[object, ...], QPen] = {}
        self.brushes: dict[str, QBrush] = {}


_memo = _Memo()


def colour(name: str) -> QColor:
    """The colour of a ``#RRGGBB`` string, remembered."""
    found = _memo.colours.get(name)
    if found is None:
        if len(_memo.colours) > _PATHS_KEPT:
            _memo.colours.clear()
        found = _memo.colours[name] = QColor(name)
    return found


def path(commands: tuple[Command, ...]) -> QPainterPath:
    """The outline of path commands, remembered by value; do not change it."""
    paths = _memo.paths
    found = paths.get(commands)
    if found is None:
        if len(paths) >= _PATHS_KEPT:
            _drop_oldest(paths)
        found = paths[commands] = _outline(commands)
    return found


def _outline(commands: tuple[Command, ...]) -> QPainterPath:
    outline = QPainterPath()
    outline.setFillRule(Qt.FillRule.WindingFill)
    for step, numbers in commands:
        if step == "M":
            outline.moveTo(*numbers)
        elif step == "L":
            outline.lineTo(*numbers)
        elif step == "C":
            outline.cubicTo(*numbers)
        else:
            outline.closeSubpath()
    return outline


_LONG = 2000.0
"""Scene units from which on an outline is painted in parts, and a straight line is left to Qt."""

# Dashes are laid out here once and for all: along a line that is partly out of sight Qt loses count of them.


def _dashes(line: tuple[Command, ...], dash: tuple[float, ...]) -> tuple[Command, ...]:
    """The dashes of a straight line as lines of their own."""
    (_, (ax, ay)), (_, (bx, by)) = line
    length = math.hypot(bx - ax, by - ay) or 1.0
    ux, uy = (bx - ax) / length, (by - ay) / length
    made: list[Command] = []
    at = 0.0
    for place, piece in enumerate(cycle(dash)):
        if at >= length:
            break
        if place % 2 == 0:
            end = min(at + piece, length)
            made += [("M", (ax + ux * at, ay + uy * at)), ("L", (ax + ux * end, ay + uy * end))]
        at += max(piece, 0.1)
    return tuple(made)


def _dashed(pen: QPen, dash: tuple[float, ...]) -> QPen:
    made = QPen(pen)
    # Qt measures dashes in pen widths and wants pairs.
    made.setDashPattern([length / pen.widthF() for length in (dash if len(dash) % 2 == 0 else dash * 2)])
    return made


def _dashes_around(commands: tuple[Command, ...], width: float, dash: tuple[float, ...]) -> list[QPainterPath]:
    """The dashes along an outline as filled shapes; of a long one in parts, so that what is out of sight costs little.

    They are kept with what was made of the shapes.
    """
    pen = _dashed(_pen("#000000", width, True), dash)
    parts = [path(commands)]
    if parts[0].length() > _LONG:
        parts = list(_pieces(commands))
    made, at = [], 0.0
    for part in parts:
        pen.setDashOffset(at / width)
        made.append(QPainterPathStroker(pen).createStroke(part))
        at += part.length()
    return made


def _pieces(commands: tuple[Command, ...]) -> Iterator[QPainterPath]:
    """Each line and curve of an outline alone."""
    here = start = QPointF()
    for step, numbers in commands:
        if step == "M":
            here = start = QPointF(*numbers)
            continue
        piece = QPainterPath(here)
        if step == "C":
            piece.cubicTo(*numbers)
        elif step == "L":
            piece.lineTo(*numbers)
        else:
            piece.lineTo(start)
        here = piece.currentPosition()
        yield piece


def _brush(fill: str | None) -> QBrush:
    if fill is None:
        return _NO_BRUSH
    found = _memo.brushes.get(fill)
    if found is None:
        if len(_memo.brushes) > _PATHS_KEPT:
            _memo.brushes.clear()
        found = _memo.brushes[fill] = QBrush(colour(fill))
    return found


def _pen(stroke: str | None, width: float, rounded: bool = False) -> QPen:
    if stroke is None or width <= 0:
        return _NO_PEN
    key = (stroke, width, rounded)
    found = _memo.pens.get(key)
    if found is None:
        if len(_memo.pens) > _PATHS_KEPT:
            _memo.pens.clear()
        found = QPen(colour(stroke), width)
        found.setCapStyle(Qt.PenCapStyle.RoundCap if rounded else Qt.PenCapStyle.FlatCap)
        found.setJoinStyle(Qt.PenJoinStyle.RoundJoin if rounded else Qt.PenJoinStyle.MiterJoin)
        _memo.pens[key] = found
    return found


def _drop_oldest(memo: dict[Any, Any]) -> None:
    for key in list(memo)[: len(memo) // 4 + 1]:
        del memo[key]


def _ops(shapes: tuple[Shape, ...], compiler: Callable[[tuple[Shape, ...]], tuple[Op, ...]]) -> tuple[Op, ...]:
    groups = _memo.groups
    # By identity, as hashing a card's shapes would cost more than drawing them; the entry keeps the tuple alive, so
    # that its id cannot come to mean another one.
    key = (id(shapes), compiler)
    found = groups.get(key)
    if found is None:
        if len(groups) >= _GROUPS_KEPT:
            _drop_oldest(groups)
        found = groups[key] = (shapes, compiler(shapes))
    return found[1]


def _compile(shapes: tuple[Shape, ...]) -> tuple[Op, ...]:
    ops: list[Op] = []
    glyphs: _Glyphs = {}
    for shape in shapes:
        if type(shape) is Text:
            _collect(shape, glyphs, ops)
            continue
        if glyphs:
            _flush(glyphs, ops)
        _plain(shape, ops)
    if glyphs:
        _flush(glyphs, ops)
    return tuple(ops)


def _plain(shape: Shape, ops: list[Op]) -> None:
    """The calls that draw anything but text."""
    if type(shape) is Rect:
        area = QRectF(shape.x, shape.y, shape.width, shape.height)
        pen, brush = _pen(shape.stroke, shape.stroke_width), _brush(shape.fill)
        radius = min(shape.radius, shape.width / 2, shape.height / 2)
        if radius <= 0:
            ops.append((_BOX, area, 0.0, pen, brush))
        elif pen is _NO_PEN or brush is _NO_BRUSH or shape.stroke_width >= 2 * radius:
            ops.append((_RECT, area, radius, pen, brush))
        else:
            # Two filled shapes look like a filled and stroked one and take less time.
            half = shape.stroke_width / 2
            ops.append((_RECT, area.adjusted(-half, -half, half, half), radius + half, _NO_PEN, _brush(shape.stroke)))
            ops.append((_RECT, area.adjusted(half, half, -half, -half), radius - half, _NO_PEN, brush))
    elif type(shape) is Path:
        pen, fill = _pen(shape.stroke, shape.stroke_width, True), _brush(shape.fill)
        if not shape.dash or pen is _NO_PEN:
            ops.append((_PATH, path(shape.commands), pen, fill))
        elif [step for step, _ in shape.commands] == ["M", "L"]:
            if path(shape.commands).length() <= _LONG:
                ops.append((_PATH, path(_dashes(shape.commands, shape.dash)), pen, _NO_BRUSH))
            else:  # a line along all of a map: thousands of dashes would take longer than what they gain
                ops.append((_PATH, path(shape.commands), _dashed(pen, shape.dash), _NO_BRUSH))
        else:
            if fill is not _NO_BRUSH:
                ops.append((_PATH, path(shape.commands), _NO_PEN, fill))
            for part in _dashes_around(shape.commands, shape.stroke_width, shape.dash):
                ops.append((_PATH, part, _NO_PEN, _brush(shape.stroke)))
    elif type(shape) is Picture:
        area = QRectF(shape.x, shape.y, shape.width, shape.height)
        ops.append((_PICTURE, area, shape.radius, shape.asset, shape.part))


def _collect(text: Text, glyphs: _Glyphs, ops: list[Op]) -> None:
    baseline = text.baseline
    for line in text.lines:
        shaped = shape_line(line, text.style)
        left = text.left_edge(shaped.width)
        for run in shaped.runs:
            layers = colour_layers(run.face)
            if layers is not None:
                _colour_glyphs(run, layers, text.fill, left, baseline, ops)
                continue
            numbers, points = glyphs.setdefault((run.face, run.size, text.fill), ([], []))
            numbers += run.glyphs
            if run.synthetic_bold:
                thick = QPen(colour(text.fill), BOLDER * run.size)
                ops.append((_PATH, outline(run).translated(left, baseline), thick, _NO_BRUSH))
            points += [QPointF(left + x, baseline + y) for x, y in zip(run.xs, run.ys, strict=True)]
        baseline += text.leading


def _colour_glyphs(run: Run, layers: Layers, fill: str, left: float, baseline: float, ops: list[Op]) -> None:
    # As outlines: Qt's own coloured glyphs are cut off under any scale but 1, and differ from those in a PDF.
    raw, units = em_font(run.face)
    scale = run.size / units
    for glyph, x, y in zip(run.glyphs, run.xs, run.ys, strict=True):
        place = QTransform.fromTranslate(left + x, baseline + y).scale(scale, scale)
        for part, ink in layers.get(glyph, ((glyph, None),)):
            inked = raw.pathForGlyph(part)
            if not inked.isEmpty():
                ops.append((_PATH, place.map(inked), _NO_PEN, _brush(ink or fill)))


def _flush(glyphs: _Glyphs, ops: list[Op]) -> None:
    for (face, size, fill), (numbers, points) in glyphs.items():
        # Qt draws a raw font of a size that is not whole up to 64 pixels and nothing above: it is scaled down instead.
        whole = math.ceil(size)
        run = QGlyphRun()
        run.setRawFont(fonts.raw_font(face, whole))
        run.setGlyphIndexes(numbers)
        if whole == size:
            run.setPositions(points)
            ops.append((_GLYPHS, run, _pen(fill, 1.0)))
        else:
            run.setPositions([point * (whole / size) for point in points])
            ops.append((_GLYPHS_SCALED, run, _pen(fill, 1.0), size / whole))
    glyphs.clear()


def _compile_blocks(shapes: tuple[Shape, ...]) -> tuple[Op, ...]:
    ops: list[Op] = []
    under = "#FFFFFF"
    for shape in shapes:
        if type(shape) is not Text:
            if type(shape) is Rect and shape.fill is not None and shape.width > 2 * shape.stroke_width + 4:
                under = shape.fill
            _plain(shape, ops)
            continue
        height = shape.style.size * 0.5
        bars = []
        baseline = shape.baseline
        for line in shape.lines:
            width = _bar_width(line, shape.style.size)
            if width:
                bars.append(QRectF(shape.left_edge(width), baseline - height, width, height))
            baseline += shape.leading
        if bars:
            ops.append((_BAR, bars, _brush(blend(shape.fill, under, 0.45))))
    return tuple(ops)


def _bar_width(line: str, size: float) -> float:
    """About as wide as the line; shaping thousands of lines nobody can read would cost a frame."""
    wide = 0 if line.isascii() else sum(character >= "\u1100" for character in line)
    return ((len(line) - wide) * 0.47 + wide) * size


def _paint_at(
    painter: QPainter,
    x: float,
    y: float,
    shapes: tuple[Shape, ...],
    pictures: dict[str, bytes],
    compiler: Callable[[tuple[Shape, ...]], tuple[Op, ...]],
) -> None:
    painter.translate(x, y)
    _run(painter, _ops(shapes, compiler), pictures)
    painter.translate(-x, -y)


_ORIGIN = QPointF(0.0, 0.0)
_HINTS = (
    QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing | QPainter.RenderHint.SmoothPixmapTransform
)


def _run(painter: QPainter, ops: tuple[Op, ...], pictures: dict[str, bytes]) -> None:
    painter.setRenderHints(_HINTS)
    pen: QPen | None = None
    brush: QBrush | None = None
    for op in ops:
        kind = op[0]
        if kind == _GLYPHS:
            if op[2] is not pen:
                pen = op[2]
                painter.setPen(pen)
            painter.drawGlyphRun(_ORIGIN, op[1])
        elif kind == _GLYPHS_SCALED:
            if op[2] is not pen:
                pen = op[2]
                painter.setPen(pen)
            before = painter.transform()
            painter.scale(op[3], op[3])
            painter.drawGlyphRun(_ORIGIN, op[1])
            painter.setTransform(before)
        elif kind == _RECT:
            if op[3] is not pen:
                pen = op[3]
                painter.setPen(pen)
            if op[4] is not brush:
                brush = op[4]
                painter.setBrush(brush)
            painter.drawRoundedRect(op[1], op[2], op[2])
        elif kind == _PATH:
            if op[2] is not pen:
                pen = op[2]
                painter.setPen(pen)
            if op[3] is not brush:
                brush = op[3]
                painter.setBrush(brush)
            painter.drawPath(op[1])
        elif kind == _BOX:
            if op[3] is not pen:
                pen = op[3]
                painter.setPen(pen)
            if op[4] is not brush:
                brush = op[4]
                painter.setBrush(brush)
            painter.drawRect(op[1])
        elif kind == _BAR:
            if pen is not _NO_PEN:
                pen = _NO_PEN
                painter.setPen(pen)
            if op[2] is not brush:
                brush = op[2]
                painter.setBrush(brush)
            painter.drawRects(op[1])
        else:
            _picture(painter, op[1], op[2], pictures.get(op[3]), op[4])
            pen = brush = None


def _picture(
    painter: QPainter, area: QRectF, radius: float, data: bytes | None, part: tuple[float, float, float, float]
) -> None:
    device = painter.deviceTransform()
    left, top, wide, high = part
    pixels = image(data, area.width() / wide * math.hypot(device.m11(), device.m12()))
    painter.setPen(_NO_PEN)
    if pixels.isNull():
        painter.setBrush(_brush(_MISSING))
        painter.drawRoundedRect(area, radius, radius)
    elif radius <= 0:
        x, y = pixels.width(), pixels.height()
        painter.drawImage(area, pixels, QRectF(left * x, top * y, wide * x, high * y))
    else:
        # A clip path would have jagged edges; a textured brush is antialiased.
        brush = QBrush(pixels)
        across, down = area.width() / wide, area.height() / high
        fit = QTransform.fromTranslate(area.x() - left * across, area.y() - top * down)
        brush.setTransform(fit.scale(across / pixels.width(), down / pixels.height()))
        painter.setBrush(brush)
        painter.drawRoundedRect(area, radius, radius)
