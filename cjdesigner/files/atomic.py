"""Writing a file whole or not at all: nobody ever finds half a file, not even after the power went."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import re
import stat
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from cjdesigner.model.ids import new_id

STALE_AFTER = 3600.0
"""Seconds after which a temporary file that nobody has written to was left behind by a crash."""

_OWN = re.compile(r"\.cjdesigner-[0-9a-z]{12}\.tmp")
_swept: set[str] = set()


def write_atomically(path: Path, produce: Callable[[BinaryIO], None], *, verify: bool = False) -> None:
    """Write what ``produce`` writes to ``path``, replacing what is there only once all of it is safely on the disk.

    Symbolic links are followed, an old file's mode is kept, read-only files and anything but plain files are refused.
    ``verify`` reads the new file back and compares it before it takes the old one's place.

    Raises OSError, or whatever ``produce`` raises; the old file is then as it was and no temporary file is left.
    """
    prepared = prepare(path, produce, verify=verify)
    place([prepared])


class Prepared(NamedTuple):
    """A new file that is safely on the disk, beside the old one whose place it is to take."""

    path: Path
    temporary: str
    target: str


def prepare(path: Path, produce: Callable[[BinaryIO], None], *, verify: bool = False) -> Prepared:
    """The first half of ``write_atomically``: everything but taking the old file's place. Raises as that does.

    For several files that belong together: all are prepared before the first is placed. Whoever prepares must
    ``place`` or ``drop``.
    """
    target = os.path.realpath(path)
    folder = os.path.dirname(target)
    mode = _mode_of(target)
    produced: bytes | None = None
    if verify:
        buffer = io.BytesIO()
        produce(buffer)
        produced = buffer.getvalue()
    temporary = os.path.join(folder, f".cjdesigner-{new_id()}.tmp")
    # os.open applies the user's umask, which tempfile's own functions do not.
    descriptor = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(descriptor, "w+b") as stream:
            if produced is None:
                produce(stream)
            else:
                stream.write(produced)
            stream.flush()
            length = stream.seek(0, os.SEEK_END)
            if mode is not None:
                _keep(stream.fileno(), mode)
            _to_disk(stream.fileno())
            if os.fstat(stream.fileno()).st_size != length or (produced is not None and length != len(produced)):
                raise OSError(errno.EIO, "the disk took only a part of the file", str(path))
        if produced is not None:
            _compare(temporary, produced)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    return Prepared(path, temporary, target)


def place(files: Sequence[Prepared]) -> None:
    """Put prepared files where they belong, in order. Raises OSError; of the rest nothing is left then."""
    try:
        for each in files:
            _replace(each.temporary, each.target)
    except BaseException:
        drop(files)
        raise
    for folder in dict.fromkeys(os.path.dirname(each.target) for each in files):
        _sync_folder(folder)
        sweep(Path(folder))


def drop(files: Sequence[Prepared]) -> None:
    """Remove what was prepared and not placed."""
    for each in files:
        with contextlib.suppress(OSError):
            os.unlink(each.temporary)


def sweep(folder: Path) -> None:
    """Remove the temporary files that crashes left in a folder; looked at once per folder and run."""
    name = str(folder)
    if name in _swept:
        return
    _swept.add(name)
    with contextlib.suppress(OSError), os.scandir(name) as entries:
        for entry in entries:
            if _OWN.fullmatch(entry.name):
                with contextlib.suppress(OSError):
                    if time.time() - entry.stat(follow_symlinks=False).st_mtime > STALE_AFTER:
                        os.unlink(entry.path)


def _mode_of(target: str) -> os.stat_result | None:
    try:
        found = os.stat(target)
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), target)
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.ENXIO, "not a plain file", target)
    # Asking the mode as well keeps an administrator, whom the system lets write anywhere, to the promise.
    if not found.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), target)
    return found


def _keep(descriptor: int, old: os.stat_result) -> None:
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):  # a group that the user is not in
        os.fchown(descriptor, -1, old.st_gid)
    with contextlib.suppress(OSError):  # file systems without modes
        os.fchmod(descriptor, stat.S_IMODE(old.st_mode))


def _to_disk(descriptor: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        # On macOS fsync stops at the drive's own cache.
        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
        except OSError:
            pass
    os.fsync(descriptor)


def _compare(temporary: str, produced: bytes) -> None:
    with open(temporary, "rb") as stream:
        if stream.read() != produced:
            raise OSError(errno.EIO, "the disk did not keep what was written", temporary)


def _replace(temporary: str, target: str) -> None:
    attempts = 6 if sys.platform == "win32" else 1
    for attempt in range(attempts):
        try:
            os.replace(temporary, target)
            return
        except PermissionError:  # on Windows a virus scanner or an indexer may hold the file for a moment
            if attempt == attempts - 1:
                raise
            time.sleep(0.05 * 2**attempt)


def _sync_folder(folder: str) -> None:
    if sys.platform == "win32":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    except PermissionError:  # a folder that one may write to but not list
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network file systems cannot sync a folder; there is nothing more to do there.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
            raise
    finally:
        os.close(descriptor)
