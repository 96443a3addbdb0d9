"""The pages of an order, laid out in a worker for the preview and its warnings."""

from __future__ import annotations

from typing import NamedTuple

from cjdesigner.draw.shapes import Drawing
from cjdesigner.draw.uncovered import Uncovered, uncovered
from cjdesigner.editor.session import Session
from cjdesigner.exchange.base import content_format
from cjdesigner.export import formats
from cjdesigner.export.job import ExportCancelled
from cjdesigner.export.order import Order, content_for, document_for, engine_for
from cjdesigner.layout.plan import planned
from cjdesigner.layout.printing import Printer
from cjdesigner.model import collecting
from cjdesigner.model.document import Document
from cjdesigner.model.looks import EVERYTHING, Look
from cjdesigner.paint.slides import page_of, slides_of
from cjdesigner.ui.background import Task
from cjdesigner.ui.dialogs.content_preview import Prepared, prepared


class Planned(NamedTuple):
    """What an order comes to, of the format that is looked at."""

    order: Order
    ending: str
    document: Document
    """Without what its readers are not to see."""
    pages: tuple[Drawing, ...] = ()
    """None of a format that holds content and no looks; then ``document`` is also without what the view hides."""
    printers: tuple[Printer, ...] = ()
    """One a map."""
    uncovered: tuple[Uncovered, ...] = ()
    contents: tuple[Prepared, ...] = ()
    """What each map becomes in a format of content."""


def planning_task(document: Document, order: Order, ending: str) -> Task:
    """Its result is Planned, None where it was cancelled; tells the share done. Not begun yet."""

    def work(task: Task) -> Planned | None:
        def told(share: float) -> None:
            if task.cancelled():
                raise ExportCancelled
            task.tell(share)

        try:
            with collecting.paused():  # looking through all the new shapes would stop the window as well
                return plan(document, order, ending, told)
        except ExportCancelled:
            return None

    return Task(work)


def plan(document: Document, order: Order, ending: str, told: object) -> Planned:
    """The same on this thread; ``told`` is given the share done and may raise to stop."""
    assert callable(told)
    told(0.0)
    redacted = document_for(document, order)
    map_ids = tuple(map_id for map_id in order.map_ids if map_id in redacted.maps)
    form = content_format(ending)
    if form is not None:
        left = content_for(redacted, order)
        contents = []
        for place, map_id in enumerate(map_ids):
            told(place / len(map_ids))
            contents.append(prepared(left, map_id, form))
        return Planned(order, ending, left, contents=tuple(contents))
    kind = formats.page_kind(ending, order.pages.pages)
    engine = engine_for(redacted, order)
    printers = []
    for place, map_id in enumerate(map_ids):
        told(0.4 * place / len(map_ids))
        printer = Printer(engine.layout(redacted, map_id), engine.scene(redacted, map_id))
        # Asked once here, so that the window's thread gets its answers from memory.
        printer.advice(order.pages._replace(pages="paper"))
        printers.append(printer)
    pages = planned(
        redacted, map_ids, engine, order.pages._replace(pages=kind), lambda share: told(0.4 + 0.6 * share)
    )
    if ending == "pptx" and kind == "map":  # such a map becomes slides of its own
        pages = [page_of(slide, page) for page in pages for slide in slides_of(page)]
    told(1.0)
    return Planned(
        order, ending, redacted, tuple(pages), tuple(printers), uncovered(printer.drawing for printer in printers)
    )


def looks_on_screen(session: Session) -> dict[str, Look]:
    """How maps are looked at in the window, of those that are not shown whole."""
    looks = {map_id: session.looking.at(map_id) for map_id in session.saved_document.maps}
    return {map_id: look for map_id, look in looks.items() if look != EVERYTHING}
