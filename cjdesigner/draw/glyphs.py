"""Draws shaped lines with a QPainter, the same glyphs at the same places on any surface and at any scale."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QGlyphRun, QPainter, QPainterPath, QPen

from cjdesigner.draw import fonts
from cjdesigner.draw.shaping import Run, Shaped

BOLDER = 0.035
"""How much synthetic bold thickens a stem, in em: the outline is stroked with a pen of this width."""


def draw_line(painter: QPainter, shaped: Shaped, x: float, baseline: float, colour: str) -> None:
    """Draws a line with its left edge at ``x``, in the painter's own units; pen and brush are left as they were."""
    before = painter.pen()
    painter.setPen(QColor(colour))
    for run in shaped.runs:
        if fonts.face(run.face).family == fonts.EMOJI:
            _draw_pictures(painter, run, x, baseline)
            continue
        _draw_glyphs(painter, run, x, baseline)
        if run.synthetic_bold:
            path = outline(run)
            path.translate(x, baseline)
            painter.strokePath(path, QPen(QColor(colour), BOLDER * run.size))
    painter.setPen(before)


def _draw_glyphs(painter: QPainter, run: Run, x: float, baseline: float) -> None:
    whole = math.ceil(run.size)
    if whole == run.size:
        painter.drawGlyphRun(QPointF(x, baseline), glyph_run(run))
        return
    # A raw font of a size that is not whole vanishes when it is drawn large.
    painter.save()
    painter.translate(x, baseline)
    painter.scale(run.size / whole, run.size / whole)
    painter.drawGlyphRun(QPointF(), glyph_run(run, whole / run.size))
    painter.restore()


def _draw_pictures(painter: QPainter, run: Run, x: float, baseline: float) -> None:
    """Draws colour glyphs at the size they have on the surface: Qt cuts them off under any other scale than 1."""
    device = painter.deviceTransform()
    scale = math.hypot(device.m11(), device.m12())
    if not scale:
        return
    painter.save()
    painter.translate(x, baseline)
    painter.scale(1 / scale, 1 / scale)
    painter.drawGlyphRun(QPointF(), glyph_run(run, scale))
    painter.restore()


def glyph_run(run: Run, scale: float = 1.0) -> QGlyphRun:
    """The run as Qt's own glyph run, for the calling thread, ``scale`` times its real size, without synthetic bold.

    A run of emoji shows whole only where the painter's own scale is 1.
    """
    made = QGlyphRun()
    made.setRawFont(fonts.raw_font(run.face, _tidy(run.size * scale)))
    made.setGlyphIndexes(run.glyphs)
    made.setPositions([QPointF(x * scale, y * scale) for x, y in zip(run.xs, run.ys, strict=True)])
    return made


def _tidy(size: float) -> float:
    """The size, whole where only rounding keeps it from being so; else in steps that a zoom can share."""
    return round(size) if abs(size - round(size)) < 1e-6 else round(size, 3)


def outline(run: Run) -> QPainterPath:
    """The outlines of the run's glyphs relative to the line's left edge and baseline."""
    raw = fonts.raw_font(run.face, run.size)
    path = QPainterPath()
    for glyph, x, y in zip(run.glyphs, run.xs, run.ys, strict=True):
        path.addPath(raw.pathForGlyph(glyph).translated(x, y))
    return path
