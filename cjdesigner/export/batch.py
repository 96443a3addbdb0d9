"""Carries out an order: every file in every format that it asks for, all of them or none.

Plain code without signals, to be run in a worker thread; the document cannot change underneath it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from cjdesigner.draw.shapes import Drawing
from cjdesigner.exchange.base import ContentFormat, ExchangeError
from cjdesigner.export import formats, naming
from cjdesigner.export.job import ExportCancelled, ExportError
from cjdesigner.export.order import Order, content_for, document_for, engine_for, options_for
from cjdesigner.files import atomic
from cjdesigner.files.errors import explained, shown
from cjdesigner.layout.plan import planned
from cjdesigner.model import collecting
from cjdesigner.model.document import Document
from cjdesigner.paint.base import PaintError, Progress
from cjdesigner.words import tr

_PLANNING = 0.2
"""Of the progress."""


class AlreadyThere(Exception):
    """These files are there already and nobody has agreed to replace them; nothing was done."""

    def __init__(self, paths: list[Path]) -> None:
        super().__init__(", ".join(str(path) for path in paths))
        self.paths = paths


class File(NamedTuple):
    """One file to be written."""

    path: Path
    ending: str
    map_ids: tuple[str, ...]
    pages: tuple[Drawing, ...] = ()
    """What a drawn format holds, in order."""


def carry_out(
    document: Document,
    order: Order,
    path: Path,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    may_replace: Callable[[Path], bool] = lambda _: True,
) -> list[Path]:
    """Write what the order asks for; the paths written, in order.

    ``path`` is the file to write. Of several formats each has its own ending; where every map has its own file the
    name is a pattern, see ``naming``; a format that holds one page a file gets numbered ones, "map-1.png".

    Files that are there already are replaced at the very end, when all of them have been written beside the old ones.
    ``progress`` is told the share done, 0 to 1; ``cancelled`` is asked just as often. Both run on this thread.

    Raises ExportError if it cannot be done, ExportCancelled if it was stopped and AlreadyThere for files that
    ``may_replace`` says no to; old files are then as they were.
    """

    def told(share: float) -> None:
        if cancelled is not None and cancelled():
            raise ExportCancelled
        if progress is not None:
            # The last step is the disk's: it is only done when the files are in their places.
            progress(0.99 * share)

    told(0.0)
    try:
        document = document_for(document, order)
        with collecting.paused():  # looking through all the new shapes would stop every thread
            files = wanted_files(document, order, path, lambda share: told(_PLANNING * share))
        there = [each.path for each in files if os.path.lexists(each.path) and not may_replace(each.path)]
        if there:
            raise AlreadyThere(there)
        _write(document, order, files, told)
    except MemoryError as error:
        raise ExportError(tr("There is not enough memory for this export.")) from error
    if progress is not None:
        progress(1.0)
    return [each.path for each in files]


def wanted_files(document: Document, order: Order, path: Path, progress: Progress) -> list[File]:
    """What is to be written, its pages laid out. ``document`` is the one that ``document_for`` gives."""
    known = tuple(map_id for map_id in order.map_ids if map_id in document.maps)
    if not known:
        raise ExportError(tr("There is nothing to export."))
    for ending in order.endings:
        if formats.find(ending) is None:
            raise ExportError(tr("The name must end in one of {endings}.", endings=formats.endings()))
    listed = list(targets(document, order, path))
    pages: dict[tuple[tuple[str, ...], str], tuple[Drawing, ...]] = {}
    engine = engine_for(document, order)
    drawn = [(ids, formats.page_kind(ending, order.pages.pages)) for _, ending, ids in listed if _is_drawn(ending)]
    for place, (ids, kind) in enumerate(drawn):

        def told(share: float, place: int = place) -> None:
            progress((place + share) / len(drawn))

        if (ids, kind) not in pages:
            pages[ids, kind] = tuple(planned(document, ids, engine, order.pages._replace(pages=kind), told))
    files: list[File] = []
    for target, ending, ids in listed:
        form = formats.find(ending)
        if not _is_drawn(ending):
            files.append(File(target, ending, ids))
            continue
        made = pages[ids, formats.page_kind(ending, order.pages.pages)]
        if not made:
            raise ExportError(tr("There is nothing to export."))
        if (form is not None and form.many) or len(made) == 1:
            files.append(File(target, ending, ids, made))
        else:
            width = len(str(len(made)))
            files.extend(
                File(target.with_stem(f"{target.stem}-{number:0{width}d}"), ending, ids, (page,))
                for number, page in enumerate(made, 1)
            )
    return files


def _is_drawn(ending: str) -> bool:
    return not isinstance(formats.find(ending), ContentFormat)


def targets(document: Document, order: Order, path: Path) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    """Path, ending and maps of each file; the pages of pictures are not yet counted."""
    known = tuple(map_id for map_id in order.map_ids if map_id in document.maps)
    audience = order.audience.name if order.audience is not None else ""
    for ending in order.endings:
        form = formats.find(ending)
        if order.each or naming.is_pattern(path.name):
            pattern = path.name.removesuffix(path.suffix) if formats.find(path.suffix) is not None else path.name
            for map_id, name in zip(known, naming.names(pattern, document, known, audience), strict=True):
                yield path.with_name(f"{name}.{ending}"), ending, (map_id,)
            continue
        own = path if path.suffix.lower() == f".{ending}" else _with_ending(path, ending)
        if _is_drawn(ending) or len(known) == 1 or (form is not None and form.many):
            yield own, ending, known
        else:
            for number, map_id in enumerate(known, 1):
                yield own.with_stem(f"{own.stem}-{number}"), ending, (map_id,)


def _with_ending(path: Path, ending: str) -> Path:
    """The path with that ending, instead of that of another format; a dot within a name is no ending."""
    return path.with_suffix(f".{ending}") if formats.find(path.suffix) else path.with_name(f"{path.name}.{ending}")


def _write(document: Document, order: Order, files: Sequence[File], told: Progress) -> None:
    ready: list[atomic.Prepared] = []
    try:
        for place, each in enumerate(files):

            def share(done: float, place: int = place) -> None:
                told(_PLANNING + (1 - _PLANNING) * (place + done) / len(files))

            def produce(stream: BinaryIO, each: File = each, share: Progress = share) -> None:
                _produce(document, order, each, stream, share)

            share(0.0)
            try:
                ready.append(atomic.prepare(each.path, produce))
            except OSError as error:
                raise _refused(each.path, error) from error
        told(1.0)
    except BaseException:
        atomic.drop(ready)
        raise
    try:
        atomic.place(ready)
    except OSError as error:
        at_fault = next((one.path for one in ready if str(error.filename2 or "") == one.target), ready[0].path)
        raise _refused(at_fault, error) from error


def _refused(path: Path, error: OSError) -> ExportError:
    return ExportError(
        tr("“{name}” cannot be written. {reason}", name=shown(path.name, 80), reason=explained(error, path))
    )


def _produce(document: Document, order: Order, file: File, stream: BinaryIO, share: Progress) -> None:
    form = formats.find(file.ending)
    try:
        if isinstance(form, ContentFormat):
            form.write(content_for(document, order), file.map_ids, stream)
        elif form is not None:
            form.write(file.pages, stream, options_for(document, order), share)
    except (PaintError, ExchangeError) as error:
        raise ExportError(str(error)) from error
