"""Draws shaped lines with a QPainter, the same glyphs at the same places on any surface and at any scale."""

from __future__ import annotations

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
        painter.drawGlyphRun(QPointF(x, baseline), glyph_run(run))
        if run.synthetic_bold:
            path = outline(run)
            path.translate(x, baseline)
            painter.strokePath(path, QPen(QColor(colour), BOLDER * run.size))
    painter.setPen(before)


def glyph_run(run: Run) -> QGlyphRun:
    """The run as Qt's own glyph run at its real size, for the calling thread (without synthetic bold)."""
    made = QGlyphRun()
    made.setRawFont(fonts.raw_font(run.face, run.size))
    made.setGlyphIndexes(run.glyphs)
    made.setPositions([QPointF(x, y) for x, y in zip(run.xs, run.ys, strict=True)])
    return made


def outline(run: Run) -> QPainterPath:
    """The outlines of the run's glyphs relative to the line's left edge and baseline."""
    raw = fonts.raw_font(run.face, run.size)
    path = QPainterPath()
    for glyph, x, y in zip(run.glyphs, run.xs, run.ys, strict=True):
        path.addPath(raw.pathForGlyph(glyph).translated(x, y))
    return path
