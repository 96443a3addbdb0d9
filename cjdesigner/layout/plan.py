"""From maps to the finished pages of an export: one entry for every way to lay a map on paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from cjdesigner.draw.shapes import Drawing
from cjdesigner.layout.engine import Engine
from cjdesigner.layout.fitted import on_paper
from cjdesigner.layout.leaf import frame, numbered
from cjdesigner.layout.looks import without_hidden
from cjdesigner.layout.pages import ORIENTATIONS, SIZES
from cjdesigner.layout.phase_pages import phase_pages
from cjdesigner.layout.report.pages import report
from cjdesigner.layout.tiled import chosen, tiled
from cjdesigner.layout.tour_pages import tour_pages
from cjdesigner.model.document import Document
from cjdesigner.model.queries import structure

KINDS = ("map", "paper", "tiled", "phases", "report", "tour")
"""One page as large as the map; one sheet of paper; many sheets to join; a page a phase; a report to read; a wide page
for each stop of the presentation."""

BODY_TEXT = 8.0
"""Points: what the text of cards has on joined sheets unless another size is asked for."""

_NONE: frozenset[str] = frozenset()


class PagePlan(NamedTuple):
    """How the maps are laid on pages."""

    pages: str = "map"
    """One of ``KINDS``."""
    paper: str = "A4"
    """A name in ``layout.pages.SIZES``; of no use to "map"."""
    orientation: str = "auto"
    margin: float | None = None
    """Blank edge in points; None for the usual one."""
    grid: tuple[int, int] | None = None
    """For "tiled": at most so many sheets beside each other and below each other; None goes by ``text``."""
    text: float = BODY_TEXT
    """For "tiled": the size in points that the text of cards should have."""
    overlap: float = 28.35
    """For "tiled": what neighbouring sheets share, in points."""


def planned(
    document: Document,
    map_ids: Sequence[str],
    engine: Engine,
    plan: PagePlan,
    progress: Callable[[float], None] | None = None,
) -> list[Drawing]:
    """The pages in order, each a drawing as large as its page: one scene unit is 1/96 inch.

    ``progress`` is told the share done, 0 to 1, and may raise to stop. Raises ValueError for an unknown name in the
    plan and KeyError for an unknown map.
    """
    _check(plan)
    pages: list[Drawing] = []
    for place, map_id in enumerate(map_ids):

        def told(share: float, place: int = place) -> None:
            if progress is not None:
                progress((place + share) / len(map_ids))

        told(0.0)
        pages += _of_map(document, map_id, engine, plan, told)
        told(1.0)
    if plan.pages in ("phases", "report") and pages:
        edge = frame(plan.paper, False, plan.margin).edge
        return numbered(pages, engine.theme, edge)
    return pages


def _of_map(
    document: Document, map_id: str, engine: Engine, plan: PagePlan, told: Callable[[float], None]
) -> list[Drawing]:
    if plan.pages in ("phases", "report") and map_id in engine.looks:
        # What a look hides is no part of pages to read; folded phases are open there, dimmed cards stay dimmed.
        look = engine.looks[map_id]
        document = without_hidden(document, map_id, look)
        dimming = replace(look, hidden_lanes=None, hidden_steps=_NONE, hidden_personas=_NONE, folded=_NONE)
        engine = Engine(engine.theme, {map_id: dimming}, engine.fading)
    drawing = engine.layout(document, map_id)
    if plan.pages == "phases":
        return _phases(document, map_id, engine, drawing, plan, told)
    if plan.pages == "report":
        box = frame(plan.paper, plan.orientation == "landscape", plan.margin)
        return report(document, map_id, engine, drawing, box, told)
    if plan.pages == "tiled":
        scene = engine.scene(document, map_id)
        sheet, cuts = chosen(
            drawing, scene, plan.paper, plan.orientation, plan.margin, plan.overlap, plan.grid, plan.text
        )
        made: list[Drawing] = []
        for page in tiled(drawing, scene, sheet, cuts):
            told(len(made) / cuts.sheets)
            made.append(page)
        return made
    if plan.pages == "tour":
        return list(tour_pages(document, map_id, engine, told))
    if plan.pages == "map" and not plan.margin:
        return [drawing]
    return [on_paper(drawing, "map" if plan.pages == "map" else plan.paper, plan.orientation, plan.margin)]


def _phases(
    document: Document, map_id: str, engine: Engine, drawing: Drawing, plan: PagePlan, told: Callable[[float], None]
) -> list[Drawing]:
    shape = structure(document, map_id)
    box = frame(plan.paper, is_landscape(document, map_id, plan.orientation), plan.margin)
    pages: list[Drawing] = []
    for place in range(len(shape.phases)):
        told(place / len(shape.phases))
        pages += phase_pages(document, map_id, engine, drawing, box, place)
    return pages


def is_landscape(document: Document, map_id: str, orientation: str) -> bool:
    """How paper with phases on it lies: upright for short ones, which are higher than they are wide."""
    steps = structure(document, map_id).steps_of
    return orientation == "landscape" or (orientation == "auto" and max(map(len, steps.values()), default=0) > 3)


def _check(plan: PagePlan) -> None:
    for value, known in ((plan.pages, KINDS), (plan.paper, SIZES), (plan.orientation, ORIENTATIONS)):
        if value not in known:
            raise ValueError(f"unknown: {value!r}")
