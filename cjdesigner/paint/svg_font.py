"""Fonts inside an SVG: subsets of the bundled faces for text, or the glyphs themselves as outlines."""

from __future__ import annotations

import base64
from functools import lru_cache
from io import BytesIO

from fontTools import subset
from fontTools.ttLib import TTFont

from cjdesigner.draw import fonts
from cjdesigner.paint.outlines import em_font, segments


@lru_cache(maxsize=64)
def embedded(face: str, characters: frozenset[str]) -> str:
    """A face with just these characters and all its shaping rules, as a data URL (WOFF)."""
    options = subset.Options(
        layout_features=["*"], hinting=False, notdef_outline=True, glyph_names=False, name_IDs=[1, 2, 6]
    )
    options.drop_tables += ["DSIG", "COLR", "CPAL"]
    with TTFont(fonts.face(face).file, lazy=True, recalcTimestamp=False) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=sorted(map(ord, characters)))
        cutter.subset(font)
        font.flavor = "woff"
        out = BytesIO()
        font.save(out)
    return "data:font/woff;base64," + base64.b64encode(out.getvalue()).decode("ascii")


class Glyphs:
    """The outlines of one drawing, each defined once."""

    def __init__(self, prefix: str = "") -> None:
        self._prefix = prefix
        self._names: dict[tuple[str, int], str] = {}
        self._units: dict[str, int] = {}
        self.definitions: list[str] = []

    def units(self, face: str) -> int:
        """Font units to the em."""
        if face not in self._units:
            self._units[face] = em_font(face)[1]
        return self._units[face]

    def name(self, face: str, glyph: int) -> str:
        """The id of a glyph's outline in font units, y downwards; "" where it shows nothing."""
        key = face, glyph
        if key not in self._names:
            raw, _ = em_font(face)
            steps = " ".join(
                step + " ".join(f"{-n if place % 2 else n:g}" for place, n in enumerate(numbers))
                for step, numbers in segments(raw.pathForGlyph(glyph))
            )
            self._names[key] = name = f"{self._prefix}g{len(self.definitions)}" if steps else ""
            if name:
                self.definitions.append(f'<path id="{name}" d="{steps}"/>')
        return self._names[key]
