"""Pages, papers and measures in words."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from cjdesigner import words
from cjdesigner.layout.pages import SIZES
from cjdesigner.words import tr


def kind_name(kind: str) -> str:
    """A way to lay maps on pages, for a button."""
    return {
        "map": tr("Whole map"),
        "paper": tr("One sheet"),
        "tiled": tr("Sheets to join"),
        "phases": tr("Page per phase"),
        "report": tr("Report"),
        "tour": tr("Tour"),
    }.get(kind, kind)


def kind_hint(kind: str) -> str:
    """The same in a sentence."""
    return {
        "map": tr("One page, as large as the map."),
        "paper": tr("The whole map on one sheet of paper."),
        "tiled": tr("The map over several sheets, with repeated names and cut marks, to hang on a wall."),
        "phases": tr("Every phase on pages of its own, in reading size."),
        "report": tr("Cover, whole map, phases, the curve with its dips, pain points with their solutions, sources."),
        "tour": tr("A wide page for each stop of the presentation."),
    }.get(kind, "")


def orientation_name(name: str) -> str:
    """Of a page."""
    return {"auto": tr("Automatic"), "portrait": tr("Portrait"), "landscape": tr("Landscape")}[name]


def is_imperial(page: str) -> bool:
    """Whether a paper is measured in inches."""
    return not page.startswith("A")


def page_name(page: str) -> str:
    """A paper: "A4", "Letter"."""
    return {"letter": tr("Letter"), "tabloid": tr("Tabloid")}.get(page, page)


def page_label(page: str) -> str:
    """A paper for a list, with its measures."""
    if page not in SIZES:
        return page_name(page)
    return f"{page_name(page)}  ·  {measures(*SIZES[page], imperial=is_imperial(page))}"


def measures(width: float, height: float, imperial: bool = False) -> str:
    """Width and height, given in points, as "297 × 210 mm" or "11 × 8.5 in"."""
    if imperial:
        return tr("{width} × {height} in", width=number(width / 72, 1), height=number(height / 72, 1))
    millimetre = 72 / 25.4
    return tr("{width} × {height} mm", width=number(width / millimetre), height=number(height / millimetre))


def number(value: float, decimals: int = 0) -> str:
    """A number as the window's language writes it; without a needless ``.0``."""
    locale = QLocale(words.language())
    text = locale.toString(float(value), "f", decimals)
    ending = locale.decimalPoint() + "0" * decimals
    return text.removesuffix(ending) if decimals else text
