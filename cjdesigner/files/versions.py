"""Which version of a file was last seen, so that none is overwritten that nobody here has seen."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import NamedTuple

from cjdesigner.files import project
from cjdesigner.files.errors import FileError, NewerFormat
from cjdesigner.files.project import Opened
from cjdesigner.files.recovery import fingerprint
from cjdesigner.model.document import Document

_JUST_NOW = 120.0
"""Seconds in which a file must have come to its name to be one that was renamed."""
_MOST_BESIDE = 20
"""Files that are read to find it."""


class Stored(NamedTuple):
    """What came of writing a file."""

    base: str
    """Fingerprint of what the file holds as far as is known here: what was written, else what was last seen."""
    conflict: str = ""
    """Fingerprint of what someone else has put there; nothing was written."""


def load(path: Path) -> tuple[Opened, str, str]:
    """What a file holds, its fingerprint, and why it must not be written, if so. Raises FileError."""
    data = project.read_bytes(path)
    try:
        return project.open_bytes(data), fingerprint(data), ""
    except NewerFormat as error:
        if error.document is not None:
            return Opened(error.document, (), error.version), fingerprint(data), error.message
        error.path = path
        raise
    except FileError as error:
        error.path = path
        raise


def store(document: Document, path: Path, base: str, allowed: str, replace: bool) -> Stored:
    """Save, unless the file is neither what was last seen, nor what may be replaced, nor the same. Raises FileError."""
    mine = fingerprint(project.dump(document))
    # Links and what has gone: the file is whatever the path leads to now.
    if not replace and os.path.exists(path):
        there = fingerprint(project.read_bytes(path))
        if there not in (base, allowed, mine):
            return Stored(base, there)
    project.save(document, path)
    return Stored(mine)


class Sight(NamedTuple):
    """What is in the place of a file now."""

    there: str
    """Its fingerprint; "" where there is no file."""
    same: bool = False
    """Whether it holds the document that it was compared with, however it is written."""
    renamed: Path | None = None
    """Where it stands now, if it was only given another name in its folder."""


def mark(path: Path) -> tuple[int, ...] | None:
    """What tells at a glance whether a file was written to; () where there is none. None where it cannot be told."""
    try:
        found = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def sight(path: Path, base: str, document: Document) -> Sight | None:
    """Look at a file that had the fingerprint ``base``. None where it cannot be read now. Reads it whole."""
    if mark(path) == ():
        return Sight("", renamed=_renamed(path, base))
    try:
        data = project.read_bytes(path)
    except FileError:
        return None
    there = fingerprint(data)
    if there == base:
        return Sight(there, True)
    try:
        return Sight(there, project.parse(data) == document)
    except FileError:
        return Sight(there)


def _renamed(path: Path, base: str) -> Path | None:
    """The one file beside a place that came there just now and is what stood in that place."""
    since = time.time() - _JUST_NOW
    found = []
    try:
        with os.scandir(path.parent) as entries:
            for entry in entries:
                if entry.name.lower().endswith(project.SUFFIX) and entry.stat().st_ctime >= since:
                    found.append(Path(entry.path))
    except OSError:
        return None
    same = [one for one in found[:_MOST_BESIDE] if _is(one, base)]
    return same[0] if len(same) == 1 else None


def _is(path: Path, base: str) -> bool:
    try:
        return fingerprint(project.read_bytes(path)) == base
    except FileError:
        return False


def before(path: Path | None, base: str) -> tuple[Document | None, str]:
    """The document in a file, if it still is what it was; and why the file must not be written, if so."""
    if path is None:
        return None, ""
    try:
        opened, there, refused = load(path)
    except NewerFormat as error:
        return None, error.message
    except FileError:
        return None, ""
    return opened.document if there == base else None, refused
