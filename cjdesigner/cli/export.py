"""`cjdesigner export`: maps as a document or a picture."""

from __future__ import annotations

import argparse
import os

from cjdesigner.cli.opening import opened
from cjdesigner.cli.output import Refusal
from cjdesigner.draw import fonts
from cjdesigner.exchange.base import ContentFormat
from cjdesigner.export import formats
from cjdesigner.export.content import export_content
from cjdesigner.export.job import ExportError, export
from cjdesigner.files.errors import FileError, shown
from cjdesigner.layout.engine import Engine
from cjdesigner.layout.pages import SIZES
from cjdesigner.model.document import Document
from cjdesigner.model.queries import maps
from cjdesigner.model.records import JourneyMap
from cjdesigner.paint.base import Options
from cjdesigner.theme import tokens
from cjdesigner.words import tr


def run(arguments: argparse.Namespace) -> int:
    """Write one file: all maps where the format holds several, else the first, or the one asked for."""
    form = formats.find(arguments.output.suffix)
    if form is None:
        raise FileError(tr("Its name must end in one of: {known}.", known=formats.endings()), path=arguments.output)
    page = "map" if arguments.page == "fit" else _page(arguments.page)
    document = opened(arguments.file)
    chosen = _chosen(document, arguments.map)
    if not form.many:
        chosen = chosen[:1]
    if isinstance(form, ContentFormat):
        try:
            export_content(document, [journey.id for journey in chosen], arguments.output)
        except ExportError as error:
            raise Refusal(str(error)) from error
        return 0
    # No window is wanted, so no screen is needed either, not even where there is one.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    fonts.application()
    engine = Engine(tokens.load(document.project.theme))
    drawings = [engine.layout(document, journey.id) for journey in chosen]
    options = Options(
        dpi=arguments.dpi,
        width=arguments.width,
        transparent=arguments.transparent,
        outlines=arguments.outlines,
        page=page,
        orientation=arguments.orientation,
        title=document.project.title,
        author=document.project.author,
        language=document.project.language,
    )
    try:
        export(drawings, arguments.output, options)
    except ExportError as error:
        raise Refusal(str(error)) from error
    return 0


def _page(name: str) -> str:
    found = next((known for known in SIZES if known.lower() == name.lower()), None)
    if found is None:
        known = ", ".join(("fit", *SIZES))
        raise Refusal(tr("There is no page size “{name}”; there are: {known}.", name=shown(name), known=known))
    return found


def _chosen(document: Document, title: str | None) -> list[JourneyMap]:
    found = [journey for journey in maps(document) if title is None or journey.title == title]
    if not found and title is None:
        raise Refusal(tr("The project has no map."))
    if not found:
        known = ", ".join(f"“{shown(journey.title)}”" for journey in maps(document))
        raise Refusal(tr("There is no map “{name}”; there are: {known}.", name=shown(title or ""), known=known))
    return found
