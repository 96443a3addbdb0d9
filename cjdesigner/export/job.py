"""The export job: drawings to a file on disk, whole or not at all, with progress and a way to stop it.

Plain code without signals, to be run in a worker thread; the drawings cannot change underneath it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, cast

from cjdesigner.draw.shapes import Drawing
from cjdesigner.files.atomic import write_atomically
from cjdesigner.files.errors import explained, shown
from cjdesigner.paint.base import DRAWN_FORMATS, DrawnFormat, Options, PaintError, Progress, format_for
from cjdesigner.words import tr

_IN_MEMORY = 32 * 1024 * 1024


class ExportError(Exception):
    """Nothing was written; the message is a sentence for the user."""


class ExportCancelled(Exception):
    """The user stopped the export; nothing was written."""


def export(
    drawings: Sequence[Drawing],
    path: Path,
    options: Options | None = None,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[Path]:
    """Write the drawings to ``path``, in the format of its ending; what was written, in order.

    A format that holds one drawing a file gets numbered files: "map.png" becomes "map-1.png", "map-2.png". Files
    that are there already are replaced at the very end, when everything has been painted.

    ``progress`` is told the share done, 0 to 1; ``cancelled`` is asked just as often. Both run on this thread.

    Raises ExportError if it cannot be done and ExportCancelled if it was stopped; old files are then as they were.
    """
    if not drawings:
        raise ExportError(tr("There is nothing to export."))
    target = format_for(path.suffix)
    if target is None:
        endings = ", ".join(f".{each.ending}" for each in DRAWN_FORMATS)
        raise ExportError(tr("The name must end in one of {endings}.", endings=endings))
    wanted = options or Options()
    watch = _Watch(progress, cancelled)
    if target.many or len(drawings) == 1:
        _write(path, lambda file: _paint(target, drawings, file, wanted, watch.part(0, 1)))
        paths = [path]
    else:
        paths = [path.with_stem(f"{path.stem}-{number}") for number in range(1, len(drawings) + 1)]
        with ExitStack() as stack:
            painted: list[IO[bytes]] = []
            for index, drawing in enumerate(drawings):
                file = stack.enter_context(SpooledTemporaryFile(_IN_MEMORY))
                _paint(target, [drawing], cast(BinaryIO, file), wanted, watch.part(index, len(drawings)))
                painted.append(file)
            for each, whole in zip(paths, painted, strict=True):
                whole.seek(0)
                _write(each, partial(shutil.copyfileobj, whole))
    if progress is not None:
        progress(1.0)
    return paths


class _Watch:
    """Joins the caller's progress and its wish to stop."""

    def __init__(self, progress: Callable[[float], None] | None, cancelled: Callable[[], bool] | None) -> None:
        self._progress = progress
        self._cancelled = cancelled

    def part(self, index: int, count: int) -> Progress:
        """The progress of one part of several."""

        def report(share: float) -> None:
            if self._cancelled is not None and self._cancelled():
                raise ExportCancelled
            if self._progress is not None:
                # The last step is the disk's: it is only done when the file is in its place.
                self._progress(0.99 * (index + share) / count)

        return report


def _paint(
    target: DrawnFormat, drawings: Sequence[Drawing], file: BinaryIO, options: Options, progress: Progress
) -> None:
    progress(0.0)
    try:
        target.write(drawings, file, options, progress)
    except PaintError as error:
        raise ExportError(str(error)) from error
    except MemoryError as error:
        raise ExportError(tr("There is not enough memory for this export.")) from error


def _write(path: Path, produce: Callable[[BinaryIO], None]) -> None:
    try:
        write_atomically(path, produce)
    except OSError as error:
        name = shown(path.name, 80)
        reason = explained(error, path)
        raise ExportError(tr("“{name}” cannot be written. {reason}", name=name, reason=reason)) from error
