"""All pages of the report of a map, in order."""

from __future__ import annotations

from collections.abc import Callable

from cjdesigner.draw.shapes import Drawing
from cjdesigner.layout.engine import Engine
from cjdesigner.layout.leaf import Frame
from cjdesigner.layout.phase_pages import phase_pages
from cjdesigner.layout.report.cover import cover
from cjdesigner.layout.report.curve import curve_pages
from cjdesigner.layout.report.flow import Subject
from cjdesigner.layout.report.pains import pain_pages
from cjdesigner.layout.report.people import lens_pages
from cjdesigner.layout.report.sources import source_pages
from cjdesigner.layout.report.whole import whole_page
from cjdesigner.model.document import Document


def report(
    document: Document, map_id: str, engine: Engine, drawing: Drawing, frame: Frame, told: Callable[[float], None]
) -> list[Drawing]:
    """Cover, lens, the whole map, its phases, the curve, pain points and sources, as far as there are any."""
    subject = Subject(document, engine.scene(document, map_id), drawing, frame)
    pages = [cover(subject), *lens_pages(subject), whole_page(subject)]
    count = len(subject.scene.structure.phases)
    for place in range(count):
        told(0.1 + 0.7 * place / count)
        pages += phase_pages(document, map_id, engine, drawing, frame, place)
    told(0.8)
    pages += curve_pages(subject, engine)
    pages += pain_pages(subject)
    pages += source_pages(subject)
    return pages
