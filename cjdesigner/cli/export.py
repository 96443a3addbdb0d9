"""`cjdesigner export`: maps as documents, pictures, tables or data."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from cjdesigner.cli.opening import opened
from cjdesigner.cli.ordering import checked_endings, ordered
from cjdesigner.cli.output import Refusal, complain, told_on_terminal
from cjdesigner.draw import fonts
from cjdesigner.exchange.base import ContentFormat
from cjdesigner.export import formats, naming, warnings
from cjdesigner.export.batch import carry_out
from cjdesigner.export.job import ExportError
from cjdesigner.export.order import Order, document_for, engine_for
from cjdesigner.files.errors import FileError
from cjdesigner.layout.printing import Printer
from cjdesigner.model.document import Document
from cjdesigner.words import tr


def run(arguments: argparse.Namespace) -> int:
    """Write the files that are asked for: all maps where the format holds several, else the first, or those named."""
    paths: list[Path] = arguments.output
    endings = checked_endings(paths)
    document = opened(arguments.file)
    for path in paths:
        if os.path.realpath(path) == os.path.realpath(arguments.file):
            raise FileError(tr("It is the project itself, which would be gone."), path=path)
    orders = []
    for path, ending in zip(paths, endings, strict=True):
        form = formats.find(ending)
        many = (form is not None and form.many) or arguments.each or naming.is_pattern(path.name)
        order = ordered(document, arguments, ending, one_map=not many)
        strange = naming.unknown(path.name)
        if strange and (order.each or naming.is_pattern(path.name)):
            known = ", ".join(f"{{{field}}}" for field in naming.FIELDS)
            raise Refusal(tr("There is no field “{name}”; there are: {known}.", name=strange[0], known=known))
        orders.append((path, order))
    if not all(isinstance(formats.find(ending), ContentFormat) for ending in endings):
        # No window is wanted, so no screen is needed either, not even where there is one.
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        fonts.application()
    for path, order in orders:
        try:
            carry_out(document, order, path, told_on_terminal(path.name))
        except ExportError as error:
            raise Refusal(str(error)) from error
    if not arguments.quiet:
        for order in dict.fromkeys(order for _, order in orders):
            _warn(document, order)
    return 0


def _warn(document: Document, order: Order) -> None:
    """What the user should know about what was written."""
    for sentence in warnings.losses(order.endings):
        complain(tr("note: {sentence}", sentence=sentence))
    if all(isinstance(formats.find(ending), ContentFormat) for ending in order.endings):
        return
    shown = document_for(document, order)
    engine = engine_for(shown, order)
    drawings = [engine.layout(shown, map_id) for map_id in order.map_ids]
    printers = [
        Printer(drawing, engine.scene(shown, map_id))
        for map_id, drawing in zip(order.map_ids, drawings, strict=True)
    ]
    advice = warnings.advice(printers, order)
    if advice is not None and not advice.legible and order.pages.pages != "map":
        complain(tr("warning: {sentence}", sentence=advice.text))
    boxes = warnings.boxes(drawings)
    if boxes:
        complain(tr("warning: {sentence}", sentence=boxes))
