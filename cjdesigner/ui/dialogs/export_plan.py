"""What is to be exported and whether it will be legible: plain values, for the dialog and its workers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QLocale

from cjdesigner import words
from cjdesigner.draw.shapes import Drawing
from cjdesigner.exchange.base import ContentFormat, content_format
from cjdesigner.export import formats
from cjdesigner.layout.pages import SIZES, Placement, fit, smallest_text
from cjdesigner.paint.base import Options
from cjdesigner.words import tr

LEGIBLE = 7.0
"""Points; smaller type on paper is warned about."""

PAGED = frozenset({"pdf"})
"""Endings of formats that have pages of a chosen size."""
PIXELS = frozenset({"png"})
"""Endings of formats that are made of pixels."""


class Plan(NamedTuple):
    """What the user has chosen."""

    ending: str
    map_ids: tuple[str, ...]
    page: str = "map"
    orientation: str = "auto"
    dpi: int = 192
    width: int = 0
    """Pixels; 0 to go by ``dpi``."""
    transparent: bool = False
    outlines: bool = False
    """Whether the text of an SVG becomes outlines."""

    @property
    def content(self) -> ContentFormat | None:
        """The format, where it holds content and no looks."""
        return content_format(self.ending)

    def options(self, title: str = "", author: str = "", language: str = "") -> Options:
        """The same for the painters."""
        return Options(
            dpi=None if self.width else float(self.dpi),
            width=self.width or None,
            transparent=self.transparent,
            outlines=self.outlines,
            page=self.page if self.ending in PAGED else "map",
            orientation=self.orientation if self.ending in PAGED else "auto",
            title=title,
            author=author,
            language=language,
        )

    def paths(self, path: Path) -> list[Path]:
        """The files that will be written."""
        form = formats.find(self.ending)
        if len(self.map_ids) < 2 or (form is not None and form.many):
            return [path]
        return [path.with_stem(f"{path.stem}-{number}") for number in range(1, len(self.map_ids) + 1)]


class Sheet(NamedTuple):
    """A map laid out for export."""

    map_id: str
    drawing: Drawing
    smallest: float
    """Type size in scene units."""

    @classmethod
    def of(cls, map_id: str, drawing: Drawing) -> Sheet:
        """Looks through all of the drawing: for a worker."""
        return cls(map_id, drawing, smallest_text(drawing))

    def placed(self, page: str, orientation: str) -> Placement:
        """Where it lies on its page."""
        # Everything but its size is left out, so that trying all papers costs nothing.
        empty = fit(self.drawing._replace(rows=(), over=()), page, orientation)
        return empty._replace(smallest_text_pt=self.smallest * empty.scale)


class Legibility(NamedTuple):
    """How small the smallest text will be in print, and what would do."""

    points: float
    better: str = ""
    """A page on which it would be legible; "" where none is needed."""

    @property
    def legible(self) -> bool:
        """Whether it can be read."""
        return self.points >= LEGIBLE


def legibility(sheets: Sequence[Sheet], plan: Plan) -> Legibility:
    """The smallest text over all pages."""
    points = _smallest(sheets, plan.page, plan.orientation)
    if points >= LEGIBLE or plan.ending not in PAGED:
        return Legibility(max(points, LEGIBLE) if plan.ending not in PAGED else points)
    larger = sorted((size[0] * size[1], name) for name, size in SIZES.items())
    area = SIZES[plan.page][0] * SIZES[plan.page][1] if plan.page in SIZES else 0.0
    metric = not _is_imperial(plan.page)
    # The reader's own family of papers first: nobody with A4 has tabloid in the drawer.
    for own_family in (True, False):
        for size, name in larger:
            if size > area and (_is_imperial(name) != metric) == own_family:
                if _smallest(sheets, name, plan.orientation) >= LEGIBLE:
                    return Legibility(points, name)
    return Legibility(points, "map")


def _smallest(sheets: Sequence[Sheet], page: str, orientation: str) -> float:
    found = (each.placed(page, orientation).smallest_text_pt for each in sheets)
    return min((points for points in found if points > 0), default=LEGIBLE)


def _is_imperial(page: str) -> bool:
    return not page.startswith("A")


def page_name(page: str) -> str:
    """A page for people: "A4", "Letter"."""
    named = {"map": tr("Fit to the map"), "letter": tr("Letter"), "tabloid": tr("Tabloid")}
    return named.get(page, page)


def page_measures(width: float, height: float, imperial: bool = False) -> str:
    """Width and height, given in points, as "297 × 210 mm" or "11 × 8.5 in"."""
    if imperial:
        return tr("{width} × {height} in", width=number(width / 72, 1), height=number(height / 72, 1))
    millimetre = 72 / 25.4
    return tr("{width} × {height} mm", width=number(width / millimetre), height=number(height / millimetre))


def page_label(page: str) -> str:
    """A page for a list, with its measures."""
    if page not in SIZES:
        return page_name(page)
    return f"{page_name(page)}  ·  {page_measures(*SIZES[page], imperial=_is_imperial(page))}"


def measures_on(page: str, width: float, height: float) -> str:
    """Measures in the unit that goes with the page."""
    return page_measures(width, height, imperial=page in SIZES and _is_imperial(page))


def number(value: float, decimals: int = 0) -> str:
    """A number as the window's language writes it; without a needless ``.0``."""
    locale = QLocale(words.language())
    text = locale.toString(float(value), "f", decimals)
    ending = locale.decimalPoint() + "0" * decimals
    return text.removesuffix(ending) if decimals else text
