"""What the export dialog lets others do: laying out maps, painting a page for the preview, writing the files."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from cjdesigner.draw.shapes import Drawing
from cjdesigner.export import job
from cjdesigner.export.content import export_content
from cjdesigner.layout.engine import Engine
from cjdesigner.layout.pages import Placement
from cjdesigner.model.document import Document
from cjdesigner.paint.raster import colour, paint_drawing
from cjdesigner.theme import tokens
from cjdesigner.ui.background import Task
from cjdesigner.ui.dialogs.export_plan import Plan, Sheet

_LAYOUT_SHARE = 0.15
"""Of the progress."""


class Written(NamedTuple):
    """The export is done."""

    paths: list[Path]


class Exists(NamedTuple):
    """These files are there already; nothing was done."""

    paths: list[Path]


def layout_task(document: Document, map_ids: tuple[str, ...]) -> Task:
    """Tells one Sheet after the other; not begun yet."""

    def work(task: Task) -> None:
        engine = Engine(tokens.load(document.project.theme))
        for map_id in map_ids:
            if task.cancelled():
                return
            task.tell(Sheet.of(map_id, engine.layout(document, map_id)))

    return Task(work)


def page_task(drawing: Drawing, placement: Placement, width: int, height: int, transparent: bool) -> Task:
    """Its result is the page as a picture of these device pixels; not begun yet."""
    return Task(lambda task: page_picture(drawing, placement, width, height, transparent))


def page_picture(drawing: Drawing, placement: Placement, width: int, height: int, transparent: bool) -> QImage:
    """The page with the drawing in its place; clear where ``transparent``."""
    image = QImage(max(1, width), max(1, height), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent if transparent else Qt.GlobalColor.white)
    painter = QPainter(image)
    try:
        painter.scale(image.width() / placement.page_width, image.height() / placement.page_height)
        painter.translate(placement.dx, placement.dy)
        painter.scale(placement.scale, placement.scale)
        area = QRectF(0, 0, drawing.width, drawing.height)
        if not transparent:
            painter.fillRect(area, colour(drawing.background))
        paint_drawing(painter, drawing, area, background=False)
    finally:
        painter.end()
    return image


def export_task(
    document: Document, plan: Plan, path: Path, sheets: Mapping[str, Sheet], may_replace: frozenset[Path]
) -> Task:
    """Its result is Written or Exists; tells the share done; fails as ``export.job`` does. Not begun yet.

    ``sheets`` are the maps known already; the others are laid out on the way.
    """

    def work(task: Task) -> Written | Exists:
        there = [each for each in plan.paths(path) if each not in may_replace and os.path.lexists(each)]
        if there:
            return Exists(there)
        if plan.content is not None:
            return Written(export_content(document, plan.map_ids, path, task.tell, task.cancelled))
        engine = Engine(tokens.load(document.project.theme))
        wanted: list[Drawing] = []
        for place, map_id in enumerate(plan.map_ids):
            if task.cancelled():
                raise job.ExportCancelled
            known = sheets.get(map_id)
            wanted.append(known.drawing if known is not None else engine.layout(document, map_id))
            task.tell(_LAYOUT_SHARE * (place + 1) / len(plan.map_ids))
        project = document.project
        options = plan.options(project.title, project.author, project.language)

        def progress(share: float) -> None:
            task.tell(_LAYOUT_SHARE + (1 - _LAYOUT_SHARE) * share)

        return Written(job.export(wanted, path, options, progress, task.cancelled))

    return Task(work)
