"""What is to be exported, as the window or the command line asks for it."""

from __future__ import annotations

from typing import NamedTuple

from cjdesigner.edit.audiences import for_audience, narrowed
from cjdesigner.layout.plan import PagePlan
from cjdesigner.model.document import Document
from cjdesigner.model.records import Audience
from cjdesigner.paint.base import Options


class Order(NamedTuple):
    """Which maps, for whom, laid how on pages, in which formats."""

    map_ids: tuple[str, ...]
    endings: tuple[str, ...] = ("pdf",)
    """Without their dots; several are written in one go."""
    pages: PagePlan = PagePlan()
    dpi: float | None = None
    width: int | None = None
    transparent: bool = False
    outlines: bool = False
    each: bool = False
    """Whether every map gets a file of its own, also where one file could hold them all."""
    audience: Audience | None = None
    """What its readers are not to see is left out; None for those who may see everything."""
    lanes: tuple[str, ...] = ()
    """Ids of lanes that are left out besides."""
    personas: tuple[str, ...] = ()
    """Ids of personas that are left out besides."""


def document_for(document: Document, order: Order) -> Document:
    """The document without what the readers are not to see."""
    return for_audience(document, narrowed(order.audience, order.lanes, order.personas), order.map_ids)


def options_for(document: Document, order: Order) -> Options:
    """How the painters are to write it; ``document`` is the one without what readers are not to see."""
    project = document.project
    return Options(
        dpi=order.dpi,
        width=order.width,
        transparent=order.transparent,
        outlines=order.outlines,
        title=project.title,
        author=project.author,
        language=project.language,
    )
