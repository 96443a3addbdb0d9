"""What is to be exported, as the window or the command line asks for it."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from cjdesigner.edit.audiences import for_audience, narrowed
from cjdesigner.layout.engine import Engine
from cjdesigner.layout.looks import without_hidden
from cjdesigner.layout.plan import PagePlan
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from cjdesigner.model.looks import Look, look_of
from cjdesigner.model.records import Audience
from cjdesigner.paint.base import Options
from cjdesigner.theme import tokens

_PHASED = ("phases", "report")
"""Pages that tell of one phase after the other: on them no phase is folded."""


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
    view: str = ""
    """Name of a saved view, under which every map that has one of that name is shown; "" for the whole map."""
    screen: tuple[tuple[str, Look], ...] = ()
    """How maps are looked at on the screen, by their ids, where they are to be shown like that; no view then."""
    lanes: tuple[str, ...] = ()
    """Ids of lanes that are left out besides."""
    personas: tuple[str, ...] = ()
    """Ids of personas that are left out besides."""


def document_for(document: Document, order: Order) -> Document:
    """The document without what the readers are not to see."""
    return for_audience(document, narrowed(order.audience, order.lanes, order.personas), order.map_ids)


def looks_for(document: Document, order: Order) -> dict[str, Look]:
    """How the maps look under the order's view, by map."""
    if order.screen:
        return {map_id: _known_to(look, order.audience) for map_id, look in order.screen if map_id in document.maps}
    if not order.view:
        return {}
    named = ((map_id, queries.views(document, map_id)) for map_id in order.map_ids if map_id in document.maps)
    return {map_id: look_of(view) for map_id, views in named for view in views if view.name == order.view}


def _known_to(look: Look, audience: Audience | None) -> Look:
    """The look without filters by what the readers do not see: such a filter would fade everything."""
    if audience is None:
        return look
    if audience.without_owners:
        look = replace(look, owners=frozenset())
    return replace(look, tags=frozenset()) if audience.without_tags else look


def engine_for(document: Document, order: Order) -> Engine:
    """A fresh engine that lays the maps out as they are to be seen; ``document`` as for ``options_for``."""
    looks = looks_for(document, order)
    if order.pages.pages in _PHASED:
        looks = {map_id: look.unfolded for map_id, look in looks.items()}
    return Engine(tokens.load(document.project.theme), looks, fading=True)


def content_for(document: Document, order: Order) -> Document:
    """What formats of content get: the document without what the view hides."""
    for map_id, look in looks_for(document, order).items():
        document = without_hidden(document, map_id, look)
    return document


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
