"""Snapshots of unsaved work in the user's data folder, and what crashes have left there.

A document under edit has a slot: a lock that the system lets go of when the process dies, whatever way, a line about
where it came from, and its last three snapshots, each a whole project file. Nothing here is deleted that is not in the
user's own file as well: what is thrown away on purpose goes to a shelf that holds three.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from cjdesigner.files import folders, project
from cjdesigner.files.atomic import STALE_AFTER, write_atomically
from cjdesigner.files.errors import FileError, NewerFormat, explained
from cjdesigner.model.document import Document
from cjdesigner.model.ids import new_id

KEPT = 3
"""Snapshots a document, and documents on the shelf."""

_SNAPSHOT = re.compile(r"([0-9a-z]{12})\.(\d{1,12})\.cjmap")
_OWN = re.compile(r"([0-9a-z]{12})\.(lock|about|\d{1,12}\.cjmap)")


def folder() -> Path:
    """Where snapshots are kept."""
    return folders.data() / "recovery"


def fingerprint(data: bytes) -> str:
    """What tells two contents of a file apart."""
    import hashlib

    return hashlib.sha256(data).hexdigest()


class Snapshots:
    """The slot of one document under edit. Not to be used by two threads at once."""

    def __init__(self, place: Path | None = None) -> None:
        self.place = place or folder()
        self.slot = new_id()
        self._lock: IO[bytes] | None = None
        self._number = 0
        self._about: bytes = b""

    def write(self, document: Document, path: Path | None, base: str = "") -> None:
        """Keep this state. ``base`` is the fingerprint of the file as it was last opened or saved.

        Raises FileError where it cannot be kept; older snapshots are then still there.
        """
        data = project.dump(document)
        try:
            self._open()
            title = document.project.title
            about = json.dumps({"path": os.path.abspath(path) if path else "", "base": base, "title": title}).encode()
            if about != self._about:
                write_atomically(self._named("about"), lambda stream: _put(stream, about))
                self._about = about
            self._number += 1
            write_atomically(self._named(f"{self._number}.cjmap"), lambda stream: _put(stream, data), verify=True)
        except OSError as error:
            raise FileError(explained(error), path=self.place) from error
        _remove(self._named(f"{self._number - KEPT}.cjmap"))

    def clear(self) -> None:
        """All is saved: no snapshot is needed."""
        for number in range(max(1, self._number - KEPT), self._number + 1):
            _remove(self._named(f"{number}.cjmap"))

    def shelve(self) -> None:
        """The user does not want it; what there is goes to the shelf all the same."""
        _shelve(self.place, self.slot)

    def close(self) -> None:
        """Let go of the slot. Snapshots that were not cleared are from now on leftovers."""
        if self._lock is None:
            return
        self._lock.close()
        self._lock = None
        if not _numbers(self.place, self.slot):
            _remove(self._named("about"))
            _remove(self._named("lock"))
        self._about = b""

    def _named(self, ending: str) -> Path:
        return self.place / f"{self.slot}.{ending}"

    def _open(self) -> None:
        if self._lock is None:
            self.place.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock = _locked(self._named("lock"))


@dataclass(frozen=True)
class Leftover:
    """Unsaved work of a program that is no longer running."""

    place: Path
    slot: str
    title: str
    path: Path | None
    """The file it was opened from; None for work that was never saved."""
    base: str
    """Fingerprint of that file when it was last opened or saved; "" for none."""
    when: float
    """Seconds since the epoch; for showing only."""
    document: Document | None
    problem: str = ""
    """Why it cannot be opened, where it cannot."""


def leftovers(place: Path | None = None) -> list[Leftover]:
    """What crashes have left and no file holds, the latest first. Reads whole documents: for a worker."""
    place = place or folder()
    try:
        names = os.listdir(place)
    except OSError:
        return []
    slots = {match[1] for match in map(_OWN.fullmatch, names) if match}
    found = [one for slot in slots if (one := _leftover(place, slot)) is not None]
    return sorted(found, key=lambda one: one.when, reverse=True)


def finish(leftover: Leftover, *, shelve: bool = True) -> None:
    """It was taken over by a slot of its own, or is not wanted: it is offered no more. By default it is shelved."""
    if shelve:
        _shelve(leftover.place, leftover.slot)
    for number in _numbers(leftover.place, leftover.slot):
        _remove(leftover.place / f"{leftover.slot}.{number}.cjmap")
    _remove(leftover.place / f"{leftover.slot}.about")
    _remove(leftover.place / f"{leftover.slot}.lock")


def _leftover(place: Path, slot: str) -> Leftover | None:
    lock_path = place / f"{slot}.lock"
    try:
        lock = _locked(lock_path, make=False)
    except FileNotFoundError:
        lock = None
    except OSError:
        return None  # its process is alive
    try:
        return _read(place, slot)
    finally:
        if lock is not None:
            lock.close()


def _read(place: Path, slot: str) -> Leftover | None:
    numbers = _numbers(place, slot)
    if not numbers:
        # A process may be about to take it, so only what has long been empty goes.
        for ending in ("about", "lock"):
            with contextlib.suppress(OSError):
                if time.time() - os.stat(place / f"{slot}.{ending}").st_mtime > STALE_AFTER:
                    _remove(place / f"{slot}.{ending}")
        return None
    about = _about(place / f"{slot}.about")
    path = Path(about["path"]) if about["path"] else None
    problem = ""
    for number in reversed(numbers):
        snapshot = place / f"{slot}.{number}.cjmap"
        try:
            when = os.stat(snapshot).st_mtime
            data = project.read_bytes(snapshot)
            document = project.parse(data)
        except NewerFormat as error:
            return Leftover(place, slot, about["title"], path, about["base"], when, None, error.message)
        except (FileError, OSError) as error:
            problem = problem or str(error)
            continue
        leftover = Leftover(place, slot, document.project.title, path, about["base"], when, document)
        if path is not None and _holds(path, data, document):
            finish(leftover, shelve=False)
            return None
        return leftover
    return Leftover(place, slot, about["title"], path, about["base"], 0.0, None, problem)


def _holds(path: Path, data: bytes, document: Document) -> bool:
    """Whether the file holds the same content, however it is written."""
    try:
        there = project.read_bytes(path)
        return there == data or project.parse(there) == document
    except FileError:
        return False


def _about(path: Path) -> dict[str, str]:
    empty = {"path": "", "base": "", "title": ""}
    try:
        with open(path, "rb") as stream:
            found = json.loads(stream.read(100_000))
    except (OSError, ValueError, RecursionError):
        return empty
    if not isinstance(found, dict):
        return empty
    about = {name: found[name] if isinstance(found.get(name), str) else "" for name in empty}
    if "\0" in about["path"]:
        about["path"] = ""
    return about


def _numbers(place: Path, slot: str) -> list[int]:
    try:
        names = os.listdir(place)
    except OSError:
        return []
    return sorted(int(match[2]) for match in map(_SNAPSHOT.fullmatch, names) if match and match[1] == slot)


def _shelve(place: Path, slot: str) -> None:
    numbers = _numbers(place, slot)
    if not numbers:
        return
    shelf = place / "discarded"
    with contextlib.suppress(OSError):
        shelf.mkdir(mode=0o700, exist_ok=True)
        shutil.move(place / f"{slot}.{numbers[-1]}.cjmap", shelf / f"{slot}.cjmap")
        os.utime(shelf / f"{slot}.cjmap")
        for number in numbers[:-1]:
            _remove(place / f"{slot}.{number}.cjmap")
        held = sorted(shelf.glob("*.cjmap"), key=lambda one: one.stat().st_mtime_ns, reverse=True)
        for old in held[KEPT:]:
            _remove(old)


def _locked(path: Path, make: bool = True) -> IO[bytes]:
    """The lock file, open and locked until it is closed. Raises OSError where another process has it."""
    flags = os.O_RDWR | (os.O_CREAT if make else 0) | getattr(os, "O_CLOEXEC", 0)
    stream = os.fdopen(os.open(path, flags, 0o600), "r+b")
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BaseException:
        stream.close()
        raise
    return stream


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        os.unlink(path)


def _put(stream: Any, data: bytes) -> None:
    stream.write(data)
