"""Outlines of the glyphs of a shaped line, and how bold is made up where a font has none."""

from __future__ import annotations

from PySide6.QtGui import QPainterPath

from cjdesigner.draw import fonts
from cjdesigner.draw.shaping import Run

BOLDER = 0.035
"""How much synthetic bold thickens a stem, in em: the outline is stroked with a pen of this width."""


def outline(run: Run) -> QPainterPath:
    """The outlines of the run's glyphs relative to the line's left edge and baseline."""
    raw = fonts.raw_font(run.face, run.size)
    path = QPainterPath()
    for glyph, x, y in zip(run.glyphs, run.xs, run.ys, strict=True):
        path.addPath(raw.pathForGlyph(glyph).translated(x, y))
    return path
