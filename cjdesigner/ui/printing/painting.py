"""Paints pages on a printer: the same shapes as everywhere, as vectors."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from cjdesigner.draw.shapes import Drawing
from cjdesigner.export.job import ExportCancelled, ExportError
from cjdesigner.layout.pages import POINTS_PER_UNIT, SIZES, USUAL_MARGIN
from cjdesigner.paint.raster import paint_drawing
from cjdesigner.words import tr

_STANDARD = {
    "A0": QPageSize.PageSizeId.A0,
    "A1": QPageSize.PageSizeId.A1,
    "A2": QPageSize.PageSizeId.A2,
    "A3": QPageSize.PageSizeId.A3,
    "A4": QPageSize.PageSizeId.A4,
    "letter": QPageSize.PageSizeId.Letter,
    "tabloid": QPageSize.PageSizeId.Tabloid,
}
_NEAR = 1.5
"""Points within which a page is that paper."""


def paint_pages(
    printer: QPrinter,
    pages: Sequence[Drawing],
    paper: str,
    progress: Callable[[float], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Print the pages in order. One that is not as large as the paper is fitted onto it, within the usual margin.

    Raises ExportCancelled where it was stopped, and ExportError where the printer does not take the work; nothing
    more is then sent to it.
    """
    painter = QPainter()
    for number, page in enumerate(pages):
        if cancelled():
            if painter.isActive():
                printer.abort()
                painter.end()
            raise ExportCancelled
        progress(number / len(pages))
        printer.setPageLayout(layout_for(page, paper))
        printer.setFullPage(True)
        begun = printer.newPage() if painter.isActive() else painter.begin(printer)
        if not begun:
            if painter.isActive():
                painter.end()
            raise ExportError(tr("The printer does not take the pages."))
        _paint(painter, printer, page)
    painter.end()
    progress(1.0)


def layout_for(page: Drawing, paper: str) -> QPageLayout:
    """The paper that a page is printed on, and which way round."""
    wide, high = page.width * POINTS_PER_UNIT, page.height * POINTS_PER_UNIT
    own = next((name for name, size in SIZES.items() if _alike((wide, high), size)), paper)
    turned = QPageLayout.Orientation.Landscape if wide > high else QPageLayout.Orientation.Portrait
    return QPageLayout(QPageSize(_STANDARD[own]), turned, QMarginsF(0, 0, 0, 0))


def _alike(size: tuple[float, float], paper: tuple[float, float]) -> bool:
    return all(abs(a - b) <= _NEAR for a, b in zip(sorted(size), sorted(paper), strict=True))


def _paint(painter: QPainter, printer: QPrinter, page: Drawing) -> None:
    dots = printer.resolution() / 72
    sheet: QSizeF = printer.pageLayout().fullRect(QPageLayout.Unit.Point).size()
    wide, high = page.width * POINTS_PER_UNIT, page.height * POINTS_PER_UNIT
    whole = abs(wide - sheet.width()) <= _NEAR and abs(high - sheet.height()) <= _NEAR
    edge = 0.0 if whole else USUAL_MARGIN
    scale = 1.0 if whole else min((sheet.width() - 2 * edge) / wide, (sheet.height() - 2 * edge) / high)
    painter.save()
    painter.scale(dots, dots)
    painter.translate((sheet.width() - wide * scale) / 2, (sheet.height() - high * scale) / 2)
    painter.scale(scale * POINTS_PER_UNIT, scale * POINTS_PER_UNIT)
    area = QRectF(0, 0, page.width, page.height)
    painter.setClipRect(area)  # pages that show a part of a map end where their edge is
    paint_drawing(painter, page, area, background=False)
    painter.restore()
