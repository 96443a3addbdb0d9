"""The export of content: maps of a document to a file on disk, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from cjdesigner.exchange.base import CONTENT_FORMATS, ExchangeError, content_format
from cjdesigner.export.job import ExportCancelled, ExportError
from cjdesigner.files.atomic import write_atomically
from cjdesigner.files.errors import explained, shown
from cjdesigner.model.document import Document
from cjdesigner.words import tr


def export_content(
    document: Document,
    map_ids: Sequence[str],
    path: Path,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[Path]:
    """Write the maps to ``path``, in the format of its ending; what was written, in order.

    A format that holds one map a file gets numbered files, as in ``job.export``.

    Raises ExportError if it cannot be done and ExportCancelled if it was stopped; old files are then as they were.
    """
    form = content_format(path.suffix)
    if form is None:
        endings = ", ".join(f".{each.ending}" for each in CONTENT_FORMATS)
        raise ExportError(tr("The name must end in one of {endings}.", endings=endings))
    known = [map_id for map_id in map_ids if map_id in document.maps]
    if not known:
        raise ExportError(tr("There is nothing to export."))
    parts = [known] if form.many or len(known) == 1 else [[map_id] for map_id in known]
    paths = [path] if len(parts) == 1 else [path.with_stem(f"{path.stem}-{n}") for n in range(1, len(parts) + 1)]
    made: list[bytes] = []
    for part in parts:
        if cancelled is not None and cancelled():
            raise ExportCancelled
        file = BytesIO()
        try:
            form.write(document, part, file)
        except ExchangeError as error:
            raise ExportError(str(error)) from error
        except MemoryError as error:
            raise ExportError(tr("There is not enough memory for this export.")) from error
        made.append(file.getvalue())
        if progress is not None:
            progress(0.99 * len(made) / len(parts))
    if cancelled is not None and cancelled():
        raise ExportCancelled
    for each, data in zip(paths, made, strict=True):
        _put(each, data)
    if progress is not None:
        progress(1.0)
    return paths


def _put(path: Path, data: bytes) -> None:
    def produce(file: BinaryIO) -> None:
        file.write(data)

    try:
        write_atomically(path, produce)
    except OSError as error:
        name = shown(path.name, 80)
        raise ExportError(tr("“{name}” cannot be written. {reason}", name=name, reason=explained(error))) from error
